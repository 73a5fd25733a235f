"""Sentences by a grammar: true ones, whose figure is to be read, and traps, whose figure is not the organ's
of the year.

usage: python benchmarks/sentences.py [--seed N] [--each N] [--show N]

Every sentence stands alone in a report of prose, is read with `parse_text`, and is held against the one
figure that it gives (a trap: none, or the one that it gives beside). Precision is the share of right values
among all values read for the indicators asked for; recall the share of the true sentences whose value is
read.
"""

from __future__ import annotations

import argparse
import collections
import random
from decimal import Decimal

from govinfo_reports import parse_text

_ORGANS = ("云溪县水务局", "临河市教育局", "柳河区卫生健康局", "石泉县自然资源局", "河源市审计局")
_PLACES = ("云溪县", "柳河区", "临河市")
_SECTIONS = {
    "o": "一、概述", "p": "二、主动公开政府信息情况", "a": "三、依申请公开政府信息情况", "f": "四、政府信息公开的收费及减免情况",
    "r": "五、行政复议、行政诉讼情况", "c": "七、机构建设和人员情况",
}  # fmt: skip
_WHEN = (
    "",
    "{y}年，",
    "{y}年度，",
    "全年，",
    "本年度，",
    "{y}年全年，",
    "{y}年1月1日至12月31日，",
    "今年以来，",
    "过去的一年，",
    "一年来，",
)
_WHO = ("", "我局", "本局", "我局各科室", "本机关", "全局", "{organ}")
_LEAD = ("", "共", "共计", "总共", "一共", "累计", "合计")
_TAIL = ("。", "，工作平稳有序。", "。各项工作进展顺利。", "，社会反映良好。", "，较好地满足了群众需求。")
_N = ("{n}", "{n}", "{n}", "{c}", "{w}")

TRUE: dict[str, tuple[str, tuple[str, ...], tuple[str, ...]]] = {
    "proactive.disclosed": ("op", ("条", "条", "件", "条次", "条/次", "篇", "条（次）"), (
        "@主动公开政府信息#", "@主动公开各类政府信息#", "@主动公开信息#", "@主动公开#", "@主动向社会公开政府信息#", "@向社会公布政府信息#", "@主动发布政府信息#",
        "@通过多种渠道公开政府信息#", "@公开#政务信息", "@公开#政府信息", "@制作并主动公开政府信息#", "政府信息主动公开#", "主动公开政府信息数量为#", "主动公开政府信息总数达到#",
        "@对外公开政府信息#", "@主动公开涉及供水、排水、水价等方面的信息#", "@主动公开与群众利益密切相关的政府信息#", "@主动公开财政预决算、规范性文件、人事任免等政府信息#",
        "@利用网站、微信、公示栏等多种方式公开政府信息#", "@依法主动公开政府信息#", "@主动公开了#信息", "@按照要求主动公开政府信息#", "@主动公开政务信息#")),
    "applications.received.total": ("a", ("件", "件", "宗", "份", "条", "起", "次"), (
        "@收到政府信息公开申请#", "@受理政府信息公开申请#", "@接到信息公开申请#", "@收到公民、法人和其他组织提出的政府信息公开申请#", "@收到#政府信息公开申请", "@受理群众依申请公开事项#",
        "@受理依申请公开政府信息#", "政府信息公开申请#", "@收到各类政府信息公开申请共计#", "@收到群众通过信函、网络提交的信息公开申请#", "@新收政府信息公开申请#", "依申请公开受理#",
        "@接收要求公开政府信息的申请#", "@收到公众提出的政府信息公开申请#", "@收到有效的政府信息公开申请#", "@有#政府信息公开申请", "@收到申请#", "@受理公民申请公开政府信息#")),
    "applications.concluded.on_time": ("a", ("件", "宗"), (
        "@处理政府信息公开申请#，全部按时办结", "@收到政府信息公开申请#，均在法定期限内办结", "按期办结政府信息公开申请#", "@办理政府信息公开申请#，全部如期办结", "@受理信息公开申请#，全部按时办结")),
    "applications.received.online": ("a", ("件", "条"), (
        "收到政府信息公开申请%，其中网络申请#", "受理申请%，其中通过网上提交的#", "@收到政府信息公开申请%，其中网上申请#", "收到信息公开申请#，均为网上申请")),
    "applications.received.in_person": ("a", ("件", "条"), (
        "收到政府信息公开申请%，其中当面申请#", "受理申请%，其中现场申请#", "收到信息公开申请#，全部为当面申请")),
    "applications.replies.granted": ("a", ("件", "条"), (
        "收到政府信息公开申请%，其中同意公开#", "答复政府信息公开申请%，予以公开#", "共答复申请%，其中同意公开答复#")),
    "applications.replies.nonexistent": ("a", ("件", "条"), ("收到政府信息公开申请%，信息不存在#", "答复申请%，其中申请信息不存在#")),
    "review.total": ("r", ("件", "起", "宗"), (
        "@因政府信息公开被申请行政复议#", "@发生因政府信息公开引起的行政复议#", "有#因政府信息公开申请行政复议", "@发生政府信息公开行政复议案件#", "涉及政府信息公开的行政复议#", "发生#政府信息公开行政复议案件",
        "被申请行政复议#", "行政复议%，其中涉及政府信息公开#", "@收到针对政府信息公开的行政复议申请#", "针对我局政府信息公开工作的行政复议#")),
    "litigation.total": ("r", ("件", "起", "宗"), (
        "@因政府信息公开被提起行政诉讼#", "@发生因政府信息公开引发的行政诉讼#", "发生#针对本部门有关政府信息公开事务的行政诉讼案", "有#政府信息公开行政诉讼", "涉及政府信息公开的行政诉讼案件#", "被提起行政诉讼#", "政府信息公开行政应诉#")),
    "review.upheld": ("r", ("件", "起"), ("因政府信息公开被申请行政复议#，全部维持", "因政府信息公开申请行政复议#，均被维持", "政府信息公开行政复议%，其中维持#")),
    "review.corrected": ("r", ("件", "起"), ("因政府信息公开被申请行政复议%，其中撤销#", "政府信息公开行政复议%，被依法纠错#")),
    "fees": ("f", ("元",), ("@收取依申请公开信息处理费#", "@收取政府信息检索、复制、邮寄费用#", "@收取信息处理费共计#")),
    "capacity.staff.full_time": ("c", ("名", "人"), ("@配备专职人员#", "@配备#专职工作人员", "专门配备了#全职工作人员", "@落实政府信息公开专职人员#", "@现有专职人员#")),
    "capacity.staff.part_time": ("c", ("名", "人"), ("@配备兼职人员#", "@配备#兼职工作人员", "配备2名专职人员、#兼职人员", "@明确#兼职人员", "@有兼职人员#")),
    "training.courses": ("c", ("次", "期", "场"), ("@举办政府信息公开培训班#", "@举办#政府信息公开培训", "@组织开展政务公开业务培训#", "@召开政府信息公开培训会#", "@组织信息公开工作培训#")),
    "training.meetings": ("c", ("次", "场"), ("@召开政府信息公开工作会议#", "@召开#政务公开工作会议", "@召开信息公开工作推进会#")),
    "training.participants": ("c", ("人", "人次"), ("@举办政府信息公开培训班2期，培训#", "@开展政府信息公开培训，参训人员#", "@参加政府信息公开培训#")),
    "proactive.normative_documents.issued": ("op", ("件", "份", "个"), ("@制发规范性文件#", "@制定出台规范性文件#", "@制发#规范性文件", "@印发行政规范性文件#", "本年度制发的规范性文件#")),
    "proactive.channels.website": ("p", ("条", "条"), (
        "@通过门户网站公开政府信息#", "@在县政府门户网站发布政府信息#", "@依托门户网站公布信息#", "主动公开政府信息%，其中通过政府网站公开#", "主动公开政府信息%，其中门户网站#", "@通过政府网站主动公开政府信息#")),
    "proactive.channels.wechat": ("p", ("条", "条"), ("@通过微信公众号公开政府信息#", "@通过政务微信发布政府信息#", "主动公开政府信息%，其中微信公众号#", "主动公开政府信息%，其中通过微信公开#")),
    "proactive.channels.weibo": ("p", ("条",), ("@通过政务微博公开政府信息#", "主动公开政府信息%，其中微博#")),
    "responses.channels.press_conferences": ("p", ("场", "次"), ("@召开新闻发布会#", "@举办新闻发布会#", "@召开#新闻发布会")),
    "responses.channels.policy_interpretations": ("p", ("篇", "条"), ("@发布政策解读材料#", "@发布政策解读稿件#", "@制作政策解读#")),
    "complaints": ("r", ("件", "起"), ("@收到政府信息公开举报投诉#", "@收到涉及政府信息公开的投诉#")),
    "applications.none": ("a", ("",), (
        "@未收到政府信息公开申请", "没有公民、法人和其他组织向我局申请公开政府信息", "@未接到依申请公开政府信息的申请", "@无政府信息公开申请", "@没有收到信息公开申请", "@未受理政府信息公开申请")),
    "review.none": ("r", ("",), ("@未发生因政府信息公开引起的行政复议", "@没有因政府信息公开被申请行政复议", "@无行政复议", "@未收到行政复议申请")),
    "fees.none": ("f", ("",), ("@未收取任何费用", "信息公开不收取费用", "依申请公开全部免费", "@没有收费", "@未收取检索、复制、邮寄等费用")),
}  # fmt: skip
"""What is asked for: the sections it may stand in, units, and frames: @ the subject, # figure and unit, % a
larger figure."""

TRAPS: dict[str, tuple[tuple[str, str, str], ...]] = {
    "negation": (
        ("a", "applications.received.total", "未收到涉外申请"), ("a", "applications.received.total", "没有一件申请超期答复"), ("a", "applications.received.total", "没有申请被退回"),
        ("a", "applications.received.total", "未收到企业提出的撤回申请"), ("a", "applications.received.total", "除#外，未收到其他申请"), ("a", "applications.received.total", "无延期办理的申请"),
        ("a", "applications.received.total", "未收到港澳台居民提出的申请"), ("a", "applications.received.total", "没有不予公开的申请"), ("a", "applications.received.total", "各镇均未收到政府信息公开申请"),
        ("a", "applications.received.total", "有12个单位未收到政府信息公开申请"), ("a", "applications.received.total", "多数科室未收到政府信息公开申请"), ("a", "applications.received.total", "没有重复申请"),
        ("r", "review.total", "未收到行政复议决定书"), ("r", "review.total", "没有行政复议被纠错"), ("r", "review.total", "无尚未审结的行政复议"), ("r", "litigation.total", "没有败诉的行政诉讼"),
        ("r", "litigation.total", "未收到法院应诉通知书"), ("f", "fees", "除按规定减免外，未收取其他费用"), ("a", "applications.received.total", "下半年未收到政府信息公开申请"),
        ("a", "applications.received.total", "未收到通过传真提交的申请")),
    "denied": (
        ("r", "review.total", "@受理行政复议案件#，均不涉及政府信息公开"), ("r", "review.total", "@发生行政复议#，均与政府信息公开无关"), ("r", "litigation.total", "@发生行政诉讼#，都不涉及政府信息公开"),
        ("r", "litigation.total", "行政诉讼#，无一涉及政府信息公开"), ("r", "review.total", "行政复议#。均不涉及政府信息公开"), ("r", "review.total", "行政复议#，但均不是因政府信息公开引起")),
    "years": (
        ("a", "applications.received.total", "近三年共收到政府信息公开申请#"), ("a", "applications.received.total", "五年来受理政府信息公开申请#"), ("a", "applications.received.total", "近5年累计收到信息公开申请#"),
        ("a", "applications.received.total", "2008年至{y}年共收到政府信息公开申请#"), ("a", "applications.received.total", "2006-{y}年，收到政府信息公开申请#"), ("p", "proactive.disclosed", "到{y}年底累计主动公开政府信息#"),
        ("p", "proactive.disclosed", "截至{y}年底，累计主动公开政府信息#"), ("p", "proactive.disclosed", "历年累计主动公开政府信息#"), ("p", "proactive.disclosed", "自条例施行以来，主动公开政府信息#"),
        ("a", "applications.received.total", "去年收到政府信息公开申请#"), ("a", "applications.received.total", "{l}年受理政府信息公开申请#"), ("r", "review.total", "上年度结转的行政复议#已审结"),
        ("r", "litigation.total", "去年结转的行政诉讼#今年审结"), ("p", "proactive.disclosed", "{l}年主动公开政府信息#"), ("p", "proactive.disclosed", "上半年主动公开政府信息#"),
        ("a", "applications.received.total", "第一季度收到政府信息公开申请#"), ("a", "applications.received.total", "过去三年间共受理申请#"), ("r", "review.total", "历年累计行政复议#")),
    "reach": (
        ("p", "proactive.disclosed", "局属水文站主动公开政府信息#"), ("p", "proactive.disclosed", "县执法大队主动公开政府信息#"), ("p", "proactive.disclosed", "青山镇主动公开政府信息#"),
        ("p", "proactive.disclosed", "下属事业单位主动公开政府信息#"), ("p", "proactive.disclosed", "各乡镇主动公开政府信息#"), ("a", "applications.received.total", "全省受理政府信息公开申请#"),
        ("a", "applications.received.total", "所属管理站收到政府信息公开申请#"), ("a", "applications.received.total", "服务中心收到政府信息公开申请#"), ("r", "review.total", "作为复议机关，受理行政复议#"),
        ("r", "review.total", "协助上级办理政府信息公开行政复议#"), ("a", "applications.received.total", "协助省厅答复政府信息公开申请#"), ("p", "proactive.channels.website", "下属单位网站公开政府信息#"),
        ("p", "proactive.disclosed", "监测中心主动公开政府信息#"), ("p", "proactive.disclosed", "办公室主动公开政府信息#")),
    "business": (
        ("a", "applications.received.total", "政务服务大厅受理各类申请#"), ("a", "applications.received.total", "受理公民申请查阅档案#"), ("a", "applications.received.total", "受理行政许可申请#"),
        ("a", "applications.received.total", "收到入学申请#"), ("a", "applications.received.total", "受理低保申请#"), ("a", "applications.received.total", "窗口受理群众申请事项#"), ("a", "applications.received.total", "受理专利申请#"),
        ("c", "training.courses", "举办消防安全培训#"), ("c", "training.courses", "举办农民技能培训班#"), ("c", "training.courses", "参加上级组织的信息公开培训#"), ("c", "training.meetings", "召开常务会议#"),
        ("r", "complaints", "12345热线受理投诉#"), ("a", "applications.concluded.total", "办结信访事项#"), ("a", "applications.received.total", "受理公积金贷款申请#"), ("a", "applications.received.total", "便民服务中心受理申请#"),
        ("a", "applications.received.total", "收到撤回政府信息公开申请#"), ("a", "applications.concluded.total", "办结行政审批#")),
    "not a figure": (
        ("p", "proactive.disclosed", "目标任务为主动公开政府信息#"), ("p", "proactive.disclosed", "计划主动公开政府信息#"), ("p", "proactive.disclosed", "力争主动公开政府信息#"), ("p", "proactive.disclosed", "主动公开政府信息不少于#"),
        ("a", "applications.received.total", "如收到政府信息公开申请#以上，启动预案"), ("a", "applications.received.total", "一旦收到政府信息公开申请#，及时上报"), ("a", "applications.received.total", "政府信息公开申请控制在#以内"),
        ("a", "applications.received.total", "平均每月收到政府信息公开申请#"), ("a", "applications.received.total", "月均受理政府信息公开申请#"), ("a", "applications.received.total", "单日最多收到政府信息公开申请#"),
        ("a", "applications.received.total", "收到政府信息公开申请3至5件"), ("a", "applications.received.total", "收到政府信息公开申请3～4件"), ("a", "applications.received.total", "收到的申请中有#涉及拆迁"),
        ("a", "applications.received.total", "收到的政府信息公开申请中，#属于咨询"), ("o", "applications.received.total", "更正说明：此前报告中“收到政府信息公开申请#”有误"), ("c", "capacity.staff.full_time", "每个单位明确#专职人员"),
        ("c", "capacity.staff.full_time", "各单位均配备#专职人员"), ("c", "training.courses", "每年举办政府信息公开培训班#"), ("p", "proactive.disclosed", "主动公开政府信息比上年增加#"), ("a", "applications.received.total", "收到政府信息公开申请同比减少#"),
        ("p", "proactive.disclosed", "制发文件%，其中主动公开#"), ("p", "proactive.disclosed", "下一步，将主动公开政府信息#"), ("p", "proactive.disclosed", "每月至少主动公开政府信息#"), ("c", "training.courses", "计划举办政府信息公开培训班#"),
        ("f", "fees", "减免费用#"), ("p", "proactive.disclosed", "主动公开重点领域信息#"), ("p", "proactive.disclosed", "依申请公开政府信息#")),
}  # fmt: skip
BESIDE: tuple[tuple[str, str, str], ...] = (
    ("p", "proactive.disclosed", "目标任务为主动公开政府信息%，实际完成#"), ("p", "proactive.disclosed", "计划主动公开政府信息%，已公开#"), ("a", "applications.received.total", "收到政府信息公开申请由%减少到#"),
    ("a", "applications.received.total", "政府信息公开申请由{l}年的%下降至#"), ("a", "applications.received.total", "全市受理政府信息公开申请%，我局受理#"), ("a", "applications.received.total", "收到政府信息公开申请#。政务服务大厅受理各类申请%"),
    ("p", "proactive.disclosed", "到{y}年底累计主动公开政府信息%，其中{y}年公开#"), ("p", "proactive.disclosed", "截至{y}年底，累计主动公开政府信息%，全文电子化率达90%，"
        "其中本年度新增#"),
    ("a", "applications.received.total", "历年累计收到政府信息公开申请%，其中{y}年收到#"), ("r", "review.total", "有#因政府信息公开申请行政复议，历年累计%"), ("p", "proactive.disclosed", "主动公开政府信息#，去年为%"),
    ("a", "applications.received.total", "收到政府信息公开申请#，去年同期%"), ("a", "applications.received.total", "收到政府信息公开申请#，比上年增加3件"), ("p", "proactive.disclosed", "累计主动公开{y}年度政府信息#"),
)  # fmt: skip
"""Traps beside the figure that is to be read."""

_UNIT = {"a": "件", "p": "条", "r": "件", "f": "元", "c": "名", "o": "件"}
_OF_PATH = {"training.courses": "次", "training.meetings": "次", "proactive.disclosed": "条", "fees": "元"}
_HANZI = "零一二三四五六七八九"


def _chinese(value: int) -> str:
    """A figure up to 99 in Chinese numerals."""
    tens, ones = divmod(value, 10)
    if value >= 100:
        return str(value)
    return (
        ("" if tens < 2 else _HANZI[tens])
        + ("十" if tens else "")
        + (_HANZI[ones] if ones or not tens else "")
    )


class Grammar:
    """Sentences with the figure that each gives."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)

    def _fill(self, frame: str, unit: str, year: int, organ: str, *, bare: bool) -> tuple[str, int]:
        pick = self._random.choice
        value = self._random.randint(3, 60) if "名" in unit or "人" in unit else self._random.randint(2, 900)
        printed = {
            "{n}": str(value),
            "{c}": _chinese(value),
            "{w}": f"{value:,}" if value > 999 else str(value),
        }[pick(_N)]
        who = (
            pick(_WHO).format(organ=organ) + pick(_LEAD)
            if "@" in frame and not bare
            else "我局"
            if "@" in frame
            else ""
        )
        text = (
            frame.replace("@", who)
            .replace("#", printed + unit)
            .replace("%", f"{value + self._random.randint(3, 400)}{unit}", 1)
        )
        if not bare:
            text = pick(_WHEN) + text
        return text.replace("{y}", str(year)).replace("{l}", str(year - 1)), value

    def true(self, each: int) -> list[tuple[str, str, str, Decimal]]:
        """(kind, report, path, value)."""
        made = []
        for name, (sections, units, frames) in TRUE.items():
            for number in range(each):
                year, organ, section = (
                    self._random.randint(2009, 2017),
                    self._random.choice(_ORGANS),
                    self._random.choice(sections),
                )
                frame = frames[number % len(frames)]
                text, value = self._fill(frame, self._random.choice(units), year, organ, bare=False)
                path = {
                    "applications.none": "applications.received.total",
                    "review.none": "review.total",
                    "fees.none": "fees",
                }.get(name, name)
                wanted = (
                    Decimal(0)
                    if name.endswith(".none")
                    else Decimal(value) / (10_000 if path == "fees" else 1)
                )
                made.append(
                    (name, _report(organ, year, section, text + self._random.choice(_TAIL)), path, wanted)
                )
        return made

    def traps(self, each: int) -> list[tuple[str, str, str, Decimal | None]]:
        """(kind, report, path, the value beside the trap or None)."""
        made: list[tuple[str, str, str, Decimal | None]] = []
        frames = [(kind, *one) for kind, ones in TRAPS.items() for one in ones] + [
            ("beside", *one) for one in BESIDE
        ]
        for kind, section, path, frame in frames:
            for _ in range(each):
                year, organ = self._random.randint(2009, 2017), self._random.choice(_ORGANS)
                unit = _OF_PATH.get(path, _UNIT[section])
                text, value = self._fill(frame, unit, year, organ, bare=True)
                wanted = Decimal(value) if kind == "beside" else None
                made.append(
                    (kind, _report(organ, year, section, text + self._random.choice(_TAIL)), path, wanted)
                )
        return made


def _report(organ: str, year: int, section: str, text: str) -> str:
    return (
        f"{organ}{year}年政府信息公开工作年度报告\n本单位依照条例第五十条编写本报告。"
        f"统计期限自{year}年1月1日起至12月31日止。\n"
        f"{_SECTIONS[section]}\n{text}\n六、存在的主要问题\n公开内容有待丰富。\n"
    )


def main() -> None:
    """Write what was read."""
    arguments = argparse.ArgumentParser(description="sentences by a grammar, true ones and traps")
    arguments.add_argument("--seed", type=int, default=1)
    arguments.add_argument("--each", type=int, default=20, help="true sentences an indicator")
    arguments.add_argument("--traps", type=int, default=4, help="traps a frame")
    arguments.add_argument("--show", type=int, default=0, help="how many of what went wrong to print")
    options = arguments.parse_args()
    grammar = Grammar(options.seed)
    cases = [
        *(("true", *one) for one in grammar.true(options.each)),
        *(("trap", *one) for one in grammar.traps(options.traps)),
    ]
    right = wrong = lost = shown = 0
    asked: collections.Counter[tuple[str, str]] = collections.Counter()
    failed: collections.Counter[tuple[str, str]] = collections.Counter()
    for group, kind, report, path, wanted in cases:
        read = {
            Decimal(fact.value)
            for fact in parse_text(report).facts
            if fact.path == path and fact.scope.value == "year" and fact.value is not None
        }
        good, bad = wanted in read, len(read - {wanted})
        right, wrong, lost = right + good, wrong + bad, lost + (wanted is not None and not good)
        asked[group, kind] += 1
        if bad or (wanted is not None and not good):
            failed[group, kind] += 1
            if shown < options.show:
                shown += 1
                print(
                    f"{group} {kind} {path}: wanted {wanted}, read {sorted(map(str, read))}: "
                    f"{report.splitlines()[3]}"
                )
    for key in asked:
        if failed[key]:
            print(f"{key[0]} {key[1]:45} {failed[key]:4} of {asked[key]:4} failed")
    print(
        f"true {sum(asked[k] for k in asked if k[0] == 'true')}, traps "
        f"{sum(asked[k] for k in asked if k[0] == 'trap')}"
    )
    print(
        f"precision {right / max(1, right + wrong):.4f} ({wrong} wrong values), recall "
        f"{right / max(1, right + lost):.4f} ({lost} lost)"
    )


if __name__ == "__main__":
    main()
