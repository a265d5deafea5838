"""Our workbooks opened by LibreOffice: codes keep their zeros, amounts are numbers, days are days."""

import csv
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.builders import BANDENGAN, Season, archived, proposal, run
from tests.workbooks import INDONESIAN

# Every sheet, with commas, in UTF-8, days and fractions as Indonesia writes them.
EVERY_SHEET = "csv:Text - txt - csv (StarCalc):44,34,76,1,,1057,false,true,false,false,false,-1"

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Season:
    sent = [
        proposal(rt="03", usulan="=1+1 paving", volume="2,5", tanggal="5 Maret 2026", lokasi="03/05", biaya=12_500_000),
        proposal(rw=2, rt=1, usulan="Mobil sampah", biaya="350 jt", volume=1, satuan="unit"),
    ]
    return run(archived(tmp_path_factory.mktemp("opened") / "kerja", {"a.csv": sent}))


@pytest.fixture(scope="module")
def sheets(made: Season, tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[list[str]]]:
    """`usulan-Cadangan` -> the rows of that sheet."""
    office = shutil.which("soffice") or shutil.which("libreoffice")
    if office is None:
        pytest.skip("LibreOffice is not on this machine")
    folder = tmp_path_factory.mktemp("shown")
    (folder / "profile" / "user").mkdir(parents=True)
    (folder / "profile" / "user" / "registrymodifications.xcu").write_text(INDONESIAN, encoding="utf-8")
    books = sorted(map(str, (made.cycle.packets / "internal" / "data").glob("*.xlsx")))
    command = [
        office,
        f"-env:UserInstallation={(folder / 'profile').as_uri()}",
        "--headless",
        "--convert-to",
        EVERY_SHEET,
    ]
    subprocess.run([*command, "--outdir", str(folder), *books], check=True, capture_output=True)
    return {path.stem: rows(path) for path in sorted(folder.glob("*.csv"))}


def rows(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def test_every_sheet_opens(sheets):
    assert {"usulan-Semua usulan", "usulan-Keterangan", "rka-dana-kelurahan-Rincian", "sipd-usulan-Usulan"} <= set(
        sheets
    )


def test_codes_keep_their_zeros_and_amounts_and_days_their_kind(sheets):
    header, *lines = sheets["usulan-Semua usulan"]
    (row,) = (dict(zip(header, line, strict=True)) for line in lines if "paving" in ",".join(line))
    wanted = {
        "Kode kelurahan": BANDENGAN,
        "RW": "05",
        "RT": "03",
        "Lokasi": "03/05",
        "Usulan": "'=1+1 paving",
        "Volume": "2,5",
        "Biaya": "12500000",
        "Tanggal": "05/03/2026",
    }
    assert {name: row[name] for name in wanted} == wanted


def test_the_budget_and_the_typing_list_keep_their_amounts(sheets):
    assert sheets["rka-dana-kelurahan-Rincian"][-1][-1] == "12500000"
    header, line = sheets["sipd-usulan-Usulan"]
    typed = dict(zip(header, line, strict=True))
    assert (typed["id_sipd"], typed["anggaran"], typed["usulan"]) == ("", "350000000", "Mobil sampah")
