"""The catalogue of all rules as a page; `python -m govinfo_reports.checks.catalogue` prints it (`docs/rules.md`)."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator

from ..forms.relations import RELATIONS, Relation
from ..indicators import Form
from .own import own_rules
from .rules import RULES

__all__ = ["catalogue"]

_INTRO = """\
# Rules / 规则

Every finding names its rule. An id keeps its meaning over releases; messages may be reworded. This page is generated:
`python -m govinfo_reports.checks.catalogue > docs/rules.md`.

每条发现都注明规则编号。编号一经发布，含义不变；文字说明可能改写。本页由程序生成。

Blank parts count as nothing in a sum when the total and at least one part are numbers; a rule whose total is missing, or
all of whose parts are, says nothing; a balance says nothing when both figures of one side are blank. Sums of narrative and
provincial reports are tested only when every part is printed. Severities: error, warning, info.

合计与至少一个分项为数字时，空白分项不计入；合计空白或分项全部空白时不作判断；勾稽关系一侧两数均空白时不作判断。叙述式和省级格式
仅在分项全部列出时核对。严重程度：error 错误，warning 警告，info 提示。
"""


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def _row(cells: Iterable[str]) -> str:
    return "| " + " | ".join(_cell(cell) for cell in cells) + " |"


def _forms(relation: Relation) -> str:
    return ", ".join(form.value for form in Form if form in relation.forms)


def _lines() -> Iterator[str]:
    yield _INTRO
    yield "## Relations\n"
    yield _row(("id", "severity", "relation", "forms", "example", "source"))
    yield _row(["---"] * 6)
    for relation in RELATIONS:
        yield _row(
            (
                f"`{relation.id}`", relation.severity.value, relation.wording_en, _forms(relation), relation.example,
                relation.source,
            )
        )  # fmt: skip
    yield "\n## Other rules\n"
    yield _row(("id", "severity", "meaning", "example"))
    yield _row(["---"] * 4)
    for rule in RULES:
        yield _row((f"`{rule.id}`", rule.severity.value, rule.wording_en, rule.example))
    yield "\n## 数字之间的关系\n"
    yield _row(("编号", "严重程度", "关系", "格式", "依据"))
    yield _row(["---"] * 5)
    for relation in RELATIONS:
        yield _row(
            (
                f"`{relation.id}`",
                relation.severity.value,
                relation.wording_zh,
                _forms(relation),
                relation.source,
            )
        )
    yield "\n## 其他规则\n"
    yield _row(("编号", "严重程度", "含义"))
    yield _row(["---"] * 3)
    for rule in RULES:
        yield _row((f"`{rule.id}`", rule.severity.value, rule.wording_zh))


def _own_lines() -> Iterator[str]:
    rules = own_rules()
    if rules:
        yield "\n## Rules of your own / 自定义规则\n"
        yield _row(("id", "severity", "meaning", "含义", "example"))
        yield _row(["---"] * 5)
    for rule in rules:
        yield _row((f"`{rule.id}`", rule.severity.value, rule.wording_en, rule.wording_zh, rule.example))


def catalogue() -> str:
    """The page, in English and Chinese, made from `RELATIONS` and `RULES`, and the rules that installed packages name.

    >>> "`sum:capacity.staff.total`" in catalogue()
    True
    """
    return "\n".join((*_lines(), *_own_lines())) + "\n"


if __name__ == "__main__":
    sys.stdout.write(catalogue())
