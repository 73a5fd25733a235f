"""The counted figures of a sentence, each with the share in per cent that is printed behind it."""

from __future__ import annotations

from attrs import frozen

from ...patterns import late
from ..clauses import Sentence, Stretch
from ..figures import Figure

__all__ = ["CountedItem", "items_of"]

_SHARE = late(r"占(?:比|总|全|到|了)?[^，；。]{0,20}$")
_OF_SOMETHING_ELSE = late(
    r"的(?!(?:政府信息公开|信息公开|公开)?申请|(?:政府)?信息|案件|文件)[一-龥]{2,10}，?$"
)
_SHARE_WITHIN = 24
_BRACKET_WITHIN = 8


@frozen(kw_only=True)
class CountedItem:
    """A counted figure, the words before it (`lead`), where it stands in its stretch and in the prose
    (`first`, `last`), and the share that belongs to it."""

    figure: Figure
    lead: str
    first: int
    last: int
    sentence: int
    share: Figure | None = None
    share_at: tuple[int, int] = (0, 0)

    @property
    def position(self) -> int:
        """Where it begins in its stretch."""
        return self.figure.start


def items_of(stretch: Stretch, sentence: Sentence) -> list[CountedItem]:
    """The counted figures of a stretch; a share (占45%) stands behind its figure, or in brackets after it."""
    figures = stretch.figures
    items: list[CountedItem] = []
    start = 0
    for index, figure in enumerate(figures):
        if figure.unit != "%":
            following = figures[index + 1] if index + 1 < len(figures) else None
            share, at = _share_behind(stretch, figure, following)
            if share is None and stretch.anchor is None:
                share, at = _share_in_brackets(sentence, figure)
            items.append(
                CountedItem(
                    figure=figure,
                    lead=stretch.text[start : figure.start],
                    first=stretch.at[figure.start],
                    last=stretch.at[figure.end - 1],
                    sentence=sentence.number,
                    share=share,
                    share_at=at,
                )
            )
        start = figure.end
    return items


def _share_behind(
    stretch: Stretch, figure: Figure, following: Figure | None
) -> tuple[Figure | None, tuple[int, int]]:
    if following is None or following.unit != "%":
        return None, (0, 0)
    between = stretch.text[figure.end : following.start]
    found = _SHARE.search(between) if len(between) <= _SHARE_WITHIN else None
    if found is None:
        return None, (0, 0)
    if _OF_SOMETHING_ELSE.search(between[: found.start()]):
        return None, (0, 0)  # 来自9条短号的话务量占总数的10.5%: not of the 9
    name = between[: found.start()].strip("，、：")
    if len(name) >= 2 and name in stretch.text[: figure.start]:
        return None, (0, 0)  # 专职26人、兼职126人，专职占17.1%: of another figure
    return following, (stretch.at[following.start], stretch.at[following.end - 1])


def _share_in_brackets(sentence: Sentence, figure: Figure) -> tuple[Figure | None, tuple[int, int]]:
    for bracket in sentence.brackets:
        anchor = bracket.anchor or 0
        if figure.end <= anchor <= figure.end + _BRACKET_WITHIN and "占" in bracket.text:
            inside = bracket.figures
            between = sentence.main.text[figure.end : anchor]
            if len(inside) == 1 and inside[0].unit == "%" and not any(char.isdigit() for char in between):
                return inside[0], (bracket.at[inside[0].start], bracket.at[inside[0].end - 1])
    return None, (0, 0)
