"""The data beside the wordings: why a figure is not taken, negation, time, reach (`forms/scopes.txt`), and
kinds (`forms/kinds.txt`)."""

from __future__ import annotations

from decimal import Decimal

import pytest

from govinfo_reports import parse_text
from govinfo_reports.facts import Scope
from govinfo_reports.forms.entries import Example, WordingsError
from govinfo_reports.forms.kinds import kinds, read_kinds
from govinfo_reports.forms.scopes import read_scopes, scopes
from govinfo_reports.indicators import Form, leaf_indicators
from govinfo_reports.location import Location
from govinfo_reports.prose.engine import read_statements, trace_statements
from govinfo_reports.prose.passages import Passage, Topic
from govinfo_reports.prose.reasons import Reason


@pytest.mark.parametrize(
    ("name", "example"),
    [*scopes().examples, *kinds().examples],
    ids=lambda value: getattr(value, "text", value),
)
def test_an_example_gives_what_it_says(name: str, example: Example) -> None:
    """A reason for which a figure of the sentence is not taken, or a path and its figure; of a line over a
    table the scope of what stands under it."""
    if name.startswith("over tables"):
        beside = "2015年情况" if example.value == "year" else "2016年情况"
        assert scope_under(example.text, beside).value == example.value
        return
    topic = Topic(example.topic) if example.topic else Topic.UNKNOWN
    passage = Passage(text=f"{example.text}。", location=Location(line=1), topic=topic)
    form = Form.F2021 if any(word in name for word in ("carried", "files")) else Form.NARRATIVE
    if example.value in {reason.value for reason in Reason}:
        organ = "云溪县司法局" if "justice" in name else "云溪县水务局"
        traced = trace_statements([passage], year=2016, organ=organ, form=form)
        assert example.value in {one.reason.value for each in traced for one in each.candidates if one.reason}
        return
    facts = read_statements([passage], year=2016, organ="云溪县水务局", form=form)
    path, _, value = (example.value or "").partition(" ")
    assert path in leaf_indicators()
    taken = [fact.value for fact in facts if fact.path == path and fact.scope is Scope.YEAR]
    assert taken == [Decimal(value)]


def scope_under(line: str, beside: str) -> Scope:
    """The scope of a table under a line, of two in a report of 2016."""
    table = "统计指标\t单位\t统计数\n（一）收到申请数\t件\t{}\n1.当面申请数\t件\t{}\n"
    text = (
        f"云溪县2016年政府信息公开工作年度报告\n{line}\n{table.format(31, 7)}{beside}\n{table.format(12, 5)}"
    )
    return next(fact.scope for fact in parse_text(text).facts if fact.value == 31)


def test_every_reason_of_the_data_is_one() -> None:
    assert {one.reason for one in scopes().rejections} <= {reason.value for reason in Reason}
    names = [one.name for one in scopes().rejections]
    assert len(names) == len(set(names)) > 35


def test_every_rejection_has_an_example() -> None:
    told = {name for name, _ in scopes().examples}
    without = [one.name for one in scopes().rejections if one.name not in told]
    assert without == []


def test_every_kind_is_of_the_vocabulary() -> None:
    said = kinds()
    assert {*said.old.values(), *said.new.values()} <= set(leaf_indicators())
    assert {f"proactive.channels.{name}" for _, name in said.channels if name} <= set(leaf_indicators())
    assert {f"applications.received.{name}" for _, name in said.ways if name} <= set(leaf_indicators())
    assert {f"review.{name}" for name in said.disputes.values()} <= set(leaf_indicators())


@pytest.mark.parametrize(
    "text", ["reason: average", "== a\nnonsense: b", "== a\nsay: {nothing}", "== a\nsay: (b"]
)
def test_a_faulty_text_is_named(text: str) -> None:
    with pytest.raises(WordingsError, match="line"):
        read_scopes(text)


def test_a_faulty_kind_is_named() -> None:
    with pytest.raises(WordingsError, match="line 2"):
        read_kinds("== by letter\nway letter")
