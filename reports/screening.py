"""Masks persons in the free text of the public edition: what a neighbour could be known by goes, places stay.

"Ketua RT 03", "Pak Lurah" and "Gang Haji Salim" are a role or a place and stay as written; "depan rumah Pak
Slamet" becomes "depan rumah warga". A name too many masked is a nuisance, one too few is a leak: where the
two meet, the name of whoever sent something in the same kelurahan always goes. What is said of somebody's
health, or of a child, goes too where it is said of one household.
"""

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

NUMBER = "[nomor disamarkan]"
NAME = "[nama disamarkan]"
MAIL = "[surel disamarkan]"
STATE = "[keadaan pribadi disamarkan]"
CITIZEN = "warga"
# Stands for a citizen whom we masked until the text is done: what is said beside one is looked at once more.
MARK = "\ue000"

# A NIK or KK number, bare or in groups of at least four; groups of three are money and stay.
LONG = r"(?<!\d)(?:\d{13,}|\d{4,6}(?:[ .\-]\d{4,6}){2,3})(?!\d)"
# Mobile numbers however spaced; landlines with their area code; mobile numbers whose zero Excel has eaten.
MOBILE = r"(?<!\d)(?<!\d[.,])\(?(?:\+?62|0)[\s.\-()]{0,2}8(?:[\s.\-()]{0,2}\d){6,12}(?!\d)"
LANDLINE = r"(?<!\d)(?<!\d[.,])\(?0\d{2,3}\)?[\s\-]?\d{5,8}(?!\d)"
BARE_MOBILE = r"(?<![\d.,])8\d{9,11}(?!\d)"
NUMBERS = re.compile(f"{LONG}|{MOBILE}|{LANDLINE}|{BARE_MOBILE}")
ADDRESS = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")

# Roles, and whatever else follows "Pak" or "Ibu" without being a name.
ROLES_BESIDE = (
    "rt|rw|lurah|camat|ketua|wakil|kepala|sekretaris|bendahara|guru|ustadz|ustaz|kyai|kiai|modin|lpm|bkm|pkk|"
    "kader|bidan|dokter|mantri|perawat|wali|walikota|bupati|presiden|polisi|babinsa|bhabinkamtibmas|satpam|dewan|"
    "warga|penduduk|masyarakat|hamil|menyusui|balita|nifas|anak|bayi|lansia|muda|asuh|angkat|tani|rumah|kota|"
    "pengajian|jamaah|jemaah|bapak|ibu|pak|bu|saudara|hadirin|tangga|pedagang|nelayan|pembatik|kandung|tunggal"
)
# Words that end a name where everything is in capitals, and that follow a house without naming who lives there.
ORDINARY = (
    "dan|atau|yang|yg|di|ke|dari|pada|sampai|sd|s|hingga|menuju|untuk|utk|oleh|agar|supaya|karena|krn|dengan|dgn|"
    "tanpa|serta|juga|saat|ketika|bila|jika|kalau|sebab|akibat|sehingga|maka|ini|itu|tsb|tersebut|lama|baru|"
    "depan|samping|belakang|sebelah|dekat|sekitar|seberang|muka|timur|barat|utara|selatan|tengah|atas|bawah|kanan|kiri|"
    "gang|gg|jl|jln|jalan|jalur|blok|no|nomor|kelurahan|kel|kecamatan|kec|kampung|dusun|perumahan|komplek|kompleks|"
    "masjid|mushola|musholla|langgar|gereja|makam|pasar|sekolah|sd|sdn|smp|sma|tk|paud|tpq|posyandu|balai|aula|"
    "lapangan|sungai|kali|jembatan|saluran|selokan|got|gorong|drainase|paving|pavingisasi|aspal|beton|talud|tanggul|"
    "lampu|pju|tiang|kabel|listrik|pdam|pln|sumur|pompa|wc|mck|air|banjir|rob|sampah|tanah|lahan|kebun|sawah|"
    "tidak|belum|sudah|telah|akan|sedang|perlu|harus|mohon|dapat|bisa|sering|selalu|kadang|masih|sangat|agak|kurang|"
    "banyak|semua|para|setiap|tiap|satu|dua|tiga|empat|lima|beberapa|sebuah|seorang|rusak|ambrol|ambles|jebol|retak|"
    "bocor|roboh|lapuk|mampet|buntu|tersumbat|tergenang|terendam|kebanjiran|genangan|becek|gelap|sempit|rendah|tinggi|"
    "longsor|miring|kotor|bau|kumuh|butuh|dibangun|diperbaiki|dibuat|dipasang|ditinggikan|bangun|perbaikan|pembangunan|"
    "pemasangan|peninggian|pembuatan|rehab|renovasi|total|sepanjang|panjang|lebar|meter|m|unit|titik|masuk|keluar|"
    "kena|terkena|milik|swadaya|bantuan|penerima|utama|besar|kecil|sendiri|tua|ingin|mau|minta|usul|mengusulkan|hadir|"
    "pulang|kesulitan|merasa|kerja|bekerja|jualan|berjualan|mencuci|mengaji|senam|arisan|belajar|siapa"
)
# What stands behind "rumah", "keluarga" or "milik" as a kind of house, of family or of owner.
KINDS = (
    "pompa|sakit|ibadah|makan|dinas|susun|potong|tangga|layak|sehat|batik|produksi|baca|kompos|pilah|tahfidz|tahfiz|"
    "duka|singgah|kos|kost|kontrakan|kosong|adat|jabatan|burung|kaca|penduduk|huni|panggung|subsidi|dua|bersalin|"
    "berencana|harapan|sejahtera|miskin|prasejahtera|pra|besar|mampu|rentan|tani|pemkot|pemda|pemerintah|negara|desa|"
    "provinsi|pt|kai|pelindo|yayasan|bumn|perusahaan|swasta|tni|polri|umum|bersama|publik|perorangan|pribadi|wakaf|"
    "kas|bengkok|tki|tkw|gizi|kelompok|odgj|tbc|hiv|difabel|disabilitas|cacat|yatim|pelaku|mbr|rtlh|bumil|ikan|indonesia|siaga|program|data|pancasila"
)
NO_NAME = f"{ROLES_BESIDE}|haji|{ORDINARY}"
FIRST = rf"(?!(?i:{NO_NAME})\b)[^\W\d_][\w'’.\-]*"
ANY_FIRST = rf"(?!(?i:{NO_NAME}|{KINDS})\b)[^\W\d_][\w'’.\-]*"
NAMED_FIRST = rf"(?=[A-Z]){ANY_FIRST}"
NEXT = rf"(?:\s+(?!(?i:{NO_NAME})\b)[A-Z][\w'’.\-]*){{0,3}}"
KIN = (
    r"(?:(?i:anak|putra|putri|balita|bayi|cucu|istri|isteri|suami|ibu|ayah|keluarga|saudara|adik|kakak)(?:nya)?\s+"
    r"(?:dari\s+)?)?"
)
TITLE = r"(?i:bapak|bpk|bp|pak|ibu|bu|mbah|mbak|almarhumah|almarhum|alm|sdri|sdr)"
# "ibu hamil" is nobody, so behind "ibu" a name must be written as one; "pak joko" needs no capital.
LOOSE_TITLE = r"(?i:bapak|bpk|pak|bu|sdri|sdr)"
HONOUR = r"(?i:haji|hajah|hj|h|ust|ustadz|ustaz|kyai|kiai|kh|habib|drs|dra|dr|ir)"
BUILDING = (
    r"(?i:rumah|rmh|depan|samping|belakang|sebelah|dekat|sekitar|seberang|warung|kos|kost|toko|kios|bengkel|"
    r"sawah|kebun|tanah|pekarangan|halaman)"
)
SIDE = r"(?i:depan|dpn|samping|belakang|sebelah|dekat|sekitar|seberang|muka)"
HOUSE = r"(?i:rumah|rmh|warung|pekarangan|halaman)"
WITH_HONOUR = rf"(?:{HONOUR}\b\.?\s*)?"

CALLED_NAME = re.compile(rf"(?<![\w.\-]){KIN}(?:{TITLE}|{HONOUR}|(?i:mas))\b\.?(?:\s*{re.escape(NAME)})+")
AT_HOME = re.compile(rf"\b({BUILDING})\s+{KIN}(?:{TITLE}|(?i:mas))\b\.?\s*{WITH_HONOUR}{FIRST}{NEXT}")
AT_HAJI = re.compile(rf"\b({BUILDING})\s+{HONOUR}\b\.?\s*{FIRST}{NEXT}")
AT_SIDE = re.compile(rf"\b({SIDE}\s+{HOUSE})\s+{ANY_FIRST}{NEXT}")
TITLED = re.compile(
    rf"(?<![\w.\-]){KIN}(?:{LOOSE_TITLE}\b\.?\s*{WITH_HONOUR}{FIRST}|{TITLE}\b\.?\s*{WITH_HONOUR}(?=[A-Z]){FIRST}){NEXT}"
)
# Streets, mosques and schools bear the names of the dead.
MEMORIAL = (
    r"(?i:jl|jln|jalan|gg|gang|lorong|makam|masjid|mesjid|mushola|musholla|langgar|surau|pondok|ponpes|pesantren|"
    r"yayasan|majelis|gedung|aula|lapangan|jembatan|stadion|taman|rs|rsud|rsu|sd|smp|sma|smk|mi|mts|ma|tpq|tpa|klinik)"
)
HONOURED = re.compile(
    rf"(?P<place>\b{MEMORIAL}\.?\s+(?:\w+\s+)?)?(?<![\w.\-])(?:{HONOUR}\b\.?\s*)+(?i:mas\s+)?(?=[A-Z]){FIRST}{NEXT}"
)
# In a heading every word is capital ("Rumah Pompa"), so only a small word tells that a name follows.
OWNED = re.compile(rf"\b(rumah|warung|keluarga|milik|atas nama|a\.?n\.?|bernama) {NAMED_FIRST}{NEXT}")
ALL_CAPITALS = re.compile(rf"\b(KELUARGA|MILIK|ATAS NAMA) {NAMED_FIRST}{NEXT}")
NEIGHBOURHOOD = r"(?i:rt|rw)[\s.]*\d{1,3}(?:\s*(?i:rw)[\s.]*\d{1,3})?"
HELD = re.compile(
    rf"\b((?i:ketua|sekretaris|bendahara|pengurus)\s+{NEIGHBOURHOOD}\s*[:(]\s*){FIRST}{NEXT}",
)

# The words without which none of these patterns can fit: a row without them is done at once.
CALLED = frozenset(
    "bapak bpk bp pak ibu bu mbah mbak mas almarhumah almarhum alm sdri sdr haji hajah hj h ust ustadz ustaz kyai kiai "
    "kh habib drs dra dr ir".split()
)
HOUSED = frozenset("rumah rmh warung pekarangan halaman".split())
OWNING = HOUSED | frozenset("keluarga milik nama a an bernama".split())
HOLDING = frozenset("ketua sekretaris bendahara pengurus".split())

# What the law calls specific: said of one household it is that household's, said of many it is the problem itself.
HEALTH = (
    r"sakit(?!\s+hati)|stroke?|struk|lumpuh|tbc|tb paru|hiv|aids|odgj|gangguan (?:jiwa|mental)|gila|kusta|kanker|tumor|"
    r"difabel|disabilitas|cacat(?: fisik| mental)?|tuna\s?(?:netra|rungu|wicara|daksa|grahita)|bisu|tuli|buta|"
    r"autis(?:me)?|down syndrome|stunting|gizi buruk|epilepsi|ayan|diabetes|kencing manis|"
    r"jantung|cuci darah|gagal ginjal|demensia|pikun|keterbelakangan(?: mental)?|idiot|hamil di luar nikah|hamil"
)
ONE_HOUSEHOLD = re.compile(
    r"\b(?:seorang|salah (?:seorang|satu) (?:warga|anak|keluarga)|"
    r"(?:satu|1|sebuah) (?:keluarga|rumah|kk|orang|anak|warga))\b",
    re.IGNORECASE,
)
CHILD = r"(?:balita|bayi|yatim(?:\s+piatu)?|anak(?:nya)?(?!-)|cucu(?:nya)?)"
HEALTHY = re.compile(rf"(?<!rumah )\b(?:{CHILD}\s+)?(?:{HEALTH})\b", re.IGNORECASE)
CHILD_BESIDE = re.compile(
    rf"(?<!banyak )(?<!para )(?<!-)\b{CHILD}\b(?=(?:\s+\w+)?\s+(?:(?i:rumah|rmh|keluarga)\s+)?{MARK})"
    rf"|(?<={MARK} )(?:\w+\s+)?(?<!banyak )(?<!para )\b{CHILD}\b",
    re.IGNORECASE,
)
WORD = re.compile(r"[^\W\d_][\w'’\-]+")
SENTENCE = re.compile(r"[^.;!?\n]+(?:[.;!?\n]+|$)")

# Words that stand in a sender's cell without naming anybody.
ROLES = frozenset(
    "ketua wakil sekretaris bendahara pengurus warga rt rw lpm bkm pkk karang taruna posyandu kelurahan "
    "kader bapak ibu pak bu bpk bp haji hajah drs dra ir dr sh se spd st mm alm mas mbak dan kelompok "
    "dusun jalan gang kampung rembug musyawarah panitia faskel lurah kota kecamatan paud tpq masjid "
    "mushola".split()
)
STREET = r"(?:\b(?:jl|jln|jalan|gg|gang)\.?\s+(?:(?:h|kh|haji)\.?\s+)?)"


def screen(
    text: str | None,
    pengusul: str | None = None,
    places: frozenset[str] = frozenset(),
    others: frozenset[str] = frozenset(),
) -> str | None:
    """The text without numbers, names and private matters of persons.

    `places` are lower-case words that name a place; `others` whoever else sent or accompanies something here.
    """
    if not text:
        return text
    if pengusul:
        text = _without_sender(text, pengusul, places)
    if others:
        text = _without_others(text, others)
    return _without_anybody(text)


@lru_cache(maxsize=16384)
def _without_anybody(text: str) -> str:
    """The text without numbers, names and states, whoever they are of; many rows of a season say the same."""
    if any(sign.isdigit() for sign in text):
        text = NUMBERS.sub(NUMBER, text)
    if "@" in text:
        text = ADDRESS.sub(MAIL, text)
    words = frozenset(re.findall(r"[a-z]+", text.lower()))
    text = _without_names(text, words)
    return _without_states(text).replace(MARK, CITIZEN)


def _without_names(text: str, words: frozenset[str]) -> str:
    """Every way to name a person is tried in turn, the clearest first; none where no word calls for it."""
    if words & CALLED:
        text = CALLED_NAME.sub(MARK, text)
        text = AT_HAJI.sub(rf"\1 {MARK}", AT_HOME.sub(rf"\1 {MARK}", text))
    if words & HOUSED:
        text = AT_SIDE.sub(rf"\1 {MARK}", text)
    if words & CALLED:
        text = TITLED.sub(MARK, text)
        text = HONOURED.sub(lambda match: match[0] if match["place"] else MARK, text)
    if words & OWNING:
        text = ALL_CAPITALS.sub(rf"\1 {MARK}", OWNED.sub(rf"\1 {MARK}", text))
    return HELD.sub(rf"\1{MARK}", text) if words & HOLDING else text


def _without_states(text: str) -> str:
    """Health and children of one household are private; those of a whole neighbourhood are why it proposes."""
    if MARK not in text and NAME not in text and ONE_HOUSEHOLD.search(text) is None:
        return text
    return SENTENCE.sub(_private, text)


def _private(match: re.Match[str]) -> str:
    sentence = match[0]
    if MARK in sentence:
        sentence = CHILD_BESIDE.sub(STATE, sentence)
    if MARK in sentence or NAME in sentence or ONE_HOUSEHOLD.search(sentence):
        sentence = HEALTHY.sub(STATE, sentence)
    return sentence


def _without_others(text: str, others: frozenset[str]) -> str:
    """Without the whole names of others; a single word of them may be anybody's, or a street's."""
    words, known = frozenset(_lower_words(text)), _by_first_word(others)
    named = {name for word in words & known.keys() for name in known[word] if words.issuperset(name)}
    for name in sorted(named, key=lambda one: (-len(one), one)):
        text = _spelled(name).sub(NAME, text)
    return text


@lru_cache(maxsize=64)
def _by_first_word(names: frozenset[str]) -> Mapping[str, list[tuple[str, ...]]]:
    """First word -> the names of two words or more that begin with it."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for name in names:
        words = tuple(word.lower() for word in _words(name))
        if len(words) > 1:
            found.setdefault(words[0], []).append(words)
    return found


def _spelled(words: Iterable[str]) -> re.Pattern[str]:
    """A whole name, however its words are spaced."""
    return re.compile(r"(?i)(?<!\w)" + r"[\s.,]+".join(map(re.escape, words)) + r"(?!\w)")


def _lower_words(text: str) -> list[str]:
    return [word.lower() for word in WORD.findall(text)]


def _words(name: str) -> list[str]:
    """What of a sender's cell names a person."""
    return [word for word in WORD.findall(name) if word.lower() not in ROLES]


def _without_sender(text: str, pengusul: str, places: frozenset[str]) -> str:
    whole, single = _sender(pengusul, places)
    if whole is not None:
        text = whole.sub(NAME, text)
    return text if single is None else single.sub(_unless_street, text)


def _unless_street(match: re.Match[str]) -> str:
    return match[0] if match["street"] else NAME


@lru_cache(maxsize=4096)
def _sender(pengusul: str, places: frozenset[str]) -> tuple[re.Pattern[str] | None, re.Pattern[str] | None]:
    """Two patterns: the sender's whole name, and each word of it that is no role and no place.

    A street may bear the sender's first name: single words right after Jl. or Gang stay.
    """
    words = _words(pengusul)
    if not words:
        return None, None
    whole = None
    if len(words) > 1 or len(words[0]) <= 2:
        whole = _spelled(words)
    single = sorted({word.lower() for word in words if len(word) > 2} - places, key=lambda word: (-len(word), word))
    if not single:
        return whole, None
    parts = "|".join(map(re.escape, single))
    return whole, re.compile(rf"(?i)(?P<street>{STREET})?(?<!\w)(?:{parts})(?!\w)")
