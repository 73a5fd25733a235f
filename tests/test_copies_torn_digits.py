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
