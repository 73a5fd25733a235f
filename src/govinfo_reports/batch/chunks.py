"""A chunk: the tables of some files, kept whole or not at all, with the checksums that tell when it is
damaged."""

from __future__ import annotations

import hashlib
import json
import logging
import os
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from attrs import asdict, frozen

from ..export.arrow import COLUMNS, arrow_table, schema_of
from ..export.columns import Columns
from .conditions import Conditions, missing_parts
from .edition import Edition
from .one import ReadFile
from .summary import counts_of

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = [
    "PARTITIONED",
    "TABLES",
    "Chunk",
    "Kept",
    "by_year",
    "make_chunk",
    "open_table",
    "read_chunk",
    "remove",
    "schema_of_part",
    "settle",
    "settle_folder",
    "sha256_of",
]

PARTITIONED = ("reports", "facts", "findings", "unread")
"""Tables in a folder for each year; the others have no year."""
TABLES = (*PARTITIONED, "failures", "sources")

_ABOUT = "chunk.json"
_BLOCK = 1 << 20
_LATE = "TookTooLong\t"

_log = logging.getLogger(__name__)


@frozen
class Chunk:
    """A chunk that is done: its key, how many sources it has, the years of each table's batches (None: year
    unknown, or a table without years), its part of the summary, the conditions it was made under (see
    `conditions`), with which edition, and the checksum of all that."""

    key: str
    size: int
    years: Mapping[str, tuple[int | None, ...]]
    counts: Mapping[str, Mapping[str, int]]
    made: Conditions
    edition: Edition
    sha256: str


@frozen
class Kept:
    """A file of a chunk: its name, its size as it was listed, what was read, and the earlier file with the
    same bytes."""

    name: str
    size: int
    read: ReadFile
    duplicate_of: str | None


def make_chunk(
    folder: str, key: str, files: Sequence[Kept], timeout: float | None, edition: Edition
) -> Mapping[str, int]:
    """Keep the tables of a chunk's files in the folder of chunks, under its key; once this returns, no kill
    undoes it. Gives how many of the files have each outcome."""
    tables = _tables(files)
    counts = counts_of(tables)
    late = any(key.startswith(_LATE) for key in counts["failures"])
    made = Conditions(missing_parts(tables), timeout, late)
    _write(Path(folder), key, len(files), tables, counts, made, edition)
    return counts["sources"]


def _tables(files: Sequence[Kept]) -> dict[str, pa.Table]:
    rows: dict[str, list[Columns]] = {name: [] for name in COLUMNS}
    sources = []
    for one in files:
        read = one.read
        outcome = read.outcome if one.duplicate_of is None else "duplicate"
        taken = read.take() if one.duplicate_of is None else {}
        for name, several in taken.items():
            rows[name].append(several)
        number = next((taken[name][0][0] for name in ("reports", "failures") if taken.get(name)), None)
        size = one.size if read.size is None else read.size
        sources.append((number, one.name, read.sha256, size, outcome, one.duplicate_of))
    import pyarrow

    tables = {name: arrow_table(name, rows[name]) for name in COLUMNS}
    schema = _sources_schema()
    arrays = [
        pyarrow.array(column, kind)
        for column, kind in zip(zip(*sources, strict=True), schema.types, strict=True)
    ]
    return {**tables, "sources": pyarrow.table(arrays, schema=schema)}


def _sources_schema() -> pa.Schema:
    """The columns of the table `sources`."""
    import pyarrow

    number: pa.DataType = pyarrow.int64()
    text: pa.DataType = pyarrow.string()
    schema: pa.Schema = pyarrow.schema(
        [
            ("report", number),
            ("file", text),
            ("sha256", text),
            ("size", number),
            ("outcome", text),
            ("duplicate_of", text),
        ]
    )
    return schema


def schema_of_part(name: str) -> pa.Schema:
    """The columns of a table as its files hold them: the year is told by their folder."""
    schema = _sources_schema() if name == "sources" else schema_of(name)
    return schema.remove(schema.get_field_index("year")) if name in PARTITIONED else schema


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


def _write(
    chunks: Path,
    key: str,
    size: int,
    tables: Mapping[str, pa.Table],
    counts: Mapping[str, Mapping[str, int]],
    made: Conditions,
    edition: Edition,
) -> None:
    import pyarrow

    new = chunks / f"new-{key}"
    remove(new)
    new.mkdir()
    years: dict[str, tuple[int | None, ...]] = {}
    sums: dict[str, str] = {}
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
            settle(file)
        sums[name] = sha256_of(new / f"{name}.arrow")
    about = {"size": size, "years": years, "counts": counts, "made": asdict(made), "sha256": sums}
    text = json.dumps({**about, "edition": asdict(edition)}, ensure_ascii=False, sort_keys=True)
    with (new / _ABOUT).open("w", encoding="utf-8", newline="\n") as file:
        file.write(f"{_sum_of(text)}\n{text}\n")
        settle(file)
    settle_folder(new)
    remove(chunks / key)
    new.rename(chunks / key)
    settle_folder(chunks)


def read_chunk(chunks: Path, key: str) -> Chunk | None:
    """The chunk of that key, where it is there and undamaged; what is damaged is logged, and counts as not
    there."""
    folder = chunks / key
    try:
        stated, _, text = (folder / _ABOUT).read_text(encoding="utf-8").partition("\n")
        text = text.removesuffix("\n")
        if stated != _sum_of(text):
            raise ValueError(f"{_ABOUT} is not as it was written")
        about = json.loads(text)
        for name in TABLES:
            if sha256_of(folder / f"{name}.arrow") != about["sha256"][name]:
                raise ValueError(f"{name}.arrow is not as it was written")
        years = {table: tuple(years) for table, years in about["years"].items()}
        made, edition = Conditions.of(about["made"]), Edition(**about["edition"])
        return Chunk(key, about["size"], years, about["counts"], made, edition, stated)
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        if os.path.lexists(folder):
            _log.warning("chunk %s is damaged and is made again: %s", key, error)
        return None


def open_table(chunks: Path, key: str, name: str) -> Any:
    """A table of a chunk, a batch for each of its years."""
    import pyarrow

    return pyarrow.ipc.open_file(pyarrow.memory_map(str(chunks / key / f"{name}.arrow")))


def _sum_of(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def sha256_of(path: Path) -> str:
    """The SHA-256 of a file's bytes, in hex; OSError where it cannot be read."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            digest.update(block)
    return digest.hexdigest()


def remove(path: Path) -> None:
    """Take away what is there, a folder with all that is in it, a file or a link; nothing where nothing
    is."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def settle(file: IO[Any]) -> None:
    """Have what was written on the disk before anything else happens."""
    file.flush()
    os.fsync(file.fileno())


def settle_folder(folder: Path) -> None:
    """Have the names in a folder on the disk, where the system lets that be asked for."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
