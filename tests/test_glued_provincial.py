"""Provincial tables whose figures have run together: what is given is right, and each witness adds its
share."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from random import Random

import pytest

from glued_provincial import GLUED_LAYOUTS, Place, glued_provincial, previous_report, random_place
from govinfo_reports import Report, parse, parse_text
from govinfo_reports.facts import Fact, How, Scope, Source
from govinfo_reports.location import Location
from govinfo_reports.prose.named import read_named
from govinfo_reports.prose.passages import Passage, Topic
from govinfo_reports.tables.statistics.heads import heads_in
from govinfo_reports.tables.statistics.printed import codes_of
from grids import grid
from writers_text import as_html

Key = tuple[str, Scope]


def table_facts(report: Report) -> dict[Key, Fact]:
    return {
        (fact.path, fact.scope): fact for fact in report.facts + report.extra if fact.source is Source.TABLE
    }


def judge(report: Report, place: Place) -> Counter[str]:
    """How many figures are given and how many left open; fails on a wrong one, a lost one, and one that is
    not among the candidates."""
    facts = table_facts(report)
    rules = {finding.rule for finding in report.findings}
    assert set(facts) == set(place.values)
    counted: Counter[str] = Counter()
    for key, printed in place.values.items():
        value = Decimal(printed) / 10000 if key[0] == "fees" else printed
        fact = facts[key]
        if fact.value is None:
            assert value in fact.candidates or len(fact.candidates) == 12, (key, value, fact)
            assert f"ambiguous:{key[0]}" in rules or key[1] is not Scope.YEAR
            counted["open"] += 1
        else:
            assert fact.value == value, (key, fact)
            counted["given"] += 1
    return counted


@pytest.mark.parametrize("name", GLUED_LAYOUTS)
@pytest.mark.parametrize("adds_up", [True, False])
def test_no_figure_is_wrong_and_each_witness_adds_to_them(name: str, adds_up: bool) -> None:
    given: Counter[str] = Counter()
    for seed in range(8):
        rng = Random(f"{name}{adds_up}{seed}")
        place = random_place(GLUED_LAYOUTS[name], rng, adds_up=adds_up)
        previous = parse_text(previous_report(place))
        assert not previous.unread
        layout = rng.choice(("one line", "row a line", "cell of a row"))
        gap, spaced = rng.choice(("", "", " ")), rng.choice((0.0, 0.2))
        for sentences in (False, True):
            text = glued_provincial(
                place, Random(seed), sentences=sentences, layout=layout, gap=gap, spaced=spaced
            )
            for before in (None, previous):
                report = parse_text(text, previous=before)
                assert not report.unread
                witness = "said " * sentences + "last year's" * (before is not None)
                given[witness] += judge(report, place)["given"]
                given["all"] += len(place.values) if witness == "" else 0
    assert given[""] <= given["said "] <= given["said last year's"]
    assert given[""] <= given["last year's"] <= given["said last year's"]
    assert given["said last year's"] >= 0.97 * given["all"]


def report_of(table: str, words: str = "") -> Report:
    return parse_text(
        "云河市2013年政府信息公开工作年度报告\n一、概述\n工作有序开展。"
        f"{words}\n附表：统计表\n{table}\n二、存在的问题"
    )


def test_the_figure_of_the_period_that_is_the_years_in_every_row() -> None:
    rows = {"主动公开信息数": "12341234", "申请总数": "5656", "行政复议数": "00", "行政诉讼数": "11"}
    head = "指标名称计量单位本期实际本年累计\n"
    report = report_of(head + "\n".join(f"{label}条{figures}" for label, figures in rows.items()))
    values = {fact.path: fact.value for fact in report.facts if fact.source is Source.TABLE}
    assert list(values.values()) == [1234, 56, 0, 1]
    other = report_of(
        head + "\n".join(f"{label}条{figures}" for label, figures in rows.items()).replace("5656", "5657")
    )
    fact = other.fact("proactive.disclosed")
    assert fact is not None
    assert fact.value is None
    assert fact.candidates == (234, 1234, 34234, 341234, 2341234) or 1234 in fact.candidates


def test_few_repeated_digits_are_no_proof_of_a_whole_period() -> None:
    rows = {"主动公开信息数": "1111", "申请总数": "00", "行政复议数": "00", "行政诉讼数": "11"}
    text = "指标名称计量单位本期实际本年累计\n" + "\n".join(
        f"{label}条{figures}" for label, figures in rows.items()
    )
    fact = report_of(text).fact("proactive.disclosed")
    assert fact is not None
    assert fact.value is None
    assert fact.candidates == (11, 111)


HEADS = ("指标名称", "计量单位", "本期实际", "本年累计", "历年累计")


def test_a_cell_over_the_columns_of_period_and_year_is_not_the_years_figure() -> None:
    table = grid(
        [
            HEADS,
            ["主动公开信息数", "条", ("12341234", 1, 2), "5678"],
            ["申请总数", "条", "7", "9", "30"],
            ["行政复议数", "件", "0", "0", "0"],
        ]
    )
    report = parse(
        as_html(
            ("云河市2013年政府信息公开工作年度报告", "一、概述", "工作有序开展。"), {"附表：统计表": [table]}
        )
    )
    fact = report.fact("proactive.disclosed")
    assert fact is not None
    assert fact.value is None or fact.value == 1234
    assert report.get("applications.received.total") == 9


def test_heads_that_share_a_cell_of_a_grid() -> None:
    table = grid(
        [
            ["指标名称", "单位", "2013年度 历年累计"],
            ["主动公开信息数", "条", "425 1516"],
            ["申请总数", "条", "00"],
            ["行政复议数", "件", "119"],
        ]
    )
    report = parse(
        as_html(
            ("云河市2013年政府信息公开工作年度报告", "一、概述", "工作有序开展。"), {"附表：统计表": [table]}
        )
    )
    facts = table_facts(report)
    assert facts["proactive.disclosed", Scope.YEAR].value == 425
    assert facts["proactive.disclosed", Scope.CUMULATIVE].value == 1516
    assert facts["review.total", Scope.YEAR].value == 1
    assert facts["review.total", Scope.YEAR].decoded_by == ("order:review.total",)
    assert facts["review.total", Scope.YEAR].match.how is How.DECODED


@pytest.mark.parametrize(
    ("text", "heads"),
    [
        ("2014年度 历年累计", ("2014年度", "历年累计")),
        ("代码本期实际本年累计历年累计", ("代码", "本期实际", "本年累计", "历年累计")),
        ("单位数量", ("单位", "数量")),
        ("上年度单位", ("上年度", "单位")),
        ("2013年1-12月累计2008年以来累计", ("2013年1-12月累计", "2008年以来累计")),
        ("上年同期数本年实际数", ("上年同期数", "本年实际数")),
        *(
            (one, ())
            for one in (
                "本年累计",
                "上年累计",
                "本月累计数",
                "2013年度累计",
                "本年\n累计",
                "历年累计数",
                "计量单位",
                "统计数",
                "",
                "条",
                "2013年累计12条",
            )
        ),
    ],
)
def test_heads_that_share_a_cell(text: str, heads: tuple[str, ...]) -> None:
    assert heads_in(text) == heads


def test_a_row_of_heads_that_share_a_cell_names_as_many_columns() -> None:
    report = report_of(
        "| 指标 | 单位 | 本年数历年累计 |\n| 主动公开信息数 | 条 | 12 | 30 |\n| 申请总数 | 件 | 4 | 9 |"
    )
    assert {(fact.value, fact.scope) for fact in table_facts(report).values()} == {
        (12, Scope.YEAR),
        (30, Scope.CUMULATIVE),
        (4, Scope.YEAR),
        (9, Scope.CUMULATIVE),
    }


@pytest.mark.parametrize(
    ("texts", "codes"),
    [
        (["0134", "0200", "037"], ("01", "02", "03")),
        (["01", "02", "03"], ("01", "02", "03")),
        ([f"{number}{number}" for number in range(1, 10)], tuple("123456789")),
        (["134", "200", "37"], None),
        (["0134", "0300", "027"], None),
        (["0134", "0200"], None),
        (["11", "22", "33"], None),
    ],
)
def test_codes_that_follow_each_other(texts: list[str], codes: tuple[str, ...] | None) -> None:
    assert codes_of(texts) == codes


@pytest.mark.parametrize(
    ("figures", "year"),
    [
        ("01425\n申请总数 条 02 7\n行政复议数 件 030", 425),
        ("01 425\n申请总数 条 027\n行政复议数 件 03 0", 425),
        ("01\n申请总数 条 027\n行政复议数 件 03 0", None),
    ],
)
def test_the_code_of_a_row_is_no_part_of_its_figure(figures: str, year: int | None) -> None:
    rows = [row.replace(" ", " | ") for row in f"主动公开信息数 条 {figures}".split("\n")]
    report = report_of("| 指标名称 | 单位 | 代码 | 数量 |\n" + "\n".join(f"| {row} |" for row in rows))
    assert report.get("proactive.disclosed") == year
    assert report.get("applications.received.total") == 7
    assert report.get("review.total") == 0


def test_an_ordinal_of_two_digits_behind_a_figure() -> None:
    ways = "甲乙丙丁戊己庚辛壬癸子"
    rows = [("主动公开信息数", 425), ("申请总数", 85), ("对申请的答复总数", 55), ("行政复议数", 0)]
    rows += [(f"{number}.{way}类申请数", number * 3) for number, way in enumerate(ways, 1)]
    report = report_of("指标名称计量单位2013年度" + "".join(f"{label}条{figure}" for label, figure in rows))
    values = {path: fact.value for (path, _), fact in table_facts(report).items()}
    assert [values.get(f"extra.{way}类申请数") for way in ways] == [3, 6, 9, 12, 15, 18, 21, 24, 27, None, 33]
    assert [item.raw for item in report.unread] == ["301"]


# ---------------------------------------------------------------- rows of no known indicator in sentences

WANTED = {
    "网站专栏页面访问": ("extra.网站专栏页面访问量", "人次"),
    "收费减免": ("extra.收费减免金额", "元"),
    "信函传真申请": ("extra.信函传真申请数", "条"),
}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("全年网站专栏页面访问11460人次。", [("extra.网站专栏页面访问量", 11460)]),
        ("全市共收到信函、传真申请三件。", [("extra.信函传真申请数", 3)]),
        ("全年收费减免共120元。", [("extra.收费减免金额", 120)]),
        ("全年收费减免120件。", []),
        ("各乡镇信函、传真申请3件。", []),
        ("2012年信函、传真申请3件。", []),
        ("信函、传真申请较多，网上申请3件。", []),
        ("2014年将力争信函、传真申请3件。", []),
    ],
)
def test_figures_behind_the_words_of_a_row(text: str, found: list[tuple[str, int]]) -> None:
    passages = [Passage(text=text, location=Location(line=1), topic=Topic.APPLICATIONS)]
    facts = read_named(passages, WANTED, year=2013, organ="云河市")
    assert [(fact.path, fact.value) for fact in facts if fact.scope is Scope.YEAR] == found


def test_rows_are_not_looked_for_where_there_are_none() -> None:
    passages = [Passage(text="申请3件。", location=Location(line=1))]
    assert read_named(passages, {}, year=2013, organ=None) == ()
    assert read_named(passages, {"申请": ("extra.申请数", "件")}, year=2013, organ=None) == ()


def test_a_row_of_no_known_indicator_is_decided_by_a_sentence() -> None:
    table = (
        "指标名称 计量单位 2013年度 历年累计 主动公开信息数 条 425 1516 申请总数 条 0 0 "
        "现场接待人数 人次 12346000 行政复议数 件 0 0"
    )
    alone, said = report_of(table), report_of(table, "全年现场接待1234人次。")
    path = "extra.现场接待人数"
    assert table_facts(alone)[path, Scope.YEAR].value is None
    assert table_facts(said)[path, Scope.YEAR].value == 1234
    assert f"stated:{path}" in table_facts(said)[path, Scope.YEAR].decoded_by
    assert table_facts(said)[path, Scope.CUMULATIVE].value == 6000
    assert all(fact.source is Source.TABLE for fact in said.extra)


def test_codes_go_on_behind_a_head_that_is_printed_again() -> None:
    head = "| 指标名称 | 单位 | 代码 | 数量 |"
    rows = [
        "| 主动公开信息数 | 条 | 01425 |",
        "| 申请总数 | 条 | 027 |",
        head,
        "| 行政复议数 | 件 | 030 |",
        "| 行政诉讼数 | 件 | 043 |",
    ]
    report = report_of("\n".join([head, *rows]))
    values = [fact.value for fact in report.facts if fact.source is Source.TABLE]
    assert values == [425, 7, 0, 3]
