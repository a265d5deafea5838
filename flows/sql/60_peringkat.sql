-- One accepted proposal with its points, its score under the weights $b_..., and its draft rank in its kelurahan.
WITH jumlah AS (
    SELECT *,
        $b_prioritas * p_prioritas + $b_penerima_manfaat * p_penerima_manfaat + $b_swadaya * p_swadaya
            + $b_urgensi * p_urgensi + $b_keseriusan * p_keseriusan + $b_pertumbuhan * p_pertumbuhan AS jumlah,
        $b_prioritas + $b_penerima_manfaat + $b_swadaya + $b_urgensi + $b_keseriusan + $b_pertumbuhan AS pembagi
    FROM poin
)
SELECT id_usulan, kode_kelurahan,
    p_prioritas, p_penerima_manfaat, p_swadaya, p_urgensi, p_keseriusan, p_pertumbuhan,
    (jumlah // pembagi)::INTEGER AS skor,
    row_number() OVER (
        PARTITION BY kode_kelurahan
        ORDER BY jumlah // pembagi DESC,
            seri_1 NULLS LAST, seri_2 NULLS LAST, seri_3 NULLS LAST, seri_4 NULLS LAST, seri_5 NULLS LAST,
            CASE WHEN id_turun THEN id_usulan END DESC,
            id_usulan
    )::INTEGER AS peringkat,
    format('prioritas {} x {} + penerima manfaat {} x {} + swadaya {} x {} + urgensi {} x {} + keseriusan {} x {} '
        || '+ pertumbuhan {} x {} = {}; {} : {} = {}',
        $b_prioritas, p_prioritas, $b_penerima_manfaat, p_penerima_manfaat, $b_swadaya, p_swadaya,
        $b_urgensi, p_urgensi, $b_keseriusan, p_keseriusan, $b_pertumbuhan, p_pertumbuhan,
        jumlah, jumlah, pembagi, jumlah // pembagi) AS rincian
FROM jumlah
