"""What the SQL computes, once more in extremely boring Python: loops, dicts, no cleverness."""

import hashlib
import unicodedata
from collections.abc import Iterable

ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
WEIGHTS = (1, 3, 5, 7, 9, 11, 13, 15)


def normal(text: str | None) -> str:
    """Letters and digits in lower case, one blank between words."""
    kept = ""
    for sign in unicodedata.normalize("NFC", text or "").lower():
        kept += sign if unicodedata.category(sign)[0] in "LN" else " "
    return " ".join(kept.split())


def hashed(*parts: object) -> int:
    """A number of 64 bits from what was said."""
    digest = hashlib.md5("|".join(str(part) for part in parts).encode()).digest()
    return int.from_bytes(digest[8:], "little")


def identity(rw: int | None, rt: Iterable[int], usulan: str, lokasi: str | None, masalah: str) -> int:
    """What makes a proposal itself: its place and its words."""
    numbers = ",".join(str(one) for one in sorted(rt))
    return hashed(rw or 0, numbers, normal(usulan), normal(lokasi), normal(masalah))


def signs(number: int, length: int) -> str:
    """So many signs of a number and their check sign."""
    values = [number // 32**place % 32 for place in range(length)]
    check = sum(weight * value for weight, value in zip(WEIGHTS, values, strict=False)) % 32
    return "".join(ALPHABET[value] for value in [*values, check])


def is_right(text: str) -> bool:
    """Whether the last sign is the check sign of those before it."""
    values = [ALPHABET.index(sign) for sign in text]
    total = sum(weight * value for weight, value in zip(WEIGHTS, values[:-1], strict=False))
    return total % 32 == values[-1]
