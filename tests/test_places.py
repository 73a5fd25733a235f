"""Files at addresses of a store (fsspec), patterns, and what is refused."""

from __future__ import annotations

import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import fsspec
import pytest

from batches import generated, write_reports
from govinfo_reports import GovInfoError, MissingExtra, UnreadableSource, parse
from govinfo_reports.batch.listing import find_files
from govinfo_reports.batch.run import run
from govinfo_reports.places import NotAsked, filesystem
from parquet_folders import digests, query, run_here

REPORTS = 5


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "in"
    list(write_reports(folder, REPORTS))
    (folder / "copy.html").write_bytes(generated(1)[1])
    return folder


@pytest.fixture
def memory(folder: Path) -> Iterator[str]:
    """The same files in a store."""
    store = fsspec.filesystem("memory")
    for path in folder.rglob("*"):
        if path.is_file():
            store.pipe(f"/province/{path.relative_to(folder).as_posix()}", path.read_bytes())
    store.pipe("/province/.hidden.txt", b"x")
    yield "memory://province"
    store.rm("/province", recursive=True)


def test_a_store_gives_the_same_tables_as_a_folder(folder: Path, memory: str, tmp_path: Path) -> None:
    summary = run_here(folder, tmp_path / "here")
    assert sum(summary.reports.values()) == REPORTS
    told: list[tuple[int, int, int]] = []
    for _ in range(2):
        run_here(memory, tmp_path / "there", tell=lambda *numbers: told.append(numbers))  # type: ignore[arg-type]
        assert digests(tmp_path / "there") == digests(tmp_path / "here")
    assert told[-1] == (REPORTS + 1, REPORTS + 1, REPORTS + 1)


def test_a_file_that_changes_in_the_store_is_read_again(memory: str, tmp_path: Path) -> None:
    run_here(memory, tmp_path)  # type: ignore[arg-type]
    fsspec.filesystem("memory").pipe("/province/copy.html", generated(77)[1])
    before = query(tmp_path, "select sha256 from sources where file = 'copy.html'")
    run_here(memory, tmp_path)  # type: ignore[arg-type]
    assert query(tmp_path, "select sha256 from sources where file = 'copy.html'") != before


def test_a_zip_is_read_by_worker_processes(folder: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "all.zip", "w") as file:
        for path in folder.rglob("*"):
            if path.is_file():
                file.write(path, path.relative_to(folder).as_posix())
    run([f"zip://::{tmp_path / 'all.zip'}"], tmp_path / "there")
    run_here(folder, tmp_path / "here")
    assert digests(tmp_path / "there") == digests(tmp_path / "here")


def test_patterns_here_and_in_a_store(folder: Path, memory: str) -> None:
    here = find_files([f"{folder}/**/*.docx"]).entries
    there = find_files([f"{memory}/**/*.docx"]).entries
    assert {one.path.rpartition("/")[2] for one in here} == {one.path.rpartition("/")[2] for one in there}
    assert here
    assert find_files([f"{folder}/*.nothing"]).entries == ()
    assert find_files(["memory://nowhere"]).refused == (("memory://nowhere", "No such file or directory"),)


def test_parse_reads_an_address_of_a_store(memory: str) -> None:
    assert parse(f"{memory}/copy.html").facts == parse(generated(1)[1]).facts
    with pytest.raises(UnreadableSource, match="cannot be opened"):
        parse(f"{memory}/nowhere.html")
    with pytest.raises(UnreadableSource, match="nothing is fetched"):
        parse("https://localhost/a.html")


def test_what_is_not_asked_for_or_not_there_is_refused(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(NotAsked, match="--web"):
        run(["https://localhost/reports"], tmp_path / "out")
    for out in ("memory://out/*", "memory://out::memory://in"):
        with pytest.raises(GovInfoError, match="a plain address"):
            run([folder], out)
    assert not (tmp_path / "memory:").exists()
    with pytest.raises(GovInfoError, match="nonsense"):
        filesystem("nonsense://a")
    monkeypatch.setitem(sys.modules, "fsspec", None)
    with pytest.raises(MissingExtra, match=r"govinfo-reports\[remote\]"):
        filesystem("memory://a")
