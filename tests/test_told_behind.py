"""What is said behind a figure, or in the rows of its year: of all of them, of the one kind that a bracket names, of the forms since 2019."""

from __future__ import annotations

from decimal import Decimal

import pytest

from govinfo_reports import Form, Scope, parse_text

_A, _O, _D = "applications.received", "applications.outcomes", "proactive.normative_documents"

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
]


@pytest.mark.parametrize(("year", "said", "path", "value"), CASES)
def test_what_stands_behind_a_figure_is_read(year: int, said: str, path: str, value: int | None) -> None:
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
