"""Sentences on staff, meetings, training and responses, as data."""

from __future__ import annotations

import re

from .rule import HEADS, MONEY, PEOPLE, PIECES, PLACES, TIMES, Rule, Subject

__all__ = ["ACTIVITY_RULES"]

_OTHER_TRAINING = re.compile(r"技能|就业|农民|消防|安全|党[员务校]|企业|志愿|教师|医[生务]|普法|急救|法律")
_STAFF = re.compile(r"(?:政府信息公开|信息公开|政务公开)工作的?(?:工作)?人员[^，；]{0,6}\d+[人名]")
_ONE_OFFICE = re.compile(r"领导小组(?:下设|办公室)|办公室设在|窗口|大厅")

ACTIVITY_RULES: tuple[Rule, ...] = (
    Rule(
        name="budget",
        words=("经费",),
        units=MONEY,
        old="capacity.budget",
        new=None,
        before=re.compile(r"(?:政府信息公开|信息公开|政务公开)(?:工作)?(?:的)?专项(?:工作)?经费$"),
    ),
    Rule(
        name="staff",
        words=("人员",),
        units=HEADS,
        old="capacity.staff.total",
        new=None,
        before=re.compile(
            r"从事(?:政府)?(?:信息公开|政务公开)(?:工作)?(?:的)?(?:工作)?人员$|专[、(]?兼\)?职(?:的)?(?:政府信息公开|信息公开|政务公开)?(?:工作)?人员$"
        ),
        forbidden=re.compile(r"每|各单位|每个|其[中他它]"),
    ),
    Rule(
        name="staff, with its parts behind",
        words=("人员",),
        units=HEADS,
        old="capacity.staff.total",
        new=None,
        before=re.compile(r"(?:信息公开|政务公开)工作的?人员$"),
        forbidden=re.compile(r"每|各|培训|参加|参训|其[中他它]"),
        beside=re.compile(r"\d+[人名][，,]?(?:其中)?[：，]?(?:专职|全职|兼职)"),
    ),
    Rule(
        name="staff, figure first",
        words=("专兼职", "兼职"),
        units=HEADS,
        old="capacity.staff.total",
        new=None,
        before=re.compile(r"(?:配备|配|配置|设|确定|明确|安排|落实|指定|抽调)$"),
        after=re.compile(r"专、?兼职"),
        both=True,
        forbidden=re.compile(r"每|各|参加"),
        elsewhere=_ONE_OFFICE,
        about=Subject.DISCLOSURE,
    ),
    Rule(
        name="full-time staff",
        words=("专职", "全职"),
        units=HEADS,
        old="capacity.staff.full_time",
        new=None,
        before=re.compile(r"(?<!兼)(?:专职|全职)(?:工作)?人员$"),
        forbidden=re.compile(r"每|各(?!级)|兼职|参加"),
        elsewhere=_ONE_OFFICE,
        about=Subject.DISCLOSURE,
    ),
    Rule(
        name="full-time staff, figure first",
        words=("专职", "全职"),
        units=HEADS,
        old="capacity.staff.full_time",
        new=None,
        before=re.compile(
            r"(?:配备|配|配置|设|确定|明确|安排|落实|指定|抽调|兼职(?:工作)?人员(?:和|及)?|^(?:政府信息公开|信息公开|政务公开)?(?:工作)?人员(?:和|及|、|，)*)$"
        ),
        after=re.compile(r"(?:专职|全职)"),
        both=True,
        forbidden=re.compile(r"每|各|专兼|参加"),
        elsewhere=_ONE_OFFICE,
        about=Subject.DISCLOSURE,
    ),
    Rule(
        name="part-time staff",
        words=("兼职",),
        units=HEADS,
        old="capacity.staff.part_time",
        new=None,
        before=re.compile(r"(?<!专)(?<!专、)兼职(?:工作)?人员$"),
        forbidden=re.compile(r"每|各(?!级)|专职|专兼|参加"),
        elsewhere=_ONE_OFFICE,
        about=Subject.DISCLOSURE,
    ),
    Rule(
        name="part-time staff, figure first",
        words=("兼职",),
        units=HEADS,
        old="capacity.staff.part_time",
        new=None,
        before=re.compile(
            r"(?:配备|配|配置|设|确定|明确|安排|落实|指定|抽调|[专全]职(?:工作)?人员(?:和|及)?|^(?:政府信息公开|信息公开|政务公开)?(?:工作)?人员(?:和|及|、|，)*)$"
        ),
        after=re.compile(r"兼职"),
        both=True,
        forbidden=re.compile(r"每|各|专兼|参加"),
        elsewhere=_ONE_OFFICE,
        about=Subject.DISCLOSURE,
    ),
    Rule(
        name="offices for this work",
        words=("机构",),
        units=PLACES,
        old="capacity.dedicated_offices",
        new=None,
        before=re.compile(r"(?:政府信息公开|信息公开|政务公开)(?:工作)?专门(?:工作)?机构$"),
        after=re.compile(r"(?:政府信息公开|信息公开|政务公开)(?:工作)?专门(?:工作)?机构"),
    ),
    Rule(
        name="full-time staff, after the total",
        words=("专职", "全职"),
        units=HEADS,
        old="capacity.staff.full_time",
        new=None,
        before=re.compile(r"^，?其中：?(?:专职|全职)(?:工作)?(?:人员)?$|^[，、](?:专职|全职)$"),
        beside=_STAFF,
        specific=True,
    ),
    Rule(
        name="part-time staff, after the total",
        words=("兼职",),
        units=HEADS,
        old="capacity.staff.part_time",
        new=None,
        before=re.compile(r"^，?其中：?兼职(?:工作)?(?:人员)?$|^[，、]兼职(?:工作)?(?:人员)?$"),
        beside=_STAFF,
        specific=True,
    ),
    Rule(
        name="reading points",
        words=("查阅",),
        units=PLACES,
        old="capacity.reading_points",
        new="capacity.reading_points",
        before=re.compile(r"(?:设|建|开辟|指定)[^，；]{0,16}查阅(?:点|场所|中心)$"),
        forbidden=re.compile(r"新增|每"),
    ),
    Rule(
        name="reading points, figure first",
        words=("查阅",),
        units=PLACES,
        old="capacity.reading_points",
        new="capacity.reading_points",
        before=re.compile(r"(?:设立|设置|建立|设|建|开辟|指定)$"),
        after=re.compile(
            r"(?:政府信息公开|政府信息|信息公开|信息|公共|公众|集中|市级|县级)*查阅(?:点|场所|中心)"
        ),
        both=True,
        forbidden=re.compile(r"新增|每"),
    ),
    Rule(
        name="meetings",
        words=("会",),
        units=frozenset(["次", "场", "个"]),
        old="training.meetings",
        new="training.meetings",
        before=re.compile(
            r"(?:召开|举行|组织)[^，；]{0,20}(?:政府信息公开|信息公开|政务公开)[^，；]{0,12}(?:会|会议)$"
        ),
        forbidden=re.compile(r"培训|常务|其[中他它]|新闻"),
    ),
    Rule(
        name="courses",
        words=("培训",),
        units=frozenset(["次", "期", "场", "个", "场次", "期次"]),
        old="training.courses",
        new="training.courses",
        before=re.compile(
            r"(?:举办|组织|开展|召开|以会代训)[^，；]{0,24}(?:培训班?|培训会议?|培训活动|培训讲座)$"
            r"|(?:^|[，；：、])(?:全[省市县区])?(?:政府信息公开|信息公开|政务公开)(?:工作|业务|专题)*培训(?:班|会议?)$"
        ),
        forbidden=re.compile(r"参加|其[中他它]"),
        about=Subject.DISCLOSURE,
    ),
    Rule(
        name="meetings, figure first",
        words=("会",),
        units=frozenset(["次", "场", "个"]),
        old="training.meetings",
        new="training.meetings",
        before=re.compile(r"(?:召开|举行)了?$"),
        after=re.compile(
            r"(?:全[省市县区])?(?:政府信息公开|信息公开|政务公开)(?:工作)?(?:领导小组|推进|部署|协调|专题)*会议?(?!培训)"
        ),
        both=True,
    ),
    Rule(
        name="courses, figure first",
        words=("培训",),
        units=frozenset(["次", "期", "场", "个", "场次", "期次"]),
        old="training.courses",
        new="training.courses",
        before=re.compile(r"(?:举办|组织|开展|召开)了?$"),
        after=re.compile(
            r"(?:全[省市县区])?(?:政府信息公开|信息公开|政务公开)(?:工作|业务|专题|知识)*培训(?:班|会|讲座)?"
        ),
        both=True,
    ),
    Rule(
        name="courses, so many times",
        words=("培训",),
        units=frozenset(["次", "期", "场", "场次", "期次"]),
        old="training.courses",
        new="training.courses",
        before=re.compile(r"(?:^|[，；：、年度]|[我本][局委办县市区镇乡]|共|先后|全年)$"),
        after=re.compile(
            r"(?:举办|组织|开展|召开)了?[^，；]{0,12}(?:政府信息公开|信息公开|政务公开)[^，；]{0,12}培训"
        ),
        both=True,
    ),
    Rule(
        # what it was about does not need to be said in a report on this work
        name="courses, nothing else named",
        words=("培训",),
        units=frozenset(["期", "次", "场"]),
        old="training.courses",
        new="training.courses",
        before=re.compile(
            r"(?:^|[，；：、])(?:全年|共|累计|先后|组织|举办|开展|了)*(?:各类|专题|业务|集中)*培训班$"
        ),
        elsewhere=_OTHER_TRAINING,
    ),
    Rule(
        name="participants",
        words=("培训", "参训", "参加", "受训"),
        units=PEOPLE,
        old="training.participants",
        new="training.participants",
        before=re.compile(r"(?:培训|参训|参加|受训|接受培训)(?:工作)?(?:人员|人数|干部)?$"),
        after=re.compile(r"(?:参加|接受|参与)了?(?:[^，；]{0,8})培训|参训"),
        forbidden=re.compile(r"其[中他它]|每"),
        about=Subject.DISCLOSURE,
    ),
    Rule(
        name="participants of the courses just named",
        words=("培训", "参训", "参加", "受训"),
        units=PEOPLE,
        old="training.participants",
        new="training.participants",
        before=re.compile(r"^，(?:共|累计)*(?:培训|参训|参加|受训|接受培训)(?:工作)?(?:人员|人数|干部)?$"),
        forbidden=re.compile(r"每"),
        elsewhere=_OTHER_TRAINING,
        beside=re.compile(r"培训班\d+[期次场]"),
    ),
    Rule(
        name="responses to hot topics",
        words=("回应",),
        units=TIMES,
        old="responses.hot_topics",
        new="responses.hot_topics",
        before=re.compile(
            r"回应(?:公众|社会|群众)?(?:关注|关切)?的?(?:热点|舆情)(?:问题|事件)?(?:或|和|及|、)?(?:重大|重要)?(?:政务)?(?:舆情|热点|问题|事件)*$"
        ),
        forbidden=re.compile(r"微博|微信|其他方式|其[中它]|网站"),
    ),
    Rule(
        name="press conferences attended by the principal",
        words=("发布会",),
        units=frozenset(["次", "场", "场次", "期"]),
        old="responses.channels.press_conferences_by_principal",
        new="responses.channels.press_conferences_by_principal",
        before=re.compile(r"主要(?:负责|领导)(?:同志|人)?[^，；]{0,20}新闻发布会$"),
    ),
    Rule(
        name="press conferences",
        words=("发布会",),
        units=frozenset(["次", "场", "场次", "期"]),
        old="responses.channels.press_conferences",
        new="responses.channels.press_conferences",
        before=re.compile(r"(?:召开|举办|举行|参加|组织|开展)[^；]{0,120}?新闻发布会$"),
        forbidden=re.compile(r"主要(?:负责|领导)|其[中他它]"),
    ),
    Rule(
        name="press conferences, figure first",
        words=("发布会",),
        units=frozenset(["次", "场", "场次", "期"]),
        old="responses.channels.press_conferences",
        new="responses.channels.press_conferences",
        before=re.compile(r"(?:召开|举办|举行|参加|组织)了?$"),
        after=re.compile(r"(?:政府|例行|专题|政策)*新闻发布会"),
        both=True,
        forbidden=re.compile(r"主要(?:负责|领导)|其[中他它]"),
    ),
    Rule(
        name="interviews with the principal",
        words=("访谈",),
        units=frozenset(["次", "期", "场"]),
        old="responses.channels.online_interviews_by_principal",
        new="responses.channels.online_interviews_by_principal",
        before=re.compile(r"主要(?:负责|领导)(?:同志|人)?[^，；]{0,20}在线访谈$"),
    ),
    Rule(
        name="interviews",
        words=("访谈",),
        units=frozenset(["次", "期", "场"]),
        old="responses.channels.online_interviews",
        new="responses.channels.online_interviews",
        before=re.compile(r"(?:政府|门户)?(?:网站)?在线访谈(?:活动)?$"),
        forbidden=re.compile(r"主要(?:负责|领导)|其[中他它]"),
    ),
    Rule(
        name="interpretations",
        words=("解读",),
        units=PIECES,
        old="responses.channels.policy_interpretations",
        new="responses.channels.policy_interpretations",
        before=re.compile(
            r"(?:^|[，；：、]|发布|制作|公开|刊发|各类|更新|撰写|完成|推出)(?:各类|各种|相关)?(?:政策解读(?:稿件|稿|材料|信息|文章|文件)?|解读(?:信息|稿件|材料))$"
        ),
        elsewhere=re.compile(r"公报|转载"),
        forbidden=re.compile(r"图解|图文|视频|动漫|文字|专家|其[中他它]|上级"),
    ),
    Rule(
        name="events answered on microblogs",
        words=("回应",),
        units=TIMES,
        old="responses.channels.social_media",
        new="responses.channels.social_media",
        before=re.compile(r"(?:微博、?和?微信|微信、?和?微博)回应(?:公众)?(?:关注)?(?:热点)?(?:事件|问题)?$"),
    ),
    Rule(
        name="events answered otherwise",
        words=("回应",),
        units=TIMES,
        old="responses.channels.other",
        new="responses.channels.other",
        before=re.compile(r"其[他它](?:方式|渠道|形式)回应(?:公众)?(?:关注)?(?:热点)?(?:事件|问题)?$"),
    ),
)
"""In the order in which they are tried: what is more special comes first."""
