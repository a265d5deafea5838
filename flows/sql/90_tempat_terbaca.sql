-- One row of a file ($sha256) that still waits, with the place cells that reading took from the rows above it.
SELECT isi.nomor,
    CASE WHEN isi.kelurahan NOT IN (coalesce(berkas.k_kelurahan, ''), coalesce(berkas.kelurahan_nama, ''))
         THEN isi.kelurahan END AS kelurahan,
    CASE WHEN split_part(isi.tempat, chr(31), 2) <> coalesce(berkas.k_rw, '') THEN split_part(isi.tempat, chr(31), 2) END AS rw,
    split_part(isi.tempat, chr(31), 3) AS rt_rw
FROM isi
JOIN berkas_baca AS berkas USING (berkas_ke)
JOIN baris ON baris.sha256 = berkas.sha256 AND baris.nomor = isi.nomor AND baris.status = 'dikembalikan'
WHERE berkas.sha256 = $sha256 AND berkas.status = 'terbaca'
ORDER BY isi.nomor
