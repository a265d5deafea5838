-- One row per matter for the panitia to judge, of the kelurahan $dari to $sampai.
SELECT
    kode_kelurahan,
    kode,
    id_usulan,
    pesan
FROM peringatan
WHERE kode_kelurahan BETWEEN $dari AND $sampai
ORDER BY kode_kelurahan, kode, id_usulan, pesan
