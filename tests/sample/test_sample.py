"""The packaged sample season: what its README promises, counted from the files with the csv module alone."""

import csv
import re
import subprocess
import sys
from collections import Counter, defaultdict
from functools import cache
from pathlib import Path

SAMPLE = Path(__file__).resolve().parents[2] / "data" / "sample"
INBOX = SAMPLE / "inbox"
WITHOUT_RW = {"PKK", "KARANG TARUNA", "LPM", "POSYANDU"}
MONTH = re.compile(r"-(Jan|Feb|Mar|Mei|Jun)", re.IGNORECASE)
OVER = 1_000_000_000
FAULTY = {
    "Degayu/usulan RW03 2028.csv",
    "USULAN_2028_Kandang Panjang_RW04.csv",
    "usulan warga Tirto.csv",
    "USULAN_2028_Jenggot_RW05.csv",
    "Banyurip/RW 06.csv",
}

Row = dict[str, str]


def table(path: Path) -> list[Row]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@cache
def columns() -> dict[str, str]:
    """Header as a form writes it -> canonical column."""
    known = {name.replace("_", " ").title(): name for name in ("sumber_dana", "inovasi", "status_lahan")}
    for gaya in table(SAMPLE / "bahan" / "gaya.csv"):
        known |= {title: name for name, title in (part.split("=") for part in gaya["judul"].split(";"))}
    return known | {"Kegiatan": "kegiatan", "Volume": "volume", "Satuan": "satuan"}


@cache
def submissions() -> dict[str, list[Row]]:
    """Path -> its records under canonical names."""
    return {str(path.relative_to(INBOX)): records(path) for path in sorted(INBOX.rglob("*")) if path.is_file()}


def records(path: Path) -> list[Row]:
    text = path.read_bytes().decode("utf-8-sig")
    first = text.splitlines()[0]
    rows = list(csv.reader(text.splitlines(keepends=True), delimiter=max(";\t,", key=first.count), strict=True))
    names = [columns().get(title, title) for title in rows[0]]
    if "usulan" not in names:
        names[names.index("kegiatan")] = "usulan"
    return [dict(zip(names, row, strict=True)) for row in rows[1:]]


def sender() -> dict[str, str]:
    return {berkas["berkas"]: berkas["pengirim"] for berkas in table(SAMPLE / "bahan" / "berkas.csv")}


@cache
def codes() -> dict[str, str]:
    return {row["nama"]: row["kode"] for row in table(SAMPLE / "bahan" / "kelurahan.csv")}


def kelurahan(path: str) -> str:
    """The kelurahan of a file: its column, else the one name in its path."""
    named = [row["kelurahan"] for row in submissions()[path] if row.get("kelurahan")]
    if named:
        return named[0]
    (found,) = [name for name in codes() if name.lower() in path.lower()]
    return found


def rupiah(text: str) -> int:
    digits = re.search(r"\d[\d.,]*", text.lower())
    if digits is None:
        return 0
    whole, _, rest = digits[0].rstrip(".,").partition(",")
    if "jt" in text or "juta" in text:
        return int(whole) * 1_000_000 + int(f"{rest:0<6}")
    return int(whole.replace(".", ""))


def places(row: Row) -> tuple[int, list[int]]:
    """RW (0: none) and the RT of a clean row."""
    text = row.get("rt_rw") or f"RT {row.get('rt', '')} RW {row.get('rw', '')}".replace("RT RT", "RT")
    if re.fullmatch(r"\d\d/\d\d", text):
        return int(text[3:]), [int(text[:2])]
    rts, _, rw = text.upper().replace("RW RW", "RW").rpartition("RW")
    numbers = [int(number) for number in re.findall(r"\d+", rts)]
    if "S/D" in rts:
        numbers = list(range(numbers[0], numbers[-1] + 1))
    roman = ["", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"]
    rw = rw.strip(" .")
    return (roman.index(rw) if rw in roman else int(rw)), numbers


def mistakes(row: Row) -> bool:
    """What the contract returns for completion; a warning is none."""
    nowhere = not (row.get("rw") or row.get("rt_rw") or row.get("lembaga") in WITHOUT_RW)
    cost = row.get("biaya", "")
    return any(
        (
            nowhere,
            MONTH.search(row.get("rt_rw", "") + row.get("rt", "") + row.get("rw", "")),
            not row["masalah"].strip() or not row["usulan"].strip(),
            cost and rupiah(cost) < 500_000,
            row.get("volume") == "0",
            row.get("tahun") not in (None, "2027", "2028"),
            row.get("kelurahan") not in (None, *codes()),
        )
    )


def test_the_generator_reproduces_the_committed_files(tmp_path: Path) -> None:
    subprocess.run([sys.executable, "-B", SAMPLE / "make_sample.py", tmp_path], check=True)
    made = contents(tmp_path)
    kept = {f"inbox/{name}": data for name, data in contents(INBOX).items()}
    kept |= {f"reference/{name}": data for name, data in contents(SAMPLE / "reference").items()}
    assert sorted(made) == sorted(kept)
    assert [name for name in made if made[name] != kept[name]] == []


def test_every_kelurahan_sends_and_the_season_is_large_enough() -> None:
    assert {kelurahan(path) for path in submissions()} == set(codes())
    assert len(codes()) == 27
    assert sum(sender()[path] == "RW" for path in submissions()) >= 60
    assert 740 <= sum(len(rows) for rows in submissions().values()) <= 800


def test_exactly_five_files_hold_mistakes_and_good_rows_beside_them() -> None:
    faulty = {path for path, rows in submissions().items() if any(map(mistakes, rows))}
    assert faulty == FAULTY
    for path in FAULTY:
        assert sum(not mistakes(row) for row in submissions()[path]) >= 2
    assert any(row.get("tahun") == "2027" for row in submissions()["USULAN_2028_Jenggot_RW05.csv"])


def test_the_dialects_people_send() -> None:
    forms = Counter()
    for data in contents(INBOX).values():
        first = data.decode("utf-8-sig").splitlines()[0]
        forms[max(";\t,", key=first.count)] += 1
        forms["BOM" if data.startswith(b"\xef\xbb\xbf") else "no BOM"] += 1
        forms["CRLF" if data.endswith(b"\r\n") else "LF"] += 1
    assert set(forms) == {";", "\t", ",", "BOM", "no BOM", "CRLF", "LF"}
    assert min(forms.values()) >= 10


def test_no_two_files_hold_the_same_bytes() -> None:
    assert len(set(contents(INBOX).values())) == len(submissions())


def test_clean_rows_name_registered_places_and_some_rw_are_silent() -> None:
    registered = {
        (row["kode_kelurahan"], int(row["rw"]), int(row["rt"])) for row in table(SAMPLE / "reference" / "rt_rw.csv")
    }
    heard, unknown = set(), []
    for path, rows in submissions().items():
        for row in (row for row in rows if not mistakes(row) and row.get("lembaga", "") not in WITHOUT_RW):
            rw, rts = places(row)
            kode = codes()[kelurahan(path)]
            heard.add((kode, rw))
            unknown += [(kode, rw, rt) for rt in rts if (kode, rw, rt) not in registered]
    rw_registered = {(kode, rw) for kode, rw, _ in registered}
    assert heard <= rw_registered
    assert len(unknown) == 2
    silent = rw_registered - heard
    assert len(silent) == 16
    assert len({kode for kode, _ in silent}) == 12


def test_one_rw_answers_that_it_has_no_proposal() -> None:
    nihil = [(path, row) for path, rows in submissions().items() for row in rows if row["usulan"] == "NIHIL"]
    assert [(path, places(row)) for path, row in nihil] == [("Gamer/RW 06 NIHIL.csv", (6, []))]


def test_some_kelurahan_need_more_than_their_ceiling() -> None:
    need: dict[str, int] = defaultdict(int)
    for path, rows in submissions().items():
        need[kelurahan(path)] += sum(
            cost for row in rows if 500_000 <= (cost := rupiah(row.get("biaya", ""))) <= OVER // 2
        )
    assert sum(total > OVER * 13 // 10 for total in need.values()) >= 4
    assert sum(total < OVER for total in need.values()) >= 15


def test_works_stand_on_both_sides_of_the_hundred_million() -> None:
    costs = [rupiah(row.get("biaya", "")) for rows in submissions().values() for row in rows]
    assert sum(95_000_000 <= cost < 100_000_000 for cost in costs) >= 5
    assert {100_000_000, 100_500_000, 120_000_000, 210_000_000, 420_000_000} <= set(costs)


def test_most_kelurahan_bring_an_innovation_and_four_do_not() -> None:
    bring = {kelurahan(path) for path, rows in submissions().items() if any(row.get("inovasi") == "ya" for row in rows)}
    assert set(codes()) - bring == {"Podosugih", "Setono", "Noyontaansari", "Kuripan Yosorejo"}


def test_the_roster_holds_27_faskel_and_4_seniors_and_no_real_number() -> None:
    roster = table(SAMPLE / "reference" / "faskel.csv")
    assert Counter(row["tingkat"] for row in roster) == {"kelurahan": 27, "senior": 4}
    phones = [row["kontak"] for row in roster]
    phones += [row["kontak"] for rows in submissions().values() for row in rows if row.get("kontak")]
    assert all(re.fullmatch(r"0800-0000-\d{4}", phone) for phone in phones)
