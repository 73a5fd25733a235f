"""Names of kinds (`forms/kinds.txt`) at the ends of the words around a figure."""

from __future__ import annotations

from collections.abc import Mapping

from ..forms.scopes import scopes
from ..indicators import Form

__all__ = [
    "COMBINED",
    "FORMS_BEFORE_2019",
    "label_at_end",
    "label_at_start",
    "of_this_organ",
    "rows_of",
    "strip_fillers",
]

FORMS_BEFORE_2019 = frozenset({Form.NARRATIVE, Form.PROVINCIAL, Form.F2014})

_FIRST_2019, _FIRST_2021 = 2019, 2021

_SAY = scopes().patterns
COMBINED = _SAY["combined"]
_LONGEST_LABEL = 26
_LONGEST_FILLING = 24
_ENDS_OF_FILLERS = frozenset("的了数量共有计均为是到达约近过破逾形况案件项务标:：，,、")

"""A label joined to another before it: the figure is of both."""


def rows_of(form: Form, year: int | None) -> Form:
    """The form whose rows sentences tell of: that of the report, and without a table that of its year.

    >>> rows_of(Form.NARRATIVE, 2012).value, rows_of(Form.NARRATIVE, 2023).value
    ('narrative', '2021')
    """
    if form is not Form.NARRATIVE or year is None or year < _FIRST_2019:
        return form
    return Form.F2019 if year < _FIRST_2021 else Form.F2021


def strip_fillers(text: str) -> str:
    """The words before a figure without those that only lead up to it (共, 为, 数量, ...)."""
    if text[-1:] not in _ENDS_OF_FILLERS:
        return text
    match = _SAY["fillers"].search(text, max(0, len(text) - _LONGEST_FILLING))
    return text[: match.start()] if match else text


def of_this_organ(text: str) -> str:
    """The words with 本机关 for whatever the organ calls itself.

    >>> of_this_organ("申请不属于我校掌握")
    '申请不属于本机关掌握'
    """
    return _SAY["own organ"].sub("本机关", text)


def label_at_end(text: str, labels: Mapping[str, str]) -> str | None:
    """The longest label that `text` ends with."""
    for length in range(min(_LONGEST_LABEL, len(text)), 1, -1):
        if text[-length:] in labels:
            return text[-length:]
    return None


def label_at_start(text: str, labels: Mapping[str, str]) -> str | None:
    """The longest label that `text` begins with, after words such as 属于 or 因."""
    match = _SAY["leading to a name"].match(text)
    starts = {0, match.end() if match else 0}
    for start in sorted(starts):
        for length in range(min(_LONGEST_LABEL, len(text) - start), 1, -1):
            if text[start : start + length] in labels:
                return text[start : start + length]
    return None
