"""The bench of sentences (`sentence_bench.py`): wordings of several hands, every one with its figures by
hand, true ones and traps apart; and the ledger of those that are not read so."""

from __future__ import annotations

from pathlib import Path

from sentence_bench import cases, score

LEDGERS = Path(__file__).parent / "ledgers"


def test_sentences_give_their_figures_and_traps_none() -> None:
    found = score(cases())
    assert found.precision == 1, found.failed
    assert found.recall >= 0.98, found.failed


def test_a_sentence_of_the_ledger_that_is_read_belongs_in_the_bench() -> None:
    assert [case.text for case in cases("sentences", LEDGERS) if not score(iter([case])).failed] == []
