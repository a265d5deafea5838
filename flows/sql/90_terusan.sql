-- One row per proposal that is passed on to another office, in the order of the kelurahan;
-- the columns are the fields of reports.views.Terusan, in their order.
SELECT
    usulan.id_usulan,
    usulan.kode,
    usulan.kode_kelurahan,
    kelurahan.nama AS kelurahan,
    kelurahan.kecamatan_kode,
    kelurahan.kecamatan,
    alokasi.tujuan,
    opd.nama AS nama_tujuan,
    alokasi.kewenangan,
    usulan.rw,
    usulan.rt,
    usulan.pengusul,
    usulan.masalah,
    usulan.usulan,
    usulan.lokasi,
    usulan.volume,
    usulan.satuan,
    alokasi.biaya,
    alokasi.jalur,
    alokasi.naik
FROM alokasi
JOIN usulan ON usulan.id_usulan = alokasi.id_usulan
JOIN kelurahan ON kelurahan.kode = usulan.kode_kelurahan
LEFT JOIN opd ON opd.id = alokasi.tujuan
WHERE alokasi.jalur = 'kecamatan_opd'
ORDER BY usulan.kode_kelurahan, alokasi.urutan NULLS LAST, usulan.id_usulan
