-- One row per proposal that may be merged by itself: its place and need, without contradicting partners.
WITH calon AS (
    SELECT id_usulan, volume, satuan, biaya, biaya_sumber, len(rt) AS jumlah_rt,
        -- an estimated cost says nothing that the volume does not say
        CASE WHEN biaya_sumber <> 'estimasi' THEN biaya END AS biaya_sendiri,
        md5(concat_ws('|', kode_kelurahan, kode_kegiatan, coalesce(rw, 0), array_to_string(rt, ','), usulan_normal, lokasi_normal))
            AS kebutuhan
    FROM usulan WHERE kode_kegiatan IS NOT NULL
),
berulang AS (
    SELECT calon.* FROM calon
    SEMI JOIN (SELECT kebutuhan FROM calon GROUP BY kebutuhan HAVING count(*) > 1) USING (kebutuhan)
),
ragam AS (
    SELECT DISTINCT kebutuhan, volume, satuan, biaya_sendiri FROM berulang
),
cocok AS (
    -- Two wordings of one need agree where both say something.
    SELECT a.kebutuhan, a.volume, a.satuan, a.biaya_sendiri, b.volume AS v, b.satuan AS s, b.biaya_sendiri AS c
    FROM ragam AS a JOIN ragam AS b USING (kebutuhan)
    WHERE coalesce(a.volume = b.volume, true) AND coalesce(a.satuan = b.satuan, true)
        AND coalesce(a.biaya_sendiri = b.biaya_sendiri, true)
),
ragu AS (
    -- A wording that fits two which contradict each other is merged with neither.
    SELECT DISTINCT satu.kebutuhan, satu.volume, satu.satuan, satu.biaya_sendiri
    FROM cocok AS satu JOIN cocok AS dua
        ON dua.kebutuhan = satu.kebutuhan AND dua.volume IS NOT DISTINCT FROM satu.volume
        AND dua.satuan IS NOT DISTINCT FROM satu.satuan AND dua.biaya_sendiri IS NOT DISTINCT FROM satu.biaya_sendiri
    WHERE satu.v <> dua.v OR satu.s <> dua.s OR satu.c <> dua.c
),
tegas AS (
    SELECT ragam.* FROM ragam
    ANTI JOIN ragu ON ragu.kebutuhan = ragam.kebutuhan AND ragu.volume IS NOT DISTINCT FROM ragam.volume
        AND ragu.satuan IS NOT DISTINCT FROM ragam.satuan
        AND ragu.biaya_sendiri IS NOT DISTINCT FROM ragam.biaya_sendiri
),
rumpun AS (
    -- Without doubtful wordings agreement is transitive, so the fullest partner names the family.
    SELECT a.kebutuhan, a.volume, a.satuan, a.biaya_sendiri,
        max({'v': b.volume, 's': b.satuan, 'c': b.biaya_sendiri}) AS keluarga
    FROM tegas AS a JOIN tegas AS b ON b.kebutuhan = a.kebutuhan
        AND coalesce(a.volume = b.volume, true) AND coalesce(a.satuan = b.satuan, true)
        AND coalesce(a.biaya_sendiri = b.biaya_sendiri, true)
    GROUP BY ALL
)
SELECT berulang.id_usulan, berulang.jumlah_rt, berulang.biaya_sendiri IS NOT NULL AS berbiaya,
    berulang.kebutuhan, rumpun.keluarga
FROM berulang
JOIN rumpun ON rumpun.kebutuhan = berulang.kebutuhan AND rumpun.volume IS NOT DISTINCT FROM berulang.volume
    AND rumpun.satuan IS NOT DISTINCT FROM berulang.satuan
    AND rumpun.biaya_sendiri IS NOT DISTINCT FROM berulang.biaya_sendiri
