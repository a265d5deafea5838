"""What a sender is told of a file: the message for WhatsApp, the receipt; plain text without names of persons."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from num2words import num2words

from reports.filters import awal_kapital, tanggal, tempat, waktu
from reports.screening import screen
from reports.vocabulary import NO_WORDS, Kamus
from reports.wording import pengusul_peran
from schemas.messages import printable

LONGEST = 700  # signs of one WhatsApp message that is read to its end
LONGEST_NAME = 40
PARAGRAPH = "\n\n"  # a telephone shows little at a time
IN_TIME, LATE = "tepat waktu", "terlambat, dicatat sebagai usulan susulan"


@dataclass(frozen=True, slots=True)
class Surat:
    """One received file. diterima is local; menunggu: rows that went back; masalah: (sentence, cure) of each.

    kamus: the words by which a person is known in a file's name or a cell.
    """

    nama: str
    diterima: datetime
    tepat_waktu: bool
    kode_berkas: str
    batas: datetime
    zona: str
    alasan: str | None = None
    semua: int = 0
    menunggu: int = 0
    kelurahan: str | None = None
    rw: int | None = None
    rt: Sequence[int] | None = None
    lembaga: str | None = None
    pengusul: Sequence[str] = ()
    masalah: Sequence[tuple[str, str]] = ()
    kamus: Kamus = NO_WORDS


def message(surat: Surat) -> str:
    """What is fine, what is needed, how to send it again; at most 700 signs."""
    end = f"{_help(surat)}\nKode berkas: {surat.kode_berkas}\n"
    if surat.alasan is not None:
        return PARAGRAPH.join([_greeting(surat), _screened(surat.alasan, surat), end])
    begin = f"{_greeting(surat)}{PARAGRAPH}{_counted(surat)}"
    again = f"Cukup perbaiki yang berwarna kuning di berkas terlampir lalu kirim kembali {_until(surat)}."
    return next(
        text
        for points in _points(surat)
        if len(text := PARAGRAPH.join(["\n".join([begin, *points]), again, end])) <= LONGEST
    )


def receipt(surat: Surat) -> str:
    """The receipt of a file that was read."""
    fine = f"{surat.semua - surat.menunggu} dari {surat.semua} usulan sudah kami catat."
    rest = f" {surat.menunggu} usulan kami kembalikan untuk dilengkapi." if surat.menunggu else ""
    panitia = _panitia(surat)
    return f"Tanda Terima Usulan\n{_greeting(surat)} {fine}{rest} {panitia}\nKode berkas: {surat.kode_berkas}\n"


def _greeting(surat: Surat) -> str:
    came = waktu(surat.diterima, surat.zona)
    state = IN_TIME if surat.tepat_waktu else LATE
    return f"Yth. {_addressee(surat)}. Terima kasih, berkas {_name(surat)} kami terima {came} ({state})."


def _addressee(surat: Surat) -> str:
    place = f" Kelurahan {surat.kelurahan}" if surat.kelurahan else ""
    if surat.lembaga is None and surat.rw is None:
        return f"Bapak/Ibu pengirim usulan{place}"
    if surat.lembaga in ("RT", "RW", None):
        return f"Ketua {tempat(surat.rw, surat.rt)}{place}" if surat.rw else f"Bapak/Ibu pengirim usulan{place}"
    where = tempat(surat.rw, surat.rt) if surat.rw else ""
    return f"Pengurus {pengusul_peran(surat.lembaga, where)}{place}"


def _name(surat: Surat) -> str:
    """The last part of its name, short; a name that names a person is left out."""
    name = printable(surat.nama.rpartition("/")[2])
    if _screened(re.sub(r"[_\W]+", " ", name), surat) != re.sub(r"[_\W]+", " ", name):
        return "usulan"
    return name if len(name) <= LONGEST_NAME else f"{name[: LONGEST_NAME - 9]}…{name[-8:]}"


def _counted(surat: Surat) -> str:
    fine = surat.semua - surat.menunggu
    first = f"{fine} dari {surat.semua} usulan sudah kami catat. " if fine else ""
    number = num2words(surat.menunggu, lang="id") if surat.menunggu <= 10 else str(surat.menunggu)
    return f"{first}{awal_kapital(number)} usulan mohon dilengkapi:"


def _points(surat: Surat) -> Iterator[list[str]]:
    """What is needed, the fullest wording first: the message takes the first that fits."""
    every = [tuple(_screened(part, surat) for part in pair) for pair in surat.masalah[:2]]  # no more are ever shown
    whole = [" ".join(pair) for pair in every]
    short = [pair[0] for pair in every]
    for shown in (whole[:2], [*whole[:1], *short[1:2]], short[:2], whole[:1], short[:1], []):
        points = [f"({number}) {text}" for number, text in enumerate(shown, start=1)]
        more = len(surat.masalah) - len(shown)
        rest = [f"Dan {more} hal lain di berkas terlampir." if shown else "lihat berkas terlampir."] if more else []
        yield [*points, *rest]


def _until(surat: Surat) -> str:
    """After the deadline there is none left to name."""
    return f"paling lambat {tanggal(surat.batas.date())}" if surat.tepat_waktu else "secepatnya"


def _help(surat: Surat) -> str:
    return f"Bila perlu bantuan, hubungi faskel. {_panitia(surat)}"


def _panitia(surat: Surat) -> str:
    return f"Panitia Musrenbang Kelurahan {surat.kelurahan}." if surat.kelurahan else "Panitia Musrenbang Kelurahan."


def _screened(text: str, surat: Surat) -> str:
    """Without names of persons, whoever of the senders they are."""
    return screen(text, surat.kamus, others=frozenset(surat.pengusul)) or ""
