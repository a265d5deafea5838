"""Stage 7 and 8 of 9: a what-if, `pagu=500000000,pihak_ketiga=50000000`, as changes of single numbers of the pack."""

from flows.errors import UsageError
from flows.rules.models import CRITERIA
from flows.rules.pack import Change

# What may be supposed, and where it stands in the pack of the year.
KEYS: dict[str, tuple[str, ...]] = {
    "pagu": ("pagu", "nilai"),
    "pihak_ketiga": ("pihak_ketiga", "nilai"),
    "fisik": ("fisik", "maks_persen"),
} | {f"bobot.{name}": ("prioritas", "bobot", name) for name in CRITERIA}

Andai = tuple[tuple[str, int], ...]


def read_what_if(text: str) -> Andai:
    """The numbers supposed, by name in the order of KEYS.

    Raises UsageError for an unknown name, a number that is not whole, or one that is supposed twice.
    """
    found: dict[str, int] = {}
    for part in text.split(","):
        name, _, number = (one.strip() for one in part.partition("="))
        if name not in KEYS:
            raise UsageError(f"Andai «{name}» tidak dikenal. Yang dapat diandaikan: {', '.join(KEYS)}.")
        if not (number.isascii() and number.isdecimal()) or len(number) > len(str(2**62)):
            raise UsageError(
                f"Andai {name}: «{number}» bukan bilangan bulat. Tulis angkanya saja, contoh: pagu=500000000."
            )
        if name in found:
            raise UsageError(f"Andai {name} tertulis dua kali. Tulis satu kali saja.")
        found[name] = int(number)
    return tuple((name, found[name]) for name in KEYS if name in found)


def changes(andai: Andai) -> tuple[Change, ...]:
    """The same as places in the pack with their new values; to suppose a limit is to suppose that there is one."""
    there = tuple((("pihak_ketiga", "ada"), True) for name, _ in andai if name == "pihak_ketiga")
    return tuple((KEYS[name], value) for name, value in andai) + there
