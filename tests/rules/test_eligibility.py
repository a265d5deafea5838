"""What dana kelurahan may pay, and what a kota decides of it: every list of routes is whole, every option works."""

import csv
from pathlib import Path

import pyarrow as pa
import pytest

from flows.cycle import PACKAGED, open_cycle
from flows.errors import RulePackError
from flows.policy import pack_of
from flows.rules.examples import Contoh
from tests.builders import LOCAL, YEAR, ruled
from tests.rules.trying import tried


def table(name: str) -> list[dict[str, str]]:
    with (PACKAGED / "reference" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def outcome(folder: Path, given: dict, *wanted: str) -> tuple:
    """What the rules of a folder make of one proposal, by the names wanted."""
    example = Contoh("Percobaan.", (given,), (dict.fromkeys(wanted),))
    ((found,),) = (one.didapat for one in tried(open_cycle(YEAR, folder, 0), [example]))
    return tuple(found[name] for name in wanted)


OFFICES = {row["id"]: row["kewenangan"] for row in table("opd")}
LEVELS = {"kecamatan", "kota", "provinsi", "pusat", "badan usaha"}


@pytest.mark.parametrize("row", table("luar_menu"), ids=lambda row: row["kode"])
def test_every_matter_outside_the_menu_says_why_and_whom_to_ask(row):
    assert (
        min(len(row["alasan"]), len(row["rujukan"]), len(row["dasar"])) > 15 or row["dasar"] == "Permendagri 130/2018"
    )
    if row["jalur"] == "kecamatan_opd":
        assert OFFICES[row["tujuan"]] == row["kewenangan"]
        assert row["kewenangan"] in LEVELS
    if row["jalur"] == "perlu_klasifikasi":
        assert len(row["saran"].split()) <= 3


@pytest.mark.parametrize("row", table("menu_opd"), ids=lambda row: row["kelompok"])
def test_every_activity_that_the_budget_of_the_kota_is_asked_for_has_an_office(row):
    assert OFFICES[row["tujuan"]] == row["kewenangan"]


@pytest.fixture(scope="module")
def ways() -> dict[str, dict]:
    """Code of a matter outside the menu -> what the rules make of the longest phrase that means it."""
    phrases = {
        row["kode"]: max((one["frasa"].rstrip("*") for one in table("kata") if one["kode"] == row["kode"]), key=len)
        for row in table("luar_menu")
    }
    wanted = dict.fromkeys(("kegiatan", "jalur", "rujukan", "saran", "kewenangan", "tujuan"))
    examples = [Contoh(kode, ({"usulan": text, "biaya": 5_000_000},), (wanted,)) for kode, text in phrases.items()]
    return {one.contoh.kalimat: dict(one.didapat[0]) for one in tried(open_cycle(YEAR, PACKAGED, 0), examples)}


@pytest.mark.parametrize("row", table("luar_menu"), ids=lambda row: row["kode"])
def test_every_matter_takes_its_way_with_somebody_to_ask(ways, row):
    passed_on = row["jalur"] == "kecamatan_opd"
    assert ways[row["kode"]] == {
        "kegiatan": row["kode"],
        "jalur": row["jalur"],
        "rujukan": row["rujukan"],
        "saran": row["saran"].split() or "",
        "kewenangan": row["kewenangan"] if passed_on else "",
        "tujuan": row["tujuan"] if passed_on else "",
    }


@pytest.mark.parametrize(
    ("masalah", "saran"),
    [
        ("Selokan mampet dan lampu jalan mati", ["A1.8", "A1.2"]),  # the longer phrase first
        ("Air rob masuk gang", ["A1.2", "A2.1", "B6.2"]),  # what the matter itself suggests
        ("Posyandu, saluran, jalan gang, dan pelatihan menjahit", ["B2.1", "A3.2", "A1.2"]),  # three at most
        ("Warga mengeluh", ""),
    ],
)
def test_words_that_say_nothing_are_left_to_the_panitia_with_what_the_problem_points_to(masalah, saran):
    given = {"usulan": "Mohon dibantu", "masalah": masalah, "biaya": 5_000_000}
    assert outcome(PACKAGED, given, "jalur", "aturan_jalur", "kegiatan", "saran") == (
        "perlu_klasifikasi", "J-JENIS", "", saran,
    )  # fmt: skip


POS_KAMLING = {"usulan": "Pos kamling", "biaya": 20_000_000}
SECTION = '[{name}]\n{key}\ndasar = "Keputusan percobaan"\nstatus = "asumsi"\n\n[jadwal]'


def test_a_kota_may_put_the_pos_kamling_under_sarpras_while_its_kind_stays(tmp_path):
    own = SECTION.format(name="menu", key='program = { "B5.1" = "sarpras" }')
    assert outcome(tmp_path, POS_KAMLING, "program", "jenis", "subkegiatan") == (
        "pemberdayaan", "konstruksi", "7.01.03.2.02.0003",
    )  # fmt: skip
    assert outcome(ruled(tmp_path, {"[jadwal]": own}), POS_KAMLING, "program", "jenis", "subkegiatan") == (
        "sarpras", "konstruksi", "7.01.03.2.02.0002",
    )  # fmt: skip


def test_what_is_put_under_sarpras_counts_towards_the_physical_share(tmp_path):
    own = SECTION.format(name="menu", key='program = { "B5.1" = "sarpras" }')
    dear = POS_KAMLING | {"biaya": 700_000_001}
    assert outcome(tmp_path, dear, "aturan_jalur") == ("J-DANA",)
    assert outcome(ruled(tmp_path, {"[jadwal]": own}), dear, "aturan_jalur") == ("J-FISIK",)


@pytest.mark.parametrize("program", ['{ "B5" = "sarpras" }', '{ "B5.1" = "fisik" }'])
def test_an_unknown_code_or_programme_is_refused(tmp_path, program):
    own = SECTION.format(name="menu", key=f"program = {program}")
    with pytest.raises(RulePackError, match=r"\[menu\] program B5"):
        pack_of(open_cycle(YEAR, ruled(tmp_path, {"[jadwal]": own}), 0))


@pytest.mark.parametrize(
    ("way", "aturan", "pelaksana"),
    [
        ("swakelola_tipe_i", "P-NONFISIK-I", ""),
        ("swakelola_tipe_iii", "P-NONFISIK-III", ""),
        ("swakelola_tipe_iv", "P-NONFISIK", "pokmas"),
    ],
)
def test_the_kota_says_how_training_is_carried_out(tmp_path, way, aturan, pelaksana):
    own = SECTION.format(name="swakelola", key=f'nonfisik = "{way}"')
    given = {"usulan": "Pelatihan menjahit", "biaya": 900_000_000}
    folder = ruled(tmp_path, {"[jadwal]": own})
    assert outcome(folder, given, "metode", "aturan", "pelaksana", "batas") == (way, aturan, pelaksana, "")


def test_a_kota_without_a_limit_leaves_construction_to_the_community(tmp_path):
    folder = ruled(tmp_path, {"nilai = 100_000_000": "ada = false"})
    assert outcome(folder, {"usulan": "Paving gang", "biaya": 450_000_000}, "metode", "aturan", "batas") == (
        "swakelola_tipe_iv", "P-KONSTRUKSI-0", "",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"nilai = 100_000_000\n": ""}, "kunci nilai belum ada"),
        ({"nilai = 100_000_000": "nilai = 1\nada = false"}, "tidak dipakai"),
    ],
)
def test_a_limit_forgotten_is_not_taken_for_no_limit(tmp_path, changes, told):
    with pytest.raises(RulePackError, match=rf"\[pihak_ketiga\] .*{told}"):
        pack_of(open_cycle(YEAR, ruled(tmp_path, changes, LOCAL), 0))


def test_goods_in_the_catalogue_are_bought_there_whatever_they_cost():
    example = Contoh("APAR.", ({"usulan": "APAR", "biaya": 250_000_000},), ({"metode": "", "aturan": "", "batas": ""},))
    listed = pa.table({"kode": ["A1.6"], "barang": ["APAR"], "dasar": ["Katalog percobaan"], "status": ["asumsi"]})
    cycle = open_cycle(YEAR, PACKAGED, 0)
    found = [tried(cycle, [example], own)[0].didapat[0] for own in ({}, {"katalog": listed})]
    assert found == [
        {"metode": "tender", "aturan": "P-BARANG-2", "batas": 200_000_000},
        {"metode": "e_purchasing", "aturan": "P-BARANG-0", "batas": ""},
    ]
