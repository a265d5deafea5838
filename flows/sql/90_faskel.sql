-- One facilitator of one area; the columns are the fields of reports.senders.Faskel, in their order.
SELECT kode_kelurahan AS wilayah, nama, kontak
FROM faskel
ORDER BY kode_kelurahan, nama, kontak
