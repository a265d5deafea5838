-- One RW that said that it has no proposal.
SELECT DISTINCT urai.kode_kelurahan, urai.rw, berkas.sha256, urai.nomor
FROM nihil
JOIN urai USING (kunci)
JOIN berkas USING (berkas_ke)
ANTI JOIN kembali USING (kunci)
WHERE urai.kode_kelurahan IS NOT NULL AND urai.rw IS NOT NULL
