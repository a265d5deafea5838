-- One finding on one cell of a received file.
SELECT berkas.sha256, temuan.nomor, temuan.kolom, temuan.nilai, temuan.kode, temuan.tingkat, temuan.pesan, temuan.cara
FROM kalimat AS temuan JOIN berkas USING (berkas_ke)
