"""Sentences that say there was none: 0 for exactly the indicators they name."""

from __future__ import annotations

from decimal import Decimal

import pytest

from govinfo_reports.facts import Scope
from govinfo_reports.indicators import Form
from govinfo_reports.location import Location
from govinfo_reports.prose.engine import read_statements
from govinfo_reports.prose.passages import Passage, Topic

NOTHING: list[tuple[Form, Topic, str, dict[str, int | Decimal]]] = [
    (
        Form.F2021,
        Topic.UNKNOWN,
        "我镇2016年收到依申请公开0件，由此引起的行政复议0件，行政诉讼0件。",
        {
            "applications.received.total": 0,
            "review.total": 0,
            "litigation.total": 0,
            "litigation.direct.total": 0,
            "litigation.after_review.total": 0,
        },
    ),
    (Form.F2014, Topic.UNKNOWN, "2016年，我局未收到政府信息公开申请。", {"applications.received.total": 0}),
    (
        Form.F2014,
        Topic.UNKNOWN,
        "本年度没有公民、法人或者其他组织向我局申请公开政府信息。",
        {"applications.received.total": 0},
    ),
    (
        Form.F2014,
        Topic.UNKNOWN,
        "我县没有收到针对信息公开的行政复议申请，也没有发生行政诉讼案件。",
        {"review.total": 0, "litigation.total": 0},
    ),
    (
        Form.F2014,
        Topic.UNKNOWN,
        "2016年没有发生由政府信息公开引起的举报投诉、行政复议及行政诉讼。",
        {"complaints": 0, "review.total": 0, "litigation.total": 0},
    ),
    (
        Form.F2021,
        Topic.UNKNOWN,
        "2016年没有发生由政府信息公开引起的举报投诉、行政复议及行政诉讼。",
        {
            "review.total": 0,
            "litigation.total": 0,
            "litigation.direct.total": 0,
            "litigation.after_review.total": 0,
        },
    ),
    (
        Form.F2014,
        Topic.UNKNOWN,
        "由信息公开引起的行政复议、行政诉讼数均为零。",
        {"review.total": 0, "litigation.total": 0},
    ),
    (Form.F2014, Topic.UNKNOWN, "行政复议、行政诉讼均未发生。", {"review.total": 0, "litigation.total": 0}),
    (Form.F2014, Topic.UNKNOWN, "2016年度我局没有因政府信息公开而被提起行政诉讼。", {"litigation.total": 0}),
    (Form.F2014, Topic.FEES, "对申请人提供的政府信息全部实行免费。", {"fees": 0}),
    (Form.F2014, Topic.UNKNOWN, "2016年依申请提供政府信息未收取任何费用。", {"fees": 0}),
    (Form.F2014, Topic.FEES, "本年度无收费及减免情况。", {"fees": 0}),
    (Form.F2021, Topic.UNKNOWN, "本年度未收取信息处理费。", {"fees": 0}),
    (Form.F2021, Topic.OTHER, "2016年没有产生信息处理费。", {"fees": 0}),
    (Form.F2014, Topic.UNKNOWN, "依申请提供信息收取费用（含检索、复制）0元。", {"fees": Decimal("0")}),
    (
        Form.F2014,
        Topic.UNKNOWN,
        "未接到公民、法人和其他组织要求公开政府信息的申请。",
        {"applications.received.total": 0},
    ),
    (Form.F2014, Topic.UNKNOWN, "没有公民要求公开政府信息。", {"applications.received.total": 0}),
    (Form.F2014, Topic.UNKNOWN, "本年度无人申请公开政府信息。", {"applications.received.total": 0}),
    (Form.F2014, Topic.APPLICATIONS, "2016年我局无依申请公开信息。", {"applications.received.total": 0}),
    (Form.F2014, Topic.APPLICATIONS, "本年度未收到申请。", {"applications.received.total": 0}),
    (Form.F2014, Topic.UNKNOWN, "2016年未接到居民要求公开信息的申请。", {"applications.received.total": 0}),
    (
        Form.F2014,
        Topic.UNKNOWN,
        "2016年度我镇没有收到依申请公开政府信息的申请。",
        {"applications.received.total": 0},
    ),
    (
        Form.F2014,
        Topic.UNKNOWN,
        "无因政府信息公开引发的行政复议和行政诉讼。",
        {"review.total": 0, "litigation.total": 0},
    ),
    (
        Form.F2014,
        Topic.UNKNOWN,
        "没有出现因信息公开引起的行政复议、诉讼。",
        {"review.total": 0, "litigation.total": 0},
    ),
    (Form.F2014, Topic.UNKNOWN, "我局未被申请行政复议。", {"review.total": 0}),
    (
        Form.F2014,
        Topic.UNKNOWN,
        "我局不存在因政府信息公开引起的行政复议、行政诉讼情况。",
        {"review.total": 0, "litigation.total": 0},
    ),
    (
        Form.F2014,
        Topic.UNKNOWN,
        "没有发生与本单位信息公开有关的行政复议案、行政诉讼案。",
        {"review.total": 0, "litigation.total": 0},
    ),
    (Form.F2014, Topic.UNKNOWN, "2016年因信息公开被提起的行政复议案0件。", {"review.total": 0}),
    (Form.F2014, Topic.REVIEW, "行政复议、行政诉讼均为0件。", {"review.total": 0, "litigation.total": 0}),
    (Form.F2014, Topic.UNKNOWN, "依申请公开政府信息为零。", {"applications.received.total": 0}),
    (Form.F2014, Topic.FEES, "不存在收费及减免情况。", {"fees": 0}),
    (Form.F2014, Topic.UNKNOWN, "没有产生申请人承担的检索、复印费用，政府信息均当面提供。", {"fees": 0}),
    (Form.F2014, Topic.UNKNOWN, "向申请人提供政府信息未收取费用，也不存在减免。", {"fees": 0}),
    (Form.F2014, Topic.FEES, "2016年，我局政府信息公开未收费。", {"fees": 0}),
    (Form.F2014, Topic.FEES, "全年收费金额为0元。", {"fees": Decimal("0")}),
    (Form.F2021, Topic.OTHER, "2016年收取信息处理费的情况：无。", {"fees": 0}),
    (Form.F2021, Topic.OTHER, "本年度本机关收取信息处理费0元。", {"fees": Decimal("0")}),
    (
        Form.F2021,
        Topic.OTHER,
        "本机关2016年度发出收费通知的件数为0件，收取的总金额为0元。",
        {"fees": Decimal("0")},
    ),
    (Form.F2021, Topic.OTHER, "按照规定，2016年未发生政府信息公开信息处理费收费情况。", {"fees": 0}),
    (
        Form.NARRATIVE,
        Topic.APPLICATIONS,
        "历年均未收到政府信息公开申请。",
        {"applications.received.total": 0},
    ),
    (
        Form.NARRATIVE,
        Topic.REVIEW,
        "行政复议、行政诉讼等情况无。",
        {"review.total": 0, "litigation.total": 0},
    ),
    (Form.NARRATIVE, Topic.REVIEW, "举报、投诉均为零。", {"complaints": 0}),
    (Form.NARRATIVE, Topic.FEES, "依申请提供的政府信息暂不收费。", {"fees": 0}),
    (Form.NARRATIVE, Topic.FEES, "对申请人免收费用。", {"fees": 0}),
    (Form.NARRATIVE, Topic.FEES, "我县没有收费和减免。", {"fees": 0}),
    (Form.NARRATIVE, Topic.FEES, "没有减免情况。", {}),
    (Form.NARRATIVE, Topic.FEES, "对低保户实行免费或者减免。", {}),
    (Form.NARRATIVE, Topic.FEES, "没有用于公开的经费支出。", {}),
    (Form.NARRATIVE, Topic.APPLICATIONS, "对未公开的信息，公众可以申请公开。", {}),
    (Form.NARRATIVE, Topic.APPLICATIONS, "没有申请人对答复提出异议。", {}),
    (Form.NARRATIVE, Topic.REVIEW, "凡未依法答复的，申请人可以提起行政诉讼。", {}),
]


@pytest.mark.parametrize(("form", "topic", "text", "expected"), NOTHING)
def test_there_was_none(form: Form, topic: Topic, text: str, expected: dict[str, int | Decimal]) -> None:
    passage = Passage(text=text, location=Location(line=1), topic=topic)
    facts = read_statements([passage], year=2016, organ="青川县", form=form)
    assert {fact.path: fact.value for fact in facts if fact.scope is Scope.YEAR} == expected
    assert len(facts) == len(expected)
