"""Stage 4 of 9: judged rows become proposals with an id; the ledger of every physical record is closed.

Leaves: berkas (one received file), baris (one record), temuan (one finding), usulan (one accepted proposal),
rw_nihil (one RW that said it has nothing), and what resending and verifying leave.
"""

import re

import pyarrow as pa
from duckdb import DuckDBPyConnection

from flows import policy, resending, verifying, warehouse
from flows.cycle import Cycle
from flows.intake.checking import worded
from flows.resending import Finding, finding

LATE = pa.schema(
    [("berkas_ke", pa.int32()), ("nomor", pa.int32())]
    + [(name, pa.string()) for name in ("kolom", "nilai", "kode", "arti", "nama_kolom")]
)


def load(cycle: Cycle) -> str:
    """Lays accepted proposals and the ledger into the warehouse; returns one line with their numbers."""
    pack = policy.pack_of(cycle)
    with warehouse.building(cycle) as con:
        warehouse.make(con, "40_berkas", batas=policy.deadline(pack))
        warehouse.make(con, "40_klasifikasi", tempat=place_words(con))
        warehouse.make(con, "40_saran")
        resending.match(con)
        warehouse.make(con, "40_rekam")
        on_sheets = verifying.apply(con, cycle)
        warehouse.make(con, "40_usulan", tahun=cycle.tahun, jiwa_per_kk=pack.angka("jiwa_per_kk"))
        warehouse.make(con, "40_baris", tahun=cycle.tahun)
        _word(con, resending.judge(con, pack) + on_sheets + _of_rows(con))
        warehouse.make(con, "40_rw_nihil", "40_temuan")
        warehouse.hold(con, "usulan")
        counts = con.execute("SELECT status, count(*) FROM baris GROUP BY status ORDER BY status").fetchall()
    return ", ".join(f"{number} {status}" for status, number in counts) or "0"


def _of_rows(con: DuckDBPyConnection) -> list[Finding]:
    """What can be said of an accepted row only beside the menu, or beside the other rows of its file."""
    warehouse.make(con, "40_dua_usulan", "40_baris_kembar")
    double = con.execute("SELECT berkas_ke, nomor, arti FROM dua_usulan").fetchall()
    again = con.execute("SELECT berkas_ke, nomor, sama_dengan FROM baris_kembar").fetchall()
    return [finding("dua_usulan", berkas_ke, nomor, kolom="usulan", arti=arti) for berkas_ke, nomor, arti in double] + [
        finding("baris_kembar", berkas_ke, nomor, kolom="baris", arti=str(first)) for berkas_ke, nomor, first in again
    ]


def _word(con: DuckDBPyConnection, findings: list[Finding]) -> None:
    """The findings that only this stage can make, in words like those of the cells."""
    rows = [one | {"nama_kolom": one["kolom"].replace("_", " ")} for one in findings]
    warehouse.put(con, "temuan_akhir", pa.Table.from_pylist(rows, LATE))
    warehouse.put(con, "kata_akhir", worded(con, "temuan_akhir"))
    warehouse.make(con, "40_ucapan_akhir")


def place_words(con: DuckDBPyConnection) -> str:
    """A pattern for a place word and all that follows it."""
    words = [re.escape(word) for (word,) in con.execute("SELECT kata FROM kata_tempat ORDER BY kata").fetchall()]
    return rf"(^| )({'|'.join(words)}) .*$" if words else r"$^"
