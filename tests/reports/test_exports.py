"""Tables for other programs: no cell runs as a formula, no person in the public one."""

import csv
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from reports.exports import guard, plain, table
from reports.workbooks import of_packet
from schemas.exports import KINDS, SIPD, TABLES
from tests.reports.parts import ISSUE, internal, proposal, public

PERSONAL = {"pengusul", "kontak", "catatan"}
UNDER_JUDGEMENT = {"alasan", "kenapa_belum", "biaya_muat"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("=SUM(A1)", "'=SUM(A1)"),
        ("+62 812", "'+62 812"),
        ("@nama", "'@nama"),
        ("\t=1", "'\t=1"),
        ("\r=1", "'\r=1"),
        ("-paving", "'-paving"),
        ("-", "'-"),
        ("-1+1", "'-1+1"),
        ("-6.8861", "-6.8861"),
        ("-1.250,5", "-1.250,5"),
        ("Rp15.000.000", "Rp15.000.000"),
        ("", ""),
    ],
)
def test_a_cell_that_looks_like_a_formula_gets_an_apostrophe(text, expected):
    assert guard(text) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (None, ""),
        (True, "ya"),
        (False, "tidak"),
        (0, "0"),
        (15_000_000, "15000000"),
        (Decimal("40.000"), "40"),
        (Decimal("2.500"), "2.5"),
        (Decimal("2.125"), "2.1250"),
        (Decimal("1200.000"), "1200"),
        (-6.8861, "-6.8861"),
        (date(2026, 12, 5), "2026-12-05"),
        ([3, 12], "03, 12"),
        ((), ""),
        (["A", "B"], "A, B"),
        ("RW 05", "RW 05"),
    ],
)
def test_a_value_is_written_as_programs_read_it(value, expected):
    assert plain(value) == expected


def written(folder: Path, name: str, paket) -> list[dict[str, str]]:
    with table(folder, TABLES[name], paket.edisi) as add:
        add(paket.usulan, of_packet(ISSUE, paket))
    with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


def test_the_public_table_has_no_column_of_persons_or_of_matters_under_judgement():
    every, public_ones = ({one.nama for one in TABLES["usulan"].columns(internal)} for internal in (True, False))
    assert every - public_ones == PERSONAL | UNDER_JUDGEMENT


def test_a_row_is_written_as_text(tmp_path):
    one = proposal(usulan="=1+1", rt=[1, 2], inovasi=True, pengusul="Budi", lat=-6.8, biaya=None)
    (row,) = written(tmp_path, "usulan", internal(one))
    wanted = "tahun kelurahan rw rt usulan inovasi pengusul lat biaya jalur".split()
    assert [row[name] for name in wanted] == [
        *("2028", "Bandengan", "5", "01, 02", "'=1+1", "ya", "Budi", "-6.8", "", "dana_kelurahan"),
    ]


def test_the_public_table_refuses_nothing(tmp_path):
    refused = proposal(jalur="tidak_memenuhi", rujukan="Dinas sosial", metode="tidak_berlaku", alasan="di luar")
    (row,) = written(tmp_path, "usulan", public(refused))
    assert [row[name] for name in ("jalur", "rujukan", "metode")] == ["menunggu_pembahasan", "", ""]
    assert "tidak_memenuhi" not in (tmp_path / "usulan.csv").read_text(encoding="utf-8")


@pytest.mark.parametrize("one", TABLES.values(), ids=TABLES)
def test_every_column_is_described_in_a_sentence_and_has_a_known_kind(one):
    assert one.uraian.endswith(".")
    assert [column.nama for column in one.kolom if not column.uraian.endswith(".")] == []
    assert {column.jenis for column in one.kolom} <= set(KINDS)
    assert set(one.kunci) <= {column.nama for column in one.kolom}


def test_nothing_personal_may_stand_in_a_column_of_sipd():
    known = {one.nama: one for one in TABLES["usulan"].kolom}
    # `pengusul` is there the role, Ketua RT 03 RW 05.
    assert [name for name in SIPD if name in known and known[name].internal and name != "pengusul"] == []
