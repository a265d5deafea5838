"""The language of a page: Indonesian as code and templates write it, or another one from its catalogue.

Indonesian is the language of the source: it needs no catalogue and comes out as it was written. A page is rendered
inside `speaking`; outside it everything is Indonesian, the papers that are signed above all.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from gettext import GNUTranslations
from io import BytesIO
from pathlib import Path

ID, EN = "id", "en"
LANGUAGES = (ID, EN)
LOCALE_FOLDER = Path(__file__).parent / "locale"

_spoken: ContextVar[str] = ContextVar("bahasa", default=ID)


def spoken() -> str:
    """The language that is spoken here and now."""
    return _spoken.get()


@contextmanager
def speaking(bahasa: str) -> Iterator[None]:
    """Inside, words, numbers and dates are said in this language."""
    before = _spoken.set(bahasa)
    try:
        yield
    finally:
        _spoken.reset(before)


def N_(message: str) -> str:
    """Marks words for the catalogue that are said later, through the filter `terjemah` or gettext."""
    return message


def gettext(message: str) -> str:
    """The message in the language spoken; what the catalogue does not know is said in Indonesian."""
    bahasa = _spoken.get()
    return message if bahasa == ID or not message else catalogue(bahasa).gettext(message)


def ngettext(one: str, many: str, count: int) -> str:
    """The same for so many; Indonesian has one form for every number."""
    bahasa = _spoken.get()
    return one if bahasa == ID else catalogue(bahasa).ngettext(one, many, count)


def counted(message: str, count: int) -> str:
    """The message about so many, written once."""
    return ngettext(message, message, count)


@cache
def catalogue(bahasa: str) -> GNUTranslations:
    """The catalogue of a language, compiled in memory: a compiled file could lag behind its text."""
    # Only who speaks another language than Indonesian pays for this import.
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    compiled = BytesIO()
    with (LOCALE_FOLDER / bahasa / "LC_MESSAGES" / "musrenbang.po").open("rb") as text:
        write_mo(compiled, read_po(text, locale=bahasa))
    compiled.seek(0)
    return GNUTranslations(compiled)
