"""RT and RW as people write them in three columns; what Excel or brevity made ambiguous is asked back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.intake.finding import Reading
from flows.intake.neighbourhood import Place, read_place, write_place

# The same in each of the three columns, for the labels say it.
LABELLED = [
    ("RT 03 RW 05", Place(5, (3,))),
    ("RT 03/RW 05", Place(5, (3,))),
    ("RT.003 RW.V", Place(5, (3,))),
    ("RT005-RW004", Place(4, (5,))),
    ("rt3 rw5", Place(5, (3,))),
    ("RT: 03; RW: 05", Place(5, (3,))),
    ("RW.05/RT.03", Place(5, (3,))),
    ("RT/RW 03/05", Place(5, (3,))),
    ("RT/RW : 03-05", Place(5, (3,))),
    ("RW/RT 05/03", Place(5, (3,))),
    ("03 RW 05", Place(5, (3,))),
    ("warga RT 3 RW 5", Place(5, (3,))),
    ("RT 03 RW 05 Kel. Medono", Place(5, (3,))),
    ("RW III", Place(3)),
    ("RT 00 RW 05", Place(5)),
    ("RT 01 s/d 03", Place(None, (1, 2, 3))),
    ("RT 1-3", Place(None, (1, 2, 3))),
    ("RT 1 - RT 3 RW 5", Place(5, (1, 2, 3))),
    ("RT 1 sampai dengan 3, RW 2", Place(2, (1, 2, 3))),
    ("RT 1, 2 dan 4 RW 5", Place(5, (1, 2, 4))),
    ("RT 01 & 02/RW 05", Place(5, (1, 2))),
    ("RT 1-3 dan 5 RW 2", Place(2, (1, 2, 3, 5))),
    ("RT 1 RW 5, RT 2 RW 5", Place(5, (1, 2))),
    ("RW 5 (semua RT)", Place(5, (), True)),
    ("semua RT RW 5", Place(5, (), True)),
    ("se-RW 05", Place(5, (), True)),
]

UNDER_RT = [
    ("3", Place(None, (3,))),
    ("03", Place(None, (3,))),
    ("3.0", Place(None, (3,))),
    ("III", Place(None, (3,))),
    ("1, 2 dan 4", Place(None, (1, 2, 4))),
    ("1-3", Place(None, (1, 2, 3))),
    ("semua", Place(None, (), True)),
    ("00", Place(None)),
    ("-", Place(None)),
]

UNDER_RT_RW = [
    ("03/05", Place(5, (3,))),
    ("03 / 05", Place(5, (3,))),
    ("03 05", Place(5, (3,))),
    ("III/V", Place(5, (3,))),
    ("RT 03/V", Place(5, (3,))),
    ("05-03", Place(3, (5,))),
    ("01,02/05", Place(5, (1, 2))),
    ("01-03/05", Place(5, (1, 2, 3))),
    ("1 s/d 3/5", Place(5, (1, 2, 3))),
    ("03/05, 04/05", Place(5, (3, 4))),
    ("semua/05", Place(5, (), True)),
    ("00/05", Place(5)),
]

DATES = [
    ("05-Mar", "RT 03 RW 05 atau RT 05 RW 03"),
    ("5-Mar", "RT 03 RW 05 atau RT 05 RW 03"),
    ("Mar-05", "RT 03 RW 05 atau RT 05 RW 03"),
    ("Mar-45", "RT 03 RW 45 atau RT 45 RW 03"),
    ("3 Mei", "RT 05 RW 03 atau RT 03 RW 05"),
    ("05/03/2027", "RT 03 RW 05 atau RT 05 RW 03"),
    ("2027-03-05", "RT 03 RW 05 atau RT 05 RW 03"),
    ("2027-03-05 00:00:00", "RT 03 RW 05 atau RT 05 RW 03"),
    ("46451", "RT 03 RW 05 atau RT 05 RW 03"),
]

# (rt, rw, rt/rw) -> the code and both readings
ASKED = [
    (("03/05", "", ""), "rt_rw_dua_arti", "RT 03 RW 05 atau RT 03 dan 05"),
    (("", "03/05", ""), "rt_rw_dua_arti", "RT 03 RW 05 atau RW 03 dan 05"),
    (("", "", "03-05"), "rt_rw_dua_arti", "RT 03 RW 05 atau RT 03 sampai 05"),
    (("", "", "03,05"), "rt_rw_dua_arti", "RT 03 RW 05 atau RT 03 dan 05"),
    (("", "", "03"), "rt_rw_dua_arti", "RT 03 atau RW 03"),
    (("3", "6", "3/5"), "rt_rw_dua_arti", "RW 05 atau RW 06"),
    (("4", "", "3/5"), "rt_rw_dua_arti", "RT 04 atau RT 03"),
    (("", "5, 6", ""), "rw_ganda", ""),
    (("", "RW 5-6", ""), "rw_ganda", ""),
    (("", "", "RT 1 RW 5; RT 2 RW 6"), "rw_ganda", ""),
    (("", "", "seluruh kelurahan"), "rw_ganda", ""),
    (("", "semua RW", ""), "rw_ganda", ""),
    (("Gang Mawar", "", ""), "rt_rw_tidak_terbaca", ""),
    (("RT 3-1", "", ""), "rt_rw_tidak_terbaca", ""),
    (("1000", "", ""), "rt_rw_tidak_terbaca", ""),
    (("3.1", "", ""), "rt_rw_tidak_terbaca", ""),
    (("", "", "0305"), "rt_rw_tidak_terbaca", ""),
]

places = st.builds(
    lambda rw, rts, all_of_them: Place(rw, () if all_of_them else tuple(sorted(rts)), all_of_them),
    st.none() | st.integers(1, 999),
    st.sets(st.integers(1, 999), max_size=5),
    st.booleans(),
)


@pytest.mark.parametrize(("text", "place"), LABELLED)
def test_labels_say_the_place_in_any_column(text: str, place: Place) -> None:
    assert [read_place(text, "", ""), read_place("", text, ""), read_place("", "", text)] == [Reading(place)] * 3


@pytest.mark.parametrize(("text", "place"), UNDER_RT)
def test_bare_numbers_under_rt(text: str, place: Place) -> None:
    assert read_place(text, "", "") == Reading(place)


@pytest.mark.parametrize(("text", "rw"), [("5", 5), ("05", 5), ("5.0", 5), ("V", 5), ("XII", 12), ("0", None)])
def test_a_bare_number_under_rw(text: str, rw: int | None) -> None:
    assert read_place("", text, "") == Reading(Place(rw))


@pytest.mark.parametrize(("text", "place"), UNDER_RT_RW)
def test_the_header_gives_the_order(text: str, place: Place) -> None:
    assert read_place("", "", text) == Reading(place)


def test_a_header_the_other_way_round_turns_the_order() -> None:
    assert read_place("", "", "05/03", rw_first=True) == Reading(Place(5, (3,)))
    assert read_place("", "", "05/1,2", rw_first=True) == Reading(Place(5, (1, 2)))


@pytest.mark.parametrize(("text", "arti"), DATES)
def test_a_date_is_asked_back_in_any_column(text: str, arti: str) -> None:
    asked = Reading(None, "rt_rw_tanggal", arti)
    assert [read_place(text, "", ""), read_place("", text, ""), read_place("", "", text)] == [asked] * 3


@pytest.mark.parametrize(("cells", "kode", "arti"), ASKED)
def test_what_is_asked_back(cells: tuple[str, str, str], kode: str, arti: str) -> None:
    assert read_place(*cells) == Reading(None, kode, arti)


def test_the_columns_together_name_one_place() -> None:
    assert read_place("1-3", "5", "") == Reading(Place(5, (1, 2, 3)))
    assert read_place("", "5", "RT 3") == Reading(Place(5, (3,)))
    assert read_place("3", "05", "03/05") == Reading(Place(5, (3,)))
    assert read_place("", "", "") == Reading(Place(None))


@given(places)
def test_every_place_written_is_read(place: Place) -> None:
    assert read_place("", "", write_place(place)) == Reading(place)
    assert read_place(write_place(place), "", "") == Reading(place)


@given(st.integers(1, 999), st.integers(1, 999), st.sampled_from(["{}", "{:02}", "{:03}"]))
def test_two_columns_and_one_say_the_same(rt: int, rw: int, form: str) -> None:
    rt_text, rw_text = form.format(rt), form.format(rw)
    assert read_place(rt_text, rw_text, "") == read_place("", "", f"{rt_text}/{rw_text}") == Reading(Place(rw, (rt,)))


@pytest.mark.parametrize("text", ["1RW" * 40, "RT 1-" * 20 + "RW", "RW 1 RT 1 " * 11 + "RW", "1/1," * 29 + "x"])
def test_a_cell_made_to_waste_time_is_read_at_once(text: str) -> None:
    assert {read_place(text, "", "").kode, read_place("", "", text).kode} == {"rt_rw_tidak_terbaca"}


CELLS = (
    st.text(max_size=30) | st.from_regex(r"\A[RTW0-9/ ,;.IVXsd-]{0,25}\Z") | st.sampled_from([c[0] for c in LABELLED])
)


@given(CELLS, CELLS, CELLS)
def test_no_text_breaks_the_grammar(rt: str, rw: str, both: str) -> None:
    place, kode, arti = read_place(rt, rw, both)
    assert (place is None) == (kode is not None)
    assert kode not in ("rt_rw_tanggal", "rt_rw_dua_arti") or arti
    assert place is None or all(1 <= rt <= 999 for rt in place.rt)
