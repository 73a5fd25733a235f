"""Photographs of pages made level: the paper's four corners, or those of its largest table, become those of
a rectangle."""

from __future__ import annotations

from typing import Any

__all__ = ["flattened"]

_LEAST, _MOST = 0.2, 0.98  # of the picture: the paper on it
_DARKER = 35  # shades: what the paper lies on is darker than it by more
_ASIDE = 0.012  # of the picture's longer side: corners of a level page stand no farther aside
_LEFT = 0.002  # of a frame's length: what is left of that when the sheet's edges are level
_WIDE = 0.35  # of the picture's longer side: the frame of a table that shows how a page lies
_SIDES = 2**0.5  # of A4, and of all sheets of its kind
_NEAR_SIDES = 0.18
_BENT, _OFF = (
    0.012,
    0.03,
)  # of its longer side: edges run no farther from straight, and meet no farther from where they seem to
_SMALL = 1000  # pixels: so large a picture is looked at


def flattened(gray: Any) -> tuple[Any, bool]:
    """The page (shades of gray) as if seen from above, and whether it was cut out of its surroundings and so
    is the whole sheet.

    A page whose edges do not show is made level by the frame of its largest table. Pages that lie level come
    back as they are."""
    import cv2

    shrink = min(1.0, _SMALL / max(gray.shape))
    small = cv2.resize(gray, None, fx=shrink, fy=shrink, interpolation=cv2.INTER_AREA)
    paper = _paper(small)
    if paper is not None:
        gray = _cut_out(gray, paper / shrink)
        shrink = min(1.0, _SMALL / max(gray.shape))
        small = cv2.resize(gray, None, fx=shrink, fy=shrink, interpolation=cv2.INTER_AREA)
    frame = _frame(small, _LEFT if paper is not None else _ASIDE)
    return gray if frame is None else _made_level(gray, frame / shrink), paper is not None


def _ordered(corners: Any) -> Any:
    """Four corners from the left upper one on, clockwise."""
    import numpy

    points = corners.reshape(4, 2).astype(numpy.float32)
    middle = points.mean(axis=0)
    turned = points[numpy.argsort(numpy.arctan2(points[:, 1] - middle[1], points[:, 0] - middle[0]))]
    return numpy.roll(turned, -int(turned.sum(axis=1).argmin()), axis=0)


def _is_aside(corners: Any, longest: float) -> bool:
    """Whether four corners are not those of a level rectangle."""
    import numpy

    low, high = corners.min(axis=0), corners.max(axis=0)
    level = numpy.array([low, (high[0], low[1]), high, (low[0], high[1])])
    return float(numpy.abs(corners - level).max()) > _ASIDE * longest


def _paper(small: Any) -> Any:
    """The corners of a sheet that lies aslant on something darker, None where no such sheet shows."""
    import cv2
    import numpy

    _, bright = cv2.threshold(cv2.GaussianBlur(small, (0, 0), 3), 0, 1, cv2.THRESH_BINARY | cv2.THRESH_OTSU)
    bright = cv2.morphologyEx(bright, cv2.MORPH_CLOSE, numpy.ones((25, 25), numpy.uint8))
    contours, _ = cv2.findContours(bright, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    if not contours:
        return None
    sheet = max(contours, key=cv2.contourArea)
    corners = _four(sheet)
    area = small.shape[0] * small.shape[1]
    if corners is None or not _LEAST * area < cv2.contourArea(corners) < _MOST * area:
        return None
    inside = numpy.zeros_like(small)
    cv2.fillConvexPoly(inside, corners.astype(numpy.int32), 1)
    around = small[cv2.dilate(inside, numpy.ones((9, 9), numpy.uint8)) == 0]
    if (
        not around.size
        or float(numpy.median(small[inside > 0])) - float(numpy.percentile(around, 80)) < _DARKER
    ):
        return None
    return corners if _is_aside(corners, max(small.shape)) else None


def _frame(small: Any, least: float) -> Any:
    """The corners of the largest table's frame where its edges are aslant by so much of its length, else
    None."""
    import cv2
    import numpy

    ink = cv2.adaptiveThreshold(small, 1, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, 25, 14)
    ink = cv2.dilate(ink, numpy.ones((3, 3), numpy.uint8))
    contours, _ = cv2.findContours(ink, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    if not contours:
        return None
    table = max(contours, key=lambda one: cv2.minAreaRect(one)[1][0] * cv2.minAreaRect(one)[1][1])
    if max(cv2.boundingRect(table)[2:]) < _WIDE * max(small.shape):
        return None
    corners = _four(table)
    return corners if corners is not None and _is_askew(corners, least) else None


def _is_askew(corners: Any, least: float) -> bool:
    """Whether a frame's opposite edges do not run alike: a frame that is only turned is left to those who
    turn pages."""
    import numpy

    edges = numpy.roll(corners, -1, axis=0) - corners
    longest = float(numpy.abs(edges).max())
    return float(numpy.abs(edges[:2] + edges[2:]).max()) > least * longest


def _four(contour: Any) -> Any:
    """The four corners of a shape whose edges are straight, where lines through its edges meet; None for any
    other."""
    import cv2
    import numpy

    hull = cv2.convexHull(contour)
    around = cv2.arcLength(hull, True)
    for share in (0.01, 0.02, 0.03, 0.05):
        corners = cv2.approxPolyDP(hull, share * around, True)
        if len(corners) == 4:
            break
    else:
        return None
    ordered = _ordered(corners)
    points = contour[:, 0].astype(numpy.float32)
    lines = [_line(points, ordered[index], ordered[(index + 1) % 4]) for index in range(4)]
    if any(line is None for line in lines):
        return None
    found = numpy.array([_meeting(lines[index - 1], lines[index]) for index in range(4)], numpy.float32)
    longest = float(numpy.ptp(ordered, axis=0).max())
    return found if float(numpy.abs(found - ordered).max()) <= _OFF * longest else None


def _line(points: Any, start: Any, end: Any) -> Any:
    """The line (a direction, a point) through the points of an edge, None where too few of them lie on it.
    The ends of an edge are left out."""
    import cv2
    import numpy

    along = (end - start) / float(numpy.linalg.norm(end - start))
    length = float(numpy.linalg.norm(end - start))
    way = (points - start) @ along
    aside = numpy.abs((points - start) @ numpy.array((-along[1], along[0])))
    on = points[(way > 0.06 * length) & (way < 0.94 * length) & (aside <= _BENT * length)]
    if len(on) < 0.5 * length:
        return None
    u, v, x, y = (float(one[0]) for one in cv2.fitLine(on, cv2.DIST_HUBER, 0, 0.01, 0.01))
    return (u, v), (x, y)


def _meeting(one: Any, other: Any) -> Any:
    """Where two lines meet."""
    import numpy

    ways = numpy.array((one[0], (-other[0][0], -other[0][1]))).T
    share = numpy.linalg.solve(ways, numpy.subtract(other[1], one[1]))[0]
    return numpy.add(one[1], share * numpy.array(one[0]))


def _lengths(corners: Any) -> tuple[float, float]:
    """How wide and high a rectangle seen aslant is on the picture, on its longer sides."""
    import numpy

    edges = numpy.linalg.norm(numpy.roll(corners, -1, axis=0) - corners, axis=1)
    return float(max(edges[0], edges[2])), float(max(edges[1], edges[3]))


def _cut_out(gray: Any, corners: Any) -> Any:
    """The sheet between its corners, with the sides of A4 where they are nearly those."""
    import cv2
    import numpy

    width, height = _lengths(corners)
    sides = max(width, height) / min(width, height)
    if abs(sides / _SIDES - 1) < _NEAR_SIDES:
        width, height = (height / _SIDES, height) if height > width else (width, width / _SIDES)
    size = round(width), round(height)
    goal = numpy.array([(0, 0), (size[0], 0), size, (0, size[1])], numpy.float32)
    matrix = cv2.getPerspectiveTransform(corners.astype(numpy.float32), goal)
    return cv2.warpPerspective(gray, matrix, size, flags=cv2.INTER_CUBIC, borderValue=255)


def _made_level(gray: Any, corners: Any) -> Any:
    """The page turned and stretched so that the corners are those of a level rectangle in the middle of
    where they were."""
    import cv2
    import numpy

    width, height = _lengths(corners)
    middle = corners.mean(axis=0)
    low, high = middle - numpy.array((width / 2, height / 2)), middle + numpy.array((width / 2, height / 2))
    goal = numpy.array([low, (high[0], low[1]), high, (low[0], high[1])], numpy.float32)
    matrix = cv2.getPerspectiveTransform(corners.astype(numpy.float32), goal)
    size = gray.shape[1], gray.shape[0]
    return cv2.warpPerspective(gray, matrix, size, flags=cv2.INTER_CUBIC, borderValue=255)
