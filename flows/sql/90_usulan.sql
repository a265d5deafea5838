-- One row per accepted proposal of the kelurahan $dari to $sampai, with all that a packet says of it;
-- the columns are the fields of reports.views.Usulan, in their order.
WITH penggabungan AS (
    SELECT
        anggota.id_usulan,
        utama.kode AS wakil
    FROM kelompok AS anggota
    JOIN kelompok AS wakil ON wakil.kelompok = anggota.kelompok AND wakil.peran = 'wakil'
    JOIN usulan AS utama ON utama.id_usulan = wakil.id_usulan
    WHERE anggota.peran = 'anggota'
),

pembayar AS (
    SELECT
        alokasi_sumber.id_usulan,
        list(row(sumber_pagu.nama, alokasi_sumber.nilai) ORDER BY sumber_pagu.urutan) AS sumber
    FROM alokasi_sumber
    JOIN sumber_pagu ON sumber_pagu.id = alokasi_sumber.sumber
    WHERE alokasi_sumber.kode_kelurahan BETWEEN $dari AND $sampai
    GROUP BY alokasi_sumber.id_usulan
)

SELECT
    ---------- what was sent
    usulan.id_usulan,
    usulan.kode,
    usulan.kode_kelurahan,
    usulan.rw,
    usulan.rt,
    usulan.lembaga,
    usulan.pengusul,
    usulan.kontak,
    usulan.tanggal,
    usulan.peserta,
    usulan.masalah,
    usulan.usulan,
    usulan.kegiatan,
    usulan.lokasi,
    usulan.lat,
    usulan.lon,
    usulan.status_lahan,
    usulan.volume,
    usulan.satuan,
    usulan.biaya_sumber,
    usulan.swadaya,
    usulan.sumber_dana,
    usulan.penerima_manfaat,
    usulan.urgensi,
    usulan.keseriusan,
    usulan.pertumbuhan,
    usulan.inovasi,
    usulan.prioritas,
    usulan.catatan,
    usulan.terlambat,

    ---------- what it is
    usulan.kode_kegiatan,
    coalesce(menu.nama, luar_menu.nama) AS nama_kegiatan,
    subkegiatan.kode AS subkegiatan,
    usulan.bidang,
    usulan.program,
    usulan.jenis,
    usulan.saran,
    coalesce(menu.musyawarah = 'ya', false) AS musyawarah,
    diusulkan_lagi.kali,
    diusulkan_lagi.sejak,

    ---------- what becomes of it
    peringkat.peringkat,
    peringkat.skor,
    alokasi.jalur,
    alokasi.urutan,
    alokasi.biaya,
    alokasi.kumulatif,
    alokasi.alasan,
    alokasi.dasar,
    alokasi.tujuan,
    opd.nama AS nama_tujuan,
    alokasi.kewenangan,
    alokasi.rujukan,
    alokasi.biaya_muat,
    alokasi.kenapa_belum,
    penggabungan.wakil,

    ---------- how it would be bought
    pengadaan.metode,
    pengadaan.pelaksana,
    pengadaan.dasar AS dasar_pengadaan,

    ---------- by which of the year's own rules
    peringkat.rincian,
    alokasi.dahulu,
    alokasi.naik,
    pembayar.sumber,
    penyesuaian.jalur_lalu,
    penyesuaian.perubahan

FROM usulan
JOIN alokasi ON alokasi.id_usulan = usulan.id_usulan
JOIN peringkat ON peringkat.id_usulan = usulan.id_usulan
LEFT JOIN pengadaan ON pengadaan.id_usulan = usulan.id_usulan
LEFT JOIN menu ON menu.kode = usulan.kode_kegiatan
LEFT JOIN luar_menu ON luar_menu.kode = usulan.kode_kegiatan
LEFT JOIN subkegiatan ON subkegiatan.program = usulan.program
LEFT JOIN opd ON opd.id = alokasi.tujuan
LEFT JOIN diusulkan_lagi ON diusulkan_lagi.id_usulan = usulan.id_usulan
LEFT JOIN penggabungan ON penggabungan.id_usulan = usulan.id_usulan
LEFT JOIN pembayar ON pembayar.id_usulan = usulan.id_usulan
LEFT JOIN penyesuaian ON penyesuaian.id_usulan = usulan.id_usulan
WHERE usulan.kode_kelurahan BETWEEN $dari AND $sampai
ORDER BY usulan.kode_kelurahan, alokasi.urutan NULLS LAST, peringkat.peringkat, usulan.id_usulan
