-- One upper limit of the procurement table, as far as it holds under this pack, for one kind of work in rupiah.
SELECT DISTINCT tabel.jenis, angka.id, angka.uraian, angka.nilai
FROM tabel_pengadaan AS tabel
JOIN batas USING (aturan)
JOIN angka ON angka.id = tabel.sampai
