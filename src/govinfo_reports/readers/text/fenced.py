"""Blocks of JSON and YAML within Markdown: their names and figures."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

from ...patterns import late
from .entries import KEYED, Item, OutlineNode, bullet_of, last_keyed, nodes_of
from .own_figures import OutlineOwner

__all__ = ["fenced_nodes"]

_FENCE = late(r"[ \t]*(?:```|~~~)[ \t]*(\w*)[ \t]*$")
_DEEPEST = 6
_TELLS_OF_FIGURES = late(r"[\d元]")
"""A comment that may change a figure: another one, or its unit."""


def fenced_nodes(lines: Sequence[str], own: OutlineOwner) -> Iterator[tuple[int, int, list[OutlineNode]]]:
    """Blocks of JSON and YAML."""
    at = 0
    while at < len(lines):
        fence = _FENCE.match(lines[at]) if "```" in lines[at] or "~~~" in lines[at] else None
        end = (
            next((end for end in range(at + 1, len(lines)) if _FENCE.match(lines[end])), None)
            if fence
            else None
        )
        if fence is None or end is None:
            at += 1
            continue
        kind = (fence[1] or "").lower()
        first = next((line.strip() for line in lines[at + 1 : end] if line.strip()), "")
        nodes = None
        if kind == "json" or (not kind and first[:1] in ("{", "[")):
            nodes = _of_json(lines, at + 1, end)
        elif kind in ("yaml", "yml"):
            nodes = nodes_of(_yaml_items(lines, at + 1, end, own))
        if nodes:
            yield at, end + 1, nodes
        at = end + 1


def _of_json(lines: Sequence[str], start: int, end: int) -> list[OutlineNode] | None:
    here = start

    def line_of(name: str) -> int:
        nonlocal here
        wanted = json.dumps(name, ensure_ascii=False)
        here = next((at for at in range(here, end) if wanted in lines[at]), here)
        return here

    def nodes(value: object, depth: int) -> list[OutlineNode]:
        if depth > _DEEPEST:
            raise ValueError
        if isinstance(value, list):
            return [OutlineNode("", None, here, nodes(one, depth + 1)) for one in value]
        if not isinstance(value, _Pairs):
            raise TypeError
        made = []
        for printed, inner in value.pairs:
            line, name = line_of(printed), " ".join(printed.split())
            if isinstance(inner, (_Pairs, list)):
                made.append(OutlineNode(name, None, line, nodes(inner, depth + 1)))
            else:
                made.append(OutlineNode(name, "" if inner is None else " ".join(str(inner).split()), line))
        return made

    try:
        parsed = json.loads(
            "\n".join(lines[start:end]), object_pairs_hook=_Pairs, parse_float=str, parse_int=str
        )
        return nodes(parsed, 0)
    except (ValueError, TypeError, RecursionError):
        return None


class _Pairs:
    """An object of JSON with its names in order, those that stand twice included."""

    def __init__(self, pairs: list[tuple[str, object]]) -> None:
        self.pairs = pairs


def _yaml_items(lines: Sequence[str], start: int, end: int, own: OutlineOwner) -> Iterator[Item] | None:
    items: list[Item] = []
    for at in range(start, end):
        bare, hash_sign, comment = f" {lines[at]}".partition(" #")
        bare = bare[1:].rstrip()
        if hash_sign and (_TELLS_OF_FIGURES.search(comment) or own.is_of_other(comment)):
            return None
        if not bare.strip():
            continue
        listed = bullet_of(bare)
        body = " ".join((listed[2] if listed else bare).split())
        keyed = last_keyed(body) or ((found := KEYED.fullmatch(body)) and (found[1], found[2]))
        if not keyed:
            return None
        indent = len(bare) - len(bare.lstrip())
        if listed:  # an entry of a list begins one
            items.append((indent, "", None, at))
            indent += 2
        name, value = (part.strip().strip("\"'") for part in keyed)
        items.append((indent, name, value, at))
    return iter(items)
