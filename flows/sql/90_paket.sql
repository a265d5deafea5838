-- One row per value of the rule pack, with the name of its kota.
SELECT
    bagian,
    kunci,
    nilai
FROM (
    SELECT bagian, kunci, nilai FROM paket
    UNION ALL
    SELECT 'paket', 'nama', kota.nama FROM kota JOIN jalan ON jalan.kota = kota.kode
)
ORDER BY bagian, kunci
