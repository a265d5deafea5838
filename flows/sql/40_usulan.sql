-- One accepted proposal, typed.
WITH diterima AS (
    SELECT kunci, tanda FROM rekam WHERE NOT kembar AND NOT digantikan
),
jiwa AS (
    SELECT kode_kelurahan, rw::INTEGER AS rw, sum(TRY_CAST(penduduk AS BIGINT)) AS penduduk, sum(TRY_CAST(kk AS BIGINT)) AS kk
    FROM rt_rw GROUP BY ALL
),
bernama AS (
    SELECT kode, normal(nama) AS nama FROM menu UNION ALL SELECT kode, normal(kode) FROM menu
),
nama_unik AS (SELECT nama, min(kode) AS kode FROM bernama GROUP BY nama HAVING count(DISTINCT kode) = 1),
terurai AS (
    SELECT urai.*, diterima.tanda,
        $tahun || '-' || replace(urai.kode_kelurahan, '.', '') || '-' || diterima.tanda AS id_usulan,
        coalesce(nama_unik.kode, kegiatan.kode, usulan.kode) AS kode_kegiatan,
        CASE WHEN nama_unik.kode IS NULL THEN coalesce(nullif(kegiatan.jenis, ''), nullif(usulan.jenis, '')) END AS jenis
    FROM diterima
    JOIN urai USING (kunci)
    LEFT JOIN nama_unik ON nama_unik.nama = urai.kegiatan_normal
    LEFT JOIN klasifikasi AS kegiatan ON kegiatan.huruf = urai.kegiatan_huruf
    LEFT JOIN klasifikasi AS usulan ON usulan.huruf = urai.usulan_huruf
),
diteguhkan AS (
    -- What the office verified stands for what the sender wrote, cell by cell.
    SELECT terurai.* REPLACE (
            coalesce(sah.kode_kegiatan, terurai.kode_kegiatan) AS kode_kegiatan,
            CASE WHEN sah.kode_kegiatan IS NULL THEN terurai.jenis END AS jenis,
            coalesce(sah.volume, terurai.volume) AS volume,
            coalesce(sah.satuan, terurai.satuan) AS satuan,
            coalesce(sah.status_lahan, terurai.status_lahan) AS status_lahan,
            coalesce(sah.urgensi, terurai.urgensi) AS urgensi,
            coalesce(sah.keseriusan, terurai.keseriusan) AS keseriusan,
            coalesce(sah.pertumbuhan, terurai.pertumbuhan) AS pertumbuhan,
            coalesce(sah.inovasi, terurai.inovasi) AS inovasi,
            CASE WHEN sah.tujuan = 'kelurahan' THEN 'dana_kelurahan' ELSE terurai.sumber_dana END AS sumber_dana
        ),
        sah.biaya AS biaya_sah, nullif(sah.tujuan, 'kelurahan') AS tujuan_verifikasi, sah.digabung_ke, sah.catatan,
        sah.kolom AS verifikasi
    FROM terurai LEFT JOIN diverifikasi AS sah USING (id_usulan)
)
SELECT
    terurai.id_usulan,
    kelurahan.singkatan || '-' || format('{:02d}', coalesce(terurai.rw, 0)) || '-' || terurai.tanda AS kode,
    $tahun::INTEGER AS tahun,
    terurai.kode_kelurahan,
    terurai.rw::INTEGER AS rw,
    terurai.rt,
    terurai.lembaga, isi.pengusul, isi.kontak, terurai.tanggal,
    terurai.peserta::INTEGER AS peserta,
    isi.masalah, isi.usulan, isi.kegiatan, isi.lokasi, terurai.lat, terurai.lon,
    terurai.status_lahan, terurai.volume, terurai.satuan,
    coalesce(terurai.biaya_sah, terurai.biaya, (terurai.volume * harga.harga)::BIGINT) AS biaya,
    terurai.swadaya,
    terurai.sumber_dana,
    CASE WHEN terurai.penerima_kk
         THEN round(terurai.penerima * coalesce(jiwa.penduduk / nullif(jiwa.kk, 0), $jiwa_per_kk))
         ELSE terurai.penerima END::INTEGER AS penerima_manfaat,
    terurai.urgensi::INTEGER AS urgensi,
    terurai.keseriusan::INTEGER AS keseriusan,
    terurai.pertumbuhan::INTEGER AS pertumbuhan,
    terurai.inovasi,
    terurai.prioritas::INTEGER AS prioritas,
    coalesce(terurai.catatan, isi.catatan) AS catatan,
    terurai.kode_kegiatan,
    coalesce(menu.bidang, nullif(luar_menu.bidang, '')) AS bidang,
    -- the kota may put an activity, such as the pos kamling, under its other programme
    coalesce(program_lokal.program, menu.program) AS program,
    coalesce(terurai.jenis, menu.jenis, nullif(luar_menu.jenis, '')) AS jenis,
    CASE WHEN terurai.biaya_sah IS NOT NULL THEN 'verifikasi' WHEN terurai.biaya IS NOT NULL THEN 'pengusul'
         WHEN terurai.volume * harga.harga IS NOT NULL THEN 'estimasi' END
        AS biaya_sumber,
    coalesce(string_split(nullif(luar_menu.saran, ''), ' '), CASE WHEN terurai.kode_kegiatan IS NULL THEN saran.saran END)
        AS saran,
    isi.lain,
    NOT berkas.tepat_waktu AS terlambat,
    berkas.sha256,
    terurai.nomor,
    terurai.usulan_normal,
    terurai.lokasi_normal,
    terurai.tujuan_verifikasi,
    terurai.digabung_ke,
    coalesce(terurai.verifikasi, []) AS verifikasi
FROM diteguhkan AS terurai
JOIN isi ON isi.kunci = terurai.kunci
JOIN berkas ON berkas.berkas_ke = terurai.berkas_ke
JOIN kelurahan_acuan AS kelurahan ON kelurahan.kode = terurai.kode_kelurahan
LEFT JOIN menu ON menu.kode = terurai.kode_kegiatan
LEFT JOIN program_lokal ON program_lokal.kode = terurai.kode_kegiatan
LEFT JOIN luar_menu ON luar_menu.kode = terurai.kode_kegiatan
LEFT JOIN saran ON saran.kunci = terurai.kunci
LEFT JOIN harga ON harga.kode = terurai.kode_kegiatan AND harga.satuan = terurai.satuan
LEFT JOIN jiwa ON jiwa.kode_kelurahan = terurai.kode_kelurahan AND jiwa.rw = terurai.rw
