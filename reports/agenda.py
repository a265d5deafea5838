"""What the forum has to decide tonight: questions for the lurah's sheet, each from one sight of the draft."""

from collections.abc import Iterator

from reports.filters import bilangan, rangkai, ringkas
from reports.issue import Terbitan
from reports.packet import Paket

MOST = 8
NAMED = 4
UNSURE_LAND = frozenset(("milik warga (belum ada izin)", "belum tahu"))


def decisions(terbitan: Terbitan, paket: Paket) -> list[str]:
    """At most eight questions, in the order in which an evening takes them up."""
    found = (
        *_alike(paket),
        *_executors(terbitan, paket),
        *_land(paket),
        *_outside(paket),
        *_incomplete(paket),
        *_idle(paket),
        *_ties(paket),
        *_innovation(paket),
        *_late(paket),
    )
    return list(found[:MOST])


def _named(kode: list[str]) -> str:
    more = len(kode) - NAMED
    return rangkai(kode) if more <= 0 else f"{', '.join(kode[:NAMED])} dan {more} lainnya"


def _alike(paket: Paket) -> Iterator[str]:
    """In the public edition there are no matters under judgement, hence no question either."""
    kode = {one.id_usulan: one.kode for one in paket.usulan}
    groups = [one.id_usulan for one in paket.peringatan if one.kode == "duplikat"]
    if groups:
        first = _named([kode[name] for name in groups[0] if name in kode])
        among = (
            f"Ada {len(groups)} kelompok usulan yang mirip, antara lain" if len(groups) > 1 else "Usulan yang mirip:"
        )
        yield f"{among} {first}. Satu pekerjaan atau berbeda?"


def _executors(terbitan: Terbitan, paket: Paket) -> Iterator[str]:
    cut_off = terbitan.batas_penyedia
    if cut_off is None:
        return
    large = [
        one.kode
        for one in paket.jalur("dana_kelurahan")
        if one.jenis == "konstruksi" and one.biaya is not None and one.biaya > cut_off
    ]
    if large:
        limit = ringkas(cut_off)
        yield f"Pekerjaan fisik di atas {limit} ({_named(large)}): oleh penyedia, atau bertahap oleh pokmas?"


def _land(paket: Paket) -> Iterator[str]:
    unsure = [
        one.kode
        for one in paket.jalur("dana_kelurahan")
        if one.program == "sarpras" and one.status_lahan in UNSURE_LAND
    ]
    if unsure:
        yield f"Lahan untuk {_named(unsure)}: milik siapa, dan sudahkah ada izinnya?"


def _outside(paket: Paket) -> Iterator[str]:
    count = len(paket.jalur("tidak_memenuhi"))
    if count and paket.edisi.internal:
        yield f"{bilangan(count)} usulan di luar ketentuan dana kelurahan: diarahkan ke mana?"
    elif count:
        yield f"{bilangan(count)} usulan menunggu pembahasan."


def _incomplete(paket: Paket) -> Iterator[str]:
    if count := len(paket.jalur("perlu_biaya")):
        yield f"{bilangan(count)} usulan belum ada perkiraan biayanya: siapa yang mensurvei, dan kapan?"
    if count := len(paket.jalur("perlu_klasifikasi")):
        yield f"{bilangan(count)} usulan belum pasti jenis kegiatannya: termasuk yang mana?"


def _idle(paket: Paket) -> Iterator[str]:
    if paket.kelurahan.sisa_nonfisik:
        idle = ringkas(paket.kelurahan.sisa_nonfisik)
        yield f"Sisa bagian nonfisik {idle}: untuk kegiatan lembaga yang mana?"


def _ties(paket: Paket) -> Iterator[str]:
    """The last inside and the first outside with the same score: a tie rule decided, not people."""
    inside, outside = paket.jalur("dana_kelurahan"), paket.jalur("cadangan")
    if inside and outside and inside[-1].skor == outside[0].skor:
        yield f"{inside[-1].kode} dan {outside[0].kode} sama nilainya di batas pagu: mana yang didahulukan?"


def _innovation(paket: Paket) -> Iterator[str]:
    if paket.kelurahan.inovasi == 0:
        yield "Inovasi: belum ada usulannya. Adakah yang hendak ditandai?"


def _late(paket: Paket) -> Iterator[str]:
    if count := sum(one.terlambat for one in paket.usulan):
        yield f"{bilangan(count)} usulan susulan datang sesudah batas waktu: ikut dibahas?"
