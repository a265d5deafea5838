-- One change of one proposal under a what-if: into the ceiling, out of it, or to another executor.
WITH sanding AS (
    SELECT usulan.id_usulan, usulan.kode, usulan.kode_kelurahan, usulan.rw, usulan.rt, usulan.usulan, usulan.lokasi, alokasi.biaya,
        peringkat.peringkat, terbit.jalur AS jalur_terbit, alokasi.jalur,
        terbit.pelaksana AS pelaksana_terbit, pengadaan.pelaksana, terbit.metode AS metode_terbit, pengadaan.metode
    FROM usulan
    JOIN alokasi USING (id_usulan)
    JOIN peringkat USING (id_usulan)
    JOIN terbit_usulan AS terbit USING (id_usulan)
    LEFT JOIN pengadaan USING (id_usulan)
)
SELECT 'masuk' AS perubahan, sanding.* FROM sanding WHERE jalur = 'dana_kelurahan' AND jalur_terbit <> 'dana_kelurahan'
UNION ALL
SELECT 'keluar', sanding.* FROM sanding WHERE jalur <> 'dana_kelurahan' AND jalur_terbit = 'dana_kelurahan'
UNION ALL
SELECT 'pelaksana', sanding.* FROM sanding
WHERE pelaksana <> pelaksana_terbit AND (jalur IN ('dana_kelurahan', 'cadangan') OR jalur_terbit IN ('dana_kelurahan', 'cadangan'))
ORDER BY kode_kelurahan, perubahan, peringkat, id_usulan
