"""Stage 7 and 8 of 9: a rule file as its lines say it: where each key stands, and which lines TOML cannot read.

Pure. tomllib stops at the first sign that it does not know and names it in English; a person who wrote `Rp1.000.000`
wants the line and how to write it. So every statement is tried by itself.
"""

import re
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from typing import Any

from flows.errors import RulePackError
from flows.rules.models import MODELS, NATIONAL, REPEATED, Form, form_of, keys_of
from flows.rules.sentences import sentence
from flows.rules.writing import QUOTES, example, tidy, unquoted, written

HEADER = re.compile(r"^\s*\[{1,2}\s*(?P<name>[\w.\"' -]*?)\s*[\]\)}>]*\s*(?:#.*)?$")
PAIR = re.compile(
    r"^\s*(?P<key>[\"'“”‘’]?[\w-]+(?: [\w-]+)*[\"'“”‘’]?(?:\s*\.\s*[\w-]+)*)\s*"
    r"(?P<sign>:=|==|=>|->|[=:＝：])\s*(?P<value>.*)$",
    re.DOTALL,
)
NO_SIGN = re.compile(r"^\s*(?P<key>[A-Za-z_]+)\s+(?P<value>\S.*)$", re.DOTALL)
NEW_STATEMENT = re.compile(r"^\s*(?:\[{1,2}[A-Za-z_]+\]{0,2}\s*(?:#.*)?|[A-Za-z_]+\s*=.*)$")
NO_LETTER = re.compile(r"[^a-z]")
UNNAMED = "?"  # the key of a line that names none
AT_LINE = re.compile(r"at line (\d+)")
TRIPLE = ('"""', "'''")
CLOSING = {"[": "]", "{": "}"}
LONGEST = 80  # signs of a line that a sentence repeats
# What a line holds that TOML does not know -> the code of the reason; the first that holds is told.
REASONS = (
    ("petik_miring", re.compile(r"[“”„‟‘’‚‛«»＂]")),
    ("spasi_khusus", re.compile(r"(?:[^\S \t\n]|[\u00ad\u200b-\u200f\u2060\ufeff])")),
    ("titik_koma", re.compile(r";")),
    ("persen", re.compile(r"%")),
    ("rupiah", re.compile(r"(?i)[=:]\s*[\"']?\s*rp")),
    ("titik_dua", re.compile(r"^\s*[\w\"'-]+\s*:")),
    ("benar_salah", re.compile(r"(?i)=\s*(?:true|false|ya|tidak|yes|no|benar|salah)\s*(?:#.*)?$")),
    ("pecahan", re.compile(r"=\s*\d+,\d+\s*(?:#.*)?$")),
    ("ribuan", re.compile(r"=\s*\d{1,3}(?:[.,]\d{3})+(?:[.,]\d+)?(?:,-)?\s*(?:#.*)?$")),
)
# How a value of this type is written, where nothing else tells what is wrong with it.
SHAPES = {str: "bentuk_teks", int: "bentuk_angka", date: "bentuk_tanggal", datetime: "bentuk_tanggal"}

Place = tuple[str, int, str]  # section, its turn among those of the name, key; the key of a section itself is empty


@dataclass(frozen=True)
class Spot:
    """Where a key or a section stands, and its value as it is written."""

    baris: int
    mentah: str = ""


@dataclass(frozen=True)
class Statement:
    """One line of a rule file, or the lines of one value."""

    baris: int
    teks: str


@dataclass
class Script:
    """One rule file: its name for messages, what it holds, and where."""

    file: str
    data: dict[str, Any] = field(default_factory=dict)
    teks: str = ""

    @cached_property
    def spots(self) -> dict[Place, Spot]:
        """Where everything stands; asked for only where there is a fault to tell."""
        found: dict[Place, Spot] = {}
        for one, place in _placed(self.teks):
            found.setdefault(place, Spot(one.baris, _value_of(one)))
        return found

    def fault(self, kode: str, name: str = "", turn: int = 0, *keys: Any, di: int = 0, **values: Any) -> str:
        """The sentence of a fault with its address: file, section, key, line; di: the line where it is known."""
        key = str(keys[0]) if keys else ""
        spot = self.spots.get((name, turn, key)) or self.spots.get((name, turn, ""))
        where = [self.file, self._section(name, turn), *(str(one) for one in keys if one != "[key]")]
        at = di or (spot.baris if spot else 0)
        line = f" (baris {at})" if at else ""
        known = {"kunci": key, "bagian": name, "contoh": example(name, key)}
        return f"{' '.join(one for one in where if one)}{line}: {sentence(kode, **known | values)}"

    def raw(self, name: str, turn: int, key: str) -> str:
        """The value of a key as it is written; empty where the key is not in the file."""
        spot = self.spots.get((name, turn, key))
        return spot.mentah if spot else ""

    def _section(self, name: str, turn: int) -> str:
        entries = self.data.get(name)
        if not isinstance(entries, list):
            numbered = name in {*REPEATED, *NATIONAL} and not self.data
            return (f"[[{name}]] ke-{turn + 1}" if numbered else f"[{name}]") if name else ""
        own = entries[turn] if turn < len(entries) and isinstance(entries[turn], dict) else {}
        named = own.get("id") or own.get("tahap")
        return f"[[{name}]] {named if isinstance(named, str) and named.strip() else f'ke-{turn + 1}'}"


def read_script(text: str, file: str) -> Script:
    """A rule file with the place of every key.

    Raises RulePackError with a sentence for each line that TOML cannot read.
    """
    script = Script(file, teks=text)
    try:
        script.data = tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        line = AT_LINE.search(str(error))
        faults = list(_statement_faults(script))
        faults = faults or [script.fault("baris_tidak_terbaca", baris=line[1] if line else "terakhir")]
        raise RulePackError(sentence("berkas_tidak_terbaca", berkas=file), faults) from error
    return script


def _placed(text: str) -> Iterator[tuple[Statement, Place]]:
    """Every statement with the section and the key that it is about."""
    name, turn, turns = "", 0, dict[str, int]()
    for one in statements(text):
        if _is_header(one):
            found = HEADER.match(tidy(one.teks))
            name = unquoted(found["name"]) if found else section_meant(one.teks) or ""
            turn = turns[name] = turns.get(name, -1) + 1
            yield one, (name, turn, "")
        else:
            found = _pair(one)
            yield one, (name, turn, unquoted(found["key"]).partition(".")[0].strip() if found else UNNAMED)


def _is_header(one: Statement) -> bool:
    return one.teks.lstrip().startswith("[") or ("=" not in one.teks and section_meant(one.teks) is not None)


def _pair(one: Statement) -> re.Match[str] | None:
    return PAIR.match(one.teks) or PAIR.match(tidy(one.teks)) or NO_SIGN.match(tidy(one.teks))


def _value_of(one: Statement) -> str:
    found = None if _is_header(one) else _pair(one)
    return without_comment(found["value"]) if found else ""


def _statement_faults(script: Script) -> Iterator[str]:
    """A sentence for each statement that is not TOML, and one for each section that says something twice."""
    told: set[tuple[str, int]] = set()
    for one, (name, turn, key) in _placed(script.teks):
        first = script.spots[name, turn, key].baris == one.baris
        if not _is_toml(one.teks):
            yield _broken_pair(script, one, name, turn, key) if key else _broken_header(script, one, name)
        elif not key and turn and not _is_repeated(one):
            yield script.fault("bagian_dua_kali", name, 0, baris=one.baris)
            told.add((name, turn))
        elif key and not first and (name, turn) not in told and "." not in one.teks.partition("=")[0]:
            yield script.fault("kunci_dua_kali", name, turn, key, baris=one.baris)
            told.add((name, turn))


def _is_repeated(one: Statement) -> bool:
    return one.teks.lstrip().startswith("[[")


def _broken_header(script: Script, one: Statement, name: str) -> str:
    meant = section_meant(name) or name or "pagu"
    right = f"[[{meant}]]" if _is_repeated(one) or meant in {*REPEATED, *NATIONAL} else f"[{meant}]"
    return script.fault("bagian_tidak_terbaca", di=one.baris, tertulis=_short(one.teks), contoh=right)


def _broken_pair(script: Script, one: Statement, name: str, turn: int, written_key: str) -> str:
    """How the line is written; a line whose key there is not is a remark, or the name of a section."""
    raw, key = _value_of(one), key_meant(name, written_key) or written_key
    told: dict[str, Any] = {"tertulis": _short(one.teks), "di": one.baris}
    told |= {"sebab": sentence(_reason(one.teks, raw, form_of(name, key)))}
    if form_of(name, key) is None and name in MODELS:
        if "=" in one.teks and key != UNNAMED:
            return script.fault("kunci_tidak_dikenal", name, turn, key, di=one.baris, ada=", ".join(keys_of(name)))
        return script.fault("baris_tanpa_kunci", name, turn, **told)
    right = written(name, key, raw)
    if right is not None and _is_toml(f"{key} = {right}"):
        return script.fault("nilai_tidak_terbaca", name, turn, key, **told | {"contoh": right})
    return script.fault("nilai_tidak_terbaca_contoh", name, turn, key, **told)


def section_meant(name: str) -> str | None:
    """The section whose letters a name has: `Pihak Ketiga` means pihak_ketiga."""
    return _same_letters(name, MODELS)


def key_meant(name: str, key: str) -> str | None:
    """The key of the section whose letters a key has: `Maks Persen` means maks_persen."""
    return _same_letters(key, keys_of(name)) if name in MODELS else None


def _same_letters(name: str, known: Iterable[str]) -> str | None:
    letters = NO_LETTER.sub("", name.casefold())
    return next((one for one in known if NO_LETTER.sub("", one) == letters), None)


def _reason(text: str, value: str, form: Form | None) -> str:
    shown = without_comment(text)
    for kode, pattern in REASONS:
        if pattern.search(shown):
            return kode
    if not re.search(r"[=:]", shown):
        return "tanpa_sama_dengan"
    if sum(value.count(one) for one in QUOTES[:2]) % 2:
        return "petik_penutup"
    if any(value.count(opened) != value.count(closed) for opened, closed in CLOSING.items()):
        return "kurung_penutup"
    if not value:
        return "kosong"
    return SHAPES.get(form.kind, "bentuk_nilai") if form else "bentuk_nilai"


def statements(text: str) -> Iterator[Statement]:
    """The statements of a file in order; a value over several lines is one, blank lines and remarks are none."""
    lines = text.split("\n")
    at = 0
    while at < len(lines):
        taken = _taken(lines, at)
        if tidy(lines[at]).strip() and not tidy(lines[at]).lstrip().startswith("#"):
            yield Statement(at + 1, "\n".join(lines[at : at + taken]))
        at += taken


def _taken(lines: Sequence[str], at: int) -> int:
    """How many lines from this one on belong to one value."""
    found = PAIR.match(lines[at])
    if not found:
        return 1
    value = found["value"]
    for mark in TRIPLE:
        if value.startswith(mark):
            ends = (n for n in range(at, len(lines)) if mark in (value[3:] if n == at else lines[n]))
            return next(ends, at) - at + 1
    for taken in range(1, len(lines) - at + 1):
        depth = _open_brackets("\n".join(lines[at : at + taken]))
        following = lines[at + taken] if at + taken < len(lines) else "[akhir]"
        if not depth or (NEW_STATEMENT.match(following) and (depth != "{" or following.lstrip().startswith("["))):
            return taken if not depth else 1
    return 1


def _open_brackets(text: str) -> str:
    """The brackets that are open at the end, outside of texts and remarks."""
    stack, quote = "", ""
    for sign in text:
        if quote:
            quote = "" if sign in (quote, "\n") else quote
        elif sign in "\"'":
            quote = sign
        elif sign == "#":
            quote = "\n"
        elif sign in CLOSING:
            stack += sign
        elif sign in CLOSING.values():
            stack = stack[:-1]
    return stack


def without_comment(value: str) -> str:
    """A value without the remark behind it."""
    quote = ""
    for place, sign in enumerate(value):
        if quote:
            quote = "" if sign == quote else quote
        elif sign in "\"'":
            quote = sign
        elif sign == "#" and (place == 0 or value[place - 1].isspace()):
            return value[:place].strip(" \t\n")
    return value.strip(" \t\n")


def _is_toml(text: str) -> bool:
    try:
        tomllib.loads(text)
    except (ValueError, RecursionError):
        return False
    return True


def _short(text: str) -> str:
    told = " ".join(tidy(text).split())
    return told if len(told) <= LONGEST else f"{told[: LONGEST - 3]}..."
