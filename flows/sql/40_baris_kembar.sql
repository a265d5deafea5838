-- One row that a file says twice, with the line of the first as its sender sees it.
SELECT isi.berkas_ke, isi.nomor, coalesce(pertama.baris_lembar, pertama.nomor) AS sama_dengan
FROM rekam
JOIN isi USING (kunci)
JOIN isi AS pertama ON pertama.kunci = rekam.pertama
WHERE rekam.kembar
ORDER BY rekam.kunci
