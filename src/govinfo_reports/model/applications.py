"""Applications (依申请公开, 收到和处理政府信息公开申请情况) as frozen objects; the attribute path of each
figure is its path in the vocabulary.

Counts are ints in 件. None is "not stated" (not printed, blank or a dash); 0 is a printed zero.
Legal source: 政府信息公开情况统计表 (2014 form), 国办公开办函〔2019〕60号 (2019 form),
国办公开办函〔2021〕30号 (2021 form).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

from attrs import Factory, frozen

from ..above import above
from .fields import Shown, count_field
from .shown import in_brief, labelled

if TYPE_CHECKING:
    import pandas as pd

__all__ = [
    "ApplicationStats",
    "ByApplicant",
    "Concluded",
    "NotProcessed",
    "OtherHandling",
    "Outcomes",
    "Received",
    "RefusedOutcomes",
    "RefusedReplies",
    "Replies",
    "Unable",
]


@frozen(kw_only=True)
class ByApplicant(Shown):
    """One row of section three by the kind of applicant (申请人情况), in 件; None where nothing is printed.

    Attributes:
        natural_person: 自然人, natural persons.
        business: 商业企业, commercial enterprises.
        research: 科研机构, research institutions.
        public_interest: 社会公益组织, public interest organizations.
        legal_services: 法律服务机构, legal service organizations.
        other_organization: 其他, other organizations.
        total: 总计, the total as printed.

    >>> ByApplicant(natural_person=3, total=3).total
    3
    """

    natural_person: int | None = count_field()
    business: int | None = count_field()
    research: int | None = count_field()
    public_interest: int | None = count_field()
    legal_services: int | None = count_field()
    other_organization: int | None = count_field()
    total: int | None = count_field()


@labelled
@frozen(kw_only=True)
class Received(Shown):
    """Applications received in the year (收到申请数, 本年新收政府信息公开申请数量), in 件: by way (2014) or
    applicant (2019, 2021)."""

    PATH: ClassVar[str] = "applications.received"
    total: int | None = count_field()
    in_person: int | None = count_field()
    fax: int | None = count_field()
    online: int | None = count_field()
    letter: int | None = count_field()
    natural_person: int | None = count_field()
    business: int | None = count_field()
    research: int | None = count_field()
    public_interest: int | None = count_field()
    legal_services: int | None = count_field()
    other_organization: int | None = count_field()


@labelled
@frozen(kw_only=True)
class Concluded(Shown):
    """申请办结数, in 件 (2014 form)."""

    PATH: ClassVar[str] = "applications.concluded"
    total: int | None = count_field()
    on_time: int | None = count_field()
    extended: int | None = count_field()


@labelled
@frozen(kw_only=True)
class RefusedReplies(Shown):
    """不同意公开答复数 and its reasons, in 件 (2014 form)."""

    PATH: ClassVar[str] = "applications.replies.refused"
    total: int | None = count_field()
    state_secret: int | None = count_field()
    trade_secret: int | None = count_field()
    privacy: int | None = count_field()
    security_and_stability: int | None = count_field()
    not_government_information: int | None = count_field()
    other_statutory: int | None = count_field()


@labelled
@frozen(kw_only=True)
class Replies(Shown):
    """申请答复数 by kind, in 件 (2014 form)."""

    PATH: ClassVar[str] = "applications.replies"
    __repr__ = in_brief
    total: int | None = count_field()
    already_public: int | None = count_field()
    granted: int | None = count_field()
    partially_granted: int | None = count_field()
    refused: RefusedReplies = Factory(RefusedReplies)
    not_this_organ: int | None = count_field()
    nonexistent: int | None = count_field()
    amendment_requested: int | None = count_field()
    redirected: int | None = count_field()


@labelled
@frozen(kw_only=True)
class RefusedOutcomes(Shown):
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
class Unable(Shown):
    """（四）无法提供 by reason and applicant (2019, 2021)."""

    PATH: ClassVar[str] = "applications.outcomes.unable"
    __repr__ = in_brief
    not_held: ByApplicant = Factory(ByApplicant)
    needs_creation: ByApplicant = Factory(ByApplicant)
    still_unclear: ByApplicant = Factory(ByApplicant)


@labelled
@frozen(kw_only=True)
class NotProcessed(Shown):
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
class OtherHandling(Shown):
    """（六）其他处理 by applicant: one row `all` (2019, and some later reports), or three rows (2021)."""

    PATH: ClassVar[str] = "applications.outcomes.other_handling"
    __repr__ = in_brief
    all: ByApplicant = Factory(ByApplicant)
    not_corrected_in_time: ByApplicant = Factory(ByApplicant)
    fee_unpaid: ByApplicant = Factory(ByApplicant)
    other: ByApplicant = Factory(ByApplicant)


@labelled
@frozen(kw_only=True)
class Outcomes(Shown):
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
class ApplicationStats(Shown):
    """收到和处理政府信息公开申请情况, 依申请公开情况.

    >>> from govinfo_reports import parse_text
    >>> report = parse_text("云河市2022年政府信息公开年度报告\\n一、总体情况\\n共收到政府信息公开申请12件。")
    >>> report.applications.received.total
    12
    """

    PATH: ClassVar[str] = "applications"
    __repr__ = in_brief
    received: Received = Factory(Received)
    carried_in: ByApplicant = Factory(ByApplicant)
    concluded: Concluded = Factory(Concluded)
    replies: Replies = Factory(Replies)
    outcomes: Outcomes = Factory(Outcomes)
    carried_forward: ByApplicant = Factory(ByApplicant)

    def to_frame(self, labels: Literal["zh", "en", "path"] = "zh") -> pd.DataFrame:
        """Section three as a data frame, rows and columns as printed: 25 rows by 7 kinds of applicants, or
        the rows of the table of 2014 in one column where only those are stated. Int64, with missing where no
        figure is stated.

        Args:
            labels: What rows and columns are called by: `zh` (Chinese), `en` (English) or `path`.

        Returns:
            The data frame.

        Raises:
            MissingExtra: pandas is needed (extra `frame`).
            ValueError: `labels` is something else.
        """
        frame: pd.DataFrame = above("applications_frame")(self, labels)
        return frame
