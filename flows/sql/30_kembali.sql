-- One reason for which a data row goes back to its sender; who has nothing to propose need only say for where.
SELECT DISTINCT kalimat.kunci, kalimat.kode
FROM kalimat
LEFT JOIN nihil ON nihil.kunci = kalimat.kunci
WHERE kalimat.tingkat = 'kesalahan' AND (nihil.kunci IS NULL OR kalimat.kolom IN ('kelurahan', 'rw', 'tempat', 'tahun'))
