"""Zip files of a report page with its attachments: which member is the report."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import partial
from html import unescape
from posixpath import basename, splitext

from attrs import define, evolve, field, frozen

from ..errors import LimitExceeded, NotAReport, UnreadableSource
from ..language import Said, phrase
from ..limits import Limits
from .charset import decode
from .gzip import unpack_gzip
from .json import unescaped
from .package import Package

__all__ = ["report_among", "report_in_zip"]

_PAGES = frozenset({".html", ".htm", ".shtml", ".xhtml", ".jsp", ".aspx", ".php"})
_TEXTS = frozenset({".txt", ".md", ".csv"})
_OFFICE = frozenset({".docx", ".xlsx", ".ods", ".odt"})
_OFFICE_TEXT = re.compile(
    r"word/document\.xml|xl/sharedStrings\.xml|xl/worksheets/[^/]+\.xml|(?:.*/)?content\.xml", re.I
)
"""The parts of office documents that hold their text: cells of a sheet may have theirs in the sheet."""
_BINARY = frozenset({".doc", ".wps", ".xls", ".et", ".rtf"})
_IMAGES = frozenset({".jpg", ".jpeg", ".png", ".tif", ".tiff", ".bmp", ".webp", ".heic", ".heif"})
_SIDE_FILES = frozenset(
    {
        ".css",
        ".js",
        ".gif",
        ".ico",
        ".svg",
        ".woff",
        ".woff2",
        ".ttf",
        ".eot",
        ".map",
        ".db",
        ".ini",
        ".url",
        ".lnk",
        ".mp4",
        ".mp3",
    }
)

_MARKED = frozenset({".json", ".xml"})
"""A side file, or an article as its site hands it out, or an office document in one XML."""

_REPORT_NAME = re.compile(r"年度?报告|年度工作报告|年报|(?:政府)?信息公开.{0,12}报告|[nN]ian[bB]ao|[nN]dbg")
_OTHER_NAME = re.compile(r"指南|目录|申请表|流程|图解|一图|解读|通知|说明|清单|办法|模板|格式|公告")
_YEAR_OF_REPORT = re.compile(r"(20\d\d)\s?年?度?[^\d]{0,40}(?:年度?报告|年报|年度工作报告|工作报告)")
_CUES = (
    "年度报告",
    "信息公开",
    "总体情况",
    "概述",
    "主动公开",
    "依申请公开",
    "申请数量",
    "行政复议",
    "统计指标",
    "规范性文件",
    "存在的主要问题",
    "其他需要报告",
)
_TAG = re.compile(r"<[^<>]{0,2000}>")
_SCRIPT = re.compile(r"<(/?)(?:script|style)\b", re.IGNORECASE)
_INSPECTED = 400_000
_LOOKED = 40  # parts of a document: sheets, or pages of an OFD file
_GZIP = b"\x1f\x8b\x08"
_SHORT = 600
"""A page with less text than this only announces the report."""
_NAMED = 55
_UNNAMED = 25
_CLOSE = 30
"""Members whose points differ by less are equally likely."""
_DEEPEST = 3
"""A zip in a zip in a zip in a zip is opened; what lies deeper is not looked at, and said where nothing else
is the report."""


@frozen(kw_only=True)
class _Candidate:
    """A member that may be the report: how likely by name and content, and the year its name says."""

    name: str
    data: bytes
    score: int
    year: str | None


@define
class _Search:
    """What is found in a zip and the zips in it, and what of the limits is left."""

    source: str | None
    limits: Limits
    left: int
    entries: int
    documents: list[_Candidate] = field(factory=list)
    images: list[tuple[str, Callable[[], bytes | None]]] = field(factory=list)
    unopened: list[UnreadableSource] = field(factory=list)
    """Why a member was not looked into: what is raised where nothing else is the report."""

    def within(self) -> Limits:
        """What is left of the limits."""
        return evolve(self.limits, unpacked_bytes=self.left, zip_entries=self.entries)

    def open(self, data: bytes) -> Package:
        """A zip within what is left."""
        return Package(data, source=self.source, limits=self.within())

    def spend(self, unpacked: int) -> None:
        """Count unpacked bytes against the limit for all zips together."""
        self.left -= unpacked
        if self.left < 0:
            most = self.limits.unpacked_bytes
            raise LimitExceeded(
                phrase("the zip and the zips in it unpack to more than {most} bytes", most=most),
                source=self.source,
            )


def report_in_zip(data: bytes, *, source: str | None, limits: Limits) -> tuple[str, bytes]:
    """The name and the bytes of the member that is the report, in a zip of one report page with its
    attachments.

    Members are told by their names and a look at their content; zips inside, and zips in these, are opened,
    and members packed with gzip unpacked (`附件.zip/报告.docx`). Nothing is written to disk; the limits hold
    for all together. Raises NotAReport where no member or more than one year's report is there,
    UnreadableSource for an encrypted or damaged zip, LimitExceeded for one too large, or where what could be
    the report lies too deep.
    """
    search = _Search(source, limits, limits.unpacked_bytes, limits.zip_entries)
    _gather(search, data, prefix="", depth=0)
    return _choose(search, phrase("the zip"))


def report_among(
    members: Mapping[str, bytes], *, of: Said, source: str | None, limits: Limits
) -> tuple[str, bytes]:
    """The name and the bytes of the member that is the report, as in a zip, of the parts of another
    container (`of`, say a mail)."""
    search = _Search(source, limits, limits.unpacked_bytes, limits.zip_entries)
    for name, content in members.items():
        search.spend(len(content))
        _consider(search, name, partial(members.get, name), prefix="", depth=0)
    return _choose(search, of)


def _choose(search: _Search, of: Said) -> tuple[str, bytes]:
    """The likeliest member of those found."""
    source = search.source
    candidates = search.documents
    if search.unopened and not any(candidate.score > 0 for candidate in candidates):
        raise search.unopened[0]
    if not candidates:
        if len(search.images) == 1:
            name, image = search.images[0]
            return name, image() or b""
        if search.images:
            count = len(search.images)
            raise NotAReport(phrase("{of} holds only images ({count})", of=of, count=count), source=source)
        raise NotAReport(phrase("{of} holds no document", of=of), source=source)
    best = max(candidates, key=lambda candidate: candidate.score)
    if best.score <= 0 and len(candidates) > 1:
        names = [candidate.name for candidate in candidates[:5]]
        raise NotAReport(
            phrase("none of the documents in {of} looks like a report: {names}", of=of, names=names),
            source=source,
        )
    years = {
        candidate.year: candidate.name
        for candidate in candidates
        if candidate.year and candidate.score > best.score - _CLOSE
    }
    if len(years) > 1:
        names = [years[year] for year in sorted(years)]
        raise NotAReport(
            phrase("{of} holds the reports of several years, take one out: {names}", of=of, names=names),
            source=source,
        )
    return best.name, best.data


def _gather(search: _Search, data: bytes, *, prefix: str, depth: int) -> None:
    """Add the documents and the images of a zip, in its order."""
    package = search.open(data)
    search.entries -= len(package.names)
    for raw in package.names:
        _consider(search, _readable(raw), partial(package.read, raw), prefix=prefix, depth=depth)


def _consider(
    search: _Search, name: str, read: Callable[[], bytes | None], *, prefix: str, depth: int
) -> None:
    """Add a member where it is a document or an image, and what is in it where it is a zip."""
    base = basename(name)
    kind = splitext(base)[1].lower()
    if not base or base.startswith((".", "~$")) or "__MACOSX/" in name or kind in _SIDE_FILES:
        return
    if kind in _IMAGES:
        search.images.append((prefix + name, read))
        return
    content = read()
    if not content:
        return
    search.spend(len(content))
    try:
        while content.startswith(_GZIP) and depth < _DEEPEST:
            content = unpack_gzip(content, source=_place(search, prefix + name), limits=search.within())
            search.spend(len(content))
            base, depth = re.sub(r"\.gz$", "", base, flags=re.IGNORECASE), depth + 1
            kind = splitext(base)[1].lower()
        packed = content.startswith(_GZIP) or kind == ".zip"
        if packed or (kind not in _OFFICE and content.startswith(b"PK\x03\x04") and not _is_office(content)):
            if depth >= _DEEPEST:
                search.unopened.append(_too_deep(_place(search, prefix + name)))
            else:
                _gather(search, content, prefix=f"{prefix}{name}/", depth=depth + 1)
            return
    except LimitExceeded:
        raise
    except UnreadableSource as error:
        search.unopened.append(error)
        return
    if kind in _SIDE_FILES or (kind in _MARKED and _cues(_quick_text(content)) < _NAMED):
        return
    year = _YEAR_OF_REPORT.search(base)
    search.documents.append(
        _Candidate(
            name=prefix + name,
            data=content,
            score=_score(search, base, kind, content),
            year=year[1] if year else None,
        )
    )


def _place(search: _Search, name: str) -> str:
    """The source of a member, as errors name it."""
    return f"{search.source}!{name}" if search.source else name


def _too_deep(place: str) -> LimitExceeded:
    return LimitExceeded(
        phrase("packed files within packed files, more than {deepest} deep", deepest=_DEEPEST), source=place
    )


def _is_office(content: bytes) -> bool:
    return b"[Content_Types].xml" in content or content[30:38] == b"mimetype" or b"OFD.xml" in content


def _readable(name: str) -> str:
    """A member's name as its maker saw it: zips made on Chinese Windows have names in GBK that pass for
    CP437."""
    if name.isascii():
        return name
    try:
        raw = name.encode("cp437")
    except UnicodeEncodeError:
        return name
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("gb18030", errors="replace").replace("\\", "/")


def _score(search: _Search, base: str, kind: str, content: bytes) -> int:
    """How likely a member is the report: above 60 for one with the report's own words, 0 for anything
    else."""
    stem = splitext(base)[0]
    other = _OTHER_NAME.search(stem) is not None
    named = _REPORT_NAME.search(stem) is not None and not other
    bonus = (5 if named else 0) - (20 if other else 0)
    if (
        kind in _PAGES
        or kind in _TEXTS
        or kind in _MARKED
        or content[:200].lstrip()[:9].lower().startswith((b"<!doctype", b"<html"))
    ):
        return _cues(_quick_text(content)) + bonus
    if kind in _OFFICE or content.startswith(b"PK\x03\x04"):
        return _cues(_office_text(search, content)) + bonus
    if kind in _BINARY or content.startswith(b"\xd0\xcf\x11\xe0"):
        seen = sum(
            1 for cue in _CUES if cue.encode("utf-16-le") in content or cue.encode("gb18030") in content
        )
        return min(100, 12 * seen) + bonus if seen else (_UNNAMED if named else 0)
    # a PDF, say, does not show its text to a quick look
    if other:
        return 5
    return _NAMED if named else _UNNAMED if kind in {".pdf", ".ofd"} else 0


def _quick_text(content: bytes) -> str:
    """The text of a page or a text file, good enough to look for words; nothing where it cannot be had."""
    try:
        return _plain(unescaped(decode(content[:_INSPECTED])))
    except UnreadableSource:
        return ""


def _cues(text: str) -> int:
    """Twelve points for each word of the report's own that is there; a short text with few of them only
    announces it."""
    seen = sum(1 for cue in _CUES if cue in text)
    points = min(100, 12 * seen)
    return points // 3 if len(text) < _SHORT and seen <= 4 else points


def _plain(markup: str) -> str:
    """The text of markup without tags, scripts and blanks; good enough to look for words."""
    pieces = []
    at = 0
    hidden = False
    for mark in _SCRIPT.finditer(markup):
        if not hidden and not mark[1]:
            pieces.append(markup[at : mark.start()])
            hidden = True
        elif hidden and mark[1]:
            at = mark.start()
            hidden = False
    if not hidden:
        pieces.append(markup[at:])
    return "".join(unescape(_TAG.sub("", "".join(pieces))).split())


def _office_text(search: _Search, content: bytes) -> str:
    """The text of an office document's main parts, or nothing where it cannot be had at once."""
    try:
        package = search.open(content)
        names = [name for name in package.names if _OFFICE_TEXT.fullmatch(name)][:_LOOKED]
        part = b"".join(package.read(name) or b"" for name in names)
    except LimitExceeded:
        raise
    except UnreadableSource:
        return ""
    search.spend(len(part))
    return _plain(part[: 4 * _INSPECTED].decode("utf-8", errors="ignore"))
