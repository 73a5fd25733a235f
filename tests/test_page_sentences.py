"""The audit page tells on demand, for every figure of a sentence, what it could have been and why it was not
taken."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from lxml import html

from chromium import browser, look
from govinfo_reports import parse_text
from govinfo_reports.cli import main

_REPORT = """青川县林业局2016年政府信息公开工作年度报告
一、主动公开情况
年度目标为主动公开政府信息300条，实际完成412条。
二、依申请公开情况
全县受理政府信息公开申请96件，我局4件，均已答复。近三年共收到政府信息公开申请17件。
三、机构人员情况
全局在编职工58人。
"""
_SAID = {
    ("300条", "target"),
    ("412条", "taken"),
    ("96件", "wider area"),
    ("4件", "taken"),
    ("17件", "several years"),
    ("58人", "no indicator's wording fits"),
}


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("page")
    source, out = folder / "report.txt", folder / "report.html"
    source.write_text(_REPORT, encoding="utf-8")
    assert main(["--lang", "en", "page", str(source), "-o", str(out)]) == 0
    return out


def _said(text: str) -> set[tuple[str, str]]:
    tree: Any = html.fromstring(text)
    found: set[tuple[str, str]] = set()
    for sentence in tree.xpath("//details[@class='sentence']"):
        assert sentence.get("open") is None  # on demand
        raw = ""
        for one in sentence.xpath("dl/*"):
            if one.tag == "dt":
                raw = one.text_content()
            else:
                found.add((raw, one.text_content().rpartition(": ")[2]))
    return found


def test_each_figure_of_a_sentence_tells_its_candidates_and_their_reasons(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    assert _said(text) >= _SAID
    tree: Any = html.fromstring(text)
    links = tree.xpath("//details[@class='sentence']//dd/a/@href")
    assert "#f-applications.received.total" in links
    ids = set(tree.xpath("//@id"))
    assert {link[1:] for link in links} <= ids


def test_a_figure_that_is_not_taken_is_none_of_the_reports(page: Path) -> None:
    taken = {fact.raw for fact in parse_text(_REPORT).facts}
    assert not taken & {
        raw for raw, said in _said(page.read_text(encoding="utf-8")) if said in ("target", "wider area")
    }


@pytest.mark.skipif(browser() is None, reason="no Chromium on this machine")
def test_a_browser_shows_it(page: Path, tmp_path: Path) -> None:
    shown, complaints = look(page.as_uri(), tmp_path, "--dump-dom")
    assert _said(shown) >= _SAID
    assert "CONSOLE" not in complaints
