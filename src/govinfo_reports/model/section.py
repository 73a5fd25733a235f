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
    numbers."""

    number: str | None
    title: str
    text: str
    location: Location
    subsections: tuple[Section, ...] = ()

    def __repr__(self) -> str:
        number = "" if self.number is None else f" {brief(self.number, 10)}"
        return f"<Section{number} {brief(self.title)!r} ({brief(str(self.location), 80)}): {len(self.text)} characters>"
