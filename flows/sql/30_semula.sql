-- One cell of a corrected row that no longer says the two numbers (`03/05`) which the record that it names did.
WITH RECURSIVE silsilah AS (
    SELECT kunci, dari, 1 AS langkah FROM tautan WHERE dari IS NOT NULL
    UNION ALL
    SELECT silsilah.kunci, tautan.dari, silsilah.langkah + 1
    FROM silsilah JOIN tautan ON tautan.kunci = silsilah.dari
    WHERE tautan.dari IS NOT NULL AND silsilah.langkah < 50
),
terlibat AS (SELECT kunci FROM silsilah UNION SELECT dari FROM silsilah),
bagian AS (
    SELECT kunci, string_split(tempat, chr(31)) AS tempat, lokasi FROM isi SEMI JOIN terlibat USING (kunci)
),
tulisan AS (
    SELECT kunci, 'rt' AS kolom, tempat[1] AS teks FROM bagian
    UNION ALL SELECT kunci, 'rw', tempat[2] FROM bagian
    UNION ALL SELECT kunci, 'rt_rw', tempat[3] FROM bagian
    UNION ALL SELECT kunci, 'lokasi', lokasi FROM bagian
)
SELECT kini.kunci, kini.kolom, kini.teks AS kini, arg_min(lama.teks, silsilah.langkah) AS semula
FROM silsilah
JOIN tulisan AS kini ON kini.kunci = silsilah.kunci
JOIN tulisan AS lama ON lama.kunci = silsilah.dari AND lama.kolom = kini.kolom
WHERE kini.teks <> lama.teks AND regexp_full_match(lama.teks, '\d{1,2} ?[/-] ?\d{1,2}')
GROUP BY kini.kunci, kini.kolom, kini.teks
ORDER BY kini.kunci, kini.kolom
