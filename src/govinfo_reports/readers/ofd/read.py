"""OFD (GB/T 33190-2016, 版式文档) to Document: characters at their points and ruling lines, then the same
way as PDF."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from attrs import frozen
from lxml import etree

from ...document import Container, Document
from ...errors import LimitExceeded, UnreadableSource
from ...language import phrase
from ...limits import Limits
from ..common.pages import judge, left_out_notices
from ..image.ocr import has_ocr, read_view
from ..image.page_pictures import drawn_page, keep_picture
from ..package import Package
from ..pdf.assembly import assemble
from ..pdf.pages import View, page_views
from ..pdf.struck import strike
from .page import POINTS, Budget, Drawn, Picture, rulings_of, space_of, walk
from .parts import Parts, child, children, name_of, numbers
from .pictures import largest_share, painted
from .resources import Resources
from .text import Character, runs_of

__all__ = ["read_ofd"]

_FEW = 8  # characters: a page with fewer says nothing
_PICTURE = 0.1  # of the page: pictures so large are what a page without text shows
_A4 = (210.0, 297.0)  # millimetres
_SHAPES = 50  # a page of so many shapes and no text is drawn, not written
_LARGEST = 5_000.0  # millimetres
_QUIET = frozenset({"stamp", "watermark", "link"})  # annotations that say nothing of the report
_SHOWN = 60


@frozen(kw_only=True)
class _Page:
    """A page that is to be read: its document (from 0) and part (None if that is missing), its document's
    resources and templates, its size and the part with its annotations."""

    document: int
    part: str | None
    resources: Resources
    templates: dict[str, tuple[str, str]]
    size: tuple[float, float]
    notes: str | None


def read_ofd(
    data: bytes,
    *,
    source: str | None,
    limits: Limits,
    progress: Callable[[int, int], None] | None = None,
) -> Document:
    """The paragraphs and tables of an OFD file, each with its page (counted on through all documents of the
    file).

    Read are texts and ruling lines of pages, their templates and composite units. Seals, signatures and
    annotations are no text of the page; watermarks, text without a trace and struck-out text are left out
    with a notice. Pages of images are recognised where the extra `ocr` is installed. Raises `LimitExceeded`,
    `MissingExtra` for a scan without that extra, and `UnreadableSource` for damaged and encrypted files and
    those without text.
    """
    package = Package(data, source=source, limits=limits)
    parts = Parts(package)
    notices: list[str] = []
    pages = _pages(parts, source, limits, notices)
    views: list[View] = []
    scans: list[int] = []
    budget = Budget(source)
    for index, page in enumerate(pages):
        if index and page.document != pages[index - 1].document:
            views.append(_blank(index))  # tables do not go on over it
        views += _read_page(parts, page, index, budget, notices, scans)
        if progress is not None:
            progress(index + 1, len(pages))
    judge(views, scans, notices, source, kind="OFD", can_recognise=has_ocr())
    blocks, furniture = assemble(views, limits, source)
    return Document(
        blocks=blocks, container=Container.OFD, source=source, furniture=furniture, notices=tuple(notices)
    )


def _pages(parts: Parts, source: str | None, limits: Limits, notices: list[str]) -> list[_Page]:
    """The pages of all documents in a file."""
    if parts.find("Encryptions.xml", "") is not None:
        raise UnreadableSource(phrase("the OFD file is encrypted"), source=source)
    main = parts.find("OFD.xml", "")
    root = parts.tree(main) if main else None
    bodies = list(children(root, "DocBody"))
    pages: list[_Page] = []
    for number, body in enumerate(bodies):
        part = _document(parts, body)
        document = parts.tree(part) if part else None
        if part is None or document is None:
            notices.append(phrase("document {number} of the OFD file is missing", number=number + 1).both)
            continue
        pages += _pages_of(parts, number, part, document, notices)
        if len(pages) > limits.pages:
            raise LimitExceeded(
                phrase("{count} pages, more than {pages}", count=len(pages), pages=limits.pages),
                source=source,
            )
    if not pages:
        raise UnreadableSource(phrase("the OFD file holds no pages"), source=source)
    if len(bodies) > 1:
        notices.append(phrase("the OFD file holds {count} documents", count=len(bodies)).both)
    return pages


def _document(parts: Parts, body: etree._Element) -> str | None:
    """The root part of a document: of its current version, where it has versions."""
    said = child(body, "DocRoot")
    for version in children(child(body, "Versions"), "Version"):
        if version.get("Current", "").strip().lower() in {"true", "1"}:
            listed = parts.find(version.get("BaseLoc", ""), "")
            tree = parts.tree(listed) if listed else None
            root = child(tree, "DocRoot")
            if listed and root is not None:
                return parts.find(root.text or "", parts.folder(listed), "")
    return parts.find((said.text or "") if said is not None else "", "")


def _pages_of(
    parts: Parts, number: int, part: str, document: etree._Element, notices: list[str]
) -> Iterator[_Page]:
    """The pages of one document in the order in which it lists them."""
    common = child(document, "CommonData")
    folder = parts.folder(part)
    resources = Resources().extended(parts, part, common, "PublicRes", "DocumentRes")
    templates: dict[str, tuple[str, str]] = {}
    for template in children(common, "TemplatePage"):
        found = parts.find(template.get("BaseLoc", ""), folder)
        if found is not None:
            templates[template.get("ID", "")] = found, template.get("ZOrder", "Background")
    size = _size(child(common, "PageArea")) or _A4
    notes = _notes(parts, folder, document)
    attached = child(document, "Attachments")
    if attached is not None:
        notices.append(phrase("not read: attachments of the OFD file").both)
    for page in children(child(document, "Pages"), "Page"):
        yield _Page(
            document=number,
            part=parts.find(page.get("BaseLoc", ""), folder),
            resources=resources,
            templates=templates,
            size=size,
            notes=notes.get(page.get("ID", "")),
        )


def _size(area: etree._Element | None) -> tuple[float, float] | None:
    """Width and height of a page area in millimetres, None where it says none."""
    for name in ("PhysicalBox", "ApplicationBox", "ContentBox"):
        said = child(area, name)
        box = numbers(said.text, 4) if said is not None else None
        if box is not None and 1.0 < box[2] <= _LARGEST and 1.0 < box[3] <= _LARGEST:
            return box[2], box[3]
    return None


def _notes(parts: Parts, folder: str, document: etree._Element) -> dict[str, str]:
    """The parts with the annotations of pages, by the page's id."""
    named = child(document, "Annotations")
    listed = parts.find(named.text or "", folder) if named is not None else None
    found: dict[str, str] = {}
    for page in children(parts.tree(listed) if listed else None, "Page"):
        location = child(page, "FileLoc")
        part = (
            parts.find(location.text or "", parts.folder(listed or ""), folder)
            if location is not None
            else None
        )
        if part is not None:
            found[page.get("PageID", "")] = part
    return found


def _layers(parts: Parts, page: _Page, content: etree._Element) -> tuple[list[etree._Element], Resources]:
    """The layers of a page and of its templates as they are painted, and the resources that they name."""
    resources = page.resources.extended(parts, page.part or "", content, "PageRes")
    below: list[etree._Element] = []
    above: list[etree._Element] = []
    for used in children(content, "Template"):
        part, order = page.templates.get(used.get("TemplateID", ""), ("", ""))
        tree = parts.tree(part, keep=True) if part else None
        if tree is None:
            continue
        resources = resources.extended(parts, part, tree, "PageRes")
        order = used.get("ZOrder") or order
        (above if order == "Foreground" else below).extend(children(child(tree, "Content"), "Layer"))
    order_of = {"Background": 0, "Body": 1, "Foreground": 2}
    own = sorted(
        children(child(content, "Content"), "Layer"),
        key=lambda layer: order_of.get(layer.get("Type", "Body"), 1),
    )
    return [*below, *own, *above], resources


def _read_page(
    parts: Parts, page: _Page, index: int, budget: Budget, notices: list[str], scans: list[int]
) -> list[View]:
    """The views of a page; one that is damaged gives a notice."""
    blank = [_blank(index)]
    try:
        content = parts.tree(page.part) if page.part else None
        if content is None:
            notices.append(phrase("page {index}: missing, not read", index=index + 1).both)
            return blank
        layers, resources = _layers(parts, page, content)
        noted = _noted(parts, page)
    except LimitExceeded:
        raise
    except UnreadableSource as error:
        notices.append(
            phrase("page {index}: damaged, not read ({why})", index=index + 1, why=error.said).both
        )
        return blank
    if noted:
        notices.append(
            phrase("page {index}: annotations not read: {noted}", index=index + 1, noted=noted).both
        )
    width, height = _size(child(content, "Area")) or _size(child(content, "Content", "PageArea")) or page.size
    drawn = walk(layers, resources, budget)
    texts, dropped = _kept(drawn, width, height)
    space = space_of(texts, width, height)
    runs, unknown = runs_of((one for characters in texts for one in characters), space, POINTS)
    characters = sum(len(run.glyphs) for run in runs)
    runs, rulings, struck = strike(runs, rulings_of(drawn, space), [])
    notices += left_out_notices(index + 1, dropped, struck)
    if characters < _FEW or unknown > characters / 2:
        if largest_share(drawn.pictures, width, height) > _PICTURE:
            scans.append(index)
            return _recognised(parts, drawn.pictures, (width, height), index, notices) if has_ocr() else blank
        if len(drawn.paths) > _SHAPES and not characters:
            notices.append(phrase("page {index}: shapes without text, not read", index=index + 1).both)
    if unknown:
        notices.append(
            phrase(
                "page {index}: {unknown} characters have no Unicode value", index=index + 1, unknown=unknown
            ).both
        )
    keep_picture(index + 1, lambda: drawn_page(space.size, runs, rulings))
    return page_views(index + 1, space.size, runs, rulings)


def _blank(index: int) -> View:
    return View(page=index + 1, width=595.0, height=842.0)


def _kept(
    drawn: Drawn, width: float, height: float
) -> tuple[list[tuple[Character, ...]], dict[str, list[str]]]:
    """The texts that stand on the page to be read, and the others by the reason why they do not."""
    kept: list[tuple[Character, ...]] = []
    dropped: dict[str, list[str]] = {}
    for number, characters in enumerate(drawn.texts):
        reason = drawn.left_out.get(number)
        inside: list[Character] = []
        for one in characters:
            is_on_page = one.right >= 0 and one.left <= width and one.bottom >= 0 and one.top <= height
            if is_on_page and reason is None:
                inside.append(one)
            elif not one.text.isspace():
                dropped.setdefault(reason or "beside the page", []).append(one.text)
        if inside:
            kept.append(tuple(inside))
    return kept, dropped


def _recognised(
    parts: Parts, pictures: Sequence[Picture], size: tuple[float, float], index: int, notices: list[str]
) -> list[View]:
    """The view of a page that is only images."""
    image, scale, lost = painted(parts, pictures, *size)
    notices += [
        phrase("page {index}: the picture {name} cannot be opened", index=index + 1, name=name).both
        for name in lost
    ]
    if len(lost) == len(pictures):
        return [_blank(index)]
    return [read_view(image, page=index + 1, scale=scale)]


def _noted(parts: Parts, page: _Page) -> str:
    """What annotations of a page say that are no seals, links or watermarks."""
    tree = parts.tree(page.notes) if page.notes else None
    texts = [
        "".join(map(str, code.itertext())).strip()
        for note in children(tree, "Annot")
        if note.get("Type", "").lower() not in _QUIET and note.get("Visible", "").lower() != "false"
        for code in note.iter(etree.Element)
        if name_of(code) == "TextCode"
    ]
    return "".join(texts)[:_SHOWN]
