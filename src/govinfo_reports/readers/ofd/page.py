"""One page of OFD: its layers, templates and composite units, walked in the order in which they are
painted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from attrs import field, frozen
from lxml import etree

from ...errors import LimitExceeded
from ...language import phrase
from ..pdf.characters import PageSpace
from ..pdf.inks import Ground, Odd, is_pale, is_turned, judged
from ..pdf.page_objects import IDENTITY, Matrix, apply, times
from ..pdf.rulings import Collector, Rulings
from .parts import child, children, is_false, matrix_of, name_of, number, numbers
from .resources import Resources, colour_of
from .text import Character, characters_of, quarter

__all__ = ["POINTS", "Budget", "Drawn", "Picture", "rulings_of", "space_of", "walk"]

POINTS = 72 / 25.4  # in a millimetre
_DEPTH = 12  # of units in units, and of blocks in blocks
_ASLANT = 0.07  # of a quarter turn: text turned by more has no vote which way is up
_CHARACTERS, _OBJECTS, _SEGMENTS = 3_000_000, 300_000, 3_000_000
_UNIT = 60  # a composite unit costs as many objects
_NUMBERS = {"S": 2, "M": 2, "L": 2, "Q": 4, "B": 6, "A": 7, "C": 0}

Segment = tuple[float, float, float, float]


class Picture(NamedTuple):
    """An image drawn on a page: its part, and the matrix from its unit square to the page (millimetres, y
    downwards)."""

    part: str
    matrix: Matrix


class Budget:
    """What all pages of a file may hold together."""

    def __init__(self, source: str | None) -> None:
        self.source = source
        self.characters, self.objects, self.segments = _CHARACTERS, _OBJECTS, _SEGMENTS

    def spend(self, *, characters: int = 0, objects: int = 0, segments: int = 0) -> None:
        """Take from what is left; raises `LimitExceeded` where it is not enough."""
        self.characters -= characters
        self.objects -= objects
        self.segments -= segments
        if min(self.characters, self.objects, self.segments) < 0:
            raise LimitExceeded(
                phrase(
                    "more than {characters} characters, {objects} objects or {segments} pieces of lines",
                    characters=_CHARACTERS,
                    objects=_OBJECTS,
                    segments=_SEGMENTS,
                ),
                source=self.source,
            )


@frozen(kw_only=True)
class Drawn:
    """What stands on a page: texts (with why one of them is left out), straight pieces of paths, and
    pictures."""

    texts: tuple[tuple[Character, ...], ...]
    left_out: dict[int, str] = field(factory=dict)
    paths: tuple[tuple[tuple[Segment, ...], bool], ...] = ()
    """Each with whether it is filled and has no stroke."""
    pictures: tuple[Picture, ...] = ()


class _Walk:
    def __init__(self, resources: Resources, budget: Budget) -> None:
        self.resources, self.budget = resources, budget
        self.order = 0
        self.texts: list[tuple[Character, ...]] = []
        self.sizes: list[float] = []
        self.odd: list[Odd] = []
        self.grounds: list[Ground] = []
        self.paths: list[tuple[tuple[Segment, ...], bool]] = []
        self.pictures: list[Picture] = []

    def add(self, holder: etree._Element, outer: Matrix, style: str | None, alpha: float, depth: int) -> None:
        """Everything in a layer, a block or a unit. An object without a boundary of its own stands in that
        of its holder."""
        for item in children(holder):
            kind = name_of(item)
            self.budget.spend(objects=1)
            if is_false(item, "Visible"):
                continue
            if kind in {"PageBlock", "Layer"}:
                if depth < _DEPTH:
                    self.add(item, outer, item.get("DrawParam") or style, alpha, depth + 1)
                continue
            if kind not in {"TextObject", "PathObject", "ImageObject", "CompositeObject"}:
                continue
            self.order += 1
            box = numbers(item.get("Boundary"), 4) or (0.0, 0.0, 0.0, 0.0)
            matrix = times(times(matrix_of(item), (1.0, 0.0, 0.0, 1.0, box[0], box[1])), outer)
            covers = alpha * min(1.0, max(0.0, number(item.get("Alpha"), 255.0) / 255))
            if kind == "TextObject":
                self.add_text(item, matrix, style, covers)
            elif kind == "PathObject":
                self.add_path(item, matrix, style, covers)
            elif kind == "ImageObject":
                self.add_image(item, matrix, box, outer)
            elif depth < _DEPTH:
                self.budget.spend(objects=_UNIT)
                unit = self.resources.units.get(item.get("ResourceID", ""))
                for content in children(unit, "Content"):
                    self.add(content, matrix, item.get("DrawParam") or style, covers, depth + 1)

    def add_text(self, item: etree._Element, matrix: Matrix, style: str | None, alpha: float) -> None:
        characters = tuple(characters_of(item, matrix, self.budget.characters + 1))
        self.budget.spend(characters=len(characters))
        if not characters:
            return
        found = next(
            (
                one
                for holder in self.resources.with_styles(item, style)
                for one in children(holder, "FillColor")
            ),
            None,
        )
        colour, covers = colour_of(found)
        covers *= alpha
        first = characters[0]
        turned = bool(first.x and first.y) and is_turned(first.x, first.y)
        stroked = item.get("Stroke", "").strip().lower() in {"true", "1"}
        invisible = is_false(item, "Fill") and not stroked
        if turned or invisible or is_pale(colour, covers):
            box = (
                min(one.left for one in characters),
                min(one.top for one in characters),
                max(one.right for one in characters),
                max(one.bottom for one in characters),
            )
            self.odd.append(
                Odd(
                    order=self.order,
                    address=len(self.texts),
                    box=box,
                    size=first.size,
                    colour=colour,
                    alpha=covers,
                    is_turned=turned,
                    is_invisible=invisible,
                )
            )
        else:
            self.sizes.append(first.size)
        self.texts.append(characters)

    def add_path(self, item: etree._Element, matrix: Matrix, style: str | None, alpha: float) -> None:
        data = child(item, "AbbreviatedData")
        has_fill = item.get("Fill", "").strip().lower() in {"true", "1"}
        has_stroke = not is_false(item, "Stroke")
        if data is None or not (has_fill or has_stroke) or alpha == 0:
            return
        pieces: list[Segment] = []
        for x0, y0, x1, y1 in _segments("".join(map(str, data.itertext())), self.budget):
            pieces.append((*apply(matrix, x0, y0), *apply(matrix, x1, y1)))
        if not pieces:
            return
        fill = next(
            (
                one
                for holder in self.resources.with_styles(item, style)
                for one in children(holder, "FillColor")
            ),
            None,
        )
        if has_fill and fill is not None:
            colour, covers = colour_of(fill)
            xs = [x for piece in pieces for x in piece[::2]]
            ys = [y for piece in pieces for y in piece[1::2]]
            box = min(xs), min(ys), max(xs), max(ys)
            if covers * alpha > 0.5 and min(box[2] - box[0], box[3] - box[1]) > 1.4:
                self.grounds.append(Ground(order=self.order, box=box, colour=colour))
        self.paths.append((tuple(pieces), not has_stroke))

    def add_image(self, item: etree._Element, matrix: Matrix, box: tuple[float, ...], outer: Matrix) -> None:
        if item.get("CTM") is None:  # the image fills its boundary
            matrix = times((box[2], 0.0, 0.0, box[3], box[0], box[1]), outer)
        corners = [apply(matrix, x, y) for x in (0.0, 1.0) for y in (0.0, 1.0)]
        xs, ys = [x for x, _ in corners], [y for _, y in corners]
        self.grounds.append(Ground(order=self.order, box=(min(xs), min(ys), max(xs), max(ys)), colour=None))
        part = self.resources.images.get(item.get("ResourceID", ""))
        if part is not None:
            self.pictures.append(Picture(part, matrix))


def _segments(data: str, budget: Budget) -> Iterator[Segment]:
    """The straight pieces of a path as `AbbreviatedData` writes it; curves only move the pen."""
    x = y = first_x = first_y = 0.0
    command, held = "", list[float]()
    for token in data.replace(",", " ").split():
        budget.spend(segments=1)
        if token.upper() in _NUMBERS:
            command, held = token.upper(), []
            if command == "C":
                yield x, y, first_x, first_y
                x, y = first_x, first_y
            continue
        held.append(number(token, 0.0))
        if not command or command == "C" or len(held) < _NUMBERS[command]:
            continue
        if command == "L":
            yield x, y, held[-2], held[-1]
        x, y = held[-2], held[-1]
        if command in {"S", "M"}:
            first_x, first_y = x, y
            command = "L" if command == "M" else command
        held = []


def walk(layers: Iterable[etree._Element], resources: Resources, budget: Budget) -> Drawn:
    """What the layers of a page draw, the lowest first. Raises `LimitExceeded`."""
    found = _Walk(resources, budget)
    for layer in layers:
        if not is_false(layer, "Visible"):
            found.add(layer, IDENTITY, layer.get("DrawParam"), 1.0, 0)
    usual = sorted(found.sizes)[len(found.sizes) // 2] if found.sizes else 0.0
    return Drawn(
        texts=tuple(found.texts),
        left_out=judged(found.odd, found.grounds, usual),
        paths=tuple(found.paths),
        pictures=tuple(found.pictures),
    )


def space_of(texts: Iterable[Iterable[Character]], width: float, height: float) -> PageSpace:
    """The page in points, turned so that most of its text stands upright."""
    turns = (quarter(one) for characters in texts for one in characters if not one.text.isspace())
    votes = Counter(round(turn) % 4 for turn in turns if abs(turn - round(turn)) < _ASLANT)
    most = votes.most_common(1)[0][0] if votes else 0
    return PageSpace(0.0, 0.0, width * POINTS, height * POINTS, most)


def rulings_of(drawn: Drawn, space: PageSpace) -> Rulings:
    """The ruling lines among the paths of a page."""
    lines = Collector(space)
    height = space.top

    def up(y: float) -> float:
        return height - y * POINTS

    for pieces, is_filled in drawn.paths:
        xs = [x * POINTS for piece in pieces for x in piece[::2]]
        ys = [up(y) for piece in pieces for y in piece[1::2]]
        if lines.add_if_thin(min(xs), min(ys), max(xs), max(ys)):
            continue
        for x0, y0, x1, y1 in pieces:
            lines.add_edge((x0 * POINTS, up(y0)), (x1 * POINTS, up(y1)), filled=is_filled)
    return lines.rulings()
