"""Which rules count, and how gravely: selected, ignored, of another severity."""

from __future__ import annotations

import difflib
import fnmatch
from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType

from attrs import evolve, field, frozen

from ..errors import GovInfoError
from ..findings import Finding, Severity
from ..forms.relations import RELATIONS
from ..language import phrase
from .own import own_rules
from .rules import RULES

__all__ = ["Choice", "UnknownRule", "rule_ids"]


class UnknownRule(GovInfoError, ValueError):
    """A rule was chosen that the catalogue does not have."""


def _severities(values: Mapping[str, Severity | str]) -> Mapping[str, Severity]:
    return MappingProxyType({rule: Severity(severity) for rule, severity in values.items()})


def _several(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(names)


@frozen(kw_only=True)
class Choice:
    """Rules to keep, to leave out and to weigh in another way, each by its id (`sum:review.total`), the
    beginning of one that ends before `:` or `.` (`suspicious`, `complete:applications`), or a pattern
    (`*:applications.*`).

    `select` keeps only what it names (all where it is empty), `ignore` leaves out, `severity` gives another
    severity; of several entries the longest decides. Raises UnknownRule for a name that no rule bears, and
    ValueError for a severity that is none.

    >>> Choice(ignore=("suspicious",)).keeps("suspicious:fees")
    False
    """

    select: tuple[str, ...] = field(default=(), converter=_several)
    ignore: tuple[str, ...] = field(default=(), converter=_several)
    severity: Mapping[str, Severity] = field(factory=dict, converter=_severities)

    def __attrs_post_init__(self) -> None:
        for name in (*self.select, *self.ignore, *self.severity):
            _require_known(name)

    def keeps(self, rule: str) -> bool:
        """Whether findings of a rule are kept; where `select` and `ignore` both name it, the longer name
        decides."""
        left_out = max((len(name) for name in self.ignore if _names(name, rule)), default=-1)
        kept = max((len(name) for name in self.select if _names(name, rule)), default=-1)
        return kept > left_out if self.select else left_out < 0

    def apply(self, findings: Iterable[Finding]) -> tuple[Finding, ...]:
        """The findings that are kept, with their severities."""
        return tuple(self._weighed(one) for one in findings if self.keeps(one.rule))

    def _weighed(self, finding: Finding) -> Finding:
        names = [name for name in self.severity if _names(name, finding.rule)]
        return evolve(finding, severity=self.severity[max(names, key=len)]) if names else finding


def _names(name: str, rule: str) -> bool:
    if name == rule or (rule.startswith(name) and (name.endswith((":", ".")) or rule[len(name)] in ":.")):
        return True
    return fnmatch.fnmatchcase(rule, name)


def rule_ids() -> Iterator[str]:
    """The ids of all rules, the changing part of a family as `*`; those of the user's own checks among
    them."""
    for relation in RELATIONS:
        yield relation.id
    for rule in (*RULES, *own_rules()):
        head, mark, _ = rule.id.partition("<")
        yield f"{head}*" if mark else head


def _require_known(name: str) -> None:
    known = tuple(rule_ids())
    for rule in known:
        if _names(name, rule) or (rule.endswith("*") and fnmatch.fnmatchcase(name, rule)):
            return
        kind, mark, _ = name.partition(":")
        if mark and any(one in name for one in "*?[") and fnmatch.fnmatchcase(rule.partition(":")[0], kind):
            return
    like = difflib.get_close_matches(name, [rule.rstrip("*") for rule in known], n=1)
    hint = phrase("; did you mean {name}?", name=like[0]) if like else ""
    raise UnknownRule(phrase("no rule is called {name!r}{hint}", name=name, hint=hint))
