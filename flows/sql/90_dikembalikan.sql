-- One finding for which a row of a file ($sha256) still waits, in the order of the file.
SELECT kalimat.nomor, kalimat.kolom, kalimat.kode, kalimat.pesan, kalimat.cara, mentah.arti
FROM kalimat
JOIN mentah ON mentah.kunci = kalimat.kunci AND mentah.kolom = kalimat.kolom AND mentah.kode = kalimat.kode
    AND mentah.nilai = kalimat.nilai
JOIN baris ON baris.nomor = kalimat.nomor AND baris.status = 'dikembalikan' AND baris.sha256 = $sha256
JOIN berkas ON berkas.berkas_ke = kalimat.berkas_ke AND berkas.sha256 = $sha256
WHERE kalimat.tingkat = 'kesalahan'
ORDER BY kalimat.nomor, kalimat.kolom, kalimat.kode, kalimat.pesan
