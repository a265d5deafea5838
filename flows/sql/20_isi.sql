-- One row per data row of a read file: every cell as clean text, empty ones filled from above the table.
SELECT
    -- one number for the row's file and line, so that later stages join on one column
    teks.berkas_ke::BIGINT * 134217728 + teks.nomor AS kunci,
    teks.* EXCLUDE (no, rt, rw, rt_rw, volume) REPLACE (
        coalesce(teks.tahun, berkas.k_tahun) AS tahun,
        coalesce(teks.kelurahan, berkas.k_kelurahan, berkas.kelurahan_nama) AS kelurahan,
        coalesce(teks.lembaga, berkas.k_lembaga) AS lembaga,
        coalesce(teks.pengusul, berkas.k_pengusul) AS pengusul,
        coalesce(teks.kontak, berkas.k_kontak) AS kontak,
        coalesce(teks.tanggal, berkas.k_tanggal) AS tanggal,
        coalesce(teks.peserta, berkas.k_peserta) AS peserta
    ),
    -- What is read together stands together: rt, rw, rt/rw (and whether its header says RW/RT); volume and unit.
    CASE WHEN coalesce(teks.rt, teks.rw, teks.rt_rw, berkas.k_rt, berkas.k_rw) IS NOT NULL
         THEN concat(coalesce(teks.rt, berkas.k_rt), chr(31), coalesce(teks.rw, berkas.k_rw), chr(31), teks.rt_rw, chr(31),
                     CASE WHEN berkas.rw_dulu AND teks.rt_rw IS NOT NULL THEN 'rw' END) END AS tempat,
    CASE WHEN teks.volume IS NOT NULL THEN concat(teks.volume, chr(31), teks.satuan) END AS volume
FROM teks
JOIN berkas_baca AS berkas USING (berkas_ke)
