"""The README and the pages of docs: their code runs, and what they say is printed is printed."""

from __future__ import annotations

import doctest
import io
import re
import shlex
from collections.abc import Iterator
from contextlib import redirect_stderr, redirect_stdout
from importlib import metadata
from pathlib import Path

import attrs
import pytest

from govinfo_reports import DEFAULT_LIMITS
from govinfo_reports.cli import main
from govinfo_reports.export import schema

_ROOT = Path(__file__).resolve().parents[1]
_PAGES = sorted([*_ROOT.glob("*.md"), *(_ROOT / "docs").glob("*.md")])
_BLOCK = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"\]\(([^)#\s]+)\)")
_WITH_CODE = [page for page in _PAGES if "```" in page.read_text(encoding="utf-8")]
_MADE_ELSEWHERE = ("make", "pip")
"""Commands of the docs that .ci/run runs."""


def _blocks(page: Path, kind: str) -> list[str]:
    return [text for name, text in _BLOCK.findall(page.read_text(encoding="utf-8")) if name == kind]


@pytest.fixture(autouse=True)
def _from_the_root(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(_ROOT)


def test_there_are_examples() -> None:
    names = {page.name for page in _WITH_CODE}
    assert {"README.md", "README.zh.md", "first-report.md", "json.md", "limits.md"} <= names


@pytest.mark.parametrize("page", _WITH_CODE, ids=lambda page: page.name)
def test_python_examples_give_what_they_show(page: Path) -> None:
    example = doctest.DocTestParser().get_doctest(
        "\n".join(_blocks(page, "pycon")), {}, page.name, str(page), 0
    )
    said = io.StringIO()
    runner = doctest.DocTestRunner(verbose=False)
    runner.run(example, out=said.write)
    assert runner.failures == 0, said.getvalue()


def _commands(page: Path) -> list[tuple[str, str]]:
    """The commands of a page, each with the output shown for it."""
    found: list[tuple[str, str]] = []
    for block in _blocks(page, "console"):
        for line in block.splitlines(keepends=True):
            if line.startswith("$ "):
                found.append((line[2:].strip(), ""))
            else:
                command, shown = found[-1]
                found[-1] = (command, shown + line)
    return found


@pytest.mark.parametrize(
    ("command", "shown"),
    [pytest.param(*each, id=f"{page.name}: {each[0]}") for page in _WITH_CODE for each in _commands(page)],
)
def test_commands_print_what_is_shown(command: str, shown: str) -> None:
    program, *arguments = shlex.split(command)
    if program in _MADE_ELSEWHERE:
        assert not shown
        return
    out = io.StringIO()
    with redirect_stdout(out), redirect_stderr(io.StringIO()):
        if program == "python":
            assert arguments == ["-m", schema.__name__]
            out.writelines(schema._lines())
        else:
            assert program == "govinfo-reports"
            assert main(arguments) in {0, 1}
    if shown.endswith("...\n"):
        assert out.getvalue().startswith(shown.removesuffix("...\n"))
    elif shown:
        assert out.getvalue() == shown


def test_the_readme_names_the_two_commands_that_are_there() -> None:
    makefile = (_ROOT / "Makefile").read_text(encoding="utf-8")
    for readme in ("README.md", "README.zh.md"):
        for command in ("demo", "test"):
            assert f"$ make {command}\n" in (_ROOT / readme).read_text(encoding="utf-8")
            assert re.search(rf"^{command}:", makefile, re.MULTILINE)


def test_the_extras_in_the_readmes_are_those_of_the_package() -> None:
    project = (_ROOT / "pyproject.toml").read_text(encoding="utf-8")
    part = project.partition("[project.optional-dependencies]")[2].partition("\n[")[0]
    extras = set(re.findall(r"^(\w+) = \[", part, re.MULTILINE)) - {"test", "dev"}
    for readme in ("README.md", "README.zh.md"):
        text = (_ROOT / readme).read_text(encoding="utf-8")
        rows = {line for line in text.splitlines() if line.startswith("| `")}
        assert {re.findall(r"`(\w+)`", row)[0] for row in rows} == extras


def _needs(package: str) -> Iterator[str]:
    """The packages that a package needs without any extra."""
    for line in metadata.requires(package) or ():
        name, _, condition = line.partition(";")
        if "extra" not in condition and "python_" not in condition:
            yield re.split(r"[^\w.-]", name.strip())[0].lower()


def test_the_core_install_is_as_light_as_the_readmes_say() -> None:
    """Blocks of the disk, and what pip compiles, come to a third more than the files themselves."""
    todo, seen = ["govinfo-reports"], set[str]()
    while todo:
        package = todo.pop()
        if package not in seen:
            seen.add(package)
            todo += _needs(package)
    files = [file for package in seen - {"govinfo-reports"} for file in metadata.files(package) or ()]
    sizes = [place.stat().st_size for file in files if (place := Path(str(file.locate()))).is_file()]
    sizes += [place.stat().st_size for place in (_ROOT / "src" / "govinfo_reports").rglob("*.*")]
    for readme in ("README.md", "README.zh.md"):
        [said] = re.findall(r"\b(\d+) MB", (_ROOT / readme).read_text(encoding="utf-8"))
        assert sum(sizes) <= int(said) * 2**20 <= 2 * sum(sizes)


def test_the_limits_on_the_page_are_the_defaults() -> None:
    page = (_ROOT / "docs" / "limits.md").read_text(encoding="utf-8")
    shown = dict(re.findall(r"^\| `(\w+)` \| ([\d,]+) \|", page, re.MULTILINE))
    assert {name: float(value.replace(",", "")) for name, value in shown.items()} == attrs.asdict(
        DEFAULT_LIMITS
    )


@pytest.mark.parametrize("page", _PAGES, ids=lambda page: page.name)
def test_links_lead_to_files_that_are_there(page: Path) -> None:
    links = [link for link in _LINK.findall(page.read_text(encoding="utf-8")) if "://" not in link]
    assert [link for link in links if not (page.parent / link).exists()] == []
