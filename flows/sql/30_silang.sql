-- One row per finding that needs more than one cell, or the cycle, to be seen.
WITH tempat AS (
    SELECT urai.*, isi.masalah, isi.usulan, isi.lokasi, isi.catatan, isi.volume AS teks_volume,
        isi.kelurahan AS teks_kelurahan, isi.biaya AS teks_biaya
    FROM urai JOIN isi USING (berkas_ke, nomor)
),
dinilai AS (SELECT * FROM tempat ANTI JOIN nihil USING (berkas_ke, nomor)),
tanpa_rw AS (
    -- A body that works for the whole kelurahan needs none; a place that could not be read is told already.
    SELECT berkas_ke, nomor, lokasi FROM tempat
    ANTI JOIN (SELECT berkas_ke, nomor FROM temuan_sel WHERE kolom = 'tempat') USING (berkas_ke, nomor)
    WHERE rw IS NULL AND coalesce(lembaga, 'RT') IN ('RT', 'RW')
)
SELECT berkas_ke, nomor, 'masalah' AS kolom, '' AS nilai, 'masalah_kosong' AS kode, coalesce(left(usulan, 40), '') AS arti
FROM dinilai WHERE masalah IS NULL
UNION ALL
SELECT berkas_ke, nomor, 'usulan', '', 'usulan_kosong', coalesce(left(masalah, 40), '') FROM dinilai WHERE usulan IS NULL
UNION ALL
SELECT berkas_ke, nomor, 'masalah', left(masalah, 40), 'teks_panjang', '2.000' FROM dinilai WHERE length(masalah) > 2000
UNION ALL
SELECT berkas_ke, nomor, 'usulan', left(usulan, 40), 'teks_panjang', '500' FROM dinilai WHERE length(usulan) > 500
UNION ALL
SELECT berkas_ke, nomor, 'kelurahan', '', 'kelurahan_kosong', '' FROM tempat WHERE teks_kelurahan IS NULL
UNION ALL
SELECT berkas_ke, nomor, 'rw', '', 'rw_kosong', '' FROM tanpa_rw WHERE lokasi IS NULL
UNION ALL
SELECT berkas_ke, nomor, 'rw', '', 'lokasi_tanpa_rw', '' FROM tanpa_rw WHERE lokasi IS NOT NULL
UNION ALL
SELECT berkas_ke, nomor, 'volume', split_part(teks_volume, chr(31), 1), 'volume_tanpa_satuan', '' FROM dinilai WHERE volume IS NOT NULL AND satuan IS NULL
UNION ALL
SELECT berkas_ke, nomor, 'biaya', '', 'biaya_kosong', '' FROM dinilai WHERE teks_biaya IS NULL
UNION ALL
SELECT berkas_ke, nomor, 'baris', '', 'kolom_lebih', lebih::VARCHAR FROM tempat WHERE lebih > 0
UNION ALL
SELECT berkas_ke, nomor, 'rt', '', 'rt_tidak_terdaftar',
    'RT ' || array_to_string(list_transform(dinilai.rt, lambda x: format('{:02d}', x)), ', ')
    || ' RW ' || format('{:02d}', dinilai.rw)
FROM dinilai
JOIN (SELECT DISTINCT kode_kelurahan FROM rt_rw) AS berdaftar USING (kode_kelurahan)
LEFT JOIN (SELECT kode_kelurahan, rw, list(rt) AS rt FROM rt_rw GROUP BY ALL) AS daftar
    ON daftar.kode_kelurahan = dinilai.kode_kelurahan AND daftar.rw = dinilai.rw
WHERE len(dinilai.rt) > 0 AND dinilai.rw IS NOT NULL AND NOT list_has_all(coalesce(daftar.rt, []), dinilai.rt)
UNION ALL
SELECT berkas_ke, nomor, kolom, '', 'data_pribadi', ''
FROM (UNPIVOT (SELECT berkas_ke, nomor, masalah, usulan, lokasi, catatan FROM dinilai) ON masalah, usulan, lokasi, catatan INTO NAME kolom VALUE isi)
WHERE regexp_matches(isi, '(^|\D)(\d{16}|(\+62|62|0)8\d[\d -]{6,12}\d)(\D|$)')
