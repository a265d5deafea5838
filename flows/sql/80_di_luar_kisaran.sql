-- One price outside the usual range; ribuan: what it becomes if a thousandfold slip is taken back, where that fits.
WITH di_luar AS (
    SELECT harga_satuan.*, kisaran.bawah, kisaran.atas, kisaran.pembanding
    FROM harga_satuan JOIN kisaran USING (kode_kegiatan, satuan)
    WHERE harga_satuan.harga NOT BETWEEN kisaran.bawah AND kisaran.atas
)
SELECT *,
    CASE WHEN harga::HUGEINT * 1000 BETWEEN bawah AND atas THEN 'kurang' WHEN harga // 1000 BETWEEN bawah AND atas THEN 'lebih' END
        AS ribuan
FROM di_luar
