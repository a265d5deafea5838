-- One accepted proposal with its one jalur, why, by which rule, and what could be done.
WITH hasil AS (
    SELECT dasar_jalur.*, bagian.dahulu, bagian.giliran, bagian.kumulatif, bagian.naik_pagu, bagian.biaya_muat,
        coalesce(
            dasar_jalur.kunci,
            CASE WHEN bagian.hasil = 'masuk' THEN 'masuk' || coalesce('_' || bagian.dahulu, '') ELSE bagian.hasil END
        ) AS ketetapan
    FROM dasar_jalur LEFT JOIN bagian USING (id_usulan)
),
berjalur AS (
    SELECT hasil.*, jalur.jalur, jalur.aturan,
        coalesce(jalur.alasan, hasil.alasan_menu) AS alasan,
        CASE WHEN jalur.alasan IS NULL AND hasil.dasar_menu <> '' THEN hasil.dasar_menu ELSE jalur.dasar END AS dasar
    FROM hasil JOIN jalur ON jalur.kunci = hasil.ketetapan
),
urutan AS (
    SELECT *,
        row_number() OVER (PARTITION BY kode_kelurahan, jalur ORDER BY giliran, peringkat)::INTEGER AS urutan
    FROM berjalur
),
berurut AS (
    SELECT *, CASE WHEN jalur = 'kecamatan_opd' THEN coalesce(urutan <= $maksimal, true) END AS naik FROM urutan
)
SELECT
    id_usulan, kode_kelurahan, jalur, biaya, kumulatif,
    CASE WHEN wakil IS NOT NULL THEN alasan || ' (' || wakil || ')'
         WHEN NOT naik THEN rtrim(alasan, '.') || '; di luar ' || $maksimal || ' usulan yang naik menurut urutan rancangan'
         ELSE alasan END AS alasan,
    aturan,
    CASE WHEN NOT naik THEN dasar || '; batas usulan yang naik pada paket aturan tahun ini' ELSE dasar END AS dasar,
    CASE WHEN jalur = 'kecamatan_opd' THEN tujuan END AS tujuan,
    CASE WHEN jalur = 'kecamatan_opd' THEN berurut.kewenangan END AS kewenangan,
    CASE WHEN ketetapan IN ('sumber_swadaya', 'sumber_luar') THEN nullif(rujukan_sumber, '')
         WHEN jalur = 'kecamatan_opd' THEN coalesce(nullif(rujukan_menu, ''), opd.nama || ' melalui musrenbang kecamatan')
         WHEN jalur IN ('tidak_memenuhi', 'perlu_klasifikasi') THEN nullif(rujukan_menu, '') END AS rujukan,
    naik_pagu, biaya_muat,
    CASE WHEN ketetapan IN ('dilewati_pagu', 'dilewati_fisik') THEN
             CASE WHEN biaya_muat > 0 THEN 'muat bila biayanya paling banyak ' || rupiah(biaya_muat) || ', misalnya bertahap'
                  ELSE 'tidak ada sisa pada gilirannya' END
             || coalesce('; atau bila pagu naik ' || rupiah(naik_pagu), '')
         WHEN ketetapan = 'sesudah_penuh' THEN coalesce('muat bila pagu naik ' || rupiah(naik_pagu), 'belum dapat dimuat')
    END AS kenapa_belum,
    urutan, dahulu, naik
FROM berurut
LEFT JOIN opd ON opd.id = berurut.tujuan
