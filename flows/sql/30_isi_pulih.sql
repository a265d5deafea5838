-- One row per data row of a read file; cells of which a spreadsheet made a date say again what was written (pulih).
WITH kembali AS (
    SELECT kunci,
        max(semula) FILTER (kolom = 'rt') AS rt,
        max(semula) FILTER (kolom = 'rw') AS rw,
        max(semula) FILTER (kolom = 'rt_rw') AS rt_rw,
        max(semula) FILTER (kolom = 'lokasi') AS lokasi
    FROM pulih GROUP BY kunci
),
bagian AS (
    SELECT kunci, kembali.*, string_split(isi.tempat, chr(31)) AS tempat FROM isi JOIN kembali USING (kunci)
)
SELECT isi.* REPLACE (
        coalesce(bagian.lokasi, isi.lokasi) AS lokasi,
        CASE WHEN bagian.tempat IS NULL THEN isi.tempat
             ELSE concat(coalesce(bagian.rt, bagian.tempat[1]), chr(31), coalesce(bagian.rw, bagian.tempat[2]), chr(31),
                         coalesce(bagian.rt_rw, bagian.tempat[3]), chr(31), bagian.tempat[4])
        END AS tempat
    )
FROM isi
LEFT JOIN bagian USING (kunci)
