"""A figure given of a damaged table is right, and what is lost is None and said (`benchmarks/damage.py`
measures it at large)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import pytest

import damages
import writers_text as written
from damages import DAMAGES, HEAD, SHIFTING, compare, damaged_tables
from figures import Figure
from govinfo_reports import Fact, Report, Unread, parse
from govinfo_reports.document import Container, Document, Table
from govinfo_reports.indicators import Form
from govinfo_reports.tables import read_tables
from grids import grid

Tables = Mapping[str, Sequence[Table]]
WRITERS: dict[str, Callable[[Tables], bytes]] = {
    "tabs": lambda tables: written.as_text(HEAD, tables, "tabs").encode(),
    "html": lambda tables: written.as_html(HEAD, tables),
    "docx": lambda tables: written.as_docx(HEAD, tables),
    "xlsx": lambda tables: written.as_xlsx(HEAD, tables),
}


@pytest.mark.parametrize("damage", DAMAGES, ids=lambda damage: str(damage.__name__))
@pytest.mark.parametrize("container", WRITERS)
def test_no_figure_is_wrong_or_lost_without_a_word(container: str, damage: Any) -> None:
    if container == "xlsx" and damage in SHIFTING:
        damage = damages.row_end_lost
    for form in (Form.F2014, Form.F2019, Form.F2021):
        for seed in range(2):
            made = damaged_tables(form, damage, 100 * list(WRITERS).index(container) + seed)
            if made is None:
                continue
            outcome = compare(parse(WRITERS[container](made.tables)), made.figures)
            assert not outcome.wrong_unsaid, (form, seed)
            assert not outcome.lost_unsaid, (form, seed)


def test_the_comparison_sees_what_is_wrong_and_what_is_lost() -> None:
    figures: dict[str, Figure] = {"review.total": 3, "fees": None, "complaints": 2}
    outcome = compare(Report.from_facts((damages_fact("review.total", 4),)), figures)
    assert outcome.wrong == outcome.wrong_unsaid == ("review.total",)
    assert outcome.lost_unsaid == ("fees", "complaints")
    assert outcome.right == 0


def damages_fact(path: str, value: Figure) -> Fact:
    from figures import fact_of

    return fact_of(path, value)


HEADS = ["", "自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计"]
GRANTED = "（一）予以公开"


def applications(*rows: Sequence[str | tuple[str, int, int]]) -> tuple[dict[str, Figure], tuple[Unread, ...]]:
    found = read_tables(Document(blocks=(grid([HEADS, *rows]),), container=Container.HTML))
    return {fact.path.rsplit(".", 1)[1]: fact.value for fact in found.facts}, found.unread


def test_a_row_that_is_a_cell_short_is_unread() -> None:
    figures, unread = applications([GRANTED, "1", "2", "3", "4", "5", "15"])
    assert not any(figures.values())
    assert unread[0].raw == " | ".join([GRANTED, "1", "2", "3", "4", "5", "15"])


@pytest.mark.parametrize(
    ("words", "rest"),
    [
        (GRANTED, ""),
        ("（二）部分公开", "（区分处理的，只计这一情形，不计其他情形）"),
        ("（七", "）总计"),
    ],
)
def test_a_row_torn_in_two_gives_no_figure(words: str, rest: str) -> None:
    upper, lower = [words, "1", "0", "0", "0", "0", "0", "1"], [rest, "2", "", "", "", "", "", "2"]
    figures, unread = applications(upper, lower)
    assert figures == {}
    assert words in unread[-1].raw
    assert " | ".join(upper[1:]) in unread[-1].raw
    assert unread[-1].raw.count("2") == 2
    assert "torn" in unread[-1].reason


def test_a_label_over_two_rows_of_figures_gives_none_of_them() -> None:
    figures, unread = applications(
        [(GRANTED, 2, 1), "1", "0", "0", "0", "0", "0", "1"], ["2", "", "", "", "", "", "2"]
    )
    assert figures == {}
    assert "torn" in unread[0].reason


def test_a_row_of_another_name_does_not_doubt_the_row_above_it() -> None:
    figures, unread = applications(
        [GRANTED, "1", "0", "0", "0", "0", "0", "1"], ["其中：简易答复", "1", "0", "0", "0", "0", "0", "1"]
    )
    assert figures["total"] == 1
    assert [item.raw.split(" | ")[0] for item in unread] == ["其中：简易答复"]


OUTCOMES = ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"]


def litigation(*rows: Sequence[str | tuple[str, int, int]]) -> tuple[dict[str, Figure], list[str]]:
    found = read_tables(
        Document(blocks=(grid([[("行政复议", 1, 5)], OUTCOMES, *rows]),), container=Container.HTML)
    )
    assert found is not None
    return {fact.path: fact.value for fact in found.facts}, [item.reason for item in found.unread]


@pytest.mark.parametrize(
    ("rows", "reason"),
    [
        ([["1", "0", "2", "3"]], "do not fit"),
        ([["9", "1", "0", "2", "0", "3"]], "do not fit"),
        ([["1", "0", "2", "0", "3"], ["1", "", "", "", "4"]], "torn"),
    ],
)
def test_a_row_of_section_four_that_does_not_fit_gives_no_figure(rows: list[list[str]], reason: str) -> None:
    figures, reasons = litigation(*rows)
    assert figures == {}
    assert reason in reasons[0]


def test_a_second_row_with_words_of_its_own_is_told() -> None:
    figures, reasons = litigation(["1", "0", "2", "0", "3"], ["其中市本级", "0", "1", "0", "1"])
    assert figures["review.total"] == 3
    assert "second row" in reasons[0]


def test_heads_typed_in_another_order_are_followed() -> None:
    heads = "\t".join(["总计", *OUTCOMES[:4]])
    text = "\n".join([*HEAD, "四、政府信息公开行政复议、行政诉讼情况", "行政复议", heads, "3\t1\t0\t2\t0"])
    assert parse(text.encode()).review.total == 3
    twice = text.replace("总计\t结果维持", "结果维持\t结果维持")
    assert parse(twice.encode()).review.total is None


def disclosure(*rows: Sequence[str]) -> tuple[dict[str, Figure], list[str]]:
    found = read_tables(Document(blocks=(grid(rows),), container=Container.HTML))
    assert found is not None
    return {fact.path: fact.value for fact in found.facts}, [item.reason for item in found.unread]


MADE = ["信息内容", "本年制发件数", "本年废止件数", "现行有效件数"]


def test_a_row_of_section_two_that_is_a_cell_short_is_unread() -> None:
    figures, reasons = disclosure(MADE, ["规章", "1", "2"], ["行政规范性文件", "1", "2", "3"])
    assert figures == {
        "proactive.normative_documents.issued": 1,
        "proactive.normative_documents.repealed": 2,
        "proactive.normative_documents.in_force": 3,
    }
    assert "do not fit" in reasons[0]


def test_a_row_of_section_two_torn_in_two_gives_no_figure() -> None:
    figures, reasons = disclosure(
        MADE, ["规章", "1", "2", "3"], ["", "4", "", ""], ["行政规范性文件", "1", "2", "3"]
    )
    assert "proactive.regulations.issued" not in figures
    assert "torn" in reasons[0]


def test_money_of_purchases_is_no_fee() -> None:
    figures, reasons = disclosure(["信息内容", "采购项目数量", "采购总金额"], ["行政事业性收费", "3", "12.5"])
    assert figures == {}
    assert len(reasons) == 2


def test_a_table_of_a_form_without_its_figures_is_told() -> None:
    rows = [["统计指标"], ["（一）收到申请数"], ["1.当面申请数"], ["2.传真申请数"], ["3.网络申请数"]]
    text = "\n".join([*HEAD, *("\t".join([*row, "件"]) for row in rows)])
    report = parse(text.encode())
    assert report.unread or any(one.rule.startswith("complete:") and one.paths for one in report.findings)


def test_laid_out_rows_of_which_none_has_its_figures_are_no_crash() -> None:
    made = damaged_tables(Form.F2014, damages.digits_unreadable, 533)
    assert made is not None
    report = parse(written.as_text(HEAD, made.tables, "layout").encode())
    assert report.year == 2022
