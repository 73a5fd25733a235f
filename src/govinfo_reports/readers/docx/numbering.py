"""Automatic numbering of Word: the 一、 and （一） that are printed but stand in no text."""

from __future__ import annotations

import re

from attrs import frozen
from lxml import etree

from .names import W, child_value, is_on, to_number
from .number_formats import format_number
from .styles import Styles, style_named

__all__ = ["Numbering"]

_LEVELS = 9
_LONGEST_NUMBER = 255
"""Characters of a number's pattern; Word takes no more."""
_PLACEHOLDER = re.compile(r"%([1-9])")
_ILVL = f"{W}ilvl"
_NUM_ID = f"{W}numId"
_CLOSING = frozenset("、，。：；）〕】》」』")
"""After these the text follows at once; after others (`1.`, `（1)`) a blank keeps figures of the text
apart."""


@frozen(kw_only=True)
class _Level:
    """One level of a list as defined."""

    start: int
    form: str
    text: str
    restarts_after: int
    """A paragraph of a level below this number (from 0) restarts it."""
    is_legal: bool
    is_tight: bool
    is_hidden: bool
    style: str | None


@frozen(kw_only=True)
class _List:
    """A `w:num`: the abstract list it counts in, its levels, and where it starts anew."""

    counter: str
    levels: dict[int, _Level]
    starts: dict[int, int]


class Numbering:
    """The lists of a document and their counters; labels are to be asked for in the order of the document."""

    def __init__(self, root: etree._Element | None, styles: Styles) -> None:
        self._styles = styles
        self._abstract: dict[str, etree._Element] = {}
        self._nums: dict[str, etree._Element] = {}
        self._lists: dict[str, _List | None] = {}
        self._counts: dict[str, list[int | None]] = {}
        self._begun: set[str] = set()
        for child in () if root is None else root.iterchildren(f"{W}abstractNum", f"{W}num"):
            if child.tag == f"{W}num":
                self._nums.setdefault(child.get(_NUM_ID, ""), child)
            else:
                self._abstract.setdefault(child.get(f"{W}abstractNumId", ""), child)

    @property
    def is_empty(self) -> bool:
        """Whether the document defines no lists at all."""
        return not self._nums

    def label(self, properties: etree._Element) -> str:
        """The number printed before the paragraph with these `w:pPr`, with a blank where one is due, or
        nothing."""
        place = self._place(properties)
        if place is None:
            return ""
        num_id, level_number = place
        found = self._list(num_id)
        level = None if found is None else found.levels.get(level_number)
        if found is None or level is None:
            return ""
        values = self._count(num_id, found, level_number)
        if level.form == "bullet" or level.is_hidden:
            return ""
        return _print(level, found.levels, values)

    def _place(self, properties: etree._Element) -> tuple[str, int] | None:
        """The list and the level of a paragraph: its own, completed by its style's."""
        own = properties.find(f"{W}numPr")
        style = style_named(properties) or self._styles.default_paragraph
        num_id = None if own is None else child_value(own, "numId")
        ilvl = None if own is None else child_value(own, "ilvl")
        if style is not None and (num_id is None or ilvl is None):
            inherited = self._styles.list_of(style)
            style_num = None if inherited is None else child_value(inherited, "numId")
            if inherited is not None and style_num is not None and num_id in (None, style_num):
                num_id = style_num
                if ilvl is None:
                    ilvl = self._level_of_style(style, style_num) or child_value(inherited, "ilvl")
        if num_id is None or to_number(num_id, 0) == 0:  # 0 takes a paragraph out of its style's list
            return None
        return num_id, min(max(to_number(ilvl, 0), 0), _LEVELS - 1)

    def _level_of_style(self, style: str, num_id: str) -> str | None:
        found = self._list(num_id)
        if found is None:
            return None
        tied = {level.style: number for number, level in found.levels.items() if level.style is not None}
        for identity, _ in self._styles.chain(style):
            if identity in tied:
                return str(tied[identity])
        return None

    def _list(self, num_id: str) -> _List | None:
        if num_id not in self._lists:
            self._lists[num_id] = self._read_list(num_id)
        return self._lists[num_id]

    def _read_list(self, num_id: str) -> _List | None:
        num = self._nums.get(num_id)
        if num is None:
            return None
        identity = child_value(num, "abstractNumId") or ""
        abstract = self._abstract.get(identity)
        link = None if abstract is None else child_value(abstract, "numStyleLink")
        if link is not None:  # the levels stand in the list that a numbering style points to
            inherited = self._styles.list_of(link)
            linked = self._nums.get((inherited is not None and child_value(inherited, "numId")) or "")
            if linked is not None:
                identity = child_value(linked, "abstractNumId") or ""
                abstract = self._abstract.get(identity)
        if abstract is None:
            return None
        levels = dict(_read_level(level) for level in abstract.iterchildren(f"{W}lvl"))
        starts: dict[int, int] = {}
        for override in num.iterchildren(f"{W}lvlOverride"):
            number = to_number(override.get(_ILVL), 0)
            own = override.find(f"{W}lvl")
            if own is not None:
                levels[number] = _read_level(own)[1]
                starts[number] = levels[number].start
            start = child_value(override, "startOverride")
            if start is not None:
                starts[number] = to_number(start, 1)
        return _List(counter=identity, levels=levels, starts=starts)

    def _count(self, num_id: str, found: _List, at: int) -> list[int]:
        """Count this paragraph and give the numbers of all levels as they now stand."""
        counts = self._counts.setdefault(found.counter, [None] * _LEVELS)
        if num_id not in self._begun:
            self._begun.add(num_id)
            for number in found.starts:
                if 0 <= number < _LEVELS:
                    counts[number] = None
        current = counts[at]
        counts[at] = _start(found, at) if current is None else current + 1
        for number in range(at + 1, _LEVELS):
            level = found.levels.get(number)
            if at < (number if level is None else level.restarts_after):
                counts[number] = None
        return [_start(found, number) if count is None else count for number, count in enumerate(counts)]


def _start(found: _List, at: int) -> int:
    if at in found.starts:
        return found.starts[at]
    return found.levels[at].start if at in found.levels else 1


def _read_level(level: etree._Element) -> tuple[int, _Level]:
    number = to_number(level.get(_ILVL), 0)
    text = (child_value(level, "lvlText") or "")[:_LONGEST_NUMBER]
    form = next((found.get(f"{W}val", "decimal") for found in _number_formats(level)), "decimal")
    restart = child_value(level, "lvlRestart")
    return number, _Level(
        start=to_number(child_value(level, "start"), 0),
        form=form,
        text=text,
        restarts_after=number if restart is None else min(to_number(restart, number), number),
        is_legal=is_on(level.find(f"{W}isLgl")),
        is_tight=child_value(level, "suff") == "nothing",
        is_hidden=is_on(level.find(f"{W}rPr/{W}vanish")),
        style=child_value(level, "pStyle"),
    )


def _number_formats(level: etree._Element) -> list[etree._Element]:
    """The level's format; a custom one (`w:val="custom"`) stands beside a plain one that every program
    knows."""
    found = level.findall(f".//{W}numFmt")
    return [one for one in found if one.get(f"{W}val") != "custom"]


def _print(level: _Level, levels: dict[int, _Level], values: list[int]) -> str:
    def number(match: re.Match[str]) -> str:
        index = int(match.group(1)) - 1
        other = levels.get(index)
        form = "decimal" if other is None or level.is_legal else other.form
        return format_number(values[index], form)

    text = _PLACEHOLDER.sub(number, level.text)
    if not text or text[-1] in _CLOSING or text[-1].isspace():
        return text
    could_run_on = text[-1] in ".．" or text[-1].isnumeric() or (text[-1].isascii() and text[-1].isalpha())
    return text if level.is_tight and not could_run_on else f"{text} "
