"""How the docs are built: `sphinx-build -W -b html docs OUT` (extra `docs`)."""

from __future__ import annotations

import re

from govinfo_reports import __version__

project = "govinfo-reports"
author = "The govinfo_reports developers"
copyright = author
version = release = __version__

root_doc = "contents"
extensions = ["myst_nb", "sphinx.ext.autodoc"]
exclude_patterns = ["_build"]
html_theme = "furo"
html_title = f"govinfo-reports {__version__}"
html_static_path = ["_static"]
html_show_sourcelink = False

# The notebook is stored with its outputs; a test runs it and compares them.
nb_execution_mode = "off"
myst_heading_anchors = 3
suppress_warnings = ["mystnb.unknown_mime_type"]

autodoc_member_order = "bysource"
autodoc_typehints = "description"
autodoc_typehints_description_target = "documented"

_CODE = re.compile(r"(?<!`)`([^`\n]+)`(?!`)")


def _as_code(app: object, what: str, name: str, thing: object, options: object, lines: list[str]) -> None:
    """Docstrings mark code with single backticks, as Markdown does."""
    del app, what, name, thing, options
    lines[:] = [_CODE.sub(r"``\1``", line) for line in lines]


def setup(app: object) -> None:
    """Called by Sphinx."""
    app.connect("autodoc-process-docstring", _as_code)  # type: ignore[attr-defined]
