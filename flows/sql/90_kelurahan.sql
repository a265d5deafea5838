-- One row per kelurahan of the kota; the columns are the fields of reports.views.Kelurahan, in their order.
WITH dicermati AS (
    SELECT
        kode_kelurahan,
        count(*) AS jumlah
    FROM peringatan
    GROUP BY kode_kelurahan
)

SELECT
    kelurahan.kode,
    kelurahan.nama,
    kelurahan.kecamatan_kode,
    kelurahan.kecamatan,
    kelurahan.singkatan,
    kelurahan.pagu,
    kelurahan.jumlah_usulan,
    kelurahan.total_biaya,
    kelurahan.masuk_rencana,
    kelurahan.sisa,
    kelurahan.sarpras_masuk,
    kelurahan.sarpras_batas,
    kelurahan.inovasi,
    kelurahan.rw_diam,
    kelurahan.rt_diam,
    kelurahan.rw_terdengar,
    kelurahan.rw_nihil,
    coalesce(dicermati.jumlah, 0) AS dicermati,
    try_strptime(jadwal.tanggal, ['%Y-%m-%d', '%d/%m/%Y'])::DATE AS rapat_tanggal,
    try_strptime(replace(jadwal.jam, ':', '.'), '%H.%M')::TIME AS rapat_jam,
    nullif(trim(jadwal.tempat), '') AS rapat_tempat,
    kelurahan.dasar_pagu,
    kelurahan.lkk_diam,
    kelurahan.pagu_lalu,
    kelurahan.dasar_lalu,
    kelurahan.tahap_lalu
FROM kelurahan
LEFT JOIN jadwal ON jadwal.kode = kelurahan.kode
LEFT JOIN dicermati ON dicermati.kode_kelurahan = kelurahan.kode
ORDER BY kelurahan.kode
