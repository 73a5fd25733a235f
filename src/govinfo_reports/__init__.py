"""Chinese government information disclosure annual reports (政府信息公开工作年度报告) as typed, frozen, checked objects.

>>> from govinfo_reports import parse_text
>>> parse_text("云河市2022年政府信息公开工作年度报告\\n一、总体情况\\n全市共收到政府信息公开申请12件。").applications.received.total
12
"""

from __future__ import annotations

from .api import parse, parse_document, parse_text, read_document
from .checks import CHECKS, RELATIONS, check, check_rollup, check_series
from .document import Container
from .errors import (
    FindingsError,
    GovInfoError,
    InvalidFigure,
    LimitExceeded,
    MissingExtra,
    NotAReport,
    UnreadableSource,
    UnsupportedFormat,
)
from .export.json import InvalidJson
from .facts import Fact, How, Match, Scope, Source, Unread
from .findings import Finding, Severity, Suspect
from .indicators import APPLICANTS, Form, Indicator, Kind, indicators, leaf_indicators
from .limits import DEFAULT_LIMITS, Limits
from .location import Location
from .model.figures import (
    ApplicationStats,
    ByApplicant,
    Capacity,
    Litigation,
    ProactiveDisclosure,
    PublicResponses,
    Review,
    Training,
)
from .model.people import Contact, Period
from .model.report import Report, UnknownIndicator
from .model.section import Section
from .sections.arithmetic import Statement

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
    "Fact",
    "Finding",
    "FindingsError",
    "Form",
    "GovInfoError",
    "How",
    "Indicator",
    "InvalidFigure",
    "InvalidJson",
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
    "Review",
    "Scope",
    "Section",
    "Severity",
    "Source",
    "Statement",
    "Suspect",
    "Training",
    "UnknownIndicator",
    "UnreadableSource",
    "Unread",
    "UnsupportedFormat",
    "check",
    "check_rollup",
    "check_series",
    "indicators",
    "leaf_indicators",
    "parse",
    "parse_document",
    "parse_text",
    "read_document",
]
__version__ = "0.1.0"
