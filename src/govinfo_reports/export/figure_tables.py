"""A report's figures arranged for reading: the official tables as rows, each figure with the fact behind
it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from attrs import frozen

from ..facts import Fact
from ..forms.relations import rows
from ..indicators import APPLICANTS, Form, Indicator, Kind, indicators, leaf_indicators
from ..language import Say, word
from ..model.report import Report, held_facts

__all__ = [
    "GROUPS",
    "ExportedFigure",
    "ListRow",
    "MatrixRow",
    "figures_of",
    "head_rows",
    "list_rows",
    "matrix_rows",
    "other_facts",
]

GROUPS: tuple[tuple[str, str], ...] = (
    ("proactive", word("Proactive disclosure")),
    ("responses", word("Responses to the public")),
    ("applications", word("Applications")),
    ("review", word("Administrative review")),
    ("litigation", word("Administrative litigation")),
    ("complaints", word("Complaints")),
    ("fees", word("Fees")),
    ("capacity", word("Offices, staff and budget")),
    ("training", word("Meetings and training")),
    ("extra", word("Rows outside the vocabulary")),
)
"""The first part of every path with its name as the catalogue has it, in the order of the forms."""

_MODERN = frozenset({Form.F2019, Form.F2021})


@frozen(kw_only=True)
class ExportedFigure:
    """One figure: the exact value that the model holds (None: rough, blank or not stated) and the fact
    behind it, if known."""

    path: str
    value: int | Decimal | None = None
    fact: Fact | None = None


@frozen(kw_only=True)
class ListRow:
    """A line of a list: a figure, or the head of those that follow (`figure` is None). `depth` counts the
    levels it is in."""

    label: str
    unit: str | None = None
    figure: ExportedFigure | None = None
    depth: int = 0


@frozen(kw_only=True)
class MatrixRow:
    """A row of section three's table: seven cells in printed order, None where the report says nothing.
    `heads` are the labels of the levels that it is in, its own last."""

    path: str
    heads: tuple[str, ...]
    cells: tuple[ExportedFigure | None, ...]


def head_rows(report: Report, say: Say) -> tuple[tuple[str, str | None], ...]:
    """What the head of a report says, each row under its name; None where nothing is said.

    >>> head_rows(Report(organ="青川县", year=2023), Say("en"))[:3]
    (('organ', '青川县'), ('issuer', None), ('year', '2023'))
    """
    period, contact = report.period, report.contact
    reached = (
        (say("phone"), contact.phone),
        (say("fax"), contact.fax),
        (say("email"), contact.email),
        (say("postcode"), contact.postcode),
        (say("address"), contact.address),
        (say("website"), contact.website),
    )
    return (
        (say("organ"), report.organ),
        (say("issuer"), report.issuer),
        (say("year"), None if report.year is None else str(report.year)),
        (say("form"), say(report.form.value)),
        (say("period"), f"{period.start or '?'} – {period.end or '?'}" if period else None),
        (say("published"), None if report.published is None else str(report.published)),
        (say("contact"), "  ".join(f"{name} {value}" for name, value in reached if value) or None),
        (say("source"), f"{report.source or '–'} ({say(report.container.value)})"),
    )


def figures_of(report: Report) -> dict[str, ExportedFigure]:
    """Every figure of the report year by path: first those of the vocabulary in its order, then those of
    `extra`.

    >>> from govinfo_reports.model.figures import Review
    >>> [(path, figure.value) for path, figure in figures_of(Report(review=Review(total=3))).items()]
    [('review.total', 3)]
    """
    held = held_facts(report.facts + report.extra)
    found: dict[str, ExportedFigure] = {}
    for path in leaf_indicators():
        value = report.get(path)
        if value is not None or path in held:
            found[path] = ExportedFigure(path=path, value=value, fact=held.get(path))
    for path, fact in held.items():
        if path not in found:
            found[path] = ExportedFigure(path=path, value=None if fact.approximate else fact.value, fact=fact)
    return found


def other_facts(report: Report) -> tuple[Fact, ...]:
    """The facts that are not behind a figure of the model: repeated, cumulative, last year's."""
    facts = report.facts + report.extra
    held = {id(fact) for fact in held_facts(facts).values()}
    return tuple(fact for fact in facts if id(fact) not in held)


def matrix_rows(figures: Mapping[str, ExportedFigure]) -> tuple[MatrixRow, ...]:
    """The rows of section three's table by applicant that have a figure; none where only totals are known (a
    2014 table)."""
    found = []
    for path, label in rows().items():
        cells = tuple(figures.get(f"{path}.{name}") for name in APPLICANTS)
        if any(cell is not None for cell in cells):
            found.append(MatrixRow(path=path, heads=_heads(label), cells=cells))
    if any(cell is not None for row in found for cell in row.cells[:-1]):
        return tuple(found)
    return ()


def _heads(label: str) -> tuple[str, ...]:
    """A row's label without what is above it: （三）不予公开 1.属于国家秘密 has two levels."""
    head, space, rest = label.partition(" ")
    return (head, rest) if space else (label,)


def list_rows(group: str, figures: Mapping[str, ExportedFigure], form: Form) -> tuple[ListRow, ...]:
    """The figures of one group as lines, with the heads of the subgroups that they stand in.

    Those of the later forms, whose labels are whole by themselves, come first, as they are printed, then
    those of the 2014 table in its order.
    """
    if group == "extra":
        return tuple(
            ListRow(
                label=figure.fact.match.label if figure.fact else path,
                unit=figure.fact.unit if figure.fact else None,
                figure=figure,
            )
            for path, figure in figures.items()
            if path.startswith("extra.")
        )
    known = indicators()
    chosen = [path for path in figures if path.partition(".")[0] == group and path in known]
    modern = [path for path in chosen if form in _MODERN and form in known[path].forms]
    modern.sort(key=lambda path: _printed_at(figures[path].fact))
    found = [
        ListRow(label=known[path].label_in(form), unit=known[path].unit, figure=figures[path])
        for path in modern
    ]
    return (*found, *_nested(group, set(chosen) - set(modern), figures))


def _printed_at(fact: Fact | None) -> tuple[bool, int, int, int]:
    """A key that sorts figures of tables as they are printed, and leaves the others behind them as they
    are."""
    if fact is None or fact.location.table is None:
        return True, 0, 0, 0
    return False, fact.location.table, fact.location.row or 0, fact.location.column or 0


def _nested(group: str, paths: set[str], figures: Mapping[str, ExportedFigure]) -> Iterator[ListRow]:
    known = indicators()
    heads = {parent for path in paths for parent in _ancestors(known[path], known)}
    for path, item in known.items():
        depth = max(0, sum(1 for _ in _ancestors(item, known)) - (group in known))
        if path in paths:
            yield ListRow(label=item.label, unit=item.unit, figure=figures[path], depth=depth)
        elif path in heads and item.kind is Kind.GROUP and "." in path:
            yield ListRow(label=item.label, depth=depth)


def _ancestors(item: Indicator, known: Mapping[str, Indicator]) -> Iterator[str]:
    while item.parent is not None and item.parent in known:
        yield item.parent
        item = known[item.parent]
