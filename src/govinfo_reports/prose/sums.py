"""Parts that add up to their whole: the sum says what each of them is
(主动公开信息541条：县政府网站柳溪专栏163条，微信公众号207条，公开栏171条; 专职2人、兼职6人，共8人)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from decimal import Decimal

from ..forms.kinds import Kinds
from ..forms.scopes import scopes
from ..patterns import late
from .figures import Figure, units_of

__all__ = ["channels_of_a_sum", "staff_of_a_sum", "tells_staff_alone"]

_SAY = scopes().patterns
_FEWEST = 2
_LONGEST_ITEM = 60
_CLAUSE_END = late(r"[，；]")
_STAFF_MARK = late(r"[，、：]|和(?=兼职|专职|\d)|及(?=兼职|专职|\d)")
_FULL_TIME = late(r"专职|全职")
_PART_TIME = late(r"兼[职任]")
_ALL_OF_THE_PARTS = late(r"(?:均|都|全部)(?:为|是|系)(?:[专全]|兼)职[^，；\d]{0,2}\d")
"""均为兼职3人、专职2人 cannot be."""


def channels_of_a_sum(
    text: str, figures: Sequence[Figure], whole: int | Decimal, first: int, known: Kinds
) -> Mapping[int, str]:
    """The channels of the first of the `figures` that add up to the `whole`, by where they begin, where each
    of them is a channel and no word more; none where they do not, or where two name the same one. The words
    of the first begin at `first`.

    >>> from govinfo_reports.forms.kinds import kinds
    >>> from govinfo_reports.prose.figures import find_figures
    >>> text = "其中县信息公开网60条，公众号30条，公开栏、广播10条"
    >>> list(channels_of_a_sum(text, find_figures(text), 100, 0, kinds()).values())
    ['website', 'wechat', 'other']
    """
    items = list(figures)
    if items and items[0].value == whole:  # 在新增的174条中，网站131条
        first = items.pop(0).end
    left, many = whole, 0
    while left > 0 and many < len(items) and not items[many].approximate:
        left -= items[many].value
        many += 1
    if left != 0 or many < _FEWEST:
        return {}
    named: list[str | None] = []
    figure_first = _channel(text[first : items[0].start], known) is None  # 有298条在局门户网站公布
    for index, item in enumerate(items[:many]):
        words = text[items[index - 1].end if index else first : item.start]
        if figure_first:
            words = _CLAUSE_END.split(text[item.end :], maxsplit=1)[0]
        if len(words) > _LONGEST_ITEM or not _SAY["channel, in a sum"].fullmatch(words):
            return {}
        named.append(_channel(words, known))
    if None in named:
        return {}
    often = Counter(named)
    return {
        item.start: name
        for item, name in zip(items, named, strict=False)
        if name is not None and often[name] == 1 and name != "several"
    }


def _channel(words: str, known: Kinds) -> str | None:
    """The channel that an item names; `several` where it names more than one, None where it names none."""
    if _SAY["other channel, in a sum"].search(words) and _SAY["all of the others"].search(words):
        return "other"
    found = {name for pattern, name in known.channels if name and pattern.search(words)}
    if _SAY["website, in a sum"].search(words):
        found.add("website")
    if _SAY["other channel, in a sum"].search(words):
        found.add("other")
    return None if not found else found.pop() if len(found) == 1 else "several"


def staff_of_a_sum(text: str, figures: Sequence[Figure]) -> Mapping[int, str]:
    """Which figures of a part of a sentence (up to ；) are the full-time staff (专职), the part-time staff
    (兼职) and both together, by where they begin; none where the two do not add up to exactly one other
    figure of people.

    >>> from govinfo_reports.prose.figures import find_figures
    >>> text = "有专职人员2名，各局兼职人员14名，共16名"
    >>> list(staff_of_a_sum(text, find_figures(text)).values())
    ['full_time', 'part_time', 'total']
    """
    found: dict[int, str] = {}
    if "兼" not in text:
        return found
    for part in re.finditer(r"[^；]+", text):
        if _ALL_OF_THE_PARTS.search(part.group()):
            continue
        own = [
            one for one in figures if part.start() <= one.start < part.end() and one.unit in units_of("heads")
        ]
        kinds = {one.start: _kind_of_staff(text, one, part.span()) for one in own}
        by_kind = {
            kind: [one for one in own if kinds[one.start] == kind] for kind in ("full_time", "part_time")
        }
        if any(len(ones) != 1 for ones in by_kind.values()):
            continue
        both = sum(ones[0].value for ones in by_kind.values())
        totals = [one for one in own if kinds[one.start] == "total" and one.value == both]
        if len(totals) == 1 and not any(one.approximate for one in own):
            found.update({ones[0].start: kind for kind, ones in by_kind.items()})
            found[totals[0].start] = "total"
    return found


def tells_staff_alone(text: str, figures: Sequence[Figure]) -> bool:
    """Whether a sentence tells of staff in plain words, and of nothing else.

    >>> from govinfo_reports.prose.figures import find_figures
    >>> told = "配备专职人员1名、兼职人员2名", "水库配备专职人员1名"
    >>> [tells_staff_alone(text, find_figures(text)) for text in told]
    [True, False]
    """
    if not figures or any(one.unit not in units_of("heads") for one in figures):
        return False
    ends = [0, *(one.end for one in figures)]
    starts = [*(one.start for one in figures), len(text)]
    words = "".join(text[end:start] for end, start in zip(ends, starts, strict=True))
    clauses = _STAFF_MARK.split(words)
    return all(len(one) <= _LONGEST_ITEM and _SAY["staff in a sum"].fullmatch(one) for one in clauses)


def _kind_of_staff(text: str, figure: Figure, part: tuple[int, int]) -> str | None:
    """What a figure of people is by the words of its own clause; None where it has a word more."""
    first, last = part
    for mark in _STAFF_MARK.finditer(text, first, last):
        if mark.end() <= figure.start:
            first = mark.end()
        elif mark.start() >= figure.end:
            last = mark.start()
            break
    clause = text[first : figure.start] + text[figure.end : last]
    if len(clause) > _LONGEST_ITEM or any(sign.isdigit() for sign in clause):
        return None
    full, part_time = _FULL_TIME.search(clause), _PART_TIME.search(clause)
    if part_time and not full:
        return "part_time" if _SAY["part-time staff in a sum"].fullmatch(clause) else None
    if not _SAY["staff in a sum"].fullmatch(clause):
        return None
    return "full_time" if full and not part_time else "total"
