"""Pictures of reports, in the extra `plot`: Vega-Lite charts made with Altair.

Altair, because its text is drawn by whatever shows the chart: a browser takes Chinese glyphs from the fonts that the system has,
with nothing to configure, where matplotlib draws boxes until it is told of a font. Each chart carries its data, so what is shown
can be looked at (`chart.to_dict()`). `chart.save("a.png")`, `.svg` and `.html` need no browser; for PNG, which is drawn at once, the
package brings a Chinese font (GB 2312) for machines that have none.

A figure that is not stated is left out, never drawn as 0; a year without a figure breaks the line.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Literal

from ..checks.organs import normal_name
from ..checks.rules import RULES
from ..findings import Severity
from ..forms.relations import RELATIONS, rows
from ..indicators import indicators, leaf_indicators
from ..model.report import Report
from .arrow import Given
from .plot_parts import (
    LABEL_LIMIT,
    Language,
    NothingToPlot,
    altair_module,
    bars_of,
    chart_of,
    in_language,
    layered,
    name_of,
    names_of,
    not_read,
    one_report,
    row_of,
    shown,
    sorted_out,
    unit_of,
    who,
    whole_axis,
    words,
)

if TYPE_CHECKING:
    import altair as alt

__all__ = [
    "NothingToPlot",
    "broken_chart",
    "channels_chart",
    "dark",
    "organs_chart",
    "outcomes_chart",
    "years_chart",
]

_LIGHT, _FAINT = "#e6e4df", "#3b4049"
_COLOURS = {"error": "#c0392b", "warning": "#d98e04", "info": "#3c78b4"}
_OUTCOMES = "applications.outcomes"
_REPLIES = "applications.replies"
_ALL_HANDLING = f"{_OUTCOMES}.other_handling.all.total"


def outcomes_chart(report: Report, *, language: Language | None = None) -> alt.LayerChart:
    """What became of the applications: the outcomes of section three (2019, 2021 forms), or the replies of the 2014 table.

    Raises NothingToPlot where the report states none of them.
    """
    language = in_language(language)
    report = one_report(report)
    outcomes = [
        f"{row}.total" for row in rows() if row.startswith(f"{_OUTCOMES}.") and row != f"{_OUTCOMES}.total"
    ]
    handled = [path for path in outcomes if ".other_handling." in path and report.get(path) is not None]
    if _ALL_HANDLING in handled:
        outcomes = [path for path in outcomes if ".other_handling." not in path or path in handled]
    else:
        outcomes.remove(_ALL_HANDLING)
    if all(report.get(path) is None for path in outcomes):
        outcomes = [
            path
            for path, item in indicators().items()
            if item.parent == f"{_REPLIES}.total" and path in leaf_indicators()
        ]
    title = words(language, "申请办理结果", "what became of the applications")
    chart: alt.LayerChart = bars_of(report, outcomes, title, language)
    return chart


def channels_chart(
    report: Report,
    *,
    of: Literal["proactive.channels", "responses.channels", "applications.received"] = "proactive.channels",
    language: Language | None = None,
) -> alt.LayerChart:
    """The channels of the 2014 form: those of disclosure, of responses to the public, or the ways applications came in.

    Applications of the 2019 and 2021 forms are told apart by applicant instead. Raises NothingToPlot where none is stated.
    """
    language = in_language(language)
    titles = {
        "proactive.channels": ("主动公开渠道", "channels of disclosure"),
        "responses.channels": ("回应解读渠道", "channels of response"),
        "applications.received": ("收到申请", "applications received"),
    }
    if of not in titles:
        raise ValueError(f"of={of!r}: must be one of {', '.join(titles)}")
    report = one_report(report)
    paths = [
        path for path in leaf_indicators() if path.rpartition(".")[0] == of and not path.endswith(".total")
    ]
    stated = [path for path in paths if report.get(path) is not None]
    form = {leaf_indicators()[path].forms for path in stated[:1]}
    paths = [path for path in paths if leaf_indicators()[path].forms in form] or paths
    chart: alt.LayerChart = bars_of(report, paths, words(language, *titles[of]), language)
    return chart


def years_chart(
    reports: Given | Iterable[Given],
    paths: str | Sequence[str] = ("applications.received.total",),
    *,
    most: int = 24,
    language: Language | None = None,
) -> alt.Chart:
    """One organ over the years: a line for each path. A year without a report or a figure breaks the line.

    Of more than `most` lines those with the largest figures are shown, the others counted in the subtitle; a click on a name of the
    legend leaves its line alone in colour (with shift, several).

    Reports of several organs give each its own lines. Of several reports of one year the last counts; reports without a
    year are left out, failures counted in the subtitle. Raises NothingToPlot where none of the figures is stated,
    UnknownIndicator for a path that the vocabulary does not have.
    """
    language = in_language(language)
    vega = altair_module()
    found, failed = sorted_out(reports)
    paths = (paths,) if isinstance(paths, str) else paths
    for path in paths:
        Report().get(path)
    organs: dict[str, dict[int, Report]] = {}
    for report in found:
        if report.year is not None:
            organs.setdefault(normal_name(report.organ or "?"), {})[report.year] = report
    units = dict.fromkeys(unit_of(path, language) for path in paths)
    names = names_of(paths, language)
    if len(units) > 1:
        names = {path: f"{name} ({unit_of(path, language)})" for path, name in names.items()}
    title = " / ".join(_called(by_year.values()) for by_year in organs.values())
    if len(organs) > 1 and len(paths) == 1:
        title = names[paths[0]]
    values = [
        row
        for by_year in organs.values()
        for path in paths
        for row in _line(by_year, path, _line_name(by_year, names[path], len(organs), len(paths)))
    ]
    if all(row["value"] is None for row in values):
        values = []
    largest: dict[str, float] = {}
    for row in values:
        largest[row["label"]] = max(largest.get(row["label"], 0), row["value"] or 0)
    kept = set(sorted(largest, key=lambda one: (-largest[one], one))[:most])
    values = [row for row in values if row["label"] in kept]
    over = len(largest) - len(kept)
    more = words(language, f"另有 {over} 条线未画出", f"{over} more lines are not drawn") if over > 0 else ""
    chosen = vega.selection_point(fields=["label"], bind="legend")
    base = chart_of(values, title or "?", not_read(failed, language), more)
    x = vega.X("year:O", title=words(language, "年度", "year"), axis=vega.Axis(labelAngle=0))
    y = vega.Y("value:Q", title=next(iter(units)) if len(units) == 1 else None, scale=vega.Scale(zero=True))
    tips = [vega.Tooltip(f"{name}:N") for name in ("organ", "label", "year", "place")]
    chart: alt.Chart = (
        base.mark_line(point=True, invalid="break-paths-show-path-domains")
        .encode(
            x=x,
            y=y,
            tooltip=[*tips, vega.Tooltip("value:Q")],
            opacity=vega.condition(chosen, vega.value(1), vega.value(0.12)),
            color=vega.Color(
                "label:N",
                title=None,
                sort=list(dict.fromkeys(row["label"] for row in values)),
                legend=vega.Legend(labelLimit=2 * LABEL_LIMIT, orient="bottom", columns=2, symbolLimit=most),
            ),
        )
        .properties(width=420)
        .add_params(chosen)
    )
    return chart


def _called(reports: Iterable[Report]) -> str:
    """What an organ is called in its reports."""
    return shown(" / ".join(dict.fromkeys(report.organ or "?" for report in reports)))


def _line_name(by_year: Mapping[int, Report], name: str, organs: int, paths: int) -> str:
    """What a line is called: by its figure, and by its organ where there are several."""
    if organs == 1:
        return name
    return _called(by_year.values()) + (f" · {name}" if paths > 1 else "")


def _line(by_year: Mapping[int, Report], path: str, name: str) -> Iterator[dict[str, Any]]:
    """The points of one organ's line, one for each year from its first to its last."""
    for year in range(min(by_year), max(by_year) + 1):
        report = by_year.get(year)
        row = None if report is None else row_of(report, path, name)
        blank = {"path": shown(path), "value": None, "place": ""}
        organ = "" if report is None else shown(report.organ or "?")
        yield {**(row or blank), "label": name, "organ": organ, "year": year}


def organs_chart(
    reports: Given | Iterable[Given],
    path: str = "applications.received.total",
    *,
    top: int = 30,
    bottom: int = 10,
    language: Language | None = None,
) -> alt.LayerChart:
    """Organs beside each other by one figure, the largest first; a bar for each report, so several years stand side by side.

    Of more organs than `top` and `bottom` together only so many of the largest and the smallest are shown, and the subtitle counts those between.

    Reports that do not state it, and failures, are counted in the subtitle. Raises NothingToPlot where no report states the
    figure, UnknownIndicator for a path that the vocabulary does not have.
    """
    language = in_language(language)
    vega = altair_module()
    every, failed = sorted_out(reports)
    Report().get(path)
    name = name_of(path, language)
    values = []
    for report in every:
        row = row_of(report, path, name)
        if row is not None:
            values.append(
                {
                    **row,
                    "organ": shown(report.organ or "?"),
                    "year": str(report.year or "?"),
                    "who": who(report),
                }
            )
    values.sort(key=lambda row: (-row["value"], row["who"]))
    silent = len(every) - len(values)
    order = list(dict.fromkeys(row["who"] for row in values))
    between = set(order[max(0, top) : max(0, top, len(order) - max(0, bottom))])
    values = [row for row in values if row["who"] not in between]
    notes = [
        words(language, f"居中的 {len(between)} 个未画出", f"{len(between)} between are not drawn")
        if between
        else "",
        words(language, f"{silent} 份报告未列出", f"not stated in {silent} reports") if silent else "",
        not_read(failed, language),
    ]
    note = " · ".join(filter(None, notes))
    base = chart_of(values, name, note)
    encoded = base.encode(
        y=vega.Y(
            "who:N",
            sort=list(dict.fromkeys(row["who"] for row in values)),
            title=None,
            axis=vega.Axis(labelLimit=LABEL_LIMIT),
        ),
        x=vega.X("value:Q", title=unit_of(path, language), stack=None),
        tooltip=[vega.Tooltip(f"{name}:N") for name in ("organ", "year", "place")]
        + [vega.Tooltip("value:Q")],
    )
    bars = encoded.mark_bar().encode(color=vega.Color("year:N", title=words(language, "年度", "year")))
    chart: alt.LayerChart = layered(encoded, bars, "value:Q")
    return chart


def dark(chart: Any) -> Any:
    """A chart of this module for a dark page: light words and lines on the page's own ground.

    >>> from govinfo_reports import parse_text
    >>> report = parse_text("云河市2022年政府信息公开工作年度报告\\n一、总体情况\\n全市共收到政府信息公开申请12件。")
    >>> dark(organs_chart(report)).to_dict()["config"]["background"]
    'transparent'
    """
    shown = chart.copy()
    words_of = {"labelColor": _LIGHT, "titleColor": _LIGHT}
    own = {
        "background": "transparent",
        "title": {"color": _LIGHT, "subtitleColor": _LIGHT},
        "axis": {**words_of, "gridColor": _FAINT, "domainColor": _FAINT, "tickColor": _FAINT},
        "legend": words_of,
        "text": {"color": _LIGHT},
        "view": {"stroke": _FAINT},
    }
    return shown.configure(**{**shown.config.to_dict(), **own})


def broken_chart(
    reports: Given | Iterable[Given],
    *,
    most: int = 25,
    at: Severity | str = Severity.WARNING,
    language: Language | None = None,
) -> alt.LayerChart:
    """Broken relations over a batch: for each rule the number of reports that break it, the most often broken first.

    `most` rules are shown, of severity `at` or above. What is no report (a failure) is left out and counted in the subtitle.
    Raises NothingToPlot where nothing is broken.
    """
    language = in_language(language)
    vega = altair_module()
    least = Severity(at)
    counts: dict[tuple[str, str], int] = {}
    every, failed = sorted_out(reports)
    for report in every:
        broken = {(shown(one.rule), one.severity.value) for one in report.findings if one.severity >= least}
        for key in broken:
            counts[key] = counts.get(key, 0) + 1
    ordered = sorted(counts, key=lambda key: (-counts[key], key))
    values = [
        {
            "rule": rule,
            "severity": severity,
            "reports": counts[rule, severity],
            "meaning": _meaning(rule, language),
        }
        for rule, severity in ordered[:most]
    ]
    more = len(ordered) - most
    notes = [
        words(language, f"{len(every)} 份报告", f"{len(every)} reports"),
        not_read(failed, language),
        words(language, f"另有 {more} 条规则", f"{more} more rules") if more > 0 else "",
    ]
    title = words(language, "未通过的核对规则", "rules broken")
    base = chart_of(values, title, " · ".join(filter(None, notes)))
    encoded = base.encode(
        y=vega.Y(
            "rule:N",
            sort=list(dict.fromkeys(rule for rule, _ in ordered)),
            title=None,
            axis=vega.Axis(labelLimit=LABEL_LIMIT * 2),
        ),
        x=vega.X("reports:Q", title=words(language, "报告数", "reports"), axis=whole_axis(counts.values())),
        tooltip=[vega.Tooltip(f"{name}:N") for name in ("rule", "meaning", "severity")]
        + [vega.Tooltip("reports:Q")],
    )
    colours = vega.Scale(domain=list(_COLOURS), range=list(_COLOURS.values()))
    bars = encoded.mark_bar().encode(color=vega.Color("severity:N", title=None, scale=colours))
    chart: alt.LayerChart = layered(encoded, bars, "reports:Q")
    return chart


def _meaning(rule: str, language: Language) -> str:
    """What a rule says in words: its own, its family's, or nothing for a rule of the caller's."""
    for relation in RELATIONS:
        if relation.id == rule:
            return words(language, relation.wording_zh, relation.wording_en)
    kind = rule.partition(":")[0]
    for one in RULES:
        if one.id == rule or one.id.startswith(f"{kind}:<"):
            return words(language, one.wording_zh, one.wording_en)
    return ""
