"""Numbers as Word prints them in automatic numbering: 一 二 三, ① ② ③, a b c, i ii iii and so on."""

from __future__ import annotations

from collections.abc import Callable
from types import MappingProxyType

__all__ = ["format_number"]

_DIGITS = "〇一二三四五六七八九"
_FORMAL_DIGITS = "零壹贰叁肆伍陆柒捌玖"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_CIRCLED = tuple("①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳㉑㉒㉓㉔㉕㉖㉗㉘㉙㉚㉛㉜㉝㉞㉟㊱㊲㊳㊴㊵㊶㊷㊸㊹㊺㊻㊼㊽㊾㊿")
_CIRCLED_HAN = tuple("㊀㊁㊂㊃㊄㊅㊆㊇㊈㊉")
_ROMAN = (
    (1000, "m"),
    (900, "cm"),
    (500, "d"),
    (400, "cd"),
    (100, "c"),
    (90, "xc"),
    (50, "l"),
    (40, "xl"),
    (10, "x"),
    (9, "ix"),
    (5, "v"),
    (4, "iv"),
    (1, "i"),
)
_MOST_ROMAN = 3999
_MOST_LETTERS = 780
_FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")


def _thousands(value: int, digits: str, units: tuple[str, str, str], *, with_one: bool) -> str:
    """Digits with 十百千 between them, for 1 to 9999; `with_one` keeps the 一 of 一十."""
    text = ""
    gap = False
    for place in (3, 2, 1, 0):
        digit = value // 10**place % 10
        if digit == 0:
            gap = bool(text)
            continue
        if gap:
            text += digits[0].replace("〇", "零")
            gap = False
        if not (place == 1 and digit == 1 and not text and not with_one):
            text += digits[digit]
        text += units[3 - place] if place else ""
    return text


def _counting(value: int) -> str:
    """一 to 九十九 in words, then digit by digit (一〇〇), as `chineseCounting` does."""
    return _counting_thousand(value) if value < 100 else _digital(value)


def _counting_thousand(value: int) -> str:
    return _thousands(value, _DIGITS, ("千", "百", "十"), with_one=False) if 0 < value < 10000 else str(value)


def _legal(value: int) -> str:
    return (
        _thousands(value, _FORMAL_DIGITS, ("仟", "佰", "拾"), with_one=True)
        if 0 < value < 10000
        else str(value)
    )


def _digital(value: int) -> str:
    return "".join(_DIGITS[int(digit)] for digit in str(value)) if value >= 0 else str(value)


def _from(signs: str | tuple[str, ...]) -> Callable[[int], str]:
    def pick(value: int) -> str:
        return signs[value - 1] if 0 < value <= len(signs) else str(value)

    return pick


def _letters(value: int) -> str:
    """A to z, then aa, bb: Word doubles the letter."""
    if not 0 < value <= _MOST_LETTERS:
        return str(value)
    return chr(ord("a") + (value - 1) % 26) * ((value - 1) // 26 + 1)


def _roman(value: int) -> str:
    if not 0 < value <= _MOST_ROMAN:
        return str(value)
    text = ""
    for worth, sign in _ROMAN:
        count, value = divmod(value, worth)
        text += sign * count
    return text


_FORMATS: MappingProxyType[str, Callable[[int], str]] = MappingProxyType(
    {
        "none": lambda value: "",
        "decimalZero": lambda value: f"{value:02d}",
        "decimalFullWidth": lambda value: str(value).translate(_FULL_WIDTH),
        "decimalFullWidth2": lambda value: str(value).translate(_FULL_WIDTH),
        "decimalEnclosedCircle": _from(_CIRCLED),
        "decimalEnclosedCircleChinese": _from(_CIRCLED),
        "decimalEnclosedParen": _from(tuple("⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇")),
        "decimalEnclosedFullstop": _from(tuple("⒈⒉⒊⒋⒌⒍⒎⒏⒐⒑⒒⒓⒔⒕⒖⒗⒘⒙⒚⒛")),
        "ideographEnclosedCircle": _from(_CIRCLED_HAN),
        "chineseCounting": _counting,
        "chineseCountingThousand": _counting_thousand,
        "japaneseCounting": _counting_thousand,
        "taiwaneseCounting": _counting,
        "taiwaneseCountingThousand": _counting_thousand,
        "koreanCounting": _counting_thousand,
        "ideographDigital": _digital,
        "japaneseDigitalTenThousand": _digital,
        "taiwaneseDigital": _digital,
        "chineseLegalSimplified": _legal,
        "ideographLegalTraditional": _legal,
        "japaneseLegal": _legal,
        "ideographTraditional": _from(_STEMS),
        "ideographZodiac": _from(_BRANCHES),
        "lowerLetter": _letters,
        "upperLetter": lambda value: _letters(value).upper(),
        "lowerRoman": _roman,
        "upperRoman": lambda value: _roman(value).upper(),
    }
)


def format_number(value: int, name: str) -> str:
    """The number in the format of that name (`w:numFmt`); one that is not known, or ends before it, prints
    decimals.

    >>> (format_number(12, "chineseCounting"), format_number(3, "decimalEnclosedCircle"),
    ...  format_number(28, "lowerLetter"))
    ('十二', '③', 'bb')
    """
    form = _FORMATS.get(name)
    return str(value) if form is None else form(value)
