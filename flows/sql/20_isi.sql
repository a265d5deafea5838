-- One row per data row of a read file: every cell as clean text, empty ones filled from above the table.
WITH tabel AS (
    -- what one of several tables of a file says above it
    SELECT berkas_ke, awal, akhir, max(teks) FILTER (kolom = 'rt') AS rt, max(teks) FILTER (kolom = 'rw') AS rw
    FROM (SELECT berkas_ke, unnest(tabel, recursive := true) FROM berkas_baca)
    WHERE kolom IN ('rt', 'rw') GROUP BY ALL
),
bertempat AS (
    SELECT teks.*, coalesce(tabel.rt, berkas.k_rt) AS atas_rt, coalesce(tabel.rw, berkas.k_rw) AS atas_rw
    FROM teks
    JOIN berkas_baca AS berkas USING (berkas_ke)
    LEFT JOIN tabel ON tabel.berkas_ke = teks.berkas_ke AND teks.nomor BETWEEN tabel.awal AND tabel.akhir
)
SELECT
    -- one number for the row's file and line, so that later stages join on one column
    teks.berkas_ke::BIGINT * 134217728 + teks.nomor AS kunci,
    teks.* EXCLUDE (no, rt, rw, rt_rw, volume, atas_rt, atas_rw) REPLACE (
        coalesce(teks.tahun, berkas.k_tahun) AS tahun,
        -- where a corrected file lies says less than the record that its row names (30_isi)
        coalesce(bermakna(teks.kelurahan), berkas.k_kelurahan, CASE WHEN NOT berkas.perbaikan THEN berkas.kelurahan_nama END) AS kelurahan,
        coalesce(teks.lembaga, berkas.k_lembaga) AS lembaga,
        coalesce(teks.pengusul, berkas.k_pengusul) AS pengusul,
        -- a spreadsheet takes a telephone number for an amount and drops its first 0
        regexp_replace(coalesce(teks.kontak, berkas.k_kontak), '^8(\d{8,12})$', '08\1') AS kontak,
        coalesce(teks.tanggal, berkas.k_tanggal) AS tanggal,
        coalesce(teks.peserta, berkas.k_peserta) AS peserta
    ),
    -- What is read together stands together: rt, rw, rt/rw (and whether its header says RW/RT); volume and unit.
    -- A cell that names an RW is not mixed with the one above the table, nor an RT above with another RW below.
    CASE WHEN coalesce(teks.rt, teks.rw, teks.rt_rw, atas_rt, atas_rw) IS NOT NULL
         THEN concat(
                     coalesce(teks.rt, CASE WHEN atas_rt IS NOT NULL AND teks.rt_rw IS NULL
                         AND coalesce(angka(teks.rw) = angka(atas_rw), true) THEN atas_rt END), chr(31),
                     coalesce(teks.rw, CASE WHEN atas_rw IS NOT NULL AND NOT menyebut_rw(teks.rt, teks.rt_rw)
                         THEN atas_rw END), chr(31),
                     teks.rt_rw, chr(31),
                     CASE WHEN berkas.rw_dulu AND teks.rt_rw IS NOT NULL THEN 'rw' END) END AS tempat,
    CASE WHEN teks.volume IS NOT NULL THEN concat(teks.volume, chr(31), teks.satuan) END AS volume
FROM bertempat AS teks
JOIN berkas_baca AS berkas USING (berkas_ke)
