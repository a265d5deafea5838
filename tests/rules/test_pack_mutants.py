"""Every key of every packaged pack, spoilt as people spoil it: one sentence each, with its address."""

import re
import tomllib
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import pytest

from flows.errors import RulePackError
from flows.rules.models import MODELS, OPTIONAL, form_of
from flows.rules.pack import MINIMUM, NEEDED, load_pack
from tests import options
from tests.builders import LOCAL, NATIONAL, YEAR, rule_text

ASKED = {*NEEDED, MINIMUM}
# The packaged packs, and one with every further section.
PACKS = {
    **{f"33.75/{year}.toml": rule_text(f"33.75/{year}.toml") for year in (2019, 2020, 2028)},
    "33.75/2028.toml whole": rule_text(LOCAL, options.every_option(200_000_000)),
}
# Words that no sentence of ours has: those of parsers, of pydantic and of Python.
ENGLISH = re.compile(
    r"\b(?:expected|invalid|unclosed|illegal|cannot|overwrite|declare|input|should|valid|line|column|none|traceback|"
    r"error|type|dict|list|int|str|bool|missing|unexpected|keyword|argument|value|at end of|character|twice)\b",
    re.IGNORECASE,
)
# The numbers of national law that a pack asks for, and no others, so that each trial is quick.
ENTRIES = rule_text(NATIONAL).partition("[[kode]]\n")[0].split("\n[[angka]]\n")[1:]
LAW = "".join(f"[[angka]]\n{one}\n" for one in ENTRIES if any(f'id = "{name}"' in one for name in ASKED))
KEYS = [
    (pack, name, turn, key)
    for pack, text in PACKS.items()
    for name, section in tomllib.loads(text).items()
    for turn, entry in enumerate(section if isinstance(section, list) else [section])
    for key in entry
]


def faults(text: str, pack: str = LOCAL, national: str | None = None) -> list[str]:
    """What a pack is told; its year and kota are those of its name."""
    file = pack.split()[0]
    year = int(Path(file).stem)
    try:
        load_pack(text, national or LAW, tahun=year, kota="33.75", files=(file, NATIONAL))
    except RulePackError as error:
        assert error.exit_code == 10
        return list(error.faults)
    return []


def line_of(text: str, name: str, turn: int, key: str) -> int:
    """The place of a key in the lines of a pack."""
    lines = text.split("\n")
    heads = [at for at, line in enumerate(lines) if line.split("#")[0].strip() in (f"[{name}]", f"[[{name}]]")]
    return next(at for at in range(heads[turn], len(lines)) if re.match(rf"{key}\s*=", lines[at]))


def with_line(text: str, at: int, *new: str) -> str:
    lines = text.split("\n")
    return "\n".join([*lines[:at], *new, *lines[at + 1 :]])


def must_be_one(found: list[str], file: str, name: str, *told: str) -> None:
    """One sentence, with file and section and what else must stand in it, and without a parser's words."""
    assert len(found) == 1, found
    for part in (f"{file.split()[0]} ", name, *told):
        assert part in found[0], (part, found[0])
    assert not ENGLISH.search(re.sub(r"«.*?»|Tulis[a-z ]*: .*|\"[^\"]*\"", "", found[0])), found[0]


SPELLINGS: dict[type, list[str]] = {
    int: [
        *(
            '"{}"',
            "Rp{}",
            "{},5",
            "{}%",
            "{},-",
            '"Rp {}"',
            "{}.5",
            "{} juta",
            "{};",
            "tujuh puluh",
            "true",
            "",
            "[{}]",
        ),
        "-{}",
    ],
    str: ["“{}”", '"{}', '{}"', "{}", '""', '"  "', "7", "true", "", "‘{}’", '["{}"]', '"ISI"', '"{}";'],
    bool: ["True", "FALSE", '"true"', "ya", "tidak", "1", "benar", ""],
    date: [
        *('"{}"', "1 Maret 2028", "01/03/2028", "1-3-2028", "01.03.2028", "{}T08:00:00", "2028-02-30", "2028", ""),
        *("{};", '"1 Mei 2027"'),
    ],
    datetime: [
        *('"{}"', "31 Desember 2026", "31/12/2026 23:59", "2026-12-31", "{}+07:00", "2026-12-31T25:00:00", "2026", ""),
    ],
    list: [
        *('"biaya asc"', '["biaya asc"; "id_usulan asc"]', '["biaya asc", "id_usulan asc"', "[“biaya asc”]", "[1]"),
        *('["biaya"]', '["id_usulan asc", "biaya asc"]', '["harga asc"]', ""),
    ],
    dict: [
        *("[1]", "5", '"x"', "{ urgensi: 2 }", "{ urgensi = 2; swadaya = 1 }", "{ urgensi = 2", "{ kecantikan = 2 }"),
        *("{\n urgensi = 2\n}", ""),
    ],
}


def spelt(name: str, key: str, raw: str) -> Iterator[str]:
    """What a person might write in the place of the value."""
    form = form_of(name, key)
    plain = raw.strip('"').replace("_", "")
    for pattern in SPELLINGS[form.kind]:
        yield pattern.replace("{}", plain)
    if form.choices:
        yield '"lain"'
        yield f'"{plain.upper()}"'


@pytest.mark.parametrize(("pack", "name", "turn", "key"), KEYS, ids=lambda value: str(value).replace("/", "-"))
def test_a_key_that_is_spoilt_is_told_once_with_its_address(pack, name, turn, key):
    text = PACKS[pack]
    at = line_of(text, name, turn, key)
    line = text.split("\n")[at]
    raw = line.partition("=")[2].strip()
    for value in spelt(name, key, raw):
        if value == "-0":
            continue
        spoilt = with_line(text, at, *f"{key} = {value}".split("\n"))
        found = faults(spoilt, pack)
        if not found and _is_harmless(name, key, value, raw):
            continue
        must_be_one(found, pack, name, key, f"(baris {at + 1})")
    for spoilt in (line.replace("=", ":", 1), line.replace(" = ", " ", 1), line.replace("=", "==", 1), f"\u00a0{line}",
                   line.replace(" = ", " =\u00a0", 1), f"{key} ="):  # fmt: skip
        must_be_one(faults(with_line(text, at, spoilt), pack), pack, name, key, f"(baris {at + 1})")
    must_be_one(faults(with_line(text, at, line, line), pack), pack, name, key, f"(baris {at + 1})", f"baris {at + 2}")


def _is_harmless(name: str, key: str, value: str, raw: str) -> bool:
    """Some spellings of a text are a text, and say something else."""
    free = form_of(name, key).kind is str and not form_of(name, key).choices
    return free or value == raw or (form_of(name, key).kind in (list, dict) and "biaya asc" in value)


@pytest.mark.parametrize(("pack", "name", "turn", "key"), KEYS, ids=lambda value: str(value).replace("/", "-"))
def test_a_key_that_is_gone_or_renamed_is_told_once(pack, name, turn, key):
    text = PACKS[pack]
    at = line_of(text, name, turn, key)
    line = text.split("\n")[at]
    gone = faults(with_line(text, at), pack)
    assert len(gone) <= 1, gone
    if gone:
        must_be_one(gone, pack, name, key)
    for renamed in (f"{key}x", key.upper(), f"x{key[1:]}"):
        must_be_one(
            faults(with_line(text, at, line.replace(key, renamed, 1)), pack), pack, name, renamed, "tidak dikenal"
        )
    must_be_one(faults(with_line(text, at, line, "catatan = 1"), pack), pack, name, "catatan", f"(baris {at + 2})")


SECTIONS = sorted({(pack, name) for pack, name, _, _ in KEYS})


@pytest.mark.parametrize(("pack", "name"), SECTIONS, ids=lambda value: str(value).replace("/", "-"))
def test_the_name_of_a_section_that_is_spoilt_is_told_once(pack, name):
    text = PACKS[pack]
    brackets = ("[[", "]]") if f"[[{name}]]" in text else ("[", "]")
    header = f"{brackets[0]}{name}{brackets[1]}"
    at = text.split("\n").index(header)
    for spoilt in (header[:-1], f"({name})", f"{brackets[0]}{name.replace('_', ' ')} {name[0]}{brackets[1]}", name):
        must_be_one(faults(with_line(text, at, spoilt), pack), pack, "", f"(baris {at + 1})")
    for renamed in (f"{name}x", name.capitalize(), f"{name[0]}{name}"):
        found = faults(with_line(text, at, header.replace(name, renamed)), pack)
        if name not in ("sumber", "pagu_sebelumnya"):
            must_be_one(found, pack, renamed, "tidak dikenal")
    if brackets[0] == "[":
        must_be_one(faults(text + f"\n{header}\nx = 1\n", pack), pack, name, f"(baris {at + 1})")


def test_every_kind_of_value_and_every_section_is_spoilt_here():
    assert {form_of(name, key).kind for _, name, _, key in KEYS} == set(SPELLINGS)
    assert {name for _, name, _, _ in KEYS} >= (MODELS.keys() - {"angka", "kode", "ketentuan", "swakelola", "menu"})
    assert OPTIONAL - {name for _, name, _, _ in KEYS} == {"swakelola", "menu"}


# Exactly this value, as it is written


WRITTEN = {
    ("pagu", "nilai"): {
        "Rp1.000.000.000": "1_000_000_000", "Rp. 1.000.000.000,-": "1_000_000_000", "1.250.000.000": "1_250_000_000",
        '"1.000.000.000"': "1_000_000_000", "1,5 miliar": "1_500_000_000", '"350 juta"': "350_000_000",
        "1000000000,00": "1_000_000_000", "1e9": "1_000_000_000", "1,000,000,000": "1_000_000_000",
        "1 000 000 000": "1_000_000_000",
    },
    ("fisik", "maks_persen"): {"70%": "70", '"70 %"': "70", "65 persen": "65", "70,0": "70", "70;": "70"},
    ("jadwal", "tanggal_pengadaan"): {
        "1 Maret 2028": "2028-03-01", "01/03/2028": "2028-03-01", '"15 Agustus 2028"': "2028-08-15",
        "1-3-28": "2028-03-01", "2028/03/01": "2028-03-01", "Rabu, 1 Maret 2028": "2028-03-01",
    },
    ("jadwal", "batas_masuk"): {
        "31 Desember 2026": "2026-12-31T23:59:59", "31/12/2026 21.00": "2026-12-31T21:00:00",
        '"31 Desember 2026 pukul 21.00 WIB"': "2026-12-31T21:00:00", "2026-12-31": "2026-12-31T23:59:59",
        "2026-12-31T23:59:59Z": "2026-12-31T23:59:59",
    },
    ("jadwal", "zona"): {'"WIB"': '"Asia/Jakarta"', '"WITA"': '"Asia/Makassar"'},
    ("prioritas", "lompati"): {"True": "true", "Tidak": "false", '"ya"': "true", "0": "false"},
    ("prioritas", "jenuh"): {
        "{ penerima_manfaat = 400; prioritas = 4 }": "{ penerima_manfaat = 400, prioritas = 4 }",
        "{ penerima_manfaat: 500, prioritas: 5 }": "{ penerima_manfaat = 500, prioritas = 5 }",
        "{\n  penerima_manfaat = 500,\n  prioritas = 5\n}": "{ penerima_manfaat = 500, prioritas = 5 }",
    },
    ("prioritas", "seri"): {
        '["biaya asc"; "id_usulan asc"]': '["biaya asc", "id_usulan asc"]',
        "[“biaya asc”, “id_usulan asc”]": '["biaya asc", "id_usulan asc"]',
        '["biaya asc", "id_usulan asc"': '["biaya asc", "id_usulan asc"]',
    },
    ("pagu", "status"): {"asumsi": '"asumsi"', '"Pernyataan Pers"': '"pernyataan_pers"', "“asumsi”": '"asumsi"'},
    ("pagu", "dasar"): {
        "“Perwal 5/2027”": '"Perwal 5/2027"', "Perwal 5/2027": '"Perwal 5/2027"', '"Perwal 5/2027': '"Perwal 5/2027"',
        '"SK "Wali Kota""': "\"SK 'Wali Kota\"",
    },
    ("paket", "kota"): {"33.75": '"33.75"', "‘33.75’": '"33.75"'},
}  # fmt: skip


@pytest.mark.parametrize(
    ("place", "value", "right"),
    [(place, value, right) for place, told in WRITTEN.items() for value, right in told.items()],
    ids=str,
)
def test_a_value_is_shown_as_it_is_written(place, value, right):
    name, key = place
    text = PACKS[LOCAL]
    spoilt = with_line(text, line_of(text, name, 0, key), f"{key} = {value}")
    (found,) = faults(spoilt)
    assert found.endswith(f"Tulis: {key} = {right}"), found


# Dates that do not fit the year, and what a template left


@pytest.mark.parametrize("key", ["batas_masuk", "musrenbang_kelurahan", "tanggal_pengadaan"])
@pytest.mark.parametrize("years", [-2, -1, 1, 2])
@pytest.mark.parametrize("pack", ["33.75/2019.toml", "33.75/2020.toml", LOCAL])
def test_a_date_of_another_year_s_pack_is_told_with_one_that_fits(pack, key, years):
    text = PACKS[pack]
    at = line_of(text, "jadwal", 0, key)
    value = text.split("\n")[at].partition("= ")[2]
    moved = f"{int(value[:4]) + years}{value[4:]}"
    found = faults(with_line(text, at, f"{key} = {moved}"), pack)
    must_be_one(found, pack, "[jadwal]", key, moved, f"(baris {at + 1})", f"Tulis seperti: {key} = {value[:4]}")


@pytest.mark.parametrize("years", [-8, -1, 1, 2])
def test_a_pack_copied_from_another_year_is_told_its_three_dates(years):
    text = PACKS[LOCAL].replace("tahun = 2028", f"tahun = {YEAR + years}")
    found = faults(text, f"33.75/{YEAR + years}.toml")
    assert [one.split()[2] for one in found] == ["batas_masuk", "musrenbang_kelurahan", "tanggal_pengadaan"]


def test_a_deadline_behind_the_meeting_is_told():
    (found,) = faults(PACKS[LOCAL].replace("2026-12-31T23:59:59", "2027-03-31T23:59:59"))
    assert "jatuh sesudah musrenbang_kelurahan 2027-01-31" in found


@pytest.mark.parametrize(
    ("old", "new", "place"),
    [
        ("nilai = 1_000_000_000", "nilai = 0", "[pagu] nilai"),
        ("nilai = 100_000_000", "nilai = 0", "[pihak_ketiga] nilai"),
        ("batas_masuk = 2026", "batas_masuk = 2000", "[jadwal] batas_masuk"),
        ("tanggal_pengadaan = 2028", "tanggal_pengadaan = 2000", "[jadwal] tanggal_pengadaan"),
        ('dasar = "Ketentuan dana kelurahan Kota Pekalongan 2019 (berita)"', 'dasar = "ISI"', "[fisik] dasar"),
        ('dasar = "Ketentuan dana kelurahan Kota Pekalongan 2019 (berita)"', 'dasar = "isi di sini"', "[fisik] dasar"),
        ('dasar = "Ketentuan dana kelurahan Kota Pekalongan 2019 (berita)"', 'dasar = "..."', "[fisik] dasar"),
        ("tahun = 2028", "tahun = 0", "[paket] tahun"),
        ('kota = "33.75"', 'kota = "ISI"', "[paket] kota"),
    ],
)
def test_what_a_template_left_is_told(old, new, place):
    assert old in PACKS[LOCAL]
    must_be_one(faults(PACKS[LOCAL].replace(old, new, 1)), LOCAL, place, "(baris ")


def test_every_line_that_is_no_toml_is_told_at_once_in_both_files():
    text = (
        PACKS[LOCAL]
        .replace("= 1_000_000_000", "= Rp1.000.000.000")
        .replace("= 70", "= 70%")
        .replace("= true", "= True")
    )
    found = faults(text, LOCAL, rule_text(NATIONAL).replace("berlaku = 2018-07-01", "berlaku = 1 Juli 2018", 1))
    assert [re.sub(r" \(baris.*", "", one) for one in found] == [
        f"{LOCAL} [pagu] nilai", f"{LOCAL} [fisik] maks_persen", f"{LOCAL} [prioritas] lompati",
        f"{NATIONAL} [[angka]] ke-1 berlaku",
    ]  # fmt: skip


@pytest.mark.parametrize("digits", [30, 5_000])
def test_a_number_beyond_all_budgets_is_told(digits):
    must_be_one(faults(PACKS[LOCAL].replace("1_000_000_000", "9" * digits)), LOCAL, "[pagu] nilai", "(baris 9)")


def test_the_packaged_files_of_the_national_law_have_no_faults():
    assert faults(PACKS[LOCAL], LOCAL, rule_text(NATIONAL)) == []
    assert [faults(text, pack) for pack, text in PACKS.items()] == [[]] * len(PACKS)
