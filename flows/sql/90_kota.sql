-- One row: the sums of table kelurahan; a sum over nothing but nulls is null and is not printed.
SELECT
    count(*)::BIGINT AS kelurahan,
    sum(pagu)::BIGINT AS pagu,
    sum(jumlah_usulan)::BIGINT AS jumlah_usulan,
    sum(total_biaya)::BIGINT AS total_biaya,
    sum(masuk_rencana)::BIGINT AS masuk_rencana,
    sum(sisa)::BIGINT AS sisa,
    sum(sarpras_masuk)::BIGINT AS sarpras_masuk,
    sum(inovasi)::BIGINT AS inovasi,
    sum(rw_diam)::BIGINT AS rw_diam,
    sum(rt_diam)::BIGINT AS rt_diam,
    sum(rw_terdengar)::BIGINT AS rw_terdengar,
    sum(rw_nihil)::BIGINT AS rw_nihil
FROM kelurahan
