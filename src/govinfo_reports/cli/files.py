"""The files that a command line names, those of folders among them."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from ..errors import UnreadableSource
from ..language import phrase
from .streams import STDIN

__all__ = ["files_of"]


def files_of(paths: Sequence[str], taken: Iterable[str] = ()) -> Iterator[str | UnreadableSource]:
    """The files named, and those in the folders named in the order of their names, each once; errors for folders. The
    files in `taken` are left out."""
    seen = set(taken)
    for path in paths:
        for file in _below(path) if path != STDIN and Path(path).is_dir() else (path,):
            key = file if isinstance(file, UnreadableSource) or file == STDIN else os.path.realpath(file)
            if isinstance(key, str):
                if key in seen:
                    continue
                seen.add(key)
            yield file


def _below(folder: str) -> Iterator[str | UnreadableSource]:
    errors: list[OSError] = []
    found = False
    for place, folders, files in os.walk(folder, onerror=errors.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            if not name.startswith((".", "~$")):
                found = True
                yield os.path.join(place, name)
    for error in errors:
        yield UnreadableSource(phrase("cannot be listed ({error})", error=error), source=str(error.filename))
    if not found and not errors:
        yield UnreadableSource(phrase("the folder holds no files"), source=folder)
