"""Web pages -> Document: the article's paragraphs and tables, and beside them who published it and when."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice

from lxml import etree

from ...document import Cell, Container, Document, Paragraph, Table
from ...errors import LimitExceeded, UnreadableSource
from ...language import phrase
from ...limits import Limits
from ...location import Location
from ..charset import decode_named
from ..common.lone_rows import with_blank_cell
from .article import find_article
from .figures import spell_out_figures
from .grid import TooManyCellsError
from .hidden import drop_struck, hiding, mark_hidden, parts_of_forms
from .lines import HtmlLine, HtmlTable, Pair, Sink, tidy
from .shell import error_of_shell
from .stylesheet import apply_stylesheet, has_stylesheet, raise_notes
from .walk import HIDDEN_TAG, INLINE_TAGS, TooDeepError, Walker

__all__ = ["read_html"]

_LONG_TAG = 10_000
_MOST_ATTRIBUTES = 2_000
_QUOTED = re.compile(rb"\"[^\"]*\"|'[^']*'")
_BETWEEN_ATTRIBUTES = re.compile(rb"[\s=/]+")

_CONTROLS = bytes(code for code in range(32) if code not in b"\t\n\r\f")
_FEWEST_HEADS = 2
_FEWEST_COLUMNS = 6
_HIDDEN_WORTH_SAYING = 100
_DATA_ADDRESS = re.compile(rb"data:[a-z]{1,20}/[\w.+-]{1,60};base64,[A-Za-z0-9+/=%\s]*", re.IGNORECASE)
_INLINE_TAG = re.compile(
    rb"</?(?:span|font|strong|o:p|SPAN|FONT|STRONG)(?:\s[^<>\"']*(?:(?:\"[^<>\"]*\"|'[^<>']*')[^<>\"']*)*)?>"
)
"""Tags that only dress text: most of a page pasted from Word. Taken out before parsing, often half the work
of it."""
_ANY_INLINE_TAG = re.compile(rb"</?(?:span|font|strong|o:p|b|i|u|em|small|big)(?:\s[^<>]*)?>", re.IGNORECASE)
_LIFTING = re.compile(rb"vertical-align|position\s*:\s*relative", re.IGNORECASE)
_PLACED = re.compile(rb"<p\s[^<>]{0,100}\btop\s*:[^<>]{0,100}\bleft\s*:", re.IGNORECASE)
_FIGURES_IN_FIELDS = re.compile(rb"<(?:su[pb]|input|textarea|select)\b", re.IGNORECASE)
_PARSER_DEPTH = 250
"""Deeper than this libxml2 itself must be told to go, which it does up to 2,048."""
_DEEPEST = 400
"""The walk is recursive; no page is nested so deep."""
_FRAMES_DEEP = 3
"""So deep may pages stand in the frames of pages; each is escaped once more, so there are hardly any."""
_SHOWN_DATE = ".//em[@id='publish_time']"
"""Where articles of WeChat show their date, without a label."""
_META_NAMES = {
    "articletitle": "标题",
    "og:title": "标题",
    "title": "标题",
    "pubdate": "发布时间",
    "publishdate": "发布时间",
    "publishtime": "发布时间",
    "publish_time": "发布时间",
    "article:published_time": "发布时间",
    "firstpublishedtime": "发布时间",
    "contentsource": "来源",
    "source": "来源",
    "author": "作者",
    "columnname": "栏目",
    "sitename": "网站名称",
    "publisher": "发布机构",
}


def read_html(data: bytes, *, source: str | None, limits: Limits) -> Document:
    """The Document of a web page.

    Raises UnreadableSource for a page without text (empty, loaded by script), NotAReport for one that only
    leads elsewhere (a list, a frame, a link to a file), LimitExceeded beyond `limits`. Hidden elements are
    left out.
    """
    if len(data) > limits.bytes:
        raise LimitExceeded(phrase("the page has more than {bytes} bytes", bytes=limits.bytes), source=source)
    try:
        decoded = decode_named(data)
    except UnreadableSource as error:
        raise UnreadableSource(error.said, source=source) from error
    if decoded.encoding != "utf-8" or decoded.damaged:
        data = decoded.text.encode("utf-8", errors="replace")
    data = data.removeprefix(b"\xef\xbb\xbf")
    notices: list[str] = []
    if decoded.damaged:
        notices.append(phrase("{damaged} damaged characters stand as \\ufffd", damaged=decoded.damaged).both)
    root = _shown(data, notices, source=source, limits=limits)
    if root is None:
        raise UnreadableSource(phrase("the page is empty"), source=source)
    head = _head(root)
    if _PLACED.search(data) is not None:
        from .placed import blocks_in_place

        placed = blocks_in_place(root, limits, source)
        if placed is not None:
            if images := sum(1 for _ in root.iter("img")):
                notices.append(phrase("{images} images were not read", images=images).both)
            return Document(
                blocks=placed[0],
                container=Container.HTML,
                source=source,
                furniture=(*_told(head), *placed[1]),
                notices=tuple(notices),
            )
    page, walker = _walk(root, source=source, limits=limits)
    if walker.hidden >= _HIDDEN_WORTH_SAYING:
        shown = list(root.iter(HIDDEN_TAG))
        if error_of_shell(root, page.items, images=walker.images, source=source) is None:
            shown = parts_of_forms(shown, page.items)
        if shown:  # the article itself, or a part of it, may be hidden until a script shows it
            for node in shown:
                node.tag = "div"
            page, walker = _walk(root, source=source, limits=limits)
            notices.append(phrase("the text was hidden on the page").both)
        else:
            notices.append(
                phrase("{hidden} characters of hidden text were left out", hidden=walker.hidden).both
            )
    shell = error_of_shell(root, page.items, images=walker.images, source=source)
    if shell is not None:
        raise shell
    if walker.images:
        notices.append(phrase("{images} images were not read", images=walker.images).both)
    document = _document(page, head, source=source, notices=tuple(notices))
    return with_blank_cell(document) if _is_one_row(root) else document


def _shown(
    data: bytes, notices: list[str], *, source: str | None, limits: Limits, deeper: int = _FRAMES_DEEP
) -> etree._Element | None:
    """The tree of a page as it is shown, pages in its frames (`iframe srcdoc`) in their places: what is
    hidden renamed, what is struck out gone, figures in fields and notes as text. None where the page is
    empty. `notices` gets what was not read."""
    hides, hides_inline = hiding(data)
    styled = has_stylesheet(data)
    raised = _LIFTING.search(data) is not None
    if not hides_inline and not styled and not raised:
        data = _INLINE_TAG.sub(b"", data)
    root = _parse(data.translate(None, _CONTROLS), source=source, limits=limits)
    if root is None:
        return None
    printed, is_cut = apply_stylesheet(root, source=source) if styled else (0, False)
    if printed:
        notices.append(
            phrase(
                "{printed} elements have text that only the page's stylesheet prints, which was not read",
                printed=printed,
            ).both
        )
    if is_cut:
        notices.append(
            phrase(
                "the page's stylesheet has more rules than were looked at: what the others hide may "
                "have been read"
            ).both
        )
    if hides or styled:
        mark_hidden(root)
    raised = raised and raise_notes(root)
    drawn = [
        node
        for node in root.iter("canvas", "svg")
        if node.tag == "canvas" or node.find(".//text") is not None
    ]
    if canvases := len(drawn):
        notices.append(
            phrase("{canvases} drawings (canvas, svg with text) were not read", canvases=canvases).both
        )
    if struck := drop_struck(root, data):
        notices.append(phrase("{struck} struck-out passages were left out", struck=struck).both)
    if raised or _FIGURES_IN_FIELDS.search(data) is not None:
        spell_out_figures(root)
    frames = list(root.iterfind(".//*[@srcdoc]"))
    hidden = [frame for frame in frames if frame.tag == HIDDEN_TAG]
    if len(hidden) < len(frames) and next(root.iter("table"), None) is not None:
        notices.append(phrase("pages in frames beside the page's own tables were not read").both)
        frames = hidden
    for frame in frames:
        if deeper == 0:
            notices.append(phrase("a page within pages within the page was not read").both)
            break
        inner = str(frame.attrib.pop("srcdoc"))
        page = _shown(
            inner.encode("utf-8", "replace"), notices, source=source, limits=limits, deeper=deeper - 1
        )
        if page is not None:
            frame.tag = HIDDEN_TAG if frame.tag == HIDDEN_TAG else "div"
            frame.text, frame[:] = None, [page]
    return root


def _is_one_row(root: etree._Element) -> bool:
    """Whether the page has one row of several cells, and no other."""
    rows = list(islice(root.iter("tr"), 2))
    return len(rows) == 1 and len(list(islice(rows[0].iter("td", "th"), 2))) > 1


def _parse(data: bytes, *, source: str | None, limits: Limits) -> etree._Element | None:
    """The page's tree, or None where there is none. Nothing is fetched; what is nested too deep is never cut
    silently."""
    if len(data) > 1_000_000 and b";base64," in data:
        data = _DATA_ADDRESS.sub(b"", data)
    _check_tags(data, source)
    root, whole = _tree(data, limits)
    if not whole:  # most likely font or span tags that are never closed
        root, whole = _tree(_ANY_INLINE_TAG.sub(b"", data), limits)
    if not whole:
        raise _too_deep(source, limits)
    return root


def _check_tags(data: bytes, source: str | None) -> None:
    """Raise LimitExceeded for a tag with more attributes than any page has: what parses them compares each
    with all others."""
    at = 0
    while (end := data.find(b"<", at + 1)) != -1 or at < len(data):
        end = len(data) if end == -1 else end
        if end - at > _LONG_TAG:
            tag = _QUOTED.sub(b"", data[at:end]).split(b">", 1)[0]
            quotes = data[at:end].split(b">", 1)[0].count(b'"')
            if max(len(_BETWEEN_ATTRIBUTES.findall(tag)), quotes) > _MOST_ATTRIBUTES:
                raise LimitExceeded(
                    phrase(
                        "a tag has more than {most_attributes} attributes", most_attributes=_MOST_ATTRIBUTES
                    ),
                    source=source,
                )
        at = end


def _tree(data: bytes, limits: Limits) -> tuple[etree._Element | None, bool]:
    parser = etree.HTMLParser(
        encoding="utf-8",
        no_network=True,
        remove_comments=True,
        remove_pis=True,
        huge_tree=limits.nesting > _PARSER_DEPTH,
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.ParserError, etree.XMLSyntaxError):
        root = None
    whole = not any(
        entry.level_name == "FATAL" and entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log
    )
    return root, whole


def _walk(root: etree._Element, *, source: str | None, limits: Limits) -> tuple[Sink, Walker]:
    etree.strip_tags(root, *INLINE_TAGS)
    walker = Walker(min(limits.nesting, _DEEPEST), limits.cells)
    try:
        return walker.walk(root), walker
    except (TooDeepError, RecursionError):  # the latter where the caller's own stack is deep
        raise _too_deep(source, limits) from None
    except TooManyCellsError:
        raise LimitExceeded(
            phrase("the tables have more than {cells} cells", cells=limits.cells), source=source
        ) from None


def _too_deep(source: str | None, limits: Limits) -> LimitExceeded:
    return LimitExceeded(
        phrase("elements are nested deeper than {nesting}", nesting=limits.nesting), source=source
    )


def _head(root: etree._Element) -> list[Pair]:
    """What the page's head says of it: the meta elements first, then its title."""
    found: list[Pair] = []
    for node in root.iter("meta"):
        name = _META_NAMES.get((node.get("name") or node.get("property") or "").strip().lower())
        if name is not None:
            found.append(Pair(name, tidy(node.get("content", ""))))
    found += [
        Pair("发布时间", tidy("".join(etree.ElementTextIterator(node))))
        for node in root.iterfind(_SHOWN_DATE)
    ]
    title = next((node for node in root.iter("title")), None)
    if title is not None:
        found.append(Pair("标题", tidy("".join(etree.ElementTextIterator(title)))))
    return [pair for pair in dict.fromkeys(found) if pair.value]


def _told(head: Sequence[Pair]) -> list[Paragraph]:
    return [Paragraph(text=f"{pair.name}：{pair.value}", location=Location()) for pair in head]


def _document(page: Sink, head: list[Pair], *, source: str | None, notices: tuple[str, ...]) -> Document:
    """Number the lines as they follow each other on the page, the tables by themselves."""
    article = find_article(page)
    lines = 0
    tables = 0
    furniture = _told(head)
    blocks: list[Paragraph | Table] = []
    apart = iter((*article.furniture, None))
    waiting = next(apart)
    numbered = -1
    for at, item in (*article.items, (len(page.items), None)):
        while waiting is not None and waiting[0] < at:
            place, aside = waiting
            text = aside.text if isinstance(aside, HtmlLine) else f"{aside.name}：{aside.value}"
            if isinstance(aside, HtmlLine) or aside.value:
                lines += place != numbered  # the pairs of one line share its number
                numbered = place
                furniture.append(Paragraph(text=text, location=Location(line=lines)))
            waiting = next(apart)
        if isinstance(item, HtmlLine):
            lines += 1
            blocks.append(Paragraph(text=item.text, location=Location(line=lines), level=item.level))
        elif item is not None:
            tables += 1
            blocks.append(_table(item, tables))
    return Document(
        blocks=tuple(blocks),
        container=Container.HTML,
        source=source,
        furniture=tuple(furniture),
        notices=notices,
    )


def _table(grid: HtmlTable, number: int) -> Table:
    return Table(
        cells=tuple(
            [
                Cell(
                    text=text,
                    row=row,
                    column=column,
                    rowspan=rowspan,
                    colspan=colspan,
                    location=Location(table=number, row=row + 1, column=column + 1),
                )
                for text, row, column, rowspan, colspan in grid.cells
            ]
        ),
        location=Location(table=number),
        is_grid=not _has_lost_its_spans(grid),
    )


def _has_lost_its_spans(grid: HtmlTable) -> bool:
    """Whether a program that cleaned the page has dropped `colspan` or `rowspan`, so that what stands in one
    column is not of one column: no cell spans columns (rows), and two rows of several heads are narrower than
    one below them (one is, than one above it and one below). Of few columns a row may as well have a remark,
    and without either span a blank cell may be a label's or a figure's."""
    ends: dict[int, int] = {}
    for _, row, column, rowspan, colspan in grid.cells:
        for covered in range(row, row + rowspan):
            ends[covered] = max(ends.get(covered, 0), column + colspan)
    widest = max(ends.values(), default=0)
    is_whole = all(text.strip() for text, *_ in grid.cells) or any(
        rowspan > 1 for *_, rowspan, _ in grid.cells
    )
    if widest < _FEWEST_COLUMNS or not is_whole:
        return False
    full = [row for row, end in ends.items() if end == widest]
    narrow = [row for row, end in ends.items() if _FEWEST_HEADS <= end < widest]
    heads = sum(row < min(full) for row in narrow)
    if all(colspan == 1 for *_, colspan in grid.cells) and heads >= _FEWEST_HEADS:
        return True
    return all(rowspan == 1 for *_, rowspan, _ in grid.cells) and any(
        min(full) < row < max(full) for row in narrow
    )
