-- One distinct wording of a problem, proposal or activity, as it is compared (normal) and as it is classified (huruf).
SELECT teks, normal(teks) AS normal, huruf(teks) AS huruf
FROM (SELECT masalah AS teks FROM isi UNION SELECT usulan FROM isi UNION SELECT kegiatan FROM isi)
WHERE teks IS NOT NULL
