"""Columns of a grid that the forms do not have: nobody's figures, said, and the others are read."""

from __future__ import annotations

import pytest

from govinfo_reports import Report, parse_text

_APPLICANTS = ("自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计")
_OUTCOMES = ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计")


def _read(heading: str, *rows: tuple[str, ...]) -> Report:
    cells = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    return parse_text(
        f"<h1>某某市2022年政府信息公开工作年度报告</h1><p>{heading}</p><table>{cells}</table><p>五、问题</p>"
    )


def _said(report: Report, figure: str) -> bool:
    return any(figure in row.raw.split(" | ") for row in report.unread)


@pytest.mark.parametrize("head", ["上年有效件数", "上年同期", "序号", "办理进度", "增减情况"])
@pytest.mark.parametrize("at", [1, 2, 4])
def test_in_section_two(head: str, at: int) -> None:
    rows = [
        ("信息内容", "本年制发件数", "本年废止件数", "现行有效件数"),
        ("规章", "1", "0", "9"),
        ("行政规范性文件", "12", "5", "87"),
    ]
    added = (head, "77", "78")
    report = _read(
        "二、主动公开政府信息情况",
        *((*row[:at], cell, *row[at:]) for row, cell in zip(rows, added, strict=True)),
    )
    assert report.get("proactive.regulations.issued") == 1
    assert report.get("proactive.regulations.in_force") == 9
    assert report.get("proactive.normative_documents.repealed") == 5
    assert _said(report, "77")
    assert _said(report, "78")


@pytest.mark.parametrize("head", ["上年情况", "占比情况", "序号"])
@pytest.mark.parametrize("at", [1, 8])
def test_in_section_three(head: str, at: int) -> None:
    rows = [
        ("申请人情况", *_APPLICANTS),
        ("一、本年新收政府信息公开申请数量", "46", "5", "0", "1", "2", "0", "54"),
        ("二、上年结转政府信息公开申请数量", "3", "0", "0", "0", "0", "0", "3"),
        ("（一）予以公开", "18", "2", "0", "0", "1", "0", "21"),
        ("（七）总计", "18", "2", "0", "0", "1", "0", "21"),
    ]
    added = (head, "71", "72", "73", "74")
    report = _read(
        "三、收到和处理政府信息公开申请情况",
        *((*row[:at], cell, *row[at:]) for row, cell in zip(rows, added, strict=True)),
    )
    assert report.get("applications.received.total") == 54
    assert report.get("applications.received.natural_person") == 46
    assert report.get("applications.carried_in.total") == 3
    assert _said(report, "71")


@pytest.mark.parametrize("at", [0, 5])
def test_in_section_four(at: int) -> None:
    rows: list[tuple[str, ...]] = [_OUTCOMES, ("4", "1", "1", "0", "6")]
    report = _read(
        "四、政府信息公开行政复议、行政诉讼情况",
        ("行政复议",),
        *((*row[:at], cell, *row[at:]) for row, cell in zip(rows, ("备注说明", "88"), strict=True)),
    )
    assert report.get("review.total") == 6
    assert report.get("review.upheld") == 4
    assert _said(report, "88")


def test_a_head_over_columns_of_the_form_too_takes_none_away() -> None:
    report = parse_text(
        "<h1>某某市2022年政府信息公开工作年度报告</h1><p>二、主动公开政府信息情况</p><table>"
        "<tr><td colspan=4>2022年度情况</td></tr>"
        "<tr><td>信息内容</td><td>本年制发件数</td><td>本年废止件数</td><td>现行有效件数</td></tr>"
        "<tr><td>规章</td><td>1</td><td>0</td><td>9</td></tr></table>"
    )
    assert report.get("proactive.regulations.in_force") == 9
    assert report.unread == ()


@pytest.mark.parametrize("head", ["季度", "月份", "期数", "批次", "单位编码"])
def test_a_column_that_says_whose_or_which_part_each_row_is(head: str) -> None:
    report = _read(
        "二、主动公开政府信息情况",
        ("信息内容", head, "本年处理决定数量"),
        ("行政许可", "1", "402"),
        ("行政许可", "2", "98"),
    )
    assert report.get("proactive.licensing.decisions") is None
