"""A breach in any stage costs the item that it comes from: the rest is published, and doctor lists what it cost."""

import logging
from pathlib import Path

import pytest

from flows import packets, returning, street
from flows.errors import Breach
from flows.street import STAGES
from tests.builders import Season, dropped, proposal, run

pytestmark = pytest.mark.slow

BAD = "Talud rusak"
FILES = {
    "rw 1.csv": [proposal(rw="01", lokasi="Gang 1")],
    "rw 2.csv": [proposal(rw="02", lokasi="Gang 2"), proposal(rw="02", usulan=BAD)],
}
GOOD = {"Perbaikan saluran"}


def planted(monkeypatch: pytest.MonkeyPatch, name: str, table: str) -> None:
    """A fault of ours in a stage, once the bad record has come to it in `table`."""
    stage = STAGES[name]

    def faulty(cycle):
        if name in ("check", "publish"):
            _fail_if_there(cycle, table)
        said = stage(cycle)
        if name not in ("check", "publish"):
            _fail_if_there(cycle, table)
        return said

    monkeypatch.setitem(street.STAGES, name, faulty)


def _fail_if_there(cycle, table: str) -> None:
    with street.warehouse.building(cycle) as con:
        query = f"SELECT 1 FROM {table} SEMI JOIN (SELECT id_usulan FROM usulan WHERE usulan = ?) USING (id_usulan)"
        query = f"SELECT 1 FROM {table} WHERE usulan = ?" if table in ("isi", "usulan") else query
        if con.execute(query, [BAD]).fetchone():
            raise ZeroDivisionError("rumah Pak Budi")


def assert_the_rest_is_published(season: Season, caplog) -> None:
    assert {row["usulan"] for row in season.rows("FROM usulan")} == GOOD
    assert season.one("SELECT count(*) AS n FROM usulan") == {"n": 2}
    assert season.pairs("SELECT nomor, alasan FROM baris WHERE status = 'dikembalikan'") == {3: "perlu_diperiksa"}
    assert "Kekurangannya ada pada program kami" in season.one("FROM temuan WHERE tingkat = 'kesalahan'")["pesan"]
    (sent,) = season.cycle.returned.glob("*-perbaikan.csv")
    assert BAD in sent.read_text(encoding="utf-8")
    assert season.pairs("SELECT nomor, sebab FROM karantina") == {3: "ZeroDivisionError"}
    assert "Budi" not in caplog.text and "set aside: " in caplog.text
    assert not list(season.cycle.inbox.iterdir())


@pytest.mark.parametrize(
    ("name", "table"),
    [("check", "isi"), ("load", "usulan"), ("group", "usulan"), ("rank", "peringkat"), ("fund", "alokasi")]
    + [("procure", "pengadaan")],
)
def test_a_fault_in_a_stage_costs_its_record_alone(tmp_path: Path, monkeypatch, caplog, name: str, table: str):
    planted(monkeypatch, name, table)
    with caplog.at_level(logging.WARNING, logger="musrenbang"):
        season = run(dropped(tmp_path / "kerja", FILES))
    assert_the_rest_is_published(season, caplog)


def test_a_fault_while_pages_are_rendered_costs_its_record_alone(tmp_path: Path, monkeypatch, caplog):
    render = packets.write_into

    def faulty(cycle, con, folder):
        if con.execute("SELECT 1 FROM usulan WHERE usulan = ?", [BAD]).fetchone():
            raise ZeroDivisionError("rumah Pak Budi")
        render(cycle, con, folder)

    monkeypatch.setattr(packets, "write_into", faulty)
    with caplog.at_level(logging.WARNING, logger="musrenbang"):
        season = run(dropped(tmp_path / "kerja", FILES))
    assert_the_rest_is_published(season, caplog)
    assert [path.name for path in season.cycle.warehouse.parent.iterdir()] == ["2028.duckdb"]


def test_a_file_that_cannot_be_read_by_a_fault_of_ours_is_left_out_with_its_reason(tmp_path: Path, monkeypatch, caplog):
    from flows.intake import texts

    made = texts.text_rows

    def faulty(index, content, extras, known):
        if any("02" in cell for row in content.sheets[0].cells.rows() for cell in row):
            raise KeyError("rumah Pak Budi")
        return made(index, content, extras, known)

    monkeypatch.setattr(texts, "text_rows", faulty)
    season = run(dropped(tmp_path / "kerja", FILES))
    assert season.one("SELECT count(*) AS n FROM usulan") == {"n": 1}
    left = season.one("SELECT nama, alasan FROM berkas WHERE status = 'ditolak'")
    assert left["nama"] == "rw 2.csv" and "Kekurangannya ada pada program kami" in left["alasan"]
    assert list(season.cycle.returned.glob("*-pesan.txt"))


@pytest.mark.parametrize("change", ["biaya = -5", "usulan = ''", "rw = 1000"])
def test_a_record_that_breaks_the_model_of_a_table_comes_back(tmp_path: Path, monkeypatch, caplog, change: str):
    hold = street.warehouse.hold

    def broken(con, table):
        if table == "usulan":
            con.execute(f"UPDATE usulan SET {change} WHERE usulan = ?", [BAD])
        hold(con, table)

    monkeypatch.setattr("flows.loading.warehouse.hold", broken)
    season = run(dropped(tmp_path / "kerja", FILES))
    assert {row["usulan"] for row in season.rows("FROM usulan")} == GOOD
    assert season.pairs("SELECT nomor, sebab FROM karantina") == {3: "Breach"}


BREACHES = {
    "load": "UPDATE baris SET alasan = 'x' FROM usulan WHERE usulan.id_usulan = baris.id_usulan",
    "fund": "UPDATE alokasi SET dasar = '' FROM usulan WHERE usulan.id_usulan = alokasi.id_usulan",
    "procure": "DELETE FROM pengadaan USING usulan WHERE usulan.id_usulan = pengadaan.id_usulan",
}


@pytest.mark.parametrize("name", BREACHES)
def test_a_record_that_breaks_an_invariant_comes_back(tmp_path: Path, monkeypatch, name: str):
    stage = STAGES[name]

    def faulty(cycle):
        said = stage(cycle)
        with street.warehouse.building(cycle) as con:
            con.execute(f"{BREACHES[name]} AND usulan.usulan = ?", [BAD])
        return said

    monkeypatch.setitem(street.STAGES, name, faulty)
    season = run(dropped(tmp_path / "kerja", FILES))
    assert {row["usulan"] for row in season.rows("FROM usulan")} == GOOD
    assert season.pairs("SELECT nomor, sebab FROM karantina") == {3: "Breach"}


@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("procure", "UPDATE kelurahan SET masuk_rencana = pagu + 1 WHERE jumlah_usulan > 0"),
        ("load", "DELETE FROM usulan"),
    ],
    ids=["money", "all rows at once"],
)
def test_a_breach_that_no_single_record_explains_publishes_nothing(tmp_path: Path, monkeypatch, name: str, change: str):
    stage = STAGES[name]

    def faulty(cycle):
        said = stage(cycle)
        with street.warehouse.building(cycle) as con:
            con.execute(change)
        return said

    files = {f"rw {n}.csv": [proposal(rw=str(n), lokasi=f"Gang {m}") for m in range(12)] for n in range(1, 3)}
    monkeypatch.setitem(street.STAGES, name, faulty)
    with pytest.raises(Breach, match="Tidak ada yang diterbitkan"):
        run(dropped(tmp_path / "kerja", files))
    folder = tmp_path / "kerja"
    assert not (folder / "packets").exists() and len(list((folder / "inbox").iterdir())) == 2


def test_a_fault_that_takes_two_files_together_is_raised(tmp_path: Path, monkeypatch):
    def faulty(cycle):
        with street.warehouse.building(cycle) as con:
            if con.execute("SELECT count(*) FROM usulan WHERE rw IN (1, 2) AND usulan <> 'Talud rusak'").fetchone() == (
                2,
            ):
                raise ZeroDivisionError
        return ""

    monkeypatch.setitem(street.STAGES, "group", faulty)
    with pytest.raises(ZeroDivisionError):
        run(dropped(tmp_path / "kerja", FILES))


def test_doctor_lists_what_was_set_aside(tmp_path: Path, monkeypatch):
    from flows.doctor import examine

    planted(monkeypatch, "rank", "peringkat")
    season = run(dropped(tmp_path / "kerja", FILES))
    (said,) = (one for one in examine(season.folder) if "disisihkan" in one.keadaan)
    assert (said.kode, "baris 3 (ZeroDivisionError)" in said.keadaan) == (1, True)


def test_messages_still_go_out_where_their_page_was_at_fault(tmp_path: Path, monkeypatch):
    render = returning.write_into

    def faulty(cycle, con, folder):
        if con.execute("SELECT 1 FROM usulan WHERE usulan = ?", [BAD]).fetchone():
            raise UnicodeEncodeError("utf-8", "x", 0, 1, "rumah Pak Budi")
        render(cycle, con, folder)

    monkeypatch.setattr(returning, "write_into", faulty)
    assert run(dropped(tmp_path / "kerja", FILES)).pairs("SELECT nomor, sebab FROM karantina") == {
        3: "UnicodeEncodeError"
    }
