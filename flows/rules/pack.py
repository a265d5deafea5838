"""Stage 7 and 8 of 9: the numbers of the law and of the year's local policy, loaded or refused.

Pure: takes the texts of the files, returns a frozen Pack, or raises one RulePackError with every fault,
each with file, section, key and line, and how it is written.
"""

from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from datetime import date, timedelta
from itertools import pairwise
from operator import attrgetter
from typing import Any

from rapidfuzz.distance import OSA

from flows.errors import RulePackError
from flows.rules.dates import schedule_faults
from flows.rules.models import (
    NATIONAL,
    OPTIONAL,
    REPEATED,
    SECTIONS,
    STAGES,
    Apbd,
    Inovasi,
    Pack,
    Pagu,
    PaguSebelumnya,
    Paket,
    PihakKetiga,
    Prioritas,
    Sumber,
)
from flows.rules.script import Script, read_script, section_meant
from flows.rules.validating import validated
from flows.rules.writing import EXAMPLES, toml

NEEDED = {
    *("biaya_wajar_min", "jiwa_per_kk", "dekat_batas_persen", "harga_lokal_min", "harga_pagar_persen"),
    "harga_kisaran_persen",
}
MINIMUM = "minimal_apbd_persen"  # asked for only where the pack gives the budget's figures
DAY = timedelta(days=1)

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
    built = _local(local, files[0], andai, faults)
    if built:
        faults += _policy_faults(built, tahun, kota)
    dated = _national(national, files[1], faults)
    if built and built["jadwal"] and dated:
        needed = NEEDED | ({MINIMUM} if built["apbd"] else set())
        faults += _absent_faults(dated["angka"], needed, built["jadwal"].tanggal_pengadaan, files[1])
    if faults:
        raise RulePackError("Paket aturan belum dapat dipakai:", list(dict.fromkeys(faults)))
    # Procurement law is read when the work is bought, codes and rules when the year begins.
    bought, begun = built["jadwal"].tanggal_pengadaan, date(tahun, 1, 1)
    return Pack(
        **{name: built[name] for name in (*SECTIONS, *REPEATED)},
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
        raise RulePackError("Angka nasional belum dapat dipakai:", list(dict.fromkeys(faults)))
    return found


def in_force(entries: list[Any], at: date) -> tuple[Any, ...]:
    """Those entries whose period holds the day."""
    return tuple(one for one in entries if one.berlaku <= at and (one.sampai is None or at <= one.sampai))


def _local(text: str, file: str, andai: Sequence[Change], faults: list[str]) -> dict[str, Any]:
    """Every section of the local file that has no fault, and the script they stand in; nothing where it is no TOML."""
    try:
        script = read_script(text, file)
    except RulePackError as error:
        faults += error.faults
        return {}
    if not script.data:
        faults.append(script.fault("berkas_kosong"))
        return {}
    script.data = _supposed(script.data, andai)
    faults += _section_faults(script)
    found = {name: _section(name, script, faults) for name in SECTIONS}
    return found | {name: _sections(name, script, faults) for name in REPEATED} | {"script": script}


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


def _section_faults(script: Script) -> Iterator[str]:
    """Sections that are missing and sections that nobody knows; one of each may be the same under a wrong name."""
    missing = [name for name in SECTIONS if name not in script.data and name not in OPTIONAL]
    for name, value in script.data.items():
        if name in SECTIONS or name in REPEATED:
            continue
        if not isinstance(value, (dict, list)):
            yield script.fault("kunci_luar", "", 0, name)
        elif missing:
            near = _nearest(name, missing)
            missing.remove(near)
            yield script.fault("bagian_tertukar", name, kurang=near)
        elif (meant := section_meant(name)) and meant not in script.data:
            yield script.fault("bagian_mirip", name, maksud=meant)
        else:
            yield script.fault("bagian_tidak_dikenal", name, ada=", ".join((*SECTIONS, *REPEATED)))
    for name in missing:
        yield script.fault("bagian_belum_ada", name, isi=", ".join(_needed_keys(name)))


def _nearest(name: str, known: Sequence[str]) -> str:
    return min(known, key=lambda one: (OSA.distance(one, name.casefold()), one))


def _needed_keys(name: str) -> list[str]:
    return [key for key, one in SECTIONS[name].__pydantic_fields__.items() if one.is_required()]  # type: ignore[attr-defined]


def _section(name: str, script: Script, faults: list[str]) -> Any:
    raw = script.data.get(name)
    if raw is None:
        return None
    if isinstance(raw, list) and raw and isinstance(raw[0], dict):
        faults.append(script.fault("kurung_tunggal", name))
        return None
    return validated(script, name, 0, raw, faults)


def _sections(name: str, script: Script, faults: list[str]) -> tuple[Any, ...]:
    """Every [[name]] that has no fault, in the order of the file."""
    raw = script.data.get(name, [])
    if not isinstance(raw, list):
        faults.append(script.fault("bukan_bagian_berulang", name))
        return ()
    return tuple(
        found for turn, one in enumerate(raw) if (found := validated(script, name, turn, one, faults)) is not None
    )


def _national(text: str, file: str, faults: list[str]) -> dict[str, list[Any]]:
    try:
        script = read_script(text, file)
    except RulePackError as error:
        faults += error.faults
        return {}
    for name, value in script.data.items():
        if name not in NATIONAL:
            kode = "bagian_tidak_dikenal" if isinstance(value, (dict, list)) else "kunci_luar"
            keys = () if isinstance(value, (dict, list)) else (name,)
            faults.append(script.fault(kode, "" if keys else name, 0, *keys, ada=", ".join(NATIONAL), bagian=name))
    found = {name: list(_sections(name, script, faults)) for name in NATIONAL}
    for name, entries in found.items():
        faults += _period_faults(script, name, entries)
    return found


def _policy_faults(built: Mapping[str, Any], tahun: int, kota: str) -> Iterator[str]:
    """What is well written and does not agree: with the year, with the kota, or with each other."""
    script = built["script"]
    if built["paket"]:
        yield from _owner_faults(script, built["paket"], tahun, kota)
    if built["jadwal"]:
        yield from schedule_faults(script, built["jadwal"], tahun)
    if built["inovasi"]:
        yield from _innovation_faults(script, built["inovasi"])
    if built["apbd"]:
        yield from _budget_faults(script, built["apbd"])
    if built["pagu"]:
        yield from _fund_faults(script, built["sumber"], built["pagu"])
        yield from _stage_faults(script, built["pagu_sebelumnya"], built["pagu"])
    if built["prioritas"]:
        yield from _order_faults(script, built["prioritas"])
    if built["pihak_ketiga"]:
        yield from _third_party_faults(script, built["pihak_ketiga"])


def _owner_faults(script: Script, paket: Paket, tahun: int, kota: str) -> Iterator[str]:
    if paket.tahun != tahun:
        yield script.fault("tahun_lain", "paket", 0, "tahun", tertulis=paket.tahun, tahun=tahun)
    if paket.kota != kota:
        yield script.fault("kota_lain", "paket", 0, "kota", tertulis=paket.kota, kota=kota, contoh=toml(kota))


def _innovation_faults(script: Script, rule: Inovasi) -> Iterator[str]:
    if rule.cara == "dahulukan" and rule.maks is None:
        yield script.fault("maks_inovasi", "inovasi", 0, "maks", contoh=toml(50_000_000))


def _budget_faults(script: Script, rule: Apbd) -> Iterator[str]:
    if rule.dak > rule.pendapatan:
        yield script.fault("dak_melebihi", "apbd", 0, "dak", tertulis=toml(rule.dak), pendapatan=toml(rule.pendapatan))


def _third_party_faults(script: Script, rule: PihakKetiga) -> Iterator[str]:
    """A limit forgotten is no limit that does not exist: the pack says which."""
    if rule.ada and rule.nilai is None:
        yield script.fault("pihak_ketiga_nilai", "pihak_ketiga", 0, "nilai", contoh=toml(100_000_000))
    if not rule.ada and rule.nilai is not None:
        yield script.fault("pihak_ketiga_tidak_ada", "pihak_ketiga", 0, "nilai")


def _fund_faults(script: Script, funds: Sequence[Sumber], pagu: Pagu) -> Iterator[str]:
    """Every fund but the last says how much it holds; the last takes the rest of the ceiling."""
    if len(funds) < len(script.data.get("sumber", ())):
        return  # which one is the last cannot be said while one of them has a fault
    named = [one.id for one in funds]
    for turn, one in enumerate(funds):
        last = turn == len(funds) - 1
        if one.id in named[:turn]:
            yield script.fault("sumber_dua_kali", "sumber", turn, "id", tertulis=one.id)
        if one.nilai is None and not last:
            yield script.fault("sumber_tanpa_nilai", "sumber", turn, "nilai")
        if one.nilai is not None and last:
            yield script.fault("sumber_terakhir", "sumber", turn, "nilai")
    total = sum(one.nilai for one in funds if one.nilai is not None)
    if total > pagu.nilai:
        yield script.fault("sumber_melebihi", "sumber", 0, "nilai", jumlah=toml(total), pagu=toml(pagu.nilai))


def _stage_faults(script: Script, earlier: Sequence[PaguSebelumnya], pagu: Pagu) -> Iterator[str]:
    """One earlier ceiling a stage, each of a stage before the present one."""
    stages = [one.tahap for one in earlier]
    for turn, one in enumerate(earlier):
        if one.tahap in stages[:turn]:
            yield script.fault("tahap_dua_kali", "pagu_sebelumnya", turn, "tahap", tertulis=one.tahap)
        elif one.tahap in STAGES[STAGES.index(pagu.tahap) :]:
            where = ("pagu_sebelumnya", turn, "tahap")
            yield script.fault("tahap_tidak_mendahului", *where, tertulis=one.tahap, tahap=pagu.tahap)


def _order_faults(script: Script, rule: Prioritas) -> Iterator[str]:
    if sum(rule.bobot.values()) == 0:
        yield script.fault("bobot_nol", "prioritas", 0, "bobot")
    for name in sorted(rule.bobot.keys() & {"penerima_manfaat", "prioritas"} - rule.jenuh.keys()):
        yield script.fault("jenuh_belum", "prioritas", 0, "jenuh", isi=name, angka=EXAMPLES["jenuh"][name])
    if "id_usulan" in [one.split()[0] for one in rule.seri[:-1]]:
        kept = [one for one in rule.seri if not one.startswith("id_usulan")]
        yield script.fault("seri_terakhir", "prioritas", 0, "seri", contoh=toml([*kept, "id_usulan asc"]))


def _period_faults(script: Script, name: str, entries: list[Any]) -> Iterator[str]:
    """Periods of one entry must follow each other without gap or overlap; the last one may end."""
    turns = {(one["id"], one["berlaku"]): turn for turn, one in enumerate(script.data.get(name, ())) if _is_dated(one)}
    for one in entries:
        if one.sampai is not None and one.sampai < one.berlaku:
            turn = turns[one.id, one.berlaku]
            yield script.fault("masa_terbalik", name, turn, "sampai", sampai=one.sampai, berlaku=one.berlaku)
    ordered = sorted(entries, key=attrgetter("id", "berlaku"))
    for earlier, later in pairwise(ordered):
        if earlier.id == later.id and earlier.sampai != later.berlaku - DAY:
            over = earlier.sampai is None or earlier.sampai >= later.berlaku
            told: dict[str, Any] = {"tanggal": later.berlaku, "contoh": later.berlaku - DAY}
            kode = "masa_tumpang" if over else "masa_berlubang"
            yield script.fault(kode, name, turns[later.id, later.berlaku], "berlaku", **told)


def _is_dated(one: Any) -> bool:
    return isinstance(one, dict) and {"id", "berlaku"} <= one.keys() and isinstance(one["id"], str)


def _absent_faults(numbers: list[Any], needed: set[str], at: date, file: str) -> Iterator[str]:
    """Numbers that the street asks for by name must be in force."""
    present = {one.id for one in in_force(numbers, at)}
    for name in sorted(needed - present):
        told = Script(file, {"angka": [{"id": name}]})
        yield told.fault("angka_belum_berlaku", "angka", 0, tanggal=at, contoh=toml(name))
