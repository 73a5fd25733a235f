"""A finding: one thing in a report that does not add up, is missing or is doubtful, said so that a person
can act."""

from __future__ import annotations

from decimal import Decimal
from enum import Enum
from typing import Any

from attrs import Factory, field, frozen

from .above import above
from .brief import brief
from .errors import GovInfoError
from .language import Said, chinese_of
from .location import Location

__all__ = ["Finding", "Findings", "FindingsError", "Severity", "Suspect"]


class Severity(str, Enum):
    """How grave a finding is. Ordered: `Severity.INFO < Severity.WARNING < Severity.ERROR`.

    >>> Severity.ERROR > Severity.WARNING
    True
    """

    INFO = "info"
    """Worth knowing."""
    WARNING = "warning"
    """May be wrong, or is left out."""
    ERROR = "error"
    """Contradicts the form: a printed figure must be wrong."""

    @property
    def rank(self) -> int:
        """0 for info, 1 for warning, 2 for error."""
        return ("info", "warning", "error").index(self.value)

    def __lt__(self, other: object) -> bool:
        return self.rank < other.rank if isinstance(other, Severity) else NotImplemented

    def __le__(self, other: object) -> bool:
        return self.rank <= other.rank if isinstance(other, Severity) else NotImplemented

    def __gt__(self, other: object) -> bool:
        return self.rank > other.rank if isinstance(other, Severity) else NotImplemented

    def __ge__(self, other: object) -> bool:
        return self.rank >= other.rank if isinstance(other, Severity) else NotImplemented


@frozen(kw_only=True)
class Suspect:
    """A cell that may be the wrong one. Nothing is ever mended.

    Attributes:
        path: Its indicator.
        printed: The printed value, None where none is.
        would_fit: The value that would mend the relations, None where none is known.
        reason: The reasoning, in English.
        reason_zh: The same in Chinese.

    >>> Suspect(path="review.total", printed=6, would_fit=5, reason="a digit", reason_zh="一位数字").would_fit
    5
    """

    path: str
    printed: int | Decimal | None
    would_fit: int | Decimal | None
    reason: str
    reason_zh: str = field(default=Factory(lambda self: chinese_of(self.reason), takes_self=True))

    def __attrs_post_init__(self) -> None:
        object.__setattr__(self, "reason", str(self.reason))


@frozen(kw_only=True)
class Finding:
    """One broken relation, contradiction, gap or doubt.

    Attributes:
        rule: The rule's id (`kind:path`), which keeps its meaning over releases.
        severity: How grave it is.
        message: What is wrong, in English; may be reworded.
        message_zh: The same in Chinese.
        paths: The indicators that took part, the whole first.
        expected: The number that would fit (万元 for amounts), None where there is none.
        printed: The number that is printed, None where there is none.
        locations: The places of all cells and sentences involved, in the order of `paths` where known.
        suspects: Cells that may be the wrong one, the likeliest first.

    >>> from govinfo_reports import Severity
    >>> Finding(rule="sum:review.total", severity=Severity.ERROR, message="5 and 6", message_zh="5与6").rule
    'sum:review.total'
    """

    rule: str
    severity: Severity
    message: str
    message_zh: str = field(default=Factory(lambda self: chinese_of(self.message), takes_self=True))
    paths: tuple[str, ...] = ()
    expected: int | Decimal | None = None
    printed: int | Decimal | None = None
    locations: tuple[Location, ...] = ()
    suspects: tuple[Suspect, ...] = ()

    def __attrs_post_init__(self) -> None:
        object.__setattr__(self, "message", str(self.message))

    @property
    def said(self) -> Said:
        """The message in both languages."""
        return Said(self.message, self.message_zh)

    def __repr__(self) -> str:
        numbers = "" if self.printed is None else f" {self.printed} printed, {self.expected} expected"
        place = f" ({brief(str(self.locations[0]), 80)})" if self.locations else ""
        said = numbers if numbers and self.expected is not None else f" {brief(self.message, 80)}"
        return f"<{type(self).__name__} {self.severity.value} {brief(self.rule, 60)}:{said}{place}>"

    def _repr_html_(self) -> str:
        return Findings((self,))._repr_html_()


class Findings(tuple[Finding, ...]):
    """Findings that a notebook shows as a table; otherwise a tuple.

    >>> Findings(())
    ()
    """

    __slots__ = ()

    def _repr_html_(self) -> str:
        html: str = above("findings_html")(self)
        return html


class FindingsError(GovInfoError):
    """A report has findings at or above the severity asked for.

    Attributes:
        findings: All of them.
        source: The name of the report's source, None where it has none.

    >>> issubclass(FindingsError, GovInfoError)
    True
    """

    def __init__(
        self, reason: str, *, findings: tuple[Finding, ...], reason_zh: str = "", source: str | None = None
    ) -> None:
        super().__init__(reason, reason_zh=reason_zh)
        self.findings = findings
        self.source = source

    def _state(self) -> dict[str, Any]:
        return super()._state() | {"findings": self.findings, "source": self.source}
