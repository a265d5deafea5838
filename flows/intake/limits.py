"""Stage 1 and 2 of 9: how large a file may be before it is refused; the figures are reference data."""

from dataclasses import dataclass

from flows.intake.finding import Refused


@dataclass(frozen=True)
class Limit:
    """nilai: bytes, columns or rows; sebutan: how the sentence to the sender says it."""

    nilai: int
    sebutan: str

    def hold(self, seen: int) -> None:
        """Raises Refused("berkas_besar") beyond the limit."""
        if seen > self.nilai:
            raise Refused("berkas_besar", self.sebutan)


@dataclass(frozen=True)
class Limits:
    """berkas: bytes of a file; rekaman: of one record; terurai: of a workbook's parts once unpacked;
    sel: cells of the rectangle that a workbook's sheet fills."""

    berkas: Limit
    kolom: Limit
    baris: Limit
    rekaman: Limit
    terurai: Limit
    sel: Limit
