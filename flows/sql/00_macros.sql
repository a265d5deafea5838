-- SQL functions shared by the numbered SELECTs.

-- One record, or one whole file (nomor null), that could not be handled and is set aside; sebab: the kind of fault.
CREATE TABLE IF NOT EXISTS karantina (sha256 VARCHAR, nomor INTEGER, sebab VARCHAR);

-- Text as it is compared: letters and digits in lower case, single blanks.
CREATE OR REPLACE MACRO tunggal(x) AS CASE WHEN contains(x, '  ') THEN regexp_replace(x, ' +', ' ', 'g') ELSE x END;
CREATE OR REPLACE MACRO normal(x) AS
    trim(tunggal(regexp_replace(lower(nfc_normalize(coalesce(x, ''))), '[^\pL\pN ]', ' ', 'g')));

-- A name or a word as it is looked up: letters and digits only.
CREATE OR REPLACE MACRO polos(x) AS lower(regexp_replace(x, '[^\pL\pN]', '', 'g'));

-- Text as it is classified: letters only, so that `gang 3` and `gang 4` are one text.
CREATE OR REPLACE MACRO huruf(x) AS trim(regexp_replace(lower(coalesce(x, '')), '[^\pL]+', ' ', 'g'));

-- A cell of signs only (`-`, `...`) says nothing.
CREATE OR REPLACE MACRO bermakna(x) AS CASE WHEN regexp_matches(x, '[\pL\pN]') THEN x END;

-- The number that a place is written with: `RW 05` and `5` are one.
CREATE OR REPLACE MACRO angka(x) AS ltrim(regexp_replace(x, '\D', '', 'g'), '0');

-- Whether a cell under RT, or under RT/RW, names an RW itself: `RT 03 RW 06`, `03/06`.
CREATE OR REPLACE MACRO menyebut_rw(rt, rt_rw) AS
    coalesce(regexp_matches(rt, '(?i)rw'), false) OR coalesce(regexp_matches(rt_rw, '(?i)rw|\d\s*[/\\-]\s*\d'), false);

-- A place in its parts (20_isi) as its sender wrote it; two bare numbers in two columns are told apart.
CREATE OR REPLACE MACRO tempat_tertulis(x) AS
    CASE WHEN regexp_matches(x, '^[^\x1f]+\x1f[^\x1f]+\x1f') AND NOT regexp_matches(x, '(?i)r[tw].*\x1f.*\x1f.*\x1f')
         THEN trim('RT ' || regexp_replace(regexp_replace(x, '\x1f', ' RW '), '\x1f(rw$)?', ' ', 'g'))
         ELSE trim(regexp_replace(x, '\x1f(rw$)?', ' ', 'g')) END;

-- An amount of rupiah as people read it.
CREATE OR REPLACE MACRO rupiah(n) AS 'Rp' || format('{:t.}', n);

-- The sign of a number below 32, without 0 O 1 I.
CREATE OR REPLACE MACRO tanda(n) AS substr('23456789ABCDEFGHJKLMNPQRSTUVWXYZ', (n % 32)::INTEGER + 1, 1);

-- Signs of a 64 bit hash with their check sign: odd weights modulo 32 detect every single wrong sign.
CREATE OR REPLACE MACRO tanda2(h) AS
    tanda(h) || tanda(h // 32) || tanda(h % 32 + 3 * (h // 32 % 32));
CREATE OR REPLACE MACRO tanda4(h) AS
    tanda(h) || tanda(h // 32) || tanda(h // 1024) || tanda(h // 32768)
    || tanda(h % 32 + 3 * (h // 32 % 32) + 5 * (h // 1024 % 32) + 7 * (h // 32768 % 32));
CREATE OR REPLACE MACRO tanda6(h) AS
    tanda(h) || tanda(h // 32) || tanda(h // 1024) || tanda(h // 32768) || tanda(h // 1048576)
    || tanda(h // 33554432)
    || tanda(h % 32 + 3 * (h // 32 % 32) + 5 * (h // 1024 % 32) + 7 * (h // 32768 % 32)
             + 9 * (h // 1048576 % 32) + 11 * (h // 33554432 % 32));
CREATE OR REPLACE MACRO tanda8(h) AS
    tanda(h) || tanda(h // 32) || tanda(h // 1024) || tanda(h // 32768) || tanda(h // 1048576)
    || tanda(h // 33554432) || tanda(h // 1073741824) || tanda(h // 34359738368)
    || tanda(h % 32 + 3 * (h // 32 % 32) + 5 * (h // 1024 % 32) + 7 * (h // 32768 % 32)
             + 9 * (h // 1048576 % 32) + 11 * (h // 33554432 % 32) + 13 * (h // 1073741824 % 32)
             + 15 * (h // 34359738368 % 32));

-- How alike two short texts are, 0 to 1: a slip within a word weighs little, another word weighs more.
CREATE OR REPLACE MACRO serupa(a, b) AS
    (jaro_winkler_similarity(a, b) + 1 - levenshtein(a, b) / greatest(length(a), length(b), 1)) / 2;

-- Points of one criterion (contract section 6): 1000 * min(v, saturation) // saturation, or its complement.
CREATE OR REPLACE MACRO poin(v, jenuh, turun) AS
    CASE WHEN v IS NULL THEN 0
         WHEN turun THEN 1000 - 1000 * least(v, jenuh) // jenuh
         ELSE 1000 * least(v, jenuh) // jenuh END;

-- The value that decides a tie, negated where more comes first.
CREATE OR REPLACE MACRO penentu(kolom, turun, penerima_manfaat, biaya, prioritas, swadaya, rw) AS
    CASE kolom WHEN 'penerima_manfaat' THEN penerima_manfaat::BIGINT WHEN 'biaya' THEN biaya
               WHEN 'prioritas' THEN prioritas::BIGINT WHEN 'swadaya' THEN swadaya WHEN 'rw' THEN rw::BIGINT END
    * CASE WHEN turun THEN -1 ELSE 1 END;
