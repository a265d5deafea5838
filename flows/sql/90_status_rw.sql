-- One RW that is registered, sent something, or said that it has nothing, with its rows that wait for a correction.
-- rw null: rows whose RW is not known yet; kode_kelurahan null: nor their kelurahan.
WITH menunggu AS (
    SELECT urai.kode_kelurahan, urai.rw::INTEGER AS rw, count(*) AS menunggu
    FROM baris
    JOIN berkas ON berkas.sha256 = baris.sha256 AND berkas.status = 'terbaca'
    JOIN urai ON urai.berkas_ke = berkas.berkas_ke AND urai.nomor = baris.nomor
    WHERE baris.status = 'dikembalikan'
    GROUP BY ALL
)
SELECT
    coalesce(rw.kode_kelurahan, menunggu.kode_kelurahan) AS kode_kelurahan,
    coalesce(rw.rw, menunggu.rw) AS rw,
    coalesce(rw.status, 'belum mengirim') AS status,
    coalesce(rw.jumlah_usulan, 0) AS usulan,
    coalesce(menunggu.menunggu, 0) AS menunggu
FROM rw
FULL JOIN menunggu ON menunggu.kode_kelurahan = rw.kode_kelurahan AND menunggu.rw = rw.rw
ORDER BY kode_kelurahan NULLS LAST, rw NULLS LAST
