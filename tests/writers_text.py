"""Tables as text in the shapes that they are met in, and HTML and DOCX of whole reports."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping, Sequence

import writers_docx
from govinfo_reports.document import Table
from writers_sheet import as_xlsx

__all__ = [
    "as_cells",
    "as_docx",
    "as_html",
    "as_markdown",
    "as_pipes",
    "as_tabs",
    "as_text",
    "as_word_html",
    "as_xlsx",
]


def _texts(table: Table) -> list[list[str]]:
    return [[" ".join(cell.text.split("\n")) for cell in row] for row in table.rows if row]


def as_tabs(table: Table) -> str:
    """A row a line, cells set apart by tabs; a merged cell stands once."""
    return "\n".join("\t".join(row) for row in _texts(table))


def as_pipes(table: Table) -> str:
    """A row a line, cells set apart by pipes."""
    return "\n".join("| " + " | ".join(row) + " |" for row in _texts(table))


def as_markdown(table: Table) -> str:
    """A Markdown table."""
    rows = _texts(table)
    width = max(len(row) for row in rows)
    lines = ["| " + " | ".join(row) + " |" for row in rows]
    return "\n".join([lines[0], "|" + " --- |" * width, *lines[1:]])


def as_cells(table: Table) -> str:
    """One cell a line with its pipe."""
    return "\n".join((cell + " |").strip() for row in _texts(table) for cell in row)


def as_layout(table: Table, *, label_width: int = 8) -> str:
    """The table as text that keeps the layout of a page has it: cells wrap in their column, and stand in the
    middle of the lines that their row takes; a figure never wraps."""
    covering = table.covering()
    widths = [label_width] * table.n_columns
    for cell in table.cells:
        if cell.colspan == 1 and cell.text.replace(".", "").isdigit():
            widths[cell.column] = max(widths[cell.column], len(cell.text))
    starts = [sum(width + 4 for width in widths[:column]) for column in range(table.n_columns + 1)]

    def wrapped(text: str, column: int, span: int) -> list[str]:
        width = max(starts[column + span] - starts[column] - 4, 1)
        text = text.replace("\n", "")
        return [text[at : at + width] for at in range(0, len(text), width)] or [""]

    heights = [
        max(
            (len(wrapped(cell.text, cell.column, cell.colspan)) for cell in row if cell.rowspan == 1),
            default=1,
        )
        for row in table.rows
    ]
    tops = [sum(height + 1 for height in heights[:row]) for row in range(len(covering) + 1)]
    lines = [[" "] * (starts[-1] + 40) for _ in range(tops[-1])]
    for cell in table.cells:
        pieces = wrapped(cell.text, cell.column, cell.colspan)
        room = tops[cell.row + cell.rowspan] - 1 - tops[cell.row]
        top = tops[cell.row] + max((room - len(pieces)) // 2, 0)
        for number, piece in enumerate(pieces):
            if top + number < len(lines):
                lines[top + number][starts[cell.column] : starts[cell.column] + len(piece)] = piece
    return "\n".join("".join(line).rstrip() for line in lines)


def as_text(head: Sequence[str], tables: Mapping[str, Sequence[Table]], shape: str) -> str:
    """A report in text: its head, then each section's heading and tables in the shape `tabs`, `pipes`,
    `markdown`, `cells`."""
    writer = {
        "tabs": as_tabs,
        "pipes": as_pipes,
        "markdown": as_markdown,
        "cells": as_cells,
        "layout": as_layout,
    }[shape]
    lines = list(head)
    for heading, pieces in tables.items():
        lines.append(heading)
        lines += [writer(piece) + "\n" for piece in pieces]
    return "\n".join([*lines, ""])


_WORD_RUN = 'font-size:12.0pt;font-family:仿宋_GB2312;mso-hansi-font-family:"Times New Roman"'
_WORD_CELL = (
    "width:42.55pt;border:solid windowtext 1.0pt;mso-border-alt:solid windowtext .5pt;padding:0cm "
    "5.4pt 0cm 5.4pt"
)
_WORD_LINE = "text-indent:32.0pt;mso-char-indent-count:2.0;line-height:28.0pt;mso-line-height-rule:exactly"
_WORD_HEAD = (
    "<!--[if gte mso 9]><xml><w:WordDocument><w:View>Normal</w:View></w:WordDocument></xml><![endif]-->"
    "<style><!-- @font-face {font-family:仿宋_GB2312;} p.MsoNormal "
    '{mso-style-parent:"";margin:0cm;} --></style>'
)


def _word_paragraph(text: str) -> str:
    """A paragraph as Word writes it: a run for each stretch of Latin or of Chinese characters, each with its
    own style."""
    runs = "".join(
        f"<span {'lang=EN-US ' if run.isascii() else ''}style='{_WORD_RUN}'>{html.escape(run)}</span>"
        for run in re.findall(r"[ -~]+|[^ -~]+", text)
    )
    return (
        f"<p class=MsoNormal style='{_WORD_LINE}'>{runs}<span lang=EN-US "
        f"style='{_WORD_RUN}'><o:p></o:p></span></p>"
    )


def _html_table(table: Table, *, word: bool) -> str:
    rows = []
    for row in table.rows:
        cells = []
        for cell in row:
            spans = (f' rowspan="{cell.rowspan}"' if cell.rowspan > 1 else "") + (
                f' colspan="{cell.colspan}"' if cell.colspan > 1 else ""
            )
            text = html.escape(cell.text) or "&nbsp;"
            if word:
                half = len(cell.text) // 2
                parts = [part for part in (cell.text[:half], cell.text[half:]) if part]
                text = "".join(
                    f"<span lang=EN-US style='{_WORD_RUN}'><font face=仿宋>{html.escape(part)}</font></span>"
                    for part in parts
                )
                text = (
                    "<p class=MsoNormal align=center "
                    f"style='text-align:center'>{text or '<o:p>&nbsp;</o:p>'}</p>"
                )
                spans += f" valign=top style='{_WORD_CELL}'"
            cells.append(f"<td{spans}>{text}</td>")
        rows.append(f"<tr>{''.join(cells)}</tr>")
    return f'<table border="1"><tbody>{"".join(rows)}</tbody></table>'


def _page(head: Sequence[str], tables: Mapping[str, Sequence[Table]], *, word: bool, charset: str) -> str:
    body = [_word_paragraph(line) if word else f"<p>{html.escape(line)}</p>" for line in head]
    for heading, pieces in tables.items():
        body.append(f"<p><b>{html.escape(heading)}</b></p>")
        body += [_html_table(piece, word=word) for piece in pieces]
    return (
        f'<!DOCTYPE html><html><head><meta charset="{charset}"><title>{html.escape(head[0])}</title>'
        f"{_WORD_HEAD if word else ''}</head>"
        f"<body><div>{''.join(body)}</div></body></html>"
    )


def as_html(head: Sequence[str], tables: Mapping[str, Sequence[Table]]) -> bytes:
    """A clean page in UTF-8."""
    return _page(head, tables, word=False, charset="utf-8").encode()


def as_word_html(
    head: Sequence[str], tables: Mapping[str, Sequence[Table]], charset: str = "gb2312"
) -> bytes:
    """A page pasted from Word, every cell's text split over spans, in GB18030 that calls itself `charset`."""
    return _page(head, tables, word=True, charset=charset).encode("gb18030")


def _docx_table(table: Table) -> str:
    covering = table.covering()
    rows = []
    for number, cover in enumerate(covering):
        cells = []
        column = 0
        while column < len(cover):
            cell = cover[column]
            if cell is None:
                column += 1
                continue
            merge = "" if cell.rowspan == 1 else "restart" if cell.row == number else "continue"
            text = cell.text if cell.row == number else ""
            cells.append(writers_docx.cell(text, span=cell.colspan, merge=merge))
            column += cell.colspan
        rows.append(writers_docx.row(*cells))
    return writers_docx.table(*rows, columns=table.n_columns)


def as_docx(head: Sequence[str], tables: Mapping[str, Sequence[Table]]) -> bytes:
    """A Word file."""
    blocks = list(head)
    for heading, pieces in tables.items():
        blocks.append(heading)
        for piece in pieces:
            blocks += [_docx_table(piece), ""]
    return writers_docx.as_docx(*blocks)
