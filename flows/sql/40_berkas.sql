-- One received file: how it was read, and whether it came in time.
SELECT berkas.berkas_ke, berkas.sha256, berkas.nama,
    berkas.diterima::TIMESTAMPTZ AT TIME ZONE 'UTC' AS diterima,
    berkas.mtime::TIMESTAMPTZ AT TIME ZONE 'UTC' AS mtime,
    berkas.ukuran, berkas.jenis, berkas.encoding, berkas.pemisah, berkas.baris_judul, berkas.baris, berkas.status,
    berkas.alasan,
    berkas.diterima::TIMESTAMPTZ AT TIME ZONE 'UTC' < $batas + INTERVAL 1 SECOND AS tepat_waktu,
    berkas.arsip, berkas.kolom_lain, berkas.kode
FROM berkas_baca AS berkas
