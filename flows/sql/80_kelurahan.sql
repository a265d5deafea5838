-- One kelurahan of the kota with its totals in rupiah and counts; sarpras_masuk: what counts as physical under the pack.
WITH usul AS (
    SELECT usulan.kode_kelurahan,
        count(*) AS jumlah_usulan,
        sum(alokasi.biaya) FILTER (WHERE alokasi.jalur <> 'digabung') AS total_biaya,
        sum(alokasi.biaya) FILTER (WHERE alokasi.jalur = 'dana_kelurahan') AS masuk_rencana,
        sum(alokasi.biaya) FILTER (WHERE alokasi.jalur = 'dana_kelurahan' AND dasar_jalur.sarpras)
            AS sarpras_masuk,
        count(*) FILTER (WHERE usulan.inovasi AND alokasi.jalur <> 'digabung') AS inovasi
    FROM usulan JOIN alokasi USING (id_usulan) JOIN dasar_jalur USING (id_usulan) GROUP BY ALL
),
terdengar AS (
    SELECT kode_kelurahan, count(*) FILTER (WHERE status <> 'belum mengirim') AS rw_terdengar,
        count(*) FILTER (WHERE status = 'nihil') AS rw_nihil, count(*) FILTER (WHERE status = 'belum mengirim') AS rw_diam
    FROM rw GROUP BY ALL
),
rt_mengirim AS (
    SELECT DISTINCT kode_kelurahan, rw, unnest(rt) AS rt FROM usulan
),
rt_daftar AS (
    SELECT daftar.kode_kelurahan, count(*) FILTER (WHERE rt_mengirim.rt IS NULL AND rw.status <> 'nihil') AS rt_diam
    FROM (SELECT DISTINCT kode_kelurahan, rw, rt FROM rt_rw) AS daftar
    JOIN rw ON rw.kode_kelurahan = daftar.kode_kelurahan AND rw.rw = daftar.rw
    LEFT JOIN rt_mengirim ON rt_mengirim.kode_kelurahan = daftar.kode_kelurahan AND rt_mengirim.rw = daftar.rw
        AND rt_mengirim.rt = daftar.rt
    GROUP BY ALL
),
lkk AS (
    -- RT and RW ask for works, the LPM leads the meeting, the BKM is a partner.
    SELECT DISTINCT lembaga FROM lembaga WHERE lembaga NOT IN ('RT', 'RW', 'LPM', 'BKM')
),
nonfisik AS (
    SELECT DISTINCT usulan.kode_kelurahan, usulan.lembaga FROM usulan JOIN dasar_jalur USING (id_usulan)
    WHERE NOT dasar_jalur.sarpras
),
lkk_diam AS (
    SELECT kelurahan.kode, list(lkk.lembaga ORDER BY lkk.lembaga) AS lembaga
    FROM kelurahan_acuan AS kelurahan CROSS JOIN lkk
    ANTI JOIN nonfisik ON nonfisik.kode_kelurahan = kelurahan.kode AND nonfisik.lembaga = lkk.lembaga
    GROUP BY kelurahan.kode
)
SELECT kelurahan.kode, kelurahan.nama, kelurahan.kecamatan_kode, kelurahan.kecamatan, kelurahan.singkatan,
    pagu_kelurahan.pagu, pagu_kelurahan.dasar AS dasar_pagu,
    pagu_kelurahan.pagu_lalu, pagu_kelurahan.dasar_lalu, pagu_kelurahan.tahap_lalu,
    coalesce(usul.jumlah_usulan, 0) AS jumlah_usulan,
    coalesce(usul.total_biaya, 0)::BIGINT AS total_biaya,
    coalesce(usul.masuk_rencana, 0)::BIGINT AS masuk_rencana,
    pagu_kelurahan.pagu - coalesce(usul.masuk_rencana, 0)::BIGINT AS sisa,
    coalesce(usul.sarpras_masuk, 0)::BIGINT AS sarpras_masuk,
    (pagu_kelurahan.pagu * $maks_persen // 100)::BIGINT AS sarpras_batas,
    coalesce(usul.inovasi, 0) AS inovasi,
    CASE WHEN rt_daftar.kode_kelurahan IS NOT NULL THEN coalesce(terdengar.rw_diam, 0) END AS rw_diam,
    rt_daftar.rt_diam,
    coalesce(terdengar.rw_terdengar, 0) AS rw_terdengar,
    coalesce(terdengar.rw_nihil, 0) AS rw_nihil,
    coalesce(lkk_diam.lembaga, []) AS lkk_diam
FROM kelurahan_acuan AS kelurahan
JOIN pagu_kelurahan ON pagu_kelurahan.kode = kelurahan.kode
LEFT JOIN usul ON usul.kode_kelurahan = kelurahan.kode
LEFT JOIN terdengar ON terdengar.kode_kelurahan = kelurahan.kode
LEFT JOIN rt_daftar ON rt_daftar.kode_kelurahan = kelurahan.kode
LEFT JOIN lkk_diam ON lkk_diam.kode = kelurahan.kode
