-- One finding on one cell, as a sentence for the sender; what names a person is masked.
WITH mentah AS (
    SELECT * FROM temuan_sel UNION ALL SELECT * FROM silang UNION ALL SELECT * FROM temuan_kolom
),
berkalimat AS (
    SELECT mentah.*, pesan.tingkat, pesan.pesan, pesan.cara,
        coalesce(berkas.judul[mentah.kolom], replace(mentah.kolom, '_', ' ')) AS nama_kolom,
        CASE WHEN mentah.kolom IN ('pengusul', 'kontak') AND mentah.nilai <> '' THEN '•••' ELSE mentah.nilai END AS tertulis
    FROM mentah
    JOIN pesan ON pesan.kode = mentah.kode
    JOIN berkas_baca AS berkas ON berkas.berkas_ke = mentah.berkas_ke
)
SELECT berkas_ke, nomor, kolom, tertulis AS nilai, kode, tingkat,
    replace(replace(replace(replace(pesan, '{baris}', nomor::VARCHAR), '{kolom}', nama_kolom),
        '{nilai}', left(tertulis, 40)), '{arti}', left(arti, 80)) AS pesan,
    replace(replace(cara, '{kolom}', nama_kolom), '{arti}', left(arti, 80)) AS cara
FROM berkalimat
