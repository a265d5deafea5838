"""Where the intake of a year stands: who has sent, what waits for a correction, how many days are left.

Reads the published warehouse only, so it never stands in the way of a run.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from duckdb import DuckDBPyConnection

from flows import policy, warehouse
from flows.cycle import Cycle
from flows.terminal import Part, Tabel
from reports.filters import waktu
from reports.senders import Faskel, Kiriman, RwKirim, by_kelurahan, numbers
from reports.sentences import idle
from reports.views import Kelurahan
from reports.wording import NO_REGISTER

LONGEST_TEXT = 700


@dataclass(frozen=True)
class Status:
    """The state of the intake. batas and sekarang are local; tanpa_tempat: returned rows of no known kelurahan;
    aturan: which pack file a run of today reads."""

    tahun: int
    aturan: str
    zona: str
    batas: datetime
    sekarang: datetime
    kelurahan: tuple[Kiriman, ...]
    tanpa_tempat: int
    ditolak: tuple[tuple[str, str], ...]
    menganggur: tuple[tuple[str, str], ...]
    faskel: tuple[Faskel, ...]


def read_status(cycle: Cycle) -> Status:
    """The state after the last run; raises UsageError when there was none, or none that can be read."""
    with warehouse.consulted(cycle) as con:
        schedule = dict(con.execute("SELECT kunci, nilai FROM paket WHERE bagian = 'jadwal'").fetchall())
        rows = [RwKirim(*row) for row in con.execute(warehouse.select("90_status_rw")).fetchall()]
        places = [Kelurahan(*row) for row in con.execute(warehouse.select("90_kelurahan")).fetchall()]
        roster = con.execute(warehouse.select("90_faskel")).fetchall()
        return Status(
            tahun=cycle.tahun,
            aturan=policy.origin_said(cycle),
            zona=schedule["zona"],
            batas=datetime.fromisoformat(schedule["batas_masuk"]),
            sekarang=datetime.fromtimestamp(cycle.mulai, ZoneInfo(schedule["zona"])).replace(tzinfo=None),
            kelurahan=by_kelurahan(places, rows),
            tanpa_tempat=sum(one.menunggu for one in rows if one.kode_kelurahan is None),
            ditolak=_refused(con),
            menganggur=tuple(_idle(places)),
            faskel=tuple(Faskel(*row) for row in roster),
        )


def _refused(con: DuckDBPyConnection) -> tuple[tuple[str, str], ...]:
    query = "SELECT nama, alasan FROM berkas WHERE status = 'ditolak' AND kode <> 'ditarik' ORDER BY nama, sha256"
    return tuple(con.execute(query).fetchall())


def _idle(kelurahan: Iterable[Kelurahan]) -> Iterator[tuple[str, str]]:
    """Every kelurahan of which something arrived, with the rest of its ceiling that only non-physical work may use."""
    for one in kelurahan:
        if one.jumlah_usulan and (sentence := idle(one)):
            yield one.nama, sentence


def as_text(status: Status) -> Iterator[Part]:
    """The state as a table of the kelurahan, and what it leaves out."""
    yield f"Usulan untuk Tahun Anggaran {status.tahun}, {_now(status)}. {_deadline(status)}"
    yield status.aturan
    heads = ("Kelurahan", "Usulan", "RW sudah mengirim", "RW nihil", "RW belum mengirim", "Menunggu dilengkapi")
    yield Tabel(heads, tuple(_row(one) for one in status.kelurahan))
    if status.tanpa_tempat:
        yield f"{status.tanpa_tempat} baris menunggu dilengkapi, kelurahannya belum diketahui."
    if status.menganggur:
        yield "Sisa pagu yang hanya untuk kegiatan nonfisik, menurut rancangan terakhir:"
        yield Tabel(("Kelurahan", "Sisa"), status.menganggur)
    if status.ditolak:
        yield f"{len(status.ditolak)} berkas belum dapat dibaca:"
        yield Tabel(("Berkas", "Sebab dan cara"), status.ditolak)


def _row(one: Kiriman) -> tuple[str, ...]:
    sent = (one.mengirim_tertulis(), one.nihil_tertulis(), one.belum_tertulis())
    return (one.nama, str(one.usulan), *sent, one.menunggu_tertulis())


def _now(status: Status) -> str:
    return waktu(status.sekarang, status.zona)


def _deadline(status: Status) -> str:
    """The last moment for files, and how far off it is."""
    days = (status.batas.date() - status.sekarang.date()).days
    moment = f"Batas masuk {waktu(status.batas, status.zona)}"
    if status.sekarang > status.batas:
        return f"{moment} sudah lewat; yang datang kemudian dicatat sebagai usulan susulan."
    return f"{moment}, {days} hari lagi." if days else f"{moment}, yaitu hari ini."


def as_messages(status: Status) -> Iterator[Part]:
    """One text for each faskel, ready for WhatsApp: at most 700 signs, without names of RT people."""
    if not status.faskel:
        yield "Daftar faskel belum diisi: reference/faskel.csv, lalu jalankan run sekali lagi."
    for one in status.faskel:
        yield f"--- {', '.join(text for text in (one.nama, one.kontak) if text)}"
        yield message_to(status, one)
        yield ""


def message_to(status: Status, faskel: Faskel) -> str:
    """The text for the faskel of a kelurahan, or for the senior of a kecamatan."""
    own = faskel.mendampingi(status.kelurahan)
    if len(own) == 1 and own[0].kode == faskel.wilayah:
        told = _of_kelurahan(own[0])
    else:
        told = [f"{one.nama}: {_in_short(one)}" for one in own]
    head = f"Kabar usulan {status.tahun}, {_now(status)}."
    foot = f"{_deadline(status)} Terima kasih. Panitia Musrenbang."
    return _fitting(head, told, foot)


def _of_kelurahan(one: Kiriman) -> list[str]:
    silent = f"Belum mengirim: {_rw(one.belum(), '') if one.terdaftar else NO_REGISTER}"
    if one.terdaftar and not one.belum():
        silent = "Semua RW sudah mengirim"
    said = [f"Kelurahan {one.nama}: {one.usulan} usulan", f"Sudah mengirim: {_rw(one.mengirim(), 'belum ada')}"]
    said += [f"Tidak ada usulan (nihil): {_rw(one.nihil(), '')}"] if one.nihil() else []
    said += [f"Menunggu dilengkapi: {one.menunggu_tertulis()}"] if one.menunggu() else []
    return [*said, silent]


def _in_short(one: Kiriman) -> str:
    heard = len(one.mengirim()) + len(one.nihil())
    said = f"{heard} RW"
    if one.terdaftar:
        said = f"{heard} dari {heard + len(one.belum())} RW"
    return f"{said}, {one.menunggu()} baris menunggu" if one.menunggu() else said


def _rw(rw: Sequence[int], none: str) -> str:
    return f"RW {numbers(rw)}" if rw else none


def _fitting(head: str, told: list[str], foot: str) -> str:
    """As many parts as a message holds; what is left out is said."""
    texts = (_joined(head, told, kept, foot) for kept in range(len(told), -1, -1))
    return next(text for text in texts if len(text) <= LONGEST_TEXT)


def _joined(head: str, told: list[str], kept: int, foot: str) -> str:
    parts = "".join(f"{part}. " for part in told[:kept])
    left = f"Dan {len(told) - kept} hal lain di daftar kelurahan. " if kept < len(told) else ""
    return f"{head} {parts}{left}{foot}"
