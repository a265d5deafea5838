-- One proposal of an earlier plan year with what became of it, as the warehouse of that year knows it; run there.
WITH putusan AS (
    -- The latest forum that said anything.
    SELECT id_usulan, tahap, keputusan, alasan
    FROM keputusan
    QUALIFY row_number() OVER (
        PARTITION BY id_usulan
        ORDER BY list_position(['rw', 'verifikasi', 'kelurahan', 'kecamatan', 'opd', 'kota', 'rkpd', 'apbd', 'perubahan'],
            tahap) DESC NULLS LAST, nomor DESC, sha256) = 1
),
terlapor AS (SELECT DISTINCT id_usulan FROM realisasi)
SELECT jalan.tahun, usulan.kode_kelurahan, usulan.rw, usulan.rt, usulan.usulan, usulan.lokasi, usulan.pengusul,
    NULL::VARCHAR AS hasil,
    CASE WHEN terlapor.id_usulan IS NOT NULL THEN 'dikerjakan'
         WHEN starts_with(putusan.keputusan, 'diterima') AND putusan.tahap IN ('apbd', 'perubahan') THEN 'apbd'
         WHEN starts_with(putusan.keputusan, 'diterima') THEN 'disepakati'
         WHEN putusan.keputusan = 'diteruskan' THEN 'diteruskan'
         WHEN putusan.keputusan IS NOT NULL THEN 'belum' END AS keadaan,
    putusan.alasan
FROM usulan
CROSS JOIN jalan
LEFT JOIN putusan USING (id_usulan)
LEFT JOIN terlapor USING (id_usulan)
UNION ALL BY NAME
SELECT tahun, kode_kelurahan, rw, rt, usulan, lokasi, pengusul, hasil, keadaan, alasan FROM riwayat
