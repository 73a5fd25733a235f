"""What is no report is refused, and what is one, however odd, is not."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest

from govinfo_reports import NotAReport, Report, parse
from govinfo_reports.cli import main
from more_kinds import MORE_NO_REPORTS, MORE_ODD_REPORTS
from no_reports import NO_REPORTS
from odd_reports import ODD_REPORTS


def test_there_are_enough_of_both() -> None:
    assert len(NO_REPORTS) >= 40
    assert len(ODD_REPORTS) >= 40


@pytest.mark.parametrize("name", NO_REPORTS)
def test_what_is_no_report_is_refused(name: str) -> None:
    kind, text = NO_REPORTS[name]
    with pytest.raises(NotAReport) as caught:
        parse(text.encode())
    error = caught.value
    assert error.kind is not None or error.missing
    assert error.reason
    assert error.reason_zh
    if kind in {"list", "notice", "code"} and error.kind is not None:
        assert error.kind in {"list", "notice", "guide", "code"}
    assert pickle.loads(pickle.dumps(error)).missing == error.missing  # noqa: S301 - our own bytes


@pytest.mark.parametrize("name", ODD_REPORTS)
def test_an_odd_report_is_read(name: str) -> None:
    report = parse(ODD_REPORTS[name].encode())
    assert isinstance(report, Report)


@pytest.mark.parametrize(
    ("name", "kind", "english", "chinese"),
    [
        (
            "report_on_the_environment",
            "report",
            "a report on other information or other work",
            "是其他信息公开或其他工作的报告",
        ),
        ("report_on_the_rule_of_law", "report", "a report on other information", "其他工作的报告"),
        ("list_of_organs", "list", "only lists or announces reports", "只是年度报告的目录或发布信息"),
        ("notice_that_asks", "notice", "a notice about reports", "是关于年度报告的通知、通报或函件"),
        ("reports_are_out", "news", "a news item", "是新闻报道"),
        ("guide", "guide", "a guide, an explanation", "是指南、解读"),
        ("regulation", "law", "a law, a rule", "是法规、制度"),
        ("python", "code", "source code", "是程序代码"),
    ],
)
def test_the_error_says_what_it_is_and_what_is_missing(
    name: str, kind: str, english: str, chinese: str
) -> None:
    with pytest.raises(NotAReport) as caught:
        parse(NO_REPORTS[name][1].encode())
    assert caught.value.kind == kind
    assert english in caught.value.reason
    assert chinese in caught.value.reason_zh
    assert "row or head of a form's table" in caught.value.missing
    assert "缺少" in caught.value.reason_zh


def test_a_refused_file_makes_the_exit_status_2(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "pyproject.toml"
    file.write_text(NO_REPORTS["pyproject"][1], encoding="utf-8")
    for command in (["check", str(file)], ["show", str(file)], ["page", str(file)]):
        assert main(command) == 2
        assert "source code" in capsys.readouterr().err


def test_what_calls_itself_something_else_needs_the_substance_of_a_report() -> None:
    notice = NO_REPORTS["notice_that_asks"][1]
    row = "（一）主动公开政府信息数 | 条 | 1207\n（二）制发规范性文件总数 | 件 | 6\n"
    with pytest.raises(NotAReport):
        parse(notice.encode())
    assert parse(f"{notice}统计指标 | 单位 | 统计数\n{row}".encode()).get("proactive.disclosed") == 1207


def test_what_the_reader_left_out_is_told_with_the_refusal() -> None:
    page = "<html><body><p>各单位：请准时参加会议。</p><img src=a.png><img src=b.png></body></html>"
    with pytest.raises(NotAReport) as caught:
        parse(page.encode())
    assert "the reader says: 2 images were not read" in caught.value.reason
    assert "有 2 张图片未识别" in caught.value.reason_zh


@pytest.mark.parametrize("name", MORE_NO_REPORTS)
def test_more_kinds_that_are_no_report_are_refused(name: str) -> None:
    kind, text = MORE_NO_REPORTS[name]
    with pytest.raises(NotAReport) as caught:
        parse(text.encode())
    assert caught.value.kind == kind
    assert caught.value.missing
    assert caught.value.reason_zh


@pytest.mark.parametrize("name", MORE_ODD_REPORTS)
def test_more_odd_reports_are_read(name: str) -> None:
    year, figures, text = MORE_ODD_REPORTS[name]
    report = parse(text.encode())
    assert report.year == year
    assert {path: report.get(path) for path in figures} == figures


def test_a_report_on_a_part_of_the_year_says_so() -> None:
    for name in ("more_half_year", "more_half_year_title"):
        findings = parse(MORE_ODD_REPORTS[name][2].encode()).findings
        (found,) = (one for one in findings if one.rule == "suspicious:period")
        assert "上半年" in found.message
        assert found.message_zh == "报告只涉及年度的一部分：上半年"
    for text in (
        ODD_REPORTS["of_2008"],
        MORE_ODD_REPORTS["more_two_halves"][2],
        MORE_ODD_REPORTS["more_village"][2],
    ):
        assert not any(one.rule == "suspicious:period" for one in parse(text.encode()).findings)


def test_what_is_not_in_chinese_says_so() -> None:
    with pytest.raises(NotAReport) as caught:
        parse(MORE_NO_REPORTS["more_english_report"][1].encode())
    assert "it is not in Chinese" in caught.value.reason
    assert "不是中文" in caught.value.reason_zh


@pytest.mark.parametrize(
    ("text", "raw"),
    [
        ("本年新收政府信息公开申请数量 3", "本年新收政府信息公开申请数量 3"),
        ("本年新收政府信息公开申请数量\n3\n", "本年新收政府信息公开申请数量 3"),
        ("<p>本年新收政府信息公开申请数量</p><p>3</p>", "本年新收政府信息公开申请数量 3"),
        ("（三）不予公开 1.属于国家秘密 5", "（三）不予公开 1.属于国家秘密 5"),
        ("（三）不予公开\n1.属于国家秘密\n5\n", "1.属于国家秘密 5"),
        ("收到申请数：12", "收到申请数：12"),
        ("主动公开政府信息数\n条\n14\n", "主动公开政府信息数 14"),
        ("结果维持\n结果纠正\n其他结果\n尚未审结\n总计\n1\n0\n0\n0\n1\n", "结果维持 结果纠正 其他结果 尚未审结 总计 1 0 0 0 1"),
    ],
)  # fmt: skip
def test_a_row_or_heads_alone_are_a_report_whose_figures_are_said(text: str, raw: str) -> None:
    report = parse(text.encode())
    assert not report.facts
    assert [one.raw for one in report.unread] == [raw]
    assert any(one.rule == "unread:table" for one in report.findings)


@pytest.mark.parametrize(
    "text", ["一、本年新收政府信息公开申请数量 ——", "政府信息公开情况统计表\n（2018年度）\n"]
)
def test_rows_without_a_figure_and_years_are_not_said(text: str) -> None:
    assert parse(f"{text}\n（一）予以公开 —\n".encode()).unread == ()
