"""Every code of the registry is really made: the table of inputs beside this file goes through the real intake."""

from datetime import UTC, datetime, timedelta

import pytest

from flows.summary import sentences
from schemas.messages import MESSAGES
from tests.builders import BANDENGAN, Season, archived, dropped, proposal, referred, sheet
from tests.returned.parts import run
from tests.schemas.findings import ARCHIVED, CELLS, LISTS, OURS, REFUSED, TOLD, VERIFIED

FIRST = datetime(2020, 1, 1, tzinfo=UTC)
LATE = {"susulan.csv": datetime(2027, 1, 2, 1, 10, tzinfo=UTC)}
REGISTER = [{"kode_kelurahan": BANDENGAN, "rw": rw, "rt": "3"} for rw in range(1, 31)]
ROWS, SHEET = "baris per kode.csv", "rapat/verifikasi.csv"
AGAIN = "tambahan.csv"  # a newer one of its name comes, then its own bytes once more


def files() -> dict[str, bytes | str]:
    rows = [proposal(**{"lokasi": f"Gang {n}"} | cells) for n, (cells, _) in enumerate(CELLS.values(), start=1)]
    lists = {name: data for one in LISTS.values() for name, data in one.items()}
    return {ROWS: sheet(rows, ";")} | lists | {name: data for name, data, _ in REFUSED.values()}


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Season:
    """All that people send, in the order of the table, through every stage but the packets."""
    folder = referred(tmp_path_factory.mktemp("temuan") / "kerja", "rt_rw.csv", REGISTER)
    came = {name: FIRST + timedelta(minutes=position) for position, name in enumerate(files())}
    return run(archived(folder, files(), came | LATE))


@pytest.fixture(scope="module")
def season(first: Season) -> Season:
    """Then what the office fills in; and a list whose newer one came before it came again."""
    kode = first.one("SELECT min(kode) AS kode FROM usulan WHERE kode_kelurahan = $k", k=BANDENGAN)["kode"]
    said = {"{kode}": kode, "STN-{tanda}": f"STN-05-{kode.rpartition('-')[2]}"}
    rows = [{name: said.get(cell, cell) for name, cell in row.items()} for row, _ in VERIFIED.values()]
    run(dropped(first.folder, {SHEET: sheet(rows, ";"), AGAIN: sheet([proposal(lokasi="Gang 71A")], ";")}))
    return run(dropped(first.folder, {AGAIN: files()[AGAIN]}))


def findings(season: Season, name: str, kode: str) -> list[dict]:
    return season.rows(
        "SELECT nomor, kolom, tingkat, pesan, cara FROM temuan JOIN berkas USING (sha256) "
        "WHERE nama = $name AND temuan.kode = $kode ORDER BY ALL",
        name=name,
        kode=kode,
    )


def test_the_table_has_every_code_of_the_registry_and_no_other():
    assert {*CELLS, *LISTS, *REFUSED, *VERIFIED, TOLD, *ARCHIVED, *OURS} == set(MESSAGES)
    assert len(CELLS) + len(LISTS) + len(REFUSED) + len(VERIFIED) + len(ARCHIVED) + len(OURS) + 1 == len(MESSAGES)


@pytest.mark.parametrize("kode", CELLS)
def test_a_cell_makes_the_finding_on_its_line_and_under_its_column(first: Season, kode: str):
    nomor, kolom = list(CELLS).index(kode) + 2, CELLS[kode][1]
    (found,) = [one for one in findings(first, ROWS, kode) if one["nomor"] == nomor]
    assert (found["kolom"], found["tingkat"]) == (kolom, MESSAGES[kode].tingkat)
    assert said_as_registered(found, kode)
    row = first.one("SELECT baris.status FROM baris JOIN berkas USING (sha256) WHERE nama = $name AND nomor = $n",
                    name=ROWS, n=nomor)  # fmt: skip
    assert row["status"] == ("dikembalikan" if MESSAGES[kode].tingkat == "kesalahan" else "diterima")


def said_as_registered(found: dict, kode: str) -> bool:
    """The sentence is that of the registry: its words before the first place that is filled."""
    begin = MESSAGES[kode].pesan.replace("{baris}", str(found["nomor"])).partition("{")[0]
    return found["pesan"].startswith(begin) and found["cara"].endswith(".")


@pytest.mark.parametrize("kode", LISTS)
def test_a_list_makes_the_finding(first: Season, kode: str):
    found = findings(first, list(LISTS[kode])[-1], kode)
    assert [one["tingkat"] for one in found] == [MESSAGES[kode].tingkat]
    assert len(found[0]["pesan"]) + len(found[0]["cara"]) <= 220


@pytest.mark.parametrize("kode", REFUSED)
def test_a_file_that_is_not_read_has_the_code_as_its_reason(first: Season, kode: str):
    name, _, status = REFUSED[kode]
    file = first.one("SELECT kode, status, alasan FROM berkas_baca WHERE nama = $name", name=name)
    assert (file["kode"], file["status"]) == (kode, status)
    assert file["alasan"].startswith(MESSAGES[kode].pesan.partition("{")[0].removesuffix(" ("))


@pytest.mark.parametrize("kode", VERIFIED)
def test_a_cell_of_the_office_makes_the_finding(season: Season, kode: str):
    nomor, kolom = list(VERIFIED).index(kode) + 2, VERIFIED[kode][1]
    (found,) = findings(season, SHEET, kode)
    assert (found["nomor"], found["kolom"], found["tingkat"]) == (nomor, kolom, MESSAGES[kode].tingkat)


def test_a_file_that_comes_again_after_a_newer_one_is_told_to_who_runs_the_cycle(season: Season):
    (line,) = [line for line in sentences(season.cycle) if line.strip().startswith(f"{AGAIN}:")]
    assert MESSAGES[TOLD].pesan.partition("{")[0] in line
    assert "WIB; yang kami pakai tetap yang baru" in line
