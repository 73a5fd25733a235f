"""What the tables of a batch depend on besides its files: what is installed, and how long a file may take."""

from __future__ import annotations

import re
import shutil
from collections.abc import Mapping
from importlib import util
from itertools import chain
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from attrs import frozen

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = ["Conditions", "missing_parts"]

_EXTRA = re.compile(r"govinfo-reports\[(\w+)\]")
_MODULES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "pdf": ("pypdfium2",),
        "sheet": ("python_calamine",),
        "ocr": ("rapidocr", "onnxruntime"),
        "opencc": ("opencc",),
    }
)
"""The extras that change what is read, with the modules they bring."""
_OFFICE = "LibreOffice"
_PROGRAMS = ("soffice", "libreoffice")


@frozen
class Conditions:
    """`missing` is what its failures and notices say would have let more be read: extras, LibreOffice.
    `late` tells that files were given up after `timeout` seconds."""

    missing: tuple[str, ...] = ()
    timeout: float | None = None
    late: bool = False

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> Conditions:
        """What JSON kept of them."""
        return cls(tuple(data["missing"]), data["timeout"], data["late"])

    def would_read_more(self, timeout: float | None, *, is_here: bool) -> bool:
        """Whether more would be read now, when a file may take `timeout` seconds; what is installed counts
        where the reading is done on this machine (`is_here`)."""
        if self.late and self.timeout is not None and (timeout is None or timeout > self.timeout):
            return True
        return is_here and any(map(_is_there, self.missing))


def _is_there(part: str) -> bool:
    if part == _OFFICE:
        return any(map(shutil.which, _PROGRAMS))
    return part in _MODULES and all(util.find_spec(name) is not None for name in _MODULES[part])


def missing_parts(tables: Mapping[str, pa.Table]) -> tuple[str, ...]:
    """The extras and programs that the failures and the notices of reports ask for."""
    said: list[Any] = tables["failures"].column("reason").to_pylist()
    notices: list[Any] = tables["reports"].column("notices").to_pylist()
    found = set()
    for text in chain(said, *notices):
        found.update(_EXTRA.findall(text))
        if f"need {_OFFICE}" in text:
            found.add(_OFFICE)
    return tuple(sorted(found))
