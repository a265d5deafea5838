-- One word and one role that it plays where free text names persons.
SELECT kata, peran
FROM kata_orang
ORDER BY kata, peran
