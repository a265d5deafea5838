-- One earlier thing (lama) and a later one that may be the same, corrected: same place, same activity, similar words.
WITH awal AS (
    -- What a later file does not name by the same id, and no correction before it has replaced.
    SELECT susulan.baru, susulan.langkah, sandingan.*
    FROM susulan
    JOIN sandingan ON sandingan.surat = susulan.lama AND sandingan.berkas_ke < susulan.baru
    LEFT JOIN pokok ON pokok.kode_kelurahan = sandingan.kode_kelurahan AND pokok.pokok = sandingan.pokok
    ANTI JOIN (SELECT kunci FROM koreksi WHERE NOT berlaku) AS kalah ON kalah.kunci = sandingan.kunci
    ANTI JOIN (SELECT dari, berkas_ke FROM koreksi WHERE berlaku) AS dikoreksi
        ON dikoreksi.dari = sandingan.kunci AND dikoreksi.berkas_ke < susulan.baru
    WHERE NOT sandingan.diterima OR pokok.terbaru = sandingan.berkas_ke
),
akhir AS (
    -- What a later file says that the earlier list did not.
    SELECT susulan.lama, sandingan.*
    FROM susulan
    JOIN sandingan ON sandingan.berkas_ke = susulan.baru AND sandingan.surat = susulan.baru
    ANTI JOIN sandingan AS sama ON sama.surat = susulan.lama AND sama.berkas_ke < susulan.baru AND sama.diterima
        AND sama.kode_kelurahan = sandingan.kode_kelurahan AND sama.pokok = sandingan.pokok
),
ramai AS (
    -- Where so much stands in one place, no pair would be clear, and comparing all with all would take long.
    SELECT berkas_ke, rw, rt FROM sandingan GROUP BY ALL HAVING count(*) > 200
),
setempat AS (
    SELECT awal.kunci, awal.surat, awal.baru, awal.diterima, akhir.kunci AS lawan, akhir.diterima AS lawan_diterima,
        serupa(awal.usulan, akhir.usulan) AS usulan,
        CASE WHEN awal.lokasi = '' OR akhir.lokasi = '' THEN NULL ELSE serupa(awal.lokasi, akhir.lokasi) END AS lokasi,
        serupa(coalesce(awal.masalah, ''), coalesce(akhir.masalah, '')) AS masalah
    FROM awal
    JOIN akhir ON akhir.lama = awal.surat AND akhir.berkas_ke = awal.baru
        AND (akhir.rw IS NOT DISTINCT FROM awal.rw AND akhir.rt = awal.rt OR NOT awal.diterima AND awal.rw IS NULL)
        AND coalesce(awal.kode_kelurahan = akhir.kode_kelurahan, true)
        AND coalesce(awal.kode_kegiatan = akhir.kode_kegiatan, true)
        AND (list_has_all(awal.angka, akhir.angka) OR list_has_all(akhir.angka, awal.angka))
    ANTI JOIN ramai ON ramai.berkas_ke = awal.berkas_ke AND ramai.rw IS NOT DISTINCT FROM awal.rw AND ramai.rt = awal.rt
),
dinilai AS (
    SELECT kunci, surat, baru, diterima, lawan, lawan_diterima, (usulan + coalesce(lokasi, usulan) + masalah) / 3 AS kemiripan
    FROM setempat
    WHERE (usulan + coalesce(lokasi, usulan)) / 2 >= 0.7 AND coalesce(lokasi, 1) >= 0.6
),
bersaing AS (
    SELECT *,
        max(kemiripan) OVER (PARTITION BY kunci, baru ORDER BY kemiripan DESC, lawan ROWS BETWEEN 1 FOLLOWING AND 1 FOLLOWING)
            AS pesaing,
        row_number() OVER (PARTITION BY kunci, baru ORDER BY kemiripan DESC, lawan) AS urutan,
        max(kemiripan) OVER (PARTITION BY lawan, surat ORDER BY kemiripan DESC, kunci ROWS BETWEEN 1 FOLLOWING AND 1 FOLLOWING)
            AS pesaing_lawan,
        row_number() OVER (PARTITION BY lawan, surat ORDER BY kemiripan DESC, kunci) AS urutan_lawan
    FROM dinilai
)
SELECT kunci, surat, baru, diterima, lawan, lawan_diterima, kemiripan,
    urutan = 1 AND urutan_lawan = 1 AND kemiripan - coalesce(pesaing, 0) >= 0.05
        AND kemiripan - coalesce(pesaing_lawan, 0) >= 0.05 AS jelas
FROM bersaing
