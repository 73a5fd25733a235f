"""What office document a single XML file is: its root element and the namespaces that its first bytes
declare."""

from __future__ import annotations

import re

__all__ = ["flat_kind"]

_BEFORE_ROOT = re.compile(
    r"\s*(?:(?:<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^\[>]*(?:\[[^\]]*\]\s*)?>)\s*)*", re.DOTALL
)
_ROOT = re.compile(r"<(?:[\w.-]+:)?([\w.-]+)(?=[\s/>])([^>]*)")
_ROOTS = {
    "package": ("http://schemas.microsoft.com/office/2006/xmlPackage", "opc"),
    "wordDocument": ("http://schemas.microsoft.com/office/word/2003/wordml", "word-2003"),
    "Workbook": ("urn:schemas-microsoft-com:office:spreadsheet", "excel-2003"),
    "document": ("urn:oasis:names:tc:opendocument:xmlns:office:1.0", "opendocument"),
}
_WITHIN = 20_000
_MARKS = (("\ufeff".encode("utf-16-le"), "utf-16-le"), ("\ufeff".encode("utf-16-be"), "utf-16-be"))


def flat_kind(data: bytes) -> str | None:
    """`opc` (a Word file as one XML), `word-2003`, `excel-2003`, `opendocument` (.fodt, .fods), or None for
    anything else.

    >>> flat_kind(b'<w:wordDocument xmlns:w="http://schemas.microsoft.com/office/word/2003/wordml">')
    'word-2003'
    >>> flat_kind(b"<html>") is None
    True
    """
    head = data[:_WITHIN]
    codec = next((codec for mark, codec in _MARKS if head.startswith(mark)), "utf-8")
    text = head.decode(codec, errors="replace").lstrip("\ufeff")
    skipped = _BEFORE_ROOT.match(text)
    root = _ROOT.match(text, skipped.end() if skipped else 0)
    if root is None or root[1] not in _ROOTS:
        return None
    namespace, kind = _ROOTS[root[1]]
    return kind if namespace in root[2] else None
