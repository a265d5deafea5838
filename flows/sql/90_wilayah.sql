-- One row per area of the kelurahan $dari to $sampai, the kelurahan itself before its RW;
-- the columns are the fields of reports.views.Wilayah, in their order.
SELECT
    kode_kelurahan,
    rw,
    cincin
FROM wilayah
WHERE kode_kelurahan BETWEEN $dari AND $sampai
ORDER BY kode_kelurahan, rw NULLS FIRST, cincin
