"""An explanation as lines for a terminal, and as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator

from ..export.json import to_plain
from ..export.terminal import Line, Span
from ..language import Language, Say, word
from .parts import Explanation, Figure, Reading, Why

__all__ = ["lines", "to_json"]

_MOST_TOKENS = 400


def to_json(explanation: Explanation, *, indent: int | None = None) -> str:
    """All of it as JSON text."""
    return json.dumps(to_plain(explanation), ensure_ascii=False, indent=indent)


def lines(explanation: Explanation, language: Language) -> list[Line]:
    """All of it as lines."""
    return list(_lines(explanation, Say(language)))


def _lines(one: Explanation, say: Say) -> Iterator[Line]:
    if one.figures:
        yield _head(say(word("Figures")))
    for figure in one.figures:
        yield from _figure(figure, say)
    for row in one.rows:
        yield _head(say(word("A row without borders, read in {count} ways"), count=row.ways))
        yield (Span(row.raw, "value"), Span(f"  {say.place(row.location)}", "place"))
        yield (Span("    " + " ".join(path.rpartition(".")[2] for path in row.paths)),)
        for reading in row.readings:
            yield (Span(f"    {_values(reading)}"), Span(_breaks(reading, say)))
    if one.missing:
        yield _head(say(word("Without a value")))
    for missing in one.missing:
        yield (Span(missing.path, "value"),)
        yield from _whys(missing.why, say)
    if one.sentences:
        yield _head(say(word("Figures in sentences")))
    for traced in one.sentences:
        yield (
            Span(traced.raw, "value"),
            Span(f"  {say.place(traced.location)}", "place"),
            Span(f"  {traced.sentence}"),
        )
        for candidate in traced.candidates:
            reason = candidate.reason
            verdict = say(word("taken") if reason is None else reason.value)
            yield (Span(f"    {candidate.path} ({candidate.label}): {verdict}"),)
        if not traced.candidates:
            yield (Span("    " + say(word("no indicator's wording fits"))),)
    if one.unread:
        yield _head(say(word("Unread")))
    for item in one.unread:
        yield (Span(item.raw, "value"), Span(f"  {say.place(item.location)}", "place"))
        yield (Span("    " + say.half(item.reason)),)
    if one.places:
        yield _head(say(word("Places")))
    for place in one.places:
        yield (Span(say.place(place.location), "place"), Span(f"  {place.text}", "value"))
        yield from _whys(place.why, say)
    if one.tokens:
        yield _head(say(word("Words and figures of the tables")))
    for token in one.tokens[:_MOST_TOKENS]:
        taken = "" if token.taken is None else f" -> {token.taken}"
        said = f" [{'; '.join(token.meanings)}]" if token.meanings else ""
        yield (
            Span(f"{token.kind} "),
            Span(token.text.strip(), "value"),
            Span(f"{said}{taken}"),
            Span(f"  {say.place(token.location)}", "place"),
        )
    if len(one.tokens) > _MOST_TOKENS:
        yield (Span(say(word("and {count} more"), count=len(one.tokens) - _MOST_TOKENS)),)


def _head(text: str) -> Line:
    return (Span(text, "heading"),)


def _figure(figure: Figure, say: Say) -> Iterator[Line]:
    fact = figure.fact
    value = " / ".join(map(str, fact.candidates)) if fact.value is None else str(fact.value)
    yield (
        Span(fact.path),
        Span(f" = {value or '-'}", "value"),
        Span(f"  {say.place(fact.location)}", "place"),
        Span("" if figure.held else "  " + say(word("not held"))),
    )
    yield from _whys(figure.why, say)


def _values(reading: Reading) -> str:
    return " ".join("-" if value is None else str(value) for value in reading.values)


def _breaks(reading: Reading, say: Say) -> str:
    return "  " + say(word("breaks {rules}"), rules=", ".join(reading.breaks)) if reading.breaks else ""


def _whys(whys: tuple[Why, ...], say: Say) -> Iterator[Line]:
    for why in whys:
        yield (Span("    " + say.of(why.text, why.text_zh)),)
