-- One data row that stays, with the signs of its id and whether another row stands for it.
WITH pokok AS (
    SELECT kode_kelurahan, pokok, max(berkas_ke) AS terbaru, count(*) AS banyak FROM dikenal GROUP BY ALL
),
bertemu AS (
    -- Different proposals of a kelurahan whose six signs meet get longer ones.
    SELECT kode_kelurahan, pokok % 1073741824 AS pendek FROM pokok GROUP BY ALL HAVING count(*) > 1
),
berulang AS (
    -- Only what stands more than once can be a copy, a variant or a replacement.
    SELECT dikenal.berkas_ke, dikenal.nomor, dikenal.kode_kelurahan, dikenal.pokok, dikenal.rincian, pokok.terbaru
    FROM dikenal JOIN pokok USING (kode_kelurahan, pokok) WHERE pokok.banyak > 1
),
ragam AS (
    SELECT *, count(DISTINCT rincian) OVER variasi AS ragam, count(DISTINCT rincian) OVER sependek AS sependek,
        row_number() OVER (PARTITION BY berkas_ke, kode_kelurahan, pokok, rincian ORDER BY nomor) > 1 AS kembar
    FROM berulang
    WINDOW variasi AS (PARTITION BY berkas_ke, kode_kelurahan, pokok),
        sependek AS (PARTITION BY berkas_ke, kode_kelurahan, pokok, rincian % 1024)
)
SELECT dikenal.berkas_ke, dikenal.nomor,
    CASE WHEN bertemu.pendek IS NULL THEN tanda6(dikenal.pokok) ELSE tanda8(dikenal.pokok) END
    || CASE WHEN coalesce(ragam.ragam, 1) = 1 THEN ''
            WHEN ragam.sependek = 1 THEN '-' || tanda2(dikenal.rincian)
            ELSE '-' || tanda4(dikenal.rincian) END AS tanda,
    coalesce(ragam.kembar, false) AS kembar,
    coalesce(ragam.terbaru <> dikenal.berkas_ke, false) AS digantikan
FROM dikenal
LEFT JOIN bertemu ON bertemu.kode_kelurahan = dikenal.kode_kelurahan AND bertemu.pendek = dikenal.pokok % 1073741824
LEFT JOIN ragam ON ragam.berkas_ke = dikenal.berkas_ke AND ragam.nomor = dikenal.nomor
