"""Who signs the report and when: the organ's line and the date under the text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from attrs import frozen

from ..location import Location
from ..patterns import late
from .dates import PrintedDate, find_dates
from .lines import HeadLine
from .organ import PLACE, clean_organ, is_organ

__all__ = ["Signature", "find_signature"]

_AROUND_DATE = late(r"[\s()（）【】\[\]:：]*(?:落款|印发|发布|公布|日期)?[\s()（）:：]*")
_HEADING = late(r"[(（]?[一二三四五六七八九十\d]{1,3}[)）、.．]|第[一二三四五六七八九十]{1,2}[部章节]")
_END_OF_SENTENCE = late(r"[。;!:,?]|特此报告|附件[:\d]?[^。]*$|(?:xls|xlsx|doc|docx|pdf)$")
_AFTER_DATE = late(
    r"(?:日?[)）】]|附|\(|（|【|\[|相关|扫|分享|打印|关闭|责任|上一|下一|信息|来源|编辑|主办|版权|--|>)"
)
_ENDS_BEFORE_DATE = late(r"(?:[。!;)]|报告|统计表|汇总表)$|^附|^\d[.、]|(?:xls|xlsx|doc|docx|pdf)$")
_FILLED_IN = late(r"填[报表]|报出|审核|制表|负责人|责任人|联系人|截[止至]|发布|时间|日期")
_LAST_OF_SENTENCE = late(r".*(?:[。;!?]|特此报告|[。]?\))", re.DOTALL)
_WEEKDAY = late(r"^[(（]?(?:星期|周)[一二三四五六日天][)）]?")
_BEHIND_ON_PAGE = late(r"[\d:\s]*(?:(?:信息|文章)?来源|浏览|点击|阅读|作者|字[号体]|编辑|打印|分享)")
_PAGE_BEHIND = late(
    r"扫一扫|分享|打印|关闭|责任编辑|上一[篇条页]|下一[篇条页]|附件下载|相关(?:链接|文档|新闻)|主办"
)
"""What the page prints behind a date that ends the text."""
_NOTHING = late(
    r"(?:本年度?|我[局委办县市区镇乡院厅]|本[局委办县市区镇乡院厅机关单位]+)?(?:无|暂无|没有)(?!锡"
    r"|为|极|棣|量)(?:其[他它])?"
    r"(?:(?:需要?|应当|须)?(?:报告|说明)的?(?:其[他它])?(?:事项|情况|问题|内容|事宜))?"
)
_SEAL = late(r"[(（]?(?:公章|盖章|印章|章|印)[)）]?")
_LONGEST_NAME = 45
_MOST_ORGANS = 3


@frozen(kw_only=True)
class Signature:
    """The signing organ and date, each None where not printed (a date without its day is none).

    `location` is the place of the date, or of the organ's line where there is no date. `at_end` is False for
    a cover: organ and date between the title and the text.
    """

    organ: str | None
    day: date | None
    location: Location
    at_end: bool


def find_signature(
    lines: Sequence[HeadLine], *, year: int | None, organ: str | None = None
) -> Signature | None:
    """The signature of a report on `year` by `organ`; the one under the text goes before one on the cover."""
    first_heading = next((place for place, line in enumerate(lines) if _HEADING.match(line.folded)), 0)
    covers: list[Signature] = []
    for place, line in enumerate(lines):
        at_end = place > first_heading
        signed = _on_own_line(lines, place, year, at_end=at_end)
        if signed is None:
            signed = _within_line(line, year)
        if signed is None:
            continue
        if signed.at_end:
            return signed
        covers.append(signed)
    return _organ_alone(lines, first_heading, organ) or (covers[0] if covers else None)


def _is_plausible(printed: PrintedDate, year: int | None) -> bool:
    """Whether a report on `year` can have been signed then: not before its last months, nor many years
    later."""
    return year is None or (year, 10) <= (printed.year, printed.month) <= (year + 3, 12)


def _on_own_line(
    lines: Sequence[HeadLine], place: int, year: int | None, *, at_end: bool
) -> Signature | None:
    """A line that is only a date (or organ and date); the organ stands on the line before."""
    line = lines[place]
    if len(line.text) > _LONGEST_NAME + 20:
        return None
    for printed in find_dates(line.folded):
        behind = _WEEKDAY.sub("", line.folded[printed.end :])
        is_stopped = behind.endswith("。")
        of_page = not at_end and _BEHIND_ON_PAGE.match(behind) is not None
        of_page = of_page or (at_end and line.has_gap(printed.end) and _PAGE_BEHIND.match(behind) is not None)
        fits = of_page or _AROUND_DATE.fullmatch(behind.rstrip("。")) is not None
        before = line.text[: printed.start]
        name = None
        if not fits and _is_plausible(printed, year) and (name := _behind_date(line, printed, at_end=at_end)):
            return Signature(organ=name, day=printed.value, location=line.location, at_end=at_end)
        if not _is_plausible(printed, year) or not fits:
            continue
        if _AROUND_DATE.fullmatch(line.folded[: printed.start]) is None:
            sentence = _LAST_OF_SENTENCE.match(before)
            name = _named(before[sentence.end() :] if sentence is not None else before)
            if not is_organ(name) or _FILLED_IN.search(name):
                continue
        else:
            name = _organs_above(lines, place) or _organ_below(lines, place)
        if name is None and (is_stopped or not printed.in_words or not _follows_text(lines, place)):
            continue
        return Signature(organ=name, day=printed.value, location=line.location, at_end=at_end)
    return None


def _behind_date(line: HeadLine, printed: PrintedDate, *, at_end: bool) -> str | None:
    """The organ of a line that has the date first: （2018年3月16日 云溪县民政局）, above the text only in
    brackets."""
    is_bracket = line.folded.startswith("(") and line.folded.endswith(")")
    if not (is_bracket or at_end) or _AROUND_DATE.fullmatch(line.folded[: printed.start]) is None:
        return None
    name = _named(line.text[printed.end :].strip("()（）、，, 　"))
    return name if is_organ(name) and not _FILLED_IN.search(name) else None


def _organs_above(lines: Sequence[HeadLine], place: int) -> str | None:
    """Who signs on the lines above a date, a seal's mark between passed over; organs that sign together are
    parted by 、."""
    at = place - 1
    while at > 0 and _SEAL.fullmatch(lines[at].folded):
        at -= 1
    names: list[str] = []
    while at >= 0 and len(names) <= _MOST_ORGANS and (name := _organ_of(lines[at])) is not None:
        names.insert(0, name)
        at -= 1
    if not names or len(names) > _MOST_ORGANS or at < 0 or not _ends_text(lines[at]):
        return names[-1] if names else None
    if len(names) == 2 and PLACE.fullmatch(names[0]) and PLACE.match(names[1]) is None:
        return "".join(names)
    return "、".join(dict.fromkeys(names))


def _named(text: str) -> str:
    """The organ's name; 无 before it is all that the last section says."""
    name = clean_organ(text)
    rest = _NOTHING.match(name)
    return name[rest.end() :] if rest is not None and is_organ(name[rest.end() :]) else name


def _organ_of(line: HeadLine) -> str | None:
    name = _named(line.text)
    return name if is_organ(name) and not _FILLED_IN.search(name) else None


def _ends_text(line: HeadLine) -> bool:
    """Whether a signature may begin below this line."""
    return _ENDS_BEFORE_DATE.search(line.folded) is not None


def _organ_below(lines: Sequence[HeadLine], place: int) -> str | None:
    """The organ on the last line of all, below the date under the text."""
    if place + 2 != len(lines) or not _follows_text(lines, place):
        return None
    return _organ_of(lines[place + 1])


def _follows_text(lines: Sequence[HeadLine], place: int) -> bool:
    """Whether a bare date stands under the end of a sentence, under the list of what is attached, or under
    the title."""
    return place > 0 and _ends_text(lines[place - 1])


def _within_line(line: HeadLine, year: int | None) -> Signature | None:
    """A signature in the middle of a long line: right after a sentence, and nothing of a sentence after
    it."""
    if len(line.text) <= _LONGEST_NAME + 20:
        return None
    for printed in find_dates(line.folded):
        if not printed.in_words or not _is_plausible(printed, year):
            continue
        ends_well = line.has_gap(printed.end) or _AFTER_DATE.match(line.folded, printed.end)
        if not ends_well:
            continue
        left = max(0, printed.start - _LONGEST_NAME - 5)
        before = line.folded[left : printed.start]
        sentence = _LAST_OF_SENTENCE.match(before)
        begins = left + (sentence.end() if sentence else 0)
        name = clean_organ(line.text[begins : printed.start])
        if not name and sentence and (printed.value is not None or line.has_gap(printed.start)):
            return Signature(organ=None, day=printed.value, location=line.location, at_end=True)
        gap = max((gap for gap in line.gaps if left <= gap < printed.start), default=left)
        for start in (begins, max(begins, gap)):
            name = _named(line.text[start : printed.start])
            if (sentence or start == gap) and is_organ(name) and not _FILLED_IN.search(name):
                return Signature(organ=name, day=printed.value, location=line.location, at_end=True)
    return None


def _organ_alone(lines: Sequence[HeadLine], first_heading: int, organ: str | None) -> Signature | None:
    """The organ's name as the last line of the text, without a date."""
    for place in range(len(lines) - 1, max(first_heading + 1, len(lines) - 12), -1):
        name = clean_organ(lines[place].text)
        if not is_organ(name) or len(name) < 4 or _FILLED_IN.search(name):
            continue
        is_theirs = organ is not None and (name.startswith(organ) or organ.startswith(name) or organ in name)
        if is_theirs and _END_OF_SENTENCE.search(lines[place - 1].folded[-40:]):
            return Signature(organ=name, day=None, location=lines[place].location, at_end=True)
    return None
