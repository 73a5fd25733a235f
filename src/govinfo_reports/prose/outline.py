"""Headings, at the start of a line or in the middle of one: the report's sections and the passages under
them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import groupby

from attrs import frozen

from ..document import Paragraph
from ..location import Location
from ..model.section import Section
from ..numerals import UNITS
from ..patterns import late
from .passages import SECTION_TITLE, Passage, Topic, is_official_title, topic_of

__all__ = ["Outline", "read_outline"]

_CHINESE = "一二三四五六七八九十"
_ONE = rf"[{_CHINESE}]{{1,3}}"
_AT_START = late(
    rf"\s*(?:第(?P<part>{_ONE})部分[、:：\s]*"
    rf"|(?P<first>{_ONE})\s*[、．.,，:：]\s*|(?P<bare>{_ONE})\s+(?=\S)"
    rf"|[（(]\s*(?P<second>{_ONE})\s*[）)]\s*[、.]?\s*|(?P<enclosed>[㈠-㈩])\s*"
    rf"|(?P<third>\d{{1,2}})\s*[、．.](?!\d)\s*|[（(](?P<fourth>\d{{1,2}})[）)]\s*)"
)
_IN_MIDDLE = late(
    rf"(?:(?<=[。；;！？!?”）)\s\d])|(?<=[\u4e00-\u9fff]))(?P<first>{_ONE})\s?、\s?(?={SECTION_TITLE})"
    rf"|(?<=[。；;！？!?”）)\s])(?P<other>{_ONE})\s?、\s?(?=[\u4e00-\u9fff、，]{{3,26}}(?:情况|问题"
    r"|措施|事项|工作|方面|打算|概述|概况|安排|内容|形式|说明|思路|计划|不足|建议|建设|保障|要求)\s)"
    rf"|(?<=[。；;：:！？!?”\s])[（(](?P<second>{_ONE})[）)]\s?(?=[\u4e00-\u9fff])"
)
_ORDINAL_IN_MIDDLE = late(
    rf"[{_CHINESE}（(](?:(?<=[{_CHINESE}])[{_CHINESE}]{{0,2}}\s?、|(?<=[（(]){_ONE}[）)])"
)
"""What the pattern above asks for at least; it is found much faster."""
_KNOWN_TITLE = late(SECTION_TITLE)
_TITLE_END = late(
    r"[。：:；;！？\n]|(?<=[况面量别式容作道施题设述息为导制度开台障督育动业域项])\s{1,4}"
    r"(?=(?:20\d\d\s?年|[^\d\s]))"
)
"""A stop, or, where line breaks were lost, a blank after a word that titles end with."""
_FIGURE_BEHIND = late(rf"[^。；\n]{{0,12}}?\d+(?:\.\d+)?\s?(?:{UNITS})")
_SAYS_NONE = late(
    r"^(?:20\d\d年度?|全年|本年度?|[我本](?:局|委|办|厅|院|县|市|区|镇|乡|街道)|，)*(?:未|没有)"
    r"(?:(?:收取|产生|发生)(?:任何|相关|有关|政府信息公开|信息公开|依申请公开|信息处理|检索|复制|邮寄|、|及|等)*(?:费用?|收费)"
    r"|(?:收到|接到|受理|发生|出现)过?[^，；的]{0,16}信息公开[^，；的]{0,10}(?:申请|复议|诉讼|投诉|举报|案件))$"
)
"""A sentence that says there was none stands where a heading could: 1．全年未收取信息处理费。"""
_NO_TITLE = late(r"\d(?!\d{0,3}\s?年)|(?<!\d)\d{1,3}\s?年|[，,].*[，,]")
"""A figure that is no year, or more than one comma: a sentence."""
_LONGEST_TITLE = 42
_MOST_HEADINGS = 400
_APPENDIX = late(r"^\s*附\s*(?:件|表|录)\s*[\d一二三四五]*\s*[:：]?\s*(?P<title>.{0,40})$")
_PASTED = late(r"(?:指南|成绩单|责任书|申请表|目录|意见|方案|细则|办法|规定|制度|通知)\s*$")
_OF_CONTENTS = late(r"[^。；…·.．]{2,60}(?:…|[.．·‥┄_]{2})[.．…·‥┄_\s]*\d{1,3}")
"""A line of a table of contents: 一、总体情况……1."""
_FEWEST_LISTED = 3
_SENTENCE_END = late(r"[。！？；：:”）)]\s*$")
_AN_ANSWER = late(r"(?:已|属于?|告知)[^，]{0,4}主动公开|[^，]{0,8}不存在$")
_OWN_TITLE = late(r"年度报告|年报|工作报告|情况报告|统计表|汇总表")

_EXPLICIT_UNNUMBERED = late(rf"^\s*(?P<title>{SECTION_TITLE})\s*[。：:]?\s*$")


@frozen
class _Heading:
    """A place where a heading may begin: its printed ordinal, its level (1 一、 2 （一） 3 1. 4 (1)), title
    and text's start."""

    paragraph: int
    start: int
    number: str | None
    level: int
    title: str
    body: int

    @property
    def value(self) -> int | None:
        """The ordinal as a number."""
        return _ordinal(self.number)


@frozen(kw_only=True)
class Outline:
    """The sections as printed, and every passage of the report's own prose with the topic of the section it
    stands in."""

    sections: tuple[Section, ...]
    passages: tuple[Passage, ...]


@lru_cache(maxsize=256)
def _ordinal(number: str | None) -> int | None:
    if number is None:
        return None
    if number.isdigit():
        return int(number)
    if len(number) > 1 and len(set(number)) == 1:
        number = number[0]  # 三三、 is a slip for 三、
    if number == "十":
        return 10
    if len(number) == 1:
        return _CHINESE.index(number) + 1
    if number[0] == "十":
        return 10 + _CHINESE.index(number[1]) + 1
    return None


def _title(text: str, start: int, end: int, *, known: bool) -> tuple[str, int]:
    """The heading's words from `start`, and where its text begins: at the end of a known title, of the line,
    or of a first part that has no comma and no figure."""
    if known:
        found = _KNOWN_TITLE.match(text, start, end)
        if found:
            after = found.end()
            short = text[after:end].rstrip(" 。：:\u3000")
            alone = end == len(text) and end - start <= _LONGEST_TITLE
            alone = alone and not (short and text[after] in "。：:")  # 收费和减免情况：无
            if alone and len(short) <= 12 and not _NO_TITLE.search(short) and not short[:1].isspace():
                return text[start:end].strip(" 。：:\u3000"), end
            stop = _TITLE_END.match(text, after, end)
            return text[start:after].strip(), stop.end() if stop else after
    stop = _TITLE_END.search(text, start, min(end, start + _LONGEST_TITLE + 1))
    if stop is None and end - start > _LONGEST_TITLE:
        return "", start
    finish = stop.start() if stop else end
    title = text[start:finish].strip()
    if stop is not None and stop.group() in "：:" and _FIGURE_BEHIND.match(text, stop.end(), end):
        return title, start  # 1．政府网站：公开信息246条
    if stop is not None and stop.group() == "。" and _SAYS_NONE.search(title):
        return title, start  # 1．全年未收取信息处理费。
    if not title or len(title) > _LONGEST_TITLE or _NO_TITLE.search(title):
        return "", start
    return title, stop.end() if stop else end


def _candidates(paragraphs: Sequence[Paragraph]) -> Iterator[_Heading]:
    """Every place that may begin a heading, in order."""
    for index, paragraph in enumerate(paragraphs):
        text = paragraph.text
        starts: list[tuple[int, int, str | None, int]] = []
        found = _AT_START.match(text)
        if found:
            groups = found.groupdict()
            if (
                groups["part"]
                or groups["first"]
                or (groups["bare"] and _KNOWN_TITLE.match(text, found.end()))
            ):
                starts.append((0, found.end(), groups["part"] or groups["first"] or groups["bare"], 1))
            elif groups["second"] or groups["enclosed"]:
                number = groups["second"] or _CHINESE[ord(groups["enclosed"]) - ord("㈠")]
                starts.append((0, found.end(), number, 2))
            elif groups["third"]:
                starts.append((0, found.end(), groups["third"], 3))
            elif groups["fourth"]:
                starts.append((0, found.end(), groups["fourth"], 4))
        elif _EXPLICIT_UNNUMBERED.match(text) or _APPENDIX.match(text) or (paragraph.level or 9) <= 3:
            starts.append((0, len(text) - len(text.lstrip()), None, 1))
        past = found.end() if found else 1
        for middle in _IN_MIDDLE.finditer(text, past) if _ORDINAL_IN_MIDDLE.search(text, past) else ():
            first = middle["first"] or middle["other"]
            starts.append((middle.start(), middle.end(), first or middle["second"], 1 if first else 2))
        for place, (start, after, number, level) in enumerate(starts):
            end = starts[place + 1][0] if place + 1 < len(starts) else len(text)
            title, body = _title(text, after, end, known=level <= 2)
            if number is None:
                title, body = text.strip(), len(text)
            if not title and level == 1 and start > 0:
                continue
            yield _Heading(index, start, number, level, title, body)


def _main_chain(headings: Sequence[_Heading]) -> frozenset[int]:
    """Which of the first-level candidates are the report's own sections: the chain that goes best with the
    official titles and with rising numbers. What is left out (a pasted document's 一、, subtopics numbered
    一、 too) lies inside a section."""
    firsts = [index for index, heading in enumerate(headings) if heading.level == 1][:_MOST_HEADINGS]
    best: list[float] = []
    before: list[int | None] = []
    for place, index in enumerate(firsts):
        heading = headings[index]
        own = (
            3.0
            if is_official_title(heading.title)
            else 1.2
            if topic_of(heading.title) is not Topic.UNKNOWN
            else 0.4
        )
        score, link = own + (0.5 if heading.value == 1 else 0.0), None
        for earlier in range(max(0, place - 40), place):
            step = best[earlier] + own + _step(headings[firsts[earlier]], heading)
            if step > score:
                score, link = step, earlier
        best.append(score)
        before.append(link)
    chain: set[int] = set()
    at: int | None = max(range(len(firsts)), key=lambda place: best[place]) if firsts else None
    while at is not None:
        chain.add(firsts[at])
        at = before[at]
    return frozenset(chain)


def _step(earlier: _Heading, later: _Heading) -> float:
    """How well one section follows another."""
    if earlier.value is None or later.value is None:
        return -0.2
    distance = later.value - earlier.value
    if distance == 1:
        return 1.0
    return -0.3 * distance if distance > 1 else -2.0


def _pasted_until(
    paragraphs: Sequence[Paragraph], headings: Sequence[_Heading], chain: frozenset[int]
) -> frozenset[int]:
    """The paragraphs of documents pasted into the report: from a foreign title that breaks off a sentence to
    the paragraph that takes the sentence up again (one that begins with no heading after all the foreign
    document's), or the next section."""
    sections = {headings[index].paragraph for index in chain}
    starts = {heading.paragraph for heading in headings if heading.start == 0}
    foreign: set[int] = set()
    index = 1
    while index < len(paragraphs):
        text = paragraphs[index].text.strip()
        cut = not _SENTENCE_END.search(paragraphs[index - 1].text) and len(paragraphs[index - 1].text) > 40
        if not (cut and len(text) <= 40 and _PASTED.search(text) and not _OWN_TITLE.search(text)):
            index += 1
            continue
        end = next((at for at in range(index, len(paragraphs)) if at in sections), len(paragraphs))
        resumed = _resumption(paragraphs, index, end, starts)
        foreign.update(range(index, resumed))
        index = max(resumed, index + 1)
    return frozenset(foreign)


def _resumption(paragraphs: Sequence[Paragraph], start: int, end: int, starts: set[int]) -> int:
    """The first paragraph after the foreign document: long prose that starts with no heading and follows a
    line that is no prose of the foreign document itself (its list or title)."""
    titles = [
        at
        for at in range(start, end)
        if len(paragraphs[at].text) <= 40 and _PASTED.search(paragraphs[at].text.strip())
    ]
    after = titles[-1] + 1
    for at in range(after, end):
        if (
            at not in starts
            and len(paragraphs[at].text) > 60
            and not paragraphs[at].text.lstrip().startswith("为")
        ):
            return at
    return end


def _contents(paragraphs: Sequence[Paragraph]) -> frozenset[int]:
    """The lines of a table of contents: those with the number of a page behind dots, and headings in turn
    that all stand again further down."""
    texts = ["".join(one.text.split()) for one in paragraphs]
    last = {text: at for at, text in enumerate(texts)}
    found = {at for at, text in enumerate(texts) if _OF_CONTENTS.fullmatch(text)}
    listed = [last[text] > at and _AT_START.match(text) is not None for at, text in enumerate(texts)]
    for is_listed, run in groupby(range(len(texts)), key=listed.__getitem__):
        places = list(run)
        if is_listed and len(places) >= _FEWEST_LISTED:
            found.update(places)
    return frozenset(found)


def read_outline(paragraphs: Sequence[Paragraph]) -> Outline:
    """The sections and passages of a report's prose (its tables taken out).

    Sections stand as printed, whatever their numbers; what comes before the first heading is no section, but
    is among the passages (topic PREAMBLE). Pasted documents are left out of the passages.
    """
    headings = list(_candidates(paragraphs))
    chain = _main_chain(headings)
    foreign = _pasted_until(paragraphs, headings, chain) | _contents(paragraphs)
    used: list[_Heading] = []
    inside = False
    for index, heading in enumerate(headings):
        if heading.paragraph in foreign:
            continue
        if heading.level == 1 and index not in chain:
            if heading.title and inside:
                used.append(
                    _Heading(heading.paragraph, heading.start, heading.number, 2, heading.title, heading.body)
                )
            continue
        inside = inside or heading.level == 1
        if heading.title:
            used.append(heading)
    passages = tuple(_passages(paragraphs, used, foreign))
    return Outline(sections=_tree(paragraphs, used, foreign), passages=passages)


def _slices(
    paragraphs: Sequence[Paragraph], headings: Sequence[_Heading], foreign: frozenset[int]
) -> Iterator[tuple[int, _Heading | None, int, int, int]]:
    """The stretches of text between headings: (number of headings so far, the last of them, paragraph,
    start, end)."""
    at = 0
    current: _Heading | None = None
    for index, paragraph in enumerate(paragraphs):
        if index in foreign:
            continue
        start = 0
        while at < len(headings) and headings[at].paragraph == index:
            heading = headings[at]
            if heading.start > start:
                yield at, current, index, start, heading.start
            current, start = heading, heading.body
            at += 1
        if start < len(paragraph.text):
            yield at, current, index, start, len(paragraph.text)


def _passages(
    paragraphs: Sequence[Paragraph], headings: Sequence[_Heading], foreign: frozenset[int]
) -> Iterator[Passage]:
    topics = _topics(headings)
    for count, _, index, start, end in _slices(paragraphs, headings, foreign):
        paragraph = paragraphs[index]
        text = paragraph.text[start:end]
        lead = len(text) - len(text.lstrip())
        text = text.strip()
        if not text:
            continue
        start += lead
        found = _AT_START.match(text)
        if found and (found["third"] or found["fourth"] or found["second"]):
            start += found.end()
            text = text[found.end() :]
        yield Passage(
            text=text,
            location=_place(paragraph, start, start + len(text)),
            topic=topics[count - 1] if count else Topic.PREAMBLE,
            heading=headings[count - 1].title if count else "",
            confidence=paragraph.confidence,
        )


def _place(paragraph: Paragraph, start: int, end: int) -> Location:
    return paragraph.location.within(start + 1, max(end, start + 1))


def _topics(headings: Sequence[_Heading]) -> list[Topic]:
    """What each heading is about: its own words, else the section it stands in."""
    topics: list[Topic] = []
    open_topics: dict[int, Topic] = {}
    for heading in headings:
        own = topic_of(heading.title)
        outer = [open_topics[level] for level in range(heading.level - 1, 0, -1) if level in open_topics]
        is_label = heading.body < heading.start + len(heading.title)  # 6．不存在：30件
        if own is Topic.UNKNOWN or (heading.level > 1 and own is Topic.OVERVIEW):
            own = next(iter(outer), own)
        elif is_label and _AN_ANSWER.match(heading.title) and Topic.APPLICATIONS in outer[:1]:
            own = Topic.APPLICATIONS
        open_topics = {level: topic for level, topic in open_topics.items() if level < heading.level}
        open_topics[heading.level] = own
        topics.append(own)
    return topics


def _tree(
    paragraphs: Sequence[Paragraph], headings: Sequence[_Heading], foreign: frozenset[int]
) -> tuple[Section, ...]:
    texts: list[list[str]] = [[] for _ in headings]
    for count, _, index, start, end in _slices(paragraphs, headings, foreign):
        if count:
            text = paragraphs[index].text[start:end].strip()
            if text:
                texts[count - 1].append(text)

    def build(start: int, end: int) -> tuple[Section, ...]:
        made: list[Section] = []
        at = start
        while at < end:
            heading = headings[at]
            inner = at + 1
            while inner < end and headings[inner].level > heading.level:
                inner += 1
            made.append(
                Section(
                    number=heading.number,
                    title="".join(heading.title.split()),
                    text="\n".join(texts[at]),
                    location=_place(paragraphs[heading.paragraph], heading.start, heading.body),
                    subsections=build(at + 1, inner),
                )
            )
            at = inner
        return tuple(made)

    return build(0, len(headings))
