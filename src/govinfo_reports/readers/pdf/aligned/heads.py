"""The heads of the tables of sections three and four where no lines are drawn: which columns of figures
there are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice, pairwise

from attrs import frozen

from ....numerals import stands_for_figure
from ..characters import Run

__all__ = ["Heads", "Stack", "has_head", "is_value", "middle_of", "pieces_of", "read_heads"]

_APART = 0.3  # heights: a wider gap within a run parts two pieces
_LEVEL = 0.35  # heights: how far pieces of one line may stand from each other's height
_HEAD_GAP = 6.0  # heights: a wider gap above a head is the end of it
_WRAP = 2.0  # heights: from one line of a wrapped head to the next
_MOST = 150  # pieces that heads may consist of: fifteen heads of one character a line are some 90
_APPLICANTS = "申请人情况"
_ORGANISATIONS = "法人或其他组织"
_REVIEW, _LITIGATION = "行政复议", "行政诉讼"
_DIRECT, _AFTER_REVIEW = "未经复议直接起诉", "复议后起诉"
_BANDS = (_APPLICANTS, _ORGANISATIONS, _REVIEW, _LITIGATION, _DIRECT, _AFTER_REVIEW)
_PERSON, _TOTALS, _SUBTOTAL = "自然人", frozenset({"总计", "合计"}), "小计"
_INNER = (
    ("商业企业",),
    ("科研机构",),
    ("社会公益组织",),
    ("法律服务机构",),
    ("其他", "其它"),
)
_SHORT = frozenset({*_TOTALS, *_INNER[-1]})
_OUTCOMES = (("结果维持",), ("结果纠正",), ("其他结果", "其它结果"), ("尚未审结",), ("总计", "合计"))
_LETTERS = frozenset(
    "".join((*_BANDS, *(name for names in (*_INNER, *_OUTCOMES) for name in names), _PERSON, _SUBTOTAL, " "))
)


@frozen(kw_only=True)
class Stack:
    """The pieces that stand above each other over one column."""

    x0: float
    x1: float
    pieces: tuple[Run, ...]

    def place(self, side: int) -> float:
        """Its left edge, its middle or its right edge (`side` 0, 1, 2)."""
        return (self.x0, (self.x0 + self.x1) / 2, self.x1)[side]


@frozen(kw_only=True)
class Heads:
    """The heads over columns of figures, from left to right: where each stands, and its text. `bands` are
    the heads over several columns, as (row, rowspan, first column, last column, text), `start` is about
    where the first column begins."""

    stacks: tuple[Stack, ...]
    leaves: tuple[str, ...]
    bands: tuple[tuple[int, int, int, int, str], ...]
    used: tuple[Run, ...]
    start: float

    @property
    def first(self) -> Run:
        """The piece that begins highest."""
        return min(self.used, key=lambda run: run.top)

    @property
    def last(self) -> Run:
        """The piece that ends lowest."""
        return max(self.used, key=lambda run: run.bottom)

    @property
    def has_labels(self) -> bool:
        """Whether labels stand before the figures (section three)."""
        return len(self.leaves) != 15

    @property
    def leaf_rows(self) -> tuple[int, ...]:
        """The first of the three rows of heads that each column's own head stands in; it goes on to the last
        of them."""
        if not self.has_labels:
            return (1,) * 5 + (2,) * 10
        return (1, *(2,) * (len(self.leaves) - 2), 1)


def is_value(run: Run) -> bool:
    """Whether a piece of text is a figure, or a dash that stands for one; a unit alone (人) may be the end
    of a word."""
    text = run.text.strip()
    return stands_for_figure(text) and (any(map(str.isdigit, text)) or (text != "" and text[-1] < "\u4e00"))


def has_head(run: Run) -> bool:
    """Whether a run consists of nothing but characters of the official heads: a page without any has no such
    table."""
    return _LETTERS.issuperset(run.text)


def middle_of(run: Run) -> float:
    """Where a piece of text stands across the page."""
    return (run.x0 + run.x1) / 2


def pieces_of(run: Run) -> Iterator[Run]:
    """The run cut at its wider gaps, and at every blank that a digit stands beside."""
    start = 0
    for index, (before, after) in enumerate(pairwise(run.glyphs), 1):
        is_gap = after[1] - before[2] > _APART * run.height
        is_blank = after[0][0] == " " and (before[0][-1].isdigit() or after[0][-1].isdigit())
        if is_gap or is_blank:
            yield run.part(run.glyphs[start:index])
            start = index
    yield run.part(run.glyphs[start:])


def read_heads(pieces: Sequence[Run], row: Sequence[Run]) -> Heads | None:
    """The heads above a row of figures, None where they are not those of section three or four. `pieces` are
    those above the row, from top to bottom."""
    matter = _head_matter(pieces, row)
    if len({char for piece in matter for char in piece.text} & set("自然人审结")) < 2:
        return None
    bands, rest = _take_bands(matter)
    stacks = _with_indented(_stacks(rest))
    for count in (15, 8, 7):
        own = stacks[-count:]
        leaves = tuple(_read_down(stack.pieces) for stack in own)
        if len(own) < count or not _is_official(leaves):
            continue
        placed = _placed(own, bands)
        if placed is None:
            return None
        spelt = [piece for _, held in bands for piece in held]
        used = (*spelt, *(piece for stack in own for piece in stack.pieces))
        return Heads(stacks=tuple(own), leaves=leaves, bands=placed, used=used, start=_start(own, row))
    return None


def _start(stacks: Sequence[Stack], row: Sequence[Run]) -> float:
    if len(stacks) == 15:
        return float("-inf")
    first, second = stacks[0].place(1), stacks[1].place(1)
    start = first - (second - first) / 2
    return min(start, row[0].x0) if len(row) == len(stacks) else start


def _head_matter(pieces: Sequence[Run], row: Sequence[Run]) -> list[Run]:
    """The pieces above a row that consist of the characters of the official heads, up to the first thing
    that is no part of a table's head; what stands left of the figures is passed over."""
    reach, height = row[0].x0, row[0].height
    found: list[Run] = []
    for piece in islice(reversed(pieces), 2 * _MOST):
        last = found[-1].top if found else row[0].top
        if last - piece.bottom > _HEAD_GAP * height or is_value(piece) or len(found) > _MOST:
            break
        if _LETTERS.issuperset(piece.text):
            found.append(piece)
        elif piece.x1 > reach + piece.height:  # a mark at the end of a label may hang out
            break
    return found


def _take_bands(matter: Sequence[Run]) -> tuple[list[tuple[str, list[Run]]], list[Run]]:
    """The heads over several columns with their pieces, and the pieces that are left."""
    bands: list[tuple[str, list[Run]]] = []
    rest = sorted(matter, key=lambda piece: (piece.middle, piece.x0))
    for word in sorted(_BANDS, key=len, reverse=True):
        held = _spelling(word, rest)
        if held:
            bands.append((word, held))
            known = set(map(id, held))
            rest = [piece for piece in rest if id(piece) not in known]
    return bands, rest


def _spelling(word: str, pieces: Sequence[Run]) -> list[Run]:
    """Pieces that spell a word: side by side in one line, or a beginning of several characters and the rest
    below it."""
    for first in pieces:
        text, held = first.text.replace(" ", ""), [first]
        while text != word and word.startswith(text):
            more = (
                (text + piece.text.replace(" ", ""), piece)
                for piece in pieces
                if word.startswith(text + piece.text.replace(" ", ""))
                and _follows(held[-1], piece, len(text))
            )
            match = next(more, None)
            if match is None:
                break
            text, held = match[0], [*held, match[1]]
        if text == word:
            return held
    return []


def _follows(before: Run, piece: Run, taken: int) -> bool:
    if abs(piece.middle - before.middle) < _LEVEL * before.height:
        return 0 <= piece.x0 - before.x1 < _WRAP * before.height
    is_below = 0 < piece.middle - before.middle < _WRAP * before.height
    return taken > 3 and is_below and piece.x0 < before.x1 and piece.x1 > before.x0


def _stacks(pieces: Sequence[Run]) -> list[Stack]:
    """What stands above each other, from left to right."""
    stacks: list[Stack] = []
    for piece in sorted(pieces, key=lambda piece: piece.x0):
        if stacks and piece.x0 < stacks[-1].x1:
            last = stacks.pop()
            stacks.append(Stack(x0=last.x0, x1=max(last.x1, piece.x1), pieces=(*last.pieces, piece)))
        else:
            stacks.append(Stack(x0=piece.x0, x1=piece.x1, pieces=(piece,)))
    return stacks


def _with_indented(stacks: Sequence[Stack]) -> list[Stack]:
    """The stacks, two beside each other as one where only together they are a word of two characters: the
    first line of a narrow head is indented, so that it stands aside of the next."""
    found: list[Stack] = []
    for stack in stacks:
        last = found[-1] if found else None
        pieces = (*last.pieces, *stack.pieces) if last is not None else ()
        if last is not None and len(pieces) == 2 and _read_down(pieces) in _SHORT:
            found[-1] = Stack(x0=last.x0, x1=stack.x1, pieces=pieces)
        else:
            found.append(stack)
    return found


def _read_down(pieces: Sequence[Run]) -> str:
    """The pieces of one head, line by line."""
    lines: list[list[Run]] = []
    for piece in sorted(pieces, key=lambda piece: piece.middle):
        if lines and piece.middle - lines[-1][0].middle < _LEVEL * piece.height:
            lines[-1].append(piece)
        else:
            lines.append([piece])
    text = "".join(piece.text for line in lines for piece in sorted(line, key=lambda piece: piece.x0))
    return text.replace(" ", "")


def _is_official(texts: Sequence[str]) -> bool:
    if len(texts) == 15:
        return all(text in _OUTCOMES[at % 5] for at, text in enumerate(texts))
    inner = [text for text in texts[1:-1] if text != _SUBTOTAL]
    return (
        len(texts) > 6
        and texts[0] == _PERSON
        and texts[-1] in _TOTALS
        and len(texts) - 7 == texts.count(_SUBTOTAL)
        and all(text in names for text, names in zip(inner, _INNER, strict=True))
    )


def _placed(
    stacks: Sequence[Stack], bands: Sequence[tuple[str, Sequence[Run]]]
) -> tuple[tuple[int, int, int, int, str], ...] | None:
    """The heads over several columns at their places, None where one is missing or stands over other
    columns."""
    last = len(stacks) - 1
    if last == 14:
        places = {
            _REVIEW: (0, 1, 0, 4),
            _LITIGATION: (0, 1, 5, 14),
            _DIRECT: (1, 1, 5, 9),
            _AFTER_REVIEW: (1, 1, 10, 14),
        }
    else:
        places = {_APPLICANTS: (0, 1, 0, last), _ORGANISATIONS: (1, 1, 1, last - 1)}
    names = [word for word, _ in bands]
    if not names or not set(names) <= set(places) or (last == 14 and len(names) < len(places)):
        return None
    slack = stacks[1].x0 - stacks[0].x0
    for word, held in bands:
        _, _, begin, end = places[word]
        if min(piece.x0 for piece in held) < stacks[begin].x0 - slack:
            return None
        if max(piece.x1 for piece in held) > stacks[end].x1 + slack:
            return None
    return tuple((*place, word) for word, place in places.items() if word in names)
