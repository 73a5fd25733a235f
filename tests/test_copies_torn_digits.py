"""Copies with one cell a line in which lines tear figures too: programs that end a line at every change of the type."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from random import Random

import pytest

from figures import clean_figures
from govinfo_reports import Form, How, Report, Source, parse_text
from grids import form_tables, printed

HEAD = "云河市{}年政府信息公开工作年度报告\n一、总体情况\n全市主动公开政府信息120条。\n"
YEARS = {Form.F2019: 2020, Form.F2021: 2022}


def torn(text: str, rng: Random, share: float) -> list[str]:
    """The text of a cell in lines: one of several digits is cut with this likelihood."""
    if len(text) < 2 or not text[0].isascii() or rng.random() >= share:
        return [text] if text else []
    at = rng.randrange(1, len(text))
    return [text[:at], text[at:]]


def page(form: Form, texts: Mapping[str, str], rng: Random, share: float) -> list[str]:
    lines = HEAD.format(YEARS[form]).split("\n")[:-1]
    for heading, tables in form_tables(form, texts).items():
        lines.append(heading)
        for table in tables:
            for row in table.rows:
                for cell in row:
                    lines += torn(cell.text, rng, share)
    return [*lines, "五、存在的主要问题及改进情况", "无。"]


def values(report: Report) -> dict[str, Decimal | int]:
    return {
        fact.path: fact.value
        for fact in report.facts
        if fact.source is Source.TABLE and fact.value is not None
    }


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("form", [Form.F2021, Form.F2019])
def test_torn_figures_are_put_together_where_the_relations_leave_one_way(form: Form, seed: int) -> None:
    rng = Random(f"{form}{seed}")
    texts = printed(clean_figures(form, rng))
    report = parse_text("\n".join(page(form, texts, rng, 0.5)))
    found = values(report)
    assert not {path for path, value in found.items() if value != Decimal(texts[path])}
    asked = [path for path in texts if not path.startswith("proactive.")]
    assert sum(path in found for path in asked) >= 0.7 * len(asked)
    pieces = [fact for fact in report.facts if fact.raw and len(fact.raw.split()) > 7]
    assert all(
        fact.decoded_by and fact.match.how is not How.EXACT for fact in pieces if fact.value is not None
    )


@pytest.mark.parametrize("seed", range(8))
@pytest.mark.parametrize("fault", ["page", "blank", "digit", "row"])
def test_torn_figures_with_a_fault_beside_them_give_no_other_figure(seed: int, fault: str) -> None:
    """A number of a page among the lines, a blank cell, a piece or a row that is lost: nothing else than printed is read."""
    form = (Form.F2021, Form.F2019)[seed % 2]
    rng = Random(f"{fault}{seed}")
    texts = printed(clean_figures(form, rng))
    shown = dict(texts)
    if fault == "blank":
        shown = {path: "" if rng.random() < 0.02 else text for path, text in texts.items()}
    lines = page(form, shown, rng, 0.6)
    begun = lines.index("三、收到和处理政府信息公开申请情况")
    figures = [at for at, line in enumerate(lines) if at > begun and line.isdecimal()]
    if fault == "page":
        lines.insert(rng.choice(figures), str(rng.randrange(2, 9)))
    elif fault == "digit":
        del lines[rng.choice([at for at in figures if lines[at] != "0"])]
    elif fault == "row":
        at = rng.choice([at for at in figures if not lines[at - 1].isdecimal()])
        end = next(number for number in range(at, len(lines)) if not lines[number].isdecimal())
        del lines[at:end]
    found = values(parse_text("\n".join(lines)))
    wrong = {path for path, value in found.items() if not shown[path] or value != Decimal(texts[path])}
    wrong -= {path for path in wrong if fault == "digit"} if fault == "digit" else set()
    assert not wrong


ROW = ("natural_person", "business", "research", "public_interest", "legal_services", "other_organization")
CASES = ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计")


def laid(cells: Mapping[int, str]) -> str:
    """A line with each text at its place."""
    row = ""
    for place, text in cells.items():
        row = row.ljust(place) + text
    return row


@pytest.mark.parametrize("column", range(6))
@pytest.mark.parametrize("beside", ["", "（五）不予", "处理"])
@pytest.mark.parametrize(("is_total", "aside"), [(False, 0), (True, 0), (True, 1)])
def test_a_digit_on_the_next_line_of_a_page(column: int, beside: str, is_total: bool, aside: int) -> None:
    """A narrow column tears 30, and the label of a group may stand beside its second line: 3 is not read."""
    places = [35 + 9 * at for at in range(7)]
    figures = ["0"] * 6 + ["30"]
    figures[column] = "30"
    cut = 6 if is_total else column
    torn = [text[:1] if at == cut else text for at, text in enumerate(figures)]
    rows = [
        {15: "1.信访举报投诉类申请", **dict(zip(places, "5100006", strict=True))},
        {15: "2.重复申请", **dict(zip(places, torn, strict=True))},
        {4: beside, places[cut]: "0"},
        {15: "3.要求提供公开出版物", **dict(zip(places, "0300003", strict=True))},
        {15: "4.无正当理由大量反复申请", **dict(zip(places, "0000000", strict=True))},
    ]
    words = ("自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计")
    heads = dict(zip((place - aside for place in places), words, strict=True))
    page = [HEAD.format(2022), "三、收到和处理政府信息公开申请情况", laid(heads), *map(laid, rows)]
    prefix = "applications.outcomes.not_processed"
    wanted = {
        f"{prefix}.repeated.{name}": int(text) for name, text in zip((*ROW, "total"), figures, strict=True)
    }
    found = values(parse_text("\n".join(page)))
    assert found[f"{prefix}.petition.natural_person"] == 5
    assert {path: found[path] for path in wanted if path in found}.items() <= wanted.items()


def test_torn_figures_of_section_four_on_a_page() -> None:
    """The totals of two groups stand on two lines: the sums tell them."""
    figures = "86 99 0 0 18 46 78 3 0 12 0 0 5 0 5"
    places = [4 * at for at in range(15)]
    rows = [
        {0: "行政复议", 20: "行政诉讼"},
        {20: "未经复议直接起诉", 40: "复议后起诉"},
        *({place: CASES[at % 5][line : line + 1] for at, place in enumerate(places)} for line in range(4)),
        dict(zip(places, figures.split(" "), strict=True)),
        {16: "5", 36: "7"},
    ]
    page = [
        HEAD.format(2022),
        "四、政府信息公开行政复议、行政诉讼情况",
        *("    " + laid(row) for row in rows),
    ]
    found = values(parse_text("\n".join(page)))
    assert (found["review.total"], found["litigation.direct.total"], len(found)) == (185, 127, 15)
