"""Settings from a file: `[tool.govinfo-reports]` of pyproject.toml, or a `govinfo-reports.toml` of its
own."""

from __future__ import annotations

import argparse
import difflib
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ..errors import GovInfoError
from ..language import phrase

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

__all__ = ["InvalidSettings", "find_settings", "read_settings", "settle"]

_OWN = "govinfo-reports.toml"
_PROJECT = "pyproject.toml"
_SECTION = "govinfo-reports"
_KINDS: Mapping[str, tuple[type, str]] = {
    "select": (list, "a list of rules"),
    "ignore": (list, "a list of rules"),
    "severity": (dict, "a table of rules and severities"),
    "fail-on": (str, "a severity"),
    "baseline": (str, "a file"),
    "vocabulary": (list, "a list of files"),
    "lang": (str, "zh or en"),
    "not-checked": (bool, "true or false"),
}
_CHOICES = {"fail-on": ("info", "warning", "error"), "lang": ("zh", "en")}


class InvalidSettings(GovInfoError, ValueError):
    """A file of settings cannot be read, or says what is not known."""


def find_settings(folder: Path) -> Path | None:
    """The file that holds for a folder: the nearest above or in it; `govinfo-reports.toml` before a
    pyproject.toml with the section. None where there is none."""
    for place in (folder, *folder.parents):
        if (place / _OWN).is_file():
            return place / _OWN
        if (place / _PROJECT).is_file() and _section(place / _PROJECT) is not None:
            return place / _PROJECT
    return None


def _section(path: Path) -> Any:
    try:
        with path.open("rb") as file:
            held = tomllib.load(file)
    except (OSError, ValueError) as error:
        if path.name == _PROJECT:
            return None  # somebody else's file, which is not ours to judge
        raise InvalidSettings(phrase("{path}: cannot be read ({error})", path=path, error=error)) from error
    return held.get("tool", {}).get(_SECTION) if path.name == _PROJECT else held


def read_settings(path: Path) -> Mapping[str, Any]:
    """The settings in a file. Raises InvalidSettings, which names the key, for what is not known."""
    held = _section(path)
    if not isinstance(held, dict):
        raise InvalidSettings(phrase("{path}: no section [tool.{section}]", path=path, section=_SECTION))
    for key, value in held.items():
        if key not in _KINDS:
            like = difflib.get_close_matches(key, _KINDS, n=1)
            hint = f"; did you mean {like[0]}?" if like else ""
            raise InvalidSettings(
                phrase("{path}: unknown setting {key!r}{hint}", path=path, key=key, hint=hint)
            )
        kind, words = _KINDS[key]
        items = list(value.values()) if isinstance(value, dict) else value if isinstance(value, list) else []
        choices = _CHOICES.get(key)
        if (
            not isinstance(value, kind)
            or not all(isinstance(one, str) for one in items)
            or (choices is not None and value not in choices)
        ):
            raise InvalidSettings(phrase("{path}: {key} is to be {words}", path=path, key=key, words=words))
    return held


def settle(arguments: argparse.Namespace, path: Path | None) -> None:
    """Put the settings of a file where the command line says nothing; a baseline and a vocabulary are looked
    for beside the file."""
    settings = read_settings(path) if path is not None else {}
    for key, value in settings.items():
        name = key.replace("-", "_")
        if key == "baseline" and path is not None:
            value = str(path.parent / value)
        if key == "vocabulary" and path is not None:
            value = [str(path.parent / one) for one in value]
        if key == "severity":
            arguments.severity = {**value, **dict(arguments.severity or ())}
        elif getattr(arguments, name, None) in (None, False):
            setattr(arguments, name, value)
