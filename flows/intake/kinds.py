"""Stage 1 and 2 of 9: what kind of file one is, by its first bytes and only then by its name.

Each kind that holds no table has its own cure; a paper named after a kelurahan or a proposal is kept beside it.
"""

import re
import tomllib
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import BinaryIO

from flows.cycle import PACKAGED
from flows.intake.dialect import CONTROL, HEAD_SIZE, decode
from flows.intake.finding import Refused

TEXT, WORKBOOK = "teks", "xlsx"
PAPERS = {"berkas_pdf", "berkas_foto"}
NO_KIND = "berkas_bukan_tabel"
OPEN_DOCUMENTS = {"berkas_ods", "berkas_dokumen", "berkas_paparan"}

ZIP = b"PK"
OLE = b"\xd0\xcf\x11\xe0"  # the container of old Office files, and of new ones behind a password
LOCKED = "EncryptedPackage".encode("utf-16-le")
START = 32  # bytes in which every sign stands
STEERING = 10  # of so many signs of a text at most one steers a terminal; of other bytes more do
CHUNK = 1 << 20

MESSAGE_NAME = re.compile(r"[0-9a-f]{12}__.*-pesan[^/]*\.txt", re.IGNORECASE)
MESSAGE_LINE = re.compile(r"^Kode berkas: ?[0-9a-f]{4,64}\W*$", re.MULTILINE)


@dataclass(frozen=True)
class Known:
    """The kinds in data: by the ending of the name, by bytes at a place, by the parts of a zip."""

    endings: Mapping[str, str]
    signs: tuple[tuple[int, bytes, str], ...]
    parts: Mapping[str, str]


def kind_of(path: Path, name: str) -> str:
    """TEXT, WORKBOOK, or the code that says why a file holds no table we read."""
    with path.open("rb") as file:
        start = file.read(START)
        if start.startswith(ZIP):
            return _zipped(path, name)
        if start.startswith(OLE):
            return "berkas_sandi" if _holds(path, LOCKED) else _by_ending(name, "berkas_xls")
        return _simple_kind(start, file, name) or NO_KIND


def has_kind(file: BinaryIO, name: str) -> bool:
    """Whether an open file is text or, by bytes or ending, a kind in data; what is neither is nobody's proposal."""
    start = file.read(START)
    return start.startswith((ZIP, OLE)) or _simple_kind(start, file, name) is not None


def is_named_as_table(name: str) -> bool:
    """Whether the name alone lets a table be expected; text may have any ending that says nothing else."""
    return _known().endings.get(_ending(name), TEXT) == TEXT


def _simple_kind(start: bytes, file: BinaryIO, name: str) -> str | None:
    """The kind of what is no container."""
    known = _known()
    for place, sign, kode in known.signs:
        if start.startswith(sign, place):
            return kode
    if said := known.endings.get(_ending(name)):
        return said
    return TEXT if _is_text(start + file.read(HEAD_SIZE - len(start))) else None


def _is_text(head: bytes) -> bool:
    """Whether bytes are text as our reader sees it."""
    try:
        _, encoding = decode(head)
    except Refused:
        return False
    wide = encoding.startswith("utf-16")  # half of its bytes are no signs
    return wide or len(head.translate(None, CONTROL)) * STEERING >= len(head) * (STEERING - 1)


def _ending(name: str) -> str:
    return Path(name).suffix.lower()


def _by_ending(name: str, otherwise: str) -> str:
    """What the ending of a container's name says it is, unless that of a table, which it is not."""
    kode = _known().endings.get(_ending(name), TEXT)
    return otherwise if kode == TEXT else kode


def _zipped(path: Path, name: str) -> str:
    """Office files are zips; what stands in them tells which."""
    try:
        with zipfile.ZipFile(path) as parts:
            names = parts.namelist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        return "berkas_rusak"
    for part, kind in _known().parts.items():
        if any(one.startswith(part) for one in names):
            return kind
    said = _by_ending(name, "berkas_zip")
    if "content.xml" in names:
        return said if said in OPEN_DOCUMENTS else "berkas_ods"
    return said


@cache
def _known() -> Known:
    with (PACKAGED / "berkas.toml").open("rb") as file:
        data = tomllib.load(file)
    endings = {ending: kode for kode, listed in data["akhiran"].items() for ending in listed}
    signs = [(one.get("letak", 0), bytes.fromhex(one["bytes"]), one["kode"]) for one in data["tanda"]]
    return Known(endings, tuple(signs), data["isi_zip"])


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
