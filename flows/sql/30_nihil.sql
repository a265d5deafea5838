-- One data row that says that its RW has no proposal, which is an answer.
WITH ucapan AS (
    SELECT kunci,
        trim(lower(coalesce(usulan, masalah)), ' .-_!()') AS usulan, trim(lower(masalah), ' .-_!()') AS masalah
    FROM isi
    WHERE length(coalesce(usulan, masalah)) <= 40
)
SELECT kunci FROM ucapan
WHERE usulan IN (SELECT kata FROM kata_nihil)
    AND (masalah IS NULL OR masalah IN ('', usulan) OR masalah IN (SELECT kata FROM kata_nihil))
