"""Sentences in wordings of kinds that nobody had given: each figure as it is, or none."""

from __future__ import annotations

import pytest

from govinfo_reports import Scope, parse_text
from unseen_sentences import LOST, UNSEEN

_REPORT = """{organ}2016年政府信息公开工作年度报告
一、概述
根据《条例》编制本报告。
二、{heading}情况
{sentence}。
三、存在问题
有待加强。
"""


@pytest.mark.parametrize(("heading", "sentence", "figures"), [*UNSEEN, *LOST])
def test_a_sentence_of_an_unseen_kind(heading: str, sentence: str, figures: str) -> None:
    organ = "临江区人民政府" if "全区" in sentence else "临江区水务局"  # whose figures an area's are
    report = parse_text(_REPORT.format(organ=organ, heading=heading, sentence=sentence))
    for figure in figures.split("; "):
        path, _, wanted = figure.partition("=")
        fact = report.fact(path)
        held = (
            fact is not None and fact.scope is Scope.YEAR and fact.value is not None and not fact.approximate
        )
        assert (str(fact.value) if fact is not None and held else "-") == wanted


@pytest.mark.parametrize("whose", ["上述", "这些", "该", "各", "所有", "每件", "以上", "全部", "本年"])
def test_words_that_point_at_applications_name_no_other_ones(whose: str) -> None:
    text = f"全年共收到政府信息公开申请38件。{whose}申请均已办结，其中按时办结37件，延期办结1件。"
    report = parse_text(f"云河市2017年政府信息公开工作年度报告\n三、依申请公开情况\n{text}")
    assert report.applications.concluded.on_time == 37


def test_what_speaks_against_one_figure_does_not_make_the_next_the_organs_own() -> None:
    """The office's applications with those carried in: neither they nor what it concluded are the city's."""
    table = "二、主动公开政府信息情况\n第二十条第（一）项\n信息内容\t本年制发件数\t本年废止件数\t现行有效件数\n规章\t0\t0\t0\n行政规范性文件\t1\t0\t3"
    text = (
        "云河市2022年政府信息公开工作年度报告\n一、总体情况\n全市新收政府信息公开申请100件。"
        f"\n市政府本级收到申请31件，其中上年结转2件，办结28件。\n{table}\n"
    )
    report = parse_text(text)
    assert {2, 28}.isdisjoint(fact.value for fact in report.facts if fact.scope is Scope.YEAR)
