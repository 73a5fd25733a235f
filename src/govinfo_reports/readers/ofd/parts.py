"""The parts of an OFD file: where its names lead, elements by their local names, and numbers as its
attributes write them."""

from __future__ import annotations

import math
from collections.abc import Iterator
from posixpath import dirname, join, normpath

from lxml import etree

from ..package import Package
from ..pdf.page_objects import IDENTITY, Matrix

__all__ = ["Parts", "child", "children", "is_false", "matrix_of", "name_of", "number", "numbers"]

_MOST = 1e7  # millimetres: no page is so large
_MOST_KEPT = 64  # parts held as trees: templates, resources


def name_of(element: etree._Element) -> str:
    """The name of an element without its namespace, which differs from one edition of the standard to the
    next."""
    return str(element.tag).rpartition("}")[2]


def children(element: etree._Element | None, *names: str) -> Iterator[etree._Element]:
    """The children of these names (of any, if none is given), in their order."""
    for item in () if element is None else element.iterchildren(etree.Element):
        if not names or name_of(item) in names:
            yield item


def child(element: etree._Element | None, *path: str) -> etree._Element | None:
    """The first element at the end of a path of names, None where there is none."""
    for name in path:
        element = next(children(element, name), None)
    return element


def number(text: str | None, default: float) -> float:
    """A number of an attribute, the default where there is none.

    >>> number("3.5", 0.0), number(None, 1.0), number("1e400", 1.0), number("x", 2.0)
    (3.5, 1.0, 1.0, 2.0)
    """
    try:
        value = float(text or "")
    except ValueError:
        return default
    return value if math.isfinite(value) and abs(value) <= _MOST else default


def numbers(text: str | None, count: int) -> tuple[float, ...] | None:
    """So many numbers parted by blanks, None where they are not all there.

    >>> numbers("0 0 210 297", 4), numbers("0 0", 4)
    ((0.0, 0.0, 210.0, 297.0), None)
    """
    if not text:
        return None
    found = tuple(number(piece, math.nan) for piece in text.replace(",", " ").split()[:count])
    return found if len(found) == count and not any(map(math.isnan, found)) else None


def matrix_of(element: etree._Element) -> Matrix:
    """The matrix of an object (attribute CTM), which changes nothing where it has none."""
    found = numbers(element.get("CTM"), 6)
    return IDENTITY if found is None else (found[0], found[1], found[2], found[3], found[4], found[5])


def is_false(element: etree._Element, name: str) -> bool:
    """Whether an attribute says no."""
    return element.get(name, "").strip().lower() in {"false", "0"}


class Parts:
    """The parts of a package by the names that other parts give them: from the root, or from the folder of
    who names them."""

    def __init__(self, package: Package) -> None:
        self._package = package
        self._names = {name.replace("\\", "/").lstrip("/").lower() for name in package.names}
        self._trees: dict[str, etree._Element] = {}

    def find(self, location: str, *folders: str) -> str | None:
        """The part that a location (`BaseLoc` and the like) means, looked for in folders one after the
        other; None if there is none."""
        location = location.strip().replace("\\", "/")
        ways = [location] if location.startswith("/") else [join(folder, location) for folder in folders]
        for way in [*ways, location]:
            part = normpath(join("/", way)).lstrip("/")
            if part.lower() in self._names:
                return part
        return None

    def tree(self, part: str, *, keep: bool = False) -> etree._Element | None:
        """The root of an XML part; with `keep` it is held for the next who asks."""
        if part in self._trees:
            return self._trees[part]
        root = self._package.read_xml(part)
        if keep and root is not None and len(self._trees) < _MOST_KEPT:
            self._trees[part] = root
        return root

    def bytes_of(self, part: str) -> bytes | None:
        """The bytes of a part."""
        return self._package.read(part)

    @staticmethod
    def folder(part: str) -> str:
        """The folder of a part."""
        return dirname(part)
