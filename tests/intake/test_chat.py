"""A text pasted from WhatsApp is read like a table; its other lines are records too."""

from pathlib import Path

from tests.builders import dropped, run
from tests.intake.sheets import data_rows, read_bytes, reasons, why_refused

PASTED = """[28/12/26 20.14] Pak RW 05: Assalamualaikum, berikut usulan kami
Kelurahan: Bandengan

*RT: 03 RW: 05*
Masalah: gang gelap
sering jatuh
Usulan: lampu jalan
Lokasi: Gang 3
Volume: 4 titik
Biaya: 20 jt
Panjang: 40 m

1. RT/RW : 04/05
2. Masalah : rob
3. Usulan : talud
4. No HP : 0812-3456-7890

Terima kasih
"""


def test_blocks_are_rows_numbered_by_their_first_line_and_what_stands_above_holds_for_all(tmp_path: Path):
    content = read_bytes(tmp_path, PASTED, "pesan wa.txt")
    assert data_rows(content) == [
        {
            **{"nomor": 4, "rt": "03", "rw": "05", "masalah": "gang gelap sering jatuh", "usulan": "lampu jalan"},
            **{"lokasi": "Gang 3", "volume": "4 titik", "biaya": "20 jt"},
        },
        {"nomor": 13, "rt_rw": "04/05", "masalah": "rob", "usulan": "talud", "kontak": "0812-3456-7890"},
    ]
    assert content.sheets[0].konteks == {"kelurahan": "Bandengan"}
    assert list(content.sheets[0].header.unknown.values()) == ["Panjang"]
    assert reasons(content) == {
        1: "baris di luar usulan",
        2: "baris di luar usulan",
        3: "baris kosong",
        12: "baris kosong",
        17: "baris kosong",
        18: "baris di luar usulan",
    }


def test_it_becomes_proposals_like_any_file(tmp_path: Path):
    season = run(dropped(tmp_path, {"dari wa.txt": PASTED}))
    assert season.pairs("SELECT rt[1], usulan FROM usulan") == {3: "lampu jalan", 4: "talud"}
    assert season.one("FROM berkas")["jenis"] == "teks"


def test_an_empty_line_inside_a_proposal_does_not_part_it(tmp_path: Path):
    rows = data_rows(read_bytes(tmp_path, "RW: 05\nMasalah: rob\n\nUsulan: talud\nBiaya: 5 jt\n", "wa.txt"))
    assert rows == [{"nomor": 1, "rw": "05", "masalah": "rob", "usulan": "talud", "biaya": "5 jt"}]


def test_the_next_block_may_follow_without_an_empty_line(tmp_path: Path):
    text = "RW: 05\nMasalah: rob\nUsulan: talud\nMasalah: gelap\nUsulan: lampu"
    assert [(r["nomor"], r["usulan"]) for r in data_rows(read_bytes(tmp_path, text, "wa.txt"))] == [
        (1, "talud"),
        (4, "lampu"),
    ]


def test_a_block_that_lacks_its_proposal_is_kept_to_be_asked_back(tmp_path: Path):
    text = "RT: 03\nMasalah: rob\nUsulan: talud\n\nRT: 04\nLokasi: Gang 3\n"
    assert [row["nomor"] for row in data_rows(read_bytes(tmp_path, text, "wa.txt"))] == [1, 5]


def test_a_name_of_no_column_said_twice_keeps_both(tmp_path: Path):
    sheet = read_bytes(tmp_path, "Masalah: rob\nUsulan: talud\nPanjang: 5 m\nPanjang: 6 m\n", "wa.txt").sheets[0]
    assert (sheet.kolom, sheet.cells.rows()) == (["masalah", "usulan", "Panjang"], [["rob", "talud", "5 m; 6 m"]])


def test_a_text_without_any_proposal_is_refused(tmp_path: Path):
    assert why_refused(tmp_path, "Assalamualaikum\nRW: 05\nTerima kasih\n", "wa.txt") == ("judul_kolom", "")
