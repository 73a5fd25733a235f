"""The form's tables as language models write them where they write no table: nested lists, lines with names
and figures, JSON, YAML."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from random import Random

from attrs import frozen

from govinfo_reports import Form
from govinfo_reports.document import Table
from grids import section_four, section_three, section_two, statistics_rows

__all__ = ["SHAPES", "Marks", "as_fragments"]

_HEAD = "# 云河市2021年政府信息公开工作年度报告\n\n## 一、总体情况\n\n全年工作平稳有序。\n\n"
_TAIL = "\n## 五、存在的主要问题及改进情况\n\n人手不足，明年加强培训。\n"
_TWO, _THREE = "二、主动公开政府信息情况", "三、收到和处理政府信息公开申请情况"
_FOUR = "四、政府信息公开行政复议、行政诉讼情况"
_Rows = list[tuple[tuple[str, ...], dict[str, str]]]
"""The labels of a row from the outside in, and its figures by their heads."""


@frozen(kw_only=True)
class Marks:
    """The marks that one answer uses throughout."""

    bullet: str
    colon: str
    bold: bool
    between: str
    blank: str
    indent: int

    @classmethod
    def of(cls, rng: Random) -> Marks:
        """Marks at random."""
        return cls(
            bullet=rng.choice("-*+"),
            colon=rng.choice(("：", ": ", "：")),
            bold=rng.random() < 0.5,
            between=rng.choice(("，", "、", "; ", "；")),
            blank=rng.choice(("-", "—", "/", "")),
            indent=rng.choice((2, 4)),
        )

    def name(self, text: str) -> str:
        return f"**{text}**" if self.bold else text

    def figure(self, text: str) -> str:
        return text or self.blank


def _texts(table: Table) -> list[list[str]]:
    """The texts of a table, a merged cell's in each place that it covers."""
    width = max(cell.column + cell.colspan for cell in table.cells)
    texts = [[""] * width for _ in table.rows]
    for cell in table.cells:
        for down in range(cell.rowspan):
            for right in range(cell.colspan):
                texts[cell.row + down][cell.column + right] = cell.text
    return texts


def _three(form: Form, texts: Mapping[str, str]) -> _Rows:
    rows = _texts(section_three(form, texts))
    return [(tuple(dict.fromkeys(row[:3])), dict(zip(rows[2][3:], row[3:], strict=True))) for row in rows[3:]]


def _two(form: Form, texts: Mapping[str, str]) -> Iterator[tuple[str, _Rows]]:
    for table in section_two(form, texts, pieces=True):
        clause, heads, *rows = _texts(table)
        yield clause[0], [((row[0],), dict(zip(heads[1:], row[1:], strict=True))) for row in rows]


def _four(texts: Mapping[str, str]) -> _Rows:
    tables = [_texts(table) for table in section_four(texts, pieces=True)]
    return [((place[0],), dict(zip(heads, row, strict=True))) for place, heads, row in tables]


def _nested(rows: _Rows, marks: Marks) -> str:
    indent = " " * marks.indent
    return "".join(
        f"{marks.bullet} {marks.name(' / '.join(labels))}\n"
        + "".join(
            f"{indent}{marks.bullet} {head}{marks.colon}{marks.figure(text)}\n" for head, text in row.items()
        )
        for labels, row in rows
    )


def _inline(rows: _Rows, marks: Marks) -> str:
    return "".join(
        f"{marks.bullet} {marks.name(labels[-1])}{marks.colon}"
        + marks.between.join(f"{head} {marks.figure(text) or '-'}" for head, text in row.items())
        + "\n"
        for labels, row in rows
    )


def _listed(write: Callable[[_Rows, Marks], str]) -> Callable[[Form, Mapping[str, str], Marks], str]:
    def whole(form: Form, texts: Mapping[str, str], marks: Marks) -> str:
        if form is Form.F2014:
            rows = (
                f"### {label}\n\n"
                if unit == "——"
                else f"{marks.bullet} {marks.name(label)}{marks.colon}{marks.figure(text)}{unit if text else ''}\n"
                for label, unit, text in statistics_rows(texts)
            )
            return f"## 附件：政府信息公开情况统计表\n\n{''.join(rows)}"
        two = "".join(f"**{clause}**\n\n{write(rows, marks)}\n" for clause, rows in _two(form, texts))
        three, four = write(_three(form, texts), marks), write(_four(texts), marks)
        return f"## {_TWO}\n\n{two}\n## {_THREE}\n\n{three}\n## {_FOUR}\n\n{four}"

    return whole


_Tree = dict[str, "_Tree | str"]


def _tree(form: Form, texts: Mapping[str, str]) -> _Tree:
    def put(into: _Tree, path: tuple[str, ...], row: _Tree) -> None:
        for name in path:
            inner = into.setdefault(name, {})
            assert isinstance(inner, dict)
            into = inner
        into.update(row)

    made: _Tree = {}
    for clause, rows in _two(form, texts):
        for labels, row in rows:
            put(made, (_TWO, clause, *labels), dict(row))
    for labels, row in _three(form, texts):
        put(made, (_THREE, *labels), dict(row))
    for labels, row in _four(texts):
        put(made, (_FOUR, *labels), dict(row))
    return made


def _as_json(form: Form, texts: Mapping[str, str], marks: Marks) -> str:
    body = json.dumps(_tree(form, texts), ensure_ascii=False, indent=marks.indent)
    return f"```json\n{body}\n```\n"


def _as_yaml(form: Form, texts: Mapping[str, str], marks: Marks) -> str:
    def written(tree: _Tree, depth: int) -> str:
        pad = " " * (marks.indent * depth)
        return "".join(
            f"{pad}{name}:\n{written(inner, depth + 1)}"
            if isinstance(inner, dict)
            else f"{pad}{name}: {marks.figure(inner)}\n"
            for name, inner in tree.items()
        )

    return f"```yaml\n{written(_tree(form, texts), 0)}```\n"


SHAPES: Mapping[str, Callable[[Form, Mapping[str, str], Marks], str]] = {
    "nested": _listed(_nested),
    "inline": _listed(_inline),
    "json": _as_json,
    "yaml": _as_yaml,
}


def as_fragments(form: Form, texts: Mapping[str, str], shape: str, marks: Marks) -> str:
    """The report with its tables in one of the `SHAPES`; JSON and YAML hold the forms of 2019 and 2021
    alone."""
    return _HEAD + SHAPES[shape](form, texts, marks) + _TAIL
