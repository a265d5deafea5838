"""Finds numbers, addresses and accounts by which a person can be reached or known; amounts, dates and RT stay.

A number is a run of digits with whatever people put between them. What it is follows from its own form (a NIK has its
province and its date of birth, a telephone its prefix) or from a word beside it ("rek", "telp").
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reports.vocabulary import Kamus
from reports.words_in_text import plain

NUMBER, MAIL, ACCOUNT = "[nomor disamarkan]", "[surel disamarkan]", "[akun disamarkan]"

# Groups of digits, three signs apart at most; a comma parts numbers, and so does a bracket that opens.
RUN = re.compile(r"(?:\(?\+?\(?)(?<!\d)\d(?:[\s.\-–—−_/)(]{0,3}\d)*")
GROUP = re.compile(r"\d+")
WORD = re.compile(r"[^\W\d_]+(?:\.(?=[^\W\d_]))?")
LETTER_FOR_ZERO = re.compile(r"(?<![^\W_])[oO](?=8[1-9]\d{7,11}(?!\d))")
PROVINCE = r"(?:1[1-9]|21|3[1-6]|5[1-3]|6[1-5]|7[1-6]|8[12]|9[1-7])"
DAY, MONTH = r"(?:[04][1-9]|[1256]\d|[37][01])", r"(?:0[1-9]|1[0-2])"
IDENTITY = re.compile(rf"{PROVINCE}\d{{4}}{DAY}{MONTH}\d{{6}}")
MOBILE = re.compile(r"(?:\+?62|0|620)8[1-9]\d{7,10}")
LANDLINE = re.compile(r"0[2-79]\d{1,2}\d{5,8}")
WITHOUT_ZERO = re.compile(r"8[1-9]\d{7,10}")
DATE = re.compile(r"(?:[0-2]?\d|3[01])[.\-–/ ](?:0?\d|1[0-2])[.\-–/ ](?:19|20)\d\d")
YEAR = re.compile(r"(?:19|20)\d\d")
MONEY = re.compile(r"\d{1,3}(?:[. ]\d{3})+")
ROUND = "000"  # so end sums of money, hardly ever the number of a person
CARD, BARE_IDENTITY, LEAST_PHONE, LEAST_ACCOUNT, LEAST_IDENTITY, LONGEST = 16, 13, 6, 8, 10, 20
MOST_GROUPS = 20
WORDS_BESIDE, SIGNS_BESIDE = 3, 40  # how far from a number the word stands that says what it is

AT = re.compile(r"\s{0,2}(?:@|[\[({<]\s?(?:at|et)\s?[\])}>])\s{0,2}|\s(?:at|et|AT)\s", re.IGNORECASE)
DOT = r"\s{0,2}(?:\.|[\[(]\s?(?:dot|titik)\s?[\])]|\s(?:dot|titik)\s)\s{0,2}"
DOMAIN = re.compile(rf"[a-z0-9-]{{2,63}}(?:{DOT}[a-z][a-z0-9-]{{1,23}}){{1,4}}", re.IGNORECASE)
LOCAL = re.compile(r"[\w.+-]{1,64}$")
LONGEST_LOCAL = 64
PAGE = re.compile(
    r"(?<!\w)(?:www\.)?(?:(?:facebook|fb|instagram|tiktok|twitter|x|youtube|linkedin|threads)\.com|fb\.me|t\.me|wa\.me|"
    r"linktr\.ee|youtu\.be)/[\w.@/\-?=+]+",
    re.IGNORECASE,
)
HANDLE = re.compile(r"(?<![\w@])@(?!rp\d)[a-z_][\w.]{2,40}(?<!\.)", re.IGNORECASE)
BESIDE_HANDLE = re.compile(r"\s{0,3}[:=]?\s{0,3}@?([\w.\-]{3,60})")
TELLING = re.compile(r"\w[._\-]\w|[a-z]\d|\d[a-z]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Bagian:
    """A part of a text that goes, and what stands there instead."""

    awal: int
    akhir: int
    ganti: str


def without_contacts(text: str, kamus: Kamus) -> str:
    """The text without numbers of persons, mail addresses and accounts."""
    for find in (_addresses, _handles, _numbers):
        text = replaced(text, find(plain(text), kamus))
    return text


def replaced(text: str, parts: Iterator[Bagian]) -> str:
    """The text with each part replaced; the parts come in their order and do not overlap."""
    pieces, end = [], 0
    for one in parts:
        pieces += [text[end : one.awal], one.ganti]
        end = one.akhir
    return "".join([*pieces, text[end:]]) if pieces else text


def _addresses(text: str, _: Kamus) -> Iterator[Bagian]:
    end = 0
    for at in AT.finditer(text):
        local = LOCAL.search(text[max(end, at.start() - LONGEST_LOCAL) : at.start()])
        domain = DOMAIN.match(text, at.end())
        if local and domain and at.start() >= end:
            yield Bagian(at.start() - len(local[0]), domain.end(), MAIL)
            end = domain.end()


def _handles(text: str, kamus: Kamus) -> Iterator[Bagian]:
    pages = [Bagian(match.start(), match.end(), ACCOUNT) for match in PAGE.finditer(text)]
    handles = [Bagian(match.start(), match.end(), ACCOUNT) for match in HANDLE.finditer(text)]
    beside = [Bagian(*match.span(1), ACCOUNT) for match in _beside_a_network(text, kamus)]
    end = 0
    for one in sorted([*pages, *handles, *beside], key=lambda one: (one.awal, -one.akhir)):
        if one.awal >= end:
            yield one
            end = one.akhir


def _beside_a_network(text: str, kamus: Kamus) -> Iterator[re.Match[str]]:
    """Behind "ig" or "fb" a word with signs or digits in it is an account."""
    for word in WORD.finditer(text):
        if kamus.has(word[0].lower().removesuffix("."), "akun"):
            match = BESIDE_HANDLE.match(text, word.end())
            if match and TELLING.search(match[1]):
                yield match


def _numbers(text: str, kamus: Kamus) -> Iterator[Bagian]:
    if not any(sign.isdigit() for sign in text):
        return
    text = LETTER_FOR_ZERO.sub("0", text)
    for run in RUN.finditer(text):
        groups = [(run.start() + one.start(), run.start() + one.end()) for one in GROUP.finditer(run[0])]
        if sum(end - start for start, end in groups) < LEAST_PHONE:
            continue
        yield from _in_run(text, run.start(), groups, _said_beside(text, run, kamus))


def _said_beside(text: str, run: re.Match[str], kamus: Kamus) -> frozenset[str]:
    """What the words right before and right behind a number say that it is."""
    before = WORD.findall(text[max(0, run.start() - SIGNS_BESIDE) : run.start()])[-WORDS_BESIDE:]
    behind = WORD.findall(text[run.end() : run.end() + SIGNS_BESIDE])[:1]
    words = [word.lower().replace(".", "") for word in [*before, *behind]]
    said = {role for word in words for role in ("telepon", "rekening", "induk") if kamus.has(word, role)}
    spelled = "".join(before[-3:]).lower().replace(".", "")
    said |= {role for role in ("rekening", "induk") if kamus.has(spelled, role)}
    if any(kamus.has(word, "bukan_rekening") for word in words):
        said.discard("rekening")
    if before and before[-1].lower().rstrip(".") in ("rp", "idr"):
        said.add("uang")
    return frozenset(said)


def _in_run(text: str, start: int, groups: Sequence[tuple[int, int]], said: frozenset[str]) -> Iterator[Bagian]:
    place = 0
    while place < len(groups):
        width = _width(text, groups, place, said)
        if width == 0:
            place += 1
            continue
        first = start if place == 0 else groups[place][0]
        yield Bagian(first, groups[place + width - 1][1], NUMBER)
        place += width


def _width(text: str, groups: Sequence[tuple[int, int]], place: int, said: frozenset[str]) -> int:
    """How many groups from here on make one number of a person: as many as may, 0 if none do."""
    window = groups[place : place + MOST_GROUPS]
    digits = [text[start:end] for start, end in window]
    begin = window[0][0]
    if place == 0 and begin and text[begin - 1] in ".," and begin > 1 and text[begin - 2].isdigit():
        return 0
    if DATE.match(text, begin):
        return 0
    lengths = [0]
    for one in digits:
        lengths.append(lengths[-1] + len(one))
    for width in range(len(window), 0, -1):
        if lengths[width] > LONGEST and width > 1:
            continue
        written = text[begin : window[width - 1][1]]
        if _personal("".join(digits[:width]), digits[:width], written, said):
            return width
    return 0


def _personal(number: str, groups: Sequence[str], written: str, said: frozenset[str]) -> bool:
    money = "uang" in said or number.endswith(ROUND) or MONEY.fullmatch(written) is not None
    if len(groups) == 1 and len(number) >= BARE_IDENTITY:
        return True
    if IDENTITY.fullmatch(number) or (_mobile(number, groups) and MONEY.fullmatch(written) is None):
        return True
    if len(groups) > 1 and YEAR.fullmatch(groups[-1]) and "/" in written:
        return False  # a regulation or a letter: number/kind/year
    if LANDLINE.fullmatch(number) and len(groups[0]) >= 3 and "." not in written[:3]:
        return True
    if _four_by_four(groups):
        return True
    if money:
        return False
    if WITHOUT_ZERO.fullmatch(number) and (len(groups) == 1 or _spaced_like_a_phone(groups, written)):
        return len(number) > 9
    return _as_said(number, groups, said)


def _mobile(number: str, groups: Sequence[str]) -> bool:
    begins = groups[0].startswith(("0", "62"))
    return begins and MOBILE.fullmatch(number) is not None


def _four_by_four(groups: Sequence[str]) -> bool:
    """The groups in which cards are printed: 4-4-4-4 or 6-6-4; a number that begins with 0 is a telephone's."""
    if all(YEAR.fullmatch(one) for one in groups):
        return False
    printed = 3 <= len(groups) <= 4 and all(4 <= len(one) <= 6 for one in groups)
    return printed and groups[0][0] != "0" and sum(map(len, groups)) >= CARD


def _spaced_like_a_phone(groups: Sequence[str], written: str) -> bool:
    return "." not in written and 2 <= len(groups) <= 4 and all(3 <= len(one) <= 5 for one in groups)


def _as_said(number: str, groups: Sequence[str], said: frozenset[str]) -> bool:
    if len(number) > LONGEST or (len(groups) > 1 and all(len(one) == 2 for one in groups) and len(groups) < 5):
        return False
    if "rekening" in said and len(number) >= LEAST_ACCOUNT:
        return True
    if "induk" in said and len(number) >= LEAST_IDENTITY:
        return True
    return "telepon" in said and LEAST_PHONE <= len(number) <= 14
