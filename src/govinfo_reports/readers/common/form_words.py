"""The words by which a reader tells where a table of the official forms begins, and where a section does."""

from __future__ import annotations

from ...patterns import late

__all__ = ["begins_table", "is_band", "is_section_heading", "is_sentence", "may_begin_table"]

_LONGEST_BARE = 60
"""Characters of the longest cell that may stand on a line of its own."""
_TABLE_WORDS = late(
    r"^(?:统\s?计\s?(?:指\s?标|项\s?目|内\s?容)|指\s?标(?:\s?名\s?称|\s?项\s?目)?|项\s?目\s?(?:名\s?称|数\s?量)|序\s?号"
    r"|统\s?计\s?数|计?量?\s?单\s?位|申请人情况|[（(]本列数据的勾稽关系.{0,40}|自\s?然\s?人"
    r"|第\s?二十条.{0,9}项|信息内容|结果维持|行政复议)$"
)
_SECTION_HEADING = late(r"^[一二三四五六七八九十]{1,3}、\S*(?:情况|情況|事项|事項|措施|问题|問題)$|^附[件表]")
_FIRST_OF_TABLE = frozenset("序统指项计量单申（(自第信结行")
_FIRST_OF_HEADING = frozenset("一二三四五六七八九十附")
_BAND = late(
    r"第二十条第?[（(]?[一二三四五六七八九十]{1,2}[）)]?项?|申请人情况|[（(]?本列数据的勾稽关系.*"
    r"|行政复议|行政诉讼|未经复议直接起诉|复议后起诉"
)
_FIRST_OF_BAND = frozenset("第申（(本行未复")


def begins_table(text: str) -> bool:
    """Whether a line is a head that a statutory table begins with."""
    return may_begin_table(text) and _TABLE_WORDS.match(text) is not None


def may_begin_table(text: str) -> bool:
    """Whether a line begins as such a head does."""
    return text.lstrip()[:1] in _FIRST_OF_TABLE


def is_section_heading(text: str) -> bool:
    """Whether a line looks like the heading of a section; a table's row may be printed in the same words."""
    return text[:1] in _FIRST_OF_HEADING and _SECTION_HEADING.match(text) is not None


def is_sentence(text: str) -> bool:
    """Whether a line is prose: too long for a cell, or ended as a sentence."""
    return len(text) > _LONGEST_BARE or text.endswith(("。", "；"))


def is_band(text: str) -> bool:
    """Whether a text is a head of the 2019 and 2021 forms that spans the heads below it."""
    return text.lstrip()[:1] in _FIRST_OF_BAND and _BAND.fullmatch("".join(text.split())) is not None
