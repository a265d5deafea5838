-- One row per RW, heard or registered, of the kelurahan $dari to $sampai.
SELECT
    kode_kelurahan,
    rw,
    jumlah_usulan,
    total_biaya,
    masuk_rencana,
    status
FROM rw
WHERE kode_kelurahan BETWEEN $dari AND $sampai
ORDER BY kode_kelurahan, rw
