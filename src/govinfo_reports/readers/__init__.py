"""Readers: bytes -> Document. What a source is, is told by its content, never by its name."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial

from ..document import Document
from ..errors import LimitExceeded, UnreadableSource, UnsupportedFormat
from ..language import phrase, word
from ..limits import Limits
from .bounds import bounded
from .flat_xml import flat_kind
from .image.files import frames_of, is_image
from .json import is_json
from .mail import is_mail
from .ole import OLE_SIGNATURE

__all__ = ["Pages", "Progress", "read", "read_pages", "sniff"]

Progress = Callable[[int, int], None]
"""Called with the pages done and the pages in all, by readers that take long (scans)."""

Pages = tuple[tuple[str | None, bytes], ...]
"""Several image files that are the pages of one report, each with its name."""

_HTML = re.compile(
    rb"<\s*(?:!doctype\s+html|html|head|body|table|div|p|span|meta|title|br|h[1-6]|tbody|article"
    rb"|section|td|tr|iframe)\b",
    re.IGNORECASE,
)
_IN_TEXT = re.compile(rb"<\s*(?:br|table|tbody|tr|td|html|body)\b", re.IGNORECASE)
"""Tags that Markdown borrows for its tables; a text with no others is no page."""
_XML = re.compile(rb"^\s*<\?xml\b")
_KNOWN_BINARY = {
    b"GIF8": word("a GIF image"),
    b"7z\xbc\xaf": word("a 7z archive"),
    b"Rar!": word("a RAR archive"),
    b"CAJ\x00": word("a CAJ file"),
    b"HN\xc8\x00": word("a CAJ file"),
    b"KDH ": word("a CAJ file"),
    b"RIFF": word("a media file"),
}
_KNOWN_ZIPS = {"ppt/presentation.xml": word("a presentation")}
_FLAT = frozenset({"opc", "word-2003", "excel-2003", "opendocument"})
_DEEPEST = 5
_WITHIN = _DEEPEST - 1
"""How deep what stands in a Word document counts: a mail holds its page; Word documents in it are not looked
into further."""
"""A report in a zip in a mail in a gzip file is read; more is no one's way to keep a report."""
_SNIFFED = 4096
_WRAPPER = re.compile(rb"<(?:div|span)\b[^<>]*>$", re.IGNORECASE)
_PAGE_TAG = re.compile(rb"<(?:!doctype|html|head|body|meta|p|table|tr|td|li|h[1-6]|script)\b", re.IGNORECASE)
_LEAST_EMPTY = 2


def sniff(data: bytes) -> str:
    """The kind of a source by its first bytes: pdf, zip, ole, rtf, image, gzip, mail, json, html, text, or
    an office document in one XML (opc, word-2003, excel-2003, opendocument).

    >>> sniff(b"%PDF-1.7 ...")
    'pdf'
    >>> sniff("一、总体情况".encode())
    'text'
    """
    head = data[:_SNIFFED]
    stripped = head.lstrip(b"\xef\xbb\xbf \t\r\n\x00")
    if b"%PDF-" in head[:1024]:
        return "pdf"
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return "zip"
    if head.startswith(OLE_SIGNATURE):
        return "ole"
    if stripped.startswith(b"{\\rtf"):
        return "rtf"
    if is_image(head):
        return "image"
    if head.startswith(b"\x1f\x8b\x08"):
        return "gzip"
    if is_mail(data):
        return "mail"
    if flat := flat_kind(data):
        return flat
    if is_json(data):
        return "json"
    plain = _ascii(head)
    if stripped[:1] == b"<" and _HTML.search(plain):
        return "text" if _is_marked_text(plain) else "html"
    if len(_HTML.findall(plain)) >= 3 and len(_HTML.findall(plain)) > len(_IN_TEXT.findall(plain)):
        return "html"
    if _XML.match(stripped) and _HTML.search(_ascii(data[: 16 * _SNIFFED])):
        return "html"
    return "text"


def _is_marked_text(head: bytes) -> bool:
    """Whether what begins with a tag is Markdown within a `<div>` or `<span>`, as converters leave it: no
    other tags of a page, and lines of its own with empty ones between.

    >>> _is_marked_text("<div>\\n\\n\\n| 甲 | 1 |\\n".encode()), _is_marked_text(b"<div><p>1</p></div>")
    (True, False)
    """
    lines = head.splitlines()
    alone = _WRAPPER.match(lines[0].strip()) is not None if lines else False
    return (
        alone and _PAGE_TAG.search(head) is None and sum(not line.strip() for line in lines) >= _LEAST_EMPTY
    )


def _ascii(head: bytes) -> bytes:
    """The bytes with the zeros of UTF-16 left out, so that tags can be seen, also where no byte order mark
    is there."""
    is_wide = head[:2] in {b"\xff\xfe", b"\xfe\xff"} or head[:2].count(0) == 1
    return head.replace(b"\x00", b"") if is_wide else head


def read(data: bytes, *, source: str | None, limits: Limits, progress: Progress | None = None) -> Document:
    """The Document in these bytes.

    Raises UnreadableSource (or one of its kinds) that says why there is none: empty, encrypted, a scan, a
    list page, too large, of a kind no reader knows, or in need of an extra that is not installed.
    """
    return bounded(_read(data, source=source, limits=limits, progress=progress), limits)


def _read(
    data: bytes, *, source: str | None, limits: Limits, progress: Progress | None, depth: int = 0
) -> Document:
    """The Document in bytes that stand in so many containers, of any length."""
    if len(data) > limits.bytes:
        raise LimitExceeded(phrase("larger than {bytes} bytes", bytes=limits.bytes), source=source)
    if not data.strip(b"\x00 \t\r\n\xef\xbb\xbf"):
        raise UnreadableSource(phrase("the source is empty"), source=source)
    if depth > _DEEPEST:
        raise LimitExceeded(
            phrase("containers within containers, more than {deepest}", deepest=_DEEPEST), source=source
        )
    kind = sniff(data)
    if kind in {"gzip", "mail"}:
        name, inner = _unwrapped(data, kind, source=source, limits=limits)
        inner_source = f"{source}!{name}" if source and name else name or source
        return _read(inner, source=inner_source, limits=limits, progress=progress, depth=depth + 1)
    if kind == "json" and (article := _read_json(data, source=source, limits=limits)) is not None:
        return article
    if kind in _FLAT:
        return _read_flat(data, kind, source=source, limits=limits, progress=progress)
    if kind == "pdf":
        from .pdf.read import read_pdf

        return read_pdf(data, source=source, limits=limits, progress=progress)
    if kind == "zip":
        return _read_zip(data, source=source, limits=limits, progress=progress, depth=depth)
    if kind in {"ole", "rtf"}:
        return _read_ole(data, kind, source=source, limits=limits)
    if kind == "image":
        from .image.ocr import read_image

        return read_image(data, source=source, limits=limits, progress=progress)
    if kind == "html":
        from .html.read import read_html

        return read_html(data, source=source, limits=limits)
    for magic, name in _KNOWN_BINARY.items():
        if data.startswith(magic):
            raise _unsupported(name, source)
    return _read_plain(data, source=source, limits=limits)


def read_pages(files: Pages, *, limits: Limits, progress: Progress | None = None) -> Document:
    """The Document in several image files, which are its pages in their order. UnreadableSource names the
    first that is no image."""
    from .image.ocr import read_images

    names = [name or f"{number}." for number, (name, _) in enumerate(files, 1)]
    source = ", ".join(names)
    if not files:
        raise UnreadableSource(phrase("no file was given"))
    for name, (_, data) in zip(names, files, strict=True):
        if len(data) > limits.bytes:
            raise LimitExceeded(phrase("larger than {bytes} bytes", bytes=limits.bytes), source=name)
        if sniff(data) != "image":
            raise UnreadableSource(
                phrase(
                    "not an image: several files are read as one report only where all of them are "
                    "images of its pages"
                ),
                source=name,
            )
    frames = (
        frame
        for name, (_, data) in zip(names, files, strict=True)
        for frame in frames_of(data, source=name, limits=limits)
    )
    return bounded(read_images(frames, source=source, limits=limits, progress=progress), limits)


def _unwrapped(data: bytes, kind: str, *, source: str | None, limits: Limits) -> tuple[str, bytes]:
    """The name (in gzip there is none) and the bytes of the report in a gzip file or a mail."""
    if kind == "gzip":
        from .gzip import unpack_gzip

        return "", unpack_gzip(data, source=source, limits=limits)
    from .archive import report_among
    from .mail import parts_of_mail

    parts = parts_of_mail(data, source=source, limits=limits)
    if len(parts) == 1:
        return next(iter(parts.items()))
    return report_among(parts, of=phrase("the mail"), source=source, limits=limits)


def _read_json(data: bytes, *, source: str | None, limits: Limits) -> Document | None:
    from .json import read_json

    return read_json(data, source=source, limits=limits)


def _read_flat(
    data: bytes, kind: str, *, source: str | None, limits: Limits, progress: Progress | None
) -> Document:
    """An office document that is one XML file."""
    if kind == "excel-2003":
        from .sheet.excel_xml import read_excel_xml

        return read_excel_xml(data, source=source, limits=limits)
    if kind == "opendocument":
        from .odt.read import read_flat_odt

        return read_flat_odt(data, source=source, limits=limits)
    from .docx.word_xml import package_of_flat_opc, package_of_word_2003

    if kind == "opc":
        package = package_of_flat_opc(data, source=source, limits=limits)
        return _read_zip(package, source=source, limits=limits, progress=progress, depth=_DEEPEST)
    from .docx.read import read_docx

    package = package_of_word_2003(data, source=source, limits=limits)
    return read_docx(package, source=source, limits=limits)


def _read_plain(data: bytes, *, source: str | None, limits: Limits) -> Document:
    """Separated values, or text."""
    from .charset import decode
    from .sheet.csv import read_csv, separator_of

    text = decode(data)
    separator = separator_of(text)
    if separator is not None:
        return read_csv(data, separator, source=source, limits=limits)
    from .text.read import text_document

    return text_document(text, source=source, limits=limits)


def _unsupported(name: str, source: str | None) -> UnsupportedFormat:
    return UnsupportedFormat(phrase("{name} cannot be read", name=phrase(name)), source=source)


def _read_zip(
    data: bytes, *, source: str | None, limits: Limits, progress: Progress | None, depth: int
) -> Document:
    """A zip is an OFD file, a DOCX, a spreadsheet, or a report page with its attachments: its parts' names
    tell."""
    from .package import part_names

    names = part_names(data, source=source, limits=limits)
    if "ofd.xml" in names:
        from .ofd.read import read_ofd

        return read_ofd(data, source=source, limits=limits, progress=progress)
    if "word/document.xml" in names or any(name.startswith("word/document") for name in names):
        from .docx.read import read_docx

        within = partial(_read, source=source, limits=limits, progress=progress, depth=_WITHIN)
        return read_docx(data, source=source, limits=limits, inside=within if depth < _WITHIN else None)
    if "content.xml" in names and _is_odt(data, names, source=source, limits=limits):
        from .odt.read import read_odt

        return read_odt(data, source=source, limits=limits)
    if (
        "xl/workbook.xml" in names
        or "xl/workbook.bin" in names
        or ("content.xml" in names and "mimetype" in names)
    ):
        from .sheet.read import read_sheet

        return read_sheet(data, source=source, limits=limits)
    for part, kind in _KNOWN_ZIPS.items():
        if part in names:
            raise _unsupported(kind, source)
    from .archive import report_in_zip

    name, inner = report_in_zip(data, source=source, limits=limits)
    return _read(
        inner,
        source=f"{source}!{name}" if source else name,
        limits=limits,
        progress=progress,
        depth=depth + 1,
    )


def _is_odt(data: bytes, names: frozenset[str], *, source: str | None, limits: Limits) -> bool:
    """Whether a package of OpenDocument is a text: by its `mimetype`, or by its body where that is
    missing."""
    from .package import Package

    package = Package(data, source=source, limits=limits)
    if "mimetype" in names:
        said = package.read("mimetype") or b""
        return said.strip().startswith(b"application/vnd.oasis.opendocument.text")
    return b"office:text" in (package.read("content.xml") or b"")


def _read_ole(data: bytes, kind: str, *, source: str | None, limits: Limits) -> Document:
    """OLE2 files are old Word and Excel files (and encrypted new ones): the names of their streams tell."""
    if kind == "ole":
        from .ole import open_compound_file

        streams = open_compound_file(data, source=source).streams
        if "WordDocument" not in streams and ("Workbook" in streams or "Book" in streams):
            from .sheet.read import read_sheet

            return read_sheet(data, source=source, limits=limits)
        if "PowerPoint Document" in streams:
            raise _unsupported("a presentation", source)
    from .legacy import read_legacy

    return read_legacy(data, source=source, limits=limits)
