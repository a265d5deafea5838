-- One row per column of SIPD, in the order in which it is typed.
SELECT
    judul,
    isi
FROM kolom_sipd
ORDER BY urutan, judul
