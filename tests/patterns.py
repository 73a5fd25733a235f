"""Every compiled pattern of the library, how it is called, and texts made from its own structure that make
it go back and forth."""

from __future__ import annotations

import ast
import importlib
import pkgutil
import re
import sys
import warnings
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

import attrs
from attrs import frozen

import govinfo_reports
from govinfo_reports.patterns import Late

_parser: Any = importlib.import_module("re._parser" if sys.version_info >= (3, 11) else "sre_parse")

__all__ = ["Found", "patterns", "pumps"]

_METHODS = frozenset({"match", "search", "fullmatch", "findall", "finditer", "sub", "subn", "split"})
_AS_SEARCH = frozenset({"findall", "finditer", "sub", "subn", "split"})
_DEPTH = 6
_LONG = 20
_FEW = "政x1 、a。-（"


@frozen
class Found:
    """A pattern, the first place where it stands, and how it is called there: `match`, `fullmatch`,
    `search`."""

    pattern: re.Pattern[Any]
    place: str
    calls: frozenset[str]


@cache
def patterns() -> tuple[Found, ...]:
    """All patterns that the modules of the library hold, in their globals or in the literals given to
    `re`."""
    sources: dict[str, str] = {}
    held: dict[tuple[Any, int], tuple[re.Pattern[Any], str, set[tuple[str, str]]]] = {}
    for info in pkgutil.walk_packages(govinfo_reports.__path__, "govinfo_reports."):
        if info.name.endswith("__main__"):
            continue
        module = importlib.import_module(info.name)
        sources[info.name] = Path(str(module.__file__)).read_text(encoding="utf-8")
        for name, value in [*vars(module).items()]:
            for pattern in _inside(value, 0):
                key = pattern.pattern, pattern.flags
                names = held.setdefault(key, (pattern, f"{info.name}.{name}", set()))[2]
                names.add((info.name if name.startswith("_") else "", name))
    calls: dict[tuple[str, str], set[str]] = {}
    """By module, for names of its own, or for all (``), and name."""
    for place, source in sources.items():
        for node in ast.walk(ast.parse(source)):
            if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
                continue
            called, of = node.func.attr, node.func.value
            name = of.id if isinstance(of, ast.Name) else of.attr if isinstance(of, ast.Attribute) else ""
            if called not in _METHODS:
                continue
            kind = "search" if called in _AS_SEARCH else called
            if name == "re":
                literal = node.args[0]
                if isinstance(literal, ast.Constant):
                    pattern = re.compile(literal.value)
                    held.setdefault(
                        (pattern.pattern, pattern.flags), (pattern, place, {(place, str(pattern.pattern))})
                    )
                    calls.setdefault((place, str(pattern.pattern)), set()).add(kind)
            else:
                calls.setdefault((place if name.startswith("_") else "", name), set()).add(kind)
    return tuple(
        Found(
            pattern,
            place,
            frozenset().union(*(calls.get(name, set()) for name in names)) or frozenset({"match", "search"}),
        )
        for pattern, place, names in held.values()
    )


def _inside(value: object, depth: int) -> Iterator[re.Pattern[Any]]:
    if isinstance(value, re.Pattern):
        yield value
    elif isinstance(value, Late):
        yield re.compile(value.pattern, value.flags)
    elif depth > _DEPTH:
        return
    elif isinstance(value, dict):
        for one in (*value.keys(), *value.values()):
            yield from _inside(one, depth + 1)
    elif isinstance(value, (list, tuple, set, frozenset)):
        for one in value:
            yield from _inside(one, depth + 1)
    elif type(value).__module__.startswith("govinfo_reports") and attrs.has(type(value)):
        for field in vars(type(value)).get("__attrs_attrs__", ()):
            yield from _inside(getattr(value, field.name, None), depth + 1)


def pumps(found: Found, each: int = 3) -> set[tuple[str, str]]:
    """What leads up to each repeat of a pattern without a bound, and what it repeats."""
    rng = Random(1)
    made: set[tuple[str, str]] = set()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        tree = _parser.parse(found.pattern.pattern, found.pattern.flags)
    for before, body in _repeats(list(tree), ()):
        for _ in range(each):
            lead, run = _sample(before, rng)[-200:], _sample(body, rng)
            if run:
                made.add((lead, run))
    return made


def _repeats(tree: list[Any], before: tuple[Any, ...]) -> Iterator[tuple[list[Any], list[Any]]]:
    ahead = list(before)
    for item in tree:
        kind, value = str(item[0]), item[1]
        if kind in {"MAX_REPEAT", "MIN_REPEAT"}:
            _, most, body = value
            if int(most) > _LONG:  # MAXREPEAT is the largest number
                yield [*ahead], list(body)
            yield from _repeats(list(body), tuple(ahead))
        elif kind == "SUBPATTERN":
            yield from _repeats(list(value[3]), tuple(ahead))
        elif kind in {"ASSERT", "ASSERT_NOT"}:
            yield from _repeats(list(value[1]), tuple(ahead))
        elif kind == "BRANCH":
            for branch in value[1]:
                yield from _repeats(list(branch), tuple(ahead))
        ahead.append(item)


def _sample(tree: list[Any], rng: Random) -> str:
    """A text that the pattern may take, but for what its assertions ask."""
    made = []
    for operator, value in tree:
        kind = str(operator)
        if kind == "LITERAL":
            made.append(chr(value))
        elif kind == "NOT_LITERAL":
            made.append("y" if value == ord("x") else "x")
        elif kind == "ANY":
            made.append("x")
        elif kind == "IN":
            made.append(_of_class(value, rng))
        elif kind in {"MAX_REPEAT", "MIN_REPEAT"}:
            least, most, body = value
            made += [_sample(list(body), rng) for _ in range(min(max(least, rng.choice([0, 1])), most, 8))]
        elif kind == "SUBPATTERN":
            made.append(_sample(list(value[3]), rng))
        elif kind == "BRANCH":
            made.append(_sample(list(rng.choice(value[1])), rng))
    return "".join(made)


_CATEGORIES = {
    "CATEGORY_DIGIT": ("1", r"\d"), "CATEGORY_NOT_DIGIT": ("x", r"\D"), "CATEGORY_SPACE": (" ", r"\s"),
    "CATEGORY_NOT_SPACE": ("x", r"\S"), "CATEGORY_WORD": ("a", r"\w"), "CATEGORY_NOT_WORD": ("-", r"\W"),
}  # fmt: skip


def _of_class(items: list[Any], rng: Random) -> str:
    members = [(str(kind), value) for kind, value in items if str(kind) != "NEGATE"]
    if len(members) < len(items):
        inside = re.compile("[" + "".join(map(_written, members)) + "]")
        return next((char for char in rng.sample(_FEW, len(_FEW)) if not inside.match(char)), "龘")
    kind, value = rng.choice(members)
    if kind == "LITERAL":
        return chr(value)
    if kind == "RANGE":
        return chr(rng.randint(value[0], min(value[1], value[0] + 5000)))
    return _CATEGORIES[str(value)][0]


def _written(member: tuple[str, Any]) -> str:
    kind, value = member
    if kind == "LITERAL":
        return re.escape(chr(value))
    if kind == "RANGE":
        return f"{re.escape(chr(value[0]))}-{re.escape(chr(value[1]))}"
    return _CATEGORIES[str(value)][1]
