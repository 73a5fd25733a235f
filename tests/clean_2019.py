"""Made-up reports without a fault in the forms of 2019 and 2021."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from govinfo_reports.indicators import Form
from whole_reports import applications, figures_of, head_of, report_of

__all__ = ["BIG", "LAW", "MADE", "REPORTS_2019"]

_TWO, _THREE = "二、主动公开政府信息情况", "三、收到和处理政府信息公开申请情况"
_FOUR = "四、政府信息公开行政复议、行政诉讼情况"
_FIVE, _SIX = "五、存在的主要问题及改进情况", "六、其他需要报告的事项"

BIG = applications(
    received=(84, 9, 0, 1, 6, 0),
    carried_in=(5, 1),
    granted=(40, 4, 0, 0, 3),
    partially_granted=(8, 1),
    refused__third_party_rights=(2,),
    refused__internal_affairs=(3, 1),
    refused__enforcement_files=(4, 0, 0, 0, 1),
    unable__not_held=(15, 2, 0, 1, 1),
    not_processed__petition=(6,),
    not_processed__repeated=(2, 1),
    other_handling__not_corrected_in_time=(3,),
    forward=(6, 1, 0, 0, 1),
)
LAW = {
    "review.total": 11,
    "review.upheld": 7,
    "review.corrected": 2,
    "review.other": 1,
    "review.pending": 1,
    "litigation.direct.total": 5,
    "litigation.direct.upheld": 4,
    "litigation.direct.pending": 1,
    "litigation.after_review.total": 3,
    "litigation.after_review.upheld": 3,
}
MADE = {
    "proactive.normative_documents.issued": 14,
    "proactive.normative_documents.repealed": 3,
    "proactive.normative_documents.in_force": 96,
    "proactive.licensing.decisions": 18230,
    "proactive.penalties.decisions": 2140,
    "proactive.coercion.decisions": 37,
}


def _city_2022() -> str:
    return report_of(
        Form.F2021,
        head_of("云河市", 2022),
        {
            "一、总体情况": [
                "2022年，全市各级行政机关主动公开政府信息12.6万余条，其中市政府门户网站公开1.8万条。"
                "市政府制发行政规范性文件14件，废止3件，现行有效96件。",
                "全市新收政府信息公开申请100件，比2021年的92件增加8.7%，上年结转6件，共106件，"
                "其中自然人申请89件，法人和其他组织申请17件。办结98件，结转下年度8件。",
                "市政府本级收到申请31件，其中上年结转2件，办结28件。",
                "因政府信息公开引发的行政复议11件、行政诉讼8件。",
            ],
            _TWO: [],
            _THREE: ["2022年办理结果中，予以公开47件，占48%；部分公开9件，占9.2%。"],
            _FOUR: ["以市政府为被告的行政诉讼2件，均维持。"],
            _FIVE: ["2021年指出的3个问题已整改。2022年抽查85个单位，发现问题12个，已整改11个。"],
            _SIX: ["本年度未收取信息处理费。"],
        },
        figures_of(Form.F2021, BIG, LAW, MADE),
    )


def _bureau_2023() -> str:
    return report_of(
        Form.F2021,
        head_of("云河市自然资源局", 2023),
        {
            "一、总体情况": [
                "（一）主动公开。全年通过局网站公开信息1320条，微信公众号发布信息410条，"
                "组织“政府开放日”活动2次。",
                "（二）依申请公开。全年受理申请54件，其中2022年结转3件，2023年新收51件；办结52件，"
                "2件结转至2024年办理。",
                "申请内容主要涉及征地批文23件、土地出让15件、不动产登记9件、其他7件。",
                "（三）监督保障。全年培训3次，参训210余人次。因政府信息公开被申请行政复议1件，"
                "被提起行政诉讼2件，均为未经复议直接起诉。",
            ],
            _TWO: [],
            _THREE: [],
            _FOUR: [],
            _FIVE: ["一是公开不够主动，二是解读形式单一，图解类仅占36%。"],
            _SIX: ["2023年按照规定收取信息处理费0元。"],
        },
        figures_of(
            Form.F2021,
            applications(
                received=(46, 4, 0, 0, 1),
                carried_in=(3,),
                granted=(21, 3),
                partially_granted=(5,),
                unable__not_held=(17, 1, 0, 0, 1),
                not_processed__repeated=(2,),
                other_handling__other=(2,),
                forward=(2,),
            ),
            {
                "review.total": 1,
                "review.upheld": 1,
                "litigation.direct.total": 2,
                "litigation.direct.upheld": 1,
                "litigation.direct.other": 1,
                "proactive.licensing.decisions": 860,
                "proactive.administrative_fees.amount": Decimal("1276.55"),
            },
        ),
    )


def _district_2021() -> str:
    return report_of(
        Form.F2021,
        head_of("临江区", 2021, last="其中涉及区政府办公室的数据单独列出。"),
        {
            "一、总体情况": [
                "区政府办公室代表区政府受理申请17件，同比下降5.6%（上年18件）。全区受理100件，"
                "其中区政府办17件，区住建委29件，区公安分局16件，其他单位38件。",
                "上年结转6件，已全部在本年度办结。本年度结转下年8件。",
            ],
            _TWO: [],
            _THREE: [],
            _FOUR: ["行政复议中，维持率为63.6%，纠错率为18.2%。全年行政诉讼8件，上年为15件，下降46.7%。"],
            _FIVE: ["无。"],
            _SIX: ["全区未发出收费通知，未收取信息处理费。2020年收取0.3万元。"],
        },
        figures_of(Form.F2021, BIG, LAW, MADE),
    )


def _quiet_2024() -> str:
    return report_of(
        Form.F2021,
        head_of("滨河街道办事处", 2024),
        {
            "一、总体情况": ["2024年公开信息132条，未收到政府信息公开申请，上年也无结转。2023年收到1件。"],
            _TWO: [],
            _THREE: [],
            _FOUR: ["没有因政府信息公开工作被申请行政复议、提起行政诉讼。"],
            _FIVE: ["专职人员不足，仅1人兼职。"],
            _SIX: ["收取信息处理费情况：无。"],
        },
        figures_of(Form.F2021),
    )


def _county_2019() -> str:
    return report_of(
        Form.F2019,
        head_of("青川县", 2019),
        {
            "一、总体情况": [
                "2019年5月新条例施行。全年主动公开政府信息6900余条，收到申请35件，较2018年增长16.7%，"
                "其中县政府收到12件。",
                "全年办理行政许可事项1240件、行政处罚306件。",
            ],
            _TWO: [],
            _THREE: ["35件申请中，自然人33件，占94.3%，商业企业2件，占5.7%。"],
            _FOUR: ["全年发生行政复议2件，结果纠正1件，尚未审结1件，没有行政诉讼。"],
            _FIVE: ["2020年将培训500人次。"],
            _SIX: ["无其他事项。"],
        },
        figures_of(
            Form.F2019,
            applications(
                received=(33, 2),
                granted=(20, 1),
                partially_granted=(3,),
                unable__not_held=(6, 1),
                other_handling__all=(2,),
                forward=(2,),
            ),
            {
                "review.total": 2,
                "review.corrected": 1,
                "review.pending": 1,
                "proactive.normative_documents.made": 9,
                "proactive.normative_documents.newly_disclosed": 9,
                "proactive.normative_documents.disclosed_total": 71,
                "proactive.licensing.items_last_year": 210,
                "proactive.licensing.items_change": -6,
                "proactive.licensing.decisions": 1240,
                "proactive.penalties.decisions": 306,
                "proactive.procurement.projects": 48,
                "proactive.procurement.amount": Decimal("9617.16"),
            },
        ),
    )


def _bureau_2020() -> str:
    return report_of(
        Form.F2019,
        head_of("云河市公安局", 2020),
        {
            "一、总体情况": [
                "2020年，市局机关及各分局共收到政府信息公开申请78件（市局机关41件，各分局37件），"
                "其中网上申请52件、信函申请20件、当面申请6件。",
                "与2019年（61件）相比增长27.9%。办结76件，其中按时办结74件，延期办结2件；"
                "转入下一年度继续办理4件。",
            ],
            _TWO: [],
            _THREE: [],
            _FOUR: [
                "2020年，市局作为被申请人的行政复议案件4件，全部维持；行政诉讼案件2件（复议后起诉），"
                "法院均判决驳回。"
            ],
            _FIVE: ["无"],
            _SIX: ["无"],
        },
        figures_of(
            Form.F2019,
            applications(
                received=(74, 3, 0, 0, 1),
                carried_in=(2,),
                granted=(18, 1),
                refused__enforcement_files=(29, 1),
                refused__administrative_inquiry=(11,),
                unable__not_held=(9, 1, 0, 0, 1),
                other_handling__all=(5,),
                forward=(4,),
            ),
            {
                "review.total": 4,
                "review.upheld": 4,
                "litigation.after_review.total": 2,
                "litigation.after_review.upheld": 2,
            },
        ),
    )


def _city_2025() -> str:
    return report_of(
        Form.F2021,
        head_of("石桥市", 2025),
        {
            "一、总体情况": [
                "一是主动公开提质。全年公开政府文件126件、政策解读83篇，其中视频解读9个；"
                "召开新闻发布会24场，市政府主要负责同志出席2场。",
                "二是依申请公开规范。全市新收申请一百件，同比上升约一成；"
                "人均办理时长由14天压缩至9天。自然人申请84件，占比84%；商业企业9件，占比9%；"
                "法律服务机构6件，占比6%；其余1件。",
                "三是平台建设见效。全市政务新媒体账号由142个减至118个，下降16.9%；网站总访问量2300万次。",
            ],
            _TWO: [],
            _THREE: ["截至2025年12月31日，办结98件，其中网上答复60余件。"],
            _FOUR: [],
            _FIVE: ["“十四五”以来全市累计受理申请463件。"],
            _SIX: ["全年共发出收费通知0件，总金额0元，实际收取0元。"],
        },
        figures_of(Form.F2021, BIG, LAW, MADE),
    )


REPORTS_2019: Mapping[str, str] = {
    "2019 county": _county_2019(),
    "2019 bureau": _bureau_2020(),
    "2021 district": _district_2021(),
    "2021 city": _city_2022(),
    "2021 bureau": _bureau_2023(),
    "2021 quiet": _quiet_2024(),
    "2021 numerals": _city_2025(),
}
"""The reports by kind of organ."""
