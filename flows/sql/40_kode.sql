-- One record that has an id, under all ways to write it (letters and digits only), and the proposal it is by now.
WITH RECURSIVE berkode AS (
    SELECT rekam.kunci, $tahun || '-' || replace(urai.kode_kelurahan, '.', '') || '-' || rekam.tanda AS id_usulan,
        kelurahan.singkatan || '-' || format('{:02d}', coalesce(urai.rw, 0)) || '-' || rekam.tanda AS kode,
        urai.kode_kelurahan, replace(rekam.tanda, '-', '') AS tanda, rekam.digantikan
    FROM rekam
    JOIN urai USING (kunci)
    JOIN kelurahan_acuan AS kelurahan ON kelurahan.kode = urai.kode_kelurahan
    WHERE NOT rekam.kembar
),
berlaku AS (
    SELECT kunci, id_usulan FROM berkode WHERE NOT digantikan
),
penerus AS (
    SELECT berkode.kunci, ganti.oleh, 1 AS langkah FROM berkode JOIN ganti USING (kunci)
    UNION ALL
    SELECT penerus.kunci, ganti.oleh, langkah + 1
    FROM penerus JOIN ganti ON ganti.kunci = penerus.oleh WHERE langkah < 50
),
sekarang AS (
    -- Where another id stands for a record by now, what was printed with the old one still finds it.
    SELECT penerus.kunci, min(berlaku.id_usulan) AS id_usulan
    FROM penerus JOIN berlaku ON berlaku.kunci = penerus.oleh GROUP BY penerus.kunci
)
SELECT berkode.id_usulan, berkode.kode, berkode.kode_kelurahan, berkode.tanda,
    replace(berkode.id_usulan, '-', '') AS polos_id, replace(berkode.kode, '-', '') AS polos_kode,
    max(coalesce(sama.id_usulan, sekarang.id_usulan)) AS menjadi
FROM berkode
LEFT JOIN (SELECT DISTINCT id_usulan FROM berlaku) AS sama ON sama.id_usulan = berkode.id_usulan
LEFT JOIN sekarang ON sekarang.kunci = berkode.kunci
GROUP BY ALL
