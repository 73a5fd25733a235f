"""Section two of the 2019 and 2021 forms: 主动公开政府信息情况 (条例第二十条), in one table or up to five."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

from attrs import evolve, frozen

from ..document import Cell, Table
from ..facts import Fact, How, Match, Unread
from ..forms.misprints import named
from ..indicators import Form, leaf_indicators
from .labels import canonical_text, core, remembered
from .reading import TableReading, read_figure
from .rows import is_figure, is_label, logical_rows, row_text
from .wrapped_labels import rejoin_labels

__all__ = ["CLAUSE", "METRICS", "SUBJECTS", "metric_of", "read_disclosure", "subject_of"]

CLAUSE = re.compile(r"^第二十条第?\(?[一二三四五六七八九十]{1,2}\)?项?")

SUBJECTS: Mapping[str, str] = MappingProxyType(
    {
        "规章": "regulations",
        "政府规章": "regulations",
        "行政规范性文件": "normative_documents",
        "规范性文件": "normative_documents",
        "行政许可": "licensing",
        "其他对外管理服务事项": "other_services",
        "其它对外管理服务事项": "other_services",
        "行政处罚": "penalties",
        "行政强制": "coercion",
        "行政事业性收费": "administrative_fees",
        "政府集中采购": "procurement",
    }
)
"""The rows of section two by their core, with the attribute of `ProactiveDisclosure`."""

METRICS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"^(?:本年)?(?:度)?新?制作(?:数量|数|件数)?$"), "made"),
    (re.compile(r"^(?:本年)?(?:度)?新公开(?:数量|数|件数)?$"), "newly_disclosed"),
    (re.compile(r"^对外公开总?(?:数量|数|件数)$"), "disclosed_total"),
    (re.compile(r"^(?:本年)?(?:度)?制发(?:件数?|数量|数)$"), "issued"),
    (re.compile(r"^(?:本年)?(?:度)?废止(?:件数?|数量|数)$"), "repealed"),
    (re.compile(r"^现行有效(?:件数?|数量|数)?$"), "in_force"),
    (re.compile(r"^上一?年(?:度)?项目(?:数量|数)$"), "items_last_year"),
    (re.compile(r"^(?:本年)?(?:度)?(?:增减|增减数量?|增减情况)$"), "items_change"),
    (re.compile(r"^(?:本年)?(?:度)?处理决定(?:数量|数|件数)$"), "decisions"),
    (re.compile(r"^(?:本年)?(?:度)?收费(?:总)?金额$"), "amount"),
    (re.compile(r"^(?:本年)?(?:度)?采购项目(?:数量|数)$"), "projects"),
    (re.compile(r"^(?:本年)?(?:度)?采购总?金额$"), "amount"),
)
"""The heads of section two's columns by their core, with the attribute of the row's class."""

_HEADS = MappingProxyType(
    {
        "本年新制作数量": "made",
        "本年新公开数量": "newly_disclosed",
        "对外公开总数量": "disclosed_total",
        "本年制发件数": "issued",
        "本年废止件数": "repealed",
        "现行有效件数": "in_force",
        "上一年项目数量": "items_last_year",
        "处理决定数量": "decisions",
        "本年处理决定数量": "decisions",
        "本年收费金额": "amount",
        "采购项目数量": "projects",
        "采购总金额": "amount",
    }
)
"""The heads as the forms print them, which a misprint is known by."""

_UNIT_IN_HEAD = re.compile(r"(亿元|万元|千元|元)")
_INFORMATION = "信息内容"


@frozen
class _Head:
    """A column of figures: the attribute it gives, its printed label and unit, and the grid columns it spans."""

    metric: str
    label: str
    unit: str | None
    first: int
    last: int
    by_place: bool = False


@remembered
def metric_of(text: str) -> str | None:
    """The attribute that a column head names, or None."""
    words = core(text)
    return next((name for pattern, name in METRICS if pattern.match(words)), None) or named(words, _HEADS)


@remembered
def subject_of(text: str) -> str | None:
    """The attribute of `ProactiveDisclosure` that a row's label names, or None."""
    return named(_subject_words(text), SUBJECTS)


def _subject_words(text: str) -> str:
    """The words of a row's label, without the clause that may stand before them."""
    return re.sub(r"^第二十条第?[一二三四五六七八九十]{1,2}项", "", core(text))


_OFFICIAL = (
    ("made", "newly_disclosed", "disclosed_total"),
    ("issued", "repealed", "in_force"),
    ("items_last_year", "items_change", "decisions"),
)
"""The columns of the form where a row has three."""


def _heads(row: Sequence[Cell]) -> tuple[_Head, ...]:
    """The columns that a head row names. A head printed twice by mistake is told by its place, where all others stand at theirs;
    elsewhere neither of the two is read."""
    heads = []
    for cell in row:
        metric = metric_of(cell.text)
        if metric is not None:
            unit = _UNIT_IN_HEAD.search(canonical_text(cell.text))
            last = cell.column + cell.colspan - 1
            heads.append(_Head(metric, cell.text, unit[1] if unit else None, cell.column, last))
    names = [head.metric for head in heads]
    if len(set(names)) == len(names):
        return tuple(heads)
    meant = next((form for form in _OFFICIAL if _differ_once(names, form)), None)
    if meant is None:
        return tuple(evolve(head, metric="") if names.count(head.metric) > 1 else head for head in heads)
    return tuple(
        head if head.metric == name else evolve(head, metric=name, by_place=True)
        for head, name in zip(heads, meant, strict=True)
    )


def _differ_once(names: Sequence[str], form: Sequence[str]) -> bool:
    return len(names) == len(form) and sum(one != other for one, other in zip(names, form, strict=True)) == 1


def _split_heads(rows: Sequence[Sequence[Cell]]) -> Iterator[list[Cell]]:
    """Rows with a head that stands in two cells (本年新 / 制作数量) joined, and a row of cells typed one a line cut where a
    subject follows its heads, or another subject whose cells are blank."""
    for row in rows:
        current: list[Cell] = []
        for cell in row:
            starts_subject = subject_of(cell.text) is not None
            if starts_subject and any(metric_of(other.text) or subject_of(other.text) for other in current):
                yield current
                current = []
            if current and _is_first_half(current[-1].text) and metric_of(current[-1].text + cell.text):
                current[-1] = evolve(current[-1], text=current[-1].text + cell.text)
            else:
                current.append(cell)
        if current:
            yield current


def _is_first_half(text: str) -> bool:
    return canonical_text(text) in {"本年新", "本年", "上一年", "对外", "现行"}


@remembered
def _is_clue(text: str) -> bool:
    """Whether a cell holds a head of section two, or the first half of one."""
    return metric_of(text) is not None or _is_first_half(text)


def read_disclosure(table: Table) -> TableReading | None:
    """The facts of section two in a table, or None where the table holds none of it."""
    if not any(map(_is_clue, {cell.text for cell in table.cells if not cell.text.isdecimal()})):
        return None
    printed = logical_rows(table)
    rows = list(_split_heads(printed if table.is_grid else rejoin_labels(printed, SUBJECTS.__contains__)))
    if not any(_heads(row) for row in rows):
        return None
    facts: list[Fact] = []
    unread: list[Unread] = []
    heads: tuple[_Head, ...] = ()
    last: tuple[Sequence[Cell], int] | None = None
    for row in rows:
        found = _heads(row)
        if found:
            heads = found
            last = None
            continue
        subject = next(((cell, name) for cell in row if (name := subject_of(cell.text)) is not None), None)
        if subject is None:
            if last is not None and _goes_on(row, heads):
                raw = f"{row_text(last[0])} / {row_text(row)}"
                reason = "the row is torn in two / 该行被拆成两行"
                unread.append(Unread(raw=raw, location=row[0].location, reason=reason))
                del facts[last[1] :]
            elif heads and _has_words_and_figures(row):
                unread.append(_unread(row, "no row of the form has its label / 表式中没有这一行"))
            last = None
            continue
        label, name = subject
        values = [cell for cell in row if cell.column > label.column]
        pairs = _by_column(values, heads) if table.is_grid else None
        if pairs is None and (not table.is_grid or _same_extent(values, heads)):
            pairs = _by_order(values, heads)
        last = row, len(facts)
        if pairs is None:
            if table.is_grid or any(is_figure(cell.text) for cell in values):
                unread.append(_unread(row, "its figures do not fit the columns / 数字与列对不上"))
            continue
        for head, cell in pairs:
            path = f"proactive.{name}.{head.metric}"
            if path not in leaf_indicators() or not _belongs(head, name):
                if is_figure(cell.text):
                    reason = f"the form has no figure {head.label} for {label.text} / 表式中没有这一项"
                    unread.append(Unread(raw=cell.text, location=cell.location, reason=reason))
                continue
            match = _match(label, head)
            read = read_figure(cell, path, match, unit=head.unit)
            (facts if isinstance(read, Fact) else unread).append(read)  # type: ignore[arg-type]
    if not facts and not unread:
        return None
    return TableReading(
        facts=tuple(facts), unread=tuple(unread), groups=frozenset({"proactive"}), form=_form_of(facts)
    )


def _unread(row: Sequence[Cell], reason: str) -> Unread:
    return Unread(raw=row_text(row), location=row[0].location, reason=reason)


def _goes_on(row: Sequence[Cell], heads: Sequence[_Head]) -> bool:
    """Whether a row without words has figures under the heads: the end of the row above, torn in two by a page."""
    return not any(is_label(cell.text) for cell in row) and any(
        is_figure(cell.text) and head.first <= cell.column <= head.last for cell in row for head in heads
    )


def _has_words_and_figures(row: Sequence[Cell]) -> bool:
    return any(is_label(cell.text) for cell in row) and any(is_figure(cell.text) for cell in row)


def _belongs(head: _Head, name: str) -> bool:
    """Whether a column of money is that of the row: 采购总金额 is told of purchases only, 收费金额 of fees."""
    return head.metric != "amount" or ("采购" in head.label) == (name == "procurement")


def _match(label: Cell, head: _Head) -> Match:
    words = f"{label.text} × {head.label}"
    if head.by_place:
        evidence = ("the head is printed twice; told by its place / 表头重复，按位置判定",)
        return Match(label=words, how=How.SIMILAR, confidence=0.85, evidence=evidence)
    is_known = _subject_words(label.text) in SUBJECTS
    if is_known and any(pattern.match(core(head.label)) for pattern, _ in METRICS):
        return Match(label=words, how=How.EXACT)
    evidence = ("a character is misprinted or misread / 有一字误印或误识",)
    return Match(label=words, how=How.SIMILAR, confidence=0.9, evidence=evidence)


def _by_column(values: Sequence[Cell], heads: Sequence[_Head]) -> list[tuple[_Head, Cell]] | None:
    """Heads and values of a grid by the printed columns they share; None where a value lies under several heads, or a head has
    no cell: one is lost, and those after it may have moved up."""
    pairs = []
    for cell in values:
        under = [
            head for head in heads if cell.column <= head.last and head.first < cell.column + cell.colspan
        ]
        if len(under) > 1 and is_figure(cell.text):
            return None
        if len(under) == 1:
            pairs.append((under[0], cell))
        elif is_figure(cell.text):
            return None
    for head in heads:
        cells = [cell for other, cell in pairs if other is head]
        if not cells:
            return None
        figures = [cell for cell in cells if cell.text.strip()]
        if len(figures) > 1:
            return None
        for cell in cells:
            if figures and cell is not figures[0]:
                pairs = [pair for pair in pairs if pair[1] is not cell]
    return pairs


def _same_extent(values: Sequence[Cell], heads: Sequence[_Head]) -> bool:
    """Whether the values fill just the width that the heads fill, cell for cell: then only the borders between are out of line."""
    return (
        len(values) == len(heads) > 0
        and values[0].column == heads[0].first
        and values[-1].column + values[-1].colspan - 1 == heads[-1].last
    )


def _by_order(values: Sequence[Cell], heads: Sequence[_Head]) -> list[tuple[_Head, Cell]] | None:
    """Heads and values of a row without a grid, in order; blanks at the end that no head has are left out."""
    cells = list(values)
    while len(cells) > len(heads) and not cells[-1].text.strip():
        cells.pop()
    if len(cells) == len(heads) + 1 and is_label(cells[-1].text) and not is_figure(cells[-1].text):
        cells.pop()
    return list(zip(heads, cells, strict=True)) if len(cells) == len(heads) else None


def _form_of(facts: Sequence[Fact]) -> Form:
    """2019 or 2021 by the columns that only one of the forms has."""
    old = sum(Form.F2021 not in leaf_indicators()[fact.path].forms for fact in facts)
    new = sum(Form.F2019 not in leaf_indicators()[fact.path].forms for fact in facts)
    return Form.F2019 if old > new else Form.F2021
