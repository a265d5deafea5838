"""One odd cell never ends a run: all of them at once in one file, beside good rows; each alone would not either."""

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from flows.cycle import Cycle
from flows.intake import checking
from flows.intake.finding import Reading
from schemas.submission import TEXT_COLUMNS
from tests.builders import BANDENGAN, SETONO, Season, dropped, proposal, run

GOOD = [proposal(lokasi=f"Jalan {number}", rt=number) for number in range(1, 6)]
REQUIRED = ("kelurahan", "rw", "rt", "masalah", "usulan")
FREE = ("pengusul", "kontak", "kegiatan", "lokasi", "catatan")  # whose texts go into files that we write

SIGNS = "- ... ? / (-) ...... -- – — ― * ** ' '' \" ` ~ ! @ # $ % ^ & () [] {} <> | \\ : ; , . _ __ = + ·".split(" ")
BLANKS = [f"-{blank}-" for blank in "\t\x0b\x0c\x1f\x7f\x85\xa0\u1680\u2003\u2028\u200b\u200e\u202e\u2060\u3000\ufeff"]
NUMBERS = (
    "0 -1 -0 0,0 1/0 00 000 1e400 1E+400 1e-400 nan NaN inf -inf Infinity 255 256 999 1000 32767 32768 65536 "
    "2147483647 2147483648 -2147483649 4294967296 9223372036854775807 9223372036854775808 18446744073709551616 "
    "999999999999999 1e18 1e15 0x10 0b1 1_000 1.5.2 1,2,3 1;2 ² ½ ٣ ३ Ⅲ ⅩⅬ 𝟘𝟙 ₁ ①"
).split(" ")
LARGE = ["9" * 50, "9" * 400, "-" + "9" * 400, "1" + "0" * 400, "0." + "0" * 400 + "1", "7" * 5000]
DATES = "01/01/0001 31/12/9999 32/13/2027 29/02/2027 0000-00-00 99999999 2958466 05-Mar 5-6 24:61 1900 2100".split(" ")
PLACES = (
    ["RT 1 s/d 10000", "RT 001-999", "1-99", "RT 1-99 RW 1-99", "RW 1000", "RT 0 RW 0", "RT RW", "RW", "RT/RW", "RW -"]
    + ["RT 3 s/d 1", "1 s/d 1", "1-", "-1-2", "RT ke sekian", "RW I s/d IX", "RT IIII", ",".join(map(str, range(2000)))]
    + ["RT 01 RW 05 RT 02 RW 06", "semua RT", "kel", "Kel.", "Kelurahan", "KELURAHAN :", "Kelurahan : ......", "Desa -"]
    + ["33.75.99.9999", "3375031009", "33.75", "0000000000", "Bandengan Bandengan", "Bandengan/Setono", "bandeng an"]
)
WORDS = (
    "N/A n/a NULL null None undefined true #REF! #N/A #DIV/0! #VALUE! {} {baris} {kolom} {nilai!r} %s %n ${x} $1 \\n "
    "\\x00 TOTAL Jumlah NIHIL nihil tidak idem sda ditto 〃 ,, x xx a Ω ß İ ı ŉ ﷺ 字 😀 e\u0301 Z\u0351\u0360\u034a"
).split(" ")
MARKUP = (
    ["<b>", "<script>alert(1)</script>", "</td></tr>", "&lt;", "&#0;", "]]>", "<!--", "=1+1", '=HYPERLINK("x")', "+62"]
    + ["@x", "-x", "'; DROP TABLE isi; --", "' OR 1=1", "../../etc/passwd", "C:\\CON", "file:///x", "%00", "chr(31)"]
    + ["a\x1fb\x1fc\x1fd", "\x1f\x1f\x1f", "\x1fRW 5\x1f\x1f", "\ufffd", "\ufffe", "\uffff", "\U0010ffff", "\ue000"]
)
LONG = ["x" * 501, "x" * 2001, "x" * 32768, "x " * 5000, "=" + "x" * 32766]
ODD = list(dict.fromkeys((*SIGNS, *BLANKS, *NUMBERS, *LARGE, *DATES, *PLACES, *WORDS, *MARKUP, *LONG)))


def test_there_are_odd_cells_enough() -> None:
    assert len(ODD) >= 200


@pytest.fixture(scope="module")
def odd(tmp_path_factory: pytest.TempPathFactory) -> Season:
    """One run over every odd cell in every required column, each with a place of its own so that none are copies."""
    rows = {
        f"{column}.csv": [proposal(lokasi=f"Gang {number}") | {column: cell} for number, cell in enumerate(ODD)]
        for column in REQUIRED
    }
    free = [proposal(rt=number) | dict.fromkeys(FREE, text) for number, text in enumerate((*LONG, *MARKUP), 1)]
    rows["bebas.csv"] = free
    return run(dropped(tmp_path_factory.mktemp("odd"), rows | {"baik.csv": GOOD}))


@pytest.mark.slow
def test_what_is_good_is_published_beside_all_odd_cells(odd: Season) -> None:
    assert odd.pairs("SELECT nama, status FROM berkas") == dict.fromkeys(
        [*(f"{column}.csv" for column in REQUIRED), "bebas.csv", "baik.csv"], "terbaca"
    )
    good = odd.rows("SELECT baris.status FROM baris JOIN berkas USING (sha256) WHERE nama = 'baik.csv'")
    assert [row["status"] for row in good].count("diterima") == len(GOOD)


@pytest.mark.slow
@pytest.mark.parametrize("column", REQUIRED)
def test_every_odd_cell_is_accepted_or_told_with_its_cure(odd: Season, column: str) -> None:
    fates = odd.rows(
        """SELECT baris.nomor, baris.status, baris.alasan, count(temuan.kode) FILTER (tingkat = 'kesalahan'
               AND length(temuan.pesan) > 0 AND length(temuan.cara) > 0) AS faults,
           list(temuan.kode) AS codes
           FROM baris JOIN berkas USING (sha256) LEFT JOIN temuan USING (sha256, nomor)
           WHERE berkas.nama = $name GROUP BY ALL""",
        name=f"{column}.csv",
    )
    assert len(fates) >= len(ODD)
    untold = [one for one in fates if one["status"] == "dikembalikan" and not one["faults"]]
    assert (untold, [one for one in fates if (one["status"] == "diterima") != (one["alasan"] is None)]) == ([], [])
    assert [one for one in fates if "perlu_diperiksa" in (one["codes"] or [])] == []


def test_a_kelurahan_of_signs_only_is_the_one_that_the_file_or_the_folder_says(tmp_path) -> None:
    cells = ("-", "...", "?", "/", "(-)", "......", "–", "_")
    rows = [proposal(kelurahan=cell, rt=number) for number, cell in enumerate(cells, 1)]
    form = "Kelurahan : ......\nRW : 05\n\nRT,Masalah,Usulan,Biaya\n{rt},Banjir,Perbaikan saluran,20000000\n"
    own = {"Setono/a.csv": rows, "b Setono.csv": form.format(rt=30)}
    season = run(dropped(tmp_path, own | {"c.csv": [*rows, proposal(rt=20)], "d.csv": form.format(rt=31)}))
    assert season.pairs(
        """SELECT nama, list_sort(list(DISTINCT coalesce(kode_kelurahan, alasan_baris))) FROM (
            SELECT berkas.nama, usulan.kode_kelurahan, baris.alasan AS alasan_baris FROM baris
            JOIN berkas USING (sha256) LEFT JOIN usulan USING (sha256, nomor)
            WHERE baris.status IN ('diterima', 'dikembalikan')) GROUP BY ALL"""
    ) == {
        "Setono/a.csv": [SETONO], "b Setono.csv": [SETONO],
        "c.csv": [BANDENGAN, "kelurahan_kosong"], "d.csv": ["kelurahan_kosong"],
    }  # fmt: skip


@pytest.mark.slow
@settings(max_examples=5, deadline=None, suppress_health_check=list(HealthCheck))
@given(cells=st.lists(st.tuples(st.sampled_from(TEXT_COLUMNS), st.text(max_size=30)), min_size=1, max_size=12))
def test_no_text_in_any_column_ends_a_run(
    cells: list[tuple[str, str]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    rows = [proposal(lokasi=f"Gang {number}") | {column: text} for number, (column, text) in enumerate(cells)]
    text = {"odd.csv": [{k: v.encode("utf-8", "replace").decode() for k, v in row.items()} for row in rows]}
    season = run(dropped(tmp_path_factory.mktemp("any"), text | {"baik.csv": GOOD}))
    assert len(season.rows("FROM usulan SEMI JOIN (FROM berkas WHERE nama = 'baik.csv') USING (sha256)")) == len(GOOD)


@pytest.fixture
def failing(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The grammars of volume and swadaya with a bug: one fails on a cell, the other's number is too large."""
    sound = checking.grammars

    def planted(con, cycle: Cycle):
        made = dict(sound(con, cycle))
        (volume, its), (swadaya, whole) = made["volume"], made["swadaya"]

        def broken(text: str) -> Reading:
            if text.startswith("13"):
                raise RecursionError("a bug of ours")
            return volume(text)

        def overflowing(text: str) -> Reading:
            return Reading(10**30) if text == "17" else swadaya(text)

        return made | {"volume": (broken, its), "swadaya": (overflowing, whole)}

    monkeypatch.setattr(checking, "grammars", planted)
    yield


@pytest.mark.usefixtures("failing")
def test_a_bug_in_a_grammar_returns_that_row_alone(tmp_path) -> None:
    season = run(dropped(tmp_path, {"a.csv": [*GOOD, proposal(rt=8, volume=13), proposal(rt=9, swadaya=17)]}))
    assert season.pairs("SELECT status, count(*) FROM baris GROUP BY ALL") == {
        "diabaikan": 1, "diterima": len(GOOD), "dikembalikan": 2,
    }  # fmt: skip
    assert season.pairs("SELECT nomor, kode FROM temuan WHERE tingkat = 'kesalahan'") == {
        7: "perlu_diperiksa", 8: "perlu_diperiksa",
    }  # fmt: skip
    assert "belum dapat kami olah" in next(season.cycle.returned.glob("*-pesan.txt")).read_text("utf-8")
