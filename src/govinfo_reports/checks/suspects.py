"""Where the fault is: the cells whose change would mend the broken relations, with the reasons. Nothing is
ever changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from attrs import frozen

from ..findings import Suspect
from ..forms.relations import Relation, form_of
from ..indicators import Form
from ..language import Said, phrase
from .evaluate import Cells, Evaluation, Number
from .hypotheses import Hypothesis, Shape, hypotheses
from .system import System, build_system
from .wording import named

__all__ = ["Doubt", "find_suspects"]

_AT_MOST = 3
_NEAR = 0.3
"""Hypotheses whose scores differ by less are rivals: cost decides between them."""
_TOTALS = ("applications.received.total", "applications.concluded.total", "applications.replies.total")

_SLIPS: Mapping[Shape, Said] = {
    Shape.STATED: phrase("another place of the report states this value"),
    Shape.DIGIT: phrase("one digit differs"),
    Shape.EXCHANGED_DIGITS: phrase("two neighbouring digits are exchanged"),
    Shape.LOST_DIGIT: phrase("a digit is dropped or added"),
    Shape.BLANK: phrase("the cell is blank"),
    Shape.ZERO_TOTAL: phrase("a total of 0 over parts that are not"),
    Shape.BY_ONE: phrase("it is off by one"),
    Shape.SWAPPED: phrase("two figures are exchanged"),
    Shape.MOVED: phrase("the same number of cases is booked in the wrong column or row"),
    Shape.SHIFTED_ROW: phrase("the figures of the row stand one column off"),
    Shape.SWAPPED_ROWS: phrase("two neighbouring rows are exchanged"),
    Shape.SWAPPED_COLUMNS: phrase("a column is exchanged with the column total (总计)"),
    Shape.OTHER: phrase("the difference fits"),
}


@frozen(kw_only=True)
class Doubt:
    """What is said with a broken relation: its suspects, and a clause naming the relations that share the
    cause."""

    suspects: tuple[Suspect, ...] = ()
    also: str = ""


def _adjusted(item: Hypothesis, system: System) -> float:
    """The cost, less where the three totals of the 2014 form would come to agree, more where they would
    cease to: a total that its siblings confirm is rarely the wrong one."""
    cost = item.cost
    if len(item.changes) == 1:
        ((path, new),) = item.changes.items()
        if path in _TOTALS:
            siblings = {system.values.get(other) for other in _TOTALS if other != path}
            cost += 1.0 * (system.values.get(path) in siblings) - 0.6 * (new in siblings)
    return cost


def _reason(item: Hypothesis, path: str, system: System) -> Said:
    form = _form_of(system)
    mended = [system.outcomes[index].relation for index in sorted(item.mended)]
    others = [other for other in item.changes if other != path]
    said = phrase("would make {relations} hold; {slip}", relations=_named(mended), slip=_SLIPS[item.shape])
    if len(mended) > 1 and not others:
        said += phrase("; the broken relations cross here")
    if others:
        changed = [
            phrase("{name} -> {value}", name=named(other, form), value=item.changes[other])
            for other in others[:_AT_MOST]
        ]
        said += phrase("; together with {changed}", changed=changed)
        said += phrase(" ...") if len(others) > _AT_MOST else ""
    return said


def _form_of(system: System) -> Form:
    """The form whose labels the figures bear."""
    return form_of(system.outcomes[0].relation)


def _named(relations: Sequence[Relation]) -> Said:
    """What relations are called: in English by their ids, in Chinese by what they say, of many the first."""
    chinese = "，".join(dict.fromkeys(one.wording_zh for one in relations[:_AT_MOST]))
    rest = phrase(", {count} relations in all", count=len(relations)).zh if len(relations) > _AT_MOST else ""
    return Said(", ".join(one.id for one in relations), chinese + rest)


def _suspects(items: Sequence[Hypothesis], outcome: Evaluation, system: System) -> tuple[Suspect, ...]:
    own = frozenset((*outcome.relation.left, *outcome.parts))
    found: dict[str, Suspect] = {}
    for item in items:
        for path, new in item.changes.items():
            if path in own and path not in found and len(found) < _AT_MOST:
                found[path] = Suspect(
                    path=path,
                    printed=system.values.get(path),
                    would_fit=new,
                    reason=_reason(item, path, system),
                )
    return tuple(found.values())


def _also(index: int, mended: frozenset[int], system: System) -> Said:
    others = [system.outcomes[other].relation for other in sorted(mended) if other != index]
    if not others:
        return Said("")
    return phrase(
        "; one change would mend this and {relations}",
        relations=Said(
            ", ".join(one.id for one in others),
            phrase("{count} others ({relations})", count=len(others), relations=_named(others)).zh,
        ),
    )


def find_suspects(
    outcomes: Sequence[Evaluation], cells: Cells, stated: Mapping[str, set[Number]]
) -> dict[int, Doubt]:
    """For each broken relation (by its index) the cells that may be wrong, the likeliest first, at most
    three.

    The hypothesis that mends most and breaks least is taken first, with its rivals that mend the same; what
    it leaves is explained by the next. `stated` holds the values that the report states for each path,
    wherever.
    """
    system = build_system(outcomes, cells)
    pool = hypotheses(system, stated)
    remaining = {*system.broken}
    doubts: dict[int, Doubt] = {}
    while remaining:
        open_items = [item for item in pool if not remaining.isdisjoint(item.mended)]
        if not open_items:
            break
        lost = {id(item): len(item.mended - remaining) for item in open_items}
        best = max(open_items, key=lambda item: (item.score - lost[id(item)], -_adjusted(item, system)))
        rivals = [
            item
            for item in open_items
            if item.mended & remaining == best.mended & remaining and item.score >= best.score - _NEAR
        ]
        rivals.sort(key=lambda item: _adjusted(item, system))
        for index in best.mended:
            if index not in doubts:
                doubts[index] = Doubt(
                    suspects=_suspects(rivals, outcomes[index], system),
                    also=_also(index, best.mended, system),
                )
        remaining -= best.mended
    return doubts
