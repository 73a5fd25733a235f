"""What reading a table gives, and how one cell becomes a fact."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from attrs import frozen

from ..facts import Fact, How, Match, Scope, Source, Unread
from ..indicators import Form, Indicator, Kind, leaf_indicators
from ..language import phrase
from ..location import Location
from ..numerals import YUAN, read_cell, to_wan_yuan
from .glued.cells import DecodedCell, Puzzle
from .lexer import Lexeme
from .units_above import money_unit, unit_behind

__all__ = ["TableReading", "decoded_fact", "label_match", "read_figure", "read_lexeme"]

_SIGNED = ".items_change"


@frozen(kw_only=True)
class TableReading:
    """The facts of one table, the groups of the form it holds, the form it belongs to, what in it was not
    understood, and the rows that are left undecided (their facts are among `facts`). `year` is the one whose
    column was taken for the report's, of several that the heads name."""

    facts: tuple[Fact, ...] = ()
    unread: tuple[Unread, ...] = ()
    groups: frozenset[str] = frozenset()
    form: Form | None = None
    puzzles: tuple[Puzzle, ...] = ()
    year: int | None = None


def decoded_fact(
    path: str,
    cell: DecodedCell,
    *,
    match: Match,
    raw: str,
    location: Location,
) -> Fact:
    """The fact of a cell whose border was lost: with its value where the relations leave one, else with the
    candidates. `match` is how its labels were matched."""
    item = leaf_indicators().get(path)
    value: int | Decimal | None = cell.value
    if item is not None and item.kind is Kind.AMOUNT and value is not None:
        value = Decimal(value)
    how = How.DECODED if cell.decoded_by or cell.candidates else How.EXACT
    match = Match(label=match.label, how=how, confidence=match.confidence, evidence=match.evidence)
    return Fact(
        path=path,
        value=value,
        unit=item.unit if item is not None else None,
        raw=raw,
        source=Source.TABLE,
        location=location,
        match=match,
        candidates=cell.candidates,
        decoded_by=cell.decoded_by,
    )


def label_match(label: str, words: Sequence[Lexeme]) -> Match:
    """How a label was matched: exactly, unless a character of one of its words is misprinted or misread."""
    if not any(word.misread for word in words):
        return Match(label=label)
    evidence = (phrase("a character of a head is misprinted or misread").both,)
    return Match(label=label, how=How.SIMILAR, confidence=0.9, evidence=evidence)


def read_lexeme(lexeme: Lexeme, path: str, match: Match, *, unit: str | None = None) -> Fact | Unread:
    """The fact that a token states for the indicator at `path`; otherwise as `read_figure`."""
    behind = lexeme.piece.text[lexeme.end :]
    return read_figure(
        lexeme.text,
        lexeme.location,
        path,
        match,
        unit=unit,
        behind=behind,
        recognised=lexeme.piece.confidence,
    )


def read_figure(
    text: str,
    location: Location,
    path: str,
    match: Match,
    *,
    unit: str | None = None,
    scope: Scope = Scope.YEAR,
    behind: str = "",
    recognised: float | None = None,
) -> Fact | Unread:
    """The fact that the text of a cell states for the indicator at `path`, in the indicator's unit; Unread
    where the cell holds no figure that the indicator can have (words, a negative or broken count). `unit` is
    that of the cell's row or column, `behind` what is printed right behind the figure, `recognised` how sure
    the recognition of an image is of it."""
    item: Indicator | None = leaf_indicators().get(path)
    number = read_cell(text, signed=path.endswith(_SIGNED))
    is_amount = item is not None and item.kind is Kind.AMOUNT
    counts_money = number is not None and number.unit is not None and money_unit(number.unit) is not None
    is_count = item is not None and not is_amount
    if number is None or (counts_money and (is_count or (item is None and number.unit == YUAN))):
        return Unread(
            raw=text,
            location=location,
            reason=phrase("no figure for {path} ({label})", path=path, label=match.label).both,
        )
    value: int | Decimal | None = number.value
    printed_unit = number.unit or unit
    if item is not None and item.kind is Kind.AMOUNT:
        own = None if number.unit else unit_behind(number.note or behind)  # 50（美元）, 120000圆
        known = own or (item.unit if unit is None else money_unit(unit) or unit)
        value = None if number.blank else to_wan_yuan(number, known)
        printed_unit = item.unit
        if value is None and not number.blank:
            return Unread(
                raw=text,
                location=location,
                reason=phrase("not an amount of money for {path}", path=path).both,
            )
    elif isinstance(value, Decimal) and item is not None:
        if value != value.to_integral_value():
            return Unread(
                raw=text,
                location=location,
                reason=phrase("a fraction where {path} is a count", path=path).both,
            )
        value = int(value)
    return Fact(
        path=path,
        value=value,
        unit=(item.unit if item is not None else printed_unit),
        raw=text,
        source=Source.TABLE,
        location=location,
        match=match,
        scope=scope,
        approximate=number.approximate,
        recognised=recognised,
    )
