-- One eligible, costed proposal of a kelurahan whose earlier ceiling is known: where it stood under that ceiling,
-- where it stands now, the order of turns being the same.
WITH dulu AS (
    SELECT id_usulan, CASE hasil WHEN 'masuk' THEN 'dana_kelurahan' ELSE 'cadangan' END AS jalur_lalu FROM bagian_lalu
)
SELECT dulu.id_usulan, alokasi.kode_kelurahan, pagu_kelurahan.tahap_lalu, dulu.jalur_lalu, alokasi.jalur,
    CASE WHEN alokasi.jalur = dulu.jalur_lalu THEN 'tetap'
         WHEN alokasi.jalur = 'dana_kelurahan' THEN 'naik'
         ELSE 'keluar' END AS perubahan
FROM dulu
JOIN alokasi USING (id_usulan)
JOIN pagu_kelurahan ON pagu_kelurahan.kode = alokasi.kode_kelurahan
