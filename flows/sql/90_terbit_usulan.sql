-- One proposal as the published run has it.
SELECT alokasi.id_usulan, alokasi.jalur, pengadaan.pelaksana, pengadaan.metode
FROM alokasi LEFT JOIN pengadaan USING (id_usulan)
