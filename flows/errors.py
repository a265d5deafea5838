"""Every failure we foresee, with its exit code, on one screen.

    MusrenbangError
    ├── UsageError          2   the command or folder named is not one we can work on
    ├── RulePackError      10   a rule pack does not load
    ├── ReferenceFault     11   a reference file does not load
    ├── NothingReadable    12   files waited, none could be read, nothing was there before
    ├── RunInProgress      13   another run holds the folder
    ├── FolderNotWritable  14   the folder cannot be written, or the disk is full
    ├── FolderRefused      14   a folder of ours is a link or a file
    ├── GateRefused        15   a gate before an agreed document refused
    ├── SomeKotaFailed     16   a run over several kota failed for some
    ├── ArchiveDamaged     17   the archive is not what its ledger says
    └── Breach              1   an invariant of the run itself does not hold: a bug, nothing is published

The message of each is one sentence in Bahasa Indonesia that says what is wrong, where, and the cure.
"""

from collections.abc import Sequence


class MusrenbangError(Exception):
    """What a person is told without a traceback."""

    exit_code = 1


class UsageError(MusrenbangError):
    """The command, or the folder it names, is not one we can work on."""

    exit_code = 2


class RulePackError(MusrenbangError):
    """A rule pack is missing or does not load; every fault has its file, section and key."""

    exit_code = 10

    def __init__(self, sentence: str, faults: Sequence[str] = ()) -> None:
        super().__init__("\n  ".join((sentence, *faults)))
        self.faults = tuple(faults) or (sentence,)


class ReferenceFault(MusrenbangError):
    """A reference file is missing or does not load."""

    exit_code = 11


class NothingReadable(MusrenbangError):
    """Files waited, none of them could be read, and nothing was there before."""

    exit_code = 12


class RunInProgress(MusrenbangError):
    """Another run holds the lock of the working folder."""

    exit_code = 13


class FolderNotWritable(MusrenbangError):
    """The working folder cannot be written, or the disk is full."""

    exit_code = 14


class FolderRefused(MusrenbangError):
    """A folder of ours in the working folder is a link, a file, or leads out of it; nothing was read."""

    exit_code = 14


class GateRefused(MusrenbangError):
    """A gate before an agreed document refused."""

    exit_code = 15


class SomeKotaFailed(MusrenbangError):
    """A run over several kota failed for some of them."""

    exit_code = 16


class ArchiveDamaged(MusrenbangError):
    """The archive is not what its ledger says: nothing of it is believed, nothing is published."""

    exit_code = 17


class Breach(MusrenbangError):
    """An invariant of the run does not hold; nothing is published, the message names file and row.

    butir: the records (sha256, nomor; without one the whole file) that explain it; none where no single one does.
    """

    exit_code = 1

    def __init__(self, sentence: str, butir: Sequence[tuple[str, int | None]] = ()) -> None:
        super().__init__(sentence)
        self.butir = tuple(butir)
