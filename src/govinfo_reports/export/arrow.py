"""Reports as long and tidy Arrow tables: one row a report, a figure, a finding, a passage not understood, or
a failure."""

from __future__ import annotations

import os
import warnings
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from importlib.util import find_spec
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from ..compact import resting
from ..errors import GovInfoError, MissingExtra
from ..findings import Finding
from ..language import phrase
from ..model.failure import Failure
from ..model.report import Report
from .columns import PLACES, Columns, Given, Outcome, columns_in, not_parsed

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = [
    "COLUMNS",
    "array_of",
    "arrow_table",
    "columns_of",
    "encodable",
    "need_pyarrow",
    "schema_of",
    "several",
    "table_of",
    "to_arrow",
]

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

_INT64 = 2**63
_AT_ONCE = 10_000
"""Rows that are kept as Python's own values before they become arrays."""


def to_arrow(reports: Given | Iterable[Given], of: str = "facts") -> pa.Table:
    """The reports as one Arrow table.

    A figure that is not printed is null, a printed zero 0. The column `report` counts the reports given,
    from 0, in every table alike. `value` is every figure as an exact decimal, `count` the numbers of things
    once more as integers; `value_text` has the few values too large or too fine for both. `held` marks for
    each indicator the one figure that the report's attributes hold: of it, no indicator occurs twice in a
    report.

    Args:
        reports: A report, several, or what `parse_many` gives: failures among them are rows of
            `of="failures"`, and for other tables a warning counts them. Findings about several reports, as
            `check_series` gives them, may be given alone, for `of="findings"`.
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
    pyarrow = _pyarrow()
    schema = schema_of(of)
    parts: list[list[pa.Array[Any]]] = [[] for _ in schema]

    def take(columns: Columns) -> None:
        for part, column, kind in zip(parts, columns, schema.types, strict=True):
            part.append(array_of(column, kind))

    columns_of(reports, of, take, depth=4)
    arrays = [pyarrow.chunked_array(part, kind) for part, kind in zip(parts, schema.types, strict=True)]
    table: pa.Table = pyarrow.table(arrays, schema=schema)
    return table


def columns_of(
    reports: Given | Iterable[Given], of: str, take: Callable[[Columns], None], *, depth: int = 3
) -> None:
    """Give the values of each column of `to_arrow`'s table to `take`, some thousands at a time; the lists
    are emptied afterwards. A warning names the line so many calls up."""
    # Columns, not rows: of the collector's business are few lists then, not every row.
    columns: list[list[Any]] = [[] for _ in COLUMNS[of]]
    failed = 0
    for number, outcome in enumerate(several(reports)):
        failed += isinstance(outcome, Failure)
        with resting():
            found = columns_in(of, number, outcome)
            for column, values in zip(columns, found, strict=bool(found)):
                column.extend(values)
            del found
        if len(columns[0]) >= _AT_ONCE:
            take(columns)
            for column in columns:
                column.clear()
    take(columns)
    if failed and of != "failures":
        warnings.warn(f"{failed} source(s) gave no report; of='failures' lists them", stacklevel=depth)


def several(reports: Given | Iterable[Given]) -> Iterator[Outcome]:
    """The reports, of which there may be one alone; an error of ours, as `parse` raises it, is a failure.
    TypeError for anything else, such as a path that nobody has parsed."""
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


def schema_of(of: str) -> pa.Schema:
    """The Arrow schema of a table; ValueError for an unknown one."""
    pyarrow = _pyarrow()
    if of not in COLUMNS:
        raise ValueError(f"of={of!r}: must be one of {', '.join(COLUMNS)}")
    decimal = pyarrow.decimal128(38, PLACES)
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


def arrow_table(of: str, several: Iterable[Columns]) -> pa.Table:
    """What `columns_in` gives of some reports, as one table."""
    schema = schema_of(of)
    columns: list[list[Any]] = [[] for _ in schema]
    for found in several:
        for column, values in zip(columns, found, strict=bool(found)):
            column.extend(values)
    arrays = [array_of(column, kind) for column, kind in zip(columns, schema.types, strict=True)]
    table: pa.Table = _pyarrow().table(arrays, schema=schema)
    return table


def array_of(column: Sequence[Any], kind: pa.DataType) -> pa.Array[Any]:
    """The values of a column as an array."""
    pyarrow = _pyarrow()
    if pyarrow.types.is_decimal(kind):
        return _decimals(column, kind)
    try:
        array: pa.Array[Any] = pyarrow.array(column, kind)
    except UnicodeEncodeError:
        array = pyarrow.array([encodable(value) for value in column], kind)
    return array


def _decimals(column: Sequence[Any], kind: pa.DataType) -> pa.Array[Any]:
    """Decimals, nearly all of which are whole numbers: those go by way of integers, which takes a third of
    the time."""
    import pyarrow
    from pyarrow import compute

    whole = [value if isinstance(value, int) and -_INT64 <= value < _INT64 else None for value in column]
    array: pa.Array[Any] = pyarrow.array(whole, pyarrow.int64()).cast(kind)
    if array.null_count == column.count(None):
        return array
    rest = [None if kept is not None else value for value, kept in zip(column, whole, strict=True)]
    both: pa.Array[Any] = compute.coalesce(array, pyarrow.array(rest, kind))
    return both


def need_pyarrow() -> None:
    """Raise MissingExtra where pyarrow is not installed; it is not loaded, which takes a third of a second,
    for those who have others work with it."""
    try:
        is_there = find_spec("pyarrow") is not None
    except ImportError:
        is_there = False
    if not is_there:
        raise _no_pyarrow()


def _no_pyarrow() -> MissingExtra:
    return MissingExtra(phrase("pyarrow is needed: pip install 'govinfo-reports[frame]'"), extra="frame")


def _pyarrow() -> Any:
    try:
        import pyarrow
    except ImportError as error:
        raise _no_pyarrow() from error
    return pyarrow


def encodable(value: Any) -> Any:
    """Text with what UTF-8 cannot hold (half characters of broken encodings) written as escapes."""
    if isinstance(value, str):
        return value.encode("utf-8", "backslashreplace").decode("utf-8")
    if isinstance(value, list | tuple):
        return [encodable(item) for item in value]
    if isinstance(value, dict):
        return {name: encodable(item) for name, item in value.items()}
    return value
