"""Reports whose tables have lost their cell borders: every figure that is given is right, and what is not
given is said."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from decimal import Decimal
from random import Random

import pytest
from attrs import evolve

import writers_text as written
from figures import Figure, clean_figures
from glued_documents import LAYOUTS, Style, glued_report, glued_statistics, random_figures, random_style
from glued_provincial import FAMILIES as PROVINCIAL_FAMILIES
from govinfo_reports import Form, How, Report, Severity, parse, parse_text
from govinfo_reports.document import Table
from govinfo_reports.facts import Fact, Scope, Source
from grids import form_tables, grid, printed
from provincial_tables import LAYOUTS as PROVINCIAL
from provincial_tables import ROWS, Layout, values_of

HEAD = ("云河市2022年政府信息公开工作年度报告", "一、总体情况", "全市各级行政机关认真执行条例。")


def table_facts(report: Report) -> dict[tuple[str, Scope], Fact]:
    found: dict[tuple[str, Scope], Fact] = {}
    for fact in report.facts + report.extra:
        if fact.source is Source.TABLE:
            found.setdefault((fact.path, fact.scope), fact)
    return found


def judge(report: Report, figures: Mapping[str, Figure]) -> Counter[str]:
    """How many figures are right, how many are said to be undecided; fails on a wrong or a lost one."""
    facts = table_facts(report)
    rules = {finding.rule: finding.severity for finding in report.findings}
    counted: Counter[str] = Counter()
    for path, value in figures.items():
        fact = facts[path, Scope.YEAR]
        if fact.value is None:
            assert fact.candidates, path
            assert value in fact.candidates or len(fact.candidates) == 12, (path, value, fact)
            assert rules[f"ambiguous:{path}"] is Severity.INFO
            counted[f"{path.split('.')[0]} open"] += 1
        else:
            assert fact.value == value, (path, fact)
            counted[path.split(".")[0]] += 1
    assert {path for path, _ in facts} == set(figures)
    return counted


@pytest.mark.parametrize("form", [Form.F2019, Form.F2021])
@pytest.mark.parametrize("layout", LAYOUTS)
def test_glued_reports(form: Form, layout: str) -> None:
    counted: Counter[str] = Counter()
    for seed in range(6):
        rng = Random(f"{form}{layout}{seed}")
        style = evolve(random_style(rng, form), layout=layout, gap=rng.choice(("", " ")))
        figures = random_figures(rng, form, style)
        report = parse_text(glued_report(form, figures, style, rng))
        counted += judge(report, figures)
        assert report.form is form
        assert not report.unread
        assert any("12个乡镇" in section.text for section in report.sections)
    assert counted["applications open"] <= 0.03 * counted["applications"]


@pytest.mark.parametrize("layout", LAYOUTS[:3])
@pytest.mark.parametrize("gap", ["", " "])
def test_glued_statistics_table(layout: str, gap: str) -> None:
    for seed in range(4):
        figures = clean_figures(Form.F2014, Random(seed))
        report = parse_text(glued_statistics(figures, Style(layout=layout, gap=gap)))
        assert {path: fact.value for (path, _), fact in table_facts(report).items()} == figures
        assert report.form is Form.F2014
        assert not report.unread


def damaged(table: Table, kind: str, rng: Random) -> Table:
    """Some rows of section three with several figures in one cell, one figure in two cells, or cut in two."""
    rows: list[Sequence[str | tuple[str, int, int]]] = []
    for row in table.rows:
        texts = [(cell.text, cell.rowspan, cell.colspan) for cell in row]
        places = [place for place, (text, _, _) in enumerate(texts) if text.isdigit()]
        if len(places) < 5 or rng.random() > 0.3:
            rows.append(texts)
        elif kind == "some":
            first = rng.choice(places[:-2])
            last = first + rng.choice((2, 3))
            whole = "".join(text for text, _, _ in texts[first:last])
            rows.append([*texts[:first], (whole, 1, 1), *texts[last:]])
        elif kind == "all":
            rows.append([*texts[: places[0]], "".join(text for text, _, _ in texts[places[0] :])])
        elif kind == "spaced":
            rows.append([*texts[: places[0]], " ".join(text for text, _, _ in texts[places[0] :])])
        elif kind == "torn":
            at = rng.choice(places[2:-1])  # a lone cell on a line is no row of a table in text
            rows += [texts[:at], texts[at:]]
        else:
            wide = [place for place in places if len(texts[place][0]) > 1]
            if not wide:
                rows.append(texts)
                continue
            at = rng.choice(wide)
            text = texts[at][0]
            cut = rng.randint(1, len(text) - 1)
            rows.append([*texts[:at], text[:cut], text[cut:], *texts[at + 1 :]])
    return grid(rows)


@pytest.mark.parametrize("kind", ["some", "all", "spaced", "split", "torn"])
@pytest.mark.parametrize("container", ["tabs", "pipes", "html"])
def test_rows_of_a_bordered_table(kind: str, container: str) -> None:
    if kind == "torn" and container == "html":
        container = "markdown"  # a grid has no torn rows: its merged label cells reach over both
    for seed in range(3):
        rng = Random(f"{kind}{seed}")
        form = rng.choice((Form.F2019, Form.F2021))
        figures = random_figures(rng, form, Style(three_rows=form is Form.F2021))
        tables = {
            heading: [damaged(table, kind, rng) if heading.startswith("三") else table for table in pieces]
            for heading, pieces in form_tables(form, printed(figures)).items()
        }
        text = (
            written.as_html(HEAD, tables)
            if container == "html"
            else written.as_text(HEAD, tables, container).encode()
        )
        report = parse(text)
        judge(report, figures)
        assert not report.unread


def test_borders_are_believed_though_the_sums_are_broken() -> None:
    figures = clean_figures(Form.F2021, Random(4)) | {"applications.received.total": 99999}
    report = parse_text(written.as_text(HEAD, form_tables(Form.F2021, printed(figures)), "tabs"))
    assert report.get("applications.received.total") == 99999
    assert "across:applications.received" in {finding.rule for finding in report.findings}
    assert all(fact.match.how is not How.DECODED for fact in report.facts)


def test_exchanged_columns_of_a_glued_table_are_read_by_their_heads() -> None:
    figures = clean_figures(Form.F2021, Random(6))
    text = glued_report(Form.F2021, figures, Style(), Random(0))
    changed = text.replace("商业企业科研机构", "科研机构商业企业")
    report = parse_text(changed)
    for path, value in figures.items():
        if path.startswith("applications.") and not path.endswith((".total", ".natural_person")):
            other = (
                path.replace(".business", ".x").replace(".research", ".business").replace(".x", ".research")
            )
            fact = report.fact(other)
            assert fact is not None
            assert fact.value in (None, value)


def test_a_table_with_other_columns_is_not_cut_up() -> None:
    text = glued_report(Form.F2021, clean_figures(Form.F2021, Random(6)), Style(), Random(0))
    report = parse_text(text.replace("科研机构", ""))
    assert not any(
        fact.path.startswith("applications.") and fact.source is Source.TABLE for fact in report.facts
    )
    assert any("columns of its head" in item.reason for item in report.unread)


def test_a_misprinted_label_between_glued_rows_keeps_its_row() -> None:
    figures = clean_figures(Form.F2021, Random(9))
    text = glued_report(Form.F2021, figures, Style(layout="row a line"), Random(0))
    report = parse_text(
        text.replace("6.属于四类过程性信息", "6.属于四类过程性倍息").replace("2.重复申请", "2.xx申请xx")
    )
    fact = report.fact("applications.outcomes.refused.deliberative_process.total")
    assert fact is not None
    assert fact.value == figures[fact.path]
    assert fact.match.evidence
    assert report.fact("applications.outcomes.not_processed.repeated.total") is None
    assert any("申请" in item.raw for item in report.unread)


def test_page_numbers_between_rows_are_no_figures() -> None:
    figures = clean_figures(Form.F2021, Random(12))
    lines = glued_report(Form.F2021, figures, Style(layout="row a line"), Random(0)).split("\n")
    at = next(place for place, line in enumerate(lines) if line.startswith("3.危及"))
    report = parse_text("\n".join([*lines[:at], "- 4 -", *lines[at:]]))
    judge(report, figures)


# ---------------------------------------------------------------- provincial tables

STOCK = {layout.name: layout for layout in PROVINCIAL}
FAMILIES = PROVINCIAL_FAMILIES[STOCK["stock"].rows]


def glued_provincial(layout: Layout, values: Mapping[tuple[str, Scope], int], gap: str) -> str:
    text = gap.join("".join(str(head)) for head in layout.heads[0])
    for label, unit, path in ROWS[layout.rows]:
        figures = (
            "".join(str(values[path, scope]) for scope in (Scope.YEAR, Scope.CUMULATIVE)) if path else ""
        )
        text += gap + gap.join((label, unit, figures) if path else (label,))
    return (
        f"云河市2013年政府信息公开工作年度报告 一、概述 工作有序开展。 附表：统计表 {text} "
        "二、存在的问题 公开内容不够丰富。"
    )


@pytest.mark.parametrize("name", ["stock", "sums", "months"])
@pytest.mark.parametrize("gap", ["", " "])
@pytest.mark.parametrize("consistent", [True, False])
def test_glued_provincial_tables(name: str, gap: str, consistent: bool) -> None:
    decided = 0
    for seed in range(8):
        rng = Random(f"{name}{seed}")
        layout = STOCK[name]
        values = values_of(layout, rng)
        for total, parts in FAMILIES.items() if consistent and name == "stock" else ():
            for scope in (Scope.YEAR, Scope.CUMULATIVE):
                values[total, scope] = sum(values[part, scope] for part in parts)
        report = parse_text(glued_provincial(layout, values, gap))
        facts = table_facts(report)
        assert set(facts) == set(values)
        for key, value in values.items():
            wanted: Figure = Decimal(value) / 10000 if key[0] == "fees" else value
            if facts[key].value is None:
                assert wanted in facts[key].candidates or len(facts[key].candidates) == 12
            else:
                assert facts[key].value == wanted
                decided += 1
        assert not report.unread
        assert report.form is Form.PROVINCIAL
    assert decided


def test_last_years_report_decides_what_sums_cannot() -> None:
    layout = STOCK["months"]
    path = "applications.received.total"
    before = {(path, Scope.YEAR): 30, (path, Scope.CUMULATIVE): 480}
    now = {(path, Scope.YEAR): 45, (path, Scope.CUMULATIVE): 525}
    others = {key: 0 for key in values_of(layout, Random(0)) if key[0] != path}
    previous = parse_text(glued_provincial(layout, others | before, " ").replace("30480", "30 480"))
    assert previous.get(path) == 30
    text = glued_provincial(layout, others | now, "")
    alone = parse_text(text).fact(path)
    assert alone is not None
    assert alone.value is None
    assert 45 in alone.candidates
    fact = parse_text(text, previous=previous).fact(path)
    assert fact is not None
    assert fact.value == 45
    assert fact.decoded_by == (f"order:{path}", f"cumulative:{path}")


CODED = (
    "云河市2013年政府信息公开工作年度报告 一、概述 工作有序开展。 附表：统计表 指标名称 计量单位 "
    "代码 2013年度 历年累计 "
    "主动公开信息数 条 01 425 1516 申请总数 条 02 7 19 行政复议数 件 03 0 1 现场接待人数 人次 {last}"
)


def test_the_code_of_a_row_in_running_text_is_no_figure() -> None:
    report = parse_text(CODED.format(last="04 12 88"))
    values = {key: fact.value for key, fact in table_facts(report).items()}
    assert values["proactive.disclosed", Scope.YEAR] == 425
    assert values["applications.received.total", Scope.CUMULATIVE] == 19
    assert values["extra.现场接待人数", Scope.YEAR] == 12
    assert not report.unread


def test_the_code_is_known_by_its_place_in_the_row_of_codes() -> None:
    fact = table_facts(parse_text(CODED.format(last="041288")))["extra.现场接待人数", Scope.YEAR]
    assert fact.value is None
    assert fact.candidates == (1, 12)


def test_figures_run_together_with_codes_in_no_order_stay_unread() -> None:
    report = parse_text(CODED.format(last="071288"))
    assert ("extra.现场接待人数", Scope.YEAR) not in table_facts(report)
    assert any("code" in item.reason and item.raw == "071288" for item in report.unread)


@pytest.mark.parametrize(
    ("printed_figures", "year", "candidates"),
    [
        ("00", Decimal(0), ()),
        ("0.51.25", Decimal("0.5"), ()),
        ("1.534.1", None, (Decimal("1.5"), Decimal("1.53"))),
        ("1020", Decimal(10), ()),
    ],
)
def test_amounts_run_together(printed_figures: str, year: Figure, candidates: tuple[Decimal, ...]) -> None:
    text = (
        "云河市2013年政府信息公开工作年度报告 一、概述 工作有序开展。 附表：统计表 指标名称 "
        "计量单位 2013年度 历年累计 "
        f"主动公开信息数 条 425 1516 申请总数 条 7 19 依申请公开信息收取的费用 万元 {printed_figures}"
    )
    fact = table_facts(parse_text(text))["fees", Scope.YEAR]
    assert fact.value == year
    assert set(candidates) <= set(fact.candidates)
