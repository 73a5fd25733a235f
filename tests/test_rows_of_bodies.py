"""Rows of bodies, notes, titles between figures, and heads that name another year, in sections two and four."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from govinfo_reports import Report, parse_text

_Rows = Sequence[Sequence[str]]
FIVE = ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计")
OFFICIAL = ("4", "1", "1", "0", "6", "2", "0", "0", "1", "3", "1", "0", "0", "0", "1")
TOTALS = {"review.total": 6, "litigation.direct.total": 3, "litigation.after_review.total": 1}


def _html(rows: _Rows) -> str:
    made = "".join("<tr>" + "".join(f"<td>{text}</td>" for text in row) + "</tr>" for row in rows)
    return f"<table>{made}</table>"


def _pipes(rows: _Rows) -> str:
    return "\n".join("| " + " | ".join(row) + " |" for row in rows)


def _tabs(rows: _Rows) -> str:
    return "\n".join("\t".join(row) for row in rows)


def _grid(rows: Sequence[str], *, label: str | None = None, review: str = "行政复议") -> str:
    corner = f"<td rowspan=3>{label}</td>" if label else ""
    heads = "".join(f"<td>{outcome}</td>" for outcome in FIVE * 3)
    return (
        f"<table><tr>{corner}<td colspan=5>{review}</td><td colspan=10>行政诉讼</td></tr>"
        "<tr><td colspan=5></td><td colspan=5>未经复议直接起诉</td><td colspan=5>复议后起诉</td></tr>"
        f"<tr>{heads}</tr>{''.join(rows)}</table>"
    )


def _row(*cells: str) -> str:
    return "<tr>" + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr>"


def _read(table: str) -> Report:
    return parse_text(
        "<h1>某某市2022年政府信息公开工作年度报告</h1>"
        f"<p>四、政府信息公开行政复议、行政诉讼情况</p>{table}<p>五、存在的主要问题及改进情况</p>"
    )


def _totals(report: Report) -> dict[str, int]:
    return {
        fact.path: int(fact.value)
        for fact in report.facts
        if fact.path.endswith(".total") and fact.value is not None and fact.scope.value == "year"
    }


def test_the_row_of_all_is_the_report_s() -> None:
    own = ["1", *("0",) * 3, "1", *("0",) * 10]
    for rows in ([("市本级", own)], [("市本级", own), ("各区县", own), ("开发区", own)]):
        above = [_row(label, *figures) for label, figures in rows]
        report = _read(_grid([*above, _row("合计", *OFFICIAL)], label="单位"))
        assert _totals(report) == TOTALS
    assert any("1 | 0 | 0" in row.raw for row in report.unread)


def test_rows_of_bodies_without_one_of_all_are_nobody_s() -> None:
    report = _read(_grid([_row("市本级", *OFFICIAL), _row("各区", *reversed(OFFICIAL))], label="单位"))
    assert _totals(report) == {}
    assert len(report.unread) >= 2


@pytest.mark.parametrize("note", ["注：另有上年结转2件", "填表说明：以上含1件撤回", "备注：数据截至12月31日"])
def test_a_note_below_the_figures_costs_none_of_them(note: str) -> None:
    report = _read(_grid([_row(*OFFICIAL), f"<tr><td colspan=15>{note}</td></tr>"]))
    assert _totals(report) == TOTALS
    assert any(note in row.raw for row in report.unread)


@pytest.mark.parametrize("dash", ["—", "-", "——", "："])
@pytest.mark.parametrize("shape", [_html, _pipes, _tabs])
def test_three_tables_in_one(dash: str, shape: Callable[[_Rows], str]) -> None:
    heads = (FIVE[-1], *FIVE[:-1])
    rows: list[Sequence[str]] = []
    for place, figures in (
        ("行政复议", "64110"),
        (f"行政诉讼{dash}未经复议直接起诉", "32001"),
        (f"行政诉讼{dash}复议后起诉", "11000"),
    ):
        rows += [(place,), heads, tuple(figures)]
    text = shape(rows)
    report = _read(text) if shape is _html else parse_text(
        "某某市2022年政府信息公开工作年度报告\n\n四、政府信息公开行政复议、行政诉讼情况\n\n"
        f"{text}\n\n五、存在的主要问题及改进情况\n"
    )  # fmt: skip
    assert _totals(report) == TOTALS


@pytest.mark.parametrize("title", ["未经复议起诉的案件", "其他案件", "上年情况"])
def test_a_title_that_is_no_place_gives_its_figures_to_none(title: str) -> None:
    rows = [("行政复议",), FIVE, tuple("41106"), (title,), FIVE, tuple("20013")]
    report = _read(_html(rows))
    assert report.get("review.total") in {6, None}
    assert report.get("litigation.direct.total") is None
    assert any("2 | 0 | 0 | 1 | 3" in row.raw for row in report.unread)


@pytest.mark.parametrize("review", ["行政复议（上年）", "行政复议(去年)", "行政复议（区本级）"])
def test_a_head_that_names_another_year_or_body_says_so(review: str) -> None:
    report = _read(_grid([_row(*OFFICIAL)], review=review))
    assert _totals(report) == {path: value for path, value in TOTALS.items() if path != "review.total"}
    assert _read(_grid([_row(*OFFICIAL)], review="上年行政复议")).get("review.total") is None
    assert any("4 | 1 | 1 | 0 | 6" in row.raw for row in report.unread)


@pytest.mark.parametrize(
    "review",
    [
        *("行政复议", "行政复议（件）", "行政复议（单位：件）", "行政复议（注1）", "（一）行政复议"),
        *("行政复议（案件数）", "行政复议（2022年）", "行政复议（本年）", "行政复议（含上年结转）"),
    ],
)
def test_a_head_with_its_unit_is_read(review: str) -> None:
    assert _totals(_read(_grid([_row(*OFFICIAL)], review=review))) == TOTALS


_OTHERS = ["3", *("0",) * 3, "3", *("0",) * 10]


@pytest.mark.parametrize("labels", [("2021年", "2022年"), ("上年", "本年"), ("上年度", "本年度")])
def test_the_sum_of_rows_of_years_is_nobody_s(labels: tuple[str, str]) -> None:
    rows = [_row(labels[0], *_OTHERS), _row(labels[1], *OFFICIAL), _row("合计", *OFFICIAL[::-1])]
    assert set(_totals(_read(_grid(rows, label="年度"))).items()) <= set(TOTALS.items())


def test_heads_over_blank_cells_are_not_read_yet() -> None:
    blank = _grid([_row(*("-",) * 15)])
    report = _read(blank + "<p>以下为本年数：</p>" + _grid([_row(*OFFICIAL)]))
    assert _totals(report) in (TOTALS, {})


_LICENSES = (
    "<table><tr><td>信息内容</td><td>单位</td><td>处理决定数量</td></tr>{rows}"
    "<tr><td>行政处罚</td><td>市住建局</td><td>17</td></tr></table>"
)


def _licensing(*rows: tuple[str, str]) -> Report:
    made = "".join(_row("行政许可", *row) for row in rows)
    return parse_text(
        "<h1>某某市2022年政府信息公开工作年度报告</h1><p>二、主动公开政府信息情况</p>"
        f"{_LICENSES.format(rows=made)}<p>三、收到和处理政府信息公开申请情况</p>"
    )


def test_in_section_two_too_the_row_of_all_is_the_report_s() -> None:
    report = _licensing(("市住建局", "402"), ("市水务局", "98"), ("合计", "500"))
    assert report.get("proactive.licensing.decisions") == 500
    assert {"402", "98"} <= {word for row in report.unread for word in row.raw.split()}


def test_in_section_two_the_sum_of_years_is_nobody_s() -> None:
    report = _licensing(("2021年", "402"), ("2022年", "98"), ("合计", "500"))
    assert report.get("proactive.licensing.decisions") in {98, None}


def test_in_section_two_rows_of_bodies_alone_are_nobody_s() -> None:
    report = _licensing(("市住建局", "402"), ("市水务局", "98"))
    assert report.get("proactive.licensing.decisions") is None
    assert {"402", "98"} <= {word for row in report.unread for word in row.raw.split()}


def _merged(*rows: tuple[str, str], label: str = "行政许可") -> Report:
    first, *others = rows
    made = f"<tr><td rowspan={len(rows)}>{label}</td><td>{first[0]}</td><td>{first[1]}</td></tr>"
    return parse_text(
        "<h1>某某市2022年政府信息公开工作年度报告</h1><p>二、主动公开政府信息情况</p>"
        f"{_LICENSES.format(rows=made + ''.join(_row(*row) for row in others))}"
        "<p>三、收到和处理政府信息公开申请情况</p>"
    )


def test_rows_of_bodies_under_one_merged_label() -> None:
    report = _merged(("市住建局", "402"), ("市水务局", "98"), ("合计", "500"))
    assert report.get("proactive.licensing.decisions") == 500
    assert report.get("proactive.penalties.decisions") == 17
    assert {"402", "98"} <= {word for row in report.unread for word in row.raw.split()}


def test_rows_of_bodies_under_one_merged_label_without_their_sum() -> None:
    report = _merged(("市住建局", "402"), ("市水务局", "98"))
    assert report.get("proactive.licensing.decisions") is None
    assert {"402", "98"} <= {word for row in report.unread for word in row.raw.split()}


def test_rows_of_years_under_one_merged_label() -> None:
    report = _merged(("2021年", "402"), ("2022年", "98"), ("合计", "500"))
    assert report.get("proactive.licensing.decisions") in {98, None}
