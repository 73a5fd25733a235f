"""The figures of a report as frozen objects; the attribute path of each is its path in the vocabulary.

Counts are ints, amounts exact Decimals in 万元. None is "not stated" (not printed, blank or a dash); 0 is a printed zero.
Legal source: 政府信息公开情况统计表 (2014 form), 国办公开办函〔2019〕60号 (2019 form), 国办公开办函〔2021〕30号 (2021 form).
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any, ClassVar, Literal

from attrs import Attribute, Factory, field, frozen

from ..errors import InvalidFigure
from .shown import in_brief, labelled

if TYPE_CHECKING:
    import pandas as pd

__all__ = [
    "AdministrativeFees",
    "AdministrativeItems",
    "ApplicationStats",
    "ByApplicant",
    "Capacity",
    "Concluded",
    "CourtOutcomes",
    "DisclosureChannels",
    "Litigation",
    "NormativeDocuments",
    "NotProcessed",
    "OtherHandling",
    "Outcomes",
    "ProactiveDisclosure",
    "Procurement",
    "PublicResponses",
    "Received",
    "RefusedOutcomes",
    "RefusedReplies",
    "Regulations",
    "Replies",
    "ResponseChannels",
    "Review",
    "Staff",
    "Training",
    "Unable",
]


def _path_of(instance: Any, attribute: Attribute[Any]) -> str:
    prefix = getattr(type(instance), "PATH", "")
    return f"{prefix}.{attribute.name}" if prefix else attribute.name


def refuse(path: str, value: object, why: str, why_zh: str) -> InvalidFigure:
    """The error for a figure that can never be."""
    return InvalidFigure(f"{path} = {value!r}: {why}", reason_zh=f"{path} = {value!r}：{why_zh}", path=path)


def is_integer(instance: Any, attribute: Attribute[Any], value: object) -> None:
    """Refuse anything but an int or None."""
    if value is not None and (isinstance(value, bool) or not isinstance(value, int)):
        raise refuse(
            _path_of(instance, attribute),
            value,
            "a number of things must be an int or None",
            "件数须为整数或空",
        )


def is_count(instance: Any, attribute: Attribute[Any], value: object) -> None:
    """Refuse anything but an int of 0 or more, or None."""
    is_integer(instance, attribute, value)
    if isinstance(value, int) and value < 0:
        raise refuse(_path_of(instance, attribute), value, "a count cannot be negative", "件数不能为负")


def is_amount(instance: Any, attribute: Attribute[Any], value: object) -> None:
    """Refuse anything but a finite Decimal of 0 or more, or None."""
    if value is None:
        return
    path = _path_of(instance, attribute)
    if not isinstance(value, Decimal) or not value.is_finite():
        raise refuse(
            path,
            value,
            "an amount must be a finite Decimal in 万元, or None",
            "金额须为以万元计的 Decimal 或空",
        )
    if value < 0:
        raise refuse(path, value, "an amount cannot be negative", "金额不能为负")


def _count() -> Any:
    return field(default=None, validator=is_count)


def _signed() -> Any:
    return field(default=None, validator=is_integer)


def _amount() -> Any:
    return field(default=None, validator=is_amount)


class _Shown:
    """A group of figures as a notebook shows it."""

    __slots__ = ()

    def _repr_html_(self) -> str:
        from ..export.notebook import group_html

        return group_html(self)


@labelled
@frozen(kw_only=True)
class NormativeDocuments(_Shown):
    """规范性文件 (2014: 件 and 条; 2019 and 2021: 行政规范性文件, in 件)."""

    PATH: ClassVar[str] = "proactive.normative_documents"
    disclosed: int | None = _count()
    issued: int | None = _count()
    repealed: int | None = _count()
    in_force: int | None = _count()
    made: int | None = _count()
    newly_disclosed: int | None = _count()
    disclosed_total: int | None = _count()


@labelled
@frozen(kw_only=True)
class Regulations(_Shown):
    """规章, in 件 (2019 and 2021 forms, 条例第二十条第（一）项)."""

    PATH: ClassVar[str] = "proactive.regulations"
    issued: int | None = _count()
    repealed: int | None = _count()
    in_force: int | None = _count()
    made: int | None = _count()
    newly_disclosed: int | None = _count()
    disclosed_total: int | None = _count()


@labelled
@frozen(kw_only=True)
class DisclosureChannels(_Shown):
    """通过不同渠道和方式公开政府信息的情况, in 条 (2014 form)."""

    PATH: ClassVar[str] = "proactive.channels"
    gazette: int | None = _count()
    website: int | None = _count()
    weibo: int | None = _count()
    wechat: int | None = _count()
    other: int | None = _count()


@frozen(kw_only=True)
class AdministrativeItems(_Shown):
    """One kind of administrative act: items last year and their change in 项 (2019), decisions of the year in 件.

    `items_change` is signed: 增 positive, 减 negative.
    """

    items_last_year: int | None = _count()
    items_change: int | None = _signed()
    decisions: int | None = _count()


@labelled
@frozen(kw_only=True)
class AdministrativeFees(_Shown):
    """行政事业性收费: items in 项 (2019), the year's amount in 万元 (2021). `items_change` is signed."""

    PATH: ClassVar[str] = "proactive.administrative_fees"
    items_last_year: int | None = _count()
    items_change: int | None = _signed()
    amount: Decimal | None = _amount()


@labelled
@frozen(kw_only=True)
class Procurement(_Shown):
    """政府集中采购 (2019 form): projects in 项, total amount in 万元."""

    PATH: ClassVar[str] = "proactive.procurement"
    projects: int | None = _count()
    amount: Decimal | None = _amount()


@labelled
@frozen(kw_only=True)
class ProactiveDisclosure(_Shown):
    """主动公开政府信息情况."""

    PATH: ClassVar[str] = "proactive"
    __repr__ = in_brief
    disclosed: int | None = _count()
    normative_documents: NormativeDocuments = Factory(NormativeDocuments)
    channels: DisclosureChannels = Factory(DisclosureChannels)
    regulations: Regulations = Factory(Regulations)
    licensing: AdministrativeItems = Factory(AdministrativeItems)
    other_services: AdministrativeItems = Factory(AdministrativeItems)
    penalties: AdministrativeItems = Factory(AdministrativeItems)
    coercion: AdministrativeItems = Factory(AdministrativeItems)
    administrative_fees: AdministrativeFees = Factory(AdministrativeFees)
    procurement: Procurement = Factory(Procurement)


@labelled
@frozen(kw_only=True)
class ResponseChannels(_Shown):
    """通过不同渠道和方式回应解读的情况, in 次 and 篇 (2014 form)."""

    PATH: ClassVar[str] = "responses.channels"
    press_conferences: int | None = _count()
    press_conferences_by_principal: int | None = _count()
    online_interviews: int | None = _count()
    online_interviews_by_principal: int | None = _count()
    policy_interpretations: int | None = _count()
    social_media: int | None = _count()
    other: int | None = _count()


@labelled
@frozen(kw_only=True)
class PublicResponses(_Shown):
    """回应解读情况 (2014 form)."""

    PATH: ClassVar[str] = "responses"
    __repr__ = in_brief
    hot_topics: int | None = _count()
    channels: ResponseChannels = Factory(ResponseChannels)


@frozen(kw_only=True)
class ByApplicant(_Shown):
    """One row of section three by the kind of applicant (申请人情况), in 件."""

    natural_person: int | None = _count()
    business: int | None = _count()
    research: int | None = _count()
    public_interest: int | None = _count()
    legal_services: int | None = _count()
    other_organization: int | None = _count()
    total: int | None = _count()


@labelled
@frozen(kw_only=True)
class Received(_Shown):
    """Applications received in the year (收到申请数, 本年新收政府信息公开申请数量), in 件: by way (2014) or applicant (2019, 2021)."""

    PATH: ClassVar[str] = "applications.received"
    total: int | None = _count()
    in_person: int | None = _count()
    fax: int | None = _count()
    online: int | None = _count()
    letter: int | None = _count()
    natural_person: int | None = _count()
    business: int | None = _count()
    research: int | None = _count()
    public_interest: int | None = _count()
    legal_services: int | None = _count()
    other_organization: int | None = _count()


@labelled
@frozen(kw_only=True)
class Concluded(_Shown):
    """申请办结数, in 件 (2014 form)."""

    PATH: ClassVar[str] = "applications.concluded"
    total: int | None = _count()
    on_time: int | None = _count()
    extended: int | None = _count()


@labelled
@frozen(kw_only=True)
class RefusedReplies(_Shown):
    """不同意公开答复数 and its reasons, in 件 (2014 form)."""

    PATH: ClassVar[str] = "applications.replies.refused"
    total: int | None = _count()
    state_secret: int | None = _count()
    trade_secret: int | None = _count()
    privacy: int | None = _count()
    security_and_stability: int | None = _count()
    not_government_information: int | None = _count()
    other_statutory: int | None = _count()


@labelled
@frozen(kw_only=True)
class Replies(_Shown):
    """申请答复数 by kind, in 件 (2014 form)."""

    PATH: ClassVar[str] = "applications.replies"
    __repr__ = in_brief
    total: int | None = _count()
    already_public: int | None = _count()
    granted: int | None = _count()
    partially_granted: int | None = _count()
    refused: RefusedReplies = Factory(RefusedReplies)
    not_this_organ: int | None = _count()
    nonexistent: int | None = _count()
    amendment_requested: int | None = _count()
    redirected: int | None = _count()


@labelled
@frozen(kw_only=True)
class RefusedOutcomes(_Shown):
    """（三）不予公开 by reason and applicant (2019, 2021)."""

    PATH: ClassVar[str] = "applications.outcomes.refused"
    __repr__ = in_brief
    state_secret: ByApplicant = Factory(ByApplicant)
    prohibited_by_law: ByApplicant = Factory(ByApplicant)
    security_and_stability: ByApplicant = Factory(ByApplicant)
    third_party_rights: ByApplicant = Factory(ByApplicant)
    internal_affairs: ByApplicant = Factory(ByApplicant)
    deliberative_process: ByApplicant = Factory(ByApplicant)
    enforcement_files: ByApplicant = Factory(ByApplicant)
    administrative_inquiry: ByApplicant = Factory(ByApplicant)


@labelled
@frozen(kw_only=True)
class Unable(_Shown):
    """（四）无法提供 by reason and applicant (2019, 2021)."""

    PATH: ClassVar[str] = "applications.outcomes.unable"
    __repr__ = in_brief
    not_held: ByApplicant = Factory(ByApplicant)
    needs_creation: ByApplicant = Factory(ByApplicant)
    still_unclear: ByApplicant = Factory(ByApplicant)


@labelled
@frozen(kw_only=True)
class NotProcessed(_Shown):
    """（五）不予处理 by reason and applicant (2019, 2021)."""

    PATH: ClassVar[str] = "applications.outcomes.not_processed"
    __repr__ = in_brief
    petition: ByApplicant = Factory(ByApplicant)
    repeated: ByApplicant = Factory(ByApplicant)
    publication: ByApplicant = Factory(ByApplicant)
    excessive: ByApplicant = Factory(ByApplicant)
    confirmation: ByApplicant = Factory(ByApplicant)


@labelled
@frozen(kw_only=True)
class OtherHandling(_Shown):
    """（六）其他处理 by applicant: one row `all` (2019, and some later reports), or three rows (2021)."""

    PATH: ClassVar[str] = "applications.outcomes.other_handling"
    __repr__ = in_brief
    all: ByApplicant = Factory(ByApplicant)
    not_corrected_in_time: ByApplicant = Factory(ByApplicant)
    fee_unpaid: ByApplicant = Factory(ByApplicant)
    other: ByApplicant = Factory(ByApplicant)


@labelled
@frozen(kw_only=True)
class Outcomes(_Shown):
    """三、本年度办理结果 by kind and applicant, in 件 (2019, 2021); `total` is the row （七）总计."""

    PATH: ClassVar[str] = "applications.outcomes"
    __repr__ = in_brief
    granted: ByApplicant = Factory(ByApplicant)
    partially_granted: ByApplicant = Factory(ByApplicant)
    refused: RefusedOutcomes = Factory(RefusedOutcomes)
    unable: Unable = Factory(Unable)
    not_processed: NotProcessed = Factory(NotProcessed)
    other_handling: OtherHandling = Factory(OtherHandling)
    total: ByApplicant = Factory(ByApplicant)


@labelled
@frozen(kw_only=True)
class ApplicationStats(_Shown):
    """收到和处理政府信息公开申请情况, 依申请公开情况."""

    PATH: ClassVar[str] = "applications"
    __repr__ = in_brief
    received: Received = Factory(Received)
    carried_in: ByApplicant = Factory(ByApplicant)
    concluded: Concluded = Factory(Concluded)
    replies: Replies = Factory(Replies)
    outcomes: Outcomes = Factory(Outcomes)
    carried_forward: ByApplicant = Factory(ByApplicant)

    def to_frame(self, labels: Literal["zh", "en", "path"] = "zh") -> pd.DataFrame:
        """Section three as a data frame, rows and columns as printed, called in Chinese (`zh`), in English (`en`) or by path.

        25 rows by 7 kinds of applicants, Int64 with missing where no figure is stated; MissingExtra without pandas (extra `frame`).
        """
        from ..export.frames import applications_frame

        return applications_frame(self, labels)


@labelled
@frozen(kw_only=True)
class Review(_Shown):
    """行政复议, in 件. `pending` (尚未审结) since 2019."""

    PATH: ClassVar[str] = "review"
    total: int | None = _count()
    upheld: int | None = _count()
    corrected: int | None = _count()
    other: int | None = _count()
    pending: int | None = _count()


@frozen(kw_only=True)
class CourtOutcomes(_Shown):
    """One kind of 行政诉讼 by outcome, in 件 (2019, 2021)."""

    upheld: int | None = _count()
    corrected: int | None = _count()
    other: int | None = _count()
    pending: int | None = _count()
    total: int | None = _count()


@labelled
@frozen(kw_only=True)
class Litigation(_Shown):
    """行政诉讼, in 件. `total` and the outcomes are figures of the 2014 form or of sentences; since 2019 the table has
    `direct` (未经复议直接起诉) and `after_review` (复议后起诉) and prints no total of the two."""

    PATH: ClassVar[str] = "litigation"
    __repr__ = in_brief
    total: int | None = _count()
    upheld: int | None = _count()
    corrected: int | None = _count()
    other: int | None = _count()
    direct: CourtOutcomes = Factory(CourtOutcomes)
    after_review: CourtOutcomes = Factory(CourtOutcomes)


@labelled
@frozen(kw_only=True)
class Staff(_Shown):
    """从事政府信息公开工作人员数, in 人 (2014 form)."""

    PATH: ClassVar[str] = "capacity.staff"
    total: int | None = _count()
    full_time: int | None = _count()
    part_time: int | None = _count()


@labelled
@frozen(kw_only=True)
class Capacity(_Shown):
    """机构建设和保障经费情况 (2014 form): offices and reading points in 个, budget in 万元."""

    PATH: ClassVar[str] = "capacity"
    __repr__ = in_brief
    dedicated_offices: int | None = _count()
    reading_points: int | None = _count()
    staff: Staff = Factory(Staff)
    budget: Decimal | None = _amount()


@labelled
@frozen(kw_only=True)
class Training(_Shown):
    """政府信息公开会议和培训情况 (2014 form): meetings and courses in 次, participants in 人次."""

    PATH: ClassVar[str] = "training"
    meetings: int | None = _count()
    courses: int | None = _count()
    participants: int | None = _count()
