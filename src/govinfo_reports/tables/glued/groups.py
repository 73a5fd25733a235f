"""Section four's fifteen figures run together: three groups of five, the fifth of each the sum of the four
before it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from types import MappingProxyType

from .cells import Basis, CutFailure, DecodedCell, Decoding, cell_of
from .cuts import number_ends, with_blanks
from .printed import ApplicantColumns, BorderState, GluedText, Values, is_torn, read_printed

__all__ = ["GROUPS", "OUTCOMES", "decode_litigation"]

OUTCOMES = ("upheld", "corrected", "other", "pending", "total")
"""结果维持, 结果纠正, 其他结果, 尚未审结, 总计, in printed order."""

GROUPS: tuple[str, ...] = ("review", "litigation.direct", "litigation.after_review")
"""行政复议, 未经复议直接起诉, 复议后起诉, in printed order."""
_SIZE = len(OUTCOMES)

MAX_STEPS = 60_000
"""Steps after which the search gives up."""

MAX_STEPS_BROKEN = 15_000
"""Steps after which the search with one broken sum gives up: it has far more readings, and seldom gives a
value."""

_GROUP_COLUMNS = ApplicantColumns(names=OUTCOMES, parts=(0, 1, 2, 3), total=4)

_Group = tuple[int, ...]


def decode_litigation(text: str, *, groups: Sequence[str] = GROUPS) -> Decoding:
    """The cells of section four (政府信息公开行政复议、行政诉讼情况) from the figures of `groups` in one
    text.

    >>> decode_litigation("21317000001324019").cells["litigation.after_review.upheld"].value
    13
    """
    count = len(groups) * _SIZE
    printed = read_printed(text, count)
    if printed.state is BorderState.BORDERED:
        return _decoding(groups, [printed.cells], Basis.CONSISTENT)
    if printed.state is not BorderState.GLUED or len(printed.digits) < count:
        reason = {BorderState.BLANK: CutFailure.BLANK, BorderState.UNREADABLE: CutFailure.UNREADABLE}.get(
            printed.state, CutFailure.SHORT
        )
        return _decoding(groups, [], Basis.ROWS, unread=reason)
    try:
        search = _Search(printed, len(groups))
        readings = list(search.readings(wrong=None))
        if readings:
            return _decoding(groups, readings, Basis.CONSISTENT)
        forced = len(printed.digits) == count
        search = _Search(printed, len(groups), blanks=forced, limit=MAX_STEPS_BROKEN)
        for wrong in range(len(groups)):
            readings += search.readings(wrong=wrong)
    except _TooManyError:
        return _decoding(groups, [], Basis.ROWS, unread=CutFailure.TOO_MANY)
    # one group's broken sum says nothing about its cuts: only figures of one digit each are given
    doubtful = not forced or any(None in values or _may_be_torn(values) for values in readings)
    return _decoding(groups, readings, Basis.BROKEN if readings else Basis.ROWS, doubtful=doubtful)


class _TooManyError(Exception):
    """The search took more than its steps."""


class _Search:
    """All cuts of the digits into groups; in each group, but for a wrong one, the parts add up to the
    total."""

    def __init__(
        self, printed: GluedText, groups: int, *, blanks: bool = False, limit: int = MAX_STEPS
    ) -> None:
        self.limit = limit
        self.digits = printed.digits
        self.size = len(printed.digits)
        self.groups = groups
        self.blanks = blanks
        self.slack = self.size - groups * _SIZE + (_SIZE - 1 if blanks else 0)
        self.ends = number_ends(printed, groups * _SIZE)
        self.value_ends = [{value: end for end, value in ends} for ends in self.ends]
        self.steps = 0
        self.pairs: dict[int, list[tuple[int, tuple[int, int], int]]] = {}
        self.balanced: dict[int, list[tuple[int, _Group]]] = {}

    def readings(self, *, wrong: int | None) -> Iterator[Values]:
        """The readings with the sum of group `wrong` unheeded."""
        for parts in self._follow(0, 0, wrong):
            yield tuple(value for part in parts for value in part)

    def _follow(self, start: int, group: int, wrong: int | None) -> Iterator[tuple[Values, ...]]:
        if group == self.groups:
            if start == self.size:
                yield ()
            return
        for end, part in self._unheeded(start) if group == wrong else self._balanced(start):
            if self.size - end >= (self.groups - group - 1) * _SIZE:  # only one group may have blanks
                for rest in self._follow(end, group + 1, wrong):
                    self._step()
                    yield (part, *rest)

    def _step(self) -> None:
        self.steps += 1
        if self.steps > self.limit:
            raise _TooManyError

    def _balanced(self, start: int) -> list[tuple[int, _Group]]:
        if start not in self.balanced:
            found: list[tuple[int, _Group]] = []
            for middle, first, longest in self._pairs(start):
                for at, second, longer in self._pairs(middle):
                    self._step()
                    total = sum(first) + sum(second)
                    # the total has at least the digits of the longest part
                    if at - start - 4 + max(longest, longer) <= self.slack + 1 and at < self.size:
                        end = self.value_ends[at].get(total)
                        if end is not None:
                            found.append((end, (*first, *second, total)))
            self.balanced[start] = found
        return self.balanced[start]

    def _pairs(self, start: int) -> list[tuple[int, tuple[int, int], int]]:
        """The next two numbers: where they end, the numbers, and the digits of the longer one."""
        if start not in self.pairs:
            self.pairs[start] = [
                (end, (first, second), max(middle - start, end - middle))
                for middle, first in (self.ends[start] if start < self.size else ())
                for end, second in (self.ends[middle] if middle < self.size else ())
                if end - start - 2 <= self.slack
            ]
        return self.pairs[start]

    def _unheeded(self, start: int) -> Iterator[tuple[int, Values]]:
        """A group whose sum does not hold, or one with blanks whose sum does."""
        yield from self._parts(start, _SIZE, self.slack)
        if self.blanks:
            for stop in range(start + 1, min(self.size, start + _SIZE + self.slack) + 1):
                piece = GluedText(state=BorderState.GLUED, digits=self.digits[start:stop])
                for values in with_blanks(piece, _GROUP_COLUMNS) or ():
                    if _holds(values):
                        yield stop, values

    def _parts(self, start: int, count: int, slack: int) -> Iterator[tuple[int, _Group]]:
        """The next `count` numbers, with at most `slack` digits more than one a number."""
        self._step()
        if not count:
            yield start, ()
            return
        for end, value in self.ends[start] if start < self.size else ():
            left = slack - (end - start - 1)
            if left < 0:
                break
            for at, rest in self._parts(end, count - 1, left):
                yield at, (value, *rest)


def _decoding(
    groups: Sequence[str],
    readings: Sequence[Values],
    basis: Basis,
    *,
    unread: CutFailure | None = None,
    doubtful: bool = False,
) -> Decoding:
    broken = []
    cells: dict[str, DecodedCell] = {}
    for place, group in enumerate(groups):
        own = {values[place * _SIZE : (place + 1) * _SIZE] for values in readings}
        rule = f"sum:{group}.total"
        held = {_holds(values) for values in own}
        if held == {False}:
            broken.append(rule)
        for index, case in enumerate(OUTCOMES):
            found = {values[index] for values in own}
            cells[f"{group}.{case}"] = (
                cell_of(found, (rule,) if held == {True} else (), doubtful=doubtful)
                if found
                else DecodedCell()
            )
    return Decoding(
        cells=MappingProxyType(cells),
        basis=basis,
        broken=tuple(broken),
        exhausted=unread is not CutFailure.TOO_MANY,
        unread={} if unread is None else dict.fromkeys(groups, unread),
    )


def _may_be_torn(values: Values) -> bool:
    """Whether a group's broken sum may come from a digit lost, or caught, at its beginning or end."""
    for start in range(0, len(values), _SIZE):
        group = values[start : start + _SIZE]
        if _holds(group) is False:
            fitting = (_GROUP_COLUMNS.mending(group, 0), _GROUP_COLUMNS.mending(group, _SIZE - 1))
            if any(is_torn(group[at], found[0]) for at, found in zip((0, -1), fitting, strict=True) if found):
                return True
    return False


def _holds(values: Values) -> bool | None:
    parts = [value for value in values[:-1] if value is not None]
    return None if values[-1] is None or not parts else sum(parts) == values[-1]
