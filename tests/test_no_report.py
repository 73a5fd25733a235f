"""What is no report is refused, and what is one, however odd, is not."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest

from further_kinds import FURTHER_NO_REPORTS, FURTHER_ODD_REPORTS
from govinfo_reports import NotAReport, Report, parse, parse_text
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


@pytest.mark.parametrize("name", [*MORE_NO_REPORTS, *FURTHER_NO_REPORTS])
def test_more_kinds_that_are_no_report_are_refused(name: str) -> None:
    kind, text = {**MORE_NO_REPORTS, **FURTHER_NO_REPORTS}[name]
    with pytest.raises(NotAReport) as caught:
        parse(text.encode())
    assert caught.value.kind == kind
    assert caught.value.missing
    assert caught.value.reason_zh


@pytest.mark.parametrize("name", [*MORE_ODD_REPORTS, *FURTHER_ODD_REPORTS])
def test_more_odd_reports_are_read(name: str) -> None:
    year, figures, text = {**MORE_ODD_REPORTS, **FURTHER_ODD_REPORTS}[name]
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


_EVERYDAY = (
    "规章", "行政规范性文件", "规范性文件", "行政许可", "其他对外管理服务事项", "行政处罚", "行政强制", "行政事业性收费", "政府集中采购",
    "本年新公开数量", "对外公开总数量", "处理决定数量", "采购总金额", "结果维持", "尚未审结", "自然人", "专职人员数", "行政复议", "（六）其他处理",
    "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请",
)  # fmt: skip
_SHAPES = (
    "{} 12\n", "{}|12\n", "{}\n12\n", "{}\t12\n", "{}：12件\n", "{},12\n", "{}12\n", "单位：件\n{} 件 12\n",
    "<table><tr><td>{}</td><td>12</td></tr></table>",
)  # fmt: skip


@pytest.mark.parametrize("label", _EVERYDAY)
@pytest.mark.parametrize("shape", _SHAPES)
def test_a_row_that_is_all_there_is_is_a_fragment(label: str, shape: str) -> None:
    report = parse(shape.format(label).encode())
    assert not report.facts
    assert any("12" in one.raw for one in report.unread)
    assert "unread:table" in {one.rule for one in report.findings}


@pytest.mark.parametrize("label", _EVERYDAY)
def test_a_blank_or_a_mark_is_enough_and_a_label_alone_is_not(label: str) -> None:
    row = f"<table><tr><td>{label}</td><td></td></tr></table>"
    for text in (f"{label} ——\n", f"| {label} | |\n", f"{label} 无\n", f"{label} | \n", f"{label}\t\n", row):
        assert parse(text.encode()).unread == ()
    with pytest.raises(NotAReport):
        parse(f"{label}\n".encode())


@pytest.mark.parametrize(
    "title", ["审批办件统计", "执法案件情况公示", "2022年窗口办件量", "各科室", "收支情况表"]
)
def test_an_everyday_row_under_another_title_is_no_report(title: str) -> None:
    for row in ("行政许可 12", "行政许可 | 12\n行政处罚 | 45", "行政事业性收费 12.5"):
        with pytest.raises(NotAReport):
            parse(f"{title}\n{row}\n".encode())


@pytest.mark.parametrize(
    "text", ["总计 12\n", "合计 | 12\n其他 | 3\n", "12 3 45\n", "第二十条\n12\n", "2022年\n"]
)
def test_words_that_any_table_has_tell_no_report(text: str) -> None:
    with pytest.raises(NotAReport):
        parse(text.encode())


def test_a_table_of_one_row_in_a_report_is_said() -> None:
    text = "临江县2022年政府信息公开工作年度报告\n一、总体情况\n全县主动公开政府信息35条。\n\n行政许可 | 12\n"
    assert [one.raw for one in parse(text.encode()).unread] == ["行政许可 | 12"]


def test_a_table_whose_labels_have_their_units_beside_them_is_one() -> None:
    """Its heads are nobody's, so none of its figures is read; it is a report all the same, and says so."""
    lines = [
        "云河市2016年政府信息公开工作年度报告",
        "指标                      单位            甲              乙              丙",
        "主动公开政府信息数        条              100             95              195",
        "收到申请数                件              60              50              110",
    ]
    report = parse_text("\n".join(lines))
    assert [fact for fact in report.facts if fact.value is not None] == []
    assert any("195" in item.raw for item in report.unread)


@pytest.mark.parametrize(
    "title",
    [
        "临江师范学院2021-2022学年信息公开工作年度报告",
        "临江县第一中学2022学年度信息公开工作报告",
        "临江水务集团2022年信息公开工作年度报告",
        "临江县人民医院2022年院务公开年度报告",
        "临江县供热公司2022年企业信息公开年度报告",
    ],
)
def test_a_school_a_hospital_and_a_company_have_rules_of_their_own(title: str) -> None:
    text = f"{title}\n一、概述\n全年主动公开信息1200条，收到信息公开申请3件，均已答复。\n"
    with pytest.raises(NotAReport) as caught:
        parse(text.encode())
    assert caught.value.kind == "institution"
    assert "under other rules" in caught.value.reason
    assert "是学校、医院或公用企事业单位的信息公开报告" in caught.value.reason_zh
    table = (
        "统计指标 | 单位 | 统计数\n（一）主动公开政府信息数 | 条 | 1200\n（一）收到申请数 | 件 | "
        "3\n（二）申请办结数 | 件 | 3\n"
    )
    assert parse(f"{text}{table}".encode()).get("applications.received.total") == 3
