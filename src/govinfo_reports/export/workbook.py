"""Reports as one workbook (xlsx): the tables of a single report as its form prints them, then figures,
findings and places as lists."""

from __future__ import annotations

import io
from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal
from typing import Any

from ..checks.render import clean
from ..errors import LimitExceeded, MissingExtra
from ..language import Language, Say, phrase
from ..model.report import Report
from .columns import Given
from .figure_tables import ExportedFigure, figures_of
from .form_tables import FormTable, form_tables
from .listings import Listing, listings, outcomes_of
from .markup import gravest, marks_of, value_text

__all__ = ["to_xlsx"]

_LONGEST = 32_000
_MOST_ROWS = 1_000_000
_EXACT = 10**15
"""From here on a spreadsheet rounds whole numbers: they are written as text."""
_DAY = datetime(1980, 1, 1)


def to_xlsx(reports: Given | Iterable[Given], *, lang: Language | str | None = None) -> bytes:
    """The reports as an xlsx file. No text becomes a formula or a link, and the same reports give the same
    bytes.

    Args:
        reports: A report, several, or what `parse_many` gives.
        lang: The language of its heads, `zh` or `en`; None for that of the environment.

    Returns:
        The bytes of the file.

    Raises:
        MissingExtra: XlsxWriter is needed (extra `sheet`).
        LimitExceeded: A list has more rows than a sheet.
        TypeError: Something given has not been parsed.

    >>> from govinfo_reports import parse_text
    >>> to_xlsx(parse_text("云河市2022年政府信息公开工作年度报告\\n一、总体情况\\n收到申请12件。"))[:2]
    b'PK'
    """
    say = Say(lang)
    outcomes = outcomes_of(reports)
    try:
        import xlsxwriter
    except ImportError as error:
        raise MissingExtra(
            phrase("XlsxWriter is needed: pip install 'govinfo-reports[sheet]'"), extra="sheet"
        ) from error
    out = io.BytesIO()
    with xlsxwriter.Workbook(
        out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    ) as book:
        book.set_properties({"created": _DAY})
        styles = _styles(book)
        if len(outcomes) == 1 and isinstance(outcomes[0], Report):
            _forms(book, outcomes[0], styles, say)
        for one in listings(outcomes, lang=say.language):
            _list(book, one, styles)
    return out.getvalue()


def _styles(book: Any) -> dict[str, Any]:
    kinds: dict[str, dict[str, Any]] = {
        "head": {
            "bold": True,
            "bg_color": "#F3F1EB",
            "border": 1,
            "border_color": "#BBBBBB",
            "text_wrap": True,
            "valign": "vcenter",
        },
        "cell": {"border": 1, "border_color": "#BBBBBB", "align": "right"},
        "error": {"border": 1, "border_color": "#A31621", "align": "right", "bg_color": "#FBE4E2"},
        "warning": {"border": 1, "border_color": "#7D4B00", "align": "right", "bg_color": "#FDF0D2"},
        "title": {"bold": True},
        "text": {"text_wrap": True, "valign": "top"},
        "number": {"valign": "top"},
    }  # fmt: skip
    return {name: book.add_format(kind) for name, kind in kinds.items()}


def _write(sheet: Any, row: int, column: int, value: Any, style: Any) -> None:
    """A number as a number where a spreadsheet keeps it exactly, all else as text."""
    if isinstance(value, int | Decimal):
        number = Decimal(value)
        rounded = float(number)
        # A decimal such as 12.3 has no binary twin, but shows its own digits again.
        if abs(number) < _EXACT and Decimal(repr(rounded)) == number:
            sheet.write_number(row, column, rounded, style)
            return
        value = f"{number:f}"
    if value is None or value == "":
        sheet.write_blank(row, column, None, style)
    else:
        text = clean(str(value))
        sheet.write_string(row, column, text if len(text) <= _LONGEST else text[:_LONGEST] + "…", style)


def _list(book: Any, listing: Listing, styles: dict[str, Any]) -> None:
    if len(listing.rows) > _MOST_ROWS:
        raise LimitExceeded(
            phrase(
                "a sheet holds {most_rows} rows, and {name} has {count}: write Parquet (batch)",
                most_rows=_MOST_ROWS,
                name=listing.name,
                count=len(listing.rows),
            )
        )
    sheet = book.add_worksheet(listing.name)
    for column, head in enumerate(listing.heads):
        _write(sheet, 0, column, head, styles["head"])
    for number, row in enumerate(listing.rows, 1):
        for column, value in enumerate(row):
            _write(sheet, number, column, value, styles["text" if isinstance(value, str) else "number"])
    sheet.freeze_panes(1, 0)
    if listing.rows:
        sheet.autofilter(0, 0, len(listing.rows), len(listing.heads) - 1)
    sheet.set_column(0, len(listing.heads) - 1, 18)


def _forms(book: Any, report: Report, styles: dict[str, Any], say: Say) -> None:
    """The tables of the report's form, one below the other, on a sheet for each chapter."""
    figures, marks = figures_of(report), marks_of(report.findings)
    tables = form_tables(report.form, figures.keys())
    names = {
        "proactive": say("Section two"),
        "applications": say("Section three"),
        "review": say("Section four"),
    }
    for group in dict.fromkeys(table.group for table in tables):
        sheet = book.add_worksheet(names[group])
        at = 0
        for table in tables:
            if table.group == group:
                at = _form(sheet, table, figures, marks, styles, at) + 2
        sheet.set_column(0, 0, 24)


def _form(
    sheet: Any,
    table: FormTable,
    figures: dict[str, ExportedFigure],
    marks: dict[str, Any],
    styles: dict[str, Any],
    at: int,
) -> int:
    """One table from row `at` on; gives the row after it."""
    _write(sheet, at, 0, table.title, styles["title"])
    top = at + 1
    taken: set[tuple[int, int]] = set()

    def put(row: int, column: int, lines: int, columns: int, text: str) -> None:
        taken.update((row + down, column + right) for down in range(lines) for right in range(columns))
        if lines * columns > 1:
            sheet.merge_range(row, column, row + lines - 1, column + columns - 1, clean(text), styles["head"])
        else:
            _write(sheet, row, column, text, styles["head"])

    for number, line in enumerate(table.heads):
        column = 0
        for head in line:
            while (top + number, column) in taken:
                column += 1
            put(top + number, column, head.lines, head.columns, head.label)
            column += head.columns
    first = top + len(table.heads)
    width = max(len(row.labels) for row in table.rows)
    for number, row in enumerate(table.rows, first):
        if row.labels:
            # A label that several rows share stands with each of them, so that a row can be read and sorted
            # alone.
            for level, text in enumerate(row.labels[:-1]):
                put(number, level, 1, 1, text)
            level = len(row.labels) - 1
            put(number, level, 1, width - level, row.labels[-1])
        for column, path in enumerate(row.paths, width):
            figure = None if path is None else figures.get(path)
            severity = gravest(marks.get(path or "", ()))
            style = styles.get("" if severity is None else severity.value, styles["cell"])
            shown = None if figure is None else value_text(figure) if figure.value is None else figure.value
            _write(sheet, number, column, shown, style)
    return first + len(table.rows)
