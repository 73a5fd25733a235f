"""The bench of sentences (`sentence_bench.py`): wordings of several hands, every one with its figures by
hand, true ones and traps apart."""

from __future__ import annotations

from sentence_bench import cases, score


def test_sentences_give_their_figures_and_traps_none() -> None:
    found = score(cases())
    assert found.precision == 1, found.failed
    assert found.recall >= 0.975, found.failed
