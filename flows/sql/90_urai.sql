-- One proposal of an example, as if it had been read from a file; contoh holds what the example gives.
SELECT kunci, kunci AS berkas_ke, 1 AS nomor, kode_kelurahan, rw, []::INTEGER[] AS rt, lembaga,
    NULL::DATE AS tanggal, NULL::INTEGER AS peserta, NULL::DOUBLE AS lat, NULL::DOUBLE AS lon,
    NULL::VARCHAR AS status_lahan, volume, satuan, biaya, swadaya, sumber_dana, penerima, penerima_kk,
    urgensi, keseriusan, pertumbuhan, inovasi, prioritas,
    normal(usulan) AS usulan_normal, '' AS lokasi_normal, huruf(usulan) AS usulan_huruf,
    normal(kegiatan) AS kegiatan_normal, huruf(kegiatan) AS kegiatan_huruf
FROM contoh
