-- One identity in a kelurahan: the last file that names it, and how often it stands.
SELECT kode_kelurahan, pokok, max(berkas_ke) AS terbaru, count(*) AS banyak FROM dikenal GROUP BY ALL
