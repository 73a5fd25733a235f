"""The years that heads and captions of the report's tables name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence

from ..document import Document, Paragraph, Table
from ..head.dates import YEAR, read_year
from ..head.read import Head
from ..location import Location
from ..model.years import TableYear
from ..patterns import late
from ..text import narrow

__all__ = ["table_years", "year_of_columns"]

_YEAR = late(rf"(?<![\d〔\[【])(?P<year>{YEAR})年(?!\d{{1,2}}月)")
_CAPTION = late(r"(?:统计|情况|汇总|数据)[总附]?表(?:[（(][^（）()]{1,24}[）)])?[:：]?$")
_CAPTION_YEAR = late(rf"[（(]?(?:{YEAR})年度?[）)]?")
"""A line of its own under a caption that only names the year."""
_ONLY_A_YEAR = late(rf"\s*(?:{YEAR})年(?:度|全年)?\s*")
_HEAD = late(r"(?:统计指标|指标名称|信息内容|指标).{0,40}(?:单位|统计数|代码|累计|年度?)")
_OVER = late(
    rf"[（(]?(?:{YEAR})年度?[）)]?[^\d。；，,]{{0,20}}(?:情况|数据|统计|如下|下表)[^\d。；，,]{{0,6}}[:：]?"
    rf"|[（(](?:{YEAR})年度?[）)][^\d。；，,]{{0,60}}|(?:{YEAR})年(?:度|全年)?"
)
"""A line right over a table, or its first row: 2021年情况如下：, （2021年）申请人情况, 2021年."""
_NOTE = late(
    rf"[（(]?(?:注[:：])?(?:以下|下表|下列|本表|上表|表中)(?:统计)?(?:数据|数字)?[均皆都]?[为是系](?:{YEAR})年度?的?(?:统计)?(?:数据?|数字|情况)?[。）)]*"
)
"""A note of its own that says which year's the tables are: （以下为2021年度数据）."""
_LAST_YEAR = late(r"上年|上一年|同比|增减|比上")
_LONGEST = 60


def table_years(document: Document) -> tuple[TableYear, ...]:
    """Each year named in the head of a table of indicators, in the caption of a statistics table (统计表) or
    in a line right over a table or a note that is about nothing else; a head that compares with the year
    before (上年, 同比) says nothing.

    >>> from govinfo_reports.document import Container
    >>> caption = Paragraph(text="政府信息公开情况统计表（2015年度）", location=Location(line=7))
    >>> [found.year for found in table_years(Document(blocks=(caption,), container=Container.TEXT))]
    [2015]
    """
    found: list[TableYear] = []
    captioned = False
    for text, location, is_over in _lines(document):
        if (
            not captioned
            and not is_over
            and "表" not in text
            and "標" not in text
            and "标" not in text
            and "信息内容" not in text
            and "以下" not in text
            and "下列" not in text
        ):
            continue
        words = narrow("".join(text.split()))
        if len(words) > _LONGEST:
            captioned = False
            continue
        is_caption = _CAPTION.search(words) is not None
        under = captioned and _CAPTION_YEAR.fullmatch(words) is not None
        over = is_over and _OVER.fullmatch(words) is not None
        said = _NOTE.fullmatch(words) is not None
        if (is_caption or under or over or said or _HEAD.search(words)) and not _LAST_YEAR.search(words):
            years = [year for one in _YEAR.finditer(words) if (year := read_year(one["year"])) is not None]
            found += [TableYear(year=year, printed=words, location=location) for year in years]
        captioned = is_caption
    return tuple(found)


def _lines(document: Document) -> Iterator[tuple[str, Location, bool]]:
    """The lines and rows, and whether each stands right over a table or is its first row. A line below
    another one of its kind is one of several years to choose from."""
    before = ""
    below = [*document.blocks[1:], None]
    for block, follows in zip(document.blocks, below, strict=True):
        if isinstance(block, Paragraph):
            lines = block.text.splitlines()
            for number, line in enumerate(lines, 1):
                is_choice = _ONLY_A_YEAR.fullmatch(line) and _ONLY_A_YEAR.fullmatch(before)
                is_over = number == len(lines) and isinstance(follows, Table) and not is_choice
                yield line, block.location, is_over
                before = line
        else:
            rows = [row for row in block.rows if row]
            for number, row in enumerate(rows):
                yield " ".join(cell.text for cell in row), row[0].location, not number


def year_of_columns(years: Collection[int], head: Head, prose: Sequence[Paragraph]) -> int | None:
    """The year that decides which of several columns is the report's; None where the latest of them is.

    `years` are the latest that the heads of each table name. Where all are over before the report's own year,
    and the period covered or the text (`prose`, without the title) is of the latest of them, the title's year
    is that of publication or a slip: it decides nothing.

    >>> from govinfo_reports.head.read import read_head
    >>> title = Paragraph(text="青川县政府信息公开年度报告（2018年3月）", location=Location(line=1))
    >>> head = read_head([title])
    >>> said = Paragraph(text="2017年，全县按要求公开信息。", location=Location(line=2))
    >>> head.year, year_of_columns({2017}, head, [said]), year_of_columns({2017}, head, [])
    (2018, None, 2018)
    """
    if head.year is None or not years or (latest := max(years)) >= head.year:
        return head.year
    if head.period is not None and head.period.end is not None:
        return None if head.period.end.year == latest else head.year
    named: Counter[int | None] = Counter()
    for line in prose:
        if line.location != head.title_location:
            named.update(read_year(one["year"]) for one in _YEAR.finditer(narrow("".join(line.text.split()))))
    return None if named[latest] > named[head.year] else head.year
