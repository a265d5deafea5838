-- One row per activity of the menu, to name what a code suggests.
SELECT
    kode,
    nama
FROM menu
ORDER BY kode
