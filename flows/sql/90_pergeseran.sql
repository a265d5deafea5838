-- One row per kelurahan from $dari to $sampai and moved weight that changes its list, with how many proposals enter
-- and leave it.
SELECT
    kode_kelurahan,
    kriteria,
    arah,
    masuk,
    keluar
FROM daftar_varian
WHERE kode_kelurahan BETWEEN $dari AND $sampai
ORDER BY kode_kelurahan, varian
