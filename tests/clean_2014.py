"""Made-up reports without a fault in the form of 2014 to 2018."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from whole_reports import figures_2014, head_of, report_2014

__all__ = ["ASKED", "CHANNELS", "PEOPLE", "REPORTS_2014"]

CHANNELS = {
    "proactive__disclosed": 8120,
    "proactive__normative_documents__disclosed": 21,
    "proactive__normative_documents__issued": 25,
    "proactive__channels__gazette": 260,
    "proactive__channels__website": 7410,
    "proactive__channels__weibo": 820,
    "proactive__channels__wechat": 1130,
    "proactive__channels__other": 640,
}
ASKED = {
    "applications__received__total": 117,
    "applications__received__in_person": 40,
    "applications__received__fax": 2,
    "applications__received__online": 61,
    "applications__received__letter": 14,
    "applications__concluded__total": 112,
    "applications__concluded__on_time": 105,
    "applications__concluded__extended": 7,
    "applications__replies__total": 112,
    "applications__replies__already_public": 31,
    "applications__replies__granted": 52,
    "applications__replies__partially_granted": 6,
    "applications__replies__refused__total": 9,
    "applications__replies__refused__trade_secret": 2,
    "applications__replies__refused__privacy": 3,
    "applications__replies__refused__not_government_information": 4,
    "applications__replies__not_this_organ": 8,
    "applications__replies__nonexistent": 4,
    "applications__replies__amendment_requested": 1,
    "applications__replies__redirected": 1,
}
PEOPLE = {
    "capacity__dedicated_offices": 34,
    "capacity__reading_points": 47,
    "capacity__staff__total": 152,
    "capacity__staff__full_time": 26,
    "capacity__staff__part_time": 126,
    "training__meetings": 9,
    "training__courses": 7,
    "training__participants": 830,
}


def _city_2016() -> str:
    return report_2014(
        head_of("云河市", 2016),
        {
            "一、概述": [
                "2016年，全市政府信息公开工作人员152人，其中专职26人、兼职126人。"
                "市政府办公室配备专职人员4人。"
            ],
            "二、主动公开政府信息情况": [
                "全市主动公开政府信息8120条，比上年的7050条增加1070条，增长15.2%。"
                "其中市直部门公开5684条，占70%，县区公开2436条，占30%。",
                "市政府门户网站全年发布信息4300余条，市直各部门网站发布信息3100余条。",
                "2008年以来，全市累计主动公开政府信息61200条。",
            ],
            "三、依申请公开政府信息情况": [
                "全年共收到政府信息公开申请117件，较上年增加9件，增长8.3%。从申请方式看，"
                "网络申请61件，占52.1%；当面申请40件，占34.2%；信函14件，占12%；传真2件，占1.7%。",
                "从申请对象看，市政府办公室收到33件，市国土资源局收到27件，市规划局收到19件，"
                "其他部门和县区收到38件。",
                "截至年底办结112件，尚有5件在办理期限内，其中按时办结105件、延期办结7件。",
            ],
            "四、行政复议和行政诉讼情况": [
                "因政府信息公开引发行政复议6件，维持5件、纠错1件；行政诉讼3件，均驳回原告诉讼请求。"
            ],
            "五、收费情况": ["全年未收取费用。"],
            "六、问题和打算": ["2017年计划培训1000人次，公开信息9000条以上。"],
        },
        figures_2014(
            **CHANNELS,
            **ASKED,
            **PEOPLE,
            review__total=6,
            review__upheld=5,
            review__corrected=1,
            litigation__total=3,
            litigation__upheld=3,
        ),
    )


def _county_2015() -> str:
    return report_2014(
        head_of("青川县", 2015),
        {
            "一、总体情况": ["全县召开专题会议3次，组织培训班2期，培训人员近200人次。"],
            "二、主动公开": [
                "全县通过各种渠道公开政府信息5213条，主要通过政府网站（4120条）、政务微信（610条）等公开。",
                "回应公众关注热点12次，其中县长信箱回应8次。",
            ],
            "三、依申请公开": [
                "收到申请23件，当面申请15件，网上申请8件，全部按期办结。答复23件，其中，"
                "属于已主动公开范围9件，同意公开10件，申请信息不存在3件，告知通过其他途径办理1件。",
                "县住建局办理12件，县公安局办理4件，其余7件由其他部门办理。",
            ],
            "四、其他": ["无行政复议、行政诉讼，无举报投诉。收取复印费等0.12万元。"],
        },
        figures_2014(
            proactive__disclosed=5213,
            proactive__channels__website=4120,
            proactive__channels__wechat=610,
            proactive__channels__other=720,
            responses__hot_topics=12,
            responses__channels__policy_interpretations=10,
            responses__channels__other=6,
            applications__received__total=23,
            applications__received__in_person=15,
            applications__received__online=8,
            applications__concluded__total=23,
            applications__concluded__on_time=23,
            applications__replies__total=23,
            applications__replies__already_public=9,
            applications__replies__granted=10,
            applications__replies__nonexistent=3,
            applications__replies__redirected=1,
            fees=Decimal("0.12"),
            capacity__dedicated_offices=1,
            capacity__staff__total=20,
            capacity__staff__full_time=2,
            capacity__staff__part_time=18,
            training__meetings=3,
            training__courses=2,
            training__participants=196,
        ),
    )


def _bureau_2017() -> str:
    return report_2014(
        head_of("云河市教育局", 2017),
        {
            "一、工作开展情况": ["局机关明确1个科室、3名工作人员负责政府信息公开工作，其中1名为专职。"],
            "二、主动公开情况": [
                "全年公开信息1460条。其中：网站公开1302条，比2016年多118条；微博公开96条；微信公开240条。",
                "发布政策解读稿件9篇，其中招生政策5篇。参加新闻发布会1次，局长参加1次。",
            ],
            "三、依申请公开情况": [
                "2017年度收到申请9件，较2016年的12件下降25%。9件均在15个工作日内答复，同意公开6件，"
                "不同意公开2件（涉及个人隐私1件、不是《条例》所指政府信息1件），不属于本机关公开1件。",
            ],
            "四、复议、诉讼情况": ["2017年没有行政复议；行政诉讼1件（系2016年申请引发），尚在审理。"],
        },
        figures_2014(
            proactive__disclosed=1460,
            proactive__normative_documents__disclosed=3,
            proactive__normative_documents__issued=3,
            proactive__channels__website=1302,
            proactive__channels__weibo=96,
            proactive__channels__wechat=240,
            responses__hot_topics=9,
            responses__channels__policy_interpretations=9,
            responses__channels__press_conferences=1,
            responses__channels__press_conferences_by_principal=1,
            applications__received__total=9,
            applications__received__online=9,
            applications__concluded__total=9,
            applications__concluded__on_time=9,
            applications__replies__total=9,
            applications__replies__granted=6,
            applications__replies__refused__total=2,
            applications__replies__refused__privacy=1,
            applications__replies__refused__not_government_information=1,
            applications__replies__not_this_organ=1,
            litigation__total=1,
            litigation__other=1,
            capacity__dedicated_offices=1,
            capacity__staff__total=3,
            capacity__staff__full_time=1,
            capacity__staff__part_time=2,
        ),
    )


def _district_2018() -> str:
    return report_2014(
        head_of("临江区", 2018),
        {
            "一、概述": ["2018年是条例施行十周年。十年来，全区主动公开政府信息5.2万余条，受理申请1100余件。"],
            "二、主动公开政府信息情况": [
                "2018年度全区主动公开8120条政府信息，其中：行政许可类2030条，占25%；"
                "财政预决算类812条，占10%；公共服务类3248条，占40%；其他2030条，占25%。",
                "通过政府网站公开信息7410条、政务微博820条、政务微信1130条、政府公报260条、其他方式640条（同一信息通过多种方式公开的分别计算）。",
            ],
            "三、依申请公开政府信息情况": [
                "（一）申请情况。本年度新收117件，加上2017年结转的4件，共需办理121件。",
                "（二）办理情况。本年度办结112件，办结率92.6%。",
                "（三）答复情况。112件答复中，属于已主动公开范围的31件，占27.7%；同意公开的52件，"
                "占46.4%；同意部分公开的6件，占5.4%；不同意公开的9件，占8%；其余14件，占12.5%。",
            ],
            "四、行政复议、诉讼": [
                "区政府作为被申请人的行政复议2件，街道作为被申请人的1件，合计3件，均维持。行政诉讼0件。"
            ],
        },
        figures_2014(**CHANNELS, **ASKED, **PEOPLE, review__total=3, review__upheld=3),
    )


def _quiet_town_2014() -> str:
    return report_2014(
        head_of("长林乡", 2014),
        {
            "一、基本情况": ["本乡共公开信息45条，全部在县政府网站乡镇专栏发布。"],
            "二、依申请公开": ["2014年没有收到申请，没有发生复议、诉讼、投诉，没有收费。"],
        },
        figures_2014(
            proactive__disclosed=45,
            proactive__channels__website=45,
            capacity__staff__total=1,
            capacity__staff__part_time=1,
        ),
    )


REPORTS_2014: Mapping[str, str] = {
    "2014 city": _city_2016(),
    "2014 county": _county_2015(),
    "2014 bureau": _bureau_2017(),
    "2014 district": _district_2018(),
    "2014 town": _quiet_town_2014(),
}
"""The reports by kind of organ."""
