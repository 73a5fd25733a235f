"""The checks: relations as data, the engine that runs them, series over years, sums over regions, and findings as text."""

from .checkable import Check, Checkable
from .engine import CHECKS, check
from .relations import RELATIONS, Relation, RelationKind
from .render import to_jsonl, to_junit, to_sarif, to_text
from .rollup import check_rollup
from .rules import RULES, Rule
from .series import check_series

__all__ = [
    "CHECKS",
    "RELATIONS",
    "RULES",
    "Check",
    "Checkable",
    "Relation",
    "RelationKind",
    "Rule",
    "check",
    "check_rollup",
    "check_series",
    "to_jsonl",
    "to_junit",
    "to_sarif",
    "to_text",
]
