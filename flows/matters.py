"""Stage 8 of 9: what the panitia may want to look at; never a verdict, and never in the public edition.

One matter is one numbered SELECT that ends in table peringatan. The thresholds are numbers of the rules, the words of
a street are reference data.
"""

from duckdb import DuckDBPyConnection

from flows import warehouse
from flows.rules.models import Pack

STREET_WORDS = ("jalan", "gang", "umum", "akhir")


def raise_matters(con: DuckDBPyConnection, pack: Pack) -> None:
    """Leaves table peringatan: one matter with the proposals that it is about."""
    warehouse.make(con, "80_ruas", **_street_words(con))
    warehouse.make(con, "80_batas_jenis", "80_calon", "80_ikatan", "80_rumpun", "80_pecah_paket")
    warehouse.make(con, "80_dekat_batas", persen=pack.angka("dekat_batas_persen"))
    _compare_prices(con, pack)
    warehouse.make(con, "80_berjalan", tahun=pack.paket.tahun)
    warehouse.make(con, "80_sudah_direncanakan", "80_peringatan")


def _compare_prices(con: DuckDBPyConnection, pack: Pack) -> None:
    warehouse.make(con, "80_harga_satuan")
    warehouse.make(
        con,
        "80_kisaran",
        n_min=pack.angka("harga_lokal_min"),
        pagar=pack.angka("harga_pagar_persen"),
        kisaran=pack.angka("harga_kisaran_persen"),
    )
    warehouse.make(con, "80_di_luar_kisaran", "80_harga_janggal", "80_salah_ribuan")


def _street_words(con: DuckDBPyConnection) -> dict[str, str]:
    """Part of a street's name -> a pattern for its words; where a place word stands, the name has ended as well."""
    query = "SELECT peran, kata FROM kata_jalan UNION SELECT 'akhir', kata FROM kata_tempat ORDER BY ALL"
    rows = con.execute(query).fetchall()
    return {part: "|".join(kata for peran, kata in rows if peran == part) for part in STREET_WORDS}
