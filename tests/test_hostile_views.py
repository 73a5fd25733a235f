"""What a document says never becomes markup, a terminal's command or a line of its own in anything made from
its report."""

from __future__ import annotations

import html
import json
import re

import pytest
from lxml import etree

import writers_docx
from govinfo_reports import Finding, Report, Severity, parse
from govinfo_reports.checks import to_jsonl, to_junit, to_sarif, to_text
from govinfo_reports.export.notebook import report_html
from govinfo_reports.export.summary import summary
from govinfo_reports.export.terminal import plain_text

ATTACKS = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "]]><x/>",
    "=HYPERLINK(1)",
    "::error::a",
    "[bold]b[/bold]",
    "a\u202eb\u2066c",
    "a\u2028b\x85c",
    "\x1b[2J\x1b]0;x\x07",
    "\x9b31m",
    "&lt;b&gt;&#27;[31m",
)
UNSEEN = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")


def report_of(attack: str, kind: str) -> Report:
    """A report whose title, headings, labels and cells all hold the attack."""
    title = f"云河{attack}市2022年政府信息公开工作年度报告"
    rows = [
        ("统计指标", "单位", "统计数"),
        ("（一）收到申请数", "件", "3"),
        (f"1.当面申请数{attack}", "件", f"{attack}4"),
    ]
    prose = [
        "一、总体情况",
        f"{attack}全市收到政府信息公开申请12件。",
        f"二、{attack}主动公开情况",
        f"{attack}。",
    ]
    if kind == "docx":
        safe = re.sub("[\x00-\x08\x0b-\x1f\x7f-\x9f]", "", attack)
        table = writers_docx.text_table([[cell.replace(attack, safe) for cell in row] for row in rows])
        return parse(writers_docx.as_docx(*(line.replace(attack, safe) for line in (title, *prose)), table))
    cells = "".join(f"<tr>{''.join(f'<td>{html.escape(cell)}</td>' for cell in row)}</tr>" for row in rows)
    lines = "".join(f"<p>{html.escape(line)}</p>" for line in (title, *prose))
    return parse(
        f"<html><head><title>{html.escape(title)}"
        f"</title></head><body>{lines}<table>{cells}</table></body></html>".encode()
    )


@pytest.mark.parametrize("kind", ["html", "docx"])
@pytest.mark.parametrize("attack", ATTACKS)
def test_no_view_passes_an_attack_on(attack: str, kind: str) -> None:
    report = report_of(attack, kind)
    source = f"a{attack}.html"
    mine = Finding(rule="mine:x", severity=Severity.ERROR, message=attack, message_zh=attack)
    report = report.with_findings((*report.findings, mine))
    findings = {source: report.findings}
    lines = to_text(findings)
    assert len(lines.split("\n")) == len(report.findings) + 1
    assert not UNSEEN.search(lines + plain_text(summary(report)))
    assert [json.loads(line)["rule"] for line in to_jsonl(findings).split("\n")[:-1]] == [
        one.rule for one in report.findings
    ]
    junit = etree.fromstring(to_junit(findings).encode())
    assert {str(node.tag) for node in junit.iter()} <= {
        "testsuites",
        "testsuite",
        "testcase",
        "failure",
        "system-out",
    }
    sarif = to_sarif(findings)
    uri = sarif["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert re.fullmatch(r"[A-Za-z0-9%._~/:\-]*", uri)
    assert "\x1b" not in json.dumps(sarif, ensure_ascii=False)
    view = etree.fromstring(report_html(report).encode(), etree.HTMLParser(encoding="utf-8"))
    tags = {str(node.tag) for node in view.iter()}
    assert not tags & {"script", "img", "x", "bold", "iframe", "object"}
    assert not [name for node in view.iter() for name in node.attrib if str(name).startswith("on")]


@pytest.mark.parametrize("attack", ATTACKS)
def test_reports_with_any_text_come_back_from_json(attack: str) -> None:
    report = report_of(attack, "html")
    assert Report.from_json(report.to_json().encode("utf-8")) == report
