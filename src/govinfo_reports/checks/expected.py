"""What is known of a report from outside: its year, its organ, its form; what the report says otherwise is a
finding."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from attrs import field, frozen
from attrs.converters import optional

from ..findings import Finding, Severity
from ..indicators import Form
from ..language import Said, phrase
from .checkable import Checkable
from .organs import normal_name, organ_of

__all__ = ["Expected"]


@frozen(kw_only=True)
class Expected:
    """A check (`Check`) that a report is of this year, organ and form. What the report
    says otherwise is an error `expected:year`, `expected:organ` or `expected:form`; what it does not say a
    warning.

    Raises ValueError for a form that there is not.

    Attributes:
        year: The year, None where it is not asked for.
        organ: The organ, with or without 人民政府, None where it is not asked for.
        form: The form or its value, None where it is not asked for.

    >>> from govinfo_reports.model.report import Report
    >>> [finding.rule for finding in Expected(year=2023)(Report(year=2022))]
    ['expected:year']
    """

    year: int | None = None
    organ: str | None = None
    form: Form | None = field(default=None, converter=optional(Form))

    def __call__(self, report: Checkable) -> Iterable[Finding]:
        """The findings of one report."""
        return tuple(self._findings(report))

    def _findings(self, report: Checkable) -> Iterator[Finding]:
        if self.year is not None and report.year != self.year:
            yield _finding("year", phrase("the year"), self.year, report.year)
        if self.organ is not None:
            wanted = normal_name(self.organ)
            own = {normal_name(name) for name in (report.organ, organ_of(report)) if name}
            if wanted not in own:
                yield _finding("organ", phrase("the organ"), self.organ, report.organ)
        if self.form is not None and report.form is not self.form:
            yield _finding("form", phrase("the form"), self.form.value, report.form.value)


def _finding(rule: str, name: Said, wanted: int | str, found: int | str | None) -> Finding:
    said = (
        phrase("the report says {found}", found=found)
        if found is not None
        else phrase("the report does not say it")
    )
    return Finding(
        rule=f"expected:{rule}",
        severity=Severity.ERROR if found is not None else Severity.WARNING,
        message=phrase("{name} was expected to be {wanted}, {said}", name=name, wanted=wanted, said=said),
    )
