"""Sentences that are read because every word of them is known: each name of a column and of what is denied
that `forms/scopes.txt` has gives its figure here, and none with a word more."""

from __future__ import annotations

from decimal import Decimal

import pytest

from govinfo_reports.facts import Scope
from govinfo_reports.forms.scopes import scopes
from govinfo_reports.indicators import Form
from govinfo_reports.location import Location
from govinfo_reports.prose.engine import read_statements, trace_statements
from govinfo_reports.prose.passages import Passage, Topic

_FORMS = {2016: Form.NARRATIVE, 2020: Form.F2019, 2022: Form.F2021}


def figures(
    text: str, year: int, topic: Topic = Topic.PROACTIVE, organ: str = "云溪县水务局"
) -> dict[str, object]:
    passage = Passage(text=text, location=Location(line=1), topic=topic)
    facts = read_statements([passage], year=year, organ=organ, form=_FORMS[year])
    return {one.path: one.value for one in facts if one.scope is Scope.YEAR}


COLUMNS = {
    "items_last_year": ("行政许可上一年项目数量22。", 2020, "licensing.items_last_year", 22),
    "items_change": ("行政处罚本年增/减-2。", 2020, "penalties.items_change", -2),
    "items_change, more": ("行政强制事项去年9项，本年新增3项。", 2020, "coercion.items_change", 3),
    "items_change, fewer": ("行政强制事项去年9项，本年取消3项。", 2020, "coercion.items_change", -3),
    "items_change, as many": ("行政强制事项去年9项，与上年持平。", 2020, "coercion.items_change", 0),
    "decisions": ("行政处罚处理决定数量41。", 2022, "penalties.decisions", 41),
    "made": ("规范性文件新制作数量3。", 2020, "normative_documents.made", 3),
    "newly_disclosed": ("规章新公开数量2。", 2020, "regulations.newly_disclosed", 2),
    "disclosed_total": ("规章对外公开总数量19。", 2020, "regulations.disclosed_total", 19),
    "repealed": ("规范性文件废止件数1。", 2022, "normative_documents.repealed", 1),
    "in_force": ("规范性文件现行有效件数17。", 2022, "normative_documents.in_force", 17),
    "projects": ("政府集中采购：采购项目数量6。", 2020, "procurement.projects", 6),
    "amount": (
        "政府集中采购：采购项目数量6，采购总金额74.9万元。",
        2020,
        "procurement.amount",
        Decimal("74.9"),
    ),
}
NONE = {
    "applications.received.fax": ("没有传真申请。", 2016),
    "applications.received.online": ("未收到网上申请。", 2016),
    "applications.received.in_person": ("没有当面申请。", 2016),
    "applications.received.letter": ("没有以信函形式提出的申请。", 2016),
    "applications.received.research": ("收到申请9件，自然人9件，没有科研机构申请。", 2022),
    "applications.received.public_interest": ("收到申请9件，自然人9件，没有公益组织申请。", 2022),
    "applications.received.legal_services": ("收到申请9件，自然人9件，没有法律服务机构申请。", 2022),
    "applications.concluded.extended": ("申请9件均按时办结，无延期。", 2016),
    "proactive.normative_documents.issued": ("未出台税务规范性文件。", 2022),
    "proactive.normative_documents.repealed": ("未废止规范性文件。", 2022),
    "proactive.regulations.issued": ("没有制发规章、规范性文件。", 2022),
    "proactive.coercion.decisions": ("没有作出行政强制处理决定。", 2022),
    "proactive.licensing.decisions": ("没有作出行政许可处理决定。", 2022),
    "proactive.penalties.decisions": ("没有作出行政处罚处理决定。", 2022),
    "proactive.administrative_fees.amount": ("没有行政事业性收费项目。", 2022),
    "capacity.dedicated_offices": ("没有设立政府信息公开专门机构。", 2016),
    "capacity.budget": ("没有单独列支信息公开专项经费。", 2016),
    "responses.channels.press_conferences": ("没有召开新闻发布会。", 2016),
    "responses.channels.online_interviews": ("没有开展网站在线访谈活动。", 2016),
}


@pytest.mark.parametrize("name", COLUMNS)
def test_a_column_is_told_by_its_name(name: str) -> None:
    text, year, path, value = COLUMNS[name]
    assert figures(text, year)[f"proactive.{path}"] == value
    assert figures(f"下属河道站{text}", year).get(f"proactive.{path}") is None


@pytest.mark.parametrize("path", NONE)
def test_a_thing_is_denied_by_its_name(path: str) -> None:
    text, year = NONE[path]
    topic = Topic.APPLICATIONS if path.startswith("applications.") else Topic.CAPACITY
    assert figures(text, year, topic)[path] == 0
    if not path.endswith(".extended"):  # 无延期的 is said of those that were told
        assert figures(text.replace("。", "的，由办公室说明。"), year, topic).get(path) is None


def test_no_application_of_one_kind_is_not_none_at_all() -> None:
    assert figures("没有收到科研机构申请。", 2022, Topic.APPLICATIONS) == {}
    assert figures("没有收到公民、法人和其他组织的申请。", 2022, Topic.APPLICATIONS) == {
        "applications.received.total": 0
    }


def test_every_name_of_the_data_is_tried() -> None:
    names = list(scopes().patterns)
    assert {one.removeprefix("column: ") for one in names if one.startswith("column: ")} == set(COLUMNS)
    assert {one.removeprefix("none: ") for one in names if one.startswith("none: ")} <= set(NONE)


def test_the_trace_has_the_figures_of_rows() -> None:
    passage = Passage(text="行政许可上一年项目数量22。", location=Location(line=1), topic=Topic.PROACTIVE)
    [traced] = trace_statements([passage], year=2020, organ="云溪县水务局", form=Form.F2019)
    assert (traced.raw, traced.value) == ("22", 22)
    assert [(one.path, one.reason) for one in traced.candidates] == [
        ("proactive.licensing.items_last_year", None)
    ]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("主动公开政府信息100条，其中县信息公开网60条，公众号40条。", {"website": 60, "wechat": 40}),
        ("主动公开政府信息100条。县信息公开网60条，公众号40条。", {"website": 60, "wechat": 40}),
        ("主动公开政府信息700条。主动公开政策信息100条，县信息公开网60条，公众号40条。", {}),
        ("主动公开政府信息100条，其中县信息公开网60条，公众号41条。", {}),
        ("主动公开政府信息100条。水政大队公开信息90条，其中县信息公开网50条，公众号40条。", {}),
        ("主动公开政府信息100条，其中信息网建设类60条，公众号运营40条。", {}),
    ],
)
def test_parts_of_what_was_published(text: str, told: dict[str, int]) -> None:
    found = figures(text, 2016)
    assert found.get("proactive.channels.website") == told.get("website")
    assert not told or found.get("proactive.channels.wechat") == told["wechat"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("有专职人员2名，各科兼职人员14名，共16名。", (16, 2, 14)),
        ("工作人员16名，2人专职，14人兼职。", (16, 2, 14)),
        ("有专职人员2名，各科兼职人员14名，共17名。", (None, None, None)),
        ("保密人员16名，2人专职，14人兼职。", (None, None, None)),
    ],
)
def test_staff_that_adds_up(text: str, told: tuple[int | None, ...]) -> None:
    found = figures(text, 2016, Topic.OVERVIEW)
    assert tuple(found.get(f"capacity.staff.{one}") for one in ("total", "full_time", "part_time")) == told


@pytest.mark.parametrize(
    ("behind", "answer", "way"),
    [
        ("系村民当面提出，要求公开补偿标准，已按期答复，同意公开", "granted", "in_person"),
        ("为企业以信函方式申请公开补偿标准，因涉及个人隐私不予公开", "refused.privacy", "letter"),
        ("第三方不同意公开，答复书已邮寄给申请人", None, None),
        ("无网上申请，没有不予公开的情形", None, None),
        ("内容涉及个人隐私，承办人当面与申请人沟通", None, None),
    ],
)
def test_the_one_application(behind: str, answer: str | None, way: str | None) -> None:
    found = figures(f"全年收到政府信息公开申请1件，{behind}。", 2016, Topic.APPLICATIONS)
    ones = {path.removeprefix("applications.") for path, value in found.items() if value == 1}
    assert (f"replies.{answer}" in ones) == (answer is not None)
    told = {f"received.{way}"} if way else set()
    assert {one for one in ones if one.startswith("received.")} == told | {"received.total"}
    answers = {one for one in ones if one.startswith("replies.") and one != "replies.total"}
    assert answers <= ({f"replies.{answer}", "replies.refused.total"} if answer else set())


@pytest.mark.parametrize("between", ["：", "，其中"])
def test_the_other_ones_of_other_handling(between: str) -> None:
    text = f"收到政府信息公开申请20件，予以公开15件，其他处理5件{between}逾期不补正3件，其他2件。"
    other = "applications.outcomes.other_handling.other.total"
    assert figures(text, 2022, Topic.APPLICATIONS)[other] == 2
    assert other not in figures(text.replace("其他处理5件", "无法提供5件"), 2022, Topic.APPLICATIONS)
    assert other not in figures(text.replace("，其他2件", "；其他2件"), 2022, Topic.APPLICATIONS)


@pytest.mark.parametrize(
    ("text", "staff"),
    [
        ("成立政务公开工作领导小组，由副局长牵头，分管领导任组长，安排专门人员3名。", 3),
        ("成立政务公开工作领导小组，由副局长值守，安排专门人员3名。", None),
        ("着力夯实基础，安排专门人员3名，举办政务公开培训2期。", 3),
        ("着力夯实基础，安排专门人员3名，举办党务培训2期，推进政务公开。", None),
    ],
)
def test_staff_of_the_work_that_is_named_beside(text: str, staff: int | None) -> None:
    assert figures(text, 2016, Topic.OVERVIEW).get("capacity.staff.total") == staff
