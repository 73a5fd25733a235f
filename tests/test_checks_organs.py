"""Which reports are taken as one organ's, and which are counted below another."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from attrs import evolve

from figures import StandIn, stand_in
from govinfo_reports.checks import check_rollup, check_series, group_by_organ, grouping_findings, rollup_of
from govinfo_reports.checks.organs import normal_name, organ_of
from govinfo_reports.findings import Severity
from govinfo_reports.indicators import Form

RECEIVED = "applications.received.total"


def report(organ: str | None, year: int | None = 2022, received: int = 1, **changes: Any) -> StandIn:
    made = stand_in(Form.F2021, {RECEIVED: received})
    values: dict[str, Any] = {"organ": organ, "year": year, "title": None, "source": f"{organ} {year}.txt"}
    return evolve(made, **(values | changes))


@pytest.mark.parametrize(
    "name",
    [
        *("云河市人民政府", "云河市政府", "云 河 市", "云河市人民政府（盖章）", "云河市　人民政府"),
    ],
)
def test_the_government_of_a_place_goes_by_the_name_of_the_place(name: str) -> None:
    assert normal_name(name) == "云河市"


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("临江县", "临江县人民政府", True),
        ("石桥镇", "石桥镇人民政府", True),
        ("青川自治州", "青川自治州人民政府", True),
        ("滨河街道", "滨河街道办事处", True),
        ("云河经济开发区", "云河经济开发区管理委员会", True),
        ("云河市财政局(国资局)", "云河市财政局（国资局）", True),
        ("云河市", "云河市人民政府办公室", False),
        ("云河市", "云河市人大", False),
        ("云河市人民政府办公室", "云河市人民政府办公厅", False),
        ("云河市发展和改革委员会", "云河市发改委", False),
        ("云河市财政局", "临江区财政局", False),
        ("云河市财政局", "云河市", False),
        ("临江县", "临江区", False),
        ("云河市临江区", "临江区", False),
        ("江南省云河市", "云河市", False),
    ],
)
def test_names_of_one_organ(one: str, other: str, same: bool) -> None:
    found = group_by_organ([report(one, 2021), report(other, 2022)])
    assert (len(found.series) == 1) is same
    assert found.unknown == ()


@pytest.mark.parametrize(
    "organ",
    [
        *(
            None,
            "",
            "财政局",
            "市财政局",
            "我局",
            "本市财政局",
            "区人民政府",
            "住房和城乡建设局",
            "城市管理局",
            "市场监督管理局",
        ),
        *(
            "乡村振兴局",
            "**市",
            "云河市××局",
            "某某区财政局",
            "经济技术开发区管委会",
            "高新区",
            "教育委员会",
            "县",
            "人民医院",
        ),
    ],
)
def test_a_name_that_any_place_has_is_no_organs(organ: str | None) -> None:
    found = group_by_organ([report(organ, 2021), report(organ, 2022)])
    assert found.series == ()
    findings = [*grouping_findings(found)]
    assert [one.rule for one in findings] == ["series:no_organ"] * 2
    assert {one.severity for one in findings} == {Severity.INFO}
    assert [one.source for one in findings] == [f"{organ} 2021.txt", f"{organ} 2022.txt"]


@pytest.mark.parametrize(
    "organ",
    [
        *(
            "云河市市场监督管理局",
            "云河市城市管理局",
            "云河市住房和城乡建设局",
            "萧县",
            "临江区乡村振兴局",
            "青川县政务服务中心",
        ),
        *(
            "国家税务总局云河市税务局",
            "财政部",
            "海关总署",
            "中国证券监督管理委员会",
            "云河大学",
            "云河水务集团",
            "云河高新区管委会",
        ),
        *("云河市市政工程管理处", "吉林省", "滨河街道", "云河新区"),
    ],
)
def test_a_name_with_its_place_is_one_organs(organ: str) -> None:
    assert organ_of(report(organ)) == normal_name(organ)


@pytest.mark.parametrize(
    ("issuer", "name"),
    [("云河市财政局", "云河市财政局"), ("云河市人民政府办公室", None), ("财政局", None), (None, None)],
)
def test_the_issuer_tells_the_place(issuer: str | None, name: str | None) -> None:
    assert organ_of(report("财政局", issuer=issuer)) == name


def test_a_series_has_its_years_in_order_and_says_its_files() -> None:
    first, second, odd = report("云河市", 2021), report("云河市人民政府", 2022), report("云河市", None)
    (series,) = group_by_organ([odd, second, first]).series
    assert series.reports == (first, second, odd)
    assert str(series.compared) == (
        "series 云河市: 2021 云河市 2021.txt, 2022 云河市人民政府 2022.txt, ? 云河市 None.txt"
    )


def test_names_that_are_nearly_equal_are_kept_apart_and_said() -> None:
    reports = [
        report(name)
        for name in ("临江区财政局", "云河市临江区财政局", "石桥县", "石桥市", "青川县", "云河市")
    ]
    found = [*grouping_findings(group_by_organ(reports))]
    assert [one.rule for one in found] == ["series:alike"] * 2
    assert "临江区财政局 and 云河市临江区财政局" in found[0].message
    assert "石桥县、石桥市" in found[1].message_zh
    assert found[1].source == "石桥市 2022.txt"


def test_a_government_by_two_names_is_no_other_organ() -> None:
    assert check_series([report("云河市", 2021), report("云河市人民政府", 2022)]) == ()


def test_each_place_of_a_comparison_has_its_file() -> None:
    carried = stand_in(Form.F2021, {"applications.carried_in.total": 4}, year=2022, source="b.txt")
    forward = stand_in(Form.F2021, {"applications.carried_forward.total": 3}, year=2021, source="a.txt")
    (finding,) = check_series([carried, forward])
    assert finding.source == "b.txt"
    assert finding.sources == ("b.txt", "a.txt")
    assert len(finding.locations) == 2


# Regions


def names(parent: StandIn, *children: StandIn) -> tuple[list[str | None], list[str]]:
    """The organs that are counted, and the rules of what is said of the others."""
    found = rollup_of(parent, children)
    return [child.organ for child in found.counted], [one.rule for one in found.findings]


CITY = report("云河市", received=30)


def test_nothing_is_counted_twice() -> None:
    old = report("临江区", published=date(2023, 1, 5))
    new = report("云河市临江区人民政府", published=date(2023, 3, 5))
    counted, said = names(CITY, old, new, report("青川县"))
    assert counted == ["云河市临江区人民政府", "青川县"]
    assert said == ["rollup:twice"]


def test_the_report_of_the_city_itself_is_not_below_it() -> None:
    counted, said = names(CITY, report("云河市人民政府"), report("青川县"), report("云河市财政局"))
    assert counted == ["青川县", "云河市财政局"]
    assert said == ["rollup:own"]


def test_departments_of_a_district_are_in_the_districts_report() -> None:
    children = [
        report(name) for name in ("临江区财政局", "云河市临江区石桥镇", "临江区", "青川县财政局", "财政局")
    ]
    counted, said = names(CITY, *children)
    assert counted == ["财政局", "临江区", "青川县财政局"]
    assert said == ["rollup:within"] * 2
    findings = rollup_of(CITY, children).findings
    assert {one.source for one in findings} == {"临江区财政局 2022.txt", "云河市临江区石桥镇 2022.txt"}
    assert "临江区财政局 is counted in 临江区" in findings[0].message


def test_reports_of_no_organ_are_counted_and_said() -> None:
    counted, said = names(CITY, report(None), report("财政局"), report("教育局"), report("教育局"))
    assert counted == [None, "财政局", "教育局", "教育局"]
    assert said == ["rollup:no_organ"] * 3


def test_reports_of_another_year_or_of_none() -> None:
    counted, said = names(CITY, report("临江区", 2021), report("青川县", None))
    assert counted == []
    assert said == ["rollup:year"] * 2
    assert "an unknown year" in rollup_of(CITY, [report("青川县", None)]).findings[0].message


def test_what_is_said_of_the_files() -> None:
    assert str(rollup_of(CITY, [report("临江区")]).compared) == (
        "rollup 云河市 2022: 云河市 云河市 2022.txt, 临江区 临江区 2022.txt"
    )


def test_what_an_organ_lacks_is_said_of_its_own_report() -> None:
    blank = evolve(report("青川县"), values={}, facts=(), held={})
    findings = check_rollup(CITY, [report("临江区", received=10), blank])
    (lacks,) = (one for one in findings if one.rule == "rollup:missing")
    assert lacks.source == "青川县 2022.txt"
    more = check_rollup(CITY, [report("临江区", received=31)])
    assert (more[0].rule, more[0].source) == (f"rollup:{RECEIVED}", "云河市 2022.txt")
    assert more[0].sources == ("云河市 2022.txt", "临江区 2022.txt")


def test_a_fact_without_its_source_is_no_trouble() -> None:
    parent = evolve(CITY, source=None)
    (finding,) = check_rollup(parent, [evolve(report("临江区", received=40), source=None)])
    assert finding.sources == (None, None)
    assert len(finding.locations) == 2
