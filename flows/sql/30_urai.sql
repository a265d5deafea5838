-- One row per data row of a read file: what its cells mean, before any row is judged; free text stays in isi.
SELECT
    isi.kunci, isi.berkas_ke, isi.nomor, isi.lebih,
    tahun.bulat AS tahun,
    kelurahan.kata AS kode_kelurahan,
    tempat.rw,
    coalesce(tempat.rt, []) AS rt,
    coalesce(lembaga.kata, CASE WHEN len(tempat.rt) > 0 THEN 'RT' WHEN tempat.rw IS NOT NULL THEN 'RW' END) AS lembaga,
    tanggal.tanggal,
    peserta.bulat AS peserta,
    lat.pecahan AS lat,
    lon.pecahan AS lon,
    status_lahan.kata AS status_lahan,
    volume.desimal AS volume,
    coalesce(volume.kata, satuan.kata) AS satuan,
    biaya.bulat AS biaya,
    swadaya.bulat AS swadaya,
    coalesce(sumber.kata, 'dana_kelurahan') AS sumber_dana,
    penerima.bulat AS penerima,
    penerima.ya AS penerima_kk,
    urgensi.bulat AS urgensi,
    keseriusan.bulat AS keseriusan,
    pertumbuhan.bulat AS pertumbuhan,
    coalesce(inovasi.ya, false) AS inovasi,
    prioritas.bulat AS prioritas,
    usulan.normal AS usulan_normal,
    normal(isi.lokasi) AS lokasi_normal,
    usulan.huruf AS usulan_huruf,
    kegiatan.normal AS kegiatan_normal,
    kegiatan.huruf AS kegiatan_huruf,
    -- the identity of a proposal: its place and what it says, however it is spelled
    md5_number_lower(concat(coalesce(tempat.rw, 0), '|', array_to_string(tempat.rt, ','), '|',
        usulan.normal, '|', normal(isi.lokasi), '|', masalah.normal)) AS pokok
FROM isi
LEFT JOIN ejaan AS usulan ON usulan.teks = isi.usulan
LEFT JOIN ejaan AS masalah ON masalah.teks = isi.masalah
LEFT JOIN ejaan AS kegiatan ON kegiatan.teks = isi.kegiatan
LEFT JOIN sel AS tahun ON tahun.kolom = 'tahun' AND tahun.teks = isi.tahun
LEFT JOIN sel AS kelurahan ON kelurahan.kolom = 'kelurahan' AND kelurahan.teks = isi.kelurahan
LEFT JOIN sel AS tempat ON tempat.kolom = 'tempat' AND tempat.teks = isi.tempat
LEFT JOIN sel AS lembaga ON lembaga.kolom = 'lembaga' AND lembaga.teks = isi.lembaga
LEFT JOIN sel AS tanggal ON tanggal.kolom = 'tanggal' AND tanggal.teks = isi.tanggal
LEFT JOIN sel AS peserta ON peserta.kolom = 'peserta' AND peserta.teks = isi.peserta
LEFT JOIN sel AS lat ON lat.kolom = 'lat' AND lat.teks = isi.lat
LEFT JOIN sel AS lon ON lon.kolom = 'lon' AND lon.teks = isi.lon
LEFT JOIN sel AS status_lahan ON status_lahan.kolom = 'status_lahan' AND status_lahan.teks = isi.status_lahan
LEFT JOIN sel AS volume ON volume.kolom = 'volume' AND volume.teks = isi.volume
LEFT JOIN sel AS satuan ON satuan.kolom = 'satuan' AND satuan.teks = isi.satuan
LEFT JOIN sel AS biaya ON biaya.kolom = 'biaya' AND biaya.teks = isi.biaya
LEFT JOIN sel AS swadaya ON swadaya.kolom = 'swadaya' AND swadaya.teks = isi.swadaya
LEFT JOIN sel AS sumber ON sumber.kolom = 'sumber_dana' AND sumber.teks = isi.sumber_dana
LEFT JOIN sel AS penerima ON penerima.kolom = 'penerima_manfaat' AND penerima.teks = isi.penerima_manfaat
LEFT JOIN sel AS urgensi ON urgensi.kolom = 'urgensi' AND urgensi.teks = isi.urgensi
LEFT JOIN sel AS keseriusan ON keseriusan.kolom = 'keseriusan' AND keseriusan.teks = isi.keseriusan
LEFT JOIN sel AS pertumbuhan ON pertumbuhan.kolom = 'pertumbuhan' AND pertumbuhan.teks = isi.pertumbuhan
LEFT JOIN sel AS inovasi ON inovasi.kolom = 'inovasi' AND inovasi.teks = isi.inovasi
LEFT JOIN sel AS prioritas ON prioritas.kolom = 'prioritas' AND prioritas.teks = isi.prioritas
