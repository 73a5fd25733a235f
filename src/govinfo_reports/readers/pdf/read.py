"""PDF to Document, with PDFium (extra `pdf`); pages without text through the OCR reader where that is
installed."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

from ...document import Container, Document
from ...errors import LimitExceeded, MissingExtra, UnreadableSource
from ...language import phrase
from ...limits import Limits
from ...locks import ForkLock
from ..common.pages import judge
from ..image.ocr import has_ocr
from .assembly import assemble
from .fonts import provide_fonts
from .nesting import check_nesting
from .pages import View
from .passes import read_page

__all__ = ["read_pdf"]

_LOCK = ForkLock()  # PDFium is not made for several threads
_CHARACTERS = 3_000_000


def _pdfium(source: str | None) -> Any:
    try:
        import pypdfium2
    except ImportError as error:
        raise MissingExtra(
            phrase("reading a PDF needs the package pypdfium2: pip install 'govinfo-reports[pdf]'"),
            extra="pdf",
            source=source,
        ) from error
    return pypdfium2


def read_pdf(
    data: bytes,
    *,
    source: str | None,
    limits: Limits,
    progress: Callable[[int, int], None] | None = None,
) -> Document:
    """The paragraphs and tables of a PDF, each with its page.

    `progress` is told after each page how many are done and how many there are. Tables that go on over a
    page break are one table; page numbers are left out, running heads and feet go to `furniture`. Raises
    `MissingExtra` without pypdfium2 and for a scan without the packages that recognise it, `LimitExceeded`,
    and `UnreadableSource` for damaged and encrypted files.
    """
    if len(data) > limits.bytes:
        raise LimitExceeded(phrase("larger than {bytes} bytes", bytes=limits.bytes), source=source)
    pdfium = _pdfium(source)
    has_layers = check_nesting(data, source=source)
    views: list[View] = []
    notices: list[str] = []
    with _LOCK:
        provide_fonts(pdfium.raw)
        document = _open(pdfium, data, source)
        try:
            has_layers = _check_encrypted(pdfium.raw, document, source) or has_layers
            count = len(document)
            if count > limits.pages:
                raise LimitExceeded(
                    phrase("{count} pages, more than {pages}", count=count, pages=limits.pages), source=source
                )
            scans: list[int] = []
            images: list[int] = []
            characters = 0
            for index in range(count):
                page = read_page(
                    pdfium, document, index, notices, has_layers=has_layers, can_recognise=has_ocr()
                )
                characters += page.characters
                if characters > _CHARACTERS:
                    raise LimitExceeded(
                        phrase("more than {characters} characters", characters=_CHARACTERS), source=source
                    )
                if page.unknown and not page.is_scan:
                    notices.append(
                        phrase(
                            "page {index}: {unknown} characters have no Unicode value",
                            index=index + 1,
                            unknown=page.unknown,
                        ).both
                    )
                if page.is_scan or (page.has_image and has_ocr()):
                    scans.append(index)
                elif page.has_image:
                    images.append(index + 1)
                views += page.views or (View(page=index + 1, width=595.0, height=842.0),)
                if progress is not None:
                    progress(index + 1, count)
        finally:
            document.close()
    if images:
        notices.append(
            phrase(
                "images on pages of text, not looked at: {names}; install 'govinfo-reports[ocr]' to "
                "read tables in them",
                names=", ".join(map(str, images)),
            ).both
        )
    judge(views, scans, notices, source, kind="PDF", can_recognise=has_ocr())
    blocks, furniture = assemble(views, limits, source)
    return Document(
        blocks=blocks, container=Container.PDF, source=source, furniture=furniture, notices=tuple(notices)
    )


def _open(pdfium: Any, data: bytes, source: str | None) -> Any:
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        code = getattr(error, "err_code", None)
        if code in (pdfium.raw.FPDF_ERR_PASSWORD, pdfium.raw.FPDF_ERR_SECURITY):
            raise UnreadableSource(
                phrase("the PDF is encrypted and needs a password"), source=source
            ) from error
        raise UnreadableSource(phrase("the PDF is damaged or not a PDF"), source=source) from error
    return document


def _check_encrypted(raw: Any, document: Any, source: str | None) -> bool:
    """Look at the content of a file that opens without a password although it is encrypted, as at that of
    any other."""
    if raw.FPDF_GetSecurityHandlerRevision(document.raw) != -1:
        copy = io.BytesIO()
        document.save(copy, flags=raw.FPDF_REMOVE_SECURITY)
        return check_nesting(copy.getvalue(), source=source)
    return False
