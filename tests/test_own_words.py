"""Official labels, heads and lists of units stand once, in `forms/`: what still spells them elsewhere is
listed, and may only shrink.

PYTHONPATH=src python tests/test_own_words.py shrink
"""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

import govinfo_reports
from ledgers import HOLDS, Case, Ledger
from wordings import HABITS

_ROOT = Path(govinfo_reports.__file__).parent
_FREE = ("forms", "data", "locale")
"""Where words belong; `locale` has them translated."""

_HEADS = (
    "自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "法人或其他组织", "结果维持", "结果纠正", "其他结果", "尚未审结",
    "未经复议直接起诉", "复议后起诉", "统计指标", "指标名称", "计量单位", "历年累计", "信息内容", "制发件数", "废止件数", "有效件数",
    "处理决定数量", "新制作数量", "新公开数量", "公开总数量", "上一年项目数量", "本年增/减", "采购项目数量", "采购总金额",
)  # fmt: skip
_UNITS = frozenset(
    [
        "件",
        "条",
        "次",
        "人",
        "人次",
        "条次",
        "件次",
        "万元",
        "元",
        "亿元",
        "个",
        "篇",
        "项",
        "宗",
        "起",
        "笔",
        "期",
        "场",
        "份",
        "名",
        "批",
    ]
)
_ORDINAL = re.compile(r"^(?:其中：)?(?:（.）|.、|\d\.)|（区分.*")
_BLANKS = re.compile(r"\\s[*+?]?|\s+|\[ \u3000\][*+?]?")


def _words() -> tuple[str, ...]:
    """The official words that are long enough to be nothing else."""
    labels = {_ORDINAL.sub("", text) for habits in HABITS.values() for text in habits}
    return tuple(sorted({*_HEADS, *(label for label in labels if len(label) >= 5)}))


_WORDS = _words()


def _strings(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value


def spelled(tree: ast.Module) -> Iterator[str]:
    """The official words that a module spells, docstrings left out, and its lists of units."""
    documented = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, (ast.Module, ast.ClassDef, ast.FunctionDef))
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    documented |= {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if id(node) in documented:
            continue
        if isinstance(node, (ast.Tuple, ast.List, ast.Set)):
            units = {text for item in node.elts for text in _strings(item)} & _UNITS
            if len(units) >= 4:
                yield "a list of units"
        for text in _strings(node):
            if text.isascii():
                continue
            plain = _BLANKS.sub("", text)
            yield from (word for word in _WORDS if word in plain)
            if len(_UNITS.intersection(re.split(r"[|,、 ()?:]+", text))) >= 4 or re.search(
                r"\[[^\]]*(?=.*件)(?=.*条)(?=.*次)[^\]]*\]", text
            ):
                yield "a list of units"


def _found() -> Mapping[Case, str]:
    found: dict[Case, str] = {}
    for path in sorted(_ROOT.rglob("*.py")):
        module = path.relative_to(_ROOT)
        if module.parts[0] in _FREE:
            continue
        for word in spelled(ast.parse(path.read_text(encoding="utf-8"))):
            found[f"{module.as_posix()} | {word}", "spells"] = "wrong"
    return found


def run(keys: Collection[Case] | None) -> Iterator[tuple[Case, str]]:
    """Each word of each module that spells it, and those of the ledger that none spells any more."""
    found = _found()
    listed = {key for key in Ledger("own_words").states if key not in found}
    for key in sorted({*found, *listed} if keys is None else keys):
        yield key, found.get(key, HOLDS)


def test_no_module_outside_forms_spells_a_word_of_a_form() -> None:
    said = Ledger("own_words").judge(dict(run(None)))
    assert not said, said


def test_words_and_units_are_seen_where_they_are_spelled() -> None:
    source = '''
"""自然人 is named in a docstring."""
A = ("件", "条", "次", "人")
B = r"结果\\s*维持"
C = "万元|元|亿元|件"
D = ("件", "条")
def f():
    """尚未审结"""
    return "1.信访举报投诉类申请数"
'''
    assert sorted(spelled(ast.parse(source))) == [
        "a list of units",
        "a list of units",
        "信访举报投诉类申请",
        "结果维持",
    ]


if __name__ == "__main__":
    sys.exit(Ledger("own_words").main(run, [key for key, _ in run(None)]))
