"""Where a batch keeps what is done: chunks while it runs, Parquet at the end.

A chunk is a folder of Arrow files that gets its final name when it is whole; killed at any moment, a run leaves only whole
chunks and nameless rests. The Parquet is made from the chunks in their order, so it does not depend on who made them when.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from attrs import asdict, frozen

from ..errors import GovInfoError
from .conditions import Conditions
from .listing import CHUNKS, SUMMARY, Entry

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = ["Chunk", "NotOurs", "Store", "StoreInUse", "by_year", "key_of", "refuse_what_is_not_ours"]

PARTITIONED = ("reports", "facts", "findings", "unread")
"""Tables in a folder for each year; the others have no year."""
TABLES = (*PARTITIONED, "failures", "sources")

_FIRST_REPORTS = 2008
"""The year of the first reports of all."""
_NO_YEAR = "__HIVE_DEFAULT_PARTITION__"
_ROW_GROUP = 65_536
_ROWS_A_FILE = 32 * _ROW_GROUP
_FORMAT = 2
_OUR_FOLDER = re.compile(r"year=\w+")
_OUR_FILE = re.compile(r"part-\d{4,}\.parquet|\.DS_Store")


class StoreInUse(GovInfoError):
    """Another run is writing to the same folder."""


class NotOurs(GovInfoError):
    """Where a batch would put its tables there are files that no batch has written."""


@frozen
class Chunk:
    """A chunk that is done: its key, how many sources it has, the years of each table's batches (None: year unknown, or
    a table without years), its part of the summary, and the conditions it was made under (see `conditions`)."""

    key: str
    size: int
    years: Mapping[str, tuple[int | None, ...]]
    counts: Mapping[str, Mapping[str, int]]
    made: Conditions


def key_of(entries: Sequence[Entry], settings: str) -> str:
    """What names a chunk: its files' names, sizes and times of change, and all else that its content depends on."""
    said = [f"{_FORMAT} {settings}", *(f"{one.size} {one.changed} {one.name}" for one in entries)]
    return hashlib.sha256("\0".join(said).encode()).hexdigest()[:32]  # a name may hold anything but \0


def refuse_what_is_not_ours(out: Path) -> None:
    """Raise NotOurs where what a batch puts into `out` would take the place of other files than a batch's own."""
    for name in TABLES:
        place = out / name
        if place.is_symlink() or (place.exists() and not place.is_dir()):
            raise _not_ours(place)
        for folder, folders, files in os.walk(place):
            for one in folders:
                if not _OUR_FOLDER.fullmatch(one) or os.path.islink(os.path.join(folder, one)):
                    raise _not_ours(Path(folder, one))
            for one in files:
                if not _OUR_FILE.fullmatch(one):
                    raise _not_ours(Path(folder, one))
    if os.path.lexists(out / SUMMARY) and not _is_summary(out / SUMMARY):
        raise _not_ours(out / SUMMARY)


def _is_summary(path: Path) -> bool:
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False
    return isinstance(content, dict) and {"sources", "reports", "figures", "duplicates"} <= content.keys()


def _not_ours(path: Path) -> NotOurs:
    return NotOurs(
        f"{path} was not written by a batch, and would be lost: choose another output folder",
        reason_zh=f"{path} 不是本程序所写，写入结果会将其覆盖：请另选输出目录",
    )


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
        self._chunks = out / CHUNKS
        self._work = self._chunks.parent
        self._mark = self._work / "published"
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
        return Chunk(key, data["size"], years, data["counts"], Conditions.of(data["made"]))

    def sources(self, chunk: Chunk) -> pa.Table:
        """The chunk's table of sources."""
        table: pa.Table = self._read(chunk.key, "sources").read_all()
        return table

    def add(
        self,
        key: str,
        size: int,
        tables: Mapping[str, pa.Table],
        counts: Mapping[str, Mapping[str, int]],
        made: Conditions,
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
        chunk = Chunk(key, size, years, counts, made)
        data = {"size": size, "years": years, "counts": counts, "made": asdict(made)}
        with (new / "chunk.json").open("w", encoding="utf-8") as file:
            json.dump(data, file, ensure_ascii=False, sort_keys=True)
            _settle(file)
        _settle_folder(new)
        # The Parquet may be that of an earlier chunk of the same files.
        self._mark.unlink(missing_ok=True)
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
        if self._mark.exists() and self._mark.read_text(encoding="utf-8") == self._written(state):
            return
        refuse_what_is_not_ours(self.out)
        self._mark.unlink(missing_ok=True)
        ready = self._work / "ready"
        shutil.rmtree(ready, ignore_errors=True)
        for name in TABLES:
            self._write(name, chunks, schemas[name], ready / name)
        for name in TABLES:
            shutil.rmtree(self.out / name, ignore_errors=True)
            (ready / name).rename(self.out / name)
        ready.rmdir()
        _settle_folder(self.out)
        with self._mark.open("w", encoding="utf-8") as file:
            file.write(self._written(state))
            _settle(file)

    def _written(self, state: str) -> str:
        """What is in place: of which chunks it was made, and the sizes of its files."""
        files = sorted(path for name in TABLES for path in (self.out / name).rglob("*.parquet"))
        return "\n".join(
            [state, *(f"{path.stat().st_size} {path.relative_to(self.out).as_posix()}" for path in files)]
        )

    def _write(self, name: str, chunks: Sequence[Chunk], schema: pa.Schema, folder: Path) -> None:
        has_years = name in PARTITIONED
        found = {year for chunk in chunks for year in chunk.years[name]}
        years: list[int | None] = [*sorted(year for year in found if year is not None)]
        if has_years and not years:
            # Without one folder of a year, nobody who reads the table can tell that years are numbers.
            years.append(_first_year(chunks))
        if None in found or not has_years:
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

    def write_summary(self, text: str) -> None:
        """Write the summary into the folder, whole or not at all."""
        new = self._work / f"new-{SUMMARY}"
        with new.open("w", encoding="utf-8", newline="\n") as file:
            file.write(text)
            _settle(file)
        new.replace(self.out / SUMMARY)


def _first_year(chunks: Sequence[Chunk]) -> int:
    years = [year for chunk in chunks for year in chunk.years["reports"] if year is not None]
    return min(years, default=_FIRST_REPORTS)


class _ParquetFiles:
    """Files of equal row groups in one folder, whatever the sizes of what is written."""

    def __init__(self, folder: Path, schema: pa.Schema) -> None:
        self._folder = folder
        self._schema = schema
        self._writer: Any = None
        self._number = 0
        self._rows = 0

    @property
    def _path(self) -> Path:
        return self._folder / f"part-{self._number:04d}.parquet"

    def write(self, table: pa.Table) -> None:
        """Write one row group (none for an empty table)."""
        from pyarrow import parquet

        if self._writer is None:
            self._writer = parquet.ParquetWriter(self._path, self._schema, compression="zstd")
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
            with self._path.open("rb+") as file:
                _settle(file)
            _settle_folder(self._folder)
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
