-- One kelurahan with its ceiling in rupiah, and beside it (_lalu) that of the latest earlier stage that is known.
-- Of one stage its own line of pagu.csv stands before the pack's; a line without a stage is of the present one.
WITH kini AS (SELECT max(ke) AS ke FROM pagu_tahap),
diketahui AS (
    SELECT pagu.kode, pagu.pagu, pagu.dasar, pagu_tahap.tahap, pagu_tahap.ke, CASE pagu.tahap WHEN '' THEN 2 ELSE 3 END AS asal
    FROM pagu CROSS JOIN kini
    JOIN pagu_tahap ON pagu_tahap.tahap = pagu.tahap OR (pagu.tahap = '' AND pagu_tahap.ke = kini.ke)
    WHERE pagu.tahun = $tahun
    UNION ALL
    SELECT kelurahan.kode, pagu_tahap.nilai, pagu_tahap.dasar, pagu_tahap.tahap, pagu_tahap.ke, 1
    FROM kelurahan_acuan AS kelurahan CROSS JOIN pagu_tahap
    WHERE pagu_tahap.nilai IS NOT NULL
)
SELECT kode,
    max_by(pagu, asal) FILTER (diketahui.ke = kini.ke)::BIGINT AS pagu,
    max_by(dasar, asal) FILTER (diketahui.ke = kini.ke) AS dasar,
    max_by(pagu, 10 * diketahui.ke + asal) FILTER (diketahui.ke < kini.ke)::BIGINT AS pagu_lalu,
    max_by(dasar, 10 * diketahui.ke + asal) FILTER (diketahui.ke < kini.ke) AS dasar_lalu,
    max_by(tahap, 10 * diketahui.ke + asal) FILTER (diketahui.ke < kini.ke) AS tahap_lalu
FROM diketahui CROSS JOIN kini
GROUP BY kode
