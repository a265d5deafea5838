-- One row that corrects a returned record (dari): whether its line of corrections came to a good end (beres), and
-- whether it is the one that counts where several files correct the same record (berlaku).
WITH RECURSIVE sah AS (
    SELECT tautan.kunci, tautan.berkas_ke, tautan.dari, tautan.kunci IN (SELECT kunci FROM kembali) AS kembali
    FROM tautan SEMI JOIN kembali ON kembali.kunci = tautan.dari
),
keturunan AS (
    SELECT kunci AS leluhur, kunci, kembali, 1 AS langkah FROM sah
    UNION ALL
    SELECT keturunan.leluhur, sah.kunci, sah.kembali, langkah + 1
    FROM keturunan JOIN sah ON sah.dari = keturunan.kunci WHERE langkah < 50
),
hasil AS (
    SELECT leluhur AS kunci, bool_or(NOT kembali) AS beres FROM keturunan GROUP BY leluhur
),
terpilih AS (
    SELECT sah.dari, coalesce(max(berkas_ke) FILTER (hasil.beres), max(berkas_ke)) AS berkas_ke
    FROM sah JOIN hasil USING (kunci) GROUP BY sah.dari
),
kalah AS (
    -- With a row falls all that corrects it.
    SELECT DISTINCT keturunan.kunci
    FROM sah
    JOIN terpilih ON terpilih.dari = sah.dari AND terpilih.berkas_ke <> sah.berkas_ke
    JOIN keturunan ON keturunan.leluhur = sah.kunci
)
SELECT sah.kunci, sah.berkas_ke, sah.dari, sah.kembali, hasil.beres, kalah.kunci IS NULL AS berlaku
FROM sah
JOIN hasil ON hasil.kunci = sah.kunci
LEFT JOIN kalah ON kalah.kunci = sah.kunci
