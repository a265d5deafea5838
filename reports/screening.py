"""Masks persons in the free text of the public edition: what a neighbour could be known by goes, places stay.

"Ketua RT 03", "Pak Lurah" and "Gang Haji Salim" are a role or a place and stay as written; "depan rumah Pak
Slamet" becomes "depan rumah warga". A name too many masked is a nuisance, one too few is a leak: where the
two meet, the name of the row's own sender always goes.
"""

import re
from functools import lru_cache

NUMBER = "[nomor disamarkan]"
NAME = "[nama disamarkan]"
MAIL = "[surel disamarkan]"
CITIZEN = "warga"

# A NIK or KK number, bare or in groups of at least four; groups of three are money and stay.
LONG = r"(?<!\d)(?:\d{13,}|\d{4,6}(?:[ .\-]\d{4,6}){2,3})(?!\d)"
# Mobile numbers however spaced; landlines with their area code; mobile numbers whose zero Excel has eaten.
MOBILE = r"(?<!\d)\(?(?:\+?62|0)[\s.\-()]{0,2}8(?:[\s.\-()]{0,2}\d){6,12}(?!\d)"
LANDLINE = r"(?<!\d)\(?0\d{2,3}\)?[\s\-]?\d{5,8}(?!\d)"
BARE_MOBILE = r"(?<![\d.,])8\d{9,11}(?!\d)"
NUMBERS = re.compile(f"{LONG}|{MOBILE}|{LANDLINE}|{BARE_MOBILE}")
ADDRESS = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")

# What follows "Pak" or "Ibu" without being a name, and what ends a name where everything is in capitals.
NO_NAME = (
    "rt|rw|lurah|camat|ketua|kepala|sekretaris|bendahara|guru|ustadz|ustaz|kyai|kiai|modin|haji|lpm|bkm|pkk|"
    "kader|bidan|dokter|wali|warga|hamil|menyusui|balita|nifas|anak|bayi|lansia|muda|asuh|pengajian|jamaah|"
    "dan|atau|yang|di|ke|dari|sampai|sd|menuju|rumah|depan|samping|belakang|sebelah|gang|gg|jl|jln|jalan|"
    "blok|no|masjid|mushola|musholla|langgar|tidak|belum"
)
FIRST = rf"(?!(?i:{NO_NAME})\b)[^\W\d_][\w'’.\-]*"
NEXT = rf"(?:\s+(?!(?i:{NO_NAME})\b)[A-Z][\w'’.\-]*){{0,3}}"
TITLE = r"(?i:bapak|bpk|bp|pak|ibu|bu|mbah|mbak|almarhumah|almarhum|alm)"
HONOUR = r"(?i:haji|hj|h|ust|ustadz|ustaz|kyai|kh|drs|dra|dr|ir)"
BUILDING = r"(?i:rumah|rmh|depan|samping|belakang|sebelah|dekat|warung|kos|kost|toko|sawah|kebun|tanah)"

AT_HOME = re.compile(rf"\b({BUILDING})\s+(?:{TITLE}|(?i:mas))\b\.?\s*(?:{HONOUR}\b\.?\s*)?{FIRST}{NEXT}")
AT_HAJI = re.compile(rf"\b({BUILDING})\s+{HONOUR}\b\.?\s*{FIRST}{NEXT}")
# Away from a house a name must be written as one: "kelas ibu hamil" is nobody.
TITLED = re.compile(rf"(?<![\w.]){TITLE}\b\.?\s*(?:{HONOUR}\b\.?\s*)?(?=[A-Z]){FIRST}{NEXT}")
# In a heading every word is capital ("Rumah Pompa"), so only a small "rumah" tells that a name follows.
OWNED = re.compile(rf"\b(rumah|warung) (?=[A-Z]){FIRST}{NEXT}")

# Words that stand in a sender's cell without naming anybody.
ROLES = frozenset(
    "ketua wakil sekretaris bendahara pengurus warga rt rw lpm bkm pkk karang taruna posyandu kelurahan "
    "kader bapak ibu pak bu bpk bp haji hajah drs dra ir dr sh se spd st mm alm mas mbak dan kelompok "
    "dusun jalan gang kampung rembug musyawarah panitia faskel lurah kota kecamatan paud tpq masjid "
    "mushola".split()
)
STREET = r"(?:\b(?:jl|jln|jalan|gg|gang)\.?\s+(?:(?:h|kh|haji)\.?\s+)?)"


def screen(text: str | None, pengusul: str | None = None, places: frozenset[str] = frozenset()) -> str | None:
    """The text without numbers and names of persons; `places` are lower-case words that name a place."""
    if not text:
        return text
    if pengusul:
        text = _without_sender(text, pengusul, places)
    if any(sign.isdigit() for sign in text):
        text = NUMBERS.sub(NUMBER, text)
    if "@" in text:
        text = ADDRESS.sub(MAIL, text)
    text = AT_HOME.sub(rf"\1 {CITIZEN}", text)
    text = AT_HAJI.sub(rf"\1 {CITIZEN}", text)
    text = TITLED.sub(CITIZEN, text)
    return OWNED.sub(rf"\1 {CITIZEN}", text)


def _without_sender(text: str, pengusul: str, places: frozenset[str]) -> str:
    whole, single = _sender(pengusul, places)
    if whole is not None:
        text = whole.sub(NAME, text)
    return text if single is None else single.sub(_unless_street, text)


def _unless_street(match: re.Match[str]) -> str:
    return match[0] if match["street"] else NAME


@lru_cache(maxsize=4096)
def _sender(pengusul: str, places: frozenset[str]) -> tuple[re.Pattern[str] | None, re.Pattern[str] | None]:
    """Two patterns: the sender's whole name, and each word of it that is no role and no place.

    A street may bear the sender's first name: single words right after Jl. or Gang stay.
    """
    words = [word for word in re.findall(r"[^\W\d_][\w'’\-]+", pengusul) if word.lower() not in ROLES]
    if not words:
        return None, None
    whole = None
    if len(words) > 1 or len(words[0]) <= 2:
        whole = re.compile(r"(?i)(?<!\w)" + r"[\s.,]+".join(map(re.escape, words)) + r"(?!\w)")
    single = sorted({word.lower() for word in words if len(word) > 2} - places, key=lambda word: (-len(word), word))
    if not single:
        return whole, None
    parts = "|".join(map(re.escape, single))
    return whole, re.compile(rf"(?i)(?P<street>{STREET})?(?<!\w)(?:{parts})(?!\w)")
