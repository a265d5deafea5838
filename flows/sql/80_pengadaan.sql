-- One accepted proposal with a cost: who carries it out and how it is bought, by which line of the decision table.
WITH berbiaya AS (
    SELECT alokasi.id_usulan, alokasi.jalur, alokasi.biaya, usulan.jenis,
        CASE WHEN usulan.kode_kegiatan IN (SELECT kode FROM katalog) THEN 'katalog' ELSE 'bukan_katalog' END AS belanja
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
    AND (batas.syarat IS NULL OR batas.syarat NOT IN ('katalog', 'bukan_katalog') OR batas.syarat = sendiri.belanja)
