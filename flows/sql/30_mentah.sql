-- One finding on one cell before it is put into words; what names a person is masked.
WITH dikarantina AS (
    -- what a run could not handle is told as ours to mend, and nothing else of it
    SELECT isi.kunci, isi.berkas_ke, isi.nomor
    FROM isi JOIN berkas_baca AS berkas USING (berkas_ke)
    JOIN karantina ON karantina.sha256 = berkas.sha256 AND karantina.nomor = isi.nomor
),
semua AS (
    SELECT berkas_ke, nomor, kunci, 'baris' AS kolom, '' AS nilai, 'perlu_diperiksa' AS kode, '' AS arti FROM dikarantina
    UNION ALL
    SELECT isi.berkas_ke, isi.nomor, temuan.*
    FROM (FROM temuan_sel UNION ALL FROM beda UNION ALL FROM silang
        UNION ALL SELECT kunci, kolom, nilai, 'tanggal_dipulihkan', semula FROM pulih) AS temuan JOIN isi USING (kunci)
    ANTI JOIN dikarantina USING (kunci)
    UNION ALL
    FROM temuan_baca
)
SELECT semua.kunci, semua.berkas_ke, semua.nomor, semua.kolom, semua.kode, coalesce(semua.arti, '') AS arti,
    CASE WHEN semua.kolom IN ('pengusul', 'kontak') AND semua.nilai <> '' THEN '•••'
         WHEN semua.kolom = 'tempat' THEN tempat_tertulis(semua.nilai)
         WHEN semua.kolom = 'volume' THEN split_part(semua.nilai, chr(31), 1)
         ELSE semua.nilai END AS nilai,
    coalesce(berkas.judul[semua.kolom], replace(semua.kolom, '_', ' ')) AS nama_kolom
FROM semua JOIN berkas_baca AS berkas USING (berkas_ke)
