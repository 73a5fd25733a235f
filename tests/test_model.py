"""The model: its paths are the vocabulary, its validators name the path, its values come from the facts."""

from __future__ import annotations

import pickle
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest
from attrs import fields, has
from attrs.exceptions import FrozenInstanceError

from figures import fact_of
from govinfo_reports import (
    ApplicationStats,
    ByApplicant,
    Capacity,
    FindingsError,
    InvalidFigure,
    ProactiveDisclosure,
    Report,
    Review,
    Scope,
    Severity,
    Source,
    UnknownIndicator,
    indicators,
    leaf_indicators,
    parse_text,
)
from govinfo_reports.findings import Finding
from govinfo_reports.model.figures import AdministrativeItems, Litigation, Training

GROUPS = ("proactive", "responses", "applications", "review", "litigation", "capacity", "training")


def paths(value: Any, prefix: str) -> Iterator[str]:
    for attribute in fields(type(value)):
        inner = getattr(value, attribute.name)
        path = f"{prefix}.{attribute.name}"
        if has(type(inner)):
            yield from paths(inner, path)
        else:
            yield path


def test_attribute_paths_are_the_vocabulary() -> None:
    report = Report()
    model = {"complaints", "fees"} | {path for name in GROUPS for path in paths(getattr(report, name), name)}
    assert model == set(leaf_indicators())


def test_every_path_reads_its_own_value() -> None:
    facts = tuple(
        fact_of(path, Decimal(number) if item.kind.value == "amount" else number)
        for number, (path, item) in enumerate(leaf_indicators().items(), 1)
    )
    report = Report.from_facts(facts)
    for number, path in enumerate(leaf_indicators(), 1):
        assert report.get(path) == number
        assert report.fact(path) is facts[number - 1]


def test_missing_is_none_and_zero_is_zero() -> None:
    report = Report.from_facts((fact_of("review.total", 0), fact_of("review.upheld", None)))
    assert (report.review.total, report.review.upheld, report.review.other) == (0, None, None)
    assert report.fact("review.other") is None


@pytest.mark.parametrize(
    ("make", "path"),
    [
        (lambda: Review(total=-1), "review.total"),
        (lambda: Review(total=1.5), "review.total"),  # type: ignore[arg-type]
        (lambda: Review(total=True), "review.total"),
        (lambda: ProactiveDisclosure(disclosed="5"), "proactive.disclosed"),  # type: ignore[arg-type]
        (lambda: Capacity(budget=5), "capacity.budget"),  # type: ignore[arg-type]
        (lambda: Capacity(budget=Decimal(-1)), "capacity.budget"),
        (lambda: Capacity(budget=Decimal("NaN")), "capacity.budget"),
        (lambda: Training(meetings=-2), "training.meetings"),
        (lambda: ByApplicant(total=-2), "total"),
        (lambda: Report(complaints=-1), "complaints"),
        (lambda: Report(fees=Decimal(-1)), "fees"),
        (lambda: Report(year=20177), "year"),
        (lambda: Report(year="2017"), "year"),  # type: ignore[arg-type]
        (lambda: AdministrativeItems(items_change=Decimal(1)), "items_change"),  # type: ignore[arg-type]
    ],
)
def test_what_can_never_be_is_refused_by_path(make: Any, path: str) -> None:
    with pytest.raises(InvalidFigure) as caught:
        make()
    assert caught.value.path == path
    assert path in str(caught.value)
    assert isinstance(caught.value, ValueError)
    assert pickle.loads(pickle.dumps(caught.value)).path == path  # noqa: S301


def test_what_may_be_is_taken() -> None:
    assert AdministrativeItems(items_change=-3).items_change == -3
    assert Litigation().direct.total is None
    assert Report(year=2008, fees=Decimal("0.295")).fees == Decimal("0.295")


def test_objects_are_frozen() -> None:
    with pytest.raises(FrozenInstanceError):
        Review(total=1).total = 2  # type: ignore[misc]


def test_which_of_several_facts_the_model_holds() -> None:
    prose = fact_of("review.total", 4, source=Source.PROSE)
    rough = fact_of("review.total", 5, source=Source.TABLE, approximate=True)
    blank = fact_of("review.total", None)
    first, second = fact_of("review.total", 6), fact_of("review.total", 7)
    total = fact_of("review.total", 99, scope=Scope.CUMULATIVE)
    assert Report.from_facts((total, prose, first, second)).fact("review.total") is first
    assert Report.from_facts((blank, prose)).get("review.total") == 4
    report = Report.from_facts((rough,))
    assert (report.fact("review.total"), report.get("review.total")) == (rough, None)
    assert Report.from_facts((total,)).fact("review.total") is None


def test_unknown_paths_are_an_error_and_extra_ones_are_free() -> None:
    extra = fact_of("extra.电子邮件申请数", 3)
    report = Report.from_facts((extra,))
    assert report.extra == (extra,)
    assert report.facts == ()
    assert report.get("extra.电子邮件申请数") == 3
    assert report.get("extra.其他") is None
    for path in ("applications.recieved.total", "applications", "facts"):
        with pytest.raises(UnknownIndicator, match="no indicator"):
            report.get(path)
        with pytest.raises(KeyError):
            report.fact(path)


def test_raise_for_findings_carries_them_all_and_pickles() -> None:
    findings = tuple(
        Finding(rule=f"sum:{number}", severity=severity, message=f"m{number}", message_zh=f"信息{number}")
        for number, severity in enumerate((Severity.INFO, Severity.WARNING, Severity.ERROR, Severity.ERROR))
    )
    report = Report(source="a.html").with_findings(findings)
    with pytest.raises(FindingsError) as caught:
        report.raise_for_findings()
    assert caught.value.findings == findings[2:]
    assert "m2" in str(caught.value)
    again = pickle.loads(pickle.dumps(caught.value))  # noqa: S301
    assert (again.findings, again.source) == (findings[2:], "a.html")
    with pytest.raises(FindingsError) as caught:
        report.raise_for_findings("warning")
    assert len(caught.value.findings) == 3
    report.with_findings(findings[:2]).raise_for_findings()


def test_repr_is_one_line() -> None:
    assert repr(Report(organ="云河市", year=2020)) == "<Report 云河市 2020 form=narrative facts=0 findings=0>"


def test_reports_pickle_and_compare() -> None:
    report = parse_text(
        "云河市2022年政府信息公开工作年度报告\n一、总体情况\n全市共收到政府信息公开申请12件。\n"
    )
    again = pickle.loads(pickle.dumps(report))  # noqa: S301
    assert again == report
    assert again.fact("applications.received.total") == report.fact("applications.received.total")


def test_the_registry_names_every_parent() -> None:
    for path, item in indicators().items():
        assert item.parent is None or item.parent in indicators(), path
    assert ApplicationStats().received.total is None
