-- One kelurahan with the names of whoever sent something there, this year or before, also of rows that went back,
-- or accompanies it: none of them is public.
WITH orang AS (
    SELECT urai.kode_kelurahan, isi.pengusul AS nama
    FROM isi JOIN urai USING (kunci)
    WHERE isi.pengusul IS NOT NULL
    UNION ALL
    SELECT kode_kelurahan, pengusul FROM usulan WHERE pengusul IS NOT NULL
    UNION ALL
    SELECT kode_kelurahan, pengusul FROM riwayat WHERE pengusul IS NOT NULL
    UNION ALL
    SELECT kelurahan.kode, faskel.nama
    FROM faskel JOIN kelurahan ON faskel.kode_kelurahan IN (kelurahan.kode, kelurahan.kecamatan_kode)
)
SELECT kode_kelurahan, list(DISTINCT nama ORDER BY nama) AS nama
FROM orang
WHERE kode_kelurahan IS NOT NULL
GROUP BY kode_kelurahan
ORDER BY kode_kelurahan
