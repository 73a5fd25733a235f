"""Sentences in wordings of kinds that nobody had given: each figure as it is, or none."""

from __future__ import annotations

import pytest

from govinfo_reports import Scope, parse_text
from unseen_sentences import LOST, UNSEEN

_REPORT = """临江区水务局2016年政府信息公开工作年度报告
一、概述
根据《条例》编制本报告。
二、{heading}情况
{sentence}。
三、存在问题
有待加强。
"""


@pytest.mark.parametrize(("heading", "sentence", "figures"), [*UNSEEN, *LOST])
def test_a_sentence_of_an_unseen_kind(heading: str, sentence: str, figures: str) -> None:
    report = parse_text(_REPORT.format(heading=heading, sentence=sentence))
    for figure in figures.split("; "):
        path, _, wanted = figure.partition("=")
        fact = report.fact(path)
        held = (
            fact is not None and fact.scope is Scope.YEAR and fact.value is not None and not fact.approximate
        )
        assert (str(fact.value) if fact is not None and held else "-") == wanted
