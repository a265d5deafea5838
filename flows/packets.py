"""Stage 9 of 9: warehouse rows -> frozen views -> pages; rendered beside the old packets, then swapped in."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import fields, replace
from itertools import groupby
from operator import attrgetter
from pathlib import Path
from typing import Any, TypeVar

from duckdb import DuckDBPyConnection

from flows import data_files, masking, policy, rendering, returning, stability, warehouse
from flows.cycle import Cycle
from flows.demonstration import Percobaan, demonstrated
from flows.stipulations import decision_lines, stipulations
from flows.swapping import swap_in
from reports import render
from reports.issue import EDISI, INTERNAL, PUBLIK, Edisi, Terbitan, issue
from reports.language import ID
from reports.packet import Paket, internal_packet, public_terusan
from reports.rulebook import NATIONAL, Buku, example_said, is_public, is_refusal
from reports.senders import Dampingan, Faskel, RwKirim, accompanied, by_kelurahan
from reports.sipd import KolomSipd
from reports.views import (
    Angka,
    Hitungan,
    Jalan,
    Kelurahan,
    Keputusan,
    Kota,
    MinimalApbd,
    Mutu,
    Pergeseran,
    Peringatan,
    Realisasi,
    Rentang,
    Riwayat,
    Rw,
    Terusan,
    Usulan,
    Wilayah,
)
from reports.whatif import AndaiKelurahan, AndaiUsulan
from reports.workbooks import Take

# Kelurahan read at once: few enough to keep a country's rows out of memory, enough to spare it round trips.
AT_ONCE = 64

# The rows of a packet: its field, which names the numbered SELECT, and their view.
PARTS: Mapping[str, type[Any]] = {
    "usulan": Usulan,
    "rw": Rw,
    "peringatan": Peringatan,
    "mutu": Mutu,
    "riwayat": Riwayat,
    "keputusan": Keputusan,
    "realisasi": Realisasi,
    "rentang": Rentang,
    "pergeseran": Pergeseran,
    "wilayah": Wilayah,
}

Kind = TypeVar("Kind")


def publish(cycle: Cycle) -> None:
    """Renders both editions from the finished warehouse and puts them in the place of the former ones."""
    with warehouse.published(cycle.warehouse) as con:
        if cycle.andai:
            swap_in(cycle.packets, lambda folder: _render_what_if(cycle, con, folder))
        else:
            swap_in(cycle.packets, lambda folder: write_into(cycle, con, folder))


def write_into(cycle: Cycle, con: DuckDBPyConnection, folder: Path) -> None:
    """Renders both editions of a finished warehouse into an empty folder."""
    terbitan = _issue(con, cycle.bahasa)
    kelurahan = _read(con, "90_kelurahan", Kelurahan)
    terusan = {INTERNAL: _read(con, "90_terusan", Terusan)}
    orang = {kode: frozenset(nama) for kode, nama in con.execute(warehouse.select("90_orang")).fetchall()}
    hide = rendering.Saringan(terbitan.kamus, orang)
    terusan[PUBLIK] = [
        public_terusan(one, hide.kamus, hide.of_kelurahan(one.kode_kelurahan)) for one in terusan[INTERNAL]
    ]
    faskel = _accompanied(con, kelurahan)
    for edisi in EDISI:
        _write(folder / edisi.nama, render.office_pages(terbitan, edisi, kelurahan, terusan[edisi]))
        _write(folder / edisi.nama, [_kota_page(con, terbitan, edisi, kelurahan, terusan[edisi], faskel)])
    _write(folder / INTERNAL.nama, render.faskel_pages(terbitan, faskel))
    tried = demonstrated(cycle, con)
    for edisi in EDISI:
        book = render.rulebook_page(terbitan, edisi, _book(cycle, con, edisi, tried))
        _write(folder / edisi.nama, [book])
    _write(folder / INTERNAL.nama, returning.receipts(cycle, con))
    stability.try_weights(con, policy.pack_of(cycle))
    with ExitStack() as open_files:
        data = {}
        for edisi in EDISI:
            files = data_files.opened(
                folder / edisi.nama / "data",
                terbitan,
                edisi,
                kelurahan=kelurahan,
                terusan=terusan[edisi],
                kolom_sipd=_read(con, "90_kolom_sipd", KolomSipd),
            )
            data[edisi] = open_files.enter_context(files)
        processes = rendering.processes(sum(one.jumlah_usulan for one in kelurahan))
        editions = rendering.rendered(terbitan, _packets(con, kelurahan), hide, processes=processes)
        _write_packets(folder, editions, data)


def _book(cycle: Cycle, con: DuckDBPyConnection, edisi: Edisi, tried: Iterable[Percobaan]) -> Buku:
    """The rule book; the public one refuses nothing, and tells neither the budget nor when the panitia looks twice."""
    told = [one for one in stipulations(policy.pack_of(cycle)) if edisi.internal or is_public(one)]
    pengadaan, jalur = decision_lines(con, internal=edisi.internal)
    shown = [one for one in tried if one.sesuai and (edisi.internal or not is_refusal(one.contoh.hasil))]
    examples = [one.contoh for one in shown]
    return Buku(
        setempat=tuple(one for one in told if one.bagian not in NATIONAL),
        nasional=tuple(one for one in told if one.bagian in NATIONAL),
        pengadaan=tuple(pengadaan),
        jalur=tuple(jalur),
        contoh=tuple(example_said(one.kalimat, one.diberi, one.hasil, internal=edisi.internal) for one in examples),
        lainnya=sum(not one.sesuai for one in tried),
    )


def _render_what_if(cycle: Cycle, con: DuckDBPyConnection, folder: Path) -> None:
    """The pages of the internal edition and what they change; nothing for facilitators, to edit or for programs."""
    terbitan, internal = _issue(con, cycle.bahasa), folder / INTERNAL.nama
    kelurahan, terusan = _read(con, "90_kelurahan", Kelurahan), _read(con, "90_terusan", Terusan)
    changed = _read(con, "90_andai_kelurahan", AndaiKelurahan), _read(con, "90_andai_usulan", AndaiUsulan)
    _write(internal, [render.what_if_page(terbitan, *changed)])
    _write(internal, render.office_pages(terbitan, INTERNAL, kelurahan, terusan))
    _write(internal, [_kota_page(con, terbitan, INTERNAL, kelurahan, terusan, ())])
    stability.try_weights(con, policy.pack_of(cycle))
    for paket in _packets(con, kelurahan):
        _write(internal, render.kelurahan_pages(terbitan, paket))


def _issue(con: DuckDBPyConnection, bahasa: str = ID) -> Terbitan:
    pack = {(bagian, kunci): nilai for bagian, kunci, nilai in con.execute(warehouse.select("90_paket")).fetchall()}
    menu = dict(con.execute(warehouse.select("90_menu")).fetchall())
    said = issue(_read(con, "90_jalan", Jalan)[0], pack, tuple(_read(con, "90_angka", Angka)), menu, bahasa)
    return replace(said, kamus=masking.words(con))


def _kota_page(
    con: DuckDBPyConnection,
    terbitan: Terbitan,
    edisi: Any,
    kelurahan: Sequence[Kelurahan],
    terusan: Sequence[Terusan],
    faskel: Sequence[Dampingan],
) -> render.Page:
    return render.kota_page(
        terbitan,
        edisi,
        kota=_read(con, "90_kota", Kota)[0],
        kelurahan=kelurahan,
        terusan=terusan,
        berkas=_read(con, "90_berkas", Hitungan),
        baris=_read(con, "90_baris", Hitungan),
        minimal=next(iter(_read(con, "90_minimal_apbd", MinimalApbd)), None),
        faskel=faskel,
    )


def _accompanied(con: DuckDBPyConnection, kelurahan: Sequence[Kelurahan]) -> list[Dampingan]:
    sent = by_kelurahan(kelurahan, _read(con, "90_status_rw", RwKirim))
    return accompanied(_read(con, "90_faskel", Faskel), sent)


def _packets(con: DuckDBPyConnection, kelurahan: Sequence[Kelurahan]) -> Iterator[Paket]:
    """The internal packet of every kelurahan in the order of their codes."""
    for start in range(0, len(kelurahan), AT_ONCE):
        part = kelurahan[start : start + AT_ONCE]
        span = {"dari": part[0].kode, "sampai": part[-1].kode}
        rows = {name: _by_kelurahan(_read(con, f"90_{name}", kind, span)) for name, kind in PARTS.items()}
        for one in part:
            yield internal_packet(one, {name: found.get(one.kode, ()) for name, found in rows.items()})


def _by_kelurahan(rows: Iterable[Kind]) -> Mapping[str, tuple[Kind, ...]]:
    """Rows already ordered by kelurahan, under its code."""
    return {kode: tuple(group) for kode, group in groupby(rows, attrgetter("kode_kelurahan"))}


def _write_packets(folder: Path, editions: Iterable[tuple[rendering.Cetakan, ...]], data: Mapping[Edisi, Take]) -> None:
    for both in editions:
        for one in both:
            _write_files(folder / one.paket.edisi.nama, one.berkas)
            data[one.paket.edisi](one.paket)


def _write(folder: Path, pages: Iterable[render.Page]) -> None:
    _write_files(folder, ((name, html.encode()) for name, html in pages))


def _write_files(folder: Path, files: Iterable[tuple[str, bytes]]) -> None:
    for name, content in files:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def _read(con: DuckDBPyConnection, name: str, kind: type[Kind], span: Mapping[str, str] | None = None) -> list[Kind]:
    """The rows of one numbered SELECT as frozen views; its columns are the view's fields, in their order."""
    result = con.execute(warehouse.select(name), span or {})
    columns = [column[0] for column in result.description]
    wanted = [one.name for one in fields(kind)]  # type: ignore[arg-type]
    assert columns == wanted, f"{name}.sql has {columns}, {kind.__name__} wants {wanted}"
    return [kind(*row) for row in result.fetchall()]
