-- One row per accepted proposal of the kelurahan $dari to $sampai: the best and the worst draft rank that it has when
-- one weight at a time moves.
SELECT
    peringkat.kode_kelurahan,
    peringkat.id_usulan,
    least(peringkat.peringkat, min(varian.peringkat)) AS tertinggi,
    greatest(peringkat.peringkat, max(varian.peringkat)) AS terendah
FROM peringkat
LEFT JOIN peringkat_varian AS varian ON varian.id_usulan = peringkat.id_usulan
WHERE peringkat.kode_kelurahan BETWEEN $dari AND $sampai
GROUP BY peringkat.kode_kelurahan, peringkat.id_usulan, peringkat.peringkat
ORDER BY peringkat.kode_kelurahan, peringkat.peringkat
