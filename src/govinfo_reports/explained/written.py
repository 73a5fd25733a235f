"""An explanation as lines for a terminal, and as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator

from ..export.json import to_plain
from ..export.terminal import Line, StyledText
from ..language import Language, Say, word
from .parts import ExplainedFigure, ExplainedReason, Explanation, Reading

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
        yield (StyledText(row.raw, "value"), StyledText(f"  {say.place(row.location)}", "place"))
        yield (StyledText("    " + " ".join(path.rpartition(".")[2] for path in row.paths)),)
        for reading in row.readings:
            yield (StyledText(f"    {_values(reading)}"), StyledText(_breaks(reading, say)))
    if one.missing:
        yield _head(say(word("Without a value")))
    for missing in one.missing:
        yield (StyledText(missing.path, "value"),)
        yield from _whys(missing.why, say)
    if one.sentences:
        yield _head(say(word("Figures in sentences")))
    for traced in one.sentences:
        yield (
            StyledText(traced.raw, "value"),
            StyledText(f"  {say.place(traced.location)}", "place"),
            StyledText(f"  {traced.sentence}"),
        )
        for candidate in traced.candidates:
            reason = candidate.reason
            verdict = say(word("taken") if reason is None else reason.value)
            yield (StyledText(f"    {candidate.path} ({candidate.label}): {verdict}"),)
        if not traced.candidates:
            yield (StyledText("    " + say(word("no indicator's wording fits"))),)
    if one.unread:
        yield _head(say(word("Unread")))
    for item in one.unread:
        yield (StyledText(item.raw, "value"), StyledText(f"  {say.place(item.location)}", "place"))
        yield (StyledText("    " + say.half(item.reason)),)
    if one.places:
        yield _head(say(word("Places")))
    for place in one.places:
        yield (StyledText(say.place(place.location), "place"), StyledText(f"  {place.text}", "value"))
        yield from _whys(place.why, say)
    if one.tokens:
        yield _head(say(word("Words and figures of the tables")))
    for token in one.tokens[:_MOST_TOKENS]:
        taken = "" if token.taken is None else f" -> {token.taken}"
        said = f" [{'; '.join(token.meanings)}]" if token.meanings else ""
        yield (
            StyledText(f"{token.kind} "),
            StyledText(token.text.strip(), "value"),
            StyledText(f"{said}{taken}"),
            StyledText(f"  {say.place(token.location)}", "place"),
        )
    if len(one.tokens) > _MOST_TOKENS:
        yield (StyledText(say(word("and {count} more"), count=len(one.tokens) - _MOST_TOKENS)),)


def _head(text: str) -> Line:
    return (StyledText(text, "heading"),)


def _figure(figure: ExplainedFigure, say: Say) -> Iterator[Line]:
    fact = figure.fact
    value = " / ".join(map(str, fact.candidates)) if fact.value is None else str(fact.value)
    yield (
        StyledText(fact.path),
        StyledText(f" = {value or '-'}", "value"),
        StyledText(f"  {say.place(fact.location)}", "place"),
        StyledText("" if figure.held else "  " + say(word("not held"))),
    )
    yield from _whys(figure.why, say)


def _values(reading: Reading) -> str:
    return " ".join("-" if value is None else str(value) for value in reading.values)


def _breaks(reading: Reading, say: Say) -> str:
    return "  " + say(word("breaks {rules}"), rules=", ".join(reading.breaks)) if reading.breaks else ""


def _whys(whys: tuple[ExplainedReason, ...], say: Say) -> Iterator[Line]:
    for why in whys:
        yield (StyledText("    " + say.of(why.text, why.text_zh)),)
