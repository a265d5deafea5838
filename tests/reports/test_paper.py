"""The papers to sign as documents to edit: the same words as their pages, in a form that Word and LibreOffice keep."""

import io
import re
import zipfile
from html import unescape
from pathlib import Path

import pytest
from docx import Document
from docx.oxml.ns import qn
from docx.shared import Mm

from reports.paper import FIELD, SHORT_FIELD, SIGNATURE, as_docx
from tests.builders import BANDENGAN, Season
from tests.golden.season import season
from tests.reports.parts import ISSUE

PAPERS = ("ba-musrenbang", "ba-musyawarah-dana-kelurahan")


@pytest.fixture(scope="module")
def golden(tmp_path_factory: pytest.TempPathFactory) -> Season:
    return season(tmp_path_factory.mktemp("golden"))


@pytest.fixture(params=[f"{edition}/{name}" for edition in ("internal", "publik") for name in PAPERS])
def stem(golden: Season, request: pytest.FixtureRequest) -> Path:
    edition, name = request.param.split("/")
    return golden.cycle.packets / edition / BANDENGAN / name


def words(text: str) -> list[str]:
    return re.findall(r"[^\s.]+", text)


def words_of_page(path: Path) -> list[str]:
    html = re.sub(r"(?s)^.*<body.*?>|<p class=\"remah\">.*?</p>", "", path.read_text(encoding="utf-8"))
    return words(unescape(re.sub(r"<[^>]+>", " ", html)))


def words_of_document(path: Path) -> list[str]:
    body = Document(path).element.body
    texts = (
        "".join(part.text or "" if part.tag == qn("w:t") else " " for part in one.iter(qn("w:t"), qn("w:br")))
        for one in body.iter(qn("w:p"))
    )
    return words(" ".join(texts))


def test_the_document_says_what_the_page_says_word_by_word(stem):
    page, document = words_of_page(stem.with_suffix(".html")), words_of_document(stem.with_suffix(".docx"))
    # The offices stand in one row of the document, the lines to sign on in the next.
    assert sorted(document) == sorted(page)
    start = page.index("Demikian")
    assert document[:start] == page[:start]


def test_fields_of_the_page_are_dotted_lines(stem):
    text = "\n".join(one.text for one in Document(stem.with_suffix(".docx")).paragraphs)
    assert f"Nomor: {FIELD}" in text
    assert f"yang dihadiri {SHORT_FIELD} orang (L {SHORT_FIELD}, P {SHORT_FIELD})" in text


def test_the_page_is_a4_and_numbered(stem):
    (section,) = Document(stem.with_suffix(".docx")).sections
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (Mm(210).mm, Mm(297).mm)
    footer = section.footer.paragraphs[0]._p
    assert [one.get(qn("w:instr")) for one in footer.iter(qn("w:fldSimple"))] == ["PAGE", "NUMPAGES"]


def test_heads_of_tables_repeat_and_no_row_is_torn(stem):
    for table in Document(stem.with_suffix(".docx")).tables:
        rows = [one._tr.trPr for one in table.rows]
        assert all(one.find(qn("w:cantSplit")) is not None for one in rows)
        signed = SIGNATURE in table._tbl.xpath("string()")
        assert signed or rows[0].find(qn("w:tblHeader")) is not None


def test_every_signature_stands_in_one_table_that_stays_together(stem):
    document = Document(stem.with_suffix(".docx"))
    (table,) = [one for one in document.tables if SIGNATURE in one._tbl.xpath("string()")]
    lines = [one for row in table.rows for cell in row.cells for one in cell.paragraphs]
    assert {one.style.name for one in lines} == {"Tanda"}
    assert document.styles["Tanda"].paragraph_format.keep_with_next


def test_every_list_counts_from_one(stem):
    document = Document(stem.with_suffix(".docx"))
    numbers = [one.get(qn("w:val")) for one in document.element.body.iter(qn("w:numId"))]
    listed = document.part.numbering_part.element.findall(qn("w:num"))
    assert set(numbers) <= {one.get(qn("w:numId")) for one in listed}
    assert len(set(numbers)) == stem.with_suffix(".html").read_text(encoding="utf-8").count("<ol>")


def test_a_document_names_no_author_and_no_hour(stem):
    with zipfile.ZipFile(stem.with_suffix(".docx")) as parts:
        assert {part.date_time for part in parts.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert parts.namelist()[0] == "[Content_Types].xml"
        assert parts.namelist()[1:] == sorted(parts.namelist()[1:])
    known = Document(stem.with_suffix(".docx")).core_properties
    assert (known.author, known.last_modified_by) == ("", "")
    assert known.created == known.modified
    assert known.created.isoformat().startswith("2027-01-31T00:00:00")
    assert "Kelurahan Bandengan" in known.title


PAGE = "<html><head><title>Judul &amp; &lt;b&gt;</title></head><body>{}</body></html>"


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p><q>=1+1 &lt;script&gt;alert(1)&lt;/script&gt;</q></p>", "=1+1 <script>alert(1)</script>"),
        ("<p>satu<br>\n dua</p>", "satu\ndua"),
        ("<p>satu \x0b\x00\ufffedua</p>", "satu dua"),
        ("<p>😀 ﷽ مرحبا</p>", "😀 ﷽ مرحبا"),
        ("<dl><dt>belum dikenal</dt></dl>", "belum dikenal"),
    ],
)
def test_whatever_a_sender_wrote_is_text(html, expected):
    made = Document(io.BytesIO(as_docx(PAGE.format(html), ISSUE)))
    assert [one.text for one in made.paragraphs] == [expected]
    assert made.core_properties.title == "Judul & <b>"
