-- One proposal with what the office verified of it; of two sheets the later one counts, cell by cell.
SELECT id_usulan,
    max(nilai) FILTER (kolom = 'kegiatan') AS kode_kegiatan,
    max(nilai) FILTER (kolom = 'volume')::DECIMAL(18, 3) AS volume,
    max(nilai) FILTER (kolom = 'satuan') AS satuan,
    max(nilai) FILTER (kolom = 'biaya')::BIGINT AS biaya,
    max(nilai) FILTER (kolom = 'status_lahan') AS status_lahan,
    max(nilai) FILTER (kolom = 'tujuan') AS tujuan,
    max(nilai) FILTER (kolom = 'digabung_ke') AS digabung_ke,
    max(nilai) FILTER (kolom = 'urgensi')::INTEGER AS urgensi,
    max(nilai) FILTER (kolom = 'keseriusan')::INTEGER AS keseriusan,
    max(nilai) FILTER (kolom = 'pertumbuhan')::INTEGER AS pertumbuhan,
    max(nilai) FILTER (kolom = 'inovasi')::BOOLEAN AS inovasi,
    max(nilai) FILTER (kolom = 'catatan') AS catatan,
    list(kolom ORDER BY kolom) AS kolom
FROM verifikasi WHERE berlaku
GROUP BY id_usulan
