"""A user's own rules: functions named by the entry points of an installed package."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from importlib.metadata import EntryPoint, entry_points

from attrs import frozen

from ..findings import Finding, Severity
from ..language import Said, phrase
from .checkable import Check, Checkable
from .rules import Rule

__all__ = ["ENTRY_POINTS", "own_checks", "own_rules", "rule"]

ENTRY_POINTS = "govinfo_reports.rules"
"""The group of entry points in which a package names its rules."""


def rule(
    id: str,
    *,
    severity: Severity | str = Severity.WARNING,
    wording_en: str,
    wording_zh: str,
    example: str = "",
) -> Callable[[Check], Check]:
    """Mark a check with the rule that it gives findings of, for the catalogue and for `select` and `ignore`.

    In the package's pyproject.toml: `[project.entry-points."govinfo_reports.rules"]` with
    `staff = "mine.rules:staff"`.

    >>> @rule("mine:staff", wording_en="no staff", wording_zh="没有人员")
    ... def staff(report):
    ...     if report.get("capacity.staff.total") == 0:
    ...         told = {"message": "no staff", "message_zh": "没有人员"}
    ...         yield Finding(rule="mine:staff", severity=Severity.WARNING, **told)
    """

    def mark(check: Check) -> Check:
        one = Rule(id, Severity(severity), Said(wording_en, wording_zh), example)
        check.govinfo_rules = (*getattr(check, "govinfo_rules", ()), one)  # type: ignore[attr-defined]
        return check

    return mark


@frozen(kw_only=True)
class _Own:
    """A user's check; what it raises is a finding of its own, so that no report is lost by it."""

    name: str
    check: Check

    def __call__(self, report: Checkable) -> Iterable[Finding]:
        return tuple(self._findings(report))

    def _findings(self, report: Checkable) -> Iterator[Finding]:
        try:
            yield from self.check(report)
        except Exception as error:  # noqa: BLE001 - a rule of somebody else's, which may raise anything
            yield Finding(
                rule="own:failed",
                severity=Severity.WARNING,
                message=phrase(
                    "the rule {name!r} failed: {name_2}: {error}",
                    name=self.name,
                    name_2=type(error).__name__,
                    error=error,
                ),
            )


def _failed(name: str, error: Exception) -> Check:
    def raise_again(report: Checkable) -> Iterable[Finding]:
        del report
        raise error

    return _Own(name=name, check=raise_again)


def _loaded(point: EntryPoint) -> Check:
    try:
        return _Own(name=point.name, check=point.load())
    except Exception as error:  # noqa: BLE001 - a package of somebody else's
        return _failed(point.name, error)


@lru_cache(maxsize=1)
def own_checks() -> tuple[Check, ...]:
    """The checks that installed packages name, in the order of their names; one that cannot be loaded says
    so in each report."""
    return tuple(map(_loaded, sorted(entry_points(group=ENTRY_POINTS), key=lambda point: point.name)))


def own_rules() -> tuple[Rule, ...]:
    """The rules of the checks that installed packages name; one that is not marked is called `own:<name>`."""
    found: list[Rule] = []
    for one in own_checks():
        if isinstance(one, _Own):
            default = (Rule(f"own:{one.name}", Severity.WARNING, Said(one.name, one.name), ""),)
            found += getattr(one.check, "govinfo_rules", default)
    return tuple(found)
