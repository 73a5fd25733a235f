"""Section four as fifteen numbers under its heading, in one line or several."""

from __future__ import annotations

import pytest

from govinfo_reports import Report, parse_text

TITLE = "云河市2021年政府信息公开工作年度报告\n一、总体情况\n全年收到申请12件。\n"
HEADING = "四、政府信息公开行政复议、行政诉讼情况"
FIGURES = (1, 2, 3, 4, 10, 0, 1, 0, 2, 3, 5, 0, 0, 1, 6)
OUTCOMES = ("upheld", "corrected", "other", "pending", "total")
GROUPS = ("review", "litigation.direct", "litigation.after_review")
PATHS = [f"{group}.{outcome}" for group in GROUPS for outcome in OUTCOMES]


def report(line: str, heading: str = HEADING) -> Report:
    return parse_text(f"{TITLE}{heading}\n{line}\n五、存在的主要问题及改进情况\n公开意识有待加强。\n")


@pytest.mark.parametrize("between", [" ", "  ", "\t", ", ", "、", " | ", "\n", "\n\n", " |\n"])
def test_fifteen_figures_that_add_up_are_read_in_the_official_order(between: str) -> None:
    found = report(between.join(map(str, FIGURES)))
    assert tuple(found.get(path) for path in PATHS) == FIGURES
    fact = found.fact("litigation.direct.total")
    assert fact is not None
    assert fact.match is not None
    assert fact.match.confidence < 1
    assert fact.match.evidence
    assert not {"complete:review", "complete:litigation"} & {item.rule for item in found.findings}


@pytest.mark.parametrize("between", [" ", "\t", "、", "\n", "\n\n"])
@pytest.mark.parametrize(
    "figures",
    [
        FIGURES[:-1],
        (*FIGURES, 1),
        (1, 2, 3, 4, 11, *FIGURES[5:]),
        (*FIGURES[:5], 0, 1, 0, 3, 3, *FIGURES[10:]),
        (*FIGURES[:-1], 7),
    ],
)
def test_other_lines_of_figures_are_unread(figures: tuple[int, ...], between: str) -> None:
    found = report(between.join(map(str, figures)))
    assert all(found.get(path) is None for path in PATHS)
    assert found.unread


@pytest.mark.parametrize("heading", ["四、其他需要报告的事项", "四、行政复议情况"])
def test_under_another_heading_nothing_is_read(heading: str) -> None:
    found = report(" ".join(map(str, FIGURES)), heading)
    assert all(found.get(path) is None for path in PATHS)


def test_the_place_of_each_figure() -> None:
    fact = report(" ".join(map(str, FIGURES))).fact("review.total")
    assert fact is not None
    assert fact.raw == "10"
    assert fact.location.line == 5
    assert fact.location.span == (9, 10)


def test_one_group_to_a_line() -> None:
    found = report("\n".join(" ".join(map(str, FIGURES[at : at + 5])) for at in (0, 5, 10)))
    assert tuple(found.get(path) for path in PATHS) == FIGURES
    assert not found.unread


def test_each_figure_has_the_place_of_its_own_line() -> None:
    found = report("\n".join(map(str, FIGURES)))
    facts = [found.fact(path) for path in PATHS]
    assert [fact.location.line for fact in facts if fact is not None] == list(range(5, 20))


@pytest.mark.parametrize("figures", [(3,), (1, 2, 3)])
def test_a_page_number_below_the_heading_is_nothing(figures: tuple[int, ...]) -> None:
    found = report("\n".join(map(str, figures)))
    assert all(found.get(path) is None for path in PATHS)
    assert not found.unread
