"""Sentences by a grammar: true ones are read, and traps give nothing wrong (`benchmarks/sentences.py` takes
more of them)."""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from govinfo_reports import parse_text

_PATH = Path(__file__).parent.parent / "benchmarks" / "sentences.py"
pytestmark = pytest.mark.skipif(not _PATH.is_file(), reason="needs the source tree")


@pytest.fixture(scope="module")
def sentences() -> Any:
    spec = importlib.util.spec_from_file_location("sentences", _PATH)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["sentences"] = module
    spec.loader.exec_module(module)
    return module


def _failures(cases: list[tuple[str, str, str, Decimal | None]]) -> Iterator[str]:
    for kind, report, path, wanted in cases:
        read = {
            Decimal(fact.value)
            for fact in parse_text(report).facts
            if fact.path == path and fact.scope.value == "year" and fact.value is not None
        }
        if read != ({wanted} if wanted is not None else set()):
            yield f"{kind} {path}: wanted {wanted}, read {sorted(map(str, read))}: {report.splitlines()[3]}"


def test_true_sentences_are_read(sentences: Any) -> None:
    cases = sentences.Grammar(11).true(5)
    assert len(cases) == 5 * len(sentences.TRUE)
    failures = list(_failures(cases))
    assert len(failures) <= len(cases) // 20, failures


def test_no_trap_gives_a_wrong_value(sentences: Any) -> None:
    cases = sentences.Grammar(12).traps(1)
    assert len(cases) > sum(map(len, sentences.TRAPS.values()))
    assert list(_failures(cases)) == []
