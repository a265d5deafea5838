-- One proposal whose price a unit lies outside the usual range.
SELECT kode_kelurahan, 'harga_janggal' AS kode, [id_usulan] AS id_usulan,
    rupiah(harga) || ' per ' || satuan || ', kisaran biasa ' || rupiah(bawah) || ' sampai ' || rupiah(atas)
    || ' per ' || satuan || ' (' || pembanding || '). Perlu survei.' AS pesan
FROM di_luar_kisaran
WHERE ribuan IS NULL
