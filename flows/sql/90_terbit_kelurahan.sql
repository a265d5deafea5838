-- One kelurahan as the published run has it.
SELECT kode, pagu, masuk_rencana, sisa FROM kelurahan
