"""What is said in the end of a file of drawn pages: what of it was left out, and which pages are scans."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ...errors import MissingExtra, UnreadableSource
from ...language import Said, halves, phrase
from ..image.ocr import NOTICE, unread_notices
from ..pdf.pages import View

__all__ = ["judge", "left_out_notices"]

_SHOWN = 60  # characters of what was left out that a notice names


def left_out_notices(page: int, dropped: Mapping[str, Sequence[str]], struck: Sequence[str]) -> list[str]:
    """What of a page's text was not read, as notices."""
    notices = [
        phrase(
            "page {page}: {count} characters not read, {reason}: {texts}",
            page=page,
            count=len(texts),
            reason=reason,
            texts="".join(texts)[:_SHOWN],
        ).both
        for reason, texts in dropped.items()
    ]
    if struck:
        words = "; ".join(struck)[:_SHOWN]
        notices.append(phrase("page {page}: struck out, not read: {words}", page=page, words=words).both)
    return notices


def _scanned(names: str) -> str:
    """The notice about pages that were recognised."""
    return phrase("pages {names}: {notice}", names=names, notice=Said(*halves(NOTICE))).both


def judge(
    views: Sequence[View],
    scans: Sequence[int],
    notices: list[str],
    source: str | None,
    *,
    kind: str,
    can_recognise: bool,
) -> None:
    """Add to the notices which pages (from 0) are scans; raise if nothing of the file could be read. `kind`
    is PDF or OFD."""
    has_text = any(view.lines or view.tables for view in views)
    names = ", ".join(str(index + 1) for index in scans)
    if scans and can_recognise:
        notices.append(_scanned(names))
        notices += unread_notices(views)
    elif scans and has_text:
        notices.append(
            phrase(
                "pages without text (scans), not read: {names}; install 'govinfo-reports[ocr]' to read them",
                names=names,
            ).both
        )
    if has_text:
        return
    if scans and not can_recognise:
        raise MissingExtra(
            phrase(
                "the {kind} is a scan: its pages are images without text; pip install "
                "'govinfo-reports[ocr]' to recognise them",
                kind=kind,
            ),
            extra="ocr",
            source=source,
        )
    raise UnreadableSource(phrase("no text was found in the {kind}", kind=kind), source=source)
