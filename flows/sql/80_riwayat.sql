-- One proposal of an earlier plan year and what became of it: from the warehouse of the year before where that knows
-- an outcome, else as the office wrote it down in riwayat.csv.
WITH sebutan AS (
    SELECT polos(nama) AS nama, min(kode) AS kode
    FROM (
        SELECT kode, unnest([kode, nama]) AS nama FROM kelurahan_acuan
        UNION ALL SELECT kode, alias FROM alias_kelurahan
    )
    GROUP BY ALL
    HAVING count(DISTINCT kode) = 1
),
berkas AS (
    SELECT catatan.tahun::INTEGER AS tahun, sebutan.kode AS kode_kelurahan,
        nullif(angka(catatan.rw), '')::INTEGER AS rw,
        CASE WHEN regexp_matches(catatan.rt, '\d+\s*(-|–|s\.?/?d\.?|sampai)\s*\D*\d+')
             THEN range(regexp_extract_all(catatan.rt, '\d+')[1]::INTEGER, regexp_extract_all(catatan.rt, '\d+')[2]::INTEGER + 1)
             ELSE nullif(regexp_extract_all(catatan.rt, '\d+')::INTEGER[], []) END::INTEGER[] AS rt,
        trim(catatan.usulan) AS usulan,
        nullif(trim(catatan.hasil), '') AS hasil,
        hasil.hasil AS keadaan,
        nullif(trim(catatan.alasan), '') AS alasan
    FROM riwayat_acuan AS catatan
    JOIN sebutan ON sebutan.nama = polos(catatan.kelurahan)
    LEFT JOIN hasil ON polos(hasil.alias) = polos(catatan.hasil)
    WHERE catatan.tahun < $tahun
),
gudang AS (
    SELECT *, coalesce(bool_or(keadaan IS NOT NULL) OVER (PARTITION BY kode_kelurahan, tahun), false) AS tahu
    FROM riwayat_gudang
)
SELECT tahun, kode_kelurahan, rw, rt, usulan, lokasi, pengusul, hasil, keadaan, alasan
FROM gudang
WHERE tahu OR (kode_kelurahan, tahun) NOT IN (SELECT (kode_kelurahan, tahun) FROM berkas)
UNION ALL BY NAME
SELECT tahun, kode_kelurahan, rw, rt, usulan, hasil, keadaan, alasan
FROM berkas
WHERE (kode_kelurahan, tahun) NOT IN (SELECT (kode_kelurahan, tahun) FROM gudang WHERE tahu)
