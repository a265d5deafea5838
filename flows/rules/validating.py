"""Stage 7 and 8 of 9: one section against its model: what pydantic finds becomes sentences with their address.

Pure.
"""

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails
from rapidfuzz.distance import OSA

from flows.rules.models import CRITERIA, NATIONAL, REPEATED, adapter, form_of, keys_of
from flows.rules.script import Script, key_meant
from flows.rules.writing import example, toml, written

KEY = "[key]"  # pydantic's word for an entry whose name is at fault, not its value
# What pydantic calls a fault of an entry inside a list or a named list -> the code of its sentence.
INSIDE = {
    "int_type": "isi_angka",
    "greater_than_equal": "isi_angka",
    "less_than_equal": "isi_angka",
    "string_type": "isi_teks",
    "literal_error": "isi_pilihan",
}

# Faults of a value's form alone: it can be written as it was meant.
FORM = {
    *("int_type", "bool_type", "string_type", "date_type", "datetime_type", "timezone_naive", "list_type", "dict_type"),
    *("literal_error", "zona"),
}


def validated(script: Script, name: str, turn: int, raw: Any, faults: list[str]) -> Any:
    """The section as its model; None, and a sentence for each of its faults, where it has any."""
    try:
        return adapter(name).validate_python(raw)
    except ValidationError as error:
        faults += _sentences(script, name, turn, error.errors(include_url=False))
        return None


def _sentences(script: Script, name: str, turn: int, errors: Sequence[ErrorDetails]) -> Iterator[str]:
    missing = [str(one["loc"][0]) for one in errors if one["type"] == "missing"]
    for one in errors:
        if one["type"] == "unexpected_keyword_argument":
            yield _unknown(script, name, turn, str(one["loc"][0]), missing)
        elif one["type"] == "dataclass_type":
            repeated = name in REPEATED or name in NATIONAL
            yield script.fault("bukan_bagian_berulang" if repeated else "bukan_bagian", name, turn)
        elif one["type"] != "missing" and not _is_told_by_its_key(one, errors):
            yield _mistyped(script, name, turn, one)
    for key in missing:
        yield script.fault("missing", name, turn, key)


def _unknown(script: Script, name: str, turn: int, key: str, missing: list[str]) -> str:
    """A key that there is not; where one is missing, it may be the same under a wrong name."""
    raw, same = script.raw(name, turn, key), key_meant(name, key)
    told: dict[str, Any]
    if same and same not in missing:
        told = {"maksud": same, "contoh": written(name, same, raw) or example(name, same)}
        return script.fault("kunci_mirip", name, turn, key, **told)
    if not missing:
        return script.fault("kunci_tidak_dikenal", name, turn, key, ada=", ".join(keys_of(name)))
    meant = min(missing, key=lambda one: (OSA.distance(one, key), one))
    missing.remove(meant)
    told = {"kurang": meant, "contoh": written(name, meant, raw) or example(name, meant)}
    return script.fault("kunci_tertukar", name, turn, key, **told)


def _is_told_by_its_key(one: ErrorDetails, errors: Sequence[ErrorDetails]) -> bool:
    """The value of an entry that there is not need not be told as well."""
    return any(other["loc"] == (*one["loc"], KEY) for other in errors)


def _mistyped(script: Script, name: str, turn: int, one: ErrorDetails) -> str:
    key, *inside = one["loc"]
    value, form = one["input"], form_of(name, str(key))
    raw = script.raw(name, turn, str(key))
    shown = _shown(value) if inside or not raw else raw
    told: dict[str, Any] = {"tertulis": shown, "batas": toml(one.get("ctx", {}).get("le", 0))}
    if not inside:
        told |= {"pilihan": ", ".join(form.choices) if form else ""}
        meant = _meant(name, str(key), raw, value)
        told |= {"tulis": "Tulis" if meant else "Tulis seperti"}
        told |= {"contoh": (meant if one["type"] in FORM else None) or example(name, str(key))}
        return script.fault(one["type"], name, turn, key, **told)
    entry = str(inside[0])
    inner = form.inner if form else None
    kode = INSIDE.get(one["type"], one["type"])
    choices = inner.choices if inner else ()
    if inside[-1] == KEY and one["type"] == "literal_error":
        kode, choices = "ukuran_tidak_dikenal", CRITERIA
    told |= {"isi": entry if form and form.kind is dict else shown, "pilihan": ", ".join(choices)}
    if kode in ("isi_angka", "isi_pilihan"):
        told |= {"contoh": _entry(inner.choices if inner else (), value)}
    where = (key, *(() if form and form.kind is list else (entry,)))
    return script.fault(kode, name, turn, *where, **told)


def _meant(name: str, key: str, raw: str, value: Any) -> str | None:
    """How exactly this value is written; None where that is unclear."""
    if isinstance(value, float) and value.is_integer() and value >= 0 and "e" in raw.casefold():
        return toml(int(value))
    return written(name, key, raw or _shown(value))


def _entry(choices: Sequence[str], value: Any) -> str:
    if choices:
        return toml(choices[-1])
    meant = written("inovasi", "minimal", _shown(value))
    return meant if meant and meant != "0" else "1"


def _shown(value: Any) -> str:
    if isinstance(value, (str, bool, int, list, dict, date, datetime)):
        return toml(value)
    return str(value)
