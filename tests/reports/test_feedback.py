"""What each sender is told: the sheet's stage from the data, the words from the fate, 700 signs for a telephone."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports import feedback, lists
from reports.feedback import LONGEST, Jawaban
from reports.packet import Paket, public_packet
from reports.views import Keputusan, Realisasi
from reports.wording import JALUR, PUTUSAN, TAHAP, UMPAN_BALIK
from tests.reports.parts import ISSUE, internal, proposal
from tests.reports.persons_in_text import kamus

KEL = "33.75.03.1009"
APBD = replace(ISSUE, tahap="apbd")
ANSWERS = ("diterima", "diterima_dengan_perubahan", *PUTUSAN)
REFUSALS = ("belum dapat", "tidak dapat", "tidak jadi", "belum masuk", "ditolak")


def decided(paket: Paket, keputusan: str, alasan: str | None = None, tahap: str = "kelurahan") -> Paket:
    """Every proposal of the packet with the same decision."""
    rows = tuple(Keputusan(KEL, one.id_usulan, tahap, keputusan, alasan) for one in paket.usulan)
    return replace(paket, keputusan=(*paket.keputusan, *rows))


def reported(paket: Paket) -> Paket:
    return replace(paket, realisasi=(Realisasi(KEL, paket.usulan[0].id_usulan, "I", 15_000_000),))


def only(terbitan, paket) -> Jawaban:
    (answer,) = feedback.news(terbitan, paket).jawaban.values()
    return answer


@pytest.mark.parametrize(
    ("terbitan", "paket", "title"),
    [
        (ISSUE, internal(proposal()), "Tanda Terima Usulan"),
        (replace(ISSUE, tahap="ppas"), internal(proposal()), "Tanda Terima Usulan"),
        (ISSUE, decided(internal(proposal()), "diterima"), "Jawaban Hasil Musyawarah"),
        (APBD, internal(proposal()), "Kabar APBD"),
        (replace(ISSUE, tahap="perubahan"), decided(internal(proposal()), "diterima"), "Kabar APBD"),
        (APBD, reported(decided(internal(proposal()), "diterima")), "Hasil Pelaksanaan"),
    ],
)
def test_the_data_say_which_sheet_it_is(terbitan, paket, title):
    assert feedback.news(terbitan, paket).judul == title


@pytest.mark.parametrize("jalur", JALUR)
def test_a_receipt_says_received_whatever_the_draft_says(jalur):
    answer = only(ISSUE, internal(proposal(jalur=jalur)))
    assert answer.hasil == "sudah kami terima"
    assert not any(word in f"{answer.mengapa} {answer.langkah}".lower() for word in REFUSALS)


def test_a_late_proposal_is_received_all_the_same():
    assert only(ISSUE, internal(proposal(terlambat=True))).hasil == "terlambat, dicatat sebagai usulan susulan"


@pytest.mark.parametrize("terbitan", [APBD, replace(ISSUE, tahap="perubahan")])
def test_without_a_decision_of_the_forum_nothing_is_refused_under_a_fixed_ceiling_either(terbitan):
    assert only(terbitan, internal(proposal(jalur="tidak_memenuhi"))).hasil == "Menunggu pembahasan"


@pytest.mark.parametrize(
    ("keputusan", "alasan", "jalur", "hasil"),
    [
        ("diterima", None, "dana_kelurahan", "Disepakati untuk dana kelurahan"),
        ("diterima", None, "cadangan", "Daftar cadangan urutan ke-1"),
        ("diterima", None, "kecamatan_opd", "Diteruskan ke musrenbang kecamatan / dinas"),
        ("diterima", None, "tidak_memenuhi", "Disepakati"),
        ("diterima_dengan_perubahan", "40 m", "dana_kelurahan", "Disepakati dengan perubahan"),
        ("digabungkan", None, "dana_kelurahan", "Digabung dengan usulan sejenis"),
        ("diteruskan", None, "dana_kelurahan", "Diteruskan ke musrenbang kecamatan / dinas"),
        ("ditunda", "tahun depan", "dana_kelurahan", "Belum masuk tahun ini, tercatat sebagai cadangan"),
        ("ditolak", "lahan warga", "dana_kelurahan", "Belum dapat disepakati"),
        ("dibatalkan", "sudah dibangun dinas", "dana_kelurahan", "Tidak jadi dilaksanakan"),
        ("dibatalkan", None, "dana_kelurahan", "Dicabut oleh pengusul"),
    ],
)
def test_a_decision_has_its_words_and_the_forums_reason(keputusan, alasan, jalur, hasil):
    answer = only(ISSUE, decided(internal(proposal(jalur=jalur)), keputusan, alasan))
    assert (answer.hasil, answer.alasan) == (hasil, alasan)


def test_every_answer_says_what_became_of_it_why_and_what_to_do():
    paket = decided(internal(proposal(jalur="kecamatan_opd", nama_tujuan="Dinas Perhubungan")), "diterima")
    answer = only(ISSUE, paket)
    assert answer.mengapa == (
        "Pekerjaan ini kewenangan Dinas Perhubungan, bukan kelurahan. Kami teruskan ke musrenbang kecamatan; "
        "jawabannya akan kami sampaikan."
    )
    assert answer.langkah == "Mohon siapkan foto dan titik lokasinya bila petugas datang meninjau."


def test_the_place_in_the_reserve_is_that_of_the_list():
    rows = (proposal(sign, jalur="cadangan") for sign in "AB")
    answers = feedback.news(ISSUE, decided(internal(*rows), "diterima")).jawaban
    assert [one.hasil for one in answers.values()] == ["Daftar cadangan urutan ke-1", "Daftar cadangan urutan ke-2"]


def test_the_later_forum_has_the_last_word():
    paket = decided(decided(internal(proposal()), "ditolak", "x", tahap="kota"), "diterima", tahap="kelurahan")
    assert only(ISSUE, paket).hasil == "Belum dapat disepakati"


def test_a_proposal_the_forum_forgot_is_not_answered_from_the_draft():
    first, second = proposal("A"), proposal("B", jalur="tidak_memenuhi")
    paket = replace(decided(internal(first), "diterima"), usulan=(first, second))
    assert feedback.news(ISSUE, paket).jawaban[second.id_usulan].hasil == "Keputusannya belum tercatat"


@pytest.mark.parametrize(
    ("jalur", "hasil"),
    [
        ("dana_kelurahan", "Masuk daftar dalam pagu definitif (APBD)"),
        ("cadangan", "Belum masuk APBD, cadangan urutan ke-1"),
        ("kecamatan_opd", "Diteruskan ke musrenbang kecamatan / dinas"),
        ("tidak_memenuhi", "Disepakati"),
    ],
)
def test_news_of_the_budget_follow_the_list_under_the_fixed_ceiling(jalur, hasil):
    assert only(APBD, decided(internal(proposal(jalur=jalur)), "diterima")).hasil == hasil


def test_what_was_reported_is_told_in_rupiah_and_the_rest_as_before():
    paket = reported(decided(internal(proposal("A"), proposal("B")), "diterima"))
    first, second = feedback.news(APBD, paket).jawaban.values()
    assert (first.hasil, first.mengapa) == ("Sudah ada laporan pelaksanaan", "Semester I: Rp15.000.000.")
    assert second.hasil == "Masuk daftar dalam pagu definitif (APBD)"


def test_the_public_edition_says_where_to_ask_only_when_the_forum_has_decided():
    before = internal(proposal(jalur="tidak_memenuhi", rujukan="Mohon ke dinas sosial."))
    after = decided(before, "ditolak", "bukan hubungi Pak Budi")
    assert public_packet(before, kamus()).usulan[0].rujukan is None
    assert public_packet(after, kamus()).usulan[0].rujukan == "Mohon ke dinas sosial."
    assert only(ISSUE, public_packet(after, kamus())).alasan == "bukan hubungi warga"


# The text for a telephone


def told(terbitan, paket) -> str:
    (part,) = lists.by_rw(paket.usulan)
    return feedback.message(terbitan, paket, feedback.news(terbitan, paket), lists.whole_rw(part))


def test_the_text_says_the_same_as_the_sheet():
    paket = decided(internal(proposal(usulan="Perbaikan saluran", pengusul="Slamet")), "ditolak", "lahan Slamet")
    assert told(ISSUE, paket) == (
        "Jawaban Hasil Musyawarah\n"
        "Yth. Ketua RW 05 Kelurahan Bandengan. Inilah hasil musyawarah atas 1 usulan Bapak/Ibu untuk Tahun Anggaran "
        "2028.\n"
        "- BDG-05-AAAAAAA Perbaikan saluran: Belum dapat disepakati, karena lahan [nama disamarkan]. Usulan dapat "
        "diajukan lagi tahun depan. Mohon tanyakan kepada panitia dengan menyebut kode usulan\n"
        "Mohon sebutkan kode usulan bila bertanya. Panitia Musrenbang Kelurahan Bandengan.\n"
    )


def test_what_does_not_fit_is_counted():
    many = internal(*(proposal(sign, usulan=f"Paving gang {sign}") for sign in "ABCDEFGHJKLMNPQRSTUVWXYZ"))
    lines = told(ISSUE, many).splitlines()[2:-1]
    assert lines[:2] == [
        "- BDG-05-AAAAAAA Paving gang A: sudah kami terima",
        "- BDG-05-BBBBBBB Paving gang B: sudah kami terima",
    ]
    assert lines[-1] == f"- {24 - len(lines) + 1} usulan lain: lihat lembar terlampir"
    assert len(lines) == 8


@given(
    words=st.lists(st.text(min_size=1, max_size=500), min_size=1, max_size=12),
    jalur=st.sampled_from([*JALUR]),
    keputusan=st.none() | st.sampled_from(ANSWERS),
    tahap=st.sampled_from(TAHAP),
    alasan=st.none() | st.text(max_size=2000),
    stage=st.sampled_from(["indikatif", "apbd"]),
)
def test_a_text_never_has_more_than_700_signs(words, jalur, keputusan, tahap, alasan, stage):
    paket = internal(*(proposal(str(n)[-1], usulan=text, jalur=jalur) for n, text in enumerate(words)))
    paket = decided(paket, keputusan, alasan, tahap) if keputusan else paket
    text = told(replace(ISSUE, tahap=stage), paket)
    assert len(text) <= LONGEST
    assert text.startswith(tuple(sheet.judul for sheet in UMPAN_BALIK.values()))
