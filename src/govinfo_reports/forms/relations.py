"""The relations that must hold between the figures of a form, as data."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from enum import Enum
from functools import lru_cache
from types import MappingProxyType

from attrs import frozen

from ..findings import Severity
from ..indicators import APPLICANTS, Form, indicators, leaf_indicators
from ..language import Said, phrase

__all__ = ["RELATIONS", "Relation", "RelationKind", "form_of", "label", "relations_of", "rows"]

F2014 = "政府信息公开情况统计表（2014—2018年度）"
F2019 = "国办公开办函〔2019〕60号"
F2021 = "国办公开办函〔2021〕30号"

_OLD = frozenset({Form.F2014, Form.PROVINCIAL, Form.NARRATIVE})
_TABLES_2014 = frozenset({Form.F2014, Form.PROVINCIAL})
_NEW = frozenset({Form.F2019, Form.F2021})
_ALL_HANDLING = "applications.outcomes.other_handling.all"


class RelationKind(str, Enum):
    """What a relation says; the value is the part of its id before the colon."""

    SUM = "sum"
    """The whole is the sum of its parts."""
    ACROSS = "across"
    """The six applicant columns of a row add up to 总计."""
    BALANCE = "balance"
    """The sum of the left side is the sum of the right side (勾稽关系)."""
    SUBSET = "subset"
    """A 其中 figure is not larger than its whole."""
    BOUNDS = "bounds"
    """The largest part <= the whole <= the sum of the parts."""
    ORDER = "order"
    """Each figure is not larger than the next."""
    CARRY = "carry"
    """What one year carries forward, the next carries in."""
    STOCK = "stock"
    """In force = in force a year ago + issued - repealed."""


@frozen(kw_only=True)
class Relation:
    """One relation that the figures of a form must satisfy.

    `left` is the whole (of a balance: its left side; of an order: the smallest figure; of a carry or stock:
    this year's figure), `right` the parts (the right side; the larger figures in turn; last year's figure,
    and for a stock issued and repealed of this year). `instead` names a part that stands for some others
    (其他处理 as one row): where both are printed it does not count. `source` is the document that sets the
    form.
    """

    id: str
    kind: RelationKind
    left: tuple[str, ...]
    right: tuple[str, ...]
    severity: Severity
    forms: frozenset[Form]
    said: Said
    source: str
    example: str
    instead: tuple[tuple[str, tuple[str, ...]], ...] = ()

    @property
    def wording_en(self) -> str:
        """What the relation says, in English."""
        return str(self.said)

    @property
    def wording_zh(self) -> str:
        """What the relation says, in Chinese."""
        return self.said.zh

    @property
    def paths(self) -> tuple[str, ...]:
        """All indicators that take part, the whole first."""
        return self.left + self.right

    @property
    def is_equation(self) -> bool:
        """Whether it fixes each figure by the others, rather than only bounding it."""
        return self.kind in _EQUATIONS

    def holds(self, values: Mapping[str, int | Decimal | None]) -> bool | None:
        """Whether an equation holds between figures (None for a blank, which adds nothing); None where it
        says nothing: of a sum without its whole or without any part, of a balance both figures of one side
        of which are blank.

        >>> sum_of_replies = next(one
        ...     for one in relations_of(Form.F2014) if one.id == "sum:applications.concluded.total")
        >>> paths = ("total", "on_time", "extended")
        >>> sum_of_replies.holds({f"applications.concluded.{path}": 1 for path in paths})
        False
        """
        replaced = {
            one for one, several in self.instead if any(values.get(path) is not None for path in several)
        }
        left = [value for path in self.left if (value := values.get(path)) is not None]
        right = [
            value for path in self.right if path not in replaced and (value := values.get(path)) is not None
        ]
        return sum(left) == sum(right) if left and right else None


_EQUATIONS = frozenset({RelationKind.SUM, RelationKind.ACROSS, RelationKind.BALANCE})


def label(path: str, form: Form | None = None) -> str:
    """The official Chinese label of an indicator in a form (None: the first that has it); for `extra.` paths
    the printed one.

    >>> label("capacity.staff.total")
    '（三）从事政府信息公开工作人员数'
    >>> label("applications.received.total", Form.F2021)
    '一、本年新收政府信息公开申请数量 × 总计'
    """
    item = indicators().get(path)
    if item is not None:
        return item.label if form is None else item.label_in(form)
    return path.removeprefix("extra.")


@lru_cache(maxsize=1)
def rows() -> Mapping[str, str]:
    """The rows of the table of section three (2019 and 2021 forms) in printed order, with their official
    labels.

    >>> rows()["applications.received"]
    '一、本年新收政府信息公开申请数量'
    """
    found: dict[str, str] = {"applications.received": ""}
    for path, item in leaf_indicators().items():
        row, _, column = path.rpartition(".")
        if column == "natural_person":
            found[row] = item.label.partition(" × ")[0]
    return MappingProxyType(found)


def _prefixed(prefix: str, names: str) -> tuple[str, ...]:
    return tuple(f"{prefix}.{name}" for name in names.split())


def _sum(
    whole: str,
    prefix: str,
    names: str,
    *,
    forms: frozenset[Form],
    source: str,
    example: str,
) -> Relation:
    parts = _prefixed(prefix, names)
    return Relation(
        id=f"sum:{whole}",
        kind=RelationKind.SUM,
        left=(whole,),
        right=parts,
        severity=Severity.ERROR,
        forms=forms,
        said=phrase(
            "{whole} is the sum of its {count} parts",
            whole=Said(whole, label(whole, Form.F2021 if Form.F2021 in forms else Form.F2014)),
            count=len(parts),
        ),
        source=source,
        example=example,
    )


def _sums() -> Iterator[Relation]:
    received, replies = "applications.received", "applications.replies"
    yield _sum(
        f"{received}.total", received, "in_person fax online letter",
        forms=_OLD, source=F2014, example="38 = 22 + 0 + 16 + 0",
    )  # fmt: skip
    yield _sum(
        "applications.concluded.total", "applications.concluded", "on_time extended",
        forms=_OLD, source=F2014, example="38 = 36 + 2",
    )  # fmt: skip
    yield _sum(
        f"{replies}.total", replies,
        "already_public granted partially_granted refused.total not_this_organ nonexistent "
            "amendment_requested redirected",
        forms=_OLD, source=F2014, example="38 = 22 + 8 + 2 + 1 + 2 + 1 + 1 + 1",
    )  # fmt: skip
    yield _sum(
        f"{replies}.refused.total", f"{replies}.refused",
        "state_secret trade_secret privacy security_and_stability not_government_information other_statutory",
        forms=_OLD, source=F2014, example="5 = 1 + 1 + 1 + 0 + 1 + 1",
    )  # fmt: skip
    example = "8 = 5 + 1 + 2"
    yield _sum("review.total", "review", "upheld corrected other", forms=_OLD, source=F2014, example=example)
    yield _sum(
        "review.total", "review", "upheld corrected other pending",
        forms=_NEW, source=f"{F2019}; {F2021}", example="8 = 5 + 1 + 2 + 0",
    )  # fmt: skip
    yield _sum(
        "litigation.total", "litigation", "upheld corrected other", forms=_OLD, source=F2014, example=example
    )
    for group in ("litigation.direct", "litigation.after_review"):
        yield _sum(
            f"{group}.total", group, "upheld corrected other pending",
            forms=_NEW, source=f"{F2019}; {F2021}", example="9 = 8 + 0 + 0 + 1",
        )  # fmt: skip
    yield _sum(
        "capacity.staff.total",
        "capacity.staff",
        "full_time part_time",
        forms=_OLD,
        source=F2014,
        example="99 = 66 + 33",
    )


def _columns() -> Iterator[Relation]:
    """The relations of the big table of section three."""
    outcome_rows = [
        row
        for row in rows()
        if row.startswith("applications.outcomes.") and row != "applications.outcomes.total"
    ]
    three = [row for row in outcome_rows if "other_handling" in row and row != _ALL_HANDLING]
    source = f"{F2019}; {F2021}"
    for row, text in rows().items():
        yield Relation(
            id=f"across:{row}",
            kind=RelationKind.ACROSS,
            left=(f"{row}.total",),
            right=tuple(f"{row}.{column}" for column in APPLICANTS if column != "total"),
            severity=Severity.ERROR,
            forms=_NEW,
            said=phrase(
                "in the row {row} the six applicant columns add up to the column total", row=Said(row, text)
            ),
            source=source,
            example="45 = 40 + 3 + 0 + 0 + 1 + 1",
        )
    for column, name in APPLICANTS.items():
        yield Relation(
            id=f"sum:applications.outcomes.total.{column}",
            kind=RelationKind.SUM,
            left=(f"applications.outcomes.total.{column}",),
            right=tuple(f"{row}.{column}" for row in outcome_rows),
            severity=Severity.ERROR,
            forms=_NEW,
            said=phrase(
                "in the column {column} the outcome rows add up to the row total (（七）总计)",
                column=Said(column, name),
            ),
            source=source,
            example="40 = 20 + 5 + 3 + 10 + 2",
            instead=((f"{_ALL_HANDLING}.{column}", tuple(f"{row}.{column}" for row in three)),),
        )
        yield Relation(
            id=f"balance:applications.{column}",
            kind=RelationKind.BALANCE,
            left=(f"applications.received.{column}", f"applications.carried_in.{column}"),
            right=(f"applications.outcomes.total.{column}", f"applications.carried_forward.{column}"),
            severity=Severity.ERROR,
            forms=_NEW,
            said=phrase(
                "column {column}: received + carried in = outcomes + carried forward",
                column=Said(column, name),
            ),
            source=source,
            example="45 + 2 = 40 + 7",
        )


def _inequalities() -> Iterator[Relation]:
    for part, whole in (
        ("proactive.normative_documents.disclosed", "proactive.disclosed"),
        ("responses.channels.press_conferences_by_principal", "responses.channels.press_conferences"),
        ("responses.channels.online_interviews_by_principal", "responses.channels.online_interviews"),
    ):
        yield Relation(
            id=f"subset:{part}",
            kind=RelationKind.SUBSET,
            left=(whole,),
            right=(part,),
            severity=Severity.ERROR,
            forms=_OLD,
            said=phrase(
                "{part} (其中) is not larger than {whole}",
                part=Said(part, label(part)),
                whole=Said(whole, label(whole)),
            ),
            source=F2014,
            example="3 <= 5",
        )
    for whole, prefix, names in (
        (
            "proactive.disclosed",
            "proactive.channels",
            "gazette website weibo wechat other",
        ),
        (
            "responses.hot_topics",
            "responses.channels",
            "press_conferences online_interviews policy_interpretations social_media other",
        ),
    ):
        yield Relation(
            id=f"bounds:{whole}",
            kind=RelationKind.BOUNDS,
            left=(whole,),
            right=_prefixed(prefix, names),
            severity=Severity.WARNING,
            forms=_TABLES_2014,
            said=phrase(
                "the largest channel <= {whole} <= the sum of the channels, for the same item in "
                "several channels counts once",
                whole=Said(whole, label(whole)),
            ),
            source=F2014,
            example="7 <= 9 <= 7 + 3 + 2",
        )
    yield Relation(
        id="order:applications.replies.total",
        kind=RelationKind.ORDER,
        left=("applications.replies.total",),
        right=("applications.concluded.total", "applications.received.total"),
        severity=Severity.WARNING,
        forms=_TABLES_2014,
        said=phrase("replies <= concluded <= received (an organ that carries cases over may break it)"),
        source=F2014,
        example="36 <= 38 <= 40",
    )


def _over_years() -> Iterator[Relation]:
    source = f"{F2019}; {F2021}"
    for column, name in APPLICANTS.items():
        yield Relation(
            id=f"carry:applications.{column}",
            kind=RelationKind.CARRY,
            left=(f"applications.carried_in.{column}",),
            right=(f"applications.carried_forward.{column}",),
            severity=Severity.ERROR,
            forms=_NEW,
            said=phrase(
                "column {column}: carried in = what last year's report carried forward",
                column=Said(column, name),
            ),
            source=source,
            example="2022: 7 -> 2023: 7",
        )
    for group in ("proactive.regulations", "proactive.normative_documents"):
        yield Relation(
            id=f"stock:{group}.in_force",
            kind=RelationKind.STOCK,
            left=(f"{group}.in_force",),
            right=(f"{group}.in_force", f"{group}.issued", f"{group}.repealed"),
            severity=Severity.INFO,
            forms=frozenset({Form.F2021}),
            said=phrase(
                "{whole} = that of last year + issued - repealed",
                whole=Said(f"{group}.in_force", label(f"{group}.in_force", Form.F2021)),
            ),
            source=F2021,
            example="8 = 5 + 3 - 0",
        )


RELATIONS: tuple[Relation, ...] = (*_sums(), *_columns(), *_inequalities(), *_over_years())
"""Every relation between figures, those over two years last; see `docs/rules.md`. Relations of different
forms may share an id: `sum:review.total` has one part more since 2019."""


def form_of(relation: Relation) -> Form:
    """The form whose labels a relation's figures bear: the newest that has it."""
    newest = (Form.F2021, Form.F2019, Form.F2014)
    return next((form for form in newest if form in relation.forms), Form.F2014)


@lru_cache(maxsize=8)
def relations_of(form: Form) -> tuple[Relation, ...]:
    """The relations within one report of `form`.

    >>> len(relations_of(Form.F2014))
    13
    """
    over_years = (RelationKind.CARRY, RelationKind.STOCK)
    return tuple(
        relation for relation in RELATIONS if form in relation.forms and relation.kind not in over_years
    )
