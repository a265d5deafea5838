-- One accepted proposal with its score and draft rank in its kelurahan; the arithmetic is contract section 6.
-- aturan_nilai holds one row: weight b_, saturation j_, direction t_ of each criterion; tie columns s1..s5 and
-- their directions d1..d5.
WITH ukuran AS (
    SELECT usulan.*, aturan_nilai.*,
        CASE WHEN biaya > 0 THEN 100 * swadaya // biaya END AS swadaya_persen
    FROM usulan CROSS JOIN aturan_nilai
),
angka AS (
    SELECT *,
        poin(prioritas, j_prioritas, t_prioritas) AS p_prioritas,
        poin(penerima_manfaat, j_penerima_manfaat, t_penerima_manfaat) AS p_penerima_manfaat,
        poin(swadaya_persen, j_swadaya, t_swadaya) AS p_swadaya,
        CASE WHEN usg_pengusul OR list_contains(verifikasi, 'urgensi')
             THEN poin(urgensi, j_urgensi, t_urgensi) ELSE 0 END AS p_urgensi,
        CASE WHEN usg_pengusul OR list_contains(verifikasi, 'keseriusan')
             THEN poin(keseriusan, j_keseriusan, t_keseriusan) ELSE 0 END AS p_keseriusan,
        CASE WHEN usg_pengusul OR list_contains(verifikasi, 'pertumbuhan')
             THEN poin(pertumbuhan, j_pertumbuhan, t_pertumbuhan) ELSE 0 END AS p_pertumbuhan
    FROM ukuran
),
jumlah AS (
    SELECT *,
        b_prioritas * p_prioritas + b_penerima_manfaat * p_penerima_manfaat + b_swadaya * p_swadaya
            + b_urgensi * p_urgensi + b_keseriusan * p_keseriusan + b_pertumbuhan * p_pertumbuhan AS jumlah,
        b_prioritas + b_penerima_manfaat + b_swadaya + b_urgensi + b_keseriusan + b_pertumbuhan AS pembagi
    FROM angka
)
SELECT id_usulan, kode_kelurahan,
    (jumlah // pembagi)::INTEGER AS skor,
    row_number() OVER (
        PARTITION BY kode_kelurahan
        ORDER BY jumlah // pembagi DESC,
            penentu(s1, d1, penerima_manfaat, biaya, prioritas, swadaya, rw) NULLS LAST,
            penentu(s2, d2, penerima_manfaat, biaya, prioritas, swadaya, rw) NULLS LAST,
            penentu(s3, d3, penerima_manfaat, biaya, prioritas, swadaya, rw) NULLS LAST,
            penentu(s4, d4, penerima_manfaat, biaya, prioritas, swadaya, rw) NULLS LAST,
            penentu(s5, d5, penerima_manfaat, biaya, prioritas, swadaya, rw) NULLS LAST,
            CASE WHEN id_turun THEN id_usulan END DESC,
            id_usulan
    )::INTEGER AS peringkat,
    format('prioritas {} x {} + penerima manfaat {} x {} + swadaya {} x {} + urgensi {} x {} + keseriusan {} x {} '
        || '+ pertumbuhan {} x {} = {}; {} : {} = {}',
        b_prioritas, p_prioritas, b_penerima_manfaat, p_penerima_manfaat, b_swadaya, p_swadaya, b_urgensi, p_urgensi,
        b_keseriusan, p_keseriusan, b_pertumbuhan, p_pertumbuhan, jumlah, jumlah, pembagi, jumlah // pembagi) AS rincian
FROM jumlah
