"""Rows with fewer figures than columns: all ways to place them, and what the relations of the form leave of
those."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import combinations

from ...forms.relations import RELATIONS, Relation
from ...numerals import read_cell
from .cells import DecodedCell, cell_of
from .cuts import MAX_DIGITS

__all__ = ["all_hold", "most_hold", "placed_or_cut"]

_MOST_WAYS = 10_000


@lru_cache(maxsize=64)
def _equations(paths: tuple[str, ...]) -> tuple[Relation, ...]:
    """The equations of the 2019 and 2021 forms between these figures alone."""
    known = set(paths)
    return tuple(
        relation
        for relation in RELATIONS
        if relation.is_equation and known.issuperset(relation.paths) and _is_of_these_forms(relation)
    )


def _is_of_these_forms(relation: Relation) -> bool:
    return any(form.value in {"2019", "2021"} for form in relation.forms)


def all_hold(values: Mapping[str, object]) -> bool:
    """Whether every equation between the figures holds: none is broken, and none says nothing."""
    known = {path: value for path, value in values.items() if isinstance(value, int)}
    return len(known) == len(values) and all(one.holds(known) for one in _equations(tuple(values)))


def most_hold(values: Mapping[str, object]) -> bool:
    """Whether most equations between the figures hold, and the others may lack a blank one: not all of their
    figures are printed, and the parts are not more than the whole."""
    known = {path: value for path, value in values.items() if isinstance(value, int)}
    others = [one for one in _equations(tuple(values)) if not one.holds(known)]
    if 2 * len(others) >= len(_equations(tuple(values))):
        return False
    return not any(
        known.keys() >= set(one.paths)
        or sum(known.get(path, 0) for path in one.right) > known.get(one.left[0], math.inf)
        for one in others
    )


def placed_or_cut(
    raw: str, paths: Sequence[str], cut: Mapping[str, DecodedCell]
) -> Mapping[str, DecodedCell]:
    """The cells of a row that prints fewer pieces than it has columns: what all ways to place the pieces
    with which the relations hold have in common with the ways to cut them (`cut`). Nothing where there is no
    such way."""
    equations = _equations(tuple(paths))
    placed = list(_placed(raw, tuple(paths)))
    if (
        cut
    ):  # digits that can be cut so that all sums hold are whole figures only where they add up as they stand
        placed = [way for way in placed if all(_is_borne_out(one, way) for one in equations)]
    if not placed:
        return cut
    # where a total may be blank beside figures, nothing proves that a figure is in its place
    doubtful = {
        path for one in equations if any(_lacks_whole(one, way) for way in placed) for path in one.paths
    }
    found: dict[str, DecodedCell] = {}
    for path in paths:
        values: set[int | None] = {way.get(path) for way in placed}
        if path in cut:
            values |= (
                {cut[path].value}
                if cut[path].value is not None or cut[path].blank
                else set(cut[path].candidates)
            )
        rules = (one.id for one in equations if path in one.paths)
        found[path] = cell_of(values, rules, doubtful=path in doubtful)
    return found


def _is_borne_out(relation: Relation, way: Mapping[str, int | None]) -> bool:
    return relation.holds(way) is True or all(way.get(path) is None for path in relation.paths)


def _lacks_whole(relation: Relation, way: Mapping[str, int | None]) -> bool:
    return way.get(relation.left[0]) is None and any(way.get(path) for path in relation.right)


def _placed(raw: str, paths: tuple[str, ...]) -> Iterator[dict[str, int | None]]:
    """The ways to give the pieces to columns in their order that break no equation."""
    numbers = [read_cell(piece) if len(piece) <= MAX_DIGITS else None for piece in raw.split()]
    if math.comb(len(paths), len(numbers)) > _MOST_WAYS or any(
        number is None or not isinstance(number.value, int | None) for number in numbers
    ):
        return
    values = [
        number.value if number is not None and isinstance(number.value, int) else None for number in numbers
    ]
    equations = _equations(paths)
    for kept in combinations(paths, len(values)):
        way: dict[str, int | None] = dict(zip(kept, values, strict=True))
        if all(relation.holds(way) is not False for relation in equations):
            yield way
