"""The JSON Schema of `Report.to_json`, made from the classes; `python -m govinfo_reports.export.schema`
prints it.

The page is `docs/report.schema.json`.
"""

from __future__ import annotations

import inspect
import json
import sys
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from enum import Enum
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from attrs import fields, has

from ..indicators import indicators
from ..model.report import Report
from .json import SCHEMA_VERSION

__all__ = ["report_schema"]

_DRAFT = "https://json-schema.org/draft/2020-12/schema"
_DECIMAL = r"^-?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?$"
_SIMPLE: dict[Any, dict[str, Any]] = {
    NoneType: {"type": "null"},
    bool: {"type": "boolean"},
    int: {"type": "integer"},
    float: {"type": "number"},
    str: {"type": "string"},
    Decimal: {"type": "string", "pattern": _DECIMAL},
    date: {"type": "string", "format": "date"},
}


def report_schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) that everything `Report.to_json` writes is valid against.

    >>> report_schema()["properties"]["year"]
    {'anyOf': [{'type': 'integer'}, {'type': 'null'}]}
    """
    definitions: dict[str, Any] = {}
    report = _object(Report, definitions)
    return {
        "$schema": _DRAFT,
        "title": "govinfo_reports: Report",
        "description": report["description"],
        "type": "object",
        "properties": {"schema": {"const": SCHEMA_VERSION}, **report["properties"]},
        "required": ["schema", *report["required"]],
        "additionalProperties": False,
        "$defs": dict(sorted(definitions.items())),
    }


def _object(cls: type[Any], definitions: dict[str, Any]) -> dict[str, Any]:
    """A class: all its attributes are written, and nothing else is."""
    hints = get_type_hints(cls)
    names = [attribute.name for attribute in fields(cls) if attribute.init]
    return {
        "description": _first_sentence(cls),
        "type": "object",
        "properties": {name: _labelled(cls, name, _type(hints[name], definitions)) for name in names},
        "required": names,
        "additionalProperties": False,
    }


def _first_sentence(cls: type[Any]) -> str:
    text = " ".join((inspect.getdoc(cls) or "").split())
    head, stop, _ = text.partition(". ")
    return head + "." if stop else text


def _labelled(cls: type[Any], name: str, schema: dict[str, Any]) -> dict[str, Any]:
    """The schema of a figure with the official label, where the class of figures has one path."""
    prefix = getattr(cls, "PATH", None)
    item = indicators().get(name if cls is Report else f"{prefix}.{name}")
    if item is None or (prefix is None and cls is not Report):
        return schema
    return {"description": f"{item.label}{f' ({item.unit})' if item.unit else ''}", **schema}


def _type(hint: Any, definitions: dict[str, Any]) -> dict[str, Any]:
    if hint in _SIMPLE:
        return dict(_SIMPLE[hint])
    if get_origin(hint) in {Union, UnionType}:
        return {"anyOf": [_type(part, definitions) for part in get_args(hint)]}
    if get_origin(hint) is frozenset:
        return {"type": "array", "items": _type(get_args(hint)[0], definitions), "uniqueItems": True}
    if get_origin(hint) is tuple:
        return _array(get_args(hint), definitions)
    if isinstance(hint, type) and issubclass(hint, Enum):
        definitions[hint.__name__] = {
            "description": _first_sentence(hint),
            "enum": [member.value for member in hint],
        }
    elif not (isinstance(hint, type) and has(hint)):
        raise TypeError(f"no JSON Schema for {hint!r}")
    elif hint.__name__ not in definitions:
        definitions[hint.__name__] = {}  # named before it is made: a section holds sections
        definitions[hint.__name__] = _object(hint, definitions)
    return {"$ref": f"#/$defs/{hint.__name__}"}


def _array(parts: tuple[Any, ...], definitions: dict[str, Any]) -> dict[str, Any]:
    if parts[-1] is Ellipsis:
        return {"type": "array", "items": _type(parts[0], definitions)}
    items = [_type(part, definitions) for part in parts]
    return {"type": "array", "prefixItems": items, "minItems": len(items), "maxItems": len(items)}


def _lines() -> Iterator[str]:
    yield json.dumps(report_schema(), ensure_ascii=False, indent=2)
    yield "\n"


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    sys.stdout.writelines(_lines())
