"""The catalogue of all rules as a page; `python -m govinfo_reports.checks.catalogue` prints it
(`docs/rules.md`)."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator

from ..forms.relations import RELATIONS, Relation
from ..indicators import Form
from ..language import Language, Say, phrase, word
from .own import own_rules
from .rules import RULES

__all__ = ["catalogue"]

_INTRO = (
    word(
        "Every finding names its rule. An id keeps its meaning over releases; messages may be "
        "reworded. This page is generated:\n"
        "`python -m govinfo_reports.checks.catalogue > docs/rules.md`."
    ),
    word(
        "Blank parts count as nothing in a sum when the total and at least one part are numbers; a "
        "rule whose total is missing, or\n"
        "all of whose parts are, says nothing; a balance says nothing when both figures of one side "
        "are blank. Sums of narrative and\n"
        "provincial reports are tested only when every part is printed. Severities: error, warning, info."
    ),
)


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def _row(cells: Iterable[str]) -> str:
    return "| " + " | ".join(_cell(cell) for cell in cells) + " |"


def _forms(relation: Relation) -> str:
    return ", ".join(form.value for form in Form if form in relation.forms)


def _lines() -> Iterator[str]:
    yield f"# {phrase('Rules').both}\n"
    for wording in _INTRO:
        intro = phrase(wording)
        yield f"{intro}\n\n{intro.zh}\n"
    for language in Language:
        yield from _told(Say(language))


def _told(say: Say) -> Iterator[str]:
    """The relations and the other rules in one language; examples, which are in English, in that."""
    with_examples = not say.chinese
    yield f"## {say('Relations')}\n"
    heads = (say("id"), say("severity"), say("relation"), say("forms"), say("example"), say("legal source"))
    yield _row(heads)
    yield _row(["---"] * len(heads))
    for relation in RELATIONS:
        yield _row(
            (
                f"`{relation.id}`",
                say(relation.severity.value),
                say.of(relation.wording_en, relation.wording_zh),
                _forms(relation),
                relation.example,
                relation.source,
            )
        )
    yield f"\n## {say('Other rules')}\n"
    names = (say("id"), say("severity"), say("meaning")) + ((say("example"),) if with_examples else ())
    yield _row(names)
    yield _row(["---"] * len(names))
    for rule in RULES:
        said = (f"`{rule.id}`", say(rule.severity.value), say.of(rule.wording_en, rule.wording_zh))
        yield _row(said + ((rule.example,) if with_examples else ()))
    yield ""


def _own_lines() -> Iterator[str]:
    rules = own_rules()
    if rules:
        yield f"\n## {phrase('Rules of your own').both}\n"
        zh = Say(Language.CHINESE)
        yield _row(("id", "severity", "meaning", zh("meaning"), "example"))
        yield _row(["---"] * 5)
    for rule in rules:
        yield _row((f"`{rule.id}`", rule.severity.value, rule.wording_en, rule.wording_zh, rule.example))


def catalogue() -> str:
    """The page, in English and Chinese, made from `RELATIONS` and `RULES`, and the rules that installed
    packages name.

    >>> "`sum:capacity.staff.total`" in catalogue()
    True
    """
    return "\n".join((*_lines(), *_own_lines())) + "\n"


if __name__ == "__main__":
    sys.stdout.write(catalogue())
