-- One accepted proposal with its points in each criterion (contract section 6) and the values that decide a tie.
-- aturan_nilai holds one row: saturation j_ and direction t_ of each criterion; tie columns s1..s5, directions d1..d5.
WITH ukuran AS (
    SELECT usulan.*, aturan_nilai.*,
        CASE WHEN biaya > 0 THEN 100 * swadaya // biaya END AS swadaya_persen
    FROM usulan CROSS JOIN aturan_nilai
)
SELECT id_usulan, kode_kelurahan,
    poin(prioritas, j_prioritas, t_prioritas)::BIGINT AS p_prioritas,
    poin(penerima_manfaat, j_penerima_manfaat, t_penerima_manfaat)::BIGINT AS p_penerima_manfaat,
    poin(swadaya_persen, j_swadaya, t_swadaya)::BIGINT AS p_swadaya,
    CASE WHEN usg_pengusul OR list_contains(verifikasi, 'urgensi')
         THEN poin(urgensi, j_urgensi, t_urgensi) ELSE 0 END::BIGINT AS p_urgensi,
    CASE WHEN usg_pengusul OR list_contains(verifikasi, 'keseriusan')
         THEN poin(keseriusan, j_keseriusan, t_keseriusan) ELSE 0 END::BIGINT AS p_keseriusan,
    CASE WHEN usg_pengusul OR list_contains(verifikasi, 'pertumbuhan')
         THEN poin(pertumbuhan, j_pertumbuhan, t_pertumbuhan) ELSE 0 END::BIGINT AS p_pertumbuhan,
    penentu(s1, d1, penerima_manfaat, biaya, prioritas, swadaya, rw) AS seri_1,
    penentu(s2, d2, penerima_manfaat, biaya, prioritas, swadaya, rw) AS seri_2,
    penentu(s3, d3, penerima_manfaat, biaya, prioritas, swadaya, rw) AS seri_3,
    penentu(s4, d4, penerima_manfaat, biaya, prioritas, swadaya, rw) AS seri_4,
    penentu(s5, d5, penerima_manfaat, biaya, prioritas, swadaya, rw) AS seri_5,
    id_turun
FROM ukuran
