-- One accepted proposal for the verification sheet of its kelurahan, in the order in which the gangs are walked.
WITH sudah AS (
    SELECT id_usulan, string_agg(replace(kolom, '_', ' ') || ': ' || nilai, '; ' ORDER BY kolom) AS sudah
    FROM verifikasi WHERE berlaku GROUP BY id_usulan
)
SELECT kelurahan.kode AS kode_kelurahan, kelurahan.nama AS kelurahan, usulan.kode, usulan.rw, usulan.rt, usulan.usulan,
    usulan.lokasi,
    trim(replace(isi.volume, chr(31), ' ')) AS volume,
    isi.biaya,
    alokasi.jalur,
    usulan.saran,
    sudah.sudah
FROM usulan
JOIN alokasi USING (id_usulan)
JOIN kelurahan_acuan AS kelurahan ON kelurahan.kode = usulan.kode_kelurahan
JOIN (FROM berkas WHERE status = 'terbaca') AS berkas ON berkas.sha256 = usulan.sha256
JOIN isi ON isi.berkas_ke = berkas.berkas_ke AND isi.nomor = usulan.nomor
LEFT JOIN sudah ON sudah.id_usulan = usulan.id_usulan
ORDER BY kelurahan.kode, usulan.rw NULLS LAST, usulan.rt, usulan.kode
