"""Where files are read from and tables are written to: paths of this machine, or addresses of a store that
fsspec reaches (extra `remote`).

fsspec, not the filesystems of pyarrow: it knows zip and http beside the object stores, takes more of them as
plug-ins, and what it needs is configured as for pandas and Dask.
"""

from __future__ import annotations

import errno
import os
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime, timezone
from glob import has_magic, iglob
from typing import IO, Any, cast

from .errors import GovInfoError, MissingExtra
from .language import phrase

__all__ = [
    "NotAsked",
    "as_os_error",
    "filesystem",
    "found_in",
    "is_address",
    "is_of_this_process",
    "is_web",
    "open_source",
    "spread",
    "stamp_of",
]

_ADDRESS = re.compile(r"(?P<scheme>[A-Za-z][A-Za-z0-9+.-]+)://")
_WEB = frozenset({"http", "https", "ftp", "sftp", "git", "github"})
"""Addresses that go out into the net, or to other people's machines: only where that is asked for."""
_OF_THIS_PROCESS = frozenset({"memory"})
_STAMPS = (
    "ETag",
    "etag",
    "checksum",
    "md5",
    "content_md5",
    "LastModified",
    "last_modified",
    "mtime",
    "modified",
    "date_time",
    "CRC",
)


class NotAsked(GovInfoError):
    """An address in the web, which is read only where the caller says so."""


def is_address(place: object) -> bool:
    """Whether a place is an address (`s3://bucket/folder`, `zip://a.html::file.zip`) and no path.

    >>> is_address("s3://reports/2022"), is_address("reports/2022"), is_address("C://reports")
    (True, False, False)
    """
    return isinstance(place, str) and _ADDRESS.match(place) is not None


def is_web(address: str) -> bool:
    """Whether an address leads into the net."""
    return any(found["scheme"].lower() in _WEB for found in _ADDRESS.finditer(address))


def is_of_this_process(place: object) -> bool:
    """Whether a place is an address in the memory of this process, in which no other process finds what this
    one does.

    >>> is_of_this_process("zip://a.html::memory://a.zip"), is_of_this_process("s3://reports/a.html")
    (True, False)
    """
    found = _ADDRESS.finditer(place) if isinstance(place, str) and is_address(place) else ()
    return any(one["scheme"].lower() in _OF_THIS_PROCESS for one in found) and not is_web(str(place))


def filesystem(address: str, *, web: bool = False) -> tuple[Any, str]:
    """The store that an address leads to, and the path there. Raises MissingExtra where a package for it is
    missing, NotAsked for the web without `web`, and GovInfoError for an address that nobody knows."""
    if not web and is_web(address):
        raise NotAsked(
            phrase(
                "{address}: nothing is fetched from the web unless that is asked for (--web; web=True)",
                address=address,
            )
        )
    try:
        import fsspec
    except ImportError as error:
        raise _missing(address, "fsspec is needed") from error
    try:
        store, path = fsspec.core.url_to_fs(address)
    except ImportError as error:
        raise _missing(address, str(error)) from error
    except (ValueError, OSError) as error:
        raise GovInfoError(phrase("{address}: {error}", address=address, error=error)) from error
    return store, str(path)


@contextmanager
def as_os_error(place: str) -> Iterator[None]:
    """What a store's own package raises (no credentials, nobody there, no such operation) is an OSError that
    names the place."""
    try:
        yield
    except (OSError, GovInfoError):
        raise
    except Exception as error:
        raise OSError(errno.EIO, f"{type(error).__name__}: {error}", place) from error


def _missing(address: str, what: str) -> MissingExtra:
    return MissingExtra(
        phrase("{address}: {what}: pip install 'govinfo-reports[remote]'", address=address, what=what),
        extra="remote",
    )


def stamp_of(details: dict[str, Any]) -> str:
    """What tells that a file in a store has been changed: its hash or time, whichever the store says."""
    return " ".join(str(_plain(details[key])) for key in _STAMPS if details.get(key) is not None)


def _plain(value: Any) -> Any:
    return value.astimezone(timezone.utc).isoformat() if isinstance(value, datetime) else value


def spread(places: Sequence[str]) -> Iterator[str]:
    """The places, patterns of this machine's files replaced by what they take; one that takes nothing stays
    what it is."""
    for place in places:
        if is_address(place) or os.path.lexists(place) or not has_magic(place):
            yield place
        else:
            yield from sorted(iglob(place, recursive=True)) or [place]


def found_in(address: str, *, web: bool = False) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """The files at an address: below a folder, those that a pattern (`*`, `?`, `[...]`) takes, or the one
    file. Each with its name below the folder, its own address, and what the store says of it. OSError where
    it cannot be listed."""
    store, path = filesystem(address, web=web)
    with as_os_error(address):
        yield from _found(store, path, address)


def _found(store: Any, path: str, address: str) -> Iterator[tuple[str, str, dict[str, Any]]]:
    store.invalidate_cache()
    if store.isfile(path):
        yield path.rstrip("/").rpartition("/")[2], address, store.info(path)
        return
    inner, mark, outer = address.partition("::")
    if any(one in path for one in "*?["):
        taken = store.glob(path, detail=True)
        base = re.split(r"[*?\[]", path)[0].rpartition("/")[0]
        files: dict[str, Any] = {}
        for one, details in taken.items():
            files |= store.find(one, detail=True) if details["type"] == "directory" else {one: details}
    else:
        if not store.exists(path):
            raise FileNotFoundError(2, "No such file or directory", address)
        base, files = path.rstrip("/"), store.find(path, detail=True)
    scheme = inner.partition("://")[0]
    for one in sorted(files):
        if files[one]["type"] != "file":
            continue
        name = one.removeprefix(base).lstrip("/") if base else one.lstrip("/")
        plain = one if "://" in one else f"{scheme}://{one}"
        yield name, plain + mark + outer, files[one]


def open_source(place: str) -> IO[bytes]:
    """A file to read bytes from, at a path or at an address that was found. OSError."""
    if not is_address(place):
        return open(place, "rb")
    store, path = filesystem(place, web=True)
    with as_os_error(place):
        file: Any = store.open(path, "rb")
        file.store = store  # a zip is closed when nothing holds it
        return cast("IO[bytes]", file)
