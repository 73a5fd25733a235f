"""The named styles of a Word document, as far as they decide what is printed and how it is numbered."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from .names import W, child_value, is_on, to_number, value_of

__all__ = ["Styles", "outline_level", "style_named", "without_table_styles"]

_ID = f"{W}styleId"
_TYPE = f"{W}type"
_STYLE = f"{W}style"
_HEADING_NAME = re.compile(r"(?:heading|标题) ?([1-9])", re.IGNORECASE)
_CONTENTS_NAME = re.compile(r"(?:toc|目录) ?(?:[1-9]|heading|标题)", re.IGNORECASE)
_LONGEST_CHAIN = 50
"""Styles based on each other in a circle end here."""


_TABLE_STYLE = re.compile(
    rb"""<(?P<name>(?:\w+:)?style)\s(?:[^<>]*\s)?(?:\w+:)?type\s*=\s*["']table["'][^<>]*(?<!/)>[^<]*(?:<(?!/?(?P=name)[\s>])[^<]*)*</(?P=name)\s*>""",
    re.DOTALL,
)


def without_table_styles(data: bytes) -> bytes:
    """The bytes of `styles.xml` without the styles of tables, which decide nothing that is read here and are
    nine tenths of the part. What may hold marks that are none (comments, CDATA) is left as it is, and so is
    another encoding.

    >>> without_table_styles(
    ...     b'<w:a><w:style w:type="table" w:styleId="1"><w:b/></w:style><w:style w:type="paragraph"/></w:a>'
    ... )
    b'<w:a><w:style w:type="paragraph"/></w:a>'
    """
    return data if b"<!" in data else _TABLE_STYLE.sub(b"", data)


class Styles:
    """The styles of `styles.xml`, looked into only when asked for, each with what it inherits."""

    def __init__(self, root: etree._Element | None) -> None:
        self._elements: dict[str, etree._Element] = {}
        self.default_paragraph: str | None = None
        """The style of paragraphs that name none."""
        for style in () if root is None else root.iterchildren(_STYLE):
            identity = style.get(_ID)
            if identity is None:
                continue
            self._elements.setdefault(identity, style)
            if style.get(_TYPE) == "paragraph" and style.get(f"{W}default", "0") in {"1", "true", "on"}:
                self.default_paragraph = identity
        self._hidden: dict[str, bool] = {}
        self._struck: dict[str, bool] = {}
        self._levels: dict[str, int | None] = {}

    def chain(self, identity: str) -> Iterator[tuple[str, etree._Element]]:
        """The style and those it is based on, nearest first, with their ids."""
        current: str | None = identity
        for _ in range(_LONGEST_CHAIN):
            style = None if current is None else self._elements.get(current)
            if current is None or style is None:
                return
            yield current, style
            current = child_value(style, "basedOn")

    def is_hidden(self, identity: str) -> bool:
        """Whether text in this style is hidden text."""
        if identity not in self._hidden:
            self._hidden[identity] = self._is_marked(identity, "vanish")
        return self._hidden[identity]

    def is_struck(self, identity: str) -> bool:
        """Whether text in this style is struck through, once or twice."""
        if identity not in self._struck:
            self._struck[identity] = any(self._is_marked(identity, name) for name in ("strike", "dstrike"))
        return self._struck[identity]

    def _is_marked(self, identity: str, name: str) -> bool:
        for _, style in self.chain(identity):
            mark = style.find(f"{W}rPr/{W}{name}")
            if mark is not None:
                return is_on(mark)
        return False

    def heading_level(self, identity: str) -> int | None:
        """The heading level (1-9) that the style gives its paragraphs, or None."""
        if identity not in self._levels:
            self._levels[identity] = self._find_level(identity)
        return self._levels[identity]

    def _find_level(self, identity: str) -> int | None:
        for _, style in self.chain(identity):
            outline = child_value(style, "pPr", "outlineLvl")
            if outline is not None:
                return outline_level(outline)
            name = _HEADING_NAME.fullmatch(child_value(style, "name") or "")
            if name:
                return int(name.group(1))
        return None

    def is_contents(self, identity: str) -> bool:
        """Whether the style is one of those of an automatic table of contents (目录)."""
        style = self._elements.get(identity)
        return style is not None and _CONTENTS_NAME.fullmatch(child_value(style, "name") or "") is not None

    def list_of(self, identity: str) -> etree._Element | None:
        """The numbering properties (`w:numPr`) of a list style, or those a paragraph style inherits, first
        found."""
        for _, style in self.chain(identity):
            found = style.find(f"{W}pPr/{W}numPr")
            if found is not None and found.find(f"{W}numId") is not None:
                return found
        return None


def outline_level(text: str | None) -> int | None:
    """The heading level of a `w:outlineLvl`: 0-8 are levels 1-9, 9 is body text."""
    level = to_number(text, 9)
    return level + 1 if 0 <= level <= 8 else None


def style_named(properties: etree._Element) -> str | None:
    """The style that a paragraph's properties name."""
    found = properties.find(f"{W}pStyle")
    return None if found is None else value_of(found)
