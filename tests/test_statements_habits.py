"""Sentences as offices of different places and years like to write them: what they state, and what they do
not."""

from __future__ import annotations

from decimal import Decimal

import pytest

from govinfo_reports import parse_text
from govinfo_reports.facts import Scope
from govinfo_reports.indicators import Form
from govinfo_reports.location import Location
from govinfo_reports.prose.engine import read_statements
from govinfo_reports.prose.passages import Passage, Topic
from govinfo_reports.prose.totals import is_new_part

Value = int | Decimal
OLD, NEW = Form.NARRATIVE, Form.F2021
A, P = Topic.APPLICATIONS, Topic.PROACTIVE


def stated(
    form: Form, topic: Topic, text: str, *, year: int = 2016, organ: str = "云河市", scope: Scope = Scope.YEAR
) -> dict[str, Value | None]:
    """The facts of a report by path; the lines of `text` are passages of one section."""
    passages = [
        Passage(text=line, location=Location(line=number), topic=topic)
        for number, line in enumerate(text.split("\n"), 1)
    ]
    facts = read_statements(passages, year=year, organ=organ, form=form)
    return {fact.path: fact.value for fact in facts if fact.scope is scope}


TOTALS = [
    # up to now, with what is new told apart: the year's is the second figure
    ("截至2016年底，我市累计主动公开政府信息15423条。2016年新增主动公开政府信息2310条。", 2310, 15423),
    ("截至2016年底，我市累计主动公开政府信息15423条，其中2016年新增2310条。", 2310, 15423),
    ("截至2016年底，我市累计主动公开政府信息15423条，其中本年度公开2310条。", 2310, 15423),
    ("自《条例》施行以来，我市累计主动公开政府信息1203条，其中2016年公开205条。", 205, 1203),
    # nothing says that it is of the year alone
    ("截至2016年12月31日，我市累计主动公开政府信息820条。", None, 820),
    ("截至12月底，全年累计主动公开政府信息820条，其中2016年新增政策类信息20条。", 820, None),
    ("2016年主动公开政府信息205条，历年累计1203条。其中网站公开200条。", 205, None),
]


@pytest.mark.parametrize(("text", "year", "ever"), TOTALS)
def test_a_total_up_to_now_is_of_all_years_unless_it_says_that_it_is_the_years(
    text: str, year: int | None, ever: int | None
) -> None:
    assert stated(OLD, P, text).get("proactive.disclosed") == year
    assert stated(OLD, P, text, scope=Scope.CUMULATIVE).get("proactive.disclosed") == ever


def test_only_a_total_of_more_than_the_year_has_a_part_that_is_the_years() -> None:
    found = stated(OLD, A, "2016年收到政府信息公开申请20件，今年新增5件。")
    assert found == {"applications.received.total": 20}


def test_words_for_what_is_new_name_the_reports_year_or_none() -> None:
    assert is_new_part("，其中当年新增", 2016)
    assert not is_new_part("，其中2015年新增", 2016)
    assert not is_new_part("，其中2016年新增规范性文件", 2016)


STATED: list[tuple[Form, Topic, str, dict[str, Value]]] = [
    # 其中 after a cumulative figure in passing goes on about the year
    (
        OLD,
        A,
        "2016年受理依申请公开政府信息3件，历年累计受理11件。其中当面申请1件，信函申请2件。",
        {
            "applications.received.total": 3,
            "applications.received.in_person": 1,
            "applications.received.letter": 2,
        },
    ),
    (
        OLD,
        A,
        "2016年，全市各级政府及部门共收到政府信息公开申请412件。其中市政府办公室收到52件。"
        "按申请方式分，当面申请120件、网络申请292件。",
        {
            "applications.received.total": 412,
            "applications.received.in_person": 120,
            "applications.received.online": 292,
        },
    ),
    (
        OLD,
        A,
        "全年共收到书面申请2件、网上申请5件。",
        {"applications.received.online": 5},
    ),
    (OLD, A, "全年共收到公民书面申请3件。", {"applications.received.total": 3}),
    (
        OLD,
        Topic.REVIEW,
        "全年发生因政府信息公开引起的行政复议68件，其中维持具体行政行为40件，被依法纠错12件，其他情形16件。",
        {"review.total": 68, "review.upheld": 40, "review.corrected": 12, "review.other": 16},
    ),
    (
        OLD,
        Topic.REVIEW,
        "全年受理行政复议案件25件，行政应诉案件18件，其中涉及政府信息公开的行政复议2件、行政诉讼1件。",
        {"review.total": 2, "litigation.total": 1},
    ),
    (OLD, A, "我委没有接到申请人要求公开政府信息的申请。", {"applications.received.total": 0}),
    (
        OLD,
        A,
        "非本机关职责权限范围12件。",
        {"applications.replies.not_this_organ": 12},
    ),
    (
        OLD,
        Topic.OVERVIEW,
        "举办培训班2期，培训人员160人次。",
        {"training.courses": 2, "training.participants": 160},
    ),
    (OLD, Topic.OVERVIEW, "举办农民技能培训班2期，培训人员160人次。", {}),
    (OLD, Topic.OVERVIEW, "举行新闻发布会2场次。", {"responses.channels.press_conferences": 2}),
    (
        OLD,
        P,
        "主动公开规范性文件数15件，制发规范性文件总数18件。",
        {
            "proactive.normative_documents.disclosed": 15,
            "proactive.normative_documents.issued": 18,
        },
    ),
    # channels as bare items behind the total
    (
        OLD,
        P,
        "我区共主动公开政府信息12,456条（其中：区政府门户网站8,900条，政务微博1,200条，政务微信2,356条）。",
        {
            "proactive.disclosed": 12456,
            "proactive.channels.website": 8900,
            "proactive.channels.weibo": 1200,
            "proactive.channels.wechat": 2356,
        },
    ),
    (
        OLD,
        P,
        "主动公开政府信息300条，其中县教育局网站120条，门户网站专栏80条。",
        {"proactive.disclosed": 300},
    ),
    (
        OLD,
        P,
        "政务微博发布800条，微信公众号推送780条。",
        {"proactive.channels.weibo": 800, "proactive.channels.wechat": 780},
    ),
    (OLD, P, "政务微博发布便民提示800条。", {}),
    # information by how it may be had: only the first class is an indicator
    (OLD, P, "制作政府信息620条，主动公开29条，不予公开583条。", {"proactive.disclosed": 29}),
    (
        OLD,
        P,
        "政府信息公开2,315条，其中主动公开2,300条，依申请公开15条。",
        {"proactive.disclosed": 2300},
    ),
    (
        OLD,
        A,
        "申请办结数15件（按时办结14件、延期办结1件）。",
        {
            "applications.concluded.total": 15,
            "applications.concluded.on_time": 14,
            "applications.concluded.extended": 1,
        },
    ),
    (
        OLD,
        Topic.OVERVIEW,
        "设立政府信息公开工作专门机构12个，从事政府信息公开工作的人员共320人，其中专职25人，兼职295人。",
        {
            "capacity.dedicated_offices": 12,
            "capacity.staff.total": 320,
            "capacity.staff.full_time": 25,
            "capacity.staff.part_time": 295,
        },
    ),
    (
        OLD,
        P,
        "主动公开政府信息6,532条，其中通过县政府网站公开5,210条，通过政务微博、微信公开560条。",
        {"proactive.disclosed": 6532, "proactive.channels.website": 5210},
    ),
    (
        OLD,
        A,
        "申请公开政府信息总数为35件，其中，网络申请30件。",
        {"applications.received.total": 35, "applications.received.online": 30},
    ),
    (
        OLD,
        Topic.CAPACITY,
        "从事政府信息公开工作人员203人（其中专职人员86人，兼职人员117人）。",
        {"capacity.staff.total": 203, "capacity.staff.full_time": 86, "capacity.staff.part_time": 117},
    ),
    # the forms since 2019
    (NEW, A, "未收到法人和其他组织的政府信息公开申请。", {}),
    (NEW, A, "未收到公民、法人和其他组织的政府信息公开申请。", {"applications.received.total": 0}),
    (
        NEW,
        P,
        "制定政府规章2件，废止1件，现行有效36件；制定行政规范性文件15件，废止20件，现行有效186件。",
        {
            "proactive.regulations.issued": 2,
            "proactive.regulations.repealed": 1,
            "proactive.regulations.in_force": 36,
            "proactive.normative_documents.issued": 15,
            "proactive.normative_documents.repealed": 20,
            "proactive.normative_documents.in_force": 186,
        },
    ),
    (
        Form.F2019,
        P,
        "制定政府规章2件，制定行政规范性文件15件，废止20件。",
        {"proactive.regulations.made": 2, "proactive.normative_documents.made": 15},
    ),
    (
        NEW,
        A,
        "本机关共受理政府信息公开申请15件，其中新收到14件，结转上年度办理1件。",
        {"applications.received.total": 14, "applications.carried_in.total": 1},
    ),
    (
        NEW,
        A,
        "我镇未收到政府信息公开申请及相关投诉举报。",
        {"applications.received.total": 0},
    ),
    (NEW, A, "没有因政府信息公开申请引起的行政复议。", {"review.total": 0}),
    (
        NEW,
        A,
        "2016年，全市共新收政府信息公开申请245件，其中自然人申请230件，商业企业申请10件，"
        "法律服务机构申请5件；上年结转12件。",
        {
            "applications.received.total": 245,
            "applications.received.natural_person": 230,
            "applications.received.business": 10,
            "applications.received.legal_services": 5,
            "applications.carried_in.total": 12,
        },
    ),
    (
        NEW,
        A,
        "共受理政府信息公开申请75件，已办结73件，转下一年度办理2件。",
        {
            "applications.received.total": 75,
            "applications.outcomes.total.total": 73,
            "applications.carried_forward.total": 2,
        },
    ),
    (
        NEW,
        A,
        "收到依申请公开政府信息37件（含上年度结转2件），办结36件。",
        {"applications.carried_in.total": 2, "applications.outcomes.total.total": 36},
    ),
    (
        NEW,
        A,
        "在已办结的申请中，没有现成信息需要另行制作3件，信访举报投诉类申请4件，其他2件。",
        {
            "applications.outcomes.unable.needs_creation.total": 3,
            "applications.outcomes.not_processed.petition.total": 4,
        },
    ),
    (
        NEW,
        P,
        "全年制发行政规范性文件5件，废止3件，现行有效62件。",
        {
            "proactive.normative_documents.issued": 5,
            "proactive.normative_documents.repealed": 3,
            "proactive.normative_documents.in_force": 62,
        },
    ),
]


@pytest.mark.parametrize(("form", "topic", "text", "expected"), STATED)
def test_a_sentence_states_exactly_these(
    form: Form, topic: Topic, text: str, expected: dict[str, Value]
) -> None:
    assert stated(form, topic, text) == expected


def test_all_the_time_since_the_regulation_is_the_year_in_its_first_year() -> None:
    text = "自2008年5月1日《条例》施行以来，我市共主动公开政府信息1862条。"
    assert stated(OLD, P, text, year=2008) == {"proactive.disclosed": 1862}
    assert stated(OLD, P, text, year=2009) == {}


FEES = [
    ("依申请公开收取信息处理费1件，共计280元。", "0.028"),
    ("收取信息处理费共计2笔，金额共计3000元。", "0.3"),
    ("政府信息公开信息处理费收取金额为0.35万元。", "0.35"),
    ("本机关本年度信息公开处理费：0元。", "0"),
    ("发出收费通知3件，总金额为5200元，实际收到的总金额为4800元。", "0.48"),
    ("对公民、法人或其他组织依申请公开政府信息共收取复印费、邮寄费等251000元。", "25.1"),
    ("收取信息处理费总金额0万元。", "0"),
    ("发出收费通知12件，总金额5,260元，实际收取11件，金额4,980元。", "0.498"),
    ("共收取信息处理费人民币800元整。", "0.08"),
]


@pytest.mark.parametrize(("text", "wan"), FEES)
def test_fees_are_what_was_collected(text: str, wan: str) -> None:
    assert stated(NEW, Topic.OTHER, text) == {"fees": Decimal(wan)}


def test_what_no_sentence_tells_of_breaks_no_balance() -> None:
    report = parse_text(
        "云河市2023年政府信息公开工作年度报告\n一、总体情况\n2023年，"
        "全市共收到政府信息公开申请312件，上年结转8件，已办结310件。\n"
        "二、主动公开政府信息情况\n三、收到和处理政府信息公开申请情况\n四、政府信息公开行政复议、行政诉讼情况\n"
    )
    assert report.get("applications.outcomes.total.total") == 310
    assert "balance:applications.total" not in {finding.rule for finding in report.findings}
    told = parse_text(
        "云河市2023年政府信息公开工作年度报告\n一、总体情况\n2023年，"
        "全市共收到政府信息公开申请312件，上年结转8件，已办结310件，结转下年度9件。\n"
        "二、主动公开政府信息情况\n三、收到和处理政府信息公开申请情况\n四、政府信息公开行政复议、行政诉讼情况\n"
    )
    assert "balance:applications.total" in {finding.rule for finding in told.findings}


BARE = [
    (
        "无。",
        "本年度无",
        "没有发生。",
        {"applications.received.total": 0, "review.total": 0, "litigation.total": 0, "fees": 0},
    ),
    (
        "收到申请3件。",
        "无",
        "无。",
        {"applications.received.total": 3, "review.total": 0, "litigation.total": 0, "fees": 0},
    ),
    ("申请人均为自然人。\n无。", "无不予公开的情况。", "有关标准见附件。", {}),
]


@pytest.mark.parametrize(("applications", "reviews", "fees", "expected"), BARE)
def test_a_section_that_only_says_none(
    applications: str, reviews: str, fees: str, expected: dict[str, Value]
) -> None:
    report = parse_text(
        "云河市2016年政府信息公开工作年度报告\n一、概述\n2016年，我市推进政务公开。"
        "\n二、依申请公开政府信息情况\n"
        f"{applications}\n三、因政府信息公开申请行政复议、提起行政诉讼的情况\n{reviews}\n四、政府信息公开的收费及减免情况\n{fees}\n"
        "五、存在的主要问题及改进措施\n形式单一。\n"
    )
    assert {fact.path: fact.value for fact in report.facts} == expected
