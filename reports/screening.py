"""Masks persons in the free text of the public edition: what a neighbour could be known by goes, places stay.

"Ketua RT 03", "Pak Lurah" and "Gang Haji Salim" are a role or a place and stay as written; "depan rumah Pak
Slamet" becomes "depan rumah warga". A name too many masked is a nuisance, one too few is a leak: where the
two meet, the name of whoever sent something in the same kelurahan always goes. What is said of somebody's
health, or of a child, goes too where it is said of one household.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from reports.contacts import Bagian, replaced, without_contacts
from reports.persons import Orang, named_after, persons
from reports.vocabulary import NAMA, Kamus
from reports.words_in_text import LIST, NEAR, Butir, items

NAME = "[nama disamarkan]"
STATE = "[keadaan pribadi disamarkan]"
CITIZEN = "warga"
# Stands for a citizen whom we masked until the text is done: what is said beside one is looked at once more.
MARK = "\ue000"

# What the law calls specific: said of one household it is that household's, said of many it is the problem itself.
HEALTH = (
    r"sakit(?!\s+hati)|stroke?|struk|lumpuh|tbc|tb paru|hiv|aids|odgj|gangguan (?:jiwa|mental)|gila|kusta|kanker|tumor|"
    r"difabel|disabilitas|cacat(?: fisik| mental)?|tuna\s?(?:netra|rungu|wicara|daksa|grahita)|bisu|tuli|buta|"
    r"autis(?:me)?|down syndrome|stunting|gizi buruk|epilepsi|ayan|diabetes|kencing manis|"
    r"jantung|cuci darah|gagal ginjal|demensia|pikun|keterbelakangan(?: mental)?|idiot|hamil di luar nikah|hamil"
)
ONE_HOUSEHOLD = re.compile(
    r"\b(?:seorang|salah (?:seorang|satu) (?:warga|anak|keluarga)|"
    r"(?:satu|1|sebuah) (?:keluarga|rumah|kk|orang|anak|warga))\b",
    re.IGNORECASE,
)
CHILD = r"(?:balita|bayi|yatim(?:\s+piatu)?|anak(?:nya)?(?!-)|cucu(?:nya)?)"
HEALTHY = re.compile(rf"(?<!rumah )\b(?:{CHILD}\s+)?(?:{HEALTH})\b", re.IGNORECASE)
CHILD_BESIDE = re.compile(
    rf"(?<!banyak )(?<!para )(?<!-)\b{CHILD}\b(?=(?:\s+\w+)?\s+(?:(?i:rumah|rmh|keluarga)\s+)?{MARK})"
    rf"|(?<={MARK} )(?:\w+\s+)?(?<!banyak )(?<!para )\b{CHILD}\b",
    re.IGNORECASE,
)
SENTENCE = re.compile(r"[^.;!?\n]+(?:[.;!?\n]+|$)")
# Of a sender's cell these words name nobody, whatever else they may be.
NAMELESS = (
    *("sapaan", "sapaan_lemah", "gelar", "jabatan", "wilayah", "isi", "kerabat", "kerabat_lemah", "sebutan"),
    *("bangunan", "tempat_lemah", "nama_jalan", "nama_badan", "pelaku", "bukan_nama"),
)
SHORTEST = 3  # letters of a word that is masked wherever it stands


def screen(
    text: str | None, kamus: Kamus, pengusul: str | None = None, others: frozenset[str] = frozenset()
) -> str | None:
    """The text without numbers, names and private matters of persons.

    `others`: whoever else sent or accompanies something here.
    """
    if not text:
        return text
    text = _without_contacts(text, kamus)
    text = _without_senders(text, kamus, _own_words(pengusul, kamus), _words_of(others, kamus))
    return _without_anybody(text, kamus)


@lru_cache(maxsize=16384)
def _without_contacts(text: str, kamus: Kamus) -> str:
    return without_contacts(text, kamus)


@lru_cache(maxsize=16384)
def _without_anybody(text: str, kamus: Kamus) -> str:
    """The text without names and states, whoever they are of; many rows of a season say the same."""
    text = replaced(text, (Bagian(one.awal, one.akhir, _instead(one)) for one in _spans(text, kamus)))
    return _without_states(text).replace(MARK, CITIZEN)


def _spans(text: str, kamus: Kamus) -> Iterator[Orang]:
    """The persons of a text by their places in it."""
    found = items(text)
    for one in persons(found, kamus):
        yield Orang(found[one.awal].awal, found[one.akhir - 1].akhir, one.jabatan)


def _instead(one: Orang) -> str:
    """Behind an office that stays ("Pak RT ...") a second "warga" would say that he is none."""
    return NAME if one.jabatan else MARK


def _without_states(text: str) -> str:
    """Health and children of one household are private; those of a whole neighbourhood are why it proposes."""
    if MARK not in text and NAME not in text and ONE_HOUSEHOLD.search(text) is None:
        return text
    return SENTENCE.sub(_private, text)


def _private(match: re.Match[str]) -> str:
    sentence = match[0]
    if MARK in sentence:
        sentence = CHILD_BESIDE.sub(STATE, sentence)
    if MARK in sentence or NAME in sentence or ONE_HOUSEHOLD.search(sentence):
        sentence = HEALTHY.sub(STATE, sentence)
    return sentence


def _without_senders(text: str, kamus: Kamus, own: frozenset[str], others: frozenset[str]) -> str:
    """The text without the words of the names of its sender and of others, places and streets aside."""
    known = own | others if own else others
    if not known:
        return text
    found = items(text)
    return replaced(text, _named(found, kamus, own, known))


def _named(found: Sequence[Butir], kamus: Kamus, own: frozenset[str], known: frozenset[str]) -> Iterator[Bagian]:
    """Runs of words that are parts of known names; a run of mere places, or behind a street, names no person."""
    place = 0
    while place < len(found):
        end = place
        while end < len(found) and found[end].kata in known and (end == place or found[end].sela in (NEAR, LIST)):
            end += 1
        run = found[place:end]
        if any(_tells(one, kamus, own) for one in run) and not named_after(found, place, kamus):
            yield Bagian(run[0].awal, run[-1].akhir, NAME)
        place = max(end, place + 1)


def _tells(item: Butir, kamus: Kamus, own: frozenset[str]) -> bool:
    """Whether this part of a name is one by itself: no place, and no ordinary word unless written as a name."""
    if item.kata in kamus.tempat or (len(item.kata) < SHORTEST and item.kata not in own):
        return False
    return not kamus.ordinary(item.kata) or item.besar


@lru_cache(maxsize=4096)
def _own_words(pengusul: str | None, kamus: Kamus) -> frozenset[str]:
    """What of the sender's own cell names a person."""
    return _words_of(frozenset({pengusul}), kamus) if pengusul else frozenset()


@lru_cache(maxsize=256)
def _words_of(names: frozenset[str], kamus: Kamus) -> frozenset[str]:
    return frozenset(word for name in names for word in _name_words(name, kamus))


def _name_words(name: str, kamus: Kamus) -> Iterable[str]:
    """A word of two letters counts only where the sender has no longer one."""
    words = [one.kata for one in items(name) if one.jenis == "word" and not _nameless(one.kata, kamus)]
    longer = [word for word in words if len(word) >= SHORTEST]
    return longer or words


def _nameless(word: str, kamus: Kamus) -> bool:
    return kamus.has(word, *NAMELESS) and not kamus.has(word, NAMA)
