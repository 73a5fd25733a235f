"""Marks that mails and converters leave in the lines of a text: signs of quotation before them, inline tags,
attributes of spans, raised and struck out words; and what some print for a picture."""

from __future__ import annotations

import re

from ...language import phrase
from ...patterns import late
from ...text import IDEOGRAPH
from ..common.dash_ruled import FILLER
from ..common.monospaced import widened

__all__ = ["without_image_text", "without_inline_markup", "without_line_numbers", "without_quote_signs"]

_SPAN = late(r"\[([^\[\]\n]{0,2000})\]\{[^{}\n]{0,600}\}")
_ATTRIBUTES = late(r"\]\{[^{}]{0,600}\}")
"""The attributes of a span, which may go on over lines."""
_DEEPEST = 4
_WRAPS = late(
    r"^[ \t]*(?::{3,}[^\n]*|</?(?:div|span|center)\b[^<>\n]*>)[ \t]*$", re.MULTILINE | re.IGNORECASE
)
"""Lines that only wrap others: pandoc's fences, and bare tags."""
_GONE = (
    ("<", late(r"<(sup|del|s|strike)\b[^<>]{0,300}>[^<>\n]{0,200}</\1>", re.IGNORECASE)),
    ("~~", late(r"~~(?=\S)[^~\n]{1,200}(?<=\S)~~")),
    ("<", late(r"<(?<=[\d)）]<)sub\b[^<>]{0,300}>[^<>\n]{0,20}</sub>", re.IGNORECASE)),
    ("^", late(r"\^(?<=[\d)）]\^)[\d,\[\]①-⑳*]{1,6}\^")),
)
"""Raised marks of notes, and what is struck out: no part of the figure beside them. Each is looked for where
its first characters stand."""
_TAG = late(
    r"</?(?:span|font|u|b|i|em|strong|small|big|ins|mark|sub|a|o:p|label)\b[^<>]{0,1000}>", re.IGNORECASE
)
_HINTS = ("]{", ":::", "<div", "</div", "<span", "<center", "<sup", "<del", "<s>", "<strike", "~~", "^", "<")
_SIGNS = late(r"[ ]{0,3}(?:>[ ]?){1,8}")
_FEWEST = 5
"""So many lines in turn with the sign before them are quoted; one alone may be greater than."""
_MOST_BEFORE = 5
_OF_A_REPORT = late(r"报告|年报|公开|[一二三四五六七八九十]、")
_TITLE = late(r"报\s*告|年\s*报")
_IMAGE_FILE = late(r"^\s*(?:image|img|pic|图片)_?\d*\.(?:png|jpe?g|gif|bmp|emf|wmf)\s*$", re.IGNORECASE)
_LINE_NUMBER = late(r"[ \t]{0,8}(\d{1,6})(?:[:|\t]|(?= |$))(?P<blank> *)(?P<end>$)?")
_FEWEST_NUMBERED = 12


def without_inline_markup(text: str) -> str:
    """The text without inline tags and attributes, raised marks and struck out words; lines that hold
    nothing else are blank.

    >>> without_inline_markup("<span lang=EN-US>12</span>[件]{.x} 3^1^ ~~4~~5<sup>[2]</sup>")
    '12件 3 5'
    """
    if not any(hint in text for hint in _HINTS):
        return text
    if "]{" in text:
        text = _ATTRIBUTES.sub(lambda found: found[0].replace("\n", " "), text)
        text = "\n".join(_without_spans(line) if "]{" in line else line for line in text.split("\n"))
    if ":::" in text or "<" in text:
        text = _WRAPS.sub("", text)
    for hint, pattern in _GONE:
        if hint in text:
            text = pattern.sub("", text)
    return _TAG.sub("", text) if "<" in text else text


def _without_spans(line: str) -> str:
    """The line without the attributes of its spans; where it is indented, as the rows of a table are, with
    signs in their place, so that what stands behind them keeps its column: `FILLER`, which the caller takes
    out."""
    keep = line.startswith("  ")
    for _ in range(_DEEPEST):
        cut = _SPAN.sub(_kept if keep else r"\1", line)
        if cut == line:
            break
        line = cut
    return line


def _kept(found: re.Match[str]) -> str:
    whole, text = found[0], found[1]
    return text + FILLER * (len(widened(whole, "WF")) - len(widened(text, "WF")))


def without_quote_signs(text: str) -> str:
    """The text without the signs before its lines, where it is quoted from its title to its end, below a few
    words of a mail at the most; each line keeps its number. What a report quotes of another is not its own.

    >>> without_quote_signs("> 行政许可\\t3\\n> 行政处罚\\t5\\n>\\n>> 无。\\n> 完\\n").split("\\n")
    ['行政许可\\t3', '行政处罚\\t5', '', '无。', '完', '']
    >>> without_quote_signs("> 3\\n4")
    '> 3\\n4'
    """
    if text.count(">") < _FEWEST:
        return text
    lines = text.split("\n")
    first = next((at for at, line in enumerate(lines) if _is_quoted(line)), 0)
    before = [line for line in lines[:first] if line.strip()]
    own = [line for line in lines[first:] if line.strip()]
    if len(own) < _FEWEST or len(before) > _MOST_BEFORE or any(map(_OF_A_REPORT.search, before)):
        return text
    if not all(map(_is_quoted, own)) or (before and not any(map(_TITLE.search, own[:_FEWEST]))):
        return text
    return "\n".join([*lines[:first], *(_SIGNS.sub("", line, count=1) for line in lines[first:])])


def _is_quoted(line: str) -> bool:
    return line.lstrip(" ").startswith(">")


def without_line_numbers(text: str) -> str:
    """The text without the numbers before its lines, where all its lines, or all but blank ones, are numbered
    one after the other (as `cat -n`, `nl` and editors print them).

    >>> without_line_numbers("\\n".join(f"{n:4}  第{n}行" for n in range(1, 21))).split("\\n")[::19]
    ['第1行', '第20行']
    >>> without_line_numbers("1\\t行政许可\\n2\\t行政处罚")
    '1\\t行政许可\\n2\\t行政处罚'
    """
    lines = text.split("\n")
    if _LINE_NUMBER.match(lines[0]) is None and _LINE_NUMBER.match(lines[-1]) is None:
        return text
    found = [_LINE_NUMBER.match(line) for line in lines if line.strip()]
    numbers = [int(match[1]) for match in found if match is not None]
    if not _FEWEST_NUMBERED <= len(numbers) == len(found):
        return text
    if numbers != list(range(numbers[0], numbers[0] + len(numbers))):
        return text
    width = min(len(match["blank"]) for match in found if match is not None and not match["end"])
    made = (_LINE_NUMBER.match(line) for line in lines)
    return "\n".join(
        line if match is None else line[match.end() - max(0, len(match["blank"]) - width) :]
        for line, match in zip(lines, made, strict=True)
    )


def without_image_text(lines: list[str]) -> tuple[list[str], tuple[str, ...]]:
    """The lines with what some converters print for a picture (its file's name, then what was recognised in
    it) emptied, up to the next line of plain prose; and a notice that says so."""
    kept = list(lines)
    dropped: list[int] = []
    inside = False
    for number, line in enumerate(lines):
        if "." in line and _IMAGE_FILE.match(line):
            inside = True
        elif inside:
            cjk = len(IDEOGRAPH.findall(line))
            inside = not (cjk >= 20 and cjk * 10 >= len(line.strip()) * 7 and ("，" in line or "。" in line))
        if inside:
            kept[number] = ""
            if line.strip():
                dropped.append(number + 1)
    if not dropped:
        return kept, ()
    notice = phrase(
        "{count} lines recognised in pictures (from line {dropped} on) were left out",
        count=len(dropped),
        dropped=dropped[0],
    ).both
    return kept, (notice,)
