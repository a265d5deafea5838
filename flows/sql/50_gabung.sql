-- One proposal merged with others by itself: the wakil that stands for its family, and the family's members.
WITH urut AS (
    SELECT *, count(*) OVER keluarga_ini AS banyak,
        first_value(id_usulan) OVER (keluarga_ini ORDER BY jumlah_rt DESC, berbiaya DESC, id_usulan) AS wakil
    FROM tegas
    WINDOW keluarga_ini AS (PARTITION BY kebutuhan, keluarga)
)
SELECT id_usulan, wakil FROM urut WHERE banyak > 1
