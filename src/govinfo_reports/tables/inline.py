"""Tables that stand in running text, their cells one after the other, with or without blanks between them."""

from __future__ import annotations

import re
from collections.abc import Callable

from attrs import frozen

from ..document import Paragraph
from ..location import Location
from .inline_forms import read_application_run, read_disclosure_run, read_litigation_run
from .inline_statistics import read_statistics_run
from .reading import TableReading

__all__ = ["cut_inline"]


@frozen
class _Kind:
    """A kind of table: how its head looks in running text, and what reads on from there (the reading and where it ends)."""

    head: re.Pattern[str]
    read: Callable[[str, int, Location], tuple[TableReading, int] | None]


_KINDS = (
    _Kind(
        re.compile(
            r"第\s?二十条\s{0,3}第?\s{0,3}[（(]\s?[一五六八九]\s?[）)]\s?项\s{0,3}信息内容|信息内容\s{0,3}(?:本年|上一?年)"
        ),
        read_disclosure_run,
    ),
    _Kind(
        re.compile(
            r"(?:[（(]本列数据的勾稽关系|申请人情况)(?=.{0,90}自\s?然\s?人)|自\s?然\s?人\s{0,3}法人或其[他它]组织"
        ),
        read_application_run,
    ),
    _Kind(re.compile(r"行政复议\s{0,3}(?:行政诉讼\s{0,3})?(?=结果维持)"), read_litigation_run),
    _Kind(
        re.compile(
            r"(?:统\s?计\s?指\s?标|指\s?标\s?名\s?称|(?<=\s)指\s?标|(?<=\s)项\s?目)\s{0,3}(?:计\s?量\s?)?单\s?位\s{0,3}(?=\S)"
        ),
        read_statistics_run,
    ),
)
_HINT = re.compile(r"第\s?二十条|信息内容|申请人情况|自\s?然\s?人|结果维持|单\s?位")


def cut_inline(paragraph: Paragraph) -> tuple[tuple[Paragraph, ...], tuple[TableReading, ...]]:
    """The paragraph without the tables in it, and what those say."""
    text = paragraph.text
    if _HINT.search(text) is None:
        return (paragraph,), ()
    runs: list[tuple[int, int, TableReading]] = []
    for kind in _KINDS:
        at = 0
        while (found := kind.head.search(text, at)) is not None:
            at = found.end()
            if any(start <= found.start() < end for start, end, _ in runs):
                continue
            read = kind.read(text, found.start(), paragraph.location)
            if read is not None:
                runs.append((found.start(), read[1], read[0]))
                at = max(at, read[1])
    if not runs:
        return (paragraph,), ()
    runs.sort(key=lambda run: run[0])
    # What is cut out is blanked, so that every place in the prose keeps its number of characters.
    for start, end, _ in runs:
        text = text[:start] + " " * (end - start) + text[end:]
    rest = Paragraph(
        text=text, location=paragraph.location, level=paragraph.level, confidence=paragraph.confidence
    )
    return ((rest,) if text.strip() else ()), tuple(reading for _, _, reading in runs)
