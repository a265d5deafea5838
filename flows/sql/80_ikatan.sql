-- One tie of a proposal to a place where another one of the same activity is, under one limit that each keeps
-- to and all of them in the kelurahan together exceed. Without RT it works for the whole RW; without a tie it stands alone.
WITH di_bawah AS (
    -- what is bought without a limit, such as from the catalogue, is in no package that could be split
    SELECT calon.* EXCLUDE (batas), batas_jenis.id AS batas, batas_jenis.nilai,
        sum(calon.biaya) OVER (PARTITION BY kode_kelurahan, kode_kegiatan, jenis, batas_jenis.id) AS sekelurahan
    FROM calon JOIN batas_jenis USING (jenis)
    WHERE calon.biaya <= batas_jenis.nilai AND calon.batas IS NOT NULL
),
bertempat AS (
    SELECT batas, calon, kode_kelurahan, kode_kegiatan, jenis, rw, unnest(CASE WHEN len(rt) = 0 THEN [0] ELSE rt END) AS rt,
        '' AS ruas
    FROM di_bawah WHERE sekelurahan > nilai
    UNION ALL
    SELECT batas, calon, kode_kelurahan, kode_kegiatan, jenis, 0, 0, ruas
    FROM di_bawah WHERE sekelurahan > nilai AND ruas IS NOT NULL
),
simpul AS (
    SELECT batas, calon, dense_rank() OVER (ORDER BY batas, kode_kelurahan, kode_kegiatan, jenis, rw, rt, ruas)::INTEGER AS simpul
    FROM bertempat
)
SELECT batas, calon, simpul
FROM simpul
QUALIFY count(*) OVER (PARTITION BY simpul) > 1
