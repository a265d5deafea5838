"""`python -m tests.catalogue` brings the English catalogue up to what code and templates say: new words come without a
translation, for a person to write; what nobody says any more goes.

Marked are words of ours in `_()`, `N_()`, `counted()` and `{% trans %}`; two files of data are read whole.
"""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_file
from babel.messages.pofile import read_po, write_po

from reports import render
from reports.language import EN, LOCALE_FOLDER
from schemas.exports import TABLES

REPORTS = Path(render.__file__).parent
ENGLISH = LOCALE_FOLDER / EN / "LC_MESSAGES" / "musrenbang.po"
WORDS = {"_": None, "N_": None, "gettext": None, "ngettext": (1, 2), "counted": (1, 1)}
METHODS = {"*.py": "python", "templates/*.html": "jinja2.ext:babel_extract"}
TEMPLATE = {"trim_blocks": "true", "lstrip_blocks": "true", "silent": "false"}
ABOVE = """\
# What the index of the kota and the packets say, in English. The Indonesian is the text of code and templates.
# After a change of theirs: python -m tests.catalogue"""

Message = str | tuple[str, ...]


def extracted() -> Iterator[tuple[Message, str]]:
    """Every message with the file that says it, one that is said twice twice."""
    for pattern, method in METHODS.items():
        for path in sorted(REPORTS.glob(pattern)):
            for _, message, _, _ in extract_from_file(method, path, keywords=WORDS, options=TEMPLATE):
                yield message, path.relative_to(REPORTS.parent).as_posix()
    yield from ((table.judul, "schemas/exports.toml") for table in TABLES.values())
    yield from ((words, "reports/static/dokumen.toml") for words in _checklists())


def _checklists() -> Iterator[str]:
    """The papers that a way of carrying out a work wants."""
    lists = render.documents()["kelengkapan"]
    yield lists["sumber"]
    for one in lists["jalur"]:
        yield from (one["judul"], *one["isi"], one["sumber"])


def kept() -> Catalog:
    with ENGLISH.open("rb") as file:
        return read_po(file, locale=EN)


def renewed(old: Catalog) -> Catalog:
    """What is said now, with the translations there are; none is guessed."""
    new = Catalog(EN, header_comment=ABOVE, fuzzy=False)
    for message, place in extracted():
        known = old.get(message if isinstance(message, str) else message[0])
        new.add(message, known.string if known else None, locations=[(place, None)])
    return new


def written(catalogue: Catalog) -> bytes:
    """As a file: messages by their text, no date, so that only words change it."""
    out = BytesIO()
    write_po(out, catalogue, width=120, sort_output=True, omit_header=True, include_lineno=False)
    head = f'{ABOVE}\nmsgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n"Language: {EN}\\n"\n'
    return f'{head}"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n\n'.encode() + out.getvalue()


if __name__ == "__main__":
    ENGLISH.parent.mkdir(parents=True, exist_ok=True)
    ENGLISH.write_bytes(written(renewed(kept() if ENGLISH.exists() else Catalog(EN))))
