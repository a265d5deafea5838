"""The street reads forwards only, and what is pure stays pure: read from the import lines of every module."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGES = ("flows", "schemas", "reports")

# The first and the last stage that a module serves stand in its docstring ("Stage 2 and 3 of 9: ..."), else
# follow from where it lies. A module may import what begins no later than it ends itself: the ground begins
# at 0 and is open to all; a module of flows without a stage is a door behind the street, closed to all on it.
STAGE = re.compile(r"Stages? (\d(?:(?:, | and | to )\d)*)\b")
GROUND = {
    "flows": (0, 0),
    "flows.errors": (0, 0),
    "flows.cycle": (0, 0),
    "flows.resemblance": (0, 0),
    "flows.premises": (0, 0),
    "flows.interrupts": (0, 0),
    "flows.reference": (0, 4),
    "flows.policy": (0, 8),
    "flows.rules.models": (0, 8),
    "flows.rules.pack": (0, 8),
    "flows.warehouse": (0, 4),
}
BY_FOLDER = {"flows.intake": (1, 3), "flows.rules": (7, 8), "schemas": (0, 0), "reports": (9, 9)}
DOOR = (10, 10)
FRONT_DOOR = {"flows.cli": (11, 11), "flows.__main__": (11, 11)}

# Nothing here opens a file, asks the clock or talks to anyone.
PURE = set(
    "bisect collections copy dataclasses datetime decimal enum fractions functools graphlib hashlib heapq "
    "itertools json math numbers operator re string textwrap tomllib types typing zoneinfo".split()
)
# pydantic holds values against models, rapidfuzz counts the slips between two words: neither does input or output.
PURE |= {"pydantic", "pydantic_core", "rapidfuzz"}
# Grammars of the intake that are pure as well: how an amount or a date of a rule file is written is said with them.
GRAMMARS = ("flows.intake.dates.", "flows.intake.money.", "flows.intake.yes_no.")
VAGUE = {"utils", "util", "helpers", "common", "base", "manager", "processor", "misc"}


@cache
def modules() -> dict[str, ast.Module]:
    """Every module of the three packages, parsed, by its dotted name."""
    paths = [path for package in PACKAGES for path in sorted((ROOT / package).rglob("*.py"))]
    return {dotted(path): ast.parse(path.read_text(encoding="utf-8"), str(path)) for path in paths}


def dotted(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def imported(tree: ast.Module) -> Iterator[str]:
    """What a module imports, at its top or in a function; `from a import b` gives a.b, module or name."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (f"{'.' * node.level}{node.module or ''}.{alias.name}" for alias in node.names)


def tops(tree: ast.Module) -> set[str]:
    return {name.partition(".")[0] for name in imported(tree)}


def neighbours(tree: ast.Module) -> set[str]:
    """Our own modules among the imports: a.b where that is a module, else a."""
    ours = modules().keys()
    pairs = ((name, name.rpartition(".")[0]) for name in imported(tree))
    return {next(name for name in pair if name in ours) for pair in pairs if ours & set(pair)}


def place(name: str) -> tuple[int, int]:
    """The first and the last stage that a module serves."""
    by_name = GROUND | FRONT_DOOR
    if name in by_name:
        return by_name[name]
    if said := STAGE.match(ast.get_docstring(modules()[name]) or ""):
        stages = [int(digit) for digit in re.findall(r"\d", said[1])]
        return min(stages), max(stages)
    folder = next((folder for folder in BY_FOLDER if f"{name}.".startswith(f"{folder}.")), None)
    return BY_FOLDER[folder] if folder else DOOR


def test_the_street_reads_forwards_only():
    backwards = [
        f"{name} (up to stage {place(name)[1]}) imports {other} (from stage {place(other)[0]})"
        for name, tree in modules().items()
        for other in sorted(neighbours(tree))
        if place(other)[0] > place(name)[1]
    ]
    assert backwards == []


def test_no_modules_import_each_other_in_a_circle():
    TopologicalSorter({name: neighbours(tree) - {name} for name, tree in modules().items()}).prepare()


@pytest.mark.parametrize(("package", "knows"), [("schemas", set()), ("reports", {"schemas"})])
def test_schemas_and_reports_know_nothing_of_the_street(package, knows):
    foreign = set(PACKAGES) - {package} - knows
    inside = {name: tree for name, tree in modules().items() if name.partition(".")[0] == package}
    assert {name: tops(tree) & foreign for name, tree in inside.items() if tops(tree) & foreign} == {}


def test_a_rule_imports_nothing_that_does_input_or_output():
    ours = ("flows.errors.", "flows.rules.", "schemas.", *GRAMMARS)
    rules = {name: tree for name, tree in modules().items() if name.startswith("flows.rules")}
    used = {name: {i for i in imported(tree) if not i.startswith(ours)} for name, tree in rules.items()}
    impure = {name: {i for i in names if i.partition(".")[0] not in PURE} for name, names in used.items()}
    assert {name: found for name, found in impure.items() if found} == {}


def test_a_rule_opens_prints_and_asks_nothing():
    rules = {name: tree for name, tree in modules().items() if name.startswith("flows.rules")}
    names = {m: {n.id for n in ast.walk(tree) if isinstance(n, ast.Name)} for m, tree in rules.items()}
    assert {module for module, used in names.items() if used & {"open", "print", "input"}} == set()


def test_prefect_is_known_behind_the_street_only():
    using = {name for name, tree in modules().items() if "prefect" in tops(tree)}
    assert {name for name in using if place(name) < DOOR} == set()


def test_imports_are_written_whole():
    assert {name for name, tree in modules().items() if "" in tops(tree)} == set()


def test_no_module_has_a_name_that_says_nothing():
    assert [name for name in modules() if name.rpartition(".")[2] in VAGUE] == []
