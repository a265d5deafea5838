-- One line of the procurement table that holds under this pack, with its limits in rupiah: several lower limits count as
-- their highest. A line rests on its own basis and on that of its limits.
SELECT tabel.aturan, tabel.jenis, tabel.metode, tabel.pelaksana, tabel.alasan, tabel.syarat,
    coalesce(max(bawah.nilai), 0) AS di_atas, max(atas.nilai) AS sampai,
    concat_ws('; ', tabel.dasar, string_agg(DISTINCT bawah.dasar, '; ' ORDER BY bawah.dasar DESC),
        any_value(atas.dasar)) AS dasar
FROM tabel_pengadaan AS tabel
LEFT JOIN angka AS bawah ON list_contains(string_split(tabel.di_atas, ' '), bawah.id)
LEFT JOIN angka AS atas ON atas.id = tabel.sampai
WHERE tabel.syarat IS NULL OR tabel.syarat IN (SELECT syarat FROM syarat)
GROUP BY tabel.aturan, tabel.jenis, tabel.metode, tabel.pelaksana, tabel.alasan, tabel.syarat, tabel.dasar
