"""Tables as separated values (CSV, TSV and those with semicolons), in any charset: rows of cells as of a
sheet."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Sequence

from ...document import Document
from ...errors import LimitExceeded, UnreadableSource
from ...language import phrase
from ...limits import Limits
from ..charset import decode
from .read import document_of
from .rows import Sheet

__all__ = ["read_csv", "separator_of"]

_LOOKED_AT = 60_000
_FIGURE = re.compile(r"[-+]?[\d,]*\d(?:\.\d+)?\s*\S{0,2}")
_QUOTED = re.compile(r'(?:^|[,;\t])"(?:[^"]|"")*"(?=[,;\t\r\n]|$)', re.MULTILINE)
_ENDS_IN_THOUSANDS = re.compile(r"(?<!\d)\d{1,3}$")
_GROUP_OF_THREE = re.compile(r"\d{3}(?!\d)")
_SAYS_SEPARATOR = re.compile(r"sep=([,;\t])\r?\n", re.IGNORECASE)
_FEWEST_ROWS = 3


def separator_of(text: str) -> str | None:
    """The character between the cells of a text that is a table of separated values, or None for any other
    text.

    Three rows or more have the same number of cells, as most rows with a separator do, and some of their
    cells are figures or blank. Rows with plain tabs are left to the reader of text. A comma that marks the
    thousands of a figure parts no cells: a row without any other comma is none of a table.

    >>> separator_of("指标,单位,数量\\n收到申请数,件,12\\n当面申请数,件,3\\n")
    ','
    >>> separator_of("一、总体情况") is None
    True
    >>> separator_of("收到\\t1,200\\n答复\\t1,130\\n结转\\t1,070\\n") is None
    True
    """
    said = _SAYS_SEPARATOR.match(text)
    if said is not None:
        return said[1]
    head = text[:_LOOKED_AT]
    for separator in ",;\t":
        if head.count(separator) < _FEWEST_ROWS or (separator == "\t" and not _QUOTED.search(head)):
            continue
        rows = [row for row in _rows(head, separator) if len(row) > 1]
        if separator == ",":
            rows = [row for row in rows if not all(map(_is_of_one_figure, row, row[1:]))]
        widths = Counter(map(len, rows))
        width, count = max(widths.items(), key=lambda item: (item[1], item[0]), default=(0, 0))
        if count < _FEWEST_ROWS or count * 5 < len(rows) * 2:
            continue
        same = [row for row in rows if len(row) == width]
        with_figures = sum(any(_FIGURE.fullmatch(cell.strip()) for cell in row[1:]) for row in same)
        lines = sum(1 for line in head.splitlines() if line.strip())
        if with_figures >= 2 and with_figures * 4 >= len(same) and _is_mostly_rows(rows, lines):
            return separator
    return None


def _is_of_one_figure(left: str, right: str) -> bool:
    """Whether the comma between two texts marks the thousands of a figure."""
    return _ENDS_IN_THOUSANDS.search(left) is not None and _GROUP_OF_THREE.match(right) is not None


def _is_mostly_rows(rows: Sequence[Sequence[str]], lines: int) -> bool:
    """Whether lines with separators are enough of the text that they are no accident of its sentences."""
    return len(rows) >= 5 or len(rows) * 2 >= lines


def _rows(text: str, separator: str) -> list[list[str]]:
    try:
        return [*csv.reader(io.StringIO(text, newline=""), delimiter=separator)]
    except csv.Error:
        return []


def read_csv(data: bytes, separator: str, *, source: str | None, limits: Limits) -> Document:
    """Read separated values. A row with one text is a paragraph where it stands outside of tables, as in a
    sheet.

    Places have row and column as a sheet counts them (a cell with line ends is one row). Raises
    `UnreadableSource` for an open quotation mark that swallows the rest, `LimitExceeded` beyond the limits.
    """
    text = _SAYS_SEPARATOR.sub("", decode(data), count=1)
    before = csv.field_size_limit()
    texts: dict[int, dict[int, str]] = {}
    cells = 0
    try:
        for number, row in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=separator)):
            cells += len(row)
            if cells > 4 * limits.cells:
                raise LimitExceeded(
                    phrase("the table has more than {cells} cells", cells=4 * limits.cells), source=source
                )
            found = {
                column: value
                for column, cell in enumerate(row)
                if (value := cell.replace("\r\n", "\n").strip())
            }
            if found:
                texts[number] = found
    except csv.Error as error:
        raise UnreadableSource(
            phrase(
                "the separated values are damaged ({error}; a field may have {before} characters)",
                error=error,
                before=before,
            ),
            source=source,
        ) from error
    sheet = Sheet(name="csv", texts=texts, merged=_merged_heads(texts))
    return document_of([sheet], [], source=source, limits=limits)


def _merged_heads(texts: dict[int, dict[int, str]]) -> dict[tuple[int, int], tuple[int, int]]:
    """The merged cells of heads of several rows: programs write their text in the first place, and leave the
    others empty.

    Rows of heads follow each other, with two texts or more and no figure in each. A text reaches to the
    right over empty places with texts below them, and down over what is empty below it.
    """
    merged: dict[tuple[int, int], tuple[int, int]] = {}
    run: list[int] = []
    for row in [*sorted(texts), -1]:
        found = texts.get(row, {})
        is_head = len(found) > 1 and not any(_FIGURE.fullmatch(text) for text in found.values())
        if is_head and (not run or row == run[-1] + 1):
            run.append(row)
            continue
        if len(run) > 1:
            merged.update(_merged_in(texts, run))
        run = [row] if is_head else []
    return merged


def _merged_in(
    texts: dict[int, dict[int, str]], run: Sequence[int]
) -> dict[tuple[int, int], tuple[int, int]]:
    merged: dict[tuple[int, int], tuple[int, int]] = {}
    taken: set[tuple[int, int]] = set()
    lowest: dict[int, int] = {column: row for row in run for column in texts[row]}
    for row in run:
        columns = sorted(texts[row])
        for column, following in zip(columns, [*columns[1:], max(lowest) + 1], strict=True):
            right = column
            while right + 1 < following and lowest.get(right + 1, -1) > row and (row, right + 1) not in taken:
                right += 1
            bottom = row
            while bottom < run[-1] and not any(one in texts[bottom + 1] for one in range(column, right + 1)):
                bottom += 1
            taken.update((one, place) for one in range(row, bottom + 1) for place in range(column, right + 1))
            if (bottom, right) != (row, column):
                merged[row, column] = (bottom, right)
    return merged
