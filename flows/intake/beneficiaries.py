"""Stage 3 of 9: who benefits, counted in people (jiwa) or, as RT heads do, in households (KK).

How many people a KK is, is not decided here: the register or a stated factor converts it later, flagged.
"""

import re
from typing import NamedTuple

from flows.intake.finding import Reading
from flows.intake.numbers import MOST_PEOPLE, NUMERAL, both, spellings, whole
from flows.intake.signs import BLANK, LONGEST, plain, without_about


class Beneficiaries(NamedTuple):
    jumlah: int
    dasar: str  # "jiwa" or "kk"


_HOUSEHOLDS = "kk|kepala keluarga|keluarga|rumah tangga|rumah|krt"
_PEOPLE = (
    "jiwa|orang|org|warga|penduduk|peserta|anggota|kader|siswa|siswi|pelajar|murid|anak|balita|lansia|pemuda|remaja"
    "|ibu-ibu|ibu|bapak-bapak|perempuan|perajin|pengrajin|pedagang|nelayan|pelaku usaha|pelaku umkm|umkm"
)
_BARE = re.compile(rf"(?P<numeral>{NUMERAL})")
# Words before or after, such as `warga` or `sekitar gang`, do no harm as long as they hold no other number.
_KK = re.compile(rf"[^\d]*?(?P<numeral>{NUMERAL}) ?(?:{_HOUSEHOLDS})\b[^\d]*")
_JIWA = re.compile(rf"[^\d]*?(?P<numeral>{NUMERAL}) ?(?:{_PEOPLE})\b[^\d]*")
_KK_AND_JIWA = re.compile(rf"(?:[^\d]*{NUMERAL} ?(?:{_HOUSEHOLDS})\b)(?P<rest>[^\d]*{NUMERAL} ?(?:{_PEOPLE})\b[^\d]*)")
_JIWA_AND_KK = re.compile(rf"(?P<rest>[^\d]*{NUMERAL} ?(?:{_PEOPLE})\b)[^\d]*{NUMERAL} ?(?:{_HOUSEHOLDS})\b[^\d]*")
_RANGE = re.compile(rf"(?P<low>{NUMERAL}) ?(?:-|s/d|sd|sampai|hingga) ?(?P<high>{NUMERAL})[^\d]*")


def read_beneficiaries(text: str) -> Reading:
    """`120 jiwa`, `± 100 orang`, `60` in people; `40 KK` in households, accepted with a question."""
    shown = without_about(plain(text))
    if shown in BLANK:
        return Reading(None)
    if len(shown) > LONGEST:
        return Reading(None, "penerima_tidak_terbaca")
    if found := _BARE.fullmatch(shown):
        return _counted(found["numeral"], "jiwa")
    if found := _KK_AND_JIWA.fullmatch(shown) or _JIWA_AND_KK.fullmatch(shown):
        shown = found["rest"]
    if found := _JIWA.fullmatch(shown):
        return _counted(found["numeral"], "jiwa")
    if found := _KK.fullmatch(shown):
        return _counted(found["numeral"], "kk")
    return Reading(None, "penerima_tidak_terbaca", _range(shown))


def _counted(numeral: str, dasar: str) -> Reading:
    number = whole(numeral)
    if number is None or number > MOST_PEOPLE:
        return Reading(None, "penerima_tidak_terbaca")
    return Reading(Beneficiaries(number, dasar), "penerima_kk" if dasar == "kk" else None)


def _range(shown: str) -> str:
    found = _RANGE.fullmatch(shown)
    return both(spellings(found["low"])[:1] + spellings(found["high"])[:1]) if found else ""
