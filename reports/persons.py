"""Finds persons in free text: a word that calls for a name ("Pak", "rumah", "janda"), then the name and its fellows.

One walk over the words, never back, so a text of any length costs its length. What calls for a name has a strength,
and the weaker it is the more the word behind it must look like a name to be taken for one.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reports.contacts import NUMBER
from reports.vocabulary import BIASA, NAMA, Kamus
from reports.words_in_text import LIST, NEAR, OPEN, STOP, Butir

# How sure it is that a name follows. SURE: any word that has no other meaning; LIKELY: the same, unless it is an
# abbreviation or a place; MAYBE: a known name, or a capital letter that tells; KNOWN: a known name alone.
KNOWN, MAYBE, LIKELY, SURE = range(4)
STRENGTH = {
    "sapaan": SURE,
    "gelar": SURE,
    "sebutan": SURE,
    "akun": SURE,
    "jabatan": LIKELY,
    "wilayah": LIKELY,
    "kerabat": LIKELY,
    "keadaan": LIKELY,
    "bangunan": LIKELY,
    "sapaan_lemah": MAYBE,
    "kerabat_lemah": MAYBE,
    "tempat_lemah": MAYBE,
    "pelaku": MAYBE,
    "sisi": KNOWN,
}
BEGINS = tuple(role for role in STRENGTH if role != "wilayah")
TITLES = ("sapaan", "sapaan_lemah", "gelar")
KIN = ("kerabat", "kerabat_lemah", "sambung")
OFFICES = ("jabatan", "wilayah", "isi", "nomor")
HOUSES = ("bangunan", "tempat_lemah", "sisi")
# What may stand between a word that calls for a name and the name itself.
FILLS = {"isi": ("jabatan", "keadaan", "isi", "kerabat_lemah"), "sambung": (*KIN, "keadaan", "pelaku", "bangunan")}
ONLY_ORDINARY = frozenset({BIASA})
OF_A_KIND = ("tempat_lemah", "jabatan", "keadaan")
BESIDE = frozenset({"dan", "serta", "sama", "karo", "lan", "atau", "dgn", "dengan", "dn"})
PARTICLES = frozenset({"bin", "binti", "bt", "al", "el", "bn"})
BELONGING = ("nya", "ne", "e")  # "rumahnya", "omahe": the word itself, and whose it is
VOWELS = frozenset("aeiouyé")
ATTRIBUTES = 2  # words between "Masjid" and its name: "Masjid Jami Al Hidayah"
LONGEST_NAME, SHORTEST = 5, 3  # words of a name; letters of a word that no list knows


@dataclass(frozen=True, slots=True)
class Orang:
    """One person in a text: where the words stand that go, and whether they follow an office that stays."""

    awal: int
    akhir: int
    jabatan: bool


@dataclass(frozen=True, slots=True)
class _Rantai:
    """Words that call for a name: which ones (from, up to), the role of each, and how sure it makes."""

    awal: int
    akhir: int
    peran: Sequence[str]
    kuat: int

    @property
    def last(self) -> str:
        return self.peran[-1]


def persons(found: Sequence[Butir], kamus: Kamus) -> Iterator[Orang]:
    """Every person that the words name, in their order."""
    place = 0
    while place < len(found):
        chain = _chain(found, place, kamus)
        if chain is None:
            alone = _alone(found, place, kamus)
            if alone is not None:
                yield Orang(place, alone, jabatan=False)
            place = alone or place + 1
            continue
        if _memorial(found, chain, kamus):
            place = _whole(found, min(chain.akhir + 1, len(found)), kamus)
            continue
        name = _name(found, chain, kamus)
        if name is None:
            place = chain.akhir
            continue
        first, place = min(_first_to_go(found, chain), name[0]), name[1]
        if not _masked(found, first, place):
            yield Orang(first, place, jabatan=_of_office(found, chain))
        for first, end in _fellows(found, place, kamus):
            if not _masked(found, first, end):
                yield Orang(first, end, jabatan=False)
            place = end


def _masked(found: Sequence[Butir], place: int, end: int) -> bool:
    """Whether nothing but a mask stands there: it says already what it stands for."""
    return end == place + 1 and found[place].jenis == "mask"


def _role(item: Butir, before: Sequence[str], kamus: Kamus) -> str | None:
    """The role that a word plays behind these roles in what calls for a name."""
    if item.jenis == "mask":
        return "pelaku" if item.kata == NUMBER else None
    if item.jenis == "number":
        return "nomor" if before and before[-1] in ("wilayah", "nomor") else None
    roles = kamus.peran.get(item.kata) or _owner_roles(item.kata, kamus)
    for fill, after in FILLS.items():
        if fill in roles and before and before[-1] in after:
            return fill
    if before and "wilayah" in roles:
        return "wilayah"
    if NAMA in roles and before and before[-1] in TITLES:
        return None
    return next((role for role in BEGINS if role in roles), None)


def _owner_roles(word: str, kamus: Kamus) -> frozenset[str]:
    """The roles of a word with an ending that says whose it is; a name has none."""
    for ending in BELONGING:
        bare = word.removesuffix(ending)
        if bare != word and kamus.has(bare, "bangunan", "kerabat", "kerabat_lemah", "sisi"):
            return kamus.peran[bare] - {NAMA, BIASA}
    return frozenset()


def _chain(found: Sequence[Butir], place: int, kamus: Kamus) -> _Rantai | None:
    roles: list[str] = []
    strength, end = KNOWN, place
    while end < len(found):
        item = found[end]
        if roles and not _hangs_together(item, roles, found[end - 1]):
            break
        if roles and roles[-1] in HOUSES and kamus.has(item.kata, "majemuk"):
            return _Rantai(place, end + 1, ["majemuk"], KNOWN)
        role = None if _twice(found, end) else _role(item, roles, kamus)
        if role is None:
            break
        strength = _strength(role, roles, strength, item)
        roles.append(role)
        end += 1
    return _Rantai(place, end, roles, strength) if roles else None


def _hangs_together(item: Butir, roles: Sequence[str], before: Butir) -> bool:
    if item.sela in (NEAR, OPEN):
        return True
    if item.sela == LIST and item.tanda in "-–—/":
        return roles[-1] in (*TITLES, *OFFICES) or item.jenis == "number" or before.jenis == "number"
    return False


def _twice(found: Sequence[Butir], place: int) -> bool:
    """ "ibu-ibu" and "bapak-bapak" are many, and nobody."""
    here = found[place]
    behind = found[place + 1] if place + 1 < len(found) else None
    return (here.tanda == "-" and place > 0 and here.kata.startswith(found[place - 1].kata)) or (
        behind is not None and behind.tanda == "-" and behind.kata.startswith(here.kata)
    )


def _strength(role: str, before: Sequence[str], strength: int, item: Butir) -> int:
    """How sure a further word makes: the last one decides, and a word between changes little."""
    if role in ("isi", "nomor"):
        return strength
    if role == "sambung":
        return LIKELY if before[-1] in KIN else strength
    if role == "sapaan_lemah" and before and before[-1] in (*HOUSES, *TITLES, *OFFICES):
        return SURE
    if item.sela == OPEN and role in TITLES:
        return SURE
    if role == "sapaan_lemah" and len(item.kata) >= SHORTEST:
        return LIKELY
    own = STRENGTH[role]
    return max(own, strength) if before and before[-1] in (*HOUSES, *KIN) else own


def _name(found: Sequence[Butir], chain: _Rantai, kamus: Kamus) -> tuple[int, int] | None:
    """From and behind the name that follows a chain, or None if none does."""
    if chain.last == "majemuk":
        return None
    place = chain.akhir
    if place < len(found) and _may_follow(found[place], chain):
        strength = chain.kuat
        if found[place].sela == OPEN and chain.last in ("pelaku", "akun", "bangunan", "tempat_lemah", "keadaan"):
            strength = max(strength, LIKELY)
        if found[place].sela == LIST:
            strength = min(strength, MAYBE)
        if strength < SURE and (named_after(found, chain.awal, kamus) or named_after(found, place, kamus)):
            strength = KNOWN
        end = _accepted(found, place, strength, kamus)
        if end is not None:
            return place, _whole(found, end, kamus)
        end = _behind_one_word(found, place, chain, kamus)
        if end is not None:
            return place + 1, end
    return _last_is_the_name(found, chain, kamus)


def _behind_one_word(found: Sequence[Butir], place: int, chain: _Rantai, kamus: Kamus) -> int | None:
    """ "warung kopi Slamet", "tukang las Joko": one ordinary word says of what kind, and a known name follows."""
    behind = place + 1
    kind = chain.last in OF_A_KIND and found[place].jenis == "word" and kamus.has(found[place].kata, BIASA)
    if not kind or behind >= len(found) or found[behind].sela != NEAR or named_after(found, behind, kamus):
        return None
    end = _accepted(found, behind, KNOWN, kamus)
    return None if end is None else _whole(found, end, kamus)


def _may_follow(item: Butir, chain: _Rantai) -> bool:
    if item.sela == LIST:
        return item.tanda in ",-–—/" and chain.last in ("jabatan", "wilayah", "nomor", "keadaan", "sapaan")
    return item.sela in (NEAR, OPEN)


def _last_is_the_name(found: Sequence[Butir], chain: _Rantai, kamus: Kamus) -> tuple[int, int] | None:
    """ "Pak Putra", "rumah Ayu": the last word that calls for a name is one itself."""
    last = found[chain.akhir - 1]
    named = len(chain.peran) > 1 and kamus.has(last.kata, NAMA) and last.sela == NEAR
    return (chain.akhir - 1, chain.akhir) if named and (last.besar or chain.peran[-2] in TITLES) else None


def _memorial(found: Sequence[Butir], chain: _Rantai, kamus: Kamus) -> bool:
    """Streets, mosques and schools bear the names of the dead: behind an honour such a name stays."""
    first = found[chain.awal]
    honour = chain.peran[0] in ("gelar", "sapaan_lemah", "jabatan") or kamus.has(first.kata, "leluhur")
    if not honour or first.sela != NEAR or chain.awal == 0:
        return False
    before = found[chain.awal - 1]
    if kamus.has(before.kata, "nama_jalan"):
        return True
    attribute = before.sela == NEAR and chain.awal > 1 and (kamus.has(before.kata, "raya") or _unknown(before, kamus))
    return attribute and kamus.has(found[chain.awal - 2].kata, "nama_jalan")


def _unknown(item: Butir, kamus: Kamus) -> bool:
    return item.jenis == "word" and item.kapital and not kamus.ordinary(item.kata)


def _accepted(found: Sequence[Butir], place: int, strength: int, kamus: Kamus) -> int | None:
    """The place behind the first word of a name, or None where the word is none."""
    item = found[place]
    if item.jenis == "mask":
        return place + 1 if "nama" in item.kata else None
    if item.jenis != "word":
        return None
    if len(item.kata) == 1 and place + 1 < len(found):
        following = found[place + 1]
        dotted = following.tanda == "." or (item.kapital and following.kapital and following.sela == NEAR)
        return _accepted(found, place + 1, strength, kamus) if dotted and following.sela != LIST else None
    return place + 1 if _is_name(item, strength, kamus) else None


def _is_name(item: Butir, strength: int, kamus: Kamus) -> bool:
    word = item.kata
    if word in kamus.tempat:
        return strength == SURE and not kamus.has(word, BIASA)
    ordinary = kamus.ordinary(word) and not (item.besar and word not in kamus.peran)
    if kamus.has(word, NAMA):
        return not ordinary or strength == SURE or (item.besar and strength > KNOWN)
    if ordinary:
        return strength == SURE and item.besar and kamus.peran.get(word) == ONLY_ORDINARY
    if strength == SURE:
        return len(word) > 1 and not VOWELS.isdisjoint(word)
    if len(word) < SHORTEST or VOWELS.isdisjoint(word):
        return False
    return strength == LIKELY or (strength == MAYBE and item.besar)


def _whole(found: Sequence[Butir], place: int, kamus: Kamus) -> int:
    """The place behind the last word of a name whose first word ends before `place`."""
    first, end = found[place - 1], place
    while end < len(found) and end - place < LONGEST_NAME - 1 and _continues(found, end, first, kamus):
        end += 1
    return end


def _continues(found: Sequence[Butir], place: int, first: Butir, kamus: Kamus) -> bool:
    item = found[place]
    if item.jenis == "mask":
        return item.sela == NEAR and "nama" in item.kata
    hyphen = item.tanda == "-" and place > 0 and found[place - 1].akhir + 1 == item.awal
    if item.jenis != "word" or not (item.sela == NEAR or (hyphen and kamus.has(item.kata, NAMA))):
        return False
    if len(item.kata) == 1:
        return item.kapital and (first.kapital and not kamus.ordinary(item.kata))
    if item.kata in PARTICLES:
        return True
    if item.kata in kamus.tempat:
        return False
    if kamus.has(item.kata, NAMA):
        return not kamus.ordinary(item.kata) or item.besar
    if kamus.ordinary(item.kata) or VOWELS.isdisjoint(item.kata):
        return False
    return item.besar or (item.kapital == first.kapital and not first.besar and len(item.kata) > SHORTEST)


def _fellows(found: Sequence[Butir], place: int, kamus: Kamus) -> Iterator[tuple[int, int]]:
    """Further names of a list ("rumah A, B dan C"): from and behind each."""
    while (begin := _next_in_list(found, place, kamus)) is not None:
        written_alike = found[begin].kapital and found[place - 1].kapital
        strength = LIKELY if written_alike else _strength_in_list(found, begin, place)
        end = _accepted(found, begin, strength, kamus)
        if end is None:
            return
        place = _whole(found, end, kamus)
        yield begin, place


def _next_in_list(found: Sequence[Butir], place: int, kamus: Kamus) -> int | None:
    if place >= len(found) or found[place].sela == STOP:
        return None
    item = found[place]
    if item.kata in BESIDE or kamus.has(item.kata, "jenjang"):
        behind = place + 1
        return behind if behind < len(found) and found[behind].sela in (NEAR, OPEN) else None
    return place if item.sela == LIST else None


def _strength_in_list(found: Sequence[Butir], begin: int, place: int) -> int:
    """A comma may end the thought, and "sampai" lead to a place."""
    if begin == place:
        behind = found[begin + 1] if begin + 1 < len(found) else None
        goes_on = behind is not None and (behind.sela == LIST or behind.kata in BESIDE)
        return LIKELY if goes_on or found[begin].tanda not in ",;" else MAYBE
    return LIKELY if found[place].kata in BESIDE else KNOWN


def _alone(found: Sequence[Butir], place: int, kamus: Kamus) -> int | None:
    """Two or more known names side by side in capital letters that tell, or one of whom something is asked or said."""
    item = found[place]
    if item.jenis != "word" or not item.kapital or not kamus.has(item.kata, NAMA) or kamus.ordinary(item.kata):
        return None
    if named_after(found, place, kamus) or item.kata in kamus.tempat:
        return None
    end = _whole(found, place + 1, kamus)
    if end > place + 1 and found[place + 1].besar and all(kamus.has(one.kata, NAMA) for one in found[place:end]):
        return end
    behind = found[end] if end < len(found) else None
    says = behind is not None and behind.sela in (NEAR, OPEN) and kamus.has(behind.kata, "ucap")
    reached = behind is not None and behind.sela != STOP and behind.kata == NUMBER
    return end if says or reached else None


def named_after(found: Sequence[Butir], place: int, kamus: Kamus) -> bool:
    """Whether a street, a house of prayer or another body, a few words before it, bears the name."""
    for step in range(ATTRIBUTES + 1):
        here = found[place - step]
        if place - step == 0 or not (here.sela == NEAR or here.tanda == "-"):
            return False
        before = found[place - step - 1]
        if kamus.has(before.kata, "nama_jalan", "nama_badan"):
            return True
        if not (before.kata in PARTICLES or kamus.has(before.kata, "raya", NAMA) or _unknown(before, kamus)):
            return False
    return False


def _first_to_go(found: Sequence[Butir], chain: _Rantai) -> int:
    """Titles go with the name, and the relation before a title; houses and offices stay."""
    first = chain.akhir
    while first > chain.awal and chain.peran[first - 1 - chain.awal] in TITLES and _before_is_near(found, chain, first):
        first -= 1
    if first == chain.akhir:
        return first
    while first > chain.awal and chain.peran[first - 1 - chain.awal] in KIN and found[first].sela == NEAR:
        first -= 1
    return first


def _before_is_near(found: Sequence[Butir], chain: _Rantai, first: int) -> bool:
    """Whether the word before `first` hangs together with it by a space, a full stop or a slash."""
    return first == chain.akhir or found[first].sela == NEAR or found[first].tanda == "/"


def _of_office(found: Sequence[Butir], chain: _Rantai) -> bool:
    return chain.last in OFFICES and chain.akhir < len(found) and found[chain.akhir].sela == NEAR
