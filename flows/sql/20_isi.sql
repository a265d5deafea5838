-- One row per data row of a read file: every cell as clean text, empty ones filled from above the table.
SELECT
    -- one number for the row's file and line, so that later stages join on one column
    teks.berkas_ke::BIGINT * 134217728 + teks.nomor AS kunci,
    teks.* EXCLUDE (no, rt, rw, rt_rw, volume) REPLACE (
        coalesce(teks.tahun, berkas.k_tahun) AS tahun,
        -- where a corrected file lies says less than the record that its row names (30_isi)
        coalesce(teks.kelurahan, berkas.k_kelurahan, CASE WHEN NOT berkas.perbaikan THEN berkas.kelurahan_nama END) AS kelurahan,
        coalesce(teks.lembaga, berkas.k_lembaga) AS lembaga,
        coalesce(teks.pengusul, berkas.k_pengusul) AS pengusul,
        coalesce(teks.kontak, berkas.k_kontak) AS kontak,
        coalesce(teks.tanggal, berkas.k_tanggal) AS tanggal,
        coalesce(teks.peserta, berkas.k_peserta) AS peserta
    ),
    -- What is read together stands together: rt, rw, rt/rw (and whether its header says RW/RT); volume and unit.
    -- A cell that names an RW is not mixed with the one above the table, nor an RT above with another RW below.
    CASE WHEN coalesce(teks.rt, teks.rw, teks.rt_rw, berkas.k_rt, berkas.k_rw) IS NOT NULL
         THEN concat(
                     coalesce(teks.rt, CASE WHEN berkas.k_rt IS NOT NULL AND teks.rt_rw IS NULL
                         AND coalesce(angka(teks.rw) = angka(berkas.k_rw), true) THEN berkas.k_rt END), chr(31),
                     coalesce(teks.rw, CASE WHEN berkas.k_rw IS NOT NULL AND NOT menyebut_rw(teks.rt, teks.rt_rw)
                         THEN berkas.k_rw END), chr(31),
                     teks.rt_rw, chr(31),
                     CASE WHEN berkas.rw_dulu AND teks.rt_rw IS NOT NULL THEN 'rw' END) END AS tempat,
    CASE WHEN teks.volume IS NOT NULL THEN concat(teks.volume, chr(31), teks.satuan) END AS volume
FROM teks
JOIN berkas_baca AS berkas USING (berkas_ke)
