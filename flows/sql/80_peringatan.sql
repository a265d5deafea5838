-- One matter for the panitia to judge, never a verdict.
SELECT usulan.kode_kelurahan, 'duplikat' AS kode, list(kelompok.id_usulan ORDER BY kelompok.id_usulan) AS id_usulan,
    'Usulan yang mirip di tempat yang sama: ' || string_agg(usulan.kode, ', ' ORDER BY usulan.kode)
    || '. Satu pekerjaan atau beda tempat?' AS pesan
FROM kelompok JOIN usulan USING (id_usulan)
WHERE kelompok.peran = 'mirip'
GROUP BY usulan.kode_kelurahan, kelompok.kelompok
UNION ALL
-- what stage 4 saw in files that came again
SELECT kode_kelurahan, kode, id_usulan, pesan FROM peringatan_kiriman
UNION ALL
SELECT kode_kelurahan, kode, id_usulan, pesan FROM pecah_paket
UNION ALL
SELECT kode_kelurahan, kode, id_usulan, pesan FROM dekat_batas
UNION ALL
SELECT kode_kelurahan, kode, id_usulan, pesan FROM harga_janggal
UNION ALL
SELECT kode_kelurahan, kode, id_usulan, pesan FROM salah_ribuan
UNION ALL
SELECT kode_kelurahan, kode, id_usulan, pesan FROM sudah_direncanakan
