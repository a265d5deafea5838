-- One physical record of a read file, in exactly one status.
WITH kembali_karena AS (
    SELECT kunci, string_agg(DISTINCT kode, ', ' ORDER BY kode) AS alasan FROM kembali GROUP BY ALL
),
semua AS (
    SELECT berkas_ke, nomor, lembar, baris_lembar, 'diabaikan' AS status, NULL AS tanda, NULL AS kode_kelurahan, alasan
    FROM abaikan
    UNION ALL
    SELECT isi.berkas_ke, isi.nomor, isi.lembar, isi.baris_lembar,
        CASE WHEN kembali_karena.alasan IS NOT NULL AND ganti.kunci IS NOT NULL THEN 'digantikan'
             WHEN kembali_karena.alasan IS NOT NULL THEN 'dikembalikan'
             WHEN nihil.kunci IS NOT NULL THEN 'diabaikan'
             WHEN rekam.kembar THEN 'kembar' WHEN rekam.digantikan THEN 'digantikan' ELSE 'diterima' END,
        rekam.tanda, urai.kode_kelurahan,
        CASE WHEN kembali_karena.alasan IS NOT NULL THEN coalesce(ganti.alasan, kembali_karena.alasan)
             WHEN nihil.kunci IS NOT NULL THEN 'tidak ada usulan (nihil)'
             WHEN rekam.kembar THEN 'sama dengan baris sebelumnya di berkas ini'
             WHEN rekam.digantikan THEN coalesce(ganti.alasan, 'digantikan oleh berkas yang lebih baru') END
    FROM isi
    JOIN urai USING (kunci)
    LEFT JOIN rekam USING (kunci)
    LEFT JOIN ganti USING (kunci)
    LEFT JOIN nihil USING (kunci)
    LEFT JOIN kembali_karena USING (kunci)
)
SELECT berkas.sha256, semua.nomor, semua.lembar, semua.baris_lembar, semua.status,
    $tahun || '-' || replace(semua.kode_kelurahan, '.', '') || '-' || semua.tanda AS id_usulan,
    semua.alasan
FROM semua JOIN berkas_baca AS berkas USING (berkas_ke)
