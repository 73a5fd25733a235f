"""The checks: relations as data, the engine that runs them, series over years, sums over regions, and
findings as text."""

from ..forms.relations import RELATIONS, Relation, RelationKind
from .arithmetic import unchecked_relations
from .checkable import Check, Checkable
from .choice import Choice, UnknownRule
from .comparison import Compared, Comparison
from .engine import CHECKS, check
from .expected import Expected
from .organs import Organs, Series, group_by_organ, grouping_findings
from .own import own_checks, rule
from .render import to_jsonl, to_junit, to_text
from .rollup import check_rollup, rollup_of
from .rules import RULES, Rule
from .sarif import to_sarif
from .series import check_series

__all__ = [
    "CHECKS",
    "RELATIONS",
    "RULES",
    "Check",
    "Checkable",
    "Choice",
    "Compared",
    "Comparison",
    "Expected",
    "Organs",
    "Relation",
    "RelationKind",
    "Rule",
    "Series",
    "UnknownRule",
    "check",
    "check_rollup",
    "check_series",
    "group_by_organ",
    "grouping_findings",
    "own_checks",
    "rollup_of",
    "rule",
    "to_jsonl",
    "to_junit",
    "to_sarif",
    "to_text",
    "unchecked_relations",
]
