"""The check of arithmetic that sentences state."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ..findings import Finding, Severity
from ..language import Said, phrase
from ..model.statement import Statement, StatementKind
from .checkable import Checkable
from .wording import show

__all__ = ["check_statements"]

_KINDS: Mapping[StatementKind, Said] = {
    StatementKind.PARTS: phrase("the parts named in a sentence do not add up to their whole"),
    StatementKind.SHARE: phrase("a share stated in a sentence does not fit its two numbers"),
    StatementKind.GROWTH: phrase("a change stated in a sentence does not fit its two numbers"),
}


def check_statements(report: Checkable) -> Iterable[Finding]:
    """The sums, shares and rates of change that the report's sentences state and that do not come out.

    `expected` is what the figures give, `printed` what the sentence says (per cent for shares and changes).
    """
    for statement in report.statements:
        if statement.holds:
            continue
        kind = StatementKind(statement.kind)
        message = _KINDS[kind]
        formula = _formula(statement, kind)
        yield Finding(
            rule=f"{kind.value}:sentence",
            severity=Severity.INFO,
            message=phrase("{message}: {formula}", message=message, formula=formula),
            expected=statement.exact,
            printed=statement.whole if kind is StatementKind.PARTS else statement.percent,
            locations=statement.locations,
        )


def _formula(statement: Statement, kind: StatementKind) -> str:
    """What the sentence says, and after it what its figures give."""
    parts = " + ".join(map(show, statement.parts))
    exact = show(statement.exact)
    if kind is StatementKind.PARTS:
        return f"{show(statement.whole)} / {parts} = {exact}"
    if kind is StatementKind.SHARE:
        return f"{show(statement.percent)}% / {parts} : {show(statement.whole)} = {exact}%"
    return f"{show(statement.percent)}% / {show(statement.before)} -> {show(statement.now)} = {exact}%"
