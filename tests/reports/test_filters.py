"""Numbers, dates and places as a kelurahan writes them."""

from datetime import date, datetime
from decimal import Decimal

import pytest

from reports import filters

CASES = [
    (filters.rupiah, (15_000_000,), "Rp15.000.000"),
    (filters.rupiah, (0,), "Rp0"),
    (filters.rupiah, (None,), "–"),
    (filters.bilangan, (12_500,), "12.500"),
    (filters.ringkas, (2_310_000_000,), "Rp2,31 miliar"),
    (filters.ringkas, (350_000_000,), "Rp350 juta"),
    (filters.ringkas, (812_050_000,), "Rp812,05 juta"),
    # Just below a billion the words do not say a thousand million.
    (filters.ringkas, (999_999_999,), "Rp1 miliar"),
    (filters.ringkas, (999_999,), "Rp999.999"),
    (filters.terbilang, (15_000_000,), "lima belas juta rupiah"),
    (filters.terbilang, (0,), "nol rupiah"),
    (filters.terbilang, (11_111_111,), "sebelas juta seratus sebelas ribu seratus sebelas rupiah"),
    (filters.terbilang, (1_000,), "seribu rupiah"),
    (filters.terbilang, (1_001_000,), "satu juta seribu rupiah"),
    (filters.terbilang, (21_000,), "dua puluh satu ribu rupiah"),
    (filters.terbilang, (1_000_000_000,), "satu miliar rupiah"),
    (filters.dieja, (2027,), "dua ribu dua puluh tujuh"),
    (filters.desimal, (Decimal("150.500"),), "150,5"),
    (filters.desimal, (Decimal("1250.000"),), "1.250"),
    (filters.ukuran, (Decimal("150.500"), "m"), "150,5 m"),
    (filters.ukuran, (Decimal("3.000"), None), "3"),
    (filters.ukuran, (None, "m"), "–"),
    (filters.tanggal, (date(2026, 12, 31),), "31 Desember 2026"),
    (filters.hari, (date(2027, 1, 20),), "Rabu"),
    (filters.bulan, (date(2027, 1, 20),), "Januari"),
    (filters.waktu, (datetime(2026, 12, 31, 23, 59), "Asia/Jakarta"), "31 Desember 2026 pukul 23.59 WIB"),
    (filters.waktu, (datetime(2027, 1, 1, 8, 5), "Asia/Jayapura"), "1 Januari 2027 pukul 08.05 WIT"),
    (filters.tempat, (5, [3]), "RT 03 RW 05"),
    (filters.tempat, (5, [1, 4]), "RT 01 dan 04 RW 05"),
    (filters.tempat, (5, [1, 2, 4]), "RT 01, 02 dan 04 RW 05"),
    (filters.tempat, (5, [1, 2, 3]), "RT 01 s.d. 03 RW 05"),
    (filters.tempat, (5, []), "RW 05"),
    (filters.tempat, (None, None), "Sekelurahan"),
    (filters.rangkai, (["a"],), "a"),
    (filters.rangkai, (["a", "b", "c"],), "a, b dan c"),
    (filters.rangkai, ([],), ""),
    (filters.potong, ("satu dua tiga", 2), "satu dua…"),
    (filters.potong, ("satu dua", 2), "satu dua"),
    (filters.potong, ("x" * 40, 2), "x" * 29 + "…"),
    (filters.angka, (500_000,), "Rp500.000"),
    (filters.angka, (70,), "70"),
    (filters.awal_kapital, ("pagu sementara (PPAS)",), "Pagu sementara (PPAS)"),
]


@pytest.mark.parametrize(("write", "values", "expected"), CASES, ids=lambda value: getattr(value, "__name__", None))
def test_a_value_is_written(write, values, expected):
    assert write(*values) == expected


def test_every_template_filter_is_one_of_these():
    tried = {write for write, _, _ in CASES} | {filters.dua_angka, filters.rt_saja}
    assert set(filters.FILTERS.values()) <= tried
