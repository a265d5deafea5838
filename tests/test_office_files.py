"""The files that only an office has, as whatever program saved them: the same table, or one sentence with the cure."""

import shutil
import tomllib
from datetime import date
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows import reference
from flows.cycle import PACKAGED, Cycle
from flows.errors import ReferenceFault
from flows.office.cells import Places
from flows.office.files import read_office_file
from flows.reference_files import misplaced, unread
from schemas.reference import columns
from tests.intake.sheets import known, workbook

KOTA, YEAR = "33.75", 2028
MEDONO, PODOSUGIH, BENDAN = "33.75.01.1002", "33.75.01.1003", "33.75.01.1006"


@cache
def places() -> Places:
    return Places(known().names, {"337501": "33.75.01"})


def load(folder: Path, con: duckdb.DuckDBPyConnection) -> None:
    reference.load(Cycle(YEAR, folder, KOTA, 0, ""), con)


def table(name: str, data: str | bytes, file: str = "") -> list[tuple]:
    """What a run knows after an office has put this into its reference folder."""
    with TemporaryDirectory() as there, duckdb.connect(config={"threads": 1}) as con:
        lay(Path(there), file or f"{name}.csv", data)
        load(Path(there), con)
        return con.execute(f"FROM {reference.TABLES.get(name, name)} ORDER BY ALL").fetchall()


def faults_alone(name: str, data: str | bytes) -> list[str]:
    """The sentences on one file that is not held against the others, which takes a hundredth of the time."""
    found: list[str] = []
    with TemporaryDirectory() as there:
        path = Path(there) / f"{name}.csv"
        path.write_bytes(data if isinstance(data, bytes) else data.encode())
        reference.checked(path, name, places(), found, [])
    return found


def faults(name: str, data: str | bytes) -> list[str]:
    return refused({f"{name}.csv": data})


def refused(files: dict[str, str | bytes]) -> list[str]:
    """The sentences of a refusal, without the one above them."""
    with TemporaryDirectory() as there, duckdb.connect(config={"threads": 1}) as con:
        for name, data in files.items():
            lay(Path(there), name, data)
        with pytest.raises(ReferenceFault) as error:
            load(Path(there), con)
    return [line.strip() for line in str(error.value).splitlines()[1:]]


def remarks(name: str, data: str) -> list[str]:
    with TemporaryDirectory() as there, duckdb.connect(config={"threads": 1}) as con:
        lay(Path(there), f"{name}.csv", data)
        load(Path(there), con)
        return reference.remarks(con)


def lay(folder: Path, name: str, data: str | bytes) -> None:
    path = folder / "reference" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data if isinstance(data, bytes) else data.encode())


# Ways in which programs write a table

CLEAN = {
    "pagu": (
        ("kode", "tahun", "pagu", "dasar", "tahap"),
        [
            (
                (MEDONO, "kode"),
                (2028, "tahun"),
                (1_200_000_000, "rupiah"),
                ('SK, "Wali" Kota; 12', ""),
                ("ppas", "kata"),
            ),
            ((BENDAN, "kode"), (2027, "tahun"), (98_500_000, "rupiah"), ("SK é – 2026", ""), ("", "")),
        ],
    ),
    "jadwal": (
        ("kode", "tanggal", "jam", "tempat"),
        [
            ((MEDONO, "kode"), (date(2027, 1, 20), "tanggal"), ("19.30", "jam"), ("Balai RW 05", "")),
            ((BENDAN, "kode"), (date(2027, 2, 3), "tanggal"), ("08.00", "jam"), ("", "")),
        ],
    ),
    "rt_rw": (
        ("kode_kelurahan", "rw", "rt", "kk", "penduduk"),
        [
            ((MEDONO, "kode"), (5, "nomor"), (11, "nomor"), (1200, "bulat"), (4100, "bulat")),
            ((BENDAN, "kode"), (12, "nomor"), (3, "nomor"), (59, "bulat"), ("", "")),
        ],
    ),
    "faskel": (
        ("kode_kelurahan", "nama", "kontak", "tingkat"),
        [
            ((MEDONO, "kode"), ("Siti", ""), ("081234567890", "telepon"), ("kelurahan", "kata")),
            (("33.75.01", ""), ("Budi", ""), ("", ""), ("senior", "kata")),
        ],
    ),
    "harga": (
        ("kode", "satuan", "harga", "rendah", "tinggi", "tahun", "dasar"),
        [
            (("A1.2", "kata"), ("m", ""), (1_250_000, "rupiah"), (800_000, "rupiah"), (2_000_000, "rupiah"))
            + (("2026", ""), ("kira-kira", "")),
            (("A2.1", "kata"), ("m2", ""), (185_000, "rupiah"), ("", ""), ("", ""), ("2026", ""), ("HSPK", "")),
        ],
    ),
    "riwayat": (
        ("tahun", "kelurahan", "rw", "rt", "usulan", "hasil", "alasan"),
        [
            ((2027, "tahun"), (MEDONO, "kode"), (5, "nomor"), (3, "nomor"), ("Saluran", ""), ("selesai", ""), ("", "")),
        ],
    ),
    "kegiatan_berjalan": (
        ("tahun", "pelaksana", "kegiatan", "kelurahan", "rw", "rt", "lokasi", "sumber"),
        [
            ((2028, "tahun"), ("DPUPR", ""), ("Drainase", ""), (MEDONO, "kode"), (5, "nomor"), (3, "nomor"))
            + (("Jl. Mawar, Gang 3", ""), ("RKPD", "")),
        ],
    ),
}
MONTHS = ["Januari", "Februari"]


def grouped(amount: int, sign: str = ".") -> str:
    return f"{amount:,}".replace(",", sign)


WRITTEN = {
    "rupiah": [
        str,
        grouped,
        lambda n: f"{n},00",
        lambda n: f"{grouped(n)},00",
        lambda n: f" Rp{grouped(n)},00 ",
        lambda n: f"Rp {grouped(n)},-",
        lambda n: f"Rp. {grouped(n)}",
        lambda n: f"{n}.0",
        lambda n: f" Rp\u00a0 {grouped(n)} ",
        lambda n: f'="{n}"',
        lambda n: grouped(n, ","),
    ],
    "bulat": [str, grouped, lambda n: f"{n},00", lambda n: f" {n} ", lambda n: f'="{n}"'],
    "nomor": [
        str,
        lambda n: f"{n:02}",
        lambda n: f"{n:03}",
        lambda n: f"{n},0",
        lambda n: f"'{n:02}",
        lambda n: f'="{n:02}"',
    ],
    "tahun": [str, lambda n: f"{n},00", grouped, lambda n: f" {n}", lambda n: f"TA {n}"],
    "tanggal": [
        date.isoformat,
        lambda d: f"{d:%d/%m/%Y}",
        lambda d: f"{d.day}/{d.month}/{d:%y}",
        lambda d: f"{d.day} {MONTHS[d.month - 1]} {d.year}",
        lambda d: f"{d:%d-%b-%y}",
        lambda d: str((d - date(1899, 12, 30)).days),
        lambda d: f"{d:%d/%m/%Y} 0:00:00",
        lambda d: f"{d:%d.%m.%Y}",
        lambda d: f"{d} 00:00:00",
        lambda d: f"{d.day}-{MONTHS[d.month - 1][:3]}-{d:%y}",
    ],
    "jam": [
        str,
        lambda t: t.replace(".", ":"),
        lambda t: f"{t}.00",
        lambda t: f"{t.replace('.', ':')}:00",
        lambda t: f"pukul {t} WIB",
        lambda t: t.removeprefix("0"),
        lambda t: f"{t.replace('.', ':')} s/d selesai",
        lambda t: f"{(int(t[:2]) * 60 + int(t[3:])) / 1440:.10f}".replace(".", ","),
    ],
    "kode": [
        str,
        lambda k: f" {k} ",
        lambda k: k.replace(".", ""),
        lambda k: f"'{k}",
        lambda k: f'="{k}"',
        lambda k: {MEDONO: "Medono", BENDAN: "KEL. BENDAN KERGON"}.get(k, k),
    ],
    "telepon": [str, lambda t: t[1:], lambda t: f"'{t}", lambda t: f'="{t}"', lambda t: f"{t[1:]},00"],
    "kata": [str, str.upper, str.title, lambda k: f" {k} "],
    "": [str, lambda text: f"  {text} "],
}
HEADERS = [
    str,
    str.upper,
    str.title,
    lambda name: name.replace("_", " ").title(),
    lambda name: f" {name.replace('_', ' ')} ",
]
ENCODINGS = ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"]


@st.composite
def saved(draw: st.DrawFn) -> tuple[str, bytes]:
    """A table and its bytes, as some program may have saved them."""
    name = draw(st.sampled_from(sorted(CLEAN)))
    columns, rows = CLEAN[name]
    delimiter, tail = draw(st.sampled_from([",", ";", "\t", "|"])), draw(st.integers(0, 3))
    styles = [draw(st.sampled_from(WRITTEN[kind])) for _, kind in rows[0]]
    cells = [
        [style(value) if value != "" else "" for style, (value, _) in zip(styles, row, strict=True)] for row in rows
    ]
    header = draw(st.sampled_from(HEADERS))
    lines = [[header(name) for name in columns], *cells]
    if draw(st.booleans()):
        lines.insert(1, [])
        lines.append([""] * len(columns))
    always = draw(st.booleans())
    text = "".join(
        delimiter.join([*(quoted(c, delimiter, always) for c in line), *[""] * tail]) + "\r\n" for line in lines
    )
    if draw(st.booleans()):
        text = f"{'DAFTAR ' + name.upper()}{delimiter * tail}\r\n\r\n" + text
    if draw(st.booleans()):
        text = f"sep={delimiter}\r\n" + text
    return name, text.encode(draw(st.sampled_from(ENCODINGS)), errors="strict")


def quoted(cell: str, delimiter: str, always: bool) -> str:
    if always or any(sign in cell for sign in f'{delimiter}"\n'):
        return '"' + cell.replace('"', '""') + '"'
    return cell


def cells_of(name: str, data: bytes, file: str = "") -> list[tuple]:
    """The clean cells of a file, without judging them."""
    with TemporaryDirectory() as there:
        path = Path(there) / (file or f"{name}.csv")
        path.write_bytes(data)
        isi = read_office_file(path, columns(name), known().limits, places())
    assert isi.faults == []
    return [*zip(*(isi.kolom[column] for column in CLEAN[name][0]), strict=True)]


def clean(name: str) -> list[tuple]:
    """The same table as a clean file says it."""
    heads, rows = CLEAN[name]
    lines = [heads, *([str(value) for value, _ in row] for row in rows)]
    return cells_of(
        name, "".join(",".join(quoted(cell, ",", False) for cell in line) + "\n" for line in lines).encode()
    )


@pytest.mark.parametrize("name", sorted(CLEAN))
def test_a_clean_file_is_what_it_says(name):
    said = [tuple(f"{value}" for value, _ in row) for row in CLEAN[name][1]]
    assert clean(name) == said


def test_a_file_saved_by_excel_in_indonesian_is_a_table_with_types():
    rows = (
        f"{MEDONO};2.028; Rp1.200.000.000,00 ;SK;PPAS;;\n\n{BENDAN};2028;98500000,00;SK;;;\nTOTAL;;1.298.500.000;;;;\n"
    )
    assert table("pagu", f"\ufeffsep=;\nPagu Kelurahan;;;;;;\n\nKODE ; Tahun;Pagu;Dasar;Tahap;;\n{rows}") == [
        (MEDONO, 2028, 1_200_000_000, "SK", "ppas"),
        (BENDAN, 2028, 98_500_000, "SK", ""),
    ]


@settings(max_examples=300, deadline=None)
@given(saved())
def test_the_same_table_is_read_however_a_program_saved_it(written):
    name, data = written
    assert cells_of(name, data) == clean(name)


@pytest.mark.parametrize("name", sorted(CLEAN))
def test_a_workbook_of_the_same_table_means_the_same(name):
    heads, rows = CLEAN[name]
    cells = [[value for value, _ in row] for row in rows]
    data = workbook({"Data": [["Daftar"], [], list(heads), *cells], "Catatan": [["Mohon dicek"]]})
    assert cells_of(name, data, f"{name}.xlsx") == clean(name)


def test_a_workbook_stands_for_the_packaged_table():
    data = workbook({"2028": [["Kode", "Tahun", "Pagu", "Dasar"], [MEDONO, 2028, 1_200_000_000.0, "SK"]]})
    assert table("pagu", data, "pagu.xlsx") == [(MEDONO, 2028, 1_200_000_000, "SK", "")]


# What cannot be read: one sentence each, with file, line, column, value and an example

PAGU = "kode;tahun;pagu;dasar;tahap\n"


FAULTS = tomllib.loads((Path(__file__).parent / "data" / "office_faults.toml").read_text(encoding="utf-8"))["fault"]


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault["told"][:60])
def test_each_fault_is_one_sentence_with_its_place_and_the_cure(fault):
    told = faults if fault.get("silang") else faults_alone
    assert told(fault["file"], fault["text"]) == [f"{fault['file']}.csv: {fault['told']}."]


def test_a_file_of_another_kind_is_told_as_what_it_is():
    ((told),) = faults_alone("pagu", b"\x89PNG\r\n")
    assert told.startswith("pagu.csv: Yang kami terima berupa foto.")
    assert told.endswith("Simpan ulang sebagai CSV atau XLSX dengan judul kolom kode, tahun, pagu, dasar.")


def test_all_faults_of_all_files_are_told_at_once_up_to_a_sane_number():
    told = refused(
        {
            "pagu.csv": PAGU + "".join(f"{MEDONO};2028;x;SK;\n" for _ in range(500)),
            "jadwal.csv": f"kode;tanggal;jam;tempat\n{PODOSUGIH};besok;;\n",
            "harga.csv": "kode;satuan;harga;tahun;dasar\nA9.9;m;5000;2026;x\n",
        }
    )
    assert [sum(line.startswith(name) for line in told) for name in ("pagu.csv", "jadwal.csv", "harga.csv")] == [
        21,
        1,
        1,
    ]
    assert "pagu.csv: dan 480 hal lain di berkas ini." in told


def test_a_fault_of_the_list_of_kelurahan_makes_no_false_ones_of_those_that_name_them():
    told = refused({"kelurahan.csv": "kode;nama\n", "pagu.csv": f"{PAGU}Medono;2028;1.200.000.000;SK;\n"})
    assert {line.partition(":")[0] for line in told} == {"kelurahan.csv"}


def test_a_fault_in_one_place_hides_none_in_another():
    told = refused({"pagu (1).csv": PAGU, "pagu.csv": f"{PAGU}Medono;2028;1.200;SK;\n"})
    assert [line.partition(" ")[0] for line in told] == ["reference/pagu", "pagu.csv:"]


@pytest.mark.parametrize(
    "bomb", [b"PK\x03\x04" + b"\x00" * 500, b"a" * (65 << 20), b"kode;" * 300_000], ids=["torn", "huge", "wide"]
)
def test_a_file_that_costs_too_much_is_refused_as_a_submission_is(bomb):
    assert len(faults_alone("pagu", bomb)) == 1


def test_a_line_that_stands_twice_is_one_line():
    line = f"{MEDONO};2028;1.200.000.000;SK;\n"
    assert len(table("pagu", PAGU + line + line)) == 1


def test_lines_of_another_year_and_columns_that_nobody_knows_are_named():
    lines = "".join(f"{kode};2027;900.000.000;SK;\n" for kode in (MEDONO, PODOSUGIH))
    assert remarks("pagu", PAGU.replace("tahap", "Camat") + lines) == [
        "pagu.csv: kolom «Camat» tidak dikenal, jadi tidak dipakai.",
        "pagu.csv: tahun 2027 tidak dipakai pada rencana 2028 (baris 2, baris 3).",
    ]
    assert remarks("jadwal", f"kode;tanggal;jam;tempat\n{MEDONO};20/01/2028;;\n") == [
        "jadwal.csv: tahun 2028 mohon dicek, karena rapatnya biasanya setahun sebelum rencana 2028 (baris 2)."
    ]


# Names that nothing reads


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("pagu.csv.txt", "pagu.csv"),
        ("Pagu (1).csv", "pagu.csv"),
        ("pagu - Salinan.csv", "pagu.csv"),
        ("PAGU.CSV", "pagu.csv"),
        ("rt rw.csv", "rt_rw.csv"),
        ("RT-RW.csv", "rt_rw.csv"),
        ("faskel.xls", "faskel.csv"),
        ("jadwal.ods", "jadwal.csv"),
        ("Copy of harga.xlsx", "harga.csv"),
        ("alias kolom.csv", "alias_kolom.csv"),
        ("batas.json", "batas.geojson"),
    ],
)
def test_a_file_whose_name_resembles_one_of_ours_is_refused_with_the_name_it_should_have(tmp_path, name, meant):
    lay(tmp_path, name, PAGU)
    assert misplaced(tmp_path) == [f"reference/{name} tidak dibaca karena namanya. Ganti menjadi reference/{meant}."]


def test_what_stands_beside_the_file_that_is_read_is_told_too():
    cure = "pindahkan ke luar folder reference, atau jadikan penggantinya."
    assert refused({"pagu.csv": PAGU, "pagu (2).csv": PAGU, "pagu.xlsx": b""}) == [
        f"reference/pagu (2).csv tidak dibaca karena namanya. Yang dibaca reference/pagu.csv; {cure}",
        "reference/pagu.csv dan reference/pagu.xlsx berisi daftar yang sama. Sisakan satu yang berlaku.",
    ]


def test_a_folder_in_the_place_of_a_file_is_told(tmp_path):
    (tmp_path / "reference" / "jadwal.csv").mkdir(parents=True)
    assert misplaced(tmp_path) == [
        "reference/jadwal.csv berupa folder, padahal seharusnya berkas. Ganti dengan berkasnya, atau pindahkan."
    ]


def test_a_list_one_folder_too_high_and_a_folder_under_another_name_are_told(tmp_path):
    (tmp_path / "referensi").mkdir()
    shutil.copyfile(PACKAGED / "reference" / "harga.csv", tmp_path / "referensi" / "harga.csv")
    (tmp_path / "pagu.csv").write_text(PAGU)
    assert misplaced(tmp_path) == [
        "pagu.csv tidak dibaca karena tempatnya. Pindahkan ke reference/pagu.csv.",
        "Folder referensi tidak dibaca karena namanya. Ganti menjadi reference.",
    ]


def test_other_files_are_named_and_those_of_systems_are_not(tmp_path):
    for name in (
        "~$pagu.xlsx",
        ".~lock.pagu.csv#",
        "desktop.ini",
        "Thumbs.db",
        ".DS_Store",
        "SK Pagu 2027.pdf",
        "catatan rapat.docx",
    ):
        lay(tmp_path, name, "x")
    assert misplaced(tmp_path) == []
    assert unread(tmp_path) == [
        "reference/SK Pagu 2027.pdf tidak dibaca, karena bukan daftar yang dikenal.",
        "reference/catatan rapat.docx tidak dibaca, karena bukan daftar yang dikenal.",
    ]
