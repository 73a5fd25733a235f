"""What a batch reads and where it writes: links, odd names, folders that hold its own output or other
people's files, and what is read again when more can be read."""

from __future__ import annotations

import os
import shutil
import sys
from importlib import util
from pathlib import Path
from typing import Any

import pytest

import faults
from batches import generated
from govinfo_reports.batch.conditions import Conditions
from govinfo_reports.batch.listing import find_files
from govinfo_reports.batch.run import NothingToRead, run
from govinfo_reports.batch.store import NotOurs
from govinfo_reports.batch.summary import Summary
from parquet_folders import digests, query, run_here
from writers_pdf import PdfStyle, write_pdf

REPORT = generated(3)[1]


def put(*paths: Path, data: bytes = REPORT) -> None:
    """Write the same report to each path."""
    for path in paths:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


def names(*places: Path, out: Path | None = None) -> list[str]:
    """The names of the files that a batch of these places reads."""
    return [entry.name for entry in find_files(places, without=out).entries]


def test_what_is_no_file_is_not_opened(tmp_path: Path) -> None:
    """Opening a pipe that nobody writes to does not come to an end."""
    (tmp_path / "a.txt").touch()
    os.mkfifo(tmp_path / "pipe.txt")
    found = find_files([tmp_path])
    assert [entry.name for entry in found.entries] == ["a.txt"]
    assert found.refused == ((str(tmp_path / "pipe.txt"), "not a file"),)


def test_several_places_are_told_apart_by_name(tmp_path: Path) -> None:
    places = [tmp_path / name for name in ("一/市", "二/市", "市 (2)", "一")]
    put(*(place / "a.txt" for place in places), tmp_path / "b.txt")
    assert names(*places, tmp_path / "b.txt") == [
        "b.txt", "一/a.txt", "市 (2) (2)/a.txt", "市 (2)/a.txt", "市/a.txt",
    ]  # fmt: skip
    assert names(tmp_path / "一", tmp_path / "一" / "市") == ["一/a.txt", "一/市/a.txt"]


def test_links_to_folders_are_followed_and_nothing_is_read_twice(tmp_path: Path) -> None:
    put(
        tmp_path / "in" / "a.txt",
        tmp_path / "in" / "b" / "b.txt",
        tmp_path / "else" / "c" / "c.txt",
        tmp_path / "d.txt",
    )
    for link, to in (
        ("in/else", "../else"), ("in/b/again", ".."), ("in/b/itself", "."), ("in/up", "../.."), ("in/more", "../else/c"),
        ("else/c/back", "../../in"), ("in/z.txt", "a.txt"), ("in/d.txt", "../d.txt"),
    ):  # fmt: skip
        (tmp_path / link).symlink_to(to)
    assert names(tmp_path / "in") == ["a.txt", "b/b.txt", "d.txt", "else/c/c.txt"]
    assert find_files([tmp_path / "in"]).refused == ()


def test_a_link_to_nowhere_is_told(tmp_path: Path) -> None:
    put(tmp_path / "a.txt")
    (tmp_path / "b.txt").symlink_to("nowhere")
    assert find_files([tmp_path]).refused == ((str(tmp_path / "b.txt"), "No such file or directory"),)


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        (os.fsdecode("云河".encode("gb18030") + b".txt"), "\\xd4ƺ\\xd3.txt"),
        ("云河 市\n二\t\x1b[31m.txt", "云河 市\n二\t\x1b[31m.txt"),
        ("-o", "-o"),
        ("a'b\"c%*?[x].txt", "a'b\"c%*?[x].txt"),
    ],
)
def test_odd_names(name: str, kept: str, tmp_path: Path) -> None:
    put(tmp_path / "in" / name)
    summary = run_here(tmp_path / "in", tmp_path / "out")
    assert query(tmp_path / "out", "select file, outcome from sources") == [(kept, "report")]
    assert query(tmp_path / "out", "select distinct file from facts") == [(kept,)]
    assert sum(summary.reports.values()) == 1


def test_every_file_has_a_name_of_its_own(tmp_path: Path) -> None:
    """A name that is no UTF-8 is written with escapes, as another file may be called."""
    put(tmp_path / "in" / os.fsdecode(b"\xd4.txt"), tmp_path / "in" / "\\xd4.txt")
    run_here(tmp_path / "in", tmp_path / "out")
    assert query(tmp_path / "out", "select file, outcome, duplicate_of from sources") == [
        ("\\xd4.txt", "report", None),
        ("\\xd4.txt (2)", "duplicate", "\\xd4.txt"),
    ]


@pytest.mark.parametrize("out", ["in/out", "in", "in/sub/.."])
def test_what_batches_wrote_is_not_read(out: str, tmp_path: Path) -> None:
    put(tmp_path / "in" / "a.txt")
    (tmp_path / "in" / "sub").mkdir()
    first = run_here(tmp_path / "in", tmp_path / out)
    put(tmp_path / "in" / "b.txt", data=generated(6)[1])
    second = run_here(tmp_path / "in", tmp_path / out)
    elsewhere = run_here(tmp_path / "in", tmp_path / "elsewhere")
    assert (first.sources, second.sources, elsewhere.sources) == (1, 2, 2)
    with pytest.raises(NothingToRead):
        run_here(tmp_path / "elsewhere", tmp_path / "third")


def test_folders_that_only_look_like_output_are_read(tmp_path: Path) -> None:
    put(tmp_path / "in" / "reports" / "a.txt", tmp_path / "in" / "facts" / "b.txt")
    (tmp_path / "in" / ".batch").mkdir()
    assert names(tmp_path / "in") == ["facts/b.txt", "reports/a.txt"]


@pytest.mark.parametrize(
    "taken",
    [
        "reports/a.txt",
        "reports/2022/a.txt",
        "facts",
        "sources/part-0.parquet",
        "unread/year=2022/notes.md",
        "summary.json",
    ],
)
def test_files_of_others_are_never_in_the_way(taken: str, tmp_path: Path) -> None:
    put(tmp_path / "in" / "a.txt", tmp_path / "data" / taken)
    with pytest.raises(NotOurs, match=taken.partition("/")[0]):
        run_here(tmp_path / "in", tmp_path / "data")
    assert (tmp_path / "data" / taken).read_bytes() == REPORT
    assert not (tmp_path / "data" / ".batch").exists()


def test_the_folder_that_is_read_cannot_be_written_over(tmp_path: Path) -> None:
    put(tmp_path / "reports" / "a.txt")
    with pytest.raises(NotOurs, match=r"reports/a\.txt was not written by a batch"):
        run_here(tmp_path / "reports", tmp_path)
    assert (tmp_path / "reports" / "a.txt").read_bytes() == REPORT


def test_a_link_in_place_of_a_table_is_left_alone(tmp_path: Path) -> None:
    put(tmp_path / "in" / "a.txt")
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "facts").symlink_to(tmp_path / "in")
    with pytest.raises(NotOurs):
        run_here(tmp_path / "in", tmp_path / "out")


def test_what_is_put_there_during_the_run_is_not_lost(tmp_path: Path) -> None:
    put(tmp_path / "in" / "a.txt")
    late = tmp_path / "out" / "facts" / "mine.txt"
    with pytest.raises(NotOurs, match=r"mine\.txt"):
        run_here(tmp_path / "in", tmp_path / "out", tell=lambda *_: put(late))
    assert late.read_bytes() == REPORT


def test_output_without_its_chunks_is_written_anew(tmp_path: Path) -> None:
    put(tmp_path / "in" / "a.txt")
    run_here(tmp_path / "in", tmp_path / "out")
    before = digests(tmp_path / "out")
    shutil.rmtree(tmp_path / "out" / ".batch")
    (tmp_path / "out" / "facts" / ".DS_Store").touch()
    run_here(tmp_path / "in", tmp_path / "out")
    assert digests(tmp_path / "out") == before


def test_parquet_that_was_removed_or_cut_is_written_again(tmp_path: Path) -> None:
    put(tmp_path / "in" / "a.txt")
    run_here(tmp_path / "in", tmp_path / "out")
    before = digests(tmp_path / "out")
    (tmp_path / "out" / "failures" / "part-0000.parquet").unlink()
    run_here(tmp_path / "in", tmp_path / "out")
    assert digests(tmp_path / "out") == before
    [facts] = (tmp_path / "out" / "facts").rglob("*.parquet")
    facts.write_bytes(facts.read_bytes()[:100])
    run_here(tmp_path / "in", tmp_path / "out")
    assert digests(tmp_path / "out") == before


def pdf() -> bytes:
    """A PDF, whatever is in it."""
    text = ["云河市2022年政府信息公开工作年度报告", "一、总体情况", "全市共收到政府信息公开申请12件。"]
    return write_pdf(text, PdfStyle())


def again(tmp_path: Path, **more: Any) -> tuple[Summary, int]:
    """What a run comes to, and how many files it took from the run before."""
    told: list[tuple[int, int, int]] = []
    summary = run([tmp_path / "in"], tmp_path / "out", tell=lambda *numbers: told.append(numbers), **more)
    return summary, told[-1][2]


def test_an_extra_installed_since_is_made_use_of(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The reading is done in processes of their own: where they look for modules, pypdfium2 cannot be
    imported."""
    put(tmp_path / "in" / "a.pdf", data=pdf())
    put(tmp_path / "without" / "pypdfium2.py", data=b"raise ImportError")
    found = util.find_spec
    with monkeypatch.context() as patch:
        patch.syspath_prepend(str(tmp_path / "without"))
        patch.setattr(util, "find_spec", lambda name: None if name == "pypdfium2" else found(name))
        summary, _ = again(tmp_path)
        assert [error for error, _ in summary.failures] == ["MissingExtra"]
        assert again(tmp_path) == (summary, 1)
    summary, reused = again(tmp_path)
    assert (dict(summary.failures), reused) == ({}, 0)
    assert again(tmp_path) == (summary, 1)


def test_a_longer_time_is_made_use_of(tmp_path: Path) -> None:
    assert Conditions((), 5.0, late=True).would_read_more(10.0, is_here=False)
    assert Conditions((), 5.0, late=True).would_read_more(None, is_here=True)
    assert not Conditions((), 5.0, late=True).would_read_more(5.0, is_here=True)
    assert not Conditions((), 5.0, late=False).would_read_more(None, is_here=True)


@pytest.mark.parametrize(
    ("part", "there"), [("pdf", True), ("LibreOffice", False), ("unknown", False), ("frame", False)]
)
def test_what_is_installed_counts_here_only(part: str, there: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    assert Conditions((part,)).would_read_more(None, is_here=True) is there
    assert not Conditions((part,)).would_read_more(None, is_here=False)


def test_what_is_missing_is_what_failures_and_notices_ask_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An old Word file without LibreOffice, and a page in traditional characters without OpenCC."""
    put(tmp_path / "in" / "a.rtf", data=rb"{\rtf1\ansi\uc0 \u38738 \u24029 \u21439}")
    monkeypatch.setenv("PATH", "/nowhere")
    monkeypatch.setitem(sys.modules, "opencc", None)
    text = (
        "臨江區2017年政府信息公開工作年度報告\n一、概述\n"
        + "全區主動公開政府信息120條，收到政府信息公開申請3件。" * 3
    )
    put(tmp_path / "in" / "b.txt", data=text.encode())
    run_here(tmp_path / "in", tmp_path / "out")
    kept = "".join(path.read_text() for path in tmp_path.glob("out/.batch/chunks/*/chunk.json"))
    assert "LibreOffice" in kept
    assert "opencc" in kept


def test_a_file_that_could_not_be_opened_is_tried_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(tmp_path / "in" / "a.txt")

    with monkeypatch.context() as patch:
        patch.setattr("govinfo_reports.batch.run.parse_piece", faults.closed)
        summary, _ = again(tmp_path)
        assert dict(summary.failures) == {("UnreadableSource", "cannot be opened (Permission denied)"): 1}
        [(reason,)] = query(tmp_path / "out", "select reason_zh from failures")
        assert reason == "文件无法打开（Permission denied）"
        patch.setattr(os, "access", lambda *_: False)
        assert again(tmp_path) == (summary, 1)
    summary, reused = again(tmp_path)
    assert (dict(summary.failures), reused) == ({}, 0)


def test_a_copy_with_its_times_is_another_file(tmp_path: Path) -> None:
    """As `cp -p` makes one: same name, same size, same time of change."""
    put(
        tmp_path / "in" / "a.txt",
        data="云河市2022年政府信息公开工作年度报告\n全市共收到政府信息公开申请12件。".encode(),
    )
    before = (tmp_path / "in" / "a.txt").stat()
    again(tmp_path)
    put(
        tmp_path / "in" / "a.txt",
        data="云河市2022年政府信息公开工作年度报告\n全市共收到政府信息公开申请13件。".encode(),
    )
    os.utime(tmp_path / "in" / "a.txt", ns=(before.st_atime_ns, before.st_mtime_ns))
    assert (tmp_path / "in" / "a.txt").stat().st_size == before.st_size
    assert again(tmp_path)[1] == 0
    assert query(tmp_path / "out", "select count from facts where held") == [(13,)]
