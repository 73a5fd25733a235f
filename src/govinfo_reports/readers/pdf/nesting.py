"""A look at a PDF before PDFium reads it: nesting and drawing that would make it fill the memory and end the
process."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from attrs import define, frozen

from ...errors import LimitExceeded
from ...language import Said, phrase
from .objects import Name, Reference, Stream, layers, objects_of, parse_value, streams_of, unescaped

__all__ = ["check_nesting"]

_MARK = re.compile(rb"\bB(?:MC|DC)\b")
_STATE = re.compile(rb"(?<![^\s\x00])[qQ](?![^\s\x00])")
_STEPS = re.compile(
    rb"\((?:[^()\\]|\\.)*\)|%[^\r\n]*|<[0-9A-Fa-f\s]*>|\bB(?:MC|DC)\b|\bEMC\b"
    rb"|(?<![^\s\x00\]>)])[qQ](?![^\s\x00\[<(/%])",
    re.DOTALL,
)
_DRAWS = re.compile(rb"/([^\s\x00/<>\[\](){}%]{1,200})(?:[\s\x00]|%[^\r\n]{0,200}[\r\n]){1,20}Do\b")
_CONTENTS = re.compile(rb"/Contents\b[\s\x00]*(?:\[([^\]]{0,100000})\]|(\d{1,10}))")
_ARRAY = re.compile(rb"\bobj[\s\x00]*\[([\d\sR\x00]{0,100000})\]")
_NUMBER = re.compile(rb"(\d{1,10})[\s\x00]+\d{1,5}[\s\x00]+R")
_MOST_CONTENT = 64_000_000
"""Bytes that one stream of a page's content may unpack to."""
_MOST_IN_ALL = 600_000_000
_FEW_MARKS, _FEW_STATES = 200, 5_000
"""So few operators cannot nest too deep, wherever they stand."""
_MOST_MARKS = 2_000
"""Marked content in marked content: PDFium keeps all outer marks for each."""
_MOST_STATES = 100_000
"""Saved graphics states: PDFium keeps some 160 bytes for each."""
_MOST_DRAWN = 100_000
"""Forms that all pages may draw, those within forms counted as often as they are drawn."""
_MOST_BYTES_DRAWN = 300_000_000


@frozen(kw_only=True)
class _Look:
    """What a stream does: how deep it nests, what it leaves open, and what it draws, by name."""

    marks: int = 0
    states: int = 0
    left: int = 0
    draws: tuple[str, ...] = ()
    size: int = 0


@define
class _Drawn:
    forms: int = 0
    size: int = 0


def check_nesting(data: bytes, *, source: str | None) -> bool:
    """Whether a PDF has layers (optional content), which may be off.

    Raises LimitExceeded for one with marked content or graphics states nested, or forms drawn in forms, as
    no program does it.

    PDFium has no bound of its own: a file of 1 KB with 100,000 nested marks takes 40 GB, one of 836 bytes
    with a form that draws itself twice never comes to an end. What an encrypted file packs cannot be seen
    here.
    """
    streams = list(streams_of(data))
    packed = [layers(data, one, _MOST_CONTENT) for one in streams if b"/ObjStm" in one.head]
    texts = [data, *(content for one in packed for content in one)]
    contents = _content_numbers(texts)
    looks: list[tuple[Stream, _Look]] = []
    left = size = 0
    for stream in streams:
        if b"/Image" in stream.head and b"/Form" not in stream.head and stream.number not in contents:
            continue
        for content in layers(data, stream, _MOST_CONTENT):
            size += len(content)
            if (len(content) > _MOST_CONTENT and _is_content(stream)) or size > _MOST_IN_ALL + 2 * len(data):
                raise _error(phrase("holds too much"), source)
            look = _look_at(content)
            left += look.left
            if look.marks + left > _MOST_MARKS or look.states > _MOST_STATES:
                raise _error(phrase("is nested too deep"), source)
            looks.append((stream, look))
    if any(look.draws and not _is_plain_content(stream, contents) for stream, look in looks):
        _check_drawing(texts, looks, source)
    return any(b"/OCProperties" in text for text in texts)


def _error(what: Said, source: str | None) -> LimitExceeded:
    return LimitExceeded(phrase("the page's content {what}", what=what), source=source)


def _content_numbers(texts: Iterable[bytes]) -> frozenset[int]:
    """The numbers of the objects that pages name as their content."""
    found: set[int] = set()
    for text in texts:
        for several, one in _CONTENTS.findall(text):
            found.update(map(int, _NUMBER.findall(several)), (int(one),) if one else ())
        for several in _ARRAY.findall(text):
            found.update(map(int, _NUMBER.findall(several)))
    return frozenset(found)


def _is_content(stream: Stream) -> bool:
    """Whether a stream may be a page's content or a form: it says of itself nothing else."""
    return b"/Form" in stream.head or not (b"/Type" in stream.head or b"/Length1" in stream.head)


def _is_plain_content(stream: Stream, contents: frozenset[int]) -> bool:
    return b"/Form" not in stream.head and b"/Subtype" not in stream.head and stream.number in contents


def _look_at(content: bytes) -> _Look:
    marks = content.count(b"BMC") + content.count(b"BDC")
    states = content.count(b"q")
    draws: tuple[str, ...] = ()
    if b"Do" in content:
        draws = tuple(unescaped(name).decode("latin-1") for name in _DRAWS.findall(content))
    left = max(0, marks - content.count(b"EMC"))
    if marks <= _FEW_MARKS and states <= _FEW_STATES:
        return _Look(left=left, draws=draws, size=len(content))
    if len(_MARK.findall(content)) <= _FEW_MARKS and len(_STATE.findall(content)) <= _FEW_STATES:
        return _Look(draws=draws, size=len(content))
    depth = deepest = kept = most_kept = 0
    for found in _STEPS.finditer(content):
        step = found.group()
        if step in {b"BMC", b"BDC"}:
            depth += 1
            deepest = max(deepest, depth)
        elif step == b"EMC":
            depth = max(0, depth - 1)
        elif step == b"q":
            kept += 1
            most_kept = max(most_kept, kept)
        elif step == b"Q":
            kept = max(0, kept - 1)
    return _Look(marks=deepest, states=most_kept, left=depth, draws=draws, size=len(content))


def _check_drawing(texts: Sequence[bytes], looks: Sequence[tuple[Stream, _Look]], source: str | None) -> None:
    """Raise where forms draw each other in a circle, or more of them in all than any program makes."""
    known: defaultdict[int, list[Any]] = defaultdict(list)
    for number, text in enumerate(texts):
        for name, value in objects_of(text) if number == 0 else _packed_objects(text):
            known[name].append(value)
    draws: defaultdict[int, list[_Look]] = defaultdict(list)
    for stream, look in looks:
        if stream.number is not None and look.draws:
            draws[stream.number].append(look)
    everywhere = _named_forms(known, [value for values in known.values() for value in values], 3)
    done: dict[int, _Drawn] = {}
    for number in [*draws]:
        if _drawn(number, known, draws, everywhere, done, source).forms > _MOST_DRAWN:
            raise _error(phrase("is drawn too often"), source)


def _packed_objects(text: bytes) -> Iterable[tuple[int, Any]]:
    """The objects of an object stream, whose numbers and places stand first."""
    head = re.match(rb"[\s\x00]*(?:\d{1,10}[\s\x00]+\d{1,10}[\s\x00]+)+", text)
    numbers = [*map(int, head.group().split())] if head else []
    first = head.end() if head else 0
    for number, place in zip(numbers[::2], numbers[1::2], strict=False):
        yield number, parse_value(text, first + place)


def _named_forms(
    known: Mapping[int, Sequence[Any]], values: Iterable[Any], depth: int
) -> dict[str, frozenset[int]]:
    """What the names stand for in the dictionaries of external objects of these values."""
    found: defaultdict[str, set[int]] = defaultdict(set)
    for value in values:
        for key, inner in _pairs(value):
            if key == "XObject":
                for target in _resolved(known, inner):
                    for name, reference in _pairs(target):
                        if isinstance(reference, Reference):
                            found[name].add(reference.number)
            elif key == "Resources" and depth:
                for name, numbers in _named_forms(known, _resolved(known, inner), depth - 1).items():
                    found[name] |= numbers
    return {name: frozenset(numbers) for name, numbers in found.items()}


def _pairs(value: Any) -> Iterable[tuple[str, Any]]:
    for pair in value if isinstance(value, list) else ():
        if isinstance(pair, tuple) and isinstance(pair[0], Name):
            yield str(pair[0]), pair[1]


def _resolved(known: Mapping[int, Sequence[Any]], value: Any) -> list[Any]:
    for _ in range(8):
        if not isinstance(value, Reference):
            break
        values = known.get(value.number, ())
        if len(values) != 1:
            return [one for one in values if not isinstance(one, Reference)]
        value = values[0]
    return [value]


def _drawn(
    number: int,
    known: Mapping[int, Sequence[Any]],
    draws: Mapping[int, Sequence[_Look]],
    everywhere: Mapping[str, frozenset[int]],
    done: dict[int, _Drawn],
    source: str | None,
) -> _Drawn:
    """How many forms an object draws, and how many bytes of content that is. Without recursion: chains may
    be long."""
    under_way: set[int] = set()
    stack: list[tuple[int, bool]] = [(number, False)]
    wanted: dict[int, list[tuple[int, int]]] = {}
    while stack:
        current, is_second = stack.pop()
        if current in done:
            continue
        if is_second:
            under_way.discard(current)
            total = _Drawn(1, sum(look.size for look in draws.get(current, ())))
            for target, times in wanted[current]:
                part = done.get(target, _Drawn(1, 0))
                total.forms += times * part.forms
                total.size += times * part.size
            done[current] = total
            if total.forms > _MOST_DRAWN or total.size > _MOST_BYTES_DRAWN:
                raise _error(phrase("is drawn too often"), source)
            continue
        under_way.add(current)
        own = _named_forms(known, known.get(current, ()), 3)
        wanted[current] = []
        for look in draws.get(current, ()):
            for name, times in Counter(look.draws).items():
                targets = own.get(name) or everywhere.get(name, frozenset())
                wanted[current] += [(target, times) for target in targets]
        stack.append((current, True))
        for target, _ in wanted[current]:
            if target in under_way:
                raise _error(phrase("draws itself"), source)
            if target not in done:
                stack.append((target, False))
    return done[number]
