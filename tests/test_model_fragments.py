"""Tables that a model wrote as lists, JSON or YAML: their figures are read, or said, and none otherwise than
printed."""

from __future__ import annotations

from decimal import Decimal
from random import Random

import pytest

from figures import clean_figures
from govinfo_reports import Form, Report, Source, parse_text
from grids import printed
from model_fragments import SHAPES, Marks, as_fragments

HEAD = "# 云河市2021年政府信息公开工作年度报告\n\n## 一、总体情况\n\n全年工作平稳有序。\n\n"
CASES = [
    (shape, form, seed)
    for shape in SHAPES
    for form in (Form.F2021, Form.F2019, Form.F2014)
    for seed in range(3)
    if form is not Form.F2014 or shape == "nested"
]


def found_in(report: Report) -> dict[str, object]:
    return {
        fact.path: fact.value
        for fact in report.facts
        if fact.source is Source.TABLE and fact.value is not None
    }


@pytest.mark.parametrize(("shape", "form", "seed"), CASES)
def test_fragments_by_models(shape: str, form: Form, seed: int) -> None:
    rng = Random(f"{shape}{form}{seed}")
    share = (0, 0, 0.15)[seed]
    texts = {
        path: "" if rng.random() < share else text for path, text in printed(clean_figures(form, rng)).items()
    }
    marks = Marks.of(rng)
    found = found_in(parse_text(as_fragments(form, texts, shape, marks)))
    wanted = {path: Decimal(text) for path, text in texts.items() if text}
    wrong = {path: (value, wanted.get(path)) for path, value in found.items() if value != wanted.get(path)}
    assert not wrong, marks
    assert len(found) >= 0.99 * len(wanted), (marks, [path for path in wanted if path not in found])


def test_figures_of_sentences_in_a_list_stay_sentences() -> None:
    report = parse_text(f"{HEAD}- 主动公开：网站 1200条，微信 300条\n- 依申请公开：受理 12件，办结 11件\n")
    assert not found_in(report)
    assert {fact.value for fact in report.facts} >= {11}


def test_names_that_are_no_row_of_a_form_are_said() -> None:
    report = parse_text(
        f"{HEAD}## 三、收到和处理政府信息公开申请情况\n\n- 咨询\n  - 自然人：4\n  - 总计：4\n- "
        "投诉\n  - 自然人：1\n  - 总计：1\n"
    )
    assert not found_in(report)
    assert "咨询" in "".join(unread.raw for unread in report.unread)


@pytest.mark.parametrize("text", ["{", '{"甲": 1', '{"甲": {"乙": [1, 2]}}', "[" * 5000, "[]", "{}", "1"])
def test_json_that_is_no_table_is_text(text: str) -> None:
    assert not found_in(parse_text(f"{HEAD}共受理申请12件。\n\n```json\n{text}\n```\n"))


def test_a_list_as_deep_as_its_length_is_read_in_time() -> None:
    deep = "".join(f"{'  ' * at}- 甲{at}\n" for at in range(600))
    assert not found_in(parse_text(f"{HEAD}共受理申请12件。\n\n{deep}"))


def test_a_figure_has_the_place_of_its_line() -> None:
    text = (
        f'{HEAD}## 四、政府信息公开行政复议、行政诉讼情况\n\n```json\n{{"行政复议": {{"结果维持": 1, '
        f'"结果纠正": 0,\n"其他结果": 0, "尚未审结": 0, "总计": 1}}}}\n```\n'
    )
    facts = {fact.path: fact.location for fact in parse_text(text).facts}
    assert (facts["review.upheld"].line, facts["review.total"].line) == (10, 11)
