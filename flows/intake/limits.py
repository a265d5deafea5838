"""Stage 1 and 2 of 9: how large a file may be before it is refused, and what reading it may cost; reference data."""

from dataclasses import dataclass

from flows.intake.finding import Refused


@dataclass(frozen=True)
class Limit:
    """nilai: bytes, columns, rows or seconds; sebutan: how the sentence to the sender says it."""

    nilai: int
    sebutan: str

    def hold(self, seen: int) -> None:
        """Raises Refused("berkas_besar") beyond the limit."""
        if seen > self.nilai:
            raise Refused("berkas_besar", self.sebutan)


@dataclass(frozen=True)
class Limits:
    """What a file may hold is counted, and the same everywhere. berkas: bytes of a file, and of the texts of a
    workbook's cells; kolom, baris: of a table; tabel: tables or sheets of a file; rekaman: bytes of one record;
    terurai: of a workbook's parts once unpacked; sel: cells of the rectangle that a table fills; salinan: bytes from
    which on a file is not even copied.

    What counting cannot bound is measured. kecil: bytes of a text up to which that is not needed; memori: bytes that
    reading may take; prosesor, waktu: seconds of a processor, and of a clock, for one file.
    """

    berkas: Limit
    kolom: Limit
    baris: Limit
    tabel: Limit
    rekaman: Limit
    terurai: Limit
    sel: Limit
    salinan: Limit
    kecil: Limit
    memori: Limit
    prosesor: Limit
    waktu: Limit
