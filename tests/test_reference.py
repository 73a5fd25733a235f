"""The reference: every public name says what its parameters are, what comes back, what is raised, and shows
an example."""

from __future__ import annotations

import importlib
import importlib.util
import inspect
import re
from collections.abc import Callable, Iterator
from enum import Enum
from pathlib import Path
from typing import Any

import pytest

import govinfo_reports
from govinfo_reports import (
    DEFAULT_LIMITS,
    Failure,
    Location,
    Report,
    check,
    check_rollup,
    check_series,
    explain,
    explain_document,
    group_by_organ,
    parse,
    parse_document,
    parse_many,
    parse_text,
    read_document,
    read_vocabulary,
    to_arrow,
    to_frame,
    to_wide,
    to_xlsx,
)
from govinfo_reports.batch.one import parse_batch
from govinfo_reports.export.frames import applications_frame
from govinfo_reports.export.notebook import group_html
from govinfo_reports.export.plots import (
    broken_chart,
    channels_chart,
    organs_chart,
    outcomes_chart,
    years_chart,
)

_DOCS = Path(__file__).parent.parent / "docs"
_spec = importlib.util.spec_from_file_location("reference", _DOCS / "reference.py")
assert _spec is not None
assert _spec.loader is not None
_reference = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(_reference)
sections: Callable[[str], dict[str, dict[str, str]]] = _reference.sections
attributes: Callable[[type], dict[str, str]] = _reference.attributes

_ENTRY = re.compile(r"^\.\. auto(\w+):: (\S+)\n((?:   :.*\n)*)", re.MULTILINE)
_SAID = 8  # characters: less is no description
TEXT = "云河市2022年政府信息公开工作年度报告\n一、总体情况\n全市共收到政府信息公开申请12件。"
FAILURE = Failure(source="a", error="NotAReport", reason="x", reason_zh="y")


def documented() -> Iterator[tuple[str, Any]]:
    """Every name that the reference shows."""
    for kind, name, options in _ENTRY.findall((_DOCS / "api.md").read_text(encoding="utf-8")):
        if kind == "module":
            module = importlib.import_module(name)
            members = re.search(r":members: (.+)", options)
            names = members[1].split(", ") if members else module.__all__
            yield from ((f"{name}.{one}", getattr(module, one)) for one in names)
        else:
            module_name, _, last = name.rpartition(".")
            yield name, getattr(importlib.import_module(module_name), last)


def unwrapped(thing: Any) -> Any:
    return getattr(thing, "__wrapped__", thing)


def called() -> Iterator[tuple[str, Any]]:
    """Functions of the reference, and methods of its classes."""
    for name, thing in documented():
        if inspect.isfunction(unwrapped(thing)):
            yield name, unwrapped(thing)
        elif inspect.isclass(thing) and not issubclass(thing, Enum):
            for member, held in vars(thing).items():
                function = held.__func__ if isinstance(held, classmethod | staticmethod) else held
                if inspect.isfunction(function) and not member.startswith("_"):
                    yield f"{name}.{member}", function


CALLED = dict(called())
CLASSES = {name: thing for name, thing in documented() if inspect.isclass(thing)}
PRIVATE = {
    "Vocabulary": {"with_own", "own_of_kind", "scanner", "of_kind"},  # not shown: for the library itself
    "Document": {"reading_order"},
}


def is_shown(name: str) -> bool:
    owner, _, last = name.rpartition(".")
    return last not in PRIVATE.get(owner.rpartition(".")[2], set())


def test_the_reference_shows_every_public_name() -> None:
    shown = {name.rpartition(".")[2] for name, _ in documented()}
    assert set(govinfo_reports.__all__) - shown == set()


@pytest.mark.parametrize("name", [name for name in CALLED if is_shown(name)])
def test_a_function_says_what_goes_in_what_comes_out_and_what_is_raised(name: str) -> None:
    function = CALLED[name]
    signature = inspect.signature(function)
    documentation = inspect.getdoc(function) or ""
    said = sections(documentation)
    given = [one for one in signature.parameters if one not in {"self", "cls"}]
    assert list(said.get("Args", {})) == given
    assert all(len(text) >= _SAID for text in said.get("Args", {}).values())
    assert signature.return_annotation is not inspect.Signature.empty
    assert all(signature.parameters[one].annotation is not inspect.Parameter.empty for one in given)
    if signature.return_annotation not in {"None", None}:
        assert len(said["Returns"][""]) >= _SAID
    assert ("Raises" in said) != ("Raises nothing" in documentation)
    for error, when in said.get("Raises", {}).items():
        assert error[0].isupper()
        assert len(when) >= _SAID
    if "." not in name.removeprefix("govinfo_reports."):
        assert ">>>" in documentation


def test_what_may_be_none_says_what_that_means() -> None:
    """Of every parameter whose type has None it is said what None stands for."""
    silent = []
    for name, function in CALLED.items():
        said = sections(inspect.getdoc(function) or "").get("Args", {})
        for one, parameter in inspect.signature(function).parameters.items():
            may_be = re.search(r"\bNone\b", str(parameter.annotation)) and "Callable[" not in str(
                parameter.annotation
            )
            if is_shown(name) and may_be and "None" not in said.get(one, ""):
                silent.append(f"{name}({one})")
    assert silent == []


@pytest.mark.parametrize("name", list(CLASSES))
def test_a_class_says_what_its_attributes_are(name: str) -> None:
    kind = CLASSES[name]
    said = attributes(kind)
    if hasattr(kind, "__attrs_attrs__"):
        names = [one.name for one in kind.__attrs_attrs__ if not one.name.startswith("_")]
        assert all(one.type for one in kind.__attrs_attrs__)
    elif issubclass(kind, Enum):
        names = [one.name for one in kind]
    else:
        names = [one for one in vars(kind).get("__annotations__", {}) if not one.startswith("_")]
        if issubclass(kind, Exception):
            own = inspect.signature(kind).parameters
            names = [one for one in said if one in own]
            assert list(said) == names
            assert set(own) - {"self", "args", "kwargs"} <= set().union(*map(attributes, kind.__mro__))
    source = inspect.getsource(kind)
    for one in names:
        behind = re.search(rf"^    {one}\b[^\n]*\n    \"\"\"(.{{{_SAID},}})", source, re.MULTILINE)
        assert len(said.get(one, "")) >= _SAID or behind, one


_REPORT = parse_text(TEXT)
ERRORS: tuple[tuple[Callable[[], object], str, Callable[..., object]], ...] = (
    (lambda: parse(b""), "UnreadableSource", parse),
    (lambda: parse(3), "UnreadableSource", parse),  # type: ignore[arg-type]
    (lambda: parse(TEXT.encode(), vocabulary="none.csv"), "InvalidVocabulary", parse),
    (lambda: parse_text("今日天气晴。"), "UnreadableSource", parse_text),
    (lambda: read_document(b""), "UnreadableSource", read_document),
    (lambda: parse_document(read_document("今日天气晴。".encode())), "NotAReport", parse_document),
    (lambda: explain(TEXT.encode(), "review.totl"), "UnknownIndicator", explain),
    (lambda: explain(TEXT.encode(), at="nowhere"), "ValueError", explain),
    (lambda: explain_document(read_document(TEXT.encode()), at="nowhere"), "ValueError", explain_document),
    (lambda: parse_many("a.pdf"), "TypeError", parse_many),
    (lambda: parse_many([b""], workers=0), "ValueError", parse_many),
    (lambda: list(parse_many([b""], on_error="raise")), "UnreadableSource", parse_many),
    (lambda: parse_many([b""], vocabulary="none.csv"), "InvalidVocabulary", parse_many),
    (lambda: parse_batch(["a"], []), "ValueError", parse_batch),
    (lambda: check(FAILURE), "TypeError", check),  # type: ignore[arg-type]
    (lambda: check_series([FAILURE]), "TypeError", check_series),  # type: ignore[list-item]
    (lambda: check_rollup(_REPORT, [FAILURE]), "TypeError", check_rollup),  # type: ignore[list-item]
    (lambda: group_by_organ([FAILURE]), "TypeError", group_by_organ),  # type: ignore[list-item]
    (lambda: read_vocabulary(b"x"), "InvalidVocabulary", read_vocabulary),
    (lambda: to_arrow("x"), "TypeError", to_arrow),  # type: ignore[arg-type]
    (lambda: to_arrow(_REPORT, of="zz"), "ValueError", to_arrow),
    (lambda: to_frame("x"), "TypeError", to_frame),  # type: ignore[arg-type]
    (lambda: to_frame(_REPORT, of="zz"), "ValueError", to_frame),
    (lambda: to_wide("x"), "TypeError", to_wide),  # type: ignore[arg-type]
    (lambda: to_xlsx("x"), "TypeError", to_xlsx),  # type: ignore[arg-type]
    (lambda: applications_frame(_REPORT.applications, "x"), "ValueError", applications_frame),  # type: ignore[arg-type]
    (lambda: group_html(3), "NotAnAttrsClassError", group_html),
    (lambda: _REPORT.get("review.totl"), "UnknownIndicator", Report.get),
    (lambda: _REPORT.fact("review.totl"), "UnknownIndicator", Report.fact),
    (lambda: _REPORT.raise_for_findings("grave"), "ValueError", Report.raise_for_findings),
    (lambda: Report.from_facts((), nonsense=1), "TypeError", Report.from_facts),
    (lambda: Report.from_json("{"), "InvalidJson", Report.from_json),
    (lambda: Report.from_json("{}", unknown="x"), "ValueError", Report.from_json),  # type: ignore[arg-type]
    (lambda: organs_chart([_REPORT], "review.totl"), "UnknownIndicator", organs_chart),
    (lambda: organs_chart([_REPORT], "review.total"), "NothingToPlot", organs_chart),
    (lambda: organs_chart([_REPORT], language="fr"), "ValueError", organs_chart),  # type: ignore[arg-type]
    (lambda: years_chart([_REPORT], "review.totl"), "UnknownIndicator", years_chart),
    (lambda: years_chart([_REPORT], "review.total"), "NothingToPlot", years_chart),
    (lambda: outcomes_chart(_REPORT), "NothingToPlot", outcomes_chart),
    (lambda: outcomes_chart("x"), "TypeError", outcomes_chart),  # type: ignore[arg-type]
    (lambda: channels_chart(_REPORT), "NothingToPlot", channels_chart),
    (lambda: channels_chart(_REPORT, of="x"), "ValueError", channels_chart),  # type: ignore[arg-type]
    (lambda: broken_chart([]), "NothingToPlot", broken_chart),
    (lambda: broken_chart([_REPORT], at="grave"), "ValueError", broken_chart),
)


@pytest.mark.parametrize(
    ("call", "error", "function"),
    ERRORS,
    ids=[f"{one[2].__name__}-{one[1]}-{n}" for n, one in enumerate(ERRORS)],
)
def test_an_error_that_is_named_is_raised(
    call: Callable[[], object], error: str, function: Callable[..., object]
) -> None:
    assert error in sections(inspect.getdoc(function) or "")["Raises"]
    raised: set[str] = set()
    try:
        call()
    except Exception as found:  # noqa: BLE001 - which one it is, is what is asked
        raised = {kind.__name__ for kind in type(found).__mro__}
    assert error in raised


def test_what_the_reference_says_of_places_and_limits_is_so() -> None:
    assert Location(line=3).within(2, 4).span == (2, 4)
    assert DEFAULT_LIMITS.pages == 500
    one = sections("What.\n\nArgs:\n    a: One\n        more.\n\nReturns:\n    That: this.\n\n>>> 1\n")
    assert one == {"Args": {"a": "One more."}, "Returns": {"": "That: this."}}
