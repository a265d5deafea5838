-- One group of works near each other, each within a limit that they exceed together; it names every such limit.
WITH kelompok_kerja AS (
    SELECT rumpun.batas, rumpun.kepala, calon.kode_kelurahan, calon.kode_kegiatan, calon.jenis, sum(calon.biaya) AS jumlah,
        list(calon.id_usulan ORDER BY calon.id_usulan) AS id_usulan,
        list(DISTINCT calon.rw ORDER BY calon.rw) AS rw
    FROM rumpun JOIN calon USING (calon)
    GROUP BY ALL
),
melewati AS (
    SELECT kelompok_kerja.*, batas_jenis.nilai, rupiah(batas_jenis.nilai) || ' (' || batas_jenis.uraian || ')' AS sebutan
    FROM kelompok_kerja JOIN batas_jenis ON batas_jenis.id = kelompok_kerja.batas AND batas_jenis.jenis = kelompok_kerja.jenis
    WHERE kelompok_kerja.jumlah > batas_jenis.nilai
),
sekali AS (
    SELECT kode_kelurahan, kode_kegiatan, id_usulan, rw, jumlah::BIGINT AS jumlah, min(nilai) AS nilai,
        string_agg(sebutan, ' dan ' ORDER BY nilai, sebutan) AS batas
    FROM melewati GROUP BY ALL
)
SELECT sekali.kode_kelurahan, 'pecah_paket' AS kode, sekali.id_usulan,
    len(sekali.id_usulan) || ' usulan ' || menu.nama || ' berdekatan'
    || CASE WHEN sekali.rw = [0] THEN '' ELSE ' di RW ' || array_to_string(
           list_transform(list_filter(sekali.rw, lambda x: x > 0)[:5], lambda x: format('{:02d}', x)), ', ') END
    || CASE WHEN len(sekali.rw) > 5 THEN ' dan lainnya' ELSE '' END
    || ', masing-masing paling banyak ' || rupiah(sekali.nilai) || ', bila dijumlahkan ' || rupiah(sekali.jumlah)
    || ', melewati batas ' || sekali.batas || '. Satu pekerjaan, atau memang terpisah?' AS pesan
FROM sekali JOIN menu ON menu.kode = sekali.kode_kegiatan
