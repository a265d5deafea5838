"""Stage 7 and 8 of 9: the numbers of the law and of the year's local policy, loaded or refused.

Pure: takes the texts of the files, returns a frozen Pack, or raises one RulePackError with every fault,
each with file, section and key.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import MISSING, dataclass, fields
from datetime import date, datetime, timedelta
from itertools import pairwise
from operator import attrgetter
from typing import Any
from zoneinfo import available_timezones

from flows.errors import RulePackError

STATUSES = {"peraturan", "pernyataan_pers", "asumsi"}
STAGES = ("indikatif", "ppas", "apbd", "perubahan")
CRITERIA = ("prioritas", "penerima_manfaat", "swadaya", "urgensi", "keseriusan", "pertumbuhan")
TIE_COLUMNS = ("penerima_manfaat", "biaya", "prioritas", "swadaya", "rw", "id_usulan")


@dataclass(frozen=True)
class Angka:
    """One number in one period; nilai in rupiah, per cent or a count, as uraian says."""

    id: str
    uraian: str
    nilai: int
    berlaku: date
    dasar: str
    status: str
    diperiksa: date
    sampai: date | None = None


@dataclass(frozen=True)
class Kode:
    """One code of the national list of budget activities in one period; sistem: how many digits it ends in."""

    id: str
    uraian: str
    program: str
    kode: str
    sistem: str
    berlaku: date
    dasar: str
    status: str
    diperiksa: date
    sampai: date | None = None


@dataclass(frozen=True)
class Ketentuan:
    """One rule of national law that has no number, as a sentence."""

    id: str
    isi: str
    berlaku: date
    dasar: str
    status: str
    diperiksa: date
    sampai: date | None = None


@dataclass(frozen=True)
class Paket:
    """Which year and kota the pack is for."""

    tahun: int
    kota: str


@dataclass(frozen=True)
class Pagu:
    """The ceiling of one kelurahan in rupiah, and how final it is."""

    nilai: int
    tahap: str
    dasar: str
    status: str


@dataclass(frozen=True)
class PihakKetiga:
    """Construction worth more than this many rupiah goes to a third party; ada = false: the kota has no such limit."""

    dasar: str
    status: str
    nilai: int | None = None
    ada: bool = True


@dataclass(frozen=True)
class Fisik:
    """The largest share of the ceiling for physical works, in per cent.

    dihitung_dari: physical is what programme sarpras holds ("program"), or construction and goods ("jenis").
    """

    maks_persen: int
    dasar: str
    status: str
    dihitung_dari: str = "program"


@dataclass(frozen=True)
class Inovasi:
    """How many innovations a kelurahan is asked for, and whether they are only counted.

    maks: rupiah that verified innovations may take ahead of the order, with cara "dahulukan" only.
    """

    minimal: int
    cara: str
    dasar: str
    status: str
    maks: int | None = None


@dataclass(frozen=True)
class Prioritas:
    """How the draft order is made: weights, saturations, directions, ties."""

    bobot: dict[str, int]
    jenuh: dict[str, int]
    arah: dict[str, str]
    usg_dari: str
    lompati: bool
    seri: list[str]
    dasar: str
    status: str


@dataclass(frozen=True)
class Jadwal:
    """Zone, deadline, date of the meeting, and the date at which procurement law is read."""

    zona: str
    batas_masuk: datetime
    musrenbang_kelurahan: date
    tanggal_pengadaan: date


@dataclass(frozen=True)
class PaguSebelumnya:
    """A ceiling of an earlier stage in rupiah; what it gave and the present one does not is printed."""

    tahap: str
    nilai: int
    dasar: str
    status: str


@dataclass(frozen=True)
class Sumber:
    """One fund inside the ceiling of a kelurahan, spent in the order of the pack.

    nilai: rupiah a kelurahan; the last fund has none and takes the rest of the ceiling.
    """

    id: str
    nama: str
    dasar: str
    status: str
    nilai: int | None = None


@dataclass(frozen=True)
class Pemerataan:
    """How many of each RW's own proposals, the best ranked first, are taken before all others."""

    minimal_per_rw: int
    dasar: str
    status: str


@dataclass(frozen=True)
class Teruskan:
    """How many proposals a kelurahan passes on to the musrenbang kecamatan at most."""

    maksimal: int
    dasar: str
    status: str


@dataclass(frozen=True)
class Apbd:
    """Revenue of the kota's budget and the special funds (DAK) within it, in rupiah, for the 5 per cent test."""

    pendapatan: int
    dak: int
    dasar: str
    status: str


@dataclass(frozen=True)
class Swakelola:
    """Which type of swakelola non-physical activities take where the kota says so."""

    nonfisik: str
    dasar: str
    status: str


@dataclass(frozen=True)
class MenuLokal:
    """Menu codes that the kota puts under another programme than the menu does, such as the pos kamling."""

    program: dict[str, str]
    dasar: str
    status: str


@dataclass(frozen=True)
class Pack:
    """The rules of one year in one kota: national numbers in force, and the local policy."""

    paket: Paket
    pagu: Pagu
    pihak_ketiga: PihakKetiga
    inovasi: Inovasi
    prioritas: Prioritas
    jadwal: Jadwal
    nasional: tuple[Angka, ...]
    kode: tuple[Kode, ...] = ()
    ketentuan: tuple[Ketentuan, ...] = ()
    fisik: Fisik | None = None
    pagu_sebelumnya: tuple[PaguSebelumnya, ...] = ()
    sumber: tuple[Sumber, ...] = ()
    pemerataan: Pemerataan | None = None
    teruskan: Teruskan | None = None
    apbd: Apbd | None = None
    swakelola: Swakelola | None = None
    menu: MenuLokal | None = None

    def angka(self, name: str) -> int:
        """The national number `name` in force at the procurement date."""
        return next(one.nilai for one in self.nasional if one.id == name)


SECTIONS = {
    "paket": Paket,
    "pagu": Pagu,
    "pihak_ketiga": PihakKetiga,
    "fisik": Fisik,
    "inovasi": Inovasi,
    "prioritas": Prioritas,
    "jadwal": Jadwal,
    "pemerataan": Pemerataan,
    "teruskan": Teruskan,
    "apbd": Apbd,
    "swakelola": Swakelola,
    "menu": MenuLokal,
}
OPTIONAL = {"fisik", "pemerataan", "teruskan", "apbd", "swakelola", "menu"}
# Sections that may stand several times: [[sumber]].
REPEATED: dict[str, type] = {"pagu_sebelumnya": PaguSebelumnya, "sumber": Sumber}
# The tables of the national file, each entry with its period.
NATIONAL: dict[str, type] = {"angka": Angka, "kode": Kode, "ketentuan": Ketentuan}
NATIONAL_FIELDS = ("nasional", "kode", "ketentuan")
NEEDED = {
    *("biaya_wajar_min", "jiwa_per_kk", "dekat_batas_persen", "harga_lokal_min", "harga_pagar_persen"),
    "harga_kisaran_persen",
}
MINIMUM = "minimal_apbd_persen"  # asked for only where the pack gives the budget's figures
PROGRAMS = ("sarpras", "pemberdayaan")
MENU_CODE = re.compile(r"[AB]\d\.\d+")
CHOICES = {
    ("pagu", "tahap"): STAGES,
    ("inovasi", "cara"): ("catat", "dahulukan"),
    ("prioritas", "usg_dari"): ("verifikasi", "pengusul"),
    ("fisik", "dihitung_dari"): ("program", "jenis"),
    ("pagu_sebelumnya", "tahap"): STAGES,
    ("kode", "program"): PROGRAMS,
    ("swakelola", "nonfisik"): ("swakelola_tipe_i", "swakelola_tipe_iii", "swakelola_tipe_iv"),
}


# A number of the local file by its place there, and what a what-if puts into it.
Change = tuple[tuple[str, ...], int]
SUPPOSED = {"dasar": "Andai yang ditulis pada perintah run", "status": "asumsi"}


def load_pack(
    local: str, national: str, *, tahun: int, kota: str, files: tuple[str, str], andai: Sequence[Change] = ()
) -> Pack:
    """The pack of `tahun` in `kota` from the texts of its two files; `files` are their names for messages.

    andai: numbers of the local file that a what-if supposes, each with its place there.
    Raises RulePackError with all faults at once.
    """
    faults: list[str] = []
    sections = _supposed(_parse(local, files[0], faults), andai)
    built = {name: _section(name, sections, files[0], faults) for name in SECTIONS}
    built |= {name: _sections(name, sections, files[0], faults) for name in REPEATED}
    known = SECTIONS.keys() | REPEATED.keys()
    faults += [f"{files[0]}: bagian [{name}] tidak dikenal" for name in sections.keys() - known]
    faults += _policy_faults(built, tahun, kota, files[0])
    dated = _national(national, files[1], faults)
    if built["jadwal"]:
        needed = NEEDED | ({MINIMUM} if built["apbd"] else set())
        faults += _absent_faults(dated["angka"], needed, built["jadwal"].tanggal_pengadaan, files[1])
    if faults:
        raise RulePackError("Paket aturan belum dapat dipakai:", sorted(set(faults)))
    # Procurement law is read when the work is bought, codes and rules when the year begins.
    bought, begun = built["jadwal"].tanggal_pengadaan, date(tahun, 1, 1)
    return Pack(
        **built,
        nasional=in_force(dated["angka"], bought),
        kode=in_force(dated["kode"], begun),
        ketentuan=in_force(dated["ketentuan"], begun),
    )


def load_national(text: str, file: str) -> dict[str, list[Any]]:
    """Every entry of the tables of the national file, of whatever period.

    Raises RulePackError with all faults at once.
    """
    faults: list[str] = []
    found = _national(text, file, faults)
    if faults:
        raise RulePackError("Angka nasional belum dapat dipakai:", sorted(set(faults)))
    return found


def in_force(entries: list[Any], at: date) -> tuple[Any, ...]:
    """Those entries whose period holds the day."""
    return tuple(one for one in entries if one.berlaku <= at and (one.sampai is None or at <= one.sampai))


def _national(text: str, file: str, faults: list[str]) -> dict[str, list[Any]]:
    raw = _parse(text, file, faults)
    faults += [f"{file}: bagian {name} tidak dikenal" for name in sorted(raw.keys() - NATIONAL.keys())]
    return {name: _dated(name, raw.get(name, []), file, faults) for name in NATIONAL}


def _parse(text: str, file: str, faults: list[str]) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        faults.append(f"{file}: bukan TOML yang utuh ({error})")
        return {}


def _supposed(sections: dict[str, Any], andai: Sequence[Change]) -> dict[str, Any]:
    """The sections with the numbers of a what-if in their places, and a basis that says so."""
    changed = deepcopy(sections)
    for (name, *between, last), value in andai:
        section = changed.setdefault(name, {})
        section.update(SUPPOSED)
        for key in between:
            section = section.setdefault(key, {})
        section[last] = value
    return changed


def _section(name: str, sections: Mapping[str, Any], file: str, faults: list[str]) -> Any:
    if name not in sections:
        if name not in OPTIONAL:
            faults.append(f"{file}: bagian [{name}] belum ada")
        return None
    found = list(_record_faults(SECTIONS[name], sections[name], f"{file} [{name}]"))
    faults += found
    return None if found else SECTIONS[name](**sections[name])


def _sections(name: str, sections: Mapping[str, Any], file: str, faults: list[str]) -> tuple[Any, ...]:
    """Every [[name]] that has no fault, in the order of the file."""
    raw = sections.get(name, [])
    if not isinstance(raw, list):
        faults.append(f"{file} [[{name}]]: tulis dengan dua kurung siku, satu bagian untuk tiap isinya")
        return ()
    found = [
        list(_record_faults(REPEATED[name], one, f"{file} [[{name}]] ke-{place}")) for place, one in enumerate(raw, 1)
    ]
    faults += [fault for some in found for fault in some]
    return tuple(REPEATED[name](**one) for one, some in zip(raw, found, strict=True) if not some)


def _dated(name: str, raw: Any, file: str, faults: list[str]) -> list[Any]:
    """Every entry of a table of the national file that has no fault; their periods are checked as well."""
    if not isinstance(raw, list):
        faults.append(f"{file} [[{name}]]: tulis dengan dua kurung siku, satu bagian untuk tiap isinya")
        return []
    found = [one for place, value in enumerate(raw, 1) if (one := _entry(name, place, value, file, faults))]
    faults += _period_faults(name, found, file)
    return found


def _entry(name: str, place: int, raw: Any, file: str, faults: list[str]) -> Any:
    named = raw.get("id", f"ke-{place}") if isinstance(raw, dict) else f"ke-{place}"
    found = list(_record_faults(NATIONAL[name], raw, f"{file} [[{name}]] {named}"))
    faults += found
    return None if found else NATIONAL[name](**raw)


def _record_faults(kind: type, raw: Any, where: str) -> Iterator[str]:
    """Missing, unknown and mistyped keys of one section, each with its address."""
    if not isinstance(raw, dict):
        yield f"{where}: harus berupa bagian dengan kunci dan nilai"
        return
    known = {one.name: one for one in fields(kind)}
    yield from (f"{where}: kunci {key} tidak dikenal" for key in raw.keys() - known.keys())
    for name, one in known.items():
        if name not in raw:
            if one.default is MISSING:
                yield f"{where}: kunci {name} belum ada"
        elif problem := _type_fault(one.type, raw[name]):
            yield f"{where}: {name} {problem}"
    yield from _value_faults(raw, where)


def _type_fault(wanted: Any, value: Any) -> str | None:
    plain = {dict[str, int]: dict, dict[str, str]: dict, list[str]: list, date | None: date, int | None: int}.get(
        wanted, wanted
    )
    if plain is date:
        fits = isinstance(value, date) and not isinstance(value, datetime)
    elif plain is int:
        fits = isinstance(value, int) and not isinstance(value, bool)
    else:
        fits = isinstance(value, plain)
    if not fits:
        words = {int: "bilangan bulat", date: "tanggal", datetime: "tanggal dan jam", bool: "true atau false"}
        return f"harus {words.get(plain, {str: 'teks', dict: 'daftar bernama', list: 'daftar'}.get(plain))}"
    if plain is int and value < 0:
        return "tidak boleh kurang dari nol"
    if plain is str and not value.strip():
        return "tidak boleh kosong"
    return None


def _value_faults(raw: dict[str, Any], where: str) -> Iterator[str]:
    if raw.get("status", "asumsi") not in STATUSES:
        yield f"{where}: status harus salah satu dari {', '.join(sorted(STATUSES))}"
    section = where.rpartition("[")[2].partition("]")[0]
    for (name, key), allowed in CHOICES.items():
        if name == section and key in raw and raw[key] not in allowed:
            yield f"{where}: {key} harus salah satu dari {', '.join(allowed)}"


def _policy_faults(built: Mapping[str, Any], tahun: int, kota: str, file: str) -> Iterator[str]:
    paket, fisik, prioritas = built["paket"], built["fisik"], built["prioritas"]
    if paket and (paket.tahun, paket.kota) != (tahun, kota):
        yield f"{file} [paket]: untuk {paket.kota} tahun {paket.tahun}, bukan {kota} tahun {tahun}"
    jadwal = built["jadwal"]
    if jadwal and jadwal.zona not in available_timezones():
        yield f"{file} [jadwal]: zona {jadwal.zona} tidak dikenal (contoh: Asia/Jakarta)"
    if fisik and fisik.maks_persen > 100:
        yield f"{file} [fisik]: maks_persen paling banyak 100"
    if built["inovasi"] and built["inovasi"].cara == "dahulukan" and built["inovasi"].maks is None:
        yield f"{file} [inovasi]: kunci maks belum ada, padahal cara dahulukan memerlukannya"
    if built["apbd"] and built["apbd"].dak > built["apbd"].pendapatan:
        yield f"{file} [apbd]: dak tidak boleh melebihi pendapatan"
    if built["pagu"]:
        yield from _fund_faults(built["sumber"], built["pagu"], f"{file} [[sumber]]")
        yield from _stage_faults(built["pagu_sebelumnya"], built["pagu"], f"{file} [[pagu_sebelumnya]]")
    if prioritas:
        yield from _order_faults(prioritas, f"{file} [prioritas]")
    if built["pihak_ketiga"]:
        yield from _third_party_faults(built["pihak_ketiga"], f"{file} [pihak_ketiga]")
    if built["menu"]:
        yield from _menu_faults(built["menu"], f"{file} [menu]")


def _third_party_faults(rule: PihakKetiga, where: str) -> Iterator[str]:
    """A limit forgotten is no limit that does not exist: the pack says which."""
    if rule.ada and rule.nilai is None:
        yield f"{where}: kunci nilai belum ada (atau tulis ada = false)"
    if not rule.ada and rule.nilai is not None:
        yield f"{where}: nilai tidak dipakai bila ada = false"


def _menu_faults(rule: MenuLokal, where: str) -> Iterator[str]:
    for kode, program in rule.program.items():
        if not MENU_CODE.fullmatch(kode) or program not in PROGRAMS:
            yield f"{where}: program {kode} harus kode menu dengan salah satu dari {', '.join(PROGRAMS)}"


def _fund_faults(funds: Sequence[Sumber], pagu: Pagu, where: str) -> Iterator[str]:
    """Every fund but the last says how much it holds; the last takes the rest of the ceiling."""
    named = [one.id for one in funds]
    yield from (f"{where}: id {name} tertulis dua kali" for name in sorted({n for n in named if named.count(n) > 1}))
    yield from (f"{where} {one.id}: nilai belum ada; hanya sumber terakhir yang tanpa nilai"
                for one in funds[:-1] if one.nilai is None)  # fmt: skip
    if funds and funds[-1].nilai is not None:
        yield f"{where} {named[-1]}: sumber terakhir tidak bernilai, karena mengisi sisa pagu"
    if sum(one.nilai for one in funds if one.nilai is not None) > pagu.nilai:
        yield f"{where}: jumlah nilai melebihi pagu {pagu.nilai}"


def _stage_faults(earlier: Sequence[PaguSebelumnya], pagu: Pagu, where: str) -> Iterator[str]:
    """One earlier ceiling a stage, each of a stage before the present one."""
    stages = [one.tahap for one in earlier]
    yield from (f"{where}: tahap {name} tertulis dua kali" for name in STAGES if stages.count(name) > 1)
    if pagu.tahap in STAGES:
        late = {name for name in stages if name in STAGES[STAGES.index(pagu.tahap) :]}
        yield from (f"{where}: tahap {name} tidak mendahului tahap {pagu.tahap}" for name in sorted(late))


def _order_faults(rule: Prioritas, where: str) -> Iterator[str]:
    for key in ("bobot", "jenuh"):
        yield from (f"{where}: {key} {fault}" for fault in _measure_faults(getattr(rule, key), key == "jenuh"))
    if sum(value for value in rule.bobot.values() if isinstance(value, int)) <= 0:
        yield f"{where}: jumlah bobot harus lebih dari nol"
    for name, way in rule.arah.items():
        if name not in CRITERIA or way not in ("naik", "turun"):
            yield f"{where}: arah {name} harus ukuran yang ada dengan naik atau turun"
    for name in sorted(rule.bobot.keys() & {"penerima_manfaat", "prioritas"} - rule.jenuh.keys()):
        yield f"{where}: jenuh {name} belum ada"
    for place, text in enumerate(rule.seri, start=1):
        column, _, way = text.partition(" ") if isinstance(text, str) else ("", "", "")
        if column == "id_usulan" and place < len(rule.seri):
            yield f"{where}: seri id_usulan harus yang terakhir, karena tidak pernah sama"
        if column not in TIE_COLUMNS or way not in ("asc", "desc"):
            yield f"{where}: seri {text!r} tidak dikenal (contoh: biaya asc)"


def _measure_faults(values: Mapping[str, Any], least: int) -> Iterator[str]:
    for name, value in values.items():
        if name not in CRITERIA:
            yield f"menyebut ukuran yang tidak ada: {name}"
        if not isinstance(value, int) or isinstance(value, bool) or value < least:
            yield f"{name} harus bilangan bulat positif"


def _period_faults(name: str, entries: list[Any], file: str) -> Iterator[str]:
    """Periods of one entry must follow each other without gap or overlap; the last one may end."""
    for one in entries:
        if one.sampai is not None and one.sampai < one.berlaku:
            yield f"{file} [[{name}]] {one.id}: sampai {one.sampai} mendahului berlaku {one.berlaku}"
    ordered = sorted(entries, key=attrgetter("id", "berlaku"))
    for earlier, later in pairwise(ordered):
        if earlier.id == later.id and earlier.sampai != later.berlaku - timedelta(days=1):
            kind = "tumpang tindih" if earlier.sampai is None or earlier.sampai >= later.berlaku else "berlubang"
            yield f"{file} [[{name}]] {later.id}: masa berlaku {kind} pada {later.berlaku}"


def _absent_faults(numbers: list[Angka], needed: set[str], at: date, file: str) -> Iterator[str]:
    """Numbers that the street asks for by name must be in force."""
    present = {one.id for one in in_force(numbers, at)}
    yield from (f"{file} [[angka]] {name}: belum ada yang berlaku pada {at}" for name in sorted(needed - present))
