"""Stage 1 of 9: what lies in an inbox and is nobody's mail: rubbish, old versions, what is still on its way."""

import re
import tomllib
from fnmatch import translate
from functools import cache

from flows.cycle import PACKAGED

SYSTEM = "sistem"  # always there, and never worth a word
UNFINISHED = "sementara"


def left_alone(name: str, *, folder: bool) -> str | None:
    """Why a file or folder of this name is no mail (sampah, versi, sementara, sistem); None when it is."""
    lower = name.lower()
    return next((why for why, pattern in _patterns(folder) if pattern.fullmatch(lower)), None)


@cache
def _patterns(folder: bool) -> tuple[tuple[str, re.Pattern[str]], ...]:
    with (PACKAGED / "berkas.toml").open("rb") as file:
        data = tomllib.load(file)["dibiarkan"]
    whole = "folder" if folder else "berkas"
    return tuple(
        (why, re.compile("|".join([translate(one) for one in said.get(whole, ())] + _ends(said)) or "(?!)"))
        for why, said in data.items()
    )


def _ends(said: dict[str, list[str]]) -> list[str]:
    """Patterns of names by what stands behind their last dot."""
    return [rf"(?s:.+\.)(?![^.]*\.){translate(one)}" for one in said.get("akhiran", ())]
