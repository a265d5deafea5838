"""csv-spectrum cell for cell, csvlint's files each read or refused with a reason."""

import json
from pathlib import Path

import pytest

from flows.intake.dialect import decode
from flows.intake.finding import Refused
from flows.intake.reading import read_content
from flows.intake.records import read_records
from schemas.messages import MESSAGES
from tests.intake.sheets import known

SPECTRUM = [
    *("comma_in_quotes", "empty", "empty_crlf", "escaped_quotes", "json", "newlines", "newlines_crlf"),
    *("quotes_and_newlines", "simple", "simple_crlf", "utf8"),
]


@pytest.mark.parametrize("name", SPECTRUM)
def test_csv_spectrum_cell_for_cell(corpora: Path, name: str):
    data = (corpora / "csv-spectrum" / "csvs" / f"{name}.csv").read_bytes()
    if name.endswith("_crlf") and b"\r" not in data:
        data = data.replace(b"\n", b"\r\n")  # what git took from these files when they were copied
    text, _ = decode(data)
    expected = json.loads((corpora / "csv-spectrum" / "json" / f"{name}.json").read_text(encoding="utf-8"))
    header, *rows = read_records(text, ",", len(text.partition("\n")[0].split(",")), known().limits).cells.rows()
    assert [dict(zip(header, row, strict=True)) for row in rows] == expected


def test_csv_spectrum_is_whole(corpora: Path):
    assert sorted(path.stem for path in (corpora / "csv-spectrum" / "csvs").iterdir()) == sorted(SPECTRUM)


def csvlint(corpora: Path) -> dict[str, bytes]:
    folder = corpora / "csvlint" / "features" / "fixtures"
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir()) if path.is_file()}


def test_each_file_of_csvlint_is_refused_with_a_reason(corpora: Path):
    """None of them has a problem or a proposal."""
    found = {}
    for name in csvlint(corpora):
        with pytest.raises(Refused) as refused:
            read_content(corpora / "csvlint" / "features" / "fixtures" / name, name, known().vocabulary, known().limits)
        found[name] = refused.value.kode
    others = {"spreadsheet.xls": "berkas_xls"}
    assert found == {name: others.get(name, "judul_kolom") for name in found}
    assert set(found.values()) <= set(MESSAGES)


def test_each_text_of_csvlint_gives_as_many_records_under_our_header(corpora: Path, tmp_path: Path):
    """The same bytes below a header of ours: every line stands for one record, whatever its quotes and ends."""
    counted = {}
    for name, data in csvlint(corpora).items():
        if name.endswith(".csv"):
            (tmp_path / name).write_bytes(b"Masalah,Usulan,Lokasi\r\n" + data)
            content = read_content(tmp_path / name, name, known().vocabulary, known().limits)
            counted[name] = (content.records - 1, len(data.decode("latin-1").splitlines()))
    assert {name: count for name, count in counted.items() if count[0] != count[1]} == {}
    assert len(counted) == 12
