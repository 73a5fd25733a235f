"""Whether the names of an outline leave no doubt that its figures are the report's own: of its year, of its
organ, each said once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from attrs import frozen

from ...numerals import stands_for_figure
from ...patterns import late
from ..common.form_words import is_band, is_section_heading
from ..common.pieces import opens
from .entries import STEPS, OutlineNode, all_of, bullet_of

__all__ = ["OutlineOwner", "lines_over", "note_under"]

_YEAR = late(r"(?<!\d)(?:19|20)\d\d(?!\d)|[一二三四五六七八九〇○零]{4}年")
_OTHER_TIME = late(
    r"上年|上一年|去年|前年|往年|历年|累计|上期|同期|本期|同比|明年|来年|次年|下一?年|季度|半年"
    r"|(?<!\d)\d{1,2}月|[一二三四五六七八九十]月"
    r"|计划|目标|预计|平均|占比|比例|百分|增长|增减|增幅|更正前|修订前|作废|下属|所属|示例|样例|模板"
)
_CARRIED = late(r"上一?年度?结转|结转下一?年度?")
_ELSEWHERE = late(
    r".+(?:[省市县区镇乡局委办厅]|街道|政府|公司|中心)(?:的?(?:数据|情况|统计|部分|合计|信息公开情况))?"
)
_BRACKETS = late(r"[（(][^（）()]{0,60}[）)]")
_NO_BRACKETS = str.maketrans("", "", "（）()")
_HASHES = late(r"#{1,6}\s+")
_TIME_NAME = late(r"(?:年|年度|年份|年月|月份|时间|日期|期间|year|date|period)$", re.IGNORECASE)
_OTHER_TIME_ALONE = late(
    r"(?:上年|上一年|去年|前年|往年|上期|同期|本期|明年|计划|目标|预计|平均)度?(?:数|数量|值|数据)?"
)
_MONEY = late(r"\d.*元")
_NAME_OF_MONEY = late(r"金额|费|元")
_GENERAL = late(
    r"主动|依|公开|政府|信息|情况|收到|申请|行政|复议|诉讼|本年|年度|报告|工作|办理|处理|结果|不予"
    r"|予以|部分|无法|提供|其他|其它|数据|统计|结转|内容"
    r"|[上下]年|继续|年报|[和及的与、表数项第条一二三四五六七八九十\s]|data|tables?|sections?"
    r"|contents?|reports?|statistics",
    re.IGNORECASE,
)
"""What names over rows are made of where they tell of no one else."""
_NOTE = late(r"注|备注|说明|以上|上述|上列")
_LONGEST_LINE_OVER = 60
_MOST_OVER = 40
_MOST_HEAD_LINES = 3


@frozen
class OutlineOwner:
    """What the head of a document says of itself: its first lines, and its year where they name a single
    one."""

    title: str
    year: str

    @classmethod
    def of(cls, lines: Sequence[str]) -> OutlineOwner:
        """Of the first lines of a text."""
        first: list[str] = []
        for line in lines:
            if text := _bare(line):
                first.append(text[:200])
            if len(first) == _MOST_HEAD_LINES:
                break
        title = next((text for text in first if "报告" in text), "")
        years = set(_YEAR.findall(title))
        return cls(title, years.pop() if len(years) == 1 else "")

    def is_told_by(self, nodes: Sequence[OutlineNode], over: Iterable[str]) -> bool:
        """Whether no name above or among the figures tells of another year or another organ, and none has
        lost its own figure."""
        return not any(map(self._is_other, over)) and not any(map(self._is_doubtful, all_of(nodes)))

    def is_of_other(self, text: str) -> bool:
        """Whether words name another year, a plan, or a place or an office that is not the report's."""
        return self._is_other(text)

    def _is_doubtful(self, node: OutlineNode) -> bool:
        if node.children:
            parts = STEPS.split(node.name)
            over = parts if any(child.children for child in node.children) else parts[:-1]
            return bool(node.value) or self._is_other(node.name) or not all(map(self._is_general, over))
        if node.value is None:  # words alone stand over what follows them
            return bool(node.name)
        if _TIME_NAME.search(_BRACKETS.sub("", node.name)) and (node.value or "") not in self._own_years():
            return True
        if node.value and not stands_for_figure(node.value):
            return self._is_other(node.value) or self._is_other(node.name)
        if _MONEY.search(node.value) is not None and _NAME_OF_MONEY.search(node.name) is None:
            return True
        return self._is_other_year(node.name) or _OTHER_TIME_ALONE.fullmatch(node.name.strip()) is not None

    def _is_general(self, text: str) -> bool:
        """Whether a name over rows is a heading of a form, or made of general words: any other may be whose
        figures they are."""
        bare = text.translate(_NO_BRACKETS).strip(" ：:")
        known = opens(text) or is_section_heading(text) or is_band(text) or self._names(bare)
        return known or bare in self._own_years() or not _GENERAL.sub("", bare)

    def _own_years(self) -> frozenset[str]:
        return frozenset({self.year, f"{self.year}年", f"{self.year}年度"} if self.year else ())

    def _is_other_year(self, text: str) -> bool:
        return any(year != self.year for year in _YEAR.findall(text))

    def _is_other(self, text: str) -> bool:
        bare = _BRACKETS.sub("", text).strip(" ：:")
        return (
            self._is_other_year(text)
            or _OTHER_TIME.search(_CARRIED.sub("", text)) is not None
            or (_ELSEWHERE.fullmatch(bare[-30:]) is not None and not self._names(bare))
        )

    def _names(self, organ: str) -> bool:
        """Whether the title begins with an organ: nothing but the year and the report stands behind it."""
        behind = self.title.removeprefix(organ)
        return (
            behind != self.title
            and re.match(r"人民政府|关于|[12]\d{3}|政府信息|信息公开", behind) is not None
        )


def _bare(line: str) -> str:
    return " ".join(_HASHES.sub("", line.strip(), count=1).replace("**", "").split())


def lines_over(lines: Sequence[str], start: int) -> Iterator[str]:
    """What stands over a list up to the heading of its section: headings, and the line right above where it
    leads over to the list."""
    is_nearest = True
    for at in range(start - 1, max(-1, start - 1 - _MOST_OVER), -1):
        line = lines[at].strip()
        text = _bare(line)
        if not text:
            continue
        if is_section_heading(text) or "报告" in text:
            return
        is_heading = line.startswith("#") or (line.startswith("**") and line.rstrip("：: ").endswith("**"))
        leads = is_nearest and (text.endswith((":", "：")) or len(text) <= _LONGEST_LINE_OVER)
        if is_heading or leads:
            yield text
        is_nearest = False


def note_under(lines: Sequence[str], end: int) -> Iterator[str]:
    """A note right below a list, with a bullet or without."""
    line = next((line for line in lines[end : end + _MOST_HEAD_LINES] if line.strip()), "").strip()
    found = bullet_of(line)
    text = _bare(found[2] if found is not None else line)
    if _NOTE.match(text.lstrip("（(")):
        yield text[:200]
