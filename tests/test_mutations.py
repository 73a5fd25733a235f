"""What the checks notice of one change in a clean report, on fewer reports than `benchmarks/mutations.py`
takes."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

from govinfo_reports.indicators import Form

FORMS = (Form.F2014, Form.F2019, Form.F2021)
REPORTS = range(1000, 1060)
"""Other reports than those of the run in the docs."""


@pytest.fixture(scope="module")
def mutations() -> ModuleType:
    file = Path(__file__).parent.parent / "benchmarks" / "mutations.py"
    spec = importlib.util.spec_from_file_location("mutations", file)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["mutations"] = module
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("form", FORMS)
def test_no_alarm_on_clean_reports(form: Form, mutations: ModuleType) -> None:
    assert mutations.alarms(form, REPORTS) == 0


@pytest.mark.parametrize("form", FORMS)
def test_one_digit_is_always_noticed_and_nearly_always_located(form: Form, mutations: ModuleType) -> None:
    found = mutations.measure(form, mutations.one_digit, REPORTS)
    assert found.tried == len(REPORTS)
    assert found.noticed == found.tried
    assert found.located >= 0.95 * found.tried
    assert found.in_three >= 0.95 * found.tried


@pytest.mark.parametrize("form", FORMS)
def test_floors_of_the_other_changes(form: Form, mutations: ModuleType) -> None:
    old = form is Form.F2014
    lost = mutations.measure(form, mutations.dropped_digit, REPORTS)
    assert lost.noticed == lost.tried
    assert lost.located >= 0.9 * lost.tried
    shifted = mutations.measure(form, mutations.shifted_block, REPORTS)
    assert shifted.noticed == shifted.tried
    blanked = mutations.measure(form, mutations.blanked, REPORTS)
    assert blanked.noticed >= (0.45 if old else 0.88) * blanked.tried
    moved = mutations.measure(form, mutations.moved_case, REPORTS)
    assert moved.tried == 0 if old else moved.located >= 0.95 * moved.tried


def test_every_change_changes_what_it_says(mutations: ModuleType) -> None:
    from random import Random

    from figures import clean_figures

    for mutation in mutations.MUTATIONS:
        for form in FORMS:
            before = clean_figures(form, Random("same"))
            after = dict(before)
            changed = mutation(after, form, Random("other"))
            assert {path for path in before if before[path] != after[path]} == changed
