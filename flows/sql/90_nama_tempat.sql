-- One name of a place of the kota: a kelurahan of today or of the past, a kecamatan, the kota itself.
SELECT nama FROM kelurahan_acuan
UNION
SELECT kecamatan FROM kelurahan_acuan
UNION
SELECT alias FROM alias_kelurahan
UNION
SELECT nama FROM kota
ORDER BY nama
