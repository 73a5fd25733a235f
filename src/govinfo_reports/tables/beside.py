"""What stands beside the tables of figures: the table of a page's own fields (索引号, 发布机构, 发布日期),
tables that hold the report's text itself, and the rows of an official form that no reader could make a table
of: said, not lost in silence."""

from __future__ import annotations

import itertools
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import accumulate

from ..document import Cell, Paragraph, Table
from ..facts import Unread
from ..forms.vocabulary import official_words
from ..language import phrase
from ..numerals import holds_figure
from ..patterns import late
from .labels import canonical_text

__all__ = [
    "captions",
    "holds_title",
    "lost_forms",
    "numbers_below_blanks",
    "page_fields",
    "paragraphs_of_cells",
    "says_sentences",
]

_FIELD = late(
    r"^(?:索引号|信息索引号?|索引编号|信息分类|主题分类|分类|体裁分类|体裁|组配分类|发布机构"
    r"|发布单位|发布部门|发布机关|公开机构|公开单位|公开主体|发文机关|发文机构|发文单位|制发机关"
    r"|公开部门|公开责任部门|公开责任单位"
    r"|责任部门|信息来源|来源|发布日期|发布时间|公开日期|公开时间|发文日期|成文日期|成文时间"
    r"|生成日期|生成时间|生效日期|废止日期|文号|发文字号|有效性|名称|标题|信息名称|主题词|关键词"
    r"|公开方式|公开形式|公开范围|公开类别|公开属性|公开程序|服务对象分类|内容概述|语种):?$"
)
_BESIDE_ITS_VALUE = late(
    r"^(?:时间|日期|更新时间|浏览次数|浏览量?|点击(?:次数|数|量|率)?|阅读(?:次数|量)?|访问(?:次数"
    r"|量)|作者|责任编辑|编辑|审核|字号|字体|供稿)$"
)
"""Names that are fields only where the value stands in the same cell."""
_BRACKET_END = late(r"[】\]]")
_MOST_CELLS = 60


def _is_field(text: str) -> bool:
    return len(text) <= 16 and _FIELD.match(canonical_text(text)) is not None


def _is_of_page(text: str) -> bool:
    return len(text) <= 16 and _BESIDE_ITS_VALUE.match(canonical_text(text)) is not None


def page_fields(table: Table) -> tuple[Paragraph, ...]:
    """Each field with a value as a paragraph `名称：值`; none where the table is no such table (it needs two
    fields)."""
    if len(table.cells) > _MOST_CELLS:
        return ()
    alone = len(table.rows) == 1
    if alone and sum(_is_field(cell.text) or _is_of_page(cell.text) for cell in table.cells) >= 2:
        return tuple(_beside(table))
    if sum(_is_field(cell.text) for cell in table.cells) < 2:
        within = tuple(_within(table))
        filled = sum(bool(cell.text.strip()) for cell in table.cells)
        # one line that pipes made a table of: 发布时间:2016-03-22 打印 字号: | |
        alone = alone and filled <= 2
        return within if (len(within) >= 2 or alone) and 2 * len(within) >= filled else ()
    beside = (*_within(table), *_beside(table))
    return beside or tuple(_below(table))


def _beside(table: Table) -> Iterator[Paragraph]:
    """Values that stand to the right of their names."""
    for row in table.rows:
        for name, value in itertools.pairwise(row):
            if (
                _is_field(name.text)
                and value.text.strip()
                and not (_is_field(value.text) or _names_itself(value.text))
            ):
                yield _paragraph(name.text, value.text, table)


def _within(table: Table) -> Iterator[Paragraph]:
    """Values that stand in one cell with their names: 发布时间：2023-01-20."""
    for cell in table.cells:
        name, colon, value = cell.text.replace("：", ":").lstrip("【[(（").partition(":")
        value = _BRACKET_END.split(value)[0]
        if colon and value.strip() and (_is_field(name) or _BESIDE_ITS_VALUE.match(canonical_text(name))):
            yield _paragraph(name, value, table)


def _names_itself(text: str) -> bool:
    """Whether a cell holds a field with its value: 成文日期：2016-03-31."""
    name, colon, _ = text.replace("：", ":").partition(":")
    return bool(colon) and _is_field(name)


def _below(table: Table) -> Iterator[Paragraph]:
    """Values that stand under a row of names."""
    for names, values in zip(table.rows, table.rows[1:], strict=False):
        if len(names) == len(values) > 1 and all(_is_field(cell.text) for cell in names):
            for name, value in zip(names, values, strict=True):
                if value.text.strip():
                    yield _paragraph(name.text, value.text, table)


def _paragraph(name: str, value: str, table: Table) -> Paragraph:
    return Paragraph(text=f"{canonical_text(name).rstrip(':')}：{value.strip()}", location=table.location)


_SENTENCE = late(r"[\u4e00-\u9fff][^。\n]{6,300}[。；;]")
_LEAST_SHARE = 0.3
_TITLE = late(r"信息公开.{0,12}(?:报告|年报)|^年度报告$|^(?:19|20)\d\d年\d\d?月\d\d?日$")
_MOST_CELLS_OF_A_TITLE = 8
_CAPTION = late(
    r"信息公开.{0,12}(?:报告|年报|统计表|情况表)|^[（(]?(?:19|20)\d\d年?度?[）)]?$|填[报表]单位"
    r"|^(?:19|20)\d\d年\d\d?月\d\d?日$"
)
_MOST_CAPTIONS = 5


def says_sentences(table: Table) -> bool:
    """Whether a table's text stands in cells that hold sentences, and not in rows of figures."""
    said = [cell.text for cell in table.cells if _SENTENCE.search(cell.text)]
    figures = sum(holds_figure(cell.text) for cell in table.cells)
    total = sum(len(cell.text) for cell in table.cells)
    return len(said) > figures and sum(map(len, said)) > _LEAST_SHARE * total


def holds_title(table: Table) -> bool:
    """Whether a small table without figures only sets the report's title, or its signature and date."""
    cells = [cell.text for cell in table.cells if cell.text]
    return (
        len(cells) <= _MOST_CELLS_OF_A_TITLE
        and not any(map(holds_figure, cells))
        and any(_TITLE.search("".join(text.split())) for text in cells)
    )


def captions(table: Table) -> tuple[Paragraph, ...]:
    """The lines above a table's head that stand in its own rows: the title, the year, who filled it in."""
    lines: list[Paragraph] = []
    for row in table.rows[:_MOST_CAPTIONS]:
        texts = ["".join(cell.text.split()) for cell in row if cell.text.strip()]
        if any(map(holds_figure, texts)) or not _CAPTION.search(" ".join(texts)):
            break
        lines.append(Paragraph(text=" ".join(texts), location=row[0].location))
    return tuple(lines)


def paragraphs_of_cells(table: Table) -> tuple[Paragraph, ...]:
    """The lines of the table's cells as paragraphs, in reading order, each with the place of its cell."""
    return tuple(
        Paragraph(text=line, location=cell.location)
        for row in table.rows
        for cell in row
        for line in cell.text.split("\n")
        if line.strip()
    )


_LEAST_CELLS = 3


def numbers_below_blanks(blocks: Iterable[Paragraph | Table]) -> Iterator[Unread]:
    """The numbers alone in a row or line below a row whose last cell is blank: of that cell, or of a page."""
    reason = phrase("a number alone below a blank cell: it may be that cell's, or the number of a page").both
    rows: list[Sequence[Paragraph | Cell]] = []
    for block in blocks:
        rows += [[block]] if isinstance(block, Paragraph) else filter(None, block.rows)
    for above, row in itertools.pairwise(rows):
        is_open = len(above) >= _LEAST_CELLS and not above[-1].text.strip()
        is_number = len(row) == 1 and row[0].text.strip().isdecimal()
        if is_open and is_number and any(holds_figure(cell.text) for cell in above):
            yield Unread(raw=row[0].text.strip(), location=row[0].location, reason=reason)


_FEWEST = 6
"""So many different ones a form has at least; a sentence may name some."""
_SHORTEST = 5
"""A shorter label (予以公开) is a word of any text."""
_MARKS = late(r"[，,。；;：:]")
_AFTER = 8
"""In a sentence a mark follows a label and its figure so soon."""
_LONGEST_RAW = 400


def lost_forms(prose: Sequence[Paragraph]) -> tuple[Unread, ...]:
    """The paragraph that such rows begin in, as unread; nothing where there are none."""
    whole = "\n".join([paragraph.text for paragraph in prose])
    named = [word for word in _words() if word in whole]
    if len(named) < _FEWEST:
        return ()
    places = [at for word in named if (at := _bare_place(word, whole)) is not None]
    if len(places) < _FEWEST:
        return ()
    starts = list(accumulate((len(paragraph.text) + 1 for paragraph in prose), initial=0))
    first = prose[bisect_right(starts, min(places)) - 1]
    reason = phrase("rows of a form that could not be read").both
    return (Unread(raw=first.text[:_LONGEST_RAW], location=first.location, reason=reason),)


@lru_cache(maxsize=1)
def _words() -> frozenset[str]:
    words = official_words("item", "row", "place", "outcome")
    return frozenset(word for word in words if len(word) >= _SHORTEST)


def _bare_place(word: str, text: str) -> int | None:
    """Where a label first stands without the marks of a sentence behind it."""
    at = text.find(word)
    while at >= 0:
        end = at + len(word)
        if _MARKS.search(text, end, end + _AFTER) is None:
            return at
        at = text.find(word, end)
    return None
