"""A fact: one figure as printed, with its value, its place, and how it was matched to an indicator."""

from __future__ import annotations

from decimal import Decimal
from enum import Enum

from attrs import field, frozen, validators

from .brief import brief
from .location import Location

__all__ = ["Fact", "How", "Match", "Scope", "Source", "Unread"]


class Source(str, Enum):
    """Where a figure was printed.

    >>> Source('prose').name
    'PROSE'
    """

    TABLE = "table"
    """In a table."""
    PROSE = "prose"
    """In a sentence."""


class Scope(str, Enum):
    """What a figure covers.

    >>> Scope('year').name
    'YEAR'
    """

    YEAR = "year"
    """The report year."""
    CUMULATIVE = "cumulative"
    """All years so far (历年累计)."""
    LAST_YEAR = "last_year"
    """The year before."""
    OTHER_YEAR = "other_year"
    """Another year."""
    OWN_OFFICE = "own_office"
    """The organ's own office (本级, 办公室) beside the whole that the report is about."""
    BESIDE = "beside"
    """Of another organ or area, of a part of the year (一季度, 上半年), planned, or an example (样例)."""
    UNTOLD = "untold"
    """Not known: two tables of the same form differ, and nothing tells which of them is the report's."""


class How(str, Enum):
    """How a printed label was matched to an indicator.

    >>> How('alias').name
    'ALIAS'
    """

    EXACT = "exact"
    """The official label, but for blanks, brackets and ordinals."""
    ALIAS = "alias"
    """A wording known to stand for it."""
    SIMILAR = "similar"
    """A misprint or an unknown wording; `Match.confidence` and `Match.evidence` say how sure and why."""
    SENTENCE = "sentence"
    """A sentence pattern."""
    DECODED = "decoded"
    """A label with its figures run together, cut apart by the relations of the form."""


@frozen(kw_only=True)
class Match:
    """How a printed label was matched to an indicator.

    Attributes:
        label: The label as printed.
        how: The kind of match.
        confidence: How sure that is (0-1).
        evidence: The reasons.

    >>> from govinfo_reports import parse_text
    >>> report = parse_text("云河市2022年政府信息公开年度报告\\n一、总体情况\\n共收到政府信息公开申请12件。")
    >>> report.fact("applications.received.total").match.how.value
    'sentence'
    """

    label: str
    how: How = How.EXACT
    confidence: float = 1.0
    evidence: tuple[str, ...] = ()


@frozen(kw_only=True)
class Fact:
    """One figure of a report, with its evidence.

    Attributes:
        path: The indicator's path (see `indicators`), or `extra.<label>` for a row of a provincial table
            that the vocabulary does not know.
        value: An int for counts, an exact Decimal in 万元 for amounts; None where the cell is blank or a
            dash, or where several readings are possible.
        unit: The unit (件, 条, 万元, ...), None where none is known.
        raw: The printed text.
        source: Whether a table or a sentence said it.
        location: Where it is printed.
        match: How its label was matched to the indicator.
        scope: What it covers: the report year, or something else.
        approximate: Whether it is a rough figure (5980多条).
        candidates: The possible values where several are, else empty.
        decoded_by: The ids of the relations that fixed a figure whose cell borders were lost.
        recognised: The confidence (0-1) of a figure read from an image, else None.

    >>> from govinfo_reports import parse_text
    >>> report = parse_text("云河市2022年政府信息公开年度报告\\n一、总体情况\\n共收到政府信息公开申请12件。")
    >>> fact = report.fact("applications.received.total")
    >>> fact.value, fact.raw, str(fact.location)
    (12, '12件', 'line 3, characters 1-14')
    """

    path: str
    value: int | Decimal | None
    unit: str | None
    raw: str
    source: Source
    location: Location
    match: Match
    scope: Scope = Scope.YEAR
    approximate: bool = False
    candidates: tuple[int | Decimal, ...] = ()
    decoded_by: tuple[str, ...] = ()
    recognised: float | None = field(
        default=None, validator=validators.optional(validators.instance_of(float))
    )

    def __repr__(self) -> str:
        value = " or ".join(map(str, self.candidates)) if self.candidates else str(self.value)
        rough = "about " if self.approximate else ""
        scope = "" if self.scope is Scope.YEAR else f", {self.scope.value}"
        place = ("in a sentence, " if self.source is Source.PROSE else "") + str(self.location)
        unit = f" {self.unit}" if self.unit else ""
        return f"<Fact {brief(self.path, 80)} = {rough}{brief(value + unit)}{scope} ({brief(place, 80)})>"


@frozen(kw_only=True)
class Unread:
    """A row or block that looked like data and was not understood.

    Attributes:
        raw: Its printed text.
        location: Where it is printed.
        reason: Why, in English and Chinese (`english / 中文`).

    >>> from govinfo_reports import parse_text
    >>> report = parse_text("云河市2022年政府信息公开年度报告\\n一、总体情况\\n共收到政府信息公开申请12件。")
    >>> report.unread
    ()
    """

    raw: str
    location: Location
    reason: str

    def __repr__(self) -> str:
        return f"<Unread {brief(self.raw)!r} ({brief(str(self.location), 80)}): {brief(self.reason, 80)}>"
