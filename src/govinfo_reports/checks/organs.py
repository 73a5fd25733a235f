"""Which reports are one organ's: by a form of its name from which only that is taken which names no other
organ."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from attrs import frozen

from ..findings import Finding, Severity
from ..head.organ import clean_organ
from ..language import phrase
from ..patterns import late
from ..text import narrow
from .checkable import Checkable, require_checkable
from .comparison import Compared, Comparison, comparison

__all__ = [
    "Organs",
    "Series",
    "group_by_organ",
    "grouping_findings",
    "is_place",
    "latest_edition",
    "normal_name",
    "organ_of",
]

_GOVERNMENT = late(
    r"(?<=[省市县区旗州盟镇乡])(?:人民)?政府$|(?<=街道)(?:办事处|办)$|(?<=区)(?:管委会|管理委员会)$"
)
"""What governs a place and is named with it or not: 云河市人民政府 and 云河市 are one; its office (办公室)
is another organ."""
_PLACE = late(r"(?:[省市县区旗州盟镇乡]|街道|苏木)$")
_NAMED_PLACE = late(r"(?![本我全该各])[一-鿿·]+?(?:[省市县区旗州盟镇乡]|街道|苏木|兵团)")
_NO_PLACES = late(r"城市|市场|城乡|乡村|区划|区域|社区|街区|市政(?!府|务|协)")
"""Words of what an organ does that hold the sign of a place."""
_ANY_BODY = late(r"(?:局|委|会|办|办公室|厅|中心|队|所|站|院|馆|校|中学|小学|政府)$")
_NATIONAL = late(r"(?:中国|中华|国家|国务院|全国)|.*总[局署]$")
_ANY_ZONE = late(r"(?:[国省市]级|经济|技术|高新|产业|工业|综合)*(?:开发|高新|园|示范|[试实]验|保税|新)区$")
_MASKED = late(r"[*＊×?？]|某")
_RANK = late(r"[市县区]")


def normal_name(organ: str) -> str:
    """An organ's name without blanks, seal and form of width, and a place's without its government.

    >>> (normal_name("云河市人民政府"), normal_name("云河经济开发区管委会"),
    ...  normal_name("云河市人民政府办公室"))
    ('云河市', '云河经济开发区', '云河市人民政府办公室')
    """
    return _GOVERNMENT.sub("", narrow("".join(clean_organ(organ).split())))


def is_place(name: str) -> bool:
    """Whether a normal name is a place's, whose report covers the departments there.

    >>> is_place("临江区"), is_place("临江区财政局")
    (True, False)
    """
    return _PLACE.search(name) is not None


def _tells(name: str) -> bool:
    """Whether a normal name can only be one organ's: 财政局 is that of any place."""
    if len(name) < 2 or _MASKED.search(name) or _ANY_ZONE.match(name):
        return False
    if _NAMED_PLACE.match(_NO_PLACES.sub("", name)) or _NATIONAL.match(name):
        return True
    return not _ANY_BODY.search(name) and not _PLACE.search(name)


def organ_of(report: Checkable) -> str | None:
    """The normal name of the organ that a report is of; None where it names none, or only one that any place
    has.

    A name without its place takes it from the issuer's, where that ends in the same words.
    """
    name = normal_name(report.organ or "")
    if name and _tells(name):
        return name
    issuer = normal_name(report.issuer or "")
    return issuer if name and issuer.endswith(name) and _tells(issuer) else None


@frozen(kw_only=True)
class Series:
    """The reports of one organ, those of the earliest year first, those without a year last."""

    organ: str
    reports: tuple[Checkable, ...]

    @property
    def compared(self) -> Compared:
        """What is said of the files that were taken together."""
        return Compared(
            kind="series",
            organ=self.organ,
            reports=tuple((str(report.year or "?"), report.source) for report in self.reports),
        )


@frozen(kw_only=True)
class Organs:
    """Reports by organ; `unknown` are those that name none, which are in no series."""

    series: tuple[Series, ...]
    unknown: tuple[Checkable, ...]


def group_by_organ(reports: Iterable[Checkable]) -> Organs:
    """The reports of many organs as a series for each, in the order in which the organs are met.

    Names are one organ's only if they are equal but for blanks, width and the government of a place (云河市,
    云河市人民政府).

    Args:
        reports: Reports of any organs and years.

    Returns:
        The series, each in the order of its years, and the reports whose organ is not known.

    Raises:
        TypeError: Something among `reports` is no report, such as a Failure of `parse_many`.

    >>> from govinfo_reports.model.report import Report
    >>> found = group_by_organ(
    ...     [Report(organ="云河市", year=2022), Report(organ="云河市政府", year=2021), Report(organ="财政局")]
    ... )
    >>> ([(series.organ, [report.year for report in series.reports]) for series in found.series],
    ...  len(found.unknown))
    ([('云河市', [2021, 2022])], 1)
    """
    by_name: dict[str, list[Checkable]] = {}
    unknown: list[Checkable] = []
    for report in reports:
        require_checkable(report)
        name = organ_of(report)
        if name is None:
            unknown.append(report)
        else:
            by_name.setdefault(name, []).append(report)
    return Organs(
        series=tuple(
            Series(
                organ=name, reports=tuple(sorted(found, key=lambda one: (one.year is None, one.year or 0)))
            )
            for name, found in by_name.items()
        ),
        unknown=tuple(unknown),
    )


def latest_edition(reports: Sequence[Checkable]) -> Checkable:
    """Of several reports of one organ for one year the one published last, else the one given last."""
    latest = reports[0]
    for other in reports[1:]:
        if (other.published or date.min) >= (latest.published or date.min):
            latest = other
    return latest


def grouping_findings(organs: Organs) -> Iterator[Comparison]:
    """The reports in no series, and the series that may be one organ's under two names."""
    for report in organs.unknown:
        name = report.organ or report.title or ""
        why = (
            phrase("in no series, for it names no organ")
            if report.organ is None
            else phrase("in no series, for it does not say of which place")
        )
        yield comparison(
            report,
            Finding(
                rule="series:no_organ",
                severity=Severity.INFO,
                message=phrase("{why}: {name}", why=why, name=name) if name else why,
            ),
        )
    for one, other in _alike(organs.series):
        yield comparison(
            other.reports[0],
            Finding(
                rule="series:alike",
                severity=Severity.INFO,
                message=phrase(
                    "kept apart, and perhaps one organ: {organ} and {organ_2}",
                    organ=one.organ,
                    organ_2=other.organ,
                ),
            ),
        )


def _alike(series: Sequence[Series]) -> Iterator[tuple[Series, Series]]:
    """Pairs in which one name has a place more in front (临江区财政局, 云河市临江区财政局), or a place has
    another rank (临江县, 临江区)."""
    by_name = {one.organ: one for one in series}
    by_rank: dict[str, Series] = {}
    for one in series:
        for end in range(2, len(one.organ) - 1):
            shorter = by_name.get(one.organ[end:])
            if shorter is not None and is_place(one.organ[:end]):
                yield shorter, one
        first = by_rank.setdefault(_RANK.sub("_", one.organ), one)
        if first is not one:
            yield first, one
