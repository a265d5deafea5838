-- One merged proposal and who stands for it in the end: of its own family, or where the panitia said it belongs.
WITH RECURSIVE ditunjuk AS (
    SELECT usulan.id_usulan, usulan.digabung_ke AS ke
    FROM usulan SEMI JOIN (SELECT id_usulan FROM usulan) AS ada ON ada.id_usulan = usulan.digabung_ke
),
sisi AS (
    SELECT id_usulan, ke FROM ditunjuk
    UNION ALL
    SELECT id_usulan, wakil FROM gabung ANTI JOIN ditunjuk USING (id_usulan) WHERE wakil <> id_usulan
),
jalan AS (
    SELECT id_usulan, ke, [id_usulan, ke] AS lewat FROM sisi
    UNION ALL
    SELECT jalan.id_usulan, sisi.ke, list_append(lewat, sisi.ke)
    FROM jalan JOIN sisi ON sisi.id_usulan = jalan.ke
    WHERE NOT list_contains(lewat[2:], sisi.ke)
),
ujung AS (
    -- Those who were told to stand for each other have the lowest of them for all.
    SELECT jalan.id_usulan, coalesce(min(ke) FILTER (sisi.id_usulan IS NULL), min(ke)) AS wakil
    FROM jalan LEFT JOIN (SELECT DISTINCT id_usulan FROM sisi) AS sisi ON sisi.id_usulan = jalan.ke
    GROUP BY jalan.id_usulan
)
SELECT id_usulan, wakil FROM ujung WHERE wakil <> id_usulan
UNION
SELECT DISTINCT wakil, wakil FROM ujung
