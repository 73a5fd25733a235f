"""The figures of a stretch of prose, each with the words that may say what it is of."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import frozen

from ..patterns import late
from .clauses import Stretch
from .figures import Figure, units_of
from .reasons import FigurePlace

__all__ = ["Spot", "find_spots"]

_LONGEST_LEAD = 140
_SAID_OF_IT = late(
    r"(?!其中|均|已|都|全(?!职)|占|较|比|同比|以上"
    r"|的基础)[^，；、：]{1,30}?(?:(?<![中里])(?=[，；、：])|(?:和|及|以及|与|并)(?=$))"
)
"""What stands right behind a figure and says what it is of (2件为网上申请，…; 1名专职和…): no name of the
next one."""
_OF_THE_LAST = late(
    r"(?:申请)?(?:已|均|都|全)[^，；%]*，|，(?:均|都|全部)(?:被|判决|裁定|予以)*(?:维持|驳回|撤销|纠正)[^，；]*，"
)
"""What stands behind a figure and says what became of it: 37件已答复，3件…"""
_NOTHING_MORE = late(r"(?:[，、]|和|及|以及|与|另|另有|另外|有|还有)*")
_BATCHES = frozenset(("批次", "批", "笔"))
_AMOUNT = late(r"[，、]?(?:共计|合计|总计|累计|共|计|总?金额|费用)*(?:为|是|达)?")


@frozen(kw_only=True)
class Spot:
    """A figure with the words before it (`lead`) and after it; `start` is where the words before it begin,
    `place` where it stands in its sentence."""

    stretch: Stretch
    figure: Figure
    start: int
    lead: str
    after: str
    place: FigurePlace

    @property
    def goes_on(self) -> bool:
        """Whether another figure follows."""
        return self.figure.end + len(self.after) < len(self.stretch.text)

    @property
    def clause(self) -> int:
        """Where the figure's own clause begins."""
        text, start, end = self.stretch.text, self.start, self.figure.start
        return max(start, 1 + text.rfind("，", start, end), 1 + text.rfind("：", start, end))


def find_spots(stretch: Stretch, limit: int) -> Iterator[Spot]:
    """The figures that begin before `limit`, in their order, shares left out."""
    text = stretch.text
    figures = [figure for figure in stretch.figures if figure.start < limit and figure.unit != "%"]
    money = units_of("money")
    before, lead, clause = 0, slice(0, 0), 0
    for index, figure in enumerate(figures):
        start = max(before, figure.start - _LONGEST_LEAD)
        start = max(start, 1 + text.rfind("；", start, figure.start))
        if start and text[figure.start - 1] == "，" and _OF_THE_LAST.fullmatch(text, start, figure.start):
            start = figure.start - 1
        end = figures[index + 1].start if index + 1 < len(figures) else len(text)
        said = _SAID_OF_IT.match(text, start, figure.start) if index and start == before else None
        if said is not None and text[said.end() : figure.start].strip("为共有") == "：":
            said = None  # 2件涉及商业秘密：5件: the name of the next one
        own = slice(start if said is None else said.end(), figure.start)
        shared = said is not None and _NOTHING_MORE.fullmatch(text[own])
        again = index and (figure.unit in money or figures[index - 1].unit in _BATCHES)
        if not (shared or (again and _AMOUNT.fullmatch(text[own]))):
            lead = (
                own  # else those of the figure before: 安排1名专职和2名兼职人员, 收取信息处理费2笔，共计280元
            )
        after = text[figure.end : end]
        for mark in "，；：":
            clause = max(clause, 1 + text.rfind(mark, clause, figure.start))
        place = FigurePlace(text=text, start=figure.start, end=figure.end, clause=clause)
        yield Spot(
            stretch=stretch,
            figure=figure,
            start=lead.start,
            lead=text[lead],
            after=after,
            place=place,
        )
        before = figure.end
