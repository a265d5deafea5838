"""datapackage.json: what the tables of data/ hold, as a Frictionless Data Package that other programs check."""

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from reports.issue import Edisi, Terbitan
from schemas.exports import Kolom, Tabel

TYPES = {
    "kode": "string",
    "teks": "string",
    "daftar": "string",
    "bilangan": "integer",
    "rupiah": "integer",
    "rw": "integer",
    "desimal": "number",
    "tanggal": "date",
    "ya_tidak": "boolean",
}
WORKBOOKS = {
    "usulan.xlsx": "Semua usulan sebagai buku kerja, satu lembar untuk tiap daftar.",
    "rka-dana-kelurahan.xlsx": "Rincian rencana kegiatan dana kelurahan per kelurahan dan sub-kegiatan.",
    "sipd-usulan.xlsx": "Usulan yang diteruskan, dalam urutan mengetik ke SIPD.",
}


def describe(folder: Path, terbitan: Terbitan, edisi: Edisi, tables: Iterable[Tabel]) -> str:
    """The descriptor of the files that already lie in the folder."""
    package = {
        "profile": "data-package",
        "name": f"musrenbang-{terbitan.tahun}-{edisi.nama}",
        "title": f"Musrenbang Kelurahan {terbitan.kota} Tahun {terbitan.tahun_rapat}, rencana {terbitan.tahun}",
        "description": f"{terbitan.sebutan}. {terbitan.data}.",
        "version": terbitan.versi,
        "resources": [_table(folder, edisi, one) for one in tables],
        "lampiran": [_attached(folder, name, text) for name, text in WORKBOOKS.items()],
    }
    return json.dumps(package, ensure_ascii=False, indent=2) + "\n"


def _table(folder: Path, edisi: Edisi, tabel: Tabel) -> dict[str, Any]:
    fields = [_field(one, edisi) for one in tabel.columns(edisi.internal)]
    key = {"primaryKey": list(tabel.kunci)} if tabel.kunci else {}
    resource = {
        "profile": "tabular-data-resource",
        "name": tabel.nama,
        "title": tabel.judul,
        "description": tabel.uraian,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": {"delimiter": ",", "lineTerminator": "\n", "quoteChar": '"', "doubleQuote": True, "header": True},
        "schema": {"fields": fields, **key, "missingValues": [""]},
    }
    return resource | _fingerprint(folder, f"{tabel.nama}.csv")


def _field(one: Kolom, edisi: Edisi) -> dict[str, Any]:
    field: dict[str, Any] = {"name": one.nama, "title": one.judul, "type": TYPES[one.jenis], "description": one.uraian}
    if one.unit:
        field["unit"] = one.unit
    if one.jenis == "ya_tidak":
        field |= {"trueValues": ["ya"], "falseValues": ["tidak"]}
    choice = one.pilihan_umum if one.pilihan_umum and not edisi.internal else one.pilihan
    constraints = {"required": one.unik or one.wajib, "unique": one.unik, "enum": list(choice)}
    held = {name: value for name, value in constraints.items() if value}
    return field | ({"constraints": held} if held else {})


def _attached(folder: Path, name: str, text: str) -> dict[str, Any]:
    return {"description": text, "format": "xlsx"} | _fingerprint(folder, name)


def _fingerprint(folder: Path, name: str) -> dict[str, Any]:
    data = (folder / name).read_bytes()
    return {"path": name, "bytes": len(data), "hash": f"sha256:{hashlib.sha256(data).hexdigest()}"}
