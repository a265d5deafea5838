-- One eligible, costed proposal with its turn (1..n) in its kelurahan, in which money is handed out: first the
-- verified innovations that the pack puts first ($inovasi of them, $maks rupiah together), then the $per_rw best of
-- each RW, an RW's first before any RW's second, then all others; equals by rank.
WITH layak AS (
    SELECT dasar_jalur.id_usulan, dasar_jalur.kode_kelurahan, dasar_jalur.biaya, dasar_jalur.sarpras,
        peringkat.peringkat,
        dasar_jalur.inovasi_sah AND dasar_jalur.biaya <= $maks AS calon,
        dasar_jalur.rw IS NOT NULL AS ber_rw,
        row_number() OVER (
            PARTITION BY dasar_jalur.kode_kelurahan, dasar_jalur.rw ORDER BY peringkat.peringkat
        )::INTEGER AS ke_rw
    FROM dasar_jalur JOIN peringkat USING (id_usulan)
    WHERE dasar_jalur.kunci IS NULL
),
didahulukan AS (
    SELECT *,
        CASE WHEN calon AND count(*) FILTER (calon) OVER sampai <= $inovasi
                  AND sum(biaya) FILTER (calon) OVER sampai <= $maks THEN 'inovasi'
             WHEN ber_rw AND ke_rw <= $per_rw THEN 'rw' END AS dahulu
    FROM layak
    WINDOW sampai AS (PARTITION BY kode_kelurahan ORDER BY peringkat)
)
SELECT id_usulan, kode_kelurahan, biaya, sarpras, dahulu,
    row_number() OVER (
        PARTITION BY kode_kelurahan
        ORDER BY CASE dahulu WHEN 'inovasi' THEN 1 WHEN 'rw' THEN 2 ELSE 3 END,
            CASE WHEN dahulu = 'rw' THEN ke_rw END,
            peringkat
    )::INTEGER AS giliran
FROM didahulukan
