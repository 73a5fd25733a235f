"""Tables that are there and cannot be taken: two of which nothing tells which is the report's, and those
that are not understood."""

from __future__ import annotations

import pytest

from govinfo_reports import Report, Scope, Severity, parse, parse_text

_OUTCOMES = ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"]
_FIRST, _SECOND, _SLIP = "102030000000000", "511070000000000", "102040000000000"
_LABELS = [
    "一、主动公开政府信息数",
    "1．政府公报公开政府信息数",
    "2．政府网站公开政府信息数",
    "3．政务微博公开政府信息数",
]


def _grid(rows: list[list[str]]) -> str:
    return (
        "<table>"
        + "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
        + "</table>"
    )


def _four(*rows: str, outcomes: list[str] = _OUTCOMES) -> str:
    head = "<tr><td colspan=5>行政复议</td><td colspan=10>行政诉讼</td></tr>"
    head += "<tr>" + "".join(f"<td rowspan=2>{one}</td>" for one in outcomes)
    head += "<td colspan=5>未经复议直接起诉</td><td colspan=5>复议后起诉</td></tr>"
    head += "<tr>" + "".join(f"<td>{one}</td>" for one in outcomes * 2) + "</tr>"
    body = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    return f"<table>{head}{body}</table>"


def _three(received: int) -> str:
    head = ["申请情况", "自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计"]
    labels = [
        "一、本年新收政府信息公开申请数量",
        "二、上年结转政府信息公开申请数量",
        "（一）予以公开",
        "（七）总计",
        "四、结转下年度继续办理",
    ]
    rows = [
        [label, *([str(received), *"00000", str(received)] if at in {0, 2, 3} else "0000000")]
        for at, label in enumerate(labels)
    ]
    return _grid([head, *rows])


def _two(issued: str) -> str:
    return _grid(
        [
            ["第二十条第（一）项", "", "", ""],
            ["信息内容", "本年制发件数", "本年废止件数", "现行有效件数"],
            ["规章", "0", "0", "0"],
            ["行政规范性文件", *issued],
        ]
    )


def _statistics(*values: str) -> str:
    return _grid(
        [
            ["统计指标", "单位", "数量"],
            *([label, "条", value] for label, value in zip(_LABELS, values, strict=True)),
        ]
    )


def _read(body: str, year: int = 2022) -> Report:
    return parse(
        f"<html><body><h1>临江区人民政府{year}年政府信息公开工作年度报告</h1>{body}</body></html>".encode()
    )


def _warnings(report: Report, kind: str) -> list[str]:
    return [
        one.message
        for one in report.findings
        if one.rule.startswith(kind) and one.severity is Severity.WARNING
    ]


PAIRS = [
    (_four(_FIRST), _four(_SECOND), "review.total", 2022),
    (_three(3), _three(8), "applications.received.total", 2022),
    (_two("319"), _two("527"), "proactive.normative_documents.issued", 2022),
    (_statistics("10", "1", "5", "4"), _statistics("20", "2", "11", "7"), "proactive.disclosed", 2016),
]


@pytest.mark.parametrize(("first", "second", "path", "year"), PAIRS)
def test_of_two_tables_that_nothing_tells_apart_neither_is_taken(
    first: str, second: str, path: str, year: int
) -> None:
    for between in ("", "<p>情况如下。</p>"):
        report = _read(first + between + second, year)
        found = [fact for fact in report.facts if fact.path == path]
        assert [fact.scope for fact in found] == [Scope.UNTOLD, Scope.UNTOLD]
        assert report.get(path) is None
        assert all(
            "nothing tells which is the report's" in one for one in _warnings(report, "suspicious:tables")
        )
        assert _warnings(report, "suspicious:tables")
        assert not any(
            "is not in the report" in one
            for one in _warnings(report, f"complete:{path.split('.', maxsplit=1)[0]}")
        )


@pytest.mark.parametrize(("first", "second", "path", "year"), PAIRS)
def test_the_same_table_twice_is_the_reports(first: str, second: str, path: str, year: int) -> None:
    report = _read(first + first, year)
    assert report.get(path) == _read(first, year).get(path) is not None
    assert second
    assert _warnings(report, "suspicious:tables") == []


def test_a_slip_in_a_table_printed_twice_is_a_disagreement() -> None:
    longer = "312110211030000"
    report = _read(_four(longer) + _four(longer.replace("312110", "313110")))
    assert report.review.upheld == 3
    assert [one.rule for one in report.findings if one.rule.startswith("agree:")] == ["agree:review.other"]


def test_what_stands_over_it_or_a_sentence_tells() -> None:
    told = _read("<p>2022年度</p>" + _four(_FIRST) + "<p>2021年度</p>" + _four(_SECOND))
    assert told.review.total == 3
    said = _read("<h2>四、行政复议情况</h2><p>2022年被申请行政复议7件。</p>" + _four(_FIRST) + _four(_SECOND))
    assert said.review.total == 7
    assert {fact.scope for fact in said.facts if fact.location.table == 1} == {Scope.UNTOLD}
    assert {fact.scope for fact in said.facts if fact.location.table == 2} == {Scope.YEAR}


NOT_UNDERSTOOD = [
    (_four(_FIRST, _SECOND), ["review", "litigation"], "1 | 0 | 2 | 0 | 3"),
    (
        _four(_FIRST, outcomes=["甲类", "乙类", "丙类", "丁类", "全部"]),
        ["review", "litigation"],
        "甲类 | 乙类",
    ),
    (
        _two("319").replace("本年制发件数", "甲").replace("本年废止件数", "乙").replace("现行有效件数", "丙"),
        ["proactive"],
        "3 | 1 | 9",
    ),
    (
        _three(3).replace("本年新收", "某年某收"),
        [],
        "一、某年某收政府信息公开申请数量 | 3 | 0 | 0 | 0 | 0 | 0 | 3",
    ),
]


@pytest.mark.parametrize(("body", "groups", "raw"), NOT_UNDERSTOOD)
def test_a_table_that_is_not_understood_is_said_to_be_there(body: str, groups: list[str], raw: str) -> None:
    overview = "<h2>一、总体情况</h2><p>情况如下。</p><h2>四、政府信息公开行政复议、行政诉讼情况</h2>"
    report = _read(overview + body)
    assert any(raw in item.raw and item.location.table == 1 for item in report.unread), report.unread
    for group in groups:
        (said,) = _warnings(report, f"complete:{group}")
        assert "is there, and none of its figures is read" in said
    assert "is not in the report" in _warnings(_read(overview), "complete:review")[0]


_BODIES = [("区政府", "10"), ("各部门", "20"), ("乡镇（街道）", "30")]


@pytest.mark.parametrize("is_last", [True, False])
@pytest.mark.parametrize("total", ["合计", "总计", "全区合计"])
def test_of_columns_by_body_the_total_is_the_reports(total: str, is_last: bool) -> None:
    heads, values = [name for name, _ in _BODIES], [value for _, value in _BODIES]
    place = len(heads) if is_last else 0
    heads.insert(place, total)
    values.insert(place, "60")
    grid = [["统计指标", "单位", *heads], *([label, "条", *values] for label in _LABELS)]
    report = _read("<h2>政府信息公开情况统计表</h2>" + _grid(grid), 2016)
    assert report.proactive.disclosed == 60
    assert report.proactive.channels.website == 60
    assert report.unread == ()
    text = "临江区人民政府2016年政府信息公开工作年度报告\n政府信息公开情况统计表\n"
    report = parse((text + "\n".join("\t".join(row) for row in grid)).encode())
    assert report.proactive.disclosed == 60


def test_columns_by_body_without_a_total_are_unread() -> None:
    grid = [["统计指标", "单位", *(name for name, _ in _BODIES)]]
    grid += [[label, "条", *(value for _, value in _BODIES)] for label in _LABELS]
    report = _read("<h2>政府信息公开情况统计表</h2>" + _grid(grid), 2016)
    assert report.proactive.disclosed is None
    assert [item.raw.count("|") for item in report.unread] == [4] * len(_LABELS)


def test_figures_without_heads_below_the_heading_of_section_four_are_its_table() -> None:
    """Which column each is in fourteen do not say: none is read, and the tables are not said to be
    missing."""
    report = parse_text(
        "云河市2025年政府信息公开工作年度报告\n"
        "一、总体情况\n全市公开工作平稳有序。\n"
        "四、政府信息公开行政复议、行政诉讼情况\n"
        "| 11 | 2 | 9 | 4 | 26 | 7 | 0 | 1 | 6 | 14 | 2 | 1 | 7 | 9 |\n"
        "五、存在的主要问题及改进情况\n公开渠道有待拓宽。\n"
    )
    assert [fact for fact in report.facts if fact.value is not None] == []
    found = {finding.rule: finding.message for finding in report.findings}
    assert "is there" in found["complete:review"]
    assert "is there" in found["complete:litigation"]
    assert "is not in the report" in found["complete:applications"]
    assert any("26" in item.raw for item in report.unread)


@pytest.mark.parametrize(
    "heads",
    ["", "行政复议行政诉讼\n", "行政复议 | 行政诉讼\n", "行政复议\n行政诉讼\n未经复议直接起诉\n复议后起诉\n"],
)
def test_fifteen_figures_that_add_up_are_the_form_s(heads: str) -> None:
    figures = "| 11 | 2 | 9 | 4 | 26 | 7 | 0 | 1 | 6 | 14 | 2 | 1 | 7 | 9 | 19 |\n"
    text = f"云河市2025年政府信息公开工作年度报告\n四、政府信息公开行政复议、行政诉讼情况\n{heads}"
    report = parse_text(text + figures)
    assert (report.review.upheld, report.litigation.direct.pending, report.litigation.after_review.total) == (
        11,
        6,
        19,
    )
    wrong = parse_text(text + figures.replace("26", "27"))
    assert [fact for fact in wrong.facts if fact.value is not None] == []
    assert any("27" in item.raw for item in wrong.unread)


@pytest.mark.parametrize("labels", [("2021年", "2022年"), ("市本级", "全市"), ("市公安局", "市住建局")])
def test_of_two_rows_of_section_four_none_is_read(labels: tuple[str, str]) -> None:
    """Which of the two is the report's the heads do not say; both are said."""
    heads = [["单位", "行政复议", "", "", "", ""], ["", *_OUTCOMES]]
    rows = [[labels[0], "2", "1", "0", "0", "3"], [labels[1], "4", "1", "1", "0", "6"]]
    report = parse_text(
        "云河市2022年政府信息公开工作年度报告\n" + "\n".join("|".join(row) for row in [*heads, *rows])
    )
    assert [fact for fact in report.facts if fact.path.startswith("review") and fact.value is not None] == []
    assert all(any(row[-1] in item.raw for item in report.unread) for row in rows)


def test_a_cell_over_two_rows_of_section_two_is_of_neither() -> None:
    rows = "".join(
        (
            "<tr><td>信息内容</td><td>本年处理决定数量</td></tr>",
            "<tr><td>行政处罚</td><td rowspan=2>2317</td></tr><tr><td>行政强制</td></tr>",
            "<tr><td>行政许可</td><td>12</td></tr>",
        )
    )
    report = parse(f"<h1>云河市2022年政府信息公开工作年度报告</h1><table>{rows}</table>".encode())
    assert (report.proactive.penalties.decisions, report.proactive.coercion.decisions) == (None, None)
    assert report.proactive.licensing.decisions == 12
    assert any("2317" in item.raw for item in report.unread)


def test_a_figure_beside_the_head_of_a_group_is_said() -> None:
    rows = [
        "统计指标|单位|统计数",
        "收到申请数|件|141",
        "通过不同渠道和方式公开政府信息的情况|条|310",
        "政府公报公开政府信息数|条|48",
    ]
    report = parse_text("云河市2016年政府信息公开工作年度报告\n" + "\n".join(rows))
    assert report.proactive.channels.gazette == 48
    assert any("310" in item.raw for item in report.unread)
