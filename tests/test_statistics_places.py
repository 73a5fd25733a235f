"""In which column a figure of the statistics table stands: serials, marks and remarks behind the figures are
no figures, in any shape; where it cannot be told, none is read and the report says so."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal

import pytest

from govinfo_reports import Report, Scope, parse, parse_text

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


@pytest.mark.parametrize(
    ("heads", "place"),
    [
        (("2017年", "2018年"), 0),
        (("2016年", "2017年"), 1),
        (("2018年", "2017年"), 1),
        (("2017年度", "2018年度"), 0),
        (("2017年", "2018年（预计）"), 0),
        (("2017年", "2018年计划"), 0),
        (("2017", "2018"), 0),
        (("2015年", "2016年", "2017年", "2018年"), 2),
    ],
)
@pytest.mark.parametrize("shape", _SHAPES)
def test_of_several_years_the_reports_own_is_read(
    shape: Callable[[Rows], str], heads: Sequence[str], place: int
) -> None:
    others = [str(71 + at) for at in range(len(heads) - 1)]
    rows = [(label, unit, *others[:place], figure, *others[place:]) for label, unit, figure in _ROWS]
    report = _read(shape, ("统计指标", "单位", *heads), rows)
    if shape in _WITH_BORDERS[:-1] or report.get("complaints") is not None:
        assert _values(report) == _READ
    else:  # heads that lines do not tell from words or figures
        assert set(_values(report).values()) == {None}
        assert report.unread
    assert {fact.scope for fact in report.facts if fact.value in {71, 72, 73}} <= {
        Scope.LAST_YEAR,
        Scope.OTHER_YEAR,
    }


@pytest.mark.parametrize("shape", [_grid, _tabs, _one_a_line])
def test_columns_of_other_years_alone_give_no_figure_of_the_year(shape: Callable[[Rows], str]) -> None:
    rows = [(label, unit, figure, "71") for label, unit, figure in _ROWS]
    report = _read(shape, ("统计指标", "单位", "2015年", "2018年"), rows)
    assert set(_values(report).values()) == {None}
    assert any(one.rule.startswith("complete") for one in report.findings)


@pytest.mark.parametrize("head", ["2017年", "2017年度", "2017年统计数"])
@pytest.mark.parametrize("shape", _SHAPES)
def test_the_only_column_named_by_the_year_stays_read(shape: Callable[[Rows], str], head: str) -> None:
    assert _values(_read(shape, ("统计指标", "单位", head), _ROWS)) == _READ


def test_without_a_year_of_the_report_the_latest_is_its_own() -> None:
    rows = [(label, unit, "71", figure) for label, unit, figure in _ROWS]
    table = _tabs([("统计指标", "单位", "2016年", "2017年"), *rows])
    report = parse_text("\n".join(["清溪县政府信息公开工作年度报告", "统计表", table]))
    assert report.year is None
    assert _values(report) == _READ


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


@pytest.mark.parametrize("shape", [_grid, _tabs, _pipes, _ruled])
def test_pairs_with_the_figure_before_its_label(shape: Callable[[Rows], str]) -> None:
    counts = [(label, figure) for label, unit, figure in _ROWS if unit != "万元"]
    rows = [
        (one[1], one[0], other[1], other[0]) for one, other in zip(counts[::2], counts[1::2], strict=True)
    ]
    report = _read(shape, ("数量", "指标", "数量", "指标"), rows)
    assert _values(report) == {**_READ, "fees": None}


@pytest.mark.parametrize("shape", [_grid, _tabs, _pipes, _ruled])
def test_pairs_with_the_figure_behind_its_label_stay_read(shape: Callable[[Rows], str]) -> None:
    counts = [(label, figure) for label, unit, figure in _ROWS if unit != "万元"]
    rows = [(*one, *other) for one, other in zip(counts[::2], counts[1::2], strict=True)]
    report = _read(shape, ("指标", "数量", "指标", "数量"), rows)
    assert _values(report) == {**_READ, "fees": None}


@pytest.mark.parametrize("shape", [_tabs, _pipes])
def test_pairs_with_a_cell_too_few_are_said(shape: Callable[[Rows], str]) -> None:
    counts = [(label, figure) for label, unit, figure in _ROWS if unit != "万元"]
    rows: list[tuple[str, ...]] = [
        (one[1], one[0], other[1], other[0]) for one, other in zip(counts[::2], counts[1::2], strict=True)
    ]
    rows[2] = rows[2][1:]
    report = _read(shape, ("数量", "指标", "数量", "指标"), rows)
    assert set(_values(report).values()) == {None}
    assert _is_said(report, "2140")


@pytest.mark.parametrize("shape", [_one_a_line, _aligned])
def test_figures_before_their_labels_without_borders(shape: Callable[[Rows], str]) -> None:
    counts = [(label, figure) for label, unit, figure in _ROWS if unit != "万元"]
    rows = [
        (one[1], one[0], other[1], other[0]) for one, other in zip(counts[::2], counts[1::2], strict=True)
    ]
    report = _read(shape, ("数量", "指标", "数量", "指标"), rows)
    for path, value in _values(report).items():
        assert value in (None, _READ[path])
    assert report.unread or report.get("proactive.disclosed") == 2140


def test_one_column_of_figures_before_the_labels_one_a_line() -> None:
    rows = [(figure, label, unit) for label, unit, figure in _ROWS]
    report = _read(_one_a_line, ("统计数", "统计指标", "单位"), rows)
    assert set(_values(report).values()) == {None}
    assert report.unread


@pytest.mark.parametrize("shape", [_tabs, _pipes, _grid])
def test_one_column_of_figures_before_the_labels(shape: Callable[[Rows], str]) -> None:
    rows = [(figure, label, unit) for label, unit, figure in _ROWS]
    assert _values(_read(shape, ("统计数", "统计指标", "单位"), rows)) == _READ


@pytest.mark.parametrize("heads", [("全市", "我县"), ("最大值", "实际值")])
def test_two_figures_a_row_one_a_line_are_no_numbers_of_pages(heads: Sequence[str]) -> None:
    rows = [(label, unit, "71", str(at)) for at, (label, unit, _) in enumerate(_ROWS, 1)]
    report = _read(_one_a_line, ("统计指标", "单位", *heads), rows)
    assert set(_values(report).values()) == {None}
    assert _is_said(report, "六、举报投诉数量")


def test_numbers_of_pages_one_a_line_are_no_figures() -> None:
    lines = [cell for row in _ROWS for cell in row]
    lines[21:21] = ["1"]
    text = "\n".join(["统计指标", "单位", "统计数", *lines])
    assert _values(parse_text("\n".join([*_OVER, text, "清溪县人民政府办公室"]))) == _READ


@pytest.mark.parametrize("count", [2, 4])
def test_a_figure_merged_over_several_rows_is_none_s_alone(count: int) -> None:
    rows = ["<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in _ROWS]
    at = 7  # from 收到申请数 on
    label, unit, figure = _ROWS[at]
    rows[at] = f"<tr><td>{label}</td><td>{unit}</td><td rowspan={count}>{figure}</td></tr>"
    for below in range(at + 1, at + count):
        rows[below] = "<tr>" + "".join(f"<td>{cell}</td>" for cell in _ROWS[below][:2]) + "</tr>"
    heads = "<tr><td>统计指标</td><td>单位</td><td>统计数</td></tr>"
    page = "".join(f"<p>{line}</p>" for line in _OVER) + "<table>" + heads + "".join(rows) + "</table>"
    report = parse(page.encode())
    lost = {"applications.received.total"} | ({"review.total", "complaints"} if count == 4 else set())
    assert _values(report) == {path: None if path in lost else value for path, value in _READ.items()}
    for label, *_ in _ROWS[at : at + count]:
        assert _is_said(report, label)


def test_a_label_and_its_figure_merged_alike_stay_read() -> None:
    rows = [
        f"<tr><td rowspan=2>{label}</td><td rowspan=2>{unit}</td><td rowspan=2>{figure}</td></tr><tr></tr>"
        for label, unit, figure in _ROWS
    ]
    heads = "<tr><td>统计指标</td><td>单位</td><td>统计数</td></tr>"
    page = "".join(f"<p>{line}</p>" for line in _OVER) + "<table>" + heads + "".join(rows) + "</table>"
    assert _values(parse(page.encode())) == _READ


@pytest.mark.parametrize("shape", [_tabs, _pipes])
def test_a_figure_alone_below_heads_of_two_years_is_not_told(shape: Callable[[Rows], str]) -> None:
    """A line between cuts the table; below it the rows have no heads."""
    first = shape(
        [("统计指标", "单位", "2016年", "2017年"), *((*row[:2], "71", row[2]) for row in _ROWS[:6])]
    )
    below = shape([(label, unit, "71") for label, unit, _ in _ROWS[6:]])
    report = parse_text("\n".join([*_OVER, first, "（续表）", below, "清溪县人民政府办公室"]))
    assert report.get("proactive.disclosed") == 2140
    assert report.get("complaints") is None
    assert _is_said(report, "六、举报投诉数量")


@pytest.mark.parametrize("shape", [_tabs, _pipes])
def test_a_part_without_heads_below_one_column_stays_read(shape: Callable[[Rows], str]) -> None:
    first = shape([("统计指标", "单位", "统计数"), *_ROWS[:6]])
    report = parse_text("\n".join([*_OVER, first, "（续表）", shape(_ROWS[6:]), "清溪县人民政府办公室"]))
    assert _values(report) == _READ


@pytest.mark.parametrize("shape", [_tabs, _pipes, _without_blanks])
def test_a_serial_behind_a_missing_figure_is_no_figure(shape: Callable[[Rows], str]) -> None:
    """The cell of the figure is left out, with its border."""
    rows = [(*row, str(at)) for at, row in enumerate(_ROWS, 1)]
    if shape is _without_blanks:
        rows[9] = (*rows[9][:2], "", rows[9][3])
        text = shape([("统计指标", "单位", "统计数", "序号"), *rows])
    else:
        text = shape([("统计指标", "单位", "统计数", "序号"), *rows])
        text = text.replace(*(("\t3\t10", "\t10") if shape is _tabs else (" 3 | 10 |", " 10 |")))
    report = parse_text("\n".join([*_OVER, text, "", "清溪县人民政府办公室"]))
    assert _values(report) == {**_READ, "review.total": None}
    assert _is_said(report, "四、行政复议数量")


@pytest.mark.parametrize("shape", [_tabs, _pipes, _without_blanks])
def test_a_few_rows_with_a_figure_too_many_leave_the_others(shape: Callable[[Rows], str]) -> None:
    rows = [(*row, "70") if at in (3, 8, 9, 10) else (*row, "") for at, row in enumerate(_ROWS)]
    report = _read(shape, ("统计指标", "单位", "统计数"), rows)
    assert _values(report) == {**_READ, "review.total": None, "complaints": None}
    said = [item for item in report.unread if "nothing tells" in item.reason or "more figures" in item.reason]
    assert len(said) == 4
    assert all("more figures" in item.reason for item in said)


def test_most_rows_with_a_figure_too_many_say_the_reason_of_the_others() -> None:
    """The row with one figure has not too many: which of two it is nobody knows."""
    rows = [(*row, "70") if at != 10 else (*row, "") for at, row in enumerate(_ROWS)]
    report = _read(_without_blanks, ("统计指标", "单位", "统计数"), rows)
    assert set(_values(report).values()) == {None}
    reasons = [item.reason for item in report.unread if "六、举报投诉数量" in item.raw]
    assert reasons
    assert all("nothing tells" in reason for reason in reasons)


@pytest.mark.parametrize("shape", [_tabs, _aligned])
def test_a_blank_cell_below_no_head_leaves_its_row(shape: Callable[[Rows], str]) -> None:
    """Most rows have a number below no head; the cell of one row is blank there, and kept."""
    rows = [(*row, "70") if at in range(7) or at > 10 else (*row, "") for at, row in enumerate(_ROWS)]
    table = shape([("统计指标", "单位", "统计数", "" if shape is _tabs else "考核得分数"), *rows])
    report = parse_text("\n".join([*_OVER, table, "", "清溪县人民政府办公室"]))
    assert report.get("complaints") == 8


@pytest.mark.parametrize("shape", [_without_blanks, _one_a_line, _tabs, _pipes, _grid])
@pytest.mark.parametrize(
    ("head", "printed", "places"), [("同比", "5%", range(8)), ("备注", "12", (2, 5)), ("备注", "12", (2,))]
)
def test_what_a_few_rows_have_behind_their_figures_leaves_the_others(
    shape: Callable[[Rows], str], head: str, printed: str, places: Sequence[int]
) -> None:
    rows = [(*row, printed if at in places else "") for at, row in enumerate(_ROWS)]
    assert _values(_read(shape, ("统计指标", "单位", "统计数", head), rows)) == _READ


def test_a_share_alone_in_its_row_is_no_figure() -> None:
    rows = [(*row, "5%") if row[0] != "六、举报投诉数量" else (*row[:2], "", "5%") for row in _ROWS]
    report = _read(_without_blanks, ("统计指标", "单位", "统计数", "同比"), rows)
    assert _values(report) == {**_READ, "complaints": None}
    assert _is_said(report, "六、举报投诉数量")


@pytest.mark.parametrize(
    "title", ["清溪县政府信息公开工作年度报告（2018年3月）", "清溪县2018年政府信息公开工作年度报告"]
)
@pytest.mark.parametrize("shape", [_grid, _tabs, _one_a_line])
def test_a_title_of_the_year_of_publication_decides_nothing(shape: Callable[[Rows], str], title: str) -> None:
    rows = [(label, unit, "70", figure) for label, unit, figure in _ROWS]
    table = shape([("统计指标", "单位", "2016年", "2017年"), *rows])
    lines = [title, *_OVER[2:], table, "", "清溪县人民政府办公室", "2018年3月20日"]
    if shape is _grid:
        report = parse("".join(f"<p>{line}</p>" if line is not table else line for line in lines).encode())
    else:
        report = parse_text("\n".join(lines))
    assert _values(report) == _READ
    said = "suspicious:year" in {finding.rule for finding in report.findings}
    assert said is (shape is not _one_a_line)  # heads of one cell a line are no head of a table's year


def test_a_title_and_a_text_of_one_year_decide() -> None:
    """The text names the title's year: the columns are of years before it."""
    rows = [(label, unit, "70", figure) for label, unit, figure in _ROWS]
    table = _tabs([("统计指标", "单位", "2016年", "2017年"), *rows])
    over = [line.replace("2017", "2018") for line in _OVER]
    report = parse_text("\n".join([*over[:1], *over[2:], table, "", "清溪县人民政府办公室"]))
    assert set(_values(report).values()) == {None}


def test_serials_without_a_head_one_a_line() -> None:
    rows = [(*row, str(at)) for at, row in enumerate(_ROWS, 1)]
    assert _values(_read(_one_a_line, ("统计指标", "单位", "统计数"), rows)) == _READ


@pytest.mark.parametrize("at", [0, 5, 12])
def test_numbers_without_a_head_that_do_not_count_are_said(at: int) -> None:
    rows = [(*row, str(number)) for number, row in enumerate(_ROWS, 1)]
    rows[at] = (*rows[at][:2], "", rows[at][3])
    report = _read(_without_blanks, ("统计指标", "单位", "统计数"), rows)
    assert set(_values(report).values()) == {None}
    assert report.unread


@pytest.mark.parametrize(("note", "is_read"), [("（含网上申请）", True), ("其中：网上的", False)])
def test_a_note_below_its_label_is_no_row(note: str, *, is_read: bool) -> None:
    rows = ["<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in _ROWS]
    label, unit, figure = _ROWS[7]
    rows[7] = f"<tr><td>{label}</td><td rowspan=2>{unit}</td><td rowspan=2>{figure}</td></tr>"
    rows[7] += f"<tr><td>{note}</td></tr>"
    heads = "<tr><td>统计指标</td><td>单位</td><td>统计数</td></tr>"
    page = "".join(f"<p>{line}</p>" for line in _OVER) + "<table>" + heads + "".join(rows) + "</table>"
    expected = _READ if is_read else {**_READ, "applications.received.total": None}
    assert _values(parse(page.encode())) == expected


@pytest.mark.parametrize("aside", [0, 1])
def test_a_unit_that_stands_aside_of_the_head_of_units_is_its_rows(aside: int) -> None:
    """元 in a column of no head beside that of 单位: 1,469 of them are not 1,469 万元."""
    heads = ["统计项目", *(["", "单位"] if aside else ["单位", ""]), "本年度数"]
    rows = [
        [label, *(["条", ""] if aside else ["", "条"]), "5"]
        for label in ("主动公开政府信息数", "政府网站公开数")
    ]
    rows.append(["依申请公开信息收取的费用", *(["元", ""] if aside else ["", "元"]), "1469"])
    cells = "".join(f"<tr>{''.join(f'<td>{text}</td>' for text in row)}</tr>" for row in [heads, *rows])
    over = "".join(f"<p>{line}</p>" for line in _OVER)
    report = parse(f"{over}<table>{cells}</table>".encode())
    assert [fact.value for fact in report.facts if fact.path == "fees"] == [Decimal("0.1469")]


def test_an_applicant_where_a_figure_should_be_is_no_head_of_another_table() -> None:
    rows = [
        "政府信息公开情况统计表",
        "统计指标\t单位\t统计数",
        "2.政府网站公开政府信息数\t条\t自然人",
        "3.政务微博公开政府信息数\t条\t35",
        "4.不同意公开答复数\t件\t44",
        "其中：涉及国家秘密\t件\t37",
        "涉及商业秘密\t件\t7",
    ]
    report = parse_text("青禾县2016年政府信息公开工作年度报告\n一、概述\n" + "\n".join(rows))
    assert report.get("applications.replies.refused.state_secret") == 37
    assert report.get("proactive.channels.website") is None
    assert any("自然人" in item.raw for item in report.unread)


@pytest.mark.parametrize("ordinal", ["（三）", "三、", "3."])
def test_a_row_of_a_group_with_the_ordinal_of_one_is_still_the_groups(ordinal: str) -> None:
    rows = [
        "统计指标\t单位\t统计数",
        "四、行政复议数量\t件\t9",
        "（一）维持具体行政行为数\t件\t4",
        "（二）被依法纠错数\t件\t3",
        f"{ordinal}其他情形数\t件\t2",
        "五、行政诉讼数量\t件\t1",
    ]
    report = parse_text("青禾县2016年政府信息公开工作年度报告\n一、概述\n" + "\n".join(rows))
    assert report.get("review.other") == 2
    assert report.get("litigation.total") == 1
