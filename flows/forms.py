"""Stage 9 of 9: the forms that people fill in, blank and, where RT and RW are registered, one for each RW.

They follow from the rules and the reference data alone. What someone has typed into a form that lies here is
never overwritten: only files that still hold the bytes we wrote are refreshed.
"""

import csv
import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from flows import policy
from flows.cycle import Cycle
from flows.intake.inbox import safe_name
from flows.swapping import replace_file, unless_held
from reports.forms import Formulir, as_csv, as_html, as_xlsx

Register = dict[tuple[str, int], list[int]]  # (kelurahan, RW) -> its RT


def write(cycle: Cycle) -> int:
    """Brings formulir/ up to date; returns how many forms were written."""
    basis = _basis(cycle)
    before = _written(cycle)
    if before.get("") == basis:
        return 0
    cycle.forms.mkdir(exist_ok=True)
    put = {name: _put(cycle.forms / name, data, before.get(name)) for name, data in _forms(cycle)}
    for name in before.keys() - put.keys() - {""}:
        _remove(cycle.forms / name, before[name])
    written = {name: digest for name, digest in put.items() if digest}
    # What is held open keeps what was known of it, and without the basis the next run tries again.
    held = put.keys() - written.keys()
    known = {name: before[name] for name in held & before.keys()} if held else {"": basis}
    _remember(cycle, written | known)
    return len(written)


def _forms(cycle: Cycle) -> Iterator[tuple[str, bytes]]:
    """File name -> content."""
    blank, names = _blank(cycle), _kelurahan(cycle)
    stem = f"FORMULIR_USULAN_{cycle.tahun}"
    yield f"{stem}.csv", as_csv(blank)
    yield f"{stem}.xlsx", as_xlsx(blank)
    yield f"{stem}.html", as_html(blank).encode()
    for (kode, rw), rt in sorted(_register(cycle).items()):
        filled = replace(blank, kelurahan=names[kode], rw=rw, rt=tuple(sorted(rt)))
        yield safe_name(f"USULAN_{cycle.tahun}_{names[kode]}_RW{rw:02d}.xlsx"), as_xlsx(filled)


def _blank(cycle: Cycle) -> Formulir:
    pack = policy.pack_of(cycle)
    return Formulir(
        tahun=cycle.tahun,
        kota={row["kode"]: row["nama"] for row in _rows(cycle, "kota.csv")}[cycle.kota],
        batas=pack.jadwal.batas_masuk,
        zona=pack.jadwal.zona,
        biaya_wajar=pack.angka("biaya_wajar_min"),
        daftar_kelurahan=tuple(sorted(_kelurahan(cycle).values())),
    )


def _kelurahan(cycle: Cycle) -> Mapping[str, str]:
    return {row["kode"]: row["nama"] for row in _rows(cycle, "kelurahan.csv")}


def _register(cycle: Cycle) -> Register:
    found: Register = {}
    for row in _rows(cycle, "rt_rw.csv"):
        found.setdefault((row["kode_kelurahan"], int(row["rw"])), []).append(int(row["rt"]))
    return found


def _rows(cycle: Cycle, name: str) -> Iterator[dict[str, str]]:
    for path in cycle.reference(name):
        with path.open(encoding="utf-8-sig", newline="") as file:
            yield from csv.DictReader(file, skipinitialspace=True)


def _basis(cycle: Cycle) -> str:
    """One hash over all that the forms of this year follow from."""
    paths = [cycle.pack, cycle.national, *cycle.reference("kelurahan.csv"), *cycle.reference("rt_rw.csv")]
    text = "".join(_hash(path.read_bytes()) for path in paths)
    return _hash(f"{cycle.versi} {cycle.tahun} {text}".encode())


def _put(path: Path, data: bytes, before: str | None) -> str | None:
    """Writes a form, unless someone has typed into the one that lies there; returns the hash of ours.

    None when another program holds the old one open, which then stays as it is.
    """
    ours = _hash(data)
    if not path.exists() or _hash(path.read_bytes()) in (before, ours):
        temporary = path.with_name(f".{path.name}.baru")
        temporary.write_bytes(data)
        return ours if replace_file(temporary, path) else None
    return ours


def _remove(path: Path, before: str) -> None:
    """A form that is no longer due goes, unless someone has typed into it."""
    if path.is_file() and _hash(path.read_bytes()) == before:
        with unless_held(path):
            path.unlink()


def _written(cycle: Cycle) -> dict[str, str]:
    """File name -> hash of what we wrote last for this year; under the empty name the basis.

    Without a list that can be read no form counts as ours, and none that lies there is touched.
    """
    path = _memory(cycle)
    if not path.is_file():
        return {}
    with path.open(encoding="utf-8", errors="replace", newline="") as file:
        return {row[0]: row[1] for row in csv.reader(file) if len(row) == 2}


def _remember(cycle: Cycle, written: Mapping[str, str]) -> None:
    path = _memory(cycle)
    temporary = path.with_name(f"{path.name}.baru")
    with temporary.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(sorted(written.items()))
    temporary.replace(path)


def _memory(cycle: Cycle) -> Path:
    return cycle.forms / f"daftar-{cycle.tahun}.csv"


def _hash(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
