"""Reports as long and tidy Arrow tables: one row a report, a figure, a finding, a passage not understood, or a failure."""

from __future__ import annotations

import os
import warnings
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from ..checks.comparison import Comparison, places_of
from ..compact import resting
from ..errors import GovInfoError, MissingExtra
from ..facts import Fact
from ..findings import Finding, Severity
from ..indicators import Form, Kind, indicators
from ..language import phrase
from ..model.failure import Failure
from ..model.report import Report, held_facts
from .labels import english_labels

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = [
    "COLUMNS",
    "Outcome",
    "arrow_table",
    "columns_of",
    "not_parsed",
    "rows_of",
    "schema_of",
    "several",
    "table_of",
    "to_arrow",
]

Outcome = Report | Failure | Finding
Given = Outcome | GovInfoError
"""What the functions of this package take: outcomes, and errors that stand for failures."""
Row = tuple[Any, ...]

_WHOSE = {"report": "int64", "file": "string", "organ": "string", "year": "int32", "form": "string"}
_PLACE = {
    "page": "int32",
    "sheet": "string",
    "table": "int32",
    "row": "int32",
    "column": "int32",
    "line": "int32",
}

COLUMNS: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "reports": {
            **_WHOSE,
            "container": "string", "title": "string", "issuer": "string", "published": "date", "period_start": "date",
            "period_end": "date", "phone": "string", "fax": "string", "email": "string", "postcode": "string",
            "address": "string", "website": "string", "facts": "int32", "errors": "int32", "warnings": "int32",
            "infos": "int32", "unread": "int32", "groups_found": "strings", "notices": "strings",
            "vocabulary": "string",
        },
        "facts": {
            **_WHOSE,
            "indicator": "string", "code": "int32", "label_zh": "string", "label_en": "string", "value": "decimal",
            "count": "int64", "value_text": "string", "unit": "string", "raw": "string", "held": "bool", "scope": "string",
            "source": "string", "approximate": "bool", "candidates": "strings", "location": "string", **_PLACE,
            "printed_label": "string", "how": "string", "confidence": "float64", "evidence": "strings",
            "decoded_by": "strings", "recognised": "float64",
        },
        "findings": {
            **_WHOSE,
            "finding": "int32", "rule": "string", "kind": "string", "severity": "string", "message": "string",
            "message_zh": "string", "expected": "decimal", "printed": "decimal", "indicators": "strings",
            "locations": "strings", "suspects": "suspects",
        },
        "unread": {**_WHOSE, "raw": "string", "reason": "string", "location": "string", **_PLACE},
        "failures": {
            "report": "int64", "file": "string", "error": "string", "reason": "string", "reason_zh": "string",
        },
    }
)  # fmt: skip
"""The columns of each table with their types (`decimal` is decimal128(38, 12); amounts are in 万元)."""

_AT_ONCE = 64
_PLACES = 12
_TOO_LARGE = Decimal(10) ** (38 - _PLACES)
_INT64 = 2**63


def to_arrow(reports: Given | Iterable[Given], of: str = "facts") -> pa.Table:
    """The reports as one Arrow table.

    A figure that is not printed is null, a printed zero 0. The column `report` counts the reports given, from 0, in every table alike. `value` is
    every figure as an exact decimal, `count` the numbers of things once more as integers; `value_text` has the few values too large or too fine for
    both. `held` marks for each indicator the one figure that the report's attributes hold: of it, no indicator occurs twice in a report.

    Args:
        reports: A report, several, or what `parse_many` gives: failures among them are rows of `of="failures"`, and for other tables a warning
            counts them. Findings about several reports, as `check_series` gives them, may be given alone, for `of="findings"`.
        of: Which table: `facts`, `reports`, `findings`, `unread` or `failures` (see `COLUMNS`).

    Returns:
        The table.

    Raises:
        MissingExtra: pyarrow is needed (extra `frame`).
        TypeError: Something given has not been parsed.
        ValueError: There is no table `of` that name.

    >>> from govinfo_reports.api import parse_text
    >>> report = parse_text("云河市2022年政府信息公开工作年度报告\\n全市共收到政府信息公开申请12件。")
    >>> to_arrow(report).select(["indicator", "count"]).to_pylist()
    [{'indicator': 'applications.received.total', 'count': 12}]
    """
    return table_of(reports, of)


def table_of(reports: Given | Iterable[Given], of: str) -> pa.Table:
    """`to_arrow`, called by a function that people call: a warning names the line that called that."""
    table: pa.Table = _pyarrow().table(columns_of(reports, of, depth=4), schema=schema_of(of))
    return table


def columns_of(
    reports: Given | Iterable[Given], of: str, *, depth: int = 3
) -> dict[str, pa.ChunkedArray[Any]]:
    """The columns of `to_arrow`'s table, each by itself: who needs one no longer can let go of it. A warning names the line so many calls up."""
    pyarrow = _pyarrow()
    schema = schema_of(of)
    parts: list[list[pa.Array[Any]]] = [[] for _ in schema]
    # Columns, not rows: of the collector's business are few lists then, not every row.
    columns: list[list[Any]] = [[] for _ in schema]
    failed = 0

    def keep() -> None:
        for part, column, kind in zip(parts, columns, schema.types, strict=True):
            part.append(_array(column, kind))
            column.clear()

    for number, outcome in enumerate(several(reports)):
        failed += isinstance(outcome, Failure)
        with resting():
            rows = [*rows_of(of, number, outcome)]
            for column, values in zip(columns, zip(*rows, strict=True) if rows else (), strict=bool(rows)):
                column.extend(values)
            del rows
        if number % _AT_ONCE == _AT_ONCE - 1:
            keep()
    keep()
    if failed and of != "failures":
        warnings.warn(f"{failed} source(s) gave no report; of='failures' lists them", stacklevel=depth)
    return {
        name: pyarrow.chunked_array(part, kind)
        for name, kind, part in zip(schema.names, schema.types, parts, strict=True)
    }


def several(reports: Given | Iterable[Given]) -> Iterator[Outcome]:
    """The reports, of which there may be one alone; an error of ours, as `parse` raises it, is a failure. TypeError for
    anything else, such as a path that nobody has parsed."""
    if isinstance(reports, Report | Failure | Finding | GovInfoError):
        reports = (reports,)
    if isinstance(reports, str | bytes | os.PathLike) or not isinstance(reports, Iterable):
        raise not_parsed(reports)
    for one in reports:
        if isinstance(one, GovInfoError):
            yield Failure.of(one, getattr(one, "source", None))
        elif isinstance(one, Report | Failure | Finding):
            yield one
        else:
            raise not_parsed(one)


def not_parsed(thing: object) -> TypeError:
    """The error for something that is given in place of reports."""
    return TypeError(
        f"reports are needed, and {type(thing).__name__} is none: parse(source) or parse_many(sources) gives them"
    )


def schema_of(of: str) -> pa.Schema:
    """The Arrow schema of a table; ValueError for an unknown one."""
    pyarrow = _pyarrow()
    if of not in COLUMNS:
        raise ValueError(f"of={of!r}: must be one of {', '.join(COLUMNS)}")
    decimal = pyarrow.decimal128(38, _PLACES)
    text = pyarrow.string()
    types = {
        "int32": pyarrow.int32(),
        "int64": pyarrow.int64(),
        "float64": pyarrow.float64(),
        "bool": pyarrow.bool_(),
        "date": pyarrow.date32(),
        "string": text,
        "strings": pyarrow.list_(text),
        "decimal": decimal,
        "suspects": pyarrow.list_(
            pyarrow.struct(
                {
                    "indicator": text,
                    "printed": decimal,
                    "would_fit": decimal,
                    "reason": text,
                    "reason_zh": text,
                }
            )
        ),
    }
    schema: pa.Schema = pyarrow.schema([(name, types[kind]) for name, kind in COLUMNS[of].items()])
    return schema


def arrow_table(of: str, rows: Sequence[Row]) -> pa.Table:
    """Rows made by `rows_of` as a table."""
    schema = schema_of(of)
    columns: Iterable[Sequence[Any]] = zip(*rows, strict=True) if rows else [()] * len(schema)
    arrays = [_array(column, kind) for column, kind in zip(columns, schema.types, strict=True)]
    table: pa.Table = _pyarrow().table(arrays, schema=schema)
    return table


def _array(column: Sequence[Any], kind: pa.DataType) -> pa.Array[Any]:
    pyarrow = _pyarrow()
    try:
        array: pa.Array[Any] = pyarrow.array(column, kind)
    except UnicodeEncodeError:
        array = pyarrow.array([_encodable(value) for value in column], kind)
    return array


def rows_of(of: str, number: int, outcome: Outcome) -> Iterator[Row]:
    """The rows that a report or failure has in a table, in the order of its columns; `number` goes to `report`.

    A finding by itself has no number, organ or year: it may be about several reports.
    """
    if isinstance(outcome, Failure):
        if of == "failures":
            yield (number, outcome.source, outcome.error, outcome.reason, outcome.reason_zh)
    elif isinstance(outcome, Report):
        whose: Row = (number, outcome.source, outcome.organ, outcome.year, outcome.form.value)
        for row in _ROWS[of](outcome) if of in _ROWS else ():
            yield whose + row
    elif isinstance(outcome, Finding) and of == "findings":
        file = outcome.source if isinstance(outcome, Comparison) else None
        yield (None, file, None, None, None, *_finding_row(number, outcome))
    else:
        raise not_parsed(outcome)


def _pyarrow() -> Any:
    try:
        import pyarrow
    except ImportError as error:
        raise MissingExtra(
            phrase("pyarrow is needed: pip install 'govinfo-reports[frame]'"), extra="frame"
        ) from error
    return pyarrow


def _encodable(value: Any) -> Any:
    """Text with what UTF-8 cannot hold (half characters of broken encodings) written as escapes."""
    if isinstance(value, str):
        return value.encode("utf-8", "backslashreplace").decode("utf-8")
    if isinstance(value, list | tuple):
        return [_encodable(item) for item in value]
    if isinstance(value, dict):
        return {name: _encodable(item) for name, item in value.items()}
    return value


def _decimal(value: int | Decimal | None) -> Decimal | None:
    """The value as the column can hold it; None where it cannot."""
    if value is None:
        return None
    exact = Decimal(value)
    exponent = exact.as_tuple().exponent
    if isinstance(exponent, str) or exponent < -_PLACES or abs(exact) >= _TOO_LARGE:
        return None
    return exact


def _text(value: int | Decimal) -> str:
    return f"{value:f}" if isinstance(value, Decimal) else str(value)


def _report_rows(report: Report) -> Iterator[Row]:
    period, contact = report.period, report.contact
    grave = [finding.severity for finding in report.findings]
    yield (
        report.container.value, report.title, report.issuer, report.published, period and period.start,
        period and period.end, contact.phone, contact.fax, contact.email, contact.postcode, contact.address,
        contact.website, len(report.facts) + len(report.extra), grave.count(Severity.ERROR),
        grave.count(Severity.WARNING), grave.count(Severity.INFO), len(report.unread), sorted(report.groups_found),
        list(report.notices), report.vocabulary,
    )  # fmt: skip


def _fact_rows(report: Report) -> Iterator[Row]:
    facts = report.facts + report.extra
    held = {id(fact) for fact in held_facts(facts).values()}
    return (_fact_row(fact, id(fact) in held, report.form) for fact in facts)


def _fact_row(fact: Fact, held: bool, form: Form) -> Row:
    item, english, place, match = (
        indicators().get(fact.path), english_labels().get(fact.path), fact.location, fact.match
    )  # fmt: skip
    value = _decimal(fact.value)
    is_count = isinstance(fact.value, int) and not (item and item.kind is Kind.AMOUNT)
    count = fact.value if is_count and -_INT64 <= int(fact.value or 0) < _INT64 else None
    spelled = None if fact.value is None or value is not None else _text(fact.value)
    return (
        fact.path, english and english.code, item.label_in(form) if item else match.label, english and english.label, value,
        count, spelled, fact.unit, fact.raw, held, fact.scope.value, fact.source.value, fact.approximate,
        tuple(map(_text, fact.candidates)), str(place), place.page, place.sheet, place.table, place.row,
        place.column, place.line, match.label, match.how.value, match.confidence, match.evidence,
        fact.decoded_by, fact.recognised,
    )  # fmt: skip


def _finding_rows(report: Report) -> Iterator[Row]:
    return (_finding_row(number, finding) for number, finding in enumerate(report.findings))


def _finding_row(number: int, finding: Finding) -> Row:
    suspects = [
        {
            "indicator": suspect.path,
            "printed": _decimal(suspect.printed),
            "would_fit": _decimal(suspect.would_fit),
            "reason": suspect.reason,
            "reason_zh": suspect.reason_zh,
        }
        for suspect in finding.suspects
    ]
    return (
        number, finding.rule, finding.rule.partition(":")[0], finding.severity.value, finding.message,
        finding.message_zh, _decimal(finding.expected), _decimal(finding.printed), list(finding.paths),
        list(places_of(finding)), suspects,
    )  # fmt: skip


def _unread_rows(report: Report) -> Iterator[Row]:
    for item in report.unread:
        place = item.location
        yield (
            item.raw, item.reason, str(place), place.page, place.sheet, place.table, place.row, place.column, place.line,
        )  # fmt: skip


_ROWS: Mapping[str, Callable[[Report], Iterable[Row]]] = MappingProxyType(
    {"reports": _report_rows, "facts": _fact_rows, "findings": _finding_rows, "unread": _unread_rows}
)
