"""Figures told in turn (当面申请、网上申请分别为3件、5件) put each beside its own name."""

from __future__ import annotations

from collections.abc import Sequence

from ..forms.scopes import scopes
from ..patterns import late
from .figures import find_figures

__all__ = ["in_turn"]

_SAY = scopes().patterns
_STROKES = late(r"、")
_JOINED = late(r"、|，|以及|和|及|与")
_BETWEEN = late(r"(?:[、，和及与]|以及)+")
_NAME = r"(?:20\d\d年度?|[^，；：、\d])"
_NAMES = rf"(?P<names>{_NAME}{{1,24}}?(?:(?:、|以及|和|及|与){_NAME}{{1,20}}){{1,11}}?)"
_BEFORE = late(
    _NAMES + r"(?P<total>数量?|总数|件数)?，?(?:各自)?分别(?P<verb>[^，；：、\d]{0,14}?)(?:了|共|计)?$"
)
_BEHIND = late(
    r"，?分别(?:为|是|属于?|系)(?P<names>[^，；：\d]{1,20}?(?:(?:、|以及|和|及"
    r"|与)[^，；：、\d]{1,20})+)(?=[，；]|$)"
)
_OF_ALL = late(r"去年|上年|前年|上半年|下半年|季度|比|较|增|减|预计|计划|目标|拟")
"""Words behind the last name that are said of all: of another time, a change, a plan. Nothing is put in turn
then."""
_ENDED = late(r"被|维持|纠正|撤销|败诉|胜诉|驳回|尚未|审结|结转")
"""How it ended: said of all where only the last name has it (行政复议、行政诉讼被纠正的分别为1件、2件)."""
_PLAIN = late(r"(?:为|是|有|达到?|计)*")
_VERB = late(r"(?:[^，；]{0,10}?(?<![未不]))(?:受理|收到|接到|办结|答复|制定|制发|废止|举办|召开)")

Part = tuple[int, int]
"""Characters of a text, from the first up to the last (not included)."""


def in_turn(text: str) -> tuple[int, ...] | None:
    """Where each character of the text comes from once every figure told in turn stands behind its own name;
    None where none is told so.

    As many names as figures, or nothing is changed. What a verb stands with (分别收到3件、5件) must be
    years, ways or channels: other names are those of offices.

    >>> text = "其中当面申请、网上申请分别为3件、5件"
    >>> "".join(text[place] for place in in_turn(text))
    '其中当面申请为3件、网上申请为5件'
    >>> in_turn("四个季度分别收到1件、2件") is None
    True
    """
    if "分别" not in text:
        return None
    figures = [(one.start, one.end) for one in find_figures(text) if one.unit != "%"]
    pieces: list[Part] = []
    done = at = 0
    while at < len(figures):
        last = at
        while last + 1 < len(figures) and _BETWEEN.fullmatch(text, figures[last][1], figures[last + 1][0]):
            last += 1
        told = figures[at : last + 1]
        parts = _before(text, done, told) or _behind(text, told)
        if len(told) > 1 and parts is not None:
            pieces += [(done, parts[0][0]), *parts[1:]]
            done = parts[0][1]
        at = last + 1
    if not pieces:
        return None
    return tuple(place for first, end in (*pieces, (done, len(text))) for place in range(first, end))


def _before(text: str, begin: int, told: Sequence[Part]) -> list[Part] | None:
    """The parts of 甲、乙分别为3件、5件 in their new order, behind the whole that they take the place of."""
    found = _BEFORE.search(text, begin, told[0][0])
    if found is None:
        return None
    names = _parted(text, *found.span("names"), len(told))
    verb, total = found.span("verb"), found.span("total")
    if not names or _OF_ALL.search(text, found.start(), found.end()):
        return None
    ended = [_ENDED.search(text, *name) is not None for name in names]
    if not all(ended) and (ended[-1] or _ENDED.search(found["verb"])):
        return None
    if not _PLAIN.fullmatch(found["verb"]) and not all(
        _SAY["told in turn"].fullmatch(text, *name) for name in names
    ):
        return None
    shared = _shared(text, names)
    parts: list[Part] = [(found.start(), told[-1][1])]
    for number, (name, figure) in enumerate(zip(names, told, strict=True)):
        if number:
            parts.append((told[number - 1][1], told[number - 1][1] + 1))
        parts += [name, *((shared,) if number + 1 < len(names) else ()), total, verb, figure]
    return parts


def _behind(text: str, told: Sequence[Part]) -> list[Part] | None:
    """The same of 3件、5件分别为甲、乙."""
    found = _BEHIND.match(text, told[-1][1])
    names = _parted(text, *found.span("names"), len(told)) if found is not None else []
    if found is None or not names:
        return None
    parts: list[Part] = [(told[0][0], found.end())]
    for number, (name, figure) in enumerate(zip(names, told, strict=True)):
        if number:
            parts.append((told[number - 1][1], told[number - 1][1] + 1))
        parts += [figure, (found.start("names") - 1, found.start("names")), name]
    return parts


def _parted(text: str, first: int, end: int, many: int) -> list[Part]:
    """As many names as there are figures, parted at 和 too or at 、 alone (举报和投诉、行政复议); none where
    neither gives so many."""
    for pattern in (_JOINED, _STROKES):
        marks = list(pattern.finditer(text, first, end))
        if len(marks) + 1 == many and (not marks or not _JOINED.search(text, marks[-1].end(), end)):
            starts = [first, *(mark.end() for mark in marks)]
            return list(zip(starts, [*(mark.start() for mark in marks), end], strict=True))
    return []


def _shared(text: str, names: Sequence[Part]) -> Part:
    """What only the last of several verbs is followed by (受理、办结政府信息公开申请分别为12件、11件)."""
    end = names[-1][1]
    if any(mark in text[first:last] for first, last in names for mark in "不未"):
        return (end, end)
    verbs = [_VERB.match(text, *name) for name in names]
    if verbs[-1] is None or any(
        verb is None or verb.end() != name[1] for verb, name in zip(verbs[:-1], names[:-1], strict=True)
    ):
        return (end, end)
    return (verbs[-1].end(), end)
