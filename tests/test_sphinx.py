"""The docs: built without a warning, their code and the notebook run, generated pages are those of the
registry."""

from __future__ import annotations

import doctest
import inspect
import io
import json
import os
import re
import shlex
import shutil
import struct
import subprocess
import sys
import threading
from contextlib import redirect_stderr, redirect_stdout
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from lxml import html

import city
import govinfo_reports
from desk import By, driven, missing
from govinfo_reports import Form, How, Kind, Scope, Severity, Source, indicators
from govinfo_reports.cli import main
from govinfo_reports.export.indicator_catalogue import indicator_catalogue

_ROOT = Path(__file__).resolve().parents[1]
_DOCS = _ROOT / "docs"
_PAGES = sorted(
    [*(_DOCS / "howto").glob("*.md"), *(_DOCS / "zh" / "howto").glob("*.md"), _DOCS / "zh" / "index.md"]
)
_ONCE = {"api.md", "contents.md", "glossary.md", "indicators.md", "rules.md"}
_OWN_ORDER = {"index.md", "containers.md"}
_BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_RUN = """
import sys, nbformat
from nbclient import NotebookClient
notebook = nbformat.read(sys.argv[1], as_version=4)
NotebookClient(notebook, timeout=300, kernel_name="python3", resources={"metadata": {"path": sys.argv[2]}}).execute()
nbformat.write(notebook, sys.argv[3])
"""


def _blocks(page: Path, kind: str) -> list[str]:
    return [text for name, text in _BLOCK.findall(page.read_text(encoding="utf-8")) if name == kind]


def _run(*words: str) -> None:
    """Run Python with these arguments; what it says is shown where it fails."""
    environment = {**os.environ, "PYTHONWARNINGS": "ignore", "PYDEVD_DISABLE_FILE_VALIDATION": "1"}
    done = subprocess.run(
        [sys.executable, *words], capture_output=True, check=False, cwd=_ROOT, env=environment, timeout=600
    )
    assert done.returncode == 0, (done.stdout + done.stderr).decode("utf-8", "replace")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The docs as HTML; any warning is an error."""
    out = tmp_path_factory.mktemp("docs")
    _run(
        "-m",
        "sphinx",
        "-W",
        "--keep-going",
        "-q",
        "-b",
        "html",
        "-d",
        str(out / "tree"),
        str(_DOCS),
        str(out / "html"),
    )
    return out / "html"


def _page(built: Path, name: str) -> Any:
    return html.document_fromstring((built / name).read_bytes())


def test_the_docs_are_built_without_a_warning(built: Path) -> None:
    assert (built / "index.html").exists()
    text = _page(built, "api.html").text_content()
    for name in (
        "parse",
        "Report",
        "Finding",
        "to_frame",
        "report_html",
        "outcomes_chart",
        "page_html",
        "UnreadableSource",
    ):
        assert name in text
    assert _page(built, "howto/page.html").xpath("//img[contains(@src, 'page.png')]/@alt")
    assert _page(built, "tutorial.html").xpath(
        "//div[contains(@class, 'govinfo')]//td[contains(@class, 'error')]"
    )


def test_every_public_name_is_in_the_reference(built: Path) -> None:
    ids = {one.rpartition(".")[2] for one in _page(built, "api.html").xpath("//dt[@class]/@id")}
    assert set(govinfo_reports.__all__) - ids == set()


def test_every_public_name_says_its_types_and_shows_an_example(built: Path) -> None:
    page = _page(built, "api.html")
    untyped, without = [], []
    for name in sorted(govinfo_reports.__all__):
        thing = getattr(govinfo_reports, name)
        if not (inspect.isclass(thing) or inspect.isfunction(thing)):
            continue
        if ">>>" not in (thing.__doc__ or ""):
            without.append(name)
        entries = page.xpath(f"//dt[substring-after(@id, '.') and contains(concat(@id, '|'), '.{name}|')]")
        assert entries, name
        entries.sort(key=lambda one: one.get("id").count("."))
        if inspect.isfunction(thing):
            said = entries[0].text_content()
            typed = [one for one in inspect.signature(thing).parameters if f"{one}: " in said]
            if len(typed) != len(inspect.signature(thing).parameters) or "→" not in said:
                untyped.append(name)
    assert untyped == []
    assert without == []
    [parse] = page.xpath("//dt[@id='govinfo_reports.parse']/following-sibling::dd")
    fields = [one.text_content().rstrip(":") for one in parse.xpath("dl[contains(@class, 'field-list')]/dt")]
    assert fields == ["Parameters", "Returns", "Raises", "Return type"]
    [source] = [one for one in parse.xpath(".//li//strong") if one.text == "source"]
    assert "A path, an address" in source.getparent().getparent().text_content()
    undescribed = [
        entry.get("id")
        for entry in page.xpath("//dl[contains(@class, 'py attribute')]/dt[@id]")
        if len(entry.getnext().text_content().strip()) < 8
    ]
    assert undescribed == []
    [pending] = page.xpath("//dt[@id='govinfo_reports.model.figures.Review.pending']/following-sibling::dd")
    assert "尚未审结" in pending.text_content()


def test_every_page_is_there_in_both_languages() -> None:
    """Pages that are made of data in both languages, and the reference of the code, are there once."""
    english = {page.name for page in _DOCS.glob("*.md")} - _ONCE
    assert english - {page.name for page in (_DOCS / "zh").glob("*.md")} == set()
    for name in english:
        chinese = _BLOCK.sub("", (_DOCS / "zh" / name).read_text(encoding="utf-8"))
        assert len(re.findall("[一-鿿]", chinese)) > 60
        heads = [
            len(re.findall("^#+ ", _BLOCK.sub("", (folder / name).read_text("utf-8")), re.MULTILINE))
            for folder in (_DOCS, _DOCS / "zh")
        ]
        assert name in _OWN_ORDER or heads[0] == heads[1], name
        codes = [
            _blocks(folder / name, kind)
            for folder in (_DOCS, _DOCS / "zh")
            for kind in ("pycon", "sql", "python", "sh")
        ]
        assert name in _OWN_ORDER or codes[:4] == codes[4:], name


@pytest.mark.full
@pytest.mark.skipif(missing() is not None, reason=missing() or "")
@pytest.mark.parametrize(
    ("word", "page"),
    [("勾稽", "zh/howto/findings.html"), ("依申请公开", "glossary.html"), ("checklist", "howto/page.html"), ("baseline 基线", "zh/howto/rules.html")],
)  # fmt: skip
def test_the_search_finds_words_of_both_languages(built: Path, word: str, page: str) -> None:
    serve = partial(SimpleHTTPRequestHandler, directory=str(built))
    with ThreadingHTTPServer(("127.0.0.1", 0), serve) as server, driven() as driver:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        driver.implicitly_wait(20)
        driver.get(f"http://127.0.0.1:{server.server_port}/search.html?q={quote(word)}")
        assert driver.find_elements(By.CSS_SELECTOR, f"ul.search a[href*='{page}']")
        server.shutdown()


def test_no_link_of_the_docs_leads_nowhere(built: Path) -> None:
    for file in built.rglob("*.html"):
        page: Any = html.document_fromstring(file.read_bytes())
        for link in page.xpath("//article//a/@href"):
            path, _, anchor = link.partition("#")
            if "://" in link or link.startswith(("mailto:", "data:")):
                continue
            target = (file.parent / path) if path else file
            assert target.exists(), f"{file.name}: {link}"
            if anchor and target.suffix == ".html":
                assert f'id="{anchor}"' in target.read_text(encoding="utf-8"), f"{file.name}: {link}"


def test_every_page_is_in_the_contents(built: Path) -> None:
    contents = set(_page(built, "contents.html").xpath("//article//a/@href"))
    pages = {file.relative_to(built).as_posix() for file in built.rglob("*.html")}
    made = {"contents.html", "genindex.html", "search.html", "py-modindex.html"}
    assert {
        page for page in pages - made if not page.startswith("zh/") or page == "zh/index.html"
    } <= contents
    chinese = {f"zh/{link}" for link in _page(built, "zh/index.html").xpath("//article//a/@href")}
    assert {page for page in pages if page.startswith("zh/")} - {"zh/index.html"} <= chinese


@pytest.mark.parametrize("page", _PAGES, ids=lambda page: page.relative_to(_DOCS).as_posix())
def test_the_code_of_the_how_to_pages_gives_what_it_shows(
    page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(_ROOT / "samples", tmp_path / "samples")
    shutil.copytree(_DOCS / "_city", tmp_path / "city")
    monkeypatch.chdir(tmp_path)
    text = "\n".join(_blocks(page, "pycon"))
    flags = doctest.ELLIPSIS | doctest.IGNORE_EXCEPTION_DETAIL
    said = io.StringIO()
    runner = doctest.DocTestRunner(verbose=False, optionflags=flags)
    runner.run(doctest.DocTestParser().get_doctest(text, {}, page.name, str(page), 0), out=said.write)
    assert runner.failures == 0, said.getvalue()
    assert runner.tries or _blocks(page, "console")


@pytest.mark.parametrize("page", _PAGES, ids=lambda page: page.relative_to(_DOCS).as_posix())
def test_the_commands_of_the_how_to_pages_run(
    page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(_ROOT / "samples", tmp_path / "samples")
    shutil.copytree(_DOCS / "_city", tmp_path / "city")
    monkeypatch.chdir(tmp_path)
    for block in _blocks(page, "console"):
        command, _, shown = block.partition("\n")
        program, *words = shlex.split(command.removeprefix("$ "))
        assert program == "govinfo-reports"
        said = io.StringIO()
        with redirect_stdout(said), redirect_stderr(io.StringIO()):
            assert main(words) in {0, 1}
        assert said.getvalue().startswith(shown.removesuffix("...\n"))
        if "-o" in words:
            out = Path(words[words.index("-o") + 1])
            written = [out, *out.rglob("*.parquet"), *out.rglob("*.html")]
            assert sum(file.stat().st_size for file in written if file.is_file()) > 10_000


def test_the_how_to_pages_are_there_in_chinese_with_the_same_code() -> None:
    english = {page.name for page in (_DOCS / "howto").glob("*.md")}
    assert len(english) >= 8
    assert {page.name for page in (_DOCS / "zh" / "howto").glob("*.md")} == english
    for name in english:
        pages = (_DOCS / "howto" / name, _DOCS / "zh" / "howto" / name)
        assert _blocks(pages[0], "pycon") == _blocks(pages[1], "pycon")
        commands = [[block.partition("\n")[0] for block in _blocks(page, "console")] for page in pages]
        assert commands[0] == [command.replace(" --lang zh", "") for command in commands[1]]
        chinese = (_DOCS / "zh" / "howto" / name).read_text(encoding="utf-8")
        assert len(re.findall("[一-鿿]", _BLOCK.sub("", chinese))) > 60


def test_the_catalogue_of_indicators_is_that_of_the_registry() -> None:
    page = (_DOCS / "indicators.md").read_text(encoding="utf-8")
    assert page == indicator_catalogue()
    assert all(f"| `{path}`" in page for path in indicators())
    codes = re.findall(r"^\| (\d+) \|", page, re.MULTILINE)
    assert len(codes) == len(set(codes)) == len(indicators())


def test_the_glossary_has_every_word_of_the_vocabulary() -> None:
    page = (_DOCS / "glossary.md").read_text(encoding="utf-8")
    rows = [
        line.strip("| ").split(" | ")
        for line in page.splitlines()
        if line.startswith("| ") and "---" not in line
    ]
    terms = [cells[2].strip(" `") for cells in rows if len(cells) == 3]
    words = {word for path in indicators() for word in path.split(".")}
    kinds: tuple[Any, ...] = (Form, How, Kind, Scope, Severity, Source)
    words |= {one.value for kind in kinds for one in kind}
    assert words - set(terms) == set()
    named = [term for term in terms if term and term != "identifier"]
    assert {term for term in named if named.count(term) > 1} == {"year", "amount"} & set(named)
    assert all(
        re.search("[一-鿿]", cells[0]) and re.search("[a-z]", cells[1])
        for cells in rows
        if cells[2:] != ["identifier"]
    )


def test_the_page_of_forms_has_them_all_with_their_sources() -> None:
    page = (_DOCS / "forms.md").read_text(encoding="utf-8")
    for form in Form:
        assert re.search(rf"^\| `{form.value}` \| ", page, re.MULTILINE)
    for source in (
        "国务院令第492号",
        "国务院令第711号",
        "国办公开办函〔2019〕60号",
        "国办公开办函〔2021〕30号",
        "政府信息公开情况统计表",
    ):
        assert source in page


def test_the_city_of_the_docs_is_the_one_that_is_written(tmp_path: Path) -> None:
    city.write(tmp_path)
    made = {file.relative_to(tmp_path): file.read_bytes() for file in tmp_path.rglob("*.html")}
    assert len(made) == 11
    assert made == {
        file.relative_to(_DOCS / "_city"): file.read_bytes() for file in (_DOCS / "_city").rglob("*.html")
    }
    assert all(file.stat().st_size < 120_000 for file in (_DOCS / "_static").glob("city-*.png"))


def test_the_picture_of_the_audit_page_is_small() -> None:
    data = (_DOCS / "_static" / "page.png").read_bytes()
    assert len(data) < 200_000
    assert struct.unpack(">II", data[16:24]) == (1300, 900)


def _outputs(notebook: Any) -> list[list[tuple[str, str]]]:
    """What each code cell shows as plain text, blanks made one; of pictures only that there is one."""
    found = []
    for cell in notebook["cells"]:
        if cell["cell_type"] == "code":
            shown = []
            for output in cell["outputs"]:
                data = output.get("data", {})
                kind = next(
                    (one for one in ("image/svg+xml", "text/html") if one in data), output["output_type"]
                )
                text = "" if kind == "image/svg+xml" else "".join(output.get("text") or data["text/plain"])
                shown.append((kind, " ".join(text.split())))
            found.append(shown)
    return found


@pytest.mark.parametrize(
    "stored", [_DOCS / "tutorial.ipynb", _DOCS / "zh" / "tutorial.ipynb"], ids=["en", "zh"]
)
def test_the_notebook_runs_and_shows_what_is_stored(stored: Path, tmp_path: Path) -> None:
    _run("-c", _RUN, str(stored), str(stored.parent), str(tmp_path / "run.ipynb"))
    before, after = (
        json.loads(file.read_text(encoding="utf-8")) for file in (stored, tmp_path / "run.ipynb")
    )
    assert _outputs(after) == _outputs(before)
    kinds = [kind for shown in _outputs(after) for kind, _ in shown]
    assert kinds.count("text/html") >= 6
    assert kinds.count("image/svg+xml") == 1
    assert "error whole" in json.dumps(after)


def test_the_notebook_is_there_in_chinese_with_the_same_steps() -> None:
    english, chinese = (
        json.loads((_DOCS / name).read_text(encoding="utf-8"))["cells"]
        for name in ("tutorial.ipynb", "zh/tutorial.ipynb")
    )
    assert [one["cell_type"] for one in chinese] == [one["cell_type"] for one in english]
    for ours, theirs in zip(english, chinese, strict=True):
        said = "".join(theirs["source"])
        if theirs["cell_type"] == "markdown":
            assert len(re.findall("[一-鿿]", said)) > 10
            assert said.count("](") == "".join(ours["source"]).count("](")
        else:
            assert [one["output_type"] for one in theirs["outputs"]] == [
                one["output_type"] for one in ours["outputs"]
            ]
    assert "错误1条" in json.dumps(chinese, ensure_ascii=False)
