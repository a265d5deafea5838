-- One kelurahan with its ceiling in rupiah: its own of this year, else the pack's.
SELECT kelurahan.kode, coalesce(pagu.pagu, $pagu)::BIGINT AS pagu, coalesce(pagu.dasar, $dasar) AS dasar
FROM kelurahan_acuan AS kelurahan
LEFT JOIN pagu ON pagu.kode = kelurahan.kode AND pagu.tahun = $tahun
