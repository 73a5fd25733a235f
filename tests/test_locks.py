"""The pinned environment: the versions in one file, the same with the hashes of their files in the other."""

from __future__ import annotations

import re
import sys
from importlib.metadata import requires
from pathlib import Path

import pytest

_FOLDER = Path(__file__).resolve().parents[1] / "requirements"
_LINE = re.compile(r"^([A-Za-z0-9._-]+)(?:\[[^]]*\])?==(\S+)(.*(?:\n .*)*)", re.MULTILINE)
_OF_THE_BUILD = {"editables"}
"""Needed to install the project itself without a build in isolation."""


def pinned(name: str) -> dict[str, tuple[str, str]]:
    """By name: the version, and what is said besides."""
    found = _LINE.finditer((_FOLDER / name).read_text(encoding="utf-8"))
    return {re.sub("[-_.]+", "-", one[1]).lower(): (one[2], one[3]) for one in found}


def test_the_lock_with_hashes_names_the_versions_of_the_lock() -> None:
    versions = {name: version for name, (version, _) in pinned("dev.lock").items()}
    hashed = {
        name: version for name, (version, _) in pinned("dev.hashes.lock").items() if name not in _OF_THE_BUILD
    }
    assert len(versions) > 100
    assert hashed == versions, "run `make lock`"


def test_every_file_of_the_lock_has_its_hash() -> None:
    bare = [
        name
        for name, (_, said) in pinned("dev.hashes.lock").items()
        if not re.search(r"--hash=sha256:[0-9a-f]{64}\b", said)
    ]
    assert bare == []


@pytest.mark.skipif(sys.version_info[:2] != (3, 11), reason="the locks are those of Python 3.11")
def test_the_lock_has_all_that_the_project_asks_for() -> None:
    asked = {
        re.sub("[-_.]+", "-", found[0]).lower()
        for line in requires("govinfo-reports") or ()
        if (found := re.match(r"[A-Za-z0-9._-]+", line)) and "python_version" not in line
    }
    missing = asked - {"govinfo-reports"} - pinned("dev.hashes.lock").keys()
    assert not missing, "add them to requirements/dev.lock and run `make lock`"
