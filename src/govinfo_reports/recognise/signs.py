"""The signs of a report, and the refusal of what has none."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from attrs import frozen

from ..document import Container, Document, Paragraph, Table
from ..errors import NotAReport
from ..facts import Fact, Scope, Source, Unread
from ..forms import official_words
from ..head.read import Head
from ..indicators import indicators
from ..language import Said, halves, phrase, word
from ..location import Location
from ..patterns import late
from ..prose.outline import Outline
from ..prose.passages import is_official_title
from ..tables import Tables
from ..text import IDEOGRAPH
from .bare import bare_rows
from .kinds import COUNTED, OtherKind, is_code, lines_of_document, other_kind

__all__ = ["Signs", "left_rows", "require_report", "signs_of"]

_WORDS = late(r"政[府务]信息公开|信息公开|主动公开|依申请公开|政[府务]信息|政务公开")
_ABOUT = late(rf"{_WORDS.pattern}|本(?:年度)?报告|统计期限|行政复议|行政诉讼|专职人员|收费")
"""What the sentences of a report are about."""
_OWN_HEADING = late(r"信息|公开|需要报告")
"""A heading that other reports do not have; 总体情况 stands in many."""
_ORDINAL = late(
    r"^(?:其中[:：]?|[（(]?[一二三四五六七八九十]{1,3}[）)]?[、.．]?|\d{1,2}[.．、]|[（(]\d{1,2}[）)])+"
)
_MARKS = r"—\-－/／×xX□○◯无*＊?？…"
_BEHIND = late(
    rf"^(?:[（(][^（）()]{{1,12}}[）)])?[\s|,，:：]*(?:(?:单位[:：])?(?:万元|元|条|件|次|个|人|场|篇"
    rf"|期)[\s|,，]*)?(?:[\d０-９{_MARKS}]|$)"
)
"""What stands behind a label of a table: a figure, a mark or nothing, after its unit."""
_FIGURE = late(rf"[\d０-９,，.\s%{_MARKS}]*")
_EXPLAINED = late(r"[,，:：]?[—\-－]+[^\W\d]")
"""A dash that brings in what a word means is no mark in a cell."""
_HEADS = (
    r"第二十条第[（(][一五六八九][）)]项|政[府务]信息公开(?:工作)?(?:情况)?(?:统计|汇总)表"
    r"|本年处理决定数量|上一年项目数量|本年制发件数|本年废止件数|现行有效件数"
    r"|社会公益(?:组织)?[|,，]*法律服务(?:机构)?"
)
"""Heads of sections two to four, and the caption of the statistics table."""
_HEADS_WITH_WORDS = "(?:统计指标|指标名称)(?:计量)?单位"
"""The head of the statistics table besides, which other tables have too."""
_LONGEST_HEAD = 120
_MOST_NOTICES = 3
_FIGURES_OR_MARKS = late(rf"[\d０-９]|^[\s|,，]*[—\-－/／×xX无][\s|,，{_MARKS}]*$")
_LISTED = late(
    r"[-*•·]?[^\W\d_]{0,10}(?:复议|诉讼|申请|费)(?:案件|数量?|件数)?[:：][\d０-９]{1,6}(?:\.\d+)?(?:件|元|万元|起|宗|次)?"
)
"""An item with its figure on a line of its own: - 行政复议：10, 检索费：20元."""
_OF_A_SENTENCE = late(r"[，；。]")
_DIGIT = late(r"[\d０-９]")
_COUNTED = late(r"(?<![\d０-９.〔])[\d０-９]+(?![\d０-９年月日号〕])")
"""A figure that is no year, date or number of a document."""
_UNIT = late(r"万元|元|条|件|次|个|人|场|篇|期")
_UNIT_BESIDE = late(r"(?<=\S)\s+(?:万元|元|条|件|次|个|人|场|篇|期)\s*$")
_SHORT_HEAD = 12
"""A head that stands on a line of its own is no longer."""
_LONGEST_RAW = 200
_NEAR = 12
"""So many lines below a head its figures begin."""
_SHORTEST = 6
_SHORT_OWN = late(r"公开|举报投诉|制发|申请数|办结数|答复|废止件数|有效件数|处理决定数")
_LONG = 240
"""A text with the title of a report and so many characters is not given up, though nothing in it was
understood."""
_SEVERAL = 3
"""So many headings that other reports have too (总体情况, 存在的主要问题) are no chance."""
_MANY = 20
"""So many figures in tables of a form leave no question."""
_BODY = 6
"""So many characters of sentences a report without figures or headings has at least."""


@frozen(kw_only=True)
class Signs:
    """What in a document speaks for a report.

    `title`: a line that names it as one. `headings`: how many of its headings only such a report has;
    `official`: how many the forms prescribe. `tables`: figures, blanks or marks behind labels or under heads
    of a form. `figures`: those of them that are figures. `statements`: figures that its sentences state.
    `sections`: how many headings it has at all. `lines`: all its text. `other`: what else it looks like.
    """

    title: bool
    headings: int
    official: int
    tables: int
    figures: int
    statements: int
    sections: int
    lines: Sequence[str]
    words: bool
    other: OtherKind | None

    @property
    def length(self) -> int:
        return sum(map(len, self.lines))

    @property
    def body(self) -> int:
        """The characters of the sentences about disclosure or with figures."""
        return sum(
            len(line)
            for line in self.lines
            if COUNTED.search(line) or ((line.endswith(("！", "；")) or "。" in line) and _ABOUT.search(line))
        )

    @property
    def is_report(self) -> bool:
        """Whether they are enough. A document that calls itself something else needs the title and the
        substance of a report."""
        if self.other is OtherKind.CODE:
            return False
        if self.other in {OtherKind.REPORT, OtherKind.INSTITUTION}:
            return self.figures >= _SEVERAL  # the form's own table under another name
        if self.other is not None and not (self.other is OtherKind.LIST and self.official >= 2):
            said = (
                self.statements or self.tables or self.official or (self.sections >= 2 and self.body >= _LONG)
            )
            return bool(self.figures or (self.title and said) or (self.statements and self.official))
        return bool(
            self.tables
            or self.headings
            or (self.words and (self.official >= _SEVERAL or self.statements))
            or (self.title and (self.official or self.body >= _BODY or self.length >= _LONG))
        )

    @property
    def missing(self) -> tuple[str, ...]:
        """The signs that are not there, as the catalogue has them."""
        signs = (
            (self.title, word("title of such a report")),
            (self.official, word("heading of a form")),
            (self.tables, word("row or head of a form's table")),
            (self.statements, word("sentence that states one of its figures")),
        )
        return tuple(name for there, name in signs if not there)


def signs_of(
    document: Document, tables: Tables, outline: Outline, head: Head, facts: Sequence[Fact]
) -> Signs:
    """The signs of a report in a document whose tables, headings and sentences have been read."""
    lines = lines_of_document(document)
    own = [section for section in outline.sections if is_official_title(section.title)]
    printed = _printed(facts)
    held = [fact for fact in facts if fact.source is Source.PROSE and fact.scope is Scope.YEAR]
    words = _WORDS.search("".join("".join(lines).split())) is not None
    labels = (
        len(printed)
        or sum(1 for _ in _labelled(document.blocks))
        or int(_headed(lines, _heads(words)) is not None)
        or len(bare_rows(document.blocks))
    )
    figures = sum(fact.value is not None or bool(fact.candidates) for fact in printed)
    other, calls_itself = other_kind(document, lines)
    return Signs(
        title=head.title is not None and "".join(head.title.split()) not in calls_itself,
        headings=sum(bool(_OWN_HEADING.search(section.title)) for section in own),
        official=len(own),
        tables=labels + len(tables.groups) + sum("of a form" in item.reason for item in tables.unread),
        figures=figures,
        statements=sum(fact.value is not None for fact in held),
        sections=len(outline.sections),
        lines=lines,
        words=words,
        other=other,
    )


def _printed(facts: Sequence[Fact]) -> list[Fact]:
    """The facts that tables of a form print."""
    return [fact for fact in facts if fact.source is Source.TABLE and not fact.path.startswith("extra.")]


def require_report(
    document: Document, tables: Tables, outline: Outline, head: Head, facts: Sequence[Fact]
) -> None:
    """Raise NotAReport, which says what the document is instead and which signs are missing, where it is no
    report."""
    if document.container is not Container.TEXT and len(tables.facts) >= _MANY:
        return
    figures = sum(fact.value is not None or bool(fact.candidates) for fact in _printed(facts))
    if figures >= _SEVERAL and not is_code(document, lines_of_document(document)):
        return  # whatever else it looks like (`Signs.is_report`)
    signs = signs_of(document, tables, outline, head, facts)
    if signs.is_report:
        return
    said = [phrase(signs.other.said)] if signs.other is not None else []
    if signs.missing:
        said.append(phrase("missing: {signs}", signs=[phrase(one) for one in signs.missing]))
    if not any(IDEOGRAPH.search(line) for line in lines_of_document(document)):
        said.append(phrase("it is not in Chinese"))
    said += [  # what the reader left out may be why nothing was found
        phrase("the reader says: {notice}", notice=Said(*halves(one)))
        for one in document.notices[:_MOST_NOTICES]
    ]
    raise NotAReport(
        phrase(
            "the text is not a government information disclosure annual report: {why}",
            why=Said("; ".join(said), "；".join(one.zh for one in said)),
        ),
        source=document.source,
        missing=signs.missing,
        kind=signs.other.value if signs.other is not None else None,
    )


@lru_cache(maxsize=1)
def _labels() -> frozenset[str]:
    """The labels of the forms that no other table has, without ordinals."""
    found: set[str] = set()
    for path, item in indicators().items():
        if path.startswith("proactive.") and " × " in item.label:
            continue  # rows of section two (行政许可, 行政事业性收费) stand in many tables; its heads do not
        for part in (*item.label.split(" × "), *item.label.partition(" × ")[0].split(" ")):
            words = _core(part)
            if len(words) >= _SHORTEST or (len(words) >= 4 and _SHORT_OWN.search(words)):
                found.add(words)
    return frozenset(found)


@lru_cache(maxsize=1)
def _sizes() -> tuple[int, ...]:
    """The lengths of the labels, the longest first."""
    return tuple(sorted({len(one) for one in _labels()}, reverse=True))


@lru_cache(maxsize=1)
def _beginnings() -> frozenset[str]:
    """The first two characters of the labels."""
    return frozenset(one[:2] for one in _labels())


def _label_of(text: str) -> str:
    """The longest label that a text begins with; empty where it begins with none."""
    if text[:2] not in _beginnings():
        return ""
    known = _labels()
    return next((text[:size] for size in _sizes() if text[:size] in known), "")


@lru_cache(maxsize=2)
def _heads(with_words: bool) -> re.Pattern[str]:
    """The heads of tables; that of the statistics table too where its words stand in the document."""
    upheld, corrected, *_ = official_words("outcome")
    direct = official_words("place")[1]
    ours = (_HEADS, f"{upheld}[|,，]*{corrected}", direct, *([_HEADS_WITH_WORDS] if with_words else ()))
    return late("|".join(ours))


def _headed(lines: Sequence[str], heads: re.Pattern[str]) -> int | None:
    """The place of heads or a caption that only such a report has, where a figure or a mark stands beside or
    below them. Heads may stand one a line."""
    for place, line in enumerate(lines):
        if len(line) > _LONGEST_HEAD or "。" in line:
            continue
        text = "".join(line.split())
        found = heads.search(text)
        behind, below = (text[found.end() :] if found else "", lines[place + 1 : place + _NEAR])
        if (
            found is None
            and len(text) <= _SHORT_HEAD
            and len("".join(lines[place + 1 : place + 2])) <= _SHORT_HEAD
        ):
            found = heads.match(text + "".join("".join(lines[place + 1 : place + 2]).split()))
        if found is not None and any(_FIGURES_OR_MARKS.search(one) for one in (behind, *below)):
            return place
    return None


def _core(text: str) -> str:
    return re.sub(r"[（(][^（）()]*[）)]$", "", _ORDINAL.sub("", "".join(text.split())))


def _labelled(blocks: Sequence[Paragraph | Table]) -> Iterator[str]:
    """Labels of the forms with a figure, a blank or a mark of theirs, in tables or typed as text."""
    known = _labels()
    for block in blocks:
        if isinstance(block, Table):
            for row in block.rows:
                words = [_core(_UNIT_BESIDE.sub("", cell.text)) for cell in row]
                place = next((at for at, one in enumerate(words) if one in known), None)
                rest = words[place + 1 :] if place is not None else []
                if place is not None and any(_BEHIND.match(one) for one in rest or [""]):
                    yield words[place]
    lines = _lines(blocks)
    for at, _ in enumerate(lines):
        label, behind, after = _typed(lines, at)
        if label and (behind or after):
            yield label


def _lines(blocks: Sequence[Paragraph | Table]) -> list[tuple[str, Location]]:
    """The lines of the paragraphs with their places; a table between them is an empty line."""
    found: list[tuple[str, Location]] = []
    for block in blocks:
        if isinstance(block, Paragraph):
            found += [(line.strip(), block.location) for line in block.text.splitlines() if line.strip()]
        else:
            found.append(("", block.location))
    return found


def _typed(lines: Sequence[tuple[str, Location]], at: int) -> tuple[str, str, str]:
    """The label that a line begins with, and what of it stands behind it on the line, or alone on the next
    one: a figure, a blank or a mark; empty where nothing does."""
    text = _ORDINAL.sub("", "".join(lines[at][0].split()))
    label = _label_of(text)
    if not label:
        return "", "", ""
    behind = text[len(label) :]
    if behind:
        beside = _BEHIND.match(behind) and not _EXPLAINED.match(behind)
        return label, behind if beside else "", ""
    after = [line for line, _ in lines[at + 1 : at + 3]]
    if after and _UNIT.fullmatch(after[0]):
        after = after[1:]  # a unit on a line of its own
    return label, "", after[0] if after and after[0] and _FIGURE.fullmatch(after[0]) else ""


def left_rows(prose: Sequence[Paragraph], tables: Tables, facts: Sequence[Fact]) -> tuple[Unread, ...]:
    """Rows and heads of a form that stand in the text with figures which are in no fact: said, not lost in
    silence. Of a row alone nothing tells in which column its figure stands. `prose` is what no table took."""
    said = "".join("".join(item.raw.split()) for item in tables.unread)
    read = {fact.location.line for fact in facts if fact.location.line is not None}
    lines = [
        line for line in _lines(prose) if line[1].line not in read and "".join(line[0].split()) not in said
    ]
    reason = phrase("a row of a form alone: nothing tells in which column its figure stands").both
    found = []
    for at, (line, place) in enumerate(lines):
        label, behind, after = _typed(lines, at)
        if (
            label
            and not label.endswith("情况")
            and not _OF_A_SENTENCE.search(line)
            and _DIGIT.search(behind or after)
        ) or _LISTED.fullmatch("".join(line.split())):
            raw = line if behind or not after else f"{line} {after}"
            found.append(Unread(raw=raw[:_LONGEST_RAW], location=place, reason=reason))
    if found or tables.facts:
        return tuple(found)
    texts = [line for line, _ in lines]
    place_of_heads = _headed(texts, _heads(True))
    below = [] if place_of_heads is None else texts[place_of_heads : place_of_heads + _NEAR]
    if place_of_heads is not None and _COUNTED.search(" ".join(below)):
        raw = " ".join(below)[:_LONGEST_RAW]
        reason = phrase("heads of a form whose figures fit no row of it").both
        return (Unread(raw=raw, location=lines[place_of_heads][1], reason=reason),)
    bare = [row for row in bare_rows(prose) if row.has_figures and row.location.line not in read]
    return tuple(Unread(raw=row.text[:_LONGEST_RAW], location=row.location, reason=reason) for row in bare)
