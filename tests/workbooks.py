"""Workbooks as people leave them: cells typed into, and the whole saved by another program."""

import io
import re
import shutil
import subprocess
import zipfile
from collections.abc import Mapping
from pathlib import Path
from xml.sax.saxutils import escape

import pytest
from python_calamine import CalamineWorkbook

FIRST_SHEET = "xl/worksheets/sheet1.xml"
INDONESIAN = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Setup/L10N"><prop oor:name="ooSetupSystemLocale" oor:op="fuse">
<value>id-ID</value></prop></item>
</oor:items>
"""


def typed(data: bytes, cells: Mapping[str, str]) -> bytes:
    """The first sheet with these texts typed into cells that the workbook has (`J7`)."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as before, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as after:
        for name in before.namelist():
            part = before.read(name).decode() if name == FIRST_SHEET else None
            for cell, text in cells.items() if part is not None else ():
                pattern = rf'<c r="{cell}"( s="\d+")?[^>]*?(?:/>|>.*?</c>)'
                part, found = re.subn(
                    pattern, rf'<c r="{cell}"\1 t="inlineStr"><is><t>{escape(text)}</t></is></c>', part
                )
                assert found == 1, f"the sheet has no cell {cell}"
            after.writestr(name, before.read(name) if part is None else part)
    return out.getvalue()


def rows_of(data: bytes, sheet: int = 0) -> list[list[str]]:
    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    return [[str(cell) for cell in row] for row in book.get_sheet_by_index(sheet).to_python()]


def saved_by_libreoffice(path: Path, folder: Path, *, filters: tuple[str, ...] = (), form: str = "") -> bytes:
    """The file opened and saved by LibreOffice in Indonesian, in its own format or as another `form`.

    A CSV opened with a filter keeps its delimiter. Skips where there is no LibreOffice.
    """
    office = shutil.which("soffice") or shutil.which("libreoffice")
    if office is None:
        pytest.skip("LibreOffice is not on this machine")
    profile, out = folder / "profile", folder / "saved"
    (profile / "user").mkdir(parents=True, exist_ok=True)
    (profile / "user" / "registrymodifications.xcu").write_text(INDONESIAN, encoding="utf-8")
    kind = form or path.suffix[1:]
    delimiter = filters[0].partition(":")[2].partition(",")[0] if filters else ""
    as_shown = f"csv:Text - txt - csv (StarCalc):{delimiter},34,76,1,,1057,false,true,false"
    target = as_shown if kind == "csv" and delimiter else kind
    command = [office, f"-env:UserInstallation={profile.as_uri()}", "--headless", *filters]
    subprocess.run([*command, "--convert-to", target, "--outdir", str(out), str(path)], check=True, capture_output=True)
    return (out / path.with_suffix(f".{kind}").name).read_bytes()
