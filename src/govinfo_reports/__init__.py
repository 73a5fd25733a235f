"""Chinese government information disclosure annual reports (政府信息公开工作年度报告) as typed, frozen,
checked objects.

>>> from govinfo_reports import parse_text
>>> parse_text("云河市2022年政府信息公开年度报告\\n共收到政府信息公开申请12件。").applications.received.total
12
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from ._version import __version__ as __version__
from .above import register
from .indicators import APPLICANTS, Form, Indicator, Kind, indicators, leaf_indicators

if TYPE_CHECKING:
    from .api import parse, parse_document, parse_text, read_document
    from .batch.many import parse_many
    from .checks import CHECKS, RELATIONS, Expected, check, check_rollup, check_series, group_by_organ
    from .document import Container, Document
    from .errors import (
        GovInfoError,
        InvalidFigure,
        LimitExceeded,
        MissingExtra,
        NotAReport,
        UnreadableSource,
        UnsupportedFormat,
    )
    from .explained import Explanation, explain, explain_document
    from .export.arrow import to_arrow
    from .export.frames import to_frame
    from .export.json import InvalidJson
    from .export.notebook import Reports
    from .export.wide import to_wide
    from .export.workbook import to_xlsx
    from .facts import Fact, How, Match, Scope, Source, Unread
    from .findings import Finding, Findings, FindingsError, Severity, Suspect
    from .forms import InvalidVocabulary, Vocabulary, read_vocabulary
    from .limits import DEFAULT_LIMITS, Limits
    from .location import Location
    from .model.applications import ApplicationStats, ByApplicant
    from .model.failure import Failure
    from .model.figures import Capacity, Litigation, ProactiveDisclosure, PublicResponses, Review, Training
    from .model.people import Contact, Period
    from .model.report import Report, UnknownIndicator
    from .model.section import Section
    from .model.statement import Statement
    from .model.years import TableYear

__all__ = [
    "APPLICANTS",
    "CHECKS",
    "DEFAULT_LIMITS",
    "RELATIONS",
    "ApplicationStats",
    "ByApplicant",
    "Capacity",
    "Contact",
    "Container",
    "Document",
    "Expected",
    "Explanation",
    "Fact",
    "Failure",
    "Finding",
    "Findings",
    "FindingsError",
    "Form",
    "GovInfoError",
    "How",
    "Indicator",
    "InvalidFigure",
    "InvalidJson",
    "InvalidVocabulary",
    "Kind",
    "LimitExceeded",
    "Limits",
    "Litigation",
    "Location",
    "Match",
    "MissingExtra",
    "NotAReport",
    "Period",
    "ProactiveDisclosure",
    "PublicResponses",
    "Report",
    "Reports",
    "Review",
    "Scope",
    "Section",
    "Severity",
    "Source",
    "Statement",
    "Suspect",
    "TableYear",
    "Training",
    "UnknownIndicator",
    "Unread",
    "UnreadableSource",
    "UnsupportedFormat",
    "Vocabulary",
    "check",
    "check_rollup",
    "check_series",
    "explain",
    "explain_document",
    "group_by_organ",
    "indicators",
    "leaf_indicators",
    "parse",
    "parse_document",
    "parse_many",
    "parse_text",
    "read_document",
    "read_vocabulary",
    "to_arrow",
    "to_frame",
    "to_wide",
    "to_xlsx",
]

register("batch.alone", "parse_alone")
register("export.frames", "applications_frame")
register("export.json", "dump_report", "load_report")
register("export.notebook", "findings_html", "group_html", "report_html")
register("export.wide", "tables_of")

_HOMES = {
    "parse": "api",
    "parse_document": "api",
    "parse_text": "api",
    "read_document": "api",
    "Failure": "model.failure",
    "parse_many": "batch.many",
    "CHECKS": "checks",
    "Expected": "checks",
    "RELATIONS": "checks",
    "check": "checks",
    "check_rollup": "checks",
    "check_series": "checks",
    "group_by_organ": "checks",
    "Container": "document",
    "Document": "document",
    "FindingsError": "findings",
    "GovInfoError": "errors",
    "InvalidFigure": "errors",
    "LimitExceeded": "errors",
    "MissingExtra": "errors",
    "NotAReport": "errors",
    "UnreadableSource": "errors",
    "UnsupportedFormat": "errors",
    "Explanation": "explained",
    "explain": "explained",
    "explain_document": "explained",
    "to_arrow": "export.arrow",
    "to_frame": "export.frames",
    "to_wide": "export.wide",
    "to_xlsx": "export.workbook",
    "InvalidJson": "export.json",
    "Findings": "findings",
    "InvalidVocabulary": "forms",
    "Vocabulary": "forms",
    "read_vocabulary": "forms",
    "Reports": "export.notebook",
    "Fact": "facts",
    "How": "facts",
    "Match": "facts",
    "Scope": "facts",
    "Source": "facts",
    "Unread": "facts",
    "Finding": "findings",
    "Severity": "findings",
    "Suspect": "findings",
    "DEFAULT_LIMITS": "limits",
    "Limits": "limits",
    "Location": "location",
    "ApplicationStats": "model.applications",
    "ByApplicant": "model.applications",
    "Capacity": "model.figures",
    "Litigation": "model.figures",
    "ProactiveDisclosure": "model.figures",
    "PublicResponses": "model.figures",
    "Review": "model.figures",
    "Training": "model.figures",
    "Contact": "model.people",
    "Period": "model.people",
    "Report": "model.report",
    "UnknownIndicator": "model.report",
    "Section": "model.section",
    "TableYear": "model.years",
    "Statement": "model.statement",
}
"""Where each public name lives. They are imported on first use, so that `import govinfo_reports` stays
quick."""


def __getattr__(name: str) -> object:
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value: object = getattr(import_module(f".{home}", __name__), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*__all__, *(name for name in globals() if name.startswith("__"))})
