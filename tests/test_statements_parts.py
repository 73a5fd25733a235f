"""Figures that the words beside them show to be of a part, of a part of the year, or of something else."""

from __future__ import annotations

import pytest

from govinfo_reports.facts import Scope
from govinfo_reports.indicators import Form
from govinfo_reports.location import Location
from govinfo_reports.prose.clauses import Stretch
from govinfo_reports.prose.engine import read_statements
from govinfo_reports.prose.passages import Passage, Topic
from govinfo_reports.prose.reasons import Beside, FigurePlace, why_not
from govinfo_reports.prose.scope import Times
from govinfo_reports.prose.spots import find_spots

RECEIVED, CONCLUDED = "applications.received.total", "applications.concluded.total"


def stated(text: str, topic: Topic = Topic.APPLICATIONS) -> dict[tuple[str, str], object]:
    facts = read_statements(
        [Passage(text=text, location=Location(line=1), topic=topic)],
        year=2016,
        organ="云河市",
        form=Form.F2014,
    )
    return {(fact.path, fact.scope.value): fact.value for fact in facts}


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("市政府受理申请31件，部门受理41件，县区受理28件。", {}),
        ("受理申请100件，其中部门受理41件。", {RECEIVED: 100}),
        ("全市受理申请100件，部门办结41件。", {RECEIVED: 100}),
        ("受理行政审批申请1215件，办结1214件。", {}),
        ("受理信息公开申请12件，办结11件。", {RECEIVED: 12, CONCLUDED: 11}),
        ("上半年收到申请58件，下半年收到申请59件。", {}),
        ("第一季度收到申请27件。", {}),
        ("12月份收到申请14件。", {}),
        ("2016年1月至12月份收到申请117件。", {RECEIVED: 117}),
        ("上半年收到申请58件，全年收到申请117件。", {RECEIVED: 117}),
        ("40件申请中，37件已答复，3件于2017年1月答复。", {"applications.replies.total": None}),
        ("通过网站平台收到申请48件。", {}),
    ],
)
def test_applications_of_a_part(text: str, figures: dict[str, object]) -> None:
    found = {path: value for (path, scope), value in stated(text).items() if scope == "year"}
    assert {path: found.get(path) for path in (RECEIVED, CONCLUDED, *figures)} == {
        RECEIVED: None,
        CONCLUDED: None,
    } | figures


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("以市政府为被告的行政诉讼2件。", {}),
        ("市政府作为被申请人的行政复议2件。", {}),
        ("市自然资源局被提起行政诉讼4件。", {}),
        ("尚未审结的行政复议1件、行政诉讼1件。", {}),
        ("行政复议46件，涉及政府信息公开2件。", {"review.total": 2}),
        ("收到各类复议申请420件，其中政府信息公开类11件。", {"review.total": 11}),
        ("行政复议6件、行政诉讼3件。", {"review.total": 6, "litigation.total": 3}),
        ("未发生行政诉讼。", {"litigation.total": 0}),
    ],
)
def test_reviews_and_lawsuits_of_a_part(text: str, figures: dict[str, object]) -> None:
    found = {path: value for (path, _), value in stated(text, Topic.REVIEW).items()}
    totals = ("review.total", "litigation.total")
    assert {path: found[path] for path in totals if path in found} == figures


SITE, ALL = "proactive.channels.website", "proactive.disclosed"


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("市政府门户网站公开政府信息4300条，部门网站公开信息3100条。", {}),
        ("网站更新信息12000条，其中政府信息7410条。", {}),
        ("通过政府网站公开政府信息7410条。", {(SITE, "year"): 7410}),
        ("网站公开信息1302条，比2015年多118条；微博公开信息96条。", {(SITE, "year"): 1302, ("proactive.channels.weibo", "year"): 96}),
        ("十年来，全市主动公开政府信息52000条。", {(ALL, "cumulative"): 52000}),
        ("近年来，全市主动公开政府信息52000条。", {(ALL, "cumulative"): 52000}),
        ("十三五期间，全市主动公开政府信息52000条。", {(ALL, "cumulative"): 52000}),
        ("一年来，全市主动公开政府信息8120条。", {(ALL, "year"): 8120}),
        ("全市累计主动公开政府信息61200条，其中2016年新增8120条。", {(ALL, "cumulative"): 61200, (ALL, "year"): 8120}),
        ("全市累计主动公开政府信息8120条，其中财政信息260条。", {(ALL, "year"): 8120}),
    ],
)  # fmt: skip
def test_what_was_published_where_and_when(text: str, figures: dict[tuple[str, str], object]) -> None:
    assert stated(text, Topic.PROACTIVE) == figures


def test_the_year_that_is_compared_with_holds_for_its_clause() -> None:
    text = "收到100件，较2015年的92件增加，结转6件"
    times = Times(text, 2016)
    clause = text.index("较")
    assert times.at(text.index("92"), clause) is Scope.LAST_YEAR
    assert times.at(text.index("6件"), text.index("结转")) is Scope.YEAR


def test_words_that_say_what_became_of_the_figure_before() -> None:
    [_, second] = find_spots(Stretch("37件已答复，3件", "37件已答复，3件", range(11)), 99)
    assert second.lead == "，"
    [_, second] = find_spots(Stretch("37件，其中3件", "37件，其中3件", range(11)), 99)
    assert second.lead == "，其中"


@pytest.mark.parametrize(
    ("path", "wording", "lead", "after"),
    [
        (RECEIVED, "received", "收到申请", "，部门办理"),
        (CONCLUDED, "concluded", "办结", ""),
        ("training.courses", "courses", "举办培训班", ""),
    ],
)
def test_nothing_beside_is_no_reason(path: str, wording: str, lead: str, after: str) -> None:
    text = f"{lead}3件{after}"
    place = FigurePlace(text=text, start=len(lead), end=len(lead) + 2, clause=0)
    beside = Beside(place=place, lead=lead, after=after, label=lead)
    assert why_not(path, beside, wording=wording, total=True, outside=True, is_new=False) is None
