-- One row where the pack gives the figures of the budget: the least that all kelurahan together must be given (rupiah),
-- and the sum of their ceilings.
WITH apbd AS (
    SELECT
        max(nilai) FILTER (id = 'apbd_pendapatan') AS pendapatan,
        max(nilai) FILTER (id = 'apbd_dak') AS dak,
        max(dasar) FILTER (id = 'apbd_pendapatan') AS dasar
    FROM angka
)

SELECT
    apbd.pendapatan,
    apbd.dak,
    minimal.nilai AS persen,
    (apbd.pendapatan - apbd.dak) * minimal.nilai // 100 AS wajib,
    (SELECT sum(pagu)::BIGINT FROM kelurahan) AS pagu,
    minimal.dasar,
    apbd.dasar AS dasar_apbd
FROM apbd
JOIN angka AS minimal ON minimal.id = 'minimal_apbd_persen'
WHERE apbd.pendapatan IS NOT NULL
