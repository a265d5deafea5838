-- One row per proposal of an earlier year, of the kelurahan $dari to $sampai, the latest year first;
-- the columns are the fields of reports.views.Riwayat, in their order.
SELECT
    kode_kelurahan,
    tahun,
    rw,
    rt,
    usulan,
    lokasi,
    pengusul,
    hasil,
    keadaan,
    alasan
FROM riwayat
WHERE kode_kelurahan BETWEEN $dari AND $sampai
ORDER BY kode_kelurahan, tahun DESC, rw NULLS LAST, rt, usulan, lokasi, hasil, keadaan, alasan, pengusul
