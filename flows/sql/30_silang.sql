-- One row per finding that needs more than one cell, or the cycle, to be seen.
WITH tanpa_rw AS (
    -- A body that works for the whole kelurahan needs none; a place that could not be read is told already.
    SELECT urai.kunci, isi.lokasi
    FROM urai
    JOIN isi USING (kunci)
    ANTI JOIN (SELECT kunci FROM temuan_sel WHERE kolom = 'tempat') USING (kunci)
    WHERE urai.rw IS NULL AND coalesce(urai.lembaga, 'RT') IN ('RT', 'RW')
),
tak_terdaftar AS (
    SELECT urai.kunci, urai.rt, urai.rw
    FROM urai
    JOIN (SELECT DISTINCT kode_kelurahan FROM rt_rw) AS berdaftar USING (kode_kelurahan)
    LEFT JOIN (SELECT kode_kelurahan, rw, list(rt) AS rt FROM rt_rw GROUP BY ALL) AS daftar
        ON daftar.kode_kelurahan = urai.kode_kelurahan AND daftar.rw = urai.rw
    WHERE len(urai.rt) > 0 AND urai.rw IS NOT NULL AND NOT list_has_all(coalesce(daftar.rt, []), urai.rt)
),
-- What is printed as it was written, beside problem and proposal.
pendek AS (
    SELECT kunci, 'lokasi' AS kolom, lokasi AS teks FROM isi
    UNION ALL SELECT kunci, 'kegiatan', kegiatan FROM isi
    UNION ALL SELECT kunci, 'pengusul', pengusul FROM isi
    UNION ALL SELECT kunci, 'kontak', kontak FROM isi
),
bebas AS (
    SELECT kunci, 'masalah' AS kolom, masalah AS teks FROM isi
    UNION ALL SELECT kunci, 'usulan', usulan FROM isi
    UNION ALL SELECT kunci, 'lokasi', lokasi FROM isi
    UNION ALL SELECT kunci, 'catatan', catatan FROM isi
)
SELECT kunci, 'masalah' AS kolom, '' AS nilai, 'masalah_kosong' AS kode, coalesce(left(usulan, 40), '') AS arti
FROM isi ANTI JOIN nihil USING (kunci) WHERE masalah IS NULL
UNION ALL
SELECT kunci, 'usulan', '', 'usulan_kosong', coalesce(left(masalah, 40), '')
FROM isi ANTI JOIN nihil USING (kunci) WHERE usulan IS NULL
UNION ALL
SELECT kunci, 'masalah', left(masalah, 40), 'teks_panjang', '2.000' FROM isi WHERE length(masalah) > 2000
UNION ALL
SELECT kunci, 'usulan', left(usulan, 40), 'teks_panjang', '500' FROM isi WHERE length(usulan) > 500
UNION ALL
SELECT kunci, kolom, left(teks, 40), 'teks_panjang', '2.000' FROM pendek WHERE length(teks) > 2000
UNION ALL
SELECT kunci, 'catatan', left(catatan, 40), 'teks_panjang', '32.000' FROM isi WHERE length(catatan) > 32000
UNION ALL
-- Whatever the cell holds: where its grammar found no kelurahan and nothing to say, none is written.
SELECT kunci, 'kelurahan', '', 'kelurahan_kosong', ''
FROM urai ANTI JOIN (SELECT kunci FROM temuan_sel WHERE kolom = 'kelurahan') USING (kunci)
WHERE kode_kelurahan IS NULL
UNION ALL
SELECT kunci, 'rw', '', 'rw_kosong', '' FROM tanpa_rw WHERE lokasi IS NULL
UNION ALL
SELECT kunci, 'rw', '', 'lokasi_tanpa_rw', '' FROM tanpa_rw WHERE lokasi IS NOT NULL
UNION ALL
SELECT kunci, 'volume', split_part(isi.volume, chr(31), 1), 'volume_tanpa_satuan', ''
FROM urai JOIN isi USING (kunci) WHERE urai.volume IS NOT NULL AND urai.satuan IS NULL
UNION ALL
SELECT kunci, 'biaya', '', 'biaya_kosong', '' FROM isi ANTI JOIN nihil USING (kunci) WHERE biaya IS NULL
UNION ALL
SELECT kunci, 'baris', '', 'kolom_lebih', lebih::VARCHAR FROM isi WHERE lebih > 0
UNION ALL
SELECT kunci, 'rt', '', 'rt_tidak_terdaftar',
    'RT ' || array_to_string(list_transform(rt, lambda x: format('{:02d}', x)), ', ') || ' RW ' || format('{:02d}', rw)
FROM tak_terdaftar
UNION ALL
SELECT kunci, kolom, '', 'data_pribadi', '' FROM bebas
WHERE regexp_matches(teks, '(^|\D)(\d{16}|(\+62|62|0)8\d[\d -]{6,12}\d)(\D|$)')
