"""The catalogue of wordings, kept in step with the code: `python tests/messages.py` gathers what the code
says into the .po file, drops what it says no longer, and compiles the .mo file that is shipped (Babel; see
`make messages`)."""

from __future__ import annotations

import ast
import sys
from datetime import datetime, timezone
from io import BytesIO
from pathlib import Path

import jinja2
import jinja2.nodes
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

__all__ = ["CATALOGUE", "compiled", "gather", "read_catalogue"]

_SOURCE = Path(__file__).resolve().parents[1] / "src" / "govinfo_reports"
CATALOGUE = _SOURCE / "locale" / "zh" / "LC_MESSAGES" / "govinfo_reports.po"
_DAY = datetime(2026, 11, 28, tzinfo=timezone.utc)
_CALLED = frozenset({"say", "phrase", "word"})


def _name(called: ast.expr) -> str | None:
    return getattr(called, "id", None) or getattr(called, "attr", None)


def gather() -> dict[str, list[str]]:
    """Every wording that the code says (`phrase("...")`, `say("...")`, `self.say("...")`,
    `Say(language)("...")`, `word("...")`), with the modules that say it."""
    found: dict[str, list[str]] = {}
    for file in sorted(_SOURCE.rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call) or not node.args:
                continue
            name = _name(node.func)
            if isinstance(node.func, ast.Call) and _name(node.func.func) == "Say":
                name = "say"  # Say(language)("...")
            first = node.args[0]
            if name in _CALLED and isinstance(first, ast.Constant) and isinstance(first.value, str):
                found.setdefault(first.value, []).append(file.relative_to(_SOURCE).as_posix())
    for file in sorted(_SOURCE.rglob("templates/*.html")):
        tree = jinja2.Environment(autoescape=True).parse(file.read_text(encoding="utf-8"))
        for call in tree.find_all(jinja2.nodes.Call):
            if getattr(call.node, "name", None) in _CALLED and isinstance(call.args[0], jinja2.nodes.Const):
                found.setdefault(call.args[0].value, []).append(file.relative_to(_SOURCE).as_posix())
    return found


def read_catalogue() -> Catalog:
    """The catalogue as it is."""
    with CATALOGUE.open("rb") as file:
        return read_po(file, locale="zh")


def compiled(catalogue: Catalog) -> bytes:
    """The catalogue as gettext reads it."""
    out = BytesIO()
    write_mo(out, catalogue)
    return out.getvalue()


def _update() -> None:
    old = read_catalogue()
    new = Catalog(
        locale="zh",
        project="govinfo-reports",
        header_comment="# The Chinese wordings of govinfo_reports; see tests/messages.py.",
        copyright_holder="The govinfo_reports developers",
        msgid_bugs_address="-",
        last_translator="The govinfo_reports developers",
        language_team="-",
        creation_date=_DAY,
        revision_date=_DAY,
        fuzzy=False,
    )
    for wording, modules in sorted(gather().items()):
        before = old.get(wording)
        locations = [(module, 0) for module in dict.fromkeys(modules)]
        new.add(wording, before.string if before is not None else "", locations=locations)
    with CATALOGUE.open("wb") as file:
        write_po(file, new, width=1000, omit_header=False)
    CATALOGUE.with_suffix(".mo").write_bytes(compiled(read_catalogue()))
    missing = [message.id for message in new if message.id and not message.string]
    sys.stdout.write(f"{len(new)} wordings, {len(missing)} without Chinese: {missing}\n")


if __name__ == "__main__":
    _update()
