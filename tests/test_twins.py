"""Which figures a copy of a report without its blanks cannot hold (`benchmarks/twins.py`)."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from random import Random
from typing import Any

import pytest

from figures import clean_figures
from govinfo_reports.indicators import APPLICANTS, Form
from grids import printed

_FILE = Path(__file__).parent.parent / "benchmarks" / "twins.py"


@pytest.fixture(scope="module")
def twins() -> Any:
    spec = importlib.util.spec_from_file_location("twins", _FILE)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("last", ["all", "fee_unpaid"])
def test_other_handling_in_one_row_or_in_three(last: str, twins: Any) -> None:
    outcomes = "applications.outcomes.other_handling"
    paths = [path for path in printed(clean_figures(Form.F2021, Random(2))) if outcomes not in path]
    rows = ["all"] if last == "all" else ["not_corrected_in_time", last, "other"]
    paths += [f"{outcomes}.{row}.{name}" for row in rows for name in APPLICANTS]
    row = [f"{outcomes}.{last}.{name}" for name in APPLICANTS]
    shown = dict.fromkeys(paths, "0") | dict.fromkeys(row[3:5], "")
    twin, found = twins.moved(Form.F2021, shown, Random(1))
    assert found
    assert set(found) <= set(row)
    assert sorted(twin[path] for path in row) == ["", "", "0", "0", "0", "0", "0"]
