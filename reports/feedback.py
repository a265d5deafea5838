"""What each sender is told of his proposals: a receipt, the forum's answer, news of the budget, the work done.

Which of the four it is follows from the data. A receipt never refuses anything, nor does any other sheet before
a decision of the forum is in.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from reports.filters import potong, rupiah
from reports.issue import Terbitan
from reports.lists import Bagian, office
from reports.packet import Paket
from reports.screening import screen
from reports.views import Keputusan, Realisasi, Usulan
from reports.wording import ANGGARAN, MUSYAWARAH, PELAKSANA, PUTUSAN, TAHAP, TANDA_TERIMA, UMPAN_BALIK, Nasib

LONGEST = 700  # signs of one WhatsApp message that is read to its end
WORDS = 8  # of a proposal, enough for its sender to know it
REASON_WORDS = 20
FIXED = ("apbd", "perubahan")
# What the forum may accept without its way being clear yet.
UNSETTLED = ("perlu_klasifikasi", "tidak_memenuhi")


@dataclass(frozen=True, slots=True)
class Jawaban:
    """One proposal's answer: what became of it, the forum's own reason, why, and what its sender can do."""

    usulan: Usulan
    hasil: str
    alasan: str | None = None
    mengapa: str = ""
    langkah: str = ""


@dataclass(frozen=True, slots=True)
class Kabar:
    """Which of the four sheets it is, and the answer to every proposal of a kelurahan by id."""

    tahap: str
    jawaban: Mapping[str, Jawaban]

    @property
    def judul(self) -> str:
        return UMPAN_BALIK[self.tahap].judul

    def of(self, usulan: Sequence[Usulan]) -> list[Jawaban]:
        return [self.jawaban[one.id_usulan] for one in usulan]


def news(terbitan: Terbitan, paket: Paket) -> Kabar:
    """The latest sheet that the data allow."""
    tahap = _stage(terbitan, paket)
    said = {one.id_usulan: one for one in sorted(paket.keputusan, key=lambda one: TAHAP.index(one.tahap))}
    return Kabar(tahap, {one.id_usulan: _answer(terbitan, paket, tahap, said, one) for one in paket.usulan})


def _stage(terbitan: Terbitan, paket: Paket) -> str:
    if paket.realisasi:
        return "pelaksanaan"
    if terbitan.tahap in FIXED:
        return "apbd"
    return "musyawarah" if paket.keputusan else "terima"


def _answer(terbitan: Terbitan, paket: Paket, tahap: str, said: Mapping[str, Keputusan], one: Usulan) -> Jawaban:
    reports = [report for report in paket.realisasi if report.id_usulan == one.id_usulan]
    decision = said.get(one.id_usulan)
    if tahap == "terima":
        return Jawaban(one, _received(one), mengapa=TANDA_TERIMA.get(one.jalur, ""))
    if reports:
        return _filled(terbitan, paket, one, MUSYAWARAH["dilaporkan"], mengapa=" ".join(map(_reported, reports)))
    fate = _fate(tahap, bool(said), one, decision)
    return _filled(terbitan, paket, one, fate, alasan=decision.alasan if decision else None)


def _received(one: Usulan) -> str:
    return "terlambat, dicatat sebagai usulan susulan" if one.terlambat else "sudah kami terima"


def _reported(one: Realisasi) -> str:
    when = f"Semester {one.semester}" if one.semester else "Dilaporkan"
    return f"{when}: {rupiah(one.realisasi)}."


def _fate(tahap: str, decided: bool, one: Usulan, decision: Keputusan | None) -> Nasib:
    """The words for the latest decision; under a fixed ceiling an accepted work is called by its place there."""
    if decision is None:
        if tahap == "musyawarah":
            return MUSYAWARAH["belum_tercatat"]
        if not decided and one.jalur == "tidak_memenuhi":
            return MUSYAWARAH["menunggu"]
        return (MUSYAWARAH | ANGGARAN)[one.jalur]
    if decision.keputusan == "dibatalkan" and not decision.alasan:
        return MUSYAWARAH["dicabut"]
    if decision.keputusan not in ("diterima", "diterima_dengan_perubahan"):
        return MUSYAWARAH[PUTUSAN[decision.keputusan]]
    if tahap != "musyawarah" and one.jalur in ANGGARAN:
        return ANGGARAN[one.jalur]
    if decision.keputusan == "diterima_dengan_perubahan":
        return MUSYAWARAH["diubah"]
    return MUSYAWARAH["disepakati" if one.jalur in UNSETTLED else one.jalur]


def _filled(
    terbitan: Terbitan, paket: Paket, one: Usulan, fate: Nasib, alasan: str | None = None, mengapa: str = ""
) -> Jawaban:
    """The words of a fate with the year, the place in the reserve and the offices of this proposal."""
    reserve = [other.id_usulan for other in paket.jalur("cadangan")]
    values = {
        "tahun": terbitan.tahun,
        "ke": reserve.index(one.id_usulan) + 1 if one.jalur == "cadangan" else "",
        "instansi": office(one) or "instansi yang berwenang",
        "wakil": one.wakil or "sejenis",
        "dasar": one.dasar,
        "pelaksana": PELAKSANA.get(one.pelaksana or "", "pelaksana yang ditetapkan kelurahan"),
        "rujukan": one.rujukan or "Mohon tanyakan kepada faskel ke mana usulan ini dapat diajukan.",
    }
    hasil, why, step = (words.format_map(values) for words in (fate.hasil, fate.mengapa, fate.langkah))
    return Jawaban(one, hasil, alasan, mengapa or why, step)


def message(terbitan: Terbitan, paket: Paket, kabar: Kabar, part: Bagian[Usulan]) -> str:
    """The sheet of one sender as a text of at most 700 signs, without names of persons."""
    head = (
        f"{kabar.judul}\nYth. {part.judul} Kelurahan {paket.kelurahan.nama}. "
        f"{UMPAN_BALIK[kabar.tahap].pembuka.format(jumlah=len(part.isi), tahun=terbitan.tahun)}\n"
    )
    end = f"Mohon sebutkan kode usulan bila bertanya. Panitia Musrenbang Kelurahan {paket.kelurahan.nama}.\n"
    return next(text for body in _bodies(terbitan, kabar.of(part.isi)) if len(text := head + body + end) <= LONGEST)


def _bodies(terbitan: Terbitan, answers: Sequence[Jawaban]) -> Iterator[str]:
    """The answers, the fullest wording first; what does not fit in the end is counted."""
    short = [_line(terbitan, one) for one in answers]
    full = [f"{line}{_advice(one)}" for line, one in zip(short, answers, strict=True)]
    yield "\n".join([*full, ""])
    for shown in range(len(short), -1, -1):
        rest = len(short) - shown
        more = [f"- {rest} usulan lain: lihat lembar terlampir"] if rest else []
        yield "\n".join([*short[:shown], *more, ""])


def _line(terbitan: Terbitan, one: Jawaban) -> str:
    reason = f", karena {_said(terbitan, one, one.alasan, REASON_WORDS)}" if one.alasan else ""
    return f"- {one.usulan.kode} {_said(terbitan, one, one.usulan.usulan, WORDS)}: {one.hasil}{reason}"


def _advice(one: Jawaban) -> str:
    return "".join(f". {part.removesuffix('.')}" for part in (one.mengapa, one.langkah) if part)


def _said(terbitan: Terbitan, one: Jawaban, text: str, words: int) -> str:
    """The first words of somebody's text without names of persons."""
    return screen(potong(text, words), terbitan.kamus, one.usulan.pengusul) or ""
