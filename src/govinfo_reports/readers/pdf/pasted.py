"""Tables that were pasted into a page of text as images: found by their ruling lines, and recognised as
scans are."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from ..image.ocr import image_rulings, read_view
from .characters import PageSpace, Run
from .page_objects import FORM, IMAGE, Box, PageObjects
from .pages import View, page_views
from .rulings import Ruling, Rulings

__all__ = ["image_boxes", "views_around"]

_SHARE = 0.03  # of the page: a table of two rows takes more
_LEAST = 60.0  # points: neither side of a table is shorter than this
_OBJECTS = 20_000
_MARGIN = 2.0  # points: a frame is drawn along the edges of its image
_LONG = 0.4  # of the image: so far a line of a table goes at least
_LINES = 3  # so many across and so many down make a table
_SKETCH, _FINE = 110, 220  # dots an inch: to find lines, to recognise
_LIGHT, _PAPER = 150, 0.5  # of 255: so light is paper; a share of the image


def image_boxes(raw: Any, page: Any, space: PageSpace, runs: Sequence[Run]) -> list[Box]:
    """The images of a page that are large enough for a table and have no text of the page over them, from
    top to bottom."""
    objects = PageObjects(raw)
    width, height = space.size
    found: list[Box] = []
    for one in objects.walk(page, _OBJECTS, deepest=0):
        box = objects.box(one.item) if one.kind in (IMAGE, FORM) else None
        if box is None:
            continue
        x0, top, x1, bottom = space.box(*box)
        x0, top, x1, bottom = max(0.0, x0), max(0.0, top), min(width, x1), min(height, bottom)
        if min(x1 - x0, bottom - top) < _LEAST or (x1 - x0) * (bottom - top) < _SHARE * width * height:
            continue
        if not any(x0 < (run.x0 + run.x1) / 2 < x1 and top < run.middle < bottom for run in runs):
            found.append((x0, top, x1, bottom))
    return sorted(found, key=lambda box: box[1])


def views_around(
    page: int,
    size: tuple[float, float],
    runs: Sequence[Run],
    rulings: Rulings,
    boxes: Sequence[Box],
    picture: Callable[[int], tuple[Any, float]],
) -> list[View] | None:
    """The views of a page whose images hold tables: what stands above each, the table, what stands below;
    None where none does. `picture` gives the page as an image of so many dots an inch, and how many pixels a
    point is."""
    image, scale = picture(_SKETCH)
    tables = [box for box in boxes if _is_table(_part(image, scale, box), scale, box)]
    if not tables:
        return None
    image, scale = picture(_FINE)
    views: list[View] = []
    above = float("-inf")
    for box in tables:
        if box[1] < above:
            continue
        views += _between(page, size, runs, rulings, above, box[1])
        views.append(read_view(_part(image, scale, box), page=page, scale=scale))
        above = box[3]
    return [*views, *_between(page, size, runs, rulings, above, float("inf"))]


def _part(image: Any, scale: float, box: Box) -> Any:
    """What a picture of the page shows of a box and its edges."""
    x0, top = (max(0, int((edge - _MARGIN) * scale)) for edge in box[:2])
    x1, bottom = (int((edge + _MARGIN) * scale) for edge in box[2:])
    return image[top:bottom, x0:x1].copy()


def _is_table(part: Any, scale: float, box: Box) -> bool:
    """Whether there are the lines of a table in a picture: mostly paper, with long lines across and down."""
    if (part.min(axis=2) > _LIGHT).mean() < _PAPER:
        return False
    rulings = image_rulings(part, scale)
    across = sum(line.end - line.start > _LONG * (box[2] - box[0]) for line in rulings.horizontal)
    down = sum(line.end - line.start > _LONG * (box[3] - box[1]) for line in rulings.vertical)
    return min(across, down) >= _LINES


def _between(
    page: int,
    size: tuple[float, float],
    runs: Sequence[Run],
    rulings: Rulings,
    above: float,
    below: float,
) -> list[View]:
    """The views of what stands between two heights of a page."""

    def is_within(y: float) -> bool:
        return above <= y < below

    def across(lines: Sequence[Ruling]) -> list[Ruling]:
        return [line for line in lines if is_within(line.at)]

    def down(lines: Sequence[Ruling]) -> list[Ruling]:
        return [line for line in lines if is_within((line.start + line.end) / 2)]

    own = [run for run in runs if is_within(run.middle)]
    lines = Rulings(
        across(rulings.horizontal),
        down(rulings.vertical),
        across(rulings.filled_horizontal),
        down(rulings.filled_vertical),
    )
    return page_views(page, size, own, lines) if own or lines.horizontal else []
