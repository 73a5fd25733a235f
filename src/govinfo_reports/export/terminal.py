"""Text for a terminal: lines of styled spans, lined up with wide characters, printed plain or, where it is
installed, with rich."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from typing import TextIO

from attrs import frozen

__all__ = ["Line", "StyledText", "cut", "flush_left", "flush_right", "plain_text", "print_rich", "width"]

_STYLES: Mapping[str, str] = {
    "title": "bold",
    "heading": "bold cyan",
    "value": "bold",
    "place": "dim",
    "error": "bold red",
    "warning": "yellow",
    "info": "blue",
}


@frozen
class StyledText:
    """A stretch of text in one style; the style is a name of this module (`title`, `error`, ...) or empty."""

    text: str
    style: str = ""


Line = tuple[StyledText, ...]
"""The spans of one line, without its line end."""


def width(text: str) -> int:
    """How many columns of a terminal the text takes: a Chinese character two, a combining mark none.

    >>> width("2017年")
    6
    """
    return sum(
        0 if unicodedata.combining(char) else 2 if unicodedata.east_asian_width(char) in "WF" else 1
        for char in text
    )


def cut(text: str, columns: int) -> str:
    """The text if it fits the columns, else as much of it as does, with an ellipsis.

    >>> cut("政府信息公开", 7)
    '政府信…'
    """
    if width(text) <= columns:
        return text
    kept: list[str] = []
    used = 1
    for char in text:
        used += width(char)
        if used > columns:
            break
        kept.append(char)
    return "".join(kept) + "…"


def plain_text(lines: Iterable[Line]) -> str:
    """The lines as text, each with its line end and without styles."""
    return "".join("".join(span.text for span in line).rstrip() + "\n" for line in lines)


def print_rich(lines: Iterable[Line], file: TextIO) -> None:
    """Print the lines with rich, in colours where the terminal has them. Raises ImportError where rich is
    missing."""
    from rich.console import Console
    from rich.text import Text

    console = Console(file=file, markup=False, highlight=False, emoji=False, soft_wrap=True)
    for line in lines:
        text = Text()
        for span in line:
            text.append(span.text, style=_STYLES.get(span.style, ""))
        text.rstrip()
        console.print(text)


def flush_left(text: str, columns: int) -> str:
    """The text with blanks after it to fill the columns; longer text as it is.

    >>> flush_left("年度", 6) + "|"
    '年度  |'
    """
    return text + " " * (columns - width(text))


def flush_right(text: str, columns: int) -> str:
    """The text with blanks before it to fill the columns; longer text as it is.

    >>> flush_right("年度", 6)
    '  年度'
    """
    return " " * (columns - width(text)) + text
