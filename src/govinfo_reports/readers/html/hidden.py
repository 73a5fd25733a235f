"""What stands in a page and is not shown, or struck out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from lxml import etree

from .article import weigh
from .furniture import is_content_region
from .lines import HtmlLine, HtmlTable, Item
from .walk import HIDDEN_TAG

__all__ = ["drop_struck", "hiding", "mark_hidden", "parts_of_forms"]

_HIDDEN_WORDS = (b"none", b"hidden", b"line-through")
_UNSEEN_HINT = re.compile(
    rb"opacity|font-size\s*:\s*0(?![.\d])|absolute|clip|-indent\s*:\s*-\d{3}|transparent"
    rb"|color\s*:\s*(?:rgb|hsl)a?\(|mso-hide"
)
_WHITE_HINT = re.compile(
    rb"<(?:span|font|b|strong|i|em|u|a|small|label)\s[^<>]{0,500}?(?<!-)color\s*[:=]\s*[\"']?\s*(?:#fff|white)"
)
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden")
_UNSEEN_STYLE = re.compile(
    r"(?:^|[;\s])(?:opacity\s*:\s*(?:0(?:\.0+)?|\.0+)\s*(?:!important\s*)?(?:;|$)"
    r"|font-size\s*:\s*0(?:\.0+)?(?:px|pt|r?em|%)?\s*(?:!important\s*)?(?:;|$)"
    r"|(?:left|right|top|text-indent)\s*:\s*-\d{3,}"
    r"|clip(?:-path)?\s*:\s*(?:rect\(\s*[01](?:px)?[\s,]+[01](?:px)?[\s,]+[01]"
    r"(?:px)?[\s,]+[01](?:px)?\s*\)|inset\(\s*(?:50|100)%))"
)
"""Text that is there and not to be seen: without colour or size, off the page, or cut to nothing."""
_COLOURLESS = re.compile(
    r"(?:^|[;\s])color\s*:\s*(?:transparent|(?:rgb|hsl)a?\((?:(?:[^(),]*,){3}|[^()/]*/)\s*(?:0"
    r"|0?\.0+)%?\s*\))(?=[\s;!]|$)"
)
_WHITE = re.compile(
    r"(?:^|[;\s])color\s*:\s*(?:#fff(?:fff)?|white|rgb\(\s*255\s*,\s*255\s*,\s*255\s*\))(?=[\s;!]|$)"
)
_MOST_TEXTS = 50
"""Pieces of text that are looked at around one."""
_WHITE_NAMES = frozenset({"#fff", "#ffffff", "ffffff", "white"})
_NO_ROOM = re.compile(
    r"(?:^|[;\s])(?:max-)?(?:width|height)\s*:\s*0(?:\.0+)?(?:px|pt|r?em|%)?\s*(?:!important\s*)?(?:;|$)"
)
_IS_BOX = re.compile(
    r"display\s*:\s*(?:inline-)?(?:block|flex|grid)|float\s*:\s*(?:left|right)"
    r"|position\s*:\s*(?:absolute|fixed)"
)
"""What makes a part of a line a box: only then its width and height count."""
_OWN_LOOK = re.compile(r"font-size|(?<!-)color\s*:")
_CUT_OFF = re.compile(r"(?:^|[;\s])overflow(?:-[xy])?\s*:\s*(?:hidden|clip)")
_HIDDEN_IN_WORD = re.compile(r"(?:^|[;\s])mso-hide\s*:\s*all")
_DRESS = frozenset({"span", "font", "b", "strong", "i", "em", "u", "a", "small", "label", "sup", "sub"})
"""Only what dresses text within a line: whole parts of a page are faded in, or moved in, by its script."""
_LONGEST_TAG = 2_000
_NEVER_HIDDEN = frozenset({"html", "body"})
_INLINE_NAMES = (b"<span", b"<font", b"<strong", b"<o:p")
_PARTS_OF_FORMS = ("本年制发件数", "本年新收政府信息公开申请", "尚未审结", "统计指标", "存在的主要问题及改进")
"""Words of the official forms: hidden elements that alone have one are parts of the article (tabs, or text
faded in)."""
_LEAST_SHOWN = 200
_STRIKES = (b"line-through", b"<strike", b"<del>", b"<del ", b"<del\n", b"<s>", b"<s ", b"<s\n")
_STRUCK_TAGS = ("del", "s", "strike")
_STRUCK_STYLE = re.compile(r"text-decoration(?:-line)?\s*:[^;]*line-through")
_LONGEST_STRUCK = 200
"""More is hardly struck out: rather an element that is never closed."""


def hiding(data: bytes) -> tuple[bool, bool]:
    """Whether the page may hide elements, and whether ones that only dress text are among them: a quick
    look."""
    lowered = data.lower()
    if _UNSEEN_HINT.search(lowered) is not None:
        return True, True
    if (b"#fff" in lowered or b"white" in lowered) and _WHITE_HINT.search(lowered) is not None:
        return True, True
    hides = False
    for word in _HIDDEN_WORDS:
        at = lowered.find(word)
        while at >= 0:
            hides = True
            tag = lowered.rfind(b"<", max(0, at - _LONGEST_TAG), at)
            if tag >= 0 and lowered.startswith(_INLINE_NAMES, tag):
                return True, True
            at = lowered.find(word, at + 1)
    return hides, False


def mark_hidden(root: etree._Element) -> None:
    """Rename the elements that the page hides, so that the walk passes them by."""
    for node in root.iter():
        style = node.get("style")
        hides = False
        if style is not None:
            style = style.lower()
            hides = ("none" in style or "hidden" in style) and _HIDDEN_STYLE.search(style) is not None
            hides = hides or (node.tag in _DRESS and _is_unseen(node, style))
        hides = hides or (node.tag in _DRESS and _is_white_beside_figure(node, style or ""))
        if (hides or node.get("hidden") is not None) and node.tag not in _NEVER_HIDDEN:
            node.tag = HIDDEN_TAG


def _is_white_beside_figure(node: etree._Element, style: str) -> bool:
    """Whether digits are printed in white right beside others in another colour, where nothing says that the
    ground is not white: whoever copies them has one figure of both."""
    if not _is_white(node, style) or not _has_digit(_texts(node)):
        return False
    around: etree._Element = node
    for around in (node, *node.iterancestors()):
        if around.get("bgcolor") is not None or "background" in around.get("style", "").lower():
            return False
        if around.tag not in _DRESS:
            break
    others = (text for text, is_white in _coloured(around) if not is_white)
    return _has_digit(islice(others, _MOST_TEXTS)) and not any(
        above.get("bgcolor") is not None or "background" in above.get("style", "").lower()
        for above in around.iterancestors()
        if above.tag not in _NEVER_HIDDEN
    )


def _is_white(node: etree._Element, style: str) -> bool:
    return _WHITE.search(style) is not None or node.get("color", "").strip().lower() in _WHITE_NAMES


def _texts(node: etree._Element) -> Iterator[str]:
    return islice(etree.ElementTextIterator(node), _MOST_TEXTS)


def _has_digit(texts: Iterable[str]) -> bool:
    return any(any(map(str.isdigit, text)) for text in texts)


def _coloured(around: etree._Element) -> Iterator[tuple[str, bool]]:
    """The texts of an element, and whether each stands in a white part of it."""
    white = 0
    for event, node in etree.iterwalk(around, events=("start", "end")):
        is_white = isinstance(node.tag, str) and _is_white(node, node.get("style", "").lower())
        if event == "start":
            white += is_white
            yield node.text or "", white > 0
        else:
            white -= is_white
            if node is not around:
                yield node.tail or "", white > 0


def _is_unseen(node: etree._Element, style: str) -> bool:
    """Whether a style leaves nothing of the element to be seen; no size and no colour count where nothing
    within has one of its own."""
    colourless = _COLOURLESS.search(style) is not None and "background" not in style
    if not (
        colourless
        or _UNSEEN_STYLE.search(style) is not None
        or _HIDDEN_IN_WORD.search(style) is not None
        or all(one.search(style) is not None for one in (_CUT_OFF, _NO_ROOM, _IS_BOX))
    ):
        return False
    if len(_close(node)) > _LONGEST_STRUCK:
        return False
    return not any(
        child.get("color") is not None or _OWN_LOOK.search(child.get("style", "").lower()) is not None
        for child in node.iterdescendants(etree.Element)
    )


def parts_of_forms(hidden: Sequence[etree._Element], items: Sequence[Item]) -> list[etree._Element]:
    """The hidden elements that alone hold a part of the official forms, or that the page calls its article
    while it shows next to nothing else; `items` are what it shows."""
    shown = "".join(
        item.text if isinstance(item, HtmlLine) else item.as_text() if isinstance(item, HtmlTable) else ""
        for item in items
    )
    shown = "".join(shown.split())
    lacking = [words for words in _PARTS_OF_FORMS if words not in shown]
    is_bare = sum(map(weigh, items)) < _LEAST_SHOWN
    return [
        node
        for node in hidden
        if (is_bare and is_content_region(f"{node.get('id', '')} {node.get('class', '')}".lower()))
        or any(words in _close(node) for words in lacking)
    ]


def drop_struck(root: etree._Element, data: bytes) -> int:
    """Take out what is struck through, which a reader takes for no longer said; gives how many passages that
    were."""
    lowered = data.lower()
    if not any(word in lowered for word in _STRIKES):
        return 0
    struck = 0
    for node in list(
        root.iter(*_STRUCK_TAGS, "span", "font", "p", "b", "u", "strong", "td", "i", "em", "div")
    ):
        style = node.get("style", "").lower()
        if node.tag not in _STRUCK_TAGS and _STRUCK_STYLE.search(style) is None:
            continue
        text = _close(node)
        if text and len(text) <= _LONGEST_STRUCK and next(node.iter("table"), None) is None:
            for child in list(node):
                node.remove(child)
            node.text = None
            struck += 1
    return struck


def _close(node: etree._Element) -> str:
    return "".join("".join(etree.ElementTextIterator(node)).split())
