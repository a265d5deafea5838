-- One kelurahan with its ceiling, what is inside it and what is left, published and under a what-if.
SELECT kelurahan.kode, kelurahan.nama, terbit.pagu AS pagu_terbit, kelurahan.pagu, terbit.masuk_rencana AS masuk_terbit,
    kelurahan.masuk_rencana, terbit.sisa AS sisa_terbit, kelurahan.sisa
FROM kelurahan
JOIN terbit_kelurahan AS terbit USING (kode)
ORDER BY kelurahan.kode
