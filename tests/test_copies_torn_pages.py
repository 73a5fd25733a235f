"""Copies of a page whose labels are torn over lines, and whose figures stand in a form of their own: a line each, between pipes that
are no borders, or above the label."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal
from random import Random

import pytest

from figures import clean_figures
from govinfo_reports import Form, Report, Source, parse, parse_text
from grids import printed, section_three
from torn_pages import line_by_line

HEAD = (
    "云河市2021年政府信息公开工作年度报告\n一、总体情况\n2021年，全市主动公开政府信息120条。\n"
    "三、收到和处理政府信息公开申请情况\n"
    "申请人情况\n自然人 商业企业 科研机构 社会公益组织 法律服务机构 其他 总计\n"
)
WIDTHS = (6, 3, 4)
_FIGURES = re.compile(r"^(?P<label>.*?)\s*(?P<figures>(?:(?<!\S)(?:\d+|/)\s+){2,}(?:\d+|/))$")
SPANS = ((1, 1, 2, 2, 1), (2, 2, 2, 1), (1, 2, 2, 2), (3, 1, 1, 2))
"""How many figures of a row stand in each of its cells."""
Write = Callable[[str, str, int], list[str]]


def a_line_each(label: str, figures: str, row: int) -> list[str]:
    first, *others = figures.split()
    return [f"{label} {first}" if label else first, *others]


def between_pipes(label: str, figures: str, row: int) -> list[str]:
    """The line as a table of one row, whose pipes stand where the program saw a gap."""
    spans, values = SPANS[row % len(SPANS)], figures.split()
    cells = [" ".join(values[sum(spans[:at]) : sum(spans[: at + 1])]) for at in range(len(spans))]
    rest = values[sum(spans) :]
    shown = f"| {' | '.join((label, *cells, *rest))} |"
    return ["", shown, "|" + " --- |" * (shown.count("|") - 1)]


def page(form: Form, texts: dict[str, str], write: Write) -> list[str]:
    """The lines of section three, those with figures as `write` prints them."""
    lines: list[str] = []
    for row, line in enumerate(line_by_line(section_three(form, texts), WIDTHS).split("\n")):
        found = _FIGURES.match(line)
        lines += [line] if found is None else write(found["label"].strip(), found["figures"], row)
    return lines


def texts_of(form: Form, seed: int) -> dict[str, str]:
    shown = printed(clean_figures(form, Random(seed)))
    return {path: text for path, text in shown.items() if path.startswith("applications.")}


def values(report: Report) -> dict[str, Decimal | int | None]:
    return {
        fact.path: fact.value
        for fact in report.facts
        if fact.source is Source.TABLE and fact.value is not None
    }


def as_page(lines: list[str]) -> Report:
    """What pdftohtml gives: a paragraph with a break behind each line."""
    body = "<br/>\n".join(line.replace(" ", "&#160;") for line in HEAD.split("\n")[:-1] + lines)
    return parse(f"<!DOCTYPE html><html><body>{body}<br/></body></html>".encode())


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("form", [Form.F2021, Form.F2019])
@pytest.mark.parametrize("write", [a_line_each, between_pipes])
def test_a_torn_page_is_read_whole(form: Form, seed: int, write: Write) -> None:
    texts = texts_of(form, seed)
    lines = page(form, texts, write)
    report = as_page(lines) if write is a_line_each else parse_text(HEAD + "\n".join(lines))
    assert values(report) == {path: Decimal(text) for path, text in texts.items()}


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("write", [a_line_each, between_pipes])
def test_blanks_on_a_torn_page_make_no_wrong_figure(seed: int, write: Write) -> None:
    rng = Random(seed)
    texts = texts_of(Form.F2021, seed)
    shown = {path: "" if rng.random() < 0.1 else text for path, text in texts.items()}
    lines = page(Form.F2021, shown, write)
    report = as_page(lines) if write is a_line_each else parse_text(HEAD + "\n".join(lines))
    found = values(report)
    assert not {path for path, value in found.items() if not shown[path] or value != Decimal(shown[path])}
    assert found
    assert report.unread


def above(form: Form, texts: dict[str, str], which: Callable[[int], bool]) -> list[str]:
    """The lines of section three, the figures of the rows that are asked for above their labels."""
    lines: list[str] = []
    names = [cell.text for row in section_three(form, texts).rows[3:] for cell in row if cell.column < 3]
    begun: int | None = None
    for row, line in enumerate(line_by_line(section_three(form, texts), WIDTHS).split("\n")):
        found = _FIGURES.match(line)
        label = line if found is None else found["label"].strip()
        if any(piece[:2] and name.startswith(piece) for piece in label.split() for name in names):
            begun = len(lines)
        if found is not None and begun is not None and which(row):
            lines.insert(begun, found["figures"])
            lines += [label] if label else []
        else:
            lines.append(line)
    return lines


@pytest.mark.parametrize("seed", range(3))
def test_figures_above_their_labels_are_theirs_where_each_label_has_a_line(seed: int) -> None:
    texts = texts_of(Form.F2021, seed)
    lines = above(Form.F2021, texts, lambda row: row % 3 != 1)
    wanted = {path: Decimal(text) for path, text in texts.items()}
    found = values(parse_text(HEAD + "\n".join(lines)))
    assert not {path for path, value in found.items() if value != wanted[path]}
    assert len(found) == len(wanted)


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("lost", ["figures", "blank", "label"])
def test_figures_above_their_labels_are_nobodys_where_one_is_lost(seed: int, lost: str) -> None:
    """With a line of figures or a piece of a label gone, or a cell blank, each could be of the next row: none is read wrongly."""
    rng = Random(f"{seed}{lost}")
    texts = texts_of(Form.F2021, seed)
    if lost == "blank":
        texts = {path: "" if rng.random() < 0.03 else text for path, text in texts.items()}
    lines = above(Form.F2021, texts, lambda row: row % 2 == 0)
    held = [at for at, line in enumerate(lines) if (_FIGURES.match(line) is not None) is (lost == "figures")]
    if lost != "blank":
        del lines[rng.choice(held[2:-2])]
    found = values(parse_text(HEAD + "\n".join(lines)))
    wrong = {path for path, value in found.items() if not texts[path] or value != Decimal(texts[path])}
    assert not wrong


def test_a_label_with_figures_before_a_row_without_one_has_only_its_own() -> None:
    """Below the line of 其他 stands a table whose first row is that of 总计, above its label."""
    lines = [
        "一、本年新收政府信息公开申请数量 8 0 0 0 0 0 8",
        "二、上年结转政府信息公开申请数量 0 0 0 0 0 0 0",
        "（一）予以公开 1 0 0 0 0 0 1",
        "（六）其他处理 6 0 0 0 0 0 6",
        "",
        "| | | 7 | 0 | 0 | 0 | 0 | 0 | 7 |",
        "| --- | --- | --- | --- | --- | --- | --- | --- | --- |",
        "（七）总计",
        "| | | 1 | 0 | 0 | 0 | 0 | 0 | 1 |",
        "| --- | --- | --- | --- | --- | --- | --- | --- | --- |",
        "四、结转下年度继续办理",
    ]
    found = values(parse_text(HEAD + "\n".join(lines)))
    assert found.get("applications.outcomes.other_handling.all.natural_person", 6) == 6
    assert found.get("applications.outcomes.total.natural_person", 7) == 7


def test_cells_that_hold_several_figures_in_a_few_rows_keep_the_borders_of_the_others() -> None:
    """Two rows with a border lost are no page without borders: a blank cell of the other rows stays in its column."""
    rows = [
        "| 申请人情况 | 自然人 | 商业企业 | 科研机构 | 社会公益组织 | 法律服务机构 | 其他 | 总计 |",
        "|" + " --- |" * 8,
        "| 一、本年新收政府信息公开申请数量 | 8 | | 0 | 0 | 0 | 0 | 8 |",
        "| 二、上年结转政府信息公开申请数量 | 0 0 | 0 | 0 | 0 | 0 | 0 |",
        "| （一）予以公开 | 1 |  | 0 | 0 | 0 | 0 | 1 |",
        "| （七）总计 | 1 | 0 0 | 0 | 0 | 0 | 1 |",
        "| 四、结转下年度继续办理 | 7 |  | 0 | 0 | 0 | 0 | 7 |",
    ]
    found = values(parse_text(HEAD.rpartition("申请人情况")[0] + "\n" + "\n".join(rows)))
    assert found["applications.received.natural_person"] == 8
    assert found["applications.received.total"] == 8
    assert "applications.received.business" not in found
