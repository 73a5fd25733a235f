"""What Python shows of an object: one line, short enough to read, with nothing in it that a terminal
obeys."""

from __future__ import annotations

import inspect
import pydoc
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

import govinfo_reports
from figures import fact_of
from govinfo_reports import (
    ApplicationStats,
    ByApplicant,
    Document,
    Finding,
    Findings,
    Form,
    Location,
    Report,
    Review,
    Scope,
    Section,
    Severity,
    Source,
    Unread,
    parse,
    read_document,
)
from govinfo_reports.checks.comparison import Comparison
from govinfo_reports.model.applications import NotProcessed

SAMPLES = Path(__file__).resolve().parents[1] / "samples"
LONG = "关于进一步做好政府信息公开工作的通知" * 20
HOSTILE = ("\n", "\r\n\x1b[2J\x07", "\u202e\u2066", "\u2028\x85", "\ud800", LONG, "<script>")


def everything(text: str) -> list[Any]:
    """Objects of every kind with this text wherever a document's text can get to."""
    place = Location(line=3, sheet=text)
    fact = fact_of(f"extra.{text}", 3, location=place, raw=text)
    finding = Finding(
        rule=f"mine:{text}", severity=Severity.ERROR, message=text, message_zh=text, locations=(place,)
    )
    section = Section(number=text, title=text, text=text, location=place)
    unread = Unread(raw=text, location=place, reason=text)
    document = read_document(SAMPLES / "yunhe_2022.html")
    named = Document(blocks=document.blocks, container=document.container, source=text)
    return [
        Report(organ=text, facts=(fact,)), Report(title=text), fact, finding, section, unread, named,
        *document.tables(), Comparison(rule=text, severity=Severity.INFO, message=text, message_zh=text, source=text),
    ]  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE)
def test_one_line_that_can_be_read(text: str) -> None:
    for one in everything(f"临江{text}区"):
        assert repr(one).isprintable()
        assert len(repr(one)) < 260
        repr(one).encode()


def test_long_titles_are_cut() -> None:
    assert (
        repr(Report(title=LONG, year=2020)) == f"<Report {LONG[:39]}… 2020 form=narrative facts=0 findings=0>"
    )


def test_facts_say_what_they_are() -> None:
    place = Location(line=9, span=(1, 17))
    assert repr(fact_of("review.total", 3, location=Location(table=1, row=2))) == (
        "<Fact review.total = 3 件 (table 1, row 2)>"
    )
    assert repr(fact_of("fees", Decimal("0.50"), source=Source.PROSE, location=place)) == (
        "<Fact fees = 0.50 万元 (in a sentence, line 9, characters 1-17)>"
    )
    blank = fact_of("complaints", None, raw="—", unit=None)
    assert repr(blank).startswith("<Fact complaints = None (")
    rough = fact_of("proactive.disclosed", 5980, approximate=True, scope=Scope.CUMULATIVE)
    assert repr(rough).startswith("<Fact proactive.disclosed = about 5980 条, cumulative (")
    assert " = 6 or 62 件 (" in repr(fact_of("review.total", None, candidates=(6, 62)))


def test_findings_say_what_they_are() -> None:
    report = parse(SAMPLES / "linjiang_2017.txt")
    assert repr(report.findings[0]) == (
        "<Finding error sum:review.total: 3 printed, 2 expected (line 72, table 1, row 46, column 3)>"
    )
    note = Finding(rule="mine:x", severity=Severity.INFO, message="odd", message_zh="可疑")
    assert repr(note) == "<Finding info mine:x: odd>"
    assert repr(Findings((note,))) == "(<Finding info mine:x: odd>,)"
    about = Comparison(
        rule="carry:x", severity=Severity.ERROR, message="m", message_zh="z", printed=1, expected=2
    )
    assert repr(about) == "<Comparison error carry:x: 1 printed, 2 expected>"


def test_a_finding_alone_has_a_view() -> None:
    report = parse(SAMPLES / "linjiang_2017.txt")
    assert report.findings[0]._repr_html_() == Findings(report.findings)._repr_html_()


def test_places_say_only_what_is_known() -> None:
    place = Location(page=2, sheet="表'1", table=1, span=(3, 9))
    assert repr(place) == 'Location(page=2, sheet="表\'1", table=1, span=(3, 9))'
    assert eval(repr(place)) == place  # noqa: S307
    assert repr(Location()) == "Location()"


def test_groups_of_figures() -> None:
    assert (
        repr(Review(total=3, upheld=0))
        == "Review(total=3, upheld=0, corrected=None, other=None, pending=None)"
    )
    assert repr(ApplicationStats()) == "<ApplicationStats nothing stated>"
    few = ApplicationStats(carried_in=ByApplicant(natural_person=3, total=3))
    assert repr(few) == "<ApplicationStats carried_in.natural_person=3, carried_in.total=3>"
    many = parse(SAMPLES / "yunhe_2022.html").applications
    assert repr(many) == (
        "<ApplicationStats received.total=54, received.natural_person=46, received.business=5, "
        "received.research=0"
        " and 171 more>"
    )
    for form in ("linjiang_2017.txt", "yunhe_2022.html"):
        report = parse(SAMPLES / form)
        for name in (
            "proactive",
            "responses",
            "applications",
            "review",
            "litigation",
            "capacity",
            "training",
        ):
            assert len(repr(getattr(report, name))) < 200


def test_help_has_the_official_labels() -> None:
    said = pydoc.plain(pydoc.render_doc(Review))
    assert "- `total`: 四、行政复议数量 (件)" in said
    assert "（五）不予处理 1.信访举报投诉类申请 (件)" in str(NotProcessed.__doc__)
    for name in ("proactive", "review", "litigation", "complaints", "fees", "capacity", "training"):
        assert f"    {name}: " in str(Report.__doc__)
    assert (ByApplicant.__doc__ or "").startswith("One row of section three")


def test_tab_completion_of_the_package_shows_what_is_public() -> None:
    assert [name for name in dir(govinfo_reports) if not name.startswith("_")] == sorted(
        govinfo_reports.__all__
    )


@pytest.mark.parametrize("thing", [Report(), Review(), ApplicationStats(), Findings(), Location()])
def test_tab_completion_shows_what_a_person_needs(thing: Any) -> None:
    public = {name for name in dir(thing) if not name.startswith("_")}
    assert public
    for name in public - {"PATH"}:
        made_here = getattr(type(thing), name, None)
        if inspect.isfunction(made_here):
            assert made_here.__doc__, name


def test_documents_and_sections() -> None:
    document = read_document(SAMPLES / "linjiang_2017.txt")
    assert repr(document).endswith("linjiang_2017.txt: 20 paragraphs, 1 table>")
    assert repr(next(iter(document.tables()))) == "<Table (line 27, table 1): 66 rows, 198 cells>"
    section = parse(SAMPLES / "linjiang_2017.txt").sections[0]
    assert repr(section).startswith("<Section 一 '概述' (line 5, characters 1-4): ")
    assert repr(Unread(raw="走访 3 次", location=Location(line=3), reason="no label")) == (
        "<Unread '走访 3 次' (line 3): no label>"
    )


def test_a_report_read_from_a_form_is_named_after_it() -> None:
    assert repr(Report(organ="云河市", year=2020, form=Form.F2019)) == (
        "<Report 云河市 2020 form=2019 facts=0 findings=0>"
    )
