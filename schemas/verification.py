"""The columns of a verification sheet: the kode of the proposal, and what the panitia may say of it.

Columns that only show what was sent have other headers, so that nothing is taken for the panitia's own.
"""

KODE = "kode"
# Column -> header in the sheet that we write.
FILLED = {
    "kegiatan": "Kegiatan",
    "volume": "Volume",
    "biaya": "Biaya (Rp)",
    "status_lahan": "Status lahan",
    "tujuan": "Tujuan",
    "digabung_ke": "Digabung ke",
    "urgensi": "U",
    "keseriusan": "S",
    "pertumbuhan": "G",
    "inovasi": "Inovasi",
    "catatan": "Catatan",
}
OWN = "kelurahan"  # a tujuan that brings a proposal back to dana kelurahan

_OTHER_NAMES = {
    KODE: "kode|id_usulan|kode usulan",
    "kegiatan": "kode kegiatan|jenis kegiatan",
    "volume": "volume hasil ukur",
    "biaya": "biaya|biaya hasil verifikasi",
    "urgensi": "urgensi",
    "keseriusan": "keseriusan",
    "pertumbuhan": "pertumbuhan",
}


def _plain(text: str) -> str:
    return "".join(sign for sign in text.lower() if sign.isalnum())


# Normalised header -> column.
COLUMNS = {_plain(header): name for name, header in FILLED.items()} | {
    _plain(header): name for name, headers in _OTHER_NAMES.items() for header in headers.split("|")
} | {_plain(name): name for name in FILLED}  # fmt: skip
