"""Files that cost far more than they weigh, one of each kind: what a hostile or an unlucky sender may drop.

Sizes are those that hurt. Each is made when it is asked for, so that a test holds one of them at a time.
"""

import io
import struct
import zipfile
from collections.abc import Callable, Iterable

HEADER = "Kelurahan;RW;RT;Masalah;Usulan;Lokasi;Biaya\n"
ROW = "Bandengan;05;03;Rob setiap hari;Perbaikan saluran;Gang 3;20000000\n"
NAMES = ("Kelurahan", "RW", "RT", "Masalah", "Usulan", "Lokasi", "Biaya")
CELLS = ("Bandengan", "05", "03", "Rob setiap hari", "Perbaikan saluran", "Gang 3", "20000000")
MB = 1 << 20

MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def text(cell: str) -> str:
    return f'<c t="inlineStr"><is><t>{cell}</t></is></c>'


def row(cells: Iterable[str], number: str = "") -> str:
    return f"<row{number}>{''.join(map(text, cells))}</row>"


def page(rows: str, *, before: str = "", after: str = "") -> str:
    return f"{HEAD}<worksheet {MAIN}>{before}<sheetData>{rows}</sheetData>{after}</worksheet>"


GOOD = page(row(NAMES) + row(CELLS))


def book(sheets: Iterable[str], further: dict[str, str] | None = None, defined: str = "") -> dict[str, bytes]:
    """The parts of a workbook whose sheets are these."""
    pages = list(sheets)
    numbers = range(1, len(pages) + 1)
    listed = "".join(f'<sheet name="Lembar{n}" sheetId="{n}" r:id="rId{n}"/>' for n in numbers)
    links = "".join(
        f'<Relationship Id="rId{n}" Type="{LINKS}/worksheet" Target="worksheets/sheet{n}.xml"/>' for n in numbers
    )
    types = (
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
    )
    parts = {
        "[Content_Types].xml": f'{HEAD}<Types xmlns="{PACKAGE}/content-types">{types}</Types>',
        "_rels/.rels": f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" '
        f'Type="{LINKS}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'{HEAD}<workbook {MAIN} xmlns:r="{LINKS}"><sheets>{listed}</sheets>{defined}</workbook>',
        "xl/_rels/workbook.xml.rels": f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">{links}</Relationships>',
        **{f"xl/worksheets/sheet{n}.xml": one for n, one in zip(numbers, pages, strict=True)},
        **(further or {}),
    }
    return {name: part.encode() for name, part in parts.items()}


def zipped(parts: Iterable[tuple[str, bytes]]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as packed:
        for name, data in parts:
            packed.writestr(name, data)
    return out.getvalue()


def xlsx(*sheets: str, **more) -> bytes:
    return zipped(book(sheets, **more).items())


def shared(*strings: str) -> str:
    items = "".join(f"<si><t>{one}</t></si>" for one in strings)
    return f"{HEAD}<sst {MAIN}>{items}</sst>"


def with_shared(sheet: str, strings: str) -> bytes:
    parts = book([sheet], {"xl/sharedStrings.xml": strings})
    link = f'<Relationship Id="rIdS" Type="{LINKS}/sharedStrings" Target="sharedStrings.xml"/></Relationships>'
    name = "xl/_rels/workbook.xml.rels"
    parts[name] = parts[name].replace(b"</Relationships>", link.encode())
    return zipped(parts.items())


def pointing(count: int, index: int = 0) -> str:
    return "<row>" + f'<c t="s"><v>{index}</v></c>' * count + "</row>"


def nested(depth: int) -> str:
    return "<x>" * depth + "</x>" * depth


def laughing() -> str:
    """Entities that name each other: ten to the ninth signs, if anybody resolves them."""
    lines = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    return f'<?xml version="1.0"?><!DOCTYPE sst [<!ENTITY a0 "aaaaaaaaaa">{lines}]>'


def overlapping(copies: int) -> bytes:
    """Many entries of the directory that all point at one part."""
    data = zipped([("xl/workbook.xml", bytes(8 * MB))])
    end = data.rindex(b"PK\x05\x06")
    start = int.from_bytes(data[end + 16 : end + 20], "little")
    one = data[start:end]
    tail = bytearray(data[end:])
    tail[8:12] = struct.pack("<HH", copies, copies)
    tail[12:16] = struct.pack("<I", len(one) * copies)
    return data[:start] + one * copies + bytes(tail)


def doubled() -> bytes:
    """A part that stands there twice, once small and once huge."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as packed:
        for name, data in book([GOOD]).items():
            packed.writestr(name, data)
        packed.writestr("xl/worksheets/sheet2.xml", bytes(400 * MB))
        packed.writestr("xl/worksheets/sheet3.xml", bytes(400 * MB))
    return out.getvalue()


def lying() -> bytes:
    """Sizes of the directory that name far more than the file holds."""
    data = bytearray(xlsx(GOOD))
    at = data.rindex(b"PK\x01\x02")
    data[at + 20 : at + 28] = struct.pack("<II", 0xFFFFFFFE, 0xFFFFFFFE)
    return bytes(data)


WORD = "y" * 50 * MB
DATED = '<xf numFmtId="14"/>'


def many_names(count: int) -> bytes:
    """One sheet under many names."""
    listed = "".join(f'<sheet name="L{n}" sheetId="{n}" r:id="rId1"/>' for n in range(1, count))
    workbook = f'{HEAD}<workbook {MAIN} xmlns:r="{LINKS}"><sheets>{listed}</sheets></workbook>'
    return zipped((book([page(row(NAMES) + row(CELLS) * 20_000)]) | {"xl/workbook.xml": workbook.encode()}).items())


def chat(blocks: int) -> str:
    return "".join(f"RT: 03\nRW: 05\nMasalah: rob {n}\nUsulan: talud {n}\n\n" for n in range(blocks))


def csv(*rows: str) -> bytes:
    return (HEADER + "".join(rows)).encode()


def one_cell(cell: str, column: int = 4) -> str:
    cells = [*CELLS]
    cells[column] = cell
    return ";".join(cells) + "\n"


def panicking() -> bytes:
    """A date so long ago that the reader of the cells gives up, and the process with it."""
    dated = f'{HEAD}<styleSheet {MAIN}><cellXfs><xf numFmtId="14"/></cellXfs></styleSheet>'
    parts = book([page(row(NAMES) + '<row><c s="0"><v>-1e18</v></c></row>')], {"xl/styles.xml": dated})
    link = f'<Relationship Id="rIdG" Type="{LINKS}/styles" Target="styles.xml"/></Relationships>'
    name = "xl/_rels/workbook.xml.rels"
    parts[name] = parts[name].replace(b"</Relationships>", link.encode())
    return zipped(parts.items())


Bomb = Callable[[], bytes]
WORKBOOKS: dict[str, Bomb] = {
    "tanggal purba.xlsx": panicking,
    "baris terakhir, kutip tunggal.xlsx": lambda: xlsx(page(row(NAMES) + row(CELLS, " r='1048576'"))),
    "baris di luar lembar.xlsx": lambda: xlsx(page(row(NAMES) + row(CELLS, " r='4294967295'"))),
    "sel di luar lembar.xlsx": lambda: xlsx(page(row(NAMES) + "<row><c r='ZZZZ9'><v>1</v></c></row>")),
    "sel terjauh.xlsx": lambda: xlsx(
        page(row(NAMES) + row(CELLS) + '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>')
    ),
    "sel terjauh, ruang nama.xlsx": lambda: xlsx(
        page(
            row(NAMES) + '<x:row xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main" '
            'r="1048576"><x:c r="XFD1048576"><x:v>1</x:v></x:c></x:row>'
        )
    ),
    "sel terjauh, spasi.xlsx": lambda: xlsx(
        page(row(NAMES) + "<row\n\tr = '1048576'\n><c\nr\t=\t'XFD1048576'\n><v>1</v></c></row>")
    ),
    "sel terjauh, entitas.xlsx": lambda: xlsx(
        page(row(NAMES) + '<row r="1&#48;48576"><c r="&#88;FD1048576"><v>1</v></c></row>')
    ),
    "sel terjauh, UTF-16.xlsx": lambda: zipped(
        {
            **book([GOOD]),
            "xl/worksheets/sheet1.xml": page(row(NAMES) + '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>')
            .replace("UTF-8", "UTF-16")
            .encode("utf-16"),
        }.items()
    ),
    "ukuran lembar.xlsx": lambda: xlsx(page(row(NAMES) + row(CELLS), before='<dimension ref="A1:XFD1048576"/>')),
    "gabung sejuta.xlsx": lambda: xlsx(
        page(row(NAMES) + row(CELLS), after='<mergeCells><mergeCell ref="A2:XFD1048576"/></mergeCells>')
    ),
    "sejuta gabungan.xlsx": lambda: xlsx(
        page(
            row(NAMES) + row(CELLS) * 9,
            after="<mergeCells>" + '<mergeCell ref="A2:G1048576"/>' * 1_000_000 + "</mergeCells>",
        )
    ),
    "satu sel 200 MB.xlsx": lambda: xlsx(page(row(NAMES) + row([*CELLS[:4], "x" * (200 * MB), *CELLS[5:]]))),
    "sel 2 MB.xlsx": lambda: xlsx(page(row(NAMES) + row([*CELLS[:4], "x" * (2 * MB), *CELLS[5:]]))),
    "kalimat berbagi 1 MB.xlsx": lambda: with_shared(
        page(row(NAMES) + row(CELLS) + pointing(7) * 100_000), shared("kata " * 200_000)
    ),
    "kalimat berbagi 32 KB.xlsx": lambda: with_shared(
        page(row(NAMES) + row(CELLS) + pointing(7) * 190_000), shared("kata " * 6_500)
    ),
    "sejuta kalimat berbagi.xlsx": lambda: with_shared(page(row(NAMES) + row(CELLS)), shared(*["x"] * 10_000_000)),
    "entitas bertingkat.xlsx": lambda: with_shared(
        page(row(NAMES) + pointing(7)), f"{laughing()}<sst {MAIN}><si><t>&a9;</t></si></sst>"
    ),
    "gaya sejuta.xlsx": lambda: xlsx(
        GOOD, further={"xl/styles.xml": f"{HEAD}<styleSheet {MAIN}><cellXfs>{DATED * 5_000_000}</cellXfs></styleSheet>"}
    ),
    "format panjang.xlsx": lambda: xlsx(
        GOOD,
        further={
            "xl/styles.xml": f'{HEAD}<styleSheet {MAIN}><numFmts><numFmt numFmtId="170" formatCode="{WORD}"/></numFmts>'
            f'<cellXfs><xf numFmtId="170"/></cellXfs></styleSheet>'
        },
    ),
    "bersarang.xlsx": lambda: xlsx(page(row(NAMES) + row(CELLS), after=nested(5_000_000))),
    "bersarang dalam sel.xlsx": lambda: xlsx(page(row(NAMES) + f'<row hidden="1"><c>{nested(3_000_000)}</c></row>')),
    "nama sejuta.xlsx": lambda: xlsx(
        GOOD,
        defined="<definedNames>"
        + "".join(f'<definedName name="n{n}">Lembar1!$A$1</definedName>' for n in range(1_000_000))
        + "</definedNames>",
    ),
    "sembilan ribu lembar.xlsx": lambda: xlsx(*[GOOD] * 9_000),
    "lembar yang sama.xlsx": lambda: many_names(5_000),
    "16384 kolom.xlsx": lambda: xlsx(
        page(row([*NAMES, *(f"Kolom {n}" for n in range(16_377))]) + row(["x"] * 16_384) * 50)
    ),
    "16384 kolom tanpa judul.xlsx": lambda: xlsx(page(row(NAMES) + row(["x"] * 16_384) * 700)),
    "16384 kolom kosong.xlsx": lambda: xlsx(
        page(row(NAMES) + "<row>" + "<c/>" * 16_384 + "</row>" * 1 + row(CELLS) * 700)
    ),
    "judul berulang.xlsx": lambda: xlsx(page((row(NAMES) + row(CELLS)) * 90_000)),
    "rumus sejuta.xlsx": lambda: xlsx(page(row(NAMES) + ("<row>" + "<c><f>A1</f></c>" * 100 + "</row>") * 100_000)),
    "semua tersembunyi.xlsx": lambda: xlsx(page(row(NAMES) + row(CELLS, ' hidden="1"') * 190_000)),
    "diagram.xlsx": lambda: zipped(
        {
            **book([GOOD]),
            "xl/_rels/workbook.xml.rels": book([GOOD])["xl/_rels/workbook.xml.rels"].replace(
                b"/worksheet", b"/chartsheet", 1
            ),
        }.items()
    ),
    "bagian bertumpuk.xlsx": lambda: overlapping(60_000),
    "bagian bertumpuk sedikit.xlsx": lambda: overlapping(900),
    "bagian ganda.xlsx": doubled,
    "ukuran palsu.xlsx": lying,
    "tanpa akhir.xlsx": lambda: xlsx(page(row(NAMES) + row(CELLS)) + "<!--" + "-" * 100 * MB),
    "satu tanda 400 MB.xlsx": lambda: xlsx(page(row(NAMES) + row(CELLS) + f'<row x="{"y" * 400 * MB}"></row>')),
}
TEXTS: dict[str, Bomb] = {
    "judul 200.004 sel.csv": lambda: csv().replace(b"\n", b";x" * 200_000 + b"\n") + ROW.encode() * 50,
    "judul kosong 1 juta.csv": lambda: csv().replace(b"\n", b";" * 1_000_000 + b"\n") + ROW.encode() * 50,
    "judul lebar, baris pendek.csv": lambda: csv().replace(b"\n", b";x" * 20_000 + b"\n") + b"a\n" * 199_000,
    "baris lebar.csv": lambda: csv(ROW, ("x;" * 500_000 + "\n") * 60),
    "kutip sejuta.csv": lambda: csv(ROW, '"' * 1_000_001 + "\n", ROW),
    "kutip berselang.csv": lambda: csv(ROW, '"a' * 5_000_000 + "\n"),
    "kutip tiap baris.csv": lambda: csv('a;"b;c\n' * 150_000),
    "kutip dibuka tiap baris.csv": lambda: csv('Bandengan;05;03;"Rob;Talud;Gang;1\n' * 190_001),
    "kutip banyak baris.csv": lambda: csv('Bandengan;05;03;"Rob\n\n\n\n";Talud;Gang;1\n' * 190_000),
    "satu baris.csv": lambda: csv("x" * (60 * MB)),
    "hanya baris baru.csv": lambda: csv("\n" * (60 * MB)),
    "hanya pembatas.csv": lambda: csv(";" * (60 * MB)),
    "hanya kutip.csv": lambda: b'"' * (60 * MB),
    "hanya pembatas, pendek.csv": lambda: csv((";" * 250 + "\n") * 199_000),
    "judul berulang.csv": lambda: csv((HEADER + ROW) * 99_000),
    "judul saja.csv": lambda: HEADER.encode() * 199_000,
    "judul berulang lebar.csv": lambda: (
        (HEADER[:-1] + "".join(f";Kolom {n}" for n in range(290)) + "\n" + ROW).encode() * 9_000
    ),
    "judul tak dikenal.csv": lambda: (
        csv().replace(b"\n", b"".join(b";Kolom tak dikenal %d" % n for n in range(290)) + b"\n") + ROW.encode() * 90_000
    ),
    "blok di atas.csv": lambda: b"RW : 05\n" * 55 + b"Tahun : 2028 " * 80_000 + b"\n" + csv(ROW),
    "judul 1 MB.csv": lambda: b"USULAN RT 03 RW 05 " * 50_000 + b"\n" + csv(ROW),
    "judul titik dua.csv": lambda: b"a:" * 400_000 + b"\n" + csv(ROW),
    "judul satu kata.csv": lambda: b"x" * 1_000_000 + b":" + b"y" * 1000 + b"\n" + csv(ROW),
    "tahun 200.000.csv": lambda: ("Tahun;" + HEADER + "".join(f"{n};{ROW}" for n in range(190_000))).encode(),
    "id panjang.csv": lambda: ("ID Usulan;" + HEADER + ("x" * 900_000 + ";" + ROW) * 60).encode(),
    "obrolan 450 KB.txt": lambda: ("RT: 03\nRW: 05\nMasalah: rob\nUsulan: talud\n" + "lanjut\n" * 65_000).encode(),
    "obrolan banyak.txt": lambda: chat(39_000).encode(),
    "obrolan nama.txt": lambda: ("RT: 03\nMasalah: rob\nUsulan: talud\n" + "catatan: a\n" * 400_000).encode(),
    "obrolan sebaris.txt": lambda: ("RT: 03\nMasalah: rob\nUsulan: " + "talud RT: 1 " * 5_000_000).encode(),
    "obrolan titik dua.txt": lambda: ("RT: 03\nMasalah: rob\nUsulan: talud\n" + ("x:" * 500_000 + "\n") * 20).encode(),
    "obrolan spasi.txt": lambda: ("RT: 03\nMasalah: rob\nUsulan: talud\n" + ("a " * 500_000 + "\n") * 30).encode(),
    "obrolan nama lain.txt": lambda: (
        "RT: 03\nMasalah: rob\nUsulan: talud\n"
        + "".join(f"nama {chr(97 + n % 26)}{chr(97 + n // 26 % 26)}{chr(97 + n // 676)}: x\n" for n in range(17_000))
    ).encode(),
    "pesan panjang.txt": lambda: ("Kode berkas: " + "a" * 30 * MB).encode(),
    "kosong melulu.txt": lambda: b" " * (60 * MB),
    "baris kosong UTF-16.csv": lambda: csv("\n" * (20 * MB)).decode().encode("utf-16"),
}
# One cell of nearly the record's limit in each column, with what its grammar looks at.
FILLINGS = {
    "angka": "1 " * 450_000,
    "rt": "RT 1," * 180_000,
    "rw": "RW 05/" * 150_000,
    "rupiah": "Rp1.000.000 s/d " * 60_000,
    "kali": "2 x " * 220_000,
    "titik": "." * 900_000,
    "nol": "0" * 900_000,
    "spasi": "a" + " " * 900_000 + "b",
    "kata": "perbaikan saluran got jalan paving " * 25_000,
    "kata lain": " ".join(f"k{n}" for n in range(130_000)),
    "nama": "Pak Budi rumah Bu Ani " * 40_000,
    "kurung": "(" * 450_000 + ")" * 450_000,
    "garis": "-" * 900_000,
    "tanggal": "5 Januari 2027 " * 60_000,
    "huruf": "x" * 900_000,
    "rumus": "=" * 900_000,
    "koordinat": "-6.9," * 180_000,
    "markah": "<b>&amp;" * 110_000,
}
COLUMNS = (
    "Tahun Kelurahan Kecamatan RW RT RT/RW Lembaga Pengusul Kontak Tanggal Peserta Masalah Usulan Kegiatan Lokasi "
    "Lat Lon Status_lahan Volume Satuan Biaya Swadaya Sumber_dana Penerima_manfaat Urgensi Inovasi Prioritas Tanda "
    "Catatan Lain"
).split()


def filled(filling: str) -> bytes:
    """A row for each column, that column's cell being huge and the others honest."""
    honest = dict(zip(NAMES, CELLS, strict=True))
    rows = [";".join(FILLINGS[filling] if name == at else honest.get(name, "") for name in COLUMNS) for at in COLUMNS]
    return "\n".join([";".join(COLUMNS), *rows, ""]).encode()


CELLS_OF: dict[str, Bomb] = {f"sel {name}.csv": (lambda name=name: filled(name)) for name in FILLINGS}
LONG_TEXT = "perbaikan saluran di depan rumah warga yang tergenang setiap rob datang "
MANY: dict[str, Bomb] = {
    "teks mirip.csv": lambda: csv(*(one_cell(f"{LONG_TEXT * 6} {n}") for n in range(3_000))),
    "teks mirip panjang.csv": lambda: csv(*(one_cell(f"{LONG_TEXT * 400} {n}") for n in range(1_500))),
    "teks berbeda.csv": lambda: csv(*(one_cell(" ".join(f"w{n}x{k}" for k in range(60)), 3) for n in range(100_000))),
    "kelurahan aneh.csv": lambda: csv(*(one_cell(f"Bandengn{n}", 0) for n in range(190_000))),
    "rt banyak.csv": lambda: csv(
        *(one_cell("RT " + ",".join(str(k) for k in range(1, 400)), 2) for n in range(20_000))
    ),
    "tanpa masalah.csv": lambda: csv(*(one_cell("", 3) for n in range(190_000))),
}
BOMBS: dict[str, Bomb] = WORKBOOKS | TEXTS | CELLS_OF | MANY
