"""Rows that are all that a document holds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from attrs import frozen

from ..document import Paragraph, Table
from ..forms import vocabulary
from ..location import Location
from ..numerals import UNITS
from ..patterns import late
from ..tables.scan import Scanner
from ..text import fold

__all__ = ["BareRow", "bare_rows"]

_MARKS = "□○◯×xX无*＊?？…"
_BETWEEN = late(r"[\s|,:;、/()\[\]]+|单位|本?年度?")
_YEAR = late(r"(?<!\d)\d{4}\s?年度?")
_UNITS = late(UNITS)
_MOST = 4000
"""A fragment has no more characters."""


@frozen
class BareRow:
    """A row of a document that holds nothing but rows: its text, where it stands, and whether it has
    figures, and no blanks alone."""

    text: str
    location: Location
    has_figures: bool


def bare_rows(blocks: Sequence[Paragraph | Table]) -> tuple[BareRow, ...]:
    """The rows with figures, blanks or marks of a document that holds nothing else but words of the forms;
    none where anything else is said. Labels that are everyday words (行政许可, 行政处罚) tell a report only
    so: under the title of another table they are not the form's.

    >>> from govinfo_reports.document import Paragraph
    >>> [row.text for row in bare_rows([Paragraph(text="行政许可 12", location=Location(line=1))])]
    ['行政许可 12']
    >>> bare_rows([Paragraph(text=text, location=Location(line=1))
    ...     for text in ("审批办件统计", "行政许可 12")])
    ()
    """
    rows = list(_rows(blocks))
    if sum(len(text) for cells, _ in rows for text in cells) > _MOST:
        return ()
    found, labels = [], 0
    for cells, place in rows:
        read = [held for text in cells if (held := _read(text)) is not None]
        if len(read) < len(cells):
            return ()
        held = set().union(*read)
        labels += "label" in held
        if held & {"figure", "blank"}:
            found.append(BareRow(" ".join(" ".join(cells).split()), place, "figure" in held))
    return tuple(found) if labels else ()


def _rows(blocks: Sequence[Paragraph | Table]) -> Iterator[tuple[tuple[str, ...], Location]]:
    """The cells of each row, or each line, with its place."""
    for block in blocks:
        if isinstance(block, Paragraph):
            for line in block.text.splitlines():
                if line.strip():
                    yield (line,), block.location
        else:
            for row in block.rows:
                if row:
                    yield tuple(cell.text for cell in row), row[0].location


def _read(text: str) -> set[str] | None:
    """What a cell or a line holds: a label of a form, a figure, a mark or nothing; None where it holds other
    words."""
    if not text.strip():
        return {"blank"}
    folded, held = _YEAR.sub(" ", fold(text).text), set[str]()
    for kind, start, end, entries in vocabulary().scanner(Scanner).parts(folded):
        if kind == "WORD":
            if any(one.is_label for one in entries):
                held.add("label")
        elif kind in {"FIGURE", "ODD"}:
            held.add("figure")
        elif kind == "BLANK":
            held.add("blank")
        elif kind != "MARK" and (left := _BETWEEN.sub("", folded[start:end])) and not _UNITS.fullmatch(left):
            if left.strip(_MARKS):
                return None
            held.add("blank")
    return held
