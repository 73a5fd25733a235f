"""The check that the sections which the form of the year prescribes are there, and any figure at all."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from ..facts import Scope
from ..findings import Finding, Severity
from ..indicators import Form, leaf_indicators
from ..language import phrase, word
from ..model.section import Section, every_section
from ..prose.passages import Topic, topic_of
from .checkable import Checkable
from .completeness import demanded_form

__all__ = ["check_sections"]

_PRESCRIBED: Mapping[Topic, tuple[str, str]] = {
    Topic.OVERVIEW: ("一", word("一 总体情况 (overview)")),
    Topic.PROACTIVE: ("二", word("二 主动公开政府信息情况 (proactive disclosure)")),
    Topic.APPLICATIONS: ("三", word("三 收到和处理政府信息公开申请情况 (applications)")),
    Topic.REVIEW: ("四", word("四 政府信息公开行政复议、行政诉讼情况 (review and litigation)")),
    Topic.PROBLEMS: ("五", word("五 存在的主要问题及改进情况 (problems and improvements)")),
    Topic.OTHER: ("六", word("六 其他需要报告的事项 (other matters, fees among them)")),
}
"""The six sections since 2019 (国办公开办函〔2019〕60号, 〔2021〕30号)."""


_COUNTED = re.compile(r"[\d０-９]\s*(?:余|多)?\s*(?:条|件|次|人|个|期|册|篇|份|万|元|场|项|%|％)")


def _counts_anything(sections: Sequence[Section]) -> bool:
    """Whether a sentence counts something, be it none of the indicators."""
    return any(_COUNTED.search(section.text) for section in every_section(sections))


def _may_begin(number: str, sections: Sequence[Section]) -> bool:
    """Whether a line in the text of the sections begins with the number of one, so that its heading may only
    not have been seen."""
    pattern = re.compile(rf"(?:^|[\n。；])\s{{0,4}}{number}\s?[、.．]")
    return any(pattern.search(section.text) for section in every_section(sections))


def check_sections(report: Checkable) -> Iterable[Finding]:
    """What is missing of the six sections of the forms since 2019, as one finding; and a report without any
    figure.

    A heading in words of its own that bears the number of a section stands for it.
    """
    if demanded_form(report) in (Form.F2019, Form.F2021):
        found = {topic_of(section.title) for section in every_section(report.sections)}
        unknown = {section.number for section in report.sections if topic_of(section.title) is Topic.UNKNOWN}
        missing = [
            phrase(name)
            for topic, (number, name) in _PRESCRIBED.items()
            if topic not in found and number not in unknown and not _may_begin(number, report.sections)
        ]
        if missing:
            yield Finding(
                rule="complete:sections",
                severity=Severity.WARNING,
                message=phrase(
                    "the report lacks {count} of the six sections of its form: {names}",
                    count=len(missing),
                    names=missing,
                ),
            )
    figures = any(
        fact.scope is Scope.YEAR and (fact.value is not None or fact.candidates)
        for fact in report.facts + report.extra
    )
    if (
        not figures
        and not _counts_anything(report.sections)
        and all(report.get(path) is None for path in leaf_indicators())
    ):
        yield Finding(
            rule="complete:figures",
            severity=Severity.WARNING,
            message=phrase("no figure at all was found in the report"),
        )
