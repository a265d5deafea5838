"""The command line in a process of its own that obeys the permissions of folders, whoever runs the tests.

Root may read and write everywhere; without two of its capabilities it is asked like anybody else.
"""

import ctypes
import os
import subprocess
import sys
from pathlib import Path

VERSION_3 = 0x20080522  # of the kernel's capability calls: two words of 32 capabilities
READ_AND_WRITE_ANYTHING = 0b110  # CAP_DAC_OVERRIDE and CAP_DAC_READ_SEARCH
ROOT = Path(__file__).parents[2]


def cli(*words: object) -> subprocess.CompletedProcess[str]:
    """What `musrenbang words` prints and its exit code."""
    command = [sys.executable, "-m", "tests.faults.obeying", *map(str, words)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


def obey() -> None:
    """Gives up what lets root pass by the permissions of files; nothing to give up for anybody else."""
    if os.geteuid() != 0:
        return
    libc = ctypes.CDLL(None, use_errno=True)
    header = (ctypes.c_uint32 * 2)(VERSION_3, 0)
    words = (ctypes.c_uint32 * 6)()  # effective, permitted, inheritable; twice
    for call in (libc.capget, libc.capset):
        if call(header, words) != 0:
            raise OSError(ctypes.get_errno(), "capabilities")
        for position in (0, 1):
            words[position] &= ~READ_AND_WRITE_ANYTHING


if __name__ == "__main__":
    from flows.cli import main

    obey()
    main()
