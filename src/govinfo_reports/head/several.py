"""Two reports in one file: a second title with an organ or a year of its own, under which the sections begin
anew."""

from __future__ import annotations

from collections.abc import Sequence

from ..patterns import late
from .lines import HeadLine
from .organ import REPORT_NAME, organ_in_title
from .title import year_in_title

__all__ = ["reports_in"]

_SECTION = late(r"[一二三四五六七八九][、.．,，:]")
_FIRST_SECTION = late(r"一[、.．,，:]")
_OF_THE_SAME = late(r"(?:人民)?政府$")
_NOT_A_TITLE = late(r"[《》。；;]|附件|下一?篇|上一?篇|相关|通知|统计表|情况表|解读|一图")
_LONGEST_TITLE = 60
_WITHIN = 25
"""So many lines below its title a report's first section begins."""


def reports_in(lines: Sequence[HeadLine]) -> tuple[str, ...]:
    """The titles of the reports that the lines of a text hold, where they hold more than one; else nothing.

    A title alone is none: lists of other reports stand below many. The sections must begin anew under it.

    >>> from govinfo_reports.document import Paragraph
    >>> from govinfo_reports.head.lines import lines_of
    >>> from govinfo_reports.location import Location
    >>> text = ["云河市2016年政府信息公开工作年度报告", "一、概述", "公开工作平稳。",
    ...     "云河市教育局2016年政府信息公开工作年度报告", "一、概述"]
    >>> paragraphs = [Paragraph(text=one, location=Location(line=line)) for line, one in enumerate(text, 1)]
    >>> reports_in(lines_of(paragraphs))
    ('云河市2016年政府信息公开工作年度报告', '云河市教育局2016年政府信息公开工作年度报告')
    """
    sections = [(place, line.folded) for place, line in enumerate(lines) if _SECTION.match(line.folded)]
    if len(sections) < 2:
        return ()
    found: dict[tuple[str, int], str] = {}
    for place, line in enumerate(lines):
        of_whom = _of_whom(line)
        if of_whom is None or of_whom in found:
            continue
        before = {heading for at, heading in sections if at < place}
        following = next((one for one in sections if one[0] > place), None)
        if following is None or following[0] - place > _WITHIN:
            continue
        begins_anew = following[1] in before or (before and _FIRST_SECTION.match(following[1]))
        if found and not begins_anew:
            continue  # another title above the first section, or between two of one report
        found[of_whom] = line.text
    return tuple(found.values()) if len(found) > 1 else ()


def _of_whom(line: HeadLine) -> tuple[str, int] | None:
    """The organ and the year that a title on a line of its own names."""
    if (
        len(line.text) > _LONGEST_TITLE
        or _NOT_A_TITLE.search(line.folded)
        or not REPORT_NAME.search(line.folded)
    ):
        return None
    organ, year = organ_in_title(line.text), year_in_title(line.text)
    return (_OF_THE_SAME.sub("", organ), year) if organ is not None and year is not None else None
