"""The door: parses the command, calls, maps errors to exit codes; the only place that prints and exits.

Prefect and the stages are imported when a command needs them, so that --help and check answer at once.
"""

import logging
import os
import shutil
import sys
import time
from pathlib import Path

import click

from flows.cycle import PACKAGED, Cycle, open_cycle
from flows.errors import MusrenbangError, UsageError

DEMO_MARK = ".musrenbang-demo"
DEMO_YEAR = 2028


def main() -> None:
    """Runs the command line and exits with the contract's code."""
    debug = "--debug" in sys.argv
    try:
        commands(standalone_mode=False, args=[one for one in sys.argv[1:] if one != "--debug"])
    except MusrenbangError as error:
        if debug:
            raise
        click.echo(f"Belum dapat dilanjutkan: {error}", err=True)
        sys.exit(error.exit_code)
    except click.ClickException as error:
        error.show()
        sys.exit(2)
    except click.exceptions.Abort:
        sys.exit(130)


@click.group()
@click.version_option(package_name="musrenbang")
def commands() -> None:
    """From an inbox of files to packets on the table of the musrenbang.

    Every command takes --debug to show the traceback of a failure.
    """


def data_option(function):
    """--data DIR, the working folder."""
    return click.option(
        "--data", "folder", type=click.Path(path_type=Path), required=True, help="Working folder."
    )(function)


@commands.command()
@click.argument("folder", metavar="[DIR]", type=click.Path(path_type=Path), default=Path("demo"))
@click.option("--direct", is_flag=True, help="Without Prefect.")
def demo(folder: Path, direct: bool) -> None:
    """Fills a folder with the packaged sample season and runs the cycle on it."""
    _make_demo(folder)
    _run(open_cycle(DEMO_YEAR, folder, time.time()), direct)


@commands.command()
@click.argument("tahun", type=click.IntRange(2000, 2100))
@data_option
@click.option("--direct", is_flag=True, help="The same stages without an orchestrator.")
def run(tahun: int, folder: Path, direct: bool) -> None:
    """One batch run of the planning cycle of TAHUN, the plan year."""
    _run(open_cycle(tahun, folder, time.time()), direct)


def _run(cycle: Cycle, direct: bool) -> None:
    _show_progress()
    if direct:
        from flows.street import run_direct

        run_direct(cycle)
    else:
        _through_prefect(cycle)
    _say_result(cycle)


def _through_prefect(cycle: Cycle) -> None:
    if not os.environ.get("PREFECT_API_URL"):
        os.environ.setdefault("PREFECT_HOME", str(cycle.prefect_home))
        os.environ.setdefault("PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS", "180")
        os.environ.setdefault("PREFECT_SERVER_ANALYTICS_ENABLED", "false")
        click.echo(
            "Menyiapkan Prefect di folder kerja; pertama kali dapat memakan waktu sampai satu menit ..."
        )
    os.environ.setdefault("PREFECT_LOGGING_HANDLERS_CONSOLE_LEVEL", "CRITICAL")
    from flows.planning_cycle import planning_cycle

    planning_cycle(cycle)


def _show_progress() -> None:
    """One line a stage: with the time and in colour on a terminal, plain elsewhere."""
    log = logging.getLogger("musrenbang")
    log.setLevel(logging.INFO)
    log.propagate = False
    if sys.stderr.isatty():
        from rich.logging import RichHandler

        log.addHandler(RichHandler(show_path=False, show_level=False))
    else:
        log.addHandler(logging.StreamHandler())


def _say_result(cycle: Cycle) -> None:
    from flows.summary import sentences

    for line in sentences(cycle):
        click.echo(line)


def _make_demo(folder: Path) -> None:
    """A fresh demo folder; anything that is not a demo is never touched."""
    if folder.exists() and any(folder.iterdir()) and not (folder / DEMO_MARK).is_file():
        raise UsageError(
            f"Folder {folder} sudah berisi hal lain. Pilih folder kosong: musrenbang demo NAMA_FOLDER"
        )
    if folder.exists():
        shutil.rmtree(folder)
    folder.mkdir(parents=True)
    (folder / DEMO_MARK).write_text("Folder contoh musrenbang; boleh dihapus.\n", encoding="utf-8")
    shutil.copytree(PACKAGED / "sample" / "reference", folder / "reference")
    shutil.copytree(PACKAGED / "sample" / "inbox", folder / "inbox")


if __name__ == "__main__":
    main()
