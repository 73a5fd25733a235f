"""The chart of what is broken in a batch."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from ...checks.rules import RULES
from ...findings import Severity
from ...forms.relations import RELATIONS
from ...language import Say
from ..columns import Given
from .parts import (
    LABEL_LIMIT,
    Language,
    altair_module,
    chart_of,
    in_language,
    layered,
    not_read,
    shown,
    sorted_out,
    whole_axis,
)

if TYPE_CHECKING:
    import altair as alt

__all__ = ["broken_chart"]

_COLOURS = {"error": "#c0392b", "warning": "#d98e04", "info": "#3c78b4"}


def broken_chart(
    reports: Given | Iterable[Given],
    *,
    most: int = 25,
    at: Severity | str = Severity.WARNING,
    language: Language | None = None,
) -> alt.LayerChart:
    """Broken relations over a batch: for each rule the number of reports that break it, the most often
    broken first.

    What is no report (a failure) is left out and counted in the subtitle.

    Args:
        reports: A report, several, or what `parse_many` gives.
        most: How many rules are shown; the others are counted in the subtitle.
        at: The least severity that counts: `info`, `warning` or `error`.
        language: The language of the chart, `zh` or `en`; None for that of the environment.

    Returns:
        The chart, with its data.

    Raises:
        NothingToPlot: Nothing is broken.
        TypeError: Something given has not been parsed.
        ValueError: `at` or `language` is something else.
        MissingExtra: Altair is needed (extra `plot`).

    >>> from govinfo_reports import Form, Report, Review, check
    >>> report = Report(form=Form.F2021, review=Review(total=3, upheld=2))
    >>> chart = broken_chart([report.with_findings(check(report))], at="error")
    >>> [(row["rule"], row["reports"]) for row in chart.to_dict()["layer"][0]["data"]["values"]]
    [('sum:review.total', 1)]
    """
    language = in_language(language)
    say = Say(language)
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
        say("{count} reports", count=len(every)),
        not_read(failed, language),
        say("{count} more rules", count=more) if more > 0 else "",
    ]
    base = chart_of(values, say("rules broken"), " · ".join(filter(None, notes)))
    encoded = base.encode(
        y=vega.Y(
            "rule:N",
            sort=list(dict.fromkeys(rule for rule, _ in ordered)),
            title=None,
            axis=vega.Axis(labelLimit=LABEL_LIMIT * 2),
        ),
        x=vega.X("reports:Q", title=say("reports"), axis=whole_axis(counts.values())),
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
            return Say(language).of(relation.wording_en, relation.wording_zh)
    kind = rule.partition(":")[0]
    for one in RULES:
        if one.id == rule or one.id.startswith(f"{kind}:<"):
            return Say(language).of(one.wording_en, one.wording_zh)
    return ""
