"""Pictures of reports, in the extra `plot`: Vega-Lite charts made with Altair.

Altair, because its text is drawn by whatever shows the chart: a browser takes Chinese glyphs from the fonts that the system has,
with nothing to configure, where matplotlib draws boxes until it is told of a font. Each chart carries its data, so what is shown
can be looked at (`chart.to_dict()`). `chart.save("a.png")`, `.svg` and `.html` need no browser; for PNG, which is drawn at once, the
package brings a Chinese font (GB 2312) for machines that have none.

A figure that is not stated is left out, never drawn as 0; a year without a figure breaks the line.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, Literal

from ..checks.relations import RELATIONS, rows
from ..checks.rules import RULES
from ..findings import Severity
from ..indicators import indicators, leaf_indicators
from ..model.report import Report
from .plot_parts import (
    LABEL_LIMIT,
    Language,
    NothingToPlot,
    altair_module,
    bars_of,
    chart_of,
    layered,
    name_of,
    names_of,
    row_of,
    shown,
    who,
    whole_axis,
)

if TYPE_CHECKING:
    import altair as alt

__all__ = [
    "NothingToPlot",
    "broken_chart",
    "channels_chart",
    "organs_chart",
    "outcomes_chart",
    "years_chart",
]

_COLOURS = {"error": "#c0392b", "warning": "#d98e04", "info": "#3c78b4"}
_OUTCOMES = "applications.outcomes"
_REPLIES = "applications.replies"
_ALL_HANDLING = f"{_OUTCOMES}.other_handling.all.total"


def outcomes_chart(report: Report, *, language: Language = "zh") -> alt.LayerChart:
    """What became of the applications: the outcomes of section three (2019, 2021 forms), or the replies of the 2014 table.

    Raises NothingToPlot where the report states none of them.
    """
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
    title = "申请办理结果" if language == "zh" else "what became of the applications"
    chart: alt.LayerChart = bars_of(report, outcomes, title, language)
    return chart


def channels_chart(
    report: Report,
    *,
    of: Literal["proactive.channels", "responses.channels", "applications.received"] = "proactive.channels",
    language: Language = "zh",
) -> alt.LayerChart:
    """The channels of the 2014 form: those of disclosure, of responses to the public, or the ways applications came in.

    Applications of the 2019 and 2021 forms are told apart by applicant instead. Raises NothingToPlot where none is stated.
    """
    paths = [
        path for path in leaf_indicators() if path.rpartition(".")[0] == of and not path.endswith(".total")
    ]
    stated = [path for path in paths if report.get(path) is not None]
    form = {leaf_indicators()[path].forms for path in stated[:1]}
    paths = [path for path in paths if leaf_indicators()[path].forms in form] or paths
    titles = {
        "proactive.channels": ("主动公开渠道", "channels of disclosure"),
        "responses.channels": ("回应解读渠道", "channels of response"),
        "applications.received": ("收到申请", "applications received"),
    }
    chart: alt.LayerChart = bars_of(report, paths, titles[of][language == "en"], language)
    return chart


def years_chart(
    reports: Iterable[Report],
    paths: Sequence[str] = ("applications.received.total",),
    *,
    language: Language = "zh",
) -> alt.Chart:
    """One organ over the years: a line for each path. A year without a report or a figure breaks the line.

    Of several reports of one year the last counts; reports without a year are left out. Raises NothingToPlot where none of the
    figures is stated, UnknownIndicator for a path that the vocabulary does not have.
    """
    vega = altair_module()
    by_year = {report.year: report for report in reports if report.year is not None}
    for path in paths:
        Report().get(path)
    names = names_of(paths, language)
    values: list[dict[str, Any]] = []
    for path in paths:
        for year in range(min(by_year, default=0), max(by_year, default=-1) + 1):
            row = row_of(by_year[year], path, names[path]) if year in by_year else None
            blank = {"path": shown(path), "value": None, "place": ""}
            values.append({**(row or blank), "label": names[path], "year": year})
    if all(row["value"] is None for row in values):
        values = []
    organs = " / ".join(dict.fromkeys(report.organ or "?" for report in by_year.values()))
    base = chart_of(values, shown(organs) or "?")
    x = vega.X("year:O", title="年度" if language == "zh" else "year", axis=vega.Axis(labelAngle=0))
    y = vega.Y("value:Q", title=None, scale=vega.Scale(zero=True))
    tips = [vega.Tooltip(f"{name}:N") for name in ("label", "year", "place")] + [vega.Tooltip("value:Q")]
    chart: alt.Chart = (
        base.mark_line(point=True, invalid="break-paths-show-path-domains")
        .encode(
            x=x,
            y=y,
            tooltip=tips,
            color=vega.Color(
                "label:N",
                title=None,
                sort=list(names.values()),
                legend=vega.Legend(labelLimit=LABEL_LIMIT, orient="bottom"),
            ),
        )
        .properties(width=420)
    )
    return chart


def organs_chart(
    reports: Iterable[Report], path: str = "applications.received.total", *, language: Language = "zh"
) -> alt.LayerChart:
    """Organs beside each other by one figure, the largest first; a bar for each report, so several years stand side by side.

    Raises NothingToPlot where no report states the figure, UnknownIndicator for a path that the vocabulary does not have.
    """
    vega = altair_module()
    every = tuple(reports)
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
    note = (
        ""
        if not silent
        else (f"{silent} 份报告未列出" if language == "zh" else f"not stated in {silent} reports")
    )
    base = chart_of(values, name, note)
    encoded = base.encode(
        y=vega.Y(
            "who:N",
            sort=list(dict.fromkeys(row["who"] for row in values)),
            title=None,
            axis=vega.Axis(labelLimit=LABEL_LIMIT),
        ),
        x=vega.X(
            "value:Q", title=leaf_indicators()[path].unit if path in leaf_indicators() else None, stack=None
        ),
        tooltip=[vega.Tooltip(f"{name}:N") for name in ("organ", "year", "place")]
        + [vega.Tooltip("value:Q")],
    )
    bars = encoded.mark_bar().encode(color=vega.Color("year:N", title="年度" if language == "zh" else "year"))
    chart: alt.LayerChart = layered(encoded, bars, "value:Q")
    return chart


def broken_chart(
    reports: Iterable[object],
    *,
    most: int = 25,
    at: Severity | str = Severity.WARNING,
    language: Language = "zh",
) -> alt.LayerChart:
    """Broken relations over a batch: for each rule the number of reports that break it, the most often broken first.

    `most` rules are shown, of severity `at` or above. What is no report (a failure) is left out and counted in the subtitle.
    Raises NothingToPlot where nothing is broken.
    """
    vega = altair_module()
    least = Severity(at)
    counts: dict[tuple[str, str], int] = {}
    read = failed = 0
    for report in reports:
        if not isinstance(report, Report):
            failed += 1
            continue
        read += 1
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
    notes = [f"{read} 份报告" if language == "zh" else f"{read} reports"]
    if failed:
        notes.append(f"{failed} 份未能读取" if language == "zh" else f"{failed} not read")
    if len(ordered) > most:
        notes.append(
            f"另有 {len(ordered) - most} 条规则" if language == "zh" else f"{len(ordered) - most} more rules"
        )
    base = chart_of(values, "未通过的核对规则" if language == "zh" else "rules broken", " · ".join(notes))
    encoded = base.encode(
        y=vega.Y(
            "rule:N",
            sort=list(dict.fromkeys(rule for rule, _ in ordered)),
            title=None,
            axis=vega.Axis(labelLimit=LABEL_LIMIT * 2),
        ),
        x=vega.X(
            "reports:Q", title="报告数" if language == "zh" else "reports", axis=whole_axis(counts.values())
        ),
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
            return relation.wording_zh if language == "zh" else relation.wording_en
    kind = rule.partition(":")[0]
    for one in RULES:
        if one.id == rule or one.id.startswith(f"{kind}:<"):
            return one.wording_zh if language == "zh" else one.wording_en
    return ""
