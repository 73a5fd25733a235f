"""Sentences that state an indicator: what is read from them, and what is not."""

from __future__ import annotations

from decimal import Decimal

import pytest

from govinfo_reports.facts import How, Scope, Source
from govinfo_reports.forms.kinds import kinds
from govinfo_reports.forms.sentences import wordings
from govinfo_reports.indicators import Form, leaf_indicators
from govinfo_reports.location import Location
from govinfo_reports.prose.engine import read_statements
from govinfo_reports.prose.passages import Passage, Topic

Value = int | Decimal


def stated(form: Form, topic: Topic, *texts: str, organ: str | None = "青川县") -> dict[str, Value | None]:
    """The year's facts of a report for 2016, by path."""
    passages = [
        Passage(text=text, location=Location(line=line), topic=topic) for line, text in enumerate(texts, 1)
    ]
    facts = read_statements(passages, year=2016, organ=organ, form=form)
    return {fact.path: fact.value for fact in facts if fact.scope is Scope.YEAR}


STATED: list[tuple[Form, Topic, str, dict[str, Value]]] = [
    (
        Form.F2014,
        Topic.UNKNOWN,
        "2016年，全县共受理政府信息公开申请27件，其中当面申请5件、网络申请18件、信函申请4件。",
        {
            "applications.received.total": 27,
            "applications.received.in_person": 5,
            "applications.received.online": 18,
            "applications.received.letter": 4,
        },
    ),
    (
        Form.F2014,
        Topic.UNKNOWN,
        "全年收到公民、法人和其他组织提出的政府信息公开申请１０３件，按时办结101件，延期办结2件。",
        {
            "applications.received.total": 103,
            "applications.concluded.on_time": 101,
            "applications.concluded.extended": 2,
        },
    ),
    (
        Form.F2014,
        Topic.UNKNOWN,
        "2016年度本机关共收到信息公开申请1,038件。",
        {"applications.received.total": 1038},
    ),
    (
        Form.F2014,
        Topic.APPLICATIONS,
        "全年共收到申请6宗，其中：网上申请4宗，占66.7%；当面申请2宗，占33.3%。",
        {
            "applications.received.total": 6,
            "applications.received.online": 4,
            "applications.received.in_person": 2,
        },
    ),
    (Form.F2014, Topic.UNKNOWN, "我局受理依申请公开政府信息三十一件。", {"applications.received.total": 31}),
    (
        Form.NARRATIVE,
        Topic.UNKNOWN,
        "二〇一六年，全县主动公开政府信息一千二百三十条，受理政府信息公开申请十二件，"
        "其中当面申请两件、网上申请十件。",
        {
            "proactive.disclosed": 1230,
            "applications.received.total": 12,
            "applications.received.in_person": 2,
            "applications.received.online": 10,
        },
    ),
    (Form.F2014, Topic.FEES, "全年收取检索费用一百二十元。", {"fees": Decimal("0.012")}),
    (
        Form.F2014,
        Topic.CAPACITY,
        "我局配备专职人员三名、兼职人员十五名。",
        {"capacity.staff.full_time": 3, "capacity.staff.part_time": 15},
    ),
    (
        Form.F2014,
        Topic.PROACTIVE,
        "二○一五年主动公开政府信息八十条，二○一六年主动公开政府信息1万2千条。",
        {"proactive.disclosed": 12000},
    ),
    (
        Form.F2014,
        Topic.APPLICATIONS,
        "依据《条例》第二十条，一是受理申请坚持一次性告知，两办各抓一件事，当面申请第一件。",
        {},
    ),
    (
        Form.F2014,
        Topic.UNKNOWN,
        "我局共收到12件政府信息公开申请，均已按时答复。",
        {"applications.received.total": 12, "applications.replies.total": 12},
    ),
    (
        Form.F2021,
        Topic.UNKNOWN,
        "2016年，全县新收政府信息公开申请66件，上年结转2件，办结64件，结转下年度继续办理4件。",
        {
            "applications.received.total": 66,
            "applications.carried_in.total": 2,
            "applications.outcomes.total.total": 64,
            "applications.carried_forward.total": 4,
        },
    ),
    (
        Form.F2021,
        Topic.UNKNOWN,
        "本年度收到依申请公开事项308件，加上年结转1件，在规定期限内答复306件，其余结转下年3件。",
        {
            "applications.received.total": 308,
            "applications.carried_in.total": 1,
            "applications.outcomes.total.total": 306,
            "applications.carried_forward.total": 3,
        },
    ),
    (
        Form.F2021,
        Topic.UNKNOWN,
        "我办本年收到依申请公开9件，都由个人提出，上年度结转申请0件。从结果看，部分公开2件，"
        "信息不存在5件，另有2件结转至下一年度办理。",
        {
            "applications.received.total": 9,
            "applications.carried_in.total": 0,
            "applications.outcomes.partially_granted.total": 2,
            "applications.carried_forward.total": 2,
        },
    ),
    (
        Form.F2019,
        Topic.UNKNOWN,
        "2016年我局受理依申请公开1件，已在时限内依法回复。",
        {"applications.received.total": 1, "applications.outcomes.total.total": 1},
    ),
    (
        Form.NARRATIVE,
        Topic.UNKNOWN,
        "我办主动公开政府信息20条，受理信息公开申请14件，答复14件，没有收到因此提起的行政复议。",
        {
            "proactive.disclosed": 20,
            "applications.received.total": 14,
            "applications.replies.total": 14,
            "review.total": 0,
        },
    ),
    (
        Form.NARRATIVE,
        Topic.UNKNOWN,
        "2016年本局受理信息公开申请20件，其中当面申请2宗，占10%；网上申请18宗，占90%；信函申请0宗。",
        {
            "applications.received.total": 20,
            "applications.received.in_person": 2,
            "applications.received.online": 18,
            "applications.received.letter": 0,
        },
    ),
    (
        Form.NARRATIVE,
        Topic.APPLICATIONS,
        "答复结果为：“同意公开”的14件，占七成。“同意部分公开”3件。“不予公开”的2件，“信息不存在”的1件。",
        {
            "applications.replies.granted": 14,
            "applications.replies.partially_granted": 3,
            "applications.replies.refused.total": 2,
            "applications.replies.nonexistent": 1,
        },
    ),
    (
        Form.F2014,
        Topic.APPLICATIONS,
        "已答复30件，其中属于已主动公开范围10件，同意公开答复12件，同意部分公开答复3件，"
        "不同意公开答复2件（涉及商业秘密1件、个人隐私1件），申请信息不存在3件。",
        {
            "applications.replies.total": 30,
            "applications.replies.already_public": 10,
            "applications.replies.granted": 12,
            "applications.replies.partially_granted": 3,
            "applications.replies.refused.total": 2,
            "applications.replies.refused.trade_secret": 1,
            "applications.replies.refused.privacy": 1,
            "applications.replies.nonexistent": 3,
        },
    ),
    (
        Form.F2021,
        Topic.UNKNOWN,
        "2016年我县受理政府信息公开申请3259件，答复3278件（含上年度结转93件）。",
        {
            "applications.received.total": 3259,
            "applications.outcomes.total.total": 3278,
            "applications.carried_in.total": 93,
        },
    ),
    (
        Form.F2021,
        Topic.UNKNOWN,
        "共受理政府信息公开申请45件。予以公开30件、部分公开5件、本机关不掌握相关政府信息6件、重复申请1件，结转2017年度办理3件。",
        {
            "applications.received.total": 45,
            "applications.outcomes.granted.total": 30,
            "applications.outcomes.partially_granted.total": 5,
            "applications.outcomes.unable.not_held.total": 6,
            "applications.outcomes.not_processed.repeated.total": 1,
            "applications.carried_forward.total": 3,
        },
    ),
    (
        Form.F2014,
        Topic.UNKNOWN,
        "2015年我县收到政府信息公开申请8件，2016年收到政府信息公开申请11件。",
        {"applications.received.total": 11},
    ),
    (
        Form.F2014,
        Topic.UNKNOWN,
        "全年受理政府信息公开申请15件，较去年增加3件。",
        {"applications.received.total": 15},
    ),
    (Form.F2014, Topic.UNKNOWN, "2016年，全县主动公开政府信息5980多条。", {"proactive.disclosed": 5980}),
    (
        Form.F2014,
        Topic.UNKNOWN,
        "2016年全县主动公开政府信息26.8万条，属于依申请公开的信息223条。",
        {"proactive.disclosed": 268000},
    ),
    (
        Form.F2014,
        Topic.UNKNOWN,
        "其中，通过政府网站公开政府信息1,200条，政务微博公开政府信息300条，"
        "政务微信公开政府信息251条，政府公报公开政府信息12条，其他方式公开政府信息88条。",
        {
            "proactive.channels.website": 1200,
            "proactive.channels.weibo": 300,
            "proactive.channels.wechat": 251,
            "proactive.channels.gazette": 12,
            "proactive.channels.other": 88,
        },
    ),
    (
        Form.F2014,
        Topic.UNKNOWN,
        "我局主动公开政府信息145条。其中，机构职能信息19条；工作动态信息126条，占86.9%。",
        {"proactive.disclosed": 145},
    ),
    (
        Form.F2014,
        Topic.UNKNOWN,
        "全年主动公开政府信息约300余条，网站点击量2万次。",
        {"proactive.disclosed": 300},
    ),
    (
        Form.F2021,
        Topic.UNKNOWN,
        "通过政府网站、政务新媒体、政府公报等渠道，全市主动公开政府信息9.2余万条。",
        {"proactive.disclosed": 92000},
    ),
    (Form.F2014, Topic.UNKNOWN, "我局微信公众号发布信息782条。", {"proactive.channels.wechat": 782}),
    (
        Form.F2014,
        Topic.UNKNOWN,
        "制发规范性文件8件，其中主动公开规范性文件6件。",
        {"proactive.normative_documents.issued": 8, "proactive.normative_documents.disclosed": 6},
    ),
    (
        Form.F2021,
        Topic.UNKNOWN,
        "2016年制发行政规范性文件16个，同时废止行政规范性文件3个，年末现行有效行政规范性文件77个。",
        {
            "proactive.normative_documents.issued": 16,
            "proactive.normative_documents.repealed": 3,
            "proactive.normative_documents.in_force": 77,
        },
    ),
    (
        Form.F2014,
        Topic.UNKNOWN,
        "回应公众关注热点或重大舆情12次，举办新闻发布会3次，政府网站在线访谈4次，"
        "发布政策解读稿件25篇，微博微信回应事件6次，其他方式回应事件7次。",
        {
            "responses.hot_topics": 12,
            "responses.channels.press_conferences": 3,
            "responses.channels.online_interviews": 4,
            "responses.channels.policy_interpretations": 25,
            "responses.channels.social_media": 6,
            "responses.channels.other": 7,
        },
    ),
    (
        Form.F2014,
        Topic.UNKNOWN,
        "主要负责同志参加新闻发布会2次。",
        {"responses.channels.press_conferences_by_principal": 2},
    ),
    (
        Form.F2014,
        Topic.REVIEW,
        "2016年因政府信息公开被申请行政复议5件，其中维持3件，被依法纠错1件，其他情形1件；"
        "行政诉讼4件，其中维持2件。",
        {
            "review.total": 5,
            "review.upheld": 3,
            "review.corrected": 1,
            "review.other": 1,
            "litigation.total": 4,
            "litigation.upheld": 2,
        },
    ),
    (
        Form.F2021,
        Topic.UNKNOWN,
        "政府信息公开类行政复议3件，其中结果维持2件、尚未审结1件；行政诉讼6件，"
        "其中未经复议直接起诉4件，复议后起诉2件。",
        {
            "review.total": 3,
            "review.upheld": 2,
            "review.pending": 1,
            "litigation.total": 6,
            "litigation.direct.total": 4,
            "litigation.after_review.total": 2,
        },
    ),
    (Form.F2014, Topic.UNKNOWN, "2016年发生政府信息公开行政诉讼1起。", {"litigation.total": 1}),
    (Form.F2014, Topic.REVIEW, "收到举报投诉2件。", {"complaints": 2}),
    (Form.F2021, Topic.OTHER, "2016年向申请人收取信息处理费共3940元。", {"fees": Decimal("0.394")}),
    (
        Form.F2021,
        Topic.UNKNOWN,
        "2016年对25件政府信息公开申请收取了信息处理费1.25万元。",
        {"fees": Decimal("1.25")},
    ),
    (
        Form.F2014,
        Topic.UNKNOWN,
        "全县共有政府信息公开专职人员12名，兼职人员80名。",
        {"capacity.staff.full_time": 12, "capacity.staff.part_time": 80},
    ),
    (
        Form.F2014,
        Topic.UNKNOWN,
        "全区从事政府信息公开工作人员46人，其中专职人员6人，兼职人员40人。",
        {"capacity.staff.total": 46, "capacity.staff.full_time": 6, "capacity.staff.part_time": 40},
    ),
    (Form.F2014, Topic.UNKNOWN, "设置政府信息公开查阅点4个。", {"capacity.reading_points": 4}),
    (Form.F2014, Topic.UNKNOWN, "政府信息公开专项经费8万元。", {"capacity.budget": Decimal("8")}),
    (
        Form.F2014,
        Topic.UNKNOWN,
        "召开政府信息公开工作会议3次，举办各类培训班2次，接受培训人员127人次。",
        {"training.meetings": 3, "training.courses": 2, "training.participants": 127},
    ),
    (
        Form.F2014,
        Topic.UNKNOWN,
        "举办全县政务公开业务培训班1期，120人参加了培训。",
        {"training.courses": 1, "training.participants": 120},
    ),
    (
        Form.F2014,
        Topic.UNKNOWN,
        "根据《青川县2016年政务公开工作要点》（青政办发〔2016〕102号）要求，主动公开政府信息77条。",
        {"proactive.disclosed": 77},
    ),
    (
        Form.F2014,
        Topic.APPLICATIONS,
        "从申请方式看，受理申请15件中，网上提交12件，占80%，现场提交3件，占20%。",
        {
            "applications.received.total": 15,
            "applications.received.online": 12,
            "applications.received.in_person": 3,
        },
    ),
    (
        Form.F2014,
        Topic.APPLICATIONS,
        "通过网络受理申请3件，通过信函受理申请2件。",
        {"applications.received.online": 3, "applications.received.letter": 2},
    ),
    (Form.F2014, Topic.UNKNOWN, "收到政府信息公开申请表5份。", {"applications.received.total": 5}),
    (Form.F2014, Topic.UNKNOWN, "全年政府信息公开申请数量为4件。", {"applications.received.total": 4}),
    (Form.F2014, Topic.UNKNOWN, "本单位主动公开信息总数为77条。", {"proactive.disclosed": 77}),
    (Form.F2014, Topic.UNKNOWN, "在区政府网站主动公开政府信息 77 条。", {"proactive.channels.website": 77}),
    (Form.F2014, Topic.PROACTIVE, "2016年，我县公开政府信息1234条。", {"proactive.disclosed": 1234}),
    (
        Form.F2021,
        Topic.UNKNOWN,
        "2016年全市各级行政机关共新收政府信息公开申请3119件，较2015年增长12%。",
        {"applications.received.total": 3119},
    ),
    (
        Form.F2021,
        Topic.UNKNOWN,
        "本年度新收申请56件，上年度结转3件，本年度办结57件，结转下年度继续办理2件。",
        {
            "applications.received.total": 56,
            "applications.carried_in.total": 3,
            "applications.outcomes.total.total": 57,
            "applications.carried_forward.total": 2,
        },
    ),
    (
        Form.F2021,
        Topic.APPLICATIONS,
        "本年度新收申请56件，上年度结转3件，本年度办结57件，结转下年度继续办理2件。",
        {
            "applications.received.total": 56,
            "applications.carried_in.total": 3,
            "applications.outcomes.total.total": 57,
            "applications.carried_forward.total": 2,
        },
    ),
    (
        Form.F2021,
        Topic.UNKNOWN,
        "收到政府信息公开申请30件，其中自然人28件，法人2件。",
        {"applications.received.total": 30, "applications.received.natural_person": 28},
    ),
    (Form.F2021, Topic.UNKNOWN, "受理申请12件，其中上年结转2件。", {"applications.carried_in.total": 2}),
    (
        Form.F2021,
        Topic.UNKNOWN,
        "全年收到依申请公开12件，其中2件结转到2017年办理。",
        {"applications.received.total": 12, "applications.carried_forward.total": 2},
    ),
    (
        Form.F2021,
        Topic.REVIEW,
        "因政府信息公开被提起行政复议8件（维持5件、纠正1件、其他2件），行政诉讼2件。",
        {
            "review.total": 8,
            "review.upheld": 5,
            "review.corrected": 1,
            "review.other": 2,
            "litigation.total": 2,
        },
    ),
    (
        Form.F2014,
        Topic.UNKNOWN,
        "2016年底，全县累计主动公开政府信息12000条。",
        {"proactive.disclosed": 12000},
    ),
    (Form.F2014, Topic.UNKNOWN, "今年以来，全县主动公开政府信息1200条。", {"proactive.disclosed": 1200}),
    (
        Form.F2014,
        Topic.APPLICATIONS,
        "全年受理申请5件，全部办结。",
        {"applications.received.total": 5, "applications.concluded.total": 5},
    ),
    (
        Form.F2014,
        Topic.APPLICATIONS,
        "全年受理申请5件，其中1件尚未办结，其余均已答复。",
        {"applications.received.total": 5},
    ),
    (
        Form.NARRATIVE,
        Topic.UNKNOWN,
        "2016年，我局配备了2名专兼职人员负责政府信息公开。",
        {"capacity.staff.total": 2},
    ),
    (
        Form.NARRATIVE,
        Topic.UNKNOWN,
        "为做好信息公开，本单位配备了3名专职人员和2名兼职人员。",
        {"capacity.staff.full_time": 3, "capacity.staff.part_time": 2},
    ),
    (
        Form.NARRATIVE,
        Topic.UNKNOWN,
        "2016年制作、获取政府信息640条，其中主动公开政府信息410条，不予公开信息230条。",
        {"proactive.disclosed": 410},
    ),
    (
        Form.NARRATIVE,
        Topic.UNKNOWN,
        "2016年，全县受理的6件政府信息公开申请，均按时办结。",
        {
            "applications.received.total": 6,
            "applications.concluded.total": 6,
            "applications.concluded.on_time": 6,
        },
    ),
    (
        Form.NARRATIVE,
        Topic.APPLICATIONS,
        "（二）申请的办理。4件申请全部作了答复。",
        {"applications.replies.total": 4},
    ),
    (
        Form.F2021,
        Topic.UNKNOWN,
        "行政许可处理决定数量为324件，行政处罚处理决定31件，行政强制处理决定0件。",
        {
            "proactive.licensing.decisions": 324,
            "proactive.penalties.decisions": 31,
            "proactive.coercion.decisions": 0,
        },
    ),
    (Form.F2021, Topic.UNKNOWN, "公开现行有效政府规章5件。", {"proactive.regulations.in_force": 5}),
    (
        Form.F2019,
        Topic.APPLICATIONS,
        "受理申请20件，予以公开及部分公开15件，其他处理5件。",
        {"applications.received.total": 20, "applications.outcomes.other_handling.all.total": 5},
    ),
    (Form.F2021, Topic.APPLICATIONS, "受理申请20件，其他处理5件。", {"applications.received.total": 20}),
    (Form.NARRATIVE, Topic.PROACTIVE, "通过各类公开载体主动公开信息43条。", {"proactive.disclosed": 43}),
    (
        Form.NARRATIVE,
        Topic.UNKNOWN,
        "通过县政府门户网站，主动公开政府信息90条。",
        {"proactive.channels.website": 90},
    ),
    (
        Form.NARRATIVE,
        Topic.UNKNOWN,
        "公开情况如下：政府网站公开信息3600条，政府公报公开信息4条。",
        {"proactive.channels.website": 3600, "proactive.channels.gazette": 4},
    ),
    (Form.NARRATIVE, Topic.UNKNOWN, "我局主动公开110条政府信息。", {"proactive.disclosed": 110}),
    (Form.NARRATIVE, Topic.UNKNOWN, "2016年全县政府信息公开566条。", {"proactive.disclosed": 566}),
    (
        Form.NARRATIVE,
        Topic.APPLICATIONS,
        "受理申请9件，同意公开6件，另有2件信息不存在，还有1件属于已主动公开范围。",
        {
            "applications.received.total": 9,
            "applications.replies.granted": 6,
            "applications.replies.nonexistent": 2,
            "applications.replies.already_public": 1,
        },
    ),
]

NOT_STATED: list[tuple[Form, Topic, str]] = [
    (Form.F2014, Topic.UNKNOWN, "政府信息公开申请办结率100%。"),
    (Form.F2014, Topic.UNKNOWN, "与去年同期12件相比，申请量有所上升。"),
    (Form.F2014, Topic.UNKNOWN, "自2008年以来，我县累计受理政府信息公开申请211件。"),
    (Form.F2014, Topic.UNKNOWN, "行政服务中心全年共受理各类审批申请12510件，办结12500件。"),
    (Form.F2014, Topic.UNKNOWN, "2016年处理来信来访150件，办结140件。"),
    (Form.F2014, Topic.UNKNOWN, "区政府办公室受理政府信息公开申请17件。"),
    (Form.F2014, Topic.UNKNOWN, "区财政局收到政府信息公开申请7件，区住建局收到政府信息公开申请9件。"),
    (Form.F2014, Topic.UNKNOWN, "列为依申请公开信息的46条，列为不予公开信息的1402条。"),
    (Form.F2014, Topic.UNKNOWN, "按属性分，依申请公开信息16条，不予公开信息31条。"),
    (Form.F2014, Topic.UNKNOWN, "申请人撤回政府信息公开申请3件。"),
    (Form.F2014, Topic.UNKNOWN, "2016年接待政府信息公开咨询3200人次。"),
    (Form.F2014, Topic.UNKNOWN, "公民可以向本机关提出政府信息公开申请，每次申请不超过3件。"),
    (Form.F2014, Topic.UNKNOWN, "利用政务微博、微信公开政府信息650条。"),
    (Form.F2014, Topic.UNKNOWN, "各部门网站共发布信息512条。"),
    (Form.F2014, Topic.UNKNOWN, "全年各乡镇主动公开政府信息240条，占三成。"),
    (Form.F2014, Topic.UNKNOWN, "2008年至2016年全县主动公开政府信息10552条。"),
    (Form.F2014, Topic.UNKNOWN, "信息公开专栏访问量为20460人次。"),
    (Form.F2014, Topic.UNKNOWN, "2016年公开重点领域信息3100条，其中扶贫信息51条。"),
    (Form.F2014, Topic.UNKNOWN, "转载上级政策解读材料1640件。"),
    (Form.F2014, Topic.UNKNOWN, "县司法局全年审理行政复议案件120件。"),
    (Form.F2014, Topic.UNKNOWN, "12345热线接到举报投诉700件。"),
    (Form.F2014, Topic.UNKNOWN, "《政府公报》全部免费向群众赠阅。"),
    (Form.F2014, Topic.UNKNOWN, "政府信息公开工作经费支出1万元。"),
    (Form.F2014, Topic.UNKNOWN, "未发生行政复议被纠错、行政诉讼败诉的情况。"),
    (Form.F2014, Topic.UNKNOWN, "对未按规定公开信息的单位进行了通报。"),
    (Form.F2014, Topic.UNKNOWN, "如未收到答复，申请人可以依法申请行政复议或者提起行政诉讼。"),
    (Form.F2014, Topic.UNKNOWN, "2015年以前我县未收到政府信息公开申请。"),
    (Form.F2014, Topic.UNKNOWN, "未收到行政许可申请。"),
    (Form.F2014, Topic.UNKNOWN, "除可以收取检索、复制、邮寄等成本费用外，不得收取其他费用。"),
    (Form.F2014, Topic.UNKNOWN, "2名工作人员参加了省上组织的政务公开培训班。"),
    (Form.F2014, Topic.UNKNOWN, "要求各单位配备1名专职人员负责政府信息公开。"),
    (Form.F2014, Topic.UNKNOWN, "下一步，将举办政务公开培训班2期，培训人员100人次。"),
    (Form.F2014, Topic.UNKNOWN, "2017年，我县将主动公开政府信息500条。"),
    (Form.F2014, Topic.PROBLEMS, "全年受理政府信息公开申请15件。"),
    (Form.F2014, Topic.APPLICATIONS, "收到信函、传真申请1件。"),
    (Form.F2014, Topic.UNKNOWN, "2016年，我县公开政府信息1234条。"),
    (Form.F2014, Topic.UNKNOWN, "2022年度我镇没有收到依申请公开政府信息的申请。"),
    (Form.F2014, Topic.UNKNOWN, "行政复议、行政诉讼0件。"),
    (Form.F2014, Topic.FEES, "向申请人减免费用20元。"),
    (Form.F2014, Topic.UNKNOWN, "未产生相关诉讼费用。"),
    (Form.F2021, Topic.REVIEW, "行政复议和行政诉讼共5件。"),
    (Form.F2014, Topic.UNKNOWN, "截至2016年底，全县历年累计主动公开政府信息12000条。"),
    (Form.F2014, Topic.UNKNOWN, "其中，县政府主动公开政府信息500条，各乡镇主动公开政府信息700条。"),
    (Form.F2014, Topic.UNKNOWN, "办理人大代表建议、政协提案答复45件。"),
    (Form.F2014, Topic.APPLICATIONS, "答复网民留言140条。"),
    (Form.F2014, Topic.UNKNOWN, "全年主动公开政府信息1-2条。"),
    (Form.F2014, Topic.UNKNOWN, "召开新闻发布会第3次会议。"),
    (Form.F2014, Topic.UNKNOWN, "电话：0943-8318819，邮编730900，共3页。"),
    (Form.NARRATIVE, Topic.UNKNOWN, "领导小组下设办公室，配备3名专职工作人员负责政务公开。"),
    (Form.NARRATIVE, Topic.UNKNOWN, "通过短视频、微信等发布信息168条。"),
    (Form.NARRATIVE, Topic.UNKNOWN, "通过云河手机报主动公开政府信息70条。"),
    (Form.NARRATIVE, Topic.UNKNOWN, "政府网站信息公开专栏公开信息37条。"),
    (Form.NARRATIVE, Topic.UNKNOWN, "公开其他应主动公开的信息94条。"),
    (Form.NARRATIVE, Topic.UNKNOWN, "政府公报刊登文件112件，政策解读83件。"),
    (Form.NARRATIVE, Topic.APPLICATIONS, "予以公开和部分公开共15件。"),
    (Form.NARRATIVE, Topic.REVIEW, "未收到对不予公开决定的重复申请。"),
    (Form.NARRATIVE, Topic.APPLICATIONS, "其中，受理政府信息公开申请3件。"),
    (Form.NARRATIVE, Topic.UNKNOWN, "县教育局未收到政府信息公开申请。"),
    (Form.NARRATIVE, Topic.FEES, "公众可免费使用查询机。"),
    (Form.NARRATIVE, Topic.UNKNOWN, "未发生投诉。"),
    (Form.NARRATIVE, Topic.REVIEW, "未发生信访投诉。"),
    (Form.NARRATIVE, Topic.UNKNOWN, "免费开放。"),
]


@pytest.mark.parametrize(("form", "topic", "text", "expected"), STATED)
def test_a_sentence_states_exactly_these(
    form: Form, topic: Topic, text: str, expected: dict[str, Value]
) -> None:
    assert stated(form, topic, text) == expected


@pytest.mark.parametrize(("form", "topic", "text"), NOT_STATED)
def test_a_sentence_states_nothing(form: Form, topic: Topic, text: str) -> None:
    assert stated(form, topic, text) == {}


def test_every_path_is_in_the_vocabulary() -> None:
    paths = {path for rule in wordings().rules for path in (rule.old, rule.new)}
    paths |= set(kinds().old.values()) | set(kinds().new.values())
    assert paths - {None} <= set(leaf_indicators())


def test_a_fact_knows_its_text_place_and_match() -> None:
    location = Location(page=2, line=7, span=(11, 40))
    text = "2016年，我县收到政府信息公开申请1 038余件。"
    (fact,) = read_statements([Passage(text=text, location=location)], year=2016, organ="青川县")
    assert fact.value == 1038
    assert fact.approximate
    assert fact.raw == "1 038余件"
    assert fact.source is Source.PROSE
    assert fact.unit == "件"
    assert fact.location == Location(page=2, line=7, span=(11, 35))
    assert (
        text[fact.location.span[0] - 11 : fact.location.span[1] - 10] == text[:25]
        if fact.location.span
        else False
    )
    assert fact.match.how is How.SENTENCE
    assert "申请" in fact.match.label
    assert fact.match.evidence[0].startswith("received:")


def test_a_statement_of_nothing_keeps_its_words() -> None:
    passage = Passage(text="2016年未发生行政复议。", location=Location(line=3))
    (fact,) = read_statements([passage], year=2016, organ=None)
    assert (fact.value, fact.raw, fact.location) == (
        0,
        "2016年未发生行政复议",
        Location(line=3, span=(1, 12)),
    )


def test_amounts_are_in_wan_yuan_exactly() -> None:
    assert stated(Form.F2021, Topic.OTHER, "收取信息处理费2950元。") == {"fees": Decimal("0.295")}


def test_cumulative_figures_and_last_years_have_their_scope() -> None:
    text = (
        "2008年至2016年全县主动公开政府信息9000条，2015年主动公开政府信息800条，2016年主动公开政府信息950条。"
    )
    facts = read_statements([Passage(text=text, location=Location(line=1))], year=2016, organ="青川县")
    assert [(fact.value, fact.scope) for fact in facts] == [
        (9000, Scope.CUMULATIVE),
        (800, Scope.LAST_YEAR),
        (950, Scope.YEAR),
    ]


def test_a_sentence_that_begins_with_qizhong_keeps_the_years_of_the_one_before() -> None:
    text = "2008年以来，全县累计收到政府信息公开申请90件。其中，网上申请60件。"
    facts = read_statements([Passage(text=text, location=Location(line=1))], year=2016, organ="青川县")
    assert {fact.scope for fact in facts} == {Scope.CUMULATIVE}


def test_without_a_year_any_single_year_is_the_reports() -> None:
    passage = Passage(text="2013年，我县收到政府信息公开申请5件。", location=Location(line=1))
    assert [fact.scope for fact in read_statements([passage], year=None, organ=None)] == [Scope.YEAR]


@pytest.mark.parametrize(
    ("organ", "found"), [("青川县人民政府办公室", True), ("青川县", False), (None, False), ("云河市", False)]
)
def test_an_office_counts_only_for_itself(organ: str | None, found: bool) -> None:
    text = "县政府办公室受理政府信息公开申请17件。"
    assert bool(stated(Form.F2014, Topic.UNKNOWN, text, organ=organ)) is found


@pytest.mark.parametrize(("organ", "found"), [("青川县", True), ("云河市临江区", False), (None, True)])
def test_a_named_place_counts_only_for_itself(organ: str | None, found: bool) -> None:
    text = "2016年青川县共收到政府信息公开申请2件。"
    assert bool(stated(Form.F2014, Topic.UNKNOWN, text, organ=organ)) is found


def test_the_parts_of_a_part_are_not_read() -> None:
    text = (
        "县政府办公室受理政府信息公开申请17件，其中网上申请10件；全县受理政府信息公开申请95件，"
        "其中网上申请60件。"
    )
    expected = {"applications.received.total": 95, "applications.received.online": 60}
    assert stated(Form.F2014, Topic.UNKNOWN, text) == expected


def test_a_smaller_figure_without_the_whole_gives_way() -> None:
    text = "政府网站公开信息640条。", "我县政府门户网站公开各类信息2152条。"
    assert stated(Form.F2014, Topic.PROACTIVE, *text) == {"proactive.channels.website": 2152}


def test_everything_on_one_line_with_headings_inside() -> None:
    text = (
        "…报告。 一、总体情况 2016年，我县持续推进公开。（一）主动公开方面。主动公开政府信息80条。"
        "（二）依申请公开方面。共收到9件申请，及时办结7件。（三）政府信息管理方面。窗口共受理申请1200件。"
        " 五、存在的主要问题及改进情况 全年举办政务公开培训班3期。 六、其他需要报告的事项2016年，"
        "未收取信息处理费。"
    )
    assert stated(Form.F2021, Topic.UNKNOWN, text) == {
        "proactive.disclosed": 80,
        "applications.received.total": 9,
        "applications.outcomes.total.total": 7,
        "fees": 0,
    }


def test_what_comes_after_a_plan_is_plan_up_to_the_next_heading() -> None:
    text = (
        "全年举办政务公开培训班2期。下一步，抓好以下工作。举办政务公开培训班5期。"
        "（四）其他情况。政务公开专项经费8万元。"
    )
    assert stated(Form.F2014, Topic.CAPACITY, text) == {"training.courses": 2, "capacity.budget": Decimal(8)}


def test_a_sentence_of_this_year_ends_the_plan() -> None:
    text = "下一步，抓好以下工作。举办政务公开培训班5期。今年全县举办政务公开培训班1期。"
    assert stated(Form.F2014, Topic.CAPACITY, text) == {"training.courses": 1}


def test_the_words_before_a_plan_are_still_read() -> None:
    text = "我县收到政府信息公开申请5件，下一步将举办政务公开培训班3期。"
    assert stated(Form.F2014, Topic.UNKNOWN, text) == {"applications.received.total": 5}


def test_figures_in_brackets_are_of_one_office_or_name_themselves() -> None:
    text = "我县受理政府信息公开申请40件（县政府30件、各乡镇10件），答复38件（另有2件顺延到下年度答复）。"
    assert stated(Form.F2021, Topic.APPLICATIONS, text) == {
        "applications.received.total": 40,
        "applications.outcomes.total.total": 38,
        "applications.carried_forward.total": 2,
    }


def test_ways_of_application_in_the_next_sentence() -> None:
    text = "2016年我县收到5件依申请公开。其中网上接受4件；当面接受1件。"
    assert stated(Form.NARRATIVE, Topic.APPLICATIONS, text) == {
        "applications.received.total": 5,
        "applications.received.online": 4,
        "applications.received.in_person": 1,
    }


def test_no_passages_no_facts() -> None:
    assert read_statements([], year=2016, organ=None) == ()
