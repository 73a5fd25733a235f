"""The files that a command line names, those of folders among them."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from ..errors import GovInfoError, UnreadableSource
from ..language import phrase
from ..places import found_in, is_address, is_web, spread
from .streams import STDIN

__all__ = ["files_of"]


def files_of(paths: Sequence[str], taken: Iterable[str] = ()) -> Iterator[str | UnreadableSource]:
    """The files named, those that patterns take, and those in the folders and at the addresses named in the
    order of their names, each once; errors for folders. The files in `taken` are left out."""
    seen = set(taken)
    for path in spread(paths):
        for file in _in(path):
            is_path = isinstance(file, str) and file != STDIN and not is_address(file)
            key = os.path.realpath(file) if isinstance(file, str) and is_path else file
            if isinstance(key, str):
                if key in seen:
                    continue
                seen.add(key)
            yield file


def _in(path: str) -> Iterator[str | UnreadableSource]:
    """The files at a place; the place itself where it is one, or cannot be listed: who opens it says why."""
    if is_address(path) and not is_web(path):
        try:
            found = [place for _, place, _ in found_in(path)]
        except (OSError, GovInfoError):
            found = []
        yield from found or [path]
    elif path != STDIN and Path(path).is_dir():
        yield from _below(path)
    else:
        yield path


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
