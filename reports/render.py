"""Pages of HTML: which there are, from which template, with what in them.

Python computes, the templates place. Every page is whole in itself: the one style sheet stands in its head,
named by its hash in the page's own content security policy, and nothing else may be loaded or run.
"""

import tomllib
from base64 import b64encode
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from jinja2 import ChoiceLoader, Environment, FileSystemLoader, StrictUndefined
from jinja2.ext import InternationalizationExtension

from reports import charts, feedback, filters, language, lists, memory, recap, sentences, sheet, whatif, wording
from reports.issue import INTERNAL, Edisi, Terbitan
from reports.packet import Paket
from reports.rulebook import Buku
from reports.senders import Dampingan
from reports.views import Hitungan, Kelurahan, Kota, MinimalApbd, Terusan, Usulan
from reports.whatif import AndaiKelurahan, AndaiUsulan
from schemas.exports import TABLES

HERE = Path(__file__).parent
Page = tuple[str, str]

WORDS = {
    "keadaan": wording.keadaan,
    "judul_jalur": wording.judul_jalur,
    "pelaksana": wording.pelaksana_singkat,
    "kantor": lists.office,
    "hasil_lalu": memory.outcome,
    "terjemah": language.gettext,
}


@cache
def environment() -> Environment:
    """The templates with the filters and words that they may use; made once a process."""
    loader = ChoiceLoader([FileSystemLoader(HERE / "templates"), FileSystemLoader(HERE / "static")])
    env = Environment(
        loader=loader,
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,  # or every include would look at its file again
        extensions=[InternationalizationExtension],
    )
    env.install_gettext_callables(language.gettext, language.ngettext, newstyle=True)  # type: ignore[attr-defined]
    env.filters.update(filters.FILTERS)
    env.filters.update(WORDS)
    style, script = (env.get_template(name).render() for name in ("style.css", "kota.js"))
    env.globals.update(
        bahasa=language.spoken,
        kata=wording,
        dokumen=documents(),
        kebijakan=_policy(style),
        kebijakan_kota=_policy(style, script),
    )
    return env


@cache
def documents() -> dict[str, Any]:
    """The papers to sign: title, basis, who signs."""
    return tomllib.loads((HERE / "static" / "dokumen.toml").read_text(encoding="utf-8"))


def _policy(style: str, script: str | None = None) -> str:
    """What a page may apply and run: what stands in it, known by its hash, and nothing else."""
    allowed = f"default-src 'none'; style-src {_digest(style)}; "
    if script is not None:
        allowed += f"script-src {_digest(script)}; "
    return allowed + "base-uri 'none'; form-action 'none'"


def _digest(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


def _page(path: str, template: str, terbitan: Terbitan, edisi: Edisi, **context: Any) -> Page:
    html = (
        environment()
        .get_template(template)
        .render(terbitan=terbitan, edisi=edisi, akar="../" * path.count("/"), **context)
    )
    return path, html


def kelurahan_pages(terbitan: Terbitan, paket: Paket) -> Iterator[Page]:
    """The packet of a kelurahan with its annex, the lurah's sheet, the papers to sign and the sheets for its RT."""
    pages = {
        "index": ("paket.html", _packet_lists),
        "lembar-lurah": ("lembar_lurah.html", _sheet_lists),
        "ba-musrenbang": ("ba_musrenbang.html", _musrenbang_lists),
        "ba-musyawarah-dana-kelurahan": ("ba_musyawarah.html", _musyawarah_lists),
        "daftar-hadir": ("daftar_hadir.html", _attendance_lists),
        "daftar-delegasi": ("daftar_delegasi.html", _no_lists),
    }
    if paket.kelurahan.tahap_lalu is not None:
        pages["penyesuaian"] = ("penyesuaian.html", _adjustment_lists)
    if paket.edisi.internal:
        pages["panitia"] = ("panitia.html", _annex_lists)
    for name, (template, context_of) in pages.items():
        path = f"{paket.kelurahan.kode}/{name}.html"
        yield _kelurahan_page(
            path, template, terbitan.untuk_pembaca if name == "index" else terbitan, paket, context_of
        )
    if not terbitan.andai:  # nobody is told what only might be
        yield from _feedback(terbitan, paket)


def _kelurahan_page(
    path: str, template: str, terbitan: Terbitan, paket: Paket, context_of: Callable[[Terbitan, Paket], dict[str, Any]]
) -> Page:
    """One page in the language of its issue."""
    with language.speaking(terbitan.bahasa):
        common = {"paket": paket, "kel": paket.kelurahan, "rapat": sentences.meeting(terbitan, paket.kelurahan)}
        return _page(path, template, terbitan, paket.edisi, **common, **context_of(terbitan, paket))


def _packet_lists(terbitan: Terbitan, paket: Paket) -> dict[str, Any]:
    routed = [one for one in paket.jalur("dana_kelurahan", "cadangan") if one.metode is not None]
    return {
        "kalimat": sentences.opening(terbitan, paket),
        "lalu": memory.last_year(paket),
        "janji_lama": memory.older_promises(paket),
        "batang": lists.ceiling_bar(paket),
        "per_rw": lists.by_rw(paket.usulan),
        "gabungan": lists.merged_into(paket.usulan),
        "terusan": lists.parts(paket.jalur("kecamatan_opd"), lists.advice),
        "dibahas": lists.parts(paket.jalur("tidak_memenuhi"), lists.advice),
        "pengadaan": lists.parts(routed, lists.route),
        "inovasi": sentences.innovation(terbitan, paket),
        "berinovasi": [one for one in paket.usulan if one.inovasi],
        "belum_mengirim": sentences.silent(paket),
        "rekap": lists.rw_summary(paket),
        "peta": charts.village_map(paket),
        "matriks": recap.problem_matrix(paket),
        "kebutuhan": recap.needs(paket),
        "keluaran": recap.outputs(paket),
        "kelengkapan": _checklists(paket),
        "menganggur": sentences.idle(paket.kelurahan),
        "didahulukan": sentences.first(terbitan),
    }


def _checklists(paket: Paket) -> list[dict[str, Any]]:
    """The papers that the ways of this kelurahan's proposals want."""
    used = {one.metode for one in paket.usulan}
    return [one for one in documents()["kelengkapan"]["jalur"] if used & set(one["metode"])]


def _annex_lists(_: Terbitan, paket: Paket) -> dict[str, Any]:
    return {
        "hal": lists.matters(paket),
        "kestabilan": sentences.stability(paket),
        "peringkat": lists.ranks(paket),
    }


def _sheet_lists(terbitan: Terbitan, paket: Paket) -> dict[str, Any]:
    years = {"rapat": terbitan.tahun_rapat, "tahun": terbitan.tahun}
    return sheet.context(terbitan, paket, [text.format_map(years) for text in documents()["sesudah"]["kalimat"]])


def _musrenbang_lists(_: Terbitan, paket: Paket) -> dict[str, Any]:
    def heading(one: Usulan) -> str:
        return wording.TIDAK_NAIK if one.naik is False else wording.judul_jalur(one.jalur, paket.edisi.internal)

    return {
        "terusan": lists.parts(paket.naik, lists.office),
        "belum": lists.parts(paket.belum_diakomodir, heading),
    }


def _musyawarah_lists(terbitan: Terbitan, paket: Paket) -> dict[str, Any]:
    def part(one: Usulan) -> str:
        return one.subkegiatan or wording.PROGRAM.get(one.program or "", "")

    return {
        "bagian": lists.parts(paket.jalur("dana_kelurahan"), part),
        "sumber": lists.fund_totals(terbitan, paket),
    }


def _adjustment_lists(_: Terbitan, paket: Paket) -> dict[str, Any]:
    return {"ubah": lists.adjustment(paket)}


def _no_lists(_: Terbitan, __: Paket) -> dict[str, Any]:
    return {}


def _attendance_lists(_: Terbitan, __: Paket) -> dict[str, Any]:
    form = documents()["daftar_hadir"]
    rows = form["baris"]
    return {"hadir": [range(1 + rows * sheet, 1 + rows * (sheet + 1)) for sheet in range(form["lembar"])]}


def _feedback(terbitan: Terbitan, paket: Paket) -> Iterator[Page]:
    """One sheet per RW, half a page for each sender; and each as a text, the RW's with all of them."""
    kabar = feedback.news(terbitan, paket)
    for part in lists.by_rw(paket.usulan):
        name = f"{paket.kelurahan.kode}-rw{part.isi[0].rw or 0:02d}"
        senders = lists.by_sender(part.isi)
        yield _page(
            f"umpan-balik/{name}.html",
            "umpan_balik.html",
            terbitan,
            paket.edisi,
            kel=paket.kelurahan,
            rw=part,
            kabar=kabar,
            lembar=wording.UMPAN_BALIK[kabar.tahap],
            sebutan=wording.RESULT if paket.keputusan else terbitan.sebutan,
            nama=name,
            pengusul=senders,
        )
        yield f"umpan-balik/{name}.txt", feedback.message(terbitan, paket, kabar, lists.whole_rw(part))
        for place, sender in enumerate(senders, start=1):
            yield f"umpan-balik/{name}-{place:02d}.txt", feedback.message(terbitan, paket, kabar, sender)


def kota_page(
    terbitan: Terbitan,
    edisi: Edisi,
    *,
    kota: Kota,
    kelurahan: Sequence[Kelurahan],
    terusan: Sequence[Terusan],
    berkas: Sequence[Hitungan],
    baris: Sequence[Hitungan],
    minimal: MinimalApbd | None,
    faskel: Sequence[Dampingan],
) -> Page:
    """The index of the kota: all kelurahan by kecamatan, all offices; in the language that was asked for."""
    said = terbitan.untuk_pembaca
    with language.speaking(said.bahasa):
        return _page(
            "index.html",
            "kota.html",
            said,
            edisi,
            kota=kota,
            kecamatan=by_kecamatan(kelurahan),
            opd=lists.parts(terusan, lists.office),
            angka_kota=_kota_figures(said, kota),
            tabel=[one for one in TABLES.values() if edisi.internal or not one.internal],
            berkas=berkas if edisi.internal else (),
            baris=baris if edisi.internal else (),
            minimal=sentences.least_of_budget(minimal) if edisi.internal and minimal else None,
            faskel=faskel if edisi.internal else (),
        )


def faskel_pages(terbitan: Terbitan, faskel: Sequence[Dampingan]) -> Iterator[Page]:
    """One page for each facilitator, for the panitia alone and named by a code, not by the person."""
    for one in faskel:
        yield _page(f"faskel/{one.kode}/index.html", "faskel.html", terbitan, INTERNAL, f=one)


def rulebook_page(terbitan: Terbitan, edisi: Edisi, buku: Buku) -> Page:
    """The rules of the year: what they say, on which basis, and the examples that were carried out."""
    return _page("buku-aturan.html", "buku_aturan.html", terbitan, edisi, buku=buku)


def what_if_page(terbitan: Terbitan, kelurahan: Sequence[AndaiKelurahan], usulan: Sequence[AndaiUsulan]) -> Page:
    """What a what-if would change, kelurahan by kelurahan."""
    return _page("andai.html", "andai.html", terbitan, INTERNAL, ubahan=whatif.by_kelurahan(kelurahan, usulan))


def _kota_figures(terbitan: Terbitan, kota: Kota) -> list[dict[str, Any]]:
    """The sums of the kota under their names; what no kelurahan knows is left out."""
    counts = {name: language.gettext(title) for name, title in wording.JUMLAH_KOTA.items()}
    titles = {"pagu": filters.awal_kapital(terbitan.pagu_nama)} | counts
    return [
        {"judul": title, "nama": name, "nilai": value, "tulisan": _figure(name, value)}
        for name, title in titles.items()
        if (value := getattr(kota, name)) is not None
    ]


def _figure(name: str, value: int) -> str:
    return filters.rupiah(value) if name in wording.JUMLAH_RUPIAH else filters.bilangan(value)


def by_kecamatan(kelurahan: Sequence[Kelurahan]) -> Mapping[str, list[Kelurahan]]:
    """Kecamatan code -> its kelurahan."""
    found: dict[str, list[Kelurahan]] = {}
    for one in kelurahan:
        found.setdefault(one.kecamatan_kode, []).append(one)
    return found


def office_pages(
    terbitan: Terbitan, edisi: Edisi, kelurahan: Sequence[Kelurahan], terusan: Sequence[Terusan]
) -> Iterator[Page]:
    """One page per kecamatan and one per OPD; each row passed on stands on exactly one of each."""
    passed = {part.judul: part.isi for part in lists.parts(terusan, lambda one: one.kecamatan_kode)}
    for kode, members in by_kecamatan(kelurahan).items():
        rows = passed.get(kode, ())
        yield _page(
            f"kecamatan/{kode}/index.html",
            "kecamatan.html",
            terbitan,
            edisi,
            kelurahan=members,
            kelompok=lists.passed_on(rows, lists.office),
        )
    for part in lists.parts(terusan, lambda one: one.tujuan):
        yield _page(
            f"opd/{part.judul}/index.html",
            "opd.html",
            terbitan,
            edisi,
            nama=lists.office(part.isi[0]),
            kelompok=lists.passed_on(part.isi, lambda one: f"Kecamatan {one.kecamatan}, Kelurahan {one.kelurahan}"),
        )
