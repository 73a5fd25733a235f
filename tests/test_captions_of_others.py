"""Tables under words that name another organ, a part of the year, all years, a plan or an example."""

from __future__ import annotations

import pytest

from govinfo_reports import parse_text
from govinfo_reports.facts import Scope, Source
from ledgers import HOLDS
from shapes import read_in
from test_copies_blanks import CASES
from test_product import figures, head_of
from test_whose_tables import CONTAINERS, FOUR, STATISTICS, THREE, TWO, _lone, _pair, state_of

OTHERS = (
    ("云东县情况", Scope.BESIDE),
    ("云东县政府信息公开情况统计表", Scope.BESIDE),
    ("其中：市财政局", Scope.BESIDE),
    ("下属单位情况", Scope.BESIDE),
    ("其中：乡镇（街道）", Scope.BESIDE),
    ("开发区管委会", Scope.BESIDE),
    ("全省情况", Scope.BESIDE),
    ("上半年情况", Scope.BESIDE),
    ("第一季度", Scope.BESIDE),
    ("1-6月情况", Scope.BESIDE),
    ("1月—9月", Scope.BESIDE),
    ("计划数", Scope.BESIDE),
    ("填报样例", Scope.BESIDE),
    ("占比情况（%）", Scope.BESIDE),
    ("历年累计", Scope.CUMULATIVE),
    ("五年来累计", Scope.CUMULATIVE),
    ("2009-2022年累计", Scope.CUMULATIVE),
)
OF_A_PART = ("上半年情况", "第一季度", "1-6月情况", "历年累计", "2009-2022年累计")
THE_YEARS = (
    "1月1日至12月31日",
    "1-12月情况",
    "1月—12月",
    "（统计期间：1月1日-12月31日）",
    "云河市",
    "市政府",
    "全市各部门、各县区汇总",
    "各单位汇总",
    "近五年对比",
    "（样表）",
    "按季度统计",
    "截至12月底",
    "8月1日起启用新的统计口径",
)


@pytest.mark.parametrize("container", CONTAINERS)
@pytest.mark.parametrize(("over", "scope"), OTHERS)
def test_a_table_of_others_beside_the_reports(over: str, scope: Scope, container: str) -> None:
    document = _pair(FOUR, over, "", first=False)
    report = read_in(container, document.head, document.tables)
    assert state_of(report, document) == HOLDS
    assert {fact.scope for fact in report.facts if fact.source is Source.TABLE} == {Scope.YEAR, scope}


@pytest.mark.parametrize("block", [TWO, THREE, STATISTICS])
def test_tables_of_others_in_other_forms(block: str) -> None:
    for over, _ in OTHERS:
        for first in (True, False):
            document = _pair(block, over, "全市情况" if first else "", first=first)
            report = read_in("html", document.head, document.tables)
            assert state_of(report, document) == HOLDS, (over, first)


def test_three_tables_of_which_one_is_of_all() -> None:
    document = _pair(FOUR, "云东县情况", "全市情况", first=False)
    tables = {**document.tables, "云西县情况": document.tables["云东县情况"]}
    assert state_of(read_in("html", document.head, tables), document) == HOLDS


@pytest.mark.parametrize("over", OF_A_PART)
def test_a_lone_table_of_a_part_of_the_year_is_not_the_years(over: str) -> None:
    document = _lone(over, FOUR)
    report = read_in("html", document.head, document.tables)
    assert all(fact.scope is not Scope.YEAR for fact in report.facts)
    assert {"complete:review", "complete:litigation"} <= {finding.rule for finding in report.findings}


@pytest.mark.parametrize("over", THE_YEARS)
def test_a_lone_table_of_the_year_is_the_reports(over: str) -> None:
    document = _lone(over, FOUR)
    report = read_in("html", document.head, document.tables)
    held = {fact.path: fact.value for fact in report.facts if fact.scope is Scope.YEAR}
    assert held == document.truth


NOTES = (
    ("（以下为上年数据）", Scope.LAST_YEAR),
    ("注：本表数据为上半年情况", Scope.BESIDE),
    ("（下表为下属单位数据）", Scope.BESIDE),
    ("以下数据均为历年累计数", Scope.CUMULATIVE),
)


@pytest.mark.parametrize("container", CONTAINERS)
@pytest.mark.parametrize("block", [TWO, THREE, FOUR])
def test_a_note_says_whose_a_lone_table_is(block: str, container: str) -> None:
    for note, scope in NOTES:
        document = _lone(note, block)
        report = read_in(container, document.head, document.tables)
        assert {fact.scope for fact in report.facts if fact.source is Source.TABLE} == {scope}, note


@pytest.mark.parametrize(
    "note",
    [
        "（以下为本年数据）",
        "（本表数据为全市汇总数据）",
        "注：本表为本机关数据",
        "（以下为1-12月数据）",
        "以下为具体情况",
    ],
)
def test_a_note_that_names_the_reports_own_changes_nothing(note: str) -> None:
    document = _lone(note, FOUR)
    report = read_in("html", document.head, document.tables)
    assert {fact.path: fact.value for fact in report.facts if fact.scope is Scope.YEAR} == document.truth


def test_a_note_with_another_year_is_suspicious() -> None:
    document = _lone("（以下为2021年度数据）", FOUR)
    report = read_in("html", document.head, document.tables)
    assert {fact.path: fact.value for fact in report.facts if fact.scope is Scope.YEAR} == document.truth
    assert "suspicious:year" in {finding.rule for finding in report.findings}


@pytest.mark.parametrize("mark", ["3 / 8", "3/8", "- 3 -", "第3页 共8页"])
def test_a_number_of_a_page_under_a_table_is_no_figure_of_it(mark: str) -> None:
    made = figures("2021")
    document = _lone("2022年度", FOUR)
    report = read_in("html", head_of("2021"), {**document.tables, mark: []})
    assert report.get("review.total") == made["review.total"]


@pytest.mark.parametrize("shape", ["pipes", "tabs", "a cell a line", "running"])
def test_litigation_before_review_is_read_as_its_heads_stand(shape: str) -> None:
    heads = [["行政诉讼", "行政复议"], ["未经复议直接起诉", "复议后起诉"], CASES * 3]
    values = [str(value) for value in (1, 2, 3, 4, 10, 0, 1, 0, 0, 1, 2, 0, 0, 0, 2)]
    mark = {"pipes": "|", "tabs": "\t", "a cell a line": "\n", "running": " "}[shape]
    rows = (" " if shape == "running" else "\n").join(mark.join(row) for row in [*heads, values])
    report = parse_text(
        "\n".join(
            [
                "云河市2022年政府信息公开工作年度报告",
                "一、总体情况",
                "四、政府信息公开行政复议、行政诉讼情况",
                rows,
            ]
        )
    )
    assert [
        report.get(f"{place}.total") for place in ("litigation.direct", "litigation.after_review", "review")
    ] == [10, 1, 2]
    assert report.get("litigation.direct.pending") == 4


@pytest.mark.parametrize(
    "title",
    [
        "四、行政诉讼及行政复议情况",
        "四、政府信息公开行政复议、行政诉讼情况\n我局行政诉讼由法规科负责",
        "四、行政复议、行政诉讼情况\n行政诉讼",
    ],
)
@pytest.mark.parametrize("mark", ["|", "\t", "\n"])
def test_litigation_named_above_the_heads_changes_no_order(title: str, mark: str) -> None:
    values = [str(value) for value in (1, 2, 3, 4, 10, 5, 0, 0, 1, 6, 7, 8, 0, 0, 15)]
    rows = [["行政复议", "行政诉讼"], ["未经复议直接起诉", "复议后起诉"], CASES * 3, values]
    text = "\n".join(["云河市2022年政府信息公开工作年度报告", "一、总体情况", title, *map(mark.join, rows)])
    report = parse_text(text)
    assert report.get("review.total") == 10
    assert report.get("litigation.direct.total") == 6


@pytest.mark.parametrize("mark", ["\n", "\n\n"])
def test_places_exchanged_before_outcomes_tell_no_order(mark: str) -> None:
    """Programs exchange heads of one line: the heads behind both may be those of either."""
    values = [str(value) for value in (0, 0, 0, 0, 0, 0, 7, 4, 20, 31, 0, 0, 1, 0, 1)]
    heads = ["行政诉讼", "行政复议", *CASES, "未经复议直接起诉", "复议后起诉", *CASES * 2]
    title = "四、政府信息公开行政复议、行政诉讼情况"
    lines = [title, mark.join([*heads, *values])]
    report = parse_text("\n".join(["云河市2022年政府信息公开工作年度报告", "一、总体情况", *lines]))
    assert report.get("review.total") is None
    assert report.get("litigation.direct.total") is None
    assert any("31" in row.raw for row in report.unread)
