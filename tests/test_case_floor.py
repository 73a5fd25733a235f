"""The floor of small cases only goes up (`.ci/cases.py`)."""

from __future__ import annotations

import runpy
import sys
from pathlib import Path

import pytest

_PATH = Path(__file__).parent.parent / ".ci" / "cases.py"
pytestmark = pytest.mark.skipif(not _PATH.is_file(), reason="needs the source tree")

RUN = """import sys
print("{} one: a trait\\n      review.total: want 1")
print("{} two.pdf 2.4 s: ended")
print("holds the trait of no case, on a line that is indented".rjust(80))
"""


def run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, states: tuple[str, str], floor: str, *flags: str
) -> tuple[int, str]:
    for script in ("run_cases.py", "run_hostile.py"):
        (tmp_path / script).write_text(RUN.format(*states), "utf-8")
    held = tmp_path / "held"
    held.write_text(floor, "utf-8")
    names = runpy.run_path(str(_PATH))
    monkeypatch.setitem(names["main"].__globals__, "FLOOR", held)
    monkeypatch.setattr(sys, "argv", ["cases.py", str(tmp_path), *flags])
    return names["main"](), held.read_text("utf-8")


def test_one_that_held_and_fails_is_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert run(tmp_path, monkeypatch, ("FAILS", "holds"), "one\ntwo.pdf\n") == (1, "one\ntwo.pdf\n")


def test_one_that_is_gone_is_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert run(tmp_path, monkeypatch, ("holds", "holds"), "three\n", "--update")[0] == 1


def test_the_floor_goes_up_when_asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert run(tmp_path, monkeypatch, ("FAILS", "holds"), "") == (0, "")
    assert run(tmp_path, monkeypatch, ("FAILS", "holds"), "", "--update") == (0, "two.pdf\n")
    assert run(tmp_path, monkeypatch, ("holds", "FAILS"), "two.pdf\n", "--update") == (1, "one\ntwo.pdf\n")
