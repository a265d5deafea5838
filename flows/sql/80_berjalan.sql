-- One activity that another budget of $tahun or the year before already holds, with its place and menu code.
WITH sebutan AS (
    SELECT kode, kode AS sebutan FROM kelurahan_acuan
    UNION SELECT kode, nama FROM kelurahan_acuan
    UNION SELECT kode, alias FROM alias_kelurahan
),
kelurahan_tersebut AS (
    SELECT lower(regexp_replace(sebutan, '[^\pL\pN]', '', 'g')) AS sebutan, min(kode) AS kode FROM sebutan GROUP BY ALL
),
menu_bernama AS (
    SELECT normal(nama) AS nama, min(kode) AS kode FROM menu GROUP BY normal(nama) HAVING count(*) = 1
    UNION ALL SELECT normal(kode), kode FROM menu
)
SELECT tersebut.kode AS kode_kelurahan, rencana.tahun, rencana.pelaksana,
    rencana.kegiatan, rencana.lokasi, rencana.sumber,
    coalesce(menu_bernama.kode, klasifikasi.kode) AS kode_kegiatan, normal(rencana.kegiatan) AS kegiatan_normal,
    TRY_CAST(nullif(trim(rencana.rw), '') AS INTEGER) AS rw,
    list_transform(regexp_extract_all(rencana.rt, '\d+'), lambda x: x::INTEGER) AS rt,
    ruas.ruas, coalesce(ruas.bernama, false) AS bernama
FROM kegiatan_berjalan AS rencana
JOIN kelurahan_tersebut AS tersebut ON tersebut.sebutan = lower(regexp_replace(rencana.kelurahan, '[^\pL\pN]', '', 'g'))
LEFT JOIN menu_bernama ON menu_bernama.nama = normal(rencana.kegiatan)
LEFT JOIN klasifikasi ON klasifikasi.huruf = huruf(rencana.kegiatan)
LEFT JOIN ruas ON ruas.lokasi_normal = normal(rencana.lokasi)
WHERE rencana.tahun BETWEEN $tahun - 1 AND $tahun
