"""The engine: runs checks over one report."""

from __future__ import annotations

from collections.abc import Sequence

from ..findings import Finding
from .agreement import check_agreement, check_cumulative
from .arithmetic import check_relations, unchecked_relations
from .checkable import Check, Checkable, require_checkable
from .completeness import check_ambiguity, check_completeness, check_unread
from .own import own_checks
from .sections import check_sections
from .statements import check_statements
from .suspicious import check_suspicious
from .years import check_years

__all__ = ["CHECKS", "Check", "Checkable", "check"]

CHECKS: tuple[Check, ...] = (
    check_relations,
    check_agreement,
    check_cumulative,
    check_completeness,
    check_sections,
    check_ambiguity,
    check_unread,
    check_statements,
    check_suspicious,
    check_years,
)
"""The checks that `check` runs unless told otherwise, in the order of their findings."""


def check(
    report: Checkable, checks: Sequence[Check] | None = None, *, not_checked: bool = False
) -> tuple[Finding, ...]:
    """The findings of all checks on one report, in their order.

    Args:
        report: The report, or what has the attributes of one.
        checks: Functions from a report to its findings, so that a list may hold your own:
            `check(report, [*CHECKS, mine])`. None for those of the library and those that installed packages
            name (entry points `govinfo_reports.rules`).
        not_checked: Whether the relations of the form that could not be tested follow, each as
            `not_checked:<id>` with the reason (severity info).

    Returns:
        The findings, empty where all that was tested holds.

    Raises:
        TypeError: `report` is no report, such as a Failure of `parse_many` (the message says why it was not
            read). What a check of your own raises comes through.

    >>> from govinfo_reports.indicators import Form
    >>> from govinfo_reports.model.figures import Review
    >>> from govinfo_reports.model.report import Report
    >>> report = Report(form=Form.F2021, review=Review(total=3, upheld=2))
    >>> [finding.rule for finding in check(report) if finding.severity.value == "error"]
    ['sum:review.total']
    """
    require_checkable(report)
    every = (*CHECKS, *own_checks()) if checks is None else checks
    findings = [finding for one in every for finding in one(report)]
    if not_checked:
        findings.extend(unchecked_relations(report))
    return tuple(findings)
