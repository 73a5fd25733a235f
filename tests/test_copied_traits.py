"""Traits of pages, sheets and Word files that people keep, and the test that speaks of each: the figures are read, or what is lost is said.

| trait | test |
| --- | --- |
| hidden, raised, struck out by a stylesheet | test_copies.py::test_a_page_is_read_as_its_stylesheet_shows_it, test_copies.py::test_what_a_stylesheet_does_not_hide_is_read |
| chosen options of selects | test_what_is_chosen_is_the_figure |
| iframe srcdoc | test_a_page_in_a_frame_of_the_page, test_what_a_frame_hides_is_hidden |
| labels frozen in a table of their own; rows and columns exchanged | test_tables_cut_and_turned |
| serial, unit and percent columns | test_foreign_columns.py::test_in_section_two, test_foreign_columns.py::test_in_section_three, test_statistics_places.py::test_serials_behind_figures_and_units |
| JSON of sites with any escapes | test_containers.py::test_same_figures_from_every_container |
| JSON of sites with the table as rows | test_tables_as_rows_in_json_are_said |
| what only a stylesheet or a drawing prints | test_figures_that_are_drawn_are_said, test_copies.py::test_figures_that_only_a_stylesheet_prints_are_said |
| hidden rows and columns of sheets | test_reader_sheet_hidden.py::test_hidden_rows_and_columns_are_left_out |
| formulas without cached values | test_formulas_without_a_value_are_said |
| raised digits in rich text | test_notes_and_unseen.py::test_a_note_in_word_is_no_digit |
| form fields with drop-down lists | test_an_entry_chosen_from_a_list |
| placeholder texts of content controls | test_a_prompt_is_a_blank |
| altChunk | test_docx_chunks.py::test_the_tables_of_a_document_within |
"""

from __future__ import annotations

import ast
import html
import io
import json
import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from random import Random

import openpyxl
import pytest
from attrs import evolve

from figures import Figure, clean_figures
from govinfo_reports import Form, Report, Source, parse
from govinfo_reports.document import Cell, Table
from govinfo_reports.location import Location
from grids import form_tables, printed
from writers_sheet import as_xlsx, ods
from writers_text import as_docx, as_html

HEAD = ("云河市2022年政府信息公开工作年度报告", "一、总体情况", "全年各项公开工作平稳有序，按时完成任务。")
FORMS = (Form.F2021, Form.F2019, Form.F2014)
FIGURES = {form: clean_figures(form, Random(f"traits {form}")) for form in FORMS}
_FIGURE = re.compile(r"(<td[^>]*>)(-?\d[\d.]*)(</td>)")


def found_in(report: Report) -> dict[str, Figure]:
    return {
        fact.path: fact.value
        for fact in report.facts
        if fact.source is Source.TABLE and fact.value is not None
    }


def page_of(form: Form, figure: Callable[[str], str] = str) -> str:
    page = as_html(HEAD, form_tables(form, printed(FIGURES[form]))).decode()
    return _FIGURE.sub(lambda cell: cell[1] + figure(cell[2]) + cell[3], page)


def framed(page: str) -> str:
    return f'<iframe width="100%" srcdoc="{html.escape(page)}"></iframe>'


@pytest.mark.parametrize(
    "field",
    [
        "<select><option>77</option><option selected>{}</option></select>",
        "<select><option value='a'>{}</option><option>9</option></select>",
        "<select><optgroup label='甲'><option>9</option></optgroup><optgroup><option "
        "selected='selected'> {} </option></optgroup></select>",
        "<input value='{}' list=q><datalist id=q><option>9</option></datalist>",
    ],
)
@pytest.mark.parametrize("form", FORMS)
def test_what_is_chosen_is_the_figure(form: Form, field: str) -> None:
    assert found_in(parse(page_of(form, field.format).encode())) == FIGURES[form]


@pytest.mark.parametrize("form", FORMS)
def test_a_page_in_a_frame_of_the_page(form: Form) -> None:
    whole = page_of(form)
    site = '<html><head><meta charset="utf-8"><title>年报</title></head><body><a href="/">首页</a>{}</body></html>'
    assert found_in(parse(site.format(framed(whole)).encode())) == FIGURES[form]
    assert found_in(parse(site.format(framed(framed(whole))).encode())) == FIGURES[form]
    assert found_in(parse(framed(whole).encode())) == FIGURES[form]
    each = re.sub("<table.*?</table>", lambda table: framed(table[0]), whole, flags=re.DOTALL)
    assert found_in(parse(each.encode())) == FIGURES[form]


def test_what_a_frame_hides_is_hidden() -> None:
    whole, first = page_of(Form.F2021), FIGURES[Form.F2021]
    inner = "<style>.h{display:none}</style><p class=h>隐</p>" + page_of(
        Form.F2021, "<i class=h>9</i>{}".format
    )
    assert found_in(parse(f"<body>{framed(inner)}</body>".encode())) == first
    other = framed(page_of(Form.F2021, "4{}".format)).replace("<iframe", "<iframe style='display:none'")
    report = parse(whole.replace("</body>", other + "</body>").encode())
    assert found_in(report) == first
    assert any("hidden text" in notice for notice in report.notices)
    report = parse(whole.replace("</body>", framed(page_of(Form.F2021, "4{}".format)) + "</body>").encode())
    assert found_in(report) == first
    assert any("beside the page's own tables" in notice for notice in report.notices)
    deep = whole
    for _ in range(4):
        deep = framed(deep)
    report = parse(f"<body><p>{'</p><p>'.join(HEAD)}</p>{deep}</body>".encode())
    assert not found_in(report)
    assert any("a page within pages" in notice for notice in report.notices)


def markup(cells: list[Cell]) -> str:
    rows: dict[int, str] = {}
    for cell in sorted(cells, key=lambda cell: (cell.row, cell.column)):
        spans = f'rowspan="{cell.rowspan}" colspan="{cell.colspan}"'
        rows[cell.row] = rows.get(cell.row, "") + f"<td {spans}>{html.escape(cell.text)}</td>"
    body = "".join(f"<tr>{rows.get(row, '')}</tr>" for row in range(max(rows, default=-1) + 1))
    return f"<table>{body}</table>" if rows else ""


def is_figure(cell: Cell) -> bool:
    return re.fullmatch(r"-?[\d.]+", cell.text) is not None


def turned(table: Table) -> str:
    cells = table.cells
    return markup(
        [
            evolve(cell, row=cell.column, column=cell.row, rowspan=cell.colspan, colspan=cell.rowspan)
            for cell in cells
        ]
    )


def frozen_labels(cells: tuple[Cell, ...]) -> str:
    """The columns without figures in a table of their own, the others in one beside it."""
    first = min((cell.column for cell in cells if is_figure(cell)), default=0)
    left = [cell for cell in cells if cell.column < first]
    right = [cell for cell in cells if cell.column >= first]
    has = {cell.row + below for cell in right for below in range(cell.rowspan)}
    blank = [
        Cell(text="", row=cell.row, column=first, location=Location())
        for cell in left
        if cell.row not in has and cell.column == 0
    ]
    return markup(left) + markup(right + blank)


def frozen(table: Table) -> str:
    return f"<div>{frozen_labels(table.cells)}</div>"


def frozen_both(table: Table) -> str:
    """As frozen, with the heads in tables of their own too."""
    first = min((cell.row for cell in table.cells if is_figure(cell)), default=0)
    heads = tuple(cell for cell in table.cells if cell.row < first)
    labels = min((cell.column for cell in table.cells if is_figure(cell)), default=0)
    corner = markup([cell for cell in heads if cell.column < labels])
    above = markup([cell for cell in heads if cell.column >= labels])
    return corner + above + frozen_labels(tuple(cell for cell in table.cells if cell.row >= first))


CUT: dict[str, tuple[Callable[[Table], str], tuple[Form, ...]]] = {
    "turned": (turned, FORMS),
    "frozen": (frozen, (Form.F2021, Form.F2019)),
    "heads frozen too": (frozen_both, (Form.F2021, Form.F2019)),
}


@pytest.mark.parametrize("share", [0, 0.15])
@pytest.mark.parametrize(("cut", "form"), [(cut, form) for cut, (_, forms) in CUT.items() for form in forms])
def test_tables_cut_and_turned(cut: str, form: Form, share: float) -> None:
    rng = Random(f"{cut}{form}{share}")
    texts = {path: "" if rng.random() < share else text for path, text in printed(FIGURES[form]).items()}
    body = "".join(f"<p>{line}</p>" for line in HEAD)
    for heading, tables in form_tables(form, texts).items():
        body += f"<p>{heading}</p>" + "".join(map(CUT[cut][0], tables))
    found = found_in(parse(f"<html><body><div>{body}</div></body></html>".encode()))
    wanted = {path: value for path, value in FIGURES[form].items() if texts[path]}
    assert {path: value for path, value in found.items() if value != wanted.get(path)} == {}
    assert len(found) >= (1 if share == 0 else 0.9) * len(wanted)


def test_a_table_of_labels_is_not_put_beside_figures_of_another() -> None:
    """A blank table of the form, and one of other figures with as many rows and labels of its own."""
    names = ("一、本年新收政府信息公开申请数量", "二、上年结转政府信息公开申请数量", "三、结转下年度继续办理")
    blank = "".join(f"<tr><td>{name}</td><td></td></tr>" for name in names)
    other = "".join(
        f"<tr><td>{name}</td><td>{at}</td></tr>" for at, name in enumerate(("投诉", "举报", "咨询"), 7)
    )
    heads = "<tr><td>申请人情况</td><td>自然人</td></tr>"
    for left, right in (
        (heads + blank, heads + other),
        (blank, f"<tr><td>类型</td><td>件数</td></tr>{other}"),
    ):
        body = f"<p>{HEAD[0]}</p><table>{left}</table><table>{right}</table>"
        assert not {7, 8, 9} & set(found_in(parse(f"<body>{body}</body>".encode())).values())


@pytest.mark.parametrize(
    ("drawn", "said"),
    [
        ("<canvas data-v='{}'></canvas>", "canvas"),
        ("<canvas>{}</canvas>", "canvas"),
        ("<svg viewBox='0 0 9 9'><text x=1 y=5>{}</text></svg>", "canvas"),
        ("<i data-n='{}'></i>", "stylesheet"),
        ("<img src='{}.gif'>", "images"),
    ],
)
def test_figures_that_are_drawn_are_said(drawn: str, said: str) -> None:
    page = page_of(Form.F2021, drawn.format).replace(
        "</head>", "<style>i::before{content:attr(data-n)}</style></head>"
    )
    report = parse(page.encode())
    assert not found_in(report)
    assert any(said in notice for notice in report.notices)


def test_icons_are_no_drawings_of_figures() -> None:
    icon = "<svg viewBox='0 0 9 9'><title>9</title><path d='M1 1'/></svg>"
    report = parse(page_of(Form.F2021).replace("<p>", f"<p>{icon}").encode())
    assert found_in(report) == FIGURES[Form.F2021]
    assert not report.notices


@pytest.mark.parametrize("form", FORMS)
def test_formulas_without_a_value_are_said(form: Form) -> None:
    book = openpyxl.load_workbook(io.BytesIO(as_xlsx(HEAD, form_tables(form, printed(FIGURES[form])))))
    (sheet,) = book.worksheets
    for row in sheet.iter_rows():
        for cell in row:
            if isinstance(cell.value, int):
                cell.value = f"={cell.value}+0"
    out = io.BytesIO()
    book.save(out)
    report = parse(out.getvalue())
    assert not {
        path
        for path in found_in(report)
        if path.startswith(("applications", "review", "proactive.disclosed"))
    }
    assert any("formulas have no stored result" in notice for notice in report.notices)


def test_a_formula_without_a_value_in_an_open_document() -> None:
    texts = [(HEAD[0],), ("行政复议",), ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计")]
    rows = "".join(
        "<table:table-row>"
        + "".join(
            f'<table:table-cell office:value-type="string"><text:p>{text}</text:p></table:table-cell>'
            for text in row
        )
        + "</table:table-row>"
        for row in texts
    )
    rows += "<table:table-row>" + '<table:table-cell table:formula="of:=1+0"/>' * 5 + "</table:table-row>"
    report = parse(ods(rows))
    assert not found_in(report)
    assert any("5 formulas have no stored result" in notice for notice in report.notices)


_RUN = re.compile(r"<w:r>(?:<w:rPr>.*?</w:rPr>)?<w:t[^>]*>(\d+)</w:t></w:r>")


def word_of(form: Form, field: Callable[[re.Match[str]], str]) -> bytes:
    """The report as a Word file, each figure in a field."""
    source = zipfile.ZipFile(io.BytesIO(as_docx(HEAD, form_tables(form, printed(FIGURES[form])))))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        for name in source.namelist():
            part = source.read(name)
            if name == "word/document.xml":
                part = _RUN.sub(field, part.decode()).encode()
            made.writestr(name, part)
    return out.getvalue()


def control(properties: str, content: str) -> str:
    return f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>"


@pytest.mark.parametrize("prompt", ["单击此处输入数字", "0", "请填写1至99"])
def test_a_prompt_is_a_blank(prompt: str) -> None:
    shown = control("<w:showingPlcHdr/>", f"<w:r><w:t>{prompt}</w:t></w:r>")
    assert not found_in(parse(word_of(Form.F2021, lambda _: shown)))
    typed = '<w:showingPlcHdr w:val="false"/><w:text/>'
    filled = parse(word_of(Form.F2021, lambda figure: control(typed, figure[0])))
    assert found_in(filled) == FIGURES[Form.F2021]


@pytest.mark.parametrize("form", FORMS)
def test_an_entry_chosen_from_a_list(form: Form) -> None:
    def listed(figure: re.Match[str]) -> str:
        entries = "".join(f'<w:listEntry w:val="{entry}"/>' for entry in ("77", figure[1], "5"))
        data = f'<w:ffData><w:ddList><w:result w:val="1"/>{entries}</w:ddList></w:ffData>'
        begin = f'<w:r><w:fldChar w:fldCharType="begin">{data}</w:fldChar></w:r>'
        return (
            f"{begin}<w:r><w:instrText> FORMDROPDOWN </w:instrText></w:r>"
            '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
        )

    assert found_in(parse(word_of(form, listed))) == FIGURES[form]
    chosen = "<w:dropDownList><w:listItem w:value='77'/></w:dropDownList>"
    assert found_in(parse(word_of(form, lambda figure: control(chosen, figure[0])))) == FIGURES[form]


ARTICLE = "<p>" + "</p><p>".join(HEAD) + "</p><p>" + "各部门按时办理公开事项，平稳有序。" * 9 + "</p>"


def lists_of(table: Table) -> list[list[str]]:
    return [["" if cell is None else cell.text for cell in row] for row in table.covering()]


def objects_of(table: Table) -> list[dict[str, str | int]]:
    """Each row of figures with the lowest head of each column as its key; one that stands twice has a
    blank more."""
    rows = lists_of(table)
    first = min((cell.row for cell in table.cells if is_figure(cell)), default=1)
    keys: list[str] = []
    for head in next(row for row in reversed(rows[:first]) if all(row)):
        keys.append(head + " " * sum(key.strip() == head for key in keys))
    values = [[int(text) if text.isdigit() else text for text in row] for row in rows[first:]]
    return [dict(zip(keys, row, strict=True)) for row in values]


@pytest.mark.parametrize("form", FORMS)
def test_tables_as_rows_in_json_are_said(form: Form) -> None:
    tables = [table for own in form_tables(form, printed(FIGURES[form])).values() for table in own]
    news = [{"title": "自然人", "id": 3}, {"title": "a", "id": 4}]
    site: dict[str, object] = {"title": HEAD[0], "content": ARTICLE, "news": news}
    assert not parse(json.dumps(site).encode()).notices
    for rows in (
        [*map(lists_of, tables)],
        json.dumps([*map(lists_of, tables)]),
        [*map(objects_of, tables)],
        dict(zip("abcdefghij", map(objects_of, tables), strict=False)),
    ):
        report = parse(json.dumps({"data": {**site, "rows": rows}}).encode())
        assert not found_in(report)
        assert any("tables that stand as rows" in notice for notice in report.notices)


@pytest.mark.parametrize(
    "rows",
    [
        "主动公开政府信息数|制发规范性文件总数|收到申请数|行政复议数量//数量|11|22|33",
        "|主动公开政府信息数|制发规范性文件总数|收到申请数|行政复议数量//2015年|11|22|33|44",
        "|主动公开政府信息数|制发规范性文件总数|收到申请数|行政复议数量//市教育局|11|22|33|44",
        "单位|主动公开政府信息数|制发规范性文件总数|收到申请数|行政复议数量//目标值|11|22|33|44",
        "2015年|规章|行政规范性文件//本年制发件数|884|920//本年废止件数|161|633//现行有效件数|1|2",
    ],
)
def test_an_exchanged_table_that_says_more_than_the_form_is_not_turned(rows: str) -> None:
    cells = "".join(
        f"<tr>{''.join(f'<td>{one}</td>' for one in row.split('|'))}</tr>" for row in rows.split("//")
    )
    report = parse(f"<p>{'</p><p>'.join(HEAD)}</p><table>{cells}</table>".encode())
    assert not found_in(report)
    assert report.unread


def test_every_trait_has_its_test() -> None:
    here = Path(__file__)
    named = re.findall(r"(?:(test_\w+\.py)::)?(test_\w+)", (__doc__ or "").partition("| --- |")[2])
    assert len(named) > 15
    for file, name in named:
        tree = ast.parse((here.parent / (file or here.name)).read_text("utf-8"))
        assert name in {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}, (file, name)
