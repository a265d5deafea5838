"""Where the command starts: a request to end is answered before anything else is imported."""

from flows import interrupts


def main() -> None:
    """The command line; exits with the contract's code."""
    interrupts.end_at_once()
    from flows import cli

    cli.main()


if __name__ == "__main__":
    main()
