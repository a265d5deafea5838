-- One row per report on the work of a proposal of the kelurahan $dari to $sampai;
-- the columns are the fields of reports.views.Realisasi, in their order.
SELECT
    usulan.kode_kelurahan,
    realisasi.id_usulan,
    realisasi.semester,
    realisasi.realisasi
FROM realisasi
JOIN usulan ON usulan.id_usulan = realisasi.id_usulan
WHERE usulan.kode_kelurahan BETWEEN $dari AND $sampai
ORDER BY usulan.kode_kelurahan, realisasi.id_usulan, realisasi.semester, realisasi.nomor, realisasi.sha256
