-- One RW that is registered, sent something, or said that it has nothing.
WITH terdengar AS (
    SELECT usulan.kode_kelurahan, usulan.rw, count(*) AS jumlah_usulan,
        sum(alokasi.biaya) FILTER (WHERE alokasi.jalur <> 'digabung') AS total_biaya,
        sum(alokasi.biaya) FILTER (WHERE alokasi.jalur = 'dana_kelurahan') AS masuk_rencana
    FROM usulan JOIN alokasi USING (id_usulan)
    WHERE usulan.rw IS NOT NULL GROUP BY ALL
),
diam AS (SELECT DISTINCT kode_kelurahan, rw FROM rw_nihil),
daftar AS (SELECT DISTINCT kode_kelurahan, rw::INTEGER AS rw FROM rt_rw),
semua AS (
    SELECT kode_kelurahan, rw FROM terdengar UNION SELECT kode_kelurahan, rw FROM diam UNION SELECT kode_kelurahan, rw FROM daftar
)
SELECT semua.kode_kelurahan, semua.rw,
    coalesce(terdengar.jumlah_usulan, 0) AS jumlah_usulan,
    coalesce(terdengar.total_biaya, 0)::BIGINT AS total_biaya,
    coalesce(terdengar.masuk_rencana, 0)::BIGINT AS masuk_rencana,
    CASE WHEN terdengar.rw IS NOT NULL THEN 'mengirim' WHEN diam.rw IS NOT NULL THEN 'nihil' ELSE 'belum mengirim' END
        AS status
FROM semua
LEFT JOIN terdengar USING (kode_kelurahan, rw)
LEFT JOIN diam USING (kode_kelurahan, rw)
