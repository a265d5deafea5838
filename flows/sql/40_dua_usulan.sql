-- One data row whose proposal names two works of different kinds, each a whole wording of its own: the first two.
WITH bagian AS (
    SELECT usulan_huruf, string_split(usulan_huruf, ' dan ') AS bagian
    FROM (SELECT DISTINCT usulan_huruf FROM urai WHERE contains(usulan_huruf, ' dan '))
),
berdua AS (
    SELECT bagian.usulan_huruf, bagian.bagian[1] || ' dan ' || bagian.bagian[2] AS arti
    FROM bagian
    JOIN klasifikasi AS satu ON satu.huruf = bagian.bagian[1]
    JOIN klasifikasi AS dua ON dua.huruf = bagian.bagian[2]
    WHERE satu.kode <> dua.kode
)
SELECT urai.berkas_ke, urai.nomor, berdua.arti
FROM urai
JOIN berdua USING (usulan_huruf)
ANTI JOIN kembali USING (kunci)
ORDER BY urai.kunci
