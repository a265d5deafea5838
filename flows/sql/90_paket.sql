-- One row per value of the rule pack.
SELECT
    bagian,
    kunci,
    nilai
FROM paket
ORDER BY bagian, kunci
