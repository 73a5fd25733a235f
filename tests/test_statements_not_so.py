"""Sentences in which a figure stands beside the words of an indicator and is not its: nothing may be read,
or another one."""

from __future__ import annotations

from decimal import Decimal

import pytest

from govinfo_reports import Scope, parse_text

_OVERVIEW, _APPLICATIONS = "一、总体情况", "三、依申请公开情况"
RECEIVED = "applications.received"
CONCLUDED = "applications.concluded"
CASES: tuple[tuple[int, str, str, str, int | None], ...] = (
    (2016, _OVERVIEW, "收到政府信息公开申请8件，办结6件（均未按时办结）。", f"{CONCLUDED}.on_time", None),
    (2016, _OVERVIEW, "收到政府信息公开申请8件，办结6件（均没有按时办结）。", f"{CONCLUDED}.on_time", None),
    (2016, _OVERVIEW, "收到政府信息公开申请8件，办结6件（均按时办结5件）。", f"{CONCLUDED}.on_time", 5),
    (2016, _OVERVIEW, "收到政府信息公开申请8件，办结6件（均按时办结）。", f"{CONCLUDED}.on_time", 6),
    (2016, _OVERVIEW, "收到政府信息公开申请10件。均未能按时办结。", f"{CONCLUDED}.total", None),
    (2016, _OVERVIEW, "收到政府信息公开申请10件。均计划于明年办结。", f"{CONCLUDED}.total", None),
    (2016, _OVERVIEW, "收到政府信息公开申请10件。全部无法按时答复。", "applications.replies.total", None),
    (2016, _OVERVIEW, "收到政府信息公开申请10件，均要求书面答复。", "applications.replies.total", None),
    (2016, _OVERVIEW, "收到政府信息公开申请1件，以邮寄方式答复。", f"{RECEIVED}.letter", None),
    (2016, _OVERVIEW, "收到政府信息公开申请1件，以信函方式补正。", f"{RECEIVED}.letter", None),
    (2016, _OVERVIEW, "收到政府信息公开申请1件，通过网上公示，已办结。", f"{RECEIVED}.online", None),
    (2016, _OVERVIEW, "收到政府信息公开申请1件，为市局网站转来。", f"{RECEIVED}.online", None),
    (2016, _OVERVIEW, "收到政府信息公开申请1件，通过传真，转交给市局。", f"{RECEIVED}.fax", None),
    (2016, _OVERVIEW, "收到政府信息公开申请1件，通过传真提出。", f"{RECEIVED}.fax", 1),
    (2016, _OVERVIEW, "主动公开信息100条，收到政府信息公开申请7件，其中公开90条。", "applications.replies.granted", None),
    (2022, _OVERVIEW, "因政府信息公开引起的行政复议、行政诉讼被纠正的分别为1件、2件。", "review.total", None),
    (2022, _OVERVIEW, "因政府信息公开引起的行政复议、行政诉讼上年分别为1件、2件。", "review.total", None),
    (2022, _OVERVIEW, "因政府信息公开引起的行政复议、行政诉讼分别为1件、2件。", "review.total", 1),
    (2022, _OVERVIEW, "当面申请、网上申请去年分别为3件、5件。", f"{RECEIVED}.in_person", None),
    (2022, _OVERVIEW, "政府网站、微博分别比上年多公开信息3条、5条。", "proactive.channels.website", None),
    (2022, _OVERVIEW, "不予受理、受理政府信息公开申请分别为3件、5件。", f"{RECEIVED}.total", 5),
    (2022, _OVERVIEW, "收到政府信息公开申请、行政复议申请增加数分别为3件、5件。", f"{RECEIVED}.total", None),
    (2022, _OVERVIEW, "全年受理、办结政府信息公开申请预计分别为3件、5件。", f"{RECEIVED}.total", None),
    (2016, _OVERVIEW, "收到政府信息公开申请3件，符合条件的均同意公开。", "applications.replies.granted", None),
    (2016, _OVERVIEW, "收到政府信息公开申请3件，均同意公开。", "applications.replies.granted", 3),
    (2022, _OVERVIEW, "收到政府信息公开申请3件，除涉密外，均予以公开。", "applications.replies.granted", None),
    (2022, _OVERVIEW, "信访件50件申请中，自然人5件。", f"{RECEIVED}.natural_person", None),
    (2022, _OVERVIEW, "去年8件政府信息公开申请中，自然人5件。", f"{RECEIVED}.natural_person", None),
    (2022, _OVERVIEW, "全年收取停车费。我局未收取任何费用。", "fees", None),
    (2022, _OVERVIEW, "举办公务员考试工作。我局未收取费用。", "fees", None),
    (2022, _OVERVIEW, "通过抖音公众号发布信息3条。", "proactive.channels.wechat", None),
    (2022, _OVERVIEW, "收到政府信息公开申请8件，网民诉求7件，合计15件。", f"{RECEIVED}.total", 8),
    (2022, _OVERVIEW, "收到政府信息公开申请8件（截至10月底）。", f"{RECEIVED}.total", None),
    (2022, _OVERVIEW, "收到政府信息公开申请8件（截至12月31日）。", f"{RECEIVED}.total", 8),
    (2022, _OVERVIEW, "收到政府信息公开申请115件（注：实为151件）。", f"{RECEIVED}.total", None),
    (2022, _APPLICATIONS, "（一）办税服务\n全年共受理300件。", f"{RECEIVED}.total", None),
    (2022, _APPLICATIONS, "公众来信来电较多。本年度受理30起，均已办理。", f"{RECEIVED}.total", None),
)  # fmt: skip


@pytest.mark.parametrize(("year", "heading", "said", "path", "value"), CASES)
def test_what_is_not_said_is_not_read(
    year: int, heading: str, said: str, path: str, value: int | None
) -> None:
    report = parse_text(
        f"云河市{year}年政府信息公开工作年度报告\n二、主动公开情况\n主动公开政府信息120条。"
        f"\n{heading}\n{said}\n"
    )
    found = {fact.value for fact in report.facts if fact.path == path and fact.scope is Scope.YEAR}
    assert found - {None} == (set() if value is None else {Decimal(value)})
