"""What a figure was read with: the version of the library and of its words, as chunks and Parquet files
carry it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any

from attrs import frozen

from .._version import __version__
from ..export.json import SCHEMA_VERSION

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = ["TABLES_VERSION", "Edition", "edition_of_parquet", "marked"]

TABLES_VERSION = 2
"""Grows when a column of the tables changes its meaning; columns may be added without. 1 was release 0.1.0,
in which `report` counted the files."""

_WORDS = (("forms", "words.csv"), ("forms", "sentences.txt"), ("data", "indicators.csv"))
_PREFIX = "govinfo_reports."


@cache
def _own_words() -> str:
    digest = hashlib.sha256()
    for folder, name in _WORDS:
        text = (resources.files("govinfo_reports") / folder / name).read_bytes()
        digest.update(text.replace(b"\r\n", b"\n") + b"\0")
    return digest.hexdigest()[:12]


@frozen(order=True)
class Edition:
    """The `library`'s version, the `schema` of its JSON, and its `vocabulary`: twelve hex digits of the
    SHA-256 of its words, and behind a `+` those of the user's own, where there are such."""

    library: str
    schema: int
    vocabulary: str

    @classmethod
    def of_today(cls, own: str | None = None) -> Edition:
        """That of this library, `own` being the hash of a user's vocabulary (`Vocabulary.sha256`).

        >>> Edition.of_today("ab" * 32).vocabulary.removeprefix(Edition.of_today().vocabulary)
        '+abababababab'
        """
        more = "" if own is None else f"+{own[:12]}"
        return cls(__version__, SCHEMA_VERSION, _own_words() + more)


def marked(schema: pa.Schema, editions: Iterable[Edition]) -> pa.Schema:
    """The schema with what the rows were read with in its metadata."""
    every = sorted(set(editions)) or [Edition.of_today()]
    said = {
        "version": ",".join(dict.fromkeys(one.library for one in every)),
        "schema": ",".join(dict.fromkeys(str(one.schema) for one in every)),
        "vocabulary": ",".join(dict.fromkeys(one.vocabulary for one in every)),
        "tables": str(TABLES_VERSION),
    }
    return schema.with_metadata({f"{_PREFIX}{name}": value for name, value in said.items()})


def edition_of_parquet(schema: pa.Schema) -> dict[str, str]:
    """What `marked` put into the metadata of a Parquet file: `version`, `schema`, `vocabulary`, `tables`;
    empty where it was written before they were."""
    metadata: dict[Any, Any] = schema.metadata or {}
    return {
        key.decode().removeprefix(_PREFIX): value.decode()
        for key, value in metadata.items()
        if key.decode().startswith(_PREFIX)
    }
