"""Pages whose lines stand where a program put them: a blank cell leaves no line, and its place is free."""

from __future__ import annotations

import re
from random import Random

import pytest

from figures import clean_figures
from govinfo_reports import Report, Source, parse
from govinfo_reports.document import Table
from govinfo_reports.indicators import Form
from govinfo_reports.limits import DEFAULT_LIMITS
from govinfo_reports.readers.html.read import read_html
from govinfo_reports.readers.pdf.furniture import set_apart
from govinfo_reports.readers.pdf.lines import VisualLine
from grids import form_tables, printed
from placed_pages import Line, page_of, placed

HEAD = (
    "临江县2022年政府信息公开工作年度报告",
    "一、总体情况",
    "全县各级各部门按时公开政府信息，加强了平台建设。",
)
FORMS = (Form.F2021, Form.F2019)


def report_of(form: Form, seed: int, share: float = 0.0) -> tuple[dict[str, str], list[str | Table]]:
    rng = Random(seed)
    texts = printed(clean_figures(form, rng))
    texts = {path: "" if rng.random() < share else text for path, text in texts.items()}
    blocks: list[str | Table] = [*HEAD]
    for heading, tables in form_tables(form, texts).items():
        blocks += [heading, *tables]
    return texts, blocks


def values(report: Report) -> dict[str, float]:
    facts = [fact for fact in report.facts if fact.source is Source.TABLE]
    return {fact.path: float(fact.value) for fact in facts if fact.value is not None}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("share", [0.0, 0.05, 0.2, 0.4])
@pytest.mark.parametrize("seed", range(3))
def test_figures_are_told_by_their_places(form: Form, share: float, seed: int) -> None:
    texts, blocks = report_of(form, seed, share)
    wanted = {path: float(text) for path, text in texts.items() if text}
    found = values(parse(placed(blocks).encode()))
    assert found.items() <= wanted.items()
    assert len(found) > 0.9 * len(wanted)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("share", [0.05, 0.3])
@pytest.mark.parametrize("seed", range(3))
def test_figures_at_the_other_side_of_their_cells_are_right_or_none(
    form: Form, share: float, seed: int
) -> None:
    texts, blocks = report_of(form, seed, share)
    wanted = {path: float(text) for path, text in texts.items() if text}
    assert values(parse(placed(blocks, right=True).encode())).items() <= wanted.items()


@pytest.mark.parametrize("seed", [50, 81, 108, 195, 228, 246, 406, 460, 513, *range(30)])
def test_a_figure_of_a_row_with_blanks_is_under_its_own_head_or_none(seed: int) -> None:
    """Heads at one side of their columns, figures and marks at another: a figure may reach below the next
    head."""
    rng = Random(seed)
    first, width = 60 + rng.choice((90, 120, 150)), rng.choice((70, 95, 120))
    columns = [60, *(first + width * at for at in range(4))]
    heads, figures, labels = (rng.choice((0, 0.5, 1)) for _ in range(3))
    marks, share, mark = rng.choice((figures, 0)), rng.choice((0, 0.2, 0.4, 0.6)), rng.choice(("", "—", "-"))
    lines: list[Line] = [(60.0 + 18 * at, 60.0, text) for at, text in enumerate(HEAD)]
    lines.append((114.0, 60.0, "二、主动公开政府信息情况"))

    def put(y: float, text: str, column: int, side: float, last: int | None = None) -> None:
        wide = sum(10.0 if char > "\u2e80" else 5.2 for char in text)
        left, right = columns[column] + 2, columns[(column if last is None else last) + 1] - 2
        lines.append((y, left + max(0.0, right - left - wide) * side, text))

    put(132.0, "第二十条第（一）项", 0, 0.5, 3)
    for column, text in enumerate(("信息内容", "本年制发件数", "本年废止件数", "现行有效件数")):
        put(150.0, text, column, heads if column else labels)
    wanted: dict[str, float] = {}
    rows = (("规章", "regulations"), ("行政规范性文件", "normative_documents"))
    for y, (label, name) in zip((168.0, 186.0), rows, strict=True):
        put(y, label, 0, labels)
        for column, part in enumerate(("issued", "repealed", "in_force"), 1):
            value = rng.choice((0, 0, rng.randrange(9), rng.randrange(400), rng.randrange(40000)))
            if rng.random() >= share:
                wanted[f"proactive.{name}.{part}"] = float(value)
                put(y, str(value), column, figures)
            elif mark:
                put(y, mark, column, marks)
    lines += [(204.0 + 18 * at, 60.0, "其他需要说明的情况已在网站公布。") for at in range(14)]
    assert values(parse(page_of(0, lines).encode())).items() <= wanted.items()


def test_a_line_without_a_place_is_read_as_it_stands() -> None:
    _, blocks = report_of(Form.F2021, 1)
    page = placed(blocks).replace("</div>", "<p>另有说明：无</p></div>", 1)
    document = read_html(page.encode(), source=None, limits=DEFAULT_LIMITS)
    assert any("另有说明" in block.text for block in document.paragraphs())
    assert not [*document.tables()]


def test_heads_of_two_characters_whose_first_is_indented() -> None:
    texts, blocks = report_of(Form.F2021, 1, 0.2)
    page = re.sub(
        r'(<p style="top:)([\d.]+)(pt;left:)([\d.]+)(pt;[^>]*><span[^>]*>)(总|其)(计|他)(?=</span>)',
        lambda m: (
            f"{m[1]}{m[2]}{m[3]}{float(m[4]) + 20}{m[5]}{m[6]}</span></p>"
            f"{m[1]}{float(m[2]) + 11:.1f}{m[3]}{m[4]}{m[5]}{m[7]}"
        ),
        placed(blocks),
        count=2,
    )
    assert values(parse(page.encode())) == {path: float(text) for path, text in texts.items() if text}


def test_images_are_said() -> None:
    _, blocks = report_of(Form.F2021, 1)
    report = parse(placed(blocks).replace("</div>", '<img src="a.png"></div>', 1).encode())
    assert any("1 images were not read" in notice for notice in report.notices)


def test_a_row_of_figures_at_the_top_of_two_pages_is_no_running_head() -> None:
    def line(text: str) -> VisualLine:
        return VisualLine(runs=(), text=text, x0=0.0, x1=400.0, top=40.0, bottom=50.0)

    pages = [[line("1 0 0 0 0 0 1")], [line("0 0 0 2 0 0 2")], [line("2022年报告")], [line("2022年报告")]]
    kept, running = set_apart(pages, [800.0] * 4)
    assert [len(lines) for lines in kept] == [1, 1, 0, 0]
    assert [one.text for _, one in running] == ["2022年报告"]
