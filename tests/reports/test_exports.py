"""Tables for other programs: no cell runs as a formula, no person in the public one."""

import csv
import io

import pytest

from reports.exports import PERSONAL, columns, guard, write_header, write_rows
from tests.reports.parts import internal, proposal, public


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


def table(paket) -> list[dict[str, str]]:
    out = io.StringIO()
    write_header(out, internal=paket.edisi.internal)
    write_rows(out, paket)
    return list(csv.DictReader(io.StringIO(out.getvalue())))


def test_the_public_table_has_no_personal_column():
    assert set(columns(internal=True)) - set(columns(internal=False)) == set(PERSONAL)


def test_a_row_is_written_as_text():
    one = proposal(usulan="=1+1", rt=[1, 2], inovasi=True, pengusul="Budi", lat=-6.8, biaya=None)
    (row,) = table(internal(one))
    wanted = ("usulan", "rt", "inovasi", "pengusul", "lat", "biaya", "jalur")
    assert [row[name] for name in wanted] == ["'=1+1", "01, 02", "ya", "Budi", "-6.8", "", "dana_kelurahan"]


def test_the_public_table_refuses_nothing():
    rows = table(public(proposal(jalur="tidak_memenuhi", rujukan="Dinas sosial")))
    assert [(row["jalur"], row["rujukan"]) for row in rows] == [("menunggu_pembahasan", "")]
