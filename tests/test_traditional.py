"""Reports in traditional characters read the same as in simplified ones, and are printed as printed."""

from __future__ import annotations

import sys
from random import Random

import pytest
from opencc import OpenCC

import writers_text as written
from figures import clean_figures
from glued_documents import Style, glued_report
from govinfo_reports import Form, Report, parse, parse_text
from govinfo_reports.document import Container, Document, Paragraph
from govinfo_reports.location import Location
from govinfo_reports.simplify import is_traditional, restored, simplify
from grids import form_tables, printed

TEXT = (
    "临江区2013年政府信息公开工作年度报告\n"
    "本报告由临江区人民政府办公室编制，所列数据的统计期限自2013年1月1日起至2013年12月31日止。"
    "联系电话：0930-3255660。\n"
    "一、概述\n全区各级机关认真执行条例，通过门户网站发布信息，主动公开政府信息1230条，"
    "其中主动公开规范性文件31件。\n"
    "三、依申请公开情况\n共受理政府信息公开申请31件，其中当面申请12件，网络申请19件，均已按时办结并答复。\n"
    "四、行政复议情况\n本年度未发生行政复议和行政诉讼。\n"
)
KINDS = ("s2t", "s2tw", "s2twp", "s2hk")


def figures_of(report: Report) -> set[tuple[str, object, str]]:
    return {(fact.path, fact.value, fact.source.value) for fact in report.facts + report.extra}


@pytest.mark.parametrize("kind", KINDS)
def test_prose_reads_the_same(kind: str) -> None:
    text = OpenCC(kind).convert(TEXT)
    plain, report = parse_text(TEXT), parse_text(text)
    assert figures_of(report) == figures_of(plain)
    assert len(figures_of(plain)) >= 6
    assert (report.title, report.organ, report.year, report.period and report.period.end) == (
        plain.title,
        plain.organ,
        plain.year,
        plain.period and plain.period.end,
    )
    assert report.contact == plain.contact
    assert [section.title for section in report.sections] == [
        OpenCC(kind).convert(section.title) for section in plain.sections
    ]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("form", [Form.F2014, Form.F2019, Form.F2021])
def test_tables_read_the_same(kind: str, form: Form) -> None:
    figures = clean_figures(form, Random(5))
    page = written.as_html(TEXT.split("\n"), form_tables(form, printed(figures))).decode()
    report = parse(OpenCC(kind).convert(page).encode())
    assert {fact.path: fact.value for fact in report.facts if fact.source.value == "table"} == figures
    assert report.form is form


def test_glued_tables_read_the_same() -> None:
    text = glued_report(Form.F2021, clean_figures(Form.F2021, Random(7)), Style(), Random(0))
    assert figures_of(parse_text(OpenCC("s2t").convert(text))) == figures_of(parse_text(text))


def test_what_is_printed_is_as_printed() -> None:
    text = OpenCC("s2t").convert(TEXT)
    report = parse_text(text)
    fact = report.fact("applications.received.total")
    assert fact is not None
    assert "件" in fact.raw
    assert fact.match.label in "".join(text.split())
    assert "認真執行條例" in "".join(section.text for section in report.sections)
    place = fact.location
    assert place.line is not None
    assert place.span is not None
    assert "31件" in text.split("\n")[place.line - 1][place.span[0] - 1 : place.span[1]]


def test_pronunciation_behind_characters_is_dropped() -> None:
    text = (
        OpenCC("s2t")
        .convert(TEXT)
        .replace("報告", "報(bào)告")
        .replace("數據", "數(shù)據(jù)")
        .replace("請", "請(qǐng)")
    )
    assert figures_of(parse_text(text)) == figures_of(parse_text(TEXT))


def test_simplified_text_is_left_alone() -> None:
    place = Location(line=1)
    document = Document(blocks=(Paragraph(text=TEXT, location=place),), container=Container.TEXT)
    same, printed = simplify(document)
    assert same is document
    assert restored((1, 2), printed) == (1, 2)
    assert printed.quoted("任何文字") == "任何文字"


def test_a_few_traditional_words_do_not_make_a_traditional_text() -> None:
    assert not is_traditional([TEXT, "繁體版"])
    assert not is_traditional(["開關"])


def test_without_the_extra_a_notice_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "opencc", None)
    report = parse_text(OpenCC("s2t").convert(TEXT))
    assert any("opencc" in notice and "traditional" in notice for notice in report.notices)
    assert report.title is not None


def test_words_that_do_not_stand_in_the_text_are_given_back_as_they_are() -> None:
    paragraph = Paragraph(text=OpenCC("s2t").convert(TEXT), location=Location(line=1))
    _, printed = simplify(Document(blocks=(paragraph,), container=Container.TEXT))
    assert printed.quoted("云河市") == "云河市"
    assert printed.quoted("主动公开 政府信息") == "主動公開 政府信息"


@pytest.mark.parametrize("sign", ["⺀", "⺙", "⺶", "⺊⼀"])
def test_radicals_that_stand_for_no_character_stay(sign: str) -> None:
    report = parse_text(TEXT.replace("一、概述", f"一、概述{sign}"))
    assert figures_of(report) == figures_of(parse_text(TEXT))
