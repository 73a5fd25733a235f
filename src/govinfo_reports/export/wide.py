"""Reports as data frames in shapes that people know: the tables of a form as printed, and a row for each
report."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from ..findings import Severity
from ..forms.printed import INDICATOR
from ..forms.relations import label
from ..indicators import Form, Kind, leaf_indicators
from ..model.report import Report
from .columns import Given
from .form_tables import FormTable, form_tables
from .frames import pandas_of
from .listings import outcomes_of

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["tables_of", "to_wide"]

_OLD = frozenset({Form.F2014, Form.PROVINCIAL, Form.NARRATIVE})


def tables_of(report: Report) -> dict[str, pd.DataFrame]:
    """The tables of a report's form as it prints them; see `Report.tables`."""
    pandas = pandas_of()
    stated = {
        path for path in leaf_indicators() if report.fact(path) is not None or report.get(path) is not None
    }
    if report.form in _OLD:
        frame = _lines(report, [path for path in leaf_indicators() if path in stated], pandas)
        return {"statistics": frame} if len(frame) else {}
    return {table.key: _frame(report, table, pandas) for table in form_tables(report.form, stated)}


def _column(pandas: Any, values: list[int | Decimal | None], *, amounts: bool) -> Any:
    """Whole numbers as Int64, amounts as exact decimals."""
    if not amounts:
        return pandas.array(values, dtype="Int64")
    import pyarrow

    exact = [None if value is None else Decimal(value) for value in values]
    return pandas.array(exact, dtype=pandas.ArrowDtype(pyarrow.decimal128(38, 12)))


def _is_amount(path: str) -> bool:
    return leaf_indicators()[path].kind is Kind.AMOUNT


def _frame(report: Report, table: FormTable, pandas: Any) -> pd.DataFrame:
    heads: Any = list(table.columns)
    if table.key == "four":
        heads = pandas.MultiIndex.from_tuples([tuple(head.split(" × ")) for head in heads])
    labels: Any = [" ".join(row.labels) or "件" for row in table.rows]
    if any(len(row.labels) > 1 for row in table.rows):
        labels = [" ".join(row.labels[-2:] if len(row.labels) > 2 else row.labels[-1:]) for row in table.rows]
    columns = [
        _column(
            pandas,
            [None if (path := row.paths[at]) is None else report.get(path) for row in table.rows],
            amounts=any(
                path is not None and _is_amount(path) for path in (row.paths[at] for row in table.rows)
            ),
        )
        for at in range(len(table.columns))
    ]
    frame: pd.DataFrame = pandas.DataFrame(dict(enumerate(columns)), index=labels)
    frame.columns = heads
    return frame


def _lines(report: Report, paths: list[str], pandas: Any) -> pd.DataFrame:
    """The table of 2014: a line for each indicator, with unit and number (exact decimals, as amounts stand
    among them)."""
    frame: pd.DataFrame = pandas.DataFrame(
        {
            "单位": pandas.array([leaf_indicators()[path].unit for path in paths], dtype="string"),
            "统计数": _column(pandas, [report.get(path) for path in paths], amounts=True),
        },
        index=pandas.Index([label(path, report.form) for path in paths], name=INDICATOR),
    )
    return frame


def to_wide(reports: Given | Iterable[Given], *, every: bool = False) -> pd.DataFrame:
    """A row for each report, a column for each indicator that any of them states, by path.

    First come `source`, `organ`, `year`, `form`, the number of findings of each severity (`errors`,
    `warnings`, `infos`) and `failure`, the reason why a source gave no report (missing where it did). Whole
    numbers are Int64, amounts exact decimals in 万元; a figure that is not stated, blank, rough or ambiguous
    is missing, never 0. Figures of rows outside the vocabulary have columns `extra.<label>`.

    Args:
        reports: A report, several, or what `parse_many` gives.
        every: Whether each indicator of the vocabulary has a column, stated or not, so that the columns of
            two frames agree.

    Returns:
        The data frame.

    Raises:
        MissingExtra: pandas is needed (extra `frame`).
        TypeError: Something given has not been parsed.

    >>> from govinfo_reports.api import parse_text
    >>> frame = to_wide(parse_text("云河市2022年政府信息公开工作年度报告\\n全市共收到政府信息公开申请12件。"))
    >>> frame[["organ", "year", "applications.received.total"]].values.tolist()
    [['云河市', 2022, 12]]
    """
    pandas = pandas_of()
    outcomes = outcomes_of(reports)
    made: list[Report | None] = [one if isinstance(one, Report) else None for one in outcomes]
    about: Mapping[str, tuple[str, list[Any]]] = {
        "source": ("string", [one.source for one in outcomes]),
        "organ": ("string", [one and one.organ for one in made]),
        "year": ("Int32", [one and one.year for one in made]),
        "form": ("string", [one and one.form.value for one in made]),
        **{
            f"{severity.value}s": (
                "Int64",
                [one and sum(finding.severity is severity for finding in one.findings) for one in made],
            )
            for severity in reversed(Severity)
        },
        "failure": (
            "string",
            [None if isinstance(one, Report) else f"{one.error}: {one.reason}" for one in outcomes],
        ),
    }
    columns = {name: pandas.array(values, dtype=kind) for name, (kind, values) in about.items()}
    for path in leaf_indicators():
        values = [None if one is None else one.get(path) for one in made]
        if every or any(value is not None for value in values):
            columns[path] = _column(pandas, values, amounts=_is_amount(path))
    extras = dict.fromkeys(fact.path for one in made if one is not None for fact in one.extra)
    for path in extras:
        extra = [None if one is None else one.get(path) for one in made]
        columns[path] = _column(pandas, extra, amounts=any(isinstance(value, Decimal) for value in extra))
    frame: pd.DataFrame = pandas.DataFrame(columns)
    return frame
