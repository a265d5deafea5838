"""What README promises is what the code does: commands, exit codes, the street, the make targets."""

import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import click
import pytest

from flows import errors
from flows.cli import commands
from flows.street import STAGES

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
SQL = ROOT / "flows" / "sql"
NAMED_IN_PROSE = re.compile(r"(?:`|bin/|Scripts\\)musrenbang ((?:rules )?[a-z]+)\b")


def table(name: str) -> list[list[str]]:
    """The rows of the table between two markers, without its heading."""
    inside = README.partition(f"<!-- {name} -->")[2].partition(f"<!-- /{name} -->")[0]
    rows = [line.strip("| ") for line in inside.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in row.split("|")] for row in rows[2:]]


def described(group: click.Group, above: str = "") -> Iterator[tuple[str, click.Command]]:
    """Every command by the words that call it."""
    for name, command in group.commands.items():
        if isinstance(command, click.Group):
            yield from described(command, f"{above}{name} ")
        else:
            yield f"{above}{name}", command


COMMANDS = dict(described(commands))
CALLS = [re.findall(r"`musrenbang ([^`]+)`", row[0])[0] for row in table("commands")]


def call_of(command: str) -> str:
    return next(call for call in CALLS if call == command or call.startswith(f"{command} "))


def test_the_table_of_commands_lists_every_command_and_no_other():
    listed = [max((name for name in COMMANDS if f"{call} ".startswith(f"{name} ")), default=call) for call in CALLS]
    assert sorted(listed) == sorted(COMMANDS)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_says_what_it_does_and_so_does_every_option(name):
    command = COMMANDS[name]
    assert command.help
    assert [one.name for one in command.params if isinstance(one, click.Option) and not one.help] == []


@pytest.mark.parametrize("name", COMMANDS)
def test_the_call_in_the_table_names_what_the_command_needs(name):
    words = set(call_of(name).split())
    needed = {one.opts[0] for one in COMMANDS[name].params if isinstance(one, click.Option) and one.required}
    arguments = {
        one.metavar or one.human_readable_name for one in COMMANDS[name].params if isinstance(one, click.Argument)
    }
    assert (needed | arguments) - words == set()


@pytest.mark.parametrize("row", table("commands"), ids=lambda row: row[0])
def test_every_option_in_the_table_exists(row):
    name = max((name for name in COMMANDS if f"`musrenbang {name}" in row[0]), key=len)
    known = {option for one in COMMANDS[name].params for option in one.opts}
    assert set(re.findall(r"--[a-z]+", " ".join(row))) - known == set()


def test_no_other_command_is_named_anywhere():
    assert {name for name in NAMED_IN_PROSE.findall(README)} - COMMANDS.keys() == set()


def test_the_exit_codes_are_those_of_the_errors():
    kinds = [kind for kind in vars(errors).values() if isinstance(kind, type) and issubclass(kind, Exception)]
    known = {0} | {kind.exit_code for kind in kinds}
    assert [int(row[0]) for row in table("exit codes")] == sorted(known)


def test_the_street_has_the_stages_of_the_code_in_their_order():
    assert [row[1] for row in table("street")] == list(STAGES)
    assert [int(row[0]) for row in table("street")] == [10 * number for number in range(1, len(STAGES) + 1)]


@pytest.mark.parametrize("row", table("street"), ids=lambda row: row[1])
def test_a_house_of_the_street_has_its_number_in_its_module_and_its_sql(row):
    house, stage, module, sql = int(row[0]), row[1], row[2].strip("`"), row[3].strip("`")
    name = module.removesuffix(".py").replace("/", ".")
    assert f"Stage {house // 10} of {len(STAGES)}" in (import_module(name).__doc__ or "")
    assert stage == "publish" or STAGES[stage].__module__ == name
    assert bool(sql) == any(SQL.glob(f"{house}_*.sql"))
    assert sql in ("", f"flows/sql/{house}_*.sql")


def test_every_sql_file_stands_in_a_house():
    houses = {row[0] for row in table("street")}
    assert {path.name[:2] for path in SQL.glob("*.sql")} - houses == {"00"}


def test_every_make_target_in_the_readme_exists():
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z]+):.*## \S", makefile, re.MULTILINE))
    assert set(re.findall(r"(?:^    |`)make ([a-z]+)", README, re.MULTILINE)) - targets == set()
