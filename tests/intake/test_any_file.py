"""Whatever the bytes are, a file is read with every record in one place, or refused with a registered reason."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from flows.intake.finding import Refused
from flows.intake.ignored import ignored_rows
from flows.intake.reading import Content, read_content
from flows.intake.text_rows import text_rows
from schemas.messages import MESSAGES
from tests.intake.sheets import known

# Pieces of which tables are made, so that most of what comes out is nearly one.
PIECES = st.sampled_from(
    [
        "Masalah",
        "Usulan",
        "RW",
        "RT",
        "Biaya",
        "Rob",
        "Talud",
        "05",
        "TOTAL",
        "NIHIL",
        "Mengetahui",
        "RW : 05",
        "x" * 50,
    ]
    + [";", ",", "\t", "|", '"', '""', "\n", "\r\n", "\r", " ", ":", "'=1", "\x1f", "\x85", "\u2028", "é", "\ufeff"]
)
TABLES = st.lists(PIECES, max_size=60).map(lambda pieces: "RW;Masalah;Usulan;Biaya\n" + "".join(pieces))
CHATS = st.lists(PIECES, max_size=60).map(lambda pieces: "Masalah: rob\nUsulan: talud\n" + "".join(pieces))
ENCODED = st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])


def read(folder: Path, data: bytes, name: str) -> Content | None:
    path = folder / "berkas"
    path.write_bytes(data)
    try:
        return read_content(path, name, known().vocabulary, known().limits)
    except Refused as refused:
        assert refused.kode in MESSAGES
        return None


def assert_accounted_for(content: Content) -> None:
    made = text_rows(0, content, [{} for _ in content.sheets], known())
    nomor = [n for table in (*made.data, *made.ignored) for n in table["nomor"].to_pylist()]
    assert len(nomor) == len(set(nomor)) == content.records
    for sheet in content.sheets:
        assert all(ignored_rows(sheet, known().nihil).reasons.values())


@given(text=st.one_of(TABLES, CHATS), encoding=ENCODED)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=300)
def test_every_record_of_a_text_is_in_one_place(tmp_path: Path, text: str, encoding: str):
    content = read(tmp_path, text.encode(encoding, errors="replace"), "u.txt")
    if content is not None:
        assert_accounted_for(content)


@given(data=st.binary(max_size=400), name=st.sampled_from(["u.csv", "u.xlsx", "u.txt", "u.xls", "u", "u.docx"]))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=300)
def test_no_bytes_break_the_reader(tmp_path: Path, data: bytes, name: str):
    start = (b"", b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"RW;Masalah;Usulan\n")
    for before in start:
        content = read(tmp_path, before + data, name)
        if content is not None:
            assert_accounted_for(content)


@pytest.mark.parametrize("line", ["Rob;Talud;5 jt;x", ";;;;;;;", '"', '";"', "TOTAL;", ";NIHIL"])
def test_a_line_of_another_width_is_a_record_too(tmp_path: Path, line: str):
    content = read(tmp_path, f"RW;Masalah;Usulan\n5;Rob;Talud\n{line}\n".encode(), "u.csv")
    assert content is not None and content.records == 3
    assert_accounted_for(content)
