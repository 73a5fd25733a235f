"""The figures in a stretch of prose, in digits and in Chinese numerals: value, unit, whether rough, and
where they stand."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from attrs import frozen

from ..forms.sentences import wordings
from ..numerals import chinese_number, exact_value
from ..patterns import late

__all__ = [
    "CHARACTER_HINT",
    "FIGURE_HINT",
    "Figure",
    "find_figures",
    "units_of",
    "with_plain_years",
]

_COUNTED = (
    "条[/／]次|篇[/／]次|件[/／]次|人[/／]次|场[/／]次|篇次|人次|条次|件次|场次|批次|期次|条|件|次|篇|期|场|宗|起|例|份|笔|个|人|名"
    "|位|项|处|批|部|家|户|册|类|张|则|版|轮|届"
)
_MONEY = "万元|亿元|千元|元"
_NO_COUNT = "个(?:工作日|自然日|月|小时|星期|百分点)"
"""How long, or by how much of a share."""

_NOTE = r"(?:[\[【（(〔](?:备?注)?(?:\d{1,2}|[①-⑳])?[\]】）)〕]|[①-⑳※*＊]{1,2})?"
FIGURE_HINT = late(rf"[0-9０-９](?![0-9０-９]){_NOTE}[余多几百千万亿\s]*(?:{_COUNTED}|{_MONEY}|[%％])")
"""A quick test for figures in digits, before brackets, notes and blanks are seen to."""

_BEGINS_UNIT = "".join(sorted({unit[0] for unit in _COUNTED.split("|")}))
_FIGURE = late(
    r"(?P<whole>\d(?<!\d\d)(?:\d{0,2}(?:[, ]\d{3})+(?!\d)|\d{0,11}(?!\d)))"
    rf"(?=[.余多几百千万亿元%{_BEGINS_UNIT}])"
    r"(?P<fraction>\.\d{1,6})?(?:(?P<mixed>万\d[千百]|万\d{4}|千\d百)(?!\d))?"
    r"(?P<more>余|多|几)?(?P<scale>[百千万亿](?!元))?(?P<more_after>余|多)?"
    rf"(?:(?P<unit>(?!{_NO_COUNT})(?:{_COUNTED})|{_MONEY})|(?P<percent>%))(?P<tail>左右|以上|余|多)?"
)
_NOT_BEFORE = frozenset("0123456789.,第前〔-百千万亿")
_SCALES = {"百": 100, "千": 1000, "万": 10_000, "亿": 100_000_000}


_NUMERAL = "一二两三四五六七八九十廿卅百千万亿零〇○"
_BOUND = r"(?=[，；：。、,;）)\]]|$)"
_UNITS = (
    # what comes after a unit makes another word of it (三条主线, 一期工程, 一起推进, 五份额)
    r"人次|件次|条次|场次|批次|期次"
    r"|件(?![事套件])|条(?![条龙线街路河款目]|主线|例(?!外))|次(?![次性日办]|告知|补正)"
    r"|期(?![间限望刊末]|工程|项目|建设)"
    r"|场(?![所地馆合景面])|宗(?![旨教])|例(?![外如行会])|篇(?![篇章幅])|份(?![子额])"
    r"|起(?=行政|复议|诉讼|案|申请|举报|投诉|政府|信息|因|涉|[，；：。、,;）)\]]|$)"
    r"|[千万亿]?元(?![化素旦宵件首])"
    # these count all kinds of things: only where the clause ends with them, or what is counted is a thing of
    # the form
    rf"|[人个名位处项家批部](?:{_BOUND}|(?=[专兼全]、?[职兼]|(?:公共|公众|政府信息|政务"
    r"|信息)?(?:公开)?查阅|政府信息公开申请|信息公开申请|行政复议|行政诉讼))"
)
_IN_CHARACTERS = late(
    rf"(?P<digits>[{_NUMERAL}][{_NUMERAL}]{{0,13}})(?P<more>余|多|几)?(?P<scale>[万亿](?!元))?"
    rf"(?P<unit>{_UNITS})(?P<tail>左右|以上|余|多)?"
)
_SHARE = late(
    rf"百分之(?P<digits>[{_NUMERAL}]{{1,7}}"
    rf"|\d{{1,3}}(?:\.\d{{1,4}})?)(?:点(?P<fraction>[零〇○一二三四五六七八九]{{1,4}}))?"
    r"(?P<more>余|多|几)?(?P<tail>左右|以上)?"
)
_HALF = late(r"(?<=占)(?:总数的?|总量的?)?(?P<half>半数|一半)(?!以上|多|左右)")

CHARACTER_HINT = late(
    rf"[{_NUMERAL}]\s*[余多几]?\s*(?:[件条次期场起宗例篇份元]|人次"
    r"|[人个名位处项家批部]\s*(?:[，；：。、,;）)]|$|[专兼全公政信行]))"
    r"|百\s*分\s*之|占(?:总[数量]的?)?(?:半数|一半)"
)
"""A quick test for figures in Chinese numerals, before brackets and blanks are seen to."""

ROUGH = ("大约", "约为", "约", "将近", "接近", "近", "超过", "突破", "超", "逾")
"""Words before a figure that make it a rough one."""

_NOT_BEFORE_NUMERAL = frozenset("第每某各该此这那前后跑.-0123456789")
"""Before these a numeral is an ordinal (第三次, 前两批), a share of each (各三次), one already told of, or
part of a word."""
_NOT_BEFORE_ONE = frozenset("上下其另本又再新同统唯单逐任进归专不划合之只首")
"""Before these 一 is part of a word (统一, 另一件)."""
_NOT_BEFORE_TENS = frozenset("数几")
"""Before these 十, 百, 千 say how many only vaguely (数十件, 几百条)."""
_LISTED = late(
    rf"(?:第[{_NUMERAL}\d条项款、和及至到或]{{1,20}}|[{_NUMERAL}][、至到点—~～-]|(?:条例|办法|规定"
    rf"|》)|每[^，；。]{{1,3}})$"
)
"""Behind an article (第十九、二十条) or another numeral (一、二件) it says which one, not how many;
每季度一次 how often."""
_BARE = frozenset("百千万亿")

_YEAR = late(
    rf"(?<![{_NUMERAL}\d])(?:二[〇○零ＯOo0]|一九)[〇○零ＯOo0一二三四五六七八九]{{2}}(?![{_NUMERAL}])"
)
_DIGITS = str.maketrans("〇○零ＯOo一二三四五六七八九", "000000123456789")


@frozen
class Figure:
    """A figure with its unit (`%` for a share), from `start` up to `end` (not included) of the stretch."""

    value: int | Decimal
    unit: str
    approximate: bool
    start: int
    end: int


def find_figures(text: str) -> tuple[Figure, ...]:
    """The figures that have a unit, in the order of the text; dates, ordinals and numbers of documents have
    none.

    >>> [(figure.value, figure.unit) for figure in find_figures("2017年收到申请1,038件，其中网上申请约30件")]
    [(1038, '件'), (30, '件')]
    """
    figures = [*_digits(text), *_characters(text)]
    figures.sort(key=lambda figure: figure.start)
    return tuple(figures)


def _digits(text: str) -> Iterator[Figure]:
    for match in _FIGURE.finditer(text):
        before = text[max(0, match.start() - 2) : match.start()]
        if before not in ("", "目前") and (
            before[-1] in _NOT_BEFORE or (before[-1] == " " and before[0].isdigit())
        ):
            continue
        whole, fraction, mixed, more, scale, more_after, unit, _, tail = match.groups()
        value = exact_value(whole, fraction, scale if scale in ("万", "亿") else None)
        if value is None or (mixed and (scale or fraction)):
            continue
        if scale in ("百", "千"):
            value *= _SCALES[scale]
        if mixed:
            value = value * _SCALES[mixed[0]] + _rest(mixed[1:])
        rough = before.endswith(ROUGH) or bool(more or more_after or tail)
        yield Figure(value, _plain_unit(unit) if unit else "%", rough, match.start(), match.end())


def _plain_unit(printed: str) -> str:
    """条/次 counts as 条, 人/次 and 场/次 as what they are without the stroke."""
    if len(printed) == 1:
        return printed
    first, stroke, _ = printed.replace("／", "/").partition("/")
    return (f"{first}次" if first in "人场" else first) if stroke else printed.replace("篇次", "篇")


def _rest(printed: str) -> int:
    """What follows 万 or 千 in 1万2千 and 3千5百."""
    return int(printed) if printed.isdecimal() else int(printed[0]) * _SCALES[printed[1]]


def with_plain_years(text: str) -> str:
    """The text with years in Chinese numerals in digits; every character keeps its place.

    >>> with_plain_years("二〇一三年，二○一二年为十件")
    '2013年，2012年为十件'
    """
    if "二" not in text and "一九" not in text:
        return text
    return _YEAR.sub(lambda match: match.group().translate(_DIGITS), text)


def _characters(text: str) -> Iterator[Figure]:
    """The figures in Chinese numerals that count something; numerals that are part of a word or an ordinal
    are none.

    >>> [(figure.value, figure.unit)
    ...     for figure in find_figures("依据第二十条，受理申请三十一件，占百分之四十五")]
    [(31, '件'), (Decimal('45'), '%')]
    """
    for match in _IN_CHARACTERS.finditer(text):
        before = text[max(0, match.start() - 24) : match.start()]
        after_each_other = before.endswith("先后")  # 先后三次开会
        in_a_word = _is_in_a_word("" if after_each_other else before[-1:], match["digits"][0])
        if in_a_word or _LISTED.search(before):
            continue
        rough = before.endswith(ROUGH) or any(match[name] for name in ("more", "tail"))
        value = _value(match["digits"], match["scale"], rough=rough)
        if value is not None and not (match["digits"] == "一" and match["unit"] in ("批", "家", "部")):
            yield Figure(value, match["unit"], rough, match.start(), match.end())
    for match in _SHARE.finditer(text) if "百分之" in text else ():
        share = _percent(match["digits"], match["fraction"])
        if share is not None:
            before = text[max(0, match.start() - 2) : match.start()]
            rough = before.endswith(ROUGH) or any(match[name] for name in ("more", "tail"))
            yield Figure(share, "%", rough, match.start(), match.end())
    for match in _HALF.finditer(text) if "半" in text else ():
        yield Figure(Decimal(50), "%", True, match.start("half"), match.end("half"))


def _is_in_a_word(before: str, first: str) -> bool:
    """Whether a numeral that begins with `first` and stands behind the character `before` counts nothing."""
    return (
        before in _NOT_BEFORE_NUMERAL
        or (first == "一" and before in _NOT_BEFORE_ONE)
        or (first in "十百千万" and before in _NOT_BEFORE_TENS)
    )


def _value(digits: str, scale: str | None, *, rough: bool) -> int | None:
    """The value of a numeral; a bare 百 or 千 is one hundred or thousand only where it is rough (百余件,
    近千条)."""
    if digits[0] in _BARE:
        digits = f"一{digits}" if rough and digits in _BARE else ""
    value = chinese_number(digits)
    return None if value is None else value * _SCALES.get(scale or "", 1)


def _percent(digits: str, fraction: str | None) -> Decimal | None:
    if digits == "百" and fraction is None:
        return Decimal(100)
    if digits[0].isdigit():
        return Decimal(digits)
    whole = chinese_number(digits)
    if whole is None:
        return None
    return Decimal(f"{whole}.{fraction.translate(_DIGITS)}") if fraction else Decimal(whole)


def units_of(kind: str) -> frozenset[str]:
    """The units that figures of a kind may have (`let units` in `forms/sentences.txt`), for what is read
    without a wording of its own.

    >>> "件" in units_of("cases"), "元" in units_of("cases")
    (True, False)
    """
    return wordings().lists[kind]
