-- One row of a corrected file with the record that it names (dari); a row added to such a file follows its neighbours.
WITH baris AS (
    SELECT isi.kunci, isi.berkas_ke, isi.rujukan,
        regexp_extract(lower(isi.rujukan), '^''?([0-9a-f]{12}) ?: ?0*([0-9]{1,8})(?::00)?$', ['sidik', 'nomor']) AS sebutan
    FROM isi JOIN berkas_baca AS berkas USING (berkas_ke)
    WHERE berkas.perbaikan
),
disebut AS (
    SELECT baris.kunci, baris.berkas_ke, baris.rujukan, asal.kunci AS dari
    FROM baris
    LEFT JOIN berkas_baca AS berkas ON berkas.status = 'terbaca' AND left(berkas.sha256, 12) = baris.sebutan.sidik
        AND berkas.berkas_ke <> baris.berkas_ke
    LEFT JOIN isi AS asal ON asal.berkas_ke = berkas.berkas_ke AND asal.nomor = TRY_CAST(baris.sebutan.nomor AS INTEGER)
)
SELECT kunci, berkas_ke, rujukan, dari, coalesce(dari, min(dari) OVER (PARTITION BY berkas_ke)) AS konteks_dari
FROM disebut
