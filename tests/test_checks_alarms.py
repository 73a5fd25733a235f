"""No false alarm on clean reports, and no fault passed over: whole reports, each read from its text."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from clean_2014 import ASKED, CHANNELS, PEOPLE
from clean_2019 import BIG, LAW, MADE
from clean_reports import CLEAN
from govinfo_reports import parse_text
from govinfo_reports.facts import Scope, Source
from govinfo_reports.findings import Finding, Severity
from govinfo_reports.indicators import Form
from govinfo_reports.location import Location
from govinfo_reports.model.report import Report
from govinfo_reports.prose.arithmetic import read_arithmetic
from govinfo_reports.prose.passages import Passage
from true_sentences import ARITHMETIC, IN_2014, IN_2021, IN_PROSE
from whole_reports import figures_2014, figures_of, head_of, report_2014, report_of

OLD_HEADINGS = {
    "一": "一、概述",
    "二": "二、主动公开政府信息情况",
    "三": "三、依申请公开政府信息情况",
    "四": "四、行政复议和行政诉讼情况",
    "五": "五、收费情况",
}
NEW_HEADINGS = {
    "一": "一、总体情况",
    "二": "二、主动公开政府信息情况",
    "三": "三、收到和处理政府信息公开申请情况",
    "四": "四、政府信息公开行政复议、行政诉讼情况",
    "五": "五、存在的主要问题及改进情况",
    "六": "六、其他需要报告的事项",
}
PROSE_HEADINGS = {
    "一": "一、概述",
    "二": "二、主动公开政府信息的情况",
    "三": "三、依申请公开政府信息的情况",
    "四": "四、收费及减免情况",
    "五": "五、因政府信息公开申请行政复议、提起行政诉讼的情况",
    "六": "六、存在的主要问题和改进措施",
}


def said(findings: tuple[Finding, ...]) -> list[tuple[str, str]]:
    return [(finding.rule, finding.message) for finding in findings]


@pytest.mark.parametrize("name", CLEAN)
def test_a_clean_report_gives_no_finding(name: str) -> None:
    report = parse_text(CLEAN[name])
    assert said(report.findings) == []
    assert report.form.value == name.partition(" ")[0]
    assert report.organ is not None
    assert report.year is not None
    assert any(fact.source.value == "prose" for fact in report.facts)


def test_the_clean_reports_are_read_and_checked() -> None:
    assert len(CLEAN) >= 20
    reports = [parse_text(text) for text in CLEAN.values()]
    claims = [statement for report in reports for statement in report.statements]
    assert {claim.kind.value for claim in claims} == {"parts", "share", "growth"}
    assert len(claims) >= 70
    assert len([fact for report in reports for fact in report.facts if fact.source.value == "prose"]) >= 170


def old_report(section: str, sentence: str) -> Report:
    prose = {heading: [sentence] if key == section else [] for key, heading in OLD_HEADINGS.items()}
    court = {"review__total": 6, "review__upheld": 5, "review__corrected": 1}
    figures = figures_2014(**CHANNELS, **ASKED, **PEOPLE, **court, litigation__total=3, litigation__upheld=3)
    return parse_text(report_2014(head_of("云河市", 2016), prose, figures))


def new_report(section: str, sentence: str) -> Report:
    prose = {heading: [sentence] if key == section else [] for key, heading in NEW_HEADINGS.items()}
    return parse_text(
        report_of(Form.F2021, head_of("云河市", 2022), prose, figures_of(Form.F2021, BIG, LAW, MADE))
    )


def prose_report(section: str, sentence: str) -> Report:
    lines = head_of("青川县", 2010)
    for key, heading in PROSE_HEADINGS.items():
        lines += [heading, sentence if key == section else "略。"]
    return parse_text("\n".join(lines))


@pytest.mark.parametrize(("section", "sentence"), IN_2014)
def test_a_true_sentence_beside_the_table_of_2014(section: str, sentence: str) -> None:
    report = old_report(section, sentence)
    assert report.form is Form.F2014
    assert said(report.findings) == []


@pytest.mark.parametrize(("section", "sentence"), IN_2021)
def test_a_true_sentence_beside_the_tables_of_2021(section: str, sentence: str) -> None:
    report = new_report(section, sentence)
    assert report.form is Form.F2021
    assert said(report.findings) == []


@pytest.mark.parametrize(("section", "sentence"), IN_PROSE)
def test_a_true_sentence_in_a_report_of_prose(section: str, sentence: str) -> None:
    report = prose_report(section, sentence)
    assert report.form is Form.NARRATIVE
    assert said(report.findings) == []


@pytest.mark.parametrize(("read", "sentences"), [(old_report, IN_2014[::2]), (new_report, IN_2021[::2])])
def test_a_changed_figure_in_a_sentence_is_noticed(
    read: Callable[[str, str], Report], sentences: tuple[tuple[str, str], ...]
) -> None:
    """Every figure that a sentence shares with the table, made another one; but for a city's portal, one of
    its sites."""
    changed = 0
    for section, sentence in sentences:
        facts = read(section, sentence).facts
        printed = {fact.path for fact in facts if fact.source is Source.TABLE}
        for fact in facts:
            places = [*re.finditer(rf"(?<!\d){fact.value}(?!\d)", sentence)]
            if (
                fact.source is not Source.PROSE
                or fact.path not in printed - {"proactive.channels.website"}
                or fact.scope is not Scope.YEAR
                or fact.approximate
                or not fact.value
                or len(places) != 1
            ):
                continue
            changed += 1
            wrong = f"{sentence[: places[0].start()]}{fact.value + 7}{sentence[places[0].end() :]}"
            rules = [finding.rule for finding in read(section, wrong).findings]
            assert any(rule.startswith("agree:") for rule in rules), wrong
    assert changed >= 15


@pytest.mark.parametrize("sentence", ARITHMETIC)
def test_arithmetic_that_comes_out(sentence: str) -> None:
    statements = read_arithmetic([Passage(text=sentence, location=Location(line=1))])
    assert [one for one in statements if not one.holds] == []


# One fault each

FAULTS: tuple[tuple[str, str, str, str], ...] = (
    # only prose
    ("narrative county", "专职人员3名", "专职人员5名", "sum:capacity.staff.total"),
    ("narrative county", "当面申请51件，占59.3%", "当面申请51件，占69.3%", "share:sentence"),
    ("narrative county", "增长11.1%", "增长21.1%", "growth:sentence"),
    ("narrative county", "其中当面申请51件", "其中当面申请57件", "parts:sentence"),
    ("narrative county", "业务动态类5220条", "业务动态类5320条、其他类90条", "parts:sentence"),
    ("narrative bureau", "同比减少26.1%", "同比减少16.1%", "growth:sentence"),
    ("narrative district", "四、申诉情况", "六、申诉情况", "suspicious:numbering"),
    ("narrative town", "其他18条", "其他28条", "parts:sentence"),
    ("narrative town", "增幅24%", "增幅42%", "growth:sentence"),
    ("narrative office", "其中专职2人、兼职4人", "其中专职2人、兼职5人", "parts:sentence"),
    # the statistics table
    ("2014 city", "收到政府信息公开申请117件", "收到政府信息公开申请171件", "agree:applications.received.total"),
    ("2014 city", "其中专职26人、兼职126人", "其中专职28人、兼职126人", "parts:sentence"),
    ("2014 city", "增长15.2%", "增长12.5%", "growth:sentence"),
    ("2014 city", "增加1070条", "增加1700条", "parts:sentence"),
    ("2014 city", "| 2.传真申请数 | 件 | 2 |", "| 2.传真申请数 | 件 | 12 |", "sum:applications.received.total"),
    ("2014 city", "| （一）收到申请数 | 件 | 117 |", "| （一）收到申请数 | 件 | 107 |", "sum:applications.received.total"),
    ("2014 city", "| （一）收到申请数 | 件 | 117 |", "| （一）收到申请数 | 件 | 107 |", "order:applications.replies.total"),
    ("2014 city", "| （二）被依法纠错数 | 件 | 1 |", "| （二）被依法纠错数 | 件 | 2 |", "sum:review.total"),
    ("2014 city", "| 8.告知通过其他途径办理数 | 件 | 1 |", "| 8.告知通过其他途径办理数 | 件 | 10 |", "sum:applications.replies.total"),
    ("2014 city", "行政诉讼3件，均驳回", "行政诉讼5件，均驳回", "agree:litigation.total"),
    ("2014 city", "全年未收取费用。", "2016年收取检索费0.5万元。", "agree:fees"),
    ("2014 county", "申请23件，当面申请15件", "申请23件，当面申请13件", "agree:applications.received.in_person"),
    ("2014 county", "| 1.当面申请数 | 件 | 15 |\n", "", "complete:applications"),
    ("2014 bureau", "较2016年的12件下降25%", "较2016年的12件下降33%", "growth:sentence"),
    ("2014 bureau", "规范性文件数 | 条 | 3 |", "规范性文件数 | 条 | 3000 |", "subset:proactive.normative_documents.disclosed"),
    ("2014 district", "公共服务类3248条", "公共服务类3348条", "parts:sentence"),
    ("2014 district", "办结率92.6%", "办结率92.6%，其中按时办结107件", "agree:applications.concluded.on_time"),
    ("2014 town", "2.政府网站公开政府信息数 | 条 | 45 |", "2.政府网站公开政府信息数 | 条 | 54 |", "bounds:proactive.disclosed"),
    ("2014 town", "长林乡2014年", "长林乡2015年", "suspicious:period"),
    # the six sections
    ("2019 county", "占94.3%", "占93.4%", "share:sentence"),
    ("2019 county", "全年发生行政复议2件", "全年发生行政复议3件", "agree:review.total"),
    ("2019 county", "（六）其他处理 | 2 |", "（六）其他处理 | 1 |", "sum:applications.outcomes.total.natural_person"),
    ("2019 bureau", "按时办结74件，延期办结2件", "按时办结74件，延期办结4件", "parts:sentence"),
    ("2021 city", "新收政府信息公开申请100件", "新收政府信息公开申请110件", "agree:applications.received.total"),
    ("2021 city", "结转下年度8件", "结转下年度9件", "agree:applications.carried_forward.total"),
    ("2021 city", "比2021年的92件增加8.7%", "比2021年的92件增加7.8%", "growth:sentence"),
    ("2021 city", "行政复议11件、行政诉讼8件", "行政复议11件、行政诉讼6件", "agree:litigation.total"),
    ("2021 city", "予以公开47件，占48%", "予以公开47件，占58%", "share:sentence"),
    ("2021 city", "自然人申请89件", "自然人申请98件", "parts:sentence"),
    ("2021 city", "| 84 | 9 | 0 | 1 | 6 | 0 | 100 |", "| 85 | 8 | 0 | 1 | 6 | 0 | 100 |", "balance:applications.business"),
    ("2021 city", "| 6 | 1 | 0 | 0 | 1 | 0 | 8 |", "| 6 | 1 | 0 | 0 | 1 | 0 | 9 |", "across:applications.carried_forward"),
    ("2021 bureau", "申请数量 | 46 |", "申请数量 | 64 |", "across:applications.received"),
    ("2021 bureau", "被提起行政诉讼2件", "被提起行政诉讼3件", "agree:litigation.total"),
    ("2021 bureau", "收取信息处理费0元", "收取信息处理费3000元。全年未收取信息处理费", "agree:fees"),
    ("2021 district", "下降46.7%", "下降64.7%", "growth:sentence"),
    ("2021 district", "本年度结转下年8件", "本年度结转下年6件", "agree:applications.carried_forward.total"),
    ("2021 quiet", "未收到政府信息公开申请", "共收到政府信息公开申请2件", "agree:applications.received.total"),
    ("2021 quiet", "滨河街道办事处2024年", "滨河街道办事处2023年", "suspicious:period"),
    ("2021 numerals", "其余1件", "其余2件", "parts:sentence"),
    ("2021 numerals", "办结98件，其中网上", "办结89件，其中网上", "agree:applications.outcomes.total.total"),
    ("2021 numerals", "下降16.9%", "下降19.6%", "growth:sentence"),
    # provincial tables
    ("provincial city", "| 申请总数 | 条 | 61 |", "| 申请总数 | 条 | 16 |", "agree:applications.received.total"),
    ("provincial city", "| 条 | 61 | 111 |", "| 条 | 61 | 11 |", "cumulative:applications.replies.total"),
    ("provincial county", "政府网站公开2102条", "政府网站公开2120条", "agree:proactive.channels.website"),
    ("provincial district", "答复申请14件", "答复申请13件", "agree:applications.replies.total"),
)  # fmt: skip
"""The clean report, what is changed in it and into what, and a rule that has to say so."""


@pytest.mark.parametrize(("name", "old", "new", "rule"), FAULTS)
def test_a_fault_is_found(name: str, old: str, new: str, rule: str) -> None:
    text = CLEAN[name]
    assert text.count(old) == 1
    findings = parse_text(text.replace(old, new)).findings
    assert rule in [finding.rule for finding in findings]
    for finding in findings:
        assert finding.locations or finding.rule.startswith(("complete:", "suspicious:"))
        assert len(finding.suspects) <= 3


def test_what_is_grave_is_what_contradicts() -> None:
    """A table's sum is an error, a contradiction a warning, arithmetic of a sentence an info."""
    severities = {
        "sum": Severity.ERROR,
        "across": Severity.ERROR,
        "balance": Severity.ERROR,
        "subset": Severity.ERROR,
    }
    severities |= dict.fromkeys(("agree", "bounds", "order", "complete", "cumulative"), Severity.WARNING)
    severities |= dict.fromkeys(("parts", "share", "growth", "suspicious"), Severity.INFO)
    contradicts = {"suspicious:period": Severity.WARNING}
    for name, old, new, _ in FAULTS:
        for finding in parse_text(CLEAN[name].replace(old, new)).findings:
            kind = finding.rule.partition(":")[0]
            assert finding.severity is contradicts.get(finding.rule, severities[kind])
