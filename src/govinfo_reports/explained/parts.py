"""What an explanation is made of."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from attrs import frozen

from ..brief import brief
from ..facts import Fact, Unread
from ..language import Language
from ..location import Location
from ..prose.state import Traced

if TYPE_CHECKING:
    from ..export.terminal import Line

__all__ = ["Explanation", "Figure", "Missing", "Place", "Reading", "Row", "Token", "Why"]

Value = int | Decimal | None


@frozen
class Why:
    """A reason, in English and Chinese."""

    text: str
    text_zh: str

    def __str__(self) -> str:
        return f"{self.text} / {self.text_zh}"


@frozen(kw_only=True)
class Token:
    """A piece of a table as the lexer sees it: `kind` is WORD, FIGURE, BLANK (a dash), EMPTY (a cell without anything), ODD (no figure
    where one stands), UNIT, WORDS or BREAK (a sentence). `meanings` are what a word may stand for (kind and key); `taken` is what it
    is in the grammar, `table` the number (from 1) of the table that the grammar found around it; both None outside of tables."""

    kind: str
    text: str
    location: Location
    meanings: tuple[str, ...] = ()
    taken: str | None = None
    table: int | None = None


@frozen(kw_only=True)
class Reading:
    """One way to read a row whose borders were lost: the value of each column (None: a blank), and the ids of the relations that it
    breaks. A reading that breaks none may still be excluded by what else is known (`Fact.decoded_by`)."""

    values: tuple[Value, ...]
    breaks: tuple[str, ...] = ()


@frozen(kw_only=True)
class Figure:
    """A figure that was read: the fact, whether the report's attributes hold it, why it is what it is (how its label was matched, what
    decided it, why it is not held)."""

    fact: Fact
    held: bool
    why: tuple[Why, ...]


@frozen(kw_only=True)
class Row:
    """A row that was printed without its borders and can be read in several ways: the paths of its columns, its printed text, the number
    of `ways`, and some of the `readings`: a dozen of those that break no relation, and a dozen of those that do."""

    paths: tuple[str, ...]
    raw: str
    location: Location
    ways: int
    readings: tuple[Reading, ...] = ()


@frozen(kw_only=True)
class Missing:
    """An indicator without a value, and why."""

    path: str
    why: tuple[Why, ...]


@frozen(kw_only=True)
class Place:
    """A line or a cell of the document, and what was made of it."""

    location: Location
    text: str
    why: tuple[Why, ...]


@frozen(kw_only=True)
class Explanation:
    """Why the figures of a report are what they are; see `explain`. `path` and `at` are what was asked for. `sentences` are the figures
    of its sentences with the indicators that their words fit and, for each, the reason why it was not taken (None: it was).

    >>> from govinfo_reports import explain
    >>> explanation = explain("云河市2022年政府信息公开工作年度报告\\n一、总体情况\\n全市共收到政府信息公开申请12件。".encode())
    >>> [one.fact.raw for one in explanation.figures]
    ['12件']
    """

    source: str | None = None
    path: str | None = None
    at: str | None = None
    figures: tuple[Figure, ...] = ()
    missing: tuple[Missing, ...] = ()
    rows: tuple[Row, ...] = ()
    tokens: tuple[Token, ...] = ()
    sentences: tuple[Traced, ...] = ()
    unread: tuple[Unread, ...] = ()
    places: tuple[Place, ...] = ()

    def __repr__(self) -> str:
        asked = " ".join(brief(one) for one in (self.path, self.at) if one)
        return (
            f"<Explanation{' of ' if asked else ''}{asked}: {len(self.figures)} figures, {len(self.missing)} missing, "
            f"{len(self.sentences)} in sentences, {len(self.unread)} unread>"
        )

    def to_json(self, *, indent: int | None = None) -> str:
        """All of it as JSON text; decimals are strings."""
        from .written import to_json

        return to_json(self, indent=indent)

    def lines(self, lang: Language | str = Language.ENGLISH) -> list[Line]:
        """All of it as lines of styled spans for a terminal, in one language."""
        from .written import lines

        return lines(self, Language(lang))
