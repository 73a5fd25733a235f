"""The table of contents of a report is none of its sections, and none of its text."""

from __future__ import annotations

import pytest

from govinfo_reports import parse_text

SECTIONS = [
    "一、总体情况",
    "二、主动公开政府信息情况",
    "三、收到和处理政府信息公开申请情况",
    "四、政府信息公开行政复议、行政诉讼情况",
    "五、存在的主要问题及改进情况",
    "六、其他需要报告的事项",
]


@pytest.mark.parametrize("behind", ["", "……{page}", "…………… {page}", "......{page}", "········{page}"])
@pytest.mark.parametrize("over", ["目    录", ""])
def test_a_table_of_contents(over: str, behind: str) -> None:
    listed = [title + behind.format(page=at) for at, title in enumerate(SECTIONS, 1)]
    text = [line for title in SECTIONS for line in (title, f"{title[2:]}的说明，今年新公开信息。")]
    lines = ["云溪县民政局2022年政府信息公开工作年度报告", over, *listed, "本报告由局办公室编制。", *text]
    report = parse_text("\n".join(lines))
    assert [f"{section.number}、{section.title}" for section in report.sections] == SECTIONS
    assert "suspicious:numbering" not in {finding.rule for finding in report.findings}
    assert all(section.text for section in report.sections)


def test_an_annex_that_begins_with_the_first_number_is_no_slip() -> None:
    lines = [
        "云溪县民政局2022年政府信息公开工作年度报告",
        *SECTIONS,
        "附：公开指南摘录",
        "一、公开范围",
        "机构职能。",
    ]
    rules = {finding.rule for finding in parse_text("\n".join(lines)).findings}
    assert "suspicious:numbering" not in rules
