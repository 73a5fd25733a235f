"""What styles of an OpenDocument text say that changes what is printed: hidden and struck-out text, numbers
of lists and headings."""

from __future__ import annotations

from collections.abc import Iterable

from lxml import etree

from ..docx.number_formats import format_number

__all__ = ["OFFICE", "STYLE", "TABLE", "TEXT", "Numbers", "OdtStyles"]

OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_LOEXT = "{urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0}"
_FORMATS = {
    "1": "decimal",
    "a": "lowerLetter",
    "A": "upperLetter",
    "i": "lowerRoman",
    "I": "upperRoman",
    "一, 二, 三, ...": "chineseCounting",
    "一, 二, 三, …": "chineseCounting",
    "①, ②, ③, ...": "decimalEnclosedCircle",
    "1, 2, 3, ...": "decimalFullWidth",
    "壹, 贰, 叁, ...": "chineseLegalSimplified",
    "甲, 乙, 丙, ...": "ideographTraditional",
    "子, 丑, 寅, ...": "ideographZodiac",
}


class OdtStyles:
    """The styles of a document by family and name."""

    def __init__(self, roots: Iterable[etree._Element]) -> None:
        self._properties: dict[str, tuple[str | None, bool | None, bool | None]] = {}
        self.lists: dict[str, dict[int, etree._Element]] = {}
        self.outline: dict[int, etree._Element] = {}
        for root in roots:
            for style in root.iter(f"{STYLE}style"):
                text = style.find(f"{STYLE}text-properties")
                hidden = struck = None
                if text is not None:
                    display, line = text.get(f"{TEXT}display"), text.get(f"{STYLE}text-line-through-style")
                    kind = text.get(f"{STYLE}text-line-through-type")
                    hidden = None if display is None else display == "none"
                    struck = None if line is None and kind is None else "none" not in (line, kind)
                parent = style.get(f"{STYLE}parent-style-name")
                self._properties[style.get(f"{STYLE}name", "")] = (parent, hidden, struck)
            for style in root.iter(f"{TEXT}list-style"):
                self.lists[style.get(f"{STYLE}name", "")] = _levels(style)
            for style in root.iter(f"{TEXT}outline-style"):
                self.outline = _levels(style)

    def is_hidden(self, element: etree._Element) -> bool:
        """Whether an element, its style, or a condition of its own hides what it holds. Whether a condition
        holds the program that wrote the file says beside it."""
        if element.get(f"{TEXT}is-hidden") == "true" or element.get(f"{TEXT}display") == "none":
            return True
        if element.tag in (f"{TEXT}p", f"{TEXT}h") and any(
            one.get(f"{TEXT}is-hidden") == "true"
            and next(one.iterancestors(f"{TEXT}p", f"{TEXT}h")) is element
            for one in element.iterdescendants(f"{TEXT}hidden-paragraph")
        ):
            return True
        return element.get(f"{_LOEXT}showing-place-holder") == "true" or self._says(element, 1)

    def is_struck(self, element: etree._Element) -> bool:
        """Whether an element's style strikes out its text. Of a paragraph the style counts where no part has
        a style of its own."""
        if (
            element.tag in (f"{TEXT}p", f"{TEXT}h")
            and next(element.iterdescendants(f"{TEXT}span"), None) is None
        ):
            return self._says(element, 2)
        return element.tag == f"{TEXT}span" and self._says(element, 2)

    def _says(self, element: etree._Element, which: int) -> bool:
        name = element.get(f"{TEXT}style-name")
        for _ in range(50):  # a style may name itself as its parent
            if name is None or name not in self._properties:
                return False
            found = self._properties[name]
            if found[which] is not None:
                return bool(found[which])
            name = found[0]
        return False


def _levels(style: etree._Element) -> dict[int, etree._Element]:
    levels = {}
    for level in style.iterchildren(f"{TEXT}list-level-style-number", f"{TEXT}outline-level-style"):
        said = level.get(f"{TEXT}level", "")
        if said.isdecimal():
            levels[int(said[:3])] = level
    return levels


class Numbers:
    """The counters of lists and headings, and the numbers they print."""

    def __init__(self, styles: OdtStyles) -> None:
        self._styles = styles
        self._counters: dict[tuple[str | None, int], int] = {}

    def restart(self, style: str | None, level: int) -> None:
        """Begin a list anew."""
        self._counters.pop((style, level), None)

    def next_label(self, style: str | None, level: int, said: str | None) -> str:
        """The number of the next item of a list; "" where it has a mark or nothing."""
        return self._label(style, self._styles.lists.get(style or "", {}), level, said)

    def outline_label(self, level: int) -> str:
        """The number of the next heading of a level."""
        return self._label("\x00outline", self._styles.outline, level, None)

    def _label(
        self, style: str | None, levels: dict[int, etree._Element], level: int, said: str | None
    ) -> str:
        form = levels.get(level)
        if form is None:
            return ""
        for key in [key for key in self._counters if key[0] == style and key[1] > level]:
            del self._counters[key]
        if said is not None and said.isdecimal():
            self._counters[style, level] = int(said[:6])
        elif (style, level) in self._counters:
            self._counters[style, level] += 1
        else:
            self._counters[style, level] = _start(form)
        if not _format(form):
            return ""
        shown = form.get(f"{TEXT}display-levels", "1")
        first = max(1, level - (int(shown[:2]) if shown.isdecimal() else 1) + 1)
        numbers = []
        for one in range(first, level + 1):
            own = levels.get(one)
            name = None if own is None else _FORMATS.get(_format(own))
            if own is not None and name is not None:
                numbers.append(format_number(self._counters.get((style, one), _start(own)), name))
        return form.get(f"{STYLE}num-prefix", "") + ".".join(numbers) + form.get(f"{STYLE}num-suffix", "")


def _format(form: etree._Element) -> str:
    return form.get(f"{STYLE}num-format") or form.get(f"{_LOEXT}num-format") or ""


def _start(form: etree._Element) -> int:
    said = form.get(f"{TEXT}start-value", "1")
    return int(said[:6]) if said.isdecimal() else 1
