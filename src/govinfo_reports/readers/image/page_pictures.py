"""Pictures of pages, for those who want to see a figure where it is printed: kept by the readers of paged
files, where somebody asks."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from html import escape
from typing import Any, Protocol

from attrs import frozen

from ..pdf.characters import Run
from ..pdf.rulings import Rulings

__all__ = ["PagePicture", "drawn_page", "encoded", "keep_picture", "page_pictures"]

_WIDTH = 1000  # pixels: a page of A4 is read well at this width
_HEIGHT = 16_000  # WebP holds 16,383
_MOST = 60  # pages
_QUALITY = 32


@frozen
class PagePicture:
    """A picture of a page, turned as it was read. `media` is its media type; the height is given as a share
    of the width."""

    media: str
    data: bytes
    height: float


class _Gathered(Protocol):
    def __setitem__(self, page: int, picture: PagePicture, /) -> None: ...
    def __len__(self) -> int: ...


_WANTED: ContextVar[_Gathered | None] = ContextVar("page pictures", default=None)


@contextmanager
def page_pictures() -> Iterator[dict[int, PagePicture]]:
    """Gather the pictures of the pages (by number) of what is read meanwhile; of the first 60 pages, where
    the file has pages at all.

    Without Pillow (extra `page`) there are none but those of OFD files with text.
    """
    found: dict[int, PagePicture] = {}
    token = _WANTED.set(found)
    try:
        yield found
    finally:
        _WANTED.reset(token)


def keep_picture(page: int, make: Callable[[], PagePicture]) -> None:
    """Make the picture of a page and keep it, where somebody asks for pictures."""
    wanted = _WANTED.get()
    if wanted is not None and len(wanted) < _MOST:
        with suppress(
            ImportError, OSError, ValueError
        ):  # a page whose picture cannot be made is shown without it
            wanted[page] = make()


def encoded(image: Any) -> PagePicture:
    """A picture of an image: a PIL image or an array of shades of gray. Raises ImportError without Pillow."""
    from PIL import Image

    shown = image if isinstance(image, Image.Image) else Image.fromarray(image)
    shown = shown.convert("L")
    shrink = max(shown.width / _WIDTH, shown.height / _HEIGHT, 1.0)
    if shrink > 1:
        size = max(1, round(shown.width / shrink)), max(1, round(shown.height / shrink))
        shown = shown.resize(size, Image.Resampling.BOX)
    out = io.BytesIO()
    shown.save(out, "WEBP", quality=_QUALITY, method=2)
    return PagePicture("image/webp", out.getvalue(), shown.height / max(1, shown.width))


def drawn_page(size: tuple[float, float], runs: Sequence[Run], rulings: Rulings) -> PagePicture:
    """A page drawn from its characters and lines (points), for files that no program here can draw."""
    width, height = size
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:.1f} {height:.1f}" '
        f'width="{width:.0f}" height="{height:.0f}">'
        f'<rect width="{width:.1f}" height="{height:.1f}" fill="#fff"/><g stroke="#333" stroke-width=".6">'
    ]
    parts += [f'<path d="M{one.start:.1f} {one.at:.1f}H{one.end:.1f}"/>' for one in rulings.horizontal] + [
        f'<path d="M{one.at:.1f} {one.start:.1f}V{one.end:.1f}"/>' for one in rulings.vertical
    ]
    parts.append('</g><g fill="#111" font-family="SimSun,Songti SC,Noto Serif CJK SC,serif">')
    for run in runs:
        text = escape("".join(char for char in run.text if char.isprintable()))
        parts.append(
            f'<text x="{run.x0:.1f}" y="{run.bottom - 0.18 * run.height:.1f}" '
            f'font-size="{0.86 * run.height:.1f}" '
            f'textLength="{max(0.1, run.x1 - run.x0):.1f}" lengthAdjust="spacingAndGlyphs">{text}</text>'
        )
    parts.append("</g></svg>")
    data = "".join(parts).encode("utf-8", "replace")
    return PagePicture("image/svg+xml", data, height / max(1.0, width))
