"""The shapes of tables in text: one list, each needed, the first that begins in a line is read."""

from __future__ import annotations

import pytest

from govinfo_reports.document import Table
from govinfo_reports.limits import Limits
from govinfo_reports.readers.text import shapes
from govinfo_reports.readers.text.read import text_document

_SAMPLES = {
    "list": "- 规章：本年制发件数 3，现行有效件数 8\n- 行政规范性文件：本年制发件数 5，现行有效件数 9\n",
    "html": "<table><tr><td>行政许可</td><td>12</td></tr></table>",
    "ruled": (
        "+----------+----+\n| 行政许可 | 12 |\n+----------+----+\n| 行政处罚 | 5  |\n+----------+----+"
    ),
    "led": ("行政许可\n|12\n|3\n|\n行政处罚\n|5\n|1\n|\n行政强制\n|0\n|0\n|"),
    "one a line": (
        "统计指标\n单位\n统计数\n主动公开政府信息数\n条\n12\n制发规范性文件总数\n件\n5\n回应事件数\n次\n2"
    ),
    "counted": "      0   1   2\n0  信息内容   甲   乙\n1  行政许可  12   3\n2  行政处罚   5  10",
    "typed": "行政许可\t12\n行政处罚\t5",
}


def _tables(text: str) -> list[list[str]]:
    blocks = text_document(text, source=None, limits=Limits()).blocks
    return [[cell.text for cell in block.cells] for block in blocks if isinstance(block, Table)]


def test_every_shape_has_a_sample() -> None:
    assert [shape.name for shape in shapes.SHAPES[:-1]] == list(_SAMPLES)


@pytest.mark.parametrize("name", _SAMPLES)
def test_no_shape_can_go(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    text = _SAMPLES[name]
    told = _tables(text)
    assert len(told) == 1
    monkeypatch.setattr(shapes, "SHAPES", tuple(one for one in shapes.SHAPES if one.name != name))
    assert _tables(text) != told
