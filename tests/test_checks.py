"""The engine and the checks within one report, other than the relations themselves."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from random import Random
from types import SimpleNamespace
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

from figures import Figure, Period, StandIn, clean_figures, fact_of, stand_in
from govinfo_reports.checks import CHECKS, Checkable, check, check_rollup, check_series
from govinfo_reports.checks.agreement import check_agreement, check_cumulative, rough_span
from govinfo_reports.checks.completeness import check_ambiguity, check_completeness, check_unread, required
from govinfo_reports.checks.statements import check_statements
from govinfo_reports.checks.suspicious import check_suspicious
from govinfo_reports.checks.years import check_years
from govinfo_reports.facts import Fact, Match, Scope, Source, Unread
from govinfo_reports.findings import Finding, Severity
from govinfo_reports.indicators import Form, leaf_indicators
from govinfo_reports.location import Location
from govinfo_reports.model.report import Report
from govinfo_reports.model.statement import Statement, StatementKind

TABLE_FORMS = (Form.F2014, Form.F2019, Form.F2021)
SUSPICIOUS = "suspicious:"


def rules(findings: Iterable[Finding]) -> list[str]:
    return [finding.rule for finding in findings]


def told(path: str, value: Figure, raw: str | None = None, **changes: Any) -> Fact:
    raw = str(value) if raw is None else raw
    return fact_of(path, value, source=Source.PROSE, raw=raw, location=Location(line=7), **changes)


def section(number: str | None, title: str, text: str = "", *inner: Any) -> Any:
    return SimpleNamespace(
        number=number, title=title, text=text, subsections=inner, location=Location(line=1), confidence=None
    )


# The engine


@given(seed=st.integers(0, 2**32), form=st.sampled_from(list(Form)))
@settings(max_examples=60, deadline=None)
def test_clean_reports_give_no_finding(seed: int, form: Form) -> None:
    report = stand_in(form, clean_figures(form, Random(seed)))
    assert [finding for finding in check(report) if finding.severity >= Severity.WARNING] == []


@given(seed=st.integers(0, 2**32), form=st.sampled_from(TABLE_FORMS))
@settings(max_examples=30, deadline=None)
def test_blank_cells_never_raise(seed: int, form: Form) -> None:
    rng = Random(seed)
    figures = {
        path: value if rng.random() < 0.6 else None for path, value in clean_figures(form, rng).items()
    }
    for finding in check(stand_in(form, figures), not_checked=True):
        assert finding.message
        assert finding.message_zh


@pytest.mark.parametrize("form", list(Form))
def test_clean_figures_cover_the_form(form: Form) -> None:
    figures = clean_figures(form, Random(1))
    assert list(figures) == [path for path in leaf_indicators() if path in figures]
    if form in TABLE_FORMS:
        assert set(figures) == {path for path, item in leaf_indicators().items() if form in item.forms}


def test_own_checks_run_beside_ours() -> None:
    def no_meetings(report: Checkable) -> Iterator[Finding]:
        if report.get("training.meetings") == 0:
            yield Finding(
                rule="mine:meetings", severity=Severity.WARNING, message="no meeting", message_zh="无会议"
            )

    figures = clean_figures(Form.F2014, Random(3)) | {"training.meetings": 0}
    report = stand_in(Form.F2014, figures)
    assert "mine:meetings" in rules(check(report, [*CHECKS, no_meetings]))
    assert rules(check(report, checks=[no_meetings])) == ["mine:meetings"]
    assert "mine:meetings" not in rules(check(report))


def test_not_checked_only_when_asked_for() -> None:
    report = stand_in(Form.F2021, dict.fromkeys(clean_figures(Form.F2021, Random(0))))
    assert [one.rule for one in check(report)] == ["complete:figures"]
    notes = check(report, not_checked=True)[1:]
    assert len(notes) == 42
    assert all(note.rule.startswith("not_checked:") and note.severity is Severity.INFO for note in notes)


def test_an_all_zero_report_is_a_valid_report() -> None:
    for form in TABLE_FORMS:
        figures: dict[str, Figure] = dict.fromkeys(clean_figures(form, Random(0)), 0)
        assert check(stand_in(form, figures), not_checked=True) == ()


@pytest.mark.parametrize("form", list(Form))
def test_the_model_can_be_checked(form: Form) -> None:
    report = stand_in(form, clean_figures(form, Random(8)))
    made = Report.from_facts(
        report.facts, form=form, year=report.year, groups_found=report.groups_found, sections=report.sections
    )
    assert check(made, not_checked=True) == check(report, not_checked=True)
    assert check_series([made]) == ()
    assert check_rollup(made, [evolve(made, organ="临江区")]) == ()


# agree


@pytest.mark.parametrize(
    ("value", "raw", "approximate", "low", "high"),
    [
        (5980, "5980", False, 5980, 5980),
        (5980, "5980多条", True, 5980, 5990),
        (300, "300余条", True, 300, 400),
        (201000, "20.1万余条", True, 201000, 202000),
        (300, "近300条", True, 200, 300),
        (300, "约300条", True, 200, 400),
        (0, "约0", True, -1, 1),
        (Decimal("1.5"), "1.5万元左右", True, Decimal("1.4"), Decimal("1.6")),
    ],
)
def test_rough_figures_have_a_span(value: Figure, raw: str, approximate: bool, low: int, high: int) -> None:
    span = rough_span(told("training.participants", value, raw, approximate=approximate))
    assert (span.low, span.high) == (Decimal(low), Decimal(high))


PATH = "training.participants"


@pytest.mark.parametrize(
    ("other", "agrees"),
    [
        (told(PATH, 120), True),
        (told(PATH, 121), False),
        (told(PATH, None, ""), True),
        (told(PATH, 100, "100余人", approximate=True), True),
        (told(PATH, 130, "近130人", approximate=True), True),
        (told(PATH, 200, "200余人", approximate=True), False),
        (told(PATH, 90, "90多人", approximate=True), False),
        (told(PATH, 500, scope=Scope.LAST_YEAR), True),
        (told(PATH, 500, scope=Scope.CUMULATIVE), True),
        (fact_of(PATH, 120), True),
        (fact_of(PATH, 21), False),
        (fact_of("extra.其他", 3), True),
    ],
)
def test_agreement(other: Fact, agrees: bool) -> None:
    report = stand_in(Form.F2014, {PATH: 120, "extra.其他": 1}, other)
    findings = list(check_agreement(report))
    assert rules(findings) == ([] if agrees else [f"agree:{PATH}"])
    if not agrees:
        (finding,) = findings
        assert finding.severity is Severity.WARNING
        assert (finding.expected, finding.printed) == (120, other.value)
        assert len(finding.locations) == 2
        assert "120" in finding.message
        assert str(other.value) in finding.message_zh


def test_one_finding_for_all_that_disagree() -> None:
    report = stand_in(Form.F2014, {PATH: 120}, told(PATH, 5), told(PATH, 6), told(PATH, 120))
    (finding,) = check_agreement(report)
    assert len(finding.locations) == 3


def test_rough_figures_of_two_sentences() -> None:
    rough = told(PATH, 100, "100余人", approximate=True)
    assert not list(check_agreement(stand_in(Form.NARRATIVE, {}, rough, told(PATH, 150))))
    assert rules(check_agreement(stand_in(Form.NARRATIVE, {}, rough, told(PATH, 99)))) == [f"agree:{PATH}"]


def test_amounts_compare_exactly() -> None:
    report = stand_in(Form.F2014, {"fees": Decimal("1.50")}, told("fees", Decimal("1.5")))
    assert not list(check_agreement(report))


@pytest.mark.parametrize(
    ("year", "total", "changes", "odd"),
    [
        (120, 120, {}, False),
        (120, 119, {}, True),
        (250, 100, {"raw": "100余人", "approximate": True}, True),
        (150, 100, {"raw": "100余人", "approximate": True}, False),
        (120, None, {}, False),
        (None, 100, {}, False),
    ],
)
def test_a_cumulative_figure_holds_the_years(
    year: Figure, total: Figure, changes: dict[str, Any], odd: bool
) -> None:
    whole = fact_of(PATH, total, **({"scope": Scope.CUMULATIVE} | changes))
    findings = list(check_cumulative(stand_in(Form.PROVINCIAL, {PATH: year}, whole)))
    assert rules(findings) == ([f"cumulative:{PATH}"] if odd else [])
    if odd:
        assert (findings[0].severity, findings[0].printed) == (Severity.WARNING, total)
        assert len(findings[0].locations) == 2
    assert not list(check_cumulative(stand_in(Form.PROVINCIAL, {}, whole)))


@pytest.mark.parametrize(
    ("organ", "words", "said", "agrees"),
    [
        ("云河市", "市政府门户网站公开信息", 4300, True),
        ("云河市人民政府", "通过市政府网站公开信息", 4300, True),
        ("云河市", "市政府门户网站公开信息", 9000, False),
        ("云河市", "通过政府网站公开信息", 4300, False),
        ("云河市教育局", "局门户网站公开信息", 4300, False),
        (None, "门户网站公开信息", 4300, False),
    ],
)
def test_a_portal_is_one_of_a_places_sites(organ: str | None, words: str, said: int, agrees: bool) -> None:
    site = "proactive.channels.website"
    fact = told(site, said, match=Match(label=words, evidence=(f"published: {words}{said}条",)))
    report = evolve(stand_in(Form.F2014, {site: 7410}, fact), organ=organ)
    assert (not list(check_agreement(report))) is agrees


DIRECT, AFTER = "litigation.direct.total", "litigation.after_review.total"


@pytest.mark.parametrize(
    ("direct", "after", "said", "agrees"), [(26, 20, 46, True), (26, 20, 26, False), (26, None, 26, True)]
)
def test_lawsuits_are_both_kinds_together(direct: int, after: int | None, said: int, agrees: bool) -> None:
    report = stand_in(Form.F2021, {DIRECT: direct, AFTER: after}, told("litigation.total", said))
    findings = list(check_agreement(report))
    assert rules(findings) == ([] if agrees else ["agree:litigation.total"])
    if findings:
        assert findings[0].expected == 46
        assert len(findings[0].locations) == 3


def test_lawsuits_without_both_totals_are_not_compared() -> None:
    report = stand_in(Form.F2021, {DIRECT: 26}, told("litigation.total", 46))
    assert not list(check_agreement(report))
    neither = stand_in(Form.F2021, {}, told("litigation.total", 46))
    assert not list(check_agreement(neither))
    old = stand_in(Form.F2014, {"litigation.total": 3}, told("litigation.total", 4))
    assert rules(check_agreement(old)) == ["agree:litigation.total"]


@pytest.mark.parametrize(("said", "agrees"), [(10, True), (12, True), (2, False)])
def test_received_may_be_told_with_those_carried_in(said: int, agrees: bool) -> None:
    received = "applications.received.total"
    figures: dict[str, Figure] = {received: 10, "applications.carried_in.total": 2}
    findings = check_agreement(stand_in(Form.F2021, figures, told(received, said)))
    assert (not list(findings)) is agrees


# complete


def test_headings_without_tables() -> None:
    report = stand_in(Form.F2021, {}, told("applications.received.total", 5))
    findings = [finding for finding in check(report) if finding.rule.startswith("complete:")]
    assert rules(findings) == [
        "complete:proactive",
        "complete:applications",
        "complete:review",
        "complete:litigation",
    ]
    assert all(finding.severity is Severity.WARNING for finding in findings)


@pytest.mark.parametrize("form", [Form.NARRATIVE, Form.PROVINCIAL])
def test_forms_that_require_no_table(form: Form) -> None:
    assert not required(form)
    assert not list(check_completeness(stand_in(form, {})))


@pytest.mark.parametrize(
    ("form", "gone", "group", "named"),
    [
        (Form.F2014, "complaints", "complaints", "举报投诉"),
        (Form.F2014, "applications.received.fax", "applications", "传真申请数"),
        (Form.F2014, "training.", "training", "会议和培训"),
        (Form.F2021, "applications.outcomes.refused.state_secret.", "applications", "属于国家秘密"),
        (
            Form.F2021,
            "applications.carried_in.research",
            "applications",
            "二、上年结转政府信息公开申请数量 × 科研机构",
        ),
        (Form.F2019, "proactive.procurement.amount", "proactive", "采购总金额"),
        (Form.F2021, "applications.outcomes.other_handling.", "applications", "其他处理"),
    ],
)
def test_rows_that_are_gone_are_named(form: Form, gone: str, group: str, named: str) -> None:
    figures = {
        path: value for path, value in clean_figures(form, Random(5)).items() if not path.startswith(gone)
    }
    report = stand_in(form, figures)
    (finding,) = check_completeness(report)
    assert finding.rule == f"complete:{group}"
    assert named in finding.message
    assert named in finding.message_zh
    assert finding.paths
    assert all(path.startswith(gone) for path in finding.paths)


@pytest.mark.parametrize("form", [Form.F2019, Form.F2021])
def test_other_handling_may_be_one_row_or_three(form: Form) -> None:
    other = Form.F2021 if form is Form.F2019 else Form.F2019
    figures = {p: v for p, v in clean_figures(form, Random(5)).items() if "other_handling" not in p}
    figures |= dict.fromkeys((p for p in clean_figures(other, Random(5)) if "other_handling" in p), 0)
    assert not list(check_completeness(stand_in(form, figures)))


def test_a_report_made_by_hand_is_looked_at_by_its_values() -> None:
    report = StandIn(form=Form.F2021, values={"review.total": 3})
    assert "complete:review" not in rules(check_completeness(report))
    assert "complete:litigation" in rules(check_completeness(report))
    found = evolve(report, groups_found=frozenset({"litigation"}))
    told = next(item for item in check_completeness(found) if item.rule == "complete:litigation")
    assert "is there, and none of its figures is read" in told.message


# ambiguous, unread, statements


def test_ambiguous_figures_are_named_with_their_readings() -> None:
    unclear = fact_of("complaints", None, candidates=(6, 62), raw="6233440")
    settled = fact_of("fees", Decimal(1), candidates=(Decimal(1), Decimal(2)))
    (finding,) = check_ambiguity(stand_in(Form.F2014, {}, unclear, settled))
    assert finding.rule == "ambiguous:complaints"
    assert finding.severity is Severity.INFO
    assert "6 or 62" in finding.message
    (odd,) = check_ambiguity(stand_in(Form.F2014, {}, fact_of("extra.其他", None, candidates=(1, 2))))
    assert odd.paths == ()


def test_unread_rows_are_told() -> None:
    rows = (
        Unread(raw="一行", location=Location(line=3), reason="label unknown"),
        Unread(raw="长" * 200, location=Location(line=4), reason="label unknown"),
    )
    first, second = check_unread(stand_in(Form.F2014, {}, unread=rows))
    assert first.rule == "unread:table"
    assert first.severity is Severity.INFO
    assert first.locations == (Location(line=3),)
    assert len(second.message) < 150


@pytest.mark.parametrize(
    ("kind", "numbers", "exact", "printed", "formula"),
    [
        (StatementKind.PARTS, {"whole": 10, "parts": (6, 3)}, 9, 10, "10 / 6 + 3 = 9"),
        (
            StatementKind.SHARE,
            {"whole": 10, "parts": (6,), "percent": Decimal(50)},
            Decimal(60),
            Decimal(50),
            "50% / 6 : 10 = 60%",
        ),
        (
            StatementKind.GROWTH,
            {"before": 100, "now": 110, "percent": Decimal(20)},
            Decimal(10),
            Decimal(20),
            "20% / 100 -> 110 = 10%",
        ),
    ],
)
def test_statements_that_do_not_come_out(
    kind: StatementKind, numbers: dict[str, Any], exact: Figure, printed: Figure, formula: str
) -> None:
    wrong = Statement(
        kind=kind, holds=False, text="句子", unit="件", exact=exact, locations=(Location(line=9),), **numbers
    )
    right = evolve(wrong, holds=True)
    (finding,) = check_statements(stand_in(Form.NARRATIVE, {}, statements=(right, wrong)))
    assert finding.rule == f"{kind.value}:sentence"
    assert finding.severity is Severity.INFO
    assert (finding.expected, finding.printed) == (exact, printed)
    assert finding.locations == (Location(line=9),)
    assert finding.message.endswith(formula)
    assert finding.message_zh.endswith(formula)


# suspicious


def suspicious(report: StandIn) -> list[str]:
    findings = [*check_suspicious(report), *check_years(report)]
    grave = {"suspicious:period", "suspicious:form"}
    assert all(one.severity is Severity.INFO or one.rule in grave for one in findings)
    return [finding.rule.removeprefix(SUSPICIOUS) for finding in findings]


@pytest.mark.parametrize(("number", "granted", "odd"), [(80, 80, True), (80, 79, False), (30, 30, False)])
def test_all_of_one_kind_and_all_granted(number: int, granted: int, odd: bool) -> None:
    figures: dict[str, Figure] = {
        "applications.received.total": number,
        "applications.received.natural_person": number,
        "applications.outcomes.total.total": number,
        "applications.outcomes.granted.total": granted,
    }
    assert ("one_applicant" in suspicious(stand_in(Form.F2021, figures))) is odd
    old: dict[str, Figure] = {
        "applications.received.total": number,
        "applications.received.online": number,
        "applications.replies.total": number,
        "applications.replies.granted": granted,
    }
    assert ("one_applicant" in suspicious(stand_in(Form.F2014, old))) is odd


@pytest.mark.parametrize(
    ("offices", "staff", "odd"), [(0, 9, True), (1, 9, False), (None, 9, False), (0, 2, False)]
)
def test_staff_without_offices(offices: int | None, staff: int, odd: bool) -> None:
    figures: dict[str, Figure] = {"capacity.dedicated_offices": offices, "capacity.staff.full_time": staff}
    assert ("staff" in suspicious(stand_in(Form.F2014, figures))) is odd


@pytest.mark.parametrize(
    ("text", "odd"),
    [
        ("本年度我市未收取信息处理费。", True),
        ("本年度收取信息处理费2000元。", False),
        ("未收取停车费。", False),
    ],
)
def test_fees_and_no_fees(text: str, odd: bool) -> None:
    sections = (section("六", "其他需要报告的事项", "", section("一", "收费", text)),)
    report = stand_in(Form.F2014, {"fees": Decimal("0.2")}, sections=sections)
    assert ("fees" in suspicious(report)) is odd
    assert "fees" not in suspicious(stand_in(Form.F2014, {"fees": Decimal(0)}, sections=sections))
    said = stand_in(Form.F2014, {"fees": Decimal("0.2")}, told("fees", 0), sections=sections)
    assert "fees" not in suspicious(said)  # `agree:fees` has said it


@pytest.mark.parametrize(
    ("title", "period", "odd"),
    [
        ("云河市2022年政府信息公开工作年度报告", Period(date(2022, 1, 1), date(2022, 12, 31)), False),
        ("云河市2021年政府信息公开工作年度报告", Period(date(2022, 1, 1), date(2022, 12, 31)), True),
        ("云河市二〇二二年政府信息公开工作年度报告", Period(None, date(2021, 12, 31)), True),
        ("云河市二○二二年政府信息公开工作年度报告", Period(date(2022, 1, 1), None), False),
        ("云河市政府信息公开工作年度报告", Period(date(2021, 1, 1), date(2021, 12, 31)), False),
        ("云河市2022年政府信息公开工作年度报告", Period(None, None), False),
        (None, None, False),
    ],
)
def test_title_and_period(title: str | None, period: Period | None, odd: bool) -> None:
    assert ("period" in suspicious(stand_in(Form.F2021, {}, title=title, period=period))) is odd


def test_years_in_the_text() -> None:
    wrong = (section("一", "总体情况", "2020年，本市……。2020年制发……。2020年底……"),)
    assert "year" in suspicious(stand_in(Form.F2021, {}, sections=wrong))
    right = (section("一", "总体情况", "2020年、2020年、2020年和2022年"),)
    assert "year" not in suspicious(stand_in(Form.F2021, {}, sections=right))
    few = (section("一", "总体情况", "2020年"),)
    assert "year" not in suspicious(stand_in(Form.F2021, {}, sections=few))
    assert not suspicious(stand_in(Form.F2021, {}, sections=wrong, year=None))


@pytest.mark.parametrize(
    ("title", "odd"), [("2021年主动公开情况", True), ("2021年和2022年对比", False), ("2023年工作打算", False)]
)
def test_headings_of_last_year(title: str, odd: bool) -> None:
    assert ("year" in suspicious(stand_in(Form.F2021, {}, sections=(section("二", title),)))) is odd


@pytest.mark.parametrize(
    ("day", "odd"), [(date(2023, 1, 20), False), (date(2022, 12, 31), False), (date(2022, 3, 1), True)]
)
def test_published_before_the_year_was_over(day: date, odd: bool) -> None:
    assert ("published" in suspicious(stand_in(Form.F2021, {}, published=day))) is odd


@pytest.mark.parametrize(
    ("numbers", "odd"),
    [
        ("一 二 三 四 五 六", 0),
        ("一 二 四 三 五", 3),
        ("四 七 八", 1),
        ("九 十 十一 十二", 0),
        ("十九 二十 二十一", 0),
        ("1 2 3", 0),
        ("一 二", 0),
        ("一 三", 0),
        ("一 三三 二 甲 三", 0),
        ("一 123 二 三", 0),
    ],
)
def test_section_numbers(numbers: str, odd: int) -> None:
    sections = (section(None, "引言"), *(section(number, "标题") for number in numbers.split()))
    assert suspicious(stand_in(Form.F2021, {}, sections=sections)).count("numbering") == odd


def test_deeply_nested_sections_do_not_exhaust_the_stack() -> None:
    inner = section("一", "底", "2022年")
    for _ in range(5000):
        inner = section("一", "层", "", inner)
    assert suspicious(stand_in(Form.F2021, {}, sections=(inner,))) == []
