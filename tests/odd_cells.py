"""What people type into the figure cells of these forms, and how a person reads it.

`COUNTS`, `CHANGES` and `AMOUNTS` have for each text the answer, given by hand. A number: that figure and no
other. `NONE`: no figure; the value is None, and something is said of it. `BLANK`: a blank; None. `maybe(n)`:
that figure, or None and said.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from attrs import frozen

__all__ = ["AMOUNTS", "BLANK", "CHANGES", "COUNTS", "NONE", "Answer", "maybe"]


@frozen
class Answer:
    """The values that may be read, and whether None is an answer: "" (no), "said" (if something is said),
    "blank" (without)."""

    values: frozenset[Decimal]
    none: str = ""


NONE = Answer(frozenset(), "said")
BLANK = Answer(frozenset(), "blank")


def maybe(value: float | str) -> Answer:
    return Answer(frozenset([Decimal(str(value))]), "said")


def _of(*groups: Mapping[str, float | str | Answer]) -> Mapping[str, Answer]:
    found: dict[str, Answer] = {}
    for group in groups:
        for text, answer in group.items():
            assert text not in found, text
            is_answer = isinstance(answer, Answer)
            found[text] = answer if is_answer else Answer(frozenset([Decimal(str(answer))]))  # type: ignore[assignment]
    return found


def _none(text: str) -> dict[str, float | str | Answer]:
    return dict.fromkeys(text.split(), NONE)


COUNTS: Mapping[str, Answer] = _of(
    # plain figures, in every width, with their unit, with commas and blanks between thousands
    {
        "0": 0, "12": 12, "１２": 12, "1,234": 1234, "1，234": 1234, "１，２３４": 1234, "1 234": 1234, "12,345": 12345,
        "1,234,567": 1234567, "12件": 12, "12 件": 12, "１２件": 12, "12（件）": 12, "12(件)": 12, "0件": 0, "０": 0, "1,234件": 1234,
        "12\u3000": 12, "\xa012": 12, "12\xa0": 12, "1\u200b2": 12, "12.0": maybe(12), "12.00": maybe(12), "1’234": maybe(1234),
        "1'234": maybe(1234), "12.": maybe(12), "12。": maybe(12), "12;": maybe(12), "12、": maybe(12), "12,": maybe(12),
        "'12": maybe(12), "“12”": maybe(12), "【12】": maybe(12), "[12]": maybe(12), "**12**": maybe(12), "`12`": maybe(12),
        "共12件": maybe(12), "合计12": maybe(12), "受理12件": maybe(12), "计12件": maybe(12), "12人": maybe(12), "12次": maybe(12),
        "12份": maybe(12), "12宗": maybe(12), "12起": maybe(12), "12笔": maybe(12), "12例": maybe(12), "12个": maybe(12), "12项": maybe(12),
    },
    # Chinese numerals
    {
        "十二": 12, "三": 3, "二十": 20, "一百零二": 102, "一千二百三十四": 1234, "三件": 3, "十件": 10, "两件": 2, "廿三": maybe(23),
        "零": 0, "〇": 0, "零件": maybe(0), "壹拾贰": maybe(12), "叁": maybe(3), "伍件": maybe(5), "一百二": NONE, "七八": NONE,
        "三五件": NONE, "十几": NONE, "几": NONE, "数十": NONE, "若干": NONE, "许多": NONE, "一": maybe(1), "十二点五": NONE,
        "一二": NONE, "二分之一": NONE, "半": NONE,
    },
    # thousands and ten thousands
    {
        "12万": 120000, "1.2万": 12000, "1.25万件": 12500, "3千": maybe(3000), "5百": maybe(500), "2亿": maybe(200000000),
        "12万余": maybe(120000), "1.23456万": NONE, "12k": NONE, "1E+05": maybe(100000), "1.2E+04": maybe(12000), "1e3": maybe(1000),
        "0x12": NONE,
    },
    # none of it, in signs and words
    {
        "无": 0, "没有": 0, "无申请": maybe(0), "未发生": maybe(0), "没有发生": maybe(0), "未收到": maybe(0), "0（无）": 0,
        "无（0）": maybe(0), "无件": maybe(0), "○": maybe(0), "Ｏ": maybe(0), "暂无": Answer(frozenset([Decimal(0)]), "blank"),
        "": BLANK, "—": BLANK, "——": BLANK, "-": BLANK, "--": BLANK, "－": BLANK, "–": BLANK, "／": BLANK, "/": BLANK, "\\": BLANK,
        "＼": BLANK, "\u3000": BLANK, "N/A": BLANK, "n/a": BLANK, "NA": BLANK, "null": BLANK, "无此项": BLANK, "不适用": BLANK,
        "不涉及": BLANK, "空": BLANK, "未统计": BLANK, "nan": BLANK, "NaN": BLANK, "None": BLANK, "…": BLANK, "·": BLANK,
    },
    # notes behind a figure, and marks of notes
    {
        "12*": 12, "12①": 12, "12[1]": 12, "12（注1）": 12, "12注1": maybe(12), "12【注】": maybe(12), "12※": maybe(12), "12△": maybe(12),
        "12（含上年结转3件）": 12, "12（其中3件不予公开）": 12, "12（其中修订 16 件）": 12, "12(其中:复议3)": 12, "12（不含乡镇）": 12,
        "12（34）": maybe(12), "12(34)": maybe(12), "12 (34)": maybe(12), "12（+3）": maybe(12), "12(↑3)": maybe(12), "12（-3）": maybe(12),
        "12（见备注）": 12, "12见备注": maybe(12), "12（约）": maybe(12), "12（估算）": maybe(12), "12（截至11月）": maybe(12),
        "12（2021年为9）": maybe(12), "12，其中3件不予公开": maybe(12), "12件，其中3件": maybe(12), "12（上年3件）": maybe(12),
        "*12": maybe(12), "①12": NONE, "注：12": maybe(12), "（12）": NONE, "(12)": NONE, "12?": NONE, "12？": NONE, "?12": NONE,
        "12（？）": maybe(12), "12（存疑）": maybe(12),
    },
    # superscripts, subscripts, enclosed figures, other scripts: never digits of the figure
    {
        "12²": maybe(12), "12¹": maybe(12), "5³": maybe(5), "12⁽¹⁾": maybe(12), "12₁": maybe(12), "12ᵃ": maybe(12), "²": NONE, "¹²": NONE,
        "½": NONE, "12½": NONE, "⑫": maybe(12), "⑿": maybe(12), "Ⅻ": maybe(12), "Ⅲ": maybe(3), "III": NONE, "㈩": maybe(10), "١٢": maybe(12),
        "𝟏𝟐": maybe(12), "㊀": NONE, "⒓": maybe(12), "12㎡": NONE, "12℃": NONE, "1̶2̶": NONE, "㋀": NONE,
    },
    # ranges, ratios, sums, lists: two figures are none
    {
        **_none("1-3 1～3 1~3 1—3 1－3 1–3 1至3 1到3 10-20件 1/3 3/12 1∕3 12/0 1:3 1：3 1+2 1＋2 1+2=3 =3 "
            "3=1+2 1、2 1；2 1;2 1×2 1*2"),
        "1，2": NONE, "1,2": NONE, "12,34": NONE, "1,23": NONE, "1,2345": NONE, "1,234,56": NONE, "1 2": NONE, "12 34": NONE,
        "1\u30002": NONE, "１ ２": NONE, "12\n34": NONE, "1\n2": NONE, "12 345 6": NONE, "1 2 3": NONE, "12\n件": maybe(12), "12.345.678": NONE,
        "12→13": NONE, "由3增至12": NONE, "3→12": NONE, "12或13": NONE, "男3女9": NONE, "市级3县级9": NONE, "3件+9件": NONE,
        "新收12，结转3": NONE, "上年3，本年12": NONE, "上年3件本年12件": NONE, "12 其中：3": maybe(12), "12比上年增3": maybe(12), "3（男）9（女）": NONE,
        "12件3次": NONE, "12件/3次": NONE, "12条次3件": NONE, "12 同比增长5%": maybe(12), "12 | 13": NONE, "1.5": NONE, "3.14": NONE,
        "0.5": NONE, "12..5": NONE, "1.2.3": NONE, "12:30": NONE, "9：00": NONE,
    },
    # signs and marks beside a figure of a cell that has no sign
    {
        **_none("-3 −3 －3 减3 减少3 增3 增加3 ↑3 3↑ 817↑ 817↓ ↓3 ▲3 ▼3 △3 ±3 <5 ＜5 >10 ≥10 ≤3 ＞10 3+ 3- "
            "12%"),
        **_none("１２％ 12‰ 12.5% 百分之十二 12个百分点 #12 12# №12 No.12 12@ 12& ~12~ ~~12~~ 12^ "
            "12_ 12=="),
        "+3": maybe(3), "12~~5~~": maybe(12), "≈12": maybe(12), "约12": maybe(12), "约12件": maybe(12), "12余": maybe(12), "12余件": maybe(12), "近12": maybe(12),
        "12左右": maybe(12), "12多": maybe(12), "超过12": maybe(12), "不足12": maybe(12), "12以上": maybe(12), "12以下": NONE, "至少12": maybe(12),
        "大约12件": maybe(12), "十余": maybe(10), "十余件": maybe(10), "817 ↑": NONE, "12 ▲": NONE, "新增3": NONE, "净增3": NONE, "-0": maybe(0),
    },
    # dates, numbers of things, other units
    {
        **_none("2022年 2022年度 2022年1月 1月12日 12月 2022-01-12 2022/1/12 2022.1.12 12日 12天 12时 12年 "
            "第12 第3号 12号 第12页 12页"),
        **_none("〔2022〕12号 附件1 表3 P12 —4— 12元 12万元 ￥12 ¥12 $12 12kg 12平方米 12公里 12GB 12小时 "
            "12度 12岁 12分 12名次"),
        "- 4 -": NONE, "第 3 页": NONE, "4 / 9": NONE, "0931-8888888": NONE, "12 月": NONE,
    },
    # letters, signs and words where a figure should be
    {
        **_none("l2 O 1O I0 1o 12a a12 12B S 1z lO2 ○5 12口 1口2 口 □ ■ 12■ 1□2 1? ?? ？ ！ * ※ ★ √ × ✓ ● "
            "〃 同上 同左 ” 〞 々"),
        **_none("不详 未知 待定 待统计 统计中 详见附件 见附表 见备注 保密 涉密 略 正在办理 已办结 全部 是 "
            "否 有 无法统计 缺 缺失 并入总计"),
        **_none("#REF! #DIV/0! #VALUE! #NAME? ######## TBD undefined True 甲 A 丙 其他 总计 自然人 结果维持 "
            "件 条 数量 约 增 减 多"),
        "合并统计": NONE, "三件不予公开": maybe(3), "12月为3": NONE, "均按时办结": NONE, "不公开12件": maybe(12), "[image]": NONE, "1O2件": NONE,
        "�": NONE, "1�2": NONE, "12 以内": NONE, "不超过12": NONE, "每月1件": NONE, "日均12": NONE, "平均12": NONE, "累计12": NONE,
        "历年12": NONE, "其中12": NONE, "去年12": NONE, "计划12": NONE, "拟12": NONE, "目标12件": NONE, "12（作废）": NONE, "12（上年）": NONE,
        "12（累计）": NONE,
    },
)  # fmt: skip
"""In a cell of a count."""

CHANGES: Mapping[str, Answer] = _of(
    {
        "-3": -3, "−3": -3, "－3": -3, "–3": maybe(-3), "—3": maybe(-3), "减3": -3, "减 3": -3, "减少3": -3, "减少3项": -3, "增3": 3, "增 2": 2,
        "增加2": 2, "增加12项": 12, "+2": 2, "＋2": 2, "新增2": maybe(2), "净增2": maybe(2), "净减2": maybe(-2), "↑2": maybe(2), "↓2": maybe(-2),
        "2↑": maybe(2), "2↓": maybe(-2), "-3项": -3, "持平": 0, "不变": 0, "无变化": 0, "无": 0, "0": 0, "±0": maybe(0), "+0": maybe(0),
        "-0": maybe(0), "（-3）": maybe(-3), "(3)": NONE, "减三": maybe(-3), "增两项": maybe(2), "增十二": maybe(12), "减少 15 项": -15, "3": 3,
        "12项": 12, "增1,234": 1234, "-1,234": -1234, "减１２": -12, "减 12 项（含取消）": -12, "比上年减3": maybe(-3), "较上年增加2项": maybe(2),
        "负3": maybe(-3), "正3": maybe(3), "- 3": maybe(-3), "+ 3": maybe(3), "-": BLANK, "—": BLANK, "/": BLANK, "增：3": maybe(3), "减：3": maybe(-3),
        "增3项（减0）": maybe(3), "3（增）": maybe(3), "3（减）": maybe(-3), "3(减)": maybe(-3), "取消3": maybe(-3), "减3（上年5）": -3,
        "减少3个事项": maybe(-3), "下降3": maybe(-3), "上升3": maybe(3),
    },
    _none("增10% 减5% -5% 增/减3 增3/减5 增3减5 增3，减5 3/5 -3/+5 +3-5 -3-5 --3 +-3 减-3 增-3 ▲3 △3 增加 "
        "减少 有增有减 -3.5 增1.5 增 减 1-3 -1～3 不详 增减3"),
    {"减3 增5": NONE, "-3 5": NONE, "-3\n5": NONE, "增3\n减5": NONE, "减3，增5": NONE, "-1 5": NONE, "3 -5": NONE},
)  # fmt: skip
"""In a cell of 本年增/减."""

AMOUNTS: Mapping[str, Answer] = _of(
    {
        "12.5": 12.5, "0.0001": "0.0001", "12.50": 12.5, "1,234.56": "1234.56", "12.5万元": 12.5, "12.5万": 12.5, "12万": 12, "125000元": 12.5,
        "125,000元": 12.5, "125000 元": 12.5, "0.00125亿元": maybe(12.5), "12.5（万元）": 12.5, "12.5(万元)": 12.5, "￥12.5": maybe(12.5),
        "¥12.5": maybe(12.5), "人民币12.5万元": maybe(12.5), "12.5万元整": maybe(12.5), "十二万元": maybe(12), "12万5千元": maybe(12.5),
        "12.5万余元": maybe(12.5), "约12.5": maybe(12.5), "约12.5万元": maybe(12.5), "12.5元": "0.00125", "1250元": "0.125", "12.5千元": maybe("1.25"),
        "12.5亿": maybe(125000), "1.2亿元": maybe(12000), "12．5": 12.5, "１２．５": 12.5, "12.5*": 12.5, "12.5①": 12.5, "12.5（不含税）": 12.5,
        "0": 0, "0元": 0, "无": 0, "0.00": 0, "0万元": 0, "免费": maybe(0), "未收取": maybe(0), "不收费": maybe(0), "—": BLANK, "/": BLANK, "": BLANK,
        "12.5（125000元）": 12.5, "125000": 125000, "-12.5": maybe(-12.5), "12\n.5": maybe(12.5), "1234\n.56": maybe("1234.56"), "12.5 万 元": maybe(12.5),
        "12.5\n万元": maybe(12.5), "12.5万元（含上年）": maybe(12.5), "24252.311082": "24252.311082", "59237.2449": "59237.2449",
        "12.5²": maybe(12.5), "12.5万元*": maybe(12.5), "12,345": 12345, "12,345.6元": "1.23456", "3000元": "0.3", "三千元": maybe("0.3"),
        "12.5 (万元)": 12.5, "12.5万圆": maybe(12.5), "12.5w": NONE, "12.5W": NONE,
    },
    _none("12.5美元 $12.5 US$12 12.5万港元 12.5% 12.5-13 12.5～13 12.5/13 12.5、13 12,5 12.5.6 12..5 12。"
        "5 12·5 12:5 12.5万件 12件 12.5百万 不详 万元 元"),
    {"12.5\n13": NONE, "12.5 13": NONE, "12 .5": maybe(12.5), "收入12.5支出13": NONE, "12万元5角": NONE, "同上": NONE, "1.25e5": maybe(125000),
     "12.5万元/年": NONE, "免收12.5": NONE, "减免12.5万元": NONE, "约12.5～13万元": NONE, "12.5万元，上年13万元": maybe(12.5), "12.5?": NONE},
)  # fmt: skip
"""In a cell of an amount under a head that says 万元."""
