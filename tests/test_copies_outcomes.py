"""Section four in lines of text with the number of a page behind its figures."""

from __future__ import annotations

import pytest

from govinfo_reports import Source, parse_text

_HEAD = "云河市2022年政府信息公开工作年度报告\n一、总体情况\n四、政府信息公开行政复议、行政诉讼情况\n"
_END = "\n五、存在的主要问题及改进情况\n无。"
_OUTCOMES = ("upheld", "corrected", "other", "pending", "total")
_GROUPS = ("review", "litigation.direct", "litigation.after_review")


def read(*lines: str) -> list[object]:
    report = parse_text(_HEAD + "\n".join(lines) + _END)
    found = {fact.path: fact.value for fact in report.facts if fact.source is Source.TABLE}
    return [found.get(f"{group}.{outcome}") for group in _GROUPS for outcome in _OUTCOMES]


def values(texts: list[str]) -> list[object]:
    return [int(text) if text.isdecimal() else None for text in texts]


_LINES = (
    "行政复议 行政诉讼",
    "未经复议直接起诉 复议后起诉",
    "结果 其他 尚未",
    "结果维持 纠正 结果 审结 总计 结果 结果 其他 尚未 总计 结果 结果 其他 尚未 总计",
    "维持 纠正 结果 审结 维持 纠正 结果 审结",
)
_WHOLE = ["0", "1", "0", "0", "1", "0", "0", "0", "0", "0", "0", "63", "0", "0", "63"]


def test_a_lone_number_behind_fifteen_figures_that_add_up_is_that_of_a_page() -> None:
    assert read(*_LINES, " ".join(_WHOLE), "2") == values(_WHOLE)


@pytest.mark.parametrize(
    "lines",
    [
        ("0 1 0 0 1 0 0 0 0 0 0 63 0 0 6", "3"),  # a torn total
        ("0 1 0 0 1 0 0 0 0 0 0 63 0 0 63", "2", "5"),
        ("0 1 0 0 1 0 0 0 0 0 0 63 0 0 63", "2 5"),
        ("0 1 0 0 1 0 0 0 0 0 0 63 0 0 63", "2023"),
        ("0 3 0 0 - 0 0 0 0 0 0 63 0 0 63", "2"),  # the 2 may be of 32
        ("0 1 0 0 1 0 0 0 0 0 0 63 0 63", "2"),
    ],
)
def test_other_numbers_behind_the_figures_make_them_doubtful(lines: tuple[str, ...]) -> None:
    assert set(read(*_LINES, *lines)) == {None}
