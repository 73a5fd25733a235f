"""Patterns that are compiled late are patterns all the same: each is compiled here."""

from __future__ import annotations

import copy
import pickle
import pkgutil
import re
from importlib import import_module

import pytest

from govinfo_reports.forms.kinds import kinds
from govinfo_reports.forms.scopes import scopes
from govinfo_reports.forms.sentences import read_wordings, wordings
from govinfo_reports.patterns import Late, late
from patterns import patterns


def _late_ones() -> list[tuple[str, Late]]:
    found = []
    for package in ("prose", "head", "recognise", "readers", "tables", "checks"):
        root = import_module(f"govinfo_reports.{package}")
        for module in pkgutil.walk_packages(root.__path__, f"{root.__name__}."):
            held = vars(import_module(module.name))
            found += [(f"{module.name}.{name}", one) for name, one in held.items() if isinstance(one, Late)]
    return found


def test_each_pattern_of_a_module_compiles() -> None:
    found = _late_ones()
    assert len(found) > 350
    for name, one in found:
        assert one.groups >= 0, name


def test_each_pattern_of_the_files_of_sentences_compiles() -> None:
    for name, one in scopes().patterns.items():
        assert one.groups >= 0, name
    for rejection in scopes().rejections:
        assert all(one.groups >= 0 for _, one in rejection.fits + rejection.misfits), rejection.name
    for one, _ in kinds().ways + kinds().channels:
        assert one.groups >= 0
    for rule in wordings().rules:
        for each in (rule.before, rule.after, rule.forbidden, rule.elsewhere, rule.beside):
            assert each is None or each.groups >= 0, rule.name


def test_a_late_pattern_is_used_as_a_compiled_one() -> None:
    pattern = late(r"(?P<count>\d+)件")
    assert pattern.groupindex["count"] == 1
    assert pattern.sub("", "收到12件") == "收到"
    for again in (pickle.loads(pickle.dumps(pattern)), copy.copy(pattern)):  # noqa: S301
        found = again.search("收到12件")
        assert found is not None
        assert found["count"] == "12"
    name = "none"
    with pytest.raises(AttributeError):
        _ = getattr(pattern, name)
    with pytest.raises(re.error):
        late("(").search("")


def test_a_users_pattern_is_compiled_at_once() -> None:
    with pytest.raises(ValueError, match="no pattern"):
        read_wordings("== own\npath: applications.received.total\nunits: 件\nwords: 来函\nsay: (来函#")


def test_no_pattern_has_what_some_python_lacks_or_matches_wrongly() -> None:
    """Possessive repeats (`x*+`) and atomic groups (`(?>x)`) are errors in Python 3.10, and 3.11 before
    3.11.5 matches them wrongly."""
    inner = re.compile(r"(?<!\\)(?:[*+?}]\+|\(\?>)")
    found = [one for one in patterns() if inner.search(_without_classes(_text(one.pattern.pattern)))]
    assert [one.place for one in found] == []
    assert inner.search("(?:a|b)*+c")
    assert not inner.search(_without_classes(r"[*+]\++"))


def _text(source: str | bytes) -> str:
    return source.decode("latin-1") if isinstance(source, bytes) else source


def _without_classes(source: str) -> str:
    """A pattern without its sets of characters and what a backslash takes its meaning from."""
    return re.sub(r"\[\^?\]?(?:[^\]])*\]", "x", re.sub(r"\\.", "x", source, flags=re.DOTALL))
