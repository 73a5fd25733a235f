"""Findings as text, JSON lines, SARIF and JUnit, and the catalogue of rules."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from urllib.parse import urlparse
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft7Validator

from govinfo_reports.checks import RELATIONS, RULES, to_jsonl, to_junit, to_sarif, to_text
from govinfo_reports.checks.catalogue import catalogue
from govinfo_reports.checks.render import clean
from govinfo_reports.findings import Finding, Severity, Suspect
from govinfo_reports.location import Location

DOCS = Path(__file__).parent.parent / "docs" / "rules.md"

SUM = Finding(
    rule="sum:review.total",
    severity=Severity.ERROR,
    message="review.total is printed as 5",
    message_zh="“行政复议”填报为5",
    paths=("review.total", "review.upheld"),
    expected=Decimal("6.50"),
    printed=5,
    locations=(Location(line=3, span=(4, 9)), Location(page=2, table=1, row=2, column=1), Location(line=8)),
    suspects=(Suspect(path="review.total", printed=5, would_fit=6, reason="fits", reason_zh="相符"),),
)
INFO = Finding(
    rule="mine:own", severity=Severity.INFO, message="a <b> & \x1b[31m\u202ec\x00", message_zh="甲\n乙"
)
WARN = Finding(rule="agree:fees", severity=Severity.WARNING, message="x", message_zh="乙")
ALL = {"报告/云河市 2022.html": (SUM, INFO), "empty.txt": (), "C:\\r\\a.docx": (WARN, SUM)}

SARIF = {
    "type": "object",
    "required": ["version", "runs"],
    "properties": {
        "version": {"const": "2.1.0"},
        "runs": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["tool", "results"],
                "properties": {
                    "columnKind": {"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
                    "tool": {
                        "required": ["driver"],
                        "properties": {
                            "driver": {
                                "required": ["name"],
                                "properties": {"rules": {"type": "array", "items": {"required": ["id"]}}},
                            }
                        },
                    },
                    "results": {"type": "array", "items": {"$ref": "#/definitions/result"}},
                },
            },
        },
    },
    "definitions": {
        "result": {
            "type": "object",
            "required": ["message"],
            "additionalProperties": False,
            "properties": {
                "ruleId": {"type": "string"},
                "ruleIndex": {"type": "integer", "minimum": 0},
                "level": {"enum": ["none", "note", "warning", "error"]},
                "message": {"required": ["text"], "properties": {"text": {"type": "string"}}},
                "locations": {"type": "array", "items": {"$ref": "#/definitions/location"}},
                "relatedLocations": {
                    "type": "array",
                    "items": {"$ref": "#/definitions/location"},
                    "uniqueItems": True,
                },
                "properties": {"type": "object"},
            },
        },
        "location": {
            "type": "object",
            "additionalProperties": False,
            "properties": {
                "id": {"type": "integer", "minimum": -1},
                "message": {"required": ["text"]},
                "physicalLocation": {
                    "additionalProperties": False,
                    "properties": {
                        "artifactLocation": {
                            "properties": {"uri": {"type": "string", "pattern": "^[!-~]*$"}}
                        },
                        "region": {
                            "additionalProperties": False,
                            "properties": {
                                name: {"type": "integer", "minimum": 1}
                                for name in ("startLine", "startColumn", "endColumn")
                            },
                        },
                    },
                },
            },
        },
    },
}


def test_text_has_a_line_for_each_finding() -> None:
    lines = to_text(ALL).splitlines()
    assert len(lines) == 4
    assert lines[0] == (
        "报告/云河市 2022.html: line 3, characters 4-9: error sum:review.total review.total is printed as 5"
    )
    assert lines[1] == "报告/云河市 2022.html: -: info mine:own a <b> & [31mc"
    assert to_text({"a": ()}) == ""
    assert "填报为5" in to_text(ALL, chinese=True)


@given(st.text())
def test_cleaned_text_is_one_printable_line(text: str) -> None:
    cleaned = clean(text)
    assert len(cleaned.splitlines()) <= 1
    assert clean(cleaned) == cleaned
    assert not any(ord(char) < 32 or 0x7F <= ord(char) < 0xA0 for char in cleaned)
    assert not any(0x202A <= ord(char) <= 0x202E for char in cleaned)


def test_json_lines() -> None:
    lines = [json.loads(line) for line in to_jsonl(ALL).splitlines()]
    assert len(lines) == 4
    first = lines[0]
    assert first["source"] == "报告/云河市 2022.html"
    assert first["rule"] == "sum:review.total"
    assert first["severity"] == "error"
    assert first["expected"] == "6.50"
    assert first["printed"] == 5
    assert first["locations"][0] == {"line": 3, "span": [4, 9]}
    assert first["suspects"][0]["would_fit"] == 6
    assert lines[1]["message_zh"] == "甲 乙"


def test_sarif_is_valid() -> None:
    log = json.loads(json.dumps(to_sarif(ALL), allow_nan=False))
    Draft7Validator(SARIF).validate(log)
    (run,) = log["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == ["sum:review.total", "mine:own", "agree:fees"]
    assert all(rules[result["ruleIndex"]]["id"] == result["ruleId"] for result in run["results"])
    assert [result["level"] for result in run["results"]] == ["error", "note", "warning", "error"]
    assert "different values" in rules[2]["shortDescription"]["text"]
    first = run["results"][0]
    assert first["locations"][0]["physicalLocation"]["region"] == {
        "startLine": 3,
        "startColumn": 4,
        "endColumn": 10,
    }
    assert len(first["relatedLocations"]) == 2
    assert first["properties"]["suspects"][0]["path"] == "review.total"
    assert "\x1b" not in json.dumps(log)
    Draft7Validator(SARIF).validate(to_sarif({}))


@pytest.mark.parametrize(
    ("source", "uri"),
    [
        ("a b/报告.pdf", "a%20b/%E6%8A%A5%E5%91%8A.pdf"),
        ("C:\\r\\a.docx", "file:///C:/r/a.docx"),
        ("https://www.example.gov.cn/a?b=1", "https://www.example.gov.cn/a?b=1"),
        ("a:b.txt", "a%3Ab.txt"),
        ("bad\udcff.txt", "bad%FF.txt"),
    ],
)
def test_sources_become_uris(source: str, uri: str) -> None:
    log = to_sarif({source: (WARN,)})
    (result,) = log["runs"][0]["results"]
    assert result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == uri
    assert urlparse(uri).scheme in ("", "file", "https")


def test_junit_parses_and_counts() -> None:
    root = ElementTree.fromstring(to_junit(ALL))  # noqa: S314 - our own output
    assert root.attrib == {"name": "govinfo-reports", "tests": "5", "failures": "3"}
    suites = root.findall("testsuite")
    assert [suite.get("name") for suite in suites] == list(ALL)
    assert [suite.get("failures") for suite in suites] == ["1", "0", "2"]
    failure = suites[0].find("testcase/failure")
    assert failure is not None
    assert failure.get("type") == "error"
    assert "填报为5" in (failure.text or "")
    assert suites[0].findtext("testcase/system-out") == "-: a <b> & [31mc\n甲 乙"


@given(st.text(), st.text(), st.text())
def test_junit_of_any_text_is_well_formed(source: str, rule: str, message: str) -> None:
    finding = Finding(rule=rule, severity=Severity.WARNING, message=message, message_zh=message)
    ElementTree.fromstring(to_junit({source: (finding,)}))  # noqa: S314 - our own output


def test_the_catalogue_in_the_docs_is_up_to_date() -> None:
    assert DOCS.read_text(encoding="utf-8") == catalogue()


def test_the_catalogue_names_every_rule_in_both_languages() -> None:
    page = catalogue()
    for relation in RELATIONS:
        assert page.count(f"`{relation.id}`") >= 2
        assert relation.wording_en in page
        assert relation.wording_zh in page
    for rule in RULES:
        assert page.count(f"| `{rule.id}` |") == 2
        assert rule.wording_zh in page
