"""What form fields and content controls of Word show: the entry chosen from a list, nothing where only a
prompt stands."""

from __future__ import annotations

from lxml import etree

from .names import W, is_on, to_number, value_of

__all__ = ["fill_fields"]

_SDT, _SDT_CONTENT, _PROMPT = f"{W}sdt", f"{W}sdtContent", f"{W}showingPlcHdr"
_DATA, _LIST, _RUN, _TEXT = f"{W}ffData", f"{W}ddList", f"{W}r", f"{W}t"
_PRINTED = (_TEXT, f"{W}tab", f"{W}br", f"{W}sym")


def fill_fields(root: etree._Element) -> None:
    """Empty the content controls that show their prompt (单击此处输入文字), and put the chosen entry before
    each drop-down field."""
    for mark in list(root.iter(_PROMPT)):
        control = next(mark.iterancestors(_SDT), None)
        content = None if control is None or not is_on(mark) else control.find(_SDT_CONTENT)
        for piece in [] if content is None else list(content.iter(*_PRINTED)):
            if piece.tag == _TEXT:
                piece.text = ""
            elif (parent := piece.getparent()) is not None and parent.tag == _RUN:
                parent.remove(piece)
    for choices in list(root.iter(_LIST)):
        run = next(choices.iterancestors(_RUN), None)
        entries = [value_of(entry) or "" for entry in choices.findall(f"{W}listEntry")]
        chosen = choices.find(f"{W}result")
        if chosen is None:
            chosen = choices.find(f"{W}default")
        number = 0 if chosen is None else to_number(value_of(chosen), 0)
        if run is None or not 0 <= number < len(entries):
            continue
        shown = run.makeelement(_RUN)
        text = shown.makeelement(_TEXT)
        text.text = entries[number]
        shown.append(text)
        run.addprevious(shown)
