"""What a notebook shows: figures with their places, marks, and nothing that runs."""

from __future__ import annotations

import pickle
import re
from collections.abc import Iterator
from decimal import Decimal
from random import Random
from typing import Any

import pytest
from attrs import evolve, fields
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html

from figures import clean_figures, fact_of
from govinfo_reports import Form, Report, parse, parse_text
from govinfo_reports.checks.comparison import Comparison
from govinfo_reports.errors import UnreadableSource
from govinfo_reports.export.figure_tables import figures_of, list_rows, matrix_rows, other_facts
from govinfo_reports.export.markup import STYLE, attribute, hover, marks_of, text_html, value_text
from govinfo_reports.export.notebook import (
    Findings,
    Reports,
    findings_html,
    group_html,
    report_html,
    reports_html,
)
from govinfo_reports.facts import Fact, How, Match, Scope, Source, Unread
from govinfo_reports.findings import Finding, Severity, Suspect
from govinfo_reports.indicators import APPLICANTS
from govinfo_reports.language import Say
from govinfo_reports.location import Location
from govinfo_reports.model.applications import ByApplicant
from govinfo_reports.model.failure import Failure
from govinfo_reports.model.figures import AdministrativeItems, Review
from govinfo_reports.model.people import Contact, Period
from grids import form_tables, printed
from writers_text import as_html, as_text

HEAD = ["青川县2023年政府信息公开工作年度报告"]
HOSTILE = (
    "<script>document.title='hacked'</script>",
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    "</style></table></details></div><h1>out</h1>",
    "javascript:alert(1)",
    "$\\href{javascript:alert(1)}{x}$ \\(y\\)",
    "\u202e\u2066evil\u2069\u200b\x00\ud800",
    "<!--", "]]>", "&lt;b&gt;", "{{7*7}}",
)  # fmt: skip


def report_of(form: Form, seed: int = 1, **changes: int) -> Report:
    """A generated report read from HTML; `changes` (with `__` for dots) are added to figures."""
    figures = clean_figures(form, Random(seed))
    for name, step in changes.items():
        value = figures[name.replace("__", ".")]
        assert isinstance(value, int)
        figures[name.replace("__", ".")] = value + step
    head = ["青川县2016年政府信息公开工作年度报告"] if form is Form.F2014 else HEAD
    return parse(as_html(head, form_tables(form, printed(figures))))


def tree_of(text: str) -> Any:
    """HTML as lxml reads it."""
    return html.fragment_fromstring(text, create_parent=True)


def cells_of(view: str) -> dict[str, Any]:
    """The figure cells of a view by the path that their hover begins with."""
    found = tree_of(view).xpath(".//td[contains(@class, 'n')][@title]")
    return {cell.get("title").split("\n")[0]: cell for cell in found}


@pytest.mark.parametrize("form", [Form.F2014, Form.F2019, Form.F2021])
def test_every_figure_is_shown_with_its_value_and_its_place(form: Form) -> None:
    report = report_of(form)
    cells = cells_of(report_html(report))
    assert len(report.facts) > 50
    for fact in report.facts:
        assert isinstance(fact.value, (int, Decimal))
        assert (
            cells[fact.path].text_content() == f"{fact.value:f}"
            if isinstance(fact.value, Decimal)
            else str(fact.value)
        )
        assert str(fact.location) in cells[fact.path].get("title")
        assert f"“{fact.raw}”" in cells[fact.path].get("title")


def test_the_table_of_section_three_has_its_rows_and_columns() -> None:
    tree = tree_of(report_html(report_of(Form.F2021)))
    [table] = tree.xpath(".//table[thead/tr/th[text()='自然人']]")
    assert [head.text for head in table.xpath("thead//th")] == [None, *APPLICANTS.values()]
    assert len(table.xpath("tbody/tr")) == 25
    assert {len(row.xpath("td")) for row in table.xpath("tbody/tr")} == {7}
    labels = [row.xpath("th")[0].text_content() for row in table.xpath("tbody/tr")]
    assert len(set(labels)) == 25
    assert "（六）其他处理 3.其他" in labels


def test_a_blank_is_not_shown_as_a_zero() -> None:
    blank = fact_of("complaints", None, raw="—")
    rough = fact_of("proactive.disclosed", 5980, raw="5980多条", approximate=True)
    either = fact_of("review.total", None, raw="62", candidates=(6, 62))
    report = Report.from_facts(
        (blank, rough, either, fact_of("fees", Decimal("0.50")), fact_of("training.meetings", 0))
    )
    shown = {path: cell.text_content() for path, cell in cells_of(report_html(report)).items()}
    assert shown == {
        "complaints": "–",
        "proactive.disclosed": "≈ 5980",
        "review.total": "6 | 62 ?",
        "fees": "0.50",
        "training.meetings": "0",
    }


def test_a_cell_that_the_table_does_not_have_is_empty() -> None:
    report = Report.from_facts(
        (fact_of("applications.received.natural_person", 3), fact_of("applications.received.total", 3))
    )
    [row] = matrix_rows(figures_of(report))
    assert [cell and cell.value for cell in row.cells] == [3, None, None, None, None, None, 3]
    tree = tree_of(group_html(report.applications))
    assert [cell.text or "" for cell in tree.xpath(".//tbody//td")] == ["3", "", "", "", "", "", "3"]


def test_a_broken_relation_is_marked_in_the_cells_concerned_and_nowhere_else() -> None:
    report = report_of(Form.F2021, applications__received__total=1)
    paths = {path for finding in report.findings for path in finding.paths}
    wholes = {finding.paths[0] for finding in report.findings if finding.paths}
    assert {finding.rule for finding in report.findings} >= {"across:applications.received"}
    cells = cells_of(report_html(report))
    assert {path for path, cell in cells.items() if "error" in cell.get("class")} == paths
    assert {path for path, cell in cells.items() if "whole" in cell.get("class")} == wholes
    assert "across:applications.received" in cells["applications.received.total"].get("title")
    clean = cells_of(report_html(report_of(Form.F2021)))
    assert {cell.get("class") for cell in clean.values()} == {"n"}


def test_a_group_alone_marks_its_broken_relations() -> None:
    review = Review(total=3, upheld=1, corrected=0, other=1)
    cells = tree_of(group_html(review)).xpath(".//td[contains(@class, 'error')]")
    assert [cell.text_content() for cell in cells] == ["3", "1", "0", "1"]
    assert not tree_of(group_html(evolve(review, total=2))).xpath(".//td[contains(@class, 'error')]")
    modern = tree_of(group_html(evolve(review, total=2, pending=5)))
    assert len(modern.xpath(".//td[contains(@class, 'error')]")) == 5


def test_section_two_stands_as_it_is_printed() -> None:
    report = report_of(Form.F2021)
    labels = [
        row.label.rpartition(" × ")[0] for row in list_rows("proactive", figures_of(report), report.form)
    ]
    assert [one.rpartition(" × ")[2] for one in dict.fromkeys(labels)] == [
        "规章", "行政规范性文件", "行政规范性文件", "行政许可", "行政处罚", "行政强制", "行政事业性收费",
    ]  # fmt: skip


def test_findings_about_several_reports_name_each_place_with_its_report() -> None:
    place, other = Location(line=1), Location(line=2, sheet="<b>")
    both = Comparison(
        rule="carry:x", severity=Severity.ERROR, message="m", message_zh="z", source="2022.txt",
        sources=("2022.txt", "20<b>21.txt"), locations=(place, other),
    )  # fmt: skip
    [row] = tree_of(findings_html([both])).xpath(".//tbody/tr")
    assert row.xpath("td")[1].get("title").split("\n") == [
        "2022.txt: line 1",
        "20<b>21.txt: line 2, sheet <b>",
    ]
    assert "2022.txt: line 1" in row.text_content()


def test_a_group_with_the_facts_shows_their_places() -> None:
    report = report_of(Form.F2021)
    cells = cells_of(group_html(report.applications, report.facts))
    assert len(cells) == 175
    fact = report.fact("applications.carried_in.business")
    assert fact is not None
    assert str(fact.location) in cells["applications.carried_in.business"].get("title")
    assert cells_of(group_html(report.applications)).keys() == cells.keys()


@pytest.mark.parametrize("form", [Form.F2014, Form.F2021])
def test_every_group_has_a_view_that_shows_its_figures(form: Form) -> None:
    report = report_of(form)
    for one in fields(Report):
        group = getattr(report, one.name)
        if hasattr(type(group), "PATH"):
            expected = {path for path in figures_of(report) if path.startswith(f"{type(group).PATH}.")}
            assert cells_of(group_html(group)).keys() == expected
    outcomes = report.applications.outcomes
    assert cells_of(group_html(outcomes)).keys() == {
        path for path in figures_of(report) if path.startswith("applications.outcomes.")
    }


def test_rows_and_items_without_a_path_of_their_own_are_shown_by_name() -> None:
    row = tree_of(group_html(ByApplicant(natural_person=3, total=0)))
    assert [cell.text_content() for cell in row.xpath(".//td")] == ["3", "–", "–", "–", "–", "–", "0"]
    items = tree_of(group_html(AdministrativeItems(decisions=7)))
    assert [cell.text_content() for cell in items.xpath(".//td")] == [
        "items_last_year", "–", "items_change", "–", "decisions", "7",
    ]  # fmt: skip
    assert "nothing stated" in group_html(Review())


def test_figures_of_the_text_repeated_and_cumulative_are_not_lost() -> None:
    report = parse_text(
        "青川县2012年政府信息公开工作年度报告\n一、概述\n全县主动公开政府信息120条。"
        "2008年以来累计主动公开政府信息900条。"
    )
    extra = fact_of("extra.信访件数", 4, match=Match(label="信访件数"), unit=None)
    last = fact_of("review.total", 9, scope=Scope.LAST_YEAR, approximate=True)
    report = Report.from_facts((*report.facts, extra, last), form=Form.PROVINCIAL)
    view = tree_of(report_html(report)).text_content()
    assert "信访件数4" in view
    assert "≈ 9" in view
    assert last in other_facts(report)
    assert all(value_text(figure) in view for figure in figures_of(report).values())
    assert [row.label for row in list_rows("extra", figures_of(report), report.form)] == ["信访件数"]


def test_hover_says_how_a_figure_was_read() -> None:
    fact = fact_of(
        "review.total", 3, source=Source.PROSE, match=Match(label="复义", how=How.SIMILAR, confidence=0.8),
        decoded_by=("sum:review.total",), recognised=0.9, raw="三" * 100,
    )  # fmt: skip
    found = [
        Finding(rule=f"mine:{n}", severity=Severity.INFO, message="", message_zh="", paths=("review.total",))
        for n in range(6)
    ]
    said = hover(
        figures_of(Report.from_facts((fact,)))["review.total"], marks_of(found)["review.total"], Say("en")
    )
    assert "in the text, " in said
    assert "label “复义” (similar, 80%), decoded by 1 relations, recognised 90%" in said
    assert "三…" in said
    assert "and 2 more findings" in said


def test_findings_are_shown_gravest_first_with_places_and_suspects() -> None:
    note = Finding(rule="mine:note", severity=Severity.INFO, message="odd", message_zh="可疑")
    report = report_of(Form.F2014, review__total=1)
    view = Findings((note, *report.findings))._repr_html_()
    rows = tree_of(view).xpath(".//tbody/tr")
    assert [row.xpath("td")[0].text_content() for row in rows] == ["error", "info"]
    assert rows[0].xpath("td")[1].get("title").split("\n") == [
        str(one) for one in report.findings[0].locations
    ]
    text = rows[0].text_content()
    assert report.findings[0].message in text
    assert report.findings[0].message_zh not in text
    assert all(f"{one.path} [" in text for one in report.findings[0].suspects)
    assert "no findings" in findings_html(())
    unknown = Suspect(path="review.total", printed=None, would_fit=None, reason="", reason_zh="")
    assert "perhaps review.total [四、行政复议数量] is wrong" in findings_html(
        [evolve(note, suspects=(unknown,))]
    )


def test_findings_and_reports_stay_tuples() -> None:
    finding = Finding(rule="mine:x", severity=Severity.ERROR, message="m", message_zh="z")
    assert Findings((finding,)) == (finding,)
    assert pickle.loads(pickle.dumps(Findings((finding,)))) == (finding,)  # noqa: S301
    assert isinstance(pickle.loads(pickle.dumps(Reports((Report(),)))), Reports)  # noqa: S301


def test_a_batch_has_a_line_for_each_report_and_each_failure() -> None:
    broken = report_of(Form.F2014, review__total=1)
    view = Reports(
        [broken, UnreadableSource("no <b>such</b> file", source="a&b.html"), Report()]
    )._repr_html_()
    rows = tree_of(view).xpath(".//tbody/tr")
    assert [cell.text_content() for cell in rows[0].xpath("td")][:5] == [
        "青川县",
        "2016",
        "2014",
        "58",
        "1 error",
    ]
    assert "failed a&b.html: no <b>such</b> file" in rows[1].text_content()
    assert rows[2].text_content().startswith("??narrative0")
    failure = Failure(source="c.pdf", error="NotAReport", reason="a <guide>", reason_zh="是指南")
    [row] = tree_of(reports_html([failure, evolve(failure, reason_zh="")])).xpath(".//tbody/tr[1]")
    assert row.text_content() == "failed NotAReport: a <guide>c.pdf"
    assert "2 reports; 1 error; 1 failed" in view.replace('<b class="error">', "").replace("</b>", "")


def test_long_lists_are_cut_and_say_so() -> None:
    view = reports_html([Report()] * 70)
    assert len(tree_of(view).xpath(".//tbody/tr")) == 61
    assert "and 10 more" in view
    finding = Finding(rule="mine:x", severity=Severity.INFO, message="m", message_zh="z")
    assert "and 50 more" in findings_html([finding] * 150)
    unread = Unread(raw="x 1", location=Location(line=1), reason="unknown")
    assert "and 5 more" in report_html(Report(unread=(unread,) * 65))


def _report_saying(text: str) -> Report:
    """A report with `text` wherever a document's text can get to."""
    place = Location(line=1, sheet=text)
    match = Match(label=text, how=How.SIMILAR, confidence=0.5, evidence=(text,))
    facts = (
        Fact(
            path="review.total",
            value=3,
            unit=text,
            raw=text,
            source=Source.TABLE,
            location=place,
            match=match,
        ),
        Fact(
            path=f"extra.{text}",
            value=1,
            unit=text,
            raw=text,
            source=Source.PROSE,
            location=place,
            match=match,
        ),
        Fact(
            path="fees",
            value=None,
            unit=text,
            raw=text,
            source=Source.TABLE,
            location=place,
            match=match,
            scope=Scope.CUMULATIVE,
        ),
    )
    suspect = Suspect(path=f"extra.{text}", printed=1, would_fit=2, reason=text, reason_zh=text)
    finding = Finding(
        rule=f"mine:{text}", severity=Severity.ERROR, message=text, message_zh=text, paths=(f"extra.{text}", "review.total"),
        locations=(place,), suspects=(suspect,),
    )  # fmt: skip
    return Report.from_facts(
        facts, title=text, organ=text, issuer=text, year=2020, source=text, findings=(finding,), evidence=(text,),
        contact=Contact(website=text, address=text), notices=(text,), period=Period(start=None, end=None, printed=text),
        unread=(Unread(raw=text, location=place, reason=text),),
    )  # fmt: skip


def _shape(view: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The elements of a view with the names of their attributes, without the bare spans that keep MathJax
    off."""
    for element in tree_of(view).iter():
        if isinstance(element.tag, str) and (element.tag != "span" or element.attrib):
            yield element.tag, tuple(sorted(element.attrib))
        elif not isinstance(element.tag, str):
            yield "comment", ()


def _views(text: str) -> str:
    report = _report_saying(text)
    failure = Failure(source=text, error=text, reason=text, reason_zh=text)
    both = Comparison(
        rule=text, severity=Severity.INFO, message=text, message_zh=text, source=text, sources=(text,),
        locations=(Location(line=1, sheet=text),),
    )  # fmt: skip
    every = [report, ValueError(text), failure]
    return report_html(report) + findings_html([*report.findings, both]) + reports_html(every)


@pytest.mark.parametrize("text", HOSTILE)
def test_text_of_a_document_cannot_become_code(text: str) -> None:
    view = _views(text)
    assert list(_shape(view)) == list(_shape(_views("青川")))
    assert "\u202e" not in view
    assert "\u2066" not in view
    view.encode("utf-8")


@settings(max_examples=40, deadline=None)
@given(st.text(st.characters(), min_size=1, max_size=30))
def test_no_text_changes_the_elements_of_a_view(text: str) -> None:
    assert list(_shape(_views(text + "a"))) == list(_shape(_views("青川")))


@settings(max_examples=60, deadline=None)
@given(st.text(st.sampled_from("<>&\"'$\\a 一\n`=/"), max_size=20))
def test_escaped_text_comes_back_as_it_was(text: str) -> None:
    kept = " ".join(text.split("\n")) if "\n" in text else text
    [element] = tree_of(f'<p title="{attribute(text)}">{text_html(text)}</p>')
    assert element.text_content() == kept
    assert element.get("title") == kept
    assert all(len(span.text) == 1 for span in element)


def test_formulas_are_left_alone() -> None:
    assert text_html("$x$") == "<span>$</span>x<span>$</span>"
    assert 'class="govinfo tex2jax_ignore mathjax_ignore"' in report_html(Report())


def _luminance(colour: str) -> float:
    if colour.startswith("rgb"):
        parts = [int(one) for one in re.findall(r"\d+", colour)]
    else:
        parts = [int(colour[at : at + 2], 16) for at in (1, 3, 5)]
    linear = [part / 255 / 12.92 if part <= 10 else ((part / 255 + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_colours_can_be_read_on_light_and_on_dark() -> None:
    light, _, dark = STYLE.partition("@media (prefers-color-scheme:dark)")
    dark = dark.partition("\n.govinfo table")[0]
    for style, ground in ((light, 1.0), (dark, _luminance("#111111"))):
        colours = re.findall(
            r"--gi-(?:soft|red|amber|blue):var\([\w-]+,var\([\w-]+,(#\w{6}|rgb\([\d,]+\))\)\)", style
        )
        assert len(colours) == 4
        for colour in colours:
            lighter, darker = sorted((_luminance(colour), ground), reverse=True)
            assert (lighter + 0.05) / (darker + 0.05) >= 4.5, colour


def test_a_text_report_is_shown_too() -> None:
    figures = printed(clean_figures(Form.F2014, Random(3)))
    report = parse(
        as_text(["青川县2016年政府信息公开工作年度报告"], form_tables(Form.F2014, figures), "pipes").encode()
    )
    assert len(cells_of(report_html(report))) == 58
