-- One proposal in whose own words nothing is known, with up to three activities that the words of its problem point to.
WITH tak_dikenal AS (
    SELECT urai.kunci, ' ' || huruf(isi.masalah) || ' ' AS inti
    FROM urai
    JOIN isi ON isi.kunci = urai.kunci
    LEFT JOIN klasifikasi AS kegiatan ON kegiatan.huruf = urai.kegiatan_huruf
    LEFT JOIN klasifikasi AS usulan ON usulan.huruf = urai.usulan_huruf
    WHERE kegiatan.kode IS NULL AND usulan.kode IS NULL
),
frasa AS (
    SELECT kode, tingkat, ' ' || CASE WHEN frasa LIKE '%*' THEN rtrim(frasa, '*') ELSE frasa || ' ' END AS pola
    FROM kata
),
tersebut AS (
    SELECT masalah.inti, frasa.kode, max({'tingkat': frasa.tingkat, 'panjang': length(frasa.pola)}) AS bobot
    FROM (SELECT DISTINCT inti FROM tak_dikenal) AS masalah JOIN frasa ON contains(masalah.inti, frasa.pola)
    GROUP BY ALL
),
calon AS (
    -- A matter that the panitia judges points to activities itself, less surely than a phrase that names one.
    SELECT tersebut.inti, coalesce(luar.kode, tersebut.kode) AS kode, {'pasti': luar.kode IS NULL, 'bobot': bobot} AS bobot
    FROM tersebut
    LEFT JOIN (SELECT kode AS matter, unnest(string_split(saran, ' ')) AS kode FROM luar_menu WHERE saran <> '') AS luar
        ON luar.matter = tersebut.kode
),
terpilih AS (
    SELECT calon.inti, calon.kode, max(calon.bobot) AS bobot FROM calon JOIN menu ON menu.kode = calon.kode GROUP BY ALL
),
terdekat AS (SELECT inti, list(kode ORDER BY bobot DESC, kode)[1:3] AS saran FROM terpilih GROUP BY inti)
SELECT tak_dikenal.kunci, terdekat.saran FROM tak_dikenal JOIN terdekat USING (inti)
