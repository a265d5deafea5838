-- One row per decision on a proposal of the kelurahan $dari to $sampai, in the order in which they were read;
-- the columns are the fields of reports.views.Keputusan, in their order.
SELECT
    usulan.kode_kelurahan,
    keputusan.id_usulan,
    keputusan.tahap,
    keputusan.keputusan,
    keputusan.alasan
FROM keputusan
JOIN usulan ON usulan.id_usulan = keputusan.id_usulan
WHERE usulan.kode_kelurahan BETWEEN $dari AND $sampai
ORDER BY usulan.kode_kelurahan, keputusan.id_usulan, keputusan.nomor, keputusan.sha256, keputusan.tahap
