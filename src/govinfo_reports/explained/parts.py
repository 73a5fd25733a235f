"""What an explanation is made of."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from attrs import Factory, field, frozen

from ..brief import brief
from ..facts import Fact, Unread
from ..language import Language, Said, chinese_of
from ..location import Location
from ..prose.state import Traced

if TYPE_CHECKING:
    from ..export.terminal import Line

__all__ = [
    "ExplainedFigure",
    "ExplainedPlace",
    "ExplainedReason",
    "Explanation",
    "GluedRow",
    "Missing",
    "Reading",
    "Token",
]

Value = int | Decimal | None


@frozen
class ExplainedReason:
    """A reason.

    Attributes:
        text: In English.
        text_zh: In Chinese.
    """

    text: str
    text_zh: str = field(default=Factory(lambda self: chinese_of(self.text), takes_self=True))

    def __attrs_post_init__(self) -> None:
        object.__setattr__(self, "text", str(self.text))

    @property
    def said(self) -> Said:
        """The reason in both languages."""
        return Said(self.text, self.text_zh)

    def __str__(self) -> str:
        return self.said.both


@frozen(kw_only=True)
class Token:
    """A piece of a table as the lexer sees it.

    Attributes:
        kind: WORD, FIGURE, BLANK (a dash), EMPTY (a cell without anything), ODD (no figure where one
            stands), UNIT, WORDS or BREAK (a sentence).
        text: Its printed text.
        location: Where it is printed.
        meanings: What a word may stand for (kind and key).
        taken: What it is in the grammar, None outside of tables.
        table: The number (from 1) of the table that the grammar found around it, None outside of tables.
    """

    kind: str
    text: str
    location: Location
    meanings: tuple[str, ...] = ()
    taken: str | None = None
    table: int | None = None


@frozen(kw_only=True)
class Reading:
    """One way to read a row whose borders were lost.

    Attributes:
        values: The value of each column, None for a blank.
        breaks: The ids of the relations that it breaks. A reading that breaks none may still be excluded by
            what else is known (`Fact.decoded_by`).
    """

    values: tuple[Value, ...]
    breaks: tuple[str, ...] = ()


@frozen(kw_only=True)
class ExplainedFigure:
    """A figure that was read.

    Attributes:
        fact: The fact.
        held: Whether the report's attributes hold it.
        why: Why it is what it is: how its label was matched, what decided it, why it is not held.
    """

    fact: Fact
    held: bool
    why: tuple[ExplainedReason, ...]


@frozen(kw_only=True)
class GluedRow:
    """A row that was printed without its borders and can be read in several ways.

    Attributes:
        paths: The paths of its columns.
        raw: Its printed text.
        location: Where it is printed.
        ways: How many readings there are.
        readings: Some of them: a dozen of those that break no relation, and a dozen of those that do.
    """

    paths: tuple[str, ...]
    raw: str
    location: Location
    ways: int
    readings: tuple[Reading, ...] = ()


@frozen(kw_only=True)
class Missing:
    """An indicator without a value.

    Attributes:
        path: Its path.
        why: Why there is none.
    """

    path: str
    why: tuple[ExplainedReason, ...]


@frozen(kw_only=True)
class ExplainedPlace:
    """A line or a cell of the document.

    Attributes:
        location: Where it is.
        text: Its printed text.
        why: What was made of it.
    """

    location: Location
    text: str
    why: tuple[ExplainedReason, ...]


@frozen(kw_only=True)
class Explanation:
    """Why the figures of a report are what they are; see `explain`.

    Attributes:
        source: The name of the source, None for bytes.
        path: The indicator or group that was asked for, None for all.
        at: The place that was asked for, None for all.
        figures: The figures that were found.
        missing: The indicators without a value.
        rows: The rows that can be read in several ways.
        tokens: The pieces of tables at the place.
        sentences: The figures of sentences with the indicators that their words fit and, for each, the
            reason why it was not taken (None: it was).
        unread: What was not understood.
        places: The lines or cells at the place.

    >>> from govinfo_reports import explain
    >>> explanation = explain("云河市2022年政府信息公开年度报告\\n共收到政府信息公开申请12件。".encode())
    >>> [one.fact.raw for one in explanation.figures]
    ['12件']
    """

    source: str | None = None
    path: str | None = None
    at: str | None = None
    figures: tuple[ExplainedFigure, ...] = ()
    missing: tuple[Missing, ...] = ()
    rows: tuple[GluedRow, ...] = ()
    tokens: tuple[Token, ...] = ()
    sentences: tuple[Traced, ...] = ()
    unread: tuple[Unread, ...] = ()
    places: tuple[ExplainedPlace, ...] = ()

    def __repr__(self) -> str:
        asked = " ".join(brief(one) for one in (self.path, self.at) if one)
        return (
            f"<Explanation{' of ' if asked else ''}{asked}: {len(self.figures)} figures, "
            f"{len(self.missing)} missing, "
            f"{len(self.sentences)} in sentences, {len(self.unread)} unread>"
        )

    def to_json(self, *, indent: int | None = None) -> str:
        """All of it as JSON text; decimals are strings. Raises nothing.

        Args:
            indent: Blanks for each level, None for one line.

        Returns:
            The text.
        """
        from .written import to_json

        return to_json(self, indent=indent)

    def lines(self, lang: Language | str = Language.ENGLISH) -> list[Line]:
        """All of it for a terminal. Raises nothing.

        Args:
            lang: The language, `zh` or `en`.

        Returns:
            Lines of styled spans.
        """
        from .written import lines

        return lines(self, Language(lang))
