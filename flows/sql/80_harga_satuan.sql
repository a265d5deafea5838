-- One proposal with its own cost and volume: rupiah a unit, without the fraction.
SELECT calon, kode_kelurahan, id_usulan, kode_kegiatan, satuan,
    -- beyond what any unit costs no price is compared more exactly
    least(biaya::HUGEINT * 1000 // (volume * 1000)::HUGEINT, 1000000000000000)::BIGINT AS harga
FROM calon
WHERE volume IS NOT NULL AND satuan IS NOT NULL AND biaya_sumber <> 'estimasi'
