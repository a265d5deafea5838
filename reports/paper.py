"""A page to sign as a document to edit: the same words in the same order, as DOCX on A4.

The document is made from the page itself, so that the two can never say different things. What the page shows
as a field is a dotted line, lists count, heads of tables repeat, no row and no signature is torn apart. The frame
(styles, margins, page numbers) is made once; nothing in a document depends on the clock or names an author.
"""

import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from html.parser import HTMLParser
from typing import Any
from xml.sax.saxutils import escape

from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.oxml import serialize_part_xml
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

from reports.issue import Terbitan

EARLIEST = (1980, 1, 1, 0, 0, 0)
FONT = "Arial"
WIDTH = 9750  # of the text, in twentieths of a point, as all widths below
COLUMNS = {
    "no": 560,
    "kode": 1600,
    "tempat": 1200,
    "ukuran": 950,
    "uang": 1700,
    "oleh": 1100,
    "keterangan": 2200,
    "n": 1000,
}
RIGHT = {"uang", "n", "no"}
FIELD, SHORT_FIELD, SIGNATURE = "." * 34, "." * 14, "." * 40
SIDE_BY_SIDE, FEW = 3, 4
LISTS = 20  # numbered lists that a document may have
HIDDEN = {"remah", "parang"}
TITLE = "judul dokumen"  # stands in the frame where the title of each document goes
# Word calls it damage when a text holds signs that XML cannot.
NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
EMPTY = {"br", "meta", "hr", "img", "link", "input"}
BLOCKS = {"p", "h1", "h2", "h3", "ol", "ul", "li", "table", "div", "main", "section", "header", "footer", "nav"}


@dataclass(frozen=True, slots=True)
class Simpul:
    """One element of a page; isi: its elements and texts in their order."""

    tag: str
    kelas: frozenset[str] = frozenset()
    lebar: int = 1
    isi: list["Simpul | str"] = field(default_factory=list)

    def elements(self, *tags: str) -> list["Simpul"]:
        return [one for one in self.isi if isinstance(one, Simpul) and one.tag in tags]


class _Tree(HTMLParser):
    """Python's reader of HTML tells of tags one by one and can only be used by a class of one's own."""

    def __init__(self) -> None:
        super().__init__()
        self.open = [Simpul("page")]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = dict(attrs)
        one = Simpul(tag, frozenset((named.get("class") or "").split()), int(named.get("colspan") or 1))
        self.open[-1].isi.append(one)
        if tag not in EMPTY:
            self.open.append(one)

    def handle_endtag(self, tag: str) -> None:
        if tag not in EMPTY:
            self.open.pop()

    def handle_data(self, data: str) -> None:
        self.open[-1].isi.append(NO_XML.sub("", data))


def as_docx(html: str, terbitan: Terbitan) -> bytes:
    """The document that says what the page says."""
    tree = _Tree()
    tree.feed(html)
    tree.close()
    (page,) = tree.open[0].elements("html")
    (head,), (body,) = page.elements("head"), page.elements("body")
    (title,) = head.elements("title")
    parts, section = _frame(terbitan.data, terbitan.dibuat)
    document = _made("document", _made("body", *_blocks(body, iter(range(1, LISTS))), deepcopy(section)))
    core = parts["docProps/core.xml"].replace(TITLE.encode(), escape(_text(title)).encode())
    return _zipped(parts | {"word/document.xml": serialize_part_xml(document), "docProps/core.xml": core})


def _zipped(parts: dict[str, bytes]) -> bytes:
    """The parts of a document as an archive that is the same whenever and wherever it is written."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(parts, key=lambda name: (name != "[Content_Types].xml", name)):
            info = zipfile.ZipInfo(name, EARLIEST)
            info.compress_type, info.create_system = zipfile.ZIP_DEFLATED, 0
            archive.writestr(info, parts[name])
    return out.getvalue()


# The frame


@cache
def _frame(data: str, dibuat: datetime) -> tuple[dict[str, bytes], Any]:
    """Every part of an empty document with our styles, numbered lists and footer; and what its body ends with."""
    document = Document()
    _styles(document)
    _numbering(document)
    _margins(document.sections[0])
    _footer(document.sections[0].footer.paragraphs[0])
    known = document.core_properties
    known.author, known.last_modified_by, known.comments = "", "", data
    known.title, known.created, known.modified = TITLE, dibuat, dibuat
    _without_extras(document)
    out = io.BytesIO()
    document.save(out)
    with zipfile.ZipFile(out) as archive:
        return {name: archive.read(name) for name in archive.namelist()}, document.element.body.sectPr


def _styles(document: Any) -> None:
    styles = document.styles
    normal = styles["Normal"]
    normal.font.name, normal.font.size = FONT, Pt(10.5)
    normal.paragraph_format.space_after = Pt(6)
    fonts = normal.element.get_or_add_rPr()
    fonts.append(_made("lang", val="id-ID"))
    looks = {
        "Kop": (12, True, True, 4),
        "Judul": (13, True, True, 2),
        "Tengah": (10.5, False, True, 6),
        "Bab": (11, True, False, 4),
        "Butir": (10.5, False, False, 3),
        "Sel": (8, False, False, 0),
        "Kecil": (7.5, False, False, 0),
        "Tanda": (10, False, True, 0),
    }
    for name, (size, bold, centred, after) in looks.items():
        style = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = normal
        style.font.size, style.font.bold = Pt(size), bold
        style.paragraph_format.space_after = Pt(after)
        if centred:
            style.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
    styles["Bab"].paragraph_format.space_before = Pt(10)
    styles["Bab"].paragraph_format.keep_with_next = True
    styles["Tanda"].paragraph_format.keep_with_next = True


def _numbering(document: Any) -> None:
    """Every list of a document counts from one."""
    numbering = document.part.numbering_part.element
    for child in list(numbering):
        numbering.remove(child)
    place = _made("pPr", _made("ind", left="425", hanging="425"))
    level = _made("lvl", _made("start", val="1"), _made("numFmt", val="decimal"), _made("lvlText", val="%1."), place)
    level.set(qn("w:ilvl"), "0")
    numbering.append(_made("abstractNum", _made("multiLevelType", val="singleLevel"), level, abstractNumId="0"))
    for number in range(1, LISTS):
        again = _made("lvlOverride", _made("startOverride", val="1"), ilvl="0")
        numbering.append(_made("num", _made("abstractNumId", val="0"), again, numId=str(number)))


def _margins(section: Any) -> None:
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin, section.right_margin = Cm(2.2), Cm(1.6)
    section.top_margin, section.bottom_margin = Cm(1.6), Cm(1.8)


def _footer(paragraph: Any) -> None:
    paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    for text, count in (("Halaman ", "PAGE"), (" dari ", "NUMPAGES")):
        small = paragraph.add_run(text)
        small.font.size = Pt(8)
        counted = _made("fldSimple", _run("1", size=16), instr=count)
        paragraph._p.append(counted)


def _without_extras(document: Any) -> None:
    """The packaged blank document brings a picture and data of its own."""
    for owner in (document.part, document.part.package):
        for name in [name for name, one in owner.rels.items() if one.reltype.endswith(("/customXml", "/thumbnail"))]:
            del owner.rels[name]


# From the page to the document


def _blocks(node: Simpul, lists: Iterator[int], style: str = "Normal") -> Iterator[Any]:
    """Paragraphs and tables for all that stands in an element; texts between its blocks are paragraphs as well."""
    loose: list[Simpul | str] = []
    for one in node.isi:
        if isinstance(one, str) or one.tag not in BLOCKS:
            loose.append(one)
            continue
        yield from _loose(loose, style)
        loose = []
        if not one.kelas & HIDDEN:
            yield from _block(one, lists, style)
    yield from _loose(loose, style)


def _loose(nodes: Sequence[Simpul | str], style: str) -> Iterator[Any]:
    if "".join(_text(one) for one in nodes).strip():
        yield _paragraph(_runs(nodes), style)


def _block(node: Simpul, lists: Iterator[int], style: str) -> Iterator[Any]:
    match node.tag:
        case "h1":
            yield _paragraph(_runs(node.isi), "Judul")
        case "h2" | "h3":
            yield _paragraph(_runs(node.isi), "Bab")
        case "p" if "sebutan" in node.kelas:
            yield from (_paragraph(_runs([one]), style) for one in node.isi if _text(one).strip())
        case "p":
            yield _paragraph(_runs(node.isi), style)
        case "ol" | "ul":
            number = next(lists)
            for one in node.elements("li"):
                yield _paragraph(_runs(one.isi), "Butir", _made("numPr", _made("ilvl", val="0"), _number(number)))
        case "table":
            yield _table(node)
            yield _paragraph((), "Kecil")
        case _:
            yield from _group(node, lists, style)


def _group(node: Simpul, lists: Iterator[int], style: str) -> Iterator[Any]:
    """A part of the page that looks or breaks in its own way."""
    if "lembaran" in node.kelas:
        yield _paragraph((), "Kecil", _made("pageBreakBefore"))
    if "kop-surat" in node.kelas:
        *others, last = node.elements("p")
        yield from (_paragraph(_runs(one.isi), "Kop") for one in others)
        yield _paragraph(_runs(last.isi), "Kop", _line_below())
    elif "tanda-tangan" in node.kelas:
        yield from (_kept(block) for one in node.elements("p") for block in _block(one, lists, style))
        yield _signatures(node.elements("div"))
        yield _paragraph((), "Kecil")
    else:
        inside = {"header": "Tengah", "footer": "Kecil"}.get(node.tag, style)
        yield from _blocks(node, lists, inside)


def _kept(block: Any) -> Any:
    """Stays on the page of what follows."""
    if block.tag == qn("w:p"):
        block.pPr.insert(1, _made("keepNext"))
    return block


def _line_below() -> Any:
    return _made("pBdr", _made("bottom", val="double", sz="6", space="4", color="auto"))


def _number(number: int) -> Any:
    return _made("numId", val=str(number))


def _paragraph(runs: Iterable[Any], style: str, *properties: Any) -> Any:
    named = _made("pStyle", val=style)
    return _made("p", _made("pPr", named, *properties), *runs)


def _runs(nodes: Iterable[Simpul | str], *, bold: bool = False, size: int | None = None) -> Iterator[Any]:
    """The texts of a paragraph; a small text below another begins a line of its own."""
    begins = True
    for one in nodes:
        if isinstance(one, str):
            text = re.sub(r"\s+", " ", one)
            text = text.lstrip() if begins else text
            if text:
                yield _run(text, bold=bold, size=size)
        elif one.tag == "br":
            yield _made("r", _made("br"))
        elif "isian" in one.kelas:
            yield _run(SHORT_FIELD if "pendek" in one.kelas else FIELD)
        elif one.tag == "small":
            yield _made("r", _made("br"))
            yield from _runs(one.isi, bold=bold, size=15)
        else:
            yield from _runs(one.isi, bold=bold or one.tag in ("strong", "b"), size=size)
        begins = not isinstance(one, str) and one.tag == "br"


def _run(text: str, *, bold: bool = False, size: int | None = None) -> Any:
    looks = [_made("b")] if bold else []
    looks += [_made("sz", val=str(size))] if size else []
    written = OxmlElement("w:t")
    written.text = text
    written.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return _made("r", *([_made("rPr", *looks)] if looks else []), written)


def _text(node: Simpul | str) -> str:
    return node if isinstance(node, str) else "".join(_text(one) for one in node.isi)


# Tables


def _table(node: Simpul) -> Any:
    """A table whose head repeats on every page and whose rows stay whole."""
    rows = [(part.tag == "thead", row) for part in node.elements("thead", "tbody") for row in part.elements("tr")]
    widths = _widths(rows[0][1])
    line = {"val": "single", "sz": "4", "space": "0", "color": "808080"}
    borders = _made(
        "tblBorders", *(_made(side, **line) for side in ("top", "left", "bottom", "right", "insideH", "insideV"))
    )
    looks = _made(
        "tblPr", _made("tblW", w=str(WIDTH), type="dxa"), borders, _made("tblLayout", type="fixed"), _margin()
    )
    grid = _made("tblGrid", *(_made("gridCol", w=str(width)) for width in widths))
    return _made("tbl", looks, grid, *(_row(row, head, widths) for head, row in rows))


def _margin() -> Any:
    return _made("tblCellMar", *(_made(side, w="60", type="dxa") for side in ("top", "left", "bottom", "right")))


def _widths(head: Simpul) -> list[int]:
    """What a column needs by its kind; the others share the rest."""
    known = [next((COLUMNS[name] for name in one.kelas if name in COLUMNS), None) for one in head.elements("th", "td")]
    rest = (WIDTH - sum(width for width in known if width is not None)) // max(known.count(None), 1)
    return [rest if width is None else width for width in known]


def _row(row: Simpul, head: bool, widths: Sequence[int]) -> Any:
    looks = [_made("cantSplit")] + ([_made("tblHeader")] if head else [])
    cells, start = [], 0
    for one in row.elements("th", "td"):
        bold = one.tag == "th" or bool(row.kelas & {"jumlah", "batas"})
        cells.append(_cell(one, sum(widths[start : start + one.lebar]), bold, head))
        start += one.lebar
    return _made("tr", _made("trPr", *looks), *cells)


def _cell(one: Simpul, width: int, bold: bool, head: bool) -> Any:
    looks = [_made("tcW", w=str(width), type="dxa")]
    looks += [_made("gridSpan", val=str(one.lebar))] if one.lebar > 1 else []
    looks += [_made("shd", val="clear", color="auto", fill="EDEDED")] if head or "kepala" in one.kelas else []
    # The heading of a group and the head of a table never stand alone at the foot of a page.
    placed = [_made("keepNext")] if head or "kepala" in one.kelas else []
    placed += [_made("jc", val="right")] if one.kelas & RIGHT and not head else []
    return _made("tc", _made("tcPr", *looks), _paragraph(_runs(one.isi, bold=bold), "Sel", *placed))


def _signatures(parts: Sequence[Simpul]) -> Any:
    """Who signs, side by side, with room for the signature; one table, so that all of it stays on one page."""
    places = parts[0].elements("div")
    across = min(len(places), SIDE_BY_SIDE if len(places) > FEW else 2)
    width = WIDTH // across
    grid = _made("tblGrid", *(_made("gridCol", w=str(width)) for _ in range(across)))
    looks = _made("tblPr", _made("tblW", w=str(WIDTH), type="dxa"), _made("tblLayout", type="fixed"))
    rows = [row for start in range(0, len(places), across) for row in _signed(places[start : start + across], width)]
    alone = [row for part in parts[1:] for one in part.elements("div") for row in _signed([one], WIDTH, across)]
    return _made("tbl", looks, grid, *rows, *alone)


def _signed(places: Sequence[Simpul], width: int, span: int = 1) -> list[Any]:
    """The offices in one row, the lines to sign on in the next, so that the lines stand level."""
    offices = [[_paragraph(_runs(part.isi), "Tanda") for part in one.elements("p")] for one in places]
    return [_level(offices, width, span), _level([_line(one) for one in places], width, span)]


def _line(one: Simpul) -> list[Any]:
    below = [part for part in one.elements("div") if "titik" in part.kelas]
    names = [_paragraph(_runs(part.isi, size=16), "Tanda", _made("spacing", after="200")) for part in below]
    return [_paragraph([_run(SIGNATURE)], "Tanda", _made("spacing", before="800")), *names]


def _level(cells: Sequence[Sequence[Any]], width: int, span: int) -> Any:
    looks = [_made("tcW", w=str(width), type="dxa")] + ([_made("gridSpan", val=str(span))] if span > 1 else [])
    made = (_made("tc", _made("tcPr", *deepcopy(looks)), *one) for one in cells)
    return _made("tr", _made("trPr", _made("cantSplit")), *made)


def _made(name: str, *children: Any, **attributes: str) -> Any:
    element = OxmlElement(f"w:{name}")
    for key, value in attributes.items():
        element.set(_name(key), value)
    element.extend(children)
    return element


@cache
def _name(key: str) -> str:
    """An attribute's whole name; a document asks for the same few thousands of times."""
    return qn(f"w:{key}")
