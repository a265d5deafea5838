-- One data row that stays, with the signs of its id and whether another row stands for it (pertama: the one it equals).
WITH bertemu AS (
    -- Different proposals of a kelurahan whose six signs meet get longer ones.
    SELECT kode_kelurahan, pokok % 1073741824 AS pendek FROM pokok GROUP BY ALL HAVING count(*) > 1
),
berulang AS (
    -- Only what stands more than once can be a copy, a variant or a replacement.
    SELECT dikenal.*, pokok.terbaru FROM dikenal JOIN pokok USING (kode_kelurahan, pokok) WHERE pokok.banyak > 1
),
terinci AS (
    -- All else that a row says, apart from its identity.
    SELECT berulang.*,
        md5_number_lower(concat(urai.lembaga, '|', lower(isi.pengusul), '|', isi.kontak, '|', urai.tanggal, '|',
            urai.peserta, '|', urai.kegiatan_normal, '|', urai.lat, '|', urai.lon, '|', urai.status_lahan, '|',
            urai.volume, '|', urai.satuan, '|', urai.biaya, '|', urai.swadaya, '|', urai.sumber_dana, '|',
            urai.penerima, '|', urai.penerima_kk, '|', urai.urgensi, '|', urai.keseriusan, '|', urai.pertumbuhan,
            '|', urai.inovasi, '|', urai.prioritas, '|', lower(isi.catatan))) AS rincian
    FROM berulang JOIN urai USING (kunci) JOIN isi USING (kunci)
),
ragam AS (
    SELECT kunci, terbaru, rincian,
        count(DISTINCT rincian) OVER (PARTITION BY berkas_ke, kode_kelurahan, pokok) AS ragam,
        count(DISTINCT rincian) OVER (PARTITION BY berkas_ke, kode_kelurahan, pokok, rincian % 1024) AS sependek,
        min(kunci) OVER (PARTITION BY berkas_ke, kode_kelurahan, pokok, rincian) AS pertama
    FROM terinci
)
SELECT dikenal.kunci,
    CASE WHEN bertemu.pendek IS NULL THEN tanda6(dikenal.pokok) ELSE tanda8(dikenal.pokok) END
    || CASE WHEN coalesce(ragam.ragam, 1) = 1 THEN ''
            WHEN ragam.sependek = 1 THEN '-' || tanda2(ragam.rincian)
            ELSE '-' || tanda4(ragam.rincian) END AS tanda,
    coalesce(ragam.pertama <> dikenal.kunci, false) AS kembar,
    ragam.pertama,
    coalesce(ragam.terbaru <> dikenal.berkas_ke, false) OR ganti.kunci IS NOT NULL AS digantikan
FROM dikenal
LEFT JOIN ganti ON ganti.kunci = dikenal.kunci
LEFT JOIN bertemu ON bertemu.kode_kelurahan = dikenal.kode_kelurahan AND bertemu.pendek = dikenal.pokok % 1073741824
LEFT JOIN ragam ON ragam.kunci = dikenal.kunci
