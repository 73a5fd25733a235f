"""What a check needs of a report, so that anything with these attributes can be checked."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Protocol

from ..facts import Fact, Unread
from ..findings import Finding
from ..indicators import Form
from ..language import Said, phrase
from ..model.failure import Failure

if TYPE_CHECKING:
    from ..model.section import Section
    from ..model.statement import Statement
    from ..model.years import TableYear

__all__ = ["Check", "Checkable", "PeriodLike", "require_checkable"]


class PeriodLike(Protocol):
    """The span of time a report covers (统计期限)."""

    @property
    def start(self) -> date | None: ...
    @property
    def end(self) -> date | None: ...


class Checkable(Protocol):
    """A report as the checks see it; `govinfo_reports.Report` is one."""

    @property
    def title(self) -> str | None: ...
    @property
    def organ(self) -> str | None: ...
    @property
    def issuer(self) -> str | None: ...
    @property
    def source(self) -> str | None: ...
    @property
    def form(self) -> Form: ...
    @property
    def year(self) -> int | None: ...
    @property
    def period(self) -> PeriodLike | None: ...
    @property
    def published(self) -> date | None: ...
    @property
    def facts(self) -> tuple[Fact, ...]: ...
    @property
    def extra(self) -> tuple[Fact, ...]: ...
    @property
    def sections(self) -> tuple[Section, ...]: ...
    @property
    def statements(self) -> tuple[Statement, ...]: ...
    @property
    def unread(self) -> tuple[Unread, ...]: ...
    @property
    def groups_found(self) -> frozenset[str]: ...
    @property
    def table_years(self) -> tuple[TableYear, ...]: ...

    def get(self, path: str) -> int | Decimal | None:
        """The exact value at `path`; None where the report states none."""

    def fact(self, path: str) -> Fact | None:
        """The fact behind the figure at `path`; None where nothing was printed."""


Check = Callable[[Checkable], Iterable[Finding]]
"""A check: from a report to its findings."""


def require_checkable(thing: object) -> None:
    """Raise TypeError for what is given in place of a report: a failure, which says why its source was not
    read, or anything else."""
    if isinstance(thing, Failure):
        raise TypeError(
            phrase(
                "{source} was not read, so there is nothing to check: {why}",
                source=thing.source or phrase("the source"),
                why=Said(thing.reason, thing.reason_zh or thing.reason),
            ).both
        )
    if not hasattr(thing, "facts"):
        raise TypeError(
            phrase(
                "a report is needed, and {name} is none: parse(source) gives one", name=type(thing).__name__
            ).both
        )
