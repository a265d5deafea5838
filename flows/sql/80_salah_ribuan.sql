-- One proposal whose cost or volume may have been written with three noughts too few or too many.
SELECT di_luar.kode_kelurahan, 'salah_ribuan' AS kode, [di_luar.id_usulan] AS id_usulan,
    'Biaya ' || rupiah(calon.biaya) || ' berarti ' || rupiah(di_luar.harga) || ' per ' || di_luar.satuan
    || ', kisaran biasa ' || rupiah(di_luar.bawah) || ' sampai ' || rupiah(di_luar.atas) || ' (' || di_luar.pembanding || '). '
    || CASE di_luar.ribuan WHEN 'kurang' THEN 'Mungkin biayanya ditulis dalam ribuan, atau volumenya seribu kali.'
                           ELSE 'Mungkin biayanya kelebihan tiga nol, atau volumenya dalam satuan lain.' END
    || ' Mohon dipastikan kepada pengusul.' AS pesan
FROM di_luar_kisaran AS di_luar JOIN calon USING (calon)
WHERE di_luar.ribuan IS NOT NULL
