"""Findings as text, JSON lines and JUnit, and the catalogue of rules."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from xml.etree import ElementTree

from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from govinfo_reports.checks import RELATIONS, RULES, Compared, Comparison, to_jsonl, to_junit, to_text
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


def test_text_has_a_line_for_each_finding() -> None:
    lines = to_text(ALL).splitlines()
    assert len(lines) == 6
    assert lines[0] == (
        "报告/云河市 2022.html: line 3, characters 4-9: error sum:review.total review.total is printed as 5"
    )
    assert lines[1] == "    perhaps review.total [四、行政复议数量] is 6, not 5: fits"
    assert lines[2] == "报告/云河市 2022.html: -: info mine:own a <b> & [31mc"
    assert to_text({"a": ()}) == ""
    chinese = to_text(ALL, lang="zh").splitlines()
    assert chinese[0] == "报告/云河市 2022.html: 第3行第4－9字: 错误 sum:review.total “行政复议”填报为5"
    assert chinese[1] == "    “四、行政复议数量”可能应为6，而非5：相符"


TOGETHER = Compared(
    kind="series", organ="云河市", reports=(("2021", "a <1>.txt"), ("2022", "b\n.txt"), ("?", None))
)


def test_what_was_taken_together_is_said_first() -> None:
    assert to_text(ALL, [TOGETHER]).splitlines()[0] == "series 云河市: 2021 a <1>.txt, 2022 b .txt, ? ?"
    assert to_text({}, [TOGETHER], lang="zh").startswith("历年 云河市: 2021 ")
    first, *rest = map(json.loads, to_jsonl(ALL, [TOGETHER]).splitlines())
    assert first == {
        "compared": {
            "kind": "series",
            "organ": "云河市",
            "reports": [["2021", "a <1>.txt"], ["2022", "b .txt"], ["?", None]],
        }
    }
    assert len(rest) == 4
    root = ElementTree.fromstring(to_junit(ALL, [TOGETHER]))  # noqa: S314 - our own output
    assert root.attrib == {"name": "govinfo-reports", "tests": "8", "failures": "3"}
    assert [case.get("name") for case in root.findall("testsuite")[0]] == [
        "2021 a <1>.txt",
        "2022 b .txt",
        "? -",
    ]


def test_a_comparison_is_placed_in_its_own_report() -> None:
    finding = Comparison(
        rule="carry:applications.total",
        severity=Severity.ERROR,
        message="x",
        message_zh="乙",
        locations=(Location(line=9), Location(line=3)),
        source="b.txt",
        sources=("a.txt", "b.txt"),
    )
    assert to_text({"b.txt": (finding,)}).startswith("b.txt: line 3: error ")
    assert to_text({"c.txt": (evolve(finding, source="c.txt"),)}).startswith("c.txt: -: error ")
    (line,) = map(json.loads, to_jsonl({"b.txt": (finding,)}).splitlines())
    assert (line["source"], line["sources"]) == ("b.txt", ["a.txt", "b.txt"])


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


def test_junit_parses_and_counts() -> None:
    root = ElementTree.fromstring(to_junit(ALL))  # noqa: S314 - our own output
    assert root.attrib == {"name": "govinfo-reports", "tests": "5", "failures": "3"}
    suites = root.findall("testsuite")
    assert [suite.get("name") for suite in suites] == list(ALL)
    assert [suite.get("failures") for suite in suites] == ["1", "0", "2"]
    failure = suites[0].find("testcase/failure")
    assert failure is not None
    assert failure.get("type") == "error"
    assert "is 6, not 5: fits" in (failure.text or "")
    assert suites[0].findtext("testcase/system-out") == "-: a <b> & [31mc"
    chinese = ElementTree.fromstring(to_junit(ALL, lang="zh"))  # noqa: S314 - our own output
    assert "填报为5" in (chinese.findtext("testsuite/testcase/failure") or "")
    assert chinese.findtext("testsuite/testcase/system-out") == "-: 甲 乙"


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
