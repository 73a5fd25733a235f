"""The charts: their data are the report's figures, nothing unstated is drawn, Chinese text is drawn as
text."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable
from importlib import resources
from pathlib import Path
from random import Random
from typing import Any

import pytest
from attrs import evolve
from reportlab.pdfbase.ttfonts import TTFontFile
from selenium.webdriver.support.ui import WebDriverWait

from desk import By, complaints, driven, missing
from figures import clean_figures, fact_of
from govinfo_reports import (
    ApplicationStats,
    Failure,
    Finding,
    Form,
    Location,
    MissingExtra,
    Report,
    Review,
    Severity,
    UnknownIndicator,
    check,
    indicators,
)
from govinfo_reports.errors import UnreadableSource
from govinfo_reports.export.plots import (
    NothingToPlot,
    broken_chart,
    channels_chart,
    dark,
    organs_chart,
    outcomes_chart,
    years_chart,
)
from govinfo_reports.model.applications import Received

CHARTS: tuple[Callable[..., Any], ...] = (
    outcomes_chart, channels_chart, years_chart, organs_chart, broken_chart,
)  # fmt: skip


@pytest.fixture(autouse=True)
def _chinese(monkeypatch: pytest.MonkeyPatch) -> None:
    """These charts are drawn for people who read Chinese, unless a test asks for English."""
    monkeypatch.setenv("LANGUAGE", "zh")


def test_the_language_of_a_chart_is_that_of_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    report = report_of(Form.F2014)
    assert title_of(outcomes_chart(report))[0].endswith("申请办理结果")
    monkeypatch.setenv("LANGUAGE", "en")
    assert title_of(outcomes_chart(report))[0].endswith("what became of the applications")


def report_of(
    form: Form, seed: int = 1, *, organ: str = "青川县", year: int | None = 2016, **changes: int
) -> Report:
    """A report of clean figures; `changes` (with `__` for dots) are added to them."""
    figures = clean_figures(form, Random(seed))
    for name, step in changes.items():
        value = figures[name.replace("__", ".")]
        assert isinstance(value, int)
        figures[name.replace("__", ".")] = value + step
    report = Report.from_facts(
        tuple(fact_of(path, value) for path, value in figures.items()), form=form, organ=organ, year=year
    )
    return report.with_findings(check(report))


def data_of(chart: Any) -> list[dict[str, Any]]:
    """The values that a chart carries."""
    spec = chart.to_dict()
    if "datasets" in spec:
        [values] = spec["datasets"].values()
    else:
        values = spec["data"]["values"] if "data" in spec else spec["layer"][0]["data"]["values"]
    assert isinstance(values, list)
    return values


def title_of(chart: Any) -> tuple[str, list[str]]:
    title = chart.to_dict()["title"]
    return title["text"], title["subtitle"]


def test_outcomes_of_the_2014_table_are_its_replies() -> None:
    report = report_of(Form.F2014)
    chart = outcomes_chart(report)
    found = {row["path"]: row["value"] for row in data_of(chart)}
    assert len(found) == 8
    assert found == {path: report.get(path) for path in found}
    assert sum(found.values()) == report.applications.replies.total
    assert data_of(chart)[1]["label"] == "同意公开答复数"
    assert data_of(chart)[1]["place"] == "table 1, row 1, column 1"
    assert title_of(chart) == ("青川县 2016 · 申请办理结果", [])


@pytest.mark.parametrize(("form", "rows"), [(Form.F2019, 19), (Form.F2021, 21)])
def test_outcomes_of_section_three_are_its_rows(form: Form, rows: int) -> None:
    report = report_of(form)
    chart = outcomes_chart(report)
    assert len(data_of(chart)) == rows
    assert sum(row["value"] for row in data_of(chart)) == report.applications.outcomes.total.total
    assert [row["label"] for row in data_of(chart)][:3] == ["予以公开", "部分公开", "属于国家秘密"]
    assert len({row["label"] for row in data_of(chart)}) == rows
    assert title_of(chart)[1] == []


def test_what_is_not_stated_is_left_out_and_counted() -> None:
    facts = (
        fact_of("applications.replies.granted", 0),
        fact_of("applications.replies.already_public", None, raw="—"),
        fact_of("applications.replies.nonexistent", 9, approximate=True, raw="9余件"),
    )
    chart = outcomes_chart(Report.from_facts(facts))
    assert [(row["label"], row["value"]) for row in data_of(chart)] == [("同意公开答复数", 0)]
    assert title_of(chart)[1] == ["7 项未列出"]
    assert title_of(outcomes_chart(Report.from_facts(facts), language="en"))[1] == ["7 not stated"]
    with pytest.raises(NothingToPlot, match="nothing to plot"):
        outcomes_chart(Report.from_facts(facts[1:]))


def test_channels() -> None:
    report = report_of(Form.F2014)
    channels = report.proactive.channels
    chart = channels_chart(report)
    assert [row["value"] for row in data_of(chart)] == [
        channels.gazette, channels.website, channels.weibo, channels.wechat, channels.other,
    ]  # fmt: skip
    assert len(data_of(channels_chart(report, of="responses.channels"))) == 7
    ways = data_of(channels_chart(report, of="applications.received", language="en"))
    assert [row["label"] for row in ways] == [
        "Applications made in person", "Applications by fax", "Applications online", "Applications by letter",
    ]  # fmt: skip
    applicants = channels_chart(report_of(Form.F2021), of="applications.received")
    assert [row["label"] for row in data_of(applicants)] == [
        "自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他",
    ]  # fmt: skip
    assert title_of(applicants)[1] == []
    with pytest.raises(NothingToPlot):
        channels_chart(report_of(Form.F2021))


def test_years_without_a_figure_break_the_line() -> None:
    first, last = report_of(Form.F2014, 1, year=2014), report_of(Form.F2014, 2, year=2017)
    blank = Report(organ="青川县", year=2015)
    paths = ("applications.received.total", "applications.replies.total")
    chart = years_chart([last, blank, first, Report(organ="青川县")], paths)
    rows = data_of(chart)
    assert [row["year"] for row in rows] == [2014, 2015, 2016, 2017] * 2
    assert [row["value"] for row in rows[:4]] == [
        first.applications.received.total, None, None, last.applications.received.total,
    ]  # fmt: skip
    assert {row["label"] for row in rows} == {"收到申请数", "申请答复数"}
    assert chart.to_dict()["mark"]["invalid"].startswith("break-paths")
    assert title_of(chart)[0] == "青川县"
    with pytest.raises(NothingToPlot):
        years_chart([blank])
    with pytest.raises(NothingToPlot):
        years_chart([])
    with pytest.raises(UnknownIndicator):
        years_chart([first], ["applications.recieved.total"])


def test_organs_are_never_joined_to_one_line() -> None:
    ours = [report_of(Form.F2014, year, year=year, organ="青川县人民政府") for year in (2014, 2015)]
    ours.append(report_of(Form.F2014, 7, year=2016))
    theirs = [report_of(Form.F2014, year, year=year, organ="云河市") for year in (2015, 2016)]
    chart = years_chart([*ours, *theirs])
    lines: dict[str, list[tuple[int, float]]] = {row["label"]: [] for row in data_of(chart)}
    for row in data_of(chart):
        lines[row["label"]].append((row["year"], row["value"]))
    assert lines == {
        "青川县人民政府 / 青川县": [(one.year, one.applications.received.total) for one in ours],
        "云河市": [(one.year, one.applications.received.total) for one in theirs],
    }
    assert title_of(chart)[0] == "收到申请数"
    both = years_chart([*ours, *theirs], ["fees", "complaints"], language="en")
    assert title_of(both)[0] == "青川县人民政府 / 青川县 / 云河市"
    assert {row["label"] for row in data_of(both)} == {
        f"{organ} · {name}"
        for organ in ("青川县人民政府 / 青川县", "云河市")
        for name in (
            "Fees charged for information on application (10,000 yuan)",
            "Complaints and reports (items)",
        )
    }
    assert years_chart(ours).to_dict()["encoding"]["y"]["title"] == "件"


def test_one_report_and_one_path_need_no_list() -> None:
    report = report_of(Form.F2014, review__total=1)
    assert data_of(years_chart(report, "review.total")) == data_of(years_chart([report], ["review.total"]))
    assert data_of(organs_chart(report)) == data_of(organs_chart([report]))
    assert data_of(broken_chart(report)) == data_of(broken_chart([report]))


def test_failures_are_counted_wherever_reports_are_several() -> None:
    report = report_of(Form.F2014, review__total=1)
    failure = Failure(source="a.pdf", error="NotAReport", reason="no", reason_zh="不是")
    given: list[Any] = [report, failure, UnreadableSource("no")]
    for chart in (years_chart(given), organs_chart(given)):
        assert title_of(chart)[1] == ["2 份未能读取"]
    assert title_of(broken_chart(given, language="en"))[1] == ["1 reports · 2 not read"]
    with pytest.raises(NothingToPlot):
        organs_chart([failure])


@pytest.mark.parametrize("given", [None, "a.txt", [None], ["a.txt"], 3])
def test_what_is_no_report_is_refused(given: Any) -> None:
    for chart in CHARTS:
        with pytest.raises(TypeError, match="reports are needed"):
            chart(given)
    with pytest.raises(TypeError, match="and list is none"):
        outcomes_chart([report_of(Form.F2014)])  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="and Finding is none"):
        broken_chart(report_of(Form.F2014, review__total=1).findings)


def test_words_that_are_not_known_are_refused() -> None:
    report, odd = report_of(Form.F2014, review__total=1), "fr"
    for chart in CHARTS:
        with pytest.raises(ValueError, match="language='fr': must be 'zh' or 'en'"):
            chart(report, language=odd)
    with pytest.raises(ValueError, match=r"of='x': must be one of proactive\.channels"):
        channels_chart(report, of="x")  # type: ignore[arg-type]


def test_figures_of_one_name_stay_apart() -> None:
    report = report_of(Form.F2014)
    rows = data_of(years_chart([report], ["review.other", "litigation.other"]))
    assert {row["label"] for row in rows} == {"其他情形数 (review.other)", "其他情形数 (litigation.other)"}
    extra = Report.from_facts((fact_of("extra.群众来信", 4),), organ="青川县", year=2012)
    assert data_of(years_chart([extra], ["extra.群众来信"]))[0]["label"] == "群众来信"


def test_organs_stand_beside_each_other_the_largest_first() -> None:
    reports = [
        report_of(Form.F2014, seed, organ=organ)
        for seed, organ in enumerate(("青川县", "云河市", "临江区"), 4)
    ]
    chart = organs_chart([*reports, Report(organ="东山县")], language="en")
    expected = sorted(
        ((one.applications.received.total, one.organ) for one in reports),
        key=lambda one: (-(one[0] or 0), one[1]),
    )
    assert [(row["value"], row["organ"]) for row in data_of(chart)] == expected
    assert title_of(chart) == ("New applications received this year", ["not stated in 1 reports"])
    assert title_of(organs_chart([*reports, Report()]))[1] == ["1 份报告未列出"]
    two_years = organs_chart([reports[0], evolve(reports[0], year=2017)], "capacity.budget")
    assert [row["who"] for row in data_of(two_years)] == ["青川县 2016", "青川县 2017"]
    with pytest.raises(UnknownIndicator):
        organs_chart(reports, "applications")
    with pytest.raises(NothingToPlot):
        organs_chart([])


def test_broken_relations_are_counted_by_report() -> None:
    reports = [
        report_of(Form.F2014, 1, review__total=1),
        report_of(Form.F2014, 2, review__total=1, litigation__total=5),
        report_of(Form.F2014, 3),
    ]
    chart = broken_chart([*reports, UnreadableSource("empty")])
    counts = {row["rule"]: row["reports"] for row in data_of(chart)}
    expected = {
        rule: sum(any(one.rule == rule for one in report.findings) for report in reports)
        for rule in {
            one.rule for report in reports for one in report.findings if one.severity >= Severity.WARNING
        }
    }
    assert counts == expected
    assert counts["sum:review.total"] == 2
    assert data_of(chart)[0] == {
        "rule": "sum:review.total", "severity": "error", "reports": 2, "meaning": "“四、行政复议数量”等于其各分项之和",
    }  # fmt: skip
    assert title_of(chart) == ("未通过的核对规则", ["3份报告 · 1 份未能读取"])
    few = broken_chart([*reports, Failure(source=None, error="E", reason="r")], most=1, language="en")
    assert len(data_of(few)) == 1
    assert title_of(few)[1] == ["3 reports · 1 not read · 1 more rules"]
    with pytest.raises(NothingToPlot):
        broken_chart(reports[2:])


def test_meanings_of_families_and_of_ones_own_rules() -> None:
    report = report_of(Form.F2014, review__total=1)
    [finding] = report.findings
    others = [
        evolve(finding, rule=rule, severity=Severity.INFO)
        for rule in ("agree:review.total", "unread:table", "mine:x")
    ]
    rows = data_of(broken_chart([report.with_findings(tuple(others))], at="info", language="en"))
    meanings = {row["rule"]: row["meaning"] for row in rows}
    assert meanings["agree:review.total"].startswith("the same indicator is stated more than once")
    assert meanings["unread:table"].startswith("a row or block")
    assert meanings["mine:x"] == ""


def test_chinese_text_is_drawn_as_text() -> None:
    import vl_convert  # noqa: F401 - what Altair saves SVG and PNG with

    chart = outcomes_chart(report_of(Form.F2021))
    assert chart.to_dict()["config"]["font"].endswith("sans-serif")
    with_text = _saved(chart, "svg")
    assert "予以公开" in with_text
    assert "申请办理结果" in with_text
    assert json.dumps("申请办理结果").strip('"') in _saved(chart, "html")


def test_chinese_text_is_drawn_in_pictures_too() -> None:
    """Without a font every character is the same box, and the two pictures are the same."""
    pictures = []
    for organ in ("青川县", "云河市"):
        out = io.BytesIO()
        organs_chart([report_of(Form.F2014, organ=organ)]).save(out, format="png")
        pictures.append(out.getvalue())
    assert pictures[0].startswith(b"\x89PNG")
    assert pictures[0] != pictures[1]


def test_the_font_has_the_characters_of_every_label() -> None:
    with resources.as_file(
        resources.files("govinfo_reports") / "data" / "fonts" / "wqy-microhei-gb2312.ttf"
    ) as file:
        known = set(TTFontFile(str(file)).charToGlyph)
    labels = "".join(item.label for item in indicators().values())
    assert {char for char in labels if ord(char) not in known} == set()


def _saved(chart: Any, kind: str) -> str:

    out = io.StringIO()
    chart.save(out, format=kind)
    return out.getvalue()


def test_every_chart_can_be_drawn() -> None:
    reports = [report_of(Form.F2014, seed, year=2010 + seed, review__total=1) for seed in range(1, 4)]
    charts = (
        outcomes_chart(reports[0]), channels_chart(reports[0]), years_chart(reports), organs_chart(reports), broken_chart(reports),
    )  # fmt: skip
    for chart in charts:
        assert _saved(chart, "svg").startswith("<svg")


def test_text_of_a_document_cannot_leave_the_data() -> None:
    evil = "</script><script>alert(1)</script><!--\u202e"
    facts = (
        fact_of("applications.received.total", 3, location=Location(sheet=evil)),
        fact_of("applications.received.online", 3),
        fact_of("applications.replies.granted", 3),
        fact_of(f"extra.{evil}", 3),
    )
    finding = Finding(rule=f"mine:{evil}", severity=Severity.ERROR, message=evil, message_zh=evil)
    report = Report.from_facts(facts, organ=evil, year=2020, findings=(finding,))
    for chart in (
        outcomes_chart(report), channels_chart(report, of="applications.received"), years_chart([report], [f"extra.{evil}"]),
        organs_chart([report]), organs_chart([report], f"extra.{evil}"), broken_chart([report]),
    ):  # fmt: skip
        page = _saved(chart, "html")
        assert "alert(1)" in page
        assert "</script><script>alert" not in page
        assert "<!--" not in json.dumps(chart.to_dict())
        assert "\u202e" not in json.dumps(chart.to_dict(), ensure_ascii=False)


def test_without_altair_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "altair", None)
    with pytest.raises(MissingExtra, match=r"govinfo-reports\[plot\]") as caught:
        outcomes_chart(report_of(Form.F2014))
    assert caught.value.extra == "plot"


def test_charts_of_five_hundred_organs_show_the_top_and_the_bottom() -> None:
    every = [
        Report(
            organ=f"第{number}县",
            year=2022,
            applications=ApplicationStats(received=Received(total=number)),
        )
        for number in range(1, 501)
    ]
    chart = organs_chart(every, language="en")
    shown = [row["value"] for row in data_of(chart)]
    assert sorted(shown, reverse=True) == [*range(500, 470, -1), *range(10, 0, -1)]
    assert "460 between are not drawn" in title_of(chart)[1]
    lines = years_chart(every, language="en")
    assert {row["organ"] for row in data_of(lines)} == {f"第{number}县" for number in range(477, 501)}
    assert "476 more lines are not drawn" in title_of(lines)[1]
    assert [one["bind"] for one in lines.to_dict()["params"]] == ["legend"]
    for whole in (dark(chart), dark(lines)):
        config = whole.to_dict()["config"]
        assert (config["background"], config["axis"]["labelColor"]) == ("transparent", "#e6e4df")
        assert config["font"]


def many_organs(count: int = 120) -> list[Report]:
    """Reports of so many organs in two years and forms, each with its own number of reviews."""
    found = []
    for number in range(count):
        for year, form in ((2019, Form.F2019), (2022, Form.F2021)):
            review = Review(total=number + year - 2019, upheld=1)
            found.append(Report(organ=f"青川市第{number:03d}区", year=year, form=form, review=review))
    return found


def test_panels_by_year_have_an_organ_on_one_line() -> None:
    spec = organs_chart(many_organs(), "review.total", facet="year").to_dict()
    assert spec["facet"]["field"] == "year"
    values = spec["data"]["values"]
    assert {row["year"] for row in values} == {"2019", "2022"}
    assert len({row["organ"] for row in values}) == 40  # thirty and ten, in both panels
    assert len(values) == 80
    assert spec["spec"]["layer"][0]["encoding"]["y"]["field"] == "organ"
    assert spec["title"]["subtitle"] == ["居中的 80 个未画出"]
    assert "title" not in spec["spec"]


def test_panels_by_form_each_have_their_own_organs() -> None:
    spec = organs_chart(many_organs(8), "review.total", facet="form").to_dict()
    assert {row["form"] for row in spec["data"]["values"]} == {"2019", "2021"}
    assert spec["resolve"] == {"scale": {"y": "independent"}}


@pytest.mark.parametrize(
    ("facet", "field", "coloured"), [("organ", "whose", "figure"), ("figure", "figure", "whose")]
)
def test_panels_of_lines_are_by_organ_or_by_figure(facet: Any, field: str, coloured: str) -> None:
    spec = years_chart(many_organs(4), ["review.total", "review.upheld"], facet=facet).to_dict()
    assert spec["facet"]["field"] == field
    assert spec["spec"]["encoding"]["color"]["field"] == coloured
    assert len({row[field] for row in spec["data"]["values"]}) == (4 if facet == "organ" else 2)
    assert (
        dark(years_chart(many_organs(4), "review.total", facet=facet)).to_dict()["config"]["background"]
        == "transparent"
    )


def test_an_interactive_chart_has_all_organs_and_says_from_which_rank() -> None:
    spec = organs_chart(many_organs(500), "review.total", interactive=True, language="en").to_dict()
    rows = spec["layer"][0]["data"]["values"]
    assert len(rows) == 1000
    assert [row["rank"] for row in rows] == list(range(1, 1001))
    assert rows == sorted(rows, key=lambda row: -row["value"])
    bound = {one["name"]: one["bind"] for one in spec["params"] if one["name"] in {"from_rank", "search"}}
    assert bound["from_rank"]["max"] == 1000 - 40 + 1
    assert bound["search"]["input"] == "search"
    assert spec["title"]["subtitle"] == []


@pytest.mark.parametrize("wrong", [{"facet": "x"}, {"facet": "year", "interactive": True}])
def test_panels_that_there_are_not_are_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="facet"):
        organs_chart(many_organs(2), "review.total", **wrong)
    with pytest.raises(ValueError, match="facet"):
        years_chart(many_organs(2), "review.total", facet="x")  # type: ignore[arg-type]


def test_panels_and_hundreds_of_organs_can_be_drawn() -> None:
    for chart in (
        organs_chart(many_organs(400), "review.total", interactive=True),
        organs_chart(many_organs(30), "review.total", facet="year"),
        years_chart(many_organs(3), ["review.total", "review.upheld"], facet="organ"),
    ):
        picture = io.StringIO()
        chart.save(picture, format="svg")
        assert "青川市第" in picture.getvalue()


def view_text(driver: Any) -> str:
    """The words of a chart that is drawn as SVG."""
    return str(driver.execute_script("return document.querySelector('svg.marks').textContent"))


@pytest.mark.full
@pytest.mark.skipif(missing() is not None, reason=missing() or "")
def test_an_organ_is_found_by_a_part_of_its_name(tmp_path: Path) -> None:
    """The page in Chromium: forty bars, then those from a later rank, then those of one organ."""
    page = tmp_path / "organs.html"
    organs_chart(many_organs(), "review.total", interactive=True).save(
        str(page), inline=True, embed_options={"renderer": "svg"}
    )
    with driven() as driver:
        driver.get(page.as_uri())
        _, search = WebDriverWait(driver, 30).until(
            lambda one: one.find_elements(By.CSS_SELECTOR, ".vega-bindings input")
        )
        assert "青川市第119区" in view_text(driver)
        assert "青川市第077区" not in view_text(driver)
        search.send_keys("第077")
        WebDriverWait(driver, 20).until(lambda _: "青川市第077区" in view_text(driver))
        assert "青川市第119区" not in view_text(driver)
        assert complaints(driver) == []
