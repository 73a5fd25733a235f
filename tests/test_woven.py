"""Labels of two columns torn over the same lines: a page as programs print it line by line, without the
blanks between columns."""

from __future__ import annotations

from decimal import Decimal
from random import Random

import pytest

from figures import clean_figures
from govinfo_reports import Form, Source, parse_text
from govinfo_reports.forms import vocabulary
from govinfo_reports.location import Location
from govinfo_reports.tables import torn
from govinfo_reports.tables.pieces import TablePiece
from govinfo_reports.tables.scan import Scanner
from grids import printed, section_three
from torn_pages import line_by_line

HEAD = (
    "云河市2021年政府信息公开工作年度报告\n一、总体情况\n2021年，全市主动公开政府信息120条。\n"
    "三、收到和处理政府信息公开申请情况\n"
)
HEADS = {
    "one line": "申请人情况\n自然人 商业企业 科研机构 社会公益组织 法律服务机构 其他 总计\n",
    "in two lines": "申请人情况\n法人或其他组织\n自然人 社会公益 法律服务 总计\n商业企业 科研机构 其他\n组织 "
    "机构\n",
    "out of order": "申请人情况\n法人或其他组织\n自然人 法律服务 社会公益 总计\n商业企业 科研机构 其他\n机构 "
    "组织\n",
}


def read(text: str) -> dict[str, Decimal | int | None]:
    facts = parse_text(text).facts
    return {fact.path: fact.value for fact in facts if fact.source is Source.TABLE and fact.value is not None}


def applications(form: Form, seed: int) -> dict[str, str]:
    texts = printed(clean_figures(form, Random(seed)))
    return {path: text for path, text in texts.items() if path.startswith("applications.")}


@pytest.mark.parametrize("heads", ["one line", "in two lines"])
@pytest.mark.parametrize("widths", [(8, 4, 5), (6, 3, 4), (4, 4, 7), (3, 3, 3)])
@pytest.mark.parametrize("form", [Form.F2021, Form.F2019])
def test_each_piece_goes_to_its_label(form: Form, widths: tuple[int, int, int], heads: str) -> None:
    texts = applications(form, sum(widths))
    found = read(HEAD + HEADS[heads] + line_by_line(section_three(form, texts), widths) + "\n")
    assert found == {path: Decimal(text) for path, text in texts.items()}


def test_heads_that_are_not_in_the_order_of_the_form_tell_no_column() -> None:
    texts = applications(Form.F2021, 3)
    body = line_by_line(section_three(Form.F2021, texts), (6, 3, 4))
    assert read(HEAD + HEADS["out of order"] + body) == {}


def test_a_number_of_a_page_between_the_pieces_of_a_label_is_no_figure() -> None:
    texts = applications(Form.F2021, 4)
    lines = line_by_line(section_three(Form.F2021, texts), (6, 3, 4)).split("\n")
    at = next(number for number, line in enumerate(lines) if "类过程" in line) - 1
    text = "\n".join([*lines[: at + 1], "3", *lines[at + 1 :]])
    found = read(HEAD + HEADS["one line"] + text)
    wanted = {path: Decimal(value) for path, value in texts.items()}
    assert not {path for path, value in found.items() if value != wanted[path]}
    assert len(found) >= len(wanted) - 14


@pytest.mark.parametrize(
    ("behind", "is_asked"),
    [("", False), ("2", True), ("又一行没有的话", True)],
    ids=["even", "page", "unknown"],
)
def test_what_is_not_even_is_looked_at_again(
    behind: str, is_asked: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A table of words alone, each with as many figures, is read as it stands; a number of a page among them
    is no figure of a row."""
    asked: list[int] = []
    monkeypatch.setattr(torn, "woven", lambda run, begun, scanner: asked.append(len(run)))
    texts = applications(Form.F2021, 6)
    lines: list[str] = []
    for cells in section_three(Form.F2021, texts).rows[3:]:
        lines += [cell.text for cell in cells if cell.column < 3]
        lines.append(" ".join(cell.text for cell in cells if cell.column >= 3))
        lines += [behind] if behind and "2.重复申请" in lines[-2] else []
    pieces = [TablePiece(text, Location(line=at + 1), at, at) for at, text in enumerate(lines)]
    assert list(torn.join_torn(pieces, vocabulary().scanner(Scanner)))
    assert bool(asked) is is_asked


def test_figures_of_a_label_that_is_not_whole_go_to_no_other_row() -> None:
    texts = applications(Form.F2021, 5)
    lines = line_by_line(section_three(Form.F2021, texts), (6, 3, 4)).split("\n")
    at = next(number for number, line in enumerate(lines) if "掌握" in line or "不掌" in line)
    for gone in (at, at + 1):
        found = read(HEAD + HEADS["one line"] + "\n".join([*lines[:gone], *lines[gone + 1 :]]))
        wanted = {path: Decimal(value) for path, value in texts.items()}
        assert not {path for path, value in found.items() if value != wanted[path]}


@pytest.mark.parametrize("seed", range(6))
def test_blank_cells_printed_as_nothing_make_no_wrong_figure(seed: int) -> None:
    rng = Random(seed)
    texts = applications(rng.choice((Form.F2021, Form.F2019)), seed)
    form = Form.F2021 if any("fee_unpaid" in path for path in texts) else Form.F2019
    shown = {path: "" if rng.random() < 0.15 else text for path, text in texts.items()}
    found = read(HEAD + HEADS["in two lines"] + line_by_line(section_three(form, shown), (6, 3, 4)))
    assert not {path for path, value in found.items() if not shown[path] or value != Decimal(shown[path])}
