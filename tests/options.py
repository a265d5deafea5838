"""A pack with every further section: funds, an earlier ceiling, innovations and each RW first, what goes up."""

BASIS = 'dasar = "Keputusan percobaan"\nstatus = "asumsi"\n'
STAGE = {'tahap = "indikatif"': 'tahap = "ppas"'}
INNOVATION = {'cara = "catat"': 'cara = "dahulukan"\nmaks = 30_000_000'}
KIND = {"maks_persen = 70": 'maks_persen = 70\ndihitung_dari = "jenis"'}


def sections(*texts: str) -> dict[str, str]:
    """The change of a pack that adds these sections, each with its basis, before the schedule."""
    return {"[jadwal]": "".join(f"{text}\n{BASIS}\n" for text in texts) + "[jadwal]"}


EARLIER = '[[pagu_sebelumnya]]\ntahap = "indikatif"\nnilai = 150_000_000'
FUNDS = (
    '[[sumber]]\nid = "dau"\nnama = "DAU tambahan"\nnilai = 50_000_000',
    '[[sumber]]\nid = "apbd"\nnama = "APBD Kota"',
)
SHARE = "[pemerataan]\nminimal_per_rw = 1"
UP = "[teruskan]\nmaksimal = 1"
BUDGET = "[apbd]\npendapatan = 853_000_000_000\ndak = 53_000_000_000"


def every_option(pagu: int) -> dict[str, str]:
    """All of them at once, with a ceiling of so many rupiah a kelurahan."""
    ceiling = {"nilai = 1_000_000_000": f"nilai = {pagu}"}
    return STAGE | INNOVATION | KIND | ceiling | sections(EARLIER, *FUNDS, SHARE, UP, BUDGET)
