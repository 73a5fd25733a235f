"""The registry of indicators: every figure of the official forms with its path, label, unit and parent."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from enum import Enum
from functools import lru_cache
from importlib import resources
from types import MappingProxyType

from attrs import frozen

__all__ = ["APPLICANTS", "Form", "Indicator", "Kind", "indicators", "leaf_indicators"]


class Form(str, Enum):
    """The form a report follows; the values are the first report year of the forms of the State Council.

    >>> Form('2021').name
    'F2021'
    """

    NARRATIVE = "narrative"
    """Prose only (条例 2008)."""
    PROVINCIAL = "provincial"
    """A table of a provincial statistics system."""
    F2014 = "2014"
    """The table 政府信息公开情况统计表 (report years 2014-2018)."""
    F2019 = "2019"
    """国办公开办函〔2019〕60号 (2019-2020)."""
    F2021 = "2021"
    """国办公开办函〔2021〕30号 (from 2021)."""


class Kind(str, Enum):
    """What an indicator measures.

    >>> Kind('count').name
    'COUNT'
    """

    COUNT = "count"
    """A number of things."""
    AMOUNT = "amount"
    """An amount of money in 万元."""
    GROUP = "group"
    """Nothing itself: a group's head."""


APPLICANTS: Mapping[str, str] = MappingProxyType(
    {
        "natural_person": "自然人",
        "business": "商业企业",
        "research": "科研机构",
        "public_interest": "社会公益组织",
        "legal_services": "法律服务机构",
        "other_organization": "其他",
        "total": "总计",
    }
)
"""The seven columns of section three of the 2019 and 2021 forms, in printed order."""


@frozen(kw_only=True)
class Indicator:
    """One row of the vocabulary.

    Attributes:
        path: Its dotted path, which is also the attribute path in the model and the key of every fact.
        label: The official Chinese label.
        unit: The unit (件, 条, 万元, ...), None for a group's head.
        forms: The forms it occurs in.
        parent: The path of the total it belongs to, None where there is none.
        kind: What it measures.
        note: What else the form says of it.

    >>> from govinfo_reports import indicators
    >>> indicators()["review.total"].label_in(Form.F2021)
    '行政复议 × 总计'
    """

    path: str
    label: str
    unit: str | None
    forms: frozenset[Form]
    parent: str | None
    kind: Kind
    note: str

    def label_in(self, form: Form) -> str:
        """The label in a form: where it is not the first form's, the vocabulary gives it in a note
        (`2019/2021: ...`). Raises nothing.

        Args:
            form: The form that the label is printed in.

        Returns:
            The official Chinese label.

        >>> indicators()["review.upheld"].label_in(Form.F2021)
        '行政复议 × 结果维持'
        """
        forms, _, other = self.note.partition(": ")
        return other if other and form.value in forms.split("/") and not other.isascii() else self.label


@lru_cache(maxsize=1)
def indicators() -> Mapping[str, Indicator]:
    """All indicators and group heads by path, in the order of the forms. Raises nothing.

    Returns:
        The vocabulary, which cannot be changed.

    >>> indicators()["applications.received.total"].label
    '（一）收到申请数'
    """
    text = (resources.files(__package__) / "data" / "indicators.csv").read_text(encoding="utf-8")
    return MappingProxyType(
        {
            row["path"]: Indicator(
                path=row["path"],
                label=row["label"],
                unit=row["unit"] or None,
                forms=frozenset(Form(name) for name in row["forms"].split(";") if name),
                parent=row["parent"] or None,
                kind=Kind(row["kind"]),
                note=row["note"],
            )
            for row in csv.DictReader(text.splitlines())
        }
    )


@lru_cache(maxsize=1)
def leaf_indicators() -> Mapping[str, Indicator]:
    """The indicators that carry a figure of their own, without the group heads. Raises nothing.

    Returns:
        The indicators by path, in the order of the forms.

    >>> "review" in leaf_indicators(), "review.total" in leaf_indicators()
    (False, True)
    """
    return MappingProxyType(
        {path: item for path, item in indicators().items() if item.kind is not Kind.GROUP}
    )
