-- One accepted record replaced by a file that otherwise concerns another RW, which the replaced file did not.
WITH tertimpa AS (
    SELECT lama.kunci AS lama, baru.kunci AS baru
    FROM dikenal AS lama
    JOIN pokok ON pokok.kode_kelurahan = lama.kode_kelurahan AND pokok.pokok = lama.pokok
        AND pokok.banyak > 1 AND pokok.terbaru <> lama.berkas_ke
    JOIN dikenal AS baru ON baru.kode_kelurahan = lama.kode_kelurahan AND baru.pokok = lama.pokok
        AND baru.berkas_ke = pokok.terbaru
    UNION ALL
    SELECT ganti.kunci, ganti.oleh FROM ganti SEMI JOIN dikenal USING (kunci)
),
bertempat AS (
    SELECT tertimpa.lama, tertimpa.baru, lama.berkas_ke AS berkas_lama, baru.berkas_ke AS berkas_baru, lama.rw
    FROM tertimpa
    JOIN urai AS lama ON lama.kunci = tertimpa.lama
    JOIN urai AS baru ON baru.kunci = tertimpa.baru
    WHERE lama.rw IS NOT NULL
),
selebihnya AS (
    SELECT pasangan.berkas_lama, pasangan.berkas_baru, min(urai.rw) AS rw, count(*) AS baris
    FROM (SELECT DISTINCT berkas_lama, berkas_baru FROM bertempat) AS pasangan
    JOIN urai ON urai.berkas_ke = pasangan.berkas_baru AND urai.rw IS NOT NULL
    ANTI JOIN bertempat ON bertempat.baru = urai.kunci AND bertempat.berkas_lama = pasangan.berkas_lama
    GROUP BY ALL
    HAVING min(urai.rw) = max(urai.rw)
)
SELECT bertempat.lama, min(bertempat.baru) AS baru, bertempat.berkas_lama, bertempat.berkas_baru, bertempat.rw,
    selebihnya.rw AS rw_berkas
FROM bertempat
JOIN selebihnya USING (berkas_lama, berkas_baru)
JOIN berkas_baca AS berkas ON berkas.berkas_ke = bertempat.berkas_baru AND NOT berkas.perbaikan
WHERE selebihnya.rw <> bertempat.rw
    AND selebihnya.baris > (SELECT count(DISTINCT satu.lama) FROM bertempat AS satu
                            WHERE satu.berkas_lama = bertempat.berkas_lama AND satu.berkas_baru = bertempat.berkas_baru)
    AND NOT EXISTS (SELECT 1 FROM urai WHERE urai.berkas_ke = bertempat.berkas_lama AND urai.rw = selebihnya.rw)
GROUP BY ALL
