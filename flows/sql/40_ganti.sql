-- One record for which another stands (oleh) though their ids differ: a correction of it, or the same list sent again.
WITH kelompok_kunci AS (SELECT kunci, unnest(semua) AS satu FROM sandingan),
jadi AS (
    -- A later row counts when it was accepted, or when what corrects it was.
    SELECT lawan.*, lawan_diterima OR lawan.lawan IN (SELECT dari FROM koreksi WHERE beres AND berlaku) AS lawan_jadi
    FROM lawan WHERE jelas
),
menyusul AS (
    -- The record was corrected after its list had been sent again: the correction speaks last.
    SELECT jadi.lawan AS kunci, min(koreksi.kunci) AS oleh
    FROM jadi JOIN koreksi ON koreksi.dari = jadi.kunci AND koreksi.berlaku AND koreksi.beres AND koreksi.berkas_ke > jadi.baru
    GROUP BY jadi.lawan
),
semua AS (
    SELECT dari AS kunci, min(kunci) AS oleh, 'digantikan oleh baris perbaikannya' AS alasan, 1 AS urutan
    FROM koreksi WHERE berlaku GROUP BY dari
    UNION ALL
    SELECT kalah.kunci, min(menang.kunci), 'digantikan oleh perbaikan lain dari baris yang sama', 2
    FROM koreksi AS kalah LEFT JOIN koreksi AS menang ON menang.dari = kalah.dari AND menang.berlaku
    WHERE NOT kalah.berlaku GROUP BY kalah.kunci
    UNION ALL
    SELECT kelompok_kunci.satu, menyusul.oleh, 'digantikan oleh baris perbaikannya', 3
    FROM menyusul JOIN kelompok_kunci ON kelompok_kunci.kunci = menyusul.kunci
    UNION ALL
    SELECT kelompok_kunci.satu, min(jadi.lawan), 'digantikan oleh kiriman ulang dari pengirim yang sama', 4
    FROM jadi
    JOIN kelompok_kunci ON kelompok_kunci.kunci = jadi.kunci
    ANTI JOIN menyusul ON menyusul.kunci = jadi.lawan
    WHERE jadi.lawan_jadi OR NOT jadi.diterima
    GROUP BY kelompok_kunci.satu
)
SELECT kunci, arg_min(oleh, urutan) AS oleh, arg_min(alasan, urutan) AS alasan FROM semua GROUP BY kunci
