"""The same job as a careful user of pandas and pandera would script it: archived files to the funded set.

It knows our reference files and the rule pack, which are data, and none of our code. It reads only what the
generated season holds, and returns what it does not understand, as we do. It renders and words nothing.
"""

import csv
import hashlib
import io
import re
import tomllib
import unicodedata
from dataclasses import dataclass
from itertools import combinations, groupby
from operator import itemgetter
from pathlib import Path

import pandas as pd
import pandera.errors
import pandera.pandas as pa

PACKAGED = Path(__file__).resolve().parents[2] / "data"
COLUMNS = (
    "tahun kelurahan rt_rw rw rt pengusul kontak masalah usulan lokasi volume satuan biaya swadaya "
    "sumber_dana penerima_manfaat prioritas"
).split()
TABLES = ("kelurahan alias_kelurahan alias_kolom kata kata_tempat kata_nihil menu harga satuan sumber_dana").split()
ROMAN = {"I": 1, "II": 2, "III": 3, "IV": 4, "V": 5, "VI": 6, "VII": 7, "VIII": 8, "IX": 9, "X": 10}
SIGNS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"

NUMBER = r"(?:\d{1,3}(?:\.\d{3})+|\d+)"
MONEY = re.compile(
    rf"(?:Rp\.? ?)?(?:(?P<rupiah>{NUMBER})(?:,00|,-)?|(?P<short>\d+(?:,\d{{1,3}})?) ?(?P<unit>jt|juta|ribu))"
)
UNITS = {"ribu": 1_000, "jt": 1_000_000, "juta": 1_000_000}
VOLUME = re.compile(r"(?P<volume>\d{1,9}(?:,\d)?)(?: (?P<satuan>[a-zA-Z]\w*))?")
AREA = re.compile(r"(?P<one>\d+(?:,\d)?) m x (?P<two>\d+(?:,\d)?) m")
PEOPLE = re.compile(r"(?:± )?(?P<number>\d+)(?: (?P<unit>jiwa|orang|KK))?")
ORDER = re.compile(r"(?:Prioritas )?(?P<order>\d{1,3}|[IVX]+)")
PAIR = re.compile(r"(?P<rt>\d+)/(?P<rw>\d+)")
LABELLED = re.compile(r"(?:(?:RT\W*)+(?P<rt>\d+(?:\D+\d+)*)\W*)?(?:RW\W*)+(?P<rw>\d+|[IVX]+)")

# Checked as text first: a failed row goes back to its sender, with the name of the check.
SUBMISSION = pa.DataFrameSchema(
    {
        "tahun": pa.Column(str, pa.Check.isin(["", "2028", "2027"], error="tahun_lain")),
        "kelurahan": pa.Column(str, pa.Check.str_length(min_value=1, error="kelurahan_kosong")),
        "masalah": pa.Column(str, pa.Check.str_length(1, 2000, error="masalah")),
        "usulan": pa.Column(str, pa.Check.str_length(1, 500, error="usulan")),
        "biaya": pa.Column(str, pa.Check.str_matches(rf"^(?:(?:{MONEY.pattern})|-|belum dihitung|)$", error="biaya")),
        "volume": pa.Column(str, pa.Check.str_matches(rf"^(?:{VOLUME.pattern}|{AREA.pattern}|)$", error="volume")),
    }
)
# Then as values, on the rows that are left.
PROPOSAL = pa.DataFrameSchema(
    {
        "kode_kelurahan": pa.Column(str, nullable=False),
        "tempat_terbaca": pa.Column(bool, pa.Check.eq(True, error="rt_rw")),
        "biaya": pa.Column("Int64", [pa.Check.gt(0, error="biaya_nol")], nullable=True),
        "volume": pa.Column("Int64", pa.Check.gt(0, error="volume_nol"), nullable=True),
        "penerima_manfaat": pa.Column("Int64", pa.Check.ge(0), nullable=True),
        "prioritas": pa.Column("Int64", pa.Check.ge(1), nullable=True),
    }
)


@dataclass(frozen=True)
class Rules:
    """The year's pack and the reference tables, as frames and dictionaries."""

    pack: dict
    numbers: dict[str, int]
    reference: dict[str, pd.DataFrame]

    def pairs(self, table: str, value: str) -> dict[str, str]:
        frame = self.reference[table]
        return dict(zip(frame["alias"].map(letters), frame[value], strict=True))


def funded(folder: Path, tahun: int) -> pd.DataFrame:
    """kode_kelurahan, sha256 and line of each proposal inside the ceiling of its kelurahan."""
    rules = load_rules(folder, tahun)
    text = returned_out(read_archive(folder / "archive" / str(tahun), rules), SUBMISSION)
    proposals = returned_out(parse(text, rules), PROPOSAL)
    least = rules.numbers["biaya_wajar_min"]
    proposals = proposals[proposals["biaya"].isna() | (proposals["biaya"] >= least)]
    accepted = classified(latest(identified(proposals)), rules)
    standing = merged(priced(accepted, rules))
    chosen = allocate(ranked(eligible(standing, rules), rules), rules)
    return chosen[["kode_kelurahan", "sha256", "nomor"]]


def load_rules(folder: Path, tahun: int) -> Rules:
    (local,) = (folder / "rules").glob(f"*/{tahun}.toml")
    pack = tomllib.loads(local.read_text(encoding="utf-8"))
    national = tomllib.loads((PACKAGED / "rules" / "nasional.toml").read_text(encoding="utf-8"))
    numbers = {one["id"]: one["nilai"] for one in national["angka"] if "sampai" not in one}
    reference = {name: table(folder, name) for name in TABLES}
    own = folder / "reference" / "pagu.csv"
    reference["pagu"] = pd.read_csv(own) if own.is_file() else pd.DataFrame(columns=["kode", "tahun", "pagu"])
    return Rules(pack, numbers, reference)


def table(folder: Path, name: str) -> pd.DataFrame:
    own, packaged = folder / "reference" / f"{name}.csv", PACKAGED / "reference" / f"{name}.csv"
    return pd.read_csv(own if own.is_file() else packaged, dtype=str, keep_default_na=False)


# From files to text


def read_archive(archive: Path, rules: Rules) -> pd.DataFrame:
    """The data rows of all archived files in the order in which they arrived, as text."""
    arrivals = pd.read_csv(archive / "terima.csv", dtype=str).sort_values(["diterima", "mtime", "sha256"])
    headers = rules.pairs("alias_kolom", "kolom")
    headers |= {letters(name): name for name in COLUMNS}
    frames = [
        read_file(archive / one.arsip, headers).assign(sha256=one.sha256, berkas_ke=number)
        for number, one in enumerate(arrivals.itertuples())
    ]
    text = pd.concat(frames, ignore_index=True).reindex(columns=["sha256", "berkas_ke", "nomor", *COLUMNS])
    text[COLUMNS] = text[COLUMNS].fillna("").apply(lambda column: column.str.strip())
    nothing = set(rules.reference["kata_nihil"]["kata"])
    return text[~(text["masalah"].str.lower().isin(nothing) & text["usulan"].str.lower().isin(nothing))]


def read_file(path: Path, headers: dict[str, str]) -> pd.DataFrame:
    content = path.read_bytes()
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252")
    above, delimiter = find_header(text, headers)
    options = {"dtype": str, "keep_default_na": False, "skip_blank_lines": False}
    frame = pd.read_csv(io.StringIO(text, newline=""), sep=delimiter, skiprows=above, **options)
    several = text.count("\n") > len(frame) + above + 1
    frame["nomor"] = above + (lines_of(frame) if several else pd.RangeIndex(2, len(frame) + 2))
    frame = frame.rename(columns={name: headers.get(letters(name), f"? {name}") for name in frame.columns[:-1]})
    return frame[frame["masalah"].ne("") | frame["usulan"].ne("")]


def lines_of(frame: pd.DataFrame) -> pd.Series:
    """The line on which each record starts, the header being line 1, where some cells hold several lines."""
    spans = 1 + frame.apply(lambda column: column.str.count("\n")).sum(axis=1)
    return 2 + spans.cumsum().shift(fill_value=0).astype(int)


def find_header(text: str, headers: dict[str, str]) -> tuple[int, str]:
    """The number of lines above the header row, and the delimiter under which it is one."""
    for above, line in enumerate(text.splitlines()[:60]):
        for delimiter in ";,\t":
            known = {headers.get(letters(cell)) for cell in next(csv.reader([line], delimiter=delimiter), [])}
            if {"masalah", "usulan"} <= known:
                return above, delimiter
    raise ValueError("no header row")


def returned_out(frame: pd.DataFrame, schema: pa.DataFrameSchema) -> pd.DataFrame:
    """The rows that hold; the others would go back to their senders with the check that failed."""
    try:
        return schema.validate(frame, lazy=True)
    except pandera.errors.SchemaErrors as errors:
        return frame.drop(index=errors.failure_cases["index"].dropna().unique())


# From text to values


def parse(text: pd.DataFrame, rules: Rules) -> pd.DataFrame:
    places = [read_place(*cells) for cells in zip(text["rt_rw"], text["rw"], text["rt"], strict=True)]
    volume = [read_volume(cell) for cell in text["volume"]]
    people = [read_people(cell, rules.numbers["jiwa_per_kk"]) for cell in text["penerima_manfaat"]]
    units = rules.pairs("satuan", "satuan")
    beside = pd.Series([unit for _, unit in volume], index=text.index).map(letters).map(units)
    source = text["sumber_dana"].map(letters).map(rules.pairs("sumber_dana", "sumber")).fillna("dana_kelurahan")
    read = [rw is not None and (rw > 0 or lokasi != "") for (rw, _), lokasi in zip(places, text["lokasi"], strict=True)]
    return text.assign(
        kode_kelurahan=read_kelurahan(text["kelurahan"], rules),
        rw=[rw for rw, _ in places],
        rt=[",".join(map(str, sorted(rts))) for _, rts in places],
        tempat_terbaca=read,
        volume=whole([number for number, _ in volume], text.index),
        satuan=text["satuan"].map(letters).map(units).fillna(beside),
        biaya=whole([read_money(cell) for cell in text["biaya"]], text.index),
        swadaya=whole([read_money(cell) for cell in text["swadaya"]], text.index),
        sumber_dana=source,
        penerima_manfaat=whole(people, text.index),
        prioritas=whole([read_order(cell) for cell in text["prioritas"]], text.index),
    )


def whole(values: list, index: pd.Index) -> pd.Series:
    return pd.Series(values, index=index, dtype="Int64")


def read_kelurahan(cells: pd.Series, rules: Rules) -> pd.Series:
    listed, aliases = rules.reference["kelurahan"], rules.reference["alias_kelurahan"]
    known = dict(zip(aliases["alias"].map(letters), aliases["kode"], strict=True))
    known |= dict(zip(listed["nama"].map(letters), listed["kode"], strict=True))
    known |= dict(zip(listed["kode"].map(letters), listed["kode"], strict=True))
    bare = cells.str.replace(r"^(?:kelurahan|kel\.?) ", "", case=False, regex=True)
    return bare.map(letters).map(known)


def read_place(rt_rw: str, rw: str, rt: str) -> tuple[int | None, list[int]]:
    """RW (0: none given, None: not read) and the RT in it."""
    if not (rt_rw or rw or rt):
        return 0, []
    if pair := PAIR.fullmatch(rt_rw):
        return int(pair["rw"]), [int(pair["rt"])]
    found = LABELLED.fullmatch(rt_rw or f"{f'RT {rt} ' if rt else ''}RW {rw}")
    if not found:
        return None, []
    return ROMAN.get(found["rw"]) or int(found["rw"]), read_rts(found["rt"] or "")


def read_rts(text: str) -> list[int]:
    numbers = [int(number) for number in re.findall(r"\d+", text)]
    if len(numbers) == 2 and re.search(r"s/d|sampai|-", text):
        return list(range(numbers[0], numbers[1] + 1))
    return numbers


def read_money(text: str) -> int | None:
    found = MONEY.fullmatch(text)
    if not found:
        return None
    if found["rupiah"]:
        return int(found["rupiah"].replace(".", ""))
    return round(float(found["short"].replace(",", ".")) * UNITS[found["unit"]])


def read_volume(text: str) -> tuple[int | None, str]:
    """Thousandths of the unit beside it."""
    if found := AREA.fullmatch(text):
        return round(decimal(found["one"]) * decimal(found["two"]) * 1_000), "m2"
    found = VOLUME.fullmatch(text)
    return (round(decimal(found["volume"]) * 1_000), found["satuan"] or "") if found else (None, "")


def decimal(text: str) -> float:
    return float(text.replace(",", "."))


def read_people(text: str, per_household: int) -> int | None:
    found = PEOPLE.fullmatch(text)
    if not found:
        return None
    return int(found["number"]) * (per_household if found["unit"] == "KK" else 1)


def read_order(text: str) -> int | None:
    found = ORDER.fullmatch(text)
    if not found:
        return None
    return ROMAN.get(found["order"]) or int(found["order"])


# What replaces what


def identified(frame: pd.DataFrame) -> pd.DataFrame:
    """With the signs of each proposal's id, which decide ties: a hash over its place and its texts."""
    plain = {name: normal(frame[name]) for name in ("usulan", "lokasi", "masalah")}
    named = zip(frame["rw"].astype(int), frame["rt"], plain["usulan"], plain["lokasi"], plain["masalah"], strict=True)
    frame = frame.assign(usulan_normal=plain["usulan"], lokasi_normal=plain["lokasi"])
    return frame.assign(tanda=[signs("|".join(map(str, one))) for one in named])


def normal(texts: pd.Series) -> pd.Series:
    return texts.str.normalize("NFC").str.lower().str.replace(r"[\W_]+", " ", regex=True).str.strip()


def signs(text: str) -> str:
    number = int.from_bytes(hashlib.md5(text.encode()).digest()[8:], "little")
    return "".join(SIGNS[number >> 5 * place & 31] for place in range(8))


def latest(frame: pd.DataFrame) -> pd.DataFrame:
    """Without rows that a later file replaces, and without a row that equals an earlier one of its file."""
    last = frame.groupby(["kode_kelurahan", "tanda"])["berkas_ke"].transform("max")
    frame = frame[frame["berkas_ke"] == last].sort_values(["berkas_ke", "nomor"])
    said = [
        "berkas_ke",
        "kode_kelurahan",
        "tanda",
        "pengusul",
        "kontak",
        "volume",
        "satuan",
        "biaya",
        "swadaya",
    ]
    return frame[~frame.duplicated([*said, "sumber_dana", "penerima_manfaat", "prioritas"])]


# What it is and what it costs


def classified(frame: pd.DataFrame, rules: Rules) -> pd.DataFrame:
    """With the code of the menu, or of what stands outside it, of each distinct wording."""
    words = letters_only(frame["usulan"])
    distinct = pd.Series(words.unique())
    place = "|".join(map(re.escape, sorted(rules.reference["kata_tempat"]["kata"])))
    core = distinct.str.replace(rf"(^| )({place}) .*$", "", regex=True).str.strip()
    core = " " + core.where(core.ne(""), distinct) + " "
    codes = dict(zip(distinct, classify(core, rules.reference["kata"]), strict=True))
    return frame.assign(kode_kegiatan=words.map(codes))


def classify(texts: pd.Series, words: pd.DataFrame) -> list[str | None]:
    """The code of the strongest, then longest, then first phrase that a text holds."""
    ordered = words.assign(panjang=words["frasa"].str.len(), tingkat=words["tingkat"].astype(int))
    ordered = ordered.sort_values(["frasa"]).sort_values(["tingkat", "panjang"], ascending=False, kind="stable")
    phrases = [" " + (phrase.rstrip("*") if phrase.endswith("*") else f"{phrase} ") for phrase in ordered["frasa"]]
    known = list(zip(phrases, ordered["kode"], strict=True))
    return [next((code for phrase, code in known if phrase in text), None) for text in texts]


def letters_only(texts: pd.Series) -> pd.Series:
    return texts.str.lower().str.replace(r"[\W\d_]+", " ", regex=True).str.strip()


def priced(frame: pd.DataFrame, rules: Rules) -> pd.DataFrame:
    """With an estimate where no cost is given and the unit has a reference price."""
    prices = rules.reference["harga"][["kode", "satuan", "harga"]].astype({"harga": "Int64"})
    priced = frame.merge(prices, how="left", left_on=["kode_kegiatan", "satuan"], right_on=["kode", "satuan"])
    estimate = (priced["volume"] * priced["harga"] + 500) // 1_000
    return priced.assign(biaya_sendiri=priced["biaya"], biaya=priced["biaya"].fillna(estimate))


# Merging, ranking, allocating


def merged(frame: pd.DataFrame) -> pd.DataFrame:
    """Without those that another one of the same need and place stands for."""
    need = ["kode_kelurahan", "kode_kegiatan", "rw", "rt", "usulan_normal", "lokasi_normal"]
    known = frame[frame["kode_kegiatan"].notna()]
    repeated = known[known.duplicated(need, keep=False)]
    repeated = repeated.assign(tanpa_biaya=repeated["biaya_sendiri"].isna()).sort_values(
        [*need, "tanpa_biaya", "tanda"]
    )
    size = repeated[["volume", "satuan", "biaya_sendiri"]].astype(object)
    rows = zip(
        repeated.index,
        repeated[need].to_numpy().tolist(),
        size.where(size.notna(), None).to_numpy().tolist(),
        strict=True,
    )
    groups = ({index: said for index, _, said in group} for _, group in groupby(rows, key=itemgetter(1)))
    return frame.drop(index=[index for group in groups for index in stood_for(group)])


def stood_for(said: dict[int, list]) -> list[int]:
    """The members of a group, best first, that merge into a better one.

    Who fits two that contradict each other stays alone.
    """
    partners = {one: [other for other in said if agree(said[one], said[other])] for one in said}
    clear = {
        one: others
        for one, others in partners.items()
        if all(agree(said[a], said[b]) for a, b in combinations(others, 2))
    }
    return [one for one, others in clear.items() if next(first for first in others if first in clear) != one]


def agree(one: list, other: list) -> bool:
    return all(a is None or b is None or a == b for a, b in zip(one, other, strict=True))


def eligible(frame: pd.DataFrame, rules: Rules) -> pd.DataFrame:
    """Of the menu, asked of dana kelurahan, and with a cost."""
    menu = rules.reference["menu"].set_index("kode")["program"]
    inside = (
        frame["kode_kegiatan"].isin(menu.index) & frame["sumber_dana"].eq("dana_kelurahan") & frame["biaya"].notna()
    )
    chosen = frame[inside]
    return chosen.assign(sarpras=chosen["kode_kegiatan"].map(menu).eq("sarpras"))


def ranked(frame: pd.DataFrame, rules: Rules) -> pd.DataFrame:
    """In the order in which money is handed out, kelurahan after kelurahan."""
    rule = rules.pack["prioritas"]
    values = {
        "prioritas": frame["prioritas"],
        "penerima_manfaat": frame["penerima_manfaat"],
        "swadaya": 100 * frame["swadaya"] // frame["biaya"],
    }
    total = sum(rule["bobot"][name] * points(name, value, rule) for name, value in values.items())
    frame = frame.assign(skor=total // sum(rule["bobot"].values()))
    ties = [one.split() for one in ("skor desc", *rule["seri"])]
    columns = ["kode_kelurahan", *("tanda" if name == "id_usulan" else name for name, _ in ties)]
    return frame.sort_values(columns, ascending=[True, *(way == "asc" for _, way in ties)], na_position="last")


def points(name: str, value: pd.Series, rule: dict) -> pd.Series:
    most = rule["jenuh"].get(name, 100)
    share = 1_000 * value.clip(upper=most) // most
    return (1_000 - share if rule["arah"].get(name) == "turun" else share).fillna(0)


def allocate(frame: pd.DataFrame, rules: Rules) -> pd.DataFrame:
    """Each in turn, if it fits the rest of its kelurahan's ceiling and of the physical share."""
    own = dict(zip(rules.reference["pagu"]["kode"], rules.reference["pagu"]["pagu"], strict=True))
    share, skipping = rules.pack.get("fisik", {}).get("maks_persen", 100), rules.pack["prioritas"]["lompati"]
    chosen, now = [], None
    for kode, cost, sarpras in zip(frame["kode_kelurahan"], frame["biaya"], frame["sarpras"], strict=True):
        if kode != now:
            now, rest, full = kode, own.get(kode, rules.pack["pagu"]["nilai"]), False
            physical = rest * share // 100
        taken = not full and cost <= (min(rest, physical) if sarpras else rest)
        full = full or not (taken or skipping)
        rest -= cost * taken
        physical -= cost * (taken and sarpras)
        chosen.append(taken)
    return frame[chosen]


def letters(text: str) -> str:
    """As headers, names and units compare: letters and digits in lower case."""
    return "".join(sign for sign in unicodedata.normalize("NFKC", text).lower() if sign.isalnum())
