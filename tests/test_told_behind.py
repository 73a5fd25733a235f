"""What is said behind a figure, or in the rows of its year: of all of them, of the one kind that a bracket names, of the forms since 2019."""

from __future__ import annotations

from decimal import Decimal

import pytest

from govinfo_reports import Form, Scope, parse_text

_A, _O, _R, _D = (
    "applications.received",
    "applications.outcomes",
    "applications.replies",
    "proactive.normative_documents",
)

CASES = [
    # a report without a table tells of the rows of its year
    (2022, "收到政府信息公开申请8件，予以公开3件，部分公开1件。", f"{_O}.granted.total", 3),
    (2022, "收到政府信息公开申请8件，予以公开3件，部分公开1件。", "applications.replies.granted", None),
    (2012, "收到政府信息公开申请8件，予以公开3件。", "applications.replies.granted", 3),
    (2012, "收到政府信息公开申请8件，予以公开3件。", f"{_O}.granted.total", None),
    # a bracket names the one kind
    (
        2022,
        "办结政府信息公开申请8件，其中无法提供7件（均为本机关不掌握相关政府信息）。",
        f"{_O}.unable.not_held.total",
        7,
    ),
    (
        2022,
        "办结政府信息公开申请8件，其中不予处理3件（信访举报投诉类）。",
        f"{_O}.not_processed.petition.total",
        3,
    ),
    (
        2022,
        "办结政府信息公开申请8件，1件不予公开（第三方合法权益）。",
        f"{_O}.refused.third_party_rights.total",
        1,
    ),
    (
        2012,
        "收到政府信息公开申请8宗，“不予公开”1宗（涉及商业秘密）。",
        "applications.replies.refused.trade_secret",
        1,
    ),
    (
        2012,
        "收到政府信息公开申请8宗，不予公开2宗（涉及商业秘密1宗）。",
        "applications.replies.refused.trade_secret",
        1,
    ),
    (
        2012,
        "收到政府信息公开申请8宗，不予公开2宗（涉及商业秘密或者个人隐私）。",
        "applications.replies.refused.trade_secret",
        None,
    ),
    (2022, "办结政府信息公开申请8件，不予公开3件（重复申请）。", f"{_O}.not_processed.repeated.total", None),
    (
        2022,
        "去年办结政府信息公开申请8件，不予处理3件（重复申请）。",
        f"{_O}.not_processed.repeated.total",
        None,
    ),
    # all of them
    (2022, "收到政府信息公开申请2件，均为自然人通过网络提交。", f"{_A}.natural_person", 2),
    (2022, "收到政府信息公开申请2件，均为自然人和商业企业提交。", f"{_A}.natural_person", None),
    (2022, "收到政府信息公开申请5件，其中4件申请人为自然人，1件申请人为商业企业。", f"{_A}.business", 1),
    (2022, "自然人提出的申请3件，群众来信1件。", f"{_A}.natural_person", None),
    (
        2022,
        "收到政府信息公开申请5件。其中商业企业3件，法律服务机构1件，其他1件。",
        f"{_A}.other_organization",
        1,
    ),
    (2022, "收到政府信息公开申请5件，其中网络申请4件，其他1件。", f"{_A}.other_organization", None),
    (2016, "制发规范性文件2件，全部主动公开。", f"{_D}.disclosed", 2),
    (2016, "制发规范性文件2件，全部主动公开征求意见。", f"{_D}.disclosed", None),
    (2016, "从事政府信息公开工作人员5人，均为兼职。", "capacity.staff.part_time", 5),
    (2016, "从事政府信息公开工作人员5人，均为兼职或者专职。", "capacity.staff.part_time", None),
    (2012, "收到政府信息公开申请2件。两件均已按期答复，均同意公开。", "applications.replies.total", 2),
    (
        2012,
        "收到政府信息公开申请6件。对这6件申请，我局均在法定期限内作出了答复。",
        "applications.replies.total",
        6,
    ),
    (
        2012,
        "收到政府信息公开申请6件。对这5件申请，我局均在法定期限内作出了答复。",
        "applications.replies.total",
        None,
    ),
    (
        2012,
        "收到政府信息公开申请8件。其中：网上申请6件，信函申请2件。已全部答复。",
        "applications.replies.total",
        8,
    ),
    (
        2012,
        "收到政府信息公开申请8件。其中：网上申请6件，信函申请2件。未全部答复。",
        "applications.replies.total",
        None,
    ),
    (2021, "本年度办理结果：予以公开11件、部分公开4件、无法提供31件，共46件。", f"{_O}.total.total", 46),
    (2021, "本年度办理结果：予以公开11件、部分公开4件、无法提供31件，共47件。", f"{_O}.total.total", None),
    # lawsuits of one kind, and how they ended
    (2022, "未经复议直接起诉的政府信息公开行政诉讼9件，全部结果维持。", "litigation.direct.upheld", 9),
    (
        2022,
        "因政府信息公开被提起行政诉讼1件（未经复议直接起诉），法院驳回原告诉讼请求。",
        "litigation.direct.upheld",
        1,
    ),
    (2022, "因政府信息公开被提起行政诉讼1件，系经复议后起诉。", "litigation.after_review.total", 1),
    (2022, "因政府信息公开被提起行政诉讼3件，其中复议后起诉1件。", "litigation.direct.total", None),
    # other business, and what takes nothing back
    (2013, "政府信息公开行政复议案件2起。无涉及政府信息公开的行政诉讼。", "review.total", 2),
    (
        2013,
        "政府信息公开行政复议案件2起。全年共办理海关行政复议案件7起、行政应诉案件3起。",
        "review.total",
        2,
    ),
    (2013, "全年共办理海关行政复议案件7起、行政应诉案件3起。", "litigation.total", None),
    (2016, "收到政府信息公开申请9件。答复8件，另1件因申请人撤回终止办理。", "applications.replies.total", 8),
    (2016, "政府信息公开行政复议3件，维持2件、责令重新答复1件。", "applications.replies.total", None),
    (2016, "政府信息公开行政复议3件，维持2件、责令重新答复1件。", "review.corrected", 1),
    # told in the next clause or sentence
    (
        2018,
        "收到政府信息公开申请1件。已按期答复申请人，答复结果为“不属于本机关公开范围”。",
        f"{_R}.not_this_organ",
        1,
    ),
    (
        2018,
        "收到政府信息公开申请2件。已按期答复申请人，答复结果为“不属于本机关公开范围”。",
        f"{_R}.not_this_organ",
        None,
    ),
    (2013, "收到信息公开申请2件，都是当面提出的，均当场予以答复，同意公开。", f"{_R}.granted", 2),
    (2013, "收到信息公开申请6件，均已答复，予以公开4件，不予公开2件。", f"{_R}.granted", 4),
    (2017, "受理依申请公开1件，系网络申请，按时办结，同意公开。", f"{_R}.granted", 1),
    (2016, "收到政府信息公开申请33件，除2件由申请人主动撤回外，其余31件均按期答复。", f"{_R}.total", 31),
    (2016, "收到政府信息公开申请33件，2件延期，其余31件均按期答复。", f"{_R}.total", None),
    (2016, "收到政府信息公开申请10件，全部按时办结，1件延期除外。", "applications.concluded.on_time", None),
    (2016, "收到政府信息公开申请10件，全部按时办结，1件延期除外。", "applications.concluded.total", None),
    (2021, "政府信息公开行政诉讼1件，系未经复议直接起诉，尚未审结。", "litigation.direct.pending", 1),
    (2008, "5月至12月，共受理政府信息公开申请38件。", f"{_A}.total", 38),
    (2009, "5月至12月，共受理政府信息公开申请38件。", f"{_A}.total", None),
    (2023, "2023年收到申请318件（自然人266件，商业企业52件）。", f"{_A}.total", 318),
    (2023, "2023年收到低保申请318件（自然人266件，商业企业52件）。", f"{_A}.total", None),
    (2022, "信访件50件申请中，自然人5件。", f"{_A}.natural_person", None),
    # kinds of answers take nothing back; another's figures are not ours
    (
        2016,
        "收到政府信息公开申请85件，同意公开52件，不予公开22件，非政府信息11件。",
        f"{_R}.refused.total",
        22,
    ),
    (2016, "收到信息公开申请3件。其中：同意公开2件，不是《条例》所指政府信息1件。", f"{_A}.total", 3),
    (2016, "收到信息公开申请3件，均不属于政府信息公开。", f"{_A}.total", None),
    (2016, "13个分（县）局共收到政府信息公开申请121件。", f"{_A}.total", None),
    # corrections: of this year, not of another one
    (2016, "收到政府信息公开申请10件。去年应为9件。", f"{_A}.total", 10),
    (2016, "收到政府信息公开申请10件。应为9件。", f"{_A}.total", None),
    (2016, "收到政府信息公开申请10件。勘误：收到政府信息公开申请9件。", f"{_A}.total", None),
    (2016, "收到政府信息公开申请10件。更正说明：上年收到政府信息公开申请9件。", f"{_A}.total", 10),
    (2016, "收到政府信息公开申请115件。更正：115应为151。", f"{_A}.total", None),
    (2016, "收到政府信息公开申请115件。更正：邮编115000应为151000。", f"{_A}.total", 115),
    # meetings, staff, documents, decisions, fees
    (2015, "局党组先后3次召开会议听取政府信息公开工作汇报。", "training.meetings", 3),
    (2015, "局党组先后3次召开会议听取防汛工作汇报。", "training.meetings", None),
    (2014, "设专门机构1个，从事信息公开人员6人，其中专职2人，兼职4人。", "capacity.staff.full_time", 2),
    (2014, "从事水文工作人员6人，其中专职2人，兼职4人。", "capacity.staff.full_time", None),
    (2022, "规范性文件：制发2件，废止1件，现行有效17件。", f"{_D}.issued", 2),
    (2022, "部门规范性文件：收到2件，废止1件。", f"{_D}.issued", None),
    (2022, "行政许可：1893件；行政处罚：64件；行政强制：0件。", "proactive.licensing.decisions", 1893),
    (2022, "公示行政许可1893件、行政处罚64件。", "proactive.penalties.decisions", None),
    (2022, "双公示信息共1957件，其中行政许可1893件、行政处罚64件。", "proactive.penalties.decisions", None),
    (2017, "没有行政复议、行政诉讼、举报投诉，没有收费。", "fees", 0),
    (2017, "没有行政复议、行政诉讼，没有乱收费现象。", "fees", None),
    (2017, "没有行政复议、行政诉讼，没有收费项目调整。", "fees", None),
    # short lists, and what is said of all in brackets
    (2016, "行政诉讼2件（均维持）。", "litigation.upheld", 2),
    (2016, "行政诉讼2件（1件维持）。", "litigation.upheld", 1),
    (2022, "有1件政府信息公开类行政诉讼（复议后起诉），结果为维持。", "litigation.after_review.upheld", 1),
    (
        2022,
        "有2件政府信息公开类行政诉讼（其中1件复议后起诉），结果为维持。",
        "litigation.after_review.upheld",
        None,
    ),
    (2011, "发生因信息公开提起的行政复议1件，已撤回。", "review.other", 1),
    (2013, "受理依申请公开1件（当面提交），已予以公开。", f"{_A}.in_person", 1),
    (2013, "受理依申请公开2件（当面提交），已予以公开。", f"{_A}.in_person", None),
    (2016, "收到申请公开信息60件：已主动公开11件，同意公开24件。", f"{_R}.already_public", 11),
    (2016, "收到申请公开信息60件，全年已主动公开110条。", f"{_R}.already_public", None),
    (2013, "在市政府网站发布政府信息104条，在风景区门户网站发布52条。", "proactive.channels.website", None),
    (2021, "办结申请45件，结转1件到下年度。", "applications.carried_forward.total", 1),
    (2022, "依申请提供信息，发出收费通知的件数和总金额均为0。", "fees", 0),
    (2022, "依申请提供信息，发出收费通知2件，总金额310元。", "fees", Decimal("0.031")),
    (2022, "发出罚款通知2件，总金额310元。", "fees", None),
    # none of a kind, other lists, several bodies, applications of all kinds
    (2022, "收到政府信息公开申请12件，其中2件不存在违规情况。", f"{_O}.total.total", None),
    (2022, "收到政府信息公开申请12件，不存在重复申请2件。", f"{_O}.not_processed.repeated.total", None),
    (2012, "收到政府信息公开申请12件，信息不存在的2件。", f"{_R}.nonexistent", 2),
    (
        2016,
        "水文站12个；查阅点3个；工作人员45人，其中政务公开2人；经费60万元。",
        "capacity.staff.total",
        None,
    ),
    (2016, "水文站12个；查阅点3个；工作人员45人，其中政务公开2人；经费60万元。", "capacity.budget", None),
    (2022, "作出行政处罚决定45件。下属5个县局作出行政处罚决定600件。", "proactive.penalties.decisions", 45),
    (2016, "全区收到申请900件，其中自然人830件，其中信息公开申请60件。", f"{_A}.total", 60),
    (2014, "收到政府信息公开申请20件：当面18件，信函2件。", f"{_A}.in_person", 18),
    (2012, "现行文件查阅服务不收费，政府信息公开复印费收取8元。", "fees", Decimal("0.0008")),
    (2012, "现行文件查阅服务不收费。", "fees", None),
    (2016, "收到政府信息公开申请5件，比上年增加2件，均已办结。", "applications.concluded.total", 5),
    (2016, "收到政府信息公开申请5件，信访比上年增加2件，均已办结。", "applications.concluded.total", None),
    (2016, "收到政府信息公开申请5件，比上年增加2件，均未办结。", "applications.concluded.total", None),
    (2019, "受理对我局信息公开的行政复议1件，确认违法。", "review.corrected", 1),
    (2019, "受理对我局信息公开的行政复议2件，确认违法1件。", "review.corrected", 1),
    # cases of another business, or of an office
    (2022, "收到信息公开申请20件。办理人大建议8件，均已答复，予以公开3件。", f"{_O}.granted.total", None),
    (
        2022,
        "收到信息公开申请20件。受理行政许可申请30件，不予处理3件（重复申请）。",
        f"{_O}.not_processed.repeated.total",
        None,
    ),
    (2022, "受理咨询30件，收到信息公开申请20件，予以公开3件。", f"{_O}.granted.total", 3),
    (2022, "全市收到政府信息公开申请80件，其中市政府办收到12件，自然人9件。", f"{_A}.natural_person", None),
    (2022, "政府信息公开行政诉讼0件。征收补偿案件直接起诉2件。", "litigation.direct.total", 0),
]


@pytest.mark.parametrize(("year", "said", "path", "value"), CASES)
def test_what_stands_behind_a_figure_is_read(
    year: int, said: str, path: str, value: int | Decimal | None
) -> None:
    head = f"云河市水务局{year}年政府信息公开工作年度报告"
    report = parse_text(
        f"{head}\n一、主动公开情况\n主动公开政府信息120条。\n二、申请和复议诉讼情况\n{said}\n"
    )
    found = {fact.value for fact in report.facts if fact.path == path and fact.scope is Scope.YEAR}
    assert found - {None} == (set() if value is None else {Decimal(value)})


def test_a_report_without_a_table_stays_narrative() -> None:
    report = parse_text("云河市2022年政府信息公开工作年度报告\n我局收到政府信息公开申请8件，予以公开3件。\n")
    assert report.form is Form.NARRATIVE
    assert [(fact.path, fact.value) for fact in report.facts] == [
        ("applications.received.total", 8),
        ("applications.outcomes.granted.total", 3),
    ]


def test_none_behind_the_colon_of_a_heading_is_read() -> None:
    report = parse_text(
        "云河市水务局2018年政府信息公开工作年度报告\n一、概述\n公开工作有序。\n二、收费和减免情况：无。\n"
        "三、申请行政复议、提起行政诉讼情况：无。\n四、存在的问题：无。\n"
    )
    assert {fact.path: fact.value for fact in report.facts} == {
        "fees": 0,
        "review.total": 0,
        "litigation.total": 0,
    }


@pytest.mark.parametrize("line", ["- 行政复议：10", "检索费：20元", "复制费：30元"])
def test_a_figure_on_a_line_of_its_own_that_is_not_read_is_said(line: str) -> None:
    report = parse_text(
        f"云河市水务局2018年政府信息公开工作年度报告\n一、概述\n公开工作有序。\n二、情况\n{line}\n三、打算\n改进。\n"
    )
    assert report.facts == ()
    assert [one.raw for one in report.unread] == [line.removeprefix("- ")]


@pytest.mark.parametrize("line", ["联系电话：87950000", "邮政编码：116001", "浏览次数：10", "申请表：3"])
def test_a_figure_of_the_page_is_not_said(line: str) -> None:
    report = parse_text(
        f"云河市水务局2018年政府信息公开工作年度报告\n一、概述\n公开工作有序。\n二、情况\n{line}\n三、打算\n改进。\n"
    )
    assert report.unread == ()


def test_ways_of_other_applications_are_not_told() -> None:
    report = parse_text(
        "云河镇2014年政府信息公开工作年度报告\n一、概况\n公开工作有序。\n收到村民宅基地申请20件：当面18件，信函2件。\n"
    )
    assert report.facts == ()
