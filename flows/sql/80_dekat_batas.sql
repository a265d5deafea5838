-- One proposal whose own cost lies $persen per cent or less under the limit that decided how it is bought.
SELECT calon.kode_kelurahan, 'dekat_batas' AS kode, [calon.id_usulan] AS id_usulan,
    'Biayanya ' || rupiah(calon.biaya) || ', '
    || CASE WHEN calon.biaya = batas_jenis.nilai THEN 'tepat pada batas ' ELSE 'sedikit di bawah batas ' END
    || rupiah(batas_jenis.nilai) || ' (' || batas_jenis.uraian || '). Mohon dilihat dasar perhitungannya.' AS pesan
FROM calon
JOIN batas_jenis ON batas_jenis.jenis = calon.jenis AND batas_jenis.nilai = calon.batas
WHERE calon.biaya <= batas_jenis.nilai AND calon.biaya * 100::HUGEINT >= batas_jenis.nilai * (100 - $persen)::HUGEINT
    AND calon.biaya_sumber <> 'estimasi'
