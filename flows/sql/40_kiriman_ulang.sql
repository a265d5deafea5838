-- One pair of files of a sender of which the later no longer says, or says in several ways, what the earlier said.
WITH ragu AS (
    SELECT kunci, baru, bool_or(jelas) AS berlawan, list(DISTINCT lawan) AS lawan FROM lawan GROUP BY ALL
),
tinggal AS (
    SELECT susulan.lama, susulan.baru, unnest(sandingan.semua) AS kunci, ragu.lawan
    FROM susulan
    JOIN sandingan ON sandingan.surat = susulan.lama AND sandingan.berkas_ke < susulan.baru AND sandingan.diterima
    LEFT JOIN ragu ON ragu.kunci = sandingan.kunci AND ragu.baru = susulan.baru
    -- a partner that is itself on its way back will be heard of again
    WHERE susulan.langkah = 1 AND NOT coalesce(ragu.berlawan, false)
),
berkode AS (
    SELECT berkas.berkas_ke * 134217728::BIGINT + usulan.nomor AS kunci, usulan.id_usulan, usulan.kode, usulan.kode_kelurahan
    FROM usulan JOIN (FROM berkas WHERE status = 'terbaca') AS berkas USING (sha256)
    SEMI JOIN (SELECT DISTINCT berkas_ke FROM sandingan) AS terlibat ON terlibat.berkas_ke = berkas.berkas_ke
),
terkait AS (
    SELECT tinggal.lama, tinggal.baru, tinggal.kunci, true AS lama_kah FROM tinggal
    UNION
    SELECT tinggal.lama, tinggal.baru, unnest(tinggal.lawan), false FROM tinggal SEMI JOIN berkode USING (kunci)
)
SELECT terkait.lama, terkait.baru, berkode.kode_kelurahan,
    list(DISTINCT berkode.id_usulan ORDER BY berkode.id_usulan) AS id_usulan,
    list(DISTINCT berkode.kode ORDER BY berkode.kode) FILTER (lama_kah) AS kode
FROM terkait JOIN berkode USING (kunci)
GROUP BY terkait.lama, terkait.baru, berkode.kode_kelurahan
HAVING count(*) FILTER (lama_kah) > 0
