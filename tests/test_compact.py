"""Reports on their way between processes: as columns, and the same when they come out."""

from __future__ import annotations

import copy
import pickle
from decimal import Decimal
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from batches import generated
from govinfo_reports import Report, parse, parse_text
from govinfo_reports.compact import Packed, pack, unpack
from govinfo_reports.facts import Fact, Match, Scope, Source, Unread
from govinfo_reports.location import Location

_WORDS = st.text(max_size=6)
_NUMBERS = st.none() | st.integers(-5, 10**30) | st.decimals(allow_nan=False)
_PLACES = st.builds(
    Location, page=st.none() | st.integers(1, 9), sheet=st.none() | _WORDS, span=st.none() | st.just((1, 4))
)
_FACTS = st.builds(
    Fact,
    path=_WORDS,
    value=_NUMBERS,
    unit=st.none() | _WORDS,
    raw=_WORDS,
    source=st.sampled_from(Source),
    scope=st.sampled_from(Scope),
    location=_PLACES,
    match=st.builds(Match, label=_WORDS, evidence=st.lists(_WORDS, max_size=2).map(tuple)),
)
_UNREAD = st.builds(Unread, raw=_WORDS, location=_PLACES, reason=_WORDS)


@given(st.lists(_FACTS, max_size=5) | st.lists(_UNREAD, max_size=5) | st.lists(_FACTS | _UNREAD, max_size=4))
def test_what_is_packed_comes_out_the_same(objects: list[Any]) -> None:
    again = unpack(pickle.loads(pickle.dumps(pack(objects))))  # noqa: S301
    assert again == tuple(objects)
    assert repr(again) == repr(tuple(objects))  # 1, 1.0 and Decimal(1) are equal


@pytest.mark.parametrize("number", range(6))
def test_a_report_is_the_same_after_its_way(number: int) -> None:
    name, data = generated(number)
    report = attrs.evolve(parse(data), source=name)
    for again in (pickle.loads(pickle.dumps(report)), copy.deepcopy(report), copy.copy(report)):  # noqa: S301
        assert again == report
        assert again.to_json() == report.to_json()
        assert again.fact("applications.received.total") == report.fact("applications.received.total")
        assert hash(again.facts[0]) == hash(report.facts[0])
        with pytest.raises(attrs.exceptions.FrozenInstanceError):
            again.facts[0].value = 3  # type: ignore[misc]


def test_the_facts_held_are_those_of_the_report() -> None:
    report = parse_text(
        "云河市2022年政府信息公开工作年度报告\n一、总体情况\n全市共收到政府信息公开申请12件。"
    )
    again = pickle.loads(pickle.dumps(report))  # noqa: S301
    assert again.fact("applications.received.total") is again.facts[0]


def test_unknown_keys_and_subclasses_keep() -> None:
    class Mine(Report):
        """A user's own."""

    globals()["Mine"] = Mine
    Mine.__qualname__ = "Mine"
    report = Report.from_json('{"schema": 1, "mood": "good"}')
    assert pickle.loads(pickle.dumps(report)).unknown_keys == {"/mood": "good"}  # noqa: S301
    mine = pickle.loads(pickle.dumps(Mine(fees=Decimal("1.50"))))  # noqa: S301
    assert type(mine) is Mine
    assert str(mine.fees) == "1.50"


def test_hundreds_of_facts_take_few_steps() -> None:
    report = parse(generated(0)[1])
    assert len(report.facts) > 50
    state = report.__getstate__()
    assert isinstance(state["facts"], Packed)
    assert isinstance(state["facts"].columns["location"], Packed)
    plain = pickle.dumps([attrs.asdict(fact, recurse=False) for fact in report.facts])
    assert len(pickle.dumps(report)) < 1.5 * len(plain)


def test_a_pickle_of_other_attributes_is_refused() -> None:
    packed = pack([Location(line=1), Location(line=2)])
    assert isinstance(packed, Packed)
    other = attrs.evolve(
        packed, columns={name: one for name, one in packed.columns.items() if name != "span"}
    )
    with pytest.raises(ValueError, match="another version"):
        unpack(other)
