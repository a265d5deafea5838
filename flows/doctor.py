"""What is wrong with this installation, and with a working folder if one is named: each matter with its cure."""

import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

import duckdb
from packaging.requirements import Requirement

from flows import hosting, reference, warehouse
from flows.cycle import PACKAGED, Cycle, kota_of, open_cycle, years, years_archived, years_run
from flows.errors import ArchiveDamaged, FolderNotWritable, MusrenbangError, ReferenceFault, RulePackError, UsageError
from flows.intake.integrity import must_be_whole, survey
from flows.premises import enter
from flows.rulebook import load_rules
from flows.status import read_status
from flows.swapping import waiting_beside
from reports.filters import bilangan

PYTHON = ((3, 11), (3, 13))
SHOWN = 5  # items that one matter names
ENOUGH = 1 << 30  # bytes that a kota's season with its packets never needs


@dataclass(frozen=True)
class Matter:
    """One thing looked at. kode: the exit code that it would mean for a run, 0 when all is well.

    peringatan: a run works, yet somebody should look at it.
    """

    hal: str
    keadaan: str
    kode: int = 0
    peringatan: bool = False

    @property
    def perlu_dilihat(self) -> bool:
        return bool(self.kode) or self.peringatan


def examine(folder: Path | None) -> Iterator[Matter]:
    """Everything that a run needs, looked at in the order in which it needs it."""
    yield _python()
    yield _packages()
    yield from _user()
    if folder and (refused := _refused(folder)):
        yield refused  # nothing in it is looked at
        return
    yield _rules(folder)
    yield from _reference(folder)
    yield _writable(folder or Path(tempfile.gettempdir()))
    yield _disk(folder or Path.cwd())
    yield from _prefect(folder)
    if folder:
        yield from _archives(folder)
        yield from _seasons(folder)


def _python() -> Matter:
    version = sys.version_info[:2]
    shown = ".".join(map(str, sys.version_info[:3]))
    if PYTHON[0] <= version <= PYTHON[1]:
        return Matter("Python", shown)
    return Matter("Python", f"{shown}; yang diperlukan 3.11 sampai 3.13. Pasang lalu jalankan make setup.", 1)


def _packages() -> Matter:
    """Whether what is installed fits what the project asks for."""
    needs = [Requirement(text) for text in metadata.requires("musrenbang") or ()]
    wanted = [need for need in needs if not need.marker or need.marker.evaluate({"extra": ""})]
    wrong = [text for need in wanted if (text := _misfit(need))]
    if wrong:
        return Matter("Paket Python", f"{'; '.join(wrong)}. Jalankan make setup.", 1)
    return Matter("Paket Python", f"{len(wanted)} paket terpasang dan cocok")


def _user() -> Iterator[Matter]:
    """Root passes by every permission that would have kept a mistake small."""
    if getattr(os, "geteuid", lambda: None)() == 0:
        words = "perintah ini dijalankan sebagai root; jalankan sebagai pengguna biasa yang memiliki folder kerjanya."
        yield Matter("Pengguna", words, peringatan=True)


def _refused(folder: Path) -> Matter | None:
    try:
        enter(folder)
    except MusrenbangError as error:
        return Matter("Folder kerja", str(error), error.exit_code)
    return None


def _misfit(need: Requirement) -> str | None:
    try:
        version = metadata.version(need.name)
    except metadata.PackageNotFoundError:
        return f"{need.name} belum terpasang"
    return None if version in need.specifier else f"{need.name} {version}, seharusnya {need.specifier}"


def _rules(folder: Path | None) -> Matter:
    try:
        return Matter("Paket aturan", " ".join(str(part) for part in load_rules(folder)))
    except RulePackError as error:
        return Matter("Paket aturan", str(error), error.exit_code)


def _reference(folder: Path | None) -> Iterator[Matter]:
    """Reference data of the newest year; silent where no pack says which year that is."""
    try:
        cycle = _newest(folder)
        with duckdb.connect() as con:
            reference.load(cycle, con)
            (count,) = con.execute("SELECT count(*) FROM kelurahan_acuan").fetchone() or (0,)
            remarks = reference.remarks(con)
        yield Matter("Data rujukan", f"utuh, {bilangan(count)} kelurahan")
        yield from (Matter("Data rujukan", remark) for remark in remarks)
    except ReferenceFault as error:
        yield Matter("Data rujukan", str(error), error.exit_code)
    except RulePackError:
        return


def _newest(folder: Path | None) -> Cycle:
    known = years(folder, kota_of(folder))
    return open_cycle(known[-1] if known else 2000, folder or PACKAGED, mulai=0)


def _writable(folder: Path) -> Matter:
    try:
        with tempfile.NamedTemporaryFile(dir=folder):
            return Matter("Folder", f"{folder} dapat ditulisi")
    except OSError as error:
        words = f"{folder} belum dapat ditulisi ({error.strerror}). Periksa izin folder."
        return Matter("Folder", words, FolderNotWritable.exit_code)


def _disk(folder: Path) -> Matter:
    free = shutil.disk_usage(folder).free
    said = f"sisa {bilangan(free >> 20)} MB"
    if free >= ENOUGH:
        return Matter("Ruang disk", said)
    return Matter("Ruang disk", f"{said}; kosongkan sampai paling sedikit 1.024 MB.", FolderNotWritable.exit_code)


def _prefect(folder: Path | None) -> Iterator[Matter]:
    """Whether the server that PREFECT_API_URL names answers, or the records of earlier runs can go on."""
    address, home = os.environ.get(hosting.ADDRESS), hosting.prefect_home(folder or Path.cwd())
    try:
        if address:
            hosting.must_answer(address)
            yield Matter("Prefect", f"server di {hosting.shown(address)} menjawab")
        elif os.path.lexists(home):
            hosting.must_hold_records(home)
            yield Matter("Prefect", f"catatannya di {home}")
    except MusrenbangError as error:
        yield Matter("Prefect", str(error), error.exit_code)


def _seasons(folder: Path) -> Iterator[Matter]:
    """Each year that was run: whether its warehouse can be read and its packets are there."""
    found = years_run(folder)
    if not found:
        yield Matter("Hasil", "belum ada; jalankan musrenbang run TAHUN --data " + str(folder))
    for year in found:
        cycle = open_cycle(year, folder, mulai=0)
        yield _warehouse(cycle)
        yield _packets(cycle)


def _archives(folder: Path) -> Iterator[Matter]:
    """Whether every copy in the archive is what came, to the byte, and no arrival lies ahead of the clock."""
    for year in years_archived(folder):
        cycle = open_cycle(year, folder, mulai=0)
        hal, cure = f"Arsip {year}", f"musrenbang repair {year} --data {folder}"
        try:
            found = survey(cycle, every=True)
            must_be_whole(cycle, found)
            yield Matter(hal, f"{bilangan(len(found.rows))} berkas utuh" if not found.differences else "dapat dipakai")
        except ArchiveDamaged as error:
            yield Matter(hal, str(error), error.exit_code)
            continue
        for one in found.differences:
            said = f"salinan {one.arrival.arsip} {one.fault}; berkas ini tidak dibaca. Pulihkan dengan: {cure}"
            yield Matter(hal, said, peringatan=True)
        for ahead in found.future:
            said = f"waktu terima {ahead.arsip} belum tiba ({ahead.diterima}). Betulkan dengan: {cure}"
            yield Matter(hal, said, peringatan=True)


def _warehouse(cycle: Cycle) -> Matter:
    """Whether every table of the last run's warehouse can be read, and answers what `status` asks."""
    try:
        with warehouse.consulted(cycle) as con:
            for (table,) in con.execute("SELECT table_name FROM duckdb_tables() ORDER BY ALL").fetchall():
                con.execute(f'SELECT bit_xor(hash(t)) FROM "{table}" AS t')
            aside = con.execute("SELECT sha256[:12], nomor, sebab FROM karantina ORDER BY ALL").fetchall()
        read_status(cycle)
        return _set_aside(f"Gudang data {cycle.tahun}", aside)
    except UsageError as error:
        return Matter(f"Gudang data {cycle.tahun}", str(error), error.exit_code)


def _set_aside(name: str, items: list[tuple[str, int | None, str]]) -> Matter:
    """What the last run could not handle: every one is a fault of the program, to be mended there."""
    if not items:
        return Matter(name, "dapat dibaca")
    said = ", ".join(
        f"{sha256}{f' baris {nomor}' if nomor else ''} ({sebab})" for sha256, nomor, sebab in items[:SHOWN]
    )
    words = f"dapat dibaca; {len(items)} butir belum dapat diolah program dan disisihkan: {said}."
    return Matter(name, f"{words} Mohon laporkan kepada pengembang.", MusrenbangError.exit_code)


def _packets(cycle: Cycle) -> Matter:
    hal, waiting = f"Paket {cycle.tahun}", waiting_beside(cycle.packets)
    if waiting.is_dir():
        said = f"yang terbaru ada di {waiting}, karena folder {cycle.packets.name} dibuka program lain saat run."
        return Matter(hal, f"{said} Tutup program itu, lalu jalankan lagi.", FolderNotWritable.exit_code)
    if (cycle.packets / "internal" / "index.html").is_file():
        return Matter(hal, str(cycle.packets))
    cure = f"belum ada; buat lagi dengan musrenbang run {cycle.tahun} --data {cycle.folder}"
    return Matter(hal, cure, MusrenbangError.exit_code)
