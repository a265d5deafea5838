"""`python -m tests.golden` writes the kept pages anew; the commit says in a sentence why they changed."""

import tempfile
from pathlib import Path

from tests.golden.season import KEPT, pages

with tempfile.TemporaryDirectory() as folder:
    for name, html in pages(Path(folder)).items():
        path = KEPT / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(html, encoding="utf-8", newline="\n")
