"""Labels that lines tear apart, above, beside and below their figures, put together where only the whole is
a word of the forms."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, groupby

from attrs import evolve, frozen

from ..forms import VocabularyEntry
from ..numerals import read_cell
from ..text import fold
from .pieces import TablePiece
from .scan import Scanner, has_letters
from .woven import first_row, is_last_row, woven

__all__ = ["join_torn"]

_MOST_ROWS = 14
"""Lines that one label is torn over at the most."""
_LONGEST = 60
_SENTENCE = re.compile(r"[。；！？;!?]")
_LABEL_AND_FIGURES = re.compile(
    r"(?P<label>(?:\d{1,2}[.．、]\s?)?[^\d\s].*?)(?P<figures>(?:\s+(?:[-+]?\d[\d,.]*|[-—–/]))+\s*)"
)
_UNKNOWN, _FIGURES, _WORD, _JOINT = 10.0, 0.5, 1.0, 0.1


@frozen(eq=False)
class _Row:
    """A printed row: its label, and what stands behind it."""

    label: TablePiece | None
    rest: tuple[TablePiece, ...]

    @property
    def is_line(self) -> bool:
        """Whether no border shows which column a piece stands in: it is a line, or all that a row holds."""
        pieces = [piece for piece in (self.label, *self.rest) if piece is not None]
        return all(piece.cell is None for piece in pieces) or (len(pieces) == 1 and not pieces[0].is_grid)


def join_torn(pieces: Iterable[TablePiece], scanner: Scanner) -> Iterator[TablePiece]:
    """The pieces, the parts of a torn label as one piece where it begins, with the figures of all its lines
    behind it."""
    run: list[_Row] = []
    kind: tuple[bool, int | None] | None = None
    for _, group in groupby(pieces, key=lambda piece: (piece.block, piece.row)):
        printed = list(group)
        row = _row(printed)
        own = (printed[0].cell is None, None if printed[0].cell is None else printed[0].block)
        if row is None or own != kind:
            yield from _joined(run, scanner)
            run, kind = [], own
        if row is None:
            yield from printed
        else:
            run.append(row)
    yield from _joined(run, scanner)


def _row(printed: Sequence[TablePiece]) -> _Row | None:
    """The row as a label and what stands behind it; None for a row of a grid, of several labels, or a
    sentence."""
    first = printed[0]
    if first.is_grid or any(len(piece.text) > 2 * _LONGEST for piece in printed):
        return None
    if first.cell is None:
        text = first.text
        if len(text) > 2 * _LONGEST or _SENTENCE.search(text):
            return None
        if not has_letters(text):
            return _Row(None, (first,))
        found = _LABEL_AND_FIGURES.fullmatch(text)
        if found is None:
            return _Row(first, ())
        at = found.start("figures")
        return _Row(evolve(first, text=text[:at]), (evolve(first, text=text[at:], offset=first.offset + at),))
    words = [
        piece for piece in printed if has_letters(piece.text) and read_cell(piece.text, signed=True) is None
    ]
    labels = [piece for piece in words if len(piece.text.strip()) > 2]
    if len(words) > 1 and len(labels) > 1:
        return None
    label = next((piece for piece in printed if piece.text.strip()), None)
    if label is None or label not in words:
        return _Row(None, tuple(printed))
    return _Row(label, tuple(piece for piece in printed if piece is not label))


def _joined(run: Sequence[_Row], scanner: Scanner) -> Iterator[TablePiece]:
    """The pieces of neighbouring rows, their labels joined in the way that leaves the fewest of them
    unknown."""
    known = [row.label is None or scanner.is_understood(fold(row.label.text).text) for row in run]
    figures = list(accumulate((bool(row.rest) for row in run), initial=0))
    """How many of the rows before each have figures."""
    best: list[tuple[float, int]] = [(0.0, 0)] * (len(run) + 1)
    unknown = -1
    """The last label up to here that is no word: only what holds one can be torn."""
    for end in range(1, len(run) + 1):
        row = run[end - 1]
        unknown = unknown if known[end - 1] else end - 1
        alone = _FIGURES if row.label is None else _WORD if known[end - 1] else _UNKNOWN
        best[end] = best[end - 1][0] + alone, end - 1
        if row.label is None:
            continue
        for start in range(min(end - 2, unknown), max(end - 1 - _MOST_ROWS, -1), -1):
            if figures[end] - figures[start] > 1:
                break
            cost = best[start][0] + _WORD + _JOINT * (end - start - 1)
            if run[start].label is None or cost >= best[end][0]:
                continue
            if _is_word(run[start:end], scanner):
                best[end] = cost, start
    cuts = [len(run)]
    while cuts[-1] > 0:
        cuts.append(best[cuts[-1]][1])
    spans = list(zip(cuts[:0:-1], cuts[-2::-1], strict=True))
    if best[-1][0] >= _UNKNOWN and all(row.is_line for row in run):
        lines = [(row.label, row.rest) for row in run]
        begun = first_row(lines, scanner)
        if begun is None or _is_even(run, [span for span in spans if span[1] > begun], known, scanner):
            beside = None
        else:
            beside = woven(lines, begun, scanner)
        if beside is not None:
            start, end, pieces = beside
            yield from _joined(run[:start], scanner)
            yield from pieces
            yield from _joined(run[end:], scanner)
            return
    for start, end in spans:
        labels = [row.label for row in run[start:end] if row.label is not None]
        rest = [piece for row in run[start:end] for piece in row.rest]
        if len(labels) > 1:
            yield evolve(labels[0], text="".join(piece.text for piece in labels), parts=tuple(labels))
            yield from (evolve(piece, row=labels[0].row) for piece in rest)
        else:
            yield from (
                sorted((*labels, *rest), key=lambda piece: piece.offset)
                if start + 1 == end
                else (*labels, *rest)
            )


def _is_even(
    run: Sequence[_Row], spans: Iterable[tuple[int, int]], known: Sequence[bool], scanner: Scanner
) -> bool:
    """Whether every label is a word, and as many figures stand behind each that has any, up to the last row
    of section three: then none is woven into another."""
    counts = [0]
    is_last = False
    for start, end in spans:
        if run[start].label is not None:
            if is_last:
                break
            if end - start == 1 and not known[start]:
                return False
            is_last = any(is_last_row(entry) for entry in _meant(run[start:end], scanner))
            counts.append(0)
        counts[-1] += sum(len(piece.text.split()) or 1 for row in run[start:end] for piece in row.rest)
    return len({*counts} - {0}) == 1


def _is_word(rows: Sequence[_Row], scanner: Scanner) -> bool:
    """Whether the labels of the rows together are one word that may be torn."""
    return any(not entry.whole for entry in _meant(rows, scanner))


def _meant(rows: Sequence[_Row], scanner: Scanner) -> Sequence[VocabularyEntry]:
    """What the labels of the rows together mean."""
    text = "".join(row.label.text for row in rows if row.label is not None)
    return () if len(text) > 2 * _LONGEST else scanner.whole(fold(text).text)
