-- One kelurahan with the names of whoever sent something there or accompanies it: none of them is public.
WITH orang AS (
    SELECT kode_kelurahan, pengusul AS nama FROM usulan WHERE pengusul IS NOT NULL
    UNION ALL
    SELECT kelurahan.kode, faskel.nama
    FROM faskel JOIN kelurahan ON faskel.kode_kelurahan IN (kelurahan.kode, kelurahan.kecamatan_kode)
)
SELECT kode_kelurahan, list(DISTINCT nama ORDER BY nama) AS nama
FROM orang
GROUP BY kode_kelurahan
ORDER BY kode_kelurahan
