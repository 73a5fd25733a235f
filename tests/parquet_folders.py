"""What a batch leaves in its folder, for tests: its bytes, its rows by SQL, and a run of one."""

from __future__ import annotations

import hashlib
import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import duckdb

from govinfo_reports.batch.run import run
from govinfo_reports.batch.summary import Summary

__all__ = ["digests", "query", "run_here"]

_TABLES = ("reports", "facts", "findings", "unread", "failures", "sources")


def digests(out: Path) -> dict[str, str]:
    """The SHA-256 of every file that a batch leaves for use; in the summary, of all but what tells of the
    run itself."""
    return {
        path.relative_to(out).as_posix(): hashlib.sha256(_bytes(path)).hexdigest()
        for path in sorted(out.rglob("*"))
        if path.is_file() and ".batch" not in path.parts
    }


def _bytes(path: Path) -> bytes:
    if path.name != "summary.json":
        return path.read_bytes()
    return json.dumps({**json.loads(path.read_bytes()), "run": None}).encode()


def query(out: Path, sql: str) -> list[Any]:
    """The rows of a query over the folder's Parquet, each table a view."""
    with duckdb.connect() as connection:
        for name in _TABLES:
            connection.execute(
                f"create view {name} as select * from read_parquet('{out}/{name}/**/*.parquet', hive_partitioning = true)"  # noqa: S608
            )
        return connection.sql(sql).fetchall()


def run_here(folder: Path, out: Path, **more: Any) -> Summary:
    """A run on one thread of this process."""
    with ThreadPoolExecutor(1) as pool:
        return run([folder], out, executor=pool, **more)
