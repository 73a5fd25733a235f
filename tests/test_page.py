"""The audit page: every figure linked to its place, every finding to its cells, nothing from outside,
nothing that runs."""

from __future__ import annotations

import base64
import hashlib
import io
import re
import shutil
import struct
import zlib
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from random import Random
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html
from PIL import Image

from chromium import browser, look
from figures import clean_figures, fact_of
from govinfo_reports import (
    DEFAULT_LIMITS,
    Container,
    Finding,
    Form,
    Location,
    Report,
    Severity,
    Source,
    Unread,
    parse,
)
from govinfo_reports.checks.places import PlaceNames
from govinfo_reports.cli import main
from govinfo_reports.desk.page import page_html
from govinfo_reports.desk.page_text import place_text, visible
from govinfo_reports.document import Cell, Document, Paragraph, Table
from govinfo_reports.export.labels import english_labels
from govinfo_reports.language import Say
from govinfo_reports.readers import read
from govinfo_reports.readers.image.page_pictures import encoded
from grids import form_tables, grid, printed
from writers_text import as_docx, as_html, as_text, as_xlsx

SAMPLES = Path(__file__).parent.parent / "samples"
HEAD = [
    "青川县2023年政府信息公开工作年度报告",
    "一、总体情况",
    "2023年，全县共收到政府信息公开申请12件，均已办结。",
]
HOSTILE = (
    "<script>document.title='hacked'</script>",
    '"><img src=x onerror="document.title=\'hacked\'">',
    "</style></table></details></div><svg onload=alert(1)>",
    "<a href='javascript:alert(1)'>x</a>",
    "\u202e\u2066evil\u2069\u200b\x01\ud800",
    "<!-- ]]> &lt;b&gt;",
)


def page_of(data: bytes) -> tuple[Report, Any]:
    """A report and its page."""
    report = parse(data)
    document = read(data, source=None, limits=DEFAULT_LIMITS)
    return report, tree_of(page_html(report, document))


def generated(form: Form, container: str, seed: int = 5, **changes: int) -> bytes:
    """A report in a container; `changes` (with `__` for dots) are added to figures."""
    figures = clean_figures(form, Random(seed))
    for name, step in changes.items():
        value = figures[name.replace("__", ".")]
        assert isinstance(value, int)
        figures[name.replace("__", ".")] = value + step
    tables = form_tables(form, printed(figures))
    if container in {"pipes", "tabs"}:
        return as_text(HEAD, tables, container).encode()
    return {"html": as_html, "docx": as_docx, "xlsx": as_xlsx}[container](HEAD, tables)


def digest(script: str) -> str:
    """What a policy calls a script by."""
    return "'sha256-" + base64.b64encode(hashlib.sha256(script.encode()).digest()).decode() + "'"


def tree_of(text: str) -> Any:
    """HTML as lxml reads it."""
    return html.document_fromstring(text)


def by_id(page: Any) -> dict[str, Any]:
    """The elements with an id; each only once."""
    found = page.xpath("//*[@id]")
    named = {element.get("id"): element for element in found}
    assert len(named) == len(found)
    return named


@pytest.mark.parametrize("container", ["html", "docx", "xlsx", "pipes", "tabs"])
@pytest.mark.parametrize("form", [Form.F2014, Form.F2021])
def test_every_figure_leads_to_where_it_is_printed(form: Form, container: str) -> None:
    report, page = page_of(generated(form, container))
    ids = by_id(page)
    assert len(report.facts) > 50
    for fact in report.facts:
        if fact.source is Source.PROSE:
            continue
        cell = ids[f"f-{fact.path}"]
        value = f"{fact.value:f}" if isinstance(fact.value, Decimal) else str(fact.value)
        assert cell.text_content() == value
        place = ids[cell.xpath("a")[0].get("href")[1:]]
        assert place.text_content() == fact.raw
        assert f"{fact.path} = {value} (year)" in place.get("title").split("\n")
        assert place.xpath("a")[0].get("href") == f"#f-{fact.path}"


def test_a_figure_of_a_sentence_leads_to_its_words() -> None:
    report, page = page_of(generated(Form.F2021, "html"))
    [said] = [
        fact for fact in report.facts if fact.source is Source.PROSE and fact.path.endswith("received.total")
    ]
    link, *_ = page.xpath(f"//a[text()='{said.location}']")
    place = by_id(page)[link.get("href")[1:]]
    assert place.tag == "mark"
    assert said.raw in place.text_content()
    assert place.text_content() in HEAD[2]


@pytest.mark.parametrize("container", ["html", "pipes"])
def test_no_link_leads_nowhere_or_outside(container: str) -> None:
    _, page = page_of(generated(Form.F2021, container, applications__received__total=3))
    ids = by_id(page)
    links = page.xpath("//body//@href")
    assert len(links) > 400
    assert {link[0] for link in links} == {"#"}
    assert all(link[1:] in ids for link in links)
    [script] = page.xpath("//script/text()")
    assert page.xpath("//meta[@http-equiv]/@content")[0].count(digest(script)) == 1
    assert not page.xpath("//@src | //link[@href!='data:,'] | //iframe | //object | //img | //form")
    assert not page.xpath("//@*[starts-with(name(), 'on')]")
    assert "url(" not in page.xpath("string(//style)")
    assert "@import" not in page.xpath("string(//style)")
    [policy] = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    assert policy.startswith("default-src 'none'")


def test_findings_name_their_cells_places_and_suspects() -> None:
    report, page = page_of(generated(Form.F2014, "pipes", review__total=1))
    ids = by_id(page)
    [finding] = [one for one in report.findings if one.severity is Severity.ERROR]
    [item] = page.xpath("//li[@class='finding error']")
    text = item.text_content()
    assert finding.message in text
    assert finding.message_zh not in text
    assert "政府信息公开情况统计表（2014—2018年度）" in text
    cells = [ids[link.get("href")[1:]] for link in item.xpath("ul[@class='cells']//a")]
    assert [cell.get("id") for cell in cells] == [f"f-{path}" for path in finding.paths]
    assert all("error" in cell.get("class") for cell in cells)
    links = item.xpath("details[@class='places']//a")
    names = PlaceNames.of(report)
    assert [link.text for link in links] == [names.named(place, Say("en")) for place in finding.locations]
    assert all("row “" in link.text for link in links)
    raws = [fact.raw for path in finding.paths if (fact := report.fact(path)) is not None]
    places = [ids[link.get("href")[1:]] for link in links]
    assert [place.text_content() for place in places] == raws
    assert {place.get("class") for place in places} == {"figure error"}
    assert finding.suspects
    for one in finding.suspects:
        assert f"{english_labels()[one.path].label}: {one.printed} → {one.would_fit}; {one.reason}" in text


def test_what_was_not_understood_is_there_with_its_place() -> None:
    text = (
        "青川县2012年政府信息公开工作年度报告\n一、概述\n\n| 序号 | 甲 | 乙 |\n| 一 | 17 | 23 |\n| "
        "二 | 31 | 37 |\n"
    )
    report, page = page_of(text.encode())
    [item] = report.unread
    [row] = page.xpath("//h2[@id='unread']/following-sibling::div[1]//tr")
    assert item.raw in row.text_content()
    assert item.reason.partition(" / ")[0] in row.text_content()
    assert by_id(page)[row.xpath(".//a")[0].get("href")[1:]].tag in {"td", "div"}


def test_the_text_is_whole_and_in_order() -> None:
    data = generated(Form.F2021, "html")
    document = read(data, source=None, limits=DEFAULT_LIMITS)
    _, page = page_of(data)
    assert len(page.xpath("//div[@id='words']/p")) > len(HEAD)
    for paragraph, block in zip(document.paragraphs(), page.xpath("//div[@id='words']/p"), strict=True):
        place = block.xpath("span[@class='place']")[0].text_content()
        assert block.text_content() == place + paragraph.text
    for table, block in zip(
        document.tables(), page.xpath("//div[@id='words']/div[@class='table']"), strict=True
    ):
        assert [cell.text_content() for cell in block.xpath(".//td[@id]")] == [
            cell.text for row in table.rows for cell in row
        ]


def test_head_evidence_notices_and_other_facts_are_shown() -> None:
    cumulative = fact_of("review.total", 9, location=Location(line=1, span=(1, 2)), approximate=True)
    facts = (fact_of("review.total", 3, location=Location(line=77)), cumulative)
    report = evolve(
        Report.from_facts(facts, organ="青川县", evidence=("title: line 1",), notices=("two pages left out",)),
        unread=(Unread(raw="甲 1", location=Location(line=99), reason="unknown"),),
        findings=(Finding(rule="mine:x", severity=Severity.INFO, message="m", message_zh="z", paths=("review.total", "fees")),),
    )  # fmt: skip
    document = Document(
        blocks=(Paragraph(text="九件", location=Location(line=1), confidence=0.5),),
        container=Container.TEXT,
        furniture=(Paragraph(text="发布时间：2020-01-01", location=Location()),),
    )
    page = tree_of(page_html(report, document))
    text = page.text_content()
    for said in (
        "(no title)",
        "title: line 1",
        "two pages left out",
        "甲 1",
        "line 99",
        "发布时间：2020-01-01",
    ):
        assert said in text
    assert "line 1, recognised 50%" in text
    assert "Fees charged for information on application: not stated" in text
    [other] = page.xpath("//td[@class='n'][contains(., '≈ 9')]")
    assert by_id(page)[other.xpath("a")[0].get("href")[1:]].text_content() == "九件"
    assert not by_id(page)["f-review.total"].xpath("a")


def test_a_report_made_by_hand_has_a_page_too() -> None:
    report = Report.from_facts(())
    report = evolve(report, review=evolve(report.review, total=3))
    page = tree_of(page_html(report, Document(blocks=(), container=Container.TEXT)))
    assert by_id(page)["f-review.total"].text_content() == "3"


def _plain(text: str) -> Document:
    cells = (Cell(text=text, row=0, column=0, location=Location(table=1, row=1, column=1)),)
    return Document(
        blocks=(
            Paragraph(text=text, location=Location(line=1), level=1),
            Table(cells=cells, location=Location(table=1)),
        ),
        container=Container.TEXT,
        source=text,
        furniture=(Paragraph(text=text, location=Location(sheet=text)),),
    )


def _hostile_page(text: str) -> str:
    facts = (
        fact_of("review.total", 3, raw=text, location=Location(table=1, row=1, column=1)),
        fact_of(f"extra.{text}", 3, raw=text, location=Location(line=1, span=(1, 1))),
    )
    finding = Finding(
        rule=f"mine:{text}", severity=Severity.ERROR, message=text, message_zh=text, paths=(f"extra.{text}",),
        locations=(Location(sheet=text),),
    )  # fmt: skip
    report = Report.from_facts(facts, title=text, organ=text, source=text, findings=(finding,))
    return page_html(report, _plain(text))


def _shape(page: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The elements of a page with the names of their attributes, without those that show odd characters."""
    for element in tree_of(page).iter():
        if not isinstance(element.tag, str):
            yield "comment", ()
        elif element.tag not in {"abbr", "br"} and (element.tag != "span" or element.attrib):
            yield element.tag, tuple(sorted(element.attrib))


@pytest.mark.parametrize("text", HOSTILE)
def test_text_of_a_document_cannot_become_code(text: str) -> None:
    page = _hostile_page(text)
    assert list(_shape(page)) == list(_shape(_hostile_page("青川")))
    assert not set(re.findall("[\u200b-\u200f\u202a-\u202e\u2066-\u2069\x01\ud800]", page))
    page.encode("utf-8")


@settings(max_examples=40, deadline=None)
@given(st.text(st.characters(), max_size=30))
def test_no_text_changes_the_elements_of_a_page(text: str) -> None:
    assert list(_shape(_hostile_page("a" + text + "a"))) == list(_shape(_hostile_page("青川")))


def test_characters_that_nobody_sees_are_shown() -> None:
    parts = [("text", "a"), ("unseen", "U+202E"), ("text", "b"), ("break", ""), ("text", "c<")]
    assert list(visible("a\u202eb\nc<")) == parts


@st.composite
def _spans(draw: st.DrawFn) -> tuple[str, list[tuple[int, int]]]:
    text = draw(st.text("甲乙丙<&", min_size=1, max_size=20))
    pairs = st.tuples(st.integers(1, len(text)), st.integers(1, len(text))).map(
        lambda pair: (min(pair), max(pair))
    )
    return text, draw(st.lists(pairs, max_size=8))


@settings(max_examples=150, deadline=None)
@given(_spans())
def test_spans_may_cross_and_the_text_stays_whole(case: tuple[str, list[tuple[int, int]]]) -> None:
    text, spans = case
    places = [Location(line=4, span=span) for span in spans]
    document = Document(blocks=(Paragraph(text=text, location=Location(line=4)),), container=Container.TEXT)
    placed = place_text(document, places, {}, {}, {}, Say("en"))
    page = tree_of(placed.html)
    assert page.text_content().strip("\n") == "line 4" + text
    assert placed.html.count("<mark") == placed.html.count("</mark>")
    for place, (start, end) in zip(places, spans, strict=True):
        [mark] = page.xpath(f"//mark[@id='{placed.anchors[place]}']")
        assert text[start - 1 : end].startswith(mark.text_content())
        before = page.xpath(f"//mark[@id='{placed.anchors[place]}']/preceding::text()")
        outer = "".join(before)
        assert len(outer) >= len("line 4")
        if all(not (s < start <= e < end or start < s <= end < e) for s, e in spans):
            assert mark.text_content() == text[start - 1 : end]


def test_a_place_beyond_the_text_leads_to_its_line_and_an_unknown_one_nowhere() -> None:
    document = Document(
        blocks=(Paragraph(text="甲", location=Location(page=2, line=4)),), container=Container.PDF
    )
    beyond, unknown = Location(page=2, line=4, span=(9, 12)), Location(page=3, line=9)
    assert place_text(document, [beyond, unknown], {}, {}, {}, Say("en")).anchors == {beyond: "p1"}


def test_a_place_that_is_not_quite_a_cell_leads_to_the_nearest_thing() -> None:
    table = evolve(grid([["甲", "1"], ["乙", "2"]]), location=Location(table=3))
    cells = tuple(
        evolve(cell, location=Location(table=3, row=cell.row + 1, column=cell.column + 1))
        for cell in table.cells
    )
    sheet = Cell(text="9", row=0, column=0, location=Location(sheet="表一", table=4, row=5, column=6))
    document = Document(
        blocks=(
            evolve(table, cells=cells),
            Table(cells=(sheet,), location=Location(sheet="表一", table=4, row=5, column=6)),
        ),
        container=Container.SHEET,
    )
    places = [
        Location(table=3, row=2, column=2, span=(1, 1)), Location(table=3, row=2), Location(table=3),
        Location(sheet="表一", row=5, column=6),
    ]  # fmt: skip
    anchors = place_text(document, places, {}, {}, {}, Say("en")).anchors
    assert [anchors[place] for place in places] == ["c4", "c3", "t5", "c6"]


def _columns(table: Any) -> dict[str, int]:
    """The grid column of every named cell, as a browser lays them out."""
    taken: set[tuple[int, int]] = set()
    found: dict[str, int] = {}
    for row, line in enumerate(table.xpath(".//tr")):
        column = 0
        for cell in line.xpath("td"):
            while (row, column) in taken:
                column += 1
            wide, high = int(cell.get("colspan", 1)), int(cell.get("rowspan", 1))
            taken |= {(row + down, column + right) for down in range(high) for right in range(wide)}
            if cell.get("id"):
                found[cell.get("id")] = column
            column += wide
    return found


@settings(max_examples=100, deadline=None)
@given(
    st.lists(
        st.lists(st.tuples(st.integers(1, 3), st.integers(1, 3), st.booleans()), min_size=1, max_size=4),
        min_size=1, max_size=5,
    )
)  # fmt: skip
def test_cells_stay_in_their_columns_where_others_are_missing(
    rows: Sequence[Sequence[tuple[int, int, bool]]],
) -> None:
    whole = grid([[("x", down, right) for down, right, _ in row] for row in rows])
    kept = [keep for row in rows for _, _, keep in row]
    cells = [cell for cell, keep in zip(whole.cells, kept, strict=True) if keep]
    if not cells:
        return
    document = Document(blocks=(evolve(whole, cells=tuple(cells)),), container=Container.HTML)
    page = tree_of(place_text(document, [], {}, {}, {}, Say("en")).html)
    expected = {f"c{number}": cell.column for number, cell in enumerate(cells, 1)}
    assert _columns(page) == expected


def test_the_command_writes_the_page(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    sample = SAMPLES / "linjiang_2017.txt"
    out = tmp_path / "out.html"
    assert main(["page", str(sample), "-o", str(out)]) == 0
    assert main(["page", str(sample)]) == 0
    assert capsys.readouterr().out == out.read_text(encoding="utf-8")
    assert "sum:review.total" in out.read_text(encoding="utf-8")
    assert main(["page", str(tmp_path / "none.txt"), "-o", str(out)]) == 2
    assert main(["page", str(sample), "-o", str(tmp_path / "no" / "folder.html")]) == 2
    assert capsys.readouterr().err.count("govinfo-reports: ") == 2


@pytest.mark.parametrize("name", ["a.html", "sub/../a.html", "link.html"])
def test_the_page_is_never_written_over_the_report(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    report = tmp_path / "a.html"
    shutil.copy(SAMPLES / "yunhe_2022.html", report)
    (tmp_path / "sub").mkdir()
    (tmp_path / "link.html").symlink_to(report)
    assert main(["page", str(report), "-o", str(tmp_path / name)]) == 2
    assert "would be written over the report" in capsys.readouterr().err
    assert report.read_bytes() == (SAMPLES / "yunhe_2022.html").read_bytes()


@pytest.mark.parametrize("data", [b"", b"GIF89a....", "不是报告".encode(), b"\xff\xfe\x00"])
def test_what_cannot_be_read_leaves_no_page(
    data: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    name = "云 河\n\x1b[31m.html"
    (tmp_path / name).write_bytes(data)
    assert main(["page", str(tmp_path / name), "-o", str(tmp_path / "out.html")]) == 2
    assert not (tmp_path / "out.html").exists()
    [line] = capsys.readouterr().err.splitlines()
    assert line.startswith("govinfo-reports: ")
    assert "\x1b" not in line


def test_a_report_with_a_hostile_name_has_a_page(tmp_path: Path) -> None:
    name = '"><script>alert(1)<\\script>\n\u202e.txt'
    shutil.copy(SAMPLES / "linjiang_2017.txt", tmp_path / name)
    assert main(["page", str(tmp_path / name), "-o", str(tmp_path / "out.html")]) == 0
    text = (tmp_path / "out.html").read_text(encoding="utf-8")
    assert text.count("<script") == 1
    assert "\u202e" not in text
    assert tree_of(text).xpath("//th[text()='source']/../td")[0].text_content().endswith(".txt (text)")


def _picture(path: Path) -> Mapping[str, int]:
    """Width, height and number of different bytes in the rows of a PNG."""
    data = path.read_bytes()
    assert data[:8] == b"\x89PNG\r\n\x1a\n"
    width, height = struct.unpack(">II", data[16:24])
    at, body = 8, b""
    while at < len(data):
        size, kind = struct.unpack(">I4s", data[at : at + 8])
        body += data[at + 8 : at + 8 + size] if kind == b"IDAT" else b""
        at += size + 12
    return {"width": width, "height": height, "colours": len(set(zlib.decompress(body)))}


def test_a_browser_shows_the_page(tmp_path: Path) -> None:
    """In Chromium where the machine has it, by its DOM and a screenshot; elsewhere lxml has to read the same
    from the file."""
    out = tmp_path / "页面.html"
    assert main(["page", str(SAMPLES / "linjiang_2017.txt"), "-o", str(out)]) == 0
    if browser() is None:
        shown = out.read_text(encoding="utf-8")
    else:
        shown, complaints = look(out.as_uri(), tmp_path, "--dump-dom")
        assert "CONSOLE" not in complaints
        shot = tmp_path / "shot.png"
        look(f"{out.as_uri()}#f-review.total", tmp_path, f"--screenshot={shot}")
        picture = _picture(shot)
        assert (picture["width"], picture["height"]) == (1500, 1000)
        assert picture["colours"] > 50
    page = tree_of(shown)
    assert page.xpath("string(//title)") == "临江区2017年政府信息公开工作年度报告"
    assert len(page.xpath("//section")) == 2
    assert page.xpath("string(//td[@id='f-review.total'])") == "3"
    assert len(page.xpath("//section[@class='text']//td[@class='figure error']")) == 4


def test_a_browser_runs_nothing_of_a_hostile_document(tmp_path: Path) -> None:
    """In Chromium where the machine has it; elsewhere by the elements that lxml finds."""
    out = tmp_path / "hostile.html"
    out.write_text(_hostile_page("".join(HOSTILE[:4])), encoding="utf-8")
    shown = (
        out.read_text(encoding="utf-8")
        if browser() is None
        else look(out.as_uri(), tmp_path, "--dump-dom")[0]
    )
    page = tree_of(shown)
    assert page.xpath("string(//title)").startswith("<script>")
    assert len(page.xpath("//script")) == 1
    assert not page.xpath("//img | //svg | //body//a[not(starts-with(@href, '#'))]")


def test_a_page_taller_than_a_picture_may_be_is_shown_smaller() -> None:
    picture = encoded(Image.new("L", (1000, 20_000), 255))
    with Image.open(io.BytesIO(picture.data)) as shown:
        assert shown.height <= 16_383
        assert shown.height / shown.width == pytest.approx(20, rel=0.01)
