"""Stage 7 and 8 of 9: what the decision tables may say; pure, one fault a sentence with its line and column."""

from collections.abc import Iterator, Mapping, Sequence

from flows.rules.models import Pack
from schemas.tables import JALUR, JENIS, METODE

Row = Mapping[str, str | None]

COLUMNS = {
    "jalur": ("kunci", "jalur", "aturan", "dasar", "alasan"),
    "tabel_pengadaan": ("aturan", "jenis", "di_atas", "sampai", "metode", "pelaksana", "dasar", "alasan", "syarat"),
}
FILLED = {
    "jalur": ("kunci", "jalur", "aturan", "dasar"),
    "tabel_pengadaan": ("aturan", "jenis", "metode", "alasan"),
}
CHOICES: dict[str, tuple[str, ...]] = {
    "jalur": JALUR,
    "jenis": JENIS,
    "metode": METODE,
    "pelaksana": ("pokmas", "penyedia"),
    "syarat": (
        *("pihak_ketiga", "tanpa_pihak_ketiga", "katalog", "bukan_katalog"),
        *("swakelola_tipe_i", "swakelola_tipe_iii", "swakelola_tipe_iv"),
    ),
}
BY_WORK = ("katalog", "bukan_katalog")
GROUNDS = {
    *("masuk", "dilewati_pagu", "dilewati_fisik", "sesudah_penuh", "kewenangan_lain", "sumber_lain"),
    *("sumber_swadaya", "sumber_luar", "di_luar_menu", "jenis_belum", "perlu_dipastikan", "biaya_belum", "digabung"),
    *("ditetapkan_lain", "digabung_panitia", "masuk_rw", "masuk_inovasi"),
}


def decision_faults(table: str, rows: Sequence[Row], numbers: set[str]) -> Iterator[str]:
    """Missing columns, empty or unknown words, unknown numbers, and grounds that no line answers."""
    missing = [column for column in COLUMNS[table] if not rows or column not in rows[0]]
    if missing:
        yield f"kolom {', '.join(missing)} belum ada"
        return
    for line, row in enumerate(rows, start=2):
        yield from (f"baris {line}, kolom {column} kosong" for column in FILLED[table] if not row[column])
        for column, allowed in CHOICES.items():
            if row.get(column) and row[column] not in allowed:
                yield f"baris {line}, kolom {column}: {row[column]} tidak dikenal"
        named = limits_of(row)
        if table == "tabel_pengadaan" and not (row["dasar"] or named):
            yield f"baris {line}, kolom dasar kosong"
        # A line that holds only where the pack has a number is not asked for it elsewhere.
        yield from (
            f"baris {line}: angka {name} tidak ada" for name in named if name not in {*numbers, row.get("syarat")}
        )
    if table == "jalur":
        yield from (f"kunci {name} belum ada" for name in sorted(GROUNDS - {row["kunci"] for row in rows}))


def conditions(pack: Pack) -> set[str]:
    """What of the column syarat holds for every work of this pack; the catalogue is asked for each work."""
    third_party = "pihak_ketiga" if pack.pihak_ketiga.ada else "tanpa_pihak_ketiga"
    return {third_party, pack.swakelola.nonfisik if pack.swakelola else "swakelola_tipe_iv", *BY_WORK}


def limits_of(row: Row) -> list[str]:
    """The ids of the numbers that a line of the procurement table names."""
    return f"{row.get('di_atas') or ''} {row.get('sampai') or ''}".split()
