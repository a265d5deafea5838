"""Signs that steer a terminal or turn a line around, in names of files and sheets and in cells: none gets out."""

import sys
from pathlib import Path

import pytest

from tests.builders import dropped, files_below, proposal
from tests.intake.sheets import workbook

ESC, RTL, BACK, BELL, CSI = "\x1b[31m", "\u202e", "\b\b\b", "\a", "\x9b2J"
STEERING = f"{ESC}merah{RTL}kiri{BACK}{BELL}{CSI}"

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows does not allow such names")


@pytest.fixture
def files() -> dict:
    """Each kind of text that a sender can put somewhere and that we say again."""
    bad = proposal(
        kelurahan=f"Bandengan{RTL}", biaya=f"25{RTL}.000", volume=f"x{STEERING}", satuan=f"m{RTL}",
        lembaga=f"RT{STEERING}", usulan=f"Saluran{RTL}", masalah=None,
    ) | {f"Kolom{RTL}lain": "x"}  # fmt: skip
    steered = workbook(
        {"Daftar": [["Kelurahan", "RW", "Masalah", "Usulan"], ["Setono", 3, "a", "b"]],
         f"Lembar{RTL}dua": [["RW", "Masalah", "Usulan", "Biaya"], [f"x{RTL}", "c", "d", "25.000"]]},
        hide=[f"Lembar{RTL}dua"],
    )  # fmt: skip
    return {
        f"usulan{STEERING}\nrw 5.csv": [bad],
        f"Setono/buku{RTL}.xlsx": steered,
        f"foto{ESC}.jpg": b"\xff\xd8\xff",
        f"lain{RTL}.csv": [proposal(tahun="2031")],
        f"kembar{ESC}.jpg": b"\xff\xd8\xff",
        f"unduh{ESC}.csv.part": b"x",
    }


def signs_in(text: str) -> set[str]:
    return {sign for sign in text if not sign.isprintable()} - {"\n"}


def test_a_run_status_and_trace_print_none_and_no_message_holds_one(door, tmp_path, files):
    folder = dropped(tmp_path / "kerja", files)
    dropped(folder, {f"baik{ESC}.csv": [proposal(usulan=f"Talud{STEERING}")]})
    ran = [door("run", 2028, "--data", folder, "--direct"), door("status", 2028, "--data", folder)]
    ran.append(door("status", 2028, "--data", folder, "--wa"))
    assert [one.code for one in ran] == [0, 0, 0]
    assert [signs_in(one.out + one.err) for one in ran] == [set()] * 3
    letters = {name: data.decode() for name, data in files_below(folder / "returned").items() if name.endswith(".txt")}
    assert len(letters) > 2
    assert {name: signs_in(text) for name, text in letters.items() if signs_in(text)} == {}
    receipts = [path for path in (folder / "packets").rglob("*-tanda-terima.txt")]
    assert receipts and all(not signs_in(path.read_text(encoding="utf-8")) for path in receipts)


@pytest.mark.parametrize("how", ["", "--json"])
def test_check_prints_none(door, tmp_path: Path, files, how: str):
    folder = dropped(tmp_path / "kerja", files)
    paths = [path for path in sorted((folder / "inbox").rglob("*")) if path.is_file()]
    answer = door("check", *paths, *([how] if how else []))
    assert (answer.code, signs_in(answer.out + answer.err)) == (0, set())
    if how:
        told = [one for file in answer.json["berkas"] for one in file["temuan"]]
        assert {"masalah_kosong", "biaya_dua_arti", "volume_tidak_terbaca"} <= {one["kode"] for one in told}
        assert all(one["pesan"].isprintable() and one["cara"].isprintable() for one in told)
        # What was written is still in the file's name and value, escaped.
        assert any(RTL in one["nilai"] for one in told)


def test_a_failure_says_none(door, tmp_path):
    folder = dropped(tmp_path / "kerja", {f"foto{ESC}.jpg": b"\xff\xd8\xff"})
    answer = door("run", 2028, "--data", folder, "--direct")
    assert (answer.code, signs_in(answer.err)) == (12, set())
    missing = door("check", tmp_path / f"tidak{STEERING}ada.csv")
    assert (missing.code, signs_in(missing.err)) == (2, set())
