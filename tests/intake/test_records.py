"""Whole columns or record by record: the same text gives the same records, cell for cell and line for line."""

import csv
import io
from random import Random

from hypothesis import event, given
from hypothesis import strategies as st

from flows.intake.grid import Grid
from flows.intake.records import Records, read_alike, read_each, read_records
from tests.intake.sheets import known

WIDTH = 3
WORDS = st.sampled_from(["", "", " ", "Rob", "5 jt", "=1", "é", "\ufeff", "x" * 50, "\x85", "\u2028"])
TROUBLE = st.sampled_from(["\n", "\r\n", "\r", '"', '""', ";", ",", '"a" b', 'Gang 3"', "a;b;c\nd;e;f"])
CELLS = st.lists(st.one_of(WORDS, WORDS, TROUBLE), max_size=3).map("".join)
TABLES = st.lists(st.lists(CELLS, min_size=WIDTH, max_size=WIDTH), max_size=8)
QUOTING = st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL])
ENDS = st.sampled_from(["\n", "\r\n", "\r"])
ANY_TEXT = st.lists(st.one_of(WORDS, TROUBLE, st.just(";"), st.just(";")), max_size=30).map("".join)


def limits():
    return known().limits


def written(rows: list[list[str]], quoting: int, end: str) -> str:
    out = io.StringIO()
    csv.writer(out, delimiter=";", quoting=quoting, lineterminator=end).writerows(rows)
    return out.getvalue()


def plain(records: Records) -> tuple[list[list[str]], list[int], set[int]]:
    return records.cells.rows(), list(records.nomor), records.torn


def assert_alike(text: str) -> None:
    found = read_alike(text, ";", WIDTH, limits())
    event("record by record" if found is None else "by column")
    if found is not None:
        assert plain(found) == plain(read_each(text, ";", WIDTH))


@given(rows=TABLES, quoting=QUOTING, end=ENDS)
def test_what_is_read_by_column_is_what_is_read_record_by_record(rows, quoting, end):
    assert_alike(written(rows, quoting, end))


@given(text=ANY_TEXT)
def test_so_it_is_of_any_text(text):
    assert_alike(text)


def test_a_large_text_is_cut_nowhere():
    """Arrow reads pieces of one megabyte in turn; some records here begin in one and end in the next."""
    rng = Random(1)
    rows = [[f"{number}", "a\r\nb" * rng.randrange(40), 'say "x"; ' * rng.randrange(40)] for number in range(8_000)]
    text = written(rows, csv.QUOTE_MINIMAL, "\r\n")
    found = read_alike(text, ";", WIDTH, limits())
    assert len(text) > 2_000_000
    assert found is not None
    assert found.cells.rows() == rows
    assert plain(found) == plain(read_each(text, ";", WIDTH))


def test_which_texts_are_read_by_column():
    texts = {
        "a;b;c\n1;2;3": True,
        'a;"b";"c ""d"""\n': True,
        'a;"b\nc";d\n': True,
        "a;b;c\n1;2\n": False,  # a record of another width
        "a;b;c\n\n": True,  # an empty line is a record of empty cells
        'a;b;Gang 3" timur\n': False,  # a quote that closes nothing
        'a;"b" c;d\n': False,
        "\ufeffa;b;c\n": False,
        'a;"b\n1;2;3\n4;5;6";c\n': False,  # whole records between two quotes that nobody meant as a pair
    }
    found = {text: read_alike(text, ";", WIDTH, limits()) is not None for text in texts}
    assert found == texts


def test_a_record_of_several_lines_is_no_longer_than_the_limit():
    longest = limits().rekaman.nilai
    lines = "x" * (longest // 2) + "\n" + "x" * (longest // 2)
    assert len(read_records(f'a;b;c\n1;"{lines[:longest]}";3\n', ";", WIDTH, limits()).cells) == 2
    assert read_alike(f'a;b;c\n1;"{lines}";3\n', ";", WIDTH, limits()) is None


@given(rows=st.lists(st.lists(CELLS, max_size=6), max_size=8), width=st.integers(0, 6))
def test_a_grid_gives_back_its_rows_whatever_its_width(rows, width):
    grid = Grid.of(rows, width)
    rows = [row or [""] * width for row in rows]
    assert grid.rows() == rows
    assert [grid.row(at) for at in range(len(rows))] == rows
    assert grid.at(range(1, len(rows))).rows() == rows[1:]
    assert grid.at([*range(0, len(rows), 2)]).rows() == rows[::2]
    assert [grid.column(at).to_pylist() for at in range(7)] == [
        [row[at] if at < len(row) else "" for row in rows] for at in range(7)
    ]
