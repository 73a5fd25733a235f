"""Prose as sentences made ready for matching: blanks, quotes and titles out, brackets apart, every character
placed."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import NamedTuple

from attrs import field, frozen, mutable

from ..location import Location
from ..patterns import late
from ..text import Folded
from .figures import CHARACTER_HINT, FIGURE_HINT, Figure, find_figures, with_plain_years
from .in_turn import in_turn
from .passages import Passage, Topic

__all__ = ["Prose", "Sentence", "Stretch"]

_SENTENCE = late(r"[^。！？!?\n]{1,1500}")
"""Longer ones are cut, so that the time stays in proportion to the length."""
_ENDS_SENTENCE = frozenset("。！？!?；;：:…|")
_STARTS_ANEW = late(
    r"\s*(?:[（(]?[一二三四五六七八九十]{1,3}[)）、.．]|[（(]?\d{1,2}[)）、．.](?!\d)"
    r"|第?[一二三四五六七八九十]是|[①-⑳㈠-㈩]|附[件表])"
)
_GAZETTE = late(r"^《(?!省|国务院)[^》]*((?:政府|政务)公报|(?<![财行邮民家])政报)》$")
"""《云河市人民政府公报》 is a channel, and no title of a document."""
_WORDS_AROUND = late(r"(?![年月日期])[\u4e00-\u9fff]—+[\u4e00-\u9fff]")
"""申请人——自然人21件, but not 2016年1月——12月, 去年——收到申请30件"""
_BLANK_THOUSANDS = late(r"(?<!\d)\d{1,3}(?: \d{3})+(?!\d)")
"""12 844条"""
_AMOUNT = r"-?\d[\d,.]*(?:\s?[^\s\d，,；;。：:（(]{1,2})?(?:[（(][^（）()]{0,40}[）)])?"
_ENTRY = late(
    r"[^，,；;。：:\d（(]{2,60}(?:[（(][^（）()]{0,60}[）)])?"
    rf"(?:[：:][^，,；;。：:\d]{{0,6}}\d|\s*{_AMOUNT}(?:\s+{_AMOUNT})*\s*$)"
    r"|\s*\d[\d,.]*\s?[^\s\d，,；;。：:]{0,2}[：:]\S"
)
"""A name and its figure: 予以公开：12件, 予以公开 12件（上年3件）, 12件：予以公开."""
_OF_THE_ONE_ABOVE = late(r"维持|被?依法纠错|结果|其[他它]情形")
"""How a review or a lawsuit ended: which of both, the line above says."""
_BETWEEN_ENTRIES = late(
    r"(?<=[条件个次宗起元人名份篇项家处批况])[ \t\u3000]"
    r"(?=(?:其中[：:]?|[（(]?[一二三四五六七八九十\d]{1,3}[)）、.．](?!\d))?[^\s，,。；;：:\d]{2,60}[：:]\s?\d)"
)
"""The blank between two entries on a line: 当面申请数：9件 2.传真申请数：0件."""
_LONE_FIGURE = late(r"\s*\d[\d,]{0,11}\s*")
_TORN_BEFORE = late(r"(?:政府|政务|主动|信息|行政|依申请|公开)$")
_TORN_AFTER = late(r"\s*(?:信息|公开|复议|诉讼|申请)[^。\n]{0,40}\d")
_IS_WORD = late(r"[一-龥]$")
_ENDS_IN_FIGURE = late(r"(?:^|[一-龥])\s*\d[\d,]{0,11}$")
_BEGINS_WITH_UNIT = late(
    r"\s*(?:条|件|次|篇|期|场|宗|起|例|份|人|名|个|项|万元|元)(?:次)?(?:[，,。；;、的]|$|政府|信息|申请|行政)"
)
_SHORTEST_WRAPPED_LINE = 15
_IN_COLUMNS = late(r"(?:\S {3,}\S[^ ]*){2}")
"""The heads of a table as they are laid out on the page: 结果维持      结果纠正      总计."""
_LONGEST_BEFORE = 200
_ENDS = late(r"[。！？!?\n]")
_LONGEST_BRACKET = 400
_HEAD = late(
    r"\s*(?:[（(]\s*[一二三四五六七八九十]{1,3}\s*[)）][、.]?|[一二三四五六七八九十]{1,3}\s*[、.．]"
    r"|\d{1,2}\s*[、.．](?!\d))\s*([^，。；：\s\d]{2,28})"
)
_HEAD_END = late(
    r"(?:情况|方面|概述|概况|措施|事项|问题|办法|说明|工作|要求|建设|安排|数量|类别|形式|方式|内容|思路)$"
)
_YEAR = late(r"\d{4}\s*年")
_TOPIC_WORDS: tuple[tuple[re.Pattern[str], Topic], ...] = (
    (late(r"问题|改进|打算|下一步|不足|工作安排|工作思路|工作计划"), Topic.PROBLEMS),
    (late(r"收费|费用|减免"), Topic.FEES),
    (late(r"复议|诉讼|举报|投诉"), Topic.REVIEW),
    (late(r"依申请|申请"), Topic.APPLICATIONS),
    (late(r"解读|回应|舆情"), Topic.RESPONSES),
    (late(r"主动公开|^(?:政府|政务)?(?:信息)?公开(?:的)?(?:基本|主要)?(?:情况|内容|信息)$"), Topic.PROACTIVE),
    (late(r"机构|人员|培训|保障|经费"), Topic.CAPACITY),
    (late(r"其[他它]|说明"), Topic.OTHER),
)

_WIDE = late("[０-９．％＋－]")
_WIDE_THOUSANDS = late("(?<=[０-９])，(?=[０-９]{3}(?![０-９]))")
"""１，０２８件: a comma as wide as the digits around it."""
_NARROW = str.maketrans("０１２３４５６７８９．％＋－", "0123456789.%+-")
_MARKS = {",": "，", ";": "；", ":": "："}
_SIGNS = (
    r"[《(\[（〔【﹙﹝［)\]）〕】﹚﹞］，；：,;:\s“”\"'‘’「」『』＂—"
    r"\u200b\u200c\u200d\u2060\ufeff\u00ad①-⑳※*＊]"
)
_TOKEN = late(
    rf"(?={_SIGNS})(?:(?P<title>《[^《》]{{0,100}}》)|(?P<open>[(\[（〔【﹙﹝［])|(?P<close>[)\]）〕】﹚﹞］])"
    r"|(?P<mark>[，；：,;:])|(?P<blank>\s+)|(?P<dash>—+)"
    r"|(?P<note>(?<=\d)[①-⑳※*＊]{1,2}(?=\s*[条件次篇期场宗起例份个人名位处项家批万元]))|(?P<sign>[①-⑳※*＊])"
    rf"|{_SIGNS})"
)
"""What is no run of plain words."""
_PART_OF_THE_YEAR = late(
    r"[(（](?:(?:截[至止]到?|至|到)?(?:今年|本年度?|20\d\d年)?(?:\d{1,2}"
    r"|[一二三四五六七八九十]{1,2})月(?:底|末|份|\d{1,2}[日号])?(?:(?:至|到|-|—|~|～)+(?:\d{1,2}"
    r"|[一二三四五六七八九十]{1,2})月(?:底|末|份|\d{1,2}[日号])?)?|[上下]半年"
    r"|第?[一二三四1-4]季度)[)）]"
)
"""2016年（截至10月底）收到…: it says of when the words around it are."""
_APART = late(
    r"[《(\[（〔【﹙﹝［)\]）〕】﹚﹞］\s“”\"'‘’「」『』＂—\u200b\u200c\u200d\u2060\ufeff\u00ad①-⑳※*＊]|[\d０-９][,，][\d０-９]"
)
"""What is put apart or out of a sentence: where there is none, it is ready as it stands."""
_WIDE_MARKS = str.maketrans(_MARKS)
_DIGIT = late(r"\d")
_A_KIND = late(
    r"秘密|隐私|第三方|信访|出版物|重复申请|案卷|查询事项|过程性|内部事务|现成|不掌握|补正|未缴|一稳定|起诉|^(?:当面|现场|网络|网上|信函|邮寄|传真)"
    r"|^(?:结果(?:为|是)?)?(?:维持|纠正|撤销|驳回|尚?未审结)(?:$|[，、；\d])"
    r"|^[^，；]{0,4}(?:然人|企业|机构|组织)(?:申请|提出)?$"
)
"""What an answer was for: 不予公开1件（涉及商业秘密）."""
_OF_ALL = late(r"均|全部|都|皆|复议后|未经")


@frozen(slots=False)
class Stretch(Folded):
    """Text without blanks, quotes and titles (《…》 is left as 《》); what is printed is the whole prose.
    `anchor` is where, in the text around it, a stretch in brackets stood; None for the text outside
    brackets."""

    anchor: int | None = None

    @cached_property
    def figures(self) -> tuple[Figure, ...]:
        """The figures in it that have a unit, in the order of the text."""
        return find_figures(self.text)


@frozen(kw_only=True)
class Sentence:
    """A sentence: the text outside brackets, what stood in brackets, and the topic of the place it stands in.
    `number` counts the sentences of the prose; `start` is its place in it."""

    main: Stretch
    brackets: tuple[Stretch, ...]
    topic: Topic
    number: int
    start: int
    headed: bool = False

    def behind(self, place: int) -> tuple[str, ...]:
        """What stands in brackets that open at a place of the text outside them."""
        return tuple([one.text for one in self.brackets if one.anchor == place]) if self.brackets else ()


class _Printed(NamedTuple):
    """A sentence as it is printed, without a heading that runs into it: its text, where it begins, its topic,
    and whether a heading stands before it."""

    raw: str
    start: int
    topic: Topic
    headed: bool


class Prose:
    """The passages of a report as one text, lines that were wrapped joined again.

    A sentence's topic is that of its passage, unless a heading in the running text ((二)依申请公开方面。)
    says another.
    """

    def __init__(self, passages: Sequence[Passage]) -> None:
        self.passages = tuple(passages)
        self._made: dict[int, Sentence] = {}
        pieces: list[str] = []
        self._starts: list[int] = []
        length = 0
        before: Passage | None = None
        wrapped = _are_wrapped(self.passages)
        for passage in self.passages:
            if before is not None and not _goes_on(before, passage, wrapped=wrapped):
                pieces.append("\n")
                length += 1
            self._starts.append(length)
            pieces.append(passage.text)
            length += len(passage.text)
            before = passage
        self.text = _BETWEEN_ENTRIES.sub("\n", "".join(pieces))
        self._printed = tuple(self._sentences())

    @classmethod
    def of(cls, passages: Sequence[Passage] | Prose) -> Prose:
        """The prose of these passages, or what it is already."""
        return passages if isinstance(passages, Prose) else cls(passages)

    def sentences(self, wanted: re.Pattern[str] | None = None) -> Iterator[Sentence]:
        """The sentences with a figure, or in which `wanted` is found, made ready for matching; the others
        only count."""
        for number, (raw, start, topic, headed) in enumerate(self._printed):
            if not (self._figured[number] or (wanted is not None and wanted.search(raw))):
                continue
            sentence = self._made.get(number)
            if sentence is None:
                main, brackets = _stretches(raw, start, self.text)
                sentence = self._made[number] = Sentence(
                    main=main, brackets=brackets, topic=topic, number=number, start=start, headed=headed
                )
            yield sentence

    @cached_property
    def _figured(self) -> Sequence[bool]:
        """Which of the sentences have a figure."""
        return [
            (FIGURE_HINT.search(one.raw) or CHARACTER_HINT.search(one.raw)) is not None
            for one in self._printed
        ]

    def _sentences(self) -> Iterator[_Printed]:
        topic: Topic | None = None
        passage_topic: Topic | None = None
        for match in _SENTENCE.finditer(self.text):
            raw, start = match.group(), match.start()
            own = self.passages[bisect_right(self._starts, start) - 1].topic
            if own is not passage_topic:
                topic, passage_topic = None, own
            head = _HEAD.match(raw)
            if head is not None and not _is_heading(head, raw):
                head = None
            if head is not None:
                topic = _topic_of(head[1])
                if head.end() < len(raw) and _HEAD_END.search(head[1]):
                    raw, start = raw[head.end() :], start + head.end()
            yield _Printed(raw, start, topic or own, head is not None)

    def before(self, start: int) -> str:
        """The sentence before the one that begins at a place, in the same paragraph."""
        text = self.text[max(0, start - _LONGEST_BEFORE) : start]
        return _ENDS.split(text.rstrip("。！？!?"))[-1] if text[-1:] != "\n" else ""

    def location(self, first: int, last: int) -> Location:
        """The place of the characters `first` to `last` (of the prose) in the document."""
        index = bisect_right(self._starts, first) - 1
        passage, start = self.passages[index], self._starts[index]
        base = passage.location.span[0] if passage.location.span else 1
        last = min(last, start + len(passage.text) - 1)
        return passage.location.within(base + first - start, base + last - start)

    def printed(self, first: int, last: int) -> str:
        """The characters `first` to `last` as printed."""
        return self.text[first : last + 1]


def _is_heading(head: re.Match[str], raw: str) -> bool:
    """A numbered beginning is a heading if its last word says so, or if nothing follows it; a figure must
    not follow."""
    rest = raw[head.end() :].lstrip()
    if not rest or rest[0] == "：":
        return not rest[1:].lstrip()[:1].isdigit()  # 收取信息处理费情况：0元
    if rest[0].isdigit() and not _YEAR.match(rest):
        return False
    return _HEAD_END.search(head[1]) is not None


def _goes_on(before: Passage, after: Passage, *, wrapped: bool) -> bool:
    """Whether a line goes on in the next one: no sentence ends, none begins. Where lines are not `wrapped`
    in general, only a bracket left open or a comma at the end says so."""
    text = before.text.rstrip()
    if before.topic is after.topic and text and text[-1] not in _ENDS_SENTENCE:
        if _LONE_FIGURE.fullmatch(after.text) and _IS_WORD.search(text):
            return True
        if _TORN_BEFORE.search(text) and _TORN_AFTER.match(after.text):
            return True
        if _ENDS_IN_FIGURE.search(text) and _BEGINS_WITH_UNIT.match(after.text):
            return True
    if (
        not text
        or text[-1] in _ENDS_SENTENCE
        or before.topic is not after.topic
        or _STARTS_ANEW.match(after.text)
    ):
        return False
    if text[-1] in "，、,":
        return True
    tail = text[-_LONGEST_BRACKET:]
    if max(tail.rfind("（"), tail.rfind("(")) > max(tail.rfind("）"), tail.rfind(")")):
        return True
    if not wrapped or len(text) < _SHORTEST_WRAPPED_LINE or _IN_COLUMNS.search(text):
        return False
    is_entry = _is_numbered(after, before) or all(_ENTRY.match(one.text) for one in (before, after))
    return not is_entry or _OF_THE_ONE_ABOVE.match(after.text) is not None


def _is_numbered(passage: Passage, before: Passage) -> bool:
    """Whether an ordinal, which is no part of the passage, begins its line."""
    span = passage.location.span
    return span is not None and span[0] > 1 and passage.location.line != before.location.line


def _are_wrapped(passages: Sequence[Passage]) -> bool:
    """Whether the lines are those of a page: many long ones end in the middle of a sentence."""
    long = [text for passage in passages if len(text := passage.text.rstrip()) >= _SHORTEST_WRAPPED_LINE]
    return 5 * sum(text[-1] not in _ENDS_SENTENCE for text in long) > 2 * len(long)


def _topic_of(heading: str) -> Topic | None:
    for pattern, topic in _TOPIC_WORDS:
        if pattern.search(heading):
            return topic
    return None


@mutable
class _Level:
    """The text of one level of brackets as far as it was read."""

    prose: str
    anchor: int = 0
    pieces: list[str] = field(factory=list)
    places: list[int] = field(factory=list)

    def take(self, piece: str, first: int) -> None:
        self.pieces.append(piece)
        self.places.extend(range(first, first + len(piece)))

    def stretch(self, anchor: int | None) -> Stretch:
        return Stretch("".join(self.pieces), self.prose, tuple(self.places), anchor)


def _stretches(raw: str, base: int, prose: str) -> tuple[Stretch, tuple[Stretch, ...]]:
    """Part the text outside brackets from what stands in them (each level on its own), of a sentence that
    begins at `base` of the prose."""
    narrow = with_plain_years(raw.translate(_NARROW) if _WIDE.search(raw) else raw)
    for printed in ("（兼）", "(兼)"):
        narrow = narrow.replace(printed, "\u200b兼\u200b")  # 专（兼）职人员 is one word
    narrow = narrow.replace("专、兼", "专\u200b兼")
    if _APART.search(narrow) is None:
        return _in_turn(Stretch(narrow.translate(_WIDE_MARKS), prose, range(base, base + len(narrow)))), ()
    level = _Level(prose)
    outer: list[_Level] = []
    brackets: list[Stretch] = []
    if _PART_OF_THE_YEAR.search(narrow):
        narrow = _PART_OF_THE_YEAR.sub(lambda match: f"\u200b{match.group()[1:-1]}\u200b", narrow)
    grouped = _BLANK_THOUSANDS.finditer(narrow) if " " in narrow else ()
    thousands = {at for found in grouped for at in range(*found.span()) if narrow[at] == " "}
    at = 0
    for match in _TOKEN.finditer(narrow):
        piece, start = match.group(), match.start()
        kind = match.lastgroup
        if at < start:
            level.take(narrow[at:start], base + at)
        at = match.end()
        if kind == "sign":
            level.take(piece, base + start)
        elif kind == "title" and (gazette := _GAZETTE.search(piece)) is not None:
            level.take(gazette[1], base + start + gazette.start(1))
        elif kind == "title":
            level.pieces.append("《》")
            level.places += (base + start, base + match.end() - 1)
        elif kind == "mark":
            is_comma = (piece == "," and _between_digits(narrow, start)) or _WIDE_THOUSANDS.match(raw, start)
            level.take("," if is_comma else _MARKS.get(piece, piece), base + start)
        elif kind == "dash":  # 申请人——自然人21件
            is_colon = len(piece) > 1 and _WORDS_AROUND.match(narrow, max(0, start - 1)) is not None
            level.take("：" if is_colon else piece, base + start)
        elif kind == "blank":
            if _between_digits(narrow, start, match.end()):
                level.take("," if start in thousands else " ", base + start)
        elif kind == "open":
            outer.append(level)
            level = _Level(prose, len(level.places))
        elif kind == "close" and outer:
            level = _closed(level, outer, brackets)
    level.take(narrow[at:], base + at)
    while outer:
        level = _closed(level, outer, brackets)
    return _in_turn(level.stretch(None)), tuple(sorted(brackets, key=lambda one: one.anchor or 0))


def _in_turn(main: Stretch) -> Stretch:
    turned = in_turn(main.text)
    if turned is None:
        return main
    return Stretch("".join(main.text[n] for n in turned), main.printed, tuple(main.at[n] for n in turned))


def _between_digits(text: str, start: int, end: int | None = None) -> bool:
    end = start + 1 if end is None else end
    return start > 0 and end < len(text) and text[start - 1].isdigit() and text[end].isdigit()


def _closed(level: _Level, outer: list[_Level], brackets: list[Stretch]) -> _Level:
    """Keep what stood in the bracket if it has figures, speaks of all of them or names a kind, and go back
    to the text around it."""
    stretch = level.stretch(level.anchor)
    if (
        _A_KIND.search(stretch.text)
        or _DIGIT.search(stretch.text)
        or _OF_ALL.match(stretch.text)
        or CHARACTER_HINT.search(stretch.text)
    ):
        brackets.append(stretch)
    return outer.pop()
