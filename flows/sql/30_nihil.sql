-- One data row that says that its RW has no proposal, which is an answer.
SELECT berkas_ke, nomor FROM isi
WHERE normal(coalesce(usulan, masalah)) IN (SELECT normal(kata) FROM kata_nihil)
    AND (masalah IS NULL OR usulan IS NULL OR normal(masalah) IN ('', normal(usulan))
         OR normal(masalah) IN (SELECT normal(kata) FROM kata_nihil))
