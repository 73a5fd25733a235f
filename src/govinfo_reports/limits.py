"""How much of a source is read before it is refused: all limits in one place."""

from __future__ import annotations

from attrs import frozen

__all__ = ["DEFAULT_LIMITS", "Limits"]


@frozen(kw_only=True)
class Limits:
    """What a source may cost. A source that goes beyond gives `LimitExceeded`.

    The defaults fit every report seen (the largest are scans of some 50 MB) with room to spare.

    >>> Limits(pages=20).pages
    20
    """

    bytes: int = 200_000_000
    """Size of a source."""
    pages: int = 500
    """Pages of a PDF."""
    cells: int = 200_000
    """Cells of all tables together, spans counted (at most 1,000 columns and 65,534 rows are taken from one
    span)."""
    paragraphs: int = 100_000
    """Paragraphs (lines of a text) in all."""
    characters: int = 1_000_000
    """Characters of text of all paragraphs and cells together; a long report of a province has some
    50,000."""
    nesting: int = 200
    """Depth of nested elements and tables."""
    unpacked_bytes: int = 400_000_000
    """Size of all parts of a zip, DOCX or xlsx together."""
    zip_ratio: int = 200
    """How many times larger than packed a part of more than 1 MB may be."""
    zip_entries: int = 5_000
    """Parts in a zip."""
    convert_seconds: float = 120.0
    """How long LibreOffice may take over one file."""
    worker_seconds: float = 600.0
    """How long a process of our own (`parse_many`, `batch`, `parse(..., isolated=True)`) may take over one
    source before it is ended."""
    worker_memory: int = 1_000_000_000
    """Bytes of memory that such a process, or a program that it has started, may hold (where the system
    tells, on Linux)."""


DEFAULT_LIMITS = Limits()
