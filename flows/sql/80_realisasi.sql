-- One report line on one work as received; none is read in this version, so none is claimed.
SELECT NULL::VARCHAR AS id_usulan, NULL::VARCHAR AS semester, NULL::BIGINT AS realisasi, NULL::VARCHAR AS sha256,
    NULL::INTEGER AS nomor
WHERE false
