-- One file whose rows all come from one sender: a kelurahan's RW or RT, or one of its bodies. Corrected files are
-- no letters of their own: they belong to the file they correct (asal).
WITH berkas AS (
    SELECT berkas_ke, count(*) AS baris,
        min(kode_kelurahan) AS kode_kelurahan, max(kode_kelurahan) AS kelurahan_lain,
        min(rw) AS rw, max(rw) AS rw_lain,
        min(rt) FILTER (rw IS NOT NULL) AS rt, max(rt) FILTER (rw IS NOT NULL) AS rt_lain,
        min(lembaga) FILTER (lembaga NOT IN ('RT', 'RW')) AS badan, max(lembaga) FILTER (lembaga NOT IN ('RT', 'RW')) AS badan_lain,
        count(*) FILTER (lembaga NOT IN ('RT', 'RW')) AS berbadan
    FROM urai GROUP BY berkas_ke
),
satu_pengirim AS (
    SELECT berkas_ke, baris, kode_kelurahan, rw,
        CASE WHEN rt = rt_lain THEN rt ELSE [] END AS rt,
        CASE WHEN badan = badan_lain AND berbadan = baris THEN badan ELSE '' END AS badan
    FROM berkas
    SEMI JOIN (FROM berkas_baca WHERE NOT perbaikan) AS asli USING (berkas_ke)
    WHERE kode_kelurahan = kelurahan_lain AND (rw = rw_lain OR (rw IS NULL AND badan = badan_lain AND berbadan = baris))
)
SELECT berkas_ke, baris, row_number() OVER pengirim AS urutan,
    dense_rank() OVER (ORDER BY kode_kelurahan, rw, rt, badan) AS pengirim
FROM satu_pengirim
WINDOW pengirim AS (PARTITION BY kode_kelurahan, rw, rt, badan ORDER BY berkas_ke)
QUALIFY count(*) OVER (PARTITION BY kode_kelurahan, rw, rt, badan) > 1
