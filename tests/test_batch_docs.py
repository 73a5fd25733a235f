"""What the pages about batches show is run: the SQL on a real batch, the functions for Spark and Ray on
batches of theirs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

import duckdb
import numpy as np
import pandas as pd
import pytest

import writers_text as written
from batches import generated, write_reports
from figures import clean_figures
from govinfo_reports import Form, parse
from govinfo_reports.batch.one import parse_batch
from govinfo_reports.batch.run import run
from govinfo_reports.export.arrow import COLUMNS, schema_of
from grids import form_tables, printed

DOCS = Path(__file__).resolve().parents[1] / "docs"
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
REPORTS = 24


def blocks(page: str, kind: str) -> list[str]:
    """The code blocks of a page."""
    text = (DOCS / page).read_text(encoding="utf-8")
    return [body for name, body in BLOCK.findall(text) if name == kind]


VIEWS, *QUESTIONS = blocks("duckdb.md", "sql")


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a batch in `out` of the reports in `province`: generated ones, two years of one organ,
    an empty file."""
    place = tmp_path_factory.mktemp("place")
    list(write_reports(place / "province", REPORTS - 2))
    for year in (2022, 2023):
        tables = form_tables(Form.F2021, printed(clean_figures(Form.F2021, Random(year))))
        text = written.as_text((f"平川县{year}年政府信息公开工作年度报告", "一、总体情况"), tables, "tabs")
        (place / "province" / f"{year}.txt").write_text(text, encoding="utf-8")
    (place / "province" / "empty.txt").touch()
    run([place / "province"], place / "out", workers=2)
    return place


@pytest.fixture
def connection(place: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[duckdb.DuckDBPyConnection]:
    monkeypatch.chdir(place)
    with duckdb.connect() as connection:
        connection.execute(VIEWS)
        yield connection


def test_there_are_ten_questions() -> None:
    assert len(QUESTIONS) == 10
    assert (
        len(re.findall(r"^## \d+\. ", (DOCS / "duckdb.md").read_text(encoding="utf-8"), re.MULTILINE)) == 10
    )


@pytest.mark.parametrize("question", QUESTIONS)
def test_every_question_has_an_answer(question: str, connection: duckdb.DuckDBPyConnection) -> None:
    assert connection.execute(question).fetchall()


def test_the_answers_are_right(place: Path, connection: duckdb.DuckDBPyConnection) -> None:
    reports = {
        path.relative_to(place / "province").as_posix(): parse(path)
        for path in (place / "province").rglob("*.*")
        if path.stat().st_size
    }
    assert len(reports) == REPORTS
    years: dict[int, int] = {}
    for report in reports.values():
        assert report.year is not None
        years[report.year] = years.get(report.year, 0) + (report.applications.received.total or 0)
    first = connection.execute(QUESTIONS[0]).fetchall()
    assert {year: total for year, total, _ in first} == years
    assert sum(organs for _, _, organs in first) == REPORTS
    broken = connection.execute(QUESTIONS[4]).fetchall()
    expected = [
        (file, finding.rule)
        for file, report in reports.items()
        for finding in report.findings
        if finding.severity.value == "error"
    ]
    assert sorted((row[0], row[1]) for row in broken) == sorted(expected)
    carried = [row for row in connection.execute(QUESTIONS[6]).fetchall() if row[0] == "平川县"]
    assert carried == [
        (
            "平川县",
            2023,
            reports["2022.txt"].applications.carried_forward.total,
            reports["2023.txt"].applications.carried_in.total,
        )
    ]
    money = sum(
        fact.value or 0
        for report in reports.values()
        for fact in report.facts
        if fact.unit == "万元" and report.fact(fact.path) is fact
    )
    assert sum(row[3] for row in connection.execute(QUESTIONS[8]).fetchall()) == money > 0
    assert sum(row[3] for row in connection.execute(QUESTIONS[9]).fetchall()) == REPORTS + 1


def function_of(page: str, name: str, number: int) -> Any:
    """The function of that name in the page's code, the `number`-th one."""
    code = "\n\n".join(blocks(page, "python"))
    found = re.findall(rf"^def {name}\(.*?(?=^\S|\Z)", code, re.MULTILINE | re.DOTALL)
    space: dict[str, Any] = {"parse_batch": parse_batch}
    exec(found[number], space)  # noqa: S102 - our own page
    return space[name]


SOME = [generated(number) for number in range(4)]


def test_spark_can_map_the_function_over_frames() -> None:
    """As mapInPandas does: an iterator of frames in, an iterator of frames with the columns of the schema
    out."""
    frames = [
        pd.DataFrame({"path": [name for name, _ in part], "content": [data for _, data in part]})
        for part in (SOME[:2], SOME[2:])
    ]
    found = pd.concat(function_of("beyond.md", "facts_of", 0)(iter(frames)))
    assert list(found.columns) == schema_of("facts").names
    assert len(found) == sum(len(parse(data).facts) for _, data in SOME)
    assert set(found["file"]) == {name for name, _ in SOME}


def test_ray_can_map_the_function_over_batches() -> None:
    """As map_batches does with batch_format="numpy": a dictionary of arrays in, an Arrow table out."""
    batch = {
        "path": np.array([name for name, _ in SOME], dtype=object),
        "bytes": np.array([data for _, data in SOME], dtype=object),
    }
    table = function_of("beyond.md", "facts_of", 1)(batch)
    assert table.schema.equals(schema_of("facts"))
    assert table.num_rows == sum(len(parse(data).facts) for _, data in SOME)


def test_one_batch_takes_paths_and_keeps_failures(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(SOME[0][1])
    tables = parse_batch([str(path), "b"], [str(path), b""], first=5)
    assert list(tables) == list(COLUMNS)
    assert tables["reports"].column("report").to_pylist() == [5]
    assert tables["failures"].select(["report", "file"]).to_pylist() == [{"report": 6, "file": "b"}]


def test_the_other_python_of_the_pages_runs(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(place)
    [one_batch] = [code for code in blocks("beyond.md", "python") if "data]" in code]
    space: dict[str, Any] = {"data": SOME[0][1]}
    exec(one_batch, space)  # noqa: S102 - our own page
    assert space["tables"]["reports"].num_rows == 1
    [query] = blocks("duckdb.md", "python")
    space = {"paths": ["province/2022.txt", "province/2023.txt"]}
    exec(f"{query.rstrip()[:-1]}).fetchall()".replace("duckdb.sql(", "rows = duckdb.sql("), space)  # noqa: S102
    assert [year for year, _ in space["rows"]] == [2022, 2023]


def test_the_python_of_the_page_about_batches_runs(
    place: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(place)
    space: dict[str, Any] = {"paths": ["province/2022.txt", "province/2023.txt", "province/empty.txt"]}
    for code in blocks("batch.md", "python"):
        code = code.replace("workers=8", "workers=1").replace(
            "parse_many(paths, workers=1), of", "parse_many(paths[:2]), of"
        )
        exec(code, space)  # noqa: S102 - our own page
    assert "province/empty.txt UnreadableSource the source is empty" in capsys.readouterr().out
    assert set(space["facts"]["report"]) == {0, 1}
