"""What the charts are made of: names, rows of data, bars with their numbers, all in plain text that cannot
leave the data."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from importlib import resources
from importlib.util import find_spec
from types import MappingProxyType
from typing import Any, Literal

from ...checks.render import clean
from ...errors import GovInfoError, MissingExtra
from ...findings import Finding
from ...forms.relations import rows
from ...indicators import indicators, leaf_indicators
from ...language import Language as Spoken
from ...language import Say, language_of, phrase
from ...model.report import Report
from ..arrow import several
from ..columns import Given, not_parsed
from ..labels import english_labels

__all__ = [
    "LABEL_LIMIT",
    "Language",
    "NothingToPlot",
    "altair_module",
    "bars_of",
    "chart_of",
    "dark",
    "in_language",
    "layered",
    "name_of",
    "names_of",
    "not_read",
    "one_report",
    "panels",
    "row_of",
    "shown",
    "sorted_out",
    "unit_of",
    "who",
    "whole_axis",
]

Language = Literal["zh", "en"]
LABEL_LIMIT = 260
_FONTS = (
    "Noto Sans CJK SC, Noto Sans SC, Source Han Sans SC, Microsoft YaHei, PingFang SC, Hiragino Sans GB, "
    "WenQuanYi Micro Hei, WenQuanYi Zen Hei, SimHei, sans-serif"
)
_FEW = 10
_LIGHT, _FAINT = "#e6e4df", "#3b4049"
_UNITS_IN_ENGLISH: Mapping[str, str] = MappingProxyType(
    {
        "件": "items", "条": "items", "项": "items", "个": "number", "次": "times", "篇": "articles",
        "人": "people",
        "人次": "attendances", "万元": "10,000 yuan",
    }
)  # fmt: skip
_OUTCOMES = "applications.outcomes"


class NothingToPlot(GovInfoError, ValueError):
    """None of the figures that the chart shows is stated in what it was given."""


def in_language(language: Language | None) -> Language:
    """The language of a chart: that asked for, else that of the environment; ValueError for any other."""
    if language not in {None, "zh", "en"}:
        raise ValueError(f"language={language!r}: must be 'zh' or 'en'")
    return language if language is not None else "zh" if language_of() is Spoken.CHINESE else "en"


def unit_of(path: str, language: Language) -> str | None:
    """What a figure counts, for an axis."""
    item = leaf_indicators().get(path)
    unit = None if item is None else item.unit
    return unit and Say(language).of(_UNITS_IN_ENGLISH.get(unit, unit), unit)


def sorted_out(reports: Given | Iterable[Given]) -> tuple[tuple[Report, ...], int]:
    """The reports, of which there may be one alone, and how many sources gave none. TypeError for anything
    else."""
    every = tuple(several(reports))
    found = tuple(one for one in every if isinstance(one, Report))
    for one in every:
        if isinstance(one, Finding):
            raise not_parsed(one)
    return found, len(every) - len(found)


def one_report(report: Report) -> Report:
    """The report; TypeError for anything else."""
    if not isinstance(report, Report):
        raise not_parsed(report)
    return report


def altair_module() -> Any:
    """Altair; raises MissingExtra where it is not installed."""
    try:
        import altair
    except ImportError as error:
        raise MissingExtra(
            phrase("charts need the extra `plot`: pip install 'govinfo-reports[plot]'"), extra="plot"
        ) from error
    _add_font()
    return altair


def _add_font() -> None:
    """Let what saves charts as PNG find a Chinese font, which a server often has not. To add it twice does
    no harm."""
    if find_spec("vl_convert") is not None:
        import vl_convert

        with resources.as_file(resources.files("govinfo_reports") / "data" / "fonts") as folder:
            vl_convert.register_font_directory(str(folder))


def chart_of(values: Sequence[dict[str, Any]], title: str, *notes: str) -> Any:
    """A chart of these values, not yet of any kind. Raises NothingToPlot where there are none."""
    vega = altair_module()
    if not values:
        raise NothingToPlot(phrase("nothing to plot: {title}", title=title))
    return (
        vega.Chart(vega.Data(values=list(values)))
        .properties(title=vega.TitleParams(title, subtitle=[note for note in notes if note], anchor="start"))
        .configure(font=_FONTS)
    )


def not_read(number: int, language: Language) -> str:
    """What a chart says of the sources that gave no report."""
    return Say(language)("{number} not read", number=number) if number else ""


def shown(text: str) -> str:
    """Text of a document for a chart: without characters nobody sees, and with ＜ for <, because the HTML
    that Altair writes holds the data inside a script element as they are."""
    return clean(text).replace("<", "＜")


def name_of(path: str, language: Language) -> str:
    """What a figure is called on an axis: the official label without its number, in English or Chinese."""
    if path.startswith("extra."):
        return shown(path.removeprefix("extra."))
    if language == "en":
        return english_labels()[path].label.removeprefix("of which: ").removesuffix(": Total")
    label = rows().get(path.removesuffix(".total"), "") if path.startswith(_OUTCOMES) else ""
    return _plain_label(label or indicators()[path].label)


def _plain_label(label: str) -> str:
    """A label without its number (（二）, 1.), what stands above it, 其中：, and what stands in brackets
    behind it."""
    text = label.removesuffix(" × 总计")
    if text.startswith("第二十条"):
        text = text.partition(" × ")[2]
    elif text.startswith("（") and " × " not in text:
        text = text.rpartition(" ")[2]
    for mark in ("）", "、", "."):
        head, found, rest = text.partition(mark)
        if found and len(head) <= 2 and rest:
            text = rest
            break
    text = text.removeprefix("其中：")
    return (text.rpartition("（")[0] or text) if text.endswith("）") else text


def names_of(paths: Sequence[str], language: Language) -> dict[str, str]:
    """What each figure is called, without the part that all share; those that would be called the same have
    their paths behind their names, or their bars would be one."""
    names = {path: name_of(path, language) for path in paths}
    for mark in (" × ", ": "):
        shared = {name.rpartition(mark)[0] for name in names.values()}
        if len(names) > 1 and len(shared) == 1 and shared != {""}:
            names = {path: name.rpartition(mark)[2] for path, name in names.items()}
    every = list(names.values())
    return {
        path: name if every.count(name) == 1 else f"{name} ({shown(path)})" for path, name in names.items()
    }


def row_of(report: Report, path: str, name: str) -> dict[str, Any] | None:
    """A figure as a row of data; None where the report does not state it."""
    value = report.get(path)
    if value is None:
        return None
    fact = report.fact(path)
    return {
        "path": shown(path),
        "label": name,
        "value": float(value),
        "place": "" if fact is None else shown(str(fact.location)),
    }


def who(report: Report) -> str:
    """Whose report it is, and of which year."""
    return shown(f"{report.organ or report.title or '?'} {report.year or '?'}")


def bars_of(report: Report, paths: Sequence[str], title: str, language: Language) -> Any:
    """Bars of one report's figures, those not stated counted in the subtitle."""
    vega = altair_module()
    names = names_of(paths, language)
    found = [row for path in paths if (row := row_of(report, path, names[path])) is not None]
    silent = len(paths) - len(found)
    note = Say(language)("{number} not stated", number=silent) if silent else ""
    unit = next(filter(None, (unit_of(path, language) for path in paths)), None)
    base = chart_of(found, f"{who(report)} · {title}", note)
    y = vega.Y(
        "label:N", sort=[row["label"] for row in found], title=None, axis=vega.Axis(labelLimit=LABEL_LIMIT)
    )
    x = vega.X("value:Q", title=unit, axis=whole_axis([row["value"] for row in found]))
    tips = [vega.Tooltip(f"{name}:N") for name in ("label", "path", "place")] + [vega.Tooltip("value:Q")]
    encoded = base.encode(y=y, x=x, tooltip=tips)
    return layered(encoded, encoded.mark_bar(color="#3c78b4"), "value:Q")


def whole_axis(values: Iterable[float]) -> Any:
    """An axis of numbers that has no ticks between 0 and 1 for counts."""
    vega = altair_module()
    largest = max(values, default=0)
    return vega.Axis(values=list(range(int(largest) + 1)), format="d") if largest <= _FEW else vega.Axis()


def layered(encoded: Any, bars: Any, text: str) -> Any:
    """Bars with their numbers behind them. What is configured for the whole belongs to the outermost
    chart."""
    vega = altair_module()
    config, title = bars.config, bars.title
    labels = encoded.mark_text(align="left", dx=3).encode(text=vega.Text(text))
    layers = []
    for one in (bars, labels):
        inner = one.copy()
        inner.config, inner.title = vega.Undefined, vega.Undefined
        layers.append(inner)
    return vega.layer(*layers).properties(title=title, width=420).configure(**config.to_dict())


def panels(chart: Any, by: str, columns: int = 3) -> Any:
    """The chart once for each value of a field, beside each other; title and configuration belong to the
    whole."""
    vega = altair_module()
    inner = chart.copy()
    config, title = inner.config, inner.title
    inner.config, inner.title = vega.Undefined, vega.Undefined
    facet = vega.Facet(
        f"{by}:N", title=None, sort=None, header=vega.Header(labelFontWeight="bold", labelLimit=LABEL_LIMIT)
    )
    data = inner.data
    if data is vega.Undefined:  # each layer has it
        data = inner.layer[0].data
        for layer in inner.layer:
            layer.data = vega.Undefined
    inner.data = vega.Undefined
    whole = inner.properties(width=210).facet(facet=facet, data=data, columns=columns)
    return whole.properties(title=title).configure(**config.to_dict())


def dark(chart: Any) -> Any:
    """A chart of this module for a dark page: light words and lines on the page's own ground. Raises nothing.

    Args:
        chart: The chart.

    Returns:
        A new chart; the given one stays as it is.

    >>> from govinfo_reports import parse_text
    >>> report = parse_text("云河市2022年政府信息公开年度报告\\n一、总体情况\\n共收到政府信息公开申请12件。")
    >>> from govinfo_reports.export.plots import organs_chart
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
