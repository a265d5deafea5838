"""A text as its words, each with what separates it from the one before; in time linear to its length."""

import re
from dataclasses import dataclass

NEAR, OPEN, LIST, STOP = "near", "open", "list", "stop"

# Full-width letters, digits and signs, each as the sign that it stands for: one for one, so that places agree.
PLAIN = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20, 0xA0: 0x20}
MASKED = r"\[(?:nomor|nama|surel|akun|keadaan pribadi) disamarkan\]|\ue000"
TOKEN = re.compile(
    rf"(?P<mask>{MASKED})"
    r"|(?P<short>(?<![^\W\d_])(?:[aA][./ ]?[nN]|[aA][tT][aA][sS]\s{1,3}[nN][aA][mM][aA]|[sS][./][dD])(?![^\W\d_])\.?)"
    r"|(?P<word>[^\W\d_]+(?:['’`´][^\W\d_]+)*)"
    r"|(?P<number>\d+)"
)
APOSTROPHES = str.maketrans("", "", "'’`´")
# What stands between two words, without its spaces.
GAPS = {
    "": NEAR,
    "_": NEAR,
    '"': NEAR,
    "'": NEAR,
    "“": NEAR,
    "”": NEAR,
    "«": NEAR,
    '("': OPEN,
    ":": OPEN,
    "=": OPEN,
    "(": OPEN,
    ".:": OPEN,
    ":-": OPEN,
    ".(": OPEN,
    "[": OPEN,
    "-": LIST,
    "–": LIST,
    "—": LIST,
    ",": LIST,
    "/": LIST,
    "&": LIST,
    "+": LIST,
    ";": LIST,
}
SHORT = 4  # letters of an abbreviation at most: behind a longer word a full stop ends the sentence
LONGEST_ACRONYM = 5
ENOUGH = 0.25  # of the words begin small: then a capital letter says something


@dataclass(frozen=True, slots=True)
class Butir:
    """One word, number or mask. sela: how it hangs together with what stands before it, and by which signs."""

    kata: str
    awal: int
    akhir: int
    sela: str
    tanda: str
    jenis: str
    besar: bool  # written with a capital letter where many words are not, and no sentence begins
    kapital: bool  # written as names are, whatever the others do: a capital letter, then small ones


def plain(text: str) -> str:
    """The same text, sign for sign, without full-width signs and with every digit as 0 to 9."""
    text = text.translate(PLAIN)
    if text.isascii() or not any(sign.isdecimal() and sign > "9" for sign in text):
        return text
    return "".join(str(int(sign)) if sign.isdecimal() else sign for sign in text)


def items(text: str) -> list[Butir]:
    """The words, numbers and masks of a text in their order."""
    text = plain(text)
    found = [(match, match.lastgroup or "") for match in TOKEN.finditer(text)]
    telling = _capitals_tell([match[0] for match, kind in found if kind == "word"])
    made: list[Butir] = []
    end, before = 0, ""
    for match, kind in found:
        written = match[0]
        sign = text[end : match.start()].strip()
        capital = written[:1].isupper()
        gap = _gap(sign, before) if made else STOP
        acronym = written.isupper() and 1 < len(written) <= LONGEST_ACRONYM
        made.append(
            Butir(
                _spelled(written, kind),
                match.start(),
                match.end(),
                gap,
                sign,
                kind,
                telling and capital and not acronym and gap != STOP,
                capital and not (written.isupper() and len(written) > 1),
            )
        )
        end, before = match.end(), written
    return made


def _spelled(written: str, kind: str) -> str:
    """A word as it is looked up; "a.n." and "s/d" as the words that they are short for."""
    if kind == "short":
        return "bernama" if written[0] in "aA" else "sampai"
    return written.lower().translate(APOSTROPHES) if kind == "word" else written


def _capitals_tell(words: list[str]) -> bool:
    small = sum(word[0].islower() for word in words)
    return small >= ENOUGH * len(words)


def _gap(sign: str, before: str) -> str:
    if sign == ".":
        return NEAR if len(before) <= SHORT else STOP
    if sign and sign[0] == "." and len(before) <= SHORT:
        sign = sign[1:].lstrip()
    return GAPS.get(sign, STOP)
