-- One data row that stays: its identity by place and text (pokok), and a hash of all else it says (rincian).
SELECT urai.berkas_ke, urai.nomor, urai.kode_kelurahan,
    usulan.normal AS usulan_normal, normal(isi.lokasi) AS lokasi_normal, usulan.huruf AS usulan_huruf,
    kegiatan.normal AS kegiatan_normal, kegiatan.huruf AS kegiatan_huruf,
    md5_number_lower(concat(coalesce(urai.rw, 0), '|', array_to_string(urai.rt, ','), '|',
        usulan.normal, '|', normal(isi.lokasi), '|', masalah.normal)) AS pokok,
    md5_number_lower(concat(urai.lembaga, '|', lower(isi.pengusul), '|', urai.kontak, '|', urai.tanggal, '|',
        urai.peserta, '|', kegiatan.normal, '|', urai.lat, '|', urai.lon, '|', urai.status_lahan, '|',
        urai.volume, '|', urai.satuan, '|', urai.biaya, '|', urai.swadaya, '|', urai.sumber_dana, '|',
        urai.penerima, '|', urai.penerima_kk, '|', urai.urgensi, '|', urai.keseriusan, '|', urai.pertumbuhan, '|',
        urai.inovasi, '|', urai.prioritas, '|', lower(isi.catatan))) AS rincian
FROM urai
JOIN isi USING (berkas_ke, nomor)
ANTI JOIN kembali USING (berkas_ke, nomor)
ANTI JOIN nihil USING (berkas_ke, nomor)
LEFT JOIN ejaan AS usulan ON usulan.teks = isi.usulan
LEFT JOIN ejaan AS masalah ON masalah.teks = isi.masalah
LEFT JOIN ejaan AS kegiatan ON kegiatan.teks = isi.kegiatan
