"""The figures of a report as frozen objects; the attribute path of each is its path in the vocabulary.

Counts are ints, amounts exact Decimals in 万元. None is "not stated" (not printed, blank or a dash); 0 is a
printed zero. Legal source: 政府信息公开情况统计表 (2014 form), 国办公开办函〔2019〕60号 (2019 form),
国办公开办函〔2021〕30号 (2021 form).
"""

from __future__ import annotations

from decimal import Decimal
from typing import ClassVar

from attrs import Factory, frozen

from .fields import Shown, amount_field, count_field, signed_field
from .shown import in_brief, labelled

__all__ = [
    "AdministrativeFees",
    "AdministrativeItems",
    "Capacity",
    "CourtOutcomes",
    "DisclosureChannels",
    "Litigation",
    "NormativeDocuments",
    "ProactiveDisclosure",
    "Procurement",
    "PublicResponses",
    "Regulations",
    "ResponseChannels",
    "Review",
    "Staff",
    "Training",
]


@labelled
@frozen(kw_only=True)
class NormativeDocuments(Shown):
    """规范性文件 (2014: 件 and 条; 2019 and 2021: 行政规范性文件, in 件)."""

    PATH: ClassVar[str] = "proactive.normative_documents"
    disclosed: int | None = count_field()
    issued: int | None = count_field()
    repealed: int | None = count_field()
    in_force: int | None = count_field()
    made: int | None = count_field()
    newly_disclosed: int | None = count_field()
    disclosed_total: int | None = count_field()


@labelled
@frozen(kw_only=True)
class Regulations(Shown):
    """规章, in 件 (2019 and 2021 forms, 条例第二十条第（一）项)."""

    PATH: ClassVar[str] = "proactive.regulations"
    issued: int | None = count_field()
    repealed: int | None = count_field()
    in_force: int | None = count_field()
    made: int | None = count_field()
    newly_disclosed: int | None = count_field()
    disclosed_total: int | None = count_field()


@labelled
@frozen(kw_only=True)
class DisclosureChannels(Shown):
    """通过不同渠道和方式公开政府信息的情况, in 条 (2014 form)."""

    PATH: ClassVar[str] = "proactive.channels"
    gazette: int | None = count_field()
    website: int | None = count_field()
    weibo: int | None = count_field()
    wechat: int | None = count_field()
    other: int | None = count_field()


@frozen(kw_only=True)
class AdministrativeItems(Shown):
    """One kind of administrative act; None where nothing is printed.

    Attributes:
        items_last_year: 上一年项目数量: items last year, in 项 (2019).
        items_change: 本年增/减: their change in 项 (2019), 增 positive, 减 negative.
        decisions: 处理决定数量: decisions of the year, in 件.
    """

    items_last_year: int | None = count_field()
    items_change: int | None = signed_field()
    decisions: int | None = count_field()


@labelled
@frozen(kw_only=True)
class AdministrativeFees(Shown):
    """行政事业性收费: items in 项 (2019), the year's amount in 万元 (2021). `items_change` is signed."""

    PATH: ClassVar[str] = "proactive.administrative_fees"
    items_last_year: int | None = count_field()
    items_change: int | None = signed_field()
    amount: Decimal | None = amount_field()


@labelled
@frozen(kw_only=True)
class Procurement(Shown):
    """政府集中采购 (2019 form): projects in 项, total amount in 万元."""

    PATH: ClassVar[str] = "proactive.procurement"
    projects: int | None = count_field()
    amount: Decimal | None = amount_field()


@labelled
@frozen(kw_only=True)
class ProactiveDisclosure(Shown):
    """主动公开政府信息情况.

    >>> from govinfo_reports import parse_text
    >>> parse_text("云河市2017年政府信息公开年度报告\\n主动公开政府信息120条。").proactive.disclosed
    120
    """

    PATH: ClassVar[str] = "proactive"
    __repr__ = in_brief
    disclosed: int | None = count_field()
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
class ResponseChannels(Shown):
    """通过不同渠道和方式回应解读的情况, in 次 and 篇 (2014 form)."""

    PATH: ClassVar[str] = "responses.channels"
    press_conferences: int | None = count_field()
    press_conferences_by_principal: int | None = count_field()
    online_interviews: int | None = count_field()
    online_interviews_by_principal: int | None = count_field()
    policy_interpretations: int | None = count_field()
    social_media: int | None = count_field()
    other: int | None = count_field()


@labelled
@frozen(kw_only=True)
class PublicResponses(Shown):
    """回应解读情况 (2014 form).

    >>> PublicResponses() == PublicResponses()
    True
    """

    PATH: ClassVar[str] = "responses"
    __repr__ = in_brief
    hot_topics: int | None = count_field()
    channels: ResponseChannels = Factory(ResponseChannels)


@labelled
@frozen(kw_only=True)
class Review(Shown):
    """行政复议, in 件. `pending` (尚未审结) since 2019.

    >>> from govinfo_reports import parse_text
    >>> report = parse_text("云河市2022年政府信息公开年度报告\\n一、总体情况\\n共收到政府信息公开申请12件。")
    >>> report.review.total is None
    True
    """

    PATH: ClassVar[str] = "review"
    total: int | None = count_field()
    upheld: int | None = count_field()
    corrected: int | None = count_field()
    other: int | None = count_field()
    pending: int | None = count_field()


@frozen(kw_only=True)
class CourtOutcomes(Shown):
    """One kind of 行政诉讼 by outcome, in 件 (2019, 2021); None where nothing is printed.

    Attributes:
        upheld: 结果维持, upheld.
        corrected: 结果纠正, corrected.
        other: 其他结果, other results.
        pending: 尚未审结, pending.
        total: 总计, the total as printed.
    """

    upheld: int | None = count_field()
    corrected: int | None = count_field()
    other: int | None = count_field()
    pending: int | None = count_field()
    total: int | None = count_field()


@labelled
@frozen(kw_only=True)
class Litigation(Shown):
    """行政诉讼, in 件. `total` and the outcomes are figures of the 2014 form or of sentences; since 2019 the
    table has `direct` (未经复议直接起诉) and `after_review` (复议后起诉) and prints no total of the two.

    >>> from govinfo_reports import parse_text
    >>> parse_text("云河市2022年政府信息公开年度报告\\n本年没有行政诉讼。").litigation.__class__.__name__
    'Litigation'
    """

    PATH: ClassVar[str] = "litigation"
    __repr__ = in_brief
    total: int | None = count_field()
    upheld: int | None = count_field()
    corrected: int | None = count_field()
    other: int | None = count_field()
    direct: CourtOutcomes = Factory(CourtOutcomes)
    after_review: CourtOutcomes = Factory(CourtOutcomes)


@labelled
@frozen(kw_only=True)
class Staff(Shown):
    """从事政府信息公开工作人员数, in 人 (2014 form)."""

    PATH: ClassVar[str] = "capacity.staff"
    total: int | None = count_field()
    full_time: int | None = count_field()
    part_time: int | None = count_field()


@labelled
@frozen(kw_only=True)
class Capacity(Shown):
    """机构建设和保障经费情况 (2014 form): offices and reading points in 个, budget in 万元.

    >>> Capacity().dedicated_offices is None
    True
    """

    PATH: ClassVar[str] = "capacity"
    __repr__ = in_brief
    dedicated_offices: int | None = count_field()
    reading_points: int | None = count_field()
    staff: Staff = Factory(Staff)
    budget: Decimal | None = amount_field()


@labelled
@frozen(kw_only=True)
class Training(Shown):
    """政府信息公开会议和培训情况 (2014 form): meetings and courses in 次, participants in 人次.

    >>> Training() == Training()
    True
    """

    PATH: ClassVar[str] = "training"
    meetings: int | None = count_field()
    courses: int | None = count_field()
    participants: int | None = count_field()
