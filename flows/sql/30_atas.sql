-- One thing that stands above a table, or in the name of its file, for the records awal to akhir; as text and as shown.
WITH per_tabel AS (SELECT berkas_ke, k_rt, k_rw, unnest(tabel, recursive := true) FROM berkas_baca),
tempat AS (
    SELECT berkas_ke, 0 AS awal, 2147483647 AS akhir, k_rt AS rt, k_rw AS rw FROM berkas_baca
    UNION ALL
    SELECT berkas_ke, awal, akhir, coalesce(max(teks) FILTER (kolom = 'rt'), k_rt), coalesce(max(teks) FILTER (kolom = 'rw'), k_rw)
    FROM per_tabel WHERE kolom IN ('rt', 'rw') GROUP BY berkas_ke, awal, akhir, k_rt, k_rw
)
SELECT berkas_ke, 0 AS awal, 2147483647 AS akhir, kolom, teks, 'di atas tabel tertulis ' || teks AS arti
FROM (
    UNPIVOT (SELECT berkas_ke, k_tahun AS tahun, k_kelurahan AS kelurahan, k_lembaga AS lembaga, k_tanggal AS tanggal,
        k_peserta AS peserta FROM berkas_baca)
    ON COLUMNS(* EXCLUDE (berkas_ke)) INTO NAME kolom VALUE teks
)
UNION ALL
SELECT berkas_ke, awal, akhir, kolom, teks, 'di atas tabel tertulis ' || coalesce(kelurahan.nama, teks)
FROM per_tabel
LEFT JOIN kelurahan_acuan AS kelurahan ON per_tabel.kolom = 'kelurahan' AND kelurahan.kode = per_tabel.teks
WHERE kolom IN ('tahun', 'kelurahan', 'lembaga', 'tanggal', 'peserta')
UNION ALL
SELECT berkas_ke, awal, akhir, 'tempat', concat(rt, chr(31), rw, chr(31), chr(31)),
    'di atas tabel tertulis ' || concat_ws(' ', 'RT ' || ltrim(rt, 'RTrt. '), 'RW ' || ltrim(rw, 'RWrw. '))
FROM tempat WHERE coalesce(rt, rw) IS NOT NULL
UNION ALL
SELECT berkas.berkas_ke, 0, 2147483647, 'kelurahan', acuan.kode, 'nama berkas atau foldernya menyebut ' || acuan.nama
FROM berkas_baca AS berkas JOIN kelurahan_acuan AS acuan ON acuan.kode = berkas.kelurahan_nama
WHERE berkas.k_kelurahan IS NULL AND NOT berkas.perbaikan
