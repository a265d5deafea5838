-- One accepted proposal with a cost: who carries it out and how it is bought, by which line of the decision table.
WITH batas AS (
    -- The decision table with its limits in rupiah; several lower limits count as their highest.
    SELECT tabel.aturan, tabel.jenis, tabel.metode, tabel.pelaksana, tabel.dasar, tabel.alasan,
        coalesce(max(bawah.nilai), 0) AS di_atas, max(atas.nilai) AS sampai
    FROM tabel_pengadaan AS tabel
    LEFT JOIN angka AS bawah ON list_contains(string_split(tabel.di_atas, ' '), bawah.id)
    LEFT JOIN angka AS atas ON atas.id = tabel.sampai
    GROUP BY ALL
),
berbiaya AS (
    SELECT alokasi.id_usulan, alokasi.jalur, alokasi.biaya, usulan.jenis
    FROM alokasi JOIN usulan USING (id_usulan)
    WHERE alokasi.biaya IS NOT NULL
),
sendiri AS (
    SELECT *, jalur NOT IN ('kecamatan_opd', 'tidak_memenuhi') AS berlaku FROM berbiaya
)
SELECT
    sendiri.id_usulan,
    CASE WHEN NOT berlaku THEN 'tidak_berlaku' ELSE coalesce(batas.metode, 'belum_ditentukan') END AS metode,
    batas.pelaksana,
    CASE WHEN NOT berlaku THEN 'P-LUAR' ELSE coalesce(batas.aturan, 'P-JENIS') END AS aturan,
    CASE WHEN NOT berlaku THEN 'PP 17/2018 Pasal 30; ditentukan oleh kantor yang berwenang'
         ELSE coalesce(batas.dasar, 'Permendagri 130/2018') END AS dasar,
    coalesce(batas.sampai, nullif(batas.di_atas, 0)) AS batas,
    CASE WHEN NOT berlaku THEN 'Bukan pengadaan kelurahan'
         ELSE coalesce(batas.alasan, 'Jenis pekerjaannya belum dipastikan') END AS alasan
FROM sendiri
LEFT JOIN batas ON berlaku AND sendiri.jalur <> 'perlu_klasifikasi' AND batas.jenis = sendiri.jenis
    AND sendiri.biaya > batas.di_atas AND (batas.sampai IS NULL OR sendiri.biaya <= batas.sampai)
