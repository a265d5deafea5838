-- One proposal inside the ceiling and one fund that pays for it, wholly or in part (rupiah): the funds of the pack
-- lie one behind the other along the running total, the last of them up to the ceiling.
WITH bentang AS (
    SELECT pagu_kelurahan.kode, sumber_pagu.urutan, sumber_pagu.id AS sumber,
        coalesce(sum(sumber_pagu.nilai) OVER sebelum, 0) AS dari,
        coalesce(sum(sumber_pagu.nilai) OVER sebelum, 0) + sumber_pagu.nilai AS sampai,
        pagu_kelurahan.pagu
    FROM pagu_kelurahan CROSS JOIN sumber_pagu
    WINDOW sebelum AS (
        PARTITION BY pagu_kelurahan.kode ORDER BY sumber_pagu.urutan ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
    )
),
irisan AS (
    SELECT alokasi.id_usulan, alokasi.kode_kelurahan, bentang.sumber, bentang.urutan,
        least(alokasi.kumulatif, coalesce(bentang.sampai, bentang.pagu))
            - greatest(alokasi.kumulatif - alokasi.biaya, bentang.dari) AS nilai
    FROM alokasi JOIN bentang ON bentang.kode = alokasi.kode_kelurahan
    WHERE alokasi.jalur = 'dana_kelurahan'
)
SELECT id_usulan, kode_kelurahan, sumber, urutan, nilai::BIGINT AS nilai FROM irisan WHERE nilai > 0
