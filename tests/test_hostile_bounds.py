"""How much text is read, in how much time; and strips of pages, which the recogniser would make larger than
the memory."""

from __future__ import annotations

import gc
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from govinfo_reports import LimitExceeded, Limits, Report, parse, parse_text, read_document
from govinfo_reports.batch.many import Named, parse_named
from pace import within
from writers_docx import as_docx

HEAD = "云河市2022年政府信息公开工作年度报告\n一、总体情况\n全市共收到政府信息公开申请12件。\n"


def seconds(text: str) -> float:
    """The processor's time; what other tests left in memory is not looked through for what may be freed."""
    gc.freeze()
    began = time.process_time()
    parse_text(text)
    took = time.process_time() - began
    gc.unfreeze()
    return took


@pytest.mark.parametrize("text", ["b,c\n", 'b,"c\n', "收到\n", "12\n", "\n"])
def test_text_of_many_lines_is_refused_at_once(text: str) -> None:
    began = time.process_time()
    with pytest.raises(LimitExceeded, match="more than 100000 lines or paragraphs / 超过 100000 行或段"):
        parse((HEAD + 'a,"' + text * 1_000_000).encode())
    assert time.process_time() - began < within(3)


@pytest.mark.parametrize("text", ["公开12条，", "收到政府信息公开申请12件。\n", "政"])
def test_text_of_many_characters_is_refused_at_once(text: str) -> None:
    began = time.process_time()
    with pytest.raises(LimitExceeded, match="more than 1000000 characters of text / 文字超过 1000000 个字符"):
        parse((HEAD + text * (1_100_000 // len(text.strip()))).encode())
    assert time.process_time() - began < within(3)


@pytest.mark.parametrize("made", [lambda: as_docx(*HEAD.split("\n"), *["收到"] * 60), lambda: b"<html><body><p>" + HEAD.replace("\n", "<p>").encode() + "<p>收到".encode() * 60 + b"</html>"], ids=["docx", "html"])  # fmt: skip
def test_every_container_has_the_limits_of_text(made: Callable[[], bytes]) -> None:
    data = made()
    assert parse(data, limits=Limits(paragraphs=63, characters=200)).get("applications.received.total") == 12
    with pytest.raises(LimitExceeded, match="lines or paragraphs"):
        read_document(data, limits=Limits(paragraphs=62))
    with pytest.raises(LimitExceeded, match="characters"):
        read_document(data, limits=Limits(characters=150))


def test_the_limits_of_text_may_be_raised() -> None:
    text = HEAD + "\n".join("收到" for _ in range(50))
    with pytest.raises(LimitExceeded):
        parse_text(text, limits=Limits(paragraphs=50))
    assert parse_text(text, limits=Limits(paragraphs=60)).year == 2022


def test_a_long_table_laid_out_takes_as_long_as_its_rows() -> None:
    row = "   行政许可          123          45          6          78\n"
    seconds(HEAD + row)
    small, large = seconds(HEAD + row * 250), seconds(HEAD + row * 2000)
    assert large < 0.5 + 16 * small  # 3 s of it went into rows that no label is near to
    assert large < within(6)
    assert seconds(HEAD + row * 12_000) < within(8)  # no form has a table so long: it is not laid out


def peaks(code: str) -> dict[str, int]:
    """What a process of its own has in memory at the most up to each `told(name)` of its code, in megabytes.
    `ru_maxrss` holds what its parent had too."""
    told = """
from pathlib import Path

import numpy as np
from PIL import Image
from govinfo_reports.readers.image import ocr

def told(name):
    status = Path("/proc/self/status").read_text()
    print(name, int(status.partition("VmHWM:")[2].split()[0]) // 1024)
"""
    done = subprocess.run([sys.executable, "-c", told + code], capture_output=True, text=True, check=True)
    return {name: int(peak) for name, peak in map(str.split, done.stdout.splitlines())}


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="tells of memory in another way")
def test_a_large_page_is_shrunk_before_it_is_looked_at() -> None:
    pytest.importorskip("rapidocr")
    found = peaks("""
page = np.full((5477, 5477), 250, np.uint8)
page[::97] = 40
for kind in ("1", "L", "RGB"):
    ocr.read_view(Image.fromarray(page).convert(kind), page=1)
    told(kind)
""")
    assert len(found) == 3
    assert max(found.values()) < 800, found  # 1,083 at full size


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="tells of memory in another way")
def test_a_strip_of_a_page_is_recognised_in_bounded_memory() -> None:
    pytest.importorskip("rapidocr")
    found = peaks("""
ocr._recognised = lambda *arguments: None
for width, height in ((1653, 60), (1653, 233), (60, 4000), (5400, 100)):
    page = np.full((height, width, 3), 255, np.uint8)
    for y in range(6, height - 20, 30):
        for x in range(6, width - 20, 20):
            page[y : y + 16 : 3, x : x + 12] = 0
            page[y : y + 16, x + 4 : x + 6] = 0
    ocr.read_view(page, page=1, scale=2.8)
    told(f"{width}x{height}")
""")
    assert len(found) == 4
    assert max(found.values()) < 1000, found  # megabytes, 670 to 840 from run to run; 2,320 for the first


def test_a_hair_across_the_page_is_no_error() -> None:
    numpy = pytest.importorskip("numpy")
    pytest.importorskip("rapidocr")
    from govinfo_reports.readers.image import ocr

    page = numpy.full((200, 5477), 255, numpy.uint8)
    page[100:104, 50:5400:9] = 0
    run = ocr._recognised(page, (page < 128).astype(numpy.uint8), (10, 100, 5470, 104), 2.19, 20.0)
    assert run is None or run.confidence is not None


def test_a_long_page_is_recognised_in_pieces_between_its_lines() -> None:
    numpy = pytest.importorskip("numpy")
    pytest.importorskip("cv2")
    from govinfo_reports.readers.image.pieces import pieces_of_page

    page = numpy.full((9000, 952), 255, numpy.uint8)
    for top in range(0, 9000, 40):
        page[top : top + 25, 100:800] = 0
    pieces = list(pieces_of_page(page))
    assert [top for top, _ in pieces] == sorted({top for top, _ in pieces})
    assert len(pieces) == 4
    assert all(page[top].min() == 255 for top, _ in pieces[1:])
    assert sum(int((piece < 128).sum()) for _, piece in pieces) == int((page < 128).sum())
    upright = numpy.full((1347, 952), 255, numpy.uint8)
    [(top, whole)] = pieces_of_page(upright)
    assert top == 0
    assert whole.shape == upright.shape


def test_workers_keep_the_limits_of_text() -> None:
    data = b"<html><body><p>" + HEAD.encode() * 9
    outcome = parse_named(Named("report.html", data, Limits(characters=50)))
    assert not isinstance(outcome, Report)
    assert isinstance(outcome.error, LimitExceeded)
