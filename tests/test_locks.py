"""The pinned environments: the versions in one file, and for each supported Python those with the hashes of
their files."""

from __future__ import annotations

import re
import sys
from itertools import chain
from pathlib import Path

import pytest

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

_FOLDER = Path(__file__).resolve().parents[1] / "requirements"
_LINE = re.compile(r"^([A-Za-z0-9._-]+)(?:\[[^]]*\])?==(\S+)(.*(?:\n .*)*)", re.MULTILINE)
_OF_THE_BUILD = {"editables"}
"""Needed to install the project itself without a build in isolation."""


def pinned(name: str) -> dict[str, tuple[str, str]]:
    """By name: the version, and what is said besides."""
    found = _LINE.finditer((_FOLDER / name).read_text(encoding="utf-8"))
    return {re.sub("[-_.]+", "-", one[1]).lower(): (one[2], one[3]) for one in found}


def hashed(python: str) -> dict[str, tuple[str, str]]:
    return pinned(f"dev-{python}.hashes.lock")


PYTHONS = ("3.10", "3.11", "3.12", "3.13", "3.14")


def test_the_lock_with_hashes_names_the_versions_of_the_lock() -> None:
    versions = {name: version for name, (version, _) in pinned("dev.lock").items()}
    found = {name: version for name, (version, _) in hashed("3.11").items() if name not in _OF_THE_BUILD}
    assert len(versions) > 100
    assert found == versions, "run `make lock`"


def test_there_is_a_lock_for_each_supported_python_and_for_no_other() -> None:
    there = {path.name for path in _FOLDER.glob("*.hashes.lock")}
    assert there == {f"dev-{python}.hashes.lock" for python in PYTHONS}
    lowest = re.search(r'requires-python = ">=(\S+)"', (_FOLDER.parent / "pyproject.toml").read_text("utf-8"))
    assert lowest is not None
    assert lowest[1] == PYTHONS[0]


@pytest.mark.parametrize("python", PYTHONS)
def test_other_pythons_have_the_same_versions_as_far_as_they_can(python: str) -> None:
    versions = {name: version for name, (version, _) in pinned("dev.lock").items()}
    others = {name: version for name, (version, _) in hashed(python).items()}
    same = [name for name in versions.keys() & others.keys() if versions[name] == others[name]]
    assert len(same) > 0.8 * len(versions), "run `make lock`"


@pytest.mark.parametrize("python", PYTHONS)
def test_every_file_of_the_lock_has_its_hash(python: str) -> None:
    bare = [
        name
        for name, (_, said) in hashed(python).items()
        if not re.search(r"--hash=sha256:[0-9a-f]{64}\b", said)
    ]
    assert bare == []


@pytest.mark.parametrize("python", PYTHONS)
def test_the_lock_has_all_that_the_project_asks_for(python: str) -> None:
    project = tomllib.loads((_FOLDER.parent / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    lines = [*project["dependencies"], *chain(*project["optional-dependencies"].values())]
    asked = {
        re.sub("[-_.]+", "-", found[0]).lower()
        for line in lines
        if (found := re.match(r"[A-Za-z0-9._-]+", line)) and "python_version" not in line
    }
    assert len(asked) > 40
    missing = asked - {"govinfo-reports"} - hashed(python).keys()
    assert not missing, "add them to requirements/dev.lock and run `make lock`"
