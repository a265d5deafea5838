"""Stage 7 and 8 of 9: what the decision tables may say; pure, one fault a sentence with its line and column."""

from collections.abc import Iterator, Mapping, Sequence

from schemas.tables import JALUR, JENIS, METODE

Row = Mapping[str, str | None]

COLUMNS = {
    "jalur": ("kunci", "jalur", "aturan", "dasar", "alasan"),
    "tabel_pengadaan": ("aturan", "jenis", "di_atas", "sampai", "metode", "pelaksana", "dasar", "alasan"),
}
FILLED = {
    "jalur": ("kunci", "jalur", "aturan", "dasar"),
    "tabel_pengadaan": ("aturan", "jenis", "metode", "dasar", "alasan"),
}
CHOICES: dict[str, tuple[str, ...]] = {
    "jalur": JALUR,
    "jenis": JENIS,
    "metode": METODE,
    "pelaksana": ("pokmas", "penyedia"),
}
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
        named = f"{row.get('di_atas') or ''} {row.get('sampai') or ''}".split()
        yield from (f"baris {line}: angka {name} tidak ada" for name in named if name not in numbers)
    if table == "jalur":
        yield from (f"kunci {name} belum ada" for name in sorted(GROUNDS - {row["kunci"] for row in rows}))
