-- One finding on one cell, as a sentence for the sender. In a workbook the row is the one that the sender sees.
WITH tempat AS (
    SELECT mentah.*, coalesce(isi.baris_lembar, abaikan.baris_lembar) AS baris_lembar, 
        -- what a sender calls a sheet may hold signs that a terminal would obey
        regexp_replace(coalesce(isi.lembar, abaikan.lembar), '[\pC\pZ]+', ' ', 'g') AS lembar
    FROM mentah
    JOIN berkas_baca AS berkas USING (berkas_ke)
    LEFT JOIN isi ON isi.kunci = mentah.kunci AND isi.lembar IS NOT NULL
    LEFT JOIN abaikan ON abaikan.berkas_ke = mentah.berkas_ke AND abaikan.nomor = mentah.nomor AND abaikan.lembar IS NOT NULL
),
disebut AS (
    SELECT tempat.*, ucapan.tingkat, ucapan.pesan, ucapan.cara,
        -- Two sentences are 220 signs at most; the name of the sheet is said where it fits.
        coalesce(baris_lembar, nomor) || CASE WHEN baris_lembar <> nomor
            AND length(ucapan.pesan) + length(ucapan.cara) + length(lembar) <= 205 THEN ' lembar ' || lembar ELSE '' END AS baris
    FROM tempat JOIN ucapan USING (kode, nama_kolom, nilai, arti)
)
SELECT kunci, berkas_ke, nomor, kolom, nilai, kode, tingkat,
    replace(pesan, '{baris}', baris) AS pesan, replace(cara, '{baris}', baris) AS cara
FROM disebut
