"""How the docs are built: `sphinx-build -W -b html docs OUT` (extra `docs`)."""

from __future__ import annotations

import importlib
import re
import sys
from pathlib import Path
from typing import Any

from sphinx.search.en import SearchEnglish

from govinfo_reports import __version__

sys.path.insert(0, str(Path(__file__).parent))
from reference import attributes

project = "govinfo-reports"
author = "The govinfo_reports developers"
copyright = author
version = release = __version__

root_doc = "contents"
extensions = ["myst_nb", "sphinx.ext.autodoc", "sphinx.ext.napoleon"]
napoleon_use_ivar = True
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
autodoc_typehints = "both"
autodoc_typehints_description_target = "all"
autodoc_default_options = {"members": True, "undoc-members": True, "exclude-members": "PATH"}

_CODE = re.compile(r"(?<!`)`([^`\n]+)`(?!`)")
_CHINESE = re.compile("[\u3400-\u9fff]+")


def _prepare(app: object, what: str, name: str, thing: object, options: object, lines: list[str]) -> None:
    """Docstrings mark code with single backticks, as Markdown does; what a class says of an attribute stands
    at the attribute."""
    del app, options
    if what == "attribute" and not any(lines):
        module, _, rest = name.partition(".")
        owner: Any = importlib.import_module(module)
        for part in rest.split(".")[:-1]:
            owner = getattr(owner, part)
        lines[:] = [attributes(owner).get(name.rpartition(".")[2], "")]
    elif what == "class" and "Attributes:" in lines:
        at = lines.index("Attributes:")
        del lines[at : next((n for n in range(at + 1, len(lines)) if lines[n][:1].strip()), len(lines))]
    lines[:] = [_CODE.sub(r"``\1``", line) for line in lines]


class _BothLanguages(SearchEnglish):
    """Search for English words and, as Chinese has no blanks between words, for any two or more characters
    (勾稽): both the pages and what is asked for are cut into pairs."""

    js_splitter_code = """
function splitQuery(query) {
  const words = [];
  for (const part of query.match(/[\\u3400-\\u9fff]+|[\\p{L}\\p{N}_]+/gu) || []) {
    const pieces = part.match(/[\\u3400-\\u9fff]+|[^\\u3400-\\u9fff]+/g);
    for (const piece of pieces) {
      if (piece.length < 3 || !/[\\u3400-\\u9fff]/.test(piece)) words.push(piece);
      else for (let at = 0; at + 1 < piece.length; at += 1) words.push(piece.slice(at, at + 2));
    }
  }
  return words;
}
"""

    def split(self, input: str) -> list[str]:
        pairs = (run[at : at + 2] for run in _CHINESE.findall(input) for at in range(max(1, len(run) - 1)))
        return [*super().split(_CHINESE.sub(" ", input)), *pairs]

    def word_filter(self, stemmed_word: str) -> bool:
        return _CHINESE.match(stemmed_word) is not None or bool(super().word_filter(stemmed_word))


def setup(app: object) -> None:
    """Called by Sphinx."""
    app.add_search_language(_BothLanguages)  # type: ignore[attr-defined]
    app.connect("autodoc-process-docstring", _prepare, priority=100)  # type: ignore[attr-defined]
