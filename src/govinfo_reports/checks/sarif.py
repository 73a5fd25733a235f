"""Findings as SARIF 2.1.0, with what GitHub's code scanning asks of it besides."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import Any
from urllib.parse import quote

from attrs import asdict

from .._version import __version__
from ..findings import Finding, Severity
from ..forms.relations import RELATIONS
from ..language import Language, Say
from ..location import Location
from .comparison import Compared, Comparison
from .own import own_rules
from .render import Findings, Names, clean, plain, suspect_text
from .rules import RULES

__all__ = ["to_sarif"]

_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_HOME = "https://pypi.org/project/govinfo-reports/"
_WITHOUT_LINES = re.compile(
    r"\.(?:bmp|docx?|et|m?html?|jpe?g|ods|pdf|png|shtml|tiff?|wps|xhtml|xls[mx]?|xml|zip)$", re.IGNORECASE
)
"""Files whose lines are not those that a Location counts (paragraphs, blocks, rows), or that have none."""


def _uri(source: str) -> str:
    """A source as a URI reference: a web address as it is, a path with what is not allowed in it escaped."""
    raw = source.replace("\\", "/").encode("utf-8", "surrogateescape")
    if re.match(r"https?://", source):
        return quote(raw, safe="/:?#[]@!$&'()*+,;=%~")
    if re.match(r"[A-Za-z]:/", source.replace("\\", "/")):
        return "file:///" + quote(raw, safe="/:")
    start = "file:" if raw.startswith(b"//") else "file://" if raw.startswith(b"/") else ""
    return start + quote(raw, safe="/")


def _location(
    source: str, place: Location | None, words: str = "", number: int | None = None
) -> dict[str, Any]:
    """A location with a region, without which code scanning takes no result: the first line stands for a
    place that is not counted in lines of the file. The place itself is the message."""
    region: dict[str, Any] = {"startLine": 1}
    physical = {"artifactLocation": {"uri": _uri(source)}, "region": region}
    location: dict[str, Any] = {"physicalLocation": physical}
    if number is not None:
        location["id"] = number
    if place is not None:
        if not _WITHOUT_LINES.search(source) and place.line is not None and place.line >= 1:
            region["startLine"] = place.line
            if place.span is not None and 1 <= place.span[0] <= place.span[1]:
                region |= {"startColumn": place.span[0], "endColumn": place.span[1] + 1}
        location["message"] = {"text": clean(words or str(place))}
    return location


@lru_cache(maxsize=1)
def _wordings() -> Mapping[str, tuple[str, str, str]]:
    """What each rule says, in both languages, and its example."""
    found: dict[str, tuple[str, str, str]] = {}
    for relation in RELATIONS:
        example = f"{relation.example} ({relation.source})"
        found.setdefault(relation.id, (relation.wording_en, relation.wording_zh, example))
    found.update(
        (rule.id.partition("<")[0], (rule.wording_en, rule.wording_zh, rule.example)) for rule in RULES
    )
    return found


def _descriptor(rule: str, level: str, say: Say) -> dict[str, Any]:
    """A rule as SARIF has it: by its own wording, that of its family, or its id (a rule of the caller's
    own)."""
    wordings = _wordings()
    own = {one.id: (one.wording_en, one.wording_zh, one.example) for one in own_rules()}
    known = wordings.get(rule) or own.get(rule) or wordings.get(rule.partition(":")[0] + ":")
    english, chinese, example = known or (rule, rule, "")
    full = say.of(english, chinese) if known else rule
    return {
        "id": clean(rule),
        "shortDescription": {"text": clean(say.of(english, chinese))},
        "fullDescription": {"text": clean(full)},
        "help": {
            "text": clean(say("{rule}. Example: {example}", rule=full, example=example) if known else full)
        },
        "defaultConfiguration": {"level": level},
    }


def _placed(source: str, finding: Finding) -> list[tuple[str, Location | None]]:
    """The places of a finding, each with its file; the first is in `source`."""
    placed: list[tuple[str, Location | None]] = [(source, place) for place in finding.locations]
    if isinstance(finding, Comparison):
        files = (source if file == finding.source else file or source for file in finding.sources)
        placed = sorted(zip(files, finding.locations, strict=True), key=lambda one: one[0] != source)
    return placed if placed and placed[0][0] == source else [(source, None), *placed]


def _fingerprint(source: str, finding: Finding) -> str:
    """What makes a finding the same one after other lines of its file have changed."""
    parts = (source, finding.rule, *finding.paths, str(finding.expected), str(finding.printed))
    return hashlib.sha256("\n".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _result(
    source: str,
    finding: Finding,
    rule: tuple[str, int],
    level: str,
    fingerprint: str,
    say: Say,
    names: Names,
) -> dict[str, Any]:
    def words(file: str, place: Location | None) -> str:
        if place is None:
            return ""
        return names[file].named(place, say) if file in names else say.place(place)

    placed = _placed(source, finding)
    message = "\n".join(
        (
            clean(say.of(finding.message, finding.message_zh)),
            *(
                suspect_text(one, say, names[source].form if source in names else None)
                for one in finding.suspects
            ),
        )
    )
    result: dict[str, Any] = {
        "ruleId": rule[0],
        "ruleIndex": rule[1],
        "level": level,
        "message": {"text": message},
        "locations": [_location(*placed[0], words(*placed[0]))],
        "partialFingerprints": {"primaryLocationLineHash": fingerprint},
        "properties": {
            "message_en": clean(finding.message),
            "message_zh": clean(finding.message_zh),
            "paths": list(finding.paths),
        },
    }
    if len(placed) > 1:
        result["relatedLocations"] = [
            _location(file, place, words(file, place), number)
            for number, (file, place) in enumerate(placed[1:], 1)
        ]
    if finding.suspects:
        result["properties"]["suspects"] = plain([asdict(suspect) for suspect in finding.suspects])
    return result


def to_sarif(
    findings_by_source: Findings,
    compared: Iterable[Compared] = (),
    *,
    lang: Language | str = Language.ENGLISH,
    names: Names = MappingProxyType({}),
) -> dict[str, Any]:
    """A SARIF 2.1.0 log, ready for `json.dumps`: the first place of a finding is its location, the others
    are related.

    `compared` (which reports were taken together) stands in the properties of the run.

    >>> to_sarif({"report.html": ()})["version"]
    '2.1.0'
    """
    say = Say(lang)
    rules: dict[str, dict[str, Any]] = {}
    numbers: dict[str, int] = {}
    results: list[dict[str, Any]] = []
    seen: Counter[str] = Counter()
    for source, findings in findings_by_source.items():
        for finding in findings:
            level = _LEVELS[finding.severity]
            rule = rules.setdefault(finding.rule, _descriptor(finding.rule, level, say))
            number = numbers.setdefault(finding.rule, len(numbers))
            fingerprint = _fingerprint(source, finding)
            seen[fingerprint] += 1
            named = f"{fingerprint}:{seen[fingerprint]}"
            results.append(_result(source, finding, (rule["id"], number), level, named, say, names))
    driver = {
        "name": "govinfo-reports",
        "version": __version__,
        "semanticVersion": __version__,
        "informationUri": _HOME,
        "rules": list(rules.values()),
    }
    run: dict[str, Any] = {
        "tool": {"driver": driver},
        "language": "zh-CN" if say.chinese else "en",
        "columnKind": "unicodeCodePoints",
        "results": results,
    }
    together = [plain(asdict(one)) for one in compared]
    if together:
        run["properties"] = {"compared": together}
    return {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
