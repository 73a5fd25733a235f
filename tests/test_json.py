"""JSON: exact both ways, as the schema says, and nothing else is taken."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator, FormatChecker

from govinfo_reports import (
    Contact,
    Container,
    Fact,
    Finding,
    Form,
    How,
    InvalidJson,
    Kind,
    Location,
    Match,
    Period,
    Report,
    Scope,
    Section,
    Severity,
    Source,
    Suspect,
    Unread,
    leaf_indicators,
    parse,
)
from govinfo_reports.export import schema as schema_module
from govinfo_reports.export.json import SCHEMA_VERSION
from govinfo_reports.export.schema import report_schema

_ROOT = Path(__file__).resolve().parents[1]
_SAMPLES = ("linjiang_2017.txt", "yunhe_2022.html")
_VALIDATOR = Draft202012Validator(report_schema(), format_checker=FormatChecker())


def _sample(name: str) -> Report:
    return attrs.evolve(parse(_ROOT / "samples" / name), source=f"samples/{name}")


def _errors(plain: object) -> list[str]:
    return [error.message for error in _VALIDATOR.iter_errors(plain)]


_texts = st.text(max_size=12)
_maybe_text = st.none() | _texts
_numbers = st.none() | st.integers(1, 10_000)
_dates = st.dates(date(1990, 1, 1), date(2100, 12, 31))
_counts = st.integers(0, 10**12)
_amounts = st.decimals(min_value=0, max_value=10**9, allow_nan=False, allow_infinity=False, places=None)
_locations = st.builds(
    Location,
    page=_numbers,
    line=_numbers,
    sheet=_maybe_text,
    table=_numbers,
    row=_numbers,
    column=_numbers,
    span=st.none() | st.tuples(st.integers(1, 99), st.integers(1, 99)),
)


@st.composite
def _facts(draw: st.DrawFn) -> Fact:
    item = draw(st.sampled_from(sorted(leaf_indicators().values(), key=lambda one: one.path)))
    value: st.SearchStrategy[Any] = _amounts if item.kind is Kind.AMOUNT else _counts
    return Fact(
        path=item.path,
        value=draw(st.none() | value),
        unit=draw(_maybe_text),
        raw=draw(_texts),
        source=draw(st.sampled_from(Source)),
        location=draw(_locations),
        match=Match(
            label=draw(_texts),
            how=draw(st.sampled_from(How)),
            confidence=draw(st.floats(0, 1)),
            evidence=tuple(draw(st.lists(_texts, max_size=2))),
        ),
        scope=draw(st.sampled_from(Scope)),
        approximate=draw(st.booleans()),
        candidates=tuple(draw(st.lists(value, max_size=2))),
        recognised=draw(st.none() | st.floats(0, 1)),
    )


_figures = st.none() | _counts | _amounts
_findings = st.builds(
    Finding,
    rule=_texts,
    severity=st.sampled_from(Severity),
    message=_texts,
    message_zh=_texts,
    paths=st.lists(_texts, max_size=2).map(tuple),
    expected=_figures,
    printed=_figures,
    locations=st.lists(_locations, max_size=2).map(tuple),
    suspects=st.lists(
        st.builds(
            Suspect, path=_texts, printed=_figures, would_fit=_figures, reason=_texts, reason_zh=_texts
        ),
        max_size=1,
    ).map(tuple),
)
_sections = st.recursive(
    st.builds(Section, number=_maybe_text, title=_texts, text=_texts, location=_locations),
    lambda inner: st.builds(
        Section,
        number=_maybe_text,
        title=_texts,
        text=_texts,
        location=_locations,
        subsections=st.lists(inner, max_size=2).map(tuple),
    ),
    max_leaves=4,
)


def _types(value: Any) -> object:
    """The classes of a value and of all that it holds: an enumeration of strings equals its string."""
    if attrs.has(type(value)):
        return type(value), {
            one.name: _types(getattr(value, one.name)) for one in attrs.fields(type(value)) if one.init
        }
    if isinstance(value, tuple):
        return [_types(item) for item in value]
    return type(value)


@st.composite
def _reports(draw: st.DrawFn) -> Report:
    return Report.from_facts(
        tuple(draw(st.lists(_facts(), max_size=8))),
        title=draw(_maybe_text),
        organ=draw(_maybe_text),
        year=draw(st.none() | st.integers(1990, 2100)),
        form=draw(st.sampled_from(Form)),
        period=draw(st.none() | st.builds(Period, st.none() | _dates, st.none() | _dates, _texts)),
        published=draw(st.none() | _dates),
        contact=draw(st.builds(Contact, phone=_maybe_text, address=_maybe_text)),
        sections=tuple(draw(st.lists(_sections, max_size=2))),
        unread=tuple(
            draw(st.lists(st.builds(Unread, raw=_texts, location=_locations, reason=_texts), max_size=2))
        ),
        findings=tuple(draw(st.lists(_findings, max_size=2))),
        groups_found=frozenset(draw(st.lists(_texts, max_size=3))),
        notices=tuple(draw(st.lists(_texts, max_size=2))),
        container=draw(st.sampled_from(Container)),
    )


@settings(max_examples=60, deadline=None)
@given(_reports())
def test_any_report_comes_back_equal(report: Report) -> None:
    text = report.to_json()
    back = Report.from_json(text)
    assert back == report
    assert back.to_json() == text
    assert _types(back) == _types(report)
    assert _errors(json.loads(text)) == []


@pytest.mark.parametrize("name", _SAMPLES)
@pytest.mark.parametrize("indent", [None, 2])
def test_a_parsed_report_comes_back_equal_and_fits_the_schema(name: str, indent: int | None) -> None:
    report = _sample(name)
    text = report.to_json(indent=indent)
    assert Report.from_json(text) == report
    assert Report.from_json(text.encode()) == report
    assert _errors(json.loads(text)) == []


def test_decimals_keep_their_digits() -> None:
    report = Report(fees=Decimal("8.50"))
    assert json.loads(report.to_json())["fees"] == "8.50"
    assert str(Report.from_json(report.to_json()).fees) == "8.50"


def _leaves(value: object, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    if isinstance(value, dict):
        for key, item in value.items():
            yield from _leaves(item, (*path, key))
    elif isinstance(value, list):
        for number, item in enumerate(value[:1]):
            yield from _leaves(item, (*path, number))
    else:
        yield path


def _put(plain: Any, path: tuple[str | int, ...], value: object) -> Any:
    changed = copy.deepcopy(plain)
    place = changed
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = value
    return changed


def _rich_report() -> Report:
    """A report in which as little as possible is None, so that every type is met."""
    report = _sample("linjiang_2017.txt")
    [finding] = report.findings
    place = Location(page=1, line=2, sheet="表", table=1, row=2, column=3, span=(1, 2))
    return attrs.evolve(
        report,
        facts=(attrs.evolve(report.facts[0], location=place, recognised=0.5, candidates=(1,)),),
        findings=(attrs.evolve(finding, locations=(place,)),),
        sections=(Section(number="一", title="概述", text="", location=place),),
        unread=(Unread(raw="甲", location=place, reason="乙"),),
        notices=("丙",),
        evidence=("丁",),
    )


_PLAIN = json.loads(_rich_report().to_json())


@pytest.mark.parametrize("path", list(_leaves(_PLAIN)), ids=lambda path: ".".join(map(str, path)))
def test_a_changed_type_is_refused(path: tuple[str | int, ...]) -> None:
    """A list in the place of any number, text or null is against the schema, and no report comes of it."""
    changed = _put(_PLAIN, path, [[]])
    assert _errors(changed)
    with pytest.raises(InvalidJson):
        Report.from_json(json.dumps(changed))


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("year",), "2017"),
        (("year",), 2017.5),
        (("title",), 7),
        (("published",), "last week"),
        (("published",), 20180316),
        (("form",), "2015"),
        (("fees",), 1.5),
        (("fees",), "many"),
        (("review", "total"), "3"),
        (("review", "total"), True),
        (("facts", 0, "approximate"), 1),
        (("facts", 0, "value"), "3120条"),
        (("facts", 0, "location", "span"), [1]),
        (("findings", 0, "severity"), "fatal"),
        (("groups_found",), "proactive"),
        (("notices",), "丙"),
        (("published",), "20180316"),
        (("schema",), SCHEMA_VERSION + 1),
        (("surprise",), 1),
        (("facts", 0, "surprise"), 1),
    ],
)
def test_a_wrong_value_is_refused(path: tuple[str | int, ...], value: object) -> None:
    changed = _put(_PLAIN, path, value)
    assert _errors(changed)
    with pytest.raises(InvalidJson):
        Report.from_json(json.dumps(changed), unknown="refuse")


@pytest.mark.parametrize(
    "text", ["", "{", "[]", "null", "{}", '{"schema": 1, "facts": 3}', b"\xff", "[" * 100_000]
)
def test_other_text_is_no_report(text: str | bytes) -> None:
    with pytest.raises(InvalidJson):
        Report.from_json(text)


def test_the_schema_is_a_schema_and_the_page_is_its_print() -> None:
    Draft202012Validator.check_schema(report_schema())
    page = (_ROOT / "docs" / "report.schema.json").read_text(encoding="utf-8")
    assert json.loads(page) == report_schema(), "run `make schema`"


def test_the_schema_names_figures_by_their_official_labels() -> None:
    review = report_schema()["$defs"]["Review"]["properties"]
    assert review["total"]["description"] == "四、行政复议数量 (件)"


def test_an_error_names_the_place() -> None:
    with pytest.raises(InvalidJson, match=r"facts\[0\].*value"):
        Report.from_json(json.dumps(_put(_PLAIN, ("facts", 0, "value"), "many")))
    with pytest.raises(InvalidJson, match=r"\$\.notices"):
        Report.from_json(json.dumps(_put(_PLAIN, ("notices",), "丙")))
    with pytest.raises(InvalidJson, match="/facts/0/surprise"):
        Report.from_json(json.dumps(_put(_PLAIN, ("facts", 0, "surprise"), 1)), unknown="refuse")


def test_a_type_without_a_json_form_is_not_passed_over() -> None:
    with pytest.raises(TypeError, match="complex"):
        schema_module._type(complex, {})
