"""Figures that a table's cell does not hold as plain text: in form fields, and with raised notes behind
them."""

from __future__ import annotations

from lxml import etree

from ..common.raised_notes import is_plain_figure, note_in_a_line, printed_note

__all__ = ["spell_out_figures"]

_CELLS = ("td", "th")
_LINES = frozenset({"p", "div", "td", "th", "li", "br", "body", "table", "tr", "hr"})
_TEXT_FIELDS = frozenset({"", "text", "number", "tel"})


def spell_out_figures(root: etree._Element) -> None:
    """Turn the figures typed into form fields of tables, and the options chosen there, into text, and part
    notes raised (or lowered) from the figures before them, in tables and in running text."""
    for field in list(root.iter("input", "textarea")):
        if field.tag == "input":
            value = field.get("value", "") if field.get("type", "").lower() in _TEXT_FIELDS else ""
        else:
            value = field.text or ""
        if is_plain_figure(value) and next(field.iterancestors(*_CELLS), None) is not None:
            field.tag = "span"
            field.text = value
    for choice in list(root.iter("select")):
        options = list(choice.iter("option"))
        if (
            not options
            or choice.get("multiple") is not None
            or next(choice.iterancestors(*_CELLS), None) is None
        ):
            continue
        chosen = next((one for one in reversed(options) if one.get("selected") is not None), options[0])
        text = "".join(etree.ElementTextIterator(chosen)).strip()
        for child in list(choice):
            choice.remove(child)
        choice.tag = "span"
        choice.text = text
    for raised in list(root.iter("sup", "sub")):
        cell = next(raised.iterancestors(*_CELLS), None)
        text = "".join(etree.ElementTextIterator(raised))
        note = None
        if cell is not None:
            note = printed_note(text, "".join(etree.ElementTextIterator(cell)).replace(text, "", 1))
        if note is None:
            note = note_in_a_line(text, _before(raised))
        if note is not None:
            for child in list(raised):
                raised.remove(child)
            raised.text = note


def _before(node: etree._Element) -> str:
    """The text right before an element, of its own line."""
    above: etree._Element | None = node
    while above is not None and above.tag not in _LINES:
        sibling = above.getprevious()
        if sibling is not None:
            text = sibling.tail or (
                "" if sibling.tag in _LINES else "".join(etree.ElementTextIterator(sibling))
            )
            if text or sibling.tag in _LINES:
                return text
            above = sibling
            continue
        above = above.getparent()
        if above is not None and above.text:
            return above.text
    return ""
