-- One header of a file that no column claims, reported once.
SELECT berkas_ke, baris_judul AS nomor, NULL::BIGINT AS kunci, unnest(kolom_lain) AS kolom, unnest(kolom_lain) AS nilai,
    'kolom_tidak_dikenal' AS kode, '' AS arti
FROM berkas_baca WHERE status = 'terbaca'
