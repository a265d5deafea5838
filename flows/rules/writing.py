"""Stage 7 and 8 of 9: how what somebody wrote for a key is written in TOML: shown to that person, never read as a rule.

Pure. Amounts, dates and yes or no are read by the grammars of the submissions.
"""

import json
import re
from datetime import date, datetime, time
from typing import Any

from flows.intake.dates import read_date
from flows.intake.money import read_money
from flows.intake.yes_no import read_yes_no
from flows.rules.models import Form, form_of

QUOTES = "\"'`´‘’‚‛“”„‟«»‹›＂＇"
BLANK = re.compile(r"[^\S\n]")
UNSEEN = re.compile(r"[\u00ad\u200b-\u200f\u2060\ufeff]")
BARE = re.compile(r"[A-Za-z0-9_-]+")
CLOCK = re.compile(r"(?<![\d-])(\d{1,2})[.:](\d{2})(?:[.:](\d{2}))?(?!\d)")
LAST_MOMENT = time(23, 59, 59)
LONGEST = 2_000  # signs of a value that anybody means
LONG = 10_000  # from here on a number is easier to read in groups of three
ZONES = {"wib": "Asia/Jakarta", "wita": "Asia/Makassar", "wit": "Asia/Jayapura"}
PART = re.compile(r"[,;\n]")
PAIR = re.compile(r"^\s*(?P<name>[^=:]+?)\s*[=:]\s*(?P<value>.*?)\s*$", re.DOTALL)
# What a key says in a pack as it should be, where its type alone does not tell.
EXAMPLES: dict[str, Any] = {
    "tahun": 2028,
    "kota": "33.75",
    "maks_persen": 70,
    "minimal": 1,
    "minimal_per_rw": 1,
    "maksimal": 5,
    "jenuh": {"penerima_manfaat": 500, "prioritas": 5},
    "bobot": {"prioritas": 4, "penerima_manfaat": 3, "swadaya": 1},
    "arah": {"prioritas": "turun"},
    "program": {"B5.1": "sarpras"},
    "seri": ["penerima_manfaat desc", "biaya asc", "id_usulan asc"],
    "zona": "Asia/Jakarta",
    "dasar": "Peraturan Wali Kota Nomor 5 Tahun 2027 Pasal 3",
    "nama": "APBD kota",
    "id": "apbd",
    "kalimat": "Saluran seharga Rp20.000.000 dikerjakan pokmas.",
    "diberi": {"usulan": "Perbaikan saluran", "biaya": 20_000_000},
    "hasil": {"jalur": "dana_kelurahan"},
    "lompati": True,
    "ada": False,
}
BY_KIND: dict[type, Any] = {
    int: 1_000_000_000,
    str: "...",
    bool: True,
    date: date(2028, 3, 1),
    datetime: datetime(2026, 12, 31, 23, 59, 59),
    list: ["..."],
    dict: {"prioritas": 4},
}


def example(name: str, key: str) -> str:
    """The value of a key as a whole pack would say it."""
    form = form_of(name, key)
    if form and form.choices:
        return toml(form.choices[0])
    return toml(EXAMPLES.get(key, BY_KIND[form.kind] if form else "..."))


def written(name: str, key: str, raw: str) -> str | None:
    """The value `raw`, as it stands in the file, written as the key of the section asks; None where that is unclear."""
    if len(raw) > LONGEST:
        return None
    form = form_of(name, key) or _shape(raw)
    if form is None:
        return None
    value = _value(form, raw.strip(), key)
    return None if value is None else toml(value)


def toml(value: Any) -> str:
    """A value in TOML."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return f"{value:_}" if value >= LONG else str(value)
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    if isinstance(value, list):
        return f"[{', '.join(toml(one) for one in value)}]"
    if isinstance(value, dict):
        return f"{{ {', '.join(f'{_key(name)} = {toml(one)}' for name, one in value.items())} }}"
    return json.dumps(value, ensure_ascii=False)


def unquoted(text: str) -> str:
    """A text without the quotation marks around it, of whatever shape and however many of them."""
    return text.strip().strip(QUOTES).strip()


def _value(form: Form, raw: str, key: str) -> Any:
    if form.kind is list:
        return _listed(form, raw)
    if form.kind is dict:
        return _named(form, raw)
    text = unquoted(raw)
    if form.kind is str:
        return _text(form, text, key)
    if form.kind is int:
        return _number(text)
    if form.kind is bool:
        return read_yes_no(text).value
    day = read_date(text).value
    return datetime.combine(day, _clock(text)) if day and form.kind is datetime else day


def _text(form: Form, text: str, key: str) -> str | None:
    if key == "zona":
        return ZONES.get(text.casefold())
    if form.choices:
        meant = re.sub(r"[\s-]+", "_", text.casefold())
        return meant if meant in form.choices else None
    if not text:
        return None
    return re.sub(r"[“”„‟«»\"]", "'", tidy(text).replace("\n", " "))


def _number(text: str) -> int | None:
    """A whole number that is not below zero; a fraction has no whole number that means the same."""
    text = re.sub(r"\([^)]*\)", "", tidy(text)).strip("=:>,;% ").replace("_", "")
    if re.fullmatch(r"\d{1,15}(?:[.,]0{1,2})?", text):
        return int(re.split("[.,]", text)[0])
    found: int | None = read_money(re.sub(r"(?i)\s*(?:persen|prosen)$", "", text)).value
    return found if found is not None and found >= 0 else None


def _clock(text: str) -> time:
    """The hour behind a date; without one the day is meant to its end."""
    rest = re.split(r"(?i)\bpukul\b|\bpkl\b\.?|\bjam\b|t(?=\d)|(?<=\d{4})[\s,]+", text)[-1]
    found = CLOCK.match(rest.strip()) if rest != text else None
    if not found or int(found[1]) > 23 or int(found[2]) > 59:
        return LAST_MOMENT
    return time(int(found[1]), int(found[2]), min(int(found[3] or 0), 59))


def _listed(form: Form, raw: str) -> list[Any] | None:
    inner = raw.strip().strip("[](){}")
    parts = [one for one in PART.split(inner) if unquoted(one)]
    values = [_value(form.inner or Form(str), one, "") for one in parts]
    return values if values and all(one is not None for one in values) else None


def _named(form: Form, raw: str) -> dict[str, Any] | None:
    inner = raw.strip().strip("[](){}")
    pairs = [PAIR.match(one) for one in PART.split(inner) if one.strip()]
    found = {unquoted(one["name"]): _value(form.inner or Form(str), one["value"], "") for one in pairs if one}
    return found if found and all(pairs) and all(one is not None for one in found.values()) else None


def _shape(raw: str) -> Form | None:
    """What a value of an unknown key looks like."""
    if raw.startswith("{"):
        return None
    if raw.startswith("["):
        return Form(list, inner=Form(str))
    if _number(raw) is not None:
        return Form(int)
    return Form(date) if read_date(unquoted(raw)).value else Form(str)


def _key(name: str) -> str:
    return name if BARE.fullmatch(name) else json.dumps(name, ensure_ascii=False)


def tidy(text: str) -> str:
    """Text in which every kind of blank is a blank, and signs without width are gone."""
    return BLANK.sub(" ", UNSEEN.sub("", text))
