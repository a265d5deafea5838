-- One eligible, costed proposal in the order in which money is handed out.
SELECT dasar_jalur.id_usulan, dasar_jalur.kode_kelurahan, dasar_jalur.biaya, dasar_jalur.sarpras, pagu_kelurahan.pagu
FROM dasar_jalur JOIN pagu_kelurahan ON pagu_kelurahan.kode = dasar_jalur.kode_kelurahan
WHERE dasar_jalur.kunci IS NULL
ORDER BY dasar_jalur.kode_kelurahan, dasar_jalur.peringkat
