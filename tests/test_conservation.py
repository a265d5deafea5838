"""A run asserts its own invariants before it publishes (contract 8.1 to 8.3): each breach names file and row."""

from collections.abc import Callable, Iterator

import duckdb
import pytest

from flows import street, warehouse
from flows.conservation import assert_holds
from flows.cycle import Cycle
from flows.errors import Breach
from tests.builders import Season, dropped, files_below, proposal, run

FILE, LINE = "rw 05.csv", "baris 2"

# What a bug might do to the finished tables, and what the person who ran it must be told.
BREACHES = {
    "a record is lost": ("DELETE FROM baris WHERE nomor = 2", FILE),
    "a record stands there twice": ("INSERT INTO baris FROM baris WHERE nomor = 2", FILE),
    "a record has no status": ("UPDATE baris SET status = NULL WHERE nomor = 2", LINE),
    "a returned record has no reason": ("UPDATE baris SET status = 'dikembalikan' WHERE nomor = 2", LINE),
    "an accepted record has a reason": ("UPDATE baris SET alasan = 'x' WHERE nomor = 2", LINE),
    "an accepted record is no proposal": ("DELETE FROM usulan WHERE nomor = 2", LINE),
    "a proposal comes from nowhere": ("UPDATE usulan SET nomor = 99 WHERE nomor = 2", "baris"),
    "two proposals share an id": (
        """UPDATE usulan SET id_usulan = (SELECT max(id_usulan) FROM usulan);
        UPDATE baris SET id_usulan = (SELECT max(id_usulan) FROM usulan) WHERE status = 'diterima'""",
        FILE,
    ),
    "a kelurahan plans more than its ceiling": (
        "UPDATE kelurahan SET masuk_rencana = pagu + 1 WHERE nama = 'Bandengan'",
        "Bandengan",
    ),
    "a kelurahan plans more than its physical share": (
        "UPDATE kelurahan SET sarpras_masuk = sarpras_batas + 1 WHERE nama = 'Bandengan'",
        "Bandengan",
    ),
    "funds of the pack that do not add up to what is planned": (
        "INSERT INTO sumber_pagu (urutan, id, nama) VALUES (1, 'dau', 'DAU')",
        "Bandengan",
    ),
    "a proposal has no jalur": ("DELETE FROM alokasi", LINE),
    "a proposal has two jalur": ("INSERT INTO alokasi FROM alokasi", LINE),
    "a jalur has no reason": ("UPDATE alokasi SET alasan = NULL", LINE),
    "a jalur has an empty reason": ("UPDATE alokasi SET alasan = ''", LINE),
    "a jalur has no rule": ("UPDATE alokasi SET aturan = NULL", LINE),
    "a jalur has an empty rule": ("UPDATE alokasi SET aturan = ''", LINE),
    "a jalur has no basis": ("UPDATE alokasi SET dasar = ''", LINE),
    "what goes up has no office": (
        "UPDATE alokasi SET jalur = 'kecamatan_opd', rujukan = 'x', kewenangan = 'kota'",
        LINE,
    ),
    "what is not payable has nobody to ask": ("UPDATE alokasi SET jalur = 'tidak_memenuhi'", LINE),
    "a cost without a method": ("DELETE FROM pengadaan", LINE),
    "a method without a basis": ("UPDATE pengadaan SET dasar = NULL", LINE),
    "a method with an empty basis": ("UPDATE pengadaan SET dasar = ''", LINE),
    "a method without a rule": ("UPDATE pengadaan SET aturan = NULL", LINE),
    "two methods": ("INSERT INTO pengadaan FROM pengadaan", LINE),
}


@pytest.fixture(scope="module")
def finished(tmp_path_factory: pytest.TempPathFactory) -> Season:
    rows = [proposal(rt=1), proposal(rt=2, biaya="150 jt")]
    return run(dropped(tmp_path_factory.mktemp("finished"), {FILE: rows}))


@pytest.fixture(scope="module")
def building(finished: Season) -> Iterator[duckdb.DuckDBPyConnection]:
    """The same tables under construction once more, beside the published ones."""
    with warehouse.begun(finished.cycle) as con:
        con.execute(f"ATTACH '{finished.cycle.warehouse}' AS terbit (READ_ONLY)")
        names = con.execute("SELECT table_name FROM duckdb_tables() WHERE database_name = 'terbit'").fetchall()
        for (name,) in names:
            con.execute(f"CREATE OR REPLACE TABLE {name} AS FROM terbit.{name}")
        yield con


@pytest.fixture
def tampered(building: duckdb.DuckDBPyConnection, finished: Season) -> Iterator[Callable[[str], Cycle]]:
    """A cycle about to publish, with one thing wrong in its tables; made good again afterwards."""

    def tamper(statement: str) -> Cycle:
        building.execute(statement)
        return finished.cycle

    yield tamper
    for name in ("baris", "usulan", "kelurahan", "alokasi", "pengadaan", "sumber_pagu"):
        building.execute(f"CREATE OR REPLACE TABLE {name} AS FROM terbit.{name}")


@pytest.mark.parametrize(("statement", "told"), BREACHES.values(), ids=BREACHES.keys())
def test_a_breach_is_refused_and_named(tampered, statement, told):
    cycle = tampered(statement)
    with pytest.raises(Breach, match=told) as breach:
        assert_holds(cycle)
    assert "Tidak ada yang diterbitkan" in str(breach.value)
    assert breach.value.exit_code == 1


def test_what_holds_is_not_refused(tampered):
    assert_holds(tampered("SELECT 1"))


def test_a_run_with_a_breach_publishes_nothing_and_loses_nothing(tmp_path, monkeypatch):
    season = run(dropped(tmp_path, {FILE: [proposal()]}))
    published = files_below(season.cycle.packets), season.rows("FROM usulan")
    dropped(tmp_path, {"rw 06.csv": [proposal(rw=6)]})

    procure = street.STAGES["procure"]

    def faulty(cycle: Cycle) -> str:
        line = procure(cycle)
        with warehouse.building(cycle) as con:
            con.execute("DELETE FROM baris WHERE nomor = 2")
        return line

    with monkeypatch.context() as patch, pytest.raises(Breach):
        patch.setitem(street.STAGES, "procure", faulty)
        run(tmp_path)
    assert (files_below(season.cycle.packets), season.rows("FROM usulan")) == published
    assert list(files_below(season.cycle.inbox)) == ["rw 06.csv"]
    assert len(run(tmp_path).rows("FROM usulan")) == 2
