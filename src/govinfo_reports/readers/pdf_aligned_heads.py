"""The heads of the tables of sections three and four where no lines are drawn: which columns of figures there are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median

from attrs import frozen

from .pdf_cells import is_figure
from .pdf_characters import Run

__all__ = ["Heads", "figure_rows", "is_value", "middle_of", "pieces_of", "read_heads"]

_APART = 0.3  # heights: a wider gap within a run parts two pieces
_LEVEL = 0.35  # heights: how far the figures of one row may stand from each other's height
_HEAD_GAP = 4.0  # heights: a wider gap above a head is the end of it
_WRAP = 2.0  # heights: from one line of a wrapped head to the next
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
_OUTCOMES = (("结果维持",), ("结果纠正",), ("其他结果", "其它结果"), ("尚未审结",), ("总计", "合计"))
_CHARACTERS = frozenset("".join(_BANDS)) | frozenset(
    "".join(name for names in (*_INNER, *_OUTCOMES) for name in names)
)
_LETTERS = _CHARACTERS | frozenset(_PERSON + "总合小计")


@frozen(kw_only=True)
class Heads:
    """The heads over columns of figures. `middles` are where the columns stand, from left to right; `bands` are heads over
    several columns, as (row, rowspan, first column, last column, text), `leaves` the heads of the columns themselves."""

    middles: tuple[float, ...]
    leaves: tuple[str, ...]
    bands: tuple[tuple[int, int, int, int, str], ...]
    leaf_rows: tuple[int, ...]
    used: tuple[Run, ...]
    top: float

    @property
    def has_labels(self) -> bool:
        """Whether labels stand before the figures (section three)."""
        return len(self.leaves) != 15


def is_value(run: Run) -> bool:
    """Whether a piece of text is a figure, or a dash that stands for one; a unit alone (人) may be the end of a word."""
    text = run.text.strip()
    return is_figure(text) and (any(map(str.isdigit, text)) or (text != "" and text[-1] < "\u4e00"))


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


def figure_rows(pieces: Sequence[Run]) -> list[list[Run]]:
    """Figures that stand at one height, from left to right; the rows from top to bottom."""
    rows: list[list[Run]] = []
    for piece in sorted((piece for piece in pieces if is_value(piece)), key=lambda piece: piece.middle):
        if rows and piece.middle - rows[-1][0].middle <= _LEVEL * piece.height:
            rows[-1].append(piece)
        else:
            rows.append([piece])
    return [sorted(row, key=lambda piece: piece.x0) for row in rows]


def read_heads(pieces: Sequence[Run], row: Sequence[Run], full: Sequence[Sequence[Run]]) -> Heads | None:
    """The heads above a row of figures, None where they are not those of section three or four.

    `full` are rows of figures that may have a figure in every column; where they do not agree with the heads, the columns
    stand where the heads do.
    """
    matter = _head_matter(pieces, row)
    bands, rest = _take_bands(matter)
    if not bands or not rest:
        return None
    for middles in (*_columns_of(full), _stacks(rest)):
        leaves = _leaves(rest, middles)
        if leaves is None:
            continue
        placed = _placed(leaves, middles, bands)
        if placed is not None:
            return Heads(
                middles=middles,
                leaves=leaves,
                bands=placed,
                leaf_rows=_leaf_rows(leaves),
                used=tuple(matter),
                top=min(piece.top for piece in matter),
            )
    return None


def _head_matter(pieces: Sequence[Run], row: Sequence[Run]) -> list[Run]:
    """The pieces above a row that consist of the characters of the official heads, up to the first thing that is no part
    of a table's head; what stands left of the figures is passed over."""
    edge, reach = row[0].middle, row[0].x0
    height = row[0].height
    found: list[Run] = []
    for piece in sorted(pieces, key=lambda piece: -piece.middle):
        if piece.middle > edge - _LEVEL * height or piece in row:
            continue
        last = found[-1].top if found else row[0].top
        if last - piece.bottom > _HEAD_GAP * height or is_value(piece):
            break
        if _LETTERS.issuperset(piece.text.replace(" ", "")):
            found.append(piece)
        elif piece.x1 > reach:
            break
    return found


def _take_bands(matter: Sequence[Run]) -> tuple[list[tuple[str, float]], list[Run]]:
    """The heads over several columns with the middle of each, and the pieces that are left."""
    bands: list[tuple[str, float]] = []
    rest = sorted(matter, key=lambda piece: (piece.middle, piece.x0))
    for word in sorted(_BANDS, key=len, reverse=True):
        while (held := _spelling(word, rest)) is not None:
            bands.append((word, (min(p.x0 for p in held) + max(p.x1 for p in held)) / 2))
            rest = [piece for piece in rest if piece not in held]
    return bands, rest


def _spelling(word: str, pieces: Sequence[Run]) -> list[Run] | None:
    """Pieces that spell a word: side by side in one line, or a beginning of several characters and the rest below it."""
    for first in pieces:
        text, held = first.text.replace(" ", ""), [first]
        while text != word and word.startswith(text):
            after = [piece for piece in pieces if piece not in held and _follows(held[-1], piece, len(text))]
            match = next((p for p in after if word.startswith(text + p.text.replace(" ", ""))), None)
            if match is None:
                break
            text, held = text + match.text.replace(" ", ""), [*held, match]
        if text == word:
            return held
    return None


def _follows(before: Run, piece: Run, taken: int) -> bool:
    is_beside = abs(piece.middle - before.middle) < _LEVEL * before.height
    if is_beside:
        return 0 <= piece.x0 - before.x1 < _WRAP * before.height
    is_below = 0 < piece.middle - before.middle < _WRAP * before.height
    return taken > 3 and is_below and piece.x0 < before.x1 and piece.x1 > before.x0


def _columns_of(rows: Sequence[Sequence[Run]]) -> Iterator[tuple[float, ...]]:
    """Where the columns of rows that are full stand; nothing where rows of as many figures do not agree."""
    for count in (15, 8, 7):
        full = [row for row in rows if len(row) == count]
        if full:
            yield tuple(median(middle_of(row[at]) for row in full) for at in range(count))


def _stacks(pieces: Sequence[Run]) -> tuple[float, ...]:
    """The middles of what stands above each other."""
    bands: list[tuple[float, float]] = []
    for piece in sorted(pieces, key=lambda piece: piece.x0):
        if bands and piece.x0 < bands[-1][1]:
            bands[-1] = bands[-1][0], max(bands[-1][1], piece.x1)
        else:
            bands.append((piece.x0, piece.x1))
    return tuple((x0 + x1) / 2 for x0, x1 in bands)


def _leaves(pieces: Sequence[Run], middles: Sequence[float]) -> tuple[str, ...] | None:
    """The head of each column, None where they are not the official ones in their order."""
    if len(middles) not in (7, 8, 15):
        return None
    held: list[list[Run]] = [[] for _ in middles]
    for piece in pieces:
        at = min(range(len(middles)), key=lambda at: abs(middles[at] - middle_of(piece)))
        held[at].append(piece)
    texts = tuple(_read_down(stack) for stack in held)
    return texts if _is_official(texts) else None


def _read_down(stack: Sequence[Run]) -> str:
    """The pieces of one head, line by line."""
    lines: list[list[Run]] = []
    for piece in sorted(stack, key=lambda piece: piece.middle):
        if lines and piece.middle - lines[-1][0].middle < _LEVEL * piece.height:
            lines[-1].append(piece)
        else:
            lines.append([piece])
    return "".join(piece.text.strip() for line in lines for piece in sorted(line, key=lambda piece: piece.x0))


def _is_official(texts: Sequence[str]) -> bool:
    if len(texts) == 15:
        return all(text in _OUTCOMES[at % 5] for at, text in enumerate(texts))
    inner = [text for text in texts[1:-1] if text != _SUBTOTAL]
    return (
        texts[0] == _PERSON
        and texts[-1] in _TOTALS
        and len(texts) - 7 == texts.count(_SUBTOTAL)
        and all(text in names for text, names in zip(inner, _INNER, strict=True))
    )


def _placed(
    leaves: Sequence[str], middles: Sequence[float], bands: Sequence[tuple[str, float]]
) -> tuple[tuple[int, int, int, int, str], ...] | None:
    """The heads over several columns at their places, None where one stands over other columns than it should."""
    last = len(leaves) - 1
    places = {
        _APPLICANTS: (0, 1, 0, last),
        _ORGANISATIONS: (1, 1, 1, last - 1),
    }
    if len(leaves) == 15:
        places = {
            _REVIEW: (0, 1, 0, 4),
            _LITIGATION: (0, 1, 5, 14),
            _DIRECT: (1, 1, 5, 9),
            _AFTER_REVIEW: (1, 1, 10, 14),
        }
    names = [word for word, _ in bands]
    if len(set(names)) < len(names) or not set(names) <= set(places):
        return None
    if len(names) < len(places) and len(leaves) == 15:
        return None
    pitch = (middles[-1] - middles[0]) / last
    for word, middle in bands:
        _, _, begin, end = places[word]
        if not middles[begin] - pitch / 2 < middle < middles[end] + pitch / 2:
            return None
    return tuple((*places[word], word) for word in places if word in names)


def _leaf_rows(leaves: Sequence[str]) -> tuple[int, ...]:
    """The first of the three rows of heads that each column's own head stands in; it goes on to the last of them."""
    if len(leaves) == 15:
        return (1,) * 5 + (2,) * 10
    return (1, *(2,) * (len(leaves) - 2), 1)
