"""Text as people save it: encodings, delimiters, title lines, quotes, line ends, sums and signatures."""

from pathlib import Path

import pytest

from tests.intake.sheets import data_rows, notes, read_bytes, reasons, why_refused

HEADER = "No;RT;RW;Masalah;Usulan;Lokasi;Volume;Biaya"
ROW = "1;03;05;Gang gelap – rawan;Lampu jalan;Gang é;4 titik;20 jt"
READ = {
    **{"no": "1", "rt": "03", "rw": "05", "masalah": "Gang gelap – rawan", "usulan": "Lampu jalan"},
    **{"lokasi": "Gang é", "volume": "4 titik", "biaya": "20 jt"},
}

ENCODINGS = {
    "utf-8": lambda text: text.encode(),
    "utf-8-sig": lambda text: text.encode("utf-8-sig"),
    "utf-16": lambda text: text.encode("utf-16"),
    "utf-16-le": lambda text: text.encode("utf-16-le"),
    "utf-16-be": lambda text: text.encode("utf-16-be"),
    "cp1252": lambda text: text.encode("cp1252"),
}


@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"], ids=["semicolon", "comma", "tab", "bar"])
@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"], ids=["LF", "CRLF", "CR"])
def test_every_encoding_delimiter_and_line_end_gives_the_same_row(tmp_path: Path, delimiter, encoding, ending):
    text = ending.join([HEADER, ROW, ""]).replace(";", delimiter)
    content = read_bytes(tmp_path, ENCODINGS[encoding](text))
    assert (content.encoding, content.pemisah) == (encoding, delimiter)
    assert data_rows(content) == [{"nomor": 2, **READ}]


def test_utf_16_with_the_other_mark(tmp_path: Path):
    content = read_bytes(tmp_path, b"\xfe\xff" + f"{HEADER}\n{ROW}\n".encode("utf-16-be"))
    assert data_rows(content) == [{"nomor": 2, **READ}]


def test_title_lines_sep_blank_lines_sums_and_signatures_are_told_apart(tmp_path: Path):
    text = "\n".join(
        ["sep=;", "DAFTAR USULAN;;;", "", HEADER, "(1);(2);(3);(4);(5);(6);(7);(8)", ROW, ";;;;;;;", "A. FISIK;;;"]
        + [HEADER, "2;;;Rob;Talud;;;", "3;04;05;;;;;", "TOTAL;;;;;;;20 jt", ";;;;Jumlah;;;20 jt", "Mengetahui,;;;"]
        + [";;;;Ketua RW 05;;;", ";;;;( Slamet );;;"]
    )
    content = read_bytes(tmp_path, text)
    assert [row["nomor"] for row in data_rows(content)] == [6, 10]
    assert reasons(content) == {
        1: "baris judul di atas tabel",
        2: "baris judul di atas tabel",
        3: "baris judul di atas tabel",
        4: "baris judul kolom",
        5: "baris nomor kolom",
        7: "baris kosong",
        8: "baris judul di atas tabel",
        9: "baris judul kolom",
        11: "baris belum diisi",
        12: "baris jumlah",
        13: "baris jumlah",
        14: "baris tanda tangan",
        15: "baris tanda tangan",
        16: "baris tanda tangan",
    }


def test_a_row_that_lacks_its_proposal_is_kept_to_be_asked_back(tmp_path: Path):
    content = read_bytes(tmp_path, f"{HEADER}\n{ROW}\n2;03;05;Rob;;Gang 3;;\n3;03;05;;Talud;;;\n4;;;;;Gang 4;2;5 jt\n")
    assert [row["nomor"] for row in data_rows(content)] == [2, 3, 4, 5]


LEFT_OUT = "isi tanpa usulan dan masalah;tetapi panjang sekali sehingga mungkin usulan yang tercecer"


def test_nothing_that_may_be_a_proposal_is_taken_for_a_remark(tmp_path: Path):
    comma_row = "2,03,05,Rob,Talud,Gang 3,10 m,5 jt"
    content = read_bytes(tmp_path, f"{HEADER}\n{ROW}\n{comma_row}\n")
    assert [row["nomor"] for row in data_rows(content)] == [2, 3]


def test_a_lone_nihil_in_any_cell_is_an_answer_and_no_remark(tmp_path: Path):
    content = read_bytes(tmp_path, f"{HEADER}\nNIHIL;;;;;;;\n")
    assert data_rows(content) == [{"nomor": 2, "no": "NIHIL"}]


# Quotes


def test_quotes_hide_delimiters_and_line_ends_and_records_are_numbered_by_their_first_line(tmp_path: Path):
    text = f'{HEADER}\n1;03;05;"Gang; gelap\nsekali ""malam""";Lampu;"Gang\n3";;\n2;03;05;Rob;Talud;;;\n'
    content = read_bytes(tmp_path, text)
    assert [(row["nomor"], row["masalah"]) for row in data_rows(content)] == [
        (2, 'Gang; gelap\nsekali "malam"'),
        (5, "Rob"),
    ]


UNCLOSED = {
    "never closed": ['1;03;05;Pipa;"pipa 4 inci;Gang 3;2;5 jt', "2;03;05;Rob;Talud;;;", "3;03;05;Got;Selokan;;;"],
    "closed by another row": [
        '1;03;05;Pipa;"pipa 4 inci;G 3;2;5 jt',
        '2;03;05;Rob;Talud 4";;;',
        "3;03;05;Got;Selokan;;;",
    ],
    "words after it": ['1;03;05;Pipa;"pipa" 4 inci;Gang 3;2;5 jt', "2;03;05;Rob;Talud;;;", "3;03;05;Got;Selokan;;;"],
}


@pytest.mark.parametrize("rows", UNCLOSED.values(), ids=list(UNCLOSED))
def test_a_stray_quote_swallows_no_other_row(tmp_path: Path, rows):
    content = read_bytes(tmp_path, "\n".join([HEADER, *rows]))
    assert [(row["nomor"], row["masalah"]) for row in data_rows(content)] == [(2, "Pipa"), (3, "Rob"), (4, "Got")]
    assert "4 inci" in data_rows(content)[0]["usulan"]
    assert notes(content) == []


def test_a_row_that_a_stray_quote_leaves_with_other_columns_is_asked_back(tmp_path: Path):
    text = f'{HEADER}\n1;03;05;Pipa;"pipa 4 inci; Gang 3;Gang 3;2;5 jt\n2;03;05;Rob;Talud;;;\n'
    content = read_bytes(tmp_path, text)
    assert [row["nomor"] for row in data_rows(content)] == [2, 3]
    assert notes(content) == [(2, "kutip_terbuka", "", "")]


def test_a_quote_in_a_title_line_does_not_hide_the_header(tmp_path: Path):
    content = read_bytes(tmp_path, f'"Usulan RW 05\n{HEADER}\n{ROW}\n')
    assert data_rows(content) == [{"nomor": 3, **READ}]


# Several header rows, several tables


def test_a_second_header_row_completes_the_first(tmp_path: Path):
    header = "No;Lokasi;;;Masalah;Usulan;Volume;;Biaya\n;Alamat;RT;RW;;;Jumlah;Satuan;(Rp)\n"
    content = read_bytes(tmp_path, f"{header}1;Gang 3;03;05;Rob;Talud;40;m;5 jt\n")
    assert data_rows(content) == [
        {
            **{"nomor": 3, "no": "1", "lokasi": "Gang 3", "rt": "03", "rw": "05", "masalah": "Rob"},
            **{"usulan": "Talud", "volume": "40", "satuan": "m", "biaya": "5 jt"},
        }
    ]
    assert reasons(content) == {1: "baris judul kolom", 2: "baris judul kolom"}


def test_a_second_table_has_its_own_block_and_its_own_columns(tmp_path: Path):
    text = "\n".join(
        ["Kelurahan : Bandengan;;", "RW : 05;RT : 03;", "Masalah;Usulan;Lokasi", "Rob;Talud;Gang 3", ";;"]
        + ["RW : 06;;", "Usulan;Masalah;Biaya", "Lampu;Gelap;5 jt"]
    )
    first, second = read_bytes(tmp_path, text).sheets
    assert (first.konteks, second.konteks) == (
        {"kelurahan": "Bandengan", "rw": "05", "rt": "03"},
        {"kelurahan": "Bandengan", "rw": "06"},
    )
    assert [(row["nomor"], row["masalah"], row["usulan"]) for row in data_rows(read_bytes(tmp_path, text))] == [
        (4, "Rob", "Talud"),
        (8, "Gelap", "Lampu"),
    ]


def test_a_header_of_two_rows_stays_whole_above_the_next_one(tmp_path: Path):
    tables = ("RW;Masalah;Usulan\n05;Rob;Talud", "No;Masalah;Usulan;Lokasi\n;;;RT", "Masalah;Usulan;RW\nGelap;Lampu;06")
    content = read_bytes(tmp_path, "\n".join(tables))
    assert [(row["nomor"], row["usulan"]) for row in data_rows(content)] == [(2, "Talud"), (6, "Lampu")]
    assert reasons(content) == dict.fromkeys((1, 3, 4, 5), "baris judul kolom")


def test_a_second_table_without_its_columns_refuses_the_file(tmp_path: Path):
    assert why_refused(tmp_path, f"{HEADER}\n{ROW}\n;;;;;;;\nNo;RW;RT;Usulan;Biaya\n1;5;3;Talud;5 jt\n") == (
        "tabel_ganda",
        "4",
    )


# Refusals


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", ("berkas_kosong", "")),
        ("  \n \n", ("berkas_kosong", "")),
        ("nama;umur\nA;3\n", ("judul_kolom", "")),
        ("No;Usulan;Lokasi\n1;Talud;Gang 3\n", ("kolom_wajib", "Masalah")),
        ("No;Masalah;Gagasan;Aspirasi\n1;Rob;Talud;Talud\n", ("kolom_ganda", "«Gagasan» dan «Aspirasi»")),
        ("Masalah;Usulan\n\x00\x00Rob;Talud\n", ("berkas_rusak", "")),
        ("Masalah;Usulan\n" + "Rob;Talud\n" * 200_001, ("berkas_besar", "200.000 baris")),
        ("Masalah;Usulan\nRob;" + "x" * 2**20, ("berkas_besar", "1 MB untuk satu baris")),
        ("Masalah;Usulan;" + ";".join(f"k{n}" for n in range(299)), ("berkas_besar", "300 kolom")),
    ],
)
def test_what_is_no_table_of_ours_is_refused_with_the_reason(tmp_path: Path, text, reason):
    assert why_refused(tmp_path, text) == reason


def test_exactly_200_000_rows_are_read(tmp_path: Path):
    assert read_bytes(tmp_path, "Masalah;Usulan\n" + "Rob;Talud\n" * 200_000).records == 200_001
