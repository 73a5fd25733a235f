"""Word files written as one XML: flat OPC, and the XML of Word 2003, each made the package that it stands
for."""

from __future__ import annotations

import io
from collections.abc import Iterator
from zipfile import ZIP_STORED, ZipFile

from lxml import etree

from ...errors import LimitExceeded, UnreadableSource
from ...language import phrase
from ...limits import Limits
from ..package import parse_xml
from .names import W

__all__ = ["package_of_flat_opc", "package_of_word_2003"]

_PKG = "{http://schemas.microsoft.com/office/2006/xmlPackage}"
_OLD_URI = "http://schemas.microsoft.com/office/word/2003/wordml"
_OLD = f"{{{_OLD_URI}}}"
_AUX = "{http://schemas.microsoft.com/office/word/2003/auxHint}"
_AML = "{http://schemas.microsoft.com/aml/2001/core}"
_NEW_NAMES = {"vmerge": "vMerge", "hmerge": "hMerge", "sub": "sub"}
_KEPT_CHANGES = frozenset({"Word.Insertion"})


def package_of_flat_opc(data: bytes, *, source: str | None, limits: Limits) -> bytes:
    """The zip whose parts a flat OPC file holds; binary parts (pictures) are left out."""
    root = parse_xml(data, part="the file", source=source, limits=limits)
    parts: dict[str, bytes] = {}
    for part in root.iterchildren(f"{_PKG}part"):
        name = part.get(f"{_PKG}name", "").lstrip("/")
        content = part.find(f"{_PKG}xmlData")
        if name and content is not None and len(content):
            parts[name] = etree.tostring(content[0], encoding="utf-8")
    if not parts:
        raise UnreadableSource(phrase("the flat OPC file holds no parts"), source=source)
    return _zip_of(parts, source, limits)


def package_of_word_2003(data: bytes, *, source: str | None, limits: Limits) -> bytes:
    """The .docx that says what a file in the XML of Word 2003 says: names, lists, notes and tracked changes
    as they are today."""
    root = parse_xml(data, part="the file", source=source, limits=limits)
    notes: dict[str, list[etree._Element]] = {"footnote": [], "endnote": []}
    _accept_changes(root)
    _write_numbers(root)
    for head in [*root.iter(f"{_OLD}hdr", f"{_OLD}ftr")]:
        _drop(head)
    for kind, found in notes.items():
        for note in [*root.iter(f"{_OLD}{kind}")]:
            parent = note.getparent()
            if parent is None or parent.tag != f"{_OLD}r":  # the separators among the document's properties
                _drop(note)
                continue
            reference = parent.makeelement(f"{_OLD}{kind}Reference")
            reference.set(f"{_OLD}id", str(len(found) + 1))
            parent.replace(note, reference)
            note.set(f"{_OLD}id", str(len(found) + 1))
            note.tail = None
            found.append(note)
    body = root.find(f"{_OLD}body")
    if body is None:
        raise UnreadableSource(phrase("the XML holds no Word document"), source=source)
    parts = {"word/document.xml": _part("document", [body])}
    styles = root.find(f"{_OLD}styles")
    if styles is not None:
        parts["word/styles.xml"] = _renamed(styles)
    for kind, found in notes.items():
        if found:
            parts[f"word/{kind}s.xml"] = _part(f"{kind}s", found)
    return _zip_of(parts, source, limits)


def _accept_changes(root: etree._Element) -> None:
    """Keep what was inserted, drop what was deleted or is a comment, a bookmark or an older formatting."""
    for change in [*root.iter(f"{_AML}annotation")]:
        parent = change.getparent()
        if parent is None:
            continue
        content = change.find(f"{_AML}content")
        if change.get(f"{_OLD}type") in _KEPT_CHANGES and content is not None:
            for child in [*content]:
                change.addprevious(child)
        _drop(change)


def _write_numbers(root: etree._Element) -> None:
    """The automatic numbers as text: the file says them as they are shown."""
    for properties in [*root.iter(f"{_OLD}listPr")]:
        shown = properties.find(f"{_AUX}t")
        paragraph_properties = properties.getparent()
        label = "" if shown is None else shown.get(f"{_AUX}val", "")
        if label and paragraph_properties is not None and paragraph_properties.getparent() is not None:
            run = paragraph_properties.makeelement(f"{_OLD}r")
            etree.SubElement(run, f"{_OLD}t").text = label
            paragraph_properties.addnext(run)
        _drop(properties)


def _drop(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _part(name: str, children: list[etree._Element]) -> bytes:
    root = etree.Element(_OLD + name, nsmap={"w": _OLD_URI})
    root.extend(children)
    return _renamed(root)


def _renamed(root: etree._Element) -> bytes:
    """A part with the names that Word uses today."""
    for element in _elements(root):
        if element.tag.startswith(_OLD):
            name = element.tag[len(_OLD) :]
            element.tag = W + _NEW_NAMES.get(name, name)
        for key, value in element.attrib.items():
            if isinstance(key, str) and key.startswith(_OLD):
                del element.attrib[key]
                element.set(W + key[len(_OLD) :], value)
    return etree.tostring(root, encoding="utf-8", with_tail=False)


def _elements(root: etree._Element) -> Iterator[etree._Element]:
    return (element for element in root.iter() if isinstance(element.tag, str))


def _zip_of(parts: dict[str, bytes], source: str | None, limits: Limits) -> bytes:
    if len(parts) > limits.zip_entries:
        raise LimitExceeded(
            phrase("the file holds more than {zip_entries} parts", zip_entries=limits.zip_entries),
            source=source,
        )
    made = io.BytesIO()
    with ZipFile(made, "w", ZIP_STORED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return made.getvalue()
