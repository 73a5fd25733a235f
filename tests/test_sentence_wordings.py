"""What sentences in many wordings give, and what they must not give."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

import pytest

from govinfo_reports.facts import Scope
from govinfo_reports.indicators import Form
from govinfo_reports.location import Location
from govinfo_reports.prose.engine import read_statements
from govinfo_reports.prose.passages import Passage, Topic
from sentence_wordings import WORDINGS


def _groups() -> Iterator[tuple[str, list[str]]]:
    for group in WORDINGS.strip().removeprefix("# ").split("\n# "):
        head, *sentences = group.split("\n")
        yield head, sentences


@pytest.mark.parametrize(("head", "sentences"), [*_groups()])
def test_sentences_give_their_figure_or_none(head: str, sentences: list[str]) -> None:
    path, topic, form, year, organ, figure = head.split()
    wanted = set() if figure == "-" else {Decimal(figure)}
    wrong = []
    for sentence in sentences:
        passage = Passage(text=f"{sentence}。", location=Location(line=1), topic=Topic(topic))
        facts = read_statements([passage], year=int(year), organ=organ, form=Form(form))
        read = {
            Decimal(fact.value)
            for fact in facts
            if fact.path == path and fact.scope is Scope.YEAR and fact.value is not None
        }
        if read != wanted:
            wrong.append((sentence, read))
    assert wrong == []
