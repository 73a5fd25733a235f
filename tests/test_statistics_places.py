"""In which column a figure of the statistics table stands: serials, marks and remarks behind the figures are
no figures, in any shape; where it cannot be told, none is read and the report says so."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal

import pytest

from govinfo_reports import Report, parse, parse_text

Rows = Sequence[Sequence[str]]

_OVER = (
    "清溪县2017年政府信息公开工作年度报告",
    "本报告的统计期限为2017年1月1日至2017年12月31日。",
    "一、概述",
    "2017年，全县各单位按要求公开信息。",
    "政府信息公开情况统计表",
)
_ROWS = (
    ("（一）主动公开政府信息数（不同渠道和方式公开相同信息计1条）", "条", "2140"),
    ("其中：主动公开规范性文件数", "条", "18"),
    ("制发规范性文件总数", "件", "21"),
    ("1.政府公报公开政府信息数", "条", "66"),
    ("2.政府网站公开政府信息数", "条", "1905"),
    ("（一）回应公众关注热点或重大舆情数（不同方式回应同一热点或舆情计1次）", "次", "34"),
    ("1.参加或举办新闻发布会总次数", "次", "6"),
    ("（一）收到申请数", "件", "43"),
    ("1.当面申请数", "件", "25"),
    ("四、行政复议数量", "件", "3"),
    ("六、举报投诉数量", "件", "8"),
    ("七、依申请公开信息收取的费用", "万元", "0.4"),
    ("（一）政府信息公开工作专门机构数", "个", "11"),
)
_READ = {
    "proactive.disclosed": 2140,
    "proactive.normative_documents.disclosed": 18,
    "proactive.channels.website": 1905,
    "responses.hot_topics": 34,
    "applications.received.total": 43,
    "review.total": 3,
    "complaints": 8,
    "fees": Decimal("0.4"),
    "capacity.dedicated_offices": 11,
}


def _wide(text: str) -> int:
    return sum(2 if ord(char) > 0x2E7F else 1 for char in text)


def _grid(rows: Rows) -> str:
    cells = ("".join(f"<td>{cell}</td>" for cell in row) for row in rows)
    return "<table>" + "".join(f"<tr>{row}</tr>" for row in cells) + "</table>"


def _tabs(rows: Rows) -> str:
    return "\n".join("\t".join(row) for row in rows)


def _pipes(rows: Rows) -> str:
    return "\n".join("| " + " | ".join(row) + " |" for row in rows)


def _ruled(rows: Rows) -> str:
    first, *others = _pipes(rows).splitlines()
    return "\n".join([first, "|---" * len(rows[0]) + "|", *others])


def _aligned(rows: Rows, gap: int = 2) -> str:
    widths = [max(_wide(row[at]) for row in rows) for at in range(len(rows[0]))]
    return "\n".join(
        (" " * gap)
        .join(cell + " " * (width - _wide(cell)) for cell, width in zip(row, widths, strict=True))
        .rstrip()
        for row in rows
    )


def _one_a_line(rows: Rows) -> str:
    return "\n".join(cell for row in rows for cell in row)


def _without_blanks(rows: Rows) -> str:
    return "\n".join(cell for row in rows for cell in row if cell)


_SHAPES = (_grid, _tabs, _pipes, _ruled, _aligned, _one_a_line, _without_blanks)
_WITH_BORDERS = (_grid, _tabs, _pipes, _ruled, _aligned)


def _read(shape: Callable[[Rows], str], heads: Sequence[str], rows: Rows) -> Report:
    table = shape([heads, *rows])
    if shape is _grid:
        page = "".join(f"<p>{line}</p>" for line in _OVER) + table
        return parse(page.encode())
    return parse_text("\n".join([*_OVER, table, "", "清溪县人民政府办公室", "2018年3月20日"]))


def _values(report: Report) -> dict[str, object]:
    return {path: report.get(path) for path in _READ}


def _is_said(report: Report, words: str) -> bool:
    return any(words in item.raw for item in report.unread)


@pytest.mark.parametrize("head", ["序号", "行次", "代码", "指标编号"])
@pytest.mark.parametrize("shape", _SHAPES)
def test_serials_behind_the_figures_are_no_figures(shape: Callable[[Rows], str], head: str) -> None:
    rows = [(*row, str(at)) for at, row in enumerate(_ROWS, 1)]
    assert _values(_read(shape, ("统计指标", "单位", "统计数", head), rows)) == _READ


@pytest.mark.parametrize("shape", _SHAPES)
def test_serials_behind_figures_and_units(shape: Callable[[Rows], str]) -> None:
    rows = [(label, figure, unit, str(at)) for at, (label, unit, figure) in enumerate(_ROWS, 101)]
    assert _values(_read(shape, ("统计指标", "统计数", "单位", "行次"), rows)) == _READ


@pytest.mark.parametrize("shape", _SHAPES)
def test_serials_without_units(shape: Callable[[Rows], str]) -> None:
    rows = [(label, figure, str(at)) for at, (label, unit, figure) in enumerate(_ROWS, 1) if unit != "万元"]
    found = _values(_read(shape, ("统计指标", "统计数", "序号"), rows))
    assert found == {**_READ, "fees": None}


@pytest.mark.parametrize("shape", [_tabs, _pipes, _one_a_line])
def test_a_column_headed_as_serials_that_holds_others(shape: Callable[[Rows], str]) -> None:
    """The figures stand under the head of the serials: which column is which nobody knows."""
    rows = [(label, unit, str(at), figure) for at, (label, unit, figure) in enumerate(_ROWS, 1)]
    report = _read(shape, ("统计指标", "单位", "统计数", "序号"), rows)
    assert set(_values(report).values()) == {None}
    assert _is_said(report, "2140")
    assert _is_said(report, "0.4")


@pytest.mark.parametrize("shape", [_tabs, _pipes, _one_a_line])
def test_serials_before_the_figures_stay_read(shape: Callable[[Rows], str]) -> None:
    rows = [(label, str(at), unit, figure) for at, (label, unit, figure) in enumerate(_ROWS, 1)]
    assert _values(_read(shape, ("统计指标", "代码", "单位", "统计数"), rows)) == _READ


@pytest.mark.parametrize("shape", [shape for shape in _SHAPES if shape is not _aligned])
def test_a_figure_behind_serials_stays_read(shape: Callable[[Rows], str]) -> None:
    """Another year's figures stand behind the serials."""
    rows = [(*row, str(at), "70") for at, row in enumerate(_ROWS, 1)]
    report = _read(shape, ("统计指标", "单位", "本年数", "序号", "上年数"), rows)
    assert _values(report) == _READ


@pytest.mark.parametrize("head", ["备注", "评分", "考核得分"])
@pytest.mark.parametrize("shape", _WITH_BORDERS)
def test_a_number_behind_a_blank_figure_is_no_figure(shape: Callable[[Rows], str], head: str) -> None:
    rows = [(*row, "") if row[0] != "六、举报投诉数量" else (*row[:2], "", "12") for row in _ROWS]
    report = _read(shape, ("统计指标", "单位", "统计数", head), rows)
    found = _values(report)
    assert found == {**_READ, "complaints": None}


def test_a_number_behind_a_blank_line_is_no_figure() -> None:
    """One cell a line; a blank line is a blank cell."""
    rows = [(*row, "") if row[0] != "六、举报投诉数量" else (*row[:2], "", "12") for row in _ROWS]
    report = _read(_one_a_line, ("统计指标", "单位", "统计数", "备注"), rows)
    assert _values(report) == {**_READ, "complaints": None}
    assert _is_said(report, "六、举报投诉数量")


@pytest.mark.parametrize("head", ["备注", "评分"])
def test_marks_of_every_row_one_a_line(head: str) -> None:
    """A row with one figure among rows with two has no figure of its own: which one is left nobody knows."""
    rows = [(*row, "5") if row[0] != "六、举报投诉数量" else (*row[:2], "5") for row in _ROWS]
    report = _read(_without_blanks, ("统计指标", "单位", "统计数", head), rows)
    assert report.get("complaints") is None
    assert _is_said(report, "六、举报投诉数量")


def test_serials_one_a_line_before_labels_stay_read() -> None:
    """The last row has no serial behind its figure, as no row follows."""
    rows = [(str(at), *row, "") for at, row in enumerate(_ROWS, 1)]
    report = _read(_one_a_line, ("序号", "统计指标", "单位", "统计数", "备注"), rows)
    assert report.get("capacity.dedicated_offices") == 11


@pytest.mark.parametrize("shape", _SHAPES)
def test_remarks_in_words_leave_the_figures(shape: Callable[[Rows], str]) -> None:
    rows = [(*row, "") for row in _ROWS]
    assert _values(_read(shape, ("统计指标", "单位", "统计数", "备注"), rows)) == _READ


@pytest.mark.parametrize("gap", [2, 4])
def test_long_labels_do_not_end_an_aligned_table(gap: int) -> None:
    """The figure of the year is blank, that of the year before is printed: what stands under 2016年 is not
    the year's."""
    rows = [(label, unit, "70", figure) for label, unit, figure in _ROWS]
    rows[10] = (*rows[10][:3], "")
    text = _aligned([("统计指标", "单位", "2016年", "2017年"), *rows], gap)
    report = parse_text("\n".join([*_OVER, text, "", "清溪县人民政府办公室"]))
    assert report.get("complaints") is None
    assert _values(report) == {**_READ, "complaints": None}


def test_prose_with_gaps_stays_prose() -> None:
    line = "（一）加强组织领导，由县政府办公室统一安排部署各项公开工作，落实责任到单位到岗位  2017"
    report = parse_text("\n".join([*_OVER[:4], line, "全年收到政府信息公开申请43件。", "县政府办公室"]))
    assert report.get("applications.received.total") == 43


@pytest.mark.parametrize("shape", [_tabs, _pipes, _one_a_line])
def test_more_figures_than_heads_leave_no_row_to_read(shape: Callable[[Rows], str]) -> None:
    rows: list[tuple[str, ...]] = [(*row, "70") for row in _ROWS]
    rows[10] = (*rows[10][:2], "70") if shape is _one_a_line else (*rows[10][:2], "", "70")
    report = _read(shape, ("统计指标", "单位", "统计数"), rows)
    assert report.get("complaints") is None
    assert _is_said(report, "六、举报投诉数量")
