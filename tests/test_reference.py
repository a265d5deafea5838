"""The reference data that ships: every file loads, and holds together (what a loader alone would not see)."""

import csv
import re
from collections import Counter, defaultdict
from functools import cache

import pandas as pd
import pytest

from flows.cycle import PACKAGED
from flows.intake.headers import normalise
from schemas.reference import FILES, OFFICE_ONLY
from schemas.submission import TEXT_COLUMNS

FOLDER = PACKAGED / "reference"
SHIPPED = [name for name in FILES if name not in OFFICE_ONLY]

# domain.md 2.2, in its order; `lainnya` is last of its group.
MENU = {
    "A1": ["air minum", "drainase", "sampah", "sumur resapan", "air limbah", "pemadam api", "pompa kebakaran"]
    + ["penerangan", "lainnya"],
    "A2": ["jalan pemukiman", "jalan poros", "lainnya"],
    "A3": ["mck", "posyandu", "lainnya"],
    "A4": ["taman bacaan", "bangunan paud", "wahana permainan", "lainnya"],
    "B1": ["perilaku hidup bersih", "keluarga berencana", "kader kesehatan", "lainnya"],
    "B2": ["pelatihan kerja", "kursus seni budaya", "lainnya"],
    "B3": ["pelatihan usaha", "lainnya"],
    "B4": ["pembinaan lembaga kemasyarakatan", "lainnya"],
    "B5": ["pos keamanan", "tenaga keamanan", "lainnya"],
    "B6": ["informasi bencana", "kesiapsiagaan", "sukarelawan", "proteksi kebakaran", "lainnya"],
}
PROGRAMME = {"A": "sarpras", "B": "pemberdayaan"}


@cache
def table(name: str) -> list[dict[str, str]]:
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


def column(name: str, key: str) -> list[str]:
    return [row[key] for row in table(name)]


@pytest.mark.parametrize("name", SHIPPED)
def test_every_shipped_file_holds_what_its_model_asks(name):
    frame = pd.read_csv(FOLDER / f"{name}.csv", dtype=str, keep_default_na=False)
    FILES[name].validate(frame)


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.csv")), ids=lambda path: path.name)
def test_every_shipped_file_is_plain_utf_8_with_as_many_cells_as_headers_in_every_row(path):
    data = path.read_bytes()
    assert not data.startswith(b"\xef\xbb\xbf")
    assert b"\r" not in data
    rows = list(csv.reader(data.decode("utf-8").splitlines(), strict=True))
    assert {len(row) for row in rows} == {len(rows[0])}
    assert [row for row in rows if any(cell != cell.strip() for cell in row)] == []


def test_the_readme_tells_of_every_file():
    told = (FOLDER / "README.md").read_text(encoding="utf-8")
    assert [path.name for path in sorted(FOLDER.glob("*.csv")) if path.name not in told] == []


def test_every_file_has_a_model():
    assert {path.stem for path in FOLDER.glob("*.csv")} - set(FILES) == set()


# Places


def test_there_are_27_kelurahan_in_4_kecamatan():
    assert len(table("kelurahan")) == 27
    assert Counter(row["kecamatan_kode"] for row in table("kelurahan")).keys() == {f"33.75.0{n}" for n in (1, 2, 3, 4)}


def test_a_kelurahan_lies_in_the_kecamatan_of_its_code():
    assert [r for r in table("kelurahan") if not r["kode"].startswith(f"{r['kecamatan_kode']}.")] == []
    names = defaultdict(set)
    for row in table("kelurahan"):
        names[row["kecamatan_kode"]].add(row["kecamatan"])
    assert {kode: len(found) for kode, found in names.items() if len(found) != 1} == {}


def test_no_short_name_of_a_kelurahan_means_something_else():
    other = {normalise(alias).upper() for alias in column("lembaga", "alias")} | {"RT", "RW", "KEL", "KEC"}
    assert set(column("kelurahan", "singkatan")) & other == set()


def test_an_alias_names_one_kelurahan_and_no_other_ones_name():
    shown = {normalise(row["nama"]): row["kode"] for row in table("kelurahan")}
    bodies = {normalise(alias) for alias in column("lembaga", "alias")}
    for row in table("alias_kelurahan"):
        assert shown.get(normalise(row["alias"]), row["kode"]) == row["kode"]
        assert row["jenis"] == "ejaan" or normalise(row["alias"]) not in shown
        assert normalise(row["alias"]) not in bodies


# The menu


def test_menu_codes_number_the_items_of_permendagri_130_2018_in_their_order():
    expected = [f"{group}.{n}" for group, items in MENU.items() for n in range(1, len(items) + 1)]
    assert column("menu", "kode") == expected
    words = [word for items in MENU.values() for word in items]
    assert [
        (row["kode"], word) for row, word in zip(table("menu"), words, strict=True) if word not in row["nama"].lower()
    ] == []


def test_the_last_item_of_a_group_is_what_the_musyawarah_adds():
    last = {group: f"{group}.{len(items)}" for group, items in MENU.items()}
    assert {row["kode"] for row in table("menu") if row["musyawarah"] == "ya"} == set(last.values())


def test_the_letter_of_a_menu_code_is_its_programme():
    for row in table("menu"):
        assert row["kelompok"] == row["kode"].partition(".")[0]
        assert row["program"] == PROGRAMME[row["kode"][0]]


# What is not on the menu, and who is asked instead


def test_every_word_means_a_code_of_the_menu_or_of_the_list_beside_it():
    assert set(column("kata", "kode")) - set(column("menu", "kode")) - set(column("luar_menu", "kode")) == set()


def test_every_code_can_be_reached_by_some_word():
    codes = set(column("menu", "kode")) | set(column("luar_menu", "kode"))
    assert codes - set(column("kata", "kode")) == set()


def test_a_phrase_is_written_as_texts_are_compared():
    bad = [phrase for phrase in column("kata", "frasa") if not re.fullmatch(r"[a-z]+(?: [a-z]+)*\*?", phrase)]
    assert bad == []
    assert [word for word in column("kata_tempat", "kata") if not re.fullmatch(r"[a-z]+(?: [a-z]+)*", word)] == []


def test_what_goes_up_names_an_office_of_the_list_with_its_level():
    offices = {row["id"]: row["kewenangan"] for row in table("opd")}
    up = [row for row in table("luar_menu") if row["jalur"] == "kecamatan_opd"]
    assert [row["kode"] for row in up if row["tujuan"] not in offices or not row["kewenangan"]] == []
    assert {row["tujuan"] for row in table("menu_opd")} - offices.keys() == set()
    assert {row["tujuan"] for row in table("sumber_dana") if row["tujuan"]} - offices.keys() == set()


def test_every_menu_group_and_every_doubtful_code_has_an_office_for_those_who_ask_another_source():
    known = set(column("menu_opd", "kelompok"))
    doubtful = {row["kode"] for row in table("luar_menu") if row["jalur"] == "perlu_klasifikasi"}
    assert set(MENU) - known == set()
    assert "X" in known or doubtful <= known
    codes = set(column("menu", "kode")) | set(column("luar_menu", "kode")) | set(MENU) | {"X"}
    assert known - codes == set()


def test_whoever_cannot_be_helped_here_is_told_where_to_ask_politely():
    assert [row["kode"] for row in table("luar_menu") if len(row["rujukan"]) < 20] == []
    hard = re.compile(r"\b(?:ditolak|tidak layak|salah|melanggar|dilarang)\b", re.IGNORECASE)
    assert [row["kode"] for row in table("luar_menu") if hard.search(row["rujukan"] + row["alasan"])] == []


def test_suggestions_are_at_most_three_codes_of_the_menu():
    menu = set(column("menu", "kode"))
    for row in table("luar_menu"):
        saran = row["saran"].split()
        assert len(saran) <= 3
        assert set(saran) <= menu
        assert not saran or row["jalur"] == "perlu_klasifikasi"


# Words in cells


@pytest.mark.parametrize(
    ("name", "meaning"),
    [
        ("satuan", "satuan"),
        ("lembaga", "lembaga"),
        ("status_lahan", "status"),
        ("sumber_dana", "sumber"),
        ("alias_kolom", "kolom"),
        ("alias_kelurahan", "kode"),
    ],
)
def test_no_alias_means_two_things_as_aliases_are_compared(name, meaning):
    means = defaultdict(set)
    for row in table(name):
        means[normalise(row["alias"].replace("²", "2").replace("³", "3"))].add(row[meaning])
    assert {alias: found for alias, found in means.items() if len(found) > 1} == {}
    assert "" not in means


@pytest.mark.parametrize(
    ("name", "meaning"), [("satuan", "satuan"), ("lembaga", "lembaga"), ("status_lahan", "status")]
)
def test_every_canonical_word_is_an_alias_of_itself(name, meaning):
    known = {normalise(row["alias"]): row[meaning] for row in table(name)}
    assert {word for word in column(name, meaning) if known.get(normalise(word)) != word} == set()


def test_header_aliases_mean_columns_that_exist():
    assert set(column("alias_kolom", "kolom")) - set(TEXT_COLUMNS) == set()


def test_no_header_alias_is_tahun_kegiatan_or_a_column_of_its_own():
    aliases = {normalise(row["alias"]): row["kolom"] for row in table("alias_kolom")}
    assert "tahunkegiatan" not in aliases
    assert {name: aliases[normalise(name)] for name in TEXT_COLUMNS if aliases.get(normalise(name), name) != name} == {}


def test_prices_are_of_menu_codes_in_known_units_and_lie_between_their_bounds():
    units = set(column("satuan", "satuan"))
    menu = set(column("menu", "kode"))
    for row in table("harga"):
        assert row["kode"] in menu
        assert row["satuan"] in units
        assert int(row["rendah"]) <= int(row["harga"]) <= int(row["tinggi"])


# The register and the roster are made up, for the sample alone


def test_no_register_and_no_ceiling_of_an_office_is_shipped_as_reference():
    assert [name for name in OFFICE_ONLY if (FOLDER / f"{name}.csv").exists()] == []
    assert not (FOLDER / "faskel.csv").exists()
    assert "made up" in (PACKAGED / "sample" / "README.md").read_text(encoding="utf-8").lower()
