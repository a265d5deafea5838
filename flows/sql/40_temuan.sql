-- One finding on one cell of a received file.
SELECT berkas.sha256, temuan.nomor, temuan.kolom, temuan.nilai, temuan.kode, temuan.tingkat, temuan.pesan, temuan.cara
FROM (
    SELECT berkas_ke, nomor, kolom, nilai, kode, tingkat, pesan, cara FROM kalimat
    UNION ALL
    SELECT berkas_ke, nomor, kolom, nilai, kode, tingkat, pesan, cara FROM ucapan_akhir
) AS temuan
JOIN berkas USING (berkas_ke)
