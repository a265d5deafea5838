"""Stage 1 and 2 of 9: how much a zipped workbook holds, counted while it is unpacked and thrown away.

A few kilobytes can unpack to gigabytes, and what a zip says of its own sizes need not be true.
"""

import struct
import zipfile
import zlib
from pathlib import Path
from typing import BinaryIO

from flows.intake.finding import Refused
from flows.intake.limits import Limits

CHUNK = 1 << 18
LOCAL_HEADER = 30  # bytes before name and extra field
MOST_PARTS = 10_000  # no workbook has so many; a bomb of overlapping parts does


def hold_unpacked(path: Path, limits: Limits) -> list[str]:
    """The names of the parts of a zip that unpacks to no more than the limit.

    Raises Refused: berkas_besar beyond the limit, berkas_sandi when encrypted, berkas_rusak when broken.
    """
    try:
        with zipfile.ZipFile(path) as parts:
            infos = parts.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise Refused("berkas_rusak") from error
    if len(infos) > MOST_PARTS:
        raise Refused("berkas_besar", limits.terurai.sebutan)
    if any(info.flag_bits & 1 for info in infos):
        raise Refused("berkas_sandi")
    total = 0
    with path.open("rb") as file:
        for info in infos:
            total += _unpacked(file, info, limits.terurai.nilai - total)
            limits.terurai.hold(total)
    return [info.filename for info in infos]


def _unpacked(file: BinaryIO, info: zipfile.ZipInfo, room: int) -> int:
    """The true size of a part, or anything beyond `room` as soon as it is passed."""
    if info.compress_type == zipfile.ZIP_STORED:
        return info.compress_size
    if info.compress_type != zipfile.ZIP_DEFLATED:
        raise Refused("berkas_rusak")
    file.seek(info.header_offset)
    header = file.read(LOCAL_HEADER)
    if len(header) < LOCAL_HEADER:
        raise Refused("berkas_rusak")
    name, extra = struct.unpack("<HH", header[26:30])
    file.seek(name + extra, 1)
    try:
        return _inflated(file, info.compress_size, room)
    except zlib.error as error:
        raise Refused("berkas_rusak") from error


def _inflated(file: BinaryIO, size: int, room: int) -> int:
    unpack, total, left = zlib.decompressobj(-zlib.MAX_WBITS), 0, size
    while left > 0 and not unpack.eof and total <= room:
        packed = file.read(min(CHUNK, left))
        if not packed:
            raise Refused("berkas_rusak")
        left -= len(packed)
        while packed and not unpack.eof and total <= room:
            total += len(unpack.decompress(packed, CHUNK))
            packed = unpack.unconsumed_tail
    return total
