"""Where the fault is: the cells whose change would mend the broken relations, with the reasons. Nothing is ever changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from attrs import frozen

from ..findings import Suspect
from ..forms.relations import Relation, form_of, label
from ..indicators import Form
from .evaluate import Cells, Evaluation, Number
from .hypotheses import Hypothesis, Shape, hypotheses
from .system import System, build_system

__all__ = ["Doubt", "find_suspects"]

_AT_MOST = 3
_NEAR = 0.3
"""Hypotheses whose scores differ by less are rivals: cost decides between them."""
_TOTALS = ("applications.received.total", "applications.concluded.total", "applications.replies.total")

_SLIPS: Mapping[Shape, tuple[str, str]] = {
    Shape.STATED: ("another place of the report states this value", "报告他处即为此数"),
    Shape.DIGIT: ("one digit differs", "仅一位数字不同"),
    Shape.EXCHANGED_DIGITS: ("two neighbouring digits are exchanged", "相邻两位数字颠倒"),
    Shape.LOST_DIGIT: ("a digit is dropped or added", "漏写或多写一位数字"),
    Shape.BLANK: ("the cell is blank", "该单元格空白"),
    Shape.ZERO_TOTAL: ("a total of 0 over parts that are not", "分项不为0而合计填报为0"),
    Shape.BY_ONE: ("it is off by one", "相差1"),
    Shape.SWAPPED: ("two figures are exchanged", "两个数字互换位置"),
    Shape.MOVED: ("the same number of cases is booked in the wrong column or row", "同一批件数记错了列或行"),
    Shape.SHIFTED_ROW: ("the figures of the row stand one column off", "整行数字错开一列"),
    Shape.SWAPPED_ROWS: ("two neighbouring rows are exchanged", "相邻两行互换"),
    Shape.SWAPPED_COLUMNS: ("a column is exchanged with the column total (总计)", "某列与总计列互换"),
    Shape.OTHER: ("the difference fits", "差额相符"),
}


@frozen(kw_only=True)
class Doubt:
    """What is said with a broken relation: its suspects, and a clause naming the relations that share the cause."""

    suspects: tuple[Suspect, ...] = ()
    also: tuple[str, str] = ("", "")


def _adjusted(item: Hypothesis, system: System) -> float:
    """The cost, less where the three totals of the 2014 form would come to agree, more where they would cease to: a
    total that its siblings confirm is rarely the wrong one."""
    cost = item.cost
    if len(item.changes) == 1:
        ((path, new),) = item.changes.items()
        if path in _TOTALS:
            siblings = {system.values.get(other) for other in _TOTALS if other != path}
            cost += 1.0 * (system.values.get(path) in siblings) - 0.6 * (new in siblings)
    return cost


def _reason(item: Hypothesis, path: str, system: System) -> tuple[str, str]:
    form = _form_of(system)
    mended = [system.outcomes[index].relation for index in sorted(item.mended)]
    slip, slip_zh = _SLIPS[item.shape]
    others = [other for other in item.changes if other != path]
    english = f"would make {', '.join(one.id for one in mended)} hold; {slip}"
    chinese = f"改为此数则{_said_of(mended)}；{slip_zh}"
    if len(mended) > 1 and not others:
        english += "; the broken relations cross here"
        chinese += "；不成立的各项关系在此交叉"
    if others:
        named = ", ".join(
            f"{other} [{label(other, form)}] -> {item.changes[other]}" for other in others[:_AT_MOST]
        )
        named_zh = "、".join(
            f"“{label(other, form)}”改为{item.changes[other]}" for other in others[:_AT_MOST]
        )
        english += f"; together with {named}" + (" ..." if len(others) > _AT_MOST else "")
        chinese += f"；同时{named_zh}" + ("等" if len(others) > _AT_MOST else "")
    return english, chinese


def _form_of(system: System) -> Form:
    """The form whose labels the figures bear."""
    return form_of(system.outcomes[0].relation)


def _said_of(relations: Sequence[Relation]) -> str:
    """What relations say, in Chinese; of many the first."""
    said = "，".join(dict.fromkeys(one.wording_zh for one in relations[:_AT_MOST]))
    return said + (f"等{len(relations)}项关系成立" if len(relations) > _AT_MOST else "")


def _suspects(items: Sequence[Hypothesis], outcome: Evaluation, system: System) -> tuple[Suspect, ...]:
    own = frozenset((*outcome.relation.left, *outcome.parts))
    found: dict[str, Suspect] = {}
    for item in items:
        for path, new in item.changes.items():
            if path in own and path not in found and len(found) < _AT_MOST:
                reason, reason_zh = _reason(item, path, system)
                found[path] = Suspect(
                    path=path,
                    printed=system.values.get(path),
                    would_fit=new,
                    reason=reason,
                    reason_zh=reason_zh,
                )
    return tuple(found.values())


def _also(index: int, mended: frozenset[int], system: System) -> tuple[str, str]:
    others = [system.outcomes[other].relation for other in sorted(mended) if other != index]
    if not others:
        return "", ""
    return (
        f"; one change would mend this and {', '.join(one.id for one in others)}",
        f"；改动一处即可使此处及另{len(others)}项关系成立（{_said_of(others)}）",
    )


def find_suspects(
    outcomes: Sequence[Evaluation], cells: Cells, stated: Mapping[str, set[Number]]
) -> dict[int, Doubt]:
    """For each broken relation (by its index) the cells that may be wrong, the likeliest first, at most three.

    The hypothesis that mends most and breaks least is taken first, with its rivals that mend the same; what it leaves is
    explained by the next. `stated` holds the values that the report states for each path, wherever.
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
