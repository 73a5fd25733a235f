"""What the page's own stylesheet says of its elements: hidden, raised, struck out, or printed by the
stylesheet itself."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from attrs import define, field
from lxml import etree

from ...errors import LimitExceeded
from ...language import phrase

__all__ = ["apply_stylesheet", "has_stylesheet", "raise_notes"]

_STYLE = re.compile(rb"<style\b[^<>]*>(.*?)</style", re.IGNORECASE | re.DOTALL)
_HINT = re.compile(
    rb"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|line-through|content\s*:"
    rb"|vertical-align\s*:\s*(?:su[pb]|(?:text-)?top|-?[\d.]*[1-9])|opacity\s*:\s*[0.]+\b"
    rb"|font-size\s*:\s*0(?![.\d])"
    rb"|(?:left|right|top|text-indent)\s*:\s*-\d|bottom\s*:\s*[\d.]*[1-9]|clip(?:-path)?\s*:"
    rb"|[{;\s]color\s*:\s*(?:transparent|rgba|hsla)|mso-hide|[{;\s](?:width|height)\s*:\s*0(?![.\d])",
    re.IGNORECASE,
)
_PLACES = ("position", "left", "right", "top", "bottom", "text-indent", "clip", "clip-path")
_ROOM = ("width", "height", "max-width", "max-height", "overflow", "overflow-x", "overflow-y")
_LOOKS = ("color", "background-clip", "-webkit-background-clip", "mso-hide")
_PROPERTIES = frozenset(
    {
        "display",
        "visibility",
        "vertical-align",
        "text-decoration",
        "text-decoration-line",
        "opacity",
        "font-size",
        *_PLACES,
        *_ROOM,
        *_LOOKS,
    }
)
_OWN = re.compile(
    r"(?:^|;)\s*(display|visibility|vertical-align|text-decoration(?:-line)?|opacity|font-size"
    rf"|{'|'.join((*_PLACES, *_ROOM, *_LOOKS))})\s*:\s*([^;]*)",
    re.IGNORECASE,
)
_NO_ROOM = re.compile(r"(?:width|height)\s*:\s*0(?![.\d])", re.IGNORECASE)
_NO_COLOUR = re.compile(r"color\s*:\s*(?:transparent|rgba|hsla)|mso-hide", re.IGNORECASE)
_MOST_RULES = 4_000
_LONGEST = 500_000
_MOST_LOOKED_AT = 6_000_000
"""How many elements are looked at for all rules together: some five seconds."""
_SIBLINGS_AT_ONCE = 50
"""Siblings that are counted in the time in which one element is looked at."""
_RAISED = re.compile(r"su(?:per|b)|-?[\d.]*[1-9][\d.]*(?:px|pt|r?em|ex|%)", re.IGNORECASE)
_TOP = frozenset({"top", "text-top"})
_SMALL = re.compile(
    r"smaller|(?:x{1,2}-)?small|(?:[1-9]|10)(?:\.\d+)?px|[1-9](?:\.\d+)?pt|[1-9]?\d(?:\.\d+)?%|0?\.\d+r?em",
    re.IGNORECASE,
)
_SMALL_SIZES = frozenset({"1", "2", "-1", "-2", "-3"})
_SHIFTED = re.compile(r"-?[\d.]*[1-9][\d.]*(?:px|pt|r?em|ex|%)", re.IGNORECASE)
_PRINTED = re.compile(r"attr\(|counter|[\"'][^\"']*\d")
"""What a stylesheet prints that may be a figure."""
_SCREENS = ("screen", "all")

Weight = tuple[bool, tuple[int, int, int], int]


@define
class _Said:
    """The value that the strongest rule so far gives each property of an element."""

    values: dict[str, tuple[Weight, str]] = field(factory=dict)

    def say(self, name: str, weight: Weight, value: str) -> None:
        if name not in self.values or self.values[name][0] <= weight:
            self.values[name] = (weight, value)


@define
class _Named:
    """The elements of a page by their classes: most rules name one class, or one that no element has."""

    classes: dict[str, list[etree._Element]]
    size: int
    siblings: int
    depth: int
    left: int = _MOST_LOOKED_AT

    @classmethod
    def of(cls, root: etree._Element) -> _Named:
        classes: dict[str, list[etree._Element]] = {}
        size = siblings = depth = deepest = 0
        for event, node in etree.iterwalk(root, events=("start", "end")):
            depth += 1 if event == "start" else -1
            if event == "end" or not isinstance(node.tag, str):
                continue
            size += 1
            deepest = max(deepest, depth)
            siblings = max(siblings, len(node))
            for name in set(node.get("class", "").split()):
                classes.setdefault(name, []).append(node)
        return cls(classes, size, siblings, deepest)

    def look_through(self, tree: object, path: str, *, source: str | None) -> None:
        """Count the elements that are looked at for a selector. Raises LimitExceeded where there are more
        than are left."""
        self.left -= self.size * (1 + path.count("count(") * self.siblings // _SIBLINGS_AT_ONCE)
        while type(tree).__name__ == "CombinedSelector":
            begun = getattr(tree, "selector", None)
            nearest = (
                begun if type(begun).__name__ != "CombinedSelector" else getattr(begun, "subselector", None)
            )
            named = (len(self.classes.get(name, ())) for name in _classes_in(nearest))
            least = min(named, default=self.size)
            each = {" ": self.depth, "~": self.siblings, "+": self.siblings // 9}
            self.left -= least * each.get(getattr(tree, "combinator", ""), 1)
            tree = begun
        if self.left < 0:
            raise LimitExceeded(
                phrase("the page's stylesheet has too many rules for its elements"), source=source
            )

    def matching(self, tree: object) -> list[etree._Element] | None:
        """The elements that a selector means, where classes alone tell; None where the whole page has to be
        looked through."""
        from cssselect.parser import Class, Element

        asked = list(_classes_in(tree))
        if any(name not in self.classes for name in asked):
            return []
        if isinstance(tree, Class) and isinstance(tree.selector, Element) and tree.selector.namespace is None:
            tag = (tree.selector.element or "").lower()
            return [node for node in self.classes[tree.class_name] if not tag or node.tag == tag]
        return None


def _classes_in(tree: object) -> Iterator[str]:
    """The classes without which nothing matches; what stands in `:not()` and the like is not asked."""
    from cssselect.parser import Class

    if isinstance(tree, Class):
        yield tree.class_name
    for side in ("selector", "subselector"):
        if side == "selector" or type(tree).__name__ == "CombinedSelector":
            below = getattr(tree, side, None)
            if below is not None:
                yield from _classes_in(below)


def has_stylesheet(data: bytes) -> bool:
    """Whether the page has a stylesheet of its own that may hide, raise, strike out or print anything: a
    quick look."""
    return any(_HINT.search(match[1]) for match in _STYLE.finditer(data))


def apply_stylesheet(root: etree._Element, *, source: str | None) -> tuple[int, bool]:
    """Write what the page's stylesheets say of display, visibility, place and strikes into the elements' own
    `style`, by the rules of the cascade; gives how many elements have something printed by the stylesheet
    that may be a figure, and whether there are more such rules than are looked at. Raises LimitExceeded
    where it takes too long to look for the elements of each rule."""
    import tinycss2
    from cssselect import HTMLTranslator, SelectorError
    from cssselect import parse as parse_selectors

    text = "\n".join("".join(etree.ElementTextIterator(one)) for one in root.iter("style"))
    is_cut = _HINT.search(text[_LONGEST:].encode(errors="replace")) is not None
    text = text[:_LONGEST].replace("<!--", "").replace("-->", "")
    watched = {
        *_PROPERTIES,
        "content",
    }  # nearly every rule has a colour or a width: where none can hide, they tell nothing
    watched -= set() if _NO_ROOM.search(text) else {*_ROOM}
    watched -= set() if _NO_COLOUR.search(text) else {*_LOOKS}
    said: dict[etree._Element, _Said] = {}
    printed = 0
    page = _Named.of(root)
    translator = HTMLTranslator()
    rules = _rules(tinycss2.parse_stylesheet(text, skip_comments=True, skip_whitespace=True))
    order = 0
    for prelude, content in rules:
        declarations = [
            (one.lower_name, tinycss2.serialize(one.value).strip().lower(), one.important)
            for one in tinycss2.parse_blocks_contents(content)
            if one.type == "declaration" and one.lower_name in watched
        ]
        if not declarations:
            continue
        order += 1
        if order > _MOST_RULES:
            is_cut = True
            break
        try:
            selectors = parse_selectors(tinycss2.serialize(prelude))
        except SelectorError:
            continue
        except RecursionError:  # more elements within each other than there can be
            is_cut = True
            continue
        for selector in selectors:
            try:
                nodes: object = page.matching(selector.parsed_tree)
                if nodes is None:
                    path = translator.selector_to_xpath(selector)
                    page.look_through(selector.parsed_tree, path, source=source)
                    nodes = root.xpath(path)
            except (SelectorError, etree.XPathError):
                continue  # :hover and others, which are not so until somebody does something
            except RecursionError:
                is_cut = True
                continue
            if selector.pseudo_element is not None:
                figures = any(name == "content" and _PRINTED.search(value) for name, value, _ in declarations)
                printed += len(nodes) if figures and isinstance(nodes, list) else 0
                continue
            for node in nodes if isinstance(nodes, list) else ():
                if isinstance(node, etree._Element):
                    for name, value, important in declarations:
                        said.setdefault(node, _Said()).say(
                            name, (important, selector.specificity(), order), value
                        )
    for node, found in said.items():
        own = node.get("style", "")
        mine = {name.lower(): value.lower() for name, value in _OWN.findall(own)}
        kept = {
            name: value
            for name, ((important, _, _), value) in found.values.items()
            if name in _PROPERTIES and (name not in mine or (important and "!important" not in mine[name]))
        }
        if kept:
            rest = ";".join(part for part in own.split(";") if part.split(":")[0].strip().lower() not in kept)
            node.set(
                "style", ";".join([rest, *(f"{name}:{value}" for name, value in kept.items())]).lstrip(";")
            )
    return printed, is_cut


def _rules(nodes: Sequence[object]) -> Iterator[tuple[list[object], list[object]]]:
    """The rules that hold on a screen, those within `@media` too."""
    import tinycss2

    for node in nodes:
        kind = getattr(node, "type", "")
        if kind == "qualified-rule":
            yield node.prelude, node.content  # type: ignore[attr-defined]
        elif kind == "at-rule" and node.lower_at_keyword == "media" and node.content is not None:  # type: ignore[attr-defined]
            query = tinycss2.serialize(node.prelude).strip().lower()  # type: ignore[attr-defined]
            if not query or any(word in query for word in _SCREENS):
                content = node.content  # type: ignore[attr-defined]
                yield from _rules(tinycss2.parse_rule_list(content, skip_comments=True, skip_whitespace=True))


def raise_notes(root: etree._Element) -> bool:
    """Make `<sup>` of what a style raises, or lowers; whether there was any."""
    found = False
    for node in root.iter("span", "font", "b", "i", "em", "strong", "small", "a", "u", "label"):
        style = node.get("style")
        if style is not None and _is_raised(node, dict(_OWN.findall(style.lower()))):
            node.tag = "sup"
            found = True
    return found


def _is_raised(node: etree._Element, own: Mapping[str, str]) -> bool:
    """Whether a style lifts the element off its line; its top alone does so only for smaller letters."""
    said = {name: value.replace("!important", "").strip() for name, value in own.items()}
    value = said.get("vertical-align", "")
    if _RAISED.fullmatch(value):
        return True
    if value in _TOP:
        return (
            node.tag == "small"
            or node.get("size") in _SMALL_SIZES
            or _SMALL.fullmatch(said.get("font-size", "")) is not None
        )
    return said.get("position") == "relative" and any(
        _SHIFTED.fullmatch(said.get(side, "")) for side in ("top", "bottom")
    )
