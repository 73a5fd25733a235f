"""How far one wording of a label is from another: edits, characters that scanners confuse, words that make
another label."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

__all__ = ["are_confused", "edits", "field_words", "named", "sense_of", "slip", "without_stray_digits"]

_CONFUSED = (
    "已己巳 末未 人入八 政攻玫 府俯 开井 公么 网冈 站贴 博搏傅 信倍 微徽 动功 规现 范苑 性姓 文丈 "
    "件伴仵 数敖 条务 "
    "申甲由 请清情 复夏 议仪 诉拆 讼松 理埋 答荅 同伺 意惠 部邵 分兮 网罔 络洛 传伝 真直 函涵 面而 当肖 "
    "予子 法洁 律津 行衍 秘泌 密蜜 商啇 业亚 个亇 隐稳 私秋 危厄 及乃 安妥 全金 国囯 家冢 经轻 济挤 "
    "社杜 会合 稳隐 定宝 "
    "属厲 于干千 主王 关夫 热熱 点占 舆與 情倩 负页 责青 志忐 新斯 闻间 发友 布市 访仿 谈淡 策笨 "
    "解觧 读续 稿槁 "
    "事亊 应庆 他她 方万 式弍 专寺 职识 兼嫌 员贝 训川 培掊 班斑 次欠 机杌 构沟 设没 查杳 阅阁 费贵 "
    "用甩 收牧 取耴 "
    "举誉 报极 投役 维准 持特 被彼 依侬 纠纫 错措 形刑 告吉 知和 作怍 出击 更史 改攺 补朴 充允 途徒 "
    "径经 办力 结给 "
    "延廷 期斯 按桉 时吋 制刹 第笫 三二 方力 合台 权杈 益盆 内丙 部都 务条 过边 程秤 执抉 案宋 卷巷 询洵 "
    "本木 握捏 相柏 没设 有冇 现规 成咸 需雷 另别 补仆 正止 后石 仍扔 明朋 确硝 投没 类娄 重里 提题 "
    "供洪 版板 无元 "
    "不木 元无 由甴 大太 量童 反友 认队 获荻 逾愈 缴激 纳衲 费贵 结绪 转传 下不 年牛 继断 续读 "
    "纠糾 内內 发發 务務 处處 诉訴 讼訟 议議 复復 总總 计計 请請 关關 数數 机機 构構 业業 结結 维維 "
    "无無 条條 规規 项項 审審 办辦 "
    "执執 报報 网網 个個 转轉 继繼 续續 经經 实實 传傳 开開 终終 类類 团團 现現"
)
"""Characters that are printed or recognised for each other, in groups."""

_PAIRS = frozenset(
    first + second for group in _CONFUSED.split() for first in group for second in group if first != second
)

_LOST = frozenset("口□■〓\ufffd")
"""What is printed or recognised where a character was lost: it may have been any."""

_FEWEST = 3
"""A shorter head may be anything."""

_SENSE = re.compile(
    r"不|未|非|无|否|免|部分|全部|主动|依申请|上年|去年|今年|本年|上月|累计|历年|同比|增加?|减少?|拟"
    r"|尚|待|受|收"
)
"""Words that turn a label into another one: a misprint never adds or drops them."""

_FIELD_WORDS = tuple(
    re.findall(
        r"\S+",
        "公报 网站 微博 微信 其他方式 方式 渠道 新闻 发布会 在线 访谈 政策 解读 稿件 回应 热点 舆情 "
        "负责 同志 当面 "
        "传真 网络 网上 信函 信件 邮件 邮寄 电子 现场 口头 电话 来访 来电 来信 接待 咨询 查阅 办结 "
        "按时 延期 超期 "
        "逾期 答复 受理 收到 同意 不同意 部分 秘密 商业 国家 隐私 安全 稳定 条例 法律 法规 规章 "
        "情形 机关 存在 "
        "更改 补充 补正 途径 告知 复议 诉讼 申诉 上诉 应诉 败诉 胜诉 维持 纠错 纠正 撤销 变更 确认 "
        "驳回 举报 投诉 "
        "费用 收费 减免 免收 检索 复制 金额 机构 专职 兼职 全职 人员 经费 会议 培训 班 接受 抖音 "
        "头条 媒体 报刊 "
        "报纸 电视 广播 短信 手机 客户端 公告 公示 栏目 专栏 专题 访问 点击 浏览 下载 关注 粉丝 "
        "目录 指南 年报 "
        "许可 处罚 强制 采购 征收 建议 提案 议案 规划 计划 预算 决算 统计 单位 部门 乡镇 街道 村 "
        "档案 图书 大厅 "
        "窗口 热线 信箱 领导 服务 便民 项目 事项 制发 制定 修订 修改 废止 失效 有效 备案 清理 保密 "
        "审查 第一 季度 "
        "月份 年度 累计 新增 历年 完成 满意 不满 首次 再次 重复 直接 撤回 自行 协商 调解 中止 终止 "
        "平均 比例 占 "
        "率 天 时间 工作日",
    )
)
"""Words of the field that labels differ in. What says one more than a known wording does is another label."""


def are_confused(words: str, other: str) -> bool:
    """Whether two wordings of one length differ in nothing but characters that are printed or recognised for
    each other.

    >>> are_confused("属干国家秘密", "属于国家秘密"), are_confused("书面申请数", "当面申请数")
    (True, False)
    """
    return all(one == two or _may_be(one, two) for one, two in zip(words, other, strict=True))


def _may_be(char: str, other: str) -> bool:
    """Whether a character is printed or recognised for another one."""
    return char + other in _PAIRS or char in _LOST


def sense_of(words: str) -> tuple[str, ...]:
    """The words in a label that turn its meaning, in order of their characters.

    >>> sense_of("不同意公开答复数"), sense_of("同意部分公开答复数")
    (('不',), ('部分',))
    """
    return _sense(words)


@lru_cache(maxsize=4096)
def _sense(words: str) -> tuple[str, ...]:
    return tuple(sorted(_SENSE.findall(words)))


@lru_cache(maxsize=4096)
def field_words(words: str) -> frozenset[str]:
    """The words of the field that a label says."""
    return frozenset(word for word in _FIELD_WORDS if word in words)


def edits(first: str, second: str, most: float) -> float:
    """How many edits apart two wordings are; some number above `most` where it is more than that.

    A character dropped, added or another counts 1, two neighbours exchanged 1, a character that is often
    confused with the other 0.4.

    >>> edits("申请答夏数", "申请答复数", 2), edits("申请复答数", "申请答复数", 2)
    (0.4, 1.0)
    """
    before: list[float] = []
    above = [float(place) for place in range(len(second) + 1)]
    for row, char in enumerate(first, 1):
        line = [float(row)]
        for column, other in enumerate(second, 1):
            changed = 0.0 if char == other else 0.4 if _may_be(char, other) else 1.0
            cost = min(above[column] + 1, line[column - 1] + 1, above[column - 1] + changed)
            if (
                row > 1
                and column > 1
                and char == second[column - 2]
                and first[row - 2] == other
                and char != other
            ):
                cost = min(cost, before[column - 2] + 1)
            line.append(cost)
        if min(line) > most:
            return most + 1
        before, above = above, line
    return round(above[-1], 3)


def named(words: str, known: Mapping[str, str]) -> str | None:
    """What a head stands for: a known wording, or the only one of which a single character is another here,
    one that is printed or recognised for it.

    >>> named("尚末审结", {"尚未审结": "pending", "结果维持": "upheld"})
    'pending'
    """
    if words in known or len(words) < _FEWEST:
        return known.get(words)
    found = {meant for other, meant in known.items() if _is_confused(words, other)}
    return found.pop() if len(found) == 1 else None


def _is_confused(words: str, other: str) -> bool:
    if len(words) != len(other):
        return False
    changed = [(one, two) for one, two in zip(words, other, strict=True) if one != two]
    return len(changed) == 1 and _may_be(*changed[0])


_STRAY = re.compile(r"^[^\d]?\d+(?:[.、)]\d+)*[.、)]?(?=\D{3})")
"""Digits and single marks between them: each step has one way on only, so that a long run costs no more than
its length."""
_MOST_CONFUSED = 2
_SLIP = 0.4


def without_stray_digits(words: str) -> str:
    """The words of a label without what is left at their beginning of an ordinal that was printed wrong.

    >>> without_stray_digits("也1当面申请数"), without_stray_digits("2传真申请数")
    ('当面申请数', '传真申请数')
    """
    return _STRAY.sub("", words)


def slip(words: str, known: str) -> float | None:
    """The edits that a label counts which is a known wording but for a slip that says nothing else: two
    neighbours exchanged, one character printed twice, or one or two recognised as others that look like
    them. None for any other label.

    >>> slip("以予公开", "予以公开"), slip("予以以公开", "予以公开"), slip("逾期木补正", "逾期不补正")
    (0.4, 0.4, 0.4)
    >>> slip("逾期补正", "逾期不补正") is None
    True
    """
    longer = len(words) - len(known)
    if longer == 1:
        doubled = any(
            words[at] == words[at + 1] and words[:at] + words[at + 1 :] == known for at in range(len(known))
        )
        return _SLIP if doubled else None
    apart = (
        []
        if longer
        else [at for at, (one, other) in enumerate(zip(words, known, strict=True)) if one != other]
    )
    if not 0 < len(apart) <= _MOST_CONFUSED:
        return None
    first, last = apart[0], apart[-1]
    if last == first + 1 and (words[first], words[last]) == (known[last], known[first]):
        return _SLIP
    return _SLIP * len(apart) if all(_may_be(words[at], known[at]) for at in apart) else None
