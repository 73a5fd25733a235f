"""What the pages of an OFD document share: its drawing parameters, images and composite units, by their
numbers."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import field, frozen
from lxml import etree

from .parts import Parts, child, children, name_of

__all__ = ["Colour", "Resources", "colour_of"]

Colour = tuple[float, float, float]
_DEEPEST = 8


@frozen
class Resources:
    """Resources by their id. A page's own (`extended`) hide the document's."""

    styles: dict[str, etree._Element] = field(factory=dict)
    images: dict[str, str] = field(factory=dict)
    units: dict[str, etree._Element] = field(factory=dict)

    def extended(self, parts: Parts, owner: str, root: etree._Element | None, *names: str) -> Resources:
        """These and those of the parts that an element names (`PublicRes`, `DocumentRes`, `PageRes`)."""
        made = Resources(dict(self.styles), dict(self.images), dict(self.units))
        for named in children(root, *names):
            part = parts.find(named.text or "", parts.folder(owner))
            tree = parts.tree(part, keep=True) if part else None
            if part is not None and tree is not None:
                made._add(parts, part, tree)
        return made

    def _add(self, parts: Parts, part: str, tree: etree._Element) -> None:
        base = tree.get("BaseLoc", "")
        here = parts.folder(part)
        folder = base if base.startswith("/") else f"{here}/{base}" if base else here
        for group in children(tree):
            for item in children(group):
                key = item.get("ID", "")
                kind = name_of(item)
                if kind == "DrawParam":
                    self.styles[key] = item
                elif kind == "CompositeGraphicUnit":
                    self.units[key] = item
                elif kind == "MultiMedia":
                    file = child(item, "MediaFile")
                    found = parts.find((file.text or "") if file is not None else "", folder, here)
                    if found is not None:
                        self.images[key] = found

    def with_styles(self, element: etree._Element, layer: str | None) -> Iterator[etree._Element]:
        """The element, and the drawing parameters that hold where it says nothing itself."""
        yield element
        for start in (element.get("DrawParam"), layer):
            key, seen = start, 0
            while key and key in self.styles and seen < _DEEPEST:
                yield self.styles[key]
                key, seen = self.styles[key].get("Relative"), seen + 1


def colour_of(element: etree._Element | None) -> tuple[Colour, float]:
    """A colour element as red, green and blue (0 to 1), and how much it covers (1 all); black where it says
    nothing that is known.

    >>> colour_of(etree.fromstring('<FillColor Value="255 255 255" Alpha="51"/>'))
    ((1.0, 1.0, 1.0), 0.2)
    """
    if element is None:
        return (0.0, 0.0, 0.0), 1.0
    values = [_part(piece) for piece in element.get("Value", "").split()[:4]]
    alpha = _part(element.get("Alpha", "255"))
    if len(values) == 1:
        return (values[0], values[0], values[0]), alpha
    if len(values) == 3:
        return (values[0], values[1], values[2]), alpha
    if len(values) == 4:  # cyan, magenta, yellow, black
        ink = 1 - values[3]
        return ((1 - values[0]) * ink, (1 - values[1]) * ink, (1 - values[2]) * ink), alpha
    return (0.0, 0.0, 0.0), alpha


def _part(text: str) -> float:
    try:
        value = int(text[1:], 16) if text.startswith("#") else float(text)
    except ValueError:
        return 0.0
    return min(1.0, max(0.0, value / 255))
