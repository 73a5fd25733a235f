"""Image files of all kinds, and several of them as one report."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest
from attrs import evolve
from PIL import Image

from govinfo_reports import LimitExceeded, MissingExtra, UnreadableSource, parse
from govinfo_reports.api import read_document
from govinfo_reports.document import Container, Document
from govinfo_reports.indicators import Form
from govinfo_reports.limits import DEFAULT_LIMITS
from govinfo_reports.readers import read_pages, sniff
from govinfo_reports.readers.image import files, ocr
from govinfo_reports.readers.image.files import frames_of
from scanned_reports import pages_of, ruled_report

HEIC = (Path(__file__).parent / "files" / "photograph.heic").read_bytes()


def written(image: Image.Image, kind: str, **more: object) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, kind, **more)
    return buffer.getvalue()


def drawn(width: int = 64, height: int = 48) -> Image.Image:
    image = Image.new("RGB", (width, height), "white")
    image.paste((0, 0, 0), (8, 8, width - 8, 16))
    return image


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "TIFF", "BMP", "WEBP"])
def test_kinds_of_images(kind: str) -> None:
    data = written(drawn(), kind)
    assert sniff(data) == "image"
    (frame,) = frames_of(data, source=None, limits=DEFAULT_LIMITS)
    assert frame.size == (64, 48)
    assert frame.getpixel((30, 12))[0] < 40
    assert frame.getpixel((30, 40))[0] > 200


def test_a_heic_photograph() -> None:
    assert sniff(HEIC) == "image"
    (frame,) = frames_of(HEIC, source=None, limits=DEFAULT_LIMITS)
    assert (frame.size, frame.mode) == ((64, 48), "RGB")
    assert frame.getpixel((30, 12))[0] < 40
    assert frame.getpixel((30, 40))[0] > 200


def test_heic_without_its_package_names_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pi_heif", None)
    with pytest.raises(MissingExtra, match="heic") as caught:
        frames_of(HEIC, source="a.heic", limits=DEFAULT_LIMITS)
    assert caught.value.extra == "heic"


@pytest.mark.parametrize("cut", [40, 120, 300, 440])
def test_a_damaged_heic(cut: int) -> None:
    with pytest.raises(UnreadableSource):
        frames_of(HEIC[:cut], source="a.heic", limits=DEFAULT_LIMITS)


def test_an_image_too_large_is_not_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "_MAX_PIXELS", 100)
    for data in (HEIC, written(drawn(), "PNG")):
        with pytest.raises(LimitExceeded):
            frames_of(data, source=None, limits=DEFAULT_LIMITS)


def test_a_photograph_is_turned_as_the_camera_was_held() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # to be turned by 90 degrees
    data = written(drawn(), "JPEG", exif=exif)
    (frame,) = frames_of(data, source=None, limits=DEFAULT_LIMITS)
    assert frame.size == (48, 64)
    assert frame.getpixel((36, 30))[0] < 60


class Told:
    """In place of the recogniser: which images came, in their order."""

    def __init__(self) -> None:
        self.sizes: list[tuple[int, int]] = []

    def __call__(self, pages: object, *, source: str | None, limits: object, progress: object) -> Document:
        assert hasattr(pages, "__iter__")
        self.sizes = [page.size for page in pages]
        return Document(blocks=(), container=Container.IMAGE, source=source)


def test_several_images_are_one_document_in_their_order(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = Told()
    monkeypatch.setattr(ocr, "read_images", told)
    first, second = tmp_path / "2.png", tmp_path / "1.jpg"
    first.write_bytes(written(drawn(70), "PNG"))
    second.write_bytes(written(drawn(80), "JPEG"))
    tiff = written(drawn(90), "TIFF", save_all=True, append_images=[drawn(91)])
    document = read_document([first, str(second), tiff, io.BytesIO(HEIC)])
    assert told.sizes == [(70, 48), (80, 48), (90, 48), (91, 48), (64, 48)]
    assert document.source == f"{first}, {second}, 3., 4."


def test_what_is_no_image_is_named(tmp_path: Path) -> None:
    text = tmp_path / "b.txt"
    text.write_text("一、总体情况", "utf-8")
    with pytest.raises(UnreadableSource, match="not an image") as caught:
        parse([written(drawn(), "PNG"), text])
    assert caught.value.source == str(text)
    with pytest.raises(UnreadableSource, match="no file"):
        parse([])
    with pytest.raises(UnreadableSource, match="no such file"):
        parse([tmp_path / "none.png"])
    few = evolve(DEFAULT_LIMITS, pages=1)
    with pytest.raises(LimitExceeded):
        parse([b"", b""], limits=few)
    with pytest.raises(LimitExceeded):
        read_pages(((None, written(drawn(), "PNG")),), limits=evolve(DEFAULT_LIMITS, bytes=10))


@pytest.mark.full
def test_pages_photographed_one_by_one_are_one_report(tmp_path: Path) -> None:
    data, figures = ruled_report(Form.F2019)
    paths = []
    for number, page in enumerate(pages_of(data), 1):
        paths.append(tmp_path / f"{number}.jpg")
        page.save(paths[-1], quality=90)
    assert len(paths) > 1
    report = parse(paths)
    read = {fact.path: fact.value for fact in report.facts if fact.source.value == "table"}
    assert read == {path: value for path, value in figures.items() if path in read}
    assert sum(value is not None for value in read.values()) >= 0.97 * len(figures)
