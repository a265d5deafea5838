-- One row per fate of the files received.
SELECT
    status,
    count(*) AS jumlah
FROM berkas
GROUP BY status
ORDER BY status
