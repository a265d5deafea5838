-- One row per data row of a read file: every cell as clean text, empty ones filled from above the table.
SELECT
    teks.berkas_ke, teks.nomor, teks.lembar, teks.baris_lembar, teks.lebih, teks.lain,
    coalesce(bersih(teks.tahun), bersih(berkas.k_tahun)) AS tahun,
    coalesce(bersih(teks.kelurahan), bersih(berkas.k_kelurahan), berkas.kelurahan_nama) AS kelurahan,
    bersih(teks.rt_rw) AS rt_rw,
    coalesce(bersih(teks.rw), bersih(berkas.k_rw)) AS rw,
    coalesce(bersih(teks.rt), bersih(berkas.k_rt)) AS rt,
    coalesce(bersih(teks.lembaga), bersih(berkas.k_lembaga)) AS lembaga,
    coalesce(bersih(teks.pengusul), bersih(berkas.k_pengusul)) AS pengusul,
    coalesce(bersih(teks.kontak), bersih(berkas.k_kontak)) AS kontak,
    coalesce(bersih(teks.tanggal), bersih(berkas.k_tanggal)) AS tanggal,
    coalesce(bersih(teks.peserta), bersih(berkas.k_peserta)) AS peserta,
    bersih(teks.masalah) AS masalah,
    bersih(teks.usulan) AS usulan,
    bersih(teks.kegiatan) AS kegiatan,
    bersih(teks.lokasi) AS lokasi,
    bersih(teks.lat) AS lat,
    bersih(teks.lon) AS lon,
    bersih(teks.status_lahan) AS status_lahan,
    bersih(teks.volume) AS volume,
    bersih(teks.satuan) AS satuan,
    bersih(teks.biaya) AS biaya,
    bersih(teks.swadaya) AS swadaya,
    bersih(teks.sumber_dana) AS sumber_dana,
    bersih(teks.penerima_manfaat) AS penerima_manfaat,
    bersih(teks.urgensi) AS urgensi,
    bersih(teks.keseriusan) AS keseriusan,
    bersih(teks.pertumbuhan) AS pertumbuhan,
    bersih(teks.inovasi) AS inovasi,
    bersih(teks.prioritas) AS prioritas,
    bersih(teks.catatan) AS catatan,
    CASE WHEN coalesce(bersih(teks.rt), bersih(berkas.k_rt), bersih(teks.rw), bersih(berkas.k_rw), bersih(teks.rt_rw))
              IS NOT NULL
         THEN concat_ws(chr(31), coalesce(bersih(teks.rt), bersih(berkas.k_rt), ''),
                        coalesce(bersih(teks.rw), bersih(berkas.k_rw), ''), coalesce(bersih(teks.rt_rw), ''))
    END AS tempat
FROM teks
JOIN berkas_baca AS berkas USING (berkas_ke)
