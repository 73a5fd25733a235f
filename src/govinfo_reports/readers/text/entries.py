"""Entries of lists: a name, a name and a figure, or a name and several names with figures; and what is
indented under them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from attrs import Factory, define

from ...numerals import stands_for_figure
from ...patterns import late

__all__ = [
    "KEYED",
    "STEPS",
    "UNITS",
    "Item",
    "OutlineNode",
    "all_of",
    "bullet_of",
    "entry_of",
    "last_keyed",
    "nodes_of",
]

_BULLETS = frozenset("-*+•●○▪‣")
_BULLET = late(r"([ \t]*)[-*+•●○▪‣]\s+(\S.*)")
KEYED = late(r"([^\n：:]{1,80}?(?:[（(][^（）()\n]{0,40}[）)][^\n：:]{0,40}?)?) ?[：:] ?(.*)")
"""A name and what stands behind its colon, with single blanks."""
STEPS = late(" [/>→] | ?＞ ?")
"""Between a row's labels from the outside in, where they are written in one line."""
UNITS = "件条个次宗起元人篇"
_PART = late(
    r"([^\d，,；;、：:\s][^，,；;：:\n]{0,60}?) ?[：:= ] ?"
    rf"(-?\d[\d,]*(?:\.\d+)?|[-—/]+|无|空)? ?([{UNITS}]|万元|人次)?"
)
"""A name and its figure."""
_CLOSE_PART = late(rf"([^\d，,；;、：:\s][^\d，,；;：:\n]{{0,60}}?)(\d[\d,]*(?:\.\d+)?)([{UNITS}])")
"""A name and its figure with its unit, with nothing between: several in a row are no sentence."""
_FEWEST_CLOSE = 4
_PARTS = late(" ?[，,；;、] ?")
_SENTENCE = late(r"[。；;！？]")
_LONGEST = 60
"""Characters of a name; what is longer is a sentence."""
_LONGEST_ENTRY = 2_000
_DEEPEST = 6


@define
class OutlineNode:
    """A name, the figure behind it (None where it has none), what stands under it, and its line."""

    name: str
    value: str | None
    line: int
    children: list[OutlineNode] = Factory(list)


Item = tuple[int, str, str | None, int]
"""How far it is indented, its name, the figure behind it, its line."""


def nodes_of(items: Iterable[Item] | None) -> list[OutlineNode]:
    """The items by what they are indented under."""
    top: list[OutlineNode] = []
    open_ones: list[tuple[int, OutlineNode]] = []
    for indent, name, value, line in items or ():
        while open_ones and open_ones[-1][0] >= indent:
            open_ones.pop()
        if len(open_ones) > _DEEPEST:
            return []
        node = OutlineNode(name, value, line)
        (open_ones[-1][1].children if open_ones else top).append(node)
        open_ones.append((indent, node))
    return top


def all_of(nodes: Iterable[OutlineNode]) -> Iterator[OutlineNode]:
    for node in nodes:
        yield node
        yield from all_of(node.children)


def bullet_of(line: str) -> re.Match[str] | None:
    """The blanks before a line's bullet and the words behind it; None where it has none."""
    return _BULLET.fullmatch(line) if line.lstrip(" \t")[:1] in _BULLETS else None


def entry_of(text: str) -> tuple[str, str | None, list[tuple[str, str]]] | None:
    """A list's entry: its name, its figure, and the names and figures behind its name; None for a
    sentence."""
    text = " ".join(text.replace("**", "").replace("__", "").split())
    if len(text) > _LONGEST_ENTRY:
        return None
    if (single := last_keyed(text)) is not None:
        return (*single, []) if _is_name(single[0]) else None
    keyed = KEYED.fullmatch(text)
    if keyed is None or not keyed[2]:
        name = text.rstrip("：: ")
        return (name, "" if name != text else None, []) if _is_name(name) else None
    printed = _PARTS.split(keyed[2].rstrip("。"))
    parts = [_PART.fullmatch(part) for part in printed]
    if len(printed) >= _FEWEST_CLOSE and None in parts:
        parts = [_CLOSE_PART.fullmatch(part) for part in printed]
    if not all(part is not None and _is_closed(part[1]) for part in parts) or not _is_name(keyed[1]):
        return None
    figures = [(part[1].strip(), (part[2] or "") + (part[3] or "")) for part in parts if part]
    return keyed[1].strip(), None, figures


def _is_closed(text: str) -> bool:
    """Whether each bracket that opens is closed."""
    return sum(map(text.count, "（(")) == sum(map(text.count, "）)"))


def _is_name(text: str) -> bool:
    return len(text) <= _LONGEST and not _SENTENCE.search(text) and not stands_for_figure(text)


def last_keyed(text: str) -> tuple[str, str] | None:
    """The name and the figure that stand before and behind the last colon of a text."""
    name, colon, value = text.replace("：", ":").rpartition(":")
    if not colon or not stands_for_figure(value.strip()):
        return None
    return text[: len(name)].strip(), value.strip()
