"""Where the command starts: a request to end is answered before anything else is imported."""

from flows import interrupts


def main() -> None:
    """The command line as a program of its own; exits with the contract's code."""
    interrupts.program(_commands)


def _commands() -> None:
    from flows import cli

    cli.main()


if __name__ == "__main__":
    main()
