-- One eligible, costed proposal with its turn (1..n) in its kelurahan, in which money is handed out: first the
-- verified innovations that the pack puts first ($inovasi of them, $maks rupiah together), then the $per_rw best of
-- each RW, an RW's first before any RW's second, then all others; equals by rank.
WITH layak AS (
    SELECT dasar_jalur.id_usulan, dasar_jalur.kode_kelurahan, dasar_jalur.biaya, dasar_jalur.sarpras, dasar_jalur.rw,
        dasar_jalur.inovasi_sah, peringkat.peringkat
    FROM dasar_jalur JOIN peringkat USING (id_usulan)
    WHERE dasar_jalur.kunci IS NULL
),
inovasi AS (
    SELECT id_usulan FROM layak
    WHERE inovasi_sah AND biaya <= $maks AND $inovasi > 0
    WINDOW sampai AS (PARTITION BY kode_kelurahan ORDER BY peringkat)
    QUALIFY row_number() OVER sampai <= $inovasi AND sum(biaya) OVER sampai <= $maks
),
terbaik AS (
    SELECT id_usulan, row_number() OVER (PARTITION BY kode_kelurahan, rw ORDER BY peringkat)::INTEGER AS ke FROM layak
    WHERE rw IS NOT NULL AND $per_rw > 0
    QUALIFY ke <= $per_rw
),
didahulukan AS (
    SELECT layak.*, terbaik.ke,
        CASE WHEN inovasi.id_usulan IS NOT NULL THEN 'inovasi' WHEN terbaik.id_usulan IS NOT NULL THEN 'rw' END AS dahulu
    FROM layak
    LEFT JOIN inovasi ON inovasi.id_usulan = layak.id_usulan
    LEFT JOIN terbaik ON terbaik.id_usulan = layak.id_usulan
)
SELECT id_usulan, kode_kelurahan, biaya, sarpras, dahulu,
    row_number() OVER (
        PARTITION BY kode_kelurahan
        ORDER BY CASE dahulu WHEN 'inovasi' THEN 1 WHEN 'rw' THEN 2 ELSE 3 END,
            CASE WHEN dahulu = 'rw' THEN ke END,
            peringkat
    )::INTEGER AS giliran
FROM didahulukan
