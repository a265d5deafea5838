-- One member of a group of the same need: merged (wakil, anggota), or only alike (mirip).
WITH gabung AS (
    SELECT wakil AS kelompok, id_usulan, CASE WHEN wakil = id_usulan THEN 'wakil' ELSE 'anggota' END AS peran, 1.0 AS kemiripan
    FROM wakil
),
berdiri AS (
    SELECT id_usulan, kode_kelurahan, kode_kegiatan, coalesce(rw, 0) AS rw, rt, usulan_normal AS usulan, lokasi_normal AS lokasi
    FROM usulan
    ANTI JOIN (SELECT id_usulan FROM gabung WHERE peran = 'anggota') USING (id_usulan)
    WHERE kode_kegiatan IS NOT NULL
),
pasangan AS (
    -- Place first, words second: the same activity in RT that meet.
    SELECT a.id_usulan AS satu, b.id_usulan AS dua,
        round((jaro_winkler_similarity(a.usulan, b.usulan)
            + CASE WHEN a.lokasi = '' OR b.lokasi = '' THEN 1 ELSE jaro_winkler_similarity(a.lokasi, b.lokasi) END) / 2, 3)
            AS kemiripan
    FROM berdiri AS a JOIN berdiri AS b
        ON a.kode_kelurahan = b.kode_kelurahan AND a.kode_kegiatan = b.kode_kegiatan AND a.rw = b.rw
        AND a.id_usulan < b.id_usulan
        AND (list_has_any(a.rt, b.rt) OR len(a.rt) = 0 OR len(b.rt) = 0)
),
mirip AS (
    SELECT satu, dua, kemiripan FROM pasangan WHERE kemiripan >= 0.85
),
jangkar AS (
    -- Each proposal stands beside the lowest one that it resembles.
    SELECT dua AS id_usulan, min(satu) AS kelompok FROM mirip GROUP BY dua
),
mirip_anggota AS (
    SELECT jangkar.kelompok, jangkar.id_usulan, mirip.kemiripan
    FROM jangkar JOIN mirip ON mirip.satu = jangkar.kelompok AND mirip.dua = jangkar.id_usulan
)
SELECT kelompok, id_usulan, peran, kemiripan::DOUBLE AS kemiripan FROM gabung
UNION ALL
SELECT kelompok || '~', id_usulan, 'mirip', kemiripan FROM mirip_anggota
UNION ALL
SELECT DISTINCT kelompok || '~', kelompok, 'mirip', 1.0 FROM mirip_anggota
