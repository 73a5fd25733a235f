"""What converters make of a document: the ones that people collect reports with, each where it is installed.

Python packages are looked for in this interpreter, programs on the path.
"""

from __future__ import annotations

import importlib
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

__all__ = ["copied", "missing"]

_MISSING: set[str] = set()

Make = Callable[[Path, Path], str | bytes]


def missing() -> list[str]:
    """The packages and programs that were looked for and not found."""
    return sorted(_MISSING)


def _program(*words: str) -> Make:
    def make(source: Path, room: Path) -> bytes:
        command = [str(source) if word == "IN" else word for word in words]
        return subprocess.run(command, capture_output=True, timeout=120, check=True).stdout

    return make


def _office(kind: str) -> Make:
    def make(source: Path, room: Path) -> bytes:
        target = room / "office"
        shutil.rmtree(target, ignore_errors=True)
        profile = f"-env:UserInstallation={(room / 'profile').as_uri()}"
        command = [
            "soffice",
            profile,
            "--headless",
            "--convert-to",
            kind,
            "--outdir",
            str(target),
            str(source),
        ]
        subprocess.run(command, capture_output=True, timeout=180, check=True)
        return next(target.iterdir()).read_bytes()

    return make


def _package(name: str, use: Callable[[Any, Path], str]) -> Make:
    def make(source: Path, room: Path) -> str:
        return use(importlib.import_module(name), source)

    return make


def _soup(separator: str, *, strip: bool) -> Make:
    return _package(
        "bs4",
        lambda m, p: str(m.BeautifulSoup(p.read_text("utf-8"), "lxml").get_text(separator, strip=strip)),
    )


def _pages(name: str, text: Callable[[Any], str], opened: str) -> Make:
    def use(module: Any, source: Path) -> str:
        document = getattr(module, opened)(str(source))
        pages = document if module.__name__ == "pymupdf" else document.pages
        return "\n".join(text(page) or "" for page in pages)

    return _package(name, use)


def _python_docx(module: Any, source: Path) -> str:
    lines = []
    for item in module.Document(str(source)).iter_inner_content():
        if hasattr(item, "rows"):
            lines += ["\t".join(cell.text.replace("\n", "") for cell in row.cells) for row in item.rows]
        else:
            lines.append(item.text)
    return "\n".join(lines)


def _with_tables(page: Any) -> str:
    lines = [page.extract_text() or ""]
    for rows in page.extract_tables():
        cells = ["| " + " | ".join((cell or "").replace("\n", "") for cell in row) + " |" for row in rows]
        lines += [cells[0], "|" + "---|" * len(rows[0]), *cells[1:], ""]
    return "\n".join(lines)


def _mammoth(module: Any, source: Path) -> str:
    with source.open("rb") as file:
        return f"<html><body>{module.convert_to_html(file).value}</body></html>"


def _markitdown(module: Any, source: Path) -> str:
    return str(module.MarkItDown().convert(str(source)).text_content)


_W3M = ("w3m", "-dump", "-cols", "200", "-I", "UTF-8", "-O", "UTF-8", "-T", "text/html", "IN")
_LYNX = ("lynx", "-dump", "-nolist", "-width=200", "-assume_charset=utf-8", "-display_charset=utf-8", "IN")

CONVERTERS: dict[str, dict[str, tuple[str, str, Make]]] = {  # name: what is needed, suffix of the copy, how
    "html": {
        "bs4": ("bs4", "txt", _soup("\n", strip=False)),
        "bs4strip": ("bs4", "txt", _soup("\n", strip=True)),
        "html2text": ("html2text", "md", _package("html2text", lambda m, p: str(m.html2text(p.read_text("utf-8"), bodywidth=0)))),
        "markdownify": ("markdownify", "md", _package("markdownify", lambda m, p: str(m.markdownify(p.read_text("utf-8"))))),
        "trafilatura": ("trafilatura", "txt", _package("trafilatura", lambda m, p: m.extract(p.read_text("utf-8"), favor_recall=True) or "")),
        "trafilaturamd": ("trafilatura", "md", _package("trafilatura", lambda m, p: m.extract(p.read_text("utf-8"), output_format="markdown") or "")),
        "inscriptis": ("inscriptis", "txt", _package("inscriptis", lambda m, p: str(m.get_text(p.read_text("utf-8"))))),
        "readability": ("readability", "html", _package("readability", lambda m, p: str(m.Document(p.read_text("utf-8")).summary()))),
        "markitdown": ("markitdown", "md", _package("markitdown", _markitdown)),
        "lynx": ("lynx", "txt", _program(*_LYNX)),
        "w3m": ("w3m", "txt", _program(*_W3M)),
        "pandocplain": ("pandoc", "txt", _program("pandoc", "-f", "html", "-t", "plain", "--columns=300", "IN")),
        "pandocgfm": ("pandoc", "md", _program("pandoc", "-f", "html", "-t", "gfm", "IN")),
        "pandocmd": ("pandoc", "md", _program("pandoc", "-f", "html", "-t", "markdown", "IN")),
        "lodocx": ("soffice", "docx", _office("docx:MS Word 2007 XML")),
        "lotxt": ("soffice", "txt", _office("txt:Text (encoded):UTF8")),
    },
    "docx": {
        "pythondocx": ("docx", "txt", _package("docx", _python_docx)),
        "docx2txt": ("docx2txt", "txt", _package("docx2txt", lambda m, p: str(m.process(str(p))))),
        "mammoth": ("mammoth", "html", _package("mammoth", _mammoth)),
        "markitdown": ("markitdown", "md", _package("markitdown", _markitdown)),
        "pandocplain": ("pandoc", "txt", _program("pandoc", "-t", "plain", "--columns=300", "IN")),
        "pandocgfm": ("pandoc", "md", _program("pandoc", "-t", "gfm", "IN")),
        "pandocrst": ("pandoc", "txt", _program("pandoc", "-t", "rst", "--columns=300", "IN")),
        "pandochtml": ("pandoc", "html", _program("pandoc", "-s", "-t", "html", "IN")),
        "lohtml": ("soffice", "html", _office("html:HTML (StarWriter)")),
        "lotxt": ("soffice", "txt", _office("txt:Text (encoded):UTF8")),
        "lopdf": ("soffice", "pdf", _office("pdf")),
        "loodt": ("soffice", "odt", _office("odt")),
    },
    "pdf": {
        "pdftotext": ("pdftotext", "txt", _program("pdftotext", "IN", "-")),
        "pdftotextlayout": ("pdftotext", "txt", _program("pdftotext", "-layout", "IN", "-")),
        "pdftotextraw": ("pdftotext", "txt", _program("pdftotext", "-raw", "IN", "-")),
        "pdftohtml": ("pdftohtml", "html", _program("pdftohtml", "-i", "-noframes", "-stdout", "IN")),
        "pdfminer": ("pdfminer.high_level", "txt", _package("pdfminer.high_level", lambda m, p: str(m.extract_text(str(p))))),
        "pypdf": ("pypdf", "txt", _pages("pypdf", lambda page: str(page.extract_text()), "PdfReader")),
        "pypdflayout": ("pypdf", "txt", _pages("pypdf", lambda page: str(page.extract_text(extraction_mode="layout")), "PdfReader")),
        "pdfplumber": ("pdfplumber", "txt", _pages("pdfplumber", lambda page: str(page.extract_text()), "open")),
        "pdfplumberlayout": ("pdfplumber", "txt", _pages("pdfplumber", lambda page: str(page.extract_text(layout=True)), "open")),
        "pdfplumbermd": ("pdfplumber", "md", _pages("pdfplumber", _with_tables, "open")),
        "markitdown": ("markitdown", "md", _package("markitdown", _markitdown)),
        "mupdf": ("pymupdf", "txt", _pages("pymupdf", lambda page: str(page.get_text()), "open")),
        "mupdfsort": ("pymupdf", "txt", _pages("pymupdf", lambda page: str(page.get_text(sort=True)), "open")),
        "mupdfhtml": ("pymupdf", "html", _pages("pymupdf", lambda page: str(page.get_text(option="html")), "open")),
        "mupdfmd": ("pymupdf", "md", _pages("pymupdf", lambda page: "\n".join([page.get_text(), *(t.to_markdown() for t in page.find_tables().tables)]), "open")),
        "pymupdf4llm": ("pymupdf4llm", "md", _package("pymupdf4llm", lambda m, p: str(m.to_markdown(str(p), show_progress=False)))),
    },
}  # fmt: skip


def _is_there(need: str) -> bool:
    if shutil.which(need):
        return True
    try:
        importlib.import_module(need)
    except ImportError:
        _MISSING.add(need)
        return False
    return True


def _in_utf8(source: Path, room: Path) -> Path:
    """A page in UTF-8, whatever it was in: what a browser would give to the converter."""
    data = source.read_bytes()
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        text = data.decode("gb18030")
    target = room / "page.html"
    target.write_text(
        re.sub(r"charset=[\w-]+", "charset=utf-8", text.replace('charset="gb2312"', 'charset="utf-8"')),
        "utf-8",
    )
    return target


def copied(source: Path, room: Path, only: str = "") -> Iterator[tuple[str, str, bytes]]:
    """For each converter that takes such a document and is installed: its name, the suffix of its copy, and
    the copy.

    `room` is a folder for files on the way, `only` a pattern for names such as `pdf_pdftotext`. A converter
    that fails is named on standard error.
    """
    kind = source.suffix[1:]
    page = _in_utf8(source, room) if kind == "html" else source
    for name, (need, suffix, make) in CONVERTERS.get(kind, {}).items():
        if not re.search(only, f"{kind}_{name}") or not _is_there(need):
            continue
        try:
            data = make(page, room)
        except Exception as error:  # noqa: BLE001 - whatever a converter fails with
            print(f"{kind}_{name}: {source.name}: {type(error).__name__}: {error}"[:200], file=sys.stderr)
            continue
        yield f"{kind}_{name}", suffix, data.encode() if isinstance(data, str) else data
