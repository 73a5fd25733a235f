"""What no reading of a copy can bring back: figures of reports of which another report gives the same copy.

A twin of a report prints the same figures row by row, in the same order, with the blanks of a row elsewhere;
every relation of the form whose cells are all printed holds in it as in the report. Where a converter makes
the same copy of both, nothing in the copy says which of the two was printed, and a figure that stands in
another column in any such twin is lost. What only several rows moved together would show is not looked for:
fewer are called lost than are.
"""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from random import Random

from govinfo_reports.forms.relations import Relation, relations_of
from govinfo_reports.indicators import Form
from grids import form_tables

__all__ = ["moved"]


def _rows(form: Form, paths: Sequence[str], *, in_pieces: bool) -> Iterator[tuple[str, ...]]:
    """The cells of each printed row; of section four those of each of its groups, where it may be in three
    tables."""
    if form not in (Form.F2014, Form.F2019, Form.F2021):
        return
    for table in itertools.chain.from_iterable(form_tables(form, {path: path for path in paths}).values()):
        for row in table.rows:
            cells = [cell.text for cell in row if cell.text in paths]
            for _, group in itertools.groupby(
                cells, lambda path: path.rpartition(".")[0] if in_pieces else ""
            ):
                yield tuple(group)


class _Sums:
    """The relations of a form of which one report prints all cells."""

    def __init__(self, form: Form) -> None:
        self._of: dict[str, list[Relation]] = {}
        for relation in relations_of(form):
            if relation.is_equation:
                for path in relation.paths:
                    self._of.setdefault(path, []).append(relation)

    def hold(self, shown: Mapping[str, str], row: Sequence[str]) -> bool:
        """Whether none of those that the row takes part in is broken."""
        for relation in {one.id: one for path in row for one in self._of.get(path, ())}.values():
            printed = {path: _value(shown[path]) for path in relation.paths if path in shown}
            if None not in printed.values() and relation.holds(printed) is False:
                return False
        return True


def _value(text: str) -> Decimal | None:
    found = unicodedata.normalize("NFKC", text).replace(",", "").removesuffix("条")
    return Decimal(found) if re.fullmatch(r"-?\d+(\.\d+)?", found) else None


def _others(row: Sequence[str], texts: Sequence[str]) -> Iterator[dict[str, str]]:
    """The row's figures in their order, with its blanks elsewhere."""
    figures = [text for text in texts if _value(text) is not None]
    blank = next((text for text in texts if _value(text) is None), None)
    if blank is None or not figures:
        return
    for places in itertools.combinations(row, len(figures)):
        found = dict.fromkeys(row, blank) | dict(zip(places, figures, strict=True))
        if list(found.values()) != list(texts):
            yield found


def moved(
    form: Form, shown: Mapping[str, str], rng: Random, *, in_pieces: bool = False
) -> tuple[dict[str, str], list[str]]:
    """A twin of a report that prints `shown`, with as much moved as may be, and the figures that stand
    elsewhere in any of its twins.

    >>> shown = {path: "0" for path in ("licensing", "penalties")}
    >>> moved(Form.NARRATIVE, shown, Random(1))
    ({'licensing': '0', 'penalties': '0'}, [])
    """
    sums, twin, found = _Sums(form), dict(shown), set()
    for row in _rows(form, list(shown), in_pieces=in_pieces):
        best, most = None, 0
        for other in _others(row, [shown[path] for path in row]):
            if sums.hold({**shown, **other}, row):
                found |= {
                    path for path in row if other[path] != shown[path] and _value(shown[path]) is not None
                }
            here = sum(other[path] != shown[path] for path in row)
            if here + rng.random() / 2 > most and sums.hold({**twin, **other}, row):
                best, most = other, here
        twin |= best or {}
    return twin, sorted(found)
