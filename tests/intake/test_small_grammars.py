"""The short grammars: beneficiaries, dates, phones, yes or no, years, scores, order, coordinates."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.intake.beneficiaries import Beneficiaries, read_beneficiaries
from flows.intake.coordinates import read_latitude, read_longitude
from flows.intake.dates import MONTHS, read_date
from flows.intake.finding import Reading
from flows.intake.phones import read_phone
from flows.intake.ranks import read_order, read_score
from flows.intake.years import read_plan_year, read_year
from flows.intake.yes_no import read_yes_no

BENEFICIARIES = [
    ("60", Reading(Beneficiaries(60, "jiwa"))),
    ("120 jiwa", Reading(Beneficiaries(120, "jiwa"))),
    ("± 100 orang", Reading(Beneficiaries(100, "jiwa"))),
    ("1.200 warga", Reading(Beneficiaries(1200, "jiwa"))),
    ("warga sekitar 40 orang", Reading(Beneficiaries(40, "jiwa"))),
    ("25 kader posyandu", Reading(Beneficiaries(25, "jiwa"))),
    ("40 KK", Reading(Beneficiaries(40, "kk"), "penerima_kk")),
    ("40KK", Reading(Beneficiaries(40, "kk"), "penerima_kk")),
    ("± 40 kepala keluarga", Reading(Beneficiaries(40, "kk"), "penerima_kk")),
    ("12 rumah", Reading(Beneficiaries(12, "kk"), "penerima_kk")),
    ("40 KK / 160 jiwa", Reading(Beneficiaries(160, "jiwa"))),
    ("160 jiwa (40 KK)", Reading(Beneficiaries(160, "jiwa"))),
    ("", Reading(None)),
    ("-", Reading(None)),
    ("30-40 orang", Reading(None, "penerima_tidak_terbaca", "30 atau 40")),
    ("warga RT 03", Reading(None, "penerima_tidak_terbaca")),
    ("seluruh warga", Reading(None, "penerima_tidak_terbaca")),
]

DATES = [
    ("5 Januari 2027", date(2027, 1, 5)),
    ("5 Jan 2027", date(2027, 1, 5)),
    ("05-Jan-27", date(2027, 1, 5)),
    ("Selasa, 5 Januari 2027", date(2027, 1, 5)),
    ("5 januari 2027 pukul 19.30 WIB", date(2027, 1, 5)),
    ("05/01/2027", date(2027, 1, 5)),
    ("5-1-27", date(2027, 1, 5)),
    ("5.1.2027", date(2027, 1, 5)),
    ("12/11/2026", date(2026, 11, 12)),
    ("2027-01-05", date(2027, 1, 5)),
    ("2027-01-05 00:00:00", date(2027, 1, 5)),
    ("43835", date(2020, 1, 5)),
    ("43835.0", date(2020, 1, 5)),
    ("17 Nopember 2026", date(2026, 11, 17)),
]
NO_DATES = [
    "31/02/2027",
    "12/13/2026",
    "5 Januari",
    "Januari 2027",
    "kemarin",
    "5/1/1889",
    "99999",
    "20270105",
]

PHONES = [
    ("0812-3456-7890", "+6281234567890"),
    ("081234567890", "+6281234567890"),
    ("81234567890", "+6281234567890"),
    ("81234567890.0", "+6281234567890"),
    ("62 812 3456 7890", "+6281234567890"),
    ("+62 812-3456-7890", "+6281234567890"),
    ("(0285) 421234", "+62285421234"),
    ("Ketua RT 0812 3456 7890", "Ketua RT +6281234567890"),
    ("0812-3456-7890 / 0813-1111-2222", "+6281234567890 / +6281311112222"),
    ("3375010101010001", "3375010101010001"),
    ("lewat Ketua RW", "lewat Ketua RW"),
]

YES = ["ya", "Ya.", "Y", "YES", "iya", "ada", "v", "✓", "1", "TRUE", "ya, bank sampah digital"]
NO = ["tidak", "Tdk", "T", "no", "0", "FALSE", "belum", "tidak ada"]
NEITHER = [
    ("x", Reading(None, "inovasi_tidak_terbaca", "ya atau tidak")),
    ("ya/tidak", Reading(None, "inovasi_tidak_terbaca", "ya atau tidak")),
    ("bank sampah", Reading(None, "inovasi_tidak_terbaca")),
    ("", Reading(None)),
    ("-", Reading(None)),
]

YEARS = [
    ("2028", Reading(2028)),
    ("TA 2028", Reading(2028)),
    ("T.A. 2028", Reading(2028)),
    ("Tahun Anggaran 2028", Reading(2028)),
    ("2028.0", Reading(2028)),
    ("2.028", Reading(2028)),
    ("2027", Reading(2028, "tahun_rapat", "2028")),
    ("2026", Reading(None, "tahun_lain", "2028")),
    ("2029", Reading(None, "tahun_lain", "2028")),
    ("2027/2028", Reading(None, "tahun_lain", "2028")),
    ("depan", Reading(None, "tahun_lain", "2028")),
    ("", Reading(None)),
]

ORDERS = [
    ("1", Reading(1)),
    ("1.", Reading(1)),
    ("2.0", Reading(2)),
    ("Prioritas 3", Reading(3)),
    ("P1", Reading(1)),
    ("ke-2", Reading(2)),
    ("III", Reading(3)),
    ("", Reading(None)),
    ("0", Reading(None, "prioritas_tidak_terbaca")),
    ("-1", Reading(None, "prioritas_tidak_terbaca")),
    ("tinggi", Reading(None, "prioritas_tidak_terbaca")),
    ("1,5", Reading(None, "prioritas_tidak_terbaca")),
]

SCORES = [("1", 1), ("5", 5), ("4.0", 4), ("4,0", 4)]
NO_SCORES = ["0", "6", "3,5", "tinggi", "55"]

READERS = [
    read_beneficiaries,
    read_date,
    read_phone,
    read_yes_no,
    read_year,
    read_order,
    read_score,
    read_latitude,
    read_longitude,
]


@pytest.mark.parametrize(("text", "reading"), BENEFICIARIES)
def test_who_benefits(text: str, reading: Reading) -> None:
    assert read_beneficiaries(text) == reading


@pytest.mark.parametrize(("text", "day"), DATES)
def test_a_date_day_first(text: str, day: date) -> None:
    assert read_date(text) == Reading(day)


@pytest.mark.parametrize("text", NO_DATES)
def test_what_is_no_date_stays_empty(text: str) -> None:
    assert read_date(text) == Reading(None, "tanggal_tidak_terbaca")


@pytest.mark.parametrize(("text", "kept"), PHONES)
def test_a_telephone_number_in_one_spelling(text: str, kept: str) -> None:
    assert read_phone(text) == Reading(kept)


def test_digits_that_excel_dropped_are_asked_for() -> None:
    assert read_phone("8,12346E+10") == Reading(None, "kontak_tidak_terbaca")


@pytest.mark.parametrize(("text", "answer"), [(text, True) for text in YES] + [(text, False) for text in NO])
def test_yes_and_no(text: str, answer: bool) -> None:
    assert read_yes_no(text) == Reading(answer)


@pytest.mark.parametrize(("text", "reading"), NEITHER)
def test_neither_yes_nor_no(text: str, reading: Reading) -> None:
    assert read_yes_no(text) == reading


@pytest.mark.parametrize(("text", "reading"), YEARS)
def test_the_plan_year(text: str, reading: Reading) -> None:
    assert read_plan_year(text, 2028) == reading


@pytest.mark.parametrize(("text", "reading"), ORDERS)
def test_the_sender_s_own_order(text: str, reading: Reading) -> None:
    assert read_order(text) == reading


@pytest.mark.parametrize(("text", "score"), SCORES)
def test_a_score_from_1_to_5(text: str, score: int) -> None:
    assert read_score(text) == Reading(score)


@pytest.mark.parametrize("text", NO_SCORES)
def test_what_is_no_score_stays_empty(text: str) -> None:
    assert read_score(text) == Reading(None, "skor_luar")


def test_points_on_the_map() -> None:
    assert [read_latitude("-6.8883"), read_latitude("-6,888")] == [Reading(-6.8883), Reading(-6.888)]
    assert read_longitude("109,6753") == Reading(109.6753)
    swapped = [
        read_latitude("109.6753"),
        read_longitude("-6.8883"),
        read_latitude("-68883"),
        read_latitude("Gang 3"),
    ]
    assert swapped == [Reading(None, "lat_lon_luar")] * 4


@given(
    st.dates(date(1990, 1, 1), date(2100, 12, 31)),
    st.sampled_from(["%d/%m/%Y", "%d-%m-%Y", "%Y-%m-%d", "%d.%m.%Y", "%Y-%m-%dT19:30:00"]),
)
def test_every_date_written_is_read(day: date, form: str) -> None:
    assert read_date(day.strftime(form)) == Reading(day)


@given(st.dates(date(1990, 1, 1), date(2100, 12, 31)), st.sampled_from(sorted(MONTHS)))
def test_every_name_of_a_month_is_read(day: date, name: str) -> None:
    expected = _in_month(day, MONTHS[name])
    assert read_date(f"{expected.day} {name.title()} {expected.year}") == Reading(expected)


@given(st.integers(32874, 73415))
def test_every_serial_of_excel_is_read(serial: int) -> None:
    assert read_date(str(serial)) == Reading(date(1899, 12, 30) + timedelta(days=serial))


@given(st.integers(0, 300_000_000), st.sampled_from(["jiwa", "kk"]))
def test_every_number_of_beneficiaries_is_read(count: int, basis: str) -> None:
    assert read_beneficiaries(f"{count} {basis}").value == Beneficiaries(count, basis)


@given(st.integers(10**8, 10**11 - 1))
def test_every_mobile_number_is_read(tail: int) -> None:
    assert read_phone(f"08{tail}") == read_phone(f"+628{tail}") == read_phone(f"8{tail}") == Reading(f"+628{tail}")


@given(st.integers(1, 999), st.integers(1, 5), st.booleans(), st.integers(1990, 2100))
def test_every_small_number_is_read(order: int, score: int, answer: bool, year: int) -> None:
    assert read_order(str(order)) == Reading(order)
    assert read_score(str(score)) == Reading(score)
    assert read_yes_no("ya" if answer else "tidak") == Reading(answer)
    assert read_year(str(year)) == Reading(year)


@given(st.text() | st.from_regex(r"\A[0-9 .,/:+eKkjiwa-]{0,40}\Z"))
def test_no_text_breaks_a_grammar(text: str) -> None:
    for read in READERS:
        value, kode, _ = read(text)
        assert value is None or kode in (None, "penerima_kk")
    assert read_plan_year(text, 2028).value in (None, 2028)


def _in_month(day: date, month: int) -> date:
    return day.replace(month=month, day=min(day.day, 28))
