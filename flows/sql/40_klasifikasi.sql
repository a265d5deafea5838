-- One row per distinct wording (letters only) of a proposal or activity, also of other budgets: what the word list
-- makes of it.
WITH wording AS (
    SELECT usulan_huruf AS huruf FROM urai UNION SELECT kegiatan_huruf FROM urai
    UNION SELECT huruf(kegiatan) FROM kegiatan_berjalan
    UNION
    -- the halves of what may be two works (40_dua_usulan)
    SELECT unnest(string_split(usulan_huruf, ' dan ')) FROM urai WHERE contains(usulan_huruf, ' dan ')
),
inti AS (
    -- What stands after a place word (`saluran depan mushola`) is the place, not the work.
    SELECT huruf, ' ' || coalesce(nullif(trim(regexp_replace(huruf, $tempat, '')), ''), huruf) || ' ' AS inti
    FROM wording WHERE huruf <> ''
),
frasa AS (
    SELECT kode, jenis, tingkat, length(frasa) AS panjang, row_number() OVER (ORDER BY frasa) AS urutan,
        ' ' || CASE WHEN frasa LIKE '%*' THEN rtrim(frasa, '*') ELSE frasa || ' ' END AS pola
    FROM kata
)
SELECT huruf, hasil.kode, hasil.jenis
FROM (
    SELECT inti.huruf, arg_max({'kode': frasa.kode, 'jenis': frasa.jenis}, (tingkat, panjang, -urutan)) AS hasil
    FROM inti JOIN frasa ON contains(inti.inti, frasa.pola)
    GROUP BY inti.huruf
)
