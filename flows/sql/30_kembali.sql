-- One reason for which a data row goes back to its sender.
SELECT DISTINCT kunci, kode FROM kalimat WHERE tingkat = 'kesalahan'
