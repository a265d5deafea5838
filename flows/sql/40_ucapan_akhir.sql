-- One finding of this stage as a sentence for the sender. In a workbook the row is the one that the sender sees.
SELECT akhir.berkas_ke, akhir.nomor, akhir.kolom, akhir.nilai, akhir.kode, ucapan.tingkat,
    replace(ucapan.pesan, '{baris}', coalesce(isi.baris_lembar, akhir.nomor)::VARCHAR) AS pesan,
    replace(ucapan.cara, '{baris}', coalesce(isi.baris_lembar, akhir.nomor)::VARCHAR) AS cara
FROM temuan_akhir AS akhir
JOIN kata_akhir AS ucapan USING (kode, nama_kolom, nilai, arti)
LEFT JOIN isi ON isi.kunci = akhir.berkas_ke::BIGINT * 134217728 + akhir.nomor
