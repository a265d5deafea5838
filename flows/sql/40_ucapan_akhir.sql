-- One finding of this stage as a sentence for the sender.
SELECT akhir.berkas_ke, akhir.nomor, akhir.kolom, akhir.nilai, akhir.kode, ucapan.tingkat,
    replace(ucapan.pesan, '{baris}', akhir.nomor::VARCHAR) AS pesan,
    replace(ucapan.cara, '{baris}', akhir.nomor::VARCHAR) AS cara
FROM temuan_akhir AS akhir JOIN kata_akhir AS ucapan USING (kode, nama_kolom, nilai, arti)
