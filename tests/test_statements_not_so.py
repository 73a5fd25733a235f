"""Sentences in which a figure stands beside the words of an indicator and is not its: nothing may be read,
or another one."""

from __future__ import annotations

import time
from decimal import Decimal

import pytest

from govinfo_reports import Scope, parse_text
from pace import within

_OVERVIEW, _APPLICATIONS = "一、总体情况", "三、依申请公开情况"
_DISPUTES = "四、政府信息公开行政复议、行政诉讼情况"
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
    (2016, _OVERVIEW, "收到政府信息公开申请1件，可由申请人通过网上提出。", f"{RECEIVED}.online", None),
    (2016, _OVERVIEW, "收到政府信息公开申请1件，请申请人通过信函提出。", f"{RECEIVED}.letter", None),
    (2016, _APPLICATIONS, "收到政府信息公开申请8件，没有当面申请的乡镇3个。", f"{RECEIVED}.in_person", None),
    (2016, _APPLICATIONS, "收到政府信息公开申请8件，无法网上申请的3件。", f"{RECEIVED}.online", None),
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
    (2012, _OVERVIEW, "制定规范性文件12件，已公开9件。", "proactive.normative_documents.disclosed", 9),
    (2017, _OVERVIEW, "制定规范性文件12件，已公开9件。", "proactive.normative_documents.disclosed", 9),
    (2017, _OVERVIEW, "制定规范性文件12件，已公开。", "proactive.normative_documents.disclosed", 12),
    (2022, _OVERVIEW, "收到政府信息公开申请4件，均为自然人3件、法人1件。", f"{RECEIVED}.natural_person", 3),
    (2022, _OVERVIEW, "收到政府信息公开申请4件，均为自然人。", f"{RECEIVED}.natural_person", 4),
    (2022, _OVERVIEW, "收到政府信息公开申请9件，办结率100%，行政复议申请人，均为自然人。", f"{RECEIVED}.natural_person", None),
    (2017, _OVERVIEW, "从事政府信息公开工作人员5人，均为兼职3人、专职2人。", "capacity.staff.part_time", None),
    (2022, _OVERVIEW, "收到政府信息公开申请20件。办理信访举报投诉35件。", "applications.outcomes.not_processed.petition.total", None),
    (2022, _OVERVIEW, "收到政府信息公开申请20件，均已办结，办理信访举报投诉35件。", "applications.outcomes.not_processed.petition.total", None),
    (2022, _OVERVIEW, "收到政府信息公开申请20件。免费发放公开出版物300份。", "applications.outcomes.not_processed.publication.total", None),
    (2022, _OVERVIEW, "收到政府信息公开申请20件。全年产生国家秘密3件。", "applications.outcomes.refused.state_secret.total", None),
    (2017, _OVERVIEW, "收到政府信息公开申请20件。在制发的公文中，公开32件，不公开5件。", "applications.replies.granted", None),
    (2017, _OVERVIEW, "收到政府信息公开申请20件。人大代表建议办理结果中，公开12件，不公开2件。", "applications.replies.refused.total", None),
    (2022, _OVERVIEW, "收到政府信息公开申请20件。制发公文5件，全部公开5件。", "applications.outcomes.granted.total", None),
    (2022, _OVERVIEW, "收到政府信息公开申请5件，办理人大建议30件，比上年增加2件，均已办结。", "applications.outcomes.total.total", None),
    (2022, _OVERVIEW, "收到政府信息公开申请5件，比上年增加2件，均已办结。", "applications.outcomes.total.total", 5),
    (2022, _OVERVIEW, "收到政府信息公开申请4件。另收到咨询4件，4件均已答复。", "applications.outcomes.total.total", None),
    (2022, _OVERVIEW, "行政处罚信息公示，自然人266件，其他52件。", f"{RECEIVED}.natural_person", None),
    (2022, _OVERVIEW, "收到政府信息公开申请9件，区直部门不予公开3件（国家秘密）。", "applications.outcomes.refused.state_secret.total", None),
    (2022, _OVERVIEW, "收到政府信息公开申请9件，拟不予公开3件（国家秘密）。", "applications.outcomes.refused.state_secret.total", None),
    (2022, _OVERVIEW, "收到政府信息公开申请9件，累计不予公开3件（国家秘密）。", "applications.outcomes.refused.state_secret.total", None),
    (2022, _OVERVIEW, "收到3件自然人提出的政府信息公开申请和2件企业提出的政府信息公开申请。", f"{RECEIVED}.total", None),
    (2017, _OVERVIEW, "收到政府信息公开申请9件，接待来访35人次。", f"{RECEIVED}.in_person", None),
    (2017, _OVERVIEW, "应主动公开的规范性文件8件，主动公开的规范性文件7件。", "proactive.normative_documents.disclosed", None),
    (2017, _OVERVIEW, "未主动公开的规范性文件8件。", "proactive.normative_documents.disclosed", None),
    (2017, _OVERVIEW, "累计主动公开的规范性文件80件。", "proactive.normative_documents.disclosed", None),
    (2017, _OVERVIEW, "市政务公开领导小组召开会议2次，我局均派员参加。", "training.meetings", None),
    (2017, _OVERVIEW, "省政府信息公开网公开20条，市门户网站公开280条。", "proactive.channels.website", 280),
    (2017, _OVERVIEW, "设专门机构2个，负责安全生产。", "capacity.dedicated_offices", None),
    (2017, _OVERVIEW, "收到政府信息公开申请4件。4件均通过网络提交。", f"{RECEIVED}.online", 4),
    (2017, _OVERVIEW, "收到政府信息公开申请4件。4件均同意公开。", "applications.replies.granted", 4),
    (2022, _OVERVIEW, "收到政府信息公开申请4件。4件均为自然人申请。", f"{RECEIVED}.natural_person", 4),
    (2017, _OVERVIEW, "收到政府信息公开申请4件，信息不存在答复3件。", "applications.replies.nonexistent", 3),
    (2017, _OVERVIEW, "收到政府信息公开申请4件，告知信息不存在共计3件。", "applications.replies.nonexistent", 3),
    (2022, _OVERVIEW, "收到环境信息公开申请8件，办结8件。", f"{RECEIVED}.total", 8),
    (2017, _OVERVIEW, "上年末结转1件，收到政府信息公开申请9件，办结10件。", f"{RECEIVED}.total", 9),
    (2017, _OVERVIEW, "去年未办结1件，收到政府信息公开申请9件，办结10件。", f"{CONCLUDED}.total", 10),
    (2017, _OVERVIEW, "收到政府信息公开申请9件；去年为8件，当面5件，网上4件。", f"{RECEIVED}.in_person", 5),
    (2017, _OVERVIEW, "去年收到8件，共收到政府信息公开申请9件，增长12.5%。", f"{RECEIVED}.total", 9),
    (2017, _OVERVIEW, "上年度报告已公布，共收到政府信息公开申请9件。", f"{RECEIVED}.total", 9),
    (2017, _OVERVIEW, "去年收到政府信息公开申请8件，办结8件。", f"{CONCLUDED}.total", None),
    (2017, _OVERVIEW, "在全省绩效考评活动中，我市名列第一，收到政府信息公开申请9件。", f"{RECEIVED}.total", 9),
    (2017, _OVERVIEW, "辖区有18个所，全年收到政府信息公开申请12件。", f"{RECEIVED}.total", 12),
    (2017, _OVERVIEW, "收到环境信息公开申请8件，办结8件。", f"{RECEIVED}.total", 8),
    (2017, _OVERVIEW, "收到政府信息公开申请4件。4件均不予公开。", "applications.replies.refused.total", 4),
    (2017, _OVERVIEW, "收到政府信息公开申请9件，信息不存在答复3件。", "applications.replies.nonexistent", 3),
    (2017, _OVERVIEW, "收到政府信息公开申请9件、咨询12件，同意公开6件。", "applications.replies.granted", 6),
    (2017, _OVERVIEW, "收到政府信息公开申请9件，其中来信2件，网上7件，同意公开9件。", "applications.replies.granted", 9),
    (2017, _OVERVIEW, "政府网站公开120条，通过网站受理咨询30件。", "proactive.channels.website", 120),
    (2017, _OVERVIEW, "政府网站公开120条，并通过省厅网站公开20条。", "proactive.channels.website", 120),
    (2017, _OVERVIEW, "我局信息公开查询服务全部免费。", "fees", 0),
    (2022, _OVERVIEW, "2021年收到政府信息公开申请8件，2022年予以公开3件。", "applications.outcomes.granted.total", 3),
    (2022, _OVERVIEW, "收到政府信息公开申请9件。注：2021年报告中9有误，应为12。", f"{RECEIVED}.total", 9),
    (2022, _OVERVIEW, "收到政府信息公开申请9件，3件延期答复，已按期办结；1件正在办理，结转至下年度。", "applications.carried_forward.total", None),
    (2022, _OVERVIEW, "收到政府信息公开申请5件，2件经复议，被撤销。", "litigation.after_review.total", None),
    (2017, _APPLICATIONS, "收到申请12件，其中政府信息公开申请12件。", f"{RECEIVED}.total", 12),
    (2017, _APPLICATIONS, "收到申请900件，其中自然人830件，其中政府信息公开申请60件。", f"{RECEIVED}.total", 60),
    (2022, _DISPUTES, "行政诉讼1件，市政府维持原答复，法院正在审理。", "litigation.upheld", None),
    (2022, _DISPUTES, "行政诉讼1件，县政府维持后，法院撤销。", "litigation.upheld", None),
    (2022, _DISPUTES, "行政诉讼1件，市人民政府责令重新答复后撤诉。", "litigation.corrected", None),
    (2022, _DISPUTES, "行政诉讼1件，法院判决驳回原告诉讼请求。", "litigation.upheld", 1),
    (2022, _DISPUTES, "复议3件，维持1件，撤回1件，终止1件。", "review.other", None),
    (2022, _DISPUTES, "复议5件，维持1件，撤回1件，其他2件。", "review.other", None),
    (2022, _DISPUTES, "复议2件，维持1件，撤回1件。", "review.other", 1),
    (2022, _DISPUTES, "行政应诉案件30件，其中直接起诉20件，涉及政府信息公开的2件。", "litigation.direct.total", None),
    (2022, _DISPUTES, "收到投诉3件，1件直接向法院提起诉讼。", "litigation.direct.total", None),
    (2022, _DISPUTES, "行政复议2件（上年结转1件）。", "applications.carried_in.total", None),
    (2022, _DISPUTES, "受理行政复议申请8件，信息公开类2件，维持6件。", "review.upheld", None),
    (2022, _DISPUTES, "关于土地征收的行政复议2件，均维持。", "review.upheld", 2),
    (2017, _OVERVIEW, "上年末，结转1件，收到政府信息公开申请9件，办结10件。", f"{RECEIVED}.total", 9),
    (2017, _OVERVIEW, "主动公开信息120条，上年，为100条，网站公开110条。", "proactive.channels.website", 110),
    (2022, _DISPUTES, "行政复议1件，经法院判决撤销。", "review.corrected", None),
    (2022, _DISPUTES, "行政诉讼2件，经市政府复议均维持，法院正在审理。", "litigation.upheld", None),
    (2022, _DISPUTES, "行政应诉30件，未经复议直接起诉20件，涉及政府信息公开的2件。", "litigation.direct.total", None),
    (2022, _DISPUTES, "行政应诉30件，复议后起诉20件，涉及政府信息公开的2件。", "litigation.after_review.total", None),
    (2022, _DISPUTES, "行政诉讼30件，未经复议直接起诉20件，复议后起诉10件。", "litigation.direct.total", 20),
    (2017, _DISPUTES, "行政复议3件，信息公开方面行政诉讼2件。", "review.total", 3),
    (2022, _OVERVIEW, "收到政府信息公开申请4件。收到建议4件。4件均已答复。", "applications.outcomes.total.total", None),
    (2022, _OVERVIEW, "收到政府信息公开申请9件，不予处理2件，办理信访举报投诉35件。", "applications.outcomes.not_processed.petition.total", None),
    (2022, _OVERVIEW, "收到政府信息公开申请9件，不予公开1件，发放公开出版物300份。", "applications.outcomes.not_processed.publication.total", None),
    (2022, _OVERVIEW, "收到政府信息公开申请9件，不予处理2件，其中信访举报投诉类1件。", "applications.outcomes.not_processed.petition.total", 1),
    (2022, _OVERVIEW, "我局作出行政处罚决定47件，上级作出行政处罚决定3件。", "proactive.penalties.decisions", 47),
    (2017, _OVERVIEW, "未主动公开规范性文件8件。", "proactive.normative_documents.disclosed", None),
    (2017, _OVERVIEW, "制发规范性文件12件，全部公开，其中主动公开10件。", "proactive.normative_documents.disclosed", 10),
    (2017, _OVERVIEW, "市委先后3次召开会议研究政府信息公开工作。", "training.meetings", None),
    (2017, _OVERVIEW, "我局先后3次召开会议研究政府信息公开工作。", "training.meetings", 3),
    (2017, _OVERVIEW, "收到政府信息公开申请5件，均为网上申请3件、信函2件。", f"{RECEIVED}.letter", 2),
    (2017, _OVERVIEW, "收到政府信息公开申请5件，均通过网络2件。", f"{RECEIVED}.online", None),
    (2017, _OVERVIEW, "收到政府信息公开申请5件，均为网上申请。", f"{RECEIVED}.online", 5),
    (2017, _OVERVIEW, "收到政府信息公开申请5件，均为网上申请，办结4件。", f"{RECEIVED}.online", 5),
    (2022, _OVERVIEW, "因政府信息公开引起的行政诉讼5件，均为复议后起诉3件。", "litigation.after_review.total", 3),
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


@pytest.mark.parametrize(
    "said",
    [
        "收到政府信息公开申请9件，均" + "在期限内" * 300,
        "收到政府信息公开申请1件，" + "在期限内" * 300,
        "制发规范性文件2件，均" + "在网站" * 300,
        "制发规范性文件2件，" + "均已" * 300,
        "因政府信息公开引起的行政诉讼2件，均" + "由政府" * 300,
        "因政府信息公开引起的行政诉讼1件，" + "经法院" * 300,
    ],
)
def test_what_is_said_over_and_over_takes_no_time(said: str) -> None:
    start = time.process_time()
    parse_text(f"青川县2017年政府信息公开工作年度报告\n{_OVERVIEW}\n{said}。")
    assert time.process_time() - start < within(4)
