"""Charts of many reports: one organ over the years, organs beside each other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Literal

from ...checks.organs import normal_name
from ...language import Say
from ...model.report import Report
from ..columns import Given
from .parts import (
    LABEL_LIMIT,
    Language,
    altair_module,
    chart_of,
    in_language,
    layered,
    name_of,
    names_of,
    not_read,
    panels,
    row_of,
    shown,
    sorted_out,
    unit_of,
    who,
)

if TYPE_CHECKING:
    import altair as alt

__all__ = ["organs_chart", "years_chart"]

_BY_RANK = {
    "field": "rank",
    "op": "min",
    "order": "ascending",
}  # a list of thousands of names is more than Vega takes
_WINDOW = 40  # bars that a chart with a slider shows at a time
_IN_WINDOW = (
    "search ? indexof(lower(datum.who), lower(search)) >= 0 : (datum.rank >= from_rank && "
    f"datum.rank < from_rank + {_WINDOW})"
)


def years_chart(
    reports: Given | Iterable[Given],
    paths: str | Sequence[str] = ("applications.received.total",),
    *,
    most: int = 24,
    facet: Literal["organ", "figure"] | None = None,
    language: Language | None = None,
) -> alt.Chart | alt.FacetChart:
    """Organs over the years: a line for each organ and figure. A year without a report or a figure breaks
    the line.

    A click on a name of the legend leaves its line alone in colour (with shift, several). Of several reports
    of one year the last counts; reports without a year are left out, failures counted in the subtitle.

    Args:
        reports: A report, several, or what `parse_many` gives.
        paths: The figures, one or several.
        most: How many lines are drawn: of more those with the largest figures, the others counted in the
            subtitle.
        facet: A panel for each `organ`, with its figures as lines, or for each `figure`, with the organs as
            lines; None for one panel.
        language: The language of the chart, `zh` or `en`; None for that of the environment.

    Returns:
        The chart, with its data.

    Raises:
        NothingToPlot: None of the figures is stated.
        UnknownIndicator: The vocabulary does not have one of `paths`.
        ValueError: `language` or `facet` is something else.
        TypeError: Something given has not been parsed.
        MissingExtra: Altair is needed (extra `plot`).

    >>> from govinfo_reports import Review
    >>> reports = [Report(organ="青川县", year=year, review=Review(total=year - 2020))
    ...     for year in (2022, 2023)]
    >>> [row["value"] for row in years_chart(reports, "review.total").to_dict()["data"]["values"]]
    [2.0, 3.0]
    """
    language = in_language(language)
    vega = altair_module()
    if facet not in {None, "organ", "figure"}:
        raise ValueError(f"facet={facet!r}: must be 'organ', 'figure' or None")
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
    if len(organs) > 1 and (len(paths) == 1 or facet is not None):
        title = " / ".join(names.values())
    values = [
        row
        for by_year in organs.values()
        for path in paths
        for row in _line(
            by_year, path, names[path], _line_name(by_year, names[path], len(organs), len(paths))
        )
    ]
    if all(row["value"] is None for row in values):
        values = []
    largest: dict[str, float] = {}
    for row in values:
        largest[row["label"]] = max(largest.get(row["label"], 0), row["value"] or 0)
    kept = set(sorted(largest, key=lambda one: (-largest[one], one))[:most])
    values = [row for row in values if row["label"] in kept]
    over = len(largest) - len(kept)
    more = Say(language)("{count} more lines are not drawn", count=over) if over > 0 else ""
    coloured = {"organ": "figure", "figure": "whose", None: "label"}[facet]
    chosen = vega.selection_point(fields=[coloured], bind="legend")
    base = chart_of(values, title or "?", not_read(failed, language), more)
    x = vega.X("year:O", title=Say(language)("year"), axis=vega.Axis(labelAngle=0))
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
                f"{coloured}:N",
                title=None,
                sort=list(dict.fromkeys(row[coloured] for row in values)),
                legend=vega.Legend(labelLimit=2 * LABEL_LIMIT, orient="bottom", columns=2, symbolLimit=most),
            ),
        )
        .properties(width=420)
        .add_params(chosen)
    )
    if facet is None:
        return chart
    whole: alt.FacetChart = panels(chart.properties(height=150), "whose" if facet == "organ" else "figure")
    return whole


def _called(reports: Iterable[Report]) -> str:
    """What an organ is called in its reports."""
    return shown(" / ".join(dict.fromkeys(report.organ or "?" for report in reports)))


def _line_name(by_year: Mapping[int, Report], name: str, organs: int, paths: int) -> str:
    """What a line is called: by its figure, and by its organ where there are several."""
    if organs == 1:
        return name
    return _called(by_year.values()) + (f" · {name}" if paths > 1 else "")


def _line(by_year: Mapping[int, Report], path: str, figure: str, name: str) -> Iterator[dict[str, Any]]:
    """The points of one organ's line, one for each year from its first to its last."""
    whose = _called(by_year.values())
    for year in range(min(by_year), max(by_year) + 1):
        report = by_year.get(year)
        row = None if report is None else row_of(report, path, name)
        blank = {"path": shown(path), "value": None, "place": ""}
        organ = "" if report is None else shown(report.organ or "?")
        yield {
            **(row or blank),
            "label": name,
            "figure": figure,
            "whose": whose,
            "organ": organ,
            "year": year,
        }


def organs_chart(
    reports: Given | Iterable[Given],
    path: str = "applications.received.total",
    *,
    top: int = 30,
    bottom: int = 10,
    facet: Literal["year", "form"] | None = None,
    interactive: bool = False,
    language: Language | None = None,
) -> alt.LayerChart | alt.FacetChart:
    """Organs beside each other by one figure, the largest first; a bar for each report, so several years
    stand side by side.

    Reports that do not state the figure, and failures, are counted in the subtitle. A click on a year of the
    legend leaves its bars alone in colour.

    Args:
        reports: A report, several, or what `parse_many` gives.
        path: The figure.
        top: How many of the largest are shown, where there are more than `top` and `bottom` together; the
            subtitle counts those between.
        bottom: How many of the smallest are shown.
        facet: A panel for each `year`, an organ on one line through all of them, or for each `form`; None
            for one panel.
        interactive: Show all of them, forty at a time: a slider says from which rank, a box finds organs by
            a part of their names. For a page or a notebook that runs scripts; in a picture they are the
            first forty. Not together with `facet`.
        language: The language of the chart, `zh` or `en`; None for that of the environment.

    Returns:
        The chart, with its data.

    Raises:
        NothingToPlot: No report states the figure.
        UnknownIndicator: The vocabulary does not have `path`.
        ValueError: `language` or `facet` is something else, or `facet` is asked for with `interactive`.
        TypeError: Something given has not been parsed.
        MissingExtra: Altair is needed (extra `plot`).

    >>> from govinfo_reports import Review
    >>> reports = [Report(organ=organ, year=2023, review=Review(total=total))
    ...     for organ, total in (("青川县", 2), ("云河市", 9))]
    >>> [row["who"] for row in organs_chart(reports, "review.total").to_dict()["layer"][0]["data"]["values"]]
    ['云河市 2023', '青川县 2023']
    """
    language = in_language(language)
    vega = altair_module()
    if facet not in {None, "year", "form"}:
        raise ValueError(f"facet={facet!r}: must be 'year', 'form' or None")
    if interactive and facet is not None:
        raise ValueError("facet and interactive do not go together")
    every, failed = sorted_out(reports)
    Report().get(path)
    name = name_of(path, language)
    values = []
    for report in every:
        row = row_of(report, path, name)
        if row is not None:
            organ, year = shown(report.organ or "?"), str(report.year or "?")
            values.append(
                {**row, "organ": organ, "year": year, "form": report.form.value, "who": who(report)}
            )
    bar = "organ" if facet == "year" else "who"
    values.sort(key=lambda row: (-row["value"], row["who"]))
    silent = len(every) - len(values)
    order = list(dict.fromkeys(row[bar] for row in values))
    ranks = {one: rank for rank, one in enumerate(order, 1)}
    values = [{**row, "rank": ranks[row[bar]]} for row in values]
    between: set[str] = set()
    if not interactive:
        between = set(order[max(0, top) : max(0, top, len(order) - max(0, bottom))])
        values = [row for row in values if row[bar] not in between]
    if facet is not None:
        values.sort(key=lambda row: row[facet])
    say = Say(language)
    notes = [
        say("{count} between are not drawn", count=len(between)) if between else "",
        say("not stated in {count} reports", count=silent) if silent else "",
        not_read(failed, language),
    ]
    chosen = vega.selection_point(fields=["year"], bind="legend")
    base = chart_of(values, name, " · ".join(filter(None, notes)))
    if interactive:
        base = base.transform_filter(_IN_WINDOW)
    encoded = base.encode(
        y=vega.Y(f"{bar}:N", sort=_BY_RANK, title=None, axis=vega.Axis(labelLimit=LABEL_LIMIT)),
        x=vega.X("value:Q", title=unit_of(path, language), stack=None),
        tooltip=[vega.Tooltip(f"{name}:N") for name in ("organ", "year", "place")]
        + [vega.Tooltip("value:Q")],
    )
    bars = encoded.mark_bar().encode(
        color=vega.Color("year:N", title=Say(language)("year")),
        opacity=vega.condition(chosen, vega.value(1), vega.value(0.15)),
    )
    chart: alt.LayerChart = layered(encoded, bars.add_params(chosen), "value:Q")
    if interactive:
        chart = chart.add_params(*_handles(len(order), language))
    if facet is None:
        return chart
    whole: alt.FacetChart = panels(chart, facet, columns=6)
    return whole if facet == "year" else whole.resolve_scale(y="independent")


def _handles(bars: int, language: Language) -> tuple[Any, Any]:
    """A slider for the rank that the bars begin with, and a box to find organs by name."""
    vega, say = altair_module(), Say(language)
    last = max(1, bars - _WINDOW + 1)
    rank = vega.binding_range(min=1, max=last, step=1, name=say("from rank") + " ")
    box = vega.BindInput(
        input="search",
        name=say("find") + " ",
        placeholder=say("an organ's name"),
    )
    return vega.param(name="from_rank", value=1, bind=rank), vega.param(name="search", value="", bind=box)
