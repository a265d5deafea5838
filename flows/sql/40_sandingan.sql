-- One thing that a file of such a pair says (equal rows are one), under the file to which its sender's list belongs.
WITH RECURSIVE asal AS (
    SELECT kunci, konteks_dari AS dari, 1 AS langkah FROM tautan WHERE konteks_dari IS NOT NULL
    UNION ALL
    SELECT asal.kunci, tautan.konteks_dari, langkah + 1
    FROM asal JOIN tautan ON tautan.kunci = asal.dari
    WHERE tautan.konteks_dari IS NOT NULL AND langkah < 50
),
berasal AS (SELECT kunci, arg_max(dari, langkah) // 134217728 AS surat FROM asal GROUP BY kunci),
terlibat AS (SELECT lama AS surat FROM susulan UNION SELECT baru FROM susulan),
baris AS (
    SELECT urai.kunci, urai.berkas_ke, coalesce(berasal.surat, urai.berkas_ke) AS surat, dikenal.kunci IS NOT NULL AS diterima,
        urai.kode_kelurahan, urai.rw, urai.rt, urai.pokok, urai.usulan_normal, urai.lokasi_normal,
        coalesce(kegiatan.kode, usulan.kode) AS kode_kegiatan, masalah.normal AS masalah_normal
    FROM urai
    LEFT JOIN berasal ON berasal.kunci = urai.kunci
    SEMI JOIN terlibat ON terlibat.surat = coalesce(berasal.surat, urai.berkas_ke)
    ANTI JOIN nihil ON nihil.kunci = urai.kunci
    LEFT JOIN dikenal ON dikenal.kunci = urai.kunci
    JOIN isi ON isi.kunci = urai.kunci
    LEFT JOIN ejaan AS masalah ON masalah.teks = isi.masalah
    LEFT JOIN klasifikasi AS kegiatan ON kegiatan.huruf = urai.kegiatan_huruf
    LEFT JOIN klasifikasi AS usulan ON usulan.huruf = urai.usulan_huruf
)
SELECT min(kunci) AS kunci, list(kunci ORDER BY kunci) AS semua, berkas_ke, surat, diterima, kode_kelurahan, pokok,
    any_value(rw) AS rw, any_value(rt) AS rt,
    left(any_value(usulan_normal), 200) AS usulan, left(any_value(lokasi_normal), 200) AS lokasi,
    left(any_value(masalah_normal), 200) AS masalah, min(kode_kegiatan) AS kode_kegiatan,
    -- numbers tell one gang from the next
    list_sort(list_distinct(regexp_extract_all(any_value(usulan_normal || ' ' || lokasi_normal), '[1-9]\d*'))) AS angka
FROM baris
GROUP BY berkas_ke, surat, diterima, kode_kelurahan, pokok
