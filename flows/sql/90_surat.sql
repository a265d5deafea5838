-- One received file as its sender is told of it: what came of its rows, who sent it, whether it still waits.
WITH hitung AS (
    SELECT sha256, count(*) FILTER (WHERE status <> 'diabaikan') AS semua,
        count(*) FILTER (WHERE status = 'dikembalikan') AS menunggu
    FROM baris GROUP BY sha256
),
pengirim AS (
    SELECT berkas_ke,
        CASE WHEN min(kode_kelurahan) = max(kode_kelurahan) THEN min(kode_kelurahan) END AS kode_kelurahan,
        CASE WHEN min(rw) = max(rw) THEN min(rw) END AS rw,
        CASE WHEN min(rt) = max(rt) AND min(rw) = max(rw) THEN min(rt) END AS rt,
        CASE WHEN min(lembaga) = max(lembaga) THEN min(lembaga) END AS lembaga
    FROM urai GROUP BY berkas_ke
),
penulis AS (
    SELECT berkas_ke, list(DISTINCT pengusul ORDER BY pengusul) FILTER (pengusul IS NOT NULL) AS pengusul FROM isi GROUP BY ALL
),
pokok AS (
    SELECT berkas_ke, diterima, status, lower(regexp_replace(nama, '(-perbaikan)?[ _]*(\(\d+\))?\.[^.]*$', '')) AS pokok FROM berkas
),
disusul AS (
    -- A file that could not be read no longer waits when one of its name came later and could be.
    SELECT DISTINCT lama.berkas_ke
    FROM pokok AS lama JOIN pokok AS baru ON baru.pokok = lama.pokok AND baru.berkas_ke > lama.berkas_ke
    WHERE lama.status = 'ditolak' AND baru.status IN ('terbaca', 'kembar')  -- kembar: of one that was read
),
sidik AS (
    -- The shortest beginning, four signs at least, that names one file only.
    SELECT sha256,
        greatest(4, 1 + coalesce(max(length_sama), 0)) AS panjang
    FROM (
        SELECT sha256, unnest([
            len(list_filter(range(1, 65), lambda n: left(sha256, n) = left(sebelum, n))),
            len(list_filter(range(1, 65), lambda n: left(sha256, n) = left(sesudah, n)))]) AS length_sama
        FROM (
            SELECT sha256, lag(sha256) OVER (ORDER BY sha256) AS sebelum, lead(sha256) OVER (ORDER BY sha256) AS sesudah
            FROM (SELECT DISTINCT sha256 FROM berkas)
        )
    )
    GROUP BY sha256
)
SELECT berkas.sha256, berkas.nama, berkas.arsip, berkas.status, berkas.alasan, berkas.pemisah, berkas.diterima,
    berkas.tepat_waktu,
    coalesce(hitung.semua, 0) AS semua,
    coalesce(hitung.menunggu, 0) AS menunggu,
    kelurahan.nama AS kelurahan,
    pengirim.rw::INTEGER AS rw,
    pengirim.rt,
    pengirim.lembaga,
    coalesce(penulis.pengusul, []) AS pengusul,
    left(berkas.sha256, sidik.panjang) AS kode_berkas
FROM berkas
JOIN sidik USING (sha256)
LEFT JOIN hitung ON hitung.sha256 = berkas.sha256 AND berkas.status = 'terbaca'
LEFT JOIN pengirim ON pengirim.berkas_ke = berkas.berkas_ke
LEFT JOIN kelurahan_acuan AS kelurahan ON kelurahan.kode = pengirim.kode_kelurahan
LEFT JOIN penulis ON penulis.berkas_ke = berkas.berkas_ke
ANTI JOIN disusul ON disusul.berkas_ke = berkas.berkas_ke
WHERE berkas.status IN ('terbaca', 'ditolak') AND berkas.jenis <> 'verifikasi'
    -- What the office took back waits for nobody.
    AND berkas.kode IS DISTINCT FROM 'ditarik'
ORDER BY berkas.berkas_ke
