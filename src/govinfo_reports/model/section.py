"""A section of a report as printed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from attrs import frozen

from ..brief import brief
from ..location import Location

__all__ = ["Section", "every_section"]


@frozen(kw_only=True)
class Section:
    """A section of the report, as printed: sections stand in the order printed, whatever their numbers.

    Attributes:
        number: The printed ordinal without its punctuation (一, （二） -> 二, 1), None where none is printed.
        title: The heading.
        text: Its own prose without that of `subsections`.
        location: Where the heading is printed.
        subsections: The sections in it.

    >>> from govinfo_reports import parse_text
    >>> report = parse_text("云河市2022年政府信息公开年度报告\\n一、总体情况\\n共收到政府信息公开申请12件。")
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
        return (
            f"<Section{number} {brief(self.title)!r} ({brief(str(self.location), 80)}): "
            f"{len(self.text)} characters>"
        )


def every_section(sections: Sequence[Section]) -> Iterator[Section]:
    """The sections and all that are in them, as they are printed."""
    stack = list(reversed(sections))
    while stack:
        section = stack.pop()
        yield section
        stack.extend(reversed(section.subsections))
