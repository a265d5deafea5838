-- One accepted proposal, typed.
WITH diterima AS (
    SELECT urai.* EXCLUDE (lebih), rekam.tanda, isi.pengusul, isi.masalah, isi.usulan, isi.kegiatan, isi.lokasi,
        isi.catatan, isi.lain, dikenal.usulan_normal, dikenal.lokasi_normal, dikenal.usulan_huruf,
        dikenal.kegiatan_normal, dikenal.kegiatan_huruf
    FROM rekam
    JOIN urai USING (berkas_ke, nomor)
    JOIN isi USING (berkas_ke, nomor)
    JOIN dikenal USING (berkas_ke, nomor)
    WHERE NOT rekam.kembar AND NOT rekam.digantikan
),
jiwa AS (
    SELECT kode_kelurahan, rw::INTEGER AS rw, sum(TRY_CAST(penduduk AS BIGINT)) AS penduduk, sum(TRY_CAST(kk AS BIGINT)) AS kk
    FROM rt_rw GROUP BY ALL
),
bernama AS (
    SELECT kode, normal(nama) AS nama FROM menu UNION ALL SELECT kode, normal(kode) FROM menu
),
nama_unik AS (SELECT nama, min(kode) AS kode FROM bernama GROUP BY nama HAVING count(DISTINCT kode) = 1),
ditunjuk AS (
    SELECT diterima.berkas_ke, diterima.nomor,
        coalesce(nama_unik.kode, kegiatan.kode, usulan.kode) AS kode_kegiatan,
        CASE WHEN nama_unik.kode IS NULL THEN coalesce(nullif(kegiatan.jenis, ''), nullif(usulan.jenis, '')) END AS jenis
    FROM diterima
    LEFT JOIN nama_unik ON nama_unik.nama = diterima.kegiatan_normal
    LEFT JOIN klasifikasi AS kegiatan ON kegiatan.huruf = diterima.kegiatan_huruf
    LEFT JOIN klasifikasi AS usulan ON usulan.huruf = diterima.usulan_huruf
)
SELECT
    $tahun || '-' || replace(diterima.kode_kelurahan, '.', '') || '-' || diterima.tanda AS id_usulan,
    kelurahan.singkatan || '-' || format('{:02d}', coalesce(diterima.rw, 0)) || '-' || diterima.tanda AS kode,
    $tahun::INTEGER AS tahun,
    diterima.kode_kelurahan,
    diterima.rw::INTEGER AS rw,
    diterima.rt,
    diterima.lembaga, diterima.pengusul, diterima.kontak, diterima.tanggal,
    diterima.peserta::INTEGER AS peserta,
    diterima.masalah, diterima.usulan, diterima.kegiatan, diterima.lokasi, diterima.lat, diterima.lon,
    diterima.status_lahan, diterima.volume, diterima.satuan,
    coalesce(diterima.biaya, (diterima.volume * harga.harga)::BIGINT) AS biaya,
    diterima.swadaya,
    diterima.sumber_dana,
    CASE WHEN diterima.penerima_kk
         THEN round(diterima.penerima * coalesce(jiwa.penduduk / nullif(jiwa.kk, 0), $jiwa_per_kk))
         ELSE diterima.penerima END::INTEGER AS penerima_manfaat,
    diterima.urgensi::INTEGER AS urgensi,
    diterima.keseriusan::INTEGER AS keseriusan,
    diterima.pertumbuhan::INTEGER AS pertumbuhan,
    diterima.inovasi,
    diterima.prioritas::INTEGER AS prioritas,
    diterima.catatan,
    ditunjuk.kode_kegiatan,
    coalesce(menu.bidang, nullif(luar_menu.bidang, '')) AS bidang,
    menu.program,
    coalesce(ditunjuk.jenis, menu.jenis, nullif(luar_menu.jenis, '')) AS jenis,
    CASE WHEN diterima.biaya IS NOT NULL THEN 'pengusul' WHEN diterima.volume * harga.harga IS NOT NULL THEN 'estimasi' END
        AS biaya_sumber,
    string_split(nullif(luar_menu.saran, ''), ' ') AS saran,
    diterima.lain,
    NOT berkas.tepat_waktu AS terlambat,
    berkas.sha256,
    diterima.nomor,
    diterima.usulan_normal,
    diterima.lokasi_normal
FROM diterima
JOIN berkas ON berkas.berkas_ke = diterima.berkas_ke
JOIN kelurahan_acuan AS kelurahan ON kelurahan.kode = diterima.kode_kelurahan
JOIN ditunjuk ON ditunjuk.berkas_ke = diterima.berkas_ke AND ditunjuk.nomor = diterima.nomor
LEFT JOIN menu ON menu.kode = ditunjuk.kode_kegiatan
LEFT JOIN luar_menu ON luar_menu.kode = ditunjuk.kode_kegiatan
LEFT JOIN harga ON harga.kode = ditunjuk.kode_kegiatan AND harga.satuan = diterima.satuan
LEFT JOIN jiwa ON jiwa.kode_kelurahan = diterima.kode_kelurahan AND jiwa.rw = diterima.rw
