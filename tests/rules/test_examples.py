"""The examples beside the packs hold, and no number of a pack can be moved by one step without one of them breaking.

The examples are carried out by the production rules (flows.demonstration); a mutant is a copy of a rule file with one
number, one date or one truth value moved, loaded as an office's own.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from flows import policy, warehouse
from flows.cycle import PACKAGED, Cycle, open_cycle
from flows.demonstration import carry_out
from flows.errors import RulePackError
from flows.rules.examples import ENTRY, Contoh, read_examples
from tests.builders import LOCAL, YEAR, ruled
from tests.rules.trying import reference_tables, tried

RULES = PACKAGED / "rules"
KOTA = "33.75"
NATIONAL_EXAMPLES = RULES / "nasional.contoh.toml"
PACK_YEARS = sorted(int(path.stem) for path in (RULES / KOTA).glob("*.toml") if path.stem.isdecimal())


def national_examples() -> list[Contoh]:
    return read_examples(NATIONAL_EXAMPLES.read_text(encoding="utf-8"), NATIONAL_EXAMPLES.name)


def broken(cycle: Cycle, examples: list[Contoh]) -> list[tuple]:
    """The examples that do not hold: their sentence, what should follow, what does."""
    return [(one.contoh.kalimat, one.contoh.hasil, one.didapat) for one in tried(cycle, examples) if not one.sesuai]


@pytest.mark.parametrize("year", PACK_YEARS)
def test_every_example_beside_a_pack_holds(year):
    cycle = open_cycle(year, PACKAGED, 0)
    examples = policy.examples_of(cycle)
    assert len(examples) > 40
    assert broken(cycle, examples) == []


def test_every_example_of_national_law_holds():
    cycle = open_cycle(YEAR, PACKAGED, 0)
    assert broken(cycle, national_examples()) == []


def test_no_two_examples_of_a_file_say_the_same_sentence():
    for path in sorted(RULES.rglob("*.contoh.toml")):
        sentences = [one.kalimat for one in read_examples(path.read_text(encoding="utf-8"), path.name)]
        assert sorted(sentences) == sorted(set(sentences)), path.name


# Mutants

TOKEN = re.compile(
    r"(?P<moment>\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)|(?P<day>\d{4}-\d\d-\d\d)|(?P<truth>\btrue\b|\bfalse\b)|(?P<number>\b\d[\d_]*\b)"
)
HIDDEN = re.compile(r'"[^"\n]*"|#[^\n]*')  # texts and remarks hold no number of the law
UNREAD = re.compile(r"^diperiksa = .*$", re.MULTILINE)  # the day a person looked decides nothing


@dataclass(frozen=True)
class Mutant:
    """One rule file with one token moved; `name` says which line became what."""

    name: str
    text: str


def mutants(text: str) -> Iterator[Mutant]:
    masked = UNREAD.sub(lambda found: " " * len(found[0]), HIDDEN.sub(lambda found: " " * len(found[0]), text))
    for found in TOKEN.finditer(masked):
        start, end = found.span()
        line = text.count("\n", 0, start) + 1
        key = text[text.rfind("\n", 0, start) + 1 : start].split("=")[0].strip()
        for moved in steps(found):
            yield Mutant(f"line {line} {key}: {found[0]} -> {moved}", text[:start] + moved + text[end:])


def steps(found: re.Match[str]) -> Iterator[str]:
    """The neighbours of a number, a day, a moment or a truth value."""
    value = found[0]
    if found["moment"]:
        moment = datetime.fromisoformat(value)
        yield from (
            (moment + sign * step).isoformat()
            for step in (timedelta(seconds=1), timedelta(days=1)) for sign in (-1, 1)
        )  # fmt: skip
    elif found["day"]:
        yield from ((date.fromisoformat(value) + timedelta(days=sign)).isoformat() for sign in (-1, 1))
    elif found["truth"]:
        yield "false" if value == "true" else "true"
    else:
        yield from (str(int(value.replace("_", "")) + sign) for sign in (-1, 1))


def survivors(folder: Path, name: str, year: int, examples: list[Contoh]) -> list[str]:
    """The mutants of a rule file that every example leaves standing."""
    target = folder / "rules" / name
    target.parent.mkdir(parents=True)
    (folder / "rules" / KOTA).mkdir(exist_ok=True)
    # What is looked up needs no warehouse, so it is tried first.
    looked_up = [one for one in examples if one.diberi[0].keys() <= ENTRY.keys()]
    others = [one for one in examples if one not in looked_up]
    cycle, tables, left = open_cycle(year, folder, 0), reference_tables(), []
    with warehouse.aside(cycle) as con:
        for table, rows in tables.items():
            warehouse.put(con, table, rows)
        for mutant in mutants((RULES / name).read_text(encoding="utf-8")):
            target.write_text(mutant.text, encoding="utf-8")
            try:
                policy.pack_of(cycle)
                caught = any(not one.sesuai for part in (looked_up, others) for one in carry_out(cycle, con, {}, part))
            except RulePackError:
                caught = True
            left += [] if caught else [mutant.name]
    return left


@pytest.mark.slow
@pytest.mark.parametrize("year", PACK_YEARS)
def test_every_number_of_a_pack_moved_by_one_step_breaks_an_example(tmp_path, year):
    examples = policy.examples_of(open_cycle(year, PACKAGED, 0))
    assert survivors(tmp_path, f"{KOTA}/{year}.toml", year, examples) == []


@pytest.mark.slow
def test_every_number_of_national_law_moved_by_one_step_breaks_an_example(tmp_path):
    examples = national_examples()
    assert survivors(tmp_path, "nasional.toml", YEAR, examples) == []


def test_the_mutants_of_a_file_are_each_of_its_numbers_both_ways():
    text = '[a]\nx = 1_000 # 5\ny = "7"\nz = true\nd = 2026-12-31\nm = { k = 2 }\ndiperiksa = 2026-01-01\n'
    assert [one.name for one in mutants(text)] == [
        "line 2 x: 1_000 -> 999",
        "line 2 x: 1_000 -> 1001",
        "line 4 z: true -> false",
        "line 5 d: 2026-12-31 -> 2026-12-30",
        "line 5 d: 2026-12-31 -> 2027-01-01",
        "line 6 m: 2 -> 1",
        "line 6 m: 2 -> 3",
    ]


# Examples that an officer writes

GOOD = '[[contoh]]\nkalimat = "Satu"\ndiberi = { usulan = "Saluran" }\nhasil = { jalur = "perlu_biaya" }\n'


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("usulan =", "usullan =", "diberi usullan tidak dikenal"),
        ("jalur =", "jallur =", "hasil jallur tidak dikenal"),
        ("{ jalur", "{ ada = true, jalur", "hasil ada tidak dikenal"),
        ("kalimat", "judul", "kuncinya harus kalimat, diberi, dan hasil"),
        ("{ usulan = \"Saluran\" }", "[{ usulan = \"Saluran\" }, { usulan = \"Paving\" }]", "2 diberi, tetapi 1 hasil"),
        ("[[contoh]]", "[[contoh]]\n[[conto]]", "bagian conto tidak dikenal"),
        ("[[contoh]]", "[contoh", "Tulis: [contoh]"),
    ],
)  # fmt: skip
def test_a_fault_of_an_example_is_refused_with_its_file(old, new, told):
    assert old in GOOD
    with pytest.raises(RulePackError, match="x.toml") as refused:
        read_examples(GOOD.replace(old, new), "x.toml")
    assert told in str(refused.value)


def test_an_example_that_no_longer_holds_tells_what_follows_now(tmp_path):
    cycle = open_cycle(YEAR, ruled(tmp_path, {"nilai = 100_000_000": "nilai = 90_000_000"}, LOCAL), 0)
    (found, *_) = broken(cycle, policy.examples_of(cycle))
    assert found == (
        "Pekerjaan fisik seharga Rp99.999.999, serupiah di bawah batas: dikerjakan pokmas.",
        ({"metode": "swakelola_tipe_iv", "pelaksana": "pokmas", "aturan": "P-KONSTRUKSI-1", "batas": 100_000_000},),
        (
            {
                "metode": "pengadaan_langsung",
                "pelaksana": "penyedia",
                "aturan": "P-KONSTRUKSI-2",
                "batas": 400_000_000,
            },
        ),
    )
