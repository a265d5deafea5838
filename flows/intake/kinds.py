"""Stage 1 and 2 of 9: what kind of file one is, by its first bytes and only then by its name.

Each kind that holds no table has its own cure; a paper named after a kelurahan or a proposal is kept beside it.
"""

import re
import zipfile
from collections.abc import Callable
from pathlib import Path

TEXT, WORKBOOK = "teks", "xlsx"
TEXT_SUFFIXES = {".csv", ".txt", ".tsv", ""}
# A spreadsheet program may save text under these names as well.
SHEET_SUFFIXES = {".xls", ".xlsx", ".xlsm"}
PAPERS = {"berkas_pdf", "berkas_foto"}

BY_SUFFIX = {
    ".ods": "berkas_ods",
    ".doc": "berkas_docx",
    ".docx": "berkas_docx",
    ".rtf": "berkas_docx",
    ".pdf": "berkas_pdf",
    **dict.fromkeys([".jpg", ".jpeg", ".png", ".heic", ".gif", ".webp", ".bmp", ".tif", ".tiff"], "berkas_foto"),
    **dict.fromkeys([".zip", ".rar", ".7z", ".gz"], "berkas_zip"),
    ".gsheet": "berkas_gsheet",
}
BY_START = {
    b"%PDF": "berkas_pdf",
    b"\x89PNG": "berkas_foto",
    b"\xff\xd8\xff": "berkas_foto",
    b"GIF8": "berkas_foto",
    b"RIFF": "berkas_foto",
    b"Rar!": "berkas_zip",
    b"7z\xbc\xaf": "berkas_zip",
    b"\x1f\x8b": "berkas_zip",
    b"{\\rtf": "berkas_docx",
}
OLE = b"\xd0\xcf\x11\xe0"  # the container of old Office files, and of new ones behind a password
LOCKED = "EncryptedPackage".encode("utf-16-le")
CHUNK = 1 << 20

MESSAGE_NAME = re.compile(r"[0-9a-f]{12}__.*-pesan[^/]*\.txt", re.IGNORECASE)
MESSAGE_LINE = re.compile(r"^Kode berkas: ?[0-9a-f]{4,64}\W*$", re.MULTILINE)


def kind_of(path: Path, name: str) -> str:
    """TEXT, WORKBOOK, or the code that says why a file holds no table we read."""
    suffix = Path(name).suffix.lower()
    with path.open("rb") as file:
        start = file.read(32)
    if start.startswith(b"PK"):
        return _zipped(path)
    if start.startswith(OLE):
        return "berkas_sandi" if _holds(path, LOCKED) else _old_office(suffix)
    if start[4:8] == b"ftyp":
        return "berkas_foto"
    for sign, kode in BY_START.items():
        if start.startswith(sign):
            return kode
    if suffix in TEXT_SUFFIXES | SHEET_SUFFIXES:
        return TEXT
    return BY_SUFFIX.get(suffix, "berkas_bukan_tabel")


def _old_office(suffix: str) -> str:
    return "berkas_docx" if suffix in (".doc", ".docx") else "berkas_xls"


def _zipped(path: Path) -> str:
    """Office files are zips; what stands in them tells which."""
    try:
        with zipfile.ZipFile(path) as parts:
            names = parts.namelist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        return "berkas_rusak"
    for part, kind in (("xl/", WORKBOOK), ("word/", "berkas_docx"), ("content.xml", "berkas_ods")):
        if any(name.startswith(part) for name in names):
            return kind
    return "berkas_zip"


def _holds(path: Path, sign: bytes) -> bool:
    before = b""
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            if sign in before + chunk:
                return True
            before = chunk[-len(sign) :]
    return False


def is_our_message(name: str, text: str) -> bool:
    """Whether a text is a message that we wrote ourselves, whatever name it has by now."""
    is_text = Path(name).suffix.lower() in (".txt", "")
    return bool(MESSAGE_NAME.search(name)) or (is_text and bool(MESSAGE_LINE.search(text)))


def paper_of(name: str, known: Callable[[str], str | None]) -> str | None:
    """The kelurahan or the proposal after which a paper is named, as `known` tells it from a word of the name."""
    words = re.split(r"[\s_()\[\]/\\]+", Path(name).stem)
    return next((meant for word in words if (meant := known(word))), None)
