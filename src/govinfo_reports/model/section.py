"""A section of a report as printed."""

from __future__ import annotations

from attrs import frozen

from ..brief import brief
from ..location import Location

__all__ = ["Section"]


@frozen(kw_only=True)
class Section:
    """`number` is the printed ordinal without its punctuation (一, （二） -> 二, 1), None where none is printed; `title` the
    heading; `text` its own prose without that of `subsections`. Sections stand in the order printed, whatever their
    numbers.

    >>> from govinfo_reports import parse_text
    >>> report = parse_text("云河市2022年政府信息公开工作年度报告\\n一、总体情况\\n全市共收到政府信息公开申请12件。")
    >>> [one.title for one in report.sections]
    ['总体情况']
    """

    number: str | None
    title: str
    text: str
    location: Location
    subsections: tuple[Section, ...] = ()

    def __repr__(self) -> str:
        number = "" if self.number is None else f" {brief(self.number, 10)}"
        return f"<Section{number} {brief(self.title)!r} ({brief(str(self.location), 80)}): {len(self.text)} characters>"
