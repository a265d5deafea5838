"""The command line in a process of its own that says when it has begun to answer signals.

With the word `berdua` first, its pages are rendered by two other processes, however few they are, and slowly.
"""

import sys
import time
from typing import Any

from flows import interrupts

BEGUN = "mulai\n"
TOGETHER = "berdua"


def main() -> None:
    """Says that it has begun, and does what the command says."""
    sys.stdout.write(BEGUN)
    sys.stdout.flush()
    if TOGETHER in sys.argv:
        sys.argv.remove(TOGETHER)
        render_together()
    from flows import cli

    cli.main()


def render_together() -> None:
    """Two processes render, which take a second for each packet."""
    from flows import rendering

    rendering.processes = lambda proposals: 2
    rendering.editions = slowly


def slowly(*words: Any) -> Any:
    """Both editions of a packet, in other processes, where nothing is changed."""
    from flows import rendering

    time.sleep(1)
    return rendering.editions(*words)


if __name__ == "__main__":
    interrupts.program(main)
