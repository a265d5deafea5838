-- One row per data row without a kesalahan: its identity by place and text, and a hash of all else it says.
WITH baik AS (
    SELECT urai.*
    FROM urai
    ANTI JOIN kembali USING (berkas_ke, nomor)
    ANTI JOIN nihil USING (berkas_ke, nomor)
),
dikenal AS (
    SELECT baik.*,
        md5_number_lower(concat_ws('|', coalesce(rw, 0), array_to_string(rt, ','),
            normal(usulan), normal(lokasi), normal(masalah))) AS pokok,
        md5_number_lower(concat_ws('|', coalesce(lembaga, ''), normal(pengusul), coalesce(kontak, ''),
            coalesce(tanggal::VARCHAR, ''), coalesce(peserta::VARCHAR, ''), normal(kegiatan),
            coalesce(lat::VARCHAR, ''), coalesce(lon::VARCHAR, ''), coalesce(status_lahan, ''),
            coalesce(volume::VARCHAR, ''), coalesce(satuan, ''), coalesce(biaya::VARCHAR, ''),
            coalesce(swadaya::VARCHAR, ''), sumber_dana, coalesce(penerima::VARCHAR, ''),
            coalesce(penerima_kk::VARCHAR, ''), coalesce(urgensi::VARCHAR, ''), coalesce(keseriusan::VARCHAR, ''),
            coalesce(pertumbuhan::VARCHAR, ''), inovasi::VARCHAR, coalesce(prioritas::VARCHAR, ''),
            normal(catatan))) AS rincian
    FROM baik
),
terbaru AS (
    SELECT kode_kelurahan, pokok, max(berkas_ke) AS berkas_ke FROM dikenal GROUP BY ALL
),
bertemu AS (
    -- Different proposals of a kelurahan whose six signs meet get longer ones.
    SELECT kode_kelurahan, pokok % 1073741824 AS pendek FROM dikenal
    GROUP BY ALL HAVING min(pokok) <> max(pokok)
),
beragam AS (
    SELECT berkas_ke, kode_kelurahan, pokok FROM dikenal GROUP BY ALL HAVING min(rincian) <> max(rincian)
),
beragam_bertemu AS (
    SELECT berkas_ke, kode_kelurahan, pokok, rincian % 1024 AS pendek
    FROM dikenal SEMI JOIN beragam USING (berkas_ke, kode_kelurahan, pokok)
    GROUP BY ALL HAVING min(rincian) <> max(rincian)
)
SELECT dikenal.*,
    CASE WHEN bertemu.pendek IS NULL THEN tanda6(dikenal.pokok) ELSE tanda8(dikenal.pokok) END
    || CASE WHEN beragam.pokok IS NULL THEN ''
            WHEN beragam_bertemu.pendek IS NULL THEN '-' || tanda2(dikenal.rincian)
            ELSE '-' || tanda4(dikenal.rincian) END AS tanda,
    row_number() OVER (PARTITION BY dikenal.berkas_ke, dikenal.kode_kelurahan, dikenal.pokok, dikenal.rincian
                       ORDER BY dikenal.nomor) > 1 AS kembar,
    terbaru.berkas_ke <> dikenal.berkas_ke AS digantikan
FROM dikenal
JOIN terbaru USING (kode_kelurahan, pokok)
LEFT JOIN bertemu ON bertemu.kode_kelurahan = dikenal.kode_kelurahan AND bertemu.pendek = dikenal.pokok % 1073741824
LEFT JOIN beragam ON beragam.berkas_ke = dikenal.berkas_ke AND beragam.kode_kelurahan = dikenal.kode_kelurahan
    AND beragam.pokok = dikenal.pokok
LEFT JOIN beragam_bertemu ON beragam_bertemu.berkas_ke = dikenal.berkas_ke
    AND beragam_bertemu.kode_kelurahan = dikenal.kode_kelurahan
    AND beragam_bertemu.pokok = dikenal.pokok AND beragam_bertemu.pendek = dikenal.rincian % 1024
