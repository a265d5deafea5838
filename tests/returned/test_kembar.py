"""Twins: the same bytes under another name share the fate, the message and the cure of the first."""

import hashlib

from flows.returning import _free
from tests.builders import archived, proposal, run, sheet

NOT_READ = "Bandengan;05;Rob;Talud\n"  # no header


def test_the_copy_of_a_file_that_was_refused_is_told_the_same(tmp_path):
    season = run(archived(tmp_path, {"x.csv": NOT_READ, "x (1).csv": NOT_READ, "baik.csv": [proposal()]}))
    first, second = season.rows("SELECT status, kode, alasan FROM berkas WHERE nama LIKE 'x%'")
    assert first == second
    assert (first["status"], first["kode"]) == ("ditolak", "judul_kolom")
    letters = [path.read_text("utf-8") for path in sorted(season.cycle.returned.glob("*-pesan.txt"))]
    assert len(letters) == 2
    assert all("judul" in text and "dicatat satu kali" not in text for text in letters)


def test_only_a_file_that_could_be_read_ends_the_waiting(tmp_path):
    season = run(archived(tmp_path, {"x.csv": NOT_READ, "x (1).csv": NOT_READ, "x (2).csv": [proposal()]}))
    assert list(season.cycle.returned.glob("*-pesan.txt")) == []


def test_the_copy_of_a_file_that_was_read_stays_a_copy(tmp_path):
    season = run(archived(tmp_path, {"x.csv": [proposal()], "x (1).csv": [proposal()], "Setono/y.csv": [proposal()]}))
    assert season.pairs("SELECT nama, kode FROM berkas") == {
        "x.csv": None, "x (1).csv": "kembar", "Setono/y.csv": "berkas_tempat_lain",
    }  # fmt: skip


def test_empty_files_of_several_senders_are_several_empty_files_each_with_its_message(tmp_path):
    names = ("Setono/usulan.csv", "Bandengan/usulan.csv", "table.xlsx", "table.ods", "table.xls", "TABLE.XLS")
    season = run(archived(tmp_path, dict.fromkeys(names, b"") | {"baik.csv": [proposal()]}))
    fates = season.rows("SELECT status, kode FROM berkas WHERE nama <> 'baik.csv'")
    assert fates == [{"status": "ditolak", "kode": "berkas_kosong"}] * len(names)
    letters = {path.name.casefold() for path in season.cycle.returned.glob("*-pesan.txt")}
    start = hashlib.sha256(b"").hexdigest()[:12]
    assert len(letters) == len(names)
    assert all(name.startswith(f"{start}__") for name in letters)


def test_a_paper_of_the_same_bytes_named_after_a_kelurahan_is_kept_with_it(tmp_path):
    season = run(
        archived(
            tmp_path, {"foto.pdf": b"%PDF-1.7", "foto 33.75.03.1009.pdf": b"%PDF-1.7"} | {"a.csv": sheet([proposal()])}
        )
    )
    assert season.pairs("SELECT nama, status FROM berkas WHERE nama <> 'a.csv'") == {
        "foto.pdf": "ditolak", "foto 33.75.03.1009.pdf": "lampiran",
    }  # fmt: skip


def test_names_that_meet_are_told_apart():
    taken: set[str] = set()
    assert [_free("a__t", suffix, taken) for suffix in (".xls", ".xlsx", ".XLSX", "")] == [
        "a__t", "a__t-xlsx", "a__t-xlsx-2", "a__t-berkas",
    ]  # fmt: skip
    assert _free("A__T", ".xls", taken) == "A__T-xls"
