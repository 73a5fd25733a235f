"""Labels that lines tear apart, above, beside and below their figures, put together where only the whole is
a word of the forms."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, groupby
from operator import attrgetter
from typing import NamedTuple

from attrs import evolve

from ..forms import VocabularyEntry
from ..patterns import late
from ..text import fold
from .pieces import TablePiece
from .scan import Scanner, has_letters
from .woven import first_row, is_last_row, woven

__all__ = ["join_torn"]

_PLACE = attrgetter("block", "row")
_MOST_ROWS = 14
"""Lines that one label is torn over at the most."""
_LONGEST = 60
_SENTENCE = late(r"[。；！？;!?]")
_LABEL_AND_FIGURES = late(
    r"(?P<label>(?:\d{1,2}[.．、]\s?)?[^\d\s].*?)(?P<figures>(?:\s+(?:[-+]?\d[\d,.]*|[-—–/]{1,3}))+\s*)"
)
_FEWEST_WOVEN = 10
"""So many rows a table of woven labels has at the least."""
_UNKNOWN, _FIGURES, _WORD, _JOINT = 10.0, 0.5, 1.0, 0.1


class _Row(NamedTuple):
    """A printed row: its label, and what stands behind it."""

    label: TablePiece | None
    rest: tuple[TablePiece, ...]

    @property
    def is_line(self) -> bool:
        """Whether no border shows which column a piece stands in: it is a line, or all that a row holds."""
        pieces = [piece for piece in (self.label, *self.rest) if piece is not None]
        return all(piece.cell is None for piece in pieces) or not (
            any(piece.is_grid for piece in pieces) or any(has_letters(piece.text) for piece in self.rest)
        )


def join_torn(pieces: Iterable[TablePiece], scanner: Scanner) -> Iterator[TablePiece]:
    """The pieces, the parts of a torn label as one piece where it begins, with the figures of all its lines
    behind it."""
    run: list[_Row] = []
    kind: tuple[bool, int | None] | None = None
    for _, group in groupby(pieces, key=_PLACE):
        printed = list(group)
        row = _row(printed, scanner)
        if row is None:
            yield from _joined(run, scanner)
            run, kind = [], None
            yield from printed
            continue
        own = (printed[0].cell is None, None if printed[0].cell is None else printed[0].block)
        if own != kind:
            yield from _joined(run, scanner)
            run, kind = [], own
        run.append(row)
    yield from _joined(run, scanner)


def _row(printed: Sequence[TablePiece], scanner: Scanner) -> _Row | None:
    """The row as a label and what stands behind it; None for a row of a grid, of several labels, or a
    sentence."""
    first = printed[0]
    if first.is_grid or any(len(piece.text) > 2 * _LONGEST for piece in printed):
        return None
    if first.cell is None:
        text = first.text
        if _SENTENCE.search(text):
            return None
        if not has_letters(text):
            return _Row(None, (first,))
        found = _LABEL_AND_FIGURES.fullmatch(text)
        if found is None:
            return _Row(first, ())
        at = found.start("figures")
        return _Row(first.cut(0, at), (first.cut(at, len(text)),))
    words = [piece for piece in printed if scanner.seen(piece.text).is_words]
    if len(words) > 1 and sum(len(piece.text.strip()) > 2 for piece in words) > 1:
        return None
    label = next((piece for piece in printed if piece.text.strip()), None)
    if label is None or label not in words:
        return _Row(None, tuple(printed))
    return _Row(label, tuple(printed[printed.index(label) + 1 :]))  # what stands before it is blank


def _joined(run: Sequence[_Row], scanner: Scanner) -> Iterator[TablePiece]:
    """The pieces of neighbouring rows, labels joined in the way that leaves the fewest of them unknown."""
    run = _with_strokes(run, scanner)
    known = [row.label is None or scanner.seen(row.label.text).is_understood for row in run]
    spans = [(at, at + 1) for at in range(len(run))] if all(known) else _spans(run, known, scanner)
    if len(run) >= _FEWEST_WOVEN:
        lines = [(row.label, row.rest) for row in run]
        begun = first_row(lines, scanner)
        if (
            begun is not None
            and all(row.is_line for row in run)
            and not _is_even(run, [one for one in spans if one[1] > begun], known, scanner)
        ):
            beside = woven(lines, begun, scanner)
            if beside is not None:
                start, end, pieces = beside
                yield from _joined(run[:start], scanner)
                yield from pieces
                yield from _joined(run[end:], scanner)
                return
    for start, end in spans:
        if start + 1 == end:
            label, rest = run[start]
            if label is not None:
                yield label
            yield from rest
            continue
        labels = [row.label for row in run[start:end] if row.label is not None]
        yield evolve(labels[0], text="".join(piece.text for piece in labels), parts=tuple(labels))
        for row in run[start:end]:
            yield from (evolve(piece, row=labels[0].row) for piece in row.rest)


def _with_strokes(run: Sequence[_Row], scanner: Scanner) -> Sequence[_Row]:
    """The rows, two that a stroke on a line of its own parts as one where they are one word (本年增 / 减): it
    is no blank there."""
    if not any(row.label is None and _is_stroke(row) for row in run):
        return run
    found: list[_Row] = []
    at = 0
    while at < len(run):
        beside = run[at : at + 3]
        if len(beside) == 3 and _is_stroke(beside[1]) and not (beside[0].rest or beside[2].rest):
            before, after = beside[0].label, beside[2].label
            parts = tuple(piece for piece in (before, *beside[1].rest, after) if piece is not None)
            text = "".join(piece.text.strip() for piece in parts)
            if before is not None and after is not None and scanner.whole(fold(text).text):
                found.append(_Row(evolve(before, text=text, parts=parts), ()))
                at += 3
                continue
        found.append(run[at])
        at += 1
    return found


def _is_stroke(row: _Row) -> bool:
    return row.label is None and [piece.text.strip() for piece in row.rest] == ["/"]


def _spans(run: Sequence[_Row], known: Sequence[bool], scanner: Scanner) -> list[tuple[int, int]]:
    """The rows that have one label together, from the first to the last but one, each of the others alone."""
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
    return list(zip(cuts[:0:-1], cuts[-2::-1], strict=True))


def _is_even(
    run: Sequence[_Row], spans: Iterable[tuple[int, int]], known: Sequence[bool], scanner: Scanner
) -> bool:
    """Whether every label is a word, and as many figures stand behind each that has any, up to the last row
    of section three: then none is woven into another. Where each figure has a line of its own, nothing tells
    that of a page from them."""
    counts = [0]
    longest = 0
    is_last = False
    for start, end in spans:
        if run[start].label is not None:
            if is_last:
                break
            if end - start == 1 and not known[start]:
                return False
            is_last = any(is_last_row(entry) for entry in _meant(run[start:end], scanner))
            counts.append(0)
        printed = [len(piece.text.split()) or 1 for row in run[start:end] for piece in row.rest]
        counts[-1] += sum(printed)
        longest = max(longest, *printed, 0)
    return longest == 1 or len({*counts} - {0}) == 1


def _is_word(rows: Sequence[_Row], scanner: Scanner) -> bool:
    """Whether the labels of the rows together are one word that may be torn."""
    return any(not entry.whole for entry in _meant(rows, scanner))


def _meant(rows: Sequence[_Row], scanner: Scanner) -> Sequence[VocabularyEntry]:
    """What the labels of the rows together mean."""
    text = "".join(row.label.text for row in rows if row.label is not None)
    return () if len(text) > 2 * _LONGEST else scanner.whole(fold(text).text)
