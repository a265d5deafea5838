"""The registry of findings: what every sentence must hold, and that every finding of a grammar has one."""

import ast
import re
import string
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.messages import LONGEST, MESSAGES, Message, message

ROOT = Path(__file__).parents[2]
PLACES = {"baris", "kolom", "nilai", "arti"}

# The longest reading a code is filled with; that of the ambiguous ones for all that are not named here.
READING = "25 ribu rupiah atau 25 juta rupiah"
READINGS = {
    "kelurahan_lama": "Pasirkratonkramat",
    "kiriman_ulang": "dua belas usulan",
    "tahun_lain": "2028",
    "tahun_rapat": "2028",
}

# users.md: words that blame the sender, that only machines use, or that are spelled as machines spell them.
FORBIDDEN = (
    "salah|error|invalid|ditolak|tolak|gagal|anda|klik|silahkan|merubah|di kirim|didanai|disetujui|kesalahan"
    "|null|string|parsing|OPD|KPA|RKPD|PPK|RT/RW [0-9]"
)
# "salah satu" means "one of" and blames nobody.
HARMLESS = re.compile(r"\bsalah satu\b", re.IGNORECASE)
BLAMING = re.compile(rf"\b(?:{FORBIDDEN})\b", re.IGNORECASE)

EVERY = pytest.mark.parametrize("found", MESSAGES.values(), ids=list(MESSAGES))


@EVERY
def test_has_level_sentence_cure_and_example(found: Message) -> None:
    assert found.tingkat in ("kesalahan", "peringatan")
    assert found.pesan.endswith(".") and found.cara.endswith(".")
    assert found.contoh.strip()


@EVERY
def test_says_nothing_that_hurts(found: Message) -> None:
    assert BLAMING.findall(HARMLESS.sub("", f"{found.pesan} {found.cara} {found.contoh}")) == []


@EVERY
def test_only_known_places_are_filled(found: Message) -> None:
    for text in (found.pesan, found.cara):
        assert {name for _, name, _, _ in string.Formatter().parse(text) if name is not None} <= PLACES


@EVERY
def test_is_at_most_two_sentences_and_a_cure_of_220_signs(found: Message) -> None:
    arti = READINGS.get(found.kode, READING)
    filled = {"baris": 1234, "kolom": "Prioritas RW", "nilai": "x" * 40, "arti": arti}
    assert len(found.pesan.format(**filled)) + len(found.cara.format(**filled)) <= LONGEST
    assert len(re.findall(r"[.!?](?: |$)", found.pesan)) <= 2


@EVERY
@given(
    baris=st.integers(0, 10**9),
    kolom=st.text(max_size=300),
    nilai=st.text(max_size=300),
    arti=st.text(max_size=300),
)
def test_no_text_of_a_sender_makes_it_longer(found: Message, baris: int, kolom: str, nilai: str, arti: str) -> None:
    pesan, cara = found.filled(baris=baris, kolom=kolom, nilai=nilai, arti=arti)
    assert len(pesan) + len(cara) <= LONGEST
    assert pesan.isprintable() and cara.isprintable()


def test_two_readings_are_shown_as_they_are() -> None:
    found = message("rt_rw_tanggal").filled(baris=7, kolom="RT/RW", nilai="05-Mar", arti="RT 03 RW 05 atau RT 05 RW 03")
    assert " ".join(found) == (
        "Baris 7, kolom RT/RW tertulis «05-Mar». "
        "Excel mengubahnya menjadi tanggal; maksudnya bisa RT 03 RW 05 atau RT 05 RW 03. "
        "Mohon tulis dengan huruf, contoh: RT 03 RW 05."
    )


def test_brackets_go_with_the_reading_that_is_missing() -> None:
    pesan, _ = message("masalah_kosong").filled(baris=6)
    assert pesan == "Baris 6: usulannya ada, tetapi masalahnya belum ditulis."


def test_braces_in_a_cell_are_only_text() -> None:
    pesan, _ = message("biaya_tidak_terbaca").filled(baris=3, nilai="{baris} {0} {x.y}")
    assert pesan == "Baris 3, biaya tertulis «{baris} {0} {x.y}», belum terbaca sebagai rupiah."


def test_every_finding_of_a_grammar_is_registered() -> None:
    named = {kode for path in sorted((ROOT / "flows" / "intake").glob("*.py")) for kode in _kodes(path)}
    assert named - set(MESSAGES) == set()
    assert "rt_rw_tanggal" in named  # The scan sees what it is meant to see.


def _kodes(path: Path) -> set[str]:
    """The codes written in calls of Reading(value, kode, ...)."""
    calls = [node for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.Call)]
    readings = [call for call in calls if getattr(call.func, "id", "") == "Reading" and len(call.args) > 1]
    return {
        part.value
        for call in readings
        for part in ast.walk(call.args[1])
        if isinstance(part, ast.Constant) and isinstance(part.value, str) and "_" in part.value
    }
