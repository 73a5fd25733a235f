"""The picture of what is read sees each kind of difference (`benchmarks/picture.py`)."""

from __future__ import annotations

import importlib.util
import sys
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

_PATH = Path(__file__).parent.parent / "benchmarks" / "picture.py"
pytestmark = pytest.mark.skipif(not _PATH.is_file(), reason="needs the source tree")

TEXT = """云河市2022年政府信息公开工作年度报告
一、总体情况
全市新收政府信息公开申请12件。
四、政府信息公开行政复议、行政诉讼情况
| 行政复议 | 行政诉讼 |
| 结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计 | 未经复议直接起诉 | 复议后起诉 |
| 结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计 | 结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计 |
| 3 | 1 | 0 | 0 | 4 | 2 | 0 | 0 | 0 | 2 | 0 | 0 | 0 | 0 | 0 |
"""


@pytest.fixture(scope="module")
def picture() -> Any:
    spec = importlib.util.spec_from_file_location("picture", _PATH)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["picture"] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def lines(picture: Any) -> tuple[dict[str, Any], dict[str, Any]]:
    before = {"truth": {"review.upheld": "3", "review.corrected": "1"}, **picture.picture_of(TEXT.encode())}
    return before, deepcopy(before)


def fact(line: dict[str, Any], path: str) -> list[Any]:
    return next(fact for fact in line["facts"] if fact[0] == path)


def changes(picture: Any, lines: tuple[dict[str, Any], dict[str, Any]]) -> list[tuple[str, str, str]]:
    return [tuple(change) for change in picture.compare(*lines)]


def test_the_same_report_differs_in_nothing(picture: Any, lines: tuple[Any, Any]) -> None:
    assert len(lines[0]["facts"]) > 15
    assert changes(picture, lines) == []


def test_a_lost_a_gained_and_a_changed_value(picture: Any, lines: tuple[Any, Any]) -> None:
    fact(lines[1], "review.upheld")[1] = None
    fact(lines[1], "review.corrected")[1] = "7"
    fact(lines[0], "review.corrected")[1] = "1"
    fact(lines[0], "review.total")[1] = None
    assert changes(picture, lines) == [
        ("changed", "-", "review.corrected (year, table): 1 -> 7"),
        ("gained", "-", "review.total (year, table): 4"),
        ("lost", "-", "review.upheld (year, table): 3"),
    ]


def test_another_scope_is_a_loss(picture: Any, lines: tuple[Any, Any]) -> None:
    fact(lines[1], "review.upheld")[2] = "last_year"
    assert [kind for kind, _, _ in changes(picture, lines)] == ["gained", "lost"]


def test_a_place_a_way_and_words(picture: Any, lines: tuple[Any, Any]) -> None:
    fact(lines[1], "review.upheld")[5] = "table 9, row 9"
    fact(lines[1], "review.corrected")[6] = "alias"
    lines[1]["unread"].append(["1～3", "table 1", "no figure"])
    lines[1]["meta"]["organ"] = "云河县"
    assert [kind for kind, _, _ in changes(picture, lines)] == ["told", "moved", "said", "said"]


def test_an_error_is_told(picture: Any, lines: tuple[Any, Any]) -> None:
    error = {"truth": lines[0]["truth"], **picture.picture_of(b"")}
    assert error["error"].startswith("UnreadableSource")
    kinds = [(kind, good) for kind, good, _ in changes(picture, (lines[0], error))]
    assert ("lost", "-") in kinds
    assert ("said", "-") in kinds
