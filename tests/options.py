"""A pack with every further section: funds, an earlier ceiling, innovations and each RW first, what goes up."""

from pathlib import Path
from random import Random

from tests.builders import SETONO, Season, archived, dropped, proposal, referred, ruled, run, sheet

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


PAGU, LOWER = 200_000_000, 90_000_000
WORDS = ("Perbaikan saluran", "Paving gang", "Pelatihan membatik", "Gerobak sampah", "Mobil sampah", "Pos kamling")


def wishes(seed: int) -> list[dict[str, str]]:
    """Works, goods, trainings and what goes up, of two kelurahan, some of them marked as innovation."""
    random = Random(seed)
    return [
        proposal(
            kelurahan=random.choice(["Bandengan", "Setono"]),
            rw=random.choice([None, 1, 2, 3, 4]),
            rt=number,
            lembaga=random.choice(["PKK", "LPM"]),
            usulan=random.choice(WORDS),
            lokasi=f"Gang {number}",
            prioritas=random.choice([None, 1, 2, 3]),
            penerima_manfaat=random.choice([None, 40, 90, 400]),
            biaya=random.choice([5, 12, 25, 31, 60]) * 1_000_000,
            inovasi=random.choice([None, "ya"]),
        )
        for number in range(1, 61)
    ]


def season(folder: Path) -> Season:
    """A season with all of them after its verification: every third innovation is confirmed.

    Setono has a lower ceiling than the others, now and before.
    """
    ruled(folder, every_option(PAGU))
    own = {"kode": SETONO, "tahun": "2028", "dasar": "SK percobaan"}
    lines = [own | {"pagu": str(LOWER), "tahap": ""}, own | {"pagu": "70000000", "tahap": "indikatif"}]
    referred(folder, "pagu.csv", lines)
    first = run(archived(folder, {"usulan.csv": wishes(7)}))
    marked = first.rows("SELECT kode FROM usulan WHERE inovasi ORDER BY kode")[::3]
    said = [{"Kode": row["kode"], "Inovasi": "ya"} for row in marked]
    return run(dropped(folder, {"rapat/verifikasi.csv": sheet(said)}))
