"""Copies by language models: what they write of the form's tables is read, and nothing otherwise than
printed."""

from __future__ import annotations

from decimal import Decimal
from random import Random

import pytest

from figures import clean_figures
from govinfo_reports import Form, Source, parse_text
from grids import printed
from model_markdown import Habits, as_model


@pytest.mark.parametrize("seed", range(16))
def test_copies_by_models(seed: int) -> None:
    rng = Random(seed)
    form, habits = rng.choice((Form.F2021, Form.F2019, Form.F2014)), Habits.of(rng)
    share = rng.choice((0, 0, 0.1, 0.2))
    texts = {
        path: "" if rng.random() < share else text for path, text in printed(clean_figures(form, rng)).items()
    }
    found = {
        fact.path: fact.value
        for fact in parse_text(as_model(form, texts, habits)).facts
        if fact.source is Source.TABLE and fact.value is not None and fact.path in texts
    }
    wanted = {path: Decimal(text) for path, text in texts.items() if text}
    wrong = {path: (value, wanted.get(path)) for path, value in found.items() if value != wanted.get(path)}
    assert not wrong, habits
    assert len(found) >= 0.95 * len(wanted), habits
