-- One accepted proposal that clearly was made in earlier years too: same RW, no other RT, nearly the same words and
-- the same numbers in them (Gang 3 is not Gang 4).
WITH kini AS (
    SELECT id_usulan, kode_kelurahan, rw, rt, normal(usulan) AS usulan, normal(concat_ws(' ', usulan, lokasi)) AS lengkap
    FROM usulan
),
dulu AS (
    SELECT tahun, kode_kelurahan, rw, rt, normal(usulan) AS usulan, normal(concat_ws(' ', usulan, lokasi)) AS lengkap
    FROM riwayat
),
pasangan AS (
    SELECT kini.id_usulan, dulu.tahun, unnest([(kini.lengkap, dulu.lengkap), (kini.usulan, dulu.usulan)]) AS kata,
        unnest([true, kini.usulan = kini.lengkap OR dulu.usulan = dulu.lengkap]) AS boleh
    FROM kini
    JOIN dulu ON dulu.kode_kelurahan = kini.kode_kelurahan AND dulu.rw IS NOT DISTINCT FROM kini.rw
    WHERE kini.rt IS NULL OR dulu.rt IS NULL OR list_has_any(kini.rt, dulu.rt)
)
SELECT id_usulan, (count(DISTINCT tahun) + 1)::INTEGER AS kali, min(tahun) AS sejak
FROM pasangan
WHERE boleh AND regexp_extract_all(kata[1], '\d+') = regexp_extract_all(kata[2], '\d+') AND serupa(kata[1], kata[2]) >= 0.93
GROUP BY id_usulan
