"""What must hold before anything is published (contract 8.1 to 8.3); a breach names its file and row."""

from flows import warehouse
from flows.cycle import Cycle
from flows.errors import Breach

# Each query lists what breaks the sentence before it, the record first that explains it where one does (its file and
# line; without a line the whole file); an empty list is a pass.
INVARIANTS = {
    "setiap rekaman berkas harus tercatat tepat sekali di tabel baris": """
        SELECT berkas.sha256, NULL, berkas.nama, berkas.baris || ' rekaman, ' || count(baris.nomor) || ' baris, '
            || count(DISTINCT baris.nomor) || ' nomor'
        FROM berkas LEFT JOIN baris USING (sha256) WHERE berkas.status = 'terbaca'
        GROUP BY berkas.sha256, berkas.nama, berkas.baris
        HAVING berkas.baris <> count(baris.nomor) OR count(baris.nomor) <> count(DISTINCT baris.nomor)""",
    "setiap baris berstatus satu, dengan alasan kecuali yang diterima": """
        SELECT baris.sha256, baris.nomor, berkas.nama, 'baris ' || baris.nomor FROM baris JOIN berkas USING (sha256)
        WHERE baris.status IS NULL OR (baris.status = 'diterima') <> (baris.alasan IS NULL)""",
    "setiap baris diterima menjadi satu usulan": """
        SELECT coalesce(baris.sha256, usulan.sha256), coalesce(baris.nomor, usulan.nomor),
            coalesce(berkas.nama, usulan.id_usulan), 'baris ' || coalesce(baris.nomor, usulan.nomor)
        FROM (FROM baris WHERE status = 'diterima') AS baris
        FULL JOIN usulan ON usulan.id_usulan = baris.id_usulan AND usulan.sha256 = baris.sha256
            AND usulan.nomor = baris.nomor
        LEFT JOIN berkas ON berkas.sha256 = baris.sha256
        WHERE usulan.id_usulan IS NULL OR baris.id_usulan IS NULL""",
    "id_usulan harus unik": """
        SELECT max(usulan.sha256), max_by(usulan.nomor, (usulan.sha256, usulan.nomor)),
            any_value(berkas.nama), id_usulan
        FROM usulan JOIN (FROM berkas WHERE status = 'terbaca') AS berkas USING (sha256)
        GROUP BY id_usulan HAVING count(*) > 1""",
    "jumlah dana_kelurahan tidak boleh melebihi pagu, dan fisiknya tidak boleh melebihi bagiannya": """
        SELECT NULL, NULL, nama, 'masuk rencana ' || masuk_rencana || ', pagu ' || pagu FROM kelurahan
        WHERE masuk_rencana > pagu OR sarpras_masuk > sarpras_batas""",
    "setiap usulan punya tepat satu jalur dengan alasan, aturan, dan dasar": """
        SELECT usulan.sha256, usulan.nomor, usulan.sha256[:12], 'baris ' || usulan.nomor
        FROM usulan LEFT JOIN alokasi USING (id_usulan)
        GROUP BY usulan.sha256, usulan.nomor, usulan.id_usulan
        HAVING count(alokasi.jalur) <> 1 OR coalesce(min(length(alasan)), 0) = 0
            OR coalesce(min(length(aturan)), 0) = 0 OR coalesce(min(length(alokasi.dasar)), 0) = 0""",
    "bagian tiap sumber dana berjumlah masuk_rencana bila paket aturan menyebut sumber": """
        SELECT NULL, NULL, kelurahan.nama, coalesce(sum(alokasi_sumber.nilai), 0) || ' dari ' || kelurahan.masuk_rencana
        FROM kelurahan LEFT JOIN alokasi_sumber ON alokasi_sumber.kode_kelurahan = kelurahan.kode
        WHERE EXISTS (FROM sumber_pagu)
        GROUP BY kelurahan.kode, kelurahan.nama, kelurahan.masuk_rencana
        HAVING coalesce(sum(alokasi_sumber.nilai), 0) <> kelurahan.masuk_rencana""",
    "setiap usulan yang diteruskan punya tujuan, dan yang tidak memenuhi punya rujukan": """
        SELECT usulan.sha256, usulan.nomor, usulan.sha256[:12], 'baris ' || usulan.nomor
        FROM usulan JOIN alokasi USING (id_usulan)
        WHERE (jalur = 'kecamatan_opd' AND (tujuan IS NULL OR kewenangan IS NULL))
            OR (jalur IN ('kecamatan_opd', 'tidak_memenuhi') AND rujukan IS NULL)""",
    "setiap usulan berbiaya punya satu metode dengan dasar": """
        SELECT usulan.sha256, usulan.nomor, usulan.sha256[:12], 'baris ' || usulan.nomor
        FROM usulan LEFT JOIN pengadaan USING (id_usulan)
        WHERE usulan.biaya IS NOT NULL
        GROUP BY usulan.sha256, usulan.nomor, usulan.id_usulan
        HAVING count(metode) <> 1 OR coalesce(min(length(pengadaan.dasar)), 0) = 0
            OR coalesce(min(length(pengadaan.aturan)), 0) = 0""",
}
SHOWN = 3  # how many places one breach names


def assert_holds(cycle: Cycle) -> None:
    """Raises Breach, naming file and row, when the building warehouse breaks an invariant.

    Of several the ones that single records explain come first: without those records the others may hold.
    """
    with warehouse.building(cycle) as con:
        broken = [
            (sentence, con.execute(f"{query}\nORDER BY ALL").fetchall()) for sentence, query in INVARIANTS.items()
        ]
        (accepted,) = warehouse.one(con, "SELECT count(*) FROM baris WHERE status = 'diterima'")
    broken = [(sentence, rows) for sentence, rows in broken if rows]
    if not broken:
        return
    items = dict.fromkeys((sha256, nomor) for _, rows in broken for sha256, nomor, *_ in rows if sha256 is not None)
    sentence, rows = broken[0]
    places = "; ".join(f"{place}, {what}" for *_, place, what in rows[:SHOWN])
    raise Breach(
        f"Tidak ada yang diterbitkan, karena {sentence}: {places}. Mohon laporkan kepada pengembang.",
        warehouse.single(list(items), accepted),
    )
