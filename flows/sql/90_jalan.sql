-- One row: this run, with the day on which the numbers of the law were last looked at.
SELECT
    tahun,
    kota,
    versi,
    hash_aturan,
    hash_masukan,
    rancangan_ke,
    data_sampai,
    (SELECT min(diperiksa) FROM angka WHERE status = 'peraturan') AS diperiksa
FROM jalan
