-- One row per number of law and policy that still wants confirming.
SELECT
    id,
    uraian,
    nilai,
    dasar,
    status
FROM angka
WHERE status <> 'peraturan'
ORDER BY id, nilai
