-- One tie of a proposal to a place where another one of the same activity is, under one limit that each keeps
-- to and all of them in the kelurahan together exceed. Without RT it works for the whole RW; without a tie it stands alone.
WITH sekelurahan AS (
    SELECT calon.kode_kelurahan, calon.kode_kegiatan, calon.jenis, batas_jenis.id AS batas, batas_jenis.nilai
    FROM calon JOIN batas_jenis USING (jenis)
    WHERE calon.biaya <= batas_jenis.nilai AND calon.batas IS NOT NULL
    GROUP BY ALL HAVING count(*) > 1 AND sum(calon.biaya) > batas_jenis.nilai
),
di_bawah AS (
    -- what is bought without a limit, such as from the catalogue, is in no package that could be split
    SELECT calon.calon, calon.rw, calon.rt, calon.ruas, sekelurahan.batas,
        hash(calon.kode_kelurahan, calon.kode_kegiatan, calon.jenis, sekelurahan.batas) AS pekerjaan
    FROM calon JOIN sekelurahan USING (kode_kelurahan, kode_kegiatan, jenis)
    WHERE calon.biaya <= sekelurahan.nilai AND calon.batas IS NOT NULL
),
bertempat AS (
    SELECT batas, calon, hash(pekerjaan, rw, unnest(CASE WHEN len(rt) = 0 THEN [0] ELSE rt END)) AS simpul FROM di_bawah
    UNION ALL
    SELECT batas, calon, hash(pekerjaan, ruas) FROM di_bawah WHERE ruas IS NOT NULL
)
SELECT batas, calon, simpul
FROM bertempat
SEMI JOIN (SELECT simpul FROM bertempat GROUP BY simpul HAVING count(*) > 1) AS berdua USING (simpul)
