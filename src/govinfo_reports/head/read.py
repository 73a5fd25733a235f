"""Who reports, on which year, and when: what the head and the end of a report say about it as a whole."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Sequence
from datetime import date

from attrs import frozen

from ..document import Paragraph
from ..location import Location
from ..model.people import Contact, Period
from ..patterns import late
from ..text import narrow
from .contact import find_contact
from .dates import YEAR, read_date, read_year
from .fields import Field, FieldKind, read_fields
from .lines import HeadLine, lines_of, unwrapped
from .organ import clean_organ, is_organ, without_inner_office, without_years
from .period import FoundPeriod, find_period
from .signature import Signature, find_signature
from .title import Title, find_titles, locate

__all__ = ["Head", "read_head"]

_BY = late(
    r"由(?P<organ>[\u4e00-\u9fff·*（）()]{2,40}?)(?:按照|根据|依据|依照|汇总|综合|组织|结合|负责"
    r"|牵头|统一|编制|编写|编撰|撰写|制作)"
)
_COMPILES = late(
    r"(?:[,，。]|^)(?P<organ>[\u4e00-\u9fff·*（）()]{2,40}?)(?:组织|负责|牵头)?(?:编制|编写)(?:完成"
    r"|形成)?了?(?:本|《|20)"
)
_ANSWERS = late(
    r"请(?:直接)?(?:联系|与|向|咨询)[:：]?(?P<organ>[\u4e00-\u9fff·*]{3,40}?)(?:联系|咨询|反映"
    r"|[(（,，。:：;；]|$)"
)
_NAME = r"(?:政府|政务)?信息公开(?:工作)?(?:年度)?(?:工作)?(?:情况)?(?:报告|年报)"
_PUBLISHES = late(
    rf"(?:[,。]|^)(?:现)?(?P<organ>[\u4e00-\u9fff·]{{3,40}}?)(?:现|特|依法"
    rf"|正式){{0,2}}(?:向社会(?:公众|各界)?)?(?:公布|发布|公开|编制)了?(?:本机关|本单位"
    rf"|本)?(?:{YEAR})?年?度?{_NAME}"
    rf"|(?:[,。]|^)(?P<told>[\u4e00-\u9fff·]{{3,40}}?)对(?:{YEAR})?年?度?(?:政府"
    r"|政务)?信息公开(?:工作)?(?:情况)?(?:进行|作)"
)
"""云河市粮食局现向社会公布2016年政府信息公开工作年度报告; 云河市粮食局对2016年政府信息公开工作进行了总结."""
_WORK_OF = late(
    r"(?:(?:根据|结合|按照|依据|反映|总结|了解|掌握|知悉|是|现将|公布)"
    rf"|(?<=[》要求定])[和及与])(?:{YEAR})?年?度?"
    rf"(?P<organ>[\u4e00-\u9fff·]{{3,40}}?)(?:{YEAR})?年?度?(?:政府"
    r"|政务)?信息公开(?:工作)?(?:的)?(?:实际|情况|开展|实践|现状)"
)
"""根据2015年云河市司法局信息公开工作实际编制."""
_ANY_ORGAN = late(r"本|政[府务]信息|政务公开|信息公开|[省市县区州](?:政|人民|信息|委|局|办)|该")
"""An organ's name without its place says nothing about whose report it is."""
_TABLE_TITLE = late(
    rf"(?P<organ>[\u4e00-\u9fff]{{3,30}}?)(?:(?:{YEAR})年?度?)?政[府务]信息公开(?:工作)?(?:情况)?"
    r"(?:统计|汇总|情况)表"
)
_PATH = late(r"\s*[/>＞＼\\]\s*")
_OFFICE = late(r"(?:党政|综合|行政)?办公室$|(?:党政|综合)办$")
_FILLED_IN_BY = late(
    r"填报单位(?:名称)?(?:[(（](?:盖章|公章|章|签章)[)）])?[:：]+(?P<organ>[\u4e00-\u9fff·（）()]{2,40})"
)
_YEAR = late(rf"(?<![\d〔\[【(（])(?P<year>{YEAR})(?=年)|[(（](?P<alone>{YEAR})年度?[)）]")
_REPORT_OF = late(
    rf"(?:现(?:将|予)?(?:编制|公布|发布|报送)|(?:编制|撰写|编写|形成)(?:完成)?了?本)(?P<year>{YEAR})年度?"
    rf"(?:政府|政务)?(?:信息)?(?:公开)?(?:工作)?(?:年度)?(?:工作)?(?:报告|年报)"
)
"""现公布2017年度报告, 编制本2017年度报告: which year's this report is; 3月公布了2016年度报告 is another."""
_ANOTHER_TIME = late(
    r"年度?(?:以来|以前|之前|起|[省市县区国](?:政府|委|务院)"
    r"|\d{1,2}月\d{1,2}日(?:起|施行|实施|正式|颁布|公布|修订))"
)
"""Years that are not the report's: 2016年以来, 2008年5月1日施行."""
_ONLY_A_DATE = late(
    rf"[(\[]?(?:[\u4e00-\u9fff]{{0,30}} ?)?(?:{YEAR})年\d{{1,2}}月(?:\d{{1,2}}[日号])?[)\]。]?"
    rf"|[(\[]?(?:{YEAR})年[元一二三四五六七八九十]{{1,2}}月(?:[初一二三四五六七八九十廿]{{1,3}}[日号])?[)\]。]?"
    rf"|[(\[]?(?:{YEAR})年\d{{1,2}}月\d{{1,2}}日 ?[\u4e00-\u9fff]{{2,30}}[)\]]"
)
"""A line that says when the report was signed, and not on which year it is."""
_DAY = r"(?:19|20)\d\d[-/.]\d\d?[-/.]\d\d?(?: ?\d\d?:\d\d(?::\d\d)?)?"
_DATE_LINE = late(rf"[^\u4e00-\u9fff]{{0,4}}{_DAY}\D{{0,3}}")
_WEEKDAY = r"(?:(?:星期|周)[一二三四五六日天])?"
_BEHIND_DATE = r"(?:(?:信息|文章)?来源|更新|作者|浏览|点击|阅读|访问|字[号体]|编辑|分享|打印).*"
_DATE_OF_PAGE = late(
    rf"[^\u4e00-\u9fff]{{0,4}}{_DAY}\D{{0,3}}{_BEHIND_DATE}"
    rf"|(?:[^，。]{{0,12}}网站?)?[^\u4e00-\u9fff]{{0,40}}(?:19"
    rf"|20)\d\d年\d\d?月\d\d?日{_WEEKDAY}(?: ?\d\d?(?::\d\d(?::\d\d)?|[时点]\d\d?分?))?"
    rf"(?:[^\u4e00-\u9fff]{{0,16}}|[^\u4e00-\u9fff]{{0,3}}{_BEHIND_DATE})"
)
"""A line near the title that only says when the page was put up, with other fields behind the date, or with
the date in words."""
_HEADING = late(r"一[、.．]")
_HEAD_LINES = 25
_TAIL_LINES = 15
_LAST_LINES = 4
_OPENING = 1500
_LONG_LINE = 200


@frozen(kw_only=True)
class Head:
    """What a report says about itself. Each part is None where it is not printed.

    `title` is without blanks; `organ` is whose report it is, `issuer` who signs or publishes it; `year` the
    year reported on; `published` the date under the text, failing that the page's. `evidence` says which
    place gave what, and what contradicts it.
    """

    title: str | None
    title_location: Location | None
    organ: str | None
    issuer: str | None
    year: int | None
    period: Period | None
    published: date | None
    contact: Contact
    evidence: tuple[str, ...]


def read_head(
    paragraphs: Sequence[Paragraph],
    furniture: Sequence[Paragraph] = (),
    lines: Sequence[HeadLine] | None = None,
) -> Head:
    """Title, organ, issuer, year, period, date and contact of a report.

    `paragraphs` are the article's, in order, tables left out; `furniture` holds what the reader set apart
    from the article, one `名称：值` each. `lines` are `lines_of(paragraphs)` where they are made already.

    >>> head = read_head([Paragraph(text="青川县 2017 年政府信息公开工作", location=Location(line=1)),
    ...                   Paragraph(text="年度报告", location=Location(line=2))])
    >>> head.title, head.organ, head.year
    ('青川县2017年政府信息公开工作年度报告', '青川县', 2017)
    """
    lines = lines_of(paragraphs) if lines is None else lines
    fields = (
        *read_fields(lines_of(furniture), whole=True),
        *read_fields(_lines_of_page(lines)),
    )
    titles = find_titles(lines, fields)
    title = titles[0] if titles else None
    title_year = title.year if title is not None else None
    if title_year is None:
        title_year = next((other.year for other in titles if other.year is not None), None)
    found_period = find_period(lines, year=title_year)
    year, evidence = _year(title_year, titles, found_period, lines)
    signature = find_signature(lines, year=year, organ=title.organ if title is not None else None)
    issuer, issuer_evidence = _issuer(lines, fields, signature)
    organ, organ_evidence = _organ(titles, issuer, lines)
    published, published_evidence = _published(lines, fields, signature, year)
    contact = find_contact(lines)
    if title is not None:
        evidence = (f"title: {title.how} ({title.location})", *evidence)
    return Head(
        title=title.text if title is not None else None,
        title_location=_title_location(title, (*paragraphs, *furniture)),
        organ=organ,
        issuer=issuer,
        year=year,
        period=found_period.period if found_period is not None else None,
        published=published,
        contact=contact.contact,
        evidence=(
            *evidence,
            *organ_evidence,
            *issuer_evidence,
            *(found_period.evidence if found_period is not None else ()),
            *published_evidence,
            *contact.evidence,
        ),
    )


def _lines_of_page(lines: Sequence[HeadLine]) -> list[HeadLine]:
    """The lines that may hold the page's fields: down to the first long one, and the short ones at the
    end."""
    head: list[HeadLine] = []
    for line in lines[:_HEAD_LINES]:
        head.append(line)
        if len(line.text) > _LONG_LINE:
            break
    tail = lines[max(len(head), len(lines) - _TAIL_LINES) :]
    return head + [line for line in tail if len(line.text) <= _LONG_LINE]


def _title_location(title: Title | None, paragraphs: Sequence[Paragraph]) -> Location | None:
    if title is None:
        return None
    for paragraph in paragraphs:
        if paragraph.location == title.location:
            return locate(title.text, paragraph)
    return title.location


def _year(
    title_year: int | None,
    titles: Sequence[Title],
    found_period: FoundPeriod | None,
    lines: Sequence[HeadLine],
) -> tuple[int | None, tuple[str, ...]]:
    """The title's year, unless period and text both say another; without it the period's, then the text's."""
    period = found_period.period if found_period is not None else None
    period_year = period.end.year if period is not None and period.end is not None else None
    notes: list[str] = []
    others = sorted({title.year for title in titles if title.year not in (None, title_year)}, key=str)
    if others:
        notes.append(f"year: another title says {', '.join(map(str, others))}")
    if title_year is not None:
        if period_year is not None and period_year != title_year:
            spoken = _spoken_year(lines)
            notes.append(
                f"year: the title says {title_year}, the period {period_year}, the text mostly {spoken}"
            )
            if spoken == period_year:
                return period_year, tuple(notes)
        return title_year, (f"year: the title says {title_year}", *notes)
    if period_year is not None:
        return period_year, (f"year: the period says {period_year}", *notes)
    named = {
        read_year(found["year"]) for line in lines[:_HEAD_LINES] for found in _REPORT_OF.finditer(line.folded)
    }
    if len(named) == 1 and (said := named.pop()) is not None:
        return said, (f"year: the text says that it is the report of {said}", *notes)
    spoken = _spoken_year(lines)
    if spoken is not None:
        return spoken, (f"year: the text mostly says {spoken}", *notes)
    return None, tuple(notes)


def _spoken_year(lines: Sequence[HeadLine]) -> int | None:
    """The year that the text names most, document numbers left out; the first sentences count double."""
    counts: Counter[int] = Counter()
    beginnings: Counter[int] = Counter()
    characters = 0
    for line in lines:
        if _ONLY_A_DATE.fullmatch(line.folded):
            continue
        for found in _YEAR.finditer(line.folded, 0, 20_000):
            year = read_year(found["year"] or found["alone"])
            if year is not None:
                told = beginnings if _ANOTHER_TIME.match(line.folded, found.end()) else counts
                told[year] += 2 if characters + found.start() < _OPENING else 1
        characters += len(line.text)
        if characters > 20_000:
            break
    told = counts or beginnings
    return told.most_common(1)[0][0] if told else None


def _organ(
    titles: Sequence[Title], issuer: str | None, lines: Sequence[HeadLine]
) -> tuple[str | None, tuple[str, ...]]:
    """Whose report it is: by a title; else the issuer; else the organ whose office answers questions."""
    for title in titles:
        if title.organ is not None:
            return title.organ, (f"organ: the title, {title.how} ({title.location})",)
    for line in lines[:_HEAD_LINES]:
        table = _TABLE_TITLE.match(line.folded)
        if table is not None and is_organ(
            named := clean_organ(without_years(line.text[: table.end("organ")]))
        ):
            return named, (f"organ: the title of its table ({line.location})",)
    if issuer is not None:
        return without_inner_office(issuer), ("organ: no title names one; the issuer taken",)
    for line in itertools.takewhile(lambda line: not _HEADING.match(line.folded), lines[:_HEAD_LINES]):
        name = clean_organ(line.text)
        if len(name) > 3 and is_organ(name) and not _ANY_ORGAN.match(narrow(name)):
            return name, (f"organ: no title names one; on a line of its own near it ({line.location})",)
    for line in unwrapped(lines[:_HEAD_LINES]):
        for pattern in (_WORK_OF, _PUBLISHES):
            for found in pattern.finditer(line.folded, 0, 3 * _OPENING):
                start, end = found.span("organ" if found["organ"] else found.lastgroup or "organ")
                named = clean_organ(line.text[start:end])
                if is_organ(named) and not _ANY_ORGAN.match(narrow(named)):
                    return named, (f"organ: no title names one; the report is on its work ({line.location})",)
    for line in unwrapped(lines[:_HEAD_LINES]):
        for found in _ANSWERS.finditer(line.folded, 0, 3 * _OPENING):
            named = line.text[found.start("organ") : found.end("organ")]
            if not is_organ(named) or _ANY_ORGAN.match(narrow(named)):
                continue
            inner = without_inner_office(named)
            organ = inner if inner != named else _OFFICE.sub("", named)
            if len(organ) >= 3 and is_organ(organ):
                return organ, (f"organ: no title names one; its office answers questions ({line.location})",)
    return None, ()


def _issuer(
    lines: Sequence[HeadLine], fields: Sequence[Field], signature: Signature | None
) -> tuple[str | None, tuple[str, ...]]:
    """Who signs; else who publishes, by the page; else who compiled the report; else who filled in its
    table."""
    if signature is not None and signature.organ is not None:
        return signature.organ, (f"issuer: the signature ({signature.location})",)
    for kind in (FieldKind.ISSUER, FieldKind.SOURCE):
        for field in fields:
            # the path through the site's tree of organs: 临江县 / 临江县教育局
            for name in map(clean_organ, (field.value, _PATH.split(field.value)[-1])):
                if field.kind is kind and is_organ(name):
                    return name, (f"issuer: {field.label} ({field.location})",)
    for line in unwrapped(lines[: _HEAD_LINES * 2]):
        for found in (
            *_BY.finditer(line.folded, 0, 3 * _OPENING),
            *(_COMPILES.finditer(line.folded, 0, 3 * _OPENING) if "编" in line.folded else ()),
        ):
            name = clean_organ(line.text[found.start("organ") : found.end("organ")])
            around = line.folded[max(0, found.start() - 60) : found.end() + 60]
            if is_organ(name) and re.search(r"本[年度]{0,2}报|年报|编[制写]", around):
                return name, (f"issuer: the report was compiled by it ({line.location})",)
    for line in lines:
        found_name = _FILLED_IN_BY.search(line.folded)
        if found_name is not None:
            name = clean_organ(line.text[found_name.start("organ") : found_name.end("organ")])
            if is_organ(name):
                return name, (f"issuer: the table was filled in by it ({line.location})",)
    return None, ()


def _published(
    lines: Sequence[HeadLine], fields: Sequence[Field], signature: Signature | None, year: int | None
) -> tuple[date | None, tuple[str, ...]]:
    if signature is not None and signature.day is not None and signature.at_end:
        return signature.day, (f"published: the date under the text ({signature.location})",)
    for kind in (FieldKind.PUBLISHED, FieldKind.SHOWN, FieldKind.UPDATED, FieldKind.WRITTEN):
        for field in fields:
            if field.kind is kind and (day := read_date(field.value)) is not None:
                near = _near_title(lines) if kind is FieldKind.UPDATED else None
                return near or (day, (f"published: {field.label} ({field.location})",))
    if signature is not None and signature.day is not None:
        return signature.day, (f"published: the date on the cover ({signature.location})",)
    below = [
        pair for pair in itertools.pairwise(lines[-_LAST_LINES:]) if _DATE_LINE.fullmatch(pair[1].folded)
    ]
    for above, line in below if len(below) == 1 else ():
        day = read_date(line.folded)
        if day is not None and above.folded.endswith("。") and (year is None or 0 <= day.year - year <= 2):
            return day, (f"published: a date below the text ({line.location})",)
    return _near_title(lines) or (None, ())


def _near_title(lines: Sequence[HeadLine]) -> tuple[date, tuple[str, ...]] | None:
    """A date without a label above the first heading."""
    for line in lines[:_HEAD_LINES]:
        if _HEADING.match(line.folded):
            break
        is_date = _DATE_LINE.fullmatch(line.folded) or _DATE_OF_PAGE.fullmatch(line.folded, 0, _LONG_LINE)
        if is_date and (day := read_date(line.folded)) is not None:
            return day, (f"published: a date near the title ({line.location})",)
    return None
