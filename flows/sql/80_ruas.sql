-- One distinct wording of a place with the street it names: `depan Jl. Kurinci No 3` and `jalan kurinci` are one.
-- bernama: the street has a name of its own; `Gang 3` is another one in every RW.
WITH tempat AS (
    SELECT DISTINCT lokasi_normal FROM usulan WHERE lokasi_normal <> ''
    UNION SELECT DISTINCT normal(lokasi) FROM kegiatan_berjalan WHERE lokasi <> ''
),
disamakan AS (
    SELECT lokasi_normal,
        regexp_replace(regexp_replace(lokasi_normal, '\b(' || $jalan || ')\b', 'jalan', 'g'), '\b(' || $gang || ')\b', 'gang', 'g')
            AS kata
    FROM tempat
),
disebut AS (
    -- A name runs from the last street word to the word that ends it; without a street word no street is named.
    SELECT lokasi_normal, list_filter(
        list_transform(
            string_split(regexp_replace(regexp_replace(kata, '\b(' || $umum || ')\b', '', 'g'), '\b(' || $akhir || ')\b', '|', 'g'), '|'),
            lambda potong: regexp_extract(tunggal(trim(potong)), '^(.* )?((jalan|gang) .+)$', 2)),
        lambda potong: potong <> '')[1] AS ruas
    FROM disamakan
    WHERE contains(kata, 'jalan') OR contains(kata, 'gang')
)
SELECT lokasi_normal, ruas,
    regexp_matches(regexp_replace(ruas, '\b(jalan|gang|[ivxlc]+|[a-z]|\d+[a-z]?)\b', '', 'g'), '\pL') AS bernama
FROM disebut
WHERE ruas IS NOT NULL
