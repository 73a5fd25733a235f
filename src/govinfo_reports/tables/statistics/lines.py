"""The statistics table in lines without borders, its rows one after the other or one a line:
主动公开政府信息数条120（二）…"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import chain, groupby, pairwise

from attrs import define, field
from lark import Tree

from ...document import Paragraph, Table
from ...facts import Scope
from ...forms import Vocabulary, words_of
from ...forms.vocabulary import SKIPPED
from ...numerals import UNITS
from ...patterns import late
from ..parse import Parsed, Term, parse_pieces, terms
from ..pieces import TablePiece, pieces_of, without
from ..reading import TableReading
from ..scan import Scanner
from . import read_statistics
from .heads import columns_of, named_year, scopes_of
from .printed import Part, StatisticsRow, whole_ordinals
from .rows import KINDS, Lines, lines_of_rows

__all__ = ["read_statistics_lines"]

_BEHIND_LABELS = frozenset({"unit", "code"})
_ROWS = frozenset({"beside", "item", "item_group", "unknown", "bare"})
_LONGEST_LINE = 120
_LONGEST_LABEL = 60
_FEWEST = 8
"""So many rows with the form's own labels, one below the other, are its table without any head."""
_FEWEST_HEADED = 2
_WIDEST = 200
_MARKS = re.escape("".join(sorted(SKIPPED)) + "|")
_BETWEEN = rf"{_MARKS}\d一二三四五六七八九十①-⑳※注#其中包括"
"""Characters of marks, and of ordinals too."""
_SENTENCE = late(r"[。；！？]")
_FIGURE = late(r"[-—–―─/／\s]+|[\d.,，]*\d[\d.,，]*")
_UNIT_AND_WORDS = late(rf"(?P<unit>{UNITS})\s+(?P<words>\S{{1,8}})")
"""What stands behind a label where words are printed for its figure: 件 待定, 件 nan."""
_POINT = late(r"[.．、]\s?[^\d\s]")
_UNIT_BEHIND = late(rf"(?P<label>.*?\S)(?P<gap>\s*)(?P<unit>{UNITS})")


@define
class _Printed:
    """A table as it was printed: its heads, their keys, and its rows."""

    heads: Sequence[Term]
    rows: list[StatisticsRow] = field(factory=list)
    is_over: bool = False

    @property
    def keys(self) -> list[str]:
        return [head.key for head in self.heads]


def read_statistics_lines(
    blocks: Sequence[Paragraph | Table],
    forms: Vocabulary | None = None,
    trace: list[Parsed] | None = None,
    year: int | None = None,
) -> tuple[tuple[Paragraph | Table, ...], list[TableReading]]:
    """The blocks without the statistics tables that run through their lines, and what those say; `trace` and
    `year` as for `read_tables`."""
    readings: list[TableReading] = []
    used: list[list[tuple[TablePiece, int, int]]] = []
    for pieces in _stretches(blocks):
        parsed = parse_pieces(pieces, words_of(*KINDS))
        if trace is not None:
            trace.append(parsed)
        for printed in _tables(parsed.tables):
            found = _read(printed, blocks, forms, year)
            if found is None:
                continue
            readings.append(found)
            heads = [(head.lexeme.piece, head.lexeme.start, head.lexeme.end) for head in printed.heads]
            used += [heads] if heads else []
            used += [[(part.piece, part.start, part.end) for part in row.parts] for row in printed.rows]
    return (without(blocks, used) if used else tuple(blocks)), readings


def _stretches(blocks: Sequence[Paragraph | Table]) -> Iterator[list[TablePiece]]:
    """The lines from the head of a table, or from a line that is a row of one, up to the next sentence."""
    for is_line, group in groupby(enumerate(blocks), key=lambda item: isinstance(item[1], Paragraph)):
        if not is_line:
            continue
        numbers = [number for number, _ in group]
        pieces = list(pieces_of(blocks, numbers[0], numbers[-1] + 1))
        at = 0
        while at < len(pieces):
            start = _begins(pieces, at)
            if start is None:
                at += 1
                continue
            stretch, at = _until_sentence(pieces, at, start)
            yield stretch


def _begins(pieces: Sequence[TablePiece], at: int) -> int | None:
    """Where in a line a table begins; None where none does."""
    text = pieces[at].text
    if len(text) <= _LONGEST_LINE and any(map(str.isdigit, text)) and _is_row(pieces[at].folded.text):
        return 0
    lower = pieces[at + 1] if at + 1 < len(pieces) and len(pieces[at + 1].text) <= _LONGEST_LINE else None
    if not any(end in text or (lower is not None and end in lower.text) for end in _unit_ends()):
        return None
    folded, below = pieces[at].folded, lower.folded.text if lower is not None else ""
    if _heads_of_labels().search(folded.text) is None:
        return None
    scanner = words_of("column").scanner(Scanner)
    parts = chain(scanner.said(folded.text), [next(scanner.said(below), ("", 0, 0, ()))])
    for (_, first, last, entries), (_, _, _, following) in pairwise(parts):
        keys = {entry.key for entry in entries if entry.kind == "column"}
        if "label_and_unit" in keys or (
            "label" in keys and any(entry.key in _BEHIND_LABELS for entry in following)
        ):
            return folded.span(first, last)[0]
    return None


def _is_row(folded: str) -> bool:
    if not _item_begun().match(folded):
        return False
    first = words_of(*KINDS).scanner(Scanner).first(folded)
    return any(entry.kind == "item" for entry in first)


def _until_sentence(pieces: Sequence[TablePiece], at: int, start: int) -> tuple[list[TablePiece], int]:
    """The pieces from a place in one on, the last up to where its sentence ends; and the number of the next
    one."""
    stretch: list[TablePiece] = []
    while at < len(pieces):
        piece = pieces[at]
        end = piece.text.find("。", start)
        part = piece.cut(start, end if end >= 0 else len(piece.text))
        if end >= 0 and stretch and len(part.text) > _LONGEST_LINE and _begins(pieces, at) is None:
            break
        if part.text.strip():
            stretch.append(part)
        at += 1
        if 0 <= end < len(piece.text.rstrip()) - 1:
            break
        start = 0
    return stretch, at


def _tables(trees: Sequence[Tree[Term]]) -> Iterator[_Printed]:
    """The tables in the order of the text. A table goes on where one of its labels holds a word that the
    grammar has no place for, and ends at a sentence, figures without a label, and a table of another form."""
    table = _Printed(())
    for tree in trees:
        found = terms(tree)
        if tree.data == "items":
            found = [term for term in found if term.type != "CLOSE"]
            last = max(at for at, term in enumerate(found) if term.type.startswith("COLUMN"))
            heads, found = found[: last + 1], found[last + 1 :]
            if [head.key for head in heads] != table.keys or table.is_over:
                yield table
                table = _Printed(heads)
        elif found and found[0].type == "CLOSE":
            table.is_over = table.is_over or any(term.type != "CLOSE" for term in found)
            found = []
        elif tree.data not in _ROWS:
            table.is_over = True
        for term in found:
            _put(table, term)
        for child in tree.children:
            for term in terms(child) if isinstance(child, Tree) else ():
                _put(table, term)
    yield table


def _put(table: _Printed, term: Term) -> None:
    """One more token of the table: a label, or what stands behind one."""
    if table.is_over:
        return
    part = Part.of(term)
    last = table.rows[-1] if table.rows else None
    is_figure = term.type in {"FIGURE", "BLANK", "ODD"} or (
        term.type in {"WORDS", "BREAK"} and _FIGURE.fullmatch(part.text) is not None
    )
    if is_figure or term.type == "UNIT":
        if last is None:
            table.is_over = is_figure and bool(table.heads)
        elif is_figure:
            before = last.values[-1] if last.values else None
            if before is not None and before.touches(part):
                last.values[-1] = Part(before.text + part.text, part.piece, before.start, part.end)
            else:
                last.values.append(part)
        elif last.unit is None:
            last.unit = part
        elif not last.values:  # units below each other, apart from their labels
            table.is_over = True
            table.rows.pop()
        return
    if (
        term.type not in {"ITEM", "ITEM_GROUP", "WORDS", "BREAK"}
        or _SENTENCE.search(part.text)
        or len(part.text) > 2 * _LONGEST_LABEL
    ):
        table.is_over = True
        return
    if (
        last is not None
        and last.is_known
        and not (last.unit or last.values)
        and last.label.is_beside(part)
        and (odd := _UNIT_AND_WORDS.fullmatch(part.text))
    ):
        last.unit = part.cut(0, odd.end("unit"))
        last.values.append(part.cut(odd.start("words")))
        return
    kind = term.type
    if last is not None and not _is_row_of(last, table):
        table.rows.pop()
        if any(map(_has_digit, last.values)):
            table.is_over = True
            return
        is_whole = last.is_known and kind == "ITEM"
        if not last.values and last.unit is None and last.label.piece is part.piece and not is_whole:
            start = last.label.start
            kind, part = "WORDS", Part(part.piece.text[start : part.end], part.piece, start, part.end)
        last = table.rows[-1] if table.rows else None
    if last is not None and last.values and _POINT.match(part.text) and _has_digit(last.values[-1]):
        figure = last.values[-1]  # 2710.癸类申请数: the ordinal's last digit
        if figure.piece is part.piece and not part.piece.text[figure.end : part.start].strip():
            last.values[-1:] = [figure.cut(0, len(figure.text) - 1)] if len(figure.text) > 1 else []
            start = figure.end - 1
            part = Part(part.piece.text[start : part.end], part.piece, start, part.end)
    table.rows.append(StatisticsRow(part, kind))


def _has_digit(part: Part) -> bool:
    return any(map(str.isdigit, part.text))


def _is_row_of(row: StatisticsRow, table: _Printed) -> bool:
    """Whether words and what stands behind them are a row: its label is known, or it has a unit and a
    figure."""
    if row.is_known or row.is_group:
        return bool(row.values or row.is_group or row.unit)
    if row.unit is None and row.values and table.heads:
        found = _UNIT_BEHIND.fullmatch(row.label.text)  # 现场接待人数人次12
        if found is not None and (found["gap"] or row.label.touches(row.values[0])):
            row.unit = row.label.cut(found.start("unit"))
            row.label = row.label.cut(0, found.end("label"))
    return row.unit is not None and bool(row.values) and bool(table.heads)


def _read(
    printed: _Printed,
    blocks: Sequence[Paragraph | Table],
    forms: Vocabulary | None,
    year: int | None,
) -> TableReading | None:
    rows = printed.rows
    while rows and (rows[-1].is_group or not (rows[-1].values and _is_row_of(rows[-1], printed))):
        rows.pop()
    values = [head for head in printed.heads if not {"label", "unit", "code"} & set(head.key.split("_and_"))]
    given = [row for row in rows if row.values and not row.is_group]
    if not given:
        return None
    if printed.heads and (
        any(head.type == "WORDS" for head in printed.heads) or not values or len(given) < _FEWEST_HEADED
    ):
        return None
    if not printed.heads and (
        sum(row.is_known for row in given) < _FEWEST or not all(_stands_alone(row, blocks) for row in given)
    ):
        return None
    columns = columns_of([printed.heads], is_grid=False, year=year) if printed.heads else None
    rows, lost = whole_ordinals(rows)
    lines, coded = lines_of_rows(rows, columns)
    scopes = scopes_of(columns or ())
    return read_statistics(
        Lines(
            tuple(lines),
            columns is not None,
            Scope.CUMULATIVE in scopes,
            (*lost, *coded),
            named_year(columns or ()),
        ),
        forms,
    )


def _stands_alone(row: StatisticsRow, blocks: Sequence[Paragraph | Table]) -> bool:
    """Whether a row is all of its line."""
    block = blocks[row.label.piece.block]
    text = block.text if isinstance(block, Paragraph) else ""
    first, last = row.label, row.parts[-1]
    return (
        len(row.values) == 1
        and last.is_beside(first)
        and not text[: first.piece.offset + first.start].strip()
        and not text[last.piece.offset + last.end :].strip(" \t\u3000。；;")
    )


@lru_cache(maxsize=1)
def _item_begun() -> re.Pattern[str]:
    """What a line that begins with a row's label cannot do without: its first character, behind ordinals and
    marks at the most."""
    begins = "".join(sorted({entry.words[0] for entry in words_of("item").entries}))
    return re.compile(rf"[{_BETWEEN}\s]{{0,{_WIDEST}}}[{re.escape(begins)}]")


@lru_cache(maxsize=1)
def _heads_of_labels() -> re.Pattern[str]:
    """The shortest heads of labels, which the others hold, whatever marks stand within them."""
    marks = f"[{re.escape(''.join(sorted(SKIPPED)))}]*"
    words = {entry.words for entry in words_of("column").entries if "label" in entry.key}
    shortest = sorted(one for one in words if not any(other in one for other in words - {one}))
    return re.compile("|".join(marks.join(map(re.escape, one)) for one in shortest))


@lru_cache(maxsize=1)
def _unit_ends() -> frozenset[str]:
    """The characters that the heads of units end with."""
    return frozenset(entry.words[-1] for entry in words_of("column").entries if "unit" in entry.key)
