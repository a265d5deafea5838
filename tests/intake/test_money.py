"""Amounts of rupiah as people write them; what may be counted in thousands or millions is asked back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.intake.finding import Reading
from flows.intake.money import read_asked, read_money, read_swadaya

WAJAR_MIN = 500_000

EXAMPLES = [
    ("Rp 1.500.000,-", 1_500_000),
    ("Rp1.500.000,00", 1_500_000),
    ("Rp. 25.000.000,00", 25_000_000),
    ("Rp.25.000.000.-", 25_000_000),
    ("rp 25,000,000", 25_000_000),
    ("IDR 25,000,000.00", 25_000_000),
    ("25000000", 25_000_000),
    ("2500000.0", 2_500_000),
    ("25 000 000", 25_000_000),
    ("1,5 jt", 1_500_000),
    ("1.5 jt", 1_500_000),
    ("200jt", 200_000_000),
    ("± 15 jt", 15_000_000),
    ("Rp ± 15 jt,-", 15_000_000),
    ("kurang lebih 15 juta", 15_000_000),
    ("25 juta rupiah", 25_000_000),
    ("Rp. 25 juta", 25_000_000),
    ("Rp 5.000.000 (lima juta rupiah)", 5_000_000),
    ("1 juta 500 ribu", 1_500_000),
    ("750rb", 750_000),
    ("1,2 M", 1_200_000_000),
    ("1,2 miliar", 1_200_000_000),
    ("1.2 milyar", 1_200_000_000),
]

ASKED = [
    ("", Reading(None)),
    ("-", Reading(None)),
    ("Rp -", Reading(None)),
    ("belum tahu", Reading(None)),
    ("0", Reading(None, "biaya_nol")),
    ("Rp 0,00", Reading(None, "biaya_nol")),
    ("-500000", Reading(None, "biaya_nol")),
    ("25.000", Reading(None, "biaya_dua_arti", "25 ribu rupiah atau 25 juta rupiah")),
    ("1.500", Reading(None, "biaya_dua_arti", "1,5 ribu rupiah atau 1,5 juta rupiah")),
    ("25", Reading(None, "biaya_dua_arti", "25 rupiah atau 25 juta rupiah")),
    ("1.5", Reading(None, "biaya_dua_arti", "1,5 rupiah atau 1,5 juta rupiah")),
    ("1.500 juta", Reading(None, "biaya_dua_arti", "1,5 miliar rupiah atau 1,5 juta rupiah")),
    ("25000.000", Reading(None, "biaya_dua_arti", "25 ribu rupiah atau 25 juta rupiah")),
    ("15-20 juta", Reading(None, "biaya_dua_arti", "15 juta rupiah atau 20 juta rupiah")),
    ("12345678,9", Reading(12_345_679, "biaya_dibulatkan", "Rp12.345.679")),
    ("2.5E+07", Reading(None, "biaya_tidak_terbaca")),
    ("081234567890", Reading(None, "biaya_tidak_terbaca")),
    ("3375010101010001", Reading(None, "biaya_tidak_terbaca")),
    ("150.000/m", Reading(None, "biaya_tidak_terbaca")),
    ("sesuai RAB", Reading(None, "biaya_tidak_terbaca")),
    ("#REF!", Reading(None, "biaya_tidak_terbaca")),
]

SWADAYA = [
    ("500.000", Reading(500_000)),
    ("25.000", Reading(25_000)),
    ("0", Reading(0)),
    ("", Reading(None)),
    ("tenaga warga", Reading(None, "swadaya_tidak_terbaca")),
    ("1-2 juta", Reading(None, "swadaya_tidak_terbaca", "1 juta rupiah atau 2 juta rupiah")),
    ("-5", Reading(None, "swadaya_tidak_terbaca")),
]


@pytest.mark.parametrize(("text", "rupiah"), EXAMPLES)
def test_an_amount_with_one_reading(text: str, rupiah: int) -> None:
    assert read_asked(text, WAJAR_MIN) == Reading(rupiah)


@pytest.mark.parametrize(("text", "reading"), ASKED)
def test_an_amount_that_is_absent_or_asked_back(text: str, reading: Reading) -> None:
    assert read_asked(text, WAJAR_MIN) == reading


@pytest.mark.parametrize(("text", "reading"), SWADAYA)
def test_what_the_community_adds_never_returns_a_row(text: str, reading: Reading) -> None:
    assert read_swadaya(text) == reading


def test_the_smallest_amount_that_is_meant_as_written() -> None:
    assert read_asked("500.000", WAJAR_MIN) == Reading(500_000)
    assert read_asked("499.999", WAJAR_MIN).kode == "biaya_dua_arti"


def test_without_a_minimum_thousands_stay_thousands() -> None:
    assert read_money("25.000") == Reading(25_000)


@pytest.mark.parametrize("text", ["1 " * 59 + "x", "-" * 119 + "x", "- " * 59 + "x", "1" * 119 + "x", "1jt" * 39 + "x"])
def test_a_cell_made_to_waste_time_is_read_at_once(text: str) -> None:
    assert read_asked(text, WAJAR_MIN) == Reading(None, "biaya_tidak_terbaca")


@given(
    st.integers(0, 10**15 - 1),
    st.sampled_from(["{}", "Rp{}", "Rp {},-", "Rp. {},00", "{} rupiah", "± {}"]),
    st.booleans(),
)
def test_every_amount_written_is_read(rupiah: int, form: str, grouped: bool) -> None:
    digits = f"{rupiah:,}".replace(",", ".") if grouped else str(rupiah)
    assert read_money(form.format(digits)) == Reading(rupiah)


@given(st.integers(1, 999), st.integers(0, 99), st.sampled_from(["jt", "juta", " jt", " Juta"]))
def test_every_amount_in_millions_is_read(millions: int, hundredths: int, unit: str) -> None:
    assert read_money(f"{millions},{hundredths:02}{unit}") == Reading(millions * 1_000_000 + hundredths * 10_000)


@given(st.text() | st.from_regex(r"\A[Rp0-9., jtmrb()=±-]{0,60}\Z"))
def test_no_text_breaks_the_grammar(text: str) -> None:
    value, kode, arti = read_asked(text, WAJAR_MIN)
    assert value is None or value >= WAJAR_MIN
    assert kode != "biaya_dua_arti" or " atau " in arti
    assert read_swadaya(text).kode in (None, "swadaya_tidak_terbaca")
