"""The names of WordprocessingML that the DOCX reader knows, and small readings of its attributes."""

from __future__ import annotations

from lxml import etree

__all__ = ["MC", "STRICT_URI", "W", "child_value", "is_on", "to_number", "to_transitional", "value_of"]

_TRANSITIONAL_URI = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT_URI = "http://purl.oclc.org/ooxml/wordprocessingml/main"
_STRICT_TAG = f"{{{STRICT_URI}}}"
_STRICT_URIS = (
    (STRICT_URI.encode(), _TRANSITIONAL_URI),
    (
        b"http://purl.oclc.org/ooxml/officeDocument/math",
        b"http://schemas.openxmlformats.org/officeDocument/2006/math",
    ),
    (
        b"http://purl.oclc.org/ooxml/drawingml/main",
        b"http://schemas.openxmlformats.org/drawingml/2006/main",
    ),
)
W = f"{{{_TRANSITIONAL_URI.decode()}}}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_VAL = f"{W}val"
_OFF = frozenset({"0", "false", "off"})
_MOST_DIGITS = 9


def to_transitional(root: etree._Element) -> etree._Element:
    """The same part in the usual namespaces, when it was written in those of the strict edition of the
    standard."""
    if not root.tag.startswith(_STRICT_TAG):
        return root
    data = etree.tostring(root, encoding="utf-8")
    for strict, usual in _STRICT_URIS:
        data = data.replace(strict, usual)
    return etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))


def value_of(element: etree._Element) -> str | None:
    """The `w:val` of an element."""
    return element.get(_VAL)


def child_value(element: etree._Element, *path: str) -> str | None:
    """The `w:val` at the end of a path of `w:` children, or None."""
    found: etree._Element | None = element
    for name in path:
        if found is None:
            return None
        found = found.find(W + name)
    return None if found is None else found.get(_VAL)


def is_on(element: etree._Element | None) -> bool:
    """Whether an on/off element is there and not switched off."""
    return element is not None and element.get(_VAL, "1") not in _OFF


def to_number(text: str | None, default: int) -> int:
    """A whole number of an attribute; the default where it is missing or is none."""
    if text is None or len(text) > _MOST_DIGITS:
        return default
    digits = text[1:] if text[:1] in "+-" else text
    return int(text) if digits.isascii() and digits.isdigit() else default
