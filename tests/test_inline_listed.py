"""Section three as the plain text of a PDF, one cell a line: read where the order of its lines is proved,
else left unread."""

from __future__ import annotations

from collections import Counter
from random import Random

import pytest

from figures import clean_figures
from glue import SIZES, Table, random_applications
from glued_documents import document_of_lines
from govinfo_reports import Form, Report, parse_text
from govinfo_reports.facts import Source
from govinfo_reports.indicators import APPLICANTS, indicators
from grids import printed, statistics_rows

CLEAN = (
    "申请人情况",
    "自然人",
    "法人或其他组织",
    "总计",
    "商业企业",
    "科研机构",
    "社会公益组织",
    "法律服务机构",
    "其他",
)
WRAPPED = (
    *(
        "申请人情况",
        "（本列数据的勾稽关系为：第一项加第二项之和，",
        "等于第三项加第四项之和）",
        "法人或其他组织",
        "自然人",
    ),
    *("商业企", "业", "科研机", "构", "社会公益", "组织", "总计", "法律服务", "其他", "机构"),
)
SHARED = (
    "申请人情况",
    "自然人 法人或其他组织 总计",
    "商业 科研 社会公益 法律服务 其他",
    "企业 机构 组织 机构",
)
HEADS = {"clean": CLEAN, "wrapped": WRAPPED, "shared": SHARED}


def label(row: str) -> str:
    return indicators()[f"{row}.natural_person"].label.rpartition(" × ")[0].rpartition(" ")[2]


def lines_of(table: Table, order: str, rng: Random) -> list[str]:
    """The rows with their labels in front (some of them later: `late`; wrapped; behind), or all labels and
    then all figures, by row or by column."""
    figures = {row: [str(value) for value in values] for row, values in table.items()}
    if order == "by row":
        return [*map(label, table), *(figure for row in table for figure in figures[row])]
    if order == "by column":
        return [*map(label, table), *(figures[row][column] for column in range(7) for row in table)]
    lines: list[str] = []
    later: list[str] = []
    for number, row in enumerate(table):
        words = label(row)
        if order == "behind":
            lines += [*figures[row], words]
        elif order == "late" and number and rng.random() < 0.25:
            later.append(words)
            lines += figures[row]
        else:
            wrapped = [words[:7], words[7:]] if order == "wrapped" and len(words) > 8 else [words]
            lines += [*later, *wrapped, *figures[row]]
            later = []
        if order == "page" and number == 9:
            lines.append("- 4 -")
    return lines + later


def judge(report: Report, table: Table) -> Counter[str]:
    facts = {fact.path: fact for fact in report.facts if fact.source is Source.TABLE}
    counted: Counter[str] = Counter()
    for row, values in table.items():
        for column, value in zip(APPLICANTS, values, strict=True):
            fact = facts.get(f"{row}.{column}")
            if fact is None:
                assert report.unread
                counted["unread"] += 1
            elif fact.value is None:
                assert value in fact.candidates
                counted["open"] += 1
            else:
                assert fact.value == value, fact
                counted["given"] += 1
    return counted


def read(order: str, heads: str) -> Counter[str]:
    counted: Counter[str] = Counter()
    for seed in range(5):
        rng = Random(f"{order}{seed}")
        table = random_applications(rng, rng.choice((Form.F2019, Form.F2021)), rng.choice(sorted(SIZES)))
        counted += judge(parse_text(document_of_lines([*HEADS[heads], *lines_of(table, order, rng)])), table)
    return counted


@pytest.mark.parametrize("heads", HEADS)
@pytest.mark.parametrize("order", ["rows", "wrapped", "page", "by row", "by column"])
def test_an_order_that_is_proved_is_read(order: str, heads: str) -> None:
    assert set(read(order, heads)) == {"given"}


@pytest.mark.parametrize("heads", HEADS)
def test_rows_whose_labels_came_later(heads: str) -> None:
    counted = read("late", heads)
    assert counted["given"] > 0.9 * sum(counted.values())
    assert not counted["unread"]


@pytest.mark.parametrize("heads", HEADS)
def test_labels_behind_their_figures_are_not_believed(heads: str) -> None:
    assert set(read("behind", heads)) == {"unread"}


def one() -> Table:
    return random_applications(Random(7), Form.F2021, "county")


@pytest.mark.parametrize("heads", HEADS)
def test_two_rows_in_a_row_without_labels_have_both_figures_as_candidates(heads: str) -> None:
    table = one()
    rows = list(table)[2:4]
    words = [label(row) for row in rows]
    lines = [line for line in lines_of(table, "rows", Random(0)) if line not in words]
    lines[lines.index("1.属于国家秘密") + 8 : 0] = words  # behind another row
    report = parse_text(document_of_lines([*HEADS[heads], *lines]))
    for column, first, second in zip(APPLICANTS, table[rows[0]], table[rows[1]], strict=True):
        for row in rows:
            fact = report.fact(f"{row}.{column}")
            assert fact is not None
            assert fact.value == (first if first == second else None)
            assert set(fact.candidates) == (set() if first == second else {first, second})
    assert report.get("applications.received.total") == table["applications.received"][-1]


@pytest.mark.parametrize("label_of", ["（一）予以公开", "1.属于国家秘密", "1.信访举报投诉类申请"])
@pytest.mark.parametrize("at", [1, 4, 7])
@pytest.mark.parametrize("fault", ["lost", "too many"])
def test_a_row_of_a_figure_too_few_or_too_many_is_unread_alone(fault: str, label_of: str, at: int) -> None:
    table = one()
    lines = lines_of(table, "rows", Random(0))
    place = lines.index(label_of) + at
    lines[place : place + (fault == "lost")] = [] if fault == "lost" else ["0"]
    report = parse_text(document_of_lines([*SHARED, *lines]))
    counted = judge(report, table)
    assert counted["given"] == (len(table) - 1) * 7
    assert set(counted) == {"given", "unread"}
    assert len(report.unread) == 1


@pytest.mark.parametrize("fault", ["heads exchanged", "subtotal", "sum broken", "rows moved"])
def test_what_is_not_proved_is_left_unread(fault: str) -> None:
    table = one()
    heads, lines = list(SHARED), lines_of(table, "rows", Random(0))
    if fault == "heads exchanged":
        heads[2] = "科研 商业 社会公益 法律服务 其他"
    elif fault == "subtotal":
        heads[3] += " 小计"
    elif fault == "sum broken":
        lines[lines.index("（一）予以公开") + 1] = "99999"
    else:
        at = lines.index("1.属于国家秘密")
        lines = lines[:at] + lines[at + 8 : at + 16] + lines[at : at + 8] + lines[at + 16 :]
    report = parse_text(document_of_lines([*heads, *lines]))
    assert not [
        fact for fact in report.facts if fact.path.startswith("applications.") and fact.source is Source.TABLE
    ]
    assert report.unread


def test_a_table_of_noughts_has_one_reading_in_either_order() -> None:
    table: Table = dict.fromkeys(one(), (0,) * 7)
    for order in ("by row", "by column"):
        report = parse_text(document_of_lines([*SHARED, *lines_of(table, order, Random(0))]))
        assert judge(report, table)["given"] == len(table) * 7


@pytest.mark.parametrize("order", ["flu", "ful", "ufl"])
def test_a_statistics_table_whose_figures_come_before_their_labels_is_unread(order: str) -> None:
    figures = clean_figures(Form.F2014, Random(1))
    lines = ["统计指标", "单位", "统计数"]
    for words, unit, figure in statistics_rows(printed(figures)):
        parts = {"l": words, "u": unit, "f": figure}
        lines += [parts[part] for part in order if parts[part]]
    report = parse_text(document_of_lines(lines))
    assert not [fact for fact in report.facts if fact.source is Source.TABLE]
    assert report.unread
