"""Where something stands in a document."""

from __future__ import annotations

from functools import lru_cache

from attrs import fields, frozen

__all__ = ["Location", "said"]

_SAID = ("page", "line", "sheet", "table", "row", "column")
_KEPT = 1 << 14
"""So many places keep their words."""


@frozen(kw_only=True)
class Location:
    """A place in a document, all numbers counted from 1 as a person would; None where the container has no
    such thing.

    Attributes:
        page: The page.
        line: The line of a text file, or the number of the paragraph in containers without lines.
        sheet: The name of the worksheet.
        table: The number of the table in the document.
        row: The row in the table as printed (a cell that spans several is at its first).
        column: The column in the table as printed.
        span: The first and the last character within the line.

    >>> str(Location(page=4, table=2, row=3, column=5))
    'page 4, table 2, row 3, column 5'
    >>> str(Location(line=12, span=(3, 9)))
    'line 12, characters 3-9'
    >>> Location(line=12)
    Location(line=12)
    """

    page: int | None = None
    line: int | None = None
    sheet: str | None = None
    table: int | None = None
    row: int | None = None
    column: int | None = None
    span: tuple[int, int] | None = None

    def within(self, first: int, last: int) -> Location:
        """The place of some characters of the same line. Raises nothing.

        Args:
            first: The first of them, counted from 1.
            last: The last of them.

        Returns:
            The place, with its `span`.
        """
        return Location(
            page=self.page,
            line=self.line,
            sheet=self.sheet,
            table=self.table,
            row=self.row,
            column=self.column,
            span=(first, last),
        )

    def __repr__(self) -> str:
        known = [(one.name, getattr(self, one.name)) for one in fields(Location)]
        return f"Location({', '.join(f'{name}={value!r}' for name, value in known if value is not None)})"

    def __str__(self) -> str:
        return said(self.page, self.sheet, self.table, self.row, self.column, self.line, self.span)


@lru_cache(maxsize=_KEPT)
def said(
    page: int | None,
    sheet: str | None,
    table: int | None,
    row: int | None,
    column: int | None,
    line: int | None,
    span: tuple[int, int] | None,
) -> str:
    """A place in words, from the attributes of a `Location`. Tables of one form have the same places in
    every report.

    >>> said(None, None, 1, 3, 2, None, None)
    'table 1, row 3, column 2'
    """
    numbers = (page, line, sheet, table, row, column)
    parts = [f"{name} {value}" for name, value in zip(_SAID, numbers, strict=True) if value is not None]
    if span is not None:
        parts.append(f"characters {span[0]}-{span[1]}")
    return ", ".join(parts) or "unknown place"
