"""The packets of a small season, read back as people and programs read them."""

import csv
import re
import shutil
from base64 import b64encode
from collections import Counter
from hashlib import sha256
from html import unescape
from pathlib import Path

import duckdb
import pytest

from flows import packets, swapping
from tests.builders import (
    BANDENGAN,
    DEGAYU,
    Season,
    archived,
    files_below,
    proposal,
    read_page,
    referred,
    run,
    text_below,
)

EDITIONS = ("internal", "publik")
TOTALS = "pagu jumlah_usulan total_biaya masuk_rencana sisa sarpras_masuk inovasi rw_diam rt_diam".split()
QUOTED = re.compile(r"<q>.*?</q>", re.DOTALL)

# One word in each column that only the panitia may see, and in places where names hide.
CANARIES = "Kanariwan Kanaricatat Kanarikolom Kanaritetangga Kanariberkas 0812-7777-8888 3375019999999999".split()
PERSONAL = {
    "pengusul": "Kanariwan Santoso",
    "kontak": "0812-7777-8888",
    "catatan": "Kanaricatat",
    "warna": "Kanarikolom",
    "lokasi": "depan rumah Pak Kanaritetangga, usul Kanariwan",
    "masalah": "Air masuk, hubungi 0812-7777-8888, NIK 3375019999999999",
}


def every_way() -> list[dict[str, str]]:
    """Proposals of Bandengan that together go every way a proposal can go."""
    plain = proposal(**PERSONAL)
    return [
        plain,
        plain | {"masalah": "Saluran buntu"},
        proposal(rt="01", usulan="Rabat beton gang", biaya="120000000", inovasi="ya"),
        proposal(rt="02", usulan="Paving gang <script>alert(1)</script> & got", biaya="900000000"),
        proposal(rt="04", usulan="Paving blok yang dulu didanai dan disetujui dinas", biaya="90000000"),
        proposal(rt=None, rw=None, lembaga="Karang Taruna", usulan="Pelatihan membatik", biaya="25000000"),
        proposal(rt="01", rw="04", usulan="Mobil sampah", biaya=None, volume="1", satuan="unit"),
        proposal(rt="02", rw="04", usulan="Normalisasi kali", biaya="250000000"),
        proposal(rt="03", rw="04", usulan="Sembako untuk warga", biaya="15000000"),
        proposal(rt="04", rw="04", usulan="Rehab posyandu", biaya=None, volume=None),
        proposal(rt="05", rw="04", usulan="CCTV gang", biaya="12000000"),
    ]


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Season:
    """Bandengan with every jalur, Degayu with one proposal, the other kelurahan with none."""
    folder = tmp_path_factory.mktemp("small") / "kerja"
    degayu = [proposal(kelurahan="Degayu", usulan="Saluran Gang 9")]
    archived(folder, {"Kanariberkas.csv": every_way(), "degayu.csv": degayu})
    register = [{"kode_kelurahan": BANDENGAN, "rw": rw, "rt": rt} for rw in "4567" for rt in "123"]
    return run(referred(folder, "rt_rw.csv", register))


@pytest.fixture(scope="module", params=EDITIONS)
def edition(small: Season, request: pytest.FixtureRequest) -> Path:
    return small.cycle.packets / request.param


def pages(folder: Path) -> dict[str, str]:
    return {name: data.decode() for name, data in files_below(folder).items() if name.endswith(".html")}


def proposals(path: Path) -> list[tuple[str, str]]:
    return read_page(path).proposals


def test_the_season_goes_every_way(small):
    ways = set(small.pairs("SELECT id_usulan, jalur FROM alokasi").values())
    assert ways == set(
        "dana_kelurahan cadangan kecamatan_opd tidak_memenuhi perlu_biaya perlu_klasifikasi digabung".split()
    )


def test_every_proposal_stands_in_its_packet_with_its_one_jalur(small, edition):
    for kode in (BANDENGAN, DEGAYU):
        wanted = small.pairs(f"SELECT id_usulan, jalur FROM alokasi WHERE kode_kelurahan = '{kode}'")
        assert set(proposals(edition / kode / "index.html")) == set(wanted.items())


def test_the_two_papers_name_every_proposal_exactly_once(small, edition):
    papers = ("ba-musrenbang", "ba-musyawarah-dana-kelurahan")
    named = [one for paper in papers for one in proposals(edition / BANDENGAN / f"{paper}.html")]
    wanted = small.pairs(f"SELECT id_usulan, jalur FROM alokasi WHERE kode_kelurahan = '{BANDENGAN}'")
    assert sorted(named) == sorted(wanted.items())


def test_the_paper_of_the_dana_kelurahan_holds_the_list_and_the_reserve(edition):
    rows = proposals(edition / BANDENGAN / "ba-musyawarah-dana-kelurahan.html")
    assert {jalur for _, jalur in rows} == {"dana_kelurahan", "cadangan"}


def test_totals_are_those_of_the_warehouse(small, edition):
    for row in small.rows("FROM kelurahan"):
        page = read_page(edition / row["kode"] / "index.html")
        assert sorted(page.totals) == sorted((name, row[name]) for name in TOTALS if row[name] is not None)


def test_the_index_sums_the_kelurahan(small, edition):
    sums = small.one(f"SELECT {', '.join(f'sum({name})::BIGINT AS {name}' for name in TOTALS)} FROM kelurahan")
    assert dict(read_page(edition / "index.html").totals) == sums


def test_what_is_passed_on_stands_on_one_page_of_a_kecamatan_and_one_of_an_office(small, edition):
    passed = Counter(small.pairs("SELECT id_usulan, jalur FROM alokasi WHERE jalur = 'kecamatan_opd'").items())
    for kind in ("kecamatan", "opd"):
        found = Counter(one for path in edition.glob(f"{kind}/*/index.html") for one in proposals(path))
        assert found == passed


def test_each_sender_has_a_receipt_for_each_proposal(small, edition):
    named = [name for path in edition.glob("umpan-balik/*.html") for name, _ in proposals(path)]
    assert sorted(named) == sorted(row["id_usulan"] for row in small.rows("FROM usulan"))
    senders = {"rw00": 1, "rw04": 5, "rw05": 4}
    sheets = {f"{rw}.html" for rw in senders} | {f"{rw}.txt" for rw in senders}
    sheets |= {f"{rw}-{place:02d}.txt" for rw, count in senders.items() for place in range(1, count + 1)}
    assert {path.name for path in edition.glob(f"umpan-balik/{BANDENGAN}-*")} == {
        f"{BANDENGAN}-{one}" for one in sheets
    }


def test_every_page_is_whole_in_itself_and_may_load_nothing(edition):
    for name, html in pages(edition).items():
        (style,) = re.findall(r"<style>(.*?)</style>", html, re.DOTALL)
        scripts = re.findall(r"<script>(.*?)</script>", html, re.DOTALL)
        runs = "".join(f"script-src {digest(script)}; " for script in scripts)
        policy = f"default-src 'none'; style-src {digest(style)}; {runs}base-uri 'none'; form-action 'none'"
        assert f'http-equiv="Content-Security-Policy" content="{policy}"' in unescape(html), name
        assert re.findall(r"(?:src|href)=\"(?:https?:|//|data:)", html) == [], name
        assert " style=" not in html, name


def digest(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


def test_only_the_index_runs_a_script_and_a_small_one(edition):
    scripts = {name: re.findall(r"<script.*?</script>", html, re.DOTALL) for name, html in pages(edition).items()}
    assert {name: len(found) for name, found in scripts.items() if found} == {"index.html": 1}
    assert len(scripts["index.html"][0]) < 4_000


def test_every_page_says_that_it_is_a_draft_of_which_data(edition):
    for name, html in pages(edition).items():
        assert "RANCANGAN, belum keputusan musyawarah" in html, name
        assert "Rancangan ke-1, data diterima s.d. 1 Desember 2026 pukul 09.01 WIB" in html, name
        assert '<html lang="id">' in html, name


def test_our_own_words_promise_and_refuse_nothing(edition):
    for name, html in pages(edition).items():
        own = QUOTED.sub("", html).lower()
        said = re.findall(r"didanai|disetujui|ditolak|gagal|\banda\b|silahkan|\bppk\b", own)
        assert said == [], name


def test_the_senders_words_stand_as_written_and_are_never_markup(edition):
    html = (edition / BANDENGAN / "index.html").read_text(encoding="utf-8")
    assert "<q>Paving gang &lt;script&gt;alert(1)&lt;/script&gt; &amp; got</q>" in html
    assert "<q>Paving blok yang dulu didanai dan disetujui dinas</q>" in html
    assert not any("<script>alert" in page for page in pages(edition).values())


def test_links_lead_somewhere(edition):
    for name, html in pages(edition).items():
        here = (edition / name).parent
        for target in re.findall(r'href="([^"]+)"', html):
            path, _, anchor = target.partition("#")
            page = (here / path).resolve() if path else edition / name
            assert page.is_file(), f"{name} -> {target}"
            assert not anchor or f'id="{anchor}"' in page.read_text(encoding="utf-8"), f"{name} -> {target}"


def test_no_person_and_no_matter_under_judgement_is_public(small):
    text = text_below(small.cycle.packets / "publik")
    assert [word for word in CANARIES if word.lower() in text.lower()] == []
    words = (
        "dicermati",
        "Mutu data",
        "masih perlu dipastikan",
        "muat bila",
        "Perlu dibahas",
        "di luar ketentuan",
    )
    assert [word for word in words if word in text] == []
    assert "depan rumah warga" in text


def test_the_panitia_sees_whom_to_ask_and_what_to_look_at(small):
    html = (small.cycle.packets / "internal" / BANDENGAN / "index.html").read_text(encoding="utf-8")
    for heading in (
        "Angka yang masih perlu dipastikan",
        "Masuk rencana dana kelurahan (dalam pagu sementara)",
        "Daftar cadangan (layak, pagu belum cukup)",
        "Diteruskan ke musrenbang kecamatan / dinas",
        "Perlu dibahas: di luar ketentuan dana kelurahan",
        "Menunggu perkiraan biaya",
        "Menunggu penetapan jenis kegiatan",
        "Digabung dengan usulan sejenis",
    ):
        assert f"<h2>{heading}</h2>" in html


def test_suspicions_stand_in_an_annex_of_the_panitia_and_on_no_paper_of_the_meeting(small):
    for edition in EDITIONS:
        made = {name: html for name, html in pages(small.cycle.packets / edition).items() if name.startswith(BANDENGAN)}
        annex = {name for name in made if name.endswith("/panitia.html")}
        assert annex == ({f"{BANDENGAN}/panitia.html"} if edition == "internal" else set())
        for heading in ("Mohon dicermati panitia", "Mutu data"):
            assert {name for name, html in made.items() if f"<h2>{heading}</h2>" in html} == annex
        linking = {name.rpartition("/")[2] for name, html in made.items() if 'href="panitia.html' in html}
        assert linking == ({"index.html", "lembar-lurah.html"} if annex else set())


def test_the_table_for_other_programs_has_every_proposal(small, edition):
    with (edition / "data" / "usulan.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert {row["id_usulan"] for row in rows} == {row["id_usulan"] for row in small.rows("FROM usulan")}


def test_rendering_twice_gives_the_same_bytes(small):
    before = files_below(small.cycle.packets)
    packets.publish(small.cycle)
    assert files_below(small.cycle.packets) == before


def test_a_kelurahan_without_proposals_has_all_its_papers(edition):
    papers = ["ba-musrenbang", "ba-musyawarah-dana-kelurahan", "daftar-delegasi", "daftar-hadir", "index"]
    papers += ["lembar-lurah"]
    papers += ["panitia"] if edition.name == "internal" else []
    empty = edition / "33.75.02.1010"
    signed = [f"{paper}.docx" for paper in papers if paper.startswith("ba-")]
    assert {path.name for path in empty.iterdir()} == {*signed, *(f"{paper}.html" for paper in papers)}


def test_a_run_killed_between_the_renames_is_repaired(small, tmp_path):
    shown = tmp_path / "2028"
    shutil.copytree(small.cycle.packets, shown)
    (tmp_path / ".2028.baru").mkdir()
    shown.rename(tmp_path / ".2028.lama")

    swapping._recover(shown, tmp_path / ".2028.baru", tmp_path / ".2028.lama")

    assert files_below(tmp_path) == {f"2028/{name}": data for name, data in files_below(small.cycle.packets).items()}
    assert [path.name for path in tmp_path.iterdir()] == ["2028"]


def test_nothing_is_left_beside_the_packets(small):
    assert [path.name for path in small.cycle.packets.parent.iterdir()] == ["2028"]


# What goes back to the senders, once decisions are in


@pytest.fixture(scope="module")
def decided(small: Season, tmp_path_factory: pytest.TempPathFactory) -> Season:
    """The same season with one decision on each proposal of Bandengan, all refused for one reason."""
    season = Season(tmp_path_factory.mktemp("decided") / "kerja")
    shutil.copytree(small.folder, season.folder)
    with duckdb.connect(str(season.cycle.warehouse)) as con:
        con.execute(
            "INSERT INTO keputusan BY NAME SELECT id_usulan, 'kelurahan' AS tahap, 'ditolak' AS keputusan, "
            "'menunggu Pak Kanarilurah' AS alasan, 1 AS nomor FROM usulan WHERE kode_kelurahan = ?",
            [BANDENGAN],
        )
    packets.publish(season.cycle)
    return season


@pytest.mark.parametrize("name", EDITIONS)
def test_the_sheets_of_a_kelurahan_that_has_decided_answer_and_the_others_still_receive(decided: Season, name: str):
    sheets = decided.cycle.packets / name / "umpan-balik"
    titles = {path.name: re.findall(r"<title>(.*?),", path.read_text("utf-8"))[0] for path in sheets.glob("*.html")}
    assert set(titles.values()) == {"Jawaban Hasil Musyawarah", "Tanda Terima Usulan"}
    assert {name.startswith(BANDENGAN) for name, title in titles.items() if title.startswith("Jawaban")} == {True}
    html = (sheets / f"{BANDENGAN}-rw05.html").read_text(encoding="utf-8")
    assert "HASIL MUSYAWARAH. Rancangan ke-1" in html
    assert "Belum dapat disepakati" in html


def test_the_forums_reason_names_nobody_in_public(decided: Season):
    public = files_below(decided.cycle.packets / "publik")
    assert [name for name, data in public.items() if b"Kanarilurah" in data] == []
    assert "menunggu warga" in public[f"umpan-balik/{BANDENGAN}-rw05.html"].decode()
