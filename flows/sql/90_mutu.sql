-- One row per kind of finding in the files of one kelurahan ($dari to $sampai), most frequent first.
-- A file that holds rows of several kelurahan counts for each accepted row only.
WITH tempat AS (
    SELECT
        sha256,
        min(kode_kelurahan) AS kode_kelurahan
    FROM usulan
    GROUP BY sha256
    HAVING count(DISTINCT kode_kelurahan) = 1
),

baris_tempat AS (
    SELECT
        temuan.kode,
        temuan.tingkat,
        temuan.pesan,
        coalesce(usulan.kode_kelurahan, tempat.kode_kelurahan) AS kode_kelurahan
    FROM temuan
    LEFT JOIN usulan ON usulan.sha256 = temuan.sha256 AND usulan.nomor = temuan.nomor
    LEFT JOIN tempat ON tempat.sha256 = temuan.sha256
)

SELECT
    kode_kelurahan,
    tingkat,
    kode,
    count(*) AS jumlah,
    min(pesan) AS contoh
FROM baris_tempat
WHERE kode_kelurahan BETWEEN $dari AND $sampai
GROUP BY kode_kelurahan, tingkat, kode
ORDER BY kode_kelurahan, tingkat, count(*) DESC, kode
