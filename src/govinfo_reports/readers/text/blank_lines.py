"""Tables whose every cell stands on a line of its own, with nothing between them; and which empty lines of
such a text are blank cells."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from itertools import pairwise

from attrs import frozen

from ...numerals import UNITS, stands_for_figure
from ...patterns import late
from ..common.form_words import begins_table, is_section_heading, is_sentence, may_begin_table

__all__ = ["bare_end", "begins_bare", "blank_cell_lines", "one_a_line"]

_BARE_VALUE = late(rf"^(?:[-+]?\d[\d,，.]*(?:{UNITS})?|[—–\-]{{1,4}}|/|无|{UNITS})$")
"""A figure or a unit that has its line for itself."""
_FIRST_OF_VALUE = frozenset("-+—–/无").union(unit[0] for unit in UNITS.split("|"))
"""What such a line begins with, but for digits."""
_RULE = late(r"[-—–―─━═_]{3,}")
"""What programs draw between pages."""
_NO_BREAK = late(r"[ \t]*\xa0[ \t\xa0]*")
"""A line of a no-break space: what HTML has in an empty cell, and copies of its text keep."""
_LEAST_ROWS = 6
_LEAST_WIDTH = 4
_LEAST_HOLES = 3
_LEAST_VALUES = 6
_LOOK_AHEAD = 24
_UNIT = late(UNITS)
_ORDINAL = late(r"\d{1,2}[.．、]")
_OPENED = late(r"(?:.{0,6}[：:])?[（(](?:\d{1,2}|[一二三四五六七八九十]{1,2})?")
"""What a label begins with whose ordinal in brackets stands on lines of its own."""
_BARE_ORDINAL = late(r"\d{1,2}")
_CLOSED, _BEHIND_ORDINAL = "）)", late(r"[、.．]\D")
_LONGEST_TORN, _MOST_TORN = 6, 5
"""Characters of a line that a torn head begins with, and lines that it is torn over."""
_DECIMALS = late(r"[.．]\d+")
_POINTS = frozenset(".．")
_FOUR_DIGITS, _YEARS = late(r"(?:19|20)\d\d"), frozenset(("年", "年度"))
_YEAR = late(r"(?:\d{4}|[本上去今]|全)\s*年(?:度.{0,4})?")


@frozen
class _Row:
    """The lines of the values of one row, the line of the label before them and that of what follows: at the
    `end` of a section, another's heading."""

    label: int
    values: tuple[int, ...]
    after: int
    end: bool = False


@frozen
class _Gaps:
    """How many empty lines stand between a label and a value, two values, a value and a label, and a value
    and the next section, where no cell is blank; and how many lines a blank cell takes."""

    first: int
    inner: int
    last: int
    end: int
    each: int

    def blanks(self, row: _Row) -> list[int]:
        """The lines of the row's blank cells, and of the empty lines behind it that may be more of them."""
        found: list[int] = []
        stops = (row.label, *row.values, row.after)
        last = self.end if row.end else self.last
        for place, (before, at) in enumerate(itertools.pairwise(stops)):
            usual = self.first if place == 0 else last if place == len(row.values) else self.inner
            found += range(before + usual + self.each, at, self.each)
        return found


def blank_cell_lines(lines: Sequence[str]) -> frozenset[int]:
    """The lines that are blank cells: those of a no-break space, and empty ones where many rows prove it.

    It is proved where at least six rows of a section take as many lines as the longest of them needs, if
    their empty lines are counted, and three of them have an empty line between their values. Where blank
    cells were left out, or pages parted the rows, some row is too short.
    """
    marked = frozenset(at for at, line in enumerate(lines) if "\xa0" in line and _NO_BREAK.fullmatch(line))
    sections = list(_sections(lines))
    end = min((row.after - row.values[-1] - 1 for rows in sections for row in rows if row.end), default=0)
    gaps = next((gaps for rows in sections if (gaps := _proved(rows, end)) is not None), None)
    if gaps is None or marked:
        return marked
    return frozenset(at for rows in sections for row in rows for at in gaps.blanks(row))


def _sections(lines: Sequence[str]) -> Iterator[list[_Row]]:
    """The rows of values, section by section."""
    rows: list[_Row] = []
    values: list[int] = []
    label: int | None = None
    for at, line in enumerate(lines):
        bare = line.strip()
        if not bare:
            continue
        if (bare[0] in _FIRST_OF_VALUE or bare[0].isdecimal()) and _BARE_VALUE.match(bare):
            values.append(at)
            continue
        if values and label is not None:
            rows.append(_Row(label, tuple(values), at, end=is_section_heading(bare)))
        values, label = [], at
        if is_section_heading(bare):
            if rows:
                yield rows
            rows = []
    if values and label is not None:
        rows.append(_Row(label, tuple(values), len(lines), end=True))
    if rows:
        yield rows


def _proved(rows: Sequence[_Row], end: int) -> _Gaps | None:
    """How the rows are spaced, where that proves that their empty lines are cells."""
    inner = [at - before - 1 for row in rows for before, at in itertools.pairwise(row.values)]
    if len(rows) < _LEAST_ROWS or not inner:
        return None
    first = min(row.values[0] - row.label - 1 for row in rows)
    last = min((row.after - row.values[-1] - 1 for row in rows if not row.end), default=end)
    tried = (
        _Gaps(first, min(inner), last, behind, each)
        for each in sorted({1, min(inner) + 1})
        for behind in sorted({max(end, last), end}, reverse=True)
    )
    return next((gaps for gaps in tried if _fits(gaps, rows, inner)), None)


def _fits(gaps: _Gaps, rows: Sequence[_Row], inner: Sequence[int]) -> bool:
    """Whether all rows have room for as many cells as the longest of them has."""
    if any((gap - gaps.inner) % gaps.each for gap in inner):
        return False
    needed = [len(row.values) + sum(at < row.values[-1] for at in gaps.blanks(row)) for row in rows]
    width = max(needed)
    fill = [len(row.values) + len(gaps.blanks(row)) for row in rows]
    holes = sum(any(row.values[0] < at < row.values[-1] for at in gaps.blanks(row)) for row in rows)
    return width >= _LEAST_WIDTH and min(fill) >= width and holes >= _LEAST_HOLES and needed.count(width) >= 2


def begins_bare(lines: Sequence[str], start: int) -> bool:
    """Whether a head that a statutory table begins with stands on a line, or is torn over it and those below.

    >>> begins_bare(["行政", "复议", "0"], 0), begins_bare(["行政", "处罚", "0"], 0)
    (True, False)
    """
    text = lines[start].strip()
    if begins_table(text):
        return True
    if not 0 < len(text) <= _LONGEST_TORN or not may_begin_table(text):
        return False
    below = filter(None, ("".join(line.split()) for line in lines[start + 1 : start + 2 * _MOST_TORN]))
    torn = itertools.takewhile(
        lambda line: len(line) <= _LONGEST_TORN, itertools.islice(below, _MOST_TORN - 1)
    )
    return any(map(begins_table, itertools.accumulate(torn, initial="".join(text.split()))))


def bare_end(lines: Sequence[str], start: int) -> int:
    """The line after a table whose every cell stands on a line of its own, with nothing between them: it
    begins at a head of a statutory table, and figures or units come again and again. `start` itself where
    none begins."""
    if not begins_bare(lines, start):
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
        is_value = _BARE_VALUE.match(bare) or _DECIMALS.fullmatch(bare) or stands_for_figure(bare)
        if is_value or (at == end and _is_none("".join((lines[at - 1] + bare).split()))):
            end, values, since = at + 1, values + 1, 0
        else:
            since += 1
    return end if values >= _LEAST_VALUES else start


def one_a_line(
    lines: Sequence[str], shown: Sequence[int], pages: Sequence[int]
) -> Iterator[list[tuple[str, int]]]:
    """One cell a line. Where units without a figure show that some were left out, a blank cell stands before
    a figure that a page's end parts from its label: a row is on one page, so the figure may be another's. An
    ordinal alone on its line, or on lines of its own with its brackets or its point (pages by Word have it in
    other letters than its label, which some programs part) belongs to the label below, and in a table of one
    column a point with its decimals, on one line or two, to the figure above. A rule between two pages is no
    cell."""
    rules = {line for above, line in pairwise(shown) if _is_rule(lines[line].strip(), lines[above])}
    if rules:
        shown, pages = [line for line in shown if line not in rules], [*pages, *rules]
    whole = _whole([(lines[line].strip(), line) for line in shown])
    shown, texts = [line for _, line in whole], [text for text, _ in whole]
    has_holes = any(_UNIT.fullmatch(text) and not stands_for_figure(below) for text, below in pairwise(texts))
    decimals = _decimals(texts)
    ordinal: tuple[str, int] | None = None
    number = begun = 0
    for at, line in enumerate(shown):
        if ordinal is not None and at >= begun:
            yield [(ordinal[0] + texts[at], ordinal[1])]
            ordinal = None
            continue
        below = texts[at + 1] if at + 1 < len(texts) else ""
        if at in decimals or at < begun:
            continue
        if (begun := _begun(texts, at, number)) > at:
            number = int(texts[at]) if texts[at].isdecimal() else 0
            ordinal = "".join(texts[at:begun]), line
            continue
        if at + 1 in decimals:
            point = texts[at + 2] if at + 2 in decimals else ""
            yield [(texts[at] + below + point, line)]
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


def _whole(printed: Sequence[tuple[str, int]]) -> list[tuple[str, int]]:
    """The lines, those as one that are so whatever stands around them: a year and 年, and the parts of a word
    for none (无 | 此项)."""
    found: list[tuple[str, int]] = []
    for text, line in printed:
        before = found[-1][0] if found else ""
        is_year = text in _YEARS and _FOUR_DIGITS.fullmatch(before)
        if is_year or (text and _is_none("".join((before + text).split())) and not stands_for_figure(text)):
            found[-1] = before + text, found[-1][1]
        else:
            found.append((text, line))
    return found


def _is_none(text: str) -> bool:
    return text.isalpha() and len(text) <= _LONGEST_TORN and stands_for_figure(text)


def _begun(texts: Sequence[str], at: int, last: int) -> int:
    """The line that goes on with the label whose ordinal begins on a line: that of ）信息不存在 below （ and
    1, or of 、传真 below 2, where this is 1 or follows the last such ordinal. The line itself where it is
    none."""
    bracket, number = (texts[at], *texts[at + 1 : at + 2], "")[:2]
    opened = _OPENED.fullmatch(bracket) is not None and bracket[-1] in "（("
    end = at + 1 + (opened and _OPENED.fullmatch(bracket + number) is not None)
    below = texts[end] if end < len(texts) else ""
    if _OPENED.fullmatch(bracket):
        return end if below[:1] and below[0] in _CLOSED and not below[1:2].isdecimal() else at
    is_next = _BARE_ORDINAL.fullmatch(bracket) is not None and int(bracket) in {1, last + 1}
    return end if is_next and _BEHIND_ORDINAL.match(below) else at


def _is_rule(line: str, above: str) -> bool:
    """Whether a line is a rule: longer than the dashes of a blank cell, or below a line of several cells."""
    if not _RULE.fullmatch(line):
        return False
    *others, last = above.split() or [""]
    return not _BARE_VALUE.match(line) or (bool(others) and stands_for_figure(last))


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
        figures = [
            stands_for_figure(above) and stands_for_figure(below)
            for _, above, below in pairs
            if not _DECIMALS.fullmatch(below) and _POINTS.isdisjoint((above, below))
        ]
        if not any(figures):
            found.update(at for at, above, below in pairs if above.isdecimal() and _DECIMALS.fullmatch(below))
            for at, above, below in pairs[:-1]:
                if above.isdecimal() and below in _POINTS and texts[at + 1].isdecimal():
                    found |= {at, at + 1}
        start = end
    return found


def _opens_section(lines: Sequence[str], at: int) -> bool:
    """Whether what follows a heading is a section's text or a table of its own, not a row of the table the
    heading stands in."""
    following = next((line.strip() for line in lines[at + 1 : at + 6] if line.strip()), "")
    return is_sentence(following) or begins_table(following)
