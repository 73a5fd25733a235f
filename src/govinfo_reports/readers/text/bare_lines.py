"""Tables whose every cell stands on a line of its own, with nothing between them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from ...numerals import UNITS, stands_for_figure
from ..common.form_words import begins_table, is_section_heading, is_sentence
from .blank_lines import BARE_VALUE

__all__ = ["bare_end", "one_a_line"]

_LEAST_VALUES = 6
_LOOK_AHEAD = 24
_UNIT = re.compile(UNITS)
_ORDINAL = re.compile(r"\d{1,2}[.．、]")
_DECIMALS = re.compile(r"[.．]\d+")
_YEAR = re.compile(r"(?:\d{4}|[本上去今]|全)\s*年(?:度.{0,4})?")


def bare_end(lines: Sequence[str], start: int) -> int:
    """The line after a table whose every cell stands on a line of its own, with nothing between them: it
    begins at a head of a statutory table, and figures or units come again and again. `start` itself where
    none begins."""
    if not begins_table(lines[start].strip()):
        return start
    end, values, since = start, 0, 0
    for at in range(start, len(lines)):
        bare = lines[at].strip()
        if not bare:
            continue
        if is_sentence(bare) or "|" in bare or "\t" in bare or since > _LOOK_AHEAD:
            break
        if is_section_heading(bare) and _opens_section(lines, at):
            break
        if BARE_VALUE.match(bare) or _DECIMALS.fullmatch(bare):
            end, values, since = at + 1, values + 1, 0
        else:
            since += 1
    return end if values >= _LEAST_VALUES else start


def one_a_line(
    lines: Sequence[str], shown: Sequence[int], pages: Sequence[int]
) -> Iterator[list[tuple[str, int]]]:
    """One cell a line. Where units without a figure show that some were left out, a blank cell stands before
    a figure that a page's end parts from its label: a row is on one page, so the figure may be another's. An
    ordinal alone on its line (pages by Word have it in other letters than its label, which some programs
    part) belongs to the label below, and in a table of one column a point with its decimals to the figure
    above."""
    texts = [lines[line].strip() for line in shown]
    has_holes = any(_UNIT.fullmatch(text) and not stands_for_figure(below) for text, below in pairwise(texts))
    decimals = _decimals(texts)
    ordinal: tuple[str, int] | None = None
    for at, line in enumerate(shown):
        if ordinal is not None:
            yield [(ordinal[0] + texts[at], ordinal[1])]
            ordinal = None
            continue
        below = texts[at + 1] if at + 1 < len(texts) else ""
        if at in decimals:
            continue
        if at + 1 in decimals:
            yield [(texts[at] + below, line)]
            continue
        if _ORDINAL.fullmatch(texts[at]) and below[:1].isalpha() and not stands_for_figure(below):
            ordinal = texts[at], line
            continue
        is_first = (
            has_holes
            and at > 0
            and stands_for_figure(texts[at])
            and not stands_for_figure(texts[at - 1] or "0")
        )
        if is_first and any(shown[at - 1] < page <= line for page in pages):
            yield [("", line)]
        yield [(texts[at], line)]


def _decimals(texts: Sequence[str]) -> set[int]:
    """Which lines are the decimals of the figure above: none below heads of several columns, where they may
    be the next column's."""
    if len({text for text in texts if _YEAR.fullmatch(text)}) > 1:
        return set()
    found: set[int] = set()
    start = 0
    for end in range(1, len(texts) + 1):
        if end < len(texts) and not begins_table(texts[end]):
            continue
        pairs = [(at, texts[at - 1], texts[at]) for at in range(start + 1, end)]
        figures = [(above, below) for _, above, below in pairs if not _DECIMALS.fullmatch(below)]
        if not any(stands_for_figure(above) and stands_for_figure(below) for above, below in figures):
            found.update(at for at, above, below in pairs if above.isdecimal() and _DECIMALS.fullmatch(below))
        start = end
    return found


def _opens_section(lines: Sequence[str], at: int) -> bool:
    """Whether what follows a heading is a section's text or a table of its own, not a row of the table the
    heading stands in."""
    following = next((line.strip() for line in lines[at + 1 : at + 6] if line.strip()), "")
    return is_sentence(following) or begins_table(following)
