-- One upper limit of the decision table for one kind of work, in rupiah.
SELECT DISTINCT tabel.jenis, angka.id, angka.uraian, angka.nilai
FROM tabel_pengadaan AS tabel JOIN angka ON angka.id = tabel.sampai
