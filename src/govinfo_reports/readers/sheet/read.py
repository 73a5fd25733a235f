"""Workbooks (xls, xlsx, ods): title and note lines as paragraphs, filled regions as tables."""

from __future__ import annotations

import datetime
import io
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from decimal import Decimal
from typing import Any

from attrs import evolve

from ...document import Cell, Container, Document, Paragraph, Table
from ...errors import LimitExceeded, MissingExtra, UnreadableSource
from ...language import Said, halves, phrase
from ...limits import Limits
from ...location import Location
from ...patterns import late
from ..bounds import CellCount
from ..common.row_numbers import counting
from .formats import FormatError, printed_number
from .hidden import without_hidden
from .rows import Sheet, blocks_of
from .survey import SheetSurvey, survey_workbook

__all__ = ["document_of", "print_value", "read_sheet"]

_DIGITS = 15
"""What a spreadsheet shows and keeps of a typed number."""
_FEWEST_HEADS = 10
"""Section four's last row of heads has as many; the rows of the other forms have labels, so that none of
them is empty."""
_HEAD = late(r"[^\d]*[\u4e00-\u9fff]{2}[^\d]*")
_SHEET_YEAR = late(r"\s*((?:19|20)\d\d)\s*年?度?\s*")
_LAST_YEAR = late(r"\s*(?:上年|去年|上一年|往年)度?(?:数据|情况|报告|年报|统计表|统计数据)?\s*")
_TITLE_YEAR = late(r"((?:19|20)\d\d)(?=年)(?=.*信息公开)|信息公开.*[（(]((?:19|20)\d\d)")
_PANIC_MODULE = "pyo3_runtime"


def read_sheet(data: bytes, *, source: str | None, limits: Limits) -> Document:
    """Read a workbook. A sheet is cut into lines, which are paragraphs, and tables (see `blocks_of`).

    Locations name the sheet and count rows and columns as the sheet does. Columns without any text are left
    out of the table's grid, but for one before the others where a merged cell is blank (a label that stands
    above). Below a row of many heads that ends a table, an empty row is one of blank cells. A sheet about
    the year before is left out with a notice. Raises `MissingExtra` without python-calamine,
    `UnreadableSource` for a workbook that holds several years' reports, is damaged, encrypted or empty,
    `LimitExceeded` for one beyond the limits.
    """
    if len(data) > limits.bytes:
        raise LimitExceeded(
            phrase("the file is larger than {bytes} bytes", bytes=limits.bytes), source=source
        )
    try:
        import python_calamine as calamine
    except ImportError as error:
        raise MissingExtra(
            phrase("spreadsheets need python-calamine: pip install 'govinfo-reports[sheet]'"),
            extra="sheet",
            source=source,
        ) from error
    surveys, cleaned = survey_workbook(data, source=source, limits=limits)
    sheets: list[Sheet] = []
    notices: list[str] = []
    with _as_unreadable(source, (calamine.CalamineError, OSError, ValueError, OverflowError)):
        workbook = calamine.CalamineWorkbook.from_filelike(io.BytesIO(cleaned))
        for index, metadata in enumerate(workbook.sheets_metadata):
            if metadata.visible != calamine.SheetVisibleEnum.Visible:
                notices.append(phrase("left out: hidden sheet {name}", name=metadata.name).both)
            elif _LAST_YEAR.fullmatch(metadata.name):
                notices.append(
                    phrase("left out: sheet {name}, which is about the year before", name=metadata.name).both
                )
            elif metadata.typ != calamine.SheetTypeEnum.WorkSheet:
                notices.append(
                    phrase("not read: sheet {name}, which holds no cells", name=metadata.name).both
                )
            else:
                survey = surveys[index] if index < len(surveys) else SheetSurvey()
                loaded, unprinted, unknown = _load(workbook.get_sheet_by_index(index), survey)
                shown, rows, columns = without_hidden(loaded, survey.hidden)
                if rows or columns:
                    notices.append(
                        phrase(
                            "left out of sheet {name}: {rows} hidden rows, {columns} hidden columns",
                            name=metadata.name,
                            rows=rows,
                            columns=columns,
                        ).both
                    )
                if survey.hidden.formulas:
                    notices.append(
                        phrase(
                            "sheet {name}: {formulas} formulas have no stored result; open and save "
                            "it in a spreadsheet program",
                            name=metadata.name,
                            formulas=survey.hidden.formulas,
                        ).both
                    )
                if survey.left:
                    struck = len(survey.left)
                    notices.append(phrase("{struck} struck-out passages were left out", struck=struck).both)
                notices += _about_formats(metadata.name, unprinted, unknown)
                sheets.append(shown)
    return document_of(sheets, notices, source=source, limits=limits)


def document_of(
    sheets: Sequence[Sheet], notices: Sequence[str], *, source: str | None, limits: Limits
) -> Document:
    """The document that the sheets of a workbook are, whatever file they came in."""
    assembler = _Assembler(source, limits)
    for sheet in sheets:
        assembler.add(sheet)
    if not assembler.blocks:
        reason = phrase("the workbook is empty")
        for notice in notices:
            reason = phrase("{reason}; {more}", reason=reason, more=Said(*halves(notice)))
        raise UnreadableSource(reason, source=source)
    years = _years(assembler.blocks)
    if len(years) > 1:
        names = ", ".join(f"{name} ({year})" for year, name in sorted(years.items()))
        raise UnreadableSource(
            phrase("the workbook holds the reports of several years, each in a sheet: {names}", names=names),
            source=source,
        )
    titles = dict.fromkeys(block.location.sheet for block in assembler.blocks)
    return Document(
        blocks=tuple(assembler.blocks),
        container=Container.SHEET,
        source=source,
        furniture=tuple(
            Paragraph(text=f"标题：{name}", location=Location(sheet=name))
            for name in titles
            if name and "公开" in name
        ),
        notices=tuple(notices),
    )


def _years(blocks: Sequence[Paragraph | Table]) -> dict[str, str]:
    """The years that sheets with tables are about, by their names or the titles in them, each with a sheet
    of it."""
    years: dict[str, str] = {}
    filled = {block.location.sheet for block in blocks if isinstance(block, Table)}
    seen: set[str] = set()
    for block in blocks:
        name = block.location.sheet
        if name is None or name in seen or name not in filled:
            continue
        found = _SHEET_YEAR.fullmatch(name)
        if found is None and isinstance(block, Paragraph):
            found = _TITLE_YEAR.search(block.text)
        if found is not None:
            seen.add(name)
            years.setdefault(next(filter(None, found.groups())), name)
        elif isinstance(block, Table):
            seen.add(name)
    return years


@contextmanager
def _as_unreadable(source: str | None, kinds: tuple[type[Exception], ...]) -> Iterator[None]:
    """Turn the errors of the reading library, its panics among them, into errors of the source."""
    try:
        yield
    except kinds as error:
        raise _damaged(error, source) from error
    except BaseException as error:
        if type(error).__module__ == _PANIC_MODULE:
            raise _damaged(error, source) from error
        raise


def _damaged(error: BaseException, source: str | None) -> UnreadableSource:
    return UnreadableSource(phrase("the workbook cannot be read ({error})", error=error), source=source)


def _about_formats(name: str, unprinted: int, unknown: int) -> Iterator[str]:
    if unprinted:
        yield phrase(
            "sheet {name}: the formats of {cells} numbers print a blank or a mark instead; they are "
            "read as printed",
            name=name,
            cells=unprinted,
        ).both
    if unknown:
        yield phrase(
            "sheet {name}: the formats of {cells} numbers are not understood; they are read as stored",
            name=name,
            cells=unknown,
        ).both


def _load(sheet: Any, survey: SheetSurvey) -> tuple[Sheet, int, int]:
    """The sheet, how many of its numbers are printed as something without a digit, and how many with a
    format that is not understood."""
    texts: dict[int, dict[int, str]] = {}
    unprinted = unknown = 0
    for number, row in enumerate(sheet.to_python(skip_empty_area=False)):
        found = {column: print_value(value) for column, value in enumerate(row) if value != ""}
        for column in [
            column
            for column in found
            if (number, column) in survey.formats or (number, column) in survey.printed
        ]:
            text, value = survey.printed.get((number, column)), row[column]
            if text is None and isinstance(value, (int, float)) and not isinstance(value, bool):
                try:
                    text = printed_number(value, survey.formats[number, column])
                except FormatError:
                    unknown += 1
            if text is not None:
                unprinted += not any(map(str.isdigit, text))
                found[column] = text
        if found:
            texts[number] = {column: text for column, text in found.items() if text}
    for (number, column), text in survey.hidden.noted.items():
        texts.setdefault(number, {})[column] = text
    for (number, column), text in survey.errors.items():
        texts.setdefault(number, {}).setdefault(column, text)
    for (number, column), text in survey.left.items():
        texts.setdefault(number, {})[column] = text
        if not text:
            del texts[number][column]
    texts = {row: found for row, found in texts.items() if found}
    last_row = max(texts, default=-1)
    last_column = max((column for row in texts.values() for column in row), default=-1)
    ranges = survey.merged
    if ranges is None:
        ranges = [(*first, *last) for first, last in sheet.merged_cell_ranges or ()]
    merged = {
        (top, left): (min(bottom, last_row), min(right, last_column))
        for top, left, bottom, right in ranges
        if top <= last_row and left <= last_column
    }
    loaded = Sheet(
        name=sheet.name,
        texts=texts,
        merged=merged,
        framed=frozenset(survey.framed),
    )
    return loaded, unprinted, unknown


def print_value(value: object) -> str:
    """A cell's value as a person would read it off: numbers with the digits typed, dates as ISO 8601."""
    if isinstance(value, str):
        return value.replace("\r\n", "\n").strip()
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        exact = Decimal(f"{value:.{_DIGITS}g}")
        text = f"{exact:f}"
        return text.rstrip("0").rstrip(".") if "." in text else text
    if isinstance(value, datetime.datetime):
        return value.isoformat(sep=" ")
    if isinstance(value, datetime.timedelta):
        seconds = round(value.total_seconds())
        return f"{seconds // 3600}:{seconds // 60 % 60:02d}:{seconds % 60:02d}"
    if isinstance(value, (datetime.date, datetime.time)):
        return value.isoformat()
    return str(value)


class _Assembler:
    """The blocks read so far, and how many tables and cells they hold."""

    def __init__(self, source: str | None, limits: Limits) -> None:
        self.blocks: list[Paragraph | Table] = []
        self._count = CellCount(source, limits)
        self._tables = 0
        self._blank: dict[int, int] = {}  # the first merged cell of each row, which may be left of every text

    def add(self, sheet: Sheet) -> None:
        """Append the paragraphs and tables of a sheet."""
        self._blank = {}
        for row, column in sheet.merged:
            self._blank[row] = min(self._blank.get(row, column), column)
        for block in blocks_of(sheet):
            if block.is_table:
                self._add_table(sheet, block.rows)
            else:
                self._add_paragraph(sheet, block.rows[0])

    def _add_paragraph(self, sheet: Sheet, row: int) -> None:
        ((column, text),) = sheet.texts[row].items()
        location = _location(sheet, row, column)
        self.blocks.append(Paragraph(text=text, location=location))

    def _add_table(self, sheet: Sheet, rows: Sequence[int]) -> None:
        if _is_row_of_heads(sheet, rows[-1]) and rows[-1] + 1 not in sheet.texts:
            rows = [*rows, rows[-1] + 1]
        held = {column for row in rows for column in sheet.texts.get(row, ())}
        first = min(held, default=0)
        held |= {column for (row, column) in sheet.merged if rows[0] <= row <= rows[-1] and column < first}
        columns = sorted(held)
        if not columns:  # rows that only a merged cell without a text reaches
            return
        texts = ([sheet.texts.get(row, {}).get(column, "") for column in columns] for row in rows)
        top, left = (0, 0) if sheet.merged else counting([*texts])
        rows, columns = rows[top:], columns[left:]
        self._count.add(len(rows) * len(columns))
        self._tables += 1
        location = evolve(_location(sheet, rows[0], columns[0]), table=self._tables)
        self.blocks.append(Table(cells=tuple(_cells(sheet, rows, columns)), location=location))


def _location(sheet: Sheet, row: int, column: int) -> Location:
    number, letter = sheet.place(row, column)
    return Location(sheet=sheet.name, row=number, column=letter)


def _is_row_of_heads(sheet: Sheet, row: int) -> bool:
    """Whether a row has heads and no figures, so that the empty row below is one of blank cells."""
    texts = sheet.texts.get(row, {}).values()
    return len(texts) >= _FEWEST_HEADS and all(_HEAD.fullmatch(text) for text in texts)


def _cells(sheet: Sheet, rows: Sequence[int], columns: Sequence[int]) -> Iterator[Cell]:
    """The cells of a table whose rows follow each other; a merged cell covers the columns that are kept of
    it."""
    covered: set[tuple[int, int]] = set()
    for row_index, row in enumerate(rows):
        texts = sheet.texts.get(row, {})
        for column_index, column in enumerate(columns):
            if (row_index, column_index) in covered:
                continue
            bottom, right = sheet.merged.get((row, column), (row, column))
            rowspan = min(bottom, rows[-1]) - row + 1
            colspan = bisect_right(columns, right) - column_index
            if rowspan > 1 or colspan > 1:
                covered.update(
                    (row_index + below, column_index + beside)
                    for below in range(rowspan)
                    for beside in range(colspan)
                )
            yield Cell(
                text=texts.get(column, ""),
                row=row_index,
                column=column_index,
                rowspan=rowspan,
                colspan=colspan,
                location=_location(sheet, row, column),
            )
