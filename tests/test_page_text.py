"""Text laid out as on the page by other programs than the first: each counts blanks in its own way, and wraps labels and heads."""

from __future__ import annotations

import functools
from random import Random

import pytest

from figures import clean_figures
from govinfo_reports import Report, Source, parse_text
from govinfo_reports.indicators import Form
from govinfo_reports.readers.common.alignment import align
from govinfo_reports.readers.common.monospaced import pieces_by_words, pieces_of_lines, ways_of_lines
from govinfo_reports.readers.text.layout import shifted_rows
from govinfo_reports.readers.text.pages import without_page_number
from grids import form_tables, printed
from writers_page_text import PROGRAMS, as_page_text

_HEAD = ("云河市2022年政府信息公开工作年度报告", "一、总体情况", "全市依法公开政府信息，加强了平台建设。")
_SEEDS = 2
_LEAST = {"characters": 0.84, "places": 0.92, "words": 0.7}
_BLANKS = ("", "——")


def _read(report: Report) -> dict[str, str]:
    return {
        fact.path: str(fact.value)
        for fact in report.facts
        if fact.source is Source.TABLE and fact.value is not None
    }


@functools.cache
def _counts(form: Form, program: str, blank: str) -> tuple[int, int, tuple[str, ...]]:
    """How many figures are printed and right, and those that are wrong, with a blank in every sixth cell."""
    asked = right = 0
    wrong: list[str] = []
    for seed in range(_SEEDS):
        rng = Random(f"{form}{program}{seed}")
        texts = printed(clean_figures(form, rng))
        shown = {path: blank if rng.random() < 1 / 6 else text for path, text in texts.items()}
        text = as_page_text(_HEAD, form_tables(form, shown), program)
        found = _read(parse_text(text))
        for path, one in shown.items():
            value = found.pop(path, None)
            if one == blank:
                wrong += [f"{seed} {path}: blank, read {value}"] if value is not None else []
                continue
            asked += 1
            right += value == one
            wrong += [f"{seed} {path}: {one}, read {value}"] if value not in (one, None) else []
        wrong += [f"{seed} {path}: nowhere, read {value}" for path, value in found.items()]
    return asked, right, tuple(wrong)


@pytest.mark.parametrize("blank", _BLANKS)
@pytest.mark.parametrize("program", PROGRAMS)
@pytest.mark.parametrize("form", [Form.F2019, Form.F2021])
def test_no_figure_of_a_page_is_wrong(form: Form, program: str, blank: str) -> None:
    assert not _counts(form, program, blank)[2]


@pytest.mark.parametrize("blank", _BLANKS)
@pytest.mark.parametrize("program", PROGRAMS)
@pytest.mark.parametrize("form", [Form.F2019, Form.F2021])
def test_most_figures_of_a_page_are_read(form: Form, program: str, blank: str) -> None:
    asked, right, _ = _counts(form, program, blank)
    assert right / asked > _LEAST[program]


def _grid(*lines: str) -> list[list[str]]:
    table = align(pieces_of_lines(ways_of_lines(lines, 0, len(lines))), number=1)
    assert table is not None
    return [[cell.text for cell in row] for row in table.rows]


def test_two_rows_that_lack_different_cells_are_in_no_column_of_the_other() -> None:
    grid = _grid(
        "信息内容                          本年新制作数量           本年新公开数量                 对外公开总数量",
        "规章                                                         0                  32",
        "规范性文件                                0                                        51",
    )
    assert grid[-1] == ["规范性文件", "0 51"]


def test_heads_that_are_the_same_again_stand_under_the_heads_above_in_their_order() -> None:
    lines = (
        "行政复议          行政诉讼",
        "结  结  其  尚 总  未经复议直接起诉           复议后起诉",
        "果  果  他  未 计  结  结  其  尚    总    结  结    其   尚        总",
        "维  纠  结  审    果  果  他  未    计    果  果    他   未        计",
        "持  正  果  结    维  纠  结  审         维  纠    结   审",
        "              持  正  果  结         持  正    果   结",
        "0  0  4  2 6  0  0  9  3    12   0  0    /   0        7",
    )
    report = parse_text("\n".join([*_HEAD, "四、政府信息公开行政复议、行政诉讼情况", *lines]))
    found = _read(report)
    assert found["review.total"] == "6"
    assert found["litigation.direct.total"] == "12"
    assert found["litigation.after_review.total"] == "7"


def _line(*cells: tuple[int, str]) -> str:
    line = ""
    for place, text in cells:
        line = line.ljust(place) + text
    return line


def test_wrapped_labels_in_a_few_places_are_no_rows_of_their_own() -> None:
    rows = []
    for number in range(1, 5):
        rows += [
            _line((3, "（三）"), (9, f"{number}.属于"), (15, "7"), (20, "0"), (25, "7")),
            _line((3, "不予公"), (9, "三类内")),
            _line((9, "部事务")),
            _line((3, f"{number}.其他"), (9, "0"), (15, "0"), (20, "0")),
            _line((3, "法律行")),
        ]
    assert not shifted_rows(rows, 0, len(rows))


def test_dashes_in_a_column_of_figures_are_no_words() -> None:
    places = (0, 15, 26, 37)
    cells = [("规章", "0", "/", "0"), ("规范性文件", "/", "0", "/"), ("行政许可", "5", "-4", "0")]
    rows = [_line(*zip(places, row, strict=True)) for row in cells * 3]
    assert not shifted_rows(rows, 0, len(rows))


def test_the_number_of_a_page_far_from_the_left_is_no_row() -> None:
    assert without_page_number("                                  - 1 -") == ""
    assert without_page_number("                                  -   1   -") != ""


def test_rows_of_a_text_whose_columns_wander_are_read_where_they_are_whole() -> None:
    lines = [
        "三、收到和处理政府信息公开申请情况",
        "             自然人  商业企业  科研机构  社会公益组织  法律服务机构  其他  总计",
        "一、本年新收政府信息公开申请数量       9    0    0    0    0    0    9",
        "二、上年结转政府信息公开申请数量  1    0    0    0    0    0    1",
        "（一）予以公开                     8    0    0    0    0    0    8",
        "（二）部分公开    2    0    0    0    0    0    2",
        "1.属于国家秘密                 0    0    0    0    0    0    0",
        "2.其他法律行政法规禁止公开   0    0         0    0    0    0",
        "3.危及“三安全一稳定”                0    0    0    0    0    0    0",
        "4.保护第三方合法权益    0    0    0    0    0    0    0",
    ]
    found = _read(parse_text("\n".join([*_HEAD, *lines])))
    assert found["applications.received.total"] == "9"
    assert found["applications.outcomes.partially_granted.natural_person"] == "2"
    assert "applications.outcomes.refused.forbidden_by_law.other_organization" not in found


def test_a_head_one_blank_beside_a_head_over_several_columns_is_one_of_its_own() -> None:
    grid = _grid(
        "           申请人情况",
        "           自然人 法人或其他组织                           总计",
        "               商业企 科研机       社会公   法律服   其他",
        "               业   构         益组织   务机构",
        "一、本年新收政府信息公  28   11  0         0     29    0      68",
        "开申请数量",
        "二、上年结转政府信息公  0    0   0         0     6     0      6",
        "开申请数量",
    )
    assert grid[1][1:3] == ["自然人", "法人或其他组织"]


def test_heads_whose_lines_stand_one_place_aside_are_whole() -> None:
    lines = (
        "行政复议          行政诉讼",
        "结  结  其  尚  总  未经复议直接起诉      复议后起诉",
        "果  果  他  未  计  结  结  其  尚  总  结  结  其  尚  总",
        "维  纠  结  审     果  果  他  未  计  果  果  他  未  计",
        "持  正  果  结     维  纠  结  审     维  纠  结  审",
        "              持  正  果  结     持  正  果  结",
        "1   0   2   0   3   0   4   0   0   4   0   0   0   5   5",
    )
    found = _read(parse_text("\n".join([*_HEAD, "四、政府信息公开行政复议、行政诉讼情况", *lines])))
    assert found["review.upheld"] == "1"
    assert found["litigation.direct.corrected"] == "4"
    assert found["litigation.after_review.total"] == "5"


def test_blanks_of_two_places_on_both_sides_leave_a_piece_without_text() -> None:
    lines = ["行政许可  0\u3000\u30000  0", "行政强制  3  0  1"]
    ways = ways_of_lines(lines, 0, 2)
    assert pieces_by_words(ways, beside=pieces_of_lines(ways)) is None
