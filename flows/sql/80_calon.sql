-- One proposal whose cost is worth a second look: eligible, costed, standing for itself.
-- calon: a number for the walk from tie to tie, of no other meaning.
SELECT usulan.rowid AS calon, usulan.id_usulan, usulan.kode, usulan.kode_kelurahan, coalesce(usulan.rw, 0) AS rw, usulan.rt,
    usulan.kode_kegiatan, usulan.jenis, usulan.volume, usulan.satuan, usulan.biaya, usulan.biaya_sumber,
    pengadaan.batas,
    CASE WHEN ruas.bernama THEN ruas.ruas WHEN usulan.rw IS NOT NULL THEN ruas.ruas || ' rw ' || usulan.rw END AS ruas
FROM usulan
JOIN alokasi USING (id_usulan)
LEFT JOIN pengadaan USING (id_usulan)
LEFT JOIN ruas USING (lokasi_normal)
WHERE alokasi.jalur IN ('dana_kelurahan', 'cadangan')
