"""The table 统计指标 | 单位 | 统计数 of the 2014 form and its provincial kin 指标名称 | 计量单位 | 本年 |
历年累计."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from attrs import evolve

from ...document import Cell
from ...facts import Fact, How, Match, Unread
from ...forms import Vocabulary
from ...indicators import Form, Kind, leaf_indicators
from ...language import phrase
from ...numerals import UNITS, holds_figure, read_cell
from ...patterns import late
from ..glued.cells import Puzzle
from ..labels import canonical_text, core, item_groups, item_labels, similar
from ..reading import TableReading, read_figure
from ..units_above import TWO_UNITS, money_unit
from .glued import cut_row, fills_all, repeats_period
from .printed import StatisticsLine
from .rows import Lines

__all__ = ["read_statistics"]

_NOTED_UNIT = late(rf"\((?:(?:计量)?单位:?)?({UNITS})\)")
_LEVELS = (
    late(r"[一二三四五六七八九十]{1,3}[、.]"),
    late(r"\([一二三四五六七八九十]{1,3}\)"),
    late(r"[1-9]\d?[、.](?!\d)|\([1-9]\d?\)"),
)
_ROWS_OVER_ROWS = frozenset({"review.total", "litigation.total"})
"""Rows with a figure of their own that stand over the rows of their group, whatever their ordinal."""
_SIGNATURE = late(r"^(?:填报|单位负责人|审核|负责人|联系|统计负责|填表|报出|制表|注[:：1])")


class _Node(NamedTuple):
    """A row of the table with the path of the group it stands in."""

    line: StatisticsLine
    unit: str | None
    place: str | None
    is_unknown_group: bool = False


def _nodes(lines: Sequence[StatisticsLine], forms: Vocabulary | None) -> list[_Node]:
    """The rows in order, each with the indicator or group that the last row above it has opened whose
    ordinal stands higher: 一、 over （一） over 1. over rows without any."""
    nodes: list[_Node] = []
    opened: list[str | None] = []
    levels: list[int] = []
    for line in lines:
        label = canonical_text(line.label)
        level = next((at for at, ordinal in enumerate(_LEVELS) if ordinal.match(label)), len(_LEVELS))
        if _place(label, None, forms) in _ROWS_OVER_ROWS:
            level = 0  # 五，行政诉讼数量
        while levels and levels[-1] >= level:
            levels.pop()
            opened.pop()
        place = opened[-1] if opened else None
        named = _unit_in_label(label)
        if (
            named
            and line.unit
            and money_unit(line.unit)
            and money_unit(named) not in {None, money_unit(line.unit)}
        ):
            line = evolve(line, unfit=line.unfit or TWO_UNITS)
        own = _place(label, place, forms) if level < len(_LEVELS) else place
        is_unknown_group = level == 0 and own is None and core(label) not in item_labels(forms)
        nodes.append(_Node(line, line.unit or named, place, is_unknown_group))
        if level < len(_LEVELS):
            levels.append(level)
            opened.append(own)
    return nodes


def _unit_in_label(label: str) -> str | None:
    """The unit that a label names in brackets: 收费金额（单位：元）."""
    found = _NOTED_UNIT.search(canonical_text(label))
    return found[1] if found else None


def _place(label: str, place: str | None, forms: Vocabulary | None) -> str | None:
    """The top group (proactive, review, ...) that a row's own label opens."""
    words = core(label)
    if words in item_groups(forms):
        return item_groups(forms)[words]
    paths = item_labels(forms).get(words, ())
    return paths[0][0] if len(paths) == 1 else place


def _choose(node: _Node, last: str | None, forms: Vocabulary | None) -> tuple[str, Match] | None:
    """The indicator of a row by its label and, where that is not enough, by the group it stands in."""
    label = node.line.label
    paths = item_labels(forms).get(core(label), ())
    if len(paths) == 1:
        path, how = paths[0]
        return path, Match(label=label, how=how)
    if not paths:
        return None
    for place in (node.place, last):
        inside = [
            (path, how)
            for path, how in paths
            if place is not None and path.split(".")[0] == place.split(".")[0]
        ]
        if len(inside) == 1:
            path, how = inside[0]
            return path, Match(label=label, how=how, evidence=(f"stands under {place}",))
    exact = [path for path, how in paths if how is How.EXACT]
    return (exact[0], Match(label=label, confidence=0.8)) if len(exact) == 1 else None


def read_statistics(
    table: Lines, forms: Vocabulary | None = None, *, goes_on: bool = False, above: str | None = None
) -> TableReading | None:
    """The facts of a statistics table, or None where the rows are not one. `forms` is the vocabulary, where
    it is not the library's own. `goes_on` says that a piece of one stands before it: then a few rows are
    enough, if they are all the form's. `above` is the unit of money that a line over the table names, for
    amounts without one."""
    lines, headed, cumulative = table.rows, table.headed, table.cumulative
    known = sum(core(line.label) in item_labels(forms) for line in lines)
    if goes_on and not headed and 0 < known == sum(bool(line.values) for line in lines):
        pass
    elif known < (1 if headed else 3) or (headed and known * 4 < len(lines) and known < 4):
        return None
    facts: list[Fact] = []
    unread: list[Unread] = list(table.unread)
    groups: set[str] = set()
    nodes = _nodes(lines, forms)
    chosen = [_choose(node, None, forms) for node in nodes]
    taken = {found[0] for found in chosen if found is not None}
    provincial = _is_provincial(nodes, taken, forms, headed=headed, cumulative=cumulative)
    puzzles: list[Puzzle] = []
    filled, repeated = fills_all(lines), repeats_period(lines)
    last: str | None = None
    under: str | None = None  # as `last`; below a row that nobody could read not even that
    given: set[str] = set()
    for number, (node, found) in enumerate(zip(nodes, chosen, strict=True)):
        if node.is_unknown_group:
            last = None
        found = _choose(node, last, forms) if found is None or found[1].confidence < 1 else found
        if found is None and node.line.values and not _names_no_figure(node.line.label, forms):
            following = next(
                (item[0] for item in chosen[number + 1 :] if item and item[1].confidence == 1), None
            )
            found = _similar(node, last, following, taken, forms)
            taken |= {found[0]} if found is not None else set()
        is_within = _BRACKETED.match(canonical_text(node.line.label)) is not None
        if found is not None and provincial and is_within and _is_reason(found[0], under):
            found = None
        if found is None:
            under = under if is_within or not node.line.values else None
            found = _extra(node, forms) if provincial else None
        else:
            last = under = found[0]
            groups.add(last.split(".")[0])
        if found is None:
            unread += _lost(node, forms)
            continue
        path, match = found
        if path in given and len(item_labels(forms).get(core(node.line.label), ())) > 1:
            reason = phrase("a second row of its group has the label {label!r}", label=node.line.label).both
            unread.append(Unread(raw=node.line.printed, location=node.line.location, reason=reason))
            continue
        given |= {path} if node.line.values else set()
        official = leaf_indicators().get(path)
        if node.unit is None and official is not None and official.kind is Kind.AMOUNT:
            node = node._replace(unit=above)
        if node.line.unfit is not None or not _fits(node):
            reason = node.line.unfit or phrase("more figures than the table has columns").both
            unread.append(Unread(raw=node.line.printed, location=node.line.location, reason=reason))
            continue
        if node.line.glued:
            cut = cut_row(
                node.line,
                path,
                match,
                unit=node.unit,
                filled=filled and not node.line.bordered,
                repeated=repeated,
            )
            facts += cut.facts
            unread += cut.unread
            puzzles += [cut.puzzle] if cut.puzzle is not None else []
            continue
        read = [
            read_figure(
                cell.text,
                cell.location,
                path,
                match,
                unit=node.unit,
                scope=scope,
                recognised=cell.confidence,
            )
            for cell, scope in node.line.values
        ]
        facts += [item for item in read if isinstance(item, Fact)]
        unread += [item for item in read if isinstance(item, Unread)]
    return TableReading(
        facts=tuple(facts),
        unread=tuple(unread),
        groups=frozenset(groups),
        form=Form.PROVINCIAL if provincial else Form.F2014,
        puzzles=tuple(puzzles),
        year=table.year,
    )


def _fits(node: _Node) -> bool:
    """Whether a row has at most one figure for each column: of one with more it cannot be said which is
    whose."""
    scopes = [scope for _, scope in node.line.values]
    return len(set(scopes)) == len(scopes)


_ONLY_2014 = frozenset(
    path
    for path, item in leaf_indicators().items()
    if item.forms == {Form.F2014}
    and path.startswith(
        ("responses.", "applications.concluded.", "applications.replies.refused.", "capacity.", "training.")
    )
    and not path.endswith((".refused.total", ".not_government_information"))
)
"""Rows that the State Council's table has and the provincial systems before it had not."""


def _is_provincial(
    nodes: Sequence[_Node], taken: set[str], forms: Vocabulary | None, *, headed: bool, cumulative: bool
) -> bool:
    """Whether the rows are those of a provincial system rather than of the State Council's table."""
    if cumulative:
        return True
    unknown = sum(
        bool(node.line.values)
        and core(node.line.label) not in item_labels(forms)
        and core(node.line.label) not in item_groups(forms)
        for node in nodes
    )
    return headed and unknown > 0 and not taken & _ONLY_2014


@lru_cache(maxsize=256)
def _choices(place: str, unit: str | None, forms: Vocabulary | None) -> tuple[tuple[str, str], ...]:
    """The known wordings of a top group (of all, where it is empty) that the printed unit fits."""
    official = leaf_indicators()
    return tuple(
        (words, path)
        for words, paths in item_labels(forms).items()
        for path, _ in paths
        if (not place or path.split(".")[0] == place) and _unit_fits(unit, official[path].unit)
    )


def _similar(
    node: _Node, last: str | None, following: str | None, taken: set[str], forms: Vocabulary | None
) -> tuple[str, Match] | None:
    """The indicator of a row whose label is no known wording: by its words, its unit, the group it stands
    in, and the rows before and after it. Out of its place in the form a label is believed only where it is
    nearly the known one."""
    place = (node.place or "").split(".")[0]
    evidence = (f"unit {node.unit}", f"stands under {place or '?'}")
    order = _places_in_form()
    found = None
    for where, strictness in ((place, 1.0), ("", _OUT_OF_PLACE)):
        found = similar(node.line.label, _choices(where, node.unit, forms), evidence, strictness=strictness)
        if found is None:
            continue
        path, match = found
        if path in taken:
            return None
        if (last is None or order[last] < order[path]) and (
            following is None or order[path] < order[following]
        ):
            reason = f"stands between {last or 'the head'} and {following or 'the end'}"
            return path, evolve(match, evidence=(*match.evidence, reason))
    return found


_OUT_OF_PLACE = 1.8
"""So much stricter is a label judged that stands elsewhere than the form has it."""


@lru_cache(maxsize=1)
def _places_in_form() -> Mapping[str, int]:
    return {path: place for place, path in enumerate(leaf_indicators())}


_KINDS_OF_UNIT = (frozenset(("万元", "元", "千元", "亿元")), frozenset(("人", "人次", "名")))


def _unit_fits(printed: str | None, official: str | None) -> bool:
    """Whether both are units of money, both of people, or neither."""
    return printed is None or all((printed in kind) == (official in kind) for kind in _KINDS_OF_UNIT)


_NOT_REASONS = ("already_public", "not_this_organ", "nonexistent", "amendment_requested", "redirected")
_BRACKETED = late(r"^(?:其中:?)?\(\d{1,2}\)")


def _is_reason(path: str, under: str | None) -> bool:
    """Whether a row in brackets that the State Council's table has beside the refusals stands here below them
    as one of their reasons: （2）“信息不存在”数 under 3.否决公开答复总数 is a part of those, so its figure is
    another one than the indicator's; as it may be below a row that nobody could read (`under` is None)."""
    kind = path.removeprefix("applications.replies.")
    return kind in _NOT_REASONS and (under is None or under.startswith("applications.replies.refused."))


def _extra(node: _Node, forms: Vocabulary | None) -> tuple[str, Match] | None:
    """The path of a row that the vocabulary does not know; None for heads of groups, signatures, and rows
    without figures."""
    label = node.line.label
    words = core(label)
    if len(words) < 3 or not _has_figures(node) or _names_no_figure(label, forms):
        return None
    return f"extra.{words}", Match(label=label, evidence=("not in the vocabulary",))


def _names_no_figure(label: str, forms: Vocabulary | None) -> bool:
    """Whether a label is the head of a group, or of the line of signatures below the table."""
    return core(label) in item_groups(forms) or bool(_SIGNATURE.match(label))


def _has_figures(node: _Node) -> bool:
    """Whether figures stand in a row, be it several in a cell, as those of a label of several lines."""
    return any(
        holds_figure(cell.text)
        or ((node.line.glued or "\n" in node.line.label) and any(map(str.isdigit, cell.text)))
        for cell, _ in node.line.values
    )


def _is_counted(cell: Cell) -> bool:
    number = read_cell(cell.text, signed=True)
    return number is not None and bool(number.value)


def _lost(node: _Node, forms: Vocabulary | None) -> list[Unread]:
    """A row that the vocabulary does not know, where it has figures."""
    label, values = node.line.label, node.line.values
    is_group = core(label) in item_groups(forms)  # a figure beside its head may be that of a row below
    printed = node.line.values if not is_group else [one for one in node.line.values if _is_counted(one[0])]
    if not _has_figures(node) or not printed or _SIGNATURE.match(label):
        return []
    reason = phrase("no indicator has the label {label!r}", label=label).both
    return [Unread(raw=node.line.printed, location=values[0][0].location, reason=reason)]
