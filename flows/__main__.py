"""Where the command starts, and where it leaves."""

import os
from collections.abc import Callable

from flows import interrupts


def main() -> None:
    """The command line as a program of its own; exits with the contract's code."""
    program(_commands)


def program(run: Callable[[], None]) -> None:
    """Runs what ends by SystemExit; a request to end is answered before anything else is imported, and to the last.

    Python's own end is left out: what a library then has to say (Prefect's threads hold what DuckDB prints a page
    about) is of no use to a person, and an interrupt in the midst of it would be a traceback.
    """
    interrupts.end_at_once()
    try:
        run()
    except SystemExit as end:
        os._exit(end.code if isinstance(end.code, int) else 0)


def _commands() -> None:
    from flows import cli

    cli.main()


if __name__ == "__main__":
    main()
