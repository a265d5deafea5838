"""The pack to copy for another kota: refused with each place that is not filled in, loaded once it is."""

import re
import tomllib

import pytest

from flows.cycle import PACKAGED, kota_of, years
from flows.errors import RulePackError
from flows.rules.models import REPEATED, SECTIONS
from flows.rules.pack import load_pack
from flows.stipulations import stipulations
from reports.render import documents
from tests.builders import NATIONAL, of_year, rule_text

TEMPLATE = PACKAGED / "rules" / "contoh" / "paket.toml"
YEAR, KOTA = 2029, "33.76"


def load(text: str):
    return load_pack(text, rule_text(NATIONAL), tahun=YEAR, kota=KOTA, files=("paket.toml", NATIONAL))


def filled(text: str) -> str:
    """Year, kota, dates, amounts and every basis written in."""
    text = text.replace("tahun = 0 ", f"tahun = {YEAR} ").replace('kota = "" ', f'kota = "{KOTA}" ')
    text = (
        text.replace("2000-01-01T", "2027-12-31T")
        .replace("2000-01-31", "2028-01-31")
        .replace("2000-03-01", "2029-03-01")
    )
    text = re.sub(r"^(#?(?:nilai|dak)) = 0\b", r"\1 = 100_000_000", text, flags=re.MULTILINE)
    text = text.replace("pendapatan = 0", "pendapatan = 900_000_000")
    return text.replace('dasar = ""', 'dasar = "Keputusan Wali Kota percobaan"')


def opened(text: str) -> str:
    """Every optional section without the sign before it."""
    return re.sub(r"^#(\[|[a-z_]+ = )", r"\1", text, flags=re.MULTILINE)


def test_what_is_not_filled_in_is_refused_with_section_and_key():
    with pytest.raises(RulePackError) as refused:
        load(TEMPLATE.read_text(encoding="utf-8"))
    told = [re.sub(r"paket\.toml \[(\w+)\] (\w+) \(baris \d+\): .*", r"\1 \2", one) for one in refused.value.faults]
    assert sorted(told) == [
        "inovasi dasar", "jadwal batas_masuk", "jadwal musrenbang_kelurahan", "jadwal tanggal_pengadaan",
        "pagu dasar", "pagu nilai", "paket kota", "pihak_ketiga dasar",
    ]  # fmt: skip


def test_it_loads_once_it_is_filled_in():
    pack = load(filled(TEMPLATE.read_text(encoding="utf-8")))
    assert (pack.paket.tahun, pack.paket.kota, pack.pihak_ketiga.ada) == (YEAR, KOTA, False)
    assert "Tidak ada batas pihak ketiga" in " ".join(one.kalimat for one in stipulations(pack))


def test_every_optional_section_stands_in_it_and_loads():
    text = opened(filled(TEMPLATE.read_text(encoding="utf-8")))
    text = text.replace('tahap = "indikatif"          #', 'tahap = "apbd" #')
    assert tomllib.loads(text).keys() == SECTIONS.keys() | REPEATED.keys()
    told = {one.bagian for one in stipulations(load(text))}
    assert (SECTIONS.keys() | REPEATED.keys()) - {"paket"} <= told


def test_it_is_neither_a_kota_nor_a_year():
    assert kota_of(None) == "33.75"
    assert years(None, "33.75") == [2019, 2020, 2028]
    assert years(None, "contoh") == []


def test_the_names_of_the_codes_are_the_same_in_the_rules_and_on_the_papers_to_sign():
    codes = tomllib.loads(rule_text(NATIONAL))["kode"]
    assert documents()["ba_musyawarah"]["subkegiatan"] == {one["kode"]: one["uraian"] for one in codes}


@pytest.mark.parametrize(
    ("tahun", "codes"),
    [
        (2020, []),
        (2021, ["7.01.03.2.02.02", "7.01.03.2.02.03"]),
        (2023, ["7.01.03.2.02.02", "7.01.03.2.02.03"]),
        (2024, ["7.01.03.2.02.0002", "7.01.03.2.02.0003"]),
        (2028, ["7.01.03.2.02.0002", "7.01.03.2.02.0003"]),
    ],
)
def test_the_codes_of_the_budget_are_those_of_the_plan_year(tahun, codes):
    text = rule_text("33.75/2028.toml", of_year(tahun))
    pack = load_pack(text, rule_text(NATIONAL), tahun=tahun, kota="33.75", files=("x.toml", NATIONAL))
    assert [one.kode for one in pack.kode] == codes
