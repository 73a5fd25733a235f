"""The tables of the 2019 and 2021 forms as the forms print them: their heads, their rows and the indicator
of each cell."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from attrs import frozen

from ..forms.printed import (
    APPLICANTS_HEAD,
    APPLICATIONS_NOTE,
    CONTENT,
    ORGANISATIONS,
    OUTCOMES,
    PLACES,
    RESULTS,
)
from ..forms.relations import label, rows
from ..indicators import APPLICANTS, Form, leaf_indicators

__all__ = ["FormHead", "FormRow", "FormTable", "form_tables"]

_MODERN = frozenset({Form.F2019, Form.F2021})
_ONE_ROW = "applications.outcomes.other_handling.all"
_OWN_ROWS = tuple(
    f"applications.outcomes.other_handling.{name}"
    for name in ("not_corrected_in_time", "fee_unpaid", "other")
)
_COLUMNS = (
    *("made", "newly_disclosed", "disclosed_total", "issued", "repealed", "in_force"),
    *("items_last_year", "items_change", "decisions", "projects", "amount"),
)
"""The columns of section two by the last part of their paths, in the order of both forms."""


@frozen(kw_only=True)
class FormHead:
    """A head of columns: its official label and how many columns and lines of heads it stands over."""

    label: str
    columns: int = 1
    lines: int = 1


@frozen(kw_only=True)
class FormRow:
    """A row: its official labels, the outer ones first, and the path of each cell (None: the form has no
    cell there)."""

    labels: tuple[str, ...]
    paths: tuple[str | None, ...]


@frozen(kw_only=True)
class FormTable:
    """One table of a form. `key` names it (`two-1`, `three`, `four`), `group` its chapter (`GROUPS`),
    `title` is what stands over it. `heads` are its lines of heads, over the labels of rows too; `columns`
    the head of each column of figures with those over it."""

    key: str
    group: str
    title: str
    heads: tuple[tuple[FormHead, ...], ...]
    columns: tuple[str, ...]
    rows: tuple[FormRow, ...]

    @property
    def paths(self) -> Iterator[str]:
        """The indicators of its cells, row by row."""
        return (path for row in self.rows for path in row.paths if path is not None)


def form_tables(form: Form, stated: Collection[str]) -> tuple[FormTable, ...]:
    """The tables of a form (2019, 2021; none of another) that have a figure among the paths `stated`, with
    all their rows. Where 其他处理 is stated in one row, that row stands in the place of its three; where
    both are stated, beside them.

    >>> [table] = form_tables(Form.F2021, {"applications.received.total"})
    >>> len(table.rows), len(table.rows[0].paths), table.rows[2].labels
    (25, 7, ('三、本年度办理结果', '（一）予以公开'))
    >>> [table] = form_tables(Form.F2021, {"review.total"})
    >>> [len(row.paths) for row in table.rows]
    [15]
    """
    if form not in _MODERN:
        return ()
    every = (*_two(form), _three(stated), _four())
    return tuple(table for table in every if any(path in stated for path in table.paths))


def _two(form: Form) -> Iterator[FormTable]:
    """Section two: a table for each item of article twenty."""
    cells: dict[str, dict[str, dict[str, str]]] = {}
    clauses: dict[str, str] = {}
    found: list[tuple[str, list[str]]] = []
    for path, item in leaf_indicators().items():
        if path.startswith("proactive.") and form in item.forms:
            parts = item.label_in(form).split(" × ")
            found.append((path, parts))
            if len(parts) > 2:
                clauses[path.rpartition(".")[0]] = parts[0]
    for path, parts in found:
        clause = clauses.get(path.rpartition(".")[0])
        if clause is not None:
            cells.setdefault(clause, {}).setdefault(parts[-2], {})[path.rpartition(".")[2]] = path
    for number, clause in enumerate(sorted(cells, key=_clause), 1):
        names = [name for name in _COLUMNS if any(name in row for row in cells[clause].values())]
        titles = [
            next(label(row[name], form).rpartition(" × ")[2] for row in cells[clause].values() if name in row)
            for name in names
        ]
        yield FormTable(
            key=f"two-{number}",
            group="proactive",
            title=clause,
            heads=((FormHead(label=CONTENT), *(FormHead(label=title) for title in titles)),),
            columns=tuple(titles),
            rows=tuple(
                FormRow(labels=(content,), paths=tuple(row.get(name) for name in names))
                for content, row in cells[clause].items()
            ),
        )


def _clause(text: str) -> int:
    return "一二三四五六七八九".find(text.partition("（")[2][:1])


def _three(stated: Collection[str]) -> FormTable:
    def is_stated(row: str) -> bool:
        return any(f"{row}.{name}" in stated for name in APPLICANTS)

    one, several = is_stated(_ONE_ROW), any(map(is_stated, _OWN_ROWS))
    left_out = set() if one and several else set(_OWN_ROWS) if one else {_ONE_ROW}
    names = list(APPLICANTS.values())
    return FormTable(
        key="three",
        group="applications",
        title="收到和处理政府信息公开申请情况",
        heads=(
            (
                FormHead(
                    label=APPLICATIONS_NOTE,
                    columns=3,
                    lines=3,
                ),
                FormHead(label=APPLICANTS_HEAD, columns=7),
            ),
            (
                FormHead(label=names[0], lines=2),
                FormHead(label=ORGANISATIONS, columns=5),
                FormHead(label=names[6], lines=2),
            ),
            tuple(FormHead(label=name) for name in names[1:6]),
        ),
        columns=tuple(names),
        rows=tuple(
            FormRow(labels=_levels(row, title), paths=tuple(f"{row}.{name}" for name in APPLICANTS))
            for row, title in rows().items()
            if row not in left_out
        ),
    )


def _levels(row: str, title: str) -> tuple[str, ...]:
    head, space, rest = title.partition(" ")
    own = (head, rest) if space else (head,)
    return (RESULTS, *own) if row.startswith("applications.outcomes.") else own


def _four() -> FormTable:
    return FormTable(
        key="four",
        group="review",
        title="政府信息公开行政复议、行政诉讼情况",
        heads=(
            (FormHead(label="行政复议", columns=5, lines=2), FormHead(label="行政诉讼", columns=10)),
            (
                FormHead(label=PLACES["litigation.direct"], columns=5),
                FormHead(label=PLACES["litigation.after_review"], columns=5),
            ),
            tuple(FormHead(label=title) for _ in PLACES for title in OUTCOMES.values()),
        ),
        columns=tuple(f"{name} × {title}" for name in PLACES.values() for title in OUTCOMES.values()),
        rows=(FormRow(labels=(), paths=tuple(f"{start}.{name}" for start in PLACES for name in OUTCOMES)),),
    )
