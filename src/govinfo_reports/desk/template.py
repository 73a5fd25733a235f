"""Pages by Jinja2: every text is escaped by the template engine, and what nobody sees (control, direction)
is left out."""

from __future__ import annotations

import base64
import hashlib
from functools import lru_cache
from importlib import resources
from typing import TYPE_CHECKING, Any

from ..checks.render import clean
from ..errors import MissingExtra
from ..language import phrase

if TYPE_CHECKING:
    import jinja2

__all__ = ["asset", "policy", "render", "templates"]

_FOLDER = "templates"


@lru_cache(maxsize=8)
def asset(name: str) -> str:
    """A file that pages carry with them: their style or their script."""
    return (resources.files(__package__) / _FOLDER / name).read_text(encoding="utf-8")


@lru_cache(maxsize=8)
def policy(*scripts: str, more: str = "") -> str:
    """The content security policy of a page that runs these scripts of ours and nothing else, and asks
    nobody for anything.

    >>> policy("").startswith("default-src 'none'; script-src 'sha256-47DEQpj8")
    True
    """
    digests = (
        base64.b64encode(hashlib.sha256(asset(name).encode() if name else b"").digest()).decode()
        for name in scripts
    )
    allowed = " ".join(f"'sha256-{digest}'" for digest in digests) or "'none'"
    return (
        f"default-src 'none'; script-src {allowed}; style-src 'unsafe-inline'; img-src data:; "
        f"base-uri 'none'; {more or 'form-action ' + chr(39) + 'none' + chr(39)}"
    )


@lru_cache(maxsize=1)
def templates() -> jinja2.Environment:
    """The templates. Raises MissingExtra without Jinja2 (extra `page`)."""
    try:
        import jinja2
        import markupsafe
    except ImportError as error:
        raise MissingExtra(
            phrase("Jinja2 is needed: pip install 'govinfo-reports[page]'"), extra="page"
        ) from error

    def shown(value: Any) -> Any:
        """What is put into a page: `None` as nothing, text without what nobody sees."""
        if isinstance(value, markupsafe.Markup):
            return value
        return "" if value is None else clean(value) if isinstance(value, str) else value

    return jinja2.Environment(
        loader=jinja2.PackageLoader("govinfo_reports.desk", _FOLDER),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        finalize=shown,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


def render(name: str, /, **values: Any) -> str:
    """A page made of a template. Raises MissingExtra without Jinja2."""
    return templates().get_template(name).render(**values)
