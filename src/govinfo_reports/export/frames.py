"""Reports as pandas data frames, long and tidy, and the table of section three as one looks at it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any, Literal, cast

from ..errors import MissingExtra
from ..forms.relations import rows
from ..indicators import APPLICANTS, Form, leaf_indicators
from ..language import phrase
from ..model.applications import ApplicationStats
from .arrow import array_of, columns_of, encodable, schema_of
from .columns import Columns, Given
from .labels import applicants_in_english, english_labels, row_in_english

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd
    import pyarrow as pa

__all__ = ["applications_frame", "frame_of", "pandas_of", "to_frame"]

_ONE_ROW = "applications.outcomes.other_handling.all"
_THREE_ROWS = tuple(
    f"applications.outcomes.other_handling.{name}"
    for name in ("not_corrected_in_time", "fee_unpaid", "other")
)


def to_frame(reports: Given | Iterable[Given], of: str = "facts") -> pd.DataFrame:
    """The reports as one long data frame; tables and columns are those of `to_arrow`.

    Every column can tell missing from 0: whole numbers are Int64 or Int32, texts `string`, yes and no
    `boolean`, shares `Float64`; decimals and dates keep their exact Arrow types. Lists are tuples in columns
    of objects.

    Args:
        reports: A report, several, or what `parse_many` gives.
        of: Which table: `facts`, `reports`, `findings`, `unread` or `failures`.

    Returns:
        The data frame.

    Raises:
        MissingExtra: pandas is needed (extra `frame`).
        TypeError: Something given has not been parsed.
        ValueError: There is no table `of` that name.

    >>> from govinfo_reports.api import parse_text
    >>> frame = to_frame(parse_text("云河市2022年政府信息公开年度报告\\n全市共收到政府信息公开申请12件。"))
    >>> frame.loc[frame["held"], "count"].tolist()
    [12]
    """
    pandas_of()
    schema = schema_of(of)
    made = [_column_of(kind) for kind in schema.types]

    def take(columns: Columns) -> None:
        for column, values in zip(made, columns, strict=True):
            column.add(values)

    columns_of(reports, of, take)
    return _frame(schema.names, made)


def frame_of(table: pa.Table) -> pd.DataFrame:
    """An Arrow table, such as one of a batch's, as a data frame whose columns have the types that `to_frame`
    gives them.

    Args:
        table: The table.

    Returns:
        The data frame.

    Raises:
        MissingExtra: pandas is needed (extra `frame`).
    """
    pandas_of()
    made = [_column_of(kind) for kind in table.schema.types]
    for column, chunked in zip(made, table.columns, strict=True):
        for chunk in chunked.chunks:
            column.add_array(chunk)
    return _frame(table.schema.names, made)


class _Seen(dict[Any, Any]):
    """The values of a column that occur again and again, each held once. What is seen first is made fit to
    be written."""

    def __missing__(self, value: Any) -> Any:
        fit = tuple(map(encodable, value)) if isinstance(value, tuple) else encodable(value)
        self[value] = fit
        return fit


class _Objects:
    """A column of texts, or of tuples of texts: one object for all that are equal, which takes a fraction of
    what as many texts of their own would."""

    def __init__(self, *, is_text: bool) -> None:
        self._is_text = is_text
        self._seen = _Seen({None: pandas_of().NA if is_text else None})
        self._parts: list[np.ndarray[Any, Any]] = []

    def add(self, values: Sequence[Any]) -> None:
        """Add the values of some rows."""
        import numpy

        if not self._is_text:
            values = [None if value is None else tuple(value) for value in values]
        seen = map(self._seen.__getitem__, values)
        self._parts.append(numpy.fromiter(seen, dtype=object, count=len(values)))

    def add_array(self, array: pa.Array[Any]) -> None:
        """Add those of an array."""
        if not self._is_text:
            self.add(array.to_pylist())
            return
        import numpy

        coded = array.dictionary_encode()
        texts = [*map(self._seen.__getitem__, [*coded.dictionary.to_pylist(), None])]
        each = numpy.fromiter(texts, dtype=object, count=len(texts))
        self._parts.append(each[coded.indices.fill_null(-1).to_numpy()])

    def series(self) -> Any:
        """The column; what it was made of is let go of."""
        import numpy
        import pandas

        whole = numpy.concatenate(self._parts) if self._parts else numpy.empty(0, dtype=object)
        self._parts.clear()
        if not self._is_text:
            return pandas.Series(whole, dtype=object, copy=False)
        return pandas.Series(pandas.array(whole, dtype=pandas.StringDtype("python"), copy=False), copy=False)


class _Values:
    """A column of numbers, dates, or yes and no, by way of Arrow."""

    def __init__(self, kind: pa.DataType) -> None:
        self._kind = kind
        self._parts: list[pa.Array[Any]] = []

    def add(self, values: Sequence[Any]) -> None:
        """Add the values of some rows."""
        self._parts.append(array_of(values, self._kind))

    def add_array(self, array: pa.Array[Any]) -> None:
        """Add those of an array."""
        self._parts.append(array)

    def series(self) -> Any:
        """The column; what it was made of is let go of."""
        import pandas
        import pyarrow

        whole = cast("Any", pyarrow).chunked_array(self._parts, self._kind)
        self._parts.clear()
        if pyarrow.types.is_list(self._kind):
            # Arrow's own lists would do, but that pandas cannot read again the Parquet that it writes of
            # them.
            tuples = [value if value is None else tuple(value) for value in whole.to_pylist()]
            return pandas.Series(tuples, dtype=object)
        known: dict[Any, Any] = {
            pyarrow.int64(): pandas.Int64Dtype(),
            pyarrow.int32(): pandas.Int32Dtype(),
            pyarrow.bool_(): pandas.BooleanDtype(),
            pyarrow.float64(): pandas.Float64Dtype(),
        }
        alone = pyarrow.Table.from_arrays([whole], names=[""])
        del whole
        return alone.to_pandas(types_mapper=lambda kind: known.get(kind) or pandas.ArrowDtype(kind))[""]


def _column_of(kind: pa.DataType) -> _Objects | _Values:
    """What gathers a column of that type."""
    from pyarrow import types

    is_text = types.is_string(kind) or types.is_large_string(kind)
    if is_text or (types.is_list(kind) and types.is_string(kind.value_type)):
        return _Objects(is_text=is_text)
    return _Values(kind)


def _frame(names: Sequence[str], columns: Sequence[_Objects | _Values]) -> pd.DataFrame:
    """The columns as a data frame; they are made one by one, so that little is held twice."""
    import pandas

    made = {name: column.series() for name, column in zip(names, columns, strict=True)}
    frame: pd.DataFrame = pandas.DataFrame(made, copy=False)
    return frame


def applications_frame(
    applications: ApplicationStats, labels: Literal["zh", "en", "path"] = "zh"
) -> pd.DataFrame:
    """The table of section three (2019 and 2021 forms) as it is printed: a row for each kind of outcome, a
    column for each kind of applicant, Int64 with missing where no figure is stated.

    25 rows as in the 2021 form. Of a report that has only the figures of 依申请公开情况 (2014) they are the
    rows of that table, in one column. Where 其他处理 is stated in one row (2019), that row stands in place
    of its three; where both are stated, beside them.

    Args:
        applications: `report.applications`.
        labels: What rows and columns are called by: `zh` (Chinese), `en` (English) or `path`.

    Returns:
        The data frame.

    Raises:
        MissingExtra: pandas is needed (extra `frame`).
        ValueError: `labels` is something else.
    """
    if labels not in {"zh", "en", "path"}:
        raise ValueError(f"labels={labels!r}: must be 'zh', 'en' or 'path'")
    pandas = pandas_of()
    if _is_old(applications):
        return _old_frame(applications, labels)
    names = [row for row in rows() if _is_shown(row, applications)]
    heads = {
        "zh": dict(APPLICANTS),
        "en": applicants_in_english(),
        "path": {name: name for name in APPLICANTS},
    }[labels]
    titles: dict[str, Callable[[str], str]] = {
        "zh": lambda row: rows()[row],
        "en": row_in_english,
        "path": str,
    }
    frame: pd.DataFrame = pandas.DataFrame(
        {
            heads[column]: pandas.array([_figure(applications, row, column) for row in names], dtype="Int64")
            for column in APPLICANTS
        },
        index=pandas.Index([titles[labels](row) for row in names], dtype=pandas.StringDtype("pyarrow")),
    )
    return frame


def _old_paths() -> list[str]:
    """The figures of 依申请公开情况 in the table of 2014, in its order."""
    return [
        path
        for path, item in leaf_indicators().items()
        if path.startswith("applications.") and Form.F2014 in item.forms
    ]


def _value(applications: ApplicationStats, path: str) -> int | None:
    row, _, column = path.rpartition(".")
    return _figure(applications, row, column)


def _is_old(applications: ApplicationStats) -> bool:
    """Whether the figures are those of the table of 2014 and none of section three's."""
    old = frozenset(_old_paths())
    modern = (f"{row}.{column}" for row in rows() for column in APPLICANTS)
    return any(_value(applications, path) is not None for path in old) and all(
        _value(applications, path) is None for path in modern if path not in old
    )


def _old_frame(applications: ApplicationStats, labels: Literal["zh", "en", "path"]) -> pd.DataFrame:
    pandas = pandas_of()
    known, english = leaf_indicators(), english_labels()
    titles: dict[str, Callable[[str], str]] = {
        "zh": lambda path: known[path].label,
        "en": lambda path: english[path].label,
        "path": str,
    }
    paths = _old_paths()
    head = {"zh": "统计数", "en": "Number", "path": "value"}[labels]
    frame: pd.DataFrame = pandas.DataFrame(
        {head: pandas.array([_value(applications, path) for path in paths], dtype="Int64")},
        index=pandas.Index(list(map(titles[labels], paths)), dtype=pandas.StringDtype("pyarrow")),
    )
    return frame


def pandas_of() -> Any:
    """pandas, with what it needs for exact types. Raises MissingExtra without (extra `frame`)."""
    try:
        import pandas
        import pyarrow  # noqa: F401 - pandas needs it for these types
    except ImportError as error:
        raise MissingExtra(
            phrase("pandas and pyarrow are needed: pip install 'govinfo-reports[frame]'"), extra="frame"
        ) from error
    return pandas


def _figure(applications: ApplicationStats, row: str, column: str) -> int | None:
    value: Any = applications
    for name in (*row.split(".")[1:], column):
        value = getattr(value, name)
    return value if isinstance(value, int) else None


def _is_stated(row: str, applications: ApplicationStats) -> bool:
    return any(_figure(applications, row, column) is not None for column in APPLICANTS)


def _is_shown(row: str, applications: ApplicationStats) -> bool:
    if row == _ONE_ROW:
        return _is_stated(row, applications)
    if row in _THREE_ROWS:
        return not _is_stated(_ONE_ROW, applications) or any(
            _is_stated(one, applications) for one in _THREE_ROWS
        )
    return True
