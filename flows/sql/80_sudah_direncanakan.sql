-- One activity of another budget with the proposals of the same activity that it meets; nothing is taken away.
WITH usul AS (
    SELECT usulan.id_usulan, usulan.kode_kelurahan, usulan.kode_kegiatan, usulan.usulan_normal, usulan.rw, usulan.rt,
        ruas.ruas, coalesce(ruas.bernama, false) AS bernama
    FROM usulan
    SEMI JOIN (SELECT DISTINCT kode_kelurahan FROM berjalan) USING (kode_kelurahan)
    JOIN alokasi USING (id_usulan)
    LEFT JOIN ruas USING (lokasi_normal)
    WHERE alokasi.jalur NOT IN ('digabung', 'tidak_memenuhi')
),
sekegiatan AS (
    SELECT berjalan.*, usul.id_usulan, usul.rw AS rw_usul, usul.rt AS rt_usul, usul.ruas AS ruas_usul, usul.bernama AS bernama_usul
    FROM berjalan JOIN usul USING (kode_kelurahan, kode_kegiatan)
    UNION
    SELECT berjalan.*, usul.id_usulan, usul.rw, usul.rt, usul.ruas, usul.bernama
    FROM berjalan JOIN usul ON usul.kode_kelurahan = berjalan.kode_kelurahan AND usul.usulan_normal = berjalan.kegiatan_normal
),
bertemu AS (
    -- A street of its own name is one place in every RW; else the RW is the same, and nothing said contradicts it.
    SELECT * FROM sekegiatan
    WHERE bernama AND bernama_usul AND ruas = ruas_usul
        OR rw = rw_usul AND (len(rt) = 0 OR len(rt_usul) = 0 OR list_has_any(rt, rt_usul)) AND coalesce(ruas = ruas_usul, true)
)
SELECT kode_kelurahan, 'sudah_direncanakan' AS kode, list(id_usulan ORDER BY id_usulan) AS id_usulan,
    'Mungkin sudah direncanakan: ' || kegiatan
    || CASE WHEN lokasi = '' THEN '' ELSE ', ' || lokasi END
    || CASE WHEN rw IS NULL THEN '' ELSE ', RW ' || format('{:02d}', rw) END
    || ', oleh ' || pelaksana || ' tahun ' || tahun || CASE WHEN sumber = '' THEN '' ELSE ' (' || sumber || ')' END
    || '. Mohon dipastikan.' AS pesan
FROM bertemu
GROUP BY kode_kelurahan, tahun, pelaksana, kegiatan, rw, rt, lokasi, sumber
