"""Where a batch keeps what is done: chunks while it runs, Parquet at the end.

A chunk is a folder of Arrow files that gets its final name when it is whole; killed at any moment, a run leaves only whole
chunks and nameless rests. The Parquet is made from the chunks in their order, so it does not depend on who made them when.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from attrs import frozen

from ..errors import GovInfoError
from .listing import Entry

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = ["Chunk", "Store", "StoreInUse", "by_year", "key_of"]

PARTITIONED = ("reports", "facts", "findings", "unread")
"""Tables in a folder for each year; the others have no year."""
TABLES = (*PARTITIONED, "failures", "sources")

_NO_YEAR = "__HIVE_DEFAULT_PARTITION__"
_ROW_GROUP = 65_536
_ROWS_A_FILE = 32 * _ROW_GROUP
_FORMAT = 1


class StoreInUse(GovInfoError):
    """Another run is writing to the same folder."""


@frozen
class Chunk:
    """A chunk that is done: its key, how many sources it has, the years of each table's batches (None: year unknown, or
    a table without years), and its part of the summary."""

    key: str
    size: int
    years: Mapping[str, tuple[int | None, ...]]
    counts: Mapping[str, Mapping[str, int]]


def key_of(entries: Sequence[Entry], settings: str) -> str:
    """What names a chunk: its files' names, sizes and times of change, and all else that its content depends on."""
    lines = [f"{_FORMAT} {settings}", *(f"{one.size} {one.changed} {one.name}" for one in entries)]
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:32]


def by_year(table: pa.Table) -> list[tuple[int | None, pa.Table]]:
    """The rows of each year, in their order, the unknown year last; the column `year` goes."""
    from pyarrow import compute

    column = table.column("year")
    bare = table.drop_columns(["year"])
    years = sorted(year for year in compute.unique(column).to_pylist() if year is not None)
    parts: list[tuple[int | None, pa.Table]] = [
        (year, bare.filter(compute.equal(column, year))) for year in years
    ]
    if column.null_count:
        parts.append((None, bare.filter(compute.is_null(column))))
    return parts


class Store:
    """The output folder of a batch; used as a context manager, it is locked against a second run."""

    def __init__(self, out: Path) -> None:
        self.out = out
        self._work = out / ".batch"
        self._chunks = self._work / "chunks"
        self._lock: IO[str] | None = None

    def __enter__(self) -> Store:
        self._chunks.mkdir(parents=True, exist_ok=True)
        self._lock = (self._work / "lock").open("w")
        try:
            import fcntl

            fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except ImportError:  # pragma: no cover - Windows: nothing keeps a second run away there
            pass
        except OSError as error:
            self._lock.close()
            raise StoreInUse(
                f"another run is writing to {self.out}", reason_zh=f"另有任务正在写入 {self.out}"
            ) from error
        for rest in self._chunks.glob("new-*"):
            shutil.rmtree(rest)
        return self

    def __exit__(self, *_: object) -> None:
        if self._lock is not None:
            self._lock.close()

    def chunk(self, key: str) -> Chunk | None:
        """The chunk of that key, if it is done."""
        try:
            data = json.loads((self._chunks / key / "chunk.json").read_text(encoding="utf-8"))
        except FileNotFoundError:
            return None
        years = {table: tuple(years) for table, years in data["years"].items()}
        return Chunk(key, data["size"], years, data["counts"])

    def sources(self, chunk: Chunk) -> pa.Table:
        """The chunk's table of sources."""
        table: pa.Table = self._read(chunk.key, "sources").read_all()
        return table

    def add(
        self, key: str, size: int, tables: Mapping[str, pa.Table], counts: Mapping[str, Mapping[str, int]]
    ) -> Chunk:
        """Keep a chunk's tables; once this returns, no kill undoes it."""
        import pyarrow

        new = self._chunks / f"new-{key}"
        shutil.rmtree(new, ignore_errors=True)
        new.mkdir()
        years: dict[str, tuple[int | None, ...]] = {}
        options = pyarrow.ipc.IpcWriteOptions(compression="zstd")
        for name in TABLES:
            parts = by_year(tables[name]) if name in PARTITIONED else [(None, tables[name])]
            parts = [(year, part) for year, part in parts if part.num_rows]
            years[name] = tuple(year for year, _ in parts)
            schema = parts[0][1].schema if parts else tables[name].schema
            with (new / f"{name}.arrow").open("wb") as file:
                with pyarrow.ipc.new_file(file, schema, options=options) as writer:
                    for _, part in parts:
                        writer.write_batch(part.combine_chunks().to_batches()[0])
                _settle(file)
        chunk = Chunk(key, size, years, counts)
        with (new / "chunk.json").open("w", encoding="utf-8") as file:
            json.dump(
                {"size": size, "years": years, "counts": counts}, file, ensure_ascii=False, sort_keys=True
            )
            _settle(file)
        shutil.rmtree(self._chunks / key, ignore_errors=True)
        new.rename(self._chunks / key)
        _settle_folder(self._chunks)
        return chunk

    def keep_only(self, chunks: Sequence[Chunk]) -> None:
        """Drop the chunks of files that are no longer there or have changed."""
        keys = {chunk.key for chunk in chunks}
        for folder in self._chunks.iterdir():
            if folder.name not in keys:
                shutil.rmtree(folder)

    def publish(self, chunks: Sequence[Chunk], schemas: Mapping[str, pa.Schema]) -> None:
        """Write the Parquet of all chunks in place of what was there before, unless it is that already."""
        state = hashlib.sha256(" ".join(chunk.key for chunk in chunks).encode()).hexdigest()
        mark = self._work / "published"
        if mark.exists() and mark.read_text() == state and all((self.out / name).is_dir() for name in TABLES):
            return
        mark.unlink(missing_ok=True)
        ready = self._work / "ready"
        shutil.rmtree(ready, ignore_errors=True)
        for name in TABLES:
            self._write(name, chunks, schemas[name], ready / name)
        for name in TABLES:
            shutil.rmtree(self.out / name, ignore_errors=True)
            (ready / name).rename(self.out / name)
        ready.rmdir()
        mark.write_text(state)

    def _write(self, name: str, chunks: Sequence[Chunk], schema: pa.Schema, folder: Path) -> None:
        has_years = name in PARTITIONED
        found = {year for chunk in chunks for year in chunk.years[name]}
        years: list[int | None] = [*sorted(year for year in found if year is not None)]
        if None in found or not years:
            years.append(None)
        if has_years:
            schema = schema.remove(schema.get_field_index("year"))
        for year in years:
            place = folder / f"year={_NO_YEAR if year is None else year}" if has_years else folder
            place.mkdir(parents=True)
            _write_parquet(place, schema, self._batches(name, year, chunks))

    def _batches(self, name: str, year: int | None, chunks: Sequence[Chunk]) -> Iterator[pa.RecordBatch]:
        """The rows of a year in all chunks; `report` counts on from chunk to chunk."""
        import pyarrow
        from pyarrow import compute

        first = 0
        for chunk in chunks:
            if year in chunk.years[name]:
                batch = self._read(chunk.key, name).get_batch(chunk.years[name].index(year))
                numbers = compute.add(batch.column("report"), pyarrow.scalar(first, pyarrow.int64()))
                yield batch.set_column(batch.schema.get_field_index("report"), "report", numbers)
            first += chunk.size

    def _read(self, key: str, name: str) -> Any:
        import pyarrow

        return pyarrow.ipc.open_file(pyarrow.memory_map(str(self._chunks / key / f"{name}.arrow")))

    def write_text(self, name: str, text: str) -> None:
        """Write a file into the folder, whole or not at all."""
        new = self._work / f"new-{name}"
        with new.open("w", encoding="utf-8", newline="\n") as file:
            file.write(text)
            _settle(file)
        new.replace(self.out / name)


class _ParquetFiles:
    """Files of equal row groups in one folder, whatever the sizes of what is written."""

    def __init__(self, folder: Path, schema: pa.Schema) -> None:
        self._folder = folder
        self._schema = schema
        self._writer: Any = None
        self._number = 0
        self._rows = 0

    def write(self, table: pa.Table) -> None:
        """Write one row group (none for an empty table)."""
        from pyarrow import parquet

        if self._writer is None:
            path = self._folder / f"part-{self._number:04d}.parquet"
            self._writer = parquet.ParquetWriter(path, self._schema, compression="zstd")
        if table.num_rows:
            self._writer.write_table(table.combine_chunks(), row_group_size=_ROW_GROUP)
        self._rows += table.num_rows
        if self._rows >= _ROWS_A_FILE:
            self.close()

    def close(self) -> None:
        """End the file at hand; there is at least one, if an empty one."""
        if self._writer is None and self._number == 0:
            self.write(self._schema.empty_table())
        if self._writer is not None:
            self._writer.close()
            self._writer = None
            self._number += 1
            self._rows = 0


def _write_parquet(folder: Path, schema: pa.Schema, batches: Iterator[pa.RecordBatch]) -> None:
    import pyarrow

    files = _ParquetFiles(folder, schema)
    waiting = schema.empty_table()
    for batch in batches:
        waiting = pyarrow.concat_tables([waiting, pyarrow.Table.from_batches([batch]).cast(schema)])
        while waiting.num_rows >= _ROW_GROUP:
            files.write(waiting.slice(0, _ROW_GROUP))
            waiting = waiting.slice(_ROW_GROUP)
    if waiting.num_rows:
        files.write(waiting)
    files.close()


def _settle(file: IO[Any]) -> None:
    """Have what was written on the disk before anything else happens."""
    file.flush()
    os.fsync(file.fileno())


def _settle_folder(folder: Path) -> None:
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
