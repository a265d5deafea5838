"""Sentences to read aloud, and the questions for the evening."""

import pytest

from reports import agenda, sentences
from reports.views import Peringatan
from reports.wording import pelaksana_singkat
from tests.reports.parts import ISSUE, area, internal, neighbourhood, proposal, public

SENDING, NIHIL, SILENT = "mengirim", "nihil", "belum mengirim"


def test_three_sentences_with_a_register():
    rows = (
        proposal("A"),
        proposal("B", jalur="cadangan"),
        proposal("C", jalur="kecamatan_opd"),
        proposal("D", jalur="tidak_memenuhi"),
    )
    rw = (
        neighbourhood(1, SENDING),
        neighbourhood(2, SENDING),
        neighbourhood(3, NIHIL),
        neighbourhood(4, SILENT),
    )
    figures = {"jumlah_usulan": 4, "total_biaya": 80_000_000, "rw_diam": 1, "rw_terdengar": 3, "rw_nihil": 1}
    assert sentences.opening(ISSUE, internal(*rows, rw=rw, **figures)) == [
        "Dari 4 RW, 2 RW mengirim 4 usulan senilai Rp80 juta; 1 RW menyatakan tidak ada usulan (nihil).",
        (
            "Pagu sementara kita Rp350 juta; dengan urutan rancangan, 1 usulan masuk rencana senilai "
            "Rp20 juta dan sisa pagu Rp330 juta."
        ),
        ("Yang lain tidak hilang: 1 menjadi cadangan, 1 diteruskan ke kecamatan atau dinas dan 1 perlu kita bahas."),
    ]


def test_without_a_register_no_rw_is_called_silent():
    paket = internal(proposal(), rw=(neighbourhood(5, SENDING),))
    assert sentences.opening(ISSUE, paket)[0] == "1 RW mengirim 1 usulan senilai Rp20 juta."
    assert sentences.silent(paket) == (
        "RW dan RT yang belum mengirim usulan belum dapat dihitung, daftar RT/RW belum diisi."
    )


def test_silent_rw_are_named():
    rw = (neighbourhood(1, SENDING), neighbourhood(2, SILENT), neighbourhood(11, SILENT))
    paket = internal(proposal(), rw=rw, rw_diam=2, rw_terdengar=1)
    assert sentences.silent(paket) == "2 dari 3 RW belum mengirim usulan: RW 02 dan 11."


def test_in_public_nothing_is_refused():
    paket = public(proposal("A"), proposal("D", jalur="tidak_memenuhi"), jumlah_usulan=2)
    assert sentences.opening(ISSUE, paket)[2] == "Yang lain tidak hilang: 1 menunggu pembahasan."


def test_a_kelurahan_without_proposals():
    assert sentences.opening(ISSUE, internal(jumlah_usulan=0)) == [
        "Belum ada usulan yang kami terima dari Kelurahan Bandengan.",
        "Pagu sementara kita Rp350 juta.",
    ]


def test_everything_inside_the_ceiling():
    assert sentences.opening(ISSUE, internal(proposal()))[2] == "Semua usulan yang kami terima masuk rencana."


def test_the_questions_of_the_evening():
    rows = (
        proposal("A", jenis="konstruksi", biaya=100_000_000),
        proposal("B", jenis="konstruksi", biaya=100_000_001, skor=400),
        proposal("C", program="sarpras", status_lahan="belum tahu", skor=300),
        proposal("D", jalur="cadangan", skor=300),
        proposal("E", jalur="perlu_biaya", biaya=None, terlambat=True),
    )
    figures = {"inovasi": 0, "sarpras_batas": 245_000_000, "sarpras_masuk": 220_000_001, "sisa": 129_999_999}
    assert agenda.decisions(ISSUE, internal(*rows, **figures)) == [
        "Pekerjaan fisik di atas Rp100 juta (BDG-05-BBBBBBB): oleh penyedia, atau bertahap oleh pokmas?",
        "Lahan untuk BDG-05-CCCCCCC: milik siapa, dan sudahkah ada izinnya?",
        "1 usulan belum ada perkiraan biayanya: siapa yang mensurvei, dan kapan?",
        "Sisa bagian nonfisik Rp105 juta: untuk kegiatan lembaga yang mana?",
        "BDG-05-CCCCCCC dan BDG-05-DDDDDDD sama nilainya di batas pagu: mana yang didahulukan?",
        "Inovasi: belum ada usulannya. Adakah yang hendak ditandai?",
        "1 usulan susulan datang sesudah batas waktu: ikut dibahas?",
    ]


def test_alike_proposals_are_asked_about_in_the_panitia_only():
    pair = (proposal("A"), proposal("B"))
    alike = Peringatan("33.75.03.1009", "duplikat", [one.id_usulan for one in pair], "mirip")
    paket = internal(*pair)
    asked = "Usulan yang mirip: BDG-05-AAAAAAA dan BDG-05-BBBBBBB. Satu pekerjaan atau berbeda?"
    assert agenda.decisions(ISSUE, type(paket)(paket.edisi, area(), pair, (), (alike,))) == [asked]
    assert agenda.decisions(ISSUE, public(*pair)) == []


@pytest.mark.parametrize(
    ("metode", "pelaksana", "said"),
    [
        ("swakelola_tipe_iv", "pokmas", "pokmas"),
        ("pengadaan_langsung", "penyedia", "penyedia"),
        ("swakelola_tipe_i", None, "kelurahan"),
        ("swakelola_tipe_iii", None, "ormas"),
        ("belum_ditentukan", None, ""),
        (None, None, ""),
    ],
)
def test_who_carries_a_work_out_is_named_also_where_the_column_is_silent(metode, pelaksana, said):
    assert pelaksana_singkat(proposal(metode=metode, pelaksana=pelaksana).dikerjakan) == said
