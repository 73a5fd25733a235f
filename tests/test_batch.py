"""Folders of reports into Parquet: complete, resumable, the same bytes whoever does the work."""

from __future__ import annotations

import argparse
import hashlib
import io
import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pandas as pd
import polars as pl
import pyarrow.dataset
import pytest

import faults
from batches import generated, write_reports
from govinfo_reports import LimitExceeded, Limits, parse, to_frame
from govinfo_reports.batch import listing, parquet
from govinfo_reports.batch.groups import Group, in_groups, size_of_groups
from govinfo_reports.batch.listing import chunks_of, find_files
from govinfo_reports.batch.one import BatchItem, number_of, parse_piece
from govinfo_reports.batch.ordered import Settled
from govinfo_reports.batch.progress import progress
from govinfo_reports.batch.run import NothingToRead, run
from govinfo_reports.batch.store import Store, StoreInUse
from govinfo_reports.cli import main
from govinfo_reports.cli.batch import add_parser
from govinfo_reports.export.frames import frame_of
from govinfo_reports.language import Say
from parquet_folders import digests, query, run_here

REPORTS = 24


@pytest.fixture(autouse=True)
def _small_chunks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listing, "_USUAL_CHUNK", 5)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Reports, one of them three times, an empty file, a picture, a page that is no report, and what is left
    out."""
    folder = tmp_path_factory.mktemp("reports")
    list(write_reports(folder, REPORTS))
    _, data = generated(3)
    (folder / "a copy.html").write_bytes(data)
    (folder / "z copy.bin").write_bytes(data)
    (folder / "empty.txt").touch()
    (folder / "picture.gif").write_bytes(b"GIF89a....")
    (folder / ".hidden.txt").write_bytes(data)
    (folder / "~$lock.docx").write_bytes(data)
    (folder / ".git").mkdir()
    (folder / ".git" / "a.txt").write_bytes(data)
    return folder


@pytest.fixture
def few(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with nine reports, one of them twice, and an empty file; in chunks of some two."""
    monkeypatch.setattr(listing, "_USUAL_CHUNK", 2)
    folder = tmp_path / "in"
    list(write_reports(folder, 9))
    (folder / "a copy.html").write_bytes(generated(3)[1])
    (folder / "empty.txt").touch()
    return folder


@pytest.fixture(scope="module")
def out(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What one undisturbed run with one worker leaves."""
    out = tmp_path_factory.mktemp("out")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(listing, "_USUAL_CHUNK", 5)
        run([folder], out)
    return out


def test_every_file_is_accounted_for(folder: Path, out: Path) -> None:
    sources = query(
        out, "select report, file, sha256, size, outcome, duplicate_of from sources order by file"
    )
    visible = sorted(
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if path.is_file() and not any(part.startswith((".", "~$")) for part in path.relative_to(folder).parts)
    )
    assert [row[1] for row in sources] == visible
    for number, file, sha256, size, outcome, duplicate_of in sources:
        data = (folder / file).read_bytes()
        assert (sha256, size) == (hashlib.sha256(data).hexdigest(), len(data))
        assert number == (None if outcome == "duplicate" else number_of(sha256))
        if data == generated(3)[1]:
            assert (outcome, duplicate_of) == (
                ("report", None) if file == "a copy.html" else ("duplicate", "a copy.html")
            )
        else:
            assert duplicate_of is None
            assert outcome == ("failure" if file in {"empty.txt", "picture.gif"} else "report")


def test_figures_are_those_of_parse(folder: Path, out: Path) -> None:
    rows = query(
        out,
        "select report, file, organ, year, form, indicator, count, value, raw, location, held from "
        "facts order by all",
    )
    expected = []
    for number, file in query(out, "select report, file from reports"):
        report = parse(folder / file)
        for fact in report.facts + report.extra:
            held = report.fact(fact.path) is fact
            count = fact.value if isinstance(fact.value, int) else None
            expected.append((number, file, report.organ, report.year, report.form.value, fact.path, count, fact.value, fact.raw, str(fact.location), held))  # fmt: skip
    assert len(rows) == len(expected) > 2000
    key = lambda row: (row[0], row[5], row[9])  # noqa: E731
    for found, wanted in zip(sorted(rows, key=key), sorted(expected, key=key), strict=True):
        if wanted[7] is not None and not isinstance(wanted[7], int):
            assert found[7] == wanted[7]
        assert found[:6] + found[8:] == wanted[:6] + wanted[8:]
        if "amount" not in wanted[5] and wanted[5] not in {"fees", "capacity.budget"}:
            assert found[6] == wanted[6]


def test_blank_is_not_zero(out: Path) -> None:
    blank, zero = query(
        out,
        "select count(*) filter (raw = '' and value is not null), count(*) filter (raw = '0' and "
        "value = 0) from facts",
    )[0]
    assert blank == 0
    assert zero > 100
    assert query(out, "select count(*) from facts where value is null")[0][0] > 0


def test_findings_and_failures(folder: Path, out: Path) -> None:
    expected = sum(len(parse(folder / file).findings) for (file,) in query(out, "select file from reports"))
    assert query(out, "select count(*) from findings")[0][0] == expected > 0
    assert query(out, "select file, error from failures order by file") == [
        ("empty.txt", "UnreadableSource"),
        ("picture.gif", "UnsupportedFormat"),
    ]


def test_years_are_folders(out: Path) -> None:
    years = {path.name for path in (out / "reports").iterdir()}
    assert years == {f"year={year}" for (year,) in query(out, "select distinct year from reports")}
    assert all(2014 <= int(name.partition("=")[2]) <= 2024 for name in years)
    assert (out / "failures" / "part-0000.parquet").is_file()


def test_tables_without_rows_can_be_queried(out: Path) -> None:
    assert query(out, "select count(*) from unread where year > 2000") == [(0,)]


@pytest.mark.parametrize(
    "text", ["云河市政府信息公开工作年度报告\n一、总体情况\n共收到政府信息公开申请12件。", "no report"]
)
def test_everybody_can_read_every_table_whatever_is_in_it(text: str, tmp_path: Path) -> None:
    """A report whose year is not known, and nothing but a failure: it is still seen that years are
    numbers."""
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text(text, encoding="utf-8")
    run_here(tmp_path / "in", tmp_path / "out")
    for name in ("reports", "facts", "findings", "unread"):
        folder = tmp_path / "out" / name
        rows = query(tmp_path / "out", f"select * from {name}")  # noqa: S608
        frame = frame_of(pyarrow.dataset.dataset(folder, partitioning="hive").to_table())
        empty = to_frame([], name)
        assert len(frame) == len(rows)
        assert frame["year"].isna().all()
        assert frame[empty.columns].dtypes.equals(empty.dtypes)
        assert query(tmp_path / "out", f"select typeof(max(year)) from {name}") == [("BIGINT",)]  # noqa: S608
        assert pl.read_parquet(folder).schema["year"] == pl.Int64
        assert (
            pyarrow.dataset.dataset(folder, partitioning="hive").schema.field("year").type == pyarrow.int32()
        )
    for name in ("failures", "sources"):
        assert len(pd.read_parquet(tmp_path / "out" / name)) == len(query(tmp_path / "out", f"from {name}"))


def test_a_year_that_is_not_known_is_null(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    text = "云河市政府信息公开工作年度报告\n一、总体情况\n共收到政府信息公开申请12件。"
    (tmp_path / "in" / "a.txt").write_text(text, encoding="utf-8")
    (tmp_path / "in" / "b.txt").write_text(text.replace("云河市", "云河市2022年"), encoding="utf-8")
    run([tmp_path / "in"], tmp_path / "out")
    assert query(tmp_path / "out", "select file, year from reports order by file") == [
        ("a.txt", None),
        ("b.txt", 2022),
    ]


@pytest.mark.parametrize("workers", [2])
def test_same_bytes_whatever_the_number_of_workers(
    folder: Path, out: Path, tmp_path: Path, workers: int
) -> None:
    run([folder], tmp_path, workers=workers)
    assert digests(tmp_path) == digests(out)


_KILLED = """
import os, signal, sys
from govinfo_reports.batch import listing
from govinfo_reports.batch.run import run
listing._USUAL_CHUNK = 5
def die(done, total, reused):
    if done - reused == int(sys.argv[3]):
        os.kill(os.getpid(), signal.SIGKILL)
run([sys.argv[1]], sys.argv[2], workers=2, tell=die)
"""


@pytest.mark.slow
def test_killed_and_started_again(folder: Path, out: Path, tmp_path: Path) -> None:
    """Killed twice in the middle."""
    for files in (24, 2):
        killed = subprocess.run([sys.executable, "-c", _KILLED, folder, tmp_path, str(files)], check=False)
        assert killed.returncode == -9
    kept = [path.name for path in (tmp_path / ".batch" / "chunks").iterdir()]
    assert sum(not name.startswith("new-") for name in kept) >= 1
    told: list[tuple[int, int, int]] = []
    run([folder], tmp_path, tell=lambda *numbers: told.append(numbers))
    assert digests(tmp_path) == digests(out)
    assert told[-1][0] == told[-1][1] == REPORTS + 4
    assert told[-1][2] > 0


def test_killed_while_the_parquet_is_put_in_place(
    folder: Path, out: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rename = Path.rename

    def rename_or_die(self: Path, target: Path) -> Path:
        if self.name == "findings":
            raise KeyboardInterrupt
        return rename(self, target)

    shutil.copytree(out, tmp_path, dirs_exist_ok=True)
    (tmp_path / ".batch" / "published").unlink()
    monkeypatch.setattr(Path, "rename", rename_or_die)
    with pytest.raises(KeyboardInterrupt):
        run([folder], tmp_path)
    monkeypatch.undo()
    monkeypatch.setattr(listing, "_USUAL_CHUNK", 5)
    run([folder], tmp_path)
    assert digests(tmp_path) == digests(out)


def test_only_what_is_new_is_read(few: Path, tmp_path: Path) -> None:
    told: list[tuple[int, int, int]] = []
    run_here(few, tmp_path / "out")
    before = digests(tmp_path / "out")
    run_here(few, tmp_path / "out", tell=lambda *numbers: told.append(numbers))
    assert told[-1] == (11, 11, 11)
    assert digests(tmp_path / "out") == before
    list(write_reports(few, 1, first=500))
    (few / "empty.txt").unlink()
    run_here(few, tmp_path / "out", tell=lambda *numbers: told.append(numbers))
    assert told[-1][:2] == (11, 11)
    assert 0 < told[-1][2] < 10
    run_here(few, tmp_path / "fresh")
    assert digests(tmp_path / "out") == digests(tmp_path / "fresh")


def test_a_new_first_copy_changes_who_is_the_duplicate(few: Path, tmp_path: Path) -> None:
    run_here(few, tmp_path / "out")
    (few / "0 copy.html").write_bytes(generated(3)[1])
    run_here(few, tmp_path / "out")
    duplicates = "select duplicate_of, count(*) from sources where outcome = 'duplicate' group by 1"
    assert query(tmp_path / "out", duplicates) == [("0 copy.html", 2)]
    run_here(few, tmp_path / "fresh")
    assert digests(tmp_path / "out") == digests(tmp_path / "fresh")


def test_retry_reads_again_what_failed(few: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setattr("govinfo_reports.batch.run.parse_piece", faults.no_memory)
        assert run_here(few, tmp_path / "out").failures == {("MemoryError", "no memory"): 10}
    assert run_here(few, tmp_path / "out").failures == {("MemoryError", "no memory"): 10}
    summary = run_here(few, tmp_path / "out", retry=True)
    assert summary.failures == {("UnreadableSource", "the source is empty"): 1}
    run_here(few, tmp_path / "fresh")
    assert digests(tmp_path / "out") == digests(tmp_path / "fresh")


def test_a_second_run_keeps_away(folder: Path, tmp_path: Path) -> None:
    with Store(tmp_path), pytest.raises(StoreInUse, match="another run"):
        run([folder], tmp_path)


@pytest.mark.slow
def test_poison_and_what_takes_too_long_cost_themselves(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("govinfo_reports.batch.run.parse_piece", faults.piece_or_die)
    list(write_reports(tmp_path / "in", 6))
    for name in ("poison.txt", "slow.txt"):
        (tmp_path / "in" / name).write_text(name)
    summary = run([tmp_path / "in"], tmp_path / "out", workers=2, timeout=5)
    assert sum(summary.reports.values()) == 6
    assert query(tmp_path / "out", "select file, error from failures order by file") == [
        ("poison.txt", "WorkerDied"),
        ("slow.txt", "TookTooLong"),
    ]


@pytest.mark.slow
def test_files_that_go_together_do_not_pay_for_each_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    paths = [*write_reports(tmp_path / "in", 9)]
    for number, path in enumerate(paths):
        path.rename(tmp_path / "in" / f"{'apq'[number % 3]}{number}{path.suffix}")
    run([tmp_path / "in"], tmp_path / "plain")
    for name in ("poison.txt", "slow.txt"):
        (tmp_path / "in" / name).write_text(name)
    monkeypatch.setattr("govinfo_reports.batch.run.parse_piece", faults.piece_or_die)
    monkeypatch.setattr("govinfo_reports.batch.run.size_of_groups", lambda *_: 8)
    began = time.monotonic()
    summary = run([tmp_path / "in"], tmp_path / "out", workers=1, timeout=4)
    assert time.monotonic() - began < 30  # what is late is late once, not once alone and once in company
    assert summary.run["worker_restarts"] == 3
    assert query(tmp_path / "out", "select file, error from failures order by file") == [
        ("poison.txt", "WorkerDied"),
        ("slow.txt", "TookTooLong"),
    ]
    assert query(tmp_path / "out", "select * from facts order by all") == query(
        tmp_path / "plain", "select * from facts order by all"
    )


def test_small_files_go_together_and_what_is_large_or_done_alone() -> None:
    small = [BatchItem(name=f"{number}", content="", is_small=True) for number in range(20)]
    large = BatchItem(name="large", content="")
    sent: list[int] = []

    def calls(payloads: Any, function: Any) -> Any:
        for one in payloads:
            sent.append(len(one.pieces) if isinstance(one, Group) else 0)
            yield one, list(one.pieces) if isinstance(one, Group) else one.value

    way: list[BatchItem | Settled[None]] = [*small[:3], Settled(None), *small[3:], large, small[0]]
    told = [*in_groups(way, parse_piece, 8, calls, 1.0)]
    assert [one for one, _ in told] == way
    assert sent == [3, 0, 8, 8, 1, 1, 1]
    assert [size_of_groups(files, 2) for files in (1, 8, 16, 40, 64, 10_000)] == [1, 1, 2, 5, 8, 8]


def test_where_chunks_end_depends_on_names_only(folder: Path) -> None:
    entries = find_files([folder]).entries
    chunks = list(chunks_of(entries))
    assert [entry for chunk in chunks for entry in chunk] == list(entries)
    without = list(chunks_of([entry for entry in entries if entry != chunks[1][0]]))
    assert len(set(chunks) - set(without)) <= 2
    assert max(map(len, chunks_of(entries * 20))) <= 256


def test_many_rows_make_many_groups_and_files(
    out: Path, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parquet, "_ROW_GROUP", 100)
    monkeypatch.setattr(parquet, "_ROWS_A_FILE", 200)
    shutil.copytree(out / ".batch", tmp_path / ".batch")
    (tmp_path / ".batch" / "published").unlink()
    run_here(folder, tmp_path)
    assert len(list(tmp_path.glob("facts/*/*.parquet"))) > 11
    every = "select * from facts order by report, location, indicator, held"
    assert query(tmp_path, every) == query(out, every)
    metadata = f"select row_group_num_rows from parquet_metadata('{tmp_path}/facts/*/*.parquet')"  # noqa: S608
    sizes = [row[0] for row in query(tmp_path, metadata)]
    assert max(sizes) == 100


def command(*arguments: str | Path) -> int:
    """Run the command line with these arguments."""
    parser = argparse.ArgumentParser()
    add_parser(parser.add_subparsers(), Say("en"))
    parsed = parser.parse_args(["batch", *map(str, arguments)])
    status: int = parsed.run(parsed)
    return status


def test_the_command_ends_with_a_summary(
    folder: Path, out: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert command(folder, "-o", tmp_path, "--workers", "2", "--timeout", "60") == 0
    printed, told = capsys.readouterr()
    lines = printed.splitlines()
    assert lines[0].startswith(f"{REPORTS + 4} files: {REPORTS} reports, 2 failures, 2 duplicates; ")
    assert any(line.split()[1:] == ["2021", "docx"] for line in lines)
    assert any("balance:applications.total" in line for line in lines)
    assert any("UnsupportedFormat: a GIF image" in line for line in lines)
    assert told.splitlines()[-1].startswith(f"{REPORTS + 4} of {REPORTS + 4} files (100%)")
    assert digests(tmp_path) == digests(out)
    summary = json.loads((tmp_path / "summary.json").read_text(encoding="utf-8"))
    assert summary["sources"] == REPORTS + 4
    assert sum(sum(one.values()) for one in summary["reports"].values()) == REPORTS


def test_reasons_of_failures_are_there_in_both_languages(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    files = tmp_path / "files"
    files.mkdir()
    (files / "a.html").write_bytes(b"")
    (files / "b.gif").write_bytes(b"GIF89a")
    reasons = {}
    for language in ("zh", "en"):
        out = tmp_path / language
        assert main(["batch", str(files), "-o", str(out), "--workers", "1", "--lang", language]) == 0
        reasons[language] = capsys.readouterr().out
        failures = json.loads((out / "summary.json").read_text(encoding="utf-8"))["failures"]
        assert {(one["reason"], one["reason_zh"]) for one in failures} == {
            ("the source is empty", "文件为空"),
            ("a GIF image cannot be read", "不支持的文件类型：GIF 图片"),
        }
    assert "UnreadableSource: 文件为空" in reasons["zh"]
    assert "the source is empty" not in reasons["zh"]
    assert "UnreadableSource: the source is empty" in reasons["en"]


def test_the_command_says_why_it_cannot_run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert command(tmp_path / "nowhere", "-o", tmp_path / "out") == 2
    assert "no files to read" in capsys.readouterr().err
    with pytest.raises(NothingToRead, match=r"^no files to read / "):
        run([tmp_path], tmp_path / "out")


def test_the_command_without_the_extra(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    assert command(folder, "-o", tmp_path) == 2
    assert "govinfo-reports[frame]" in capsys.readouterr().err


@pytest.mark.parametrize("arguments", [("--workers", "0"), ("--timeout", "0"), ("--timeout", "x")])
def test_the_command_refuses_nonsense(
    arguments: tuple[str, str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        command(tmp_path, "-o", tmp_path / "out", *arguments)
    assert "invalid" in capsys.readouterr().err


def test_a_folder_that_cannot_be_listed_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_bytes(generated(3)[1])
    walk = os.walk

    def walk_and_stumble(top: str, onerror: Any = None) -> Iterator[Any]:
        if onerror is not None:
            onerror(PermissionError(13, "Permission denied", f"{top}/closed"))
        return walk(top)

    monkeypatch.setattr(os, "walk", walk_and_stumble)
    assert command(tmp_path / "in", "-o", tmp_path / "out") == 2
    assert "Not read: " in capsys.readouterr().out


class Terminal(io.StringIO):
    """A stream that a person watches."""

    def isatty(self) -> bool:
        return True


def test_progress_for_a_person_and_for_a_log() -> None:
    moments = iter(range(0, 1000, 2))
    log, terminal = io.StringIO(), Terminal()
    for stream in (log, terminal):
        with progress(stream, now=lambda: next(moments)) as tell:
            for done in range(1, 11):
                tell(done, 10, 0)
    assert log.getvalue().splitlines()[-1].startswith("10 of 10 files (100%), ")
    assert 2 <= len(log.getvalue().splitlines()) < 10
    assert "10 of 10 files" in terminal.getvalue()


def test_files_too_large_for_an_executor_are_not_sent_and_told_as_without_one(
    few: Path, tmp_path: Path
) -> None:
    limits = Limits(bytes=5_000)
    summary = run_here(few, tmp_path / "out", limits=limits)
    [(error, reason)] = [key for key in summary.failures if key[0] == LimitExceeded.__name__]
    assert reason == "larger than 5000 bytes"
    assert 1 < summary.failures[error, reason] < 9
    run([few], tmp_path / "processes", limits=limits)
    assert digests(tmp_path / "processes") == digests(tmp_path / "out")


def test_a_batch_on_threads_is_the_same(folder: Path, out: Path, tmp_path: Path) -> None:
    with ThreadPoolExecutor(2) as pool:
        run([folder], tmp_path, executor=pool)
    assert digests(tmp_path) == digests(out)
