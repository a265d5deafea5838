"""The columns of a submission (contract section 4), in the order in which tables and files show them."""

TEXT_COLUMNS = (
    "no",
    "tahun",
    "kelurahan",
    "rt_rw",
    "rw",
    "rt",
    "lembaga",
    "pengusul",
    "kontak",
    "tanggal",
    "peserta",
    "masalah",
    "usulan",
    "kegiatan",
    "lokasi",
    "lat",
    "lon",
    "status_lahan",
    "volume",
    "satuan",
    "biaya",
    "swadaya",
    "sumber_dana",
    "penerima_manfaat",
    "urgensi",
    "keseriusan",
    "pertumbuhan",
    "inovasi",
    "prioritas",
    "catatan",
    "rujukan",
)

REQUIRED = ("masalah", "usulan")
PERSONAL = ("pengusul", "kontak")
# Known, and never read: a number beside the row, or our form's own word on how complete it is.
UNUSED = ("no",)

# Headers, by their letters, under which a list may name proposals by their ids; to a submission they are unknown ones.
ID_HEADERS = frozenset({"idusulan", "kodeusulan", "id", "kode"})

# What a returned file has beside its sender's columns; only rujukan is read again, the rest is for people.
RETURN_COLUMNS = ("rujukan", "baris", "masalah_data", "cara_memperbaiki", "saran")

# A line above the table such as `RW : 05` fills these for every row that leaves them empty.
CONTEXT_COLUMNS = ("tahun", "kelurahan", "rw", "rt", "lembaga", "pengusul", "kontak", "tanggal", "peserta")
