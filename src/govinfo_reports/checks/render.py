"""Findings as text, JSON lines, SARIF 2.1.0 and JUnit XML."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Any
from urllib.parse import quote
from xml.sax.saxutils import escape, quoteattr

from attrs import asdict

from ..findings import Finding, Severity
from ..location import Location
from .relations import RELATIONS
from .rules import RULES

__all__ = ["clean", "to_jsonl", "to_junit", "to_sarif", "to_text"]

Findings = Mapping[str, Iterable[Finding]]

_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
_PLAIN = re.compile(r"[ -~、。「-】一-鿿（），：；？！“”‘’—…]*")
_DROPPED = frozenset({"Cc", "Cf", "Cs", "Cn"})
_SPACES = frozenset({"Zl", "Zp"})
_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def clean(text: str) -> str:
    """The text without control, direction and other invisible characters; line ends become blanks.

    >>> clean("a\\x1b[31mb\\nc")
    'a[31mb c'
    """
    if _PLAIN.fullmatch(text):
        return text
    kept: list[str] = []
    for char in text:
        category = unicodedata.category(char)
        if char in "\n\r\t" or category in _SPACES:
            kept.append(" ")
        elif category not in _DROPPED:
            kept.append(char)
    return "".join(kept)


def _place(finding: Finding) -> str:
    return clean(str(finding.locations[0])) if finding.locations else "-"


def to_text(findings_by_source: Findings, *, chinese: bool = False) -> str:
    """One line a finding: `file: place: severity rule message`; empty where there are none.

    >>> finding = Finding(rule="mine:x", severity=Severity.INFO, message="odd", message_zh="可疑")
    >>> to_text({"report.html": (finding,)})
    'report.html: -: info mine:x odd\\n'
    """
    lines = [
        f"{clean(source)}: {_place(finding)}: {finding.severity.value} {clean(finding.rule)} "
        f"{clean(finding.message_zh if chinese else finding.message)}"
        for source, findings in findings_by_source.items()
        for finding in findings
    ]
    return "".join(f"{line}\n" for line in lines)


def _plain(value: Any) -> Any:
    """A value as JSON has it: Decimals as strings, exactly."""
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, Mapping):
        return {key: _plain(item) for key, item in value.items() if item is not None}
    if isinstance(value, tuple | list):
        return [_plain(item) for item in value]
    return value


def to_jsonl(findings_by_source: Findings) -> str:
    """One JSON object a line: `source` and all that the finding holds; amounts are strings.

    >>> to_jsonl({"report.html": ()})
    ''
    """
    return "".join(
        json.dumps(
            {"source": clean(source), **_plain(asdict(finding))},
            ensure_ascii=False,
            default=lambda one: one.value,
        )
        + "\n"
        for source, findings in findings_by_source.items()
        for finding in findings
    )


def _uri(source: str) -> str:
    """A source as a URI reference: a web address as it is, a path with what is not allowed in it escaped."""
    raw = source.replace("\\", "/").encode("utf-8", "surrogateescape")
    if re.match(r"https?://", source):
        return quote(raw, safe="/:?#[]@!$&'()*+,;=%~")
    if re.match(r"[A-Za-z]:/", source.replace("\\", "/")):
        return "file:///" + quote(raw, safe="/:")
    return quote(raw, safe="/")


def _sarif_location(source: str, place: Location | None, number: int | None = None) -> dict[str, Any]:
    physical: dict[str, Any] = {"artifactLocation": {"uri": _uri(source)}}
    location: dict[str, Any] = {"physicalLocation": physical}
    if number is not None:
        location["id"] = number
    if place is not None:
        if place.line is not None and place.line >= 1:
            physical["region"] = {"startLine": place.line}
            if place.span is not None and 1 <= place.span[0] <= place.span[1]:
                physical["region"] |= {"startColumn": place.span[0], "endColumn": place.span[1] + 1}
        location["message"] = {"text": clean(str(place))}
    return location


def _wordings() -> dict[str, str]:
    found = {relation.id: relation.wording_en for relation in RELATIONS}
    found.update((rule.id.partition("<")[0], rule.wording_en) for rule in RULES)
    return found


def _described(rule: str, wordings: Mapping[str, str]) -> str:
    """What a rule says: its own wording, that of its family, or its id (a rule of the caller's own)."""
    return wordings.get(rule) or wordings.get(rule.partition(":")[0] + ":") or rule


def to_sarif(findings_by_source: Findings) -> dict[str, Any]:
    """A SARIF 2.1.0 log, ready for `json.dumps`: the first place of a finding is its location, the others are related.

    >>> to_sarif({"report.html": ()})["version"]
    '2.1.0'
    """
    wordings = _wordings()
    rules: dict[str, dict[str, Any]] = {}
    places: dict[str, int] = {}
    results: list[dict[str, Any]] = []
    for source, findings in findings_by_source.items():
        for finding in findings:
            level = _LEVELS[finding.severity]
            rule = rules.setdefault(
                finding.rule,
                {
                    "id": clean(finding.rule),
                    "shortDescription": {"text": clean(_described(finding.rule, wordings))},
                    "defaultConfiguration": {"level": level},
                },
            )
            places.setdefault(finding.rule, len(places))
            first = finding.locations[0] if finding.locations else None
            result: dict[str, Any] = {
                "ruleId": rule["id"],
                "ruleIndex": places[finding.rule],
                "level": level,
                "message": {"text": clean(finding.message)},
                "locations": [_sarif_location(source, first)],
                "properties": {"message_zh": clean(finding.message_zh), "paths": list(finding.paths)},
            }
            if len(finding.locations) > 1:
                result["relatedLocations"] = [
                    _sarif_location(source, place, number)
                    for number, place in enumerate(finding.locations[1:], 1)
                ]
            if finding.suspects:
                result["properties"]["suspects"] = _plain([asdict(suspect) for suspect in finding.suspects])
            results.append(result)
    driver = {
        "name": "govinfo-reports",
        "informationUri": "https://pypi.org/project/govinfo-reports/",
        "rules": list(rules.values()),
    }
    return {
        "$schema": _SCHEMA,
        "version": "2.1.0",
        "runs": [{"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}],
    }


def _cases(source: str, findings: Iterable[Finding]) -> Iterator[tuple[bool, str]]:
    name = quoteattr(clean(source))
    for finding in findings:
        head = f"    <testcase classname={name} name={quoteattr(clean(finding.rule))}>\n"
        body = f"{_place(finding)}: {clean(finding.message)}\n{clean(finding.message_zh)}"
        failed = finding.severity is not Severity.INFO
        if failed:
            inner = (
                f'      <failure type="{finding.severity.value}" message={quoteattr(clean(finding.message))}>'
                f"{escape(body)}</failure>\n"
            )
        else:
            inner = f"      <system-out>{escape(body)}</system-out>\n"
        yield failed, head + inner + "    </testcase>\n"


def to_junit(findings_by_source: Findings) -> str:
    """JUnit XML: a suite for each source, a case for each finding; errors and warnings are failures, info is not.

    A source without findings has one case, passed.

    >>> 'failures="0"' in to_junit({"report.html": ()})
    True
    """
    suites: list[str] = []
    total = failures = 0
    for source, findings in findings_by_source.items():
        name = quoteattr(clean(source))
        cases = list(_cases(source, findings)) or [
            (False, f'    <testcase classname={name} name="no findings"/>\n')
        ]
        failed = sum(one for one, _ in cases)
        total += len(cases)
        failures += failed
        body = "".join(case for _, case in cases)
        suites.append(
            f'  <testsuite name={name} tests="{len(cases)}" failures="{failed}">\n{body}  </testsuite>\n'
        )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<testsuites name="govinfo-reports" tests="{total}" failures="{failures}">\n'
        + "".join(suites)
        + "</testsuites>\n"
    )
