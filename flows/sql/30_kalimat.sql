-- One finding on one cell, as a sentence for the sender.
SELECT mentah.kunci, mentah.berkas_ke, mentah.nomor, mentah.kolom, mentah.nilai, mentah.kode, ucapan.tingkat,
    replace(ucapan.pesan, '{baris}', mentah.nomor::VARCHAR) AS pesan,
    replace(ucapan.cara, '{baris}', mentah.nomor::VARCHAR) AS cara
FROM mentah JOIN ucapan USING (kode, nama_kolom, nilai, arti)
