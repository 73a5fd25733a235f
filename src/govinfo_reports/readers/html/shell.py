"""Pages that hold no article: what they are instead, said in the error."""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import unquote

from lxml import etree

from ...errors import NotAReport, UnreadableSource
from ...language import phrase
from .article import weigh
from .lines import HtmlLine, HtmlTable, Item

__all__ = ["error_of_shell"]

_ENOUGH = 200
"""A page with this much substance is an article, whatever else is on it."""
_NEXT_TO_NOTHING = 40
"""Characters: as many as a title has."""
_SECTION = re.compile(r"[（(]?[一二三四五六七八九十]{1,3}[、）)．.]|概\s?述|总体情况|引言")
_REPORT_LINK = re.compile(r"年度报告|年度工作报告|年报|信息公开.{0,8}报告|(?:19|20)\d\d[-/.年]\d{1,2}")
_FILE = re.compile(
    r"[^?#]{0,400}\.(?:pdf|docx?|xlsx?|wps|et|ofd|zip|rar|7z|caj|tiff?)(?=$|[?#&])", re.IGNORECASE
)
_QUERY_FILE = re.compile(
    r"[?&=/]([^?&=/]{1,200}\.(?:pdf|docx?|xlsx?|wps|ofd|zip|rar))(?=$|[&#])", re.IGNORECASE
)
_REFRESH = re.compile(r"url\s*=\s*[\"']?\s*([^\"'\s;]{1,300})", re.IGNORECASE)


def error_of_shell(
    root: etree._Element, items: Sequence[Item], *, images: int, source: str | None
) -> UnreadableSource | None:
    """The error that says what a page without an article is; None for a page that has one, or may have."""
    substance = 0
    for item in items:
        substance += weigh(item)
        if isinstance(item, HtmlTable) or substance >= _ENOUGH:
            return None
    lines = [item for item in items if isinstance(item, HtmlLine)]
    if sum(1 for line in lines if line.link * 2 <= len(line.text) and _SECTION.match(line.text)) >= 2:
        return None
    attachment = _attachment(root)
    if attachment is not None and not _is_list(lines):
        return NotAReport(
            phrase("the page holds no report but only links to a file: {attachment}", attachment=attachment),
            source=source,
        )
    if _is_list(lines):
        return NotAReport(phrase("the page is a list of links, not a report"), source=source)
    text = sum(len(line.text) - line.link for line in lines)
    if substance and text >= _ENOUGH / 2:
        return None
    return _without_text(root, lines, images=images, source=source)


def _without_text(
    root: etree._Element, lines: Sequence[HtmlLine], *, images: int, source: str | None
) -> UnreadableSource | None:
    """The error for a page that says next to nothing, by what it has instead of text."""
    frame = next(
        (address for tag in ("frame", "iframe") for node in root.iter(tag) if (address := node.get("src"))),
        None,
    )
    if frame is not None:
        return NotAReport(
            phrase("the page is only a frame around another page: {frame}", frame=frame), source=source
        )
    for node in root.iter("meta"):
        if node.get("http-equiv", "").lower() == "refresh":
            target = _REFRESH.search(node.get("content", ""))
            if target is not None:
                return NotAReport(
                    phrase("the page only leads on to another: {target}", target=target[1]), source=source
                )
    if any(weigh(line) for line in lines):
        return None
    if next(root.iter("script"), None) is not None:
        return UnreadableSource(
            phrase("the page is an empty shell whose text is loaded by script"), source=source
        )
    if images and not lines:
        return UnreadableSource(
            phrase("the page holds no text, only {images} images", images=images), source=source
        )
    if not lines:
        return UnreadableSource(phrase("the page is empty"), source=source)
    return None


def _is_list(lines: Sequence[HtmlLine]) -> bool:
    """Whether most of the page is links, and several of them to reports or articles with a date; or there is
    next to nothing but links to reports."""
    links = reports = other_text = 0
    for line in lines:
        is_report = _REPORT_LINK.search(line.text) is not None
        if line.link * 2 > len(line.text) or (line.link >= 6 and is_report):
            links += 1
            reports += is_report
        else:
            other_text += len(line.text)
    if reports >= 2 and other_text <= _NEXT_TO_NOTHING:
        return True
    return links >= 5 and links * 2 > len(lines) and reports >= 3


def _attachment(root: etree._Element) -> str | None:
    """The address of the first file that the page links to or shows in a frame; one named as a report goes
    before."""
    found: list[str] = []
    for node in root.iter("a", "iframe", "embed", "object", "frame"):
        address = (node.get("href") or node.get("src") or node.get("data") or "").strip()
        if address and (_FILE.match(address) is not None or _QUERY_FILE.search(address) is not None):
            text = "".join(etree.ElementTextIterator(node)).strip()
            if "报告" in text or "年报" in text or "报告" in unquote(address):
                return address
            found.append(address)
    return found[0] if found else None
