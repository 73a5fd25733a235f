"""Every message is written once, in English, and translated in the one catalogue."""

from __future__ import annotations

import ast
import pickle
import re
from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest

import govinfo_reports
from govinfo_reports import Finding, NotAReport, Severity, UnreadableSource
from govinfo_reports.findings import Suspect
from govinfo_reports.language import Said, chinese_of, phrase

_PACKAGE = Path(govinfo_reports.__file__).parent
_CHINESE = re.compile("[\u4e00-\u9fff]")
_ENGLISH = re.compile("[a-z]{3} [a-z]")
_BOTH = re.compile(r" ?/ ?[^/]*[\u4e00-\u9fff]")
_KEYWORDS = frozenset({"reason_zh", "message_zh", "text_zh", "what_zh", "of_zh", "why_zh", "name_zh"})


def _texts(node: ast.AST) -> list[str]:
    """The texts written in an expression, with the parts of one that is formatted joined."""
    if isinstance(node, ast.JoinedStr):
        return ["".join(str(part.value) if isinstance(part, ast.Constant) else "{}" for part in node.values)]
    if isinstance(node, ast.Constant):
        return [node.value] if isinstance(node.value, str) else []
    return [text for child in ast.iter_child_nodes(node) for text in _texts(child)]


def _beside(nodes: list[ast.expr]) -> int:
    """How many texts in English have one in Chinese as their neighbour."""
    texts = ["".join(_texts(one)) if isinstance(one, (ast.Constant, ast.JoinedStr)) else "" for one in nodes]
    return sum(
        bool(_ENGLISH.search(one)) and not _CHINESE.search(one) and bool(_CHINESE.search(other))
        for pair in pairwise(texts)
        for one, other in (pair, pair[::-1])
    )


def _is_docstring(statement: ast.stmt) -> bool:
    return isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant)


def written_twice() -> Counter[str]:
    """By module how many messages have their Chinese written beside them: in an argument `..._zh` with a
    text of its own, as `english / 中文` in one text, or as the next argument or item."""
    files = ((file.relative_to(_PACKAGE).as_posix(), file) for file in sorted(_PACKAGE.rglob("*.py")))
    return +Counter({name: _written_twice(file.read_text(encoding="utf-8")) for name, file in files})


def _written_twice(code: str) -> int:
    found = 0
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.keyword) and node.arg in _KEYWORDS:
            found += any(map(_CHINESE.search, _texts(node.value)))
        elif isinstance(node, (ast.Call, ast.Tuple)):
            found += _beside(node.args if isinstance(node, ast.Call) else node.elts)
        elif isinstance(node, ast.stmt) and not _is_docstring(node) and not hasattr(node, "body"):
            both = sum(bool(_BOTH.search(text) and re.search("[a-z]{2}", text)) for text in _texts(node))
            found += both if both and "re.compile" not in ast.unparse(node) else 0
    return found


def test_no_message_is_written_in_two_languages() -> None:
    assert not written_twice(), "write it once, as phrase(...), and its Chinese in the catalogue"


@pytest.mark.parametrize(
    "code",
    [
        'f("the table is torn", "表格被拆开")',
        'x = ("Proactive disclosure", "主动公开")',
        'f(reason_zh="表格被拆开")',
        'raise E("the table is torn / 表格被拆开")',
    ],
)
def test_what_is_written_in_two_languages_is_seen(code: str) -> None:
    assert _written_twice(code) == 1


def test_the_other_language_comes_from_the_catalogue() -> None:
    error = UnreadableSource(phrase("the zip holds no document"), source="a.zip")
    assert (error.reason, error.reason_zh) == ("the zip holds no document", "压缩包内没有文档")
    assert type(error.reason) is str
    assert str(error) == "a.zip: the zip holds no document / 压缩包内没有文档"
    again = pickle.loads(pickle.dumps(NotAReport(phrase("the zip holds no document"), kind="list")))  # noqa: S301
    assert (again.reason_zh, again.kind) == ("压缩包内没有文档", "list")
    finding = Finding(rule="a:b", severity=Severity.INFO, message=phrase("the zip holds no document"))
    assert (finding.message, finding.message_zh) == ("the zip holds no document", "压缩包内没有文档")
    assert type(finding.message) is str
    suspect = Suspect(path="a", printed=1, would_fit=2, reason=phrase("the zip holds no document"))
    assert (suspect.reason_zh, type(suspect.reason)) == ("压缩包内没有文档", str)


def test_what_a_caller_says_in_two_languages_is_kept() -> None:
    assert UnreadableSource("a", reason_zh="甲").reason_zh == "甲"
    assert UnreadableSource("a").reason_zh == ""
    assert Finding(rule="a:b", severity=Severity.INFO, message="a", message_zh="甲").message_zh == "甲"


@pytest.mark.parametrize("protocol", range(pickle.HIGHEST_PROTOCOL + 1))
def test_a_phrase_keeps_its_chinese(protocol: int) -> None:
    one = pickle.loads(pickle.dumps(phrase("the zip holds no document"), protocol))  # noqa: S301
    assert (one, chinese_of(one), one.both) == (
        "the zip holds no document",
        "压缩包内没有文档",
        "the zip holds no document / 压缩包内没有文档",
    )
    assert chinese_of("a") == ""
    assert Said("a").both == "a"


def test_values_are_put_in_as_each_language_has_them() -> None:
    names = [Said("one", "甲"), "乙"]
    one = phrase("the workbook holds the reports of several years, each in a sheet: {names}", names=names)
    assert one.endswith(": one, 乙")
    assert one.zh.endswith("：甲、乙")
