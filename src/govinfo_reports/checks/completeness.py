"""The check that the tables and rows which the form requires are there, and that nothing in them was left
unread."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache

from ..facts import Scope, Source
from ..findings import Finding, Severity
from ..forms import official_words, vocabulary
from ..forms.relations import label, rows
from ..indicators import APPLICANTS, Form, indicators, leaf_indicators
from ..language import Said, halves, phrase
from .checkable import Checkable
from .wording import named, show
from .years import form_of_year

__all__ = ["check_ambiguity", "check_completeness", "check_unread", "demanded_form", "required"]

_HANDLING = "applications.outcomes.other_handling"
_THREE = tuple(f"{_HANDLING}.{name}" for name in ("not_corrected_in_time", "fee_unpaid", "other"))
_GROUP_NAMES: Mapping[str, Said] = {
    "proactive": phrase("proactive disclosure"),
    "responses": phrase("responses and interpretation"),
    "applications": phrase("applications"),
    "review": phrase("administrative review"),
    "litigation": phrase("litigation"),
    "complaints": phrase("complaints"),
    "fees": phrase("fees"),
    "capacity": phrase("offices, staff and budget"),
    "training": phrase("meetings and training"),
}


_KINDS: Mapping[str, str] = {
    "row": "applications",
    "applicant": "applications",
    "subject": "proactive",
    "metric": "proactive",
}
_PLACES = frozenset({"review", "litigation", "complaints", "fees"})
"""Groups that one word is enough for."""


@lru_cache(maxsize=8)
def required(form: Form) -> Mapping[str, tuple[str, ...]]:
    """The indicators that a form requires, by group; nothing for forms that require no table.

    >>> list(required(Form.F2021))
    ['proactive', 'applications', 'review', 'litigation']
    """
    groups: dict[str, list[str]] = {}
    if form in (Form.F2014, Form.F2019, Form.F2021):
        for path, item in leaf_indicators().items():
            if form in item.forms:
                groups.setdefault(path.partition(".")[0], []).append(path)
    ordered = [name for name in _GROUP_NAMES if name in groups]
    return {name: tuple(groups[name]) for name in ordered}


def _handled(printed: frozenset[str], missing: list[str]) -> list[str]:
    """Without the rows of 其他处理 where it is printed in the other way: as one row, or as three."""
    found: list[str] = []
    for path in missing:
        row, _, column = path.rpartition(".")
        if row in _THREE and f"{_HANDLING}.all.{column}" in printed:
            continue
        if row == f"{_HANDLING}.all" and any(f"{other}.{column}" in printed for other in _THREE):
            continue
        found.append(path)
    return found


def _names(missing: list[str], form: Form) -> tuple[str, ...]:
    """What is missing, whole rows and columns of the big table named once."""
    by_row: dict[str, list[str]] = {}
    single: list[str] = []
    for path in missing:
        row, _, column = path.rpartition(".")
        if row in rows() and column in APPLICANTS:
            by_row.setdefault(row, []).append(column)
        else:
            single.append(label(path, form))
    names = list(single)
    for row, columns in by_row.items():
        text = rows()[row] or row
        if len(columns) == len(APPLICANTS):
            names.append(text)
        else:
            names.extend(f"{text} × {APPLICANTS[column]}" for column in columns)
    return tuple(names)


def demanded_form(report: Checkable) -> Form:
    """The form whose tables and sections a report is to have: its own; of one in prose or with a province's
    tables, that of its year since 2019."""
    if report.form in (Form.NARRATIVE, Form.PROVINCIAL) and report.year is not None:
        wanted = form_of_year(report.year)
        if wanted in (Form.F2019, Form.F2021):
            return wanted
    return report.form


def check_completeness(report: Checkable) -> Iterable[Finding]:
    """The groups of the form whose table, or some of whose rows, are not in the report.

    A report made without facts (by hand) is looked at by its values: a group with any value is there.
    """
    groups = required(demanded_form(report))
    if not groups:
        return
    printed = frozenset(
        fact.path for fact in report.facts if fact.source is Source.TABLE and fact.scope is Scope.YEAR
    )
    for group, paths in groups.items():
        missing = [path for path in paths if path not in printed]
        if not missing:
            continue
        name = _GROUP_NAMES[group]
        if len(missing) == len(paths):
            if _by_hand(report, paths):
                continue
            is_found = group in report.groups_found or _is_unread(report, group)
            yield Finding(
                rule=f"complete:{group}",
                severity=Severity.WARNING,
                message=phrase(
                    "the table of {name} [{name_zh}] is there, and none of its figures is read",
                    name=name,
                    name_zh=name.zh,
                )
                if is_found
                else phrase(
                    "the table of {name} [{name_zh}] is not in the report", name=name, name_zh=name.zh
                ),
                paths=paths,
            )
            continue
        missing = _handled(printed, missing)
        if missing:
            names = _names(missing, report.form)
            yield Finding(
                rule=f"complete:{group}",
                severity=Severity.WARNING,
                message=phrase(
                    "the table of {name} [{name_zh}] lacks {count} row(s) or cell(s) of the form: {names}",
                    name=name,
                    name_zh=name.zh,
                    count=len(names),
                    names=names,
                ),
                paths=tuple(missing),
            )


@lru_cache(maxsize=1)
def _words() -> Mapping[str, frozenset[str]]:
    """The official words that tell of each group of the forms."""
    found: dict[str, set[str]] = {}
    for kind, group in _KINDS.items():
        found.setdefault(group, set()).update(official_words(kind))
    for entry in vocabulary().of_kind("item"):
        if entry.official:
            found.setdefault(entry.key.partition(".")[0], set()).add(entry.words)
    for group in ("review", "litigation"):
        found[group] = {
            entry.words
            for entry in vocabulary().of_kind("place", "litigation")
            if entry.official and (entry.key or "litigation").startswith(group)
        }
    return {group: frozenset(words) for group, words in found.items()}


def _is_unread(report: Checkable, group: str) -> bool:
    """Whether something that was not understood has the words of a group: its table is there."""
    for unread in report.unread:
        close = "".join(unread.raw.split())
        if sum(word in close for word in _words().get(group, ())) >= (1 if group in _PLACES else 2):
            return True
    return False


def _by_hand(report: Checkable, paths: tuple[str, ...]) -> bool:
    return any(report.fact(path) is None and report.get(path) is not None for path in paths)


def check_ambiguity(report: Checkable) -> Iterable[Finding]:
    """The figures that could be read in several ways, so that none was chosen, and those that figures are
    printed for of which none is sure to be theirs; where nothing else tells them."""
    for fact in report.facts + report.extra:
        is_told = report.get(fact.path) is not None
        if fact.value is not None or (is_told and (fact.source is Source.PROSE or not fact.candidates)):
            continue
        name = named(fact.path, report.form)
        if fact.candidates:
            readings = [show(value) for value in fact.candidates]
            said = Said(" or ".join(readings), "或".join(readings))
            message = phrase(
                "{name} can be read as {readings} in {raw!r}", name=name, readings=said, raw=fact.raw
            )
        elif any(map(str.isdigit, fact.raw)):
            message = phrase("no figure in {raw!r} is surely that of {name}", name=name, raw=fact.raw)
        else:
            continue
        yield Finding(
            rule=f"ambiguous:{fact.path}",
            severity=Severity.INFO,
            message=message,
            paths=(fact.path,) if fact.path in indicators() else (),
            locations=(fact.location,),
        )


def check_unread(report: Checkable) -> Iterable[Finding]:
    """The rows and blocks that looked like data and were not understood."""
    for unread in report.unread:
        raw = unread.raw if len(unread.raw) <= 80 else unread.raw[:79] + "…"
        reason = Said(*halves(unread.reason))
        yield Finding(
            rule="unread:table",
            severity=Severity.INFO,
            message=phrase("not understood ({reason}): {raw!r}", reason=reason, raw=raw),
            locations=(unread.location,),
        )
