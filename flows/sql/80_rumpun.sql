-- One proposal under one limit with the group that its ties lead to, step by step; the lowest member names it.
WITH RECURSIVE rumpun(batas, calon, kepala) USING KEY (batas, calon) AS (
    SELECT DISTINCT batas, calon, calon FROM ikatan
    UNION
    -- Through the place, not from member to member: five hundred in one street are five hundred ties.
    SELECT lain.batas, lain.calon, min(tempat.kepala)
    FROM (
        SELECT ikatan.simpul, min(rumpun.kepala) AS kepala
        FROM rumpun JOIN ikatan USING (batas, calon) GROUP BY ikatan.simpul
    ) AS tempat
    JOIN ikatan AS lain USING (simpul)
    JOIN recurring.rumpun AS kini ON kini.batas = lain.batas AND kini.calon = lain.calon
    WHERE tempat.kepala < kini.kepala
    GROUP BY lain.batas, lain.calon
)
SELECT batas, calon, kepala FROM rumpun
