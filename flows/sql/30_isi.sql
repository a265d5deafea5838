-- One row per data row of a read file; one of a corrected file has inherited from the record it names what stood above
-- or around that record's table: all that its own file has no column for, and of the other columns what a block says.
WITH RECURSIVE silsilah AS (
    SELECT kunci, konteks_dari AS dari, 1 AS langkah FROM tautan WHERE konteks_dari IS NOT NULL
    UNION ALL
    SELECT silsilah.kunci, tautan.konteks_dari, silsilah.langkah + 1
    FROM silsilah JOIN tautan ON tautan.kunci = silsilah.dari
    WHERE tautan.konteks_dari IS NOT NULL AND silsilah.langkah < 50
),
leluhur AS (
    SELECT silsilah.kunci, silsilah.langkah, sendiri.judul, isi, berkas,
        string_split(coalesce(isi.tempat, repeat(chr(31), 3)), chr(31)) AS bagian
    FROM silsilah
    JOIN isi ON isi.kunci = silsilah.dari
    JOIN berkas_baca AS berkas ON berkas.berkas_ke = isi.berkas_ke
    JOIN berkas_baca AS sendiri ON sendiri.berkas_ke = silsilah.kunci // 134217728
),
warisan AS (
    SELECT kunci,
        arg_min(CASE WHEN judul['tahun'] IS NULL THEN isi.tahun ELSE berkas.k_tahun END, langkah) AS tahun,
        arg_min(CASE WHEN judul['kelurahan'] IS NULL THEN isi.kelurahan ELSE coalesce(berkas.k_kelurahan, berkas.kelurahan_nama) END, langkah)
            AS kelurahan,
        arg_min(CASE WHEN judul['rt'] IS NULL THEN nullif(bagian[1], '') ELSE berkas.k_rt END, langkah) AS rt,
        arg_min(CASE WHEN judul['rw'] IS NULL THEN nullif(bagian[2], '') ELSE berkas.k_rw END, langkah) AS rw,
        arg_min(CASE WHEN judul['rt_rw'] IS NULL THEN nullif(bagian[3], '') END, langkah) AS rt_rw,
        arg_min(CASE WHEN judul['lembaga'] IS NULL THEN isi.lembaga ELSE berkas.k_lembaga END, langkah) AS lembaga,
        arg_min(CASE WHEN judul['pengusul'] IS NULL THEN isi.pengusul ELSE berkas.k_pengusul END, langkah) AS pengusul,
        arg_min(CASE WHEN judul['kontak'] IS NULL THEN isi.kontak ELSE berkas.k_kontak END, langkah) AS kontak,
        arg_min(CASE WHEN judul['tanggal'] IS NULL THEN isi.tanggal ELSE berkas.k_tanggal END, langkah) AS tanggal,
        arg_min(CASE WHEN judul['peserta'] IS NULL THEN isi.peserta ELSE berkas.k_peserta END, langkah) AS peserta
    FROM leluhur GROUP BY kunci
),
tempat AS (
    SELECT kunci, string_split(coalesce(tempat, repeat(chr(31), 3)), chr(31)) AS bagian FROM isi SEMI JOIN warisan USING (kunci)
)
SELECT isi.* REPLACE (
        coalesce(isi.tahun, warisan.tahun) AS tahun,
        coalesce(isi.kelurahan, warisan.kelurahan, CASE WHEN berkas.perbaikan THEN berkas.kelurahan_nama END) AS kelurahan,
        coalesce(isi.lembaga, warisan.lembaga) AS lembaga,
        coalesce(isi.pengusul, warisan.pengusul) AS pengusul,
        coalesce(isi.kontak, warisan.kontak) AS kontak,
        coalesce(isi.tanggal, warisan.tanggal) AS tanggal,
        coalesce(isi.peserta, warisan.peserta) AS peserta,
        CASE WHEN coalesce(warisan.rt, warisan.rw, warisan.rt_rw) IS NULL THEN isi.tempat
             ELSE concat(coalesce(nullif(tempat.bagian[1], ''), warisan.rt), chr(31),
                         coalesce(nullif(tempat.bagian[2], ''), warisan.rw), chr(31),
                         coalesce(nullif(tempat.bagian[3], ''), warisan.rt_rw), chr(31), tempat.bagian[4])
        END AS tempat
    )
FROM isi
JOIN berkas_baca AS berkas USING (berkas_ke)
LEFT JOIN warisan USING (kunci)
LEFT JOIN tempat USING (kunci)
