"""Before anything is sent: what a run would say of some files, without a trace in the working folder.

The production stages do the work, in a temporary folder that holds copies of the files and of the office's
own rules and reference data: what check says is what run says. Of the archive only that is laid beside them which
they correct, and what came before from the same RW or body: what they would replace there is told.
"""

import os
import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path, PurePath
from tempfile import TemporaryDirectory
from typing import Any

from duckdb import DuckDBPyConnection

from flows import policy, reference, warehouse
from flows.cycle import Cycle, open_cycle, writable
from flows.errors import ArchiveDamaged, UsageError
from flows.intake.actions import SISIHKAN, TARIK, actions, in_force
from flows.intake.copies import fault_of
from flows.intake.folders import shown
from flows.intake.ledger import Arrival, arrivals, write_ledger
from flows.rule_files import must_be_read
from flows.street import STAGES, prepared
from flows.terminal import Part, Tabel

Place = tuple[str | None, int | None]  # kelurahan and RW
LONGEST_TYPED = 2048  # bytes of a path under which a file is laid beside others; of a longer one the end is kept
FIRST, REST = ("collect", "read", "check"), ("load",)
OWN = ("rules", "reference")
TINGKAT = {"kesalahan": "Perlu dilengkapi", "peringatan": "Mohon dicek"}
BARIS = {
    "diterima": "akan diterima",
    "dikembalikan": "akan dikembalikan untuk dilengkapi",
    "kembar": "sama dengan baris lain",
    "digantikan": "digantikan baris yang lebih baru",
}
WAS = {"diterima": "sudah tercatat", "dikembalikan": "menunggu dilengkapi"}
TIDAK_DIAMBIL = {
    "menunggu": "namanya menandakan berkas yang belum selesai diunduh, jadi tidak diambil.",
    "terlalu_besar": "lebih besar daripada yang dapat kami baca; kirim tabel usulannya saja.",
    "tidak_terbaca": "belum dapat dibuka; periksa izin berkasnya.",
    "hilang": "sudah tidak ada saat gilirannya; periksa nama dan foldernya, lalu ulangi.",
    "bukan_jenis": "bukan teks dan bukan jenis berkas yang kami kenal, jadi tidak diambil.",
    "dibiarkan": "berkas sementara, tempat sampah, atau versi lama, jadi tidak diambil.",
    "dilewati": "berkas tersembunyi atau sementara, jadi tidak diambil.",
}


@dataclass(frozen=True)
class Temuan:
    """One finding, as table temuan holds it."""

    nomor: int
    kolom: str
    nilai: str
    kode: str
    tingkat: str
    pesan: str
    cara: str


@dataclass(frozen=True)
class Lama:
    """One record of the archive, by file and line, for which a checked file would stand; status: what it is today."""

    nama: str
    nomor: int
    usulan: str
    status: str


@dataclass(frozen=True)
class Berkas:
    """What became of one file. status: as in table berkas, or why the file was not taken at all; nihil: rows that
    say that their RW has no proposal."""

    nama: str
    status: str
    alasan: str
    baris: Mapping[str, int] = field(default_factory=dict)
    temuan: tuple[Temuan, ...] = ()
    digantikan: tuple[Lama, ...] = ()
    nihil: int = 0


@dataclass(frozen=True)
class Hasil:
    """What a run of this year would say of the files, in the order in which they were named; aturan: the pack read."""

    tahun: int
    kota: str
    aturan: str
    berkas: tuple[Berkas, ...]


def check_files(paths: Sequence[Path], tahun: int, data: Path | None) -> Hasil:
    """Every finding in the files by the rules and reference data of `data`, else the packaged ones."""
    must_be_read(data)
    with TemporaryDirectory(prefix="musrenbang-") as name, writable(Path(name)):
        folder = Path(name)
        for own in OWN:
            if data and (data / own).is_dir():
                shutil.copytree(data / own, folder / own)
        names = _names(paths)
        # A clock at zero: no file counts as still being written.
        cycle = open_cycle(tahun, folder, mulai=0)
        with prepared(cycle):
            _drop(cycle, names)
            _walk(cycle, FIRST)
            office = replace(cycle, folder=data.resolve()) if data else None
            if office is None or not _bring(cycle, office):
                _walk(cycle, REST)
                return Hasil(tahun, cycle.kota, policy.origin(cycle), _results(cycle, names, {}))
        with prepared(cycle):
            _walk(cycle, (*FIRST, *REST))
            return Hasil(tahun, cycle.kota, policy.origin(cycle), _results(cycle, names, _status_today(office)))


def _walk(cycle: Cycle, steps: Sequence[str]) -> None:
    for step in steps:
        STAGES[step](cycle)


Today = dict[tuple[str, int], str]  # sha256 and line of an archived record -> its status


def _bring(cycle: Cycle, office: Cycle) -> bool:
    """Lays beside the files what of the office's archive they correct or may say anew; whether there is any."""
    corrected, places = _concerned(cycle)
    before = _of_places(office, places)
    ours = arrivals(cycle)
    wanted = (one for one in _believed(office) if one.sha256 in before or one.sha256[:12] in corrected)
    found = [one for one in wanted if one not in ours and not fault_of(office.archive / one.arsip, one, hashed=True)]
    for one in found:
        shutil.copyfile(office.archive / one.arsip, cycle.archive / one.arsip)
    if found:
        write_ledger(cycle, [*found, *ours])
    return bool(found)


def _believed(office: Cycle) -> list[Arrival]:
    """What of the office's archive counts; nothing where its ledger cannot be believed: `run` and `doctor` say so."""
    try:
        rows, done = arrivals(office), actions(office)
    except ArchiveDamaged:
        return []
    out = in_force(done, TARIK).keys() | in_force(done, SISIHKAN).keys()
    return [one for one in rows if one.sha256 not in out]


def _concerned(cycle: Cycle) -> tuple[set[str], set[Place]]:
    """The files, by the beginning of their hash, that the checked ones correct; the places for which they speak."""
    with warehouse.building(cycle) as con:
        query = "SELECT DISTINCT regexp_extract(lower(rujukan), '[0-9a-f]{12}') FROM isi WHERE rujukan IS NOT NULL"
        corrected = {sha256 for (sha256,) in con.execute(query).fetchall()}
        return corrected, set(con.execute("SELECT DISTINCT kode_kelurahan, rw FROM urai").fetchall())


def _of_places(office: Cycle, places: set[Place]) -> set[str]:
    """The archived files that speak for one of the places."""
    query = "SELECT DISTINCT sha256, urai.kode_kelurahan, rw FROM urai JOIN berkas_baca USING (berkas_ke)"
    return {sha256 for sha256, *place in _of_last_run(office, query) if tuple(place) in places}


def _status_today(office: Cycle) -> Today:
    rows = _of_last_run(office, "SELECT sha256, nomor, status FROM baris")
    return {(sha256, nomor): status for sha256, nomor, status in rows}


def _of_last_run(office: Cycle, query: str) -> list[tuple[Any, ...]]:
    """What the office's last run left; nothing before the first one, or where it cannot be read."""
    try:
        with warehouse.consulted(office) as con:
            return con.execute(query).fetchall()
    except UsageError:
        return []


def _results(cycle: Cycle, names: Mapping[Path, str], today: Today) -> tuple[Berkas, ...]:
    with warehouse.building(cycle) as con:
        return tuple(_result(con, path, name, today) for path, name in names.items())


def _names(paths: Sequence[Path]) -> dict[Path, str]:
    """Each file once, with the name under which it would lie in an inbox."""
    names: dict[Path, str] = {}
    for path in paths:
        name, above = _inbox_name(path), path.resolve().parent
        while name in names.values() and above.name:
            name, above = f"{above.name}/{name}", above.parent
        names.setdefault(path, name)
    return names


def _inbox_name(path: Path) -> str:
    """What follows a folder `inbox`; else the path as typed, for a folder may name the kelurahan."""
    parts = [part for part in path.parts if part not in ("..", path.anchor)]
    if "inbox" in parts[:-1]:
        parts = parts[len(parts) - parts[::-1].index("inbox") :]
    elif path.is_absolute():
        parts = parts[-1:]
    while len(parts) > 1 and len(os.fsencode(os.path.join(*parts))) > LONGEST_TYPED:
        parts = parts[1:]
    return PurePath(*parts).as_posix()


def _drop(cycle: Cycle, names: Mapping[Path, str]) -> None:
    """Lays copies into the inbox; of what a run would not copy either only its size."""
    with warehouse.building(cycle) as con:
        most = reference.limits(con).salinan.nilai
    cycle.inbox.mkdir()
    for path, name in names.items():
        target = cycle.inbox / name
        target.parent.mkdir(parents=True, exist_ok=True)
        with suppress(PermissionError, FileNotFoundError):
            if (size := path.stat().st_size) <= most:
                shutil.copy2(path, target)
            else:
                target.touch()
                os.truncate(target, size)


def _result(con: DuckDBPyConnection, path: Path, name: str, today: Today) -> Berkas:
    query = "SELECT berkas_ke, sha256, status, coalesce(alasan, '') FROM berkas WHERE nama = ? ORDER BY diterima DESC"
    found = con.execute(query, [shown(name)]).fetchone()
    if found is None:
        return Berkas(shown(str(path)), *_not_taken(con, path, shown(name)))
    berkas_ke, sha256, status, alasan = found
    if status != "terbaca":
        return Berkas(shown(str(path)), status, alasan)
    counts = con.execute(
        "SELECT status, count(*) FROM baris WHERE sha256 = ? GROUP BY status ORDER BY status", [sha256]
    ).fetchall()
    findings = con.execute(
        "SELECT nomor, kolom, nilai, kode, tingkat, pesan, cara FROM temuan WHERE sha256 = ? ORDER BY ALL",
        [sha256],
    ).fetchall()
    query = "SELECT count(*) FROM isi SEMI JOIN nihil USING (kunci) WHERE berkas_ke = ?"
    ((nihil,),) = con.execute(query, [berkas_ke]).fetchall()
    return Berkas(
        shown(str(path)), status, alasan,
        baris=dict(counts),
        temuan=tuple(Temuan(*row) for row in findings),
        digantikan=tuple(_replaced(con, berkas_ke, today)),
        nihil=nihil,
    )  # fmt: skip


def _replaced(con: DuckDBPyConnection, berkas_ke: int, today: Today) -> Iterator[Lama]:
    """The archived records that count today, or wait, and would not when this file had come."""
    rows = con.execute(
        """
        WITH diganti AS (
            SELECT kunci, oleh // 134217728 AS baru FROM ganti WHERE oleh IS NOT NULL
            UNION
            SELECT dikenal.kunci, pokok.terbaru FROM dikenal JOIN pokok USING (kode_kelurahan, pokok)
        )
        SELECT berkas.sha256, berkas.nama, isi.nomor, coalesce(isi.usulan, isi.masalah, '')
        FROM diganti
        JOIN isi USING (kunci)
        JOIN berkas_baca AS berkas USING (berkas_ke)
        WHERE diganti.baru = ? AND isi.berkas_ke <> diganti.baru
        GROUP BY ALL ORDER BY ALL""",
        [berkas_ke],
    ).fetchall()
    for sha256, nama, nomor, usulan in rows:
        status = today.get((sha256, nomor), "")
        if status in WAS:
            yield Lama(nama, nomor, usulan, status)


def _not_taken(con: DuckDBPyConnection, path: Path, name: str) -> tuple[str, str]:
    """Why the run would leave a file in the inbox."""
    if not os.access(path, os.R_OK):
        return "tidak_terbaca", TIDAK_DIAMBIL["tidak_terbaca"]
    query = "SELECT kejadian, keterangan FROM kedatangan WHERE nama = ?"
    kejadian, year = con.execute(query, [name]).fetchone() or ("dilewati", "")
    if kejadian == "tahun_lain":
        return kejadian, f"berkas ini untuk tahun {year}: musrenbang check --tahun {year}"
    return kejadian, TIDAK_DIAMBIL[kejadian]


def as_json(hasil: Hasil) -> dict[str, Any]:
    """The result for programs."""
    return asdict(hasil)


def as_text(hasil: Hasil) -> Iterator[Part]:
    """The result for people: which rules were read, then a sentence on each file and its findings."""
    yield f"Aturan yang dibaca: {hasil.aturan}."
    for one in hasil.berkas:
        yield f"{one.nama}: {_sentence(one)}"
        if one.temuan:
            yield Tabel(("Baris", "Kolom", "Sifat", "Pesan dan cara"), tuple(_row(found) for found in one.temuan))
        if one.digantikan:
            yield f"Kiriman ini akan mengganti {len(one.digantikan)} baris dari kiriman sebelumnya:"
            rows = ((lama.nama, str(lama.nomor), lama.usulan, WAS[lama.status]) for lama in one.digantikan)
            yield Tabel(("Berkas lama", "Baris", "Usulan", "Keadaan sekarang"), tuple(rows))


def _sentence(one: Berkas) -> str:
    if one.status != "terbaca":
        return one.alasan
    parts = [f"{one.baris[status]} baris {words}" for status, words in BARIS.items() if status in one.baris]
    if one.nihil:
        parts.append(f"{one.nihil} baris menyatakan tidak ada usulan (nihil) dan akan dicatat")
    return (", ".join(parts) or "belum ada usulan di dalamnya") + "."


def _row(found: Temuan) -> tuple[str, ...]:
    kolom = found.kolom.replace("_", " ")
    return str(found.nomor), kolom, TINGKAT[found.tingkat], f"{found.pesan} {found.cara}"
