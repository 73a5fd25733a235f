"""Whether a relation holds between the figures of a report."""

from __future__ import annotations

import itertools
from collections.abc import Iterable
from decimal import Decimal
from enum import Enum

from attrs import frozen

from ..facts import Fact, Scope, Source
from ..forms.relations import Relation, RelationKind
from ..indicators import Form
from ..language import Said, phrase, word
from .checkable import Checkable

__all__ = ["Cells", "Evaluation", "NotCheckedReason", "Number", "RelationState", "evaluate", "read_cells"]

Number = int | Decimal

_WORDS_OF_GROUP = (
    ("applications.received", "申请"),
    ("applications.concluded", "办结"),
    ("applications.replies", "答复"),
    ("review", "复议"),
    ("litigation", "诉讼"),
    ("capacity.staff", "人员"),
    ("proactive", "公开"),
    ("responses", "回应"),
)


class RelationState(str, Enum):
    """What came of testing a relation."""

    HOLDS = "holds"
    BROKEN = "broken"
    SILENT = "silent"
    """It could not be tested; `Evaluation.why` says why."""


class NotCheckedReason(str, Enum):
    """Why a relation could not be tested."""

    NO_WHOLE = word("the total is blank or not printed")
    NO_PARTS = word("all parts are blank or not printed")
    NO_SIDE = word("both figures of one side are blank or not printed")
    NOT_ALL_PARTS = word("not every part is printed, and this form does not require them")
    ROW_NOT_PRINTED = word("a part is not in the table at all, and would explain the difference")
    AMBIGUOUS = word("a figure has several possible readings")
    DECIDED = word("it decided which of several readings of a figure is meant, and is no evidence for it")
    OTHER_ROWS = word("the table has rows of its own that may belong to the sum")

    @property
    def said(self) -> Said:
        """The reason in both languages."""
        return phrase(self.value)

    @property
    def zh(self) -> str:
        """The reason in Chinese."""
        return self.said.zh


@frozen(kw_only=True)
class Cells:
    """The figures of one report that relations look at: a snapshot, taken once for each check."""

    values: dict[str, Number]
    facts: dict[str, Fact]
    tabular: frozenset[str]
    """Paths whose figure a table prints (blank or not)."""
    prose: frozenset[str]
    ambiguous: frozenset[str]
    extras: tuple[str, ...]
    """Rows of the table's own with a figure (where every part has to be printed)."""
    every_part: bool = False
    """A sum is only tested when every part is printed (narrative and provincial forms require no rows)."""


@frozen(kw_only=True)
class Evaluation:
    """A relation with its outcome. `parts` are the parts that count; `expected` and `printed` the two
    numbers compared."""

    relation: Relation
    state: RelationState
    values: dict[str, Number]
    parts: tuple[str, ...] = ()
    expected: Number | None = None
    printed: Number | None = None
    culprits: tuple[str, ...] = ()
    """For inequalities: the two cells that contradict each other."""
    why: NotCheckedReason | None = None


def read_cells(report: Checkable, paths: Iterable[str]) -> Cells:
    """The figures of `report` at `paths` with what is known of their source."""
    values: dict[str, Number] = {}
    facts: dict[str, Fact] = {}
    prose, ambiguous = set(), set()
    for path in paths:
        fact = report.fact(path)
        value = report.get(path)
        if fact is not None:
            facts[path] = fact
            if fact.candidates and value is None:
                ambiguous.add(path)
            if fact.source is Source.PROSE:
                prose.add(path)
        if value is not None:
            values[path] = value
    table, year = Source.TABLE, Scope.YEAR
    tabular = {fact.path: fact.value for fact in report.facts if fact.source is table and fact.scope is year}
    every_part = report.form in (Form.NARRATIVE, Form.PROVINCIAL)
    return Cells(
        values=values,
        facts=facts,
        tabular=frozenset(tabular),
        prose=frozenset(prose),
        ambiguous=frozenset(ambiguous),
        extras=tuple(
            fact.path for fact in report.extra if every_part and fact.scope is year and fact.value is not None
        ),
        every_part=every_part,
    )


def evaluate(relation: Relation, cells: Cells) -> Evaluation:
    """Test one relation within a report. Blanks count as nothing where the rules of the forms say so, never
    as zero elsewhere. That it holds says nothing where it decided how one of its figures was read."""
    found = _tested(relation, cells)
    if found.state is not RelationState.HOLDS or not any(
        relation.id in cells.facts[path].decoded_by for path in relation.paths if path in cells.facts
    ):
        return found
    return Evaluation(
        relation=relation,
        state=RelationState.SILENT,
        values=found.values,
        parts=found.parts,
        why=NotCheckedReason.DECIDED,
    )


def _tested(relation: Relation, cells: Cells) -> Evaluation:
    paths = relation.paths
    values = {path: cells.values[path] for path in paths if path in cells.values}
    every_part = cells.every_part
    if cells.prose:
        from_table = [path for path in values if path in cells.tabular and path not in cells.prose]
        from_prose = [path for path in values if path in cells.prose]
        if from_table and from_prose:
            # A table and a sentence need not have the same scope: a sum is one table's affair.
            for path in from_prose:
                del values[path]
        elif from_prose:
            every_part = True
    if cells.ambiguous and not cells.ambiguous.isdisjoint(paths):
        return Evaluation(
            relation=relation, state=RelationState.SILENT, values=values, why=NotCheckedReason.AMBIGUOUS
        )
    if relation.kind is RelationKind.BALANCE:
        return _balance(relation, values, cells)
    if relation.kind is RelationKind.ORDER:
        return _order(relation, values)
    whole = relation.left[0]
    parts = _counted(relation, values)
    silent = _silent(relation, values, parts, every_part)
    if silent is not None:
        return silent
    printed = values[whole]
    numbers = [values[path] for path in parts if path in values]
    if relation.kind is RelationKind.SUBSET:
        return _verdict(relation, values, parts, printed, numbers[0], broken=numbers[0] > printed)
    total = sum(numbers)
    if relation.kind is RelationKind.BOUNDS:
        largest = max(numbers)
        if largest > printed:
            return _verdict(relation, values, parts, largest, printed, broken=True)
        if total >= printed:
            return _verdict(relation, values, parts, total, printed, broken=False)
    elif total == printed:
        return _verdict(relation, values, parts, total, printed, broken=False)
    why = _excuse(relation, cells, missing_explains=total < printed)
    if why is not None:
        return Evaluation(relation=relation, state=RelationState.SILENT, values=values, parts=parts, why=why)
    return _verdict(relation, values, parts, total, printed, broken=True)


def _verdict(
    relation: Relation,
    values: dict[str, Number],
    parts: tuple[str, ...],
    expected: Number,
    printed: Number,
    *,
    broken: bool,
    culprits: tuple[str, ...] = (),
) -> Evaluation:
    return Evaluation(
        relation=relation,
        state=RelationState.BROKEN if broken else RelationState.HOLDS,
        values=values,
        parts=parts,
        expected=expected,
        printed=printed,
        culprits=culprits,
    )


def _counted(relation: Relation, values: dict[str, Number]) -> tuple[str, ...]:
    """The parts that count: a row that stands for some others does not when those are printed too."""
    parts = relation.right
    for one, several in relation.instead:
        if one in values and any(path in values for path in several):
            parts = tuple(path for path in parts if path != one)
    return parts


def _silent(
    relation: Relation, values: dict[str, Number], parts: tuple[str, ...], every_part: bool
) -> Evaluation | None:
    printed = [path for path in parts if path in values]
    if relation.left[0] not in values:
        why = NotCheckedReason.NO_WHOLE
    elif not printed:
        why = NotCheckedReason.NO_PARTS
    elif every_part and relation.kind is not RelationKind.SUBSET and len(printed) < len(_needed(relation)):
        why = NotCheckedReason.NOT_ALL_PARTS
    else:
        return None
    return Evaluation(relation=relation, state=RelationState.SILENT, values=values, parts=parts, why=why)


def _needed(relation: Relation) -> tuple[str, ...]:
    ones = {one for one, _ in relation.instead}
    return tuple(path for path in relation.right if path not in ones)


def _excuse(relation: Relation, cells: Cells, *, missing_explains: bool) -> NotCheckedReason | None:
    """Why a difference proves nothing: a row that is not in the table at all, or rows of the table's own."""
    if missing_explains and any(path in cells.tabular for path in relation.left):
        missing = {path for path in relation.right if path not in cells.tabular}
        for one, several in relation.instead:
            if one in cells.tabular:
                missing.difference_update(several)
            if any(path in cells.tabular for path in several):
                missing.discard(one)
        if missing:
            return NotCheckedReason.ROW_NOT_PRINTED
    if cells.extras:
        word = next((word for prefix, word in _WORDS_OF_GROUP if relation.left[0].startswith(prefix)), None)
        if word is not None and any(word in path for path in cells.extras):
            return NotCheckedReason.OTHER_ROWS
    return None


def _balance(relation: Relation, values: dict[str, Number], cells: Cells) -> Evaluation:
    left = [values[path] for path in relation.left if path in values]
    right = [values[path] for path in relation.right if path in values]
    if not left or not right:
        return Evaluation(
            relation=relation, state=RelationState.SILENT, values=values, why=NotCheckedReason.NO_SIDE
        )
    before, after = sum(left), sum(right)
    if before != after:
        short = relation.left if before < after else relation.right
        # a row that is not in the table, or that no sentence tells of, would explain the difference
        if any(path not in cells.tabular and path not in values for path in short):
            printed = any(path in cells.tabular for path in relation.paths)
            why = NotCheckedReason.ROW_NOT_PRINTED if printed else NotCheckedReason.NOT_ALL_PARTS
            return Evaluation(relation=relation, state=RelationState.SILENT, values=values, why=why)
    return _verdict(relation, values, relation.right, before, after, broken=before != after)


def _order(relation: Relation, values: dict[str, Number]) -> Evaluation:
    present = [path for path in relation.paths if path in values]
    if len(present) < 2:
        why = NotCheckedReason.NO_WHOLE if relation.left[0] not in values else NotCheckedReason.NO_PARTS
        return Evaluation(relation=relation, state=RelationState.SILENT, values=values, why=why)
    for smaller, larger in itertools.pairwise(present):
        if values[smaller] > values[larger]:
            return _verdict(
                relation,
                values,
                relation.right,
                values[larger],
                values[smaller],
                broken=True,
                culprits=(smaller, larger),
            )
    return _verdict(relation, values, relation.right, values[present[-1]], values[present[0]], broken=False)
