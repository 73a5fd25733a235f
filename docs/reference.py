"""The sections of a docstring (Args, Returns, Raises, Attributes), for the reference and for the test of
it."""

from __future__ import annotations

import inspect
import re
from importlib import import_module

from govinfo_reports import indicators
from govinfo_reports.export.labels import english_labels, row_in_english
from govinfo_reports.forms.relations import rows

__all__ = ["attributes", "sections"]

_HEAD = re.compile(r"(Args|Returns|Raises|Attributes):")
_ENTRY = re.compile(r"    (\w+): (.*)")


def sections(docstring: str) -> dict[str, dict[str, str]]:
    """Each section of a docstring with its entries and what is said of them; `Returns` has one, without a
    name.

    >>> sections("One.\\n\\nArgs:\\n    path: Where it\\n        stands.\\n\\nReturns:\\n    The text.")
    {'Args': {'path': 'Where it stands.'}, 'Returns': {'': 'The text.'}}
    """
    found: dict[str, dict[str, str]] = {}
    inside: dict[str, str] | None = None
    name = ""
    for line in docstring.splitlines():
        if head := _HEAD.fullmatch(line):
            inside, name = found.setdefault(head[1], {}), ""
        elif inside is None or (line and not line.startswith("    ")):
            inside = None
        elif line.strip():
            entry = (
                _ENTRY.fullmatch(line) if "Returns" not in found or found["Returns"] is not inside else None
            )
            if entry is not None:
                name = entry[1]
                inside[name] = entry[2]
            else:
                inside[name] = f"{inside.get(name, '')} {line.strip()}".strip()
    return found


def attributes(kind: type) -> dict[str, str]:
    """What is said of each attribute of a class: in its docstring, or, of a group of figures, by the
    official labels.

    >>> from govinfo_reports import Review
    >>> attributes(Review)["pending"]
    '行政复议 × 尚未审结 (Administrative review: pending), in 件.'
    """
    said = sections(inspect.getdoc(kind) or "").get("Attributes", {})
    path = getattr(kind, "PATH", None)
    for one in getattr(kind, "__attrs_attrs__", ()) if path is not None else ():
        said.setdefault(
            one.name,
            _figure(f"{path}.{one.name}", kind.__module__, getattr(one.type, "__name__", str(one.type))),
        )
    return said


def _figure(path: str, module: str, group: str) -> str:
    """A figure by its labels and unit, a row of section three by its label, another group by what its class
    says."""
    item = indicators().get(path)
    if item is not None:
        return f"{item.label} ({english_labels()[path].label})" + (f", in {item.unit}." if item.unit else ".")
    if path in rows():
        return f"{rows()[path] or '一、本年新收政府信息公开申请数量'} ({row_in_english(path)}), in 件."
    return (inspect.getdoc(getattr(import_module(module), group)) or "").partition("\n")[0]
