"""Section three of the 2019 and 2021 forms: 收到和处理政府信息公开申请情况, 25 (23) rows by seven kinds of
applicants."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from lark import Tree

from ...facts import Fact, How, Match, Source, Unread
from ...indicators import Form, leaf_indicators
from ..parse import Term, terms
from ..reading import TableReading
from .columns import are_of_a_table, columns_of, is_whole
from .passes import read_rows
from .rows import is_of_heads
from .table import ApplicationsTable

__all__ = ["read_section_three"]

_OTHER_HANDLING = "applications.outcomes.other_handling"
_ALL = f"{_OTHER_HANDLING}.all"
_SHARE = 4
"""One row in so many may be blank, that nobody takes labels whose figures stand elsewhere for blank rows."""
_NEXT = frozenset({"ROW", "GROUP"})


def read_section_three(tables: Sequence[Tree[Term]]) -> tuple[TableReading, list[list[Term]]] | None:
    """The facts of section three in the tables of a document, and the tokens they were read from; None where
    it is not there."""
    facts: list[Fact] = []
    unread: list[Unread] = []
    used: list[list[Term]] = []
    rows: set[str] = set()
    for table in _tables(tables):
        found = read_rows(table)
        if found is not None:
            facts += found if table.unread else [*found, *_blank_rows(table.printed, found)]
            unread += table.unread
            used += [
                [head for head in table.heads if not head.type.startswith(("WORDS", "HEADING"))],
                *table.used,
            ]
            rows |= set(table.rows)
    if not used:
        return None
    three = any(path.startswith(f"{_OTHER_HANDLING}.") and path != _ALL for path in rows)
    reading = TableReading(
        facts=tuple(facts),
        unread=tuple(unread),
        groups=frozenset({"applications"}),
        form=Form.F2021 if three and facts else None,
    )
    return reading, [run for run in used if run]


def _tables(trees: Sequence[Tree[Term]]) -> Iterator[ApplicationsTable]:
    """The tables of section three. One goes on behind what stands between its pages, and under the same
    heads printed again."""
    table: ApplicationsTable | None = None
    cut: ApplicationsTable | None = (
        None  # ended by another table, though its last rows may stand in cells below that
    )
    for tree in trees:
        children = [child for child in tree.children if isinstance(child, Tree)]
        if tree.data == "three":
            heads = [term for term in terms(tree) if term.type != "CLOSE"]
            while children and is_of_heads(children[0]):
                heads += terms(children.pop(0))
            columns = columns_of(heads)
            first = next((terms(child)[0].key for child in children if child.data == "three_row"), None)
            if table is not None and table.rows and is_whole(table.columns) and first not in table.rows:
                table.columns = columns if is_whole(columns) else table.columns
            else:
                yield from (one for one in (cut, table) if one is not None)
                cut, table = None, ApplicationsTable(columns, heads) if are_of_a_table(columns) else None
        elif tree.data in {"two", "four", "items"}:
            if table is not None:
                yield from (one for one in (cut,) if one is not None)
                cut, table = table, None
        elif cut is not None and table is None and cut.is_continued(children):
            cut, table = None, cut
        for child in children or ([] if tree.data in {"three", "beside"} else [tree]):
            if table is not None and (tree.data == "three" or terms(child)[0].lexeme.piece.cell is not None):
                table.take(child)
    yield from (one for one in (cut, table) if one is not None)


def _blank_rows(printed: Sequence[Term], facts: Sequence[Fact]) -> Iterator[Fact]:
    """The blank figures of the rows of a text whose label the next label follows at once. `printed` are the
    words and figures of a table of which all is read, `facts` what is read of it."""
    figures = [fact for fact in facts if fact.value is not None]
    read = {fact.path.rpartition(".")[0] for fact in facts}
    columns = dict.fromkeys(fact.path.rpartition(".")[2] for fact in facts)
    labels = dict(_bare_labels([term for term in printed if term.type != "CLOSE"]))
    parts = {path for path in (*read, *labels) if path.startswith(f"{_OTHER_HANDLING}.")}
    if len(parts) > 1:
        labels.pop(f"{_OTHER_HANDLING}.all", None)
    blank = {path: label for path, label in labels.items() if path not in read}
    if not figures or len(blank) * _SHARE > len(read):
        return
    for path, label in blank.items():
        for column in columns:
            indicator = leaf_indicators().get(f"{path}.{column}")
            if indicator is not None:
                yield Fact(
                    path=indicator.path,
                    value=None,
                    unit=indicator.unit,
                    raw="",
                    source=Source.TABLE,
                    location=label.lexeme.location,
                    match=Match(
                        label=indicator.label, how=How.ALIAS, evidence=(f"no figure behind {label.text}",)
                    ),
                )


def _bare_labels(printed: Sequence[Term]) -> Iterator[tuple[str, Term]]:
    """The labels of rows in lines of text that another label follows; a bare 其他 is a row only below those
    of its group."""
    above = ""
    for label, following in pairwise(printed):
        if label.type != "ROW":
            continue
        is_part = label.key.startswith(f"{_OTHER_HANDLING}.")
        is_told = not is_part or label.key.endswith(".all") or above.startswith(f"{_OTHER_HANDLING}.")
        above = label.key
        if (
            label.lexeme.piece.cell is None
            and following.type in _NEXT
            and (is_told or not label.key.endswith(".other"))
        ):
            yield label.key, label
