-- One decision on one proposal as received from a forum; none is read in this version, so none is claimed.
SELECT NULL::VARCHAR AS id_usulan, NULL::VARCHAR AS tahap, NULL::VARCHAR AS keputusan, NULL::VARCHAR AS alasan,
    NULL::VARCHAR AS sha256, NULL::INTEGER AS nomor
WHERE false
