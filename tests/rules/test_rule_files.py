"""A rule file under a wrong name or in a wrong place stops what would have used it; other files there are named."""

from pathlib import Path

import pytest

from flows.errors import RulePackError
from flows.rule_files import must_be_read, strays, unread

PACK, EXAMPLES = "rules/33.75/2028.toml", "rules/33.75/2028.contoh.toml"

# Where a file lies -> where it was meant to lie.
MEANT = {
    "rules/33.75/2028.toml.txt": PACK,
    "rules/33.75/2028 (1).toml": PACK,
    "rules/33.75/2028(2).toml": PACK,
    "rules/33.75/2028 - Salinan.toml": PACK,
    "rules/33.75/2028 - Salinan (2).toml": PACK,
    "rules/33.75/2028 - Copy.toml": PACK,
    "rules/33.75/Copy of 2028.toml": PACK,
    "rules/33.75/Salinan dari 2028.toml": PACK,
    "rules/33.75/2028_1.toml": PACK,
    "rules/33.75/2028 final.toml": PACK,
    "rules/33.75/paket 2028.toml": PACK,
    "rules/33.75/TA 2028.toml": PACK,
    "rules/33.75/2028 pekalongan rev 2.toml": PACK,
    "rules/33.75/2o28.toml": PACK,
    "rules/33.75/2028.tml": PACK,
    "rules/33.75/2028.txt": PACK,
    "rules/33.75/2028.xlsx": PACK,
    "rules/33.75/2028": PACK,
    "rules/33.75/2028,toml": PACK,
    "rules/33.75/2028..toml": PACK,
    "rules/33.75/2028.toml.bak": PACK,
    "rules/33.75/ 2028.toml": PACK,
    "rules/33.75/lama/2028.toml": PACK,
    "rules/33.75/33.75/2028.toml": PACK,
    "rules/pekalongan/2028.toml": PACK,
    "rules/2028.toml": PACK,
    "2028.toml": PACK,
    "rules/33.75/2028.contoh.toml.txt": EXAMPLES,
    "rules/33.75/2028.contoh (1).toml": EXAMPLES,
    "rules/33.75/2028 contoh.toml": EXAMPLES,
    "rules/2028.contoh.toml": EXAMPLES,
    "rules/33.75/1999.toml": "rules/33.75/TAHUN.toml",
    "rules/33.75/2101.toml": "rules/33.75/TAHUN.toml",
    "rules/33.75/28.toml": "rules/33.75/TAHUN.toml",
    "rules/33.75/paket.toml": "rules/33.75/TAHUN.toml",
    "rules/nasional (1).toml": "rules/nasional.toml",
    "rules/Nasional.toml.txt": "rules/nasional.toml",
    "rules/nasonal.toml": "rules/nasional.toml",
    "rules/33.75/nasional.toml": "rules/nasional.toml",
    "rules/jalur.xlsx": "rules/jalur.csv",
    "rules/pengadan.csv": "rules/pengadaan.csv",
    "rules/33.75/jalur.csv": "rules/jalur.csv",
    "rules/pagu.csv": "reference/pagu.csv",
}
# The same for folders; whatever lies in them is told with the folder.
FOLDERS = {
    "rules/3375/2028.toml": ("rules/3375", "rules/33.75"),
    "rules/33.75 /2028.toml": ("rules/33.75 ", "rules/33.75"),
    "rules/33_75/2028.toml": ("rules/33_75", "rules/33.75"),
    "rules/33-75/x.toml": ("rules/33-75", "rules/33.75"),
    "rules/33.75 (1)/2028.toml": ("rules/33.75 (1)", "rules/33.75"),
    "rules/33.75 - Copy/2028.toml": ("rules/33.75 - Copy", "rules/33.75"),
    "rules/kota 33.75/2028.toml": ("rules/kota 33.75", "rules/33.75"),
    "33.75/2028.toml": ("33.75", "rules/33.75"),
    "rules (1)/33.75/2028.toml": ("rules (1)", "rules"),
    "rules - Salinan/2028.toml": ("rules - Salinan", "rules"),
    "rules/33.75/2028.toml/x": (PACK, PACK),
    "rules/nasional.toml/x": ("rules/nasional.toml", "rules/nasional.toml"),
}
OTHERS = [
    "rules/README.md", "rules/33.75/catatan.docx", "rules/33.75/SK Wali Kota 2028.pdf", "rules/33.75/2028.pdf",
    "rules/nasional.contoh.toml", "rules/contoh/paket.toml", "rules/33.75/rapat/daftar hadir.xlsx",
]  # fmt: skip
OF_THE_SYSTEM = [
    "desktop.ini", ".DS_Store", "~$2028.toml", ".~lock.2028.toml#", "Thumbs.db", ".2028.toml.swp", "2028.toml~",
    "#2028.toml#", "2028.toml.swp", "2028.toml.lock", "2028.toml.crdownload", "__MACOSX/2028.toml",
]  # fmt: skip


def laid(folder: Path, name: str) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("")
    return folder


@pytest.mark.parametrize("name", MEANT)
def test_a_rule_under_another_name_or_elsewhere_is_refused_with_the_name_it_should_have(tmp_path, name):
    (found,) = strays(laid(tmp_path, name))
    assert (found.tempat, found.seharusnya) == (name, MEANT[name])
    with pytest.raises(RulePackError, match="tidak dibaca") as refused:
        must_be_read(tmp_path)
    assert f"«{name}»" in str(refused.value)
    assert f"«{MEANT[name]}»" in str(refused.value)


@pytest.mark.parametrize("name", FOLDERS)
def test_a_folder_of_rules_under_another_name_or_elsewhere_is_refused_once(tmp_path, name):
    (found,) = strays(laid(tmp_path, name))
    assert (found.tempat, found.seharusnya) == FOLDERS[name]


@pytest.mark.parametrize("name", OTHERS)
def test_any_other_file_is_named_and_stops_nothing(tmp_path, name):
    laid(tmp_path, name)
    must_be_read(tmp_path)
    (told,) = unread(tmp_path)
    assert f"«{name}»" in told


@pytest.mark.parametrize("name", OF_THE_SYSTEM)
@pytest.mark.parametrize("folder", ["rules", "rules/33.75"])
def test_files_of_systems_and_editors_are_not_spoken_of(tmp_path, folder, name):
    assert strays(laid(tmp_path, f"{folder}/{name}")) == []


@pytest.mark.parametrize(
    "name",
    [PACK, EXAMPLES, "rules/33.75/2000.toml", "rules/33.75/2100.toml", "rules/nasional.toml", "rules/jalur.csv",
     "rules/pengadaan.csv", "reference/pagu.csv", "inbox/2028.toml", "33.75/catatan.csv", "2028/usulan.csv"],
)  # fmt: skip
def test_what_is_read_or_is_no_rule_is_not_spoken_of(tmp_path, name):
    assert strays(laid(tmp_path, name)) == []


def test_where_the_right_name_is_taken_it_is_said_which_of_the_two_is_read(tmp_path):
    laid(tmp_path, PACK)
    (found,) = strays(laid(tmp_path, "rules/33.75/2028 (1).toml"))
    assert f"yang dibaca «{PACK}»" in found.kalimat
