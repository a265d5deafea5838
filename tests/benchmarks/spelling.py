"""How senders write one and the same value: places, money, volumes, people, and the mistakes they make."""

from collections.abc import Callable
from random import Random

Place = tuple[int, tuple[int, ...]]  # RW, its RT (none: the whole RW)
Row = dict[str, str]

ROMAN = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")


def both(rng: Random, place: Place) -> str:
    """RW and RT in one cell."""
    rw, rts = place
    if not rts:
        return rng.choice((f"RW {rw:02}", f"RW {rw}", f"RW {ROMAN[rw]}"))
    if len(rts) == 1:
        rt = rts[0]
        spellings = (f"RT {rt:02} RW {rw:02}", f"RT {rt:02}/RW {rw:02}", f"RT{rt:03}-RW{rw:03}")
        return rng.choice((*spellings, f"{rt:02}/{rw:02}", f"RT.{rt} RW.{rw}", f"RT {rt} RW {ROMAN[rw]}"))
    return f"RT {several(rng, rts)} RW {rw}"


def several(rng: Random, rts: tuple[int, ...]) -> str:
    if len(rts) > 2 and rts[-1] - rts[0] == len(rts) - 1:
        return f"{rts[0]:02} {rng.choice(('s/d', 'sampai', '-'))} {rts[-1]:02}"
    return f"{', '.join(map(str, rts[:-1]))} dan {rts[-1]}"


def apart(rng: Random, place: Place) -> Row:
    """RW and RT in a cell each."""
    rw, rts = place
    one = rng.choice((f"{rts[0]:02}", f"{rts[0]}", f"RT {rts[0]:02}")) if len(rts) == 1 else ""
    return {
        "rw": rng.choice((f"{rw:02}", f"{rw}", f"RW {rw:02}", ROMAN[rw])),
        "rt": several(rng, rts) if len(rts) > 1 else one,
    }


def money(rng: Random, rupiah: int) -> str:
    dotted = f"{rupiah:,}".replace(",", ".")
    short = [f"{rupiah / 1e6:g} jt".replace(".", ","), f"{rupiah / 1e6:g} juta".replace(".", ",")]
    long = (str(rupiah), dotted, dotted, f"Rp {dotted}", f"Rp{dotted}", f"Rp. {dotted},-", f"{dotted},00")
    return rng.choice((*long, *(short if rupiah % 100_000 == 0 else ())))


def size(rng: Random, volume: int, satuan: str) -> Row:
    kind = rng.random()
    if kind < 0.04 and satuan == "m2":
        return {"volume": f"{volume} m x 1,2 m", "satuan": ""}
    if kind < 0.08:
        return {"volume": f"{volume} {satuan}", "satuan": ""}
    if kind < 0.14:
        return {"volume": f"{volume},5", "satuan": satuan}
    return {"volume": str(volume), "satuan": satuan}


def people(rng: Random, jiwa: int) -> str:
    spellings = (
        str(jiwa),
        str(jiwa),
        f"{jiwa} jiwa",
        f"{jiwa} orang",
        f"± {jiwa} orang",
        f"{jiwa // 4 + 1} KK",
    )
    return rng.choice((*spellings, ""))


def swadaya(rng: Random) -> str:
    if rng.random() < 0.6:
        return ""
    return rng.choice((money(rng, rng.randint(1, 12) * 500_000), "0", "-", "tenaga warga", "500 ribu"))


def order(rng: Random, number: int) -> str:
    return rng.choice((str(number), str(number), str(number), f"Prioritas {number}", ROMAN[number], ""))


def phone(rng: Random) -> str:
    digits = f"800{rng.randrange(10**7):07}"  # nobody has such a number
    grouped = f"0{digits[:3]}-{digits[3:7]}-{digits[7:]}"
    return rng.choice((f"0{digits}", grouped, f"+62 {digits}", digits))


def _place(row: Row, text: str, *, lokasi: str | None = None) -> Row:
    changed = {name: "" for name in ("rw", "rt", "rt_rw") if name in row}
    changed["rt_rw" if "rt_rw" in row else "rw"] = text
    return row | changed | ({} if lokasi is None else {"lokasi": lokasi})


# Each returns the row to its sender, except the two that say so.
FAULTS: tuple[Callable[[Random, Row], Row], ...] = (
    lambda rng, row: row | {"masalah": ""},
    lambda rng, row: row | {"usulan": ""},
    lambda rng, row: row | {"kelurahan": ""},
    lambda rng, row: row | {"kelurahan": f"Kampung Kosong {rng.randint(1, 40)}"},
    lambda rng, row: _place(row, "", lokasi=""),
    lambda rng, row: _place(row, ""),  # accepted with a warning: the place says where
    lambda rng, row: _place(row, f"{rng.randint(1, 9):02}-Mar"),
    lambda rng, row: _place(row, "RW 02, RW 03"),
    lambda rng, row: _place(row, "sebelah utara"),
    lambda rng, row: row | {"biaya": "15-20 juta"},
    lambda rng, row: row | {"biaya": str(rng.randint(15, 90) * 1_000)},
    lambda rng, row: row | {"biaya": "0"},
    lambda rng, row: row | {"biaya": "dua puluh juta"},
    lambda rng, row: row | {"biaya": "belum dihitung"},  # accepted: the form itself invites this answer
    lambda rng, row: row | {"volume": "0"},
    lambda rng, row: row | {"volume": "1.500", "satuan": "m"},
)
