"""Copies with blank cells in a column that nothing else marks: each figure stays below its head, or is said."""

from __future__ import annotations

from decimal import Decimal
from random import Random

import pytest

from figures import clean_figures
from govinfo_reports import Form, Report, Source, parse_text
from govinfo_reports.document import Table
from grids import form_tables, printed

HEAD = "云河市2021年政府信息公开工作年度报告\n\n一、总体情况\n\n2021年，全市主动公开政府信息120条。\n\n"
FOUR = "四、政府信息公开行政复议、行政诉讼情况\n\n"
OUTCOMES = ("upheld", "corrected", "other", "pending", "total")
GROUPS = ("review", "litigation.direct", "litigation.after_review")
PATHS = [f"{group}.{outcome}" for group in GROUPS for outcome in OUTCOMES]


def values(report: Report) -> dict[str, Decimal | int]:
    return {
        fact.path: fact.value
        for fact in report.facts
        if fact.source is Source.TABLE and fact.value is not None
    }


def wanted(row: str) -> dict[str, int]:
    texts = [text.strip() for text in row.split(",")]
    assert len(texts) == len(PATHS)
    return {path: int(text) for path, text in zip(PATHS, texts, strict=True) if text}


ROWS = [
    ", 0, 8, 0, 13,,, 0, 0, 0, 0, 0, 0, 0, 0",
    "1, 0, 0, 0, 1,, 2, 0, 0, 2,, 0, 0, 0,",
    ", 3, 0, 0, 3, 0, 0, 0, 0, 0,, 1, 0, 0, 1",
]
CASES = ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计")


def ruled(row: str) -> str:
    """As pandoc draws it: fifteen columns ruled with dashes, heads over blank places."""
    width = 12
    heads = [
        ["行政复议", *[""] * 4, "行政诉讼", *[""] * 9],
        [*CASES, "未经复议直接起诉", *[""] * 4, "复议后起诉", *[""] * 4],
    ]
    lines = [*heads, [*[""] * 5, *CASES, *CASES], [text.strip() for text in row.split(",")]]
    rule = "  " + " ".join("-" * (width * 2 - 1) for _ in range(15))
    wide = [[text + " " * (width * 2 - 2 * len(text)) for text in line] for line in lines]
    wide[-1] = [text.ljust(width * 2) for text in lines[-1]]
    return "\n".join([rule, *("  " + "".join(line).rstrip() for line in wide), rule])


def between(row: str) -> str:
    """As html2text writes it: pipes between the cells alone, a blank cell first."""
    lines = [
        "行政复议| 行政诉讼  ",
        "---|---  ",
        "| ".join([*CASES, "未经复议直接起诉", "复议后起诉"]),
        "| ".join([*CASES, *CASES]),
    ]
    return "\n".join([*lines, "| ".join(text.strip() for text in row.split(","))])


@pytest.mark.parametrize("row", ROWS)
def test_heads_over_a_blank_cell_span_the_cells_beside_them(row: str) -> None:
    assert values(parse_text(HEAD + FOUR + ruled(row) + "\n")) == wanted(row)


@pytest.mark.parametrize("row", [ROWS[0], ROWS[2]])
def test_a_pipe_at_the_begin_of_one_row_stands_behind_a_blank_cell(row: str) -> None:
    assert values(parse_text(HEAD + FOUR + between(row) + "\n")) == wanted(row)


def test_a_row_between_pipes_among_rows_without_is_no_row_with_a_blank_cell() -> None:
    """One row of the table has a pipe on both sides: they are its frame."""
    text = "申请人情况 | 自然人 | 商业企业 | 科研机构 | 社会公益组织 | 法律服务机构 | 其他 | 总计\n"
    text += "--- | --- | --- | --- | --- | --- | --- | ---\n一、本年新收政府信息公开申请数量 | 3 | 1 | 0 | 0 | 0 | 0 | 4\n"
    text += "| 二、上年结转政府信息公开申请数量 | 0 | 2 | 0 | 0 | 0 | 0 | 2 |\n（七）总计 | 3 | 3 | 0 | 0 | 0 | 0 | 6\n"
    found = values(parse_text(HEAD + "三、收到和处理政府信息公开申请情况\n\n" + text))
    assert found["applications.carried_in.business"] == 2
    assert found["applications.outcomes.total.total"] == 6


def shifted(table: Table, gap: int = 2) -> str:
    """As inscriptis prints a table: the first cells of all rows below each other, then the second, whatever they span."""
    rows = [[cell.text for cell in row] for row in table.rows if row]
    columns = max(map(len, rows))
    widths = [max((len(row[at]) for row in rows if at < len(row)), default=0) for at in range(columns)]
    lines = ["    " + (" " * gap).join(text.ljust(widths[at]) for at, text in enumerate(row)) for row in rows]
    return "\n\n".join(lines) + "\n\n"


@pytest.mark.parametrize("wide", [False, True])
@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("form", [Form.F2021, Form.F2019])
def test_cells_below_each_other_by_their_number_in_the_row(form: Form, seed: int, wide: bool) -> None:
    rng = Random(f"{form}{seed}{wide}")
    texts = printed(clean_figures(form, rng))
    share = (0.15, 0.45)[seed % 2]
    shown = {path: "" if rng.random() < share else text for path, text in texts.items()}
    if wide:
        shown = {
            path: text.translate({digit: digit + 0xFEE0 for digit in range(48, 58)})
            for path, text in shown.items()
        }
    body = ""
    for heading, tables in form_tables(form, shown).items():
        body += f"  {heading}\n\n" + "".join(map(shifted, tables))
    found = values(parse_text(HEAD + body))
    assert not {path for path, value in found.items() if not shown[path] or value != Decimal(texts[path])}
    asked = [path for path in shown if shown[path] and path.startswith("applications.")]
    assert sum(path in found for path in asked) >= (0.97, 0.85)[seed % 2] * len(asked)


@pytest.mark.parametrize("row", [ROWS[0], ", 3, 0, 0, 3, 0,, 0, 0, 0, 0, 1, 0, 0, 1"])
def test_one_row_below_heads_that_begin_in_the_first_places(row: str) -> None:
    lines = [["行政复议", "行政诉讼"], [*CASES, "未经复议直接起诉", "复议后起诉"], [*CASES, *CASES]]
    lines.append([text.strip() for text in row.split(",")])
    widths = [max((len(line[at]) for line in lines if at < len(line)), default=0) for at in range(15)]
    shown = ["    " + "  ".join(text.ljust(widths[at]) for at, text in enumerate(line)) for line in lines]
    assert values(parse_text(HEAD + "  " + FOUR + "\n\n".join(shown) + "\n")) == wanted(row)


@pytest.mark.parametrize(
    "row", ["1, 3, 0, 0, 4, 0, 0, 0, 0, 0, 0,, 0, 2, 2", "1, 3, 0, 0, 4,, 0, 0, 0, 0,,, 0, 2,"]
)
def test_a_blank_cell_behind_the_last_head_stands_between_two_gaps(row: str) -> None:
    """The last five cells have no heads above them. Where the blanks at the end of the line are lost, nothing
    tells how many cells stood there; nor where a gap is no two of those between heads."""
    lines = [["行政复议", "行政诉讼"], [*CASES, "未经复议直接起诉", "复议后起诉"], [*CASES, *CASES]]
    lines.append([text.strip() for text in row.split(",")])
    widths = [max((len(line[at]) for line in lines if at < len(line)), default=0) for at in range(15)]
    shown = ["    " + "  ".join(text.ljust(widths[at]) for at, text in enumerate(line)) for line in lines]
    assert values(parse_text(HEAD + "  " + FOUR + "\n\n".join(shown) + "\n")) == wanted(row)
    for other in (shown[-1].rstrip(), shown[-1].rstrip()[:-6] + " " + shown[-1].rstrip()[-6:]):
        report = parse_text(HEAD + "  " + FOUR + "\n\n".join([*shown[:-1], other]) + "\n")
        found = values(report)
        assert found == wanted(row) if other == shown[-1] else not found.keys() - wanted(row).keys()
        assert not {path for path, value in found.items() if wanted(row).get(path) != value}


@pytest.mark.parametrize("at", range(15))
def test_heads_of_one_character_a_line(at: int) -> None:
    """行政复议 stands over the first of its columns alone, and its heads right below it: it is none of theirs."""
    texts = ["86", "99", "0", "0", "185", "46", "78", "3", "0", "127", "0", "0", "5", "0", "5"]
    texts[at] = ""
    lines: list[list[str]] = [[""] * 15 for _ in range(6)]
    lines[0][0], lines[0][5], lines[1][5], lines[1][10] = (
        "行政复议",
        "行政诉讼",
        "未经复议直接起诉",
        "复议后起诉",
    )
    for column in range(15):
        for place, sign in enumerate(CASES[column % 5]):
            lines[(1 if column < 5 else 2) + place][column] = sign
    shown = [*lines, texts]
    laid = []
    for line in shown:
        row = " " * 90
        for column, text in enumerate(line):
            row = row[: 10 + 5 * column] + text + row[10 + 5 * column + len(text) :]
        laid.append(row.rstrip())
    report = parse_text(HEAD + "          " + FOUR.strip() + "\n" + "\n".join(laid) + "\n")
    assert values(report) == wanted(",".join(texts))


def cells_covered_are_left_out(table: Table, end: str) -> str:
    """As markdownify writes it: a cell over several columns is followed by blank ones, one over several rows
    by nothing in the rows below."""
    lines = []
    for row in table.rows:
        cells = [text for cell in row for text in (cell.text, *[""] * (cell.colspan - 1))]
        line = f"| {' | '.join(cells)} |"
        lines.append(line if end == "kept" else line.rstrip("| ") + " |")
    width = max(line.count("|") for line in lines) - 1
    return "\n".join(["|" + "  |" * width, "|" + " --- |" * width, *lines]) + "\n"


@pytest.mark.parametrize("end", ["kept", "left out"])
@pytest.mark.parametrize("seed", range(6))
def test_a_blank_before_a_row_is_of_an_applicant_where_blanks_behind_rows_are_kept(
    seed: int, end: str
) -> None:
    form, rng = (Form.F2019, Form.F2021)[seed % 2], Random(seed)
    texts = printed(clean_figures(form, rng))
    shown = {
        path: "" if rng.random() < 0.2 and path.startswith("applications.outcomes") else text
        for path, text in texts.items()
    }
    body = "".join(
        f"{heading}\n\n{''.join(cells_covered_are_left_out(table, end) for table in tables)}\n"
        for heading, tables in form_tables(form, shown).items()
    )
    found = {path: str(value) for path, value in values(parse_text(HEAD + body)).items()}
    wanted = {path: text for path, text in shown.items() if text and path.startswith("applications.")}
    assert {path: value for path, value in found.items() if path.startswith("applications.")}.items() <= (
        wanted.items()
    )
    begun = {path for path, text in wanted.items() if not shown[path.rpartition(".")[0] + ".natural_person"]}
    assert begun
    assert (begun <= found.keys()) == (end == "kept")
