"""The report's title: on its own lines, glued into one line with the page's navigation, or named in the
first sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from attrs import evolve, frozen

from ..document import Paragraph
from ..location import Location
from ..patterns import late
from ..text import narrow
from .dates import YEAR, read_year
from .fields import Field, FieldKind
from .lines import HeadLine
from .organ import PLACE, REPORT_NAME, SCRAMBLED_NAME, is_organ, organ_in_title, without_years

__all__ = ["Title", "find_titles", "locate", "year_in_title"]

_YEAR = late(rf"(?<!\d)(?:{YEAR})(?![\d-]\d)")
_SHORT_YEAR = late(
    r"(?<![\d第年~至到–—―─-])(?P<year>[012]\d)年度?(?=(?:政府|政务)?信息公开|政务公开|年度|工作)"
)
"""17年 of 2017年."""
_FILE_NAME = late(r"\.(?:docx?|wps|pdf|ofd|xlsx?|et|html?|txt|rtf)$", re.IGNORECASE)
"""The name of the file that a page prints as the title."""
_HARD_STOP = late(r"[。;:!?,、>《》“”\"<|\t/_]|-->|--|\]|】")
_TAIL = late(r"[（(【\[〔]([^()（）【】〔〕\[\]。；;：:]{1,12})[）)】\]〕]")
_BEHIND = late(
    r"[-—–－]{1,2}([\u4e00-\u9fff、]{3,40})$|的?(?:公告|公示|通告)$|的(?:报告|函)$"
    r"|[及和与暨、](?:(?:20\d\d|二[〇○零O0]..?)年度?|下(?:一步|一?年度?))?(?:的?工作)?(?:计划|打算"
    r"|安排|思路|设想|要点)$"
)
"""The organ behind a dash, the wording of a notice, or what is planned for the next year, at the end of a
title that has a line to itself."""
_CATEGORY = late(r"[【\[][^】\]\d]{2,10}[】\]](?=.{8})")
"""The site's name for the kind of page before a title: 【政府信息公开年报】."""
_NOT_TAIL = late(r"日|以下|下称|简称|下同|公章|盖章")
_AFTER = late(
    r"[(\[【|]|统计(?:期限|时间|时段|周期|数据)|如(?:有|对)|欢迎|根据|按照|依据|依照"
    r"|为[了贯切认全深进]|按[照省市县]|[本现]|一[、.]|引言|前言|概述|总体|20\d\d|二[〇零]|来源"
    r"|信息来源|索引|发布|时间|日期"
    r"|浏览|字[号体]|文号|作者|公开|编辑|点击|访问|分享|打印|字号|-|>"
)
_QUOTED = late(
    r"《(?:(?:(?<=印发《)|(?<=公布《)|(?<=发布《))([^《》]{4,60})》(?=的?通知)"
    r"|([^《》]{4,60})》(?!的?(?:通知|要求|格式|规定)))"
)
_FOREIGN = late(
    r"通知|格式|条例|办法|制度|关于做好|编制|指南|解读|规定|首页|当前位置|年报目录|统计表|情况表|汇总表"
)
_ANNOUNCED = late(
    r"(?:^|[,。;])(?:特此?|兹|现将?|现就|特编制|特)?(?:依法|正式)?(?:向社会(?:公众"
    r"|各界)?)?(?:予以)?(?:公布|发布|公开|编制)(?:了|形成|完成)?"
    r"|编制(?:完成|形成)?了"
)
_SAYS = late(r",|(?:公布|发布|公示|印发|报送|完成)了?$")
"""A sentence that tells of a report and is not its title: 3月，云河县公布……."""
_HEADING = late(r"一[、.．]|第一[部章节]")
_SENTENCE = late(r"[。;!]")
_NOT_PIECE = late(r"[。;!?:>|]|首页|号$|文件$|发布|来源|字号|浏览|点击|日$")
_NAMES_PLACE = late(r"[\u4e00-\u9fff][省市县区州旗盟镇乡]")
_TORN = late(r"(?P<place>[\u4e00-\u9fff]{1,10}?[省市县区州旗盟])[\u4e00-\u9fff、（）()]{2,24}")
_OF_SITE = late(r"网|站$|平台|专栏|信息|公开|公报|文件|欢迎|部门$|年报|频道|机构$")
_HEAD_LINES = 60
_HEAD_CHARACTERS = 5000
_LONGEST_LINE = 80


@frozen(kw_only=True)
class Title:
    """A candidate for the title. `rank` orders candidates (larger is better), `how` says where it was
    found."""

    text: str
    organ: str | None
    year: int | None
    rank: int
    how: str
    location: Location


def year_in_title(text: str) -> int | None:
    """The year that a title names, None if it names none.

    >>> year_in_title("青川县政府信息公开年度报告（二○一二年）")
    2012
    >>> year_in_title("青川县17年政府信息公开年度报告")
    2017
    """
    for found in _YEAR.finditer(narrow(text)):
        year = read_year(found.group())
        if year is not None:
            return year
    short = _SHORT_YEAR.search(narrow(text))
    return 2000 + int(short["year"]) if short is not None else None


def find_titles(lines: Sequence[HeadLine], fields: Sequence[Field]) -> tuple[Title, ...]:
    """All that could be the report's title, the best first."""
    head = _head(lines)
    first_heading = next((place for place, line in enumerate(head) if _HEADING.match(line.folded)), len(head))
    of_page = tuple(_in_fields(fields))
    confirmed = {title.text for title in of_page}
    found = [*_on_own_lines(head[:first_heading]), *_within_lines(head[:first_heading])]
    found = [evolve(title, rank=title.rank + 3) if title.text in confirmed else title for title in found]
    found += [*of_page, *_quoted(head), *_announced(head)]
    return tuple(sorted(found, key=lambda title: -title.rank))


def locate(title: str, paragraph: Paragraph) -> Location:
    """The paragraph's place, with the characters that the title takes where it stands among other text."""
    location = paragraph.location
    if location.span is not None or len(paragraph.text) < 2 * len(title):
        return location
    found = re.search(r"\s*".join(map(re.escape, title)), paragraph.text)
    if found is None:
        return location
    return Location(
        page=location.page,
        line=location.line,
        sheet=location.sheet,
        table=location.table,
        row=location.row,
        column=location.column,
        span=(found.start() + 1, found.end()),
    )


def _head(lines: Sequence[HeadLine]) -> tuple[HeadLine, ...]:
    head = []
    characters = 0
    for line in lines[:_HEAD_LINES]:
        head.append(line)
        characters += len(line.text)
        if characters > _HEAD_CHARACTERS:
            break
    return tuple(head)


def _title(text: str, rank: int, how: str, location: Location) -> Title:
    organ, year = organ_in_title(text), year_in_title(text)
    rank += 8 * (organ is not None) + 4 * (year is not None)
    return Title(text=text, organ=organ, year=year, rank=rank, how=how, location=location)


def _names(folded: str) -> Iterator[re.Match[str]]:
    """The names of reports near the beginning of a text."""
    may_have = "报" in folded or "总结" in folded
    return REPORT_NAME.finditer(folded, 0, _HEAD_CHARACTERS if may_have else 0)


def _name_end(folded: str) -> int | None:
    """Where a title that ends with the report's name (and a year in brackets) ends, None if the text does
    not."""
    end = None
    if "报" not in folded and "总结" not in folded:
        return None
    for name in REPORT_NAME.finditer(folded):
        end = name.end()
    if end is None:
        return None
    tail = _TAIL.match(folded, end)
    if tail is not None and not _NOT_TAIL.search(tail[1]):
        end = tail.end()
    return end


def _ends_behind_name(folded: str) -> bool:
    """Whether behind the report's name (and a year in brackets) only an organ stands after a dash, or
    的公告."""
    behind = _BEHIND.search(folded)
    if behind is None or _name_end(folded[: behind.start()]) != behind.start():
        return False
    return behind[1] is None or is_organ(behind[1])


def _on_own_lines(head: Sequence[HeadLine]) -> Iterator[Title]:
    """Titles that have one to four lines to themselves."""
    for first, line in enumerate(head):
        if len(line.text) > _LONGEST_LINE and _SENTENCE.search(line.folded):
            return
        pieces: list[HeadLine] = []
        for piece in head[first : first + 4]:
            if (
                len(piece.text) > _LONGEST_LINE
                or _NOT_PIECE.search(piece.folded)
                or _FOREIGN.search(piece.folded)
            ):
                break
            pieces.append(piece)
            title = _of_pieces(pieces)
            if title is not None:
                yield _with_tail(title, head[first + len(pieces) : first + len(pieces) + 1])
                break


def _of_pieces(pieces: Sequence[HeadLine]) -> Title | None:
    text = _FILE_NAME.sub("", "".join(piece.text for piece in pieces).lstrip("#＃ "))
    category = _CATEGORY.match(text)
    text = text[category.end() :] if category is not None else text
    folded = narrow(text)
    if _name_end(folded) != len(text) and not _ends_behind_name(folded):
        scrambled = SCRAMBLED_NAME.search(folded) is not None and set("信息公开报") <= set(folded)
        if not (scrambled and _YEAR.search(folded) and len(text) <= 50):
            return None
    start = max((name.start() for name in REPORT_NAME.finditer(folded)), default=0)
    offset = 0
    for place, piece in enumerate(pieces[:-1]):
        offset += len(piece.text)
        if offset > start:
            break
        if _name_end(piece.folded) is not None:
            return None
        if not _is_organ_or_year(piece.text) and not (place == 0 and _is_torn_name(piece.folded, text)):
            return None
        rest = "".join(later.text for later in pieces[place + 1 :])
        of_rest = organ_in_title(rest)
        if (
            of_rest is not None
            and is_organ(without_years(piece.text))
            and not _is_place_of(piece.folded, of_rest)
        ):
            return None
    how = "its own line" if len(pieces) == 1 else f"{len(pieces)} lines joined"
    title = _title(text, 40, how, pieces[0].location)
    if title.organ is not None and (_FOREIGN.search(title.organ) or _SAYS.search(narrow(title.organ))):
        return None
    if title.organ is None and title.year is None:
        return _title(text, 15, how, pieces[0].location) if text.endswith(("报告", "報告")) else None
    return title


def _is_place_of(place: str, organ: str) -> bool:
    """Whether a line is only the place (云河市) of the organ below it (教育局), and not another organ's
    name."""
    return PLACE.fullmatch(place) is not None and _NAMES_PLACE.search(narrow(organ)) is None


def _is_torn_name(piece: str, title: str) -> bool:
    """Whether a line is the beginning of the organ's name, which goes on in the next one
    (青岩县人力资源和社会保 / 障局2015年度…)."""
    organ, torn = organ_in_title(title), _TORN.fullmatch(piece)
    return (
        torn is not None
        and organ is not None
        and organ.startswith(piece)
        and not organ.startswith(torn["place"], len(piece))
        and is_organ(organ)
        and not _OF_SITE.search(piece)
    )


def _is_organ_or_year(text: str) -> bool:
    rest = without_years(text)
    return rest != text if not rest else is_organ(rest)


def _with_tail(title: Title, following: Sequence[HeadLine]) -> Title:
    """A title whose year stands on the next line, in brackets."""
    if title.year is None and following:
        line = following[0]
        tail = _TAIL.fullmatch(line.folded)
        if tail is not None and _YEAR.match(tail[1]) and not _NOT_TAIL.search(tail[1]):
            return _title(title.text + line.text, 40, title.how + ", year on the next line", title.location)
    return title


def _within_lines(head: Sequence[HeadLine]) -> Iterator[Title]:
    """Titles among other text, set off by blanks or stops: pages whose line breaks were lost."""
    for line in head:
        last_end = 0
        for name in _names(line.folded):
            end = name.end()
            tail = _TAIL.match(line.folded, end)
            if tail is not None and not _NOT_TAIL.search(tail[1]):
                end = tail.end()
            if (line.has_gap(end) or _AFTER.match(line.folded, end)) and (
                title := _back_to_start(line, name, end, last_end)
            ):
                yield title
            last_end = end


def _back_to_start(line: HeadLine, name: re.Match[str], end: int, last_end: int) -> Title | None:
    """The title that ends here: from the last blank, and further back while it lacks an organ or a year."""
    earliest = max(last_end, name.start() - 60)
    for stop in _HARD_STOP.finditer(line.folded, earliest, name.start()):
        earliest = stop.end()
    starts = sorted({earliest, *(gap for gap in line.gaps if earliest < gap <= name.start())}, reverse=True)
    best: Title | None = None
    later = end
    for start in starts:
        token = line.text[start:later].strip(" 　-—")
        if best is not None and not _completes(best, token):
            break
        later = start
        text = line.text[start:end].strip(" 　-—")
        title = _title(text, 36, "within a line", line.location)
        if title.organ is not None and not is_organ(title.organ):
            break
        if title.organ is None and title.year is None and best is None:
            best = Title(text=text, organ=None, year=None, rank=0, how="", location=line.location)
            continue
        best = title
        if title.organ is not None and title.year is not None:
            break
    return best if best is not None and best.rank else None


def _completes(title: Title, token: str) -> bool:
    """Whether the words before a title give the organ or the year that it lacks."""
    if _FOREIGN.search(token):
        return False
    return (title.organ is None and is_organ(token)) or (
        title.year is None and _YEAR.match(narrow(token)) is not None
    )


def _in_fields(fields: Sequence[Field]) -> Iterator[Title]:
    for field in fields:
        if field.kind is not FieldKind.TITLE:
            continue
        for part in re.split(r"[_|>]|--| - | – ", field.value):
            text = part.strip(" 　-—")
            end = _name_end(narrow(text))
            if end is not None and not _FOREIGN.search(text) and len(text) <= _LONGEST_LINE:
                yield _title(text[:end], 30, f"the page's {field.label}", field.location)
                break


def _quoted(head: Sequence[HeadLine]) -> Iterator[Title]:
    """Titles named in 《》 in the first sentences."""
    for line in head:
        for found in _QUOTED.finditer(line.folded, 0, _HEAD_CHARACTERS) if "《" in line.folded else ():
            text = line.text[found.start() + 1 : found.end() - 1]
            if _name_end(narrow(text)) != len(text) or _FOREIGN.search(text):
                continue
            title = _title(text, 20, "named in 《》", line.location)
            if title.year is not None or title.organ is not None:
                yield title


def _announced(head: Sequence[HeadLine]) -> Iterator[Title]:
    """Titles that a sentence gives without 《》 (现公布……年度报告), if they name both organ and year."""
    for line in head:
        for name in _names(line.folded):
            left = max(0, name.start() - 60)
            before = line.folded[left : name.start()]
            starts = [left + announced.end() for announced in _ANNOUNCED.finditer(before)]
            if not starts:
                continue
            title = _title(line.text[starts[-1] : name.end()], 10, "named in a sentence", line.location)
            if title.year is not None and title.organ is not None and is_organ(title.organ):
                yield title
