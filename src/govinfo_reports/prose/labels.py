"""Names of kinds (`forms/kinds.txt`) at the ends of the words around a figure."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from ..forms.scopes import scopes
from ..indicators import Form
from ..patterns import late

__all__ = [
    "COMBINED",
    "FORMS_BEFORE_2019",
    "answers_told",
    "item_alone",
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
"""A label joined to another before it: the figure is of both."""
_LONGEST_LABEL = 26
_LONGEST_FILLING = 24
_ENDS_OF_FILLERS = frozenset("的了数量共有计均为是到达约近过破逾形况案件项务标:：，,、")
_WITH_FIGURE = late(
    r"(?P<item>[^，；：。\d]{2,30})(?:占[\d.]+%，)?\d[\d,]*[件份宗条起]"
    r"|(?:^|[，；：、中])(?:有)?\d[\d,]*[件份宗条起](?P<behind>[^，；：。\d]{2,26})(?=[，；。]|$)"
)
"""An item of a list with its figure behind or before it."""
_ROUND_AN_ITEM = late(
    r"^(?:\d{1,2}[.．、]|[一二三四五六七八九十]{1,2}[是、]|[①-⑳、和及与]|其中|其余|另有|另|有|为|是|系|均|“|被|以)*(?:(?:因|由于)(?=属|涉))?|(?:的|答复|申请|共|为|有|是|”|处理|中|：|占[\d.]+%)*$"
)
_FEWEST_ANSWERS = 3


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


def item_alone(words: str) -> str:
    """An item of a list without the words that only lead up to it or to its figure.

    >>> item_alone("、其中不存在的")
    '不存在'
    """
    return _ROUND_AN_ITEM.sub("", words)


def answers_told(
    text: str, labels: Mapping[str, str], among: Sequence[tuple[re.Pattern[str], str]]
) -> tuple[int, ...]:
    """Where the figures of answers end in a sentence, each by its label or as it is called beside others;
    none where it does not name three of them, one at least by its label.

    >>> from ..forms.kinds import kinds
    >>> answers_told("同意公开5件，不予公开2件，不存在1件", kinds().old, kinds().old_among)
    (6, 13, 19)
    """
    told: list[int] = []
    by_label: set[str] = set()
    by_all: set[str] = set()
    for found in _WITH_FIGURE.finditer(text):
        item = item_alone(of_this_organ(found["item"] or found["behind"]))
        label = labels.get(item)
        path = label or next((path for pattern, path in among if pattern.fullmatch(item)), None)
        if path is not None:
            told.append(found.end())
            by_all.add(path)
            by_label.update([label] if label else ())
    return tuple(told) if by_label and len(by_all) >= _FEWEST_ANSWERS else ()


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
