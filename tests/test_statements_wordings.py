"""Ways to say a figure of the year: none handled, items that leave words out, rough words, years that are
several, parts."""

from __future__ import annotations

from decimal import Decimal

import pytest

from govinfo_reports.facts import Scope
from govinfo_reports.indicators import Form
from govinfo_reports.location import Location
from govinfo_reports.prose.engine import read_statements
from govinfo_reports.prose.passages import Passage, Topic

Value = int | Decimal
OLD, NEW = Form.NARRATIVE, Form.F2021
A, C, P, R = Topic.APPLICATIONS, Topic.CAPACITY, Topic.PROACTIVE, Topic.REVIEW
RECEIVED = "applications.received.total"
DONE = "applications.outcomes.total.total"


def facts(
    form: Form, topic: Topic, text: str, organ: str = "云河市", scope: Scope = Scope.YEAR
) -> list[tuple[str, Value | None]]:
    passages = [Passage(text=text, location=Location(line=1), topic=topic)]
    found = read_statements(passages, year=2016, organ=organ, form=form)
    return [(fact.path, fact.value) for fact in found if fact.scope is scope]


NONE_HANDLED = [
    "2016年，我局办理政府信息公开申请0件。",
    "2016年办理依申请公开政府信息0件。",
    "全年共处理依申请公开事项0件。",
    "本年度依申请公开政府信息0件。",
    "依申请公开0件。",
    "2016年我局依申请公开信息0条。",
    "收到依申请公开申请0件，办理0件。",
    "受理依申请公开0件。",
]


@pytest.mark.parametrize("text", NONE_HANDLED)
@pytest.mark.parametrize("form", [OLD, NEW])
@pytest.mark.parametrize("topic", [A, Topic.OVERVIEW])
def test_none_handled_is_none_received(form: Form, topic: Topic, text: str) -> None:
    assert facts(form, topic, text) == [(RECEIVED, 0)]


@pytest.mark.parametrize(
    "text",
    [
        "2016年，我局办理政府信息公开申请15件。",  # received, or concluded
        "依申请公开政府信息12件。",  # items by how they may be had, or applications
        "主动公开工作动态230条，依申请公开政府信息0条。",
        "市政府办公室办理政府信息公开申请0件。",
        "办理行政审批申请0件，依申请公开服务事项0项。",
    ],
)
def test_what_may_be_something_else_is_left_out(text: str) -> None:
    assert facts(OLD, A, text) == []


STATED: list[tuple[Form, Topic, str, dict[str, Value]]] = [
    # rough words before a figure do not hide what it is of
    (OLD, P, "2016年，我镇主动公开政府信息近500条。", {"proactive.disclosed": 500}),
    (OLD, P, "全年主动公开政府信息突破10万条。", {"proactive.disclosed": 100_000}),
    (OLD, P, "全年主动公开政府信息逾3000条。", {"proactive.disclosed": 3000}),
    # items that leave out the verb or the noun
    (
        OLD,
        P,
        "通过政务微博发布信息2103条、微信公众号发布信息985条。",
        {"proactive.channels.weibo": 2103, "proactive.channels.wechat": 985},
    ),
    (
        OLD,
        P,
        "主动公开政府信息1256条，其中规范性文件15件。",
        {"proactive.disclosed": 1256, "proactive.normative_documents.disclosed": 15},
    ),
    (OLD, P, "主动公开工作动态1256条，其中规范性文件15件。", {}),
    (
        NEW,
        P,
        "制定政府规章3件、行政规范性文件21件，废止规章1件、规范性文件8件，"
        "现行有效规章32件和规范性文件246件。",
        {
            "proactive.regulations.issued": 3,
            "proactive.normative_documents.issued": 21,
            "proactive.regulations.repealed": 1,
            "proactive.normative_documents.repealed": 8,
            "proactive.regulations.in_force": 32,
            "proactive.normative_documents.in_force": 246,
        },
    ),
    (
        OLD,
        Topic.RESPONSES,
        "举办新闻发布会12次，其中主要负责同志参加3次，政府网站在线访谈15次，其中主要负责人参加5次。",
        {
            "responses.channels.press_conferences": 12,
            "responses.channels.press_conferences_by_principal": 3,
            "responses.channels.online_interviews": 15,
            "responses.channels.online_interviews_by_principal": 5,
        },
    ),
    (NEW, A, "收到并办结政府信息公开申请18件。", {DONE: 18, RECEIVED: 18}),
    (
        OLD,
        A,
        "2016年受理并答复政府信息公开申请7件。",
        {"applications.replies.total": 7, RECEIVED: 7},
    ),
    # words behind a figure are not those of the next one
    (
        NEW,
        A,
        "收到政府信息公开申请3件，其中2件为重复申请，1件予以公开。",
        {
            RECEIVED: 3,
            "applications.outcomes.not_processed.repeated.total": 2,
            "applications.outcomes.granted.total": 1,
        },
    ),
    (
        OLD,
        A,
        "收到政府信息公开申请9件，其中3件予以公开，2件不予公开，4件信息不存在。",
        {
            RECEIVED: 9,
            "applications.replies.granted": 3,
            "applications.replies.refused.total": 2,
            "applications.replies.nonexistent": 4,
        },
    ),
    (NEW, R, "因政府信息公开引发的行政复议、行政诉讼各1件。", {"review.total": 1, "litigation.total": 1}),
    (NEW, R, "因政府信息公开引发行政复议、行政诉讼共5件。", {}),
    (NEW, R, "以各部门为被告的土地类行政复议、行政诉讼各5件。", {}),
    (
        OLD,
        C,
        "全市各级行政机关专职人员35人，兼职人员421人。",
        {"capacity.staff.full_time": 35, "capacity.staff.part_time": 421},
    ),
    (
        OLD,
        C,
        "召开全市政务公开工作推进会2次，政务公开工作培训会1次。",
        {"training.meetings": 2, "training.courses": 1},
    ),
    (
        OLD,
        A,
        "收到政府信息公开申请共计5件，均为网上申请，已全部在法定时限内答复。",
        {RECEIVED: 5, "applications.received.online": 5, "applications.replies.total": 5},
    ),
    (OLD, A, "收到政府信息公开申请5件，均为自然人申请。", {RECEIVED: 5}),
    (OLD, A, "收到政府信息公开申请5件，均为网上申请或信函申请。", {RECEIVED: 5}),
    # the outcome behind its figure, not that of the one before
    (
        OLD,
        R,
        "发生行政诉讼5件，其中3件维持，2件被依法纠错。",
        {"litigation.total": 5, "litigation.upheld": 3, "litigation.corrected": 2},
    ),
    (
        NEW,
        R,
        "因政府信息公开被申请行政复议6件，其中4件被维持，1件被纠正，1件尚未审结。",
        {"review.total": 6, "review.upheld": 4, "review.corrected": 1, "review.pending": 1},
    ),
    (
        NEW,
        R,
        "行政诉讼总数5件，其中未经复议直接起诉3件（结果维持2件，尚未审结1件），复议后起诉2件，结果维持2件。",
        {
            "litigation.total": 5,
            "litigation.direct.total": 3,
            "litigation.direct.upheld": 2,
            "litigation.direct.pending": 1,
            "litigation.after_review.total": 2,
            "litigation.after_review.upheld": 2,
        },
    ),
    # figures before the noun
    (
        OLD,
        C,
        "举办了2期政府信息公开业务培训班，全年召开3次政务公开工作会议。",
        {"training.courses": 2, "training.meetings": 3},
    ),
    (OLD, C, "召开3次政务公开工作培训会，召开5次党建工作会议。", {"training.courses": 3}),
    (OLD, Topic.RESPONSES, "举办了12场新闻发布会。", {"responses.channels.press_conferences": 12}),
    (OLD, Topic.RESPONSES, "参加了3场省政府新闻发布会。", {}),
    (
        OLD,
        Topic.RESPONSES,
        "微博微信回应事件数85次，其他方式回应事件数12次。",
        {"responses.channels.social_media": 85, "responses.channels.other": 12},
    ),
    (NEW, P, "全年新制作行政规范性文件3件。", {"proactive.normative_documents.issued": 3}),
    # what was asked for, one fee of several, and what was waived, is not what was collected
    (
        NEW,
        Topic.OTHER,
        "发出收费通知2件，收费总金额1200元，实际收取1件，金额400元。",
        {"fees": Decimal("0.04")},
    ),
    (OLD, Topic.FEES, "收取复制费、邮寄费326元，免收1200元。", {"fees": Decimal("0.0326")}),
    (OLD, Topic.FEES, "收取检索费320元、复制费1200元、邮寄费86元。", {}),
    (OLD, Topic.FEES, "收取检索费320元。", {"fees": Decimal("0.032")}),
    (OLD, Topic.FEES, "依申请公开政府信息共收费人民币2万3千元。", {"fees": Decimal("2.3")}),
    (OLD, Topic.FEES, "全年免收申请人费用1200元。", {}),
]


@pytest.mark.parametrize(("form", "topic", "text", "expected"), STATED)
def test_a_sentence_states_exactly_these(
    form: Form, topic: Topic, text: str, expected: dict[str, Value]
) -> None:
    found = facts(form, topic, text)
    assert dict(found) == expected
    assert len(found) == len(expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2014年、2015年、2016年分别受理依申请公开12件、15件、21件。", {RECEIVED: 21}),
        ("2014、2015、2016年分别受理依申请公开12件、15件、21件。", {}),
        ("2015年和2016年共受理依申请公开36件。", {}),
        ("2016年和上年一样，受理依申请公开36件。", {RECEIVED: 36}),
        ("2016年和2015年相比，受理依申请公开36件，增长20%。", {RECEIVED: 36}),
        ("2016年与2015年相比，受理依申请公开36件，增长20%。", {RECEIVED: 36}),
        ("2016年受理依申请公开36件，和2015年持平。", {RECEIVED: 36}),
        ("按照2015年、2016年工作要点，全年受理依申请公开36件。", {RECEIVED: 36}),
        ("1至11月，我局受理依申请公开12件。", {}),
        ("累计受理依申请公开120件，今年受理15件。", {RECEIVED: 15}),
        ("1月-6月，我局受理依申请公开12件。", {}),
        ("2016年1-12月，我局受理依申请公开12件。", {RECEIVED: 12}),
        ("2015年9月1日至2016年8月31日，我校受理信息公开申请1件。", {RECEIVED: 1}),
        ("2015-2016学年，我校受理信息公开申请1件。", {RECEIVED: 1}),
        ("2016—2017学年度受理信息公开申请1件。", {RECEIVED: 1}),
        ("2014-2015学年受理信息公开申请1件。", {}),
        ("2015年1月1日至2016年12月31日受理信息公开申请5件。", {}),
    ],
)
def test_only_a_time_of_one_year_that_is_the_reports_gives_its_figure(
    text: str, expected: dict[str, Value]
) -> None:
    assert dict(facts(OLD, A, text)) == expected


@pytest.mark.parametrize(
    ("organ", "text", "expected"),
    [
        ("云河市", "市本级受理政府信息公开申请112件。", None),
        ("云河市", "其中市本级受理申请112件。", None),
        ("云河市", "全市共受理申请325件。其中，市本级受理申请112件，各县区受理申请213件。", 325),
        ("云河市", "全市受理申请325件，其中市本级受理申请112件，各县（区）受理申请213件。", 325),
        ("云河市", "市本级和各县（区）共受理政府信息公开申请325件。", 325),
        ("云河市本级", "市本级受理政府信息公开申请112件。", 112),
        ("临江县", "我县43个部门、12个乡镇共受理政府信息公开申请325件。", 325),
        ("临江县", "我县12个乡镇共受理政府信息公开申请25件。", None),
        ("云河大学", "学校受理信息公开申请2件。", 2),
        ("云河市", "学校受理信息公开申请2件。", None),
    ],
)
def test_the_figure_of_a_part_is_not_that_of_the_whole(organ: str, text: str, expected: int | None) -> None:
    assert dict(facts(OLD, A, text, organ)).get(RECEIVED) == expected
