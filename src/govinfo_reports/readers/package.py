"""Zip packages (DOCX, xlsx, ods) read within bounds, and their XML parts parsed without entities or
network."""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Callable, Iterator
from posixpath import join, normpath
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from lxml import etree

from ..errors import LimitExceeded, UnreadableSource
from ..language import phrase
from ..limits import Limits

__all__ = ["Package", "parse_xml", "part_names"]

_RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_RATIO_APPLIES_FROM = 1_000_000
_PARSER_DEPTH = 256
"""libxml2 itself refuses elements nested deeper than this."""
_DAMAGE = (BadZipFile, zlib.error, EOFError, struct.error, OSError, ValueError, RuntimeError, OverflowError)


def parse_xml(data: bytes, *, part: str, source: str | None, limits: Limits) -> etree._Element:
    """Parse one XML part; a document type declaration, deep nesting or broken XML is an error of the
    source."""
    if b"<!DOCTYPE" in data:
        raise _with_doctype(part, source)
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        if "depth" in str(error).lower():
            raise _too_deep(part, source) from error
        raise UnreadableSource(
            phrase("the part {part} is not well-formed XML ({error})", part=part, error=error), source=source
        ) from error
    if root.getroottree().docinfo.internalDTD is not None:  # in an encoding where the bytes look otherwise
        raise _with_doctype(part, source)
    if limits.nesting < _PARSER_DEPTH and root.xpath(f"boolean({'/*' * (limits.nesting + 1)})"):
        raise _too_deep(part, source)
    return root


def _with_doctype(part: str, source: str | None) -> UnreadableSource:
    return UnreadableSource(
        phrase("the part {part} declares a document type, which no office program writes", part=part),
        source=source,
    )


def _too_deep(part: str, source: str | None) -> LimitExceeded:
    return LimitExceeded(phrase("the elements of {part} are nested too deep", part=part), source=source)


class Package:
    """The parts of a zip. No size that the file states about itself is believed: bytes are counted as they
    unpack.

    Part names are compared as the office formats do, without regard to case.
    """

    def __init__(self, data: bytes, *, source: str | None, limits: Limits) -> None:
        self._source = source
        self._limits = limits
        self._size = len(data)
        self._sizes: dict[str, int] = {}
        self._unpacked = 0
        if data.count(b"PK\x01\x02") > 2 * limits.zip_entries + 16:
            raise self._too_many()
        try:
            self._zip = ZipFile(io.BytesIO(data))
        except _DAMAGE as error:
            raise self._damaged(error) from error
        entries = self._zip.infolist()
        if len(entries) > limits.zip_entries:
            raise self._too_many()
        self._parts: dict[str, ZipInfo] = {_part_key(info.filename): info for info in entries}

    @property
    def names(self) -> tuple[str, ...]:
        """The parts' names as the zip has them."""
        return tuple(info.filename for info in self._parts.values())

    def read(self, name: str) -> bytes | None:
        """The bytes of a part, or None where there is none of that name."""
        key = _part_key(name)
        info = self._parts.get(key)
        if info is None:
            return None
        if info.flag_bits & 1:
            raise UnreadableSource(
                phrase("the file is encrypted: save it without a password"), source=self._source
            )
        if info.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
            raise UnreadableSource(
                phrase("the part {name} is compressed in a way office programs do not use", name=name),
                source=self._source,
            )
        self._unpacked -= self._sizes.pop(key, 0)  # a part read again counts once
        packed = min(info.compress_size, self._size)
        ceiling = max(_RATIO_APPLIES_FROM, packed * self._limits.zip_ratio)
        room = min(ceiling, self._limits.unpacked_bytes - self._unpacked)
        try:
            with self._zip.open(info) as part:
                data = part.read(room + 1)
        except _DAMAGE as error:
            raise self._damaged(error) from error
        if len(data) > room:
            raise LimitExceeded(
                phrase(
                    "the part {name} unpacks to more than the limit of {room} bytes", name=name, room=room
                ),
                source=self._source,
            )
        self._sizes[key] = len(data)
        self._unpacked += len(data)
        return data

    def read_xml(self, name: str, shorten: Callable[[bytes], bytes] | None = None) -> etree._Element | None:
        """The root element of an XML part, or None where there is none of that name. `shorten` leaves out of
        its bytes what nobody needs."""
        data = self.read(name)
        if data is None:
            return None
        return parse_xml(
            data if shorten is None else shorten(data), part=name, source=self._source, limits=self._limits
        )

    def related(self, name: str) -> dict[str, str]:
        """The parts that a part names as belonging to it: last word of the relationship's type -> part name.

        The package itself is the part `""`. Links to outside are left out; of several of a type the first is
        given.
        """
        found: dict[str, str] = {}
        for _, kind, target in self._relations(name):
            found.setdefault(kind, target)
        return found

    def targets(self, name: str) -> dict[str, str]:
        """The parts that a part names as belonging to it: the relationship's id -> part name."""
        return {identity: target for identity, _, target in self._relations(name)}

    def _relations(self, name: str) -> Iterator[tuple[str, str, str]]:
        folder, _, base = name.rpartition("/")
        root = self.read_xml(join(folder, "_rels", f"{base}.rels"))
        for relation in () if root is None else root.iter(_RELATIONSHIP):
            if relation.get("TargetMode") != "External":
                target = normpath(join("/", folder, relation.get("Target", ""))).lstrip("/")
                yield relation.get("Id", ""), relation.get("Type", "").rpartition("/")[2], target

    def _too_many(self) -> LimitExceeded:
        return LimitExceeded(
            phrase("the zip holds more than {zip_entries} parts", zip_entries=self._limits.zip_entries),
            source=self._source,
        )

    def _damaged(self, error: Exception) -> UnreadableSource:
        return UnreadableSource(
            phrase("the file is damaged or cut short ({error})", error=error), source=self._source
        )


def part_names(data: bytes, *, source: str | None, limits: Limits) -> frozenset[str]:
    """The names of the parts of a zip, in small letters and with forward slashes."""
    return frozenset(_part_key(name) for name in Package(data, source=source, limits=limits).names)


def _part_key(name: str) -> str:
    return name.replace("\\", "/").lstrip("/").lower()
