"""The ground on which each proposal goes its way, and to whom (70_dasar_jalur, 70_alokasi), by boring Python."""

from tests.builders import Season

OWN_MONEY = ("masuk", "dilewati_pagu", "dilewati_fisik", "sesudah_penuh")


class Known:
    """The lists that an officer would look things up in."""

    def __init__(self, season: Season) -> None:
        self.outside = {row["kode"]: row for row in season.rows("FROM luar_menu")}
        self.group = season.pairs("SELECT kode, kelompok FROM menu")
        self.source = {row["sumber"]: row for row in season.rows("FROM sumber_dana")}
        self.office = {row["kelompok"]: (row["tujuan"], row["kewenangan"]) for row in season.rows("FROM menu_opd")}
        self.level = season.pairs("SELECT id, kewenangan FROM opd")
        self.merged = {row["id_usulan"] for row in season.rows("FROM kelompok WHERE peran = 'anggota'")}
        self.rule = season.pairs("SELECT kunci, aturan FROM jalur")
        self.way = season.pairs("SELECT kunci, jalur FROM jalur")


def ground(row: dict, known: Known) -> str | None:
    """The first ground that holds; None: eligible and costed."""
    outside = known.outside.get(row["kode_kegiatan"], {"jalur": None})["jalur"]
    source = known.source.get(row["sumber_dana"], {"jalur": ""})["jalur"]
    if row["id_usulan"] in known.merged:
        return "digabung" if row["digabung_ke"] is None else "digabung_panitia"
    if row["tujuan_verifikasi"] is not None:
        return "ditetapkan_lain"
    if outside == "kecamatan_opd":
        return "kewenangan_lain"
    if source == "kecamatan_opd":
        return "sumber_lain"
    if source == "tidak_memenuhi":
        return "sumber_swadaya" if row["sumber_dana"] == "swadaya" else "sumber_luar"
    if outside is not None:
        return "di_luar_menu" if outside == "tidak_memenuhi" else "perlu_dipastikan"
    if row["kode_kegiatan"] is None:
        return "jenis_belum"
    return "biaya_belum" if row["biaya"] is None else None


def office(row: dict, known: Known) -> tuple[str, str]:
    """The office a proposal goes to and its level: of the word list, else of the source, else of the menu."""
    outside = known.outside.get(row["kode_kegiatan"])
    if outside is not None and outside["jalur"] == "kecamatan_opd":
        return outside["tujuan"], outside["kewenangan"]
    menu = known.office["X"]
    for name in (known.group.get(row["kode_kegiatan"]), row["kode_kegiatan"]):
        menu = known.office.get(name, menu)
    source = known.source[row["sumber_dana"]]
    return source["tujuan"] or menu[0], source["kewenangan"] or menu[1]


def test_every_proposal_of_a_season_goes_its_way_on_the_ground_of_boring_python(season):
    known = Known(season)
    rows = season.rows("""
        SELECT usulan.*, alokasi.jalur, alokasi.aturan, alokasi.tujuan, alokasi.kewenangan AS tingkat
        FROM usulan JOIN alokasi USING (id_usulan)""")
    assert rows
    for row in rows:
        found = ground(row, known)
        allowed = OWN_MONEY if found is None else (found,)
        assert row["aturan"] in {known.rule[name] for name in allowed}
        assert row["jalur"] in {known.way[name] for name in allowed}
        expected = office(row, known) if row["jalur"] == "kecamatan_opd" else (None, None)
        assert (row["tujuan"], row["tingkat"]) == expected


def test_the_sample_knows_most_of_the_grounds(sample):
    known = Known(sample)
    found = {ground(row, known) for row in sample.rows("FROM usulan")}
    assert {"digabung", "kewenangan_lain", "sumber_lain", "sumber_swadaya", "jenis_belum", "biaya_belum", None} <= found
