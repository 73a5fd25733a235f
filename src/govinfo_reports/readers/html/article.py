"""Which of a page's items are the article, and which are furniture worth keeping beside it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import IntEnum
from itertools import accumulate

from attrs import frozen

from .furniture import (
    is_attachment_name,
    is_content_region,
    is_furniture,
    is_furniture_region,
    is_label,
    is_report_title,
    is_stamp,
    split_pairs,
)
from .lines import HtmlLine, HtmlTable, Item, MarkedRegion, Pair, Sink

__all__ = ["Article", "find_article", "weigh"]

_SENTENCE_END = ("。", "；", "：", ";", "！", "”", "）。")
_HEADING = re.compile(r"[（(]?[一二三四五六七八九十]{1,3}[、）)．.]")
_SENTENCE_LENGTH = 25
_SURELY_SENTENCE = 40
_WHOLE, _KNOWN = 0.9, 0.6
"""How much of the page's substance an element must hold to be the article; less where its class says that it
is."""
_FURNITURE_SHARE = 0.3
_TITLE_WITHIN = 40
_TITLE_PIECE = 30
_VALUE = 60


class _Is(IntEnum):
    """What an item is by itself."""

    SUBSTANCE = 0
    PLAIN = 1
    TITLE = 2
    PAIRS = 3
    LINK = 4
    FURNITURE = 5
    ATTACHMENT = 6


@frozen
class Article:
    """The items of the article, and those set apart (lines and pairs), each with its place in the page's
    items."""

    items: tuple[tuple[int, HtmlLine | HtmlTable], ...]
    furniture: tuple[tuple[int, HtmlLine | Pair], ...]


def weigh(item: Item) -> int:
    """How much an item says for the article: characters of sentences, ten for each filled cell of a table."""
    if isinstance(item, HtmlTable):
        return 10 * max(item.filled, 4)
    if isinstance(item, Pair):
        return 0
    text = item.text
    own = len(text) - item.link
    if own * 2 < len(text):
        return 0
    if (
        own < _SENTENCE_LENGTH
        and (own < 6 or not text.endswith(_SENTENCE_END))
        and _HEADING.match(text) is None
    ):
        return 0
    if own > _SURELY_SENTENCE and text.endswith("。"):
        return own
    return 0 if split_pairs(text) or is_furniture(text) else own


def find_article(page: Sink) -> Article:
    """Tell the article from navigation, breadcrumb, metadata and footer.

    What holds a table or sentences is kept wherever it stands, unless the page itself marks it as furniture;
    what is set apart is not lost but furniture, save for bare links.
    """
    items = page.items
    weights = [weigh(item) for item in items]
    kinds = [_kind(item, weight) for item, weight in zip(items, weights, strict=True)]
    for at, kind in enumerate(kinds):
        if kind is _Is.TITLE:  # so that what stands between title and text is still above the text
            weights[at] = 0
    _mark_furniture(page.regions, items, weights, kinds)
    total = sum(weights)
    if total == 0:
        return _sorted_out(items, [kind is not _Is.FURNITURE for kind in kinds], kinds, len(items))
    start, end = _container(page.regions, items, weights, total)
    outer_start, outer_end = _known_around(page.regions, start, end, weights, total)
    core = [at for at in range(start, end) if weights[at]]
    first, last = core[0], core[-1]
    keep = [
        first <= at <= last or (weights[at] > 0 and outer_start <= at < outer_end) for at in range(len(items))
    ]
    for at, item in enumerate(items):
        if isinstance(item, HtmlTable):
            keep[at] = True
    head = _extended(kinds, first, -1)
    tail = _extended(kinds, last, 1)
    for at in range(head, tail + 1):
        keep[at] = True
    title = _title(items, kinds, head, first)
    if title is not None:
        from_title = title
        while (
            from_title > 0
            and title - from_title < 2
            and kinds[from_title - 1] is _Is.PLAIN
            and len(_text(items[from_title - 1])) <= _TITLE_PIECE
        ):
            from_title -= 1
        for at in range(from_title, title + 1):
            keep[at] = True
        for at in range(min(from_title, start)):  # what a flat page prints above the title is the site's
            if kinds[at] is not _Is.SUBSTANCE:
                keep[at] = False
    return _sorted_out(items, keep, kinds, first, last)


def _text(item: Item) -> str:
    return item.text if isinstance(item, HtmlLine) else ""


def _kind(item: Item, weight: int) -> _Is:
    if isinstance(item, Pair):
        return _Is.PAIRS
    if isinstance(item, HtmlTable):
        return _Is.SUBSTANCE
    text = item.text
    if item.link * 2 > len(text):
        return _Is.ATTACHMENT if is_attachment_name(text) else _Is.LINK
    if weight:
        return _Is.TITLE if is_report_title(text) else _Is.SUBSTANCE
    if split_pairs(text) or is_label(text):
        return _Is.PAIRS
    if is_furniture(text):
        return _Is.FURNITURE
    return _Is.TITLE if is_report_title(text) else _Is.PLAIN


def _mark_furniture(
    regions: Sequence[MarkedRegion], items: Sequence[Item], weights: list[int], kinds: list[_Is]
) -> None:
    """Believe an element that calls itself header, nav or footer, unless it holds a table or much of the
    substance."""
    total = sum(weights)
    for region in regions:
        if not is_furniture_region(region.marks):
            continue
        inside = range(region.start, region.end)
        weight = sum(weights[at] for at in inside)
        if weight > _FURNITURE_SHARE * total or any(isinstance(items[at], HtmlTable) for at in inside):
            continue
        for at in inside:
            if kinds[at] in (_Is.SUBSTANCE, _Is.PLAIN):
                kinds[at] = _Is.FURNITURE
                weights[at] = 0


def _container(
    regions: Sequence[MarkedRegion], items: Sequence[Item], weights: Sequence[int], total: int
) -> tuple[int, int]:
    """The smallest element that holds nearly all the substance; less is enough where its class is a known
    one."""
    before = [0, *accumulate(weights)]
    grids = [0, *accumulate([isinstance(item, HtmlTable) for item in items])]
    start, end = 0, len(items)
    for region in regions:
        if region.end - region.start > end - start:
            continue
        share = (before[region.end] - before[region.start]) / total
        if share >= _WHOLE or (
            share >= _KNOWN
            and grids[region.end] - grids[region.start] == grids[-1]
            and is_content_region(region.marks)
        ):
            start, end = region.start, region.end
    return start, end


def _known_around(
    regions: Sequence[MarkedRegion], start: int, end: int, weights: Sequence[int], total: int
) -> tuple[int, int]:
    """The items of the smallest known article element around these, if it leaves little out; else all
    items."""
    for region in regions:  # inner ones come first
        if region.start <= start and end <= region.end and is_content_region(region.marks):
            if sum(weights[region.start : region.end]) >= _WHOLE * total:
                return region.start, region.end
            break
    return 0, len(weights)


def _extended(kinds: Sequence[_Is], at: int, step: int) -> int:
    """Go on from the substance over what may belong to it, until a link or furniture stands in the way."""
    stops = (_Is.LINK, _Is.FURNITURE) if step > 0 else (_Is.LINK, _Is.FURNITURE, _Is.ATTACHMENT)
    while 0 <= at + step < len(kinds) and kinds[at + step] not in stops:
        at += step
    return at


def _title(items: Sequence[Item], kinds: Sequence[_Is], head: int, first: int) -> int | None:
    """Where the report's title stands: the first of the lines above the text, else the nearest above page
    tools."""
    for at in range(head, first + 1):
        if kinds[at] is _Is.TITLE:
            return at
    for at in range(head - 1, max(head - _TITLE_WITHIN, 0) - 1, -1):
        item = items[at]
        if (
            kinds[at] is _Is.TITLE
            and isinstance(item, HtmlLine)
            and (item.level or is_report_title(item.text, surely=True))
        ):
            return at
    return None


def _sorted_out(
    items: Sequence[Item], keep: Sequence[bool], kinds: Sequence[_Is], first: int, last: int | None = None
) -> Article:
    """Part the items; pairs and metadata lines above the text's first sentence or below its last are
    furniture."""
    last = len(items) if last is None else last
    article: list[tuple[int, HtmlLine | HtmlTable]] = []
    furniture: list[tuple[int, HtmlLine | Pair]] = []
    label: str | None = None
    for at, item in enumerate(items):
        at_edge = at < first or at > last
        if isinstance(item, Pair):
            furniture.append((at, item))
        elif isinstance(item, HtmlTable):
            article.append((at, item))
        elif (
            label is not None
            and at_edge
            and (kinds[at] is _Is.PLAIN or is_stamp(item.text))
            and len(item.text) <= _VALUE
        ):
            furniture.append((at, Pair(label, item.text)))
        elif at_edge and kinds[at] is _Is.PAIRS:
            label = is_label(item.text)
            if label is None:
                furniture += [(at, pair) for pair in split_pairs(item.text)]
            continue
        elif keep[at]:
            article.append((at, item))
        elif kinds[at] not in (_Is.LINK, _Is.ATTACHMENT):
            furniture.append((at, item))
        label = None
    return Article(tuple(article), tuple(furniture))
