"""Numbers, people and volumes: what is read, and what is asked back with both readings."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.intake.finding import Reading
from flows.intake.numbers import read_count, read_decimal
from flows.intake.volumes import Volume, read_volume, unit_of

DECIMALS = [
    ("300", "300"),
    ("1,2", "1.2"),
    ("1.2", "1.2"),
    ("1.68", "1.68"),
    ("0.325", "0.325"),
    ("1.000,50", "1000.5"),
    ("1,000.50", "1000.5"),
    ("1.500.000", "1500000"),
    ("± 40", "40"),
    ("-6,5", "-6.5"),
]

COUNTS = [
    ("27", Reading(27)),
    ("27 orang", Reading(27)),
    ("± 100 org", Reading(100)),
    ("27.0", Reading(27)),
    ("1.200", Reading(1200)),
    ("27 (L 15, P 12)", Reading(27)),
    ("L 15, P 12", Reading(27)),
    ("laki-laki 15 orang, perempuan 12 orang", Reading(27)),
    ("", Reading(None)),
    ("-", Reading(None)),
    ("banyak", Reading(None, "jumlah_tidak_terbaca")),
    ("2,5", Reading(None, "jumlah_tidak_terbaca")),
    ("3375010101010001", Reading(None, "jumlah_tidak_terbaca")),
]

VOLUMES = [
    ("150", "150", None),
    ("1.68", "1.68", None),
    ("1,05 m", "1.05", "m"),
    ("150 m", "150", "m"),
    ("150m'", "150", "m'"),
    ("150 m2", "150", "m2"),
    ("150 m²", "150", "m2"),
    ("150 meter lari", "150", "meter lari"),
    ("±150 m", "150", "m"),
    ("2 titik", "2", "titik"),
    ("2 titik (gang 3 dan gang 4)", "2", "titik"),
    ("3 ls", "3", "ls"),
    ("ls", "1", "ls"),
    ("1 pkt", "1", "pkt"),
    ("satu paket", "1", "paket"),
    ("1 (satu) unit", "1", "unit"),
    ("1.000,00 m", "1000", "m"),
    ("1,5 km", "1.5", "km"),
    ("150 m x 1,2 m", "180", "m2"),
    ("150mx1,2m", "180", "m2"),
    ("150 X 1.2 M", "180", "m2"),
    ("10 x 2 x 0,5 m", "10", "m3"),
    ("150 m x 40 cm", "60", "m2"),
    ("P 150 m, L 1,2 m", "180", "m2"),
    ("panjang 150 m lebar 1,2 m tebal 20 cm", "36", "m3"),
    ("150 x 1,2", "180", None),
    ("2 x 3 titik", "6", "titik"),
    ("40 orang x 3 hari", "120", "orang hari"),
]

VOLUMES_ASKED = [
    ("", Reading(None)),
    ("-", Reading(None)),
    ("belum tahu", Reading(None)),
    ("1.500", Reading(None, "volume_dua_arti", "1500 atau 1,5")),
    ("1,500 m", Reading(None, "volume_dua_arti", "1500 atau 1,5")),
    ("150 m x 1.200", Reading(None, "volume_dua_arti", "1200 atau 1,2")),
    ("100-150 m", Reading(None, "volume_dua_arti", "100 atau 150")),
    ("0", Reading(None, "volume_nol")),
    ("0 unit", Reading(None, "volume_nol")),
    ("-3 m", Reading(None, "volume_nol")),
    ("paket", Reading(None, "volume_tidak_terbaca")),
    ("5-Apr", Reading(None, "volume_tidak_terbaca")),
    ("2 titik + 1 unit", Reading(None, "volume_tidak_terbaca")),
    ("150 x 40 cm", Reading(None, "volume_tidak_terbaca")),
    ("10²", Reading(None, "volume_tidak_terbaca")),
    ("½", Reading(None, "volume_tidak_terbaca")),
    ("81234567890", Reading(None, "volume_tidak_terbaca")),
]


@pytest.mark.parametrize(("text", "value"), DECIMALS)
def test_a_decimal_with_one_reading(text: str, value: str) -> None:
    assert read_decimal(text) == Reading(Decimal(value))


def test_a_decimal_with_two_readings_is_neither() -> None:
    assert read_decimal("1.500") == Reading(None, "volume_dua_arti", "1500 atau 1,5")


@pytest.mark.parametrize(("text", "reading"), COUNTS)
def test_a_number_of_people(text: str, reading: Reading) -> None:
    assert read_count(text) == reading


@pytest.mark.parametrize(("text", "volume", "satuan"), VOLUMES)
def test_a_volume_with_its_unit(text: str, volume: str, satuan: str | None) -> None:
    value, kode, arti = read_volume(text)
    assert (value.volume, value.satuan, kode, arti) == (Decimal(volume), satuan, None, "")


@pytest.mark.parametrize(("text", "reading"), VOLUMES_ASKED)
def test_a_volume_that_is_absent_or_asked_back(text: str, reading: Reading) -> None:
    assert read_volume(text) == reading


@pytest.mark.parametrize(
    ("text", "column", "satuan"),
    [
        ("150", "m", "m"),
        ("150 x 1,2", "m", "m2"),
        ("10 x 2 x 0,5", "M'", "m3"),
        ("150 x 1,2", "m2", "m2"),
        ("2 x 3", "titik", "titik"),
        ("150 m", "titik", "m"),
        ("150", "", None),
    ],
)
def test_the_column_names_the_unit_that_the_volume_lacks(text: str, column: str, satuan: str | None) -> None:
    assert unit_of(read_volume(text).value, column) == satuan


@given(st.integers(0, 300_000_000), st.sampled_from(["{}", "{} orang", "± {} jiwa"]))
def test_every_count_written_is_read(count: int, form: str) -> None:
    assert read_count(form.format(count)) == Reading(count)


@given(st.decimals("0.01", "999999", places=2), st.sampled_from([None, "m", "m2", "titik", "ls"]), st.booleans())
def test_every_volume_written_is_read(volume: Decimal, satuan: str | None, comma: bool) -> None:
    number = str(volume).replace(".", ",") if comma else str(volume)
    assert read_volume(f"{number} {satuan or ''}") == Reading(Volume(volume.normalize() + 0, satuan))


@given(st.text() | st.from_regex(r"\A[0-9x.,m ²()±-]{0,40}\Z"))
def test_no_text_breaks_the_grammars(text: str) -> None:
    for read in (read_decimal, read_count, read_volume):
        value, kode, _ = read(text)
        assert value is None or kode is None


@given(st.text(alphabet="0123456789.,x m", max_size=40))
def test_a_volume_read_fits_the_warehouse(text: str) -> None:
    value = read_volume(text).value
    assert value is None or (value.volume > 0 and value.volume == round(value.volume, 3) <= 10**9)
