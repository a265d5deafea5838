"""Rule packs: every shipped one loads, and every kind of fault is refused with its file, section and key."""

import csv
import io
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows import policy
from flows.cycle import PACKAGED, open_cycle
from flows.errors import RulePackError
from flows.rules.models import Pack
from flows.rules.pack import load_pack
from tests import options
from tests.builders import LOCAL, NATIONAL, YEAR, of_year, rule_text, ruled, run

PACKS = [path for path in sorted((PACKAGED / "rules").glob("*.*/*.toml")) if path.stem.isdecimal()]
NUMBER = """
[[angka]]
id = "{id}"
uraian = "Angka percobaan"
nilai = 5
berlaku = {berlaku}
{sampai}
dasar = "Peraturan percobaan Pasal 1"
status = "peraturan"
diperiksa = 2026-11-22
"""


def load(local: str | None = None, national: str | None = None, *, tahun: int = YEAR, kota: str = "33.75") -> Pack:
    texts = (
        rule_text(LOCAL) if local is None else local,
        rule_text(NATIONAL) if national is None else national,
    )
    return load_pack(*texts, tahun=tahun, kota=kota, files=(LOCAL, NATIONAL))


def faults(local: str | None = None, national: str | None = None, **whose) -> list[str]:
    """The faults of a pack, one a line, without the sentence above them."""
    with pytest.raises(RulePackError) as refused:
        load(local, national, **whose)
    assert refused.value.exit_code == 10
    return [line.strip() for line in str(refused.value).splitlines()[1:]]


def changed(old: str, new: str) -> str:
    return rule_text(LOCAL, {old: new})


def number(name: str = "contoh", berlaku: date = date(2018, 1, 1), sampai: date | None = None) -> str:
    return NUMBER.format(id=name, berlaku=berlaku, sampai=f"sampai = {sampai}" if sampai else "")


@pytest.mark.parametrize("path", PACKS, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_every_shipped_pack_loads(path):
    pack = load_pack(
        path.read_text(encoding="utf-8"),
        rule_text(NATIONAL),
        tahun=int(path.stem),
        kota=path.parent.name,
        files=(path.name, NATIONAL),
    )
    assert (pack.paket.tahun, pack.paket.kota) == (int(path.stem), path.parent.name)


def test_every_number_of_a_shipped_pack_has_a_basis_and_says_how_sure_it_is():
    pack = load()
    sections = [pack.pagu, pack.pihak_ketiga, pack.fisik, pack.inovasi, pack.prioritas, *pack.nasional]
    assert [one for one in sections if len(one.dasar) < 10] == []
    assert {one.status for one in sections} <= {"peraturan", "pernyataan_pers", "asumsi"}


# What is wrong in one place, and the address that the person gets: file, section, key.
ONE_FAULT = {
    "an unknown key": ("maks_persen = 70", "maks_persen = 70\nmaksimal = 60", "[fisik]", "maksimal"),
    "a missing basis": (
        'dasar = "Ketentuan dana kelurahan Kota Pekalongan 2019 (berita)"\n', "", "[fisik]", "dasar",
    ),
    "an empty basis": (
        'dasar = "Ketentuan dana kelurahan Kota Pekalongan 2019 (berita)"', 'dasar = " "', "[fisik]", "dasar",
    ),
    "a missing key": ("maks_persen = 70\n", "", "[fisik]", "maks_persen"),
    "an unknown section": ("[fisik]", "[fisika]", "[fisika]", "tidak dikenal"),
    "a missing section": ("[inovasi]\nminimal = 1", "[inovasi2]\nminimal = 1", "[inovasi]", "belum ada"),
    "a key outside any section": ("[paket]", "catatan = 1\n[paket]", "catatan", "tidak dikenal"),
    "a negative amount": ("nilai = 100_000_000", "nilai = -1", "[pihak_ketiga]", "nilai"),
    "a text for a number": ("nilai = 100_000_000", 'nilai = "seratus juta"', "[pihak_ketiga]", "nilai"),
    "a fraction for rupiah": ("nilai = 100_000_000", "nilai = 1e8", "[pihak_ketiga]", "nilai"),
    "a truth value for a number": ("minimal = 1", "minimal = true", "[inovasi]", "minimal"),
    "a number for a text": ('kota = "33.75"', "kota = 33.75", "[paket]", "kota"),
    "a number for a truth value": ("lompati = true", "lompati = 1", "[prioritas]", "lompati"),
    "a day for a moment": ("2026-12-31T23:59:59", "2026-12-31", "[jadwal]", "batas_masuk"),
    "a moment for a day": ("2027-01-31", "2027-01-31T08:00:00", "[jadwal]", "musrenbang_kelurahan"),
    "an unknown status": ('"asumsi"\n\n[inovasi]', '"kira"\n\n[inovasi]', "[fisik]", "status"),
    "an unknown stage of the ceiling": ('"indikatif"', '"final"', "[pagu]", "tahap"),
    "an unknown way with innovations": ('"catat"', '"wajib"', "[inovasi]", "cara"),
    "an unknown source of the scores": ('"verifikasi"', '"lurah"', "[prioritas]", "usg_dari"),
    "a share above 100 per cent": ("maks_persen = 70", "maks_persen = 101", "[fisik]", "maks_persen"),
    "a weight for what is not measured": ("urgensi = 2", "kecantikan = 2", "[prioritas]", "kecantikan"),
    "a weight that is no number": ("urgensi = 2", 'urgensi = "dua"', "[prioritas]", "urgensi"),
    "a negative weight": ("urgensi = 2", "urgensi = -2", "[prioritas]", "urgensi"),
    "a saturation of 0": ("manfaat = 500", "manfaat = 0", "[prioritas]", "penerima_manfaat"),
    "a weight without a saturation": ("{ penerima_manfaat = 500,", "{", "[prioritas]", "jenuh"),
    "an unknown direction": ('"turun"', '"mundur"', "[prioritas]", "arah"),
    "a direction that is no word": ('"turun"', "1", "[prioritas]", "arah"),
    "an unknown tie": ('"biaya asc"', '"tinggi asc"', "[prioritas]", "tinggi asc"),
    "a tie without direction": ('"biaya asc"', '"biaya"', "[prioritas]", "biaya"),
    "a tie that is no word": ('"biaya asc"', "7", "[prioritas]", "seri"),
    "a zone that does not exist": ("Asia/Jakarta", "Asia/Pekalongan", "[jadwal]", "zona"),
    "a section that is a value": ("[pihak_ketiga]", "[lain]", "[pihak_ketiga]", "belum ada"),
}  # fmt: skip


@pytest.mark.parametrize(("old", "new", "section", "key"), ONE_FAULT.values(), ids=ONE_FAULT.keys())
def test_a_fault_of_the_local_policy_is_refused_with_file_section_and_key(old, new, section, key):
    found = faults(changed(old, new))
    assert any(LOCAL in line and section in line and key in line for line in found), found


# Sections that only some packs have

FURTHER_FAULT = {
    "innovations first without a limit in rupiah": ({'"catat"': '"dahulukan"'}, "[inovasi]", "maks"),
    "two funds of one name": (
        options.sections(options.FUNDS[0], options.FUNDS[0], options.FUNDS[1]), "[[sumber]]", "dau tertulis dua kali",
    ),
    "a fund without an amount that is not the last": (
        options.sections(options.FUNDS[1].replace("apbd", "pad"), options.FUNDS[1]), "[[sumber]] pad",
        "nilai belum ada",
    ),
    "a last fund with an amount": (options.sections(options.FUNDS[0]), "[[sumber]] dau", "mengisi sisa pagu"),
    "funds above the ceiling": (
        options.sections(options.FUNDS[0].replace("50_", "1_000_"), options.FUNDS[0].replace("dau", "lain"),
                         options.FUNDS[1]), "[[sumber]]", "melebihi pagu",
    ),
    "an earlier ceiling that is not earlier": (
        options.sections(options.EARLIER), "[[pagu_sebelumnya]]", "tidak mendahului tahap indikatif",
    ),
    "two earlier ceilings of one stage": (
        options.STAGE | options.sections(options.EARLIER, options.EARLIER), "[[pagu_sebelumnya]]",
        "indikatif tertulis dua kali",
    ),
    "special funds above the revenue": (
        options.sections(options.BUDGET.replace("dak = 53", "dak = 854")), "[apbd]", "dak",
    ),
    "a share for each RW that is no whole number": (
        options.sections(options.SHARE.replace("= 1", "= 0.5")), "[pemerataan]", "minimal_per_rw",
    ),
    "a negative number of what goes up": (
        options.sections(options.UP.replace("= 1", "= -1")), "[teruskan]", "maksimal",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("changes", "section", "told"), FURTHER_FAULT.values(), ids=FURTHER_FAULT.keys())
def test_a_fault_between_further_sections_is_refused_with_file_section_and_key(changes, section, told):
    (found,) = faults(rule_text(LOCAL, changes))
    assert LOCAL in found
    assert section in found
    assert told in found


def test_a_pack_with_every_further_section_loads():
    pack = load(rule_text(LOCAL, options.every_option(200_000_000)))
    assert [one.id for one in pack.sumber] == ["dau", "apbd"]
    assert (pack.pagu.tahap, [one.tahap for one in pack.pagu_sebelumnya]) == ("ppas", ["indikatif"])
    assert (pack.inovasi.maks, pack.pemerataan.minimal_per_rw, pack.teruskan.maksimal) == (30_000_000, 1, 1)


def test_a_pack_that_gives_the_budget_needs_the_share_that_the_law_asks_for():
    national = rule_text(NATIONAL).replace('id = "minimal_apbd_persen"', 'id = "lain"')
    load(None, national)
    (found,) = faults(rule_text(LOCAL, options.sections(options.BUDGET)), national)
    assert "minimal_apbd_persen" in found


def test_weights_that_are_all_0_are_refused():
    zero = changed("prioritas = 4, penerima_manfaat = 3, swadaya = 1", "prioritas = 0")
    zero = zero.replace("urgensi = 2, keseriusan = 2, pertumbuhan = 1", "urgensi = 0")
    (found,) = faults(zero)
    assert found.startswith(f"{LOCAL} [prioritas] bobot (baris 31): jumlah bobot harus lebih dari nol.")


def test_a_pack_of_another_kota_or_another_year_is_refused():
    assert len(faults(kota="33.76")) == 1
    assert "33.75" in faults(kota="33.76")[0]
    assert len(faults(rule_text(LOCAL, of_year(2029)))) == 4  # its three dates are those of another year too
    assert "Tulis: tahun = 2029" in faults(tahun=2029)[0]


def test_a_file_that_is_no_toml_is_refused_by_name():
    assert any(line.startswith(f"{LOCAL} (baris 1): ") for line in faults("[pagu\nnilai = 1"))
    assert any(line.startswith(f"{NATIONAL} (baris 1): ") for line in faults(None, "[[angka]\n"))


def test_a_section_may_be_left_out_where_it_is_optional():
    head, _, rest = rule_text(LOCAL).partition("[fisik]")
    assert load(head + rest[rest.index("[inovasi]") :]).fisik is None


def test_all_faults_of_both_files_are_told_at_once():
    local = changed("maks_persen = 70", "maks_persen = 170").replace('"indikatif"', '"final"')
    local = local.replace("[jadwal]", "[jadual]")
    found = faults(local, rule_text(NATIONAL) + number().replace("nilai = 5", "nilai = -5"))
    for file, section in [
        (LOCAL, "[fisik]"), (LOCAL, "[pagu]"), (LOCAL, "[jadual]"), (LOCAL, "[jadwal]"), (NATIONAL, "contoh"),
    ]:  # fmt: skip
        assert any(file in line and section in line for line in found), (section, found)


# Numbers of national law

NATIONAL_FAULT = {
    "an unknown key": ("nilai = 5", "nilai = 5\nsatuan = 1", "satuan"),
    "a missing basis": ('dasar = "Peraturan percobaan Pasal 1"\n', "", "dasar"),
    "a negative number": ("nilai = 5", "nilai = -5", "nilai"),
    "a fraction": ("nilai = 5", "nilai = 5.5", "nilai"),
    "a number without a start": ("berlaku = 2018-01-01\n", "", "berlaku"),
    "a text for a date": ("berlaku = 2018-01-01", 'berlaku = "2018"', "berlaku"),
    "an unknown status": ('status = "peraturan"', 'status = "pasti"', "status"),
    "no day on which somebody looked": ("diperiksa = 2026-11-22\n", "", "diperiksa"),
}


@pytest.mark.parametrize(("old", "new", "key"), NATIONAL_FAULT.values(), ids=NATIONAL_FAULT.keys())
def test_a_fault_of_a_national_number_is_refused_with_file_id_and_key(old, new, key):
    assert old in number()
    (found,) = faults(None, rule_text(NATIONAL) + number().replace(old, new))
    assert NATIONAL in found
    assert "contoh" in found
    assert key in found


def test_an_unknown_table_of_the_national_file_is_refused():
    (found,) = faults(None, rule_text(NATIONAL) + number().replace("[[angka]]", "[[angkaa]]"))
    assert NATIONAL in found
    assert "angkaa" in found


CHANGE = date(2025, 4, 30)
DAY = timedelta(days=1)


@pytest.mark.parametrize("days", [0, 1, 2, 400])
def test_a_gap_between_two_periods_of_a_number_is_refused(days):
    two = number(sampai=CHANGE - DAY) + number(berlaku=CHANGE + days * DAY)
    if days == 0:
        load(None, rule_text(NATIONAL) + two)
        return
    (found,) = faults(None, rule_text(NATIONAL) + two)
    assert found.startswith(f"{NATIONAL} [[angka]] contoh berlaku (baris ")
    assert f"masa berlaku berlubang pada {CHANGE + days * DAY}" in found
    assert f"sampai = {CHANGE + (days - 1) * DAY}" in found


@pytest.mark.parametrize("sampai", [CHANGE, CHANGE + DAY, None])
def test_an_overlap_of_two_periods_of_a_number_is_refused(sampai):
    (found,) = faults(None, rule_text(NATIONAL) + number(sampai=sampai) + number(berlaku=CHANGE))
    assert found.startswith(f"{NATIONAL} [[angka]] contoh berlaku (baris ")
    assert f"masa berlaku tumpang tindih pada {CHANGE}" in found


def test_a_period_that_ends_before_it_begins_is_refused():
    (found,) = faults(None, rule_text(NATIONAL) + number(berlaku=CHANGE, sampai=CHANGE - DAY))
    assert NATIONAL in found
    assert "contoh" in found


def test_a_number_that_the_street_needs_and_the_file_lacks_is_refused_by_name():
    without = rule_text(NATIONAL).replace('id = "jiwa_per_kk"', 'id = "orang_per_kk"')
    (found,) = faults(None, without)
    assert NATIONAL in found
    assert "jiwa_per_kk" in found


@given(st.lists(st.integers(1, 4000), min_size=1, max_size=5), st.integers(0, 12_000))
def test_periods_without_gap_or_overlap_load_and_one_number_is_in_force(lengths, after):
    start = date(2001, 1, 1)
    starts = [start + timedelta(days=sum(lengths[:n])) for n in range(len(lengths))]
    ends = [later - DAY for later in starts[1:]] + [None]
    text = rule_text(NATIONAL) + "".join(number("contoh", a, b) for a, b in zip(starts, ends, strict=True))
    at = start + timedelta(days=after)
    pack = load(rule_text(LOCAL, of_year(at.year, at)), text, tahun=at.year)
    (found,) = [one for one in pack.nasional if one.id == "contoh"]
    assert found.berlaku == max(one for one in starts if one <= at)


@pytest.mark.parametrize(
    ("at", "nilai"), [("2025-04-29", 200_000_000), ("2025-04-30", 400_000_000), ("2028-03-01", 400_000_000)]
)
def test_procurement_law_is_read_at_the_date_of_procurement(at, nilai):
    day = date.fromisoformat(at)
    pack = load(rule_text(LOCAL, of_year(day.year, day)), tahun=day.year)
    assert pack.angka("pl_konstruksi") == nilai


# The files of a working folder


def test_an_office_has_its_own_pack_instead_of_the_packaged_one(tmp_path: Path):
    ruled(tmp_path, {"nilai = 1_000_000_000": "nilai = 900_000_000"})
    assert policy.pack_of(open_cycle(YEAR, tmp_path, 0)).pagu.nilai == 900_000_000


def test_a_year_without_a_pack_is_refused_and_the_person_is_told_what_to_copy(tmp_path: Path):
    with pytest.raises(RulePackError, match=r"rules/33\.75/2031\.toml"):
        policy.pack_of(open_cycle(2031, tmp_path, 0))


def test_a_pack_that_is_no_utf_8_is_refused_by_name(tmp_path: Path):
    ruled(tmp_path, {})
    path = tmp_path / "rules" / LOCAL
    path.write_bytes(path.read_bytes().replace(b"asumsi", b"asums\xed", 1))
    with pytest.raises(RulePackError, match=r"2028\.toml"):
        policy.pack_of(open_cycle(YEAR, tmp_path, 0))


def test_the_mark_that_notepad_puts_before_utf_8_is_no_fault(tmp_path: Path):
    path = ruled(tmp_path, {}) / "rules" / LOCAL
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    assert policy.pack_of(open_cycle(YEAR, tmp_path, 0)).paket.tahun == YEAR


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (rule_text(LOCAL).encode("utf-16"), "(baris 1): berkas tersimpan sebagai UTF-16"),
        (changed("hampir", "h\xe1mpir").encode("cp1252"), "(baris 11): huruf pada baris ini bukan UTF-8"),
        (b"", "berkas ini belum berisi satu bagian pun"),
        (b"# catatan saja\n", "berkas ini belum berisi satu bagian pun"),
    ],
    ids=["utf-16", "cp1252", "empty", "remarks alone"],
)
def test_a_file_that_says_nothing_or_in_another_encoding_is_told_in_one_sentence(tmp_path: Path, data, told):
    (ruled(tmp_path, {}) / "rules" / LOCAL).write_bytes(data)
    with pytest.raises(RulePackError) as refused:
        policy.pack_of(open_cycle(YEAR, tmp_path, 0))
    (found,) = refused.value.faults
    assert found.startswith(f"{LOCAL} ") or found.startswith(f"{LOCAL}:")
    assert told in found


def test_a_decision_table_as_excel_saves_it_is_the_same_table(tmp_path: Path):
    cycle = open_cycle(YEAR, ruled(tmp_path, {}, "jalur.csv"), 0)
    clean = policy.tables_of(cycle)["jalur"].to_pylist()
    out = io.StringIO()
    writer = csv.DictWriter(out, list(clean[0]), delimiter=";")
    writer.writeheader()
    writer.writerows(clean)
    (tmp_path / "rules" / "jalur.csv").write_bytes(b"\xef\xbb\xbf" + out.getvalue().encode())
    assert policy.tables_of(cycle)["jalur"].to_pylist() == clean


def test_empty_decision_tables_are_told_by_name_each(tmp_path: Path):
    for name in ("jalur.csv", "pengadaan.csv"):
        ruled(tmp_path, {}, name)
        (tmp_path / "rules" / name).write_bytes(b"")
    with pytest.raises(RulePackError) as refused:
        policy.tables_of(open_cycle(YEAR, tmp_path, 0))
    assert [one.partition(":")[0] for one in refused.value.faults] == ["jalur.csv", "pengadaan.csv"]


def test_two_kota_under_rules_are_refused_by_name(tmp_path: Path):
    ruled(tmp_path, {})
    (tmp_path / "rules" / "33.76").mkdir()
    with pytest.raises(RulePackError, match=r"33\.75, 33\.76"):
        open_cycle(YEAR, tmp_path, 0)


# The decision tables, which are rules too


TABLE_FAULT = {
    "a limit that no number names": ("pengadaan.csv", "barang,pl_barang,", "barang,pl_brang,", "pl_brang"),
    "an upper limit that no number names": ("pengadaan.csv", ",,pl_jasa,", ",,pl_jaza,", "pl_jaza"),
    "a method that the contract does not know": ("pengadaan.csv", ",seleksi,", ",undian,", "undian"),
    "a kind that the contract does not know": ("pengadaan.csv", "P-JASA-1,jasa,", "P-JASA-1,jaza,", "jaza"),
    "a jalur that the contract does not know": ("jalur.csv", "masuk,dana_kelurahan", "masuk,dana", "dana"),
    "a missing basis": ("jalur.csv", '"Permendagri 130/2018",Jenis', '"",Jenis', "dasar"),
    "a missing ground": ("jalur.csv", "biaya_belum,", "biaya_entah,", "biaya_belum"),
    "a missing column": ("jalur.csv", "kunci,jalur,aturan,dasar", "kunci,jalur,aturan,alas", "dasar"),
}


@pytest.mark.parametrize(("name", "old", "new", "told"), TABLE_FAULT.values(), ids=TABLE_FAULT.keys())
def test_a_fault_of_a_decision_table_is_refused_by_file_and_name(tmp_path: Path, name, old, new, told):
    ruled(tmp_path, {old: new}, name)
    with pytest.raises(RulePackError, match=rf"(?s){name}.*{told}"):
        run(tmp_path)
    assert not (tmp_path / "archive").exists()
