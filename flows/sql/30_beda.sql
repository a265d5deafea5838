-- One finding on a cell that contradicts what stands above its table; the cell is what counts.
WITH sel_isi AS (
    SELECT kunci, berkas_ke, 'tahun' AS kolom, tahun AS teks FROM isi
    UNION ALL SELECT kunci, berkas_ke, 'kelurahan', kelurahan FROM isi
    UNION ALL SELECT kunci, berkas_ke, 'lembaga', lembaga FROM isi
    UNION ALL SELECT kunci, berkas_ke, 'tanggal', tanggal FROM isi
    UNION ALL SELECT kunci, berkas_ke, 'peserta', peserta FROM isi
    UNION ALL SELECT kunci, berkas_ke, 'tempat', tempat FROM isi
)
SELECT sel_isi.kunci, sel_isi.kolom, sel_isi.teks AS nilai, 'keterangan_berbeda' AS kode, atas.arti
FROM sel_isi
JOIN atas ON atas.berkas_ke = sel_isi.berkas_ke AND atas.kolom = sel_isi.kolom AND atas.teks <> sel_isi.teks
    AND sel_isi.kunci % 134217728 BETWEEN atas.awal AND atas.akhir
JOIN sel AS sini ON sini.kolom = sel_isi.kolom AND sini.teks = sel_isi.teks
JOIN sel AS sana ON sana.kolom = atas.kolom AND sana.teks = atas.teks
WHERE CASE WHEN sel_isi.kolom = 'tempat'
           THEN sini.rw <> sana.rw OR (len(sini.rt) > 0 AND len(sana.rt) > 0 AND sini.rt <> sana.rt)
           ELSE sini.bulat <> sana.bulat OR sini.kata <> sana.kata OR sini.tanggal <> sana.tanggal END
