"""Years and forms that differ within a report, what was expected from outside, and sections that are not
there."""

from __future__ import annotations

import pytest

from clean_reports import CLEAN
from govinfo_reports import Expected, Finding, Report, Severity, parse, parse_text
from odd_reports import ODD_REPORTS

_HEADS = (
    "一、总体情况",
    "二、主动公开政府信息情况",
    "三、收到和处理政府信息公开申请情况",
    "四、政府信息公开行政复议、行政诉讼情况",
    "五、存在的主要问题及改进情况",
    "六、其他需要报告的事项",
)
_STATISTICS = (
    "统计指标 | 单位 | 统计数\n（一）主动公开政府信息数 | 条 | 120\n（二）制发规范性文件总数 | 件 | 3\n"
)
_DISCLOSURE = (
    "信息内容 | 本年制发件数 | 本年废止件数 | 现行有效件数\n规章 | 0 | 0 | 0\n行政规范性文件 | 6 | 2 | 34\n"
)


def found(report: Report, rule: str) -> list[Finding]:
    return [finding for finding in report.findings if finding.rule == rule]


def old(title_year: int, caption: str, period: int | None = None) -> Report:
    covered = "" if period is None else f"统计期限自{period}年1月1日起至{period}年12月31日止。\n"
    return parse_text(
        f"临江区{title_year}年政府信息公开工作年度报告\n{covered}一、概述\n全区工作有序。"
        f"\n{caption}\n{_STATISTICS}"
    )


@pytest.mark.parametrize(
    "caption",
    [
        "临江区2015年度政府信息公开情况统计表",
        "政府信息公开情况统计表（2015年度）",
        "政府信息公开情况统计表\n（2015年度）",
        "附件：临江区2015年政府信息公开情况汇总表",
        "政府信息公开情况统计表\n（二〇一五年度）",
    ],
)
def test_a_table_of_another_year_is_a_warning(caption: str) -> None:
    [finding] = found(old(2016, caption), "suspicious:year")
    assert finding.severity is Severity.WARNING
    assert "2016" in finding.message
    assert "2015" in finding.message
    assert "2015年" in finding.message_zh
    assert finding.locations
    assert found(old(2016, caption.replace("2015", "2016").replace("一五", "一六")), "suspicious:year") == []


_FOUR = "".join(f"<td>{text}</td>" for text in ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计"))


@pytest.mark.parametrize(
    ("line", "first"),
    [
        ("{}年情况如下：", "行政复议"),
        ("（{}年）", "行政复议"),
        ("{}年度行政复议数据见下表", "行政复议"),
        ("", "（{}年）行政复议情况"),
    ],
)
def test_a_line_over_a_table_or_its_first_row_names_the_year(line: str, first: str) -> None:
    page = (
        "<h1>临江区2022年政府信息公开工作年度报告</h1><p>四、政府信息公开行政复议、行政诉讼情况</p>"
        f"<p>{line}</p><table><tr><td colspan=5>{first}</td></tr><tr>{_FOUR}</tr>"
        "<tr><td>1</td><td>0</td><td>0</td><td>0</td><td>1</td></tr></table>"
    )
    assert found(parse_text(page.replace("{}", "2021")), "suspicious:year")
    assert found(parse_text(page.replace("{}", "2022")), "suspicious:year") == []


def test_a_sentence_over_a_table_names_no_year_of_it() -> None:
    page = (
        "<h1>临江区2022年政府信息公开工作年度报告</h1><p>四、政府信息公开行政复议、行政诉讼情况</p>"
        "<p>与2021年相比，案件有所减少，具体情况如下：</p><table><tr><td colspan=5>行政复议</td></tr>"
        f"<tr>{_FOUR}</tr><tr><td>1</td><td>0</td><td>0</td><td>0</td><td>1</td></tr></table>"
    )
    assert found(parse_text(page), "suspicious:year") == []


def test_a_head_of_a_column_names_the_year_too() -> None:
    text = (
        "临江区2016年政府信息公开工作年度报告\n一、概述\n有序。\n指标名称 计量单位 {}年度 "
        "历年累计\n主动公开信息数 条 130 349\n网站公开 条 130 349\n"
    )
    assert found(parse_text(text.format(2015)), "suspicious:year")
    assert found(parse_text(text.format(2016)), "suspicious:year") == []


def test_the_year_before_beside_the_year_is_no_contradiction() -> None:
    both = "临江区2015年度政府信息公开情况统计表\n" + _STATISTICS + "临江区2016年度政府信息公开情况统计表"
    assert found(old(2016, both), "suspicious:year") == []


def test_title_and_period_that_differ_are_a_warning() -> None:
    [finding] = found(old(2016, "", period=2015), "suspicious:period")
    assert finding.severity is Severity.WARNING
    assert "统计期限为2015年" in finding.message_zh
    assert found(old(2016, "", period=2016), "suspicious:period") == []


@pytest.mark.parametrize(
    ("year", "table", "used"),
    [
        (2021, _STATISTICS, "2014"),
        (2019, _STATISTICS, "2014"),
        (2017, _DISCLOSURE, "2021"),
        (2016, _DISCLOSURE, "2021"),
    ],
)
def test_a_form_that_is_not_the_years_is_a_warning(year: int, table: str, used: str) -> None:
    report = parse_text(f"临江区{year}年政府信息公开工作年度报告\n一、总体情况\n有序。\n{table}")
    assert report.form.value == used
    [finding] = found(report, "suspicious:form")
    assert finding.severity is Severity.WARNING
    assert str(year) in finding.message
    assert f"{used}年格式" in finding.message_zh


def test_the_form_of_the_year_is_none() -> None:
    for text in CLEAN.values():
        assert found(parse_text(text), "suspicious:form") == []


@pytest.mark.parametrize(
    ("expected", "rule", "severity"),
    [
        (Expected(year=2020), "expected:year", Severity.ERROR),
        (Expected(organ="云河区"), "expected:organ", Severity.ERROR),
        (Expected(form="2021"), "expected:form", Severity.ERROR),
        (Expected(year=2016, organ="临江区人民政府", form="2014"), None, None),
    ],
)
def test_what_is_expected_and_not_there_is_a_finding(
    expected: Expected, rule: str | None, severity: Severity | None
) -> None:
    text = f"临江区2016年政府信息公开工作年度报告\n一、概述\n有序。\n{_STATISTICS}"
    for report in (parse_text(text, expected=expected), parse(text.encode(), expected=expected)):
        told = [(one.rule, one.severity) for one in report.findings if one.rule.startswith("expected:")]
        assert told == ([] if rule is None else [(rule, severity)])


def test_what_is_expected_and_not_said_is_a_warning() -> None:
    report = parse_text(ODD_REPORTS["a_sentence"], expected=Expected(organ="临江区"))
    [finding] = found(report, "expected:organ")
    assert finding.severity is Severity.WARNING
    assert "报告未载明" in finding.message_zh


def test_a_form_that_there_is_not_is_an_error_of_the_caller() -> None:
    with pytest.raises(ValueError, match="2022"):
        Expected(form="2022")


@pytest.mark.parametrize("left_out", range(6))
@pytest.mark.parametrize("year", [2019, 2023])
def test_a_section_that_is_not_there_is_named(left_out: int, year: int) -> None:
    heads = [head for place, head in enumerate(_HEADS) if place != left_out]
    text = f"临江区{year}年政府信息公开工作年度报告\n" + "".join(f"{head}\n无。\n" for head in heads)
    [finding] = found(parse_text(text), "complete:sections")
    assert finding.severity is Severity.WARNING
    assert "1 of the six sections" in finding.message
    assert _HEADS[left_out] in finding.message_zh
    assert (
        found(parse_text(text.replace("无。\n", f"无。\n{_HEADS[left_out]}\n无。\n", 1)), "complete:sections")
        == []
    )


def test_two_headings_are_enough_to_ask_for_the_rest() -> None:
    rules = {one.rule for one in parse(ODD_REPORTS["two_heads"].encode()).findings}
    assert {"complete:sections", "complete:proactive", "complete:applications", "complete:figures"} <= rules


def test_a_report_in_prose_since_2019_lacks_its_tables() -> None:
    text = "临江区{}年政府信息公开工作年度报告\n一、概述\n主动公开政府信息12条。\n"
    rules = {one.rule for one in parse_text(text.format(2022)).findings}
    assert {"complete:sections", "complete:proactive", "complete:applications"} <= rules
    assert not any(one.rule.startswith("complete:") for one in parse_text(text.format(2012)).findings)


@pytest.mark.parametrize("name", ["heads_alone", "of_a_department", "bracketed_gaps"])
def test_a_report_without_any_figure_says_so(name: str) -> None:
    [finding] = found(parse(ODD_REPORTS[name].encode()), "complete:figures")
    assert finding.severity is Severity.WARNING
    assert finding.message_zh == "报告中未找到任何数字"


def test_a_clean_report_lacks_nothing() -> None:
    for text in CLEAN.values():
        assert [one.rule for one in parse_text(text).findings if one.rule.startswith("complete:")] == []


@pytest.mark.parametrize(
    "years",
    [
        "2016-2017年",
        "2016—2017年度",
        "2016年至2017年",
        "2016、2017年",
        "2016年和2017年",
        "二〇一六至二〇一七年",
        "2015—2017年",
    ],
)
def test_a_title_of_several_years_says_which_is_taken(years: str) -> None:
    report = parse(
        f"临江县{years}政府信息公开工作年度报告\n一、概述\n全县主动公开政府信息1207条。\n".encode()
    )
    (found,) = (one for one in report.findings if "several years" in one.message)
    assert (found.rule, found.severity) == ("suspicious:year", Severity.WARNING)
    assert str(report.year) in found.message
    assert f"按{report.year}年" in found.message_zh


@pytest.mark.parametrize(
    "title",
    [
        "临江县2016年政府信息公开工作年度报告（2017年3月发布）",
        "临江县2016—2016年政府信息公开工作年度报告",
        "临江县2016年政府信息公开年报",
    ],
)
def test_a_title_of_one_year_says_nothing(title: str) -> None:
    report = parse(f"{title}\n一、概述\n全县主动公开政府信息1207条。\n".encode())
    assert not any("several years" in one.message for one in report.findings)


@pytest.mark.parametrize(
    ("start", "end", "severity", "chinese"),
    [
        ("2021年1月1日", "2022年12月31日", Severity.WARNING, "统计期限跨年度：2021-01-01至2022-12-31"),
        ("2022年1月1日", "2022年12月30日", Severity.INFO, "统计期限不是整个年度：2022-01-01至2022-12-30"),
        ("2022年1月1日", "2022年6月30日", Severity.INFO, "统计期限不是整个年度：2022-01-01至2022-06-30"),
        ("2022年2月1日", "2022年12月31日", Severity.INFO, "统计期限不是整个年度：2022-02-01至2022-12-31"),
    ],
)
def test_a_period_that_is_not_the_year(start: str, end: str, severity: Severity, chinese: str) -> None:
    text = CLEAN["2021 city"].replace("2022年1月1日起至2022年12月31日", f"{start}起至{end}")
    (found,) = (one for one in parse(text.encode()).findings if one.rule == "suspicious:period")
    assert (found.severity, found.message_zh) == (severity, chinese)
    assert "the period covered" in found.message


@pytest.mark.parametrize("year", ["2202", "202", "20222", "1022"])
def test_a_year_that_cannot_be_one_is_said(year: str) -> None:
    text = CLEAN["2021 city"].replace("云河市2022年", f"云河市{year}年", 1)
    findings = [one for one in parse(text.encode()).findings if one.rule == "suspicious:year"]
    assert [(one.severity, f"：{year}年" in one.message_zh) for one in findings] == [(Severity.WARNING, True)]
