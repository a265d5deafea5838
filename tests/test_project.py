"""The shape of the project itself: its folders, its lock, its make targets, no trace of one machine."""

import os
import re
import subprocess
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]
FOLDERS = {"flows", "schemas", "reports", "data", "tests"}
PROMISED = {"demo", "test", "setup", "lint", "bench", "torture", "help"}
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")

# Written so that these lines do not find themselves.
REGISTRY = r"\b(?:pypi|pythonhosted|npmjs|deb\.debian|security\.debian)\.(?:org|com)\b"
MACHINE_PATH = r"(?:^|[\s\"'(=`:,])(?:file://)?/(?:root|home|Users|work|tmp)/\w"
PINNED = re.compile(r"[a-z0-9._-]+==[^\s;]+(?: ; [^#\\]+?)?(?:\s+--hash=sha256:[0-9a-f]{64})+\s*")


def project_files() -> list[Path]:
    """Every file that git tracks or would track."""
    # CI may clone as one user and test as another, which git refuses unless told.
    command = "git -c safe.directory=* ls-files -z --cached --others --exclude-standard".split()
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, check=False)
    if listed.returncode != 0:
        pytest.skip("not a git checkout, so nothing tells the project's files from other ones")
    paths = [ROOT / name for name in listed.stdout.decode().split("\0") if name]
    return [path for path in paths if path.is_file()]


def requirements(*lists: list[str]) -> list[Requirement]:
    return [Requirement(text) for texts in lists for text in texts]


def test_the_top_level_has_the_five_folders_and_no_others():
    relative = [path.relative_to(ROOT).parts for path in project_files()]
    folders = {parts[0] for parts in relative if len(parts) > 1 and not parts[0].startswith(".")}
    assert folders - FOLDERS == set()


@pytest.mark.parametrize("banned", [REGISTRY, MACHINE_PATH], ids=["registry", "machine path"])
def test_no_file_names_a_registry_or_a_path_of_one_machine(banned):
    found = {
        f"{path.relative_to(ROOT)}: {match[0].strip()}"
        for path in project_files()
        for match in re.finditer(banned, path.read_text(encoding="utf-8", errors="replace"), re.MULTILINE)
    }
    assert found == set()


def test_the_lock_holds_names_versions_and_hashes_only():
    lines = LOCK.replace("\\\n", " ").splitlines()
    assert [line[:80] for line in lines if not line.strip().startswith("#") and not PINNED.fullmatch(line)] == []
    assert "://" not in LOCK


def test_the_lock_fits_what_pyproject_asks_for():
    extras = PYPROJECT["project"]["optional-dependencies"]
    building = [PYPROJECT["build-system"]["requires"], PYPROJECT["dependency-groups"]["build"]]
    wanted = requirements(PYPROJECT["project"]["dependencies"], extras["test"], extras["browser"], *building)
    locked = dict(re.findall(r"^([a-z0-9._-]+)==(\S+)", LOCK, re.MULTILINE))
    versions = {need: locked.get(canonicalize_name(need.name)) for need in wanted}
    missed = {n: version for n, version in versions.items() if version is None or version not in n.specifier}
    assert missed == {}, "make lock resolves pyproject.toml anew"


def test_the_base_install_asks_for_no_dask_browser_or_database_driver():
    asked = {canonicalize_name(need.name) for need in requirements(PYPROJECT["project"]["dependencies"])}
    assert asked & {"dask", "distributed", "prefect-dask", "playwright", "asyncpg", "psycopg"} == set()


def test_make_has_the_promised_targets_each_with_a_word_of_help():
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert PROMISED - set(re.findall(r"^([a-z]+):.*## \S", makefile, re.MULTILINE)) == set()


def test_ci_calls_make_test_and_no_other_target():
    script = ROOT / ".ci" / "run"
    called = re.findall(r"^\s*make (\S+)", script.read_text(encoding="utf-8"), re.MULTILINE)
    assert called == ["test"]
    assert os.name == "nt" or os.access(script, os.X_OK)


@pytest.mark.slow
def test_the_linters_have_nothing_to_say():
    if not (ROOT / ".venv" / ".ready").exists():
        pytest.skip("the linters run where `make setup` has made .venv")
    # -o: the environment is set up already and must not change under the tests that run in it.
    command = "make --no-print-directory -o .venv/.ready lint".split()
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stdout + ran.stderr
