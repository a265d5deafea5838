-- One thing that stands above a table, or in the name of its file, as text and as it is shown.
SELECT berkas_ke, kolom, teks, 'di atas tabel tertulis ' || teks AS arti
FROM (
    UNPIVOT (SELECT berkas_ke, k_tahun AS tahun, k_kelurahan AS kelurahan, k_lembaga AS lembaga, k_tanggal AS tanggal,
        k_peserta AS peserta FROM berkas_baca)
    ON COLUMNS(* EXCLUDE (berkas_ke)) INTO NAME kolom VALUE teks
)
UNION ALL
SELECT berkas_ke, 'tempat', concat(k_rt, chr(31), k_rw, chr(31), chr(31)),
    'di atas tabel tertulis ' || concat_ws(' ', 'RT ' || ltrim(k_rt, 'RTrt. '), 'RW ' || ltrim(k_rw, 'RWrw. '))
FROM berkas_baca WHERE coalesce(k_rt, k_rw) IS NOT NULL
UNION ALL
SELECT berkas.berkas_ke, 'kelurahan', acuan.kode, 'nama berkas atau foldernya menyebut ' || acuan.nama
FROM berkas_baca AS berkas JOIN kelurahan_acuan AS acuan ON acuan.kode = berkas.kelurahan_nama
WHERE berkas.k_kelurahan IS NULL AND NOT berkas.perbaikan
