"""Rows of section four that places stand before: whose row it is must be beyond doubt."""

from __future__ import annotations

import pytest

from govinfo_reports import Report, parse_text

HEAD = "某某市2021年政府信息公开工作年度报告\n\n四、政府信息公开行政复议、行政诉讼情况\n\n"
OUTCOMES = "结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计"
REVIEW = "| 行政复议 | 1 | 2 | 3 | 4 | 10 |"


def of(*rows: str, heads: str = "类别") -> Report:
    top = f"| {heads} | {OUTCOMES} |"
    return parse_text(HEAD + "\n".join([top, "|---" * (top.count("|") - 1) + "|", *rows]))


def totals(report: Report) -> dict[str, int]:
    return {
        fact.path: int(fact.value)
        for fact in report.facts
        if fact.path.endswith(".total") and fact.value is not None
    }


@pytest.mark.parametrize("label", ["复议后起诉", "复议后起诉（件）", "复议后起诉（注1）"])
def test_a_row_below_another_is_its_place_s(label: str) -> None:
    held = totals(of(REVIEW, f"| {label} | 9 | 2 | 3 | 4 | 18 |"))
    assert held == {"review.total": 10, "litigation.after_review.total": 18}


@pytest.mark.parametrize(
    "row",
    [
        "| 复议后起诉（上年） | 9 | 2 | 3 | 4 | 18 |",
        "| 未经复议直接起诉 复议后起诉 | 9 | 2 | 3 | 4 | 18 |",
    ],
)
def test_a_row_that_names_more_than_its_place_is_said(row: str) -> None:
    for above in ([REVIEW], []):
        report = of(*above, row)
        assert totals(report) == ({"review.total": 10} if above else {})
        assert any("18" in unread.raw for unread in report.unread)


@pytest.mark.parametrize("word", ["2020年", "上年", "青山县"])
@pytest.mark.parametrize("heads", ["类别 | 年度", "年度 | 类别"])
def test_a_row_with_words_beside_its_place_is_said(word: str, heads: str) -> None:
    labels = f"未经复议直接起诉 | {word}" if heads.startswith("类别") else f"{word} | 未经复议直接起诉"
    report = of(f"| {labels} | 9 | 2 | 3 | 4 | 18 |", heads=heads)
    assert not totals(report)
    assert any("18" in unread.raw for unread in report.unread)


def test_a_second_row_takes_back_the_row_above_it_alone() -> None:
    report = of(
        REVIEW,
        "| 未经复议直接起诉 | 1 | 1 | 1 | 1 | 4 |",
        "| 复议后起诉 | 5 | 2 | 3 | 4 | 14 |",
        "| 备注 | 9 | 9 | 9 | 9 | 36 |",
    )
    assert totals(report) == {"review.total": 10, "litigation.direct.total": 4}
    assert all(any(figure in unread.raw for unread in report.unread) for figure in ("14", "36"))
