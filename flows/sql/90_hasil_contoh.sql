-- One proposal of an example with all that the rules make of it.
SELECT
    usulan.nomor_contoh,
    usulan.kode_kegiatan AS kegiatan,
    usulan.program,
    usulan.jenis,
    usulan.biaya,
    usulan.penerima_manfaat AS jiwa,
    usulan.terlambat,
    usulan.saran,
    subkegiatan.kode AS subkegiatan,
    peringkat.skor,
    peringkat.peringkat,
    peringkat.rincian,
    alokasi.jalur,
    alokasi.aturan AS aturan_jalur,
    alokasi.tujuan,
    alokasi.kewenangan,
    alokasi.rujukan,
    alokasi.biaya_muat,
    alokasi.naik_pagu,
    pengadaan.metode,
    pengadaan.pelaksana,
    pengadaan.aturan,
    pengadaan.batas,
    pengadaan.dasar
FROM (SELECT *, contoh.kunci AS nomor_contoh FROM usulan JOIN contoh ON contoh.id = usulan.id_usulan) AS usulan
JOIN peringkat USING (id_usulan)
JOIN alokasi USING (id_usulan)
LEFT JOIN pengadaan USING (id_usulan)
LEFT JOIN subkegiatan ON subkegiatan.program = usulan.program
ORDER BY nomor_contoh
