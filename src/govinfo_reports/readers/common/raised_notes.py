"""Notes raised above a figure: 5 with a small 1 behind it is not 51."""

from __future__ import annotations

from ...patterns import late

__all__ = ["is_plain_figure", "note_in_a_line", "printed_note"]

_FIGURE = late(r"\s*[-+－＋]?[\d０-９][\d０-９,，]*(?:[.．][\d０-９]+)?\s*|\s*[无—－/-]{1,4}\s*")
_NOTE = late(r"(?:备?注)?[\d０-９a-z]{1,2}|备?注")
_DIGIT_BEFORE = late(r"(?<![×xX*]10)(?<=[\d０-９])$")
"""A power of ten is no figure with a note."""
_IN_BRACKETS = late(r"[\[【（(〔].{1,8}[\]】）)〕]|[①-⑳*＊※#△▲]{1,3}")


def is_plain_figure(text: str) -> bool:
    """Whether a cell says one figure, a dash or 无, and nothing else.

    >>> is_plain_figure(" 1,234 "), is_plain_figure("第3号")
    (True, False)
    """
    return _FIGURE.fullmatch(text) is not None


def printed_note(note: str, rest: str) -> str | None:
    """How a raised note is written behind the figure that is the rest of its cell; None where it is no such
    note.

    >>> printed_note("1", "5"), printed_note("①", "5"), printed_note("2", "m")
    ('[1]', '①', None)
    """
    note = note.strip()
    if not note or not is_plain_figure(rest):
        return None
    if _IN_BRACKETS.fullmatch(note):
        return note
    return f"[{note}]" if _NOTE.fullmatch(note) else None


def note_in_a_line(note: str, before: str) -> str | None:
    """How a raised number is written behind a figure of running text; None where it stands behind none, or
    is no number.

    >>> note_in_a_line("1", "收到申请12"), note_in_a_line("2", "公里"), note_in_a_line("①", "12")
    ('[1]', None, None)
    """
    note = note.strip()
    return f"[{note}]" if _NOTE.fullmatch(note) and _DIGIT_BEFORE.search(before) else None
