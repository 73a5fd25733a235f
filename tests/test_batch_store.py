"""What a batch keeps: numbers that do not move, checksums, damage that costs itself, editions, and what two
batches read otherwise."""

from __future__ import annotations

import json
import logging
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow.parquet
import pytest

import faults
from batches import generated, write_reports
from govinfo_reports import __version__
from govinfo_reports.batch import edition as edition_module
from govinfo_reports.batch import listing
from govinfo_reports.batch.difference import NotABatch, difference
from govinfo_reports.batch.edition import Edition, edition_of_parquet
from govinfo_reports.batch.run import run
from govinfo_reports.batch.store import Store
from govinfo_reports.places import NotAsked
from parquet_folders import digests, query, run_here
from test_batch import command

REPORTS = 8


@pytest.fixture(autouse=True)
def _small_chunks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listing, "_USUAL_CHUNK", 2)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("reports")
    list(write_reports(folder, REPORTS))
    (folder / "empty.txt").touch()
    return folder


@pytest.fixture(scope="module")
def whole(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What an undisturbed run leaves."""
    out = tmp_path_factory.mktemp("out")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(listing, "_USUAL_CHUNK", 2)
        run_here(folder, out)
    return out


@pytest.fixture
def out(whole: Path, tmp_path: Path) -> Path:
    """The same, to be damaged."""
    return Path(shutil.copytree(whole, tmp_path / "out"))


def _chunks(out: Path) -> list[Path]:
    return sorted(path for path in (out / ".batch" / "chunks").iterdir() if path.is_dir())


def _flip(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)


def _replaced_by_a_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


_TO_A_FILE: dict[str, Callable[[Path], object]] = {
    "one bit": _flip,
    "cut": lambda path: path.write_bytes(path.read_bytes()[:-3]),
    "emptied": lambda path: path.write_bytes(b""),
    "zeros": lambda path: path.write_bytes(bytes(path.stat().st_size)),
    "gone": Path.unlink,
    "a folder": _replaced_by_a_folder,
}


@pytest.mark.parametrize("name", ["chunk.json", "facts.arrow", "sources.arrow"])
@pytest.mark.parametrize("how", _TO_A_FILE)
def test_a_damaged_chunk_is_made_again_alone(
    name: str, how: str, folder: Path, whole: Path, out: Path, caplog: pytest.LogCaptureFixture
) -> None:
    _TO_A_FILE[how](_chunks(out)[1] / name)
    (out / ".batch" / "published").unlink()
    told: list[tuple[int, int, int]] = []
    with caplog.at_level(logging.WARNING):
        run_here(folder, out, tell=lambda *numbers: told.append(numbers))
    assert digests(out) == digests(whole)
    assert 0 < told[-1][2] < REPORTS + 1
    assert "damaged" in caplog.text
    assert list(Store(out).damage()) == []


@pytest.mark.parametrize("how", sorted(_TO_A_FILE.keys() - {"a folder"}))
def test_damaged_parquet_is_written_again(how: str, folder: Path, whole: Path, out: Path) -> None:
    [facts, *_] = sorted((out / "facts").rglob("*.parquet"))
    _TO_A_FILE[how](facts)
    assert [one.path for one in Store(out).damage()] == [facts.relative_to(out).as_posix()]
    run_here(folder, out)
    assert digests(out) == digests(whole)


@pytest.mark.parametrize("text", [b"", b"\xff\xfe\x00", b"torn"])
def test_a_torn_mark_costs_nothing_but_the_writing(text: bytes, folder: Path, whole: Path, out: Path) -> None:
    (out / ".batch" / "published").write_bytes(text)
    told: list[tuple[int, int, int]] = []
    run_here(folder, out, tell=lambda *numbers: told.append(numbers))
    assert told[-1][2] == REPORTS + 1
    assert digests(out) == digests(whole)


def test_a_torn_summary_is_written_again(folder: Path, whole: Path, out: Path) -> None:
    (out / "summary.json").write_text('{"sources": 9, "rep')
    run_here(folder, out)
    assert digests(out) == digests(whole)


def test_stray_files_are_in_nobodys_way(folder: Path, whole: Path, out: Path) -> None:
    chunks = out / ".batch" / "chunks"
    for place in (chunks, chunks.parent, _chunks(out)[0], out / "facts", out):
        (place / ".DS_Store").write_bytes(b"\0\0\0\1Bud1")
    (chunks / "new-file").write_text("a rest of somebody else's")
    (chunks.parent / "ready").write_text("no folder")
    (chunks.parent / "spool").write_text("no folder")
    (chunks.parent / "published").unlink()
    run_here(folder, out)
    found = digests(out)
    found.pop(".DS_Store")
    assert found == digests(whole)


def test_verify_names_what_is_damaged(out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert command("--verify", "-o", out) == 0
    assert capsys.readouterr().out == "all is as it was written\n"
    chunk = _chunks(out)[0]
    _flip(chunk / "findings.arrow")
    [sources] = (out / "sources").rglob("*.parquet")
    sources.unlink()
    (out / "failures" / "part-0009.parquet").write_bytes(b"PAR1")
    assert command("--verify", "-o", out) == 1
    lines = capsys.readouterr().out.splitlines()
    assert lines == [
        f".batch/chunks/{chunk.name}: is not as it was written",
        "failures/part-0009.parquet: was not written by this batch",
        "sources/part-0000.parquet: is missing",
        "damaged: 2; the next run makes them again",
        "1 files were not written by this batch: put them elsewhere, no run keeps or mends them",
    ]


def test_verify_looks_at_what_is_ours_beside_files_of_others(
    out: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (out / "reports" / "notes.txt").write_text("theirs")
    (out / "facts" / "year=2020" / "theirs").mkdir(parents=True)
    (out / "facts" / "year=2020" / "theirs" / "table.csv").write_text("theirs")
    [failures] = (out / "failures").rglob("*.parquet")
    _flip(failures)
    assert command("--verify", "-o", out) == 1
    assert capsys.readouterr().out.splitlines() == [
        "facts/year=2020/theirs/table.csv: was not written by this batch",
        "failures/part-0000.parquet: is not as it was written",
        "reports/notes.txt: was not written by this batch",
        "damaged: 1; the next run makes them again",
        "2 files were not written by this batch: put them elsewhere, no run keeps or mends them",
    ]


def test_verify_of_a_folder_that_no_batch_has_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "facts").write_text("theirs")
    assert command("--verify", "-o", tmp_path) == 1
    assert "published: is not there" in capsys.readouterr().out
    assert command("--verify", "-o", tmp_path / "nowhere") == 1


def test_outputs_in_the_web_are_looked_at_only_when_that_is_asked_for(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    there = f"file://{tmp_path}/out"
    run([folder], there)
    monkeypatch.setattr("govinfo_reports.places._WEB", frozenset({"file"}))
    for looks in (("--verify", "-o", there), ("--diff", there, there)):
        assert command(*looks) == 2
        assert "--web" in capsys.readouterr().err
        assert command(*looks, "--web") == 0
    with pytest.raises(NotAsked):
        difference(there, there)


def test_numbers_do_not_move_when_files_come_and_go(folder: Path, whole: Path, tmp_path: Path) -> None:
    more = Path(shutil.copytree(folder, tmp_path / "more"))
    (more / "0.html").write_bytes(generated(900)[1])
    (more / "empty.txt").unlink()
    run_here(more, tmp_path / "out")
    numbers = "select report, organ, year, count(*) from facts group by all order by all"
    before, after = query(whole, numbers), query(tmp_path / "out", numbers)
    assert len(before) == REPORTS
    assert set(before) < set(after)
    assert len(after) == REPORTS + 1


def test_the_hash_is_that_of_the_bytes_parsed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that is changed when it has been found and before it is read."""
    (tmp_path / "in").mkdir()
    path = tmp_path / "in" / "a.txt"
    path.write_bytes("云河市2022年政府信息公开工作年度报告\n全市共收到政府信息公开申请12件。".encode())
    monkeypatch.setattr("govinfo_reports.batch.run.parse_piece", faults.changed_before)
    run([tmp_path / "in"], tmp_path / "out")
    monkeypatch.undo()
    [(sha256, size, count)] = query(
        tmp_path / "out", "select sha256, size, count from sources join facts using (report) where held"
    )
    data = path.read_bytes()
    assert (sha256, size) == (faults.sha256_of(data), len(data))
    assert count == 345


def test_parquet_says_what_it_was_read_with(whole: Path) -> None:
    found = [edition_of_parquet(pyarrow.parquet.read_schema(path)) for path in whole.rglob("*.parquet")]
    today = Edition.of_today()
    assert found == [
        {"version": __version__, "schema": "1", "vocabulary": today.vocabulary, "tables": "2"}
    ] * len(found)
    assert len(found) > 6


def _of_other_words(out: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A batch by a library of another version."""
    with monkeypatch.context() as patch:
        patch.setattr(edition_module, "__version__", "0.0.9")
        run_here(folder, out)


def test_what_an_older_version_read_is_kept_until_refresh(
    folder: Path, whole: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _of_other_words(tmp_path, folder, monkeypatch)
    summary = run_here(folder, tmp_path)
    assert (summary.older, summary.run["files_reused"]) == (REPORTS + 1, REPORTS + 1)
    assert any("--refresh" in line for line in summary.lines())
    path = next((tmp_path / "facts").rglob("*.parquet"))
    assert edition_of_parquet(pyarrow.parquet.read_schema(path))["version"] == "0.0.9"
    fresh = run_here(folder, tmp_path, refresh=True)
    assert (fresh.older, fresh.run["files_read"]) == (0, REPORTS + 1)
    assert fresh.changed is not None
    assert fresh.changed.is_none
    assert digests(tmp_path) == digests(whole)
    assert run_here(folder, tmp_path, refresh=True).run["files_read"] == 0


def test_a_table_that_was_damaged_before_a_refresh_costs_the_comparison_only(
    folder: Path, whole: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    run_here(folder, tmp_path)
    with next((tmp_path / "facts").rglob("*.parquet")).open("ab") as file:
        file.write(b"x")
    fresh = run_here(folder, tmp_path, refresh=True)
    assert fresh.changed is None
    assert "cannot be compared" in caplog.text
    assert digests(tmp_path) == digests(whole)
    assert not (tmp_path / ".batch" / "before").exists()


def test_refresh_says_what_is_read_otherwise(
    folder: Path, whole: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr("govinfo_reports.batch.run.parse_piece", faults.without_litigation)
        _of_other_words(tmp_path, folder, monkeypatch)
    fresh = run_here(folder, tmp_path, refresh=True)
    assert fresh.changed is not None
    kinds = {(kind, indicator.partition(".")[0]) for kind, indicator, _ in fresh.changed.figures}
    assert kinds == {("new", "litigation"), ("changed", "complaints")} or kinds == {("new", "litigation")}
    lines = list(fresh.changed.lines())
    assert any("litigation" in line for line in lines)
    assert not (tmp_path / ".batch" / "before").exists()
    assert digests(tmp_path) == digests(whole)


def test_diff_counts_figures_and_findings(
    folder: Path, whole: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    changed = Path(shutil.copytree(folder, tmp_path / "in"))
    (changed / "empty.txt").unlink()
    run_here(changed, tmp_path / "same")
    assert command("--diff", whole, tmp_path / "same") == 0
    assert capsys.readouterr().out.splitlines()[0] == "Reports in both: 8; only before: 0; only now: 0"
    next(changed.rglob("*.docx")).unlink()
    run_here(changed, tmp_path / "less")
    assert command("--diff", whole, tmp_path / "less") == 1
    assert "only before: 1" in capsys.readouterr().out
    (tmp_path / "none").mkdir()
    assert command("--diff", whole, tmp_path / "none") == 2
    with pytest.raises(NotABatch):
        difference(tmp_path / "nowhere", whole)


@pytest.mark.parametrize(
    "arguments",
    [(), ("-o", "x"), ("in", "--verify", "-o", "x"), ("in",), ("--verify",), ("in", "--diff", "a", "b")],
)
def test_the_command_wants_one_thing_at_a_time(
    arguments: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        command(*arguments)
    assert "--verify -o OUT" in capsys.readouterr().err


def test_the_summary_has_the_counters(folder: Path, tmp_path: Path) -> None:
    run([folder], tmp_path, workers=2)
    summary: dict[str, Any] = json.loads((tmp_path / "summary.json").read_text(encoding="utf-8"))
    assert sum(summary["containers"].values()) == REPORTS
    assert summary["failure_classes"] == {"UnreadableSource": 1}
    told = summary["run"]
    assert (told["files_read"], told["files_reused"], told["worker_restarts"]) == (REPORTS + 1, 0, 0)
    assert told["files_a_second"] == pytest.approx((REPORTS + 1) / told["seconds"], rel=0.01)
    assert {name: one["reports"] for name, one in told["containers"].items()} == summary["containers"]
    assert all(one["reports_a_worker_second"] > 0 for one in told["containers"].values())
    run([folder], tmp_path, workers=2)
    assert json.loads((tmp_path / "summary.json").read_text(encoding="utf-8"))["run"]["containers"] == {}


def test_a_full_disk_is_named(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr("govinfo_reports.batch.store.Store.publish", full)
        assert command(folder, "-o", tmp_path / "out") == 2
    assert f"No space left on device: '{tmp_path / 'out'}'" in capsys.readouterr().err
    assert command(folder, "-o", tmp_path / "out") == 0
    assert command("--verify", "-o", tmp_path / "out") == 0


def test_programs_are_told_in_json(
    folder: Path, out: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(logging.getLogger("govinfo_reports"), "handlers", [])
    _flip(_chunks(out)[0] / "facts.arrow")
    assert command(folder, "-o", out, "--workers", "1", "--progress", "json", "--log-format", "json") == 0
    told = [json.loads(line) for line in capsys.readouterr().err.splitlines()]
    assert {one["event"] for one in told} == {"progress", "log"}
    [warning] = [one for one in told if one["event"] == "log"]
    assert (warning["level"], warning["logger"]) == ("WARNING", "govinfo_reports.batch.chunks")
    assert "facts.arrow is not as it was written" in warning["message"]
    assert (told[-1]["done"], told[-1]["total"]) == (REPORTS + 1, REPORTS + 1)
    assert 0 < told[-1]["reused"] < REPORTS + 1
    assert command(folder, "-o", out, "--progress", "none") == 0
    assert capsys.readouterr().err == ""


def test_copies_are_not_parsed_twice_when_their_first_is_known(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "in").mkdir()
    for name in ("a", "b", "c", "d", "e", "f"):
        (tmp_path / "in" / f"{name}.html").write_bytes(generated(4)[1])
    run_here(tmp_path / "in", tmp_path / "out", lookahead=1)
    rows = query(tmp_path / "out", "select file, outcome, duplicate_of from sources order by file")
    assert rows[0] == ("a.html", "report", None)
    assert rows[1:] == [(f"{name}.html", "duplicate", "a.html") for name in "bcdef"]
    assert query(tmp_path / "out", "select distinct file from facts") == [("a.html",)]
    os.remove(tmp_path / "in" / "a.html")
    run_here(tmp_path / "in", tmp_path / "out")
    assert query(tmp_path / "out", "select distinct file from facts") == [("b.html",)]
    run_here(tmp_path / "in", tmp_path / "fresh")
    assert digests(tmp_path / "out") == digests(tmp_path / "fresh")
