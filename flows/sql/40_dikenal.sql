-- One data row that stays a proposal, with its identity.
SELECT urai.kunci, urai.berkas_ke, urai.nomor, urai.kode_kelurahan, urai.pokok
FROM urai
ANTI JOIN kembali USING (kunci)
ANTI JOIN nihil USING (kunci)
