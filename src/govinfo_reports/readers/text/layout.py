"""Where a table stands in text that keeps the layout of a page: columns are aligned with blanks, labels wrap
above and below their row."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import islice, pairwise, takewhile

from ...numerals import UNITS, stands_for_figure
from ...patterns import late
from ..common.form_words import is_band
from ..common.monospaced import MEASURES, widened
from ..common.pieces import opens

__all__ = ["is_layout_row", "layout_end", "set_apart", "shifted_rows", "stands_over"]

_GAP = late(r"(?<=\S)(?: {2,}|\u3000{2,})(?=\S)")
_PIECE = late(r"\S+(?: \S+)*")
_VALUE_AT_END = late(r"[-+]?\d[\d,.]*|[—–\-/]{1,3}")
_ORDINAL = late(
    r"^(?:\d{1,2}[.、．]\D|[（(][一二三四五六七八九十]{1,2}[）)]|[一二三四五六七八九十]{1,2}、.|其中[:：])"
)
_HEADING = late(r"^\s*[一二三四五六七八九十]{1,3}、\S{2,40}(?:情况|情況|事项|事項|措施|问题|問題)\s*$")
_STOPS = ("。", "；", "：", "，")
_LONGEST_FRAGMENT = 26
_LONGEST_PIECE = 34
_LONGEST_LABEL = 80
_MOST_BETWEEN = 14
"""Lines with text but without columns that may stand between two rows of one table: wrapped labels."""
_MOST_SHORT_BETWEEN = 40
"""Such lines where each is as short as the lines of a narrow column."""
_SHORT = 16
_BLANKS = " \u3000\xa0\r"
_GAPS = late(r"[ \u3000\xa0]{2,}")
_HEADS = late(r"\s*(?:[\u4e00-\u9fff]{2,8} ){4,}[\u4e00-\u9fff]{2,8}\s*")
"""A row of heads with one blank between them."""
_UNITS = late(r"\s单\s?位(?=\s|$)")
"""The head of a column of units, which only statistics tables have."""
_UNIT = late(UNITS)
_NEAR = 8
_LEAST_INDENT = " " * 8
_PARTS = 10
"""One gap in so many may be another."""


def is_layout_row(line: str) -> bool:
    """Whether the line has pieces set apart by two or more blanks, as columns are, or ends with several
    figures."""
    bare = line.strip()
    if not ("  " in bare or "\u3000\u3000" in bare) or bare.endswith(_STOPS) or _GAP.search(bare) is None:
        return False
    last = line.rsplit(maxsplit=3)
    if (len(last) > 3 or line[:1].isspace()) and _are_values(last[-3:]):
        return True
    pieces = _PIECE.findall(bare)
    return all(len(piece) <= _LONGEST_PIECE for piece in pieces) or _has_long_label(pieces)


def _has_long_label(pieces: Sequence[str]) -> bool:
    """Whether a long first piece is the label of a row: behind it stand figures and units and nothing else,
    behind one without an ordinal a unit among them."""
    label, *behind = pieces
    values = [piece for piece in behind if not _UNIT.fullmatch(piece)]
    return (
        len(label) <= _LONGEST_LABEL
        and (len(values) < len(behind) or _ORDINAL.match(label) is not None)
        and not any(stop in label for stop in "。；")
        and bool(values)
        and all(map(_VALUE_AT_END.fullmatch, values))
    )


def _are_values(pieces: Sequence[str]) -> bool:
    return len(pieces) == 3 and all(map(stands_for_figure, pieces))


def layout_end(lines: Sequence[str], start: int) -> int:
    """The line after the table whose first row with columns is at `start`; a section's heading, a line of
    prose, or the same table once more ends it."""
    end = at = start + 1
    between, is_short = 0, True
    has_units = _UNITS.search(lines[start]) is not None
    first = lines[start].strip()[:1]
    while at < len(lines) and between < (_MOST_SHORT_BETWEEN if is_short else _MOST_BETWEEN):
        bare = lines[at].strip()
        if bare[:1] == first and _begins_again(lines, start, at):
            break
        if (
            is_layout_row(lines[at])
            or _HEADS.fullmatch(lines[at])
            or _stands_below(lines[end - 1], lines[at])
        ):
            end, between, is_short = at + 1, 0, True
        elif (
            len(bare) > _LONGEST_FRAGMENT
            or bare.endswith(("。", "；"))
            or (_HEADING.match(lines[at]) and not (has_units and _is_over_rows(lines, at)))
        ):
            break
        elif bare:
            between += 1
            is_short = is_short and len(bare) <= _SHORT
        at += 1
    # the last label may go on below its row
    while end < len(lines) and _continues(lines, end):
        end += 1
    return end


def _begins_again(lines: Sequence[str], start: int, at: int) -> bool:
    """Whether a line is the heads that a table begins with, and the first row of figures below it has the
    label of that below those, so that this is no further page of the table."""
    if "".join(lines[at].split()) != "".join(lines[start].split()):
        return False
    below, again = (
        next((label for line in islice(lines, one, one + _NEAR) if (label := _label(line)) is not None), None)
        for one in (start, at)
    )
    return below is not None and below == again


def _label(line: str) -> str | None:
    """The words before the figures that a line ends with; None where it ends with none."""
    words = line.split()
    figures = sum(1 for _ in takewhile(_VALUE_AT_END.fullmatch, reversed(words)))
    return "".join(words[: len(words) - figures]) if figures else None


def stands_over(lines: Sequence[str], at: int) -> bool:
    """Whether a line is one head over others: it begins behind the end of the row right below it, where a
    head of the row below that begins too.

    >>> stands_over(["               2013年", "指标名称  单位", "               本年数 历年累计"], 0)
    True
    """
    if not lines[at].startswith(_LEAST_INDENT) or len(lines[at].split()) != 1 or at + 2 >= len(lines):
        return False
    place = len(lines[at]) - len(lines[at].lstrip())
    row, heads = lines[at + 1], lines[at + 2]
    ends = {len(widened(row.rstrip(_BLANKS), wide)) for wide in MEASURES}
    is_head = len(heads) - len(heads.lstrip()) == place and len(heads.split()) > 1
    return is_head and is_layout_row(row) and max(ends) < place


def _stands_below(above: str, line: str) -> bool:
    """Whether a line is a label and a figure one blank behind it, which begins where the last piece of the
    row above does: the label is as wide as its column.

    >>> _stands_below("信息内容    本年收费金额", "行政事业性收费 28"), _stands_below("甲    乙", "第 28")
    (True, False)
    """
    label, _, figure = line.strip(_BLANKS).rpartition(" ")
    if not label or " " in label or not _VALUE_AT_END.fullmatch(figure) or not is_layout_row(above):
        return False
    last = _PIECE.findall(above)[-1]
    ends = ((above.rstrip(_BLANKS), last), (line.rstrip(_BLANKS), figure))
    places = (
        {len(widened(text, wide)) - len(widened(piece, wide)) for text, piece in ends} for wide in MEASURES
    )
    return any(len(found) == 1 for found in places)


def _is_over_rows(lines: Sequence[str], at: int) -> bool:
    """Whether the next two lines with text are rows with a figure or a blank at their ends: then a heading
    of a table with a column of units is that of a group of its rows."""
    below = list(islice((line for line in lines[at + 1 : at + _NEAR] if line.strip()), 2))
    return len(below) > 1 and all(
        is_layout_row(line)
        and len(pieces := _PIECE.findall(line)) > 2
        and _VALUE_AT_END.fullmatch(pieces[-1])
        for line in below
    )


def _continues(lines: Sequence[str], at: int) -> bool:
    bare = lines[at].strip()
    indented = len(lines[at]) - len(lines[at].lstrip()) >= 4
    return (
        bool(bare) and indented and len(bare) <= 16 and not bare.endswith(_STOPS) and not _ORDINAL.match(bare)
    )


def set_apart(lines: Sequence[str], start: int, end: int) -> list[list[tuple[str, int]]]:
    """The cells of rows that are set apart by the same blanks everywhere, however long their labels are, so
    that places say nothing; none where they are not."""
    bare = [
        (line.strip(_BLANKS), at) for at, line in enumerate(lines[start:end], start) if line.strip(_BLANKS)
    ]
    gaps = Counter(gap for line, _ in bare for gap in _GAPS.findall(line))
    separator = max(gaps, key=lambda gap: gaps[gap], default="")
    if not separator or gaps[separator] * _PARTS < sum(gaps.values()) * (_PARTS - 1):
        return []
    rows = [(line.split(separator), at) for line, at in bare]
    firsts = [(gap.start(), gap[0]) for line, _ in bare if (gap := _GAPS.search(line))]
    usual = Counter(length for length, _ in firsts).most_common(1)[0][0]
    others = [gap == separator for length, gap in firsts if length != usual]
    if not others or sum(others) * _PARTS < len(others) * (_PARTS - 1):
        return []
    return [[(text.strip(_BLANKS), at) for text in cells] for cells, at in rows]


def _are_wrapped(rows: Sequence[tuple[Sequence[tuple[int, str]], int]]) -> bool:
    """Whether many lines without a figure go on with the words above them, each where one of those begins.

    Those are wrapped labels of a page; a program that gives each row one line wraps none.
    """
    wrapped = figures = 0
    above: set[int] = set()
    for pieces, _ in rows:
        if any(stands_for_figure(text) and any(map(str.isdigit, text)) for _, text in pieces):
            figures += 1
        elif not any(opens(text) or is_band(text) for _, text in pieces):
            wrapped += all(place in above for place, _ in pieces)
        above = {place for place, text in pieces if not stands_for_figure(text)}
    return wrapped >= _LEAST_WRAPPED and wrapped * _MOST_WHOLE > figures


_LEAST_SHARED = 3
_FEW = 20
"""One figure in so many may stand in a column that has hardly any."""
_FEWEST_HEADS = 10
_LEAST_WRAPPED, _MOST_WHOLE = 4, 3
"""So many lines that only go on with a label, and one for so many rows, are no accident."""
_NUMBERED = late(r"\d{1,3} \D|\d{1,3} \d{1,2}[.．、]\D")
"""The number of a row, and its label one blank behind it."""


def shifted_rows(lines: Sequence[str], start: int, end: int) -> list[list[tuple[str, int]]]:
    """The cells of rows that all begin at the same few places, although the places of merged cells were
    given to those behind them: words and figures stand in one column. Blank cells between others are told by
    the places left free, those at the end of a row by the blanks that fill them; none where the rows are not
    such."""
    found = [
        ([(m.start(), m[0]) for m in _PIECE.finditer(line)], at)
        for at, line in enumerate(lines[start:end], start)
    ]
    rows = [(pieces, at) for pieces, at in found if pieces]
    shared = Counter(place for pieces, _ in rows for place, _ in pieces)
    columns = sorted(place for place, count in shared.items() if count >= _LEAST_SHARED)
    rare = [(place, text) for pieces, _ in rows for place, text in pieces if shared[place] < _LEAST_SHARED]
    most = max(columns, default=-1)
    are_last = all(place > most and stands_for_figure(text) for place, text in rare)
    if not are_last or len(rare) * _FEW > sum(shared.values()):
        return _headed_row(rows, lines)
    columns = sorted({*columns, *(place for place, _ in rare)})
    if _are_wrapped(rows):
        return []
    if sum(_NUMBERED.match(pieces[0][1]) is not None for pieces, _ in rows) >= _LEAST_SHARED:
        return []  # one blank parts the numbers of rows from their labels
    kinds = Counter(  # a dash is neither
        (place, any(map(str.isdigit, text)) and stands_for_figure(text))
        for pieces, _ in rows
        if any(stands_for_figure(text) for _, text in pieces)
        for place, text in pieces
        if any(map(str.isalnum, text))
    )
    mixed = [place for place in columns if min(kinds[place, True], kinds[place, False]) >= _LEAST_SHARED]
    if not mixed:
        return _headed_row(rows, lines)
    cells: list[list[tuple[str, int]]] = []
    for pieces, at in rows:
        texts = dict(pieces)
        cells.append([(texts.get(place, ""), at) for place in columns if place < len(lines[at].rstrip("\r"))])
    return cells


def _headed_row(
    rows: Sequence[tuple[Sequence[tuple[int, str]], int]], lines: Sequence[str]
) -> list[list[tuple[str, int]]]:
    """The cells of lines of heads and one line of figures behind them, where each line of heads fills the
    first places without leaving one free, and every figure begins at one of those places, or behind the last
    of them; none where they are not such."""
    *heads, (figures, last) = rows or [([], 0)]
    longest = max((pieces for pieces, _ in heads), key=len, default=[])
    places = [place for place, _ in longest]
    are_words = not any(stands_for_figure(text) for pieces, _ in heads for _, text in pieces)
    are_first = all([place for place, _ in pieces] == places[: len(pieces)] for pieces, _ in heads)
    if len(places) < _FEWEST_HEADS or not are_words or not are_first:
        return []
    if any(place < places[-1] and place not in places for place, _ in figures):
        return []
    if not all(stands_for_figure(text) for _, text in figures) or figures[-1][0] < places[-1]:
        return []
    texts = dict(figures)
    return [
        *([(text, at) for _, text in pieces] for pieces, at in heads),
        [
            (texts.get(place, ""), last)
            for place in (*places, *_places_behind(longest, figures, lines[last].rstrip("\r\n")))
        ],
    ]


def _places_behind(
    heads: Sequence[tuple[int, str]], figures: Sequence[tuple[int, str]], line: str
) -> list[int]:
    """The places of the columns behind the last head: those of the figures there, and those of blank cells,
    which the blanks between two columns stand on both sides of, where these tell them all."""
    pairs = pairwise(heads)
    gap = min(after - before - len(text) for (before, text), (after, _) in pairs)
    texts = dict(figures)
    place, text = heads[-1]
    at = place + max(len(text), len(texts.get(place, ""))) + gap
    places: list[int] = []
    while at <= len(line):
        places.append(at)
        at += len(texts.get(at, "")) + gap
    behind = [at for at, _ in figures if at > place]
    return places if set(behind) <= set(places) else behind
