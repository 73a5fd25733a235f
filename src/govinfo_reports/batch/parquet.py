"""Parquet files of equal row groups, whatever the sizes of what is written."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .chunks import open_table, schema_of_part, settle, settle_folder
from .edition import Edition, marked

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = ["write_parquet"]

_ROW_GROUP = 65_536
_ROWS_A_FILE = 32 * _ROW_GROUP


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
                settle(file)
            settle_folder(self._folder)
            self._writer = None
            self._number += 1
            self._rows = 0


def write_parquet(
    folder: str, chunks: str, name: str, editions: Sequence[Edition], batches: Sequence[tuple[str, int]]
) -> None:
    """Write the rows of a table, read by these editions, into `part-0000.parquet` and so on: of each chunk
    its so-manieth batch. There is at least one file, if an empty one."""
    import pyarrow

    schema = marked(schema_of_part(name), editions)
    files = _ParquetFiles(Path(folder), schema)
    waiting = schema.empty_table()
    for key, number in batches:
        batch = open_table(Path(chunks), key, name).get_batch(number)
        waiting = pyarrow.concat_tables([waiting, pyarrow.Table.from_batches([batch]).cast(schema)])
        while waiting.num_rows >= _ROW_GROUP:
            files.write(waiting.slice(0, _ROW_GROUP))
            waiting = waiting.slice(_ROW_GROUP)
    if waiting.num_rows:
        files.write(waiting)
    files.close()
