"""The door: parses the command, calls, maps errors to exit codes; the only place that prints and exits.

Prefect and the stages are imported when a command needs them, so that --help and check answer at once.
"""

import json
import logging
import sys
import time
import traceback
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

import click

from flows import interrupts, streams
from flows.cycle import Cycle, kota_of, open_cycle, years
from flows.errors import Breach, FolderNotWritable, MusrenbangError, UsageError
from flows.premises import enter
from flows.privacy import private
from flows.terminal import Part, Progress, Tabel, clean, drawn, plain
from reports.language import ID, LANGUAGES


def main() -> None:
    """Runs the command line and exits with the contract's code."""
    words = [one for one in sys.argv[1:] if one != "--debug"]
    with streams.guarded() as out:
        code = _carried_out(words, debug="--debug" in sys.argv)
        if full := out.is_full():
            code = code or _told(FolderNotWritable(f"Keluaran perintah ini belum dapat ditulis ({full}). {FULL}"))
    sys.exit(code)


def _carried_out(words: list[str], debug: bool) -> int:
    """The exit code of one command; whatever a request to end became on its way, it stays that."""
    try:
        with interrupts.answered():
            code = commands(standalone_mode=False, args=words) or 0
    except (Exception, KeyboardInterrupt) as error:
        if debug and not interrupts.code() and not isinstance(error, click.ClickException):
            raise
        code = 0 if interrupts.code() else _told(error)
    if interrupts.code():
        click.echo("Dihentikan. Tidak ada yang hilang; jalankan lagi bila diperlukan.", err=True)
    return interrupts.code() or code


def _told(error: BaseException) -> int:
    """Says in one sentence what went wrong; returns the exit code."""
    if isinstance(error, click.ClickException):
        error.show()
        return UsageError.exit_code
    words = str(error) if isinstance(error, MusrenbangError) else _unforeseen(error)
    click.echo(f"Belum dapat dilanjutkan: {clean(words, keep=LINES)}", err=True)
    return error.exit_code if isinstance(error, MusrenbangError) else Breach.exit_code


def _unforeseen(error: BaseException) -> str:
    """What went wrong, by its kind and place alone: its words may be a sender's."""
    place = traceback.extract_tb(error.__traceback__)[-1]
    where = f"{type(error).__name__} di {Path(place.filename).name} baris {place.lineno}"
    return (
        f"ada yang belum kami perkirakan ({where}). Jalankan lagi dengan --debug dan mohon laporkan kepada pengembang."
    )


@click.group()
@click.version_option(package_name="musrenbang")
@click.pass_context
def commands(context: click.Context) -> None:
    """From an inbox of files to packets on the table of the musrenbang.

    Every command takes --debug to show the traceback of a failure.
    """
    context.with_resource(private())


Command = Callable[..., None]
FOLDER = click.Path(path_type=Path)
FILE = click.Path(path_type=Path, readable=False)  # one that may not be read is told with the others
FULL = "Kosongkan ruang di tempat keluaran itu disimpan, lalu ulangi; yang sudah selesai dikerjakan tetap tersimpan."
LINES = "\n"  # the one sign without a shape that our own words use
YEAR = click.IntRange(2000, 2100)


def _entered(context: click.Context, option: click.Parameter, folder: Path | None) -> Path | None:
    if folder is not None:
        enter(folder)
    return folder


DATA = partial(click.option, "--data", "folder", type=FOLDER)


def data_option(function: Command) -> Command:
    """--data DIR, the working folder."""
    return DATA(required=True, callback=_entered, help="Working folder.")(function)


def may_have_data(function: Command) -> Command:
    """--data DIR, without which the packaged rules and reference data are taken."""
    words = "Working folder whose rules and reference data are taken; without it the packaged ones."
    return DATA(callback=_entered, help=words)(function)


def json_option(function: Command) -> Command:
    """--json, for programs."""
    return click.option("--json", "for_programs", is_flag=True, help="Pure JSON on stdout.")(function)


@commands.command()
@click.argument("folder", metavar="[DIR]", type=FOLDER, default=Path("demo"))
@click.option("--direct", is_flag=True, help="Without Prefect.")
def demo(folder: Path, direct: bool) -> None:
    """Fills a folder with the packaged sample season and runs the cycle on it."""
    from flows.opening import DEMO_YEAR, make_demo

    make_demo(folder)
    _run(open_cycle(DEMO_YEAR, folder, time.time()), direct)


@commands.command()
@click.argument("folder", metavar="DIR", type=FOLDER)
@click.option("--kota", required=True, help="Code of the kota, such as 33.75.")
def init(folder: Path, kota: str) -> None:
    """Makes a working folder: an empty inbox, blank forms, copies of what an office edits."""
    from flows.opening import make_folder

    _tell(make_folder(folder, kota))


@commands.command()
@click.argument("tahun", type=YEAR)
@data_option
@click.option("--direct", is_flag=True, help="The same stages without an orchestrator.")
@click.option("--andai", help="A what-if in a folder of its own, such as pagu=500000000,pihak_ketiga=50000000.")
@click.option(
    "--lang",
    "bahasa",
    type=click.Choice(LANGUAGES),
    default=ID,
    help="Language of the index of the kota and of the packets; papers to sign stay Indonesian.",
)
def run(tahun: int, folder: Path, direct: bool, andai: str | None, bahasa: str) -> None:
    """One batch run of the planning cycle of TAHUN, the plan year."""
    from flows.rules.whatif import read_what_if

    supposed = read_what_if(andai) if andai is not None else ()
    _run(open_cycle(tahun, folder, time.time(), supposed, bahasa), direct)


@commands.command()
@click.argument("files", metavar="FILE...", type=FILE, nargs=-1, required=True)
@click.option("--tahun", type=YEAR, help="Plan year; without it that of the newest rule pack.")
@may_have_data
@json_option
def check(files: tuple[Path, ...], tahun: int | None, folder: Path | None, for_programs: bool) -> None:
    """Prints every finding in the files; accepts nothing, writes nothing."""
    _must_be_files(files)
    tahun = tahun or _newest_year(folder)
    if not for_programs:
        click.echo(f"Memeriksa {len(files)} berkas untuk rencana tahun {tahun}; tidak ada yang dicatat.")
    from flows import checkup

    found = checkup.check_files(files, tahun, folder)
    if for_programs:
        _tell_json(checkup.as_json(found))
    else:
        _tell(checkup.as_text(found))


@commands.command()
@click.argument("tahun", type=YEAR)
@data_option
@click.option("--wa", is_flag=True, help="One text for each faskel instead, ready for WhatsApp.")
def status(tahun: int, folder: Path, wa: bool) -> None:
    """Shows who has sent for TAHUN, what waits for a correction, and the days left."""
    from flows.status import as_messages, as_text, read_status

    found = read_status(open_cycle(tahun, folder, time.time()))
    _tell(as_messages(found) if wa else as_text(found))


@commands.command()
@click.argument("name", metavar="ID")
@data_option
@json_option
def trace(name: str, folder: Path, for_programs: bool) -> None:
    """Shows the life of one proposal; ID is its id or code, in any case, with or without hyphens."""
    from flows import tracing

    life = tracing.trace(folder, name)
    if for_programs:
        _tell_json(life)
    else:
        _tell(tracing.as_text(life))


@commands.group()
def rules() -> None:
    """A rule pack validated, or told in sentences with their legal basis."""


@rules.command("check")
@may_have_data
def rules_check(folder: Path | None) -> None:
    """Loads every rule pack and names each fault with file, section and key."""
    from flows.rulebook import check_rules

    _tell(check_rules(folder))


@rules.command("show")
@click.argument("tahun", type=YEAR)
@may_have_data
def rules_show(tahun: int, folder: Path | None) -> None:
    """Tells the rules of TAHUN in sentences, each with its basis and status."""
    from flows.rulebook import show_rules

    _tell(show_rules(tahun, folder))


@rules.command("diff")
@click.argument("dari", metavar="DARI", type=YEAR)
@click.argument("ke", metavar="KE", type=YEAR)
@may_have_data
def rules_diff(dari: int, ke: int, folder: Path | None) -> None:
    """Tells what the rules of the year KE add to those of DARI, drop and change."""
    from flows.rulebook import diff_rules

    _tell(diff_rules(dari, ke, folder))


@commands.command()
@click.argument("tahun", type=YEAR)
@data_option
@click.option("--yes", "do", is_flag=True, help="Do it; without it nothing is changed.")
def repair(tahun: int, folder: Path, do: bool) -> None:
    """Mends the archive of TAHUN and its ledger as far as it can be proved; shows first what it would do."""
    from flows import repair as mending

    _tell(mending.repair(open_cycle(tahun, folder, time.time()), do=do))


@commands.command()
@click.argument("sha", metavar="SHA")
@data_option
@click.option("--alasan", default="", help="Why the file is taken back; recorded.")
@click.option("--batal", is_flag=True, help="The file counts again.")
@click.option("--tahun", type=YEAR, help="Plan year, where two years have received the same file.")
def tarik(sha: str, folder: Path, alasan: str, batal: bool, tahun: int | None) -> None:
    """Takes a received file back; SHA begins its hash (6 signs or more) or is the name of its copy in the archive."""
    from flows.withdrawal import give_back, take_back

    _tell((give_back if batal else take_back)(folder, sha, alasan, time.time(), tahun))


@commands.command()
@DATA(help="Working folder to look at too.")
def doctor(folder: Path | None) -> None:
    """Looks for what is wrong with this installation, and with a working folder if one is named."""
    from flows.doctor import examine

    found = list(examine(folder))
    _tell(f"{'Perlu dilihat' if one.perlu_dilihat else 'Baik'}: {one.hal}: {one.keadaan}" for one in found)
    click.get_current_context().exit(next((one.kode for one in found if one.kode), 0))


def _must_be_files(files: Iterable[Path]) -> None:
    for path in files:
        if not path.is_file():
            raise UsageError(f"Berkas {path} belum ada. Periksa nama dan foldernya, lalu ulangi.")


def _newest_year(folder: Path | None) -> int:
    """The newest plan year for which the folder, or the package, has rules."""
    known = years(folder, kota_of(folder))
    if not known:
        raise UsageError("Belum ada paket aturan satu tahun pun. Sebutkan tahunnya dengan --tahun.")
    return known[-1]


def _run(cycle: Cycle, direct: bool) -> None:
    with _progress():
        if direct:
            from flows.street import run_direct

            run_direct(cycle)
        else:
            _through_prefect(cycle)
    from flows import summary, whatif

    _tell(whatif.sentences(cycle) if cycle.andai else summary.sentences(cycle))


def _through_prefect(cycle: Cycle) -> None:
    from flows import hosting

    if hosting.is_ours():
        click.echo("Menyiapkan Prefect di folder kerja; pertama kali dapat memakan waktu sampai satu menit ...")
    with hosting.recorded(cycle):
        from flows.planning_cycle import run_recorded

        run_recorded(cycle)


@contextmanager
def _progress() -> Iterator[None]:
    """One line a stage; below them, on a terminal, the stage at work."""
    log = logging.getLogger("musrenbang")
    log.propagate = False
    handler: logging.Handler = logging.StreamHandler()
    if sys.stderr.isatty():
        from rich.console import Console

        handler = Progress(Console(stderr=True))
    log.setLevel(logging.DEBUG if sys.stderr.isatty() else logging.INFO)
    log.addHandler(handler)
    try:
        yield
    finally:
        handler.close()
        log.removeHandler(handler)


def _tell(parts: Iterable[Part]) -> None:
    """Prints what a command found: tables on a terminal, plain lines elsewhere."""
    for part in parts:
        if isinstance(part, Tabel) and sys.stdout.isatty():
            from rich.console import Console

            Console().print(drawn(part))
        else:
            for line in plain(part):
                click.echo(line)


def _tell_json(found: Any) -> None:
    """JSON to be read by people too: only signs that a terminal would obey are escaped."""
    text = json.dumps(found, ensure_ascii=False, indent=2, default=str)
    click.echo("".join(sign if sign.isprintable() or sign in LINES else json.dumps(sign)[1:-1] for sign in text))


if __name__ == "__main__":
    interrupts.program(main)
