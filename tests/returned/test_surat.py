"""The message for WhatsApp and the receipt: what is fine, what is needed, at most 700 signs, nobody's name."""

import re
from datetime import datetime
from pathlib import Path

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows import warehouse
from flows.intake.kinds import is_our_message
from reports.letters import LONGEST, Surat, message, receipt
from tests.builders import Season, archived, dropped, files_below, proposal
from tests.builders import run as run_all
from tests.reports.persons_in_text import kamus
from tests.returned.parts import begun, returned, run, sha
from tests.schemas.test_messages import BLAMING, HARMLESS

PLAIN = Surat(
    nama="USULAN_RW05.xlsx",
    diterima=datetime(2026, 12, 28, 20, 14),
    tepat_waktu=True,
    kode_berkas="3f9c",
    batas=datetime(2026, 12, 31, 23, 59, 59),
    zona="Asia/Jakarta",
    semua=6,
    menunggu=2,
    kelurahan="Bandengan",
    rw=5,
    rt=[],
    lembaga="RW",
    masalah=[("Baris 3: A.", "Mohon B."), ("Baris 5: C.", "Mohon D.")],
    kamus=kamus(),
)


def surat(**said: object) -> Surat:
    return Surat(**{name: getattr(PLAIN, name) for name in PLAIN.__slots__} | said)


def test_the_message_follows_the_pattern():
    assert message(PLAIN) == (
        "Yth. Ketua RW 05 Kelurahan Bandengan. Terima kasih, berkas USULAN_RW05.xlsx kami terima 28 Desember 2026 "
        "pukul 20.14 WIB (tepat waktu).\n\n"
        "4 dari 6 usulan sudah kami catat. Dua usulan mohon dilengkapi:\n"
        "(1) Baris 3: A. Mohon B.\n"
        "(2) Baris 5: C. Mohon D.\n\n"
        "Cukup perbaiki yang berwarna kuning di berkas terlampir lalu kirim kembali paling lambat 31 Desember 2026.\n\n"
        "Bila perlu bantuan, hubungi faskel. Panitia Musrenbang Kelurahan Bandengan.\n"
        "Kode berkas: 3f9c\n"
    )


def test_what_does_not_fit_is_counted():
    long = [(f"Baris {n}: {'x' * 120}.", f"Mohon {'y' * 80}.") for n in range(5)]
    text = message(surat(masalah=long, menunggu=5))
    assert "(1) Baris 0" in text and "(2)" not in text
    assert "Dan 4 hal lain di berkas terlampir." in text


def test_a_late_file_names_no_deadline_that_is_over():
    text = message(surat(tepat_waktu=False))
    assert "(terlambat, dicatat sebagai usulan susulan)" in text
    assert "kirim kembali secepatnya." in text


ADDRESSES = {
    "Ketua RT 03 RW 05 Kelurahan Bandengan": {"rt": [3], "lembaga": "RT"},
    "Pengurus PKK Kelurahan Bandengan": {"rw": None, "lembaga": "PKK"},
    "Pengurus POSYANDU, RW 05 Kelurahan Bandengan": {"lembaga": "POSYANDU"},
    "Bapak/Ibu pengirim usulan Kelurahan Bandengan": {"rw": None, "rt": None, "lembaga": None},
    "Bapak/Ibu pengirim usulan": {"rw": None, "rt": None, "lembaga": None, "kelurahan": None},
}


@pytest.mark.parametrize("name", ADDRESSES)
def test_it_is_addressed_to_a_role(name):
    assert message(surat(**ADDRESSES[name])).startswith(f"Yth. {name}. ")


def test_nobody_is_named():
    said = [("Baris 3: usulannya ada (paving depan rumah Pak Slamet), kata Contoh Warga.", "Mohon tanya Bu Siti.")]
    text = message(surat(nama="usulan Contoh.xlsx", masalah=said, pengusul=["Contoh Warga"]))
    assert not re.search(r"Slamet|Siti|Contoh", text)
    assert "berkas usulan kami terima" in text


anything = st.text(max_size=300)


@given(
    nama=anything,
    kelurahan=anything,
    masalah=st.lists(st.tuples(st.text(max_size=130), st.text(max_size=90)), max_size=4),
)
def test_it_is_never_longer_than_a_message_that_is_read(nama, kelurahan, masalah):
    text = message(surat(nama=nama, kelurahan=kelurahan[:40], masalah=masalah))
    assert len(text) <= LONGEST
    assert text.endswith("\nKode berkas: 3f9c\n")


@pytest.mark.parametrize("text", [message(PLAIN), receipt(PLAIN), message(surat(alasan="Berkas terkunci.", semua=0))])
def test_it_hurts_nobody_and_is_recognised_when_it_comes_back(text):
    assert BLAMING.findall(HARMLESS.sub("", text)) == []
    assert is_our_message("catatan.txt", text)


# In a season


@pytest.fixture
def season(tmp_path: Path) -> Season:
    rows = [proposal(), proposal(rt="01", biaya="150", pengusul="Contoh Warga"), proposal(rt="02", masalah="")]
    return run(begun(tmp_path / "kerja", {"rw05.csv": rows, "foto.jpg": b"\xff\xd8\xff" + b"x" * 40}))


def test_a_file_that_waits_has_a_message(season):
    (name,) = (one for one in returned(season, "-pesan.txt") if "rw05" in one)
    text = returned(season, "-pesan.txt")[name].decode()
    assert "1 dari 3 usulan sudah kami catat. Dua usulan mohon dilengkapi:\n(1) Baris 3, biaya" in text
    assert text.rstrip().endswith(f"Kode berkas: {name[:4]}")


def test_a_file_that_cannot_be_read_has_one_too_and_nothing_else(season):
    names = [name for name in files_below(season.cycle.returned) if "__foto" in name]
    assert [name[12:] for name in names] == ["__foto-pesan.txt"]
    assert "Yang kami terima berupa foto." in returned(season, "-pesan.txt")[names[0]].decode()


def test_it_no_longer_waits_when_the_same_list_comes_as_a_table(season):
    then = run(dropped(season.folder, {"foto.csv": [proposal(rw="07")]}))
    assert [name for name in returned(then, "-pesan.txt") if "foto" in name] == []


def test_our_message_dropped_back_is_left_aside(season):
    text = next(data for name, data in returned(season, "-pesan.txt").items() if "rw05" in name)
    then = run(dropped(season.folder, {"WhatsApp.txt": text}))
    assert then.one("SELECT status FROM berkas WHERE nama = 'WhatsApp.txt'") == {"status": "lampiran"}
    assert [name for name in returned(then, "-pesan.txt") if "WhatsApp" in name] == []


def test_every_file_that_was_read_has_a_receipt_in_the_internal_edition_only(tmp_path):
    season = run_all(archived(tmp_path / "kerja", {"rw05.csv": [proposal(), proposal(rt="01", biaya="150")]}))
    receipts = [path for path in files_below(season.cycle.packets) if path.endswith("-tanda-terima.txt")]
    name = sha([proposal(), proposal(rt="01", biaya="150")])[:12]
    assert receipts == [f"internal/umpan-balik/berkas/{name}-tanda-terima.txt"]
    text = (season.cycle.packets / receipts[0]).read_text(encoding="utf-8")
    assert text == (
        "Tanda Terima Usulan\nYth. Ketua RW 05 Kelurahan Bandengan. Terima kasih, berkas rw05.csv kami terima "
        "1 Desember 2026 pukul 09.00 WIB (tepat waktu). 1 dari 2 usulan sudah kami catat. 1 usulan kami kembalikan "
        f"untuk dilengkapi. Panitia Musrenbang Kelurahan Bandengan.\nKode berkas: {name[:4]}\n"
    )


def test_the_code_of_a_file_grows_until_it_is_the_only_one():
    # The season's SQL is asked directly: two hashes that begin alike are not found by trying files.
    con = duckdb.connect()
    query = warehouse.select("90_surat")
    part = query[query.index("sidik AS (") : query.index("SELECT berkas.sha256, berkas.nama")].strip().rstrip(",")
    hashes = ["aaaa1" + "0" * 59, "aaaa2" + "0" * 59, "bbbb" + "0" * 60]
    con.execute("CREATE TABLE berkas AS SELECT unnest($hashes) AS sha256", {"hashes": hashes})
    found = con.execute(f"WITH {part} SELECT left(sha256, panjang) FROM sidik ORDER BY 1").fetchall()
    assert found == [("aaaa1",), ("aaaa2",), ("bbbb",)]
