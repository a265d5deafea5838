-- One row that names a record which is not there or was never returned.
SELECT tautan.kunci, tautan.berkas_ke, isi.nomor, tautan.rujukan
FROM tautan JOIN isi USING (kunci)
ANTI JOIN koreksi USING (kunci)
WHERE tautan.rujukan IS NOT NULL
