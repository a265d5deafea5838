"""Problems by RW and field, need against money, the four lists: added up once more, and by hand."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from reports import recap
from reports.recap import BarisMatriks, Kebutuhan, Matriks, Petak
from reports.wording import BIDANG, JALUR
from tests.reports.parts import internal, proposal

MANY = st.lists(
    st.builds(
        proposal,
        rw=st.none() | st.integers(1, 4),
        bidang=st.sampled_from([None, *BIDANG]),
        biaya=st.none() | st.integers(1, 10**9),
        jalur=st.sampled_from([*JALUR]),
        kewenangan=st.sampled_from([None, "kecamatan", "kota", "provinsi"]),
    ),
    max_size=30,
)


def test_the_matrix_counts_proposals_and_sums_costs_by_rw_and_field():
    paket = internal(
        proposal("A", rw=5, bidang="infrastruktur", biaya=20),
        proposal("B", rw=5, bidang="infrastruktur", biaya=20, jalur="digabung"),
        proposal("C", rw=2, bidang="sosial_budaya", biaya=None),
        proposal("D", rw=None, bidang=None, biaya=7),
    )
    assert recap.problem_matrix(paket) == Matriks(
        ("infrastruktur", "sosial_budaya", "belum_pasti"),
        (
            BarisMatriks("RW 02", (Petak(0, 0), Petak(1, 0), Petak(0, 0)), Petak(1, 0)),
            BarisMatriks("RW 05", (Petak(2, 20), Petak(0, 0), Petak(0, 0)), Petak(2, 20)),
            BarisMatriks("Sekelurahan", (Petak(0, 0), Petak(0, 0), Petak(1, 7)), Petak(1, 7)),
        ),
        BarisMatriks("Jumlah", (Petak(2, 20), Petak(1, 0), Petak(1, 7)), Petak(4, 27)),
    )


def summed(cells: list[Petak]) -> Petak:
    return Petak(sum(one.usulan for one in cells), sum(one.rupiah for one in cells))


@given(MANY)
def test_the_matrix_adds_up_both_ways_to_the_figures_of_the_kelurahan(usulan):
    matrix = recap.problem_matrix(internal(*usulan))
    assert [row.jumlah for row in matrix.baris] == [summed(list(row.petak)) for row in matrix.baris]
    columns = [summed([row.petak[place] for row in matrix.baris]) for place in range(len(matrix.bidang))]
    assert list(matrix.jumlah.petak) == columns
    alone = [one.biaya for one in usulan if one.biaya is not None and one.jalur != "digabung"]
    assert matrix.jumlah.jumlah == Petak(len(usulan), sum(alone))


def test_need_stands_against_what_is_inside_the_ceiling_and_the_greatest_fills_the_drawing():
    paket = internal(
        proposal("A", rw=1, biaya=100),
        proposal("B", rw=1, biaya=300, jalur="cadangan"),
        proposal("C", rw=2, biaya=100, jalur="kecamatan_opd"),
        proposal("D", rw=2, biaya=900, jalur="digabung"),
        proposal("E", rw=3, biaya=None, jalur="perlu_biaya"),
    )
    assert recap.needs(paket) == [
        Kebutuhan("RW 01", 400, 100, 1000, 250),
        Kebutuhan("RW 02", 100, 0, 250, 0),
        Kebutuhan("RW 03", 0, 0, 0, 0),
    ]


def test_without_any_cost_there_is_nothing_to_draw():
    assert recap.needs(internal(proposal(biaya=None, jalur="perlu_biaya"))) == []
    assert recap.needs(internal()) == []


def test_every_proposal_that_goes_somewhere_is_on_the_list_of_its_kind():
    rows = {
        "A": {"bidang": "infrastruktur", "jalur": "dana_kelurahan"},
        "B": {"bidang": "infrastruktur", "jalur": "cadangan"},
        "C": {"bidang": "infrastruktur", "jalur": "kecamatan_opd", "kewenangan": "kecamatan"},
        "D": {"bidang": "infrastruktur", "jalur": "kecamatan_opd", "kewenangan": "provinsi"},
        "E": {"bidang": None, "jalur": "kecamatan_opd", "kewenangan": "kota"},
        "F": {"bidang": "ekonomi", "jalur": "kecamatan_opd", "kewenangan": "kecamatan"},
        "G": {"bidang": "sosial_budaya", "jalur": "dana_kelurahan"},
        "H": {"bidang": "infrastruktur", "jalur": "digabung"},
        "I": {"bidang": "infrastruktur", "jalur": "tidak_memenuhi"},
        "J": {"bidang": "infrastruktur", "jalur": "perlu_biaya"},
    }
    found = recap.outputs(internal(*(proposal(sign, **cells) for sign, cells in rows.items())))
    assert [(part.judul[:3], "".join(one.kode[-1] for one in part.isi)) for part in found] == [
        ("(a)", "AB"),
        ("(b)", "C"),
        ("(c)", "DE"),
        ("(d)", "FG"),
    ]


@given(MANY)
def test_the_four_lists_name_each_of_theirs_once(usulan):
    numbered = [replace(one, id_usulan=str(place)) for place, one in enumerate(usulan)]
    named = [one.id_usulan for part in recap.outputs(internal(*numbered)) for one in part.isi]
    wanted = {"dana_kelurahan", "cadangan", "kecamatan_opd"}
    assert sorted(named) == sorted(one.id_usulan for one in numbered if one.jalur in wanted)
