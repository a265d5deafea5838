-- One pair of files in which the later may say anew what the earlier said: the same sender's next files, or a recap
-- that repeats at least half of an earlier one. langkah: 1 for the next file.
WITH isi_berkas AS (SELECT berkas_ke, count(*) AS baris FROM urai GROUP BY berkas_ke),
berulang AS (
    SELECT dikenal.berkas_ke AS lama, pokok.terbaru AS baru, count(DISTINCT pokok) AS sama
    FROM dikenal JOIN pokok USING (kode_kelurahan, pokok)
    WHERE pokok.banyak > 1 AND pokok.terbaru <> dikenal.berkas_ke
    GROUP BY ALL
),
pasangan AS (
    SELECT lama.berkas_ke AS lama, baru.berkas_ke AS baru, baru.urutan - lama.urutan AS langkah
    FROM pengirim AS lama
    -- further ones hardly ever mend what the next three left
    JOIN pengirim AS baru ON baru.pengirim = lama.pengirim AND baru.urutan BETWEEN lama.urutan + 1 AND lama.urutan + 3
    UNION ALL
    SELECT berulang.lama, berulang.baru, 1
    FROM berulang
    JOIN isi_berkas ON isi_berkas.berkas_ke = berulang.lama
    JOIN berkas_baca AS baru ON baru.berkas_ke = berulang.baru AND NOT baru.perbaikan
    JOIN berkas_baca AS lama ON lama.berkas_ke = berulang.lama AND NOT lama.perbaikan
    WHERE berulang.sama < isi_berkas.baris AND berulang.sama * 2 >= isi_berkas.baris
)
SELECT lama, baru, min(langkah) AS langkah FROM pasangan GROUP BY ALL
