"""Stages as data: the list that is shown is the list that runs, and no step of it can go."""

from __future__ import annotations

import inspect
import json
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Any

import pytest

import test_copies_lines
import test_copies_order
import test_copies_torn
import test_copies_torn_pages
import test_page_pictures
import test_pdf_traits
import test_pdf_unseen
import test_reader_pdf
import test_reader_pdf_aligned
import test_reader_pdf_pasted
import test_table_habits
from govinfo_reports.cli import main
from govinfo_reports.cli.stages import stages
from govinfo_reports.document import Document
from govinfo_reports.errors import GovInfoError
from govinfo_reports.forms import vocabulary
from govinfo_reports.indicators import Form
from govinfo_reports.limits import Limits
from govinfo_reports.readers.pdf import assembly
from govinfo_reports.readers.pdf import passes as page
from govinfo_reports.readers.text import shapes
from govinfo_reports.readers.text.read import text_document
from govinfo_reports.tables import Tables, passes, read_tables
from govinfo_reports.tables.applications import passes as rows
from govinfo_reports.tables.applications.lines import row_paths
from scanned_reports import ruled_report

_APPLICANTS = "自然人\t商业企业\t科研机构\t社会公益组织\t法律服务机构\t其他\t总计\n"
_TWO = (
    "二、主动公开政府信息情况\n信息内容\t本年制发件数\t本年废止件数\t现行有效件数\n规章\t1\t2\t3\n五、问题\n"
)
_THREE = f"三、收到和处理政府信息公开申请情况\n申请人情况\t{_APPLICANTS}一、本年新收政府信息公开申请数量\t1\t0\t0\t0\t0\t0\t1\n"
_RECEIVED = "一、本年新收政府信息公开申请数量"
_PIPES = (
    f"三、收到和处理政府信息公开申请情况\n| 申请人情况 | {_APPLICANTS.strip().replace(chr(9), ' | ')} |\n"
)
_FOUR = "四、政府信息公开行政复议、行政诉讼情况\n行政复议\n结果维持\t结果纠正\t其他结果\t尚未审结\t总计\n{}\n"
_COLUMN = (
    "三、收到和处理政府信息公开申请情况\n<table>"
    + "".join(
        "<tr>" + "".join(f"<td>{cell}</td>" for cell in row.split()) + "</tr>"
        for row in (
            f"申请人情况 {_APPLICANTS} 上年情况",
            "一、本年新收政府信息公开申请数量 46 5 0 1 2 0 54 71",
            "二、上年结转政府信息公开申请数量 3 0 0 0 0 0 3 72",
            "（一）予以公开 18 2 0 0 1 0 21 73",
            "（七）总计 18 2 0 0 1 0 21 74",
        )
    )
    + "</table>"
)

_TURNED = (
    "三、收到和处理政府信息公开申请情况\n<table><tr><td>申请人情况</td><td>一、本年新收政府信息公开申请数量</td></tr>"
    + "".join(f"<tr><td>{name}</td><td>1</td></tr>" for name in _APPLICANTS.split())
    + "</table>"
)

_TABLES = {
    "upright": _TURNED,
    "grammar": _TWO,
    "foreign columns": _COLUMN,
    "section two": _TWO,
    "section three": _THREE,
    "section four": _FOUR.format("1\t0\t2\t0\t3"),
    "set aside": _COLUMN,
    "taken out": _FOUR.format("1\t0\t2\t0\t3"),
    "by chance": "\n".join((_THREE.replace("\t1\t", "\t1\t1\t1\t") + _FOUR.format("1 0 2 0 4")).split()),
    "page fields": "索引号\t发布机构\t发布日期\n0144\t云河市政府办\t2018-02-28\n",
    "statistics": "统计指标\t单位\t统计数\n主动公开政府信息数\t条\t7\n收到申请数\t件\t5\n",
    "statistics in lines": "统计指标 单位 统计数\n主动公开政府信息数 条 7\n收到申请数 件 5\n",
    "left": "镇名\t甲\t乙\n东镇\t3\t4\n西镇\t5\t6\n",
    "lost forms": "本年新收政府信息公开申请数量 上年结转政府信息公开申请数量 结转下年度继续办理 未经复议直接起诉 复议后起诉 本机关不掌握相关政府信息 没有现成信息需要另行制作 补正后申请内容仍不明确\n",
}


def _lines_of_one_cell() -> str:
    """All heads, all labels, and then all figures, each in a line: only the sums tell whose they are."""
    cases = {"applications.received", "applications.outcomes.granted", "applications.outcomes.total"}
    labels = {entry.key: entry.words for entry in vocabulary().of_kind("row") if entry.official}
    lines = [*_APPLICANTS.split(), *(labels[path] for path in row_paths()[0])]
    for path in row_paths()[0]:
        lines += ["3", "0", "0", "0", "0", "0", "3"] if path in cases else ["0"] * 7
    return "\n".join(("三、收到和处理政府信息公开申请情况", "申请人情况", *lines))


def _document(text: str) -> Document:
    return text_document(text, source=None, limits=Limits())


def _read(text: str) -> Tables:
    return read_tables(_document(text))


def test_every_pass_over_tables_has_a_sample() -> None:
    assert [step.name for step in passes.PASSES] == list(_TABLES)


@pytest.mark.parametrize("name", _TABLES)
def test_no_pass_over_tables_can_go(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    told = _read(_TABLES[name])
    monkeypatch.setattr(
        "govinfo_reports.tables.PASSES", tuple(one for one in passes.PASSES if one.name != name)
    )
    assert _read(_TABLES[name]) != told


_PAGE: dict[str, Callable[..., None]] = {
    "notes": test_reader_pdf.test_text_of_form_fields_is_read,
    "weight": test_pdf_unseen.test_an_off_layer_on_a_page_of_many_shapes_is_said,
    "unseen": partial(test_pdf_unseen.test_a_figure_under_a_patch_is_not_read, "box", ""),
    "under pictures": test_pdf_unseen.test_figures_under_a_picture_are_said,
    "pale": partial(test_pdf_traits.test_turned_text_over_a_table_is_a_watermark, 45, False),
    "characters": test_pdf_traits.test_the_table_itself,
    "layers": partial(test_pdf_unseen.test_a_layer_that_is_off_is_not_read, False),
    "overprinted": partial(test_pdf_unseen.test_figures_printed_over_each_other_are_none, "812", "81"),
    "rulings": test_reader_pdf.test_two_pages_on_one_sheet_with_tables,
    "struck": partial(test_pdf_traits.test_struck_out_figures_are_not_read_and_said, "line"),
    "told": partial(test_pdf_unseen.test_a_figure_under_a_patch_is_not_read, "box", ""),
    "scans": test_reader_pdf.test_a_scan_says_that_it_is_one,
    "pasted": test_reader_pdf_pasted.test_without_the_packages_that_recognise_it_an_image_is_told,
    "picture": test_page_pictures.test_each_figure_of_a_pdf_has_ink_in_its_box_and_little_beside_it,
    "views": test_pdf_traits.test_the_table_itself,
    "drawings": partial(test_pdf_unseen.test_a_figure_that_is_drawn_is_said, "curves"),
}
"""A test that each pass over a page is needed for."""

_PAGES: dict[str, Callable[..., None]] = {
    "boxes": test_reader_pdf.test_frames_and_boxes_around_text_are_text,
    "furniture": partial(test_reader_pdf.test_page_numbers_and_heads_are_not_text, "- {} -"),
    "aligned": partial(test_reader_pdf_aligned.test_the_figures_come_back, Form.F2021, 1, False),
    "order": test_pdf_traits.test_the_table_itself,
    "columns": test_reader_pdf.test_tables_without_lines_by_their_columns,
    "blocks": test_pdf_traits.test_the_table_itself,
}
"""And each over all pages."""

_ROWS: dict[str, str | Callable[..., None]] = {
    "blanks": test_table_habits.test_a_row_in_which_blanks_could_be_on_either_side_is_not_read,
    "moved": f"{_PIPES}| {_RECEIVED} | 1 | | 0 | 0 | 2 | 0 | 0 | 3 |\n",
    "unsure": f"{_PIPES}| {_RECEIVED} | | 5 | 0 | 0 | 0 | 0 | 0 | 1 |\n",
    "cut off": partial(
        test_copies_torn.test_a_blank_before_a_row_in_a_table_of_its_own_is_no_applicant,
        "| 四、结转下年度继续办理 | | | 0 | 1 | 0 | 0 | 0 | 1 |",
    ),
    "spilled": test_copies_torn_pages.test_a_label_with_figures_before_a_row_without_one_has_only_its_own,
    "table": _THREE.replace("\t", " "),
    "listed": _lines_of_one_cell(),
    "heads": f"{_PIPES.replace('科研机构', '合订')}| {_RECEIVED} | 1 | 0 | 0 | 0 | 0 | 0 | 1 |\n",
    "order": partial(test_table_habits.test_a_head_that_has_lost_its_width_moves_no_column, Form.F2019),
    "proved": test_copies_order.test_heads_that_wrap_are_not_believed_where_rows_do_not_add_up,
    "group": (
        f"{_PIPES}| {_RECEIVED} | 4 | 0 | 0 | 0 | 0 | 0 | 4 |\n| （六）其他处理 | 3 | 0 | 0 | 0 | 0 | 0 | 3 |\n"
        "| 1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请 | 3 | 0 | 0 | 0 | 0 | 0 | 3 |\n"
    ),
    "apart": (
        f"{_PIPES}\n{_RECEIVED}\n| 1 | 0 | 0 | 0 | 0 | 0 | 1 |\n"
        "二、上年结转政府信息公开申请数量\n| 2 | 0 | 0 | 0 | 0 | 0 | 2 |\n正文\n"
        "| 某某情况 | 3 | 0 | 0 | 0 | 0 | 0 | 3 |\n"
    ),
    "by chance": partial(
        test_copies_lines.test_blank_cells_that_were_left_out_give_no_figure_of_another_column,
        0,
        test_copies_lines.left_out,
    ),
    "cut": partial(
        test_copies_torn_pages.test_figures_above_their_labels_are_theirs_where_each_label_has_a_line, 1
    ),
    "facts": _THREE,
}
"""A document that each pass over the rows of section three is needed for, or a test."""


@pytest.mark.parametrize("name", _ROWS)
def test_no_pass_over_rows_can_go(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    needs = _ROWS[name]
    told = _read(needs) if isinstance(needs, str) else _passes(needs, {})
    assert told
    monkeypatch.setattr(rows, "PASSES", tuple(one for one in rows.PASSES if one.name != name))
    assert (_read(needs) if isinstance(needs, str) else _passes(needs, {})) != told


def test_every_pass_over_rows_has_a_sample() -> None:
    assert [step.name for step in rows.PASSES] == list(_ROWS)


def _passes(test: Callable[..., None], fixtures: Mapping[str, Any]) -> bool:
    wanted = inspect.signature(test).parameters
    try:
        test(**{name: value for name, value in fixtures.items() if name in wanted})
    except (AssertionError, GovInfoError, LookupError, ValueError, pytest.fail.Exception):
        return False
    return True


@pytest.mark.parametrize(
    ("module", "name", "test"),
    [
        *((page, name, test) for name, test in _PAGE.items()),
        *((assembly, name, test) for name, test in _PAGES.items()),
    ],
)
def test_no_pass_over_pages_can_go(
    module: Any, name: str, test: Callable[..., None], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    fixtures: dict[str, Any] = {"tmp_path": tmp_path}
    if "pdf" in inspect.signature(test).parameters:
        fixtures["pdf"] = ruled_report(Form.F2021, 3)[0]
    with pytest.MonkeyPatch.context() as patch:
        assert _passes(test, {**fixtures, "monkeypatch": patch})
    monkeypatch.setattr(module, "PASSES", tuple(one for one in module.PASSES if one.name != name))
    with pytest.MonkeyPatch.context() as patch:
        assert not _passes(test, {**fixtures, "monkeypatch": patch})


def test_every_pass_over_pages_has_a_test() -> None:
    assert [step.name for step in page.PASSES] == list(_PAGE)
    assert [step.name for step in assembly.PASSES] == list(_PAGES)


def test_the_list_that_is_shown_is_the_list_that_runs(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert stages()["text"][1] is shapes.SHAPES
    assert stages()["page"][1] is page.PASSES
    assert stages()["pages"][1] is assembly.PASSES
    assert stages()["tables"][1] is passes.PASSES
    assert stages()["rows"][1] is rows.PASSES
    monkeypatch.setattr(shapes, "SHAPES", shapes.SHAPES[::-1])
    assert main(["stages", "--json", "--lang", "en"]) == 0
    shown = {stage["stage"]: stage["steps"] for stage in json.loads(capsys.readouterr().out)}
    assert shown["text"][0] == {"name": "line", "does": "a line of words"}
    assert [step["name"] for step in shown["tables"]] == [step.name for step in passes.PASSES]


@pytest.mark.parametrize(("lang", "said"), [("en", "4 section two"), ("zh", "第二部分的数据")])
def test_stages_are_shown_in_both_languages(lang: str, said: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["stages", "--lang", lang]) == 0
    assert said in capsys.readouterr().out


def test_every_step_has_a_name_of_its_own_and_says_what_it_does_in_both_languages() -> None:
    for does, steps in stages().values():
        assert does.zh != does
        assert len({step.name for step in steps}) == len(steps)
        assert all(step.does.zh and step.does.zh != step.does for step in steps)
