-- One activity in one unit with the range of its usual prices: the reference's and, where enough of them came in,
-- this season's own (outer fences of J. W. Tukey, Exploratory Data Analysis, 1977). The lower fence is that of the
-- reciprocal, since prices lean to the right and never fall below nothing. One never narrows the other.
WITH setempat AS (
    SELECT kode_kegiatan, satuan, count(*) AS n,
        quantile_disc(harga, 0.25)::HUGEINT AS q1, quantile_disc(harga, 0.5)::HUGEINT AS q2, quantile_disc(harga, 0.75)::HUGEINT AS q3
    FROM harga_satuan GROUP BY ALL HAVING count(*) >= $n_min
),
pagar AS (
    SELECT kode_kegiatan, satuan, n,
        least(100 * q1 * q3 // greatest(100 * q3 + $pagar * (q3 - q1), 1), q2 * 100 // (100 + $kisaran)) AS bawah,
        greatest(q3 + $pagar * (q3 - q1) // 100, q2 * (100 + $kisaran) // 100) AS atas
    FROM setempat
),
acuan AS (
    SELECT kode AS kode_kegiatan, satuan, tahun,
        coalesce(TRY_CAST(rendah AS BIGINT), harga * 100 // (100 + $kisaran))::HUGEINT AS bawah,
        coalesce(TRY_CAST(tinggi AS BIGINT), harga * (100 + $kisaran) // 100)::HUGEINT AS atas
    FROM harga
)
SELECT coalesce(acuan.kode_kegiatan, pagar.kode_kegiatan) AS kode_kegiatan, coalesce(acuan.satuan, pagar.satuan) AS satuan,
    least(acuan.bawah, pagar.bawah)::BIGINT AS bawah, greatest(acuan.atas, pagar.atas)::BIGINT AS atas,
    coalesce(pagar.n, 0) AS n,
    concat_ws(' dan ', 'harga acuan ' || acuan.tahun, pagar.n || ' usulan musim ini') AS pembanding
FROM acuan FULL JOIN pagar ON pagar.kode_kegiatan = acuan.kode_kegiatan AND pagar.satuan = acuan.satuan
