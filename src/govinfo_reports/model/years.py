"""The years that the heads of a report's tables name."""

from __future__ import annotations

from attrs import frozen

from ..location import Location

__all__ = ["TableYear"]


@frozen(kw_only=True)
class TableYear:
    """A year that the head or the caption of a table names (统计表（2017年度）), as `printed`, without blanks."""

    year: int
    printed: str
    location: Location
