"""What a table of the warehouse must hold when a stage leaves it; the last door before anyone relies on it."""

from typing import Any

from pandera.pandas import Check, Column, DataFrameSchema

JALUR = (
    *("dana_kelurahan", "cadangan", "kecamatan_opd", "perlu_biaya", "perlu_klasifikasi", "digabung"),
    "tidak_memenuhi",
)
METODE = (
    *("swakelola_tipe_i", "swakelola_tipe_iii", "swakelola_tipe_iv", "pengadaan_langsung", "tender", "seleksi"),
    *("e_purchasing", "belum_ditentukan", "tidak_berlaku"),
)
JENIS = ("konstruksi", "barang", "jasa", "konsultansi", "nonfisik")
ID = r"^\d{4}-\d{10}-[2-9A-HJ-NP-Z]{7}(?:[2-9A-HJ-NP-Z]{2})?(?:-[2-9A-HJ-NP-Z]{3}(?:[2-9A-HJ-NP-Z]{2})?)?$"


def must(*checks: Check) -> Column:
    """A column that is always filled."""
    return Column(None, list(checks), nullable=False)


def may(*checks: Check) -> Column:
    """A column that may be empty."""
    return Column(None, list(checks), nullable=True)


def one_of(values: tuple[Any, ...]) -> Check:
    return Check.isin(list(values))


positive, not_negative = Check.gt(0), Check.ge(0)

TABLES = {
    "usulan": DataFrameSchema(
        {
            "id_usulan": Column(None, Check.str_matches(ID), unique=True),
            "kode_kelurahan": must(Check.str_matches(r"^\d{2}\.\d{2}\.\d{2}\.\d{4}$")),
            "rw": may(Check.between(1, 999)),
            "masalah": must(Check.str_length(min_value=1, max_value=2000)),
            "usulan": must(Check.str_length(min_value=1, max_value=500)),
            "volume": may(positive),
            "biaya": may(positive),
            "swadaya": may(not_negative),
            "penerima_manfaat": may(not_negative),
            "urgensi": may(Check.between(1, 5)),
            "keseriusan": may(Check.between(1, 5)),
            "pertumbuhan": may(Check.between(1, 5)),
            "prioritas": may(Check.ge(1)),
            "jenis": may(one_of(JENIS)),
            "biaya_sumber": may(one_of(("pengusul", "estimasi", "verifikasi"))),
        }
    ),
    "alokasi": DataFrameSchema(
        {
            "id_usulan": Column(None, unique=True),
            "jalur": must(one_of(JALUR)),
            "alasan": must(Check.str_length(min_value=1)),
            "aturan": must(Check.str_length(min_value=1)),
            "dasar": must(Check.str_length(min_value=1)),
            "biaya": may(positive),
            "kumulatif": may(positive),
            "biaya_muat": may(not_negative),
        }
    ),
    "pengadaan": DataFrameSchema(
        {
            "id_usulan": Column(None, unique=True),
            "metode": must(one_of(METODE)),
            "pelaksana": may(one_of(("pokmas", "penyedia"))),
            "dasar": must(Check.str_length(min_value=1)),
        }
    ),
    "kelurahan": DataFrameSchema(
        {"kode": Column(None, unique=True), "pagu": must(not_negative), "sisa": must(not_negative)}
    ),
}
