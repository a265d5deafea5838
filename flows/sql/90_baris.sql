-- One row per fate of the rows of the files read.
SELECT
    status,
    count(*) AS jumlah
FROM baris
GROUP BY status
ORDER BY status
