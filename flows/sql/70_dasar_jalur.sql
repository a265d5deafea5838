-- One accepted proposal with the first ground of contract section 5 that holds, before any money is handed out.
-- kunci null: eligible and costed, so the allocation decides. sarpras: what counts as physical under the pack.
SELECT
    usulan.id_usulan, usulan.kode_kelurahan, usulan.rw, usulan.biaya,
    coalesce(CASE WHEN $fisik_dari = 'jenis' THEN usulan.jenis IN ('konstruksi', 'barang')
                  ELSE usulan.program = 'sarpras' END, false) AS sarpras,
    coalesce(usulan.inovasi AND list_contains(usulan.verifikasi, 'inovasi'), false) AS inovasi_sah,
    peringkat.peringkat,
    CASE
        WHEN kelompok.kelompok IS NOT NULL AND usulan.digabung_ke IS NOT NULL THEN 'digabung_panitia'
        WHEN kelompok.kelompok IS NOT NULL THEN 'digabung'
        WHEN usulan.tujuan_verifikasi IS NOT NULL THEN 'ditetapkan_lain'
        WHEN luar_menu.jalur = 'kecamatan_opd' THEN 'kewenangan_lain'
        WHEN sumber.jalur = 'kecamatan_opd' THEN 'sumber_lain'
        WHEN sumber.jalur = 'tidak_memenuhi' AND usulan.sumber_dana = 'swadaya' THEN 'sumber_swadaya'
        WHEN sumber.jalur = 'tidak_memenuhi' THEN 'sumber_luar'
        WHEN luar_menu.jalur = 'tidak_memenuhi' THEN 'di_luar_menu'
        WHEN luar_menu.jalur = 'perlu_klasifikasi' THEN 'perlu_dipastikan'
        WHEN usulan.kode_kegiatan IS NULL THEN 'jenis_belum'
        WHEN usulan.biaya IS NULL THEN 'biaya_belum'
    END AS kunci,
    kelompok.kelompok AS wakil,
    -- Another office: the panitia knows it best, then the word list, then the source, then the menu's office.
    CASE WHEN usulan.tujuan_verifikasi IS NOT NULL THEN usulan.tujuan_verifikasi
         WHEN luar_menu.jalur = 'kecamatan_opd' THEN luar_menu.tujuan
         ELSE coalesce(nullif(sumber.tujuan, ''), satu.tujuan, kelompok_menu.tujuan, bawaan.tujuan) END AS tujuan,
    CASE WHEN usulan.tujuan_verifikasi IS NOT NULL THEN opd.kewenangan
         WHEN luar_menu.jalur = 'kecamatan_opd' THEN luar_menu.kewenangan
         ELSE coalesce(nullif(sumber.kewenangan, ''), satu.kewenangan, kelompok_menu.kewenangan, bawaan.kewenangan) END AS kewenangan,
    coalesce(luar_menu.alasan, '') AS alasan_menu,
    coalesce(luar_menu.dasar, '') AS dasar_menu,
    CASE WHEN usulan.tujuan_verifikasi IS NULL THEN coalesce(luar_menu.rujukan, '') ELSE '' END AS rujukan_menu,
    coalesce(sumber.rujukan, '') AS rujukan_sumber
FROM usulan
JOIN peringkat USING (id_usulan)
LEFT JOIN kelompok ON kelompok.id_usulan = usulan.id_usulan AND kelompok.peran = 'anggota'
LEFT JOIN luar_menu ON luar_menu.kode = usulan.kode_kegiatan
LEFT JOIN opd ON opd.id = usulan.tujuan_verifikasi
LEFT JOIN menu ON menu.kode = usulan.kode_kegiatan
LEFT JOIN menu_opd AS satu ON satu.kelompok = usulan.kode_kegiatan
LEFT JOIN menu_opd AS kelompok_menu ON kelompok_menu.kelompok = menu.kelompok
-- 'X' stands for whatever the menu does not know
CROSS JOIN (SELECT tujuan, kewenangan FROM menu_opd WHERE kelompok = 'X') AS bawaan
LEFT JOIN (SELECT DISTINCT sumber, jalur, kewenangan, tujuan, rujukan FROM sumber_dana) AS sumber
    ON sumber.sumber = usulan.sumber_dana
