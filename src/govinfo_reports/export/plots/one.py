"""Charts of one report: what became of its applications, and its channels."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from ...forms.relations import rows
from ...indicators import indicators, leaf_indicators
from ...language import Say, word
from ...model.report import Report
from .parts import Language, bars_of, in_language, one_report

if TYPE_CHECKING:
    import altair as alt

__all__ = ["channels_chart", "outcomes_chart"]

_OUTCOMES = "applications.outcomes"
_REPLIES = "applications.replies"
_ALL_HANDLING = f"{_OUTCOMES}.other_handling.all.total"


def outcomes_chart(report: Report, *, language: Language | None = None) -> alt.LayerChart:
    """What became of the applications: the outcomes of section three (2019, 2021 forms), or the replies of
    the 2014 table.

    Args:
        report: The report.
        language: The language of the chart, `zh` or `en`; None for that of the environment.

    Returns:
        The chart, with its data.

    Raises:
        NothingToPlot: The report states none of them.
        TypeError: `report` has not been parsed.
        ValueError: `language` is something else.
        MissingExtra: Altair is needed (extra `plot`).

    >>> from govinfo_reports import ApplicationStats, ByApplicant, Form
    >>> from govinfo_reports.model.applications import Outcomes
    >>> told = ApplicationStats(outcomes=Outcomes(granted=ByApplicant(total=7)))
    >>> chart = outcomes_chart(Report(organ="青川县", year=2023, form=Form.F2021, applications=told),
    ...     language="zh")
    >>> [(row["label"], row["value"]) for row in chart.to_dict()["layer"][0]["data"]["values"]]
    [('予以公开', 7.0)]
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
    title = Say(language)("what became of the applications")
    chart: alt.LayerChart = bars_of(report, outcomes, title, language)
    return chart


def channels_chart(
    report: Report,
    *,
    of: Literal["proactive.channels", "responses.channels", "applications.received"] = "proactive.channels",
    language: Language | None = None,
) -> alt.LayerChart:
    """The channels of the 2014 form: those of disclosure, of responses to the public, or the ways
    applications came in.

    Applications of the 2019 and 2021 forms are told apart by applicant instead.

    Args:
        report: The report.
        of: Which of the three.
        language: The language of the chart, `zh` or `en`; None for that of the environment.

    Returns:
        The chart, with its data.

    Raises:
        NothingToPlot: The report states none of them.
        TypeError: `report` has not been parsed.
        ValueError: `of` or `language` is something else.
        MissingExtra: Altair is needed (extra `plot`).

    >>> from govinfo_reports import parse_text
    >>> report = parse_text("云河市2017年政府信息公开年度报告\\n通过政府网站公开政府信息80条。")
    >>> [row["value"] for row in channels_chart(report).to_dict()["layer"][0]["data"]["values"]]
    [80.0]
    """
    language = in_language(language)
    titles = {
        "proactive.channels": word("channels of disclosure"),
        "responses.channels": word("channels of response"),
        "applications.received": word("applications received"),
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
    chart: alt.LayerChart = bars_of(report, paths, Say(language)(titles[of]), language)
    return chart
