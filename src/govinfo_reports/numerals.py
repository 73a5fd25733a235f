"""Printed figures as exact values: digits of any width, Chinese numerals, rough figures, units, blanks and
dashes."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache

from attrs import field, frozen

from .patterns import late

__all__ = [
    "UNITS",
    "YUAN",
    "Number",
    "chinese_number",
    "exact_value",
    "holds_figure",
    "read_cell",
    "shift",
    "stands_for_figure",
    "to_wan_yuan",
]

_LONGEST_CELL = 80
"""No cell that holds one figure is longer; what is longer is a sentence."""

_CACHED_CELL = 24
"""Longer cells hardly occur twice."""

_LONGEST_FIGURE = 24
"""What stands for a figure is no longer."""

_NARROW = str.maketrans("０１２３４５６７８９．，＋－﹣−％（）﹙﹚", "0123456789.,+---%()()")
_INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad"))
_BLANK_ENTITIES = late(r"&(?:nbsp|ensp|emsp|thinsp|#160|#xa0);?|<o:p>|</o:p>", re.IGNORECASE)
_DASHES = frozenset("-－﹣−–—―─━‐‑‒~～_＿/／\\＼|｜∕⁄·…. \t\r\n\u00a0\u3000")

_NO_SUCH_THING = frozenset(
    (
        "空",
        "空白",
        "无此项",
        "无此项目",
        "无此情况",
        "无此内容",
        "无该项",
        "无数据",
        "暂无数据",
        "未统计",
        "不涉及",
        "未涉及",
        "不适用",
        "N/A",
        "n/a",
        "NA",
        "N.A.",
        "NULL",
        "null",
        "NaN",
        "nan",
        "None",
        "<NA>",
        "#N/A",
    )
)
_ZERO_WORDS = late(
    r"(?:无|零|〇|○|没有|暂无|未有|无此类|没有此类|(?:没有|未曾?|无)(?:受理过?|收到过?|发生过?"
    r"|产生过?|收取过?|接到过?|申请))(?:件|条|次|元|万元)?"
)
_NO_CHANGE = frozenset(("持平", "不变", "无变化", "无增减", "没有变化", "未变化", "无变动"))

UNITS = (
    "亿元|百万元|万元|千元|百元|元|人次|条次|件次|条|件|次|人|名|个|篇|笔|宗|起|项|批|期|场|部|份|处|例|案"
    "|家|册|张|类|户|位|场次|期次|批次"
)
"""What figures count, as the alternatives of a pattern."""
_NUMBER = r"\d{1,3}(?:,\ ?\d{3})+(?!\d)|\d{1,3}(?:\ \d{3})+(?!\d)|\d{1,18}"
_CELL = late(
    r"(?:(?P<money>[¥￥])\ ?)?(?P<sign>[+\-]|净?增加?|净?减少?|新增|↑|↓)?\ ?"
    r"(?P<rough>大约|约为|约|将近|接近|近|超过|超|逾|不足|不到|至少)?\ ?"
    rf"(?P<whole>{_NUMBER})(?P<fraction>\.\d{{1,12}})?\ ?"
    r"(?P<more>余|多|几)?(?P<scale>[万亿](?!元))?(?P<more_after>余|多)?\ ?"
    rf"(?P<unit>{UNITS})?(?P<tail>左右|以上|余|多)?"
)
_TORN = late(r"[\d.,]\s*\n\s*[\d.,]")
"""Digits on two lines: one figure or two, nobody can say."""
_NOTED = late(r"([^()]+)\(([^()]{1,60})\)")
_MARKED = late(r"(.*[^\s\[【])\ ?(?:\[([^\[\]]{1,6})\]|【([^【】]{1,6})】|([①-⑳*※△]{1,3}|备?注\d{0,2}))")
"""The mark of a note printed elsewhere: 5[1], 5①, 5注2."""
_CHINESE_CELL = late(rf"(?P<digits>[零〇○一二两三四五六七八九十廿卅百千万亿]+)\ ?(?P<unit>{UNITS})?")
YUAN = "¥"
"""The sign before a figure: money in yuan, of what scale (元 or 万元) its column says."""
_NEGATIVE = frozenset(("-", "减", "减少", "净减", "净减少", "↓"))
_SCALES = {"万": 4, "亿": 8}
_AMOUNT_PLACES = {
    "元": -4,
    "十元": -3,
    "百元": -2,
    "千元": -1,
    "万元": 0,
    "十万元": 1,
    "百万元": 2,
    "千万元": 3,
    "亿元": 4,
}

_CHINESE_DIGITS = str.maketrans("零〇○Ｏ一二三四五六七八九", "0000123456789")
_FIRST_DIGIT = "一二三四五六七八九"
_ONLY_DIGITS = late(
    rf"[{_FIRST_DIGIT}][零〇○Ｏ一二三四五六七八九]{{3,9}}"
    rf"|[{_FIRST_DIGIT}]+[零〇○Ｏ][零〇○Ｏ一二三四五六七八九]*"
)
"""Digits written one after the other (二○一七); two or three without a nought are a choice (七八件 is seven
or eight)."""
_TENS = late(rf"(?P<tens>[{_FIRST_DIGIT}]?十|廿|卅)(?P<ones>[{_FIRST_DIGIT}])?")
_NO_FIGURE = late(  # a share, a range, a mark behind a figure
    r"[-+－＋]?(?:[\d０-９,，.．]*[\d０-９][%％‰]?|[\d０-９,，.．]*[\d０-９][～~—↑↓★][\d０-９]*)"
)
_OF_ANOTHER = late(
    r"(?:上年|去年|上一年|上期|往年|(?:历年|历史|总)?累计|历年|历史|计划|目标|预计|预算|全省|全国|至今|其中"
    r"|作废|无效|有误|错误|待核|待核实|待定"
    r"|(?:19|20)\d\d年?(?:[-—~至到]+(?:19|20)\d\d年?)?|截[至止](?!.*12月).{1,12}"
    r"|(?!0?1月?(?:份)?[-~—至到]+12月)(?:\d{1,2}月?(?:份)?[-~—至到]+)?\d{1,2}月(?:份|底)?|[上下]半年"
    r"|[上本当]月|前?第?[一二三四1-4]个?季度)"
    r"(?:度|数|值|同期|底|末){0,2}"
)
"""A note that says whose or which year's a figure is, not that of its column, or that it is void."""
_CORRECTED = late(
    r"\D{0,4}?(?:(?:更正|勘误|订正|校正)(?:数|后|值)?(?:应?[为是])?"
    r"|(?:修订|修正|改正|调整|复核|核实|核定)(?:数|后|值|[为是]|(?=[:：]))[为是]?|应[该当]?[为是]|实际?应?[为是]|原[为是报])"
    r"[:：]?\ ?(?P<other>[\d０-９]+|[零一二两三四五六七八九十百千]{1,8})"
)
"""A note that states another figure in this one's place: which of the two counts is not said."""
_SIGN_BEHIND = late(r"(?P<less>减少?|下降|↓|-)|(?:增加?|上升|↑|\+)")
_WITH_UNITS = late(r"[零〇○Ｏ一二两三四五六七八九十廿卅百千万亿]{1,16}")
_PLAIN_DIGITS = str.maketrans({"〇": "零", "○": "零", "Ｏ": "零", "两": "二", "廿": "二十", "卅": "三十"})
_BARE_TEN = late(r"(?<=[百千万亿零])十")


@frozen
class Number:
    """What one cell or figure says.

    `value` is an int, or an exact Decimal where a fraction is printed; None where the cell is `blank`. It
    stands in the unit `unit` as printed (None where none is), `scaled` by a 万 or 亿 behind its digits.
    `note` is the remark in brackets after it, `approximate` marks 约, 余, 多.
    """

    value: int | Decimal | None
    approximate: bool = False
    unit: str | None = None
    blank: bool = False
    note: str | None = None
    scaled: bool = field(default=False, repr=False)


_BLANK = Number(None, blank=True)
_ZERO = Number(0)


def shift(value: int | Decimal, places: int) -> Decimal:
    """The value times ten to the power of `places`, exactly, whatever the decimal context, without trailing
    zeros.

    >>> shift(2950, -4)
    Decimal('0.295')
    """
    sign, digits, exponent = (value if isinstance(value, Decimal) else Decimal(value)).as_tuple()
    if not isinstance(exponent, int):
        raise TypeError("not a finite number")
    exponent += places
    end = len(digits)
    while exponent < 0 and end > 1 and digits[end - 1] == 0:
        end -= 1
        exponent += 1
    if exponent > 0:
        return Decimal((sign, digits + (0,) * exponent, 0))
    if digits[:end] == (0,):
        exponent = 0
    return Decimal((sign, digits[:end], exponent))


def to_wan_yuan(number: Number | int | Decimal, unit: str | None = None) -> Decimal | None:
    """An amount in 万元, exactly. The figure's own unit goes before `unit` (of the column or heading);
    without both it is in 万元 already. None for a blank, for a unit that is not one of money, and for a
    figure with the sign of yuan (¥12.5) where `unit` is not 元: whether it is in yuan nobody can say.

    >>> to_wan_yuan(2950, "元")
    Decimal('0.295')
    >>> to_wan_yuan(Number(251000, unit="元"), "万元")
    Decimal('25.1')
    """
    value: int | Decimal | None
    if isinstance(number, Number):
        named, value, unit = unit, number.value, number.unit or unit
        if number.unit == YUAN and named == "元":
            unit = named
        if number.scaled and number.unit is None:
            unit = "元"  # 12万 under a head 万元 is 12 万元: 万 is the unit that the digits are in
    else:
        value = number
    places = _AMOUNT_PLACES.get(unit or "万元")
    return None if value is None or places is None else shift(value, places)


def exact_value(whole: str, fraction: str | None, scale: str | None) -> int | Decimal | None:
    """The value of printed digits; None for a leading zero (two figures run together) or a number too long
    to be one.

    >>> exact_value("17", ".9", "万")
    179000
    """
    digits = whole.replace(",", "").replace(" ", "")
    if len(digits) > 18 or (len(digits) > 1 and digits[0] == "0"):
        return None
    if fraction is None:
        return int(digits) * 10 ** _SCALES[scale] if scale else int(digits)
    value = Decimal(digits + fraction)
    if scale is None:
        return value
    value = shift(value, _SCALES[scale])
    return int(value) if value == value.to_integral_value() else value


def chinese_number(text: str) -> int | None:
    """The value of a Chinese numeral (三十一, 一百二十, 两, 廿三, 二○一七); None if the text is not one.

    Shortened ones (一百二 for 120, 三千五十) are none, as they can be read in two ways; 七八 (seven or
    eight) neither.

    >>> chinese_number("三十一"), chinese_number("二○一七"), chinese_number("两"), chinese_number("一百二")
    (31, 2017, 2, None)
    """
    text = text.strip()
    if len(text) == 1 and text not in "廿卅":
        return 2 if text == "两" else 10 if text == "十" else _one_character(text)
    if _ONLY_DIGITS.fullmatch(text):
        return int(text.translate(_CHINESE_DIGITS))
    if tens := _TENS.fullmatch(text):
        first = {"廿": 2, "卅": 3, "十": 1}.get(tens["tens"][0]) or _one_character(tens["tens"][0]) or 0
        return 10 * first + (_one_character(tens["ones"]) or 0 if tens["ones"] else 0)
    if not _WITH_UNITS.fullmatch(text):
        return None
    from cn2an import cn2an

    try:
        value = cn2an(_BARE_TEN.sub("一十", text.translate(_PLAIN_DIGITS)), "strict")
    except ValueError:
        return None
    return int(value)


def _one_character(text: str) -> int | None:
    digit = text.translate(_CHINESE_DIGITS)
    return int(digit) if digit.isdecimal() else None


def read_cell(text: str, *, signed: bool = False) -> Number | None:
    """The figure in one table cell, or None if the text is not a number.

    A cell without anything, with dashes, or saying that the row does not apply (不涉及, 无此项) is blank: a
    `Number` whose value is None. 0, 无 and 没有 are 0. Signs (-3, 减3, 增 2) are read only where `signed`,
    so that a negative count is None. Digits with inner blanks are one number only where the blanks part
    groups of three.

    >>> read_cell("3,001件")
    Number(value=3001, approximate=False, unit='件', blank=False, note=None)
    >>> read_cell("——").blank, read_cell("1 0"), read_cell("减3", signed=True).value
    (True, None, -3)
    """
    if len(text) <= 15 and text.isascii() and text.isdigit() and (text[0] != "0" or text == "0"):
        return _plain(text)
    if len(text) <= _CACHED_CELL:
        return _read_short(text, signed)
    return _read(text, signed)


def holds_figure(text: str) -> bool:
    """Whether a cell holds a figure or a word for none, with a sign or without.

    >>> holds_figure("3,001件"), holds_figure("减3"), holds_figure("无"), holds_figure("——"), holds_figure("")
    (True, True, True, False, False)
    """
    number = read_cell(text, signed=True)
    return number is not None and not number.blank


def stands_for_figure(text: str) -> bool:
    """Whether a text is what a cell of figures holds: a number with or without its unit, a share, a dash, a
    word for none; what has a figure in it and is none (12～15, 8↑) too.

    >>> [stands_for_figure(text) for text in ("1,204条", "——", "增3", "0.5%", "条", "1.属于国家秘密")]
    [True, True, True, True, False, False]
    """
    return 0 < len(text) <= _LONGEST_FIGURE and _stands_for_figure(text)


@lru_cache(maxsize=4096)
def _stands_for_figure(text: str) -> bool:
    return read_cell(text, signed=True) is not None or _NO_FIGURE.fullmatch(text) is not None


@lru_cache(maxsize=4096)
def _plain(digits: str) -> Number:
    return Number(int(digits))


@lru_cache(maxsize=4096)
def _read_short(text: str, signed: bool) -> Number | None:
    return _read(text, signed)


def _read(text: str, signed: bool) -> Number | None:
    if "&" in text or "<" in text:
        text = _BLANK_ENTITIES.sub(" ", text)
    if _DASHES.issuperset(text):
        return _BLANK
    text = text.translate(_INVISIBLE).translate(_NARROW)
    if "\n" in text and _TORN.search(text):
        return None
    text = " ".join(text.split())
    if text[:1] in {"¥", "￥"} and len(text) > 1 and _DASHES.issuperset(text[1:]):
        return _BLANK  # a nought in the accountants' format
    if not text:
        return _BLANK
    if len(text) > _LONGEST_CELL:
        return None
    close = text.replace(" ", "")
    if close in _NO_SUCH_THING:
        return _BLANK
    if _ZERO_WORDS.fullmatch(close) or (signed and close in _NO_CHANGE):
        return _ZERO
    note = None
    if noted := _NOTED.fullmatch(text):
        text, note = noted[1].strip(), noted[2].strip()
        if _OF_ANOTHER.fullmatch(note) or _is_another(note, text):  # 51（2015年）, 150（更正：180）
            return None
        if sign := _SIGN_BEHIND.fullmatch(note):  # 15（减）
            return _read(f"{'减' if sign['less'] else '增'}{text}", signed) if signed else None
        if _ZERO_WORDS.fullmatch(text):
            return Number(0, note=note)
    elif marked := _MARKED.fullmatch(text):
        text, note = marked[1].strip(), marked[2] or marked[3] or marked[4]
        if _is_another(note, text):  # 150[更正：180]
            return None
        if _DASHES.issuperset(text):
            return Number(None, blank=True, note=note)
    return _figure(text, note, signed)


def _is_another(note: str, text: str) -> bool:
    """Whether a note states another figure than the text it stands behind."""
    corrected = _CORRECTED.match(note)
    return (
        corrected is not None and corrected["other"].translate(_NARROW) != text.rstrip("件条次个项").strip()
    )


def _figure(text: str, note: str | None, signed: bool) -> Number | None:
    match = _CELL.fullmatch(text)
    if match is None:
        return _chinese_figure(text, note)
    value = exact_value(match["whole"], match["fraction"], match["scale"])
    sign = match["sign"]
    if value is None or (sign and not signed):
        return None
    if sign in _NEGATIVE:
        value = -value
    rough = any(match[name] for name in ("rough", "more", "more_after", "tail"))
    unit = match["unit"]
    if unit is None and note is not None and note in _UNIT_NAMES:
        unit, note = note, None
    if unit is None and match["money"] and not match["scale"]:
        unit = YUAN
    return Number(value, rough, unit, note=note, scaled=match["scale"] is not None)


def _chinese_figure(text: str, note: str | None) -> Number | None:
    match = _CHINESE_CELL.fullmatch(text)
    if match is None or text == "一":  # a lone 一 in a cell is as likely a dash
        return None
    value = chinese_number(match["digits"])
    return None if value is None else Number(value, unit=match["unit"], note=note)


_UNIT_NAMES = frozenset(UNITS.split("|"))
