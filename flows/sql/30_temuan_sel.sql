-- One finding of a grammar on one cell.
SELECT isi.kunci, isi.kolom, isi.teks AS nilai, sel.kode, sel.arti
FROM (
    UNPIVOT (SELECT kunci, tahun, kelurahan, tempat, lembaga, kontak, tanggal, peserta, lat, lon, status_lahan,
        volume, satuan, biaya, swadaya, sumber_dana, penerima_manfaat, urgensi, keseriusan, pertumbuhan, inovasi,
        prioritas FROM isi)
    ON COLUMNS(* EXCLUDE (kunci)) INTO NAME kolom VALUE teks
) AS isi
JOIN sel ON sel.kolom = isi.kolom AND sel.teks = isi.teks
WHERE sel.kode IS NOT NULL
