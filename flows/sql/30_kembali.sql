-- One reason for which a data row goes back to its sender.
SELECT DISTINCT berkas_ke, nomor, kode FROM kalimat WHERE tingkat = 'kesalahan'
