"""What is built holds what it needs: the wheel, the sdist, and the wheel built from the sdist."""

from __future__ import annotations

import os
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

import govinfo_reports

_ROOT = Path(__file__).resolve().parents[1]
_TRY = """
import sys
from importlib.resources import files
import govinfo_reports
from govinfo_reports.grammar import grammar_text
assert govinfo_reports.__file__.startswith(sys.argv[1]), govinfo_reports.__file__
assert files("govinfo_reports").joinpath("py.typed").is_file()
assert files("govinfo_reports").joinpath("grammars", "tables.lark").is_file()
assert "start" in grammar_text("tables")
assert len(govinfo_reports.leaf_indicators()) > 200
print(govinfo_reports.parse(sys.argv[2]).review.total)
"""

pytestmark = pytest.mark.slow


def _build(kind: str, project: Path, out: Path) -> Path:
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "--target", kind, "--directory", str(out)],
        cwd=project,
        check=True,
        capture_output=True,
        timeout=120,
    )
    [made] = out.iterdir()
    return made


@pytest.fixture(scope="module")
def sdist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return _build("sdist", _ROOT, tmp_path_factory.mktemp("sdist"))


@pytest.fixture(scope="module")
def unpacked(sdist: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("unpacked")
    with tarfile.open(sdist) as archive:
        archive.extractall(place)  # noqa: S202 - made by this test
    [project] = place.iterdir()
    return project


@pytest.fixture(scope="module", params=["tree", "sdist"])
def wheel(request: pytest.FixtureRequest, unpacked: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    project = _ROOT if request.param == "tree" else unpacked
    return _build("wheel", project, tmp_path_factory.mktemp("wheel"))


def _tree() -> set[str]:
    package = _ROOT / "src" / "govinfo_reports"
    own = {
        file.relative_to(package.parent).as_posix()
        for file in package.rglob("*")
        if file.is_file() and "__pycache__" not in file.parts
    }
    return own | {f"govinfo_reports/grammars/{file.name}" for file in (_ROOT / "grammars").iterdir()}


def test_the_wheel_holds_the_package_and_nothing_else(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    info = f"govinfo_reports-{govinfo_reports.__version__}.dist-info"
    assert {name for name in names if not name.startswith(info)} == _tree()
    assert f"{info}/licenses/LICENSE" in names
    assert wheel.name == f"govinfo_reports-{govinfo_reports.__version__}-py3-none-any.whl"


def test_the_wheel_works_from_its_own_files(wheel: Path, tmp_path: Path) -> None:
    """Unpacked, as pip does with a wheel of pure Python, and first on the path."""
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(tmp_path)  # noqa: S202 - made by this test
    done = subprocess.run(
        [sys.executable, "-c", _TRY, str(tmp_path), str(_ROOT / "samples" / "linjiang_2017.txt")],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert (done.stdout, done.stderr) == ("3\n", "")


def test_the_command_and_the_version_are_in_the_metadata(wheel: Path) -> None:
    info = f"govinfo_reports-{govinfo_reports.__version__}.dist-info"
    with zipfile.ZipFile(wheel) as archive:
        scripts = archive.read(f"{info}/entry_points.txt").decode()
        metadata = archive.read(f"{info}/METADATA").decode()
    assert "govinfo-reports = govinfo_reports.cli:main" in scripts
    assert f"\nVersion: {govinfo_reports.__version__}\n" in metadata
    assert "\nLicense-Expression: MIT\n" in metadata
    assert "\nRequires-Python: >=3.10\n" in metadata


def test_the_sdist_holds_what_the_tests_and_the_docs_need(unpacked: Path) -> None:
    for name in (
        "Makefile",
        "README.zh.md",
        "samples/linjiang_2017.txt",
        "docs/report.schema.json",
        ".ci/run",
    ):
        assert (unpacked / name).is_file(), name
    for folder in ("tests", "docs", "samples", "grammars"):
        kept = {file.name for file in (unpacked / folder).iterdir() if file.is_file()}
        assert kept == {file.name for file in (_ROOT / folder).iterdir() if file.is_file()}
    assert not (unpacked / ".venv").exists()


def test_the_fast_tests_are_there() -> None:
    made = subprocess.run(
        ["make", "-n", "test-fast", "VENV=none"], cwd=_ROOT, capture_output=True, check=True, text=True
    )
    named = [word for word in made.stdout.split() if word.startswith("tests/")]
    assert len(named) > 40
    assert [name for name in named if not (_ROOT / name).is_file()] == []
