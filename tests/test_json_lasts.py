"""JSON that lasts: what earlier releases wrote is read, what a later one may add is not lost, what is no
figure is refused."""

from __future__ import annotations

import copy
import json
import pickle
from collections.abc import Callable
from pathlib import Path
from types import MappingProxyType
from typing import Any

import attrs
import pytest

from govinfo_reports import InvalidJson, Report, parse
from govinfo_reports.export import json as json_module
from govinfo_reports.export.json import MIGRATIONS, SCHEMA_VERSION

_ROOT = Path(__file__).resolve().parents[1]
_RELEASED = sorted((_ROOT / "tests" / "released").glob("*.json"))
_REPORT = attrs.evolve(parse(_ROOT / "samples" / "linjiang_2017.txt"), source="samples/linjiang_2017.txt")
_PLAIN: dict[str, Any] = json.loads(_REPORT.to_json())


@pytest.mark.parametrize("path", _RELEASED, ids=lambda path: path.stem)
def test_files_of_every_release_are_read(path: Path) -> None:
    """Whole, and with the figures that stand in them."""
    text = path.read_text(encoding="utf-8")
    plain = json.loads(text)
    report = Report.from_json(text)
    assert (report.organ, report.year, report.title) == (plain["organ"], plain["year"], plain["title"])
    assert len(report.facts) == len(plain["facts"]) > 10
    assert [str(fact.value) for fact in report.facts] == [str(fact["value"]) for fact in plain["facts"]]
    assert Report.from_json(report.to_json()) == report
    assert report.unknown_keys == {}


def test_each_schema_released_has_its_files() -> None:
    schemas = {json.loads(path.read_text(encoding="utf-8"))["schema"] for path in _RELEASED}
    assert schemas >= set(range(1, SCHEMA_VERSION + 1))
    assert set(MIGRATIONS) == set(range(1, SCHEMA_VERSION))


def test_keys_that_were_added_later_take_their_defaults() -> None:
    old = json.loads((_ROOT / "tests" / "released" / "yunhe_2022-0.1.0.json").read_text(encoding="utf-8"))
    assert "table_years" not in old
    assert Report.from_json(json.dumps(old)).table_years == ()


@pytest.mark.parametrize("name", sorted(_PLAIN.keys() - {"schema"}))
def test_any_missing_key_takes_its_default(name: str) -> None:
    report = Report.from_json(json.dumps({key: value for key, value in _PLAIN.items() if key != name}))
    assert getattr(report, name) == getattr(Report(), name)
    assert report.to_json() != _REPORT.to_json() or getattr(_REPORT, name) == getattr(Report(), name)


def test_what_has_no_default_must_be_there() -> None:
    plain = copy.deepcopy(_PLAIN)
    del plain["facts"][0]["raw"]
    with pytest.raises(InvalidJson, match=r"facts\[0\].*raw"):
        Report.from_json(json.dumps(plain))


def _with_more() -> str:
    plain = copy.deepcopy(_PLAIN)
    plain["mood"] = {"good": [1, None]}
    plain["facts"][3]["a/b~c"] = "seen"
    plain["review"]["later"] = 7
    return json.dumps(plain, ensure_ascii=False, separators=(",", ":"))


def test_unknown_keys_are_kept_and_written_again() -> None:
    report = Report.from_json(_with_more())
    assert report == _REPORT
    assert report.unknown_keys == {
        "/mood": {"good": [1, None]},
        "/facts/3/a~1b~0c": "seen",
        "/review/later": 7,
    }
    assert json.loads(report.to_json()) == json.loads(_with_more())
    assert pickle.loads(pickle.dumps(report)).unknown_keys == report.unknown_keys  # noqa: S301
    assert report.with_findings(()).unknown_keys == {}


def test_unknown_keys_are_left_out_or_refused_where_that_is_asked() -> None:
    left = Report.from_json(_with_more(), unknown="ignore")
    assert left.unknown_keys == {}
    assert json.loads(left.to_json()) == _PLAIN
    with pytest.raises(InvalidJson, match="/facts/3/a~1b~0c"):
        Report.from_json(_with_more(), unknown="refuse")
    with pytest.raises(ValueError, match="unknown"):
        Report.from_json(_with_more(), unknown="drop")  # type: ignore[arg-type]


def _renamed(plain: dict[str, Any]) -> dict[str, Any]:
    return {("title" if key == "headline" else key): value for key, value in plain.items()}


def _failing(plain: dict[str, Any]) -> dict[str, Any]:
    return {"title": plain["nowhere"]}


def _two_schemas(monkeypatch: pytest.MonkeyPatch, one: Callable[[dict[str, Any]], dict[str, Any]]) -> None:
    monkeypatch.setattr(json_module, "SCHEMA_VERSION", 3)
    monkeypatch.setattr(json_module, "MIGRATIONS", MappingProxyType({1: one, 2: dict}))


def test_older_schemas_go_through_every_migration(monkeypatch: pytest.MonkeyPatch) -> None:
    _two_schemas(monkeypatch, _renamed)
    old = {"headline" if key == "title" else key: value for key, value in _PLAIN.items()}
    assert Report.from_json(json.dumps(old), unknown="refuse") == _REPORT
    assert Report.from_json(json.dumps({**_PLAIN, "schema": 3})) == _REPORT
    # Without its migration the title would be an unknown key.
    assert Report.from_json(json.dumps({**old, "schema": 2})).title is None


def test_a_migration_that_fails_is_an_error_of_ours(monkeypatch: pytest.MonkeyPatch) -> None:
    _two_schemas(monkeypatch, _failing)
    with pytest.raises(InvalidJson, match="schema 1") as error:
        Report.from_json(json.dumps(_PLAIN))
    assert "schema 1" in error.value.reason_zh


def test_a_newer_schema_is_said_to_be_newer() -> None:
    with pytest.raises(InvalidJson, match="newer") as error:
        Report.from_json(json.dumps({**_PLAIN, "schema": SCHEMA_VERSION + 1}))
    assert "更新" in error.value.reason_zh


_LONG = "9" * 400
_EDITS = {
    "NaN in place of a count": ('"year":2017', '"year":NaN'),
    "a count of NaN": ('"complaints":null', '"complaints":NaN'),
    "an infinite count": ('"complaints":null', '"complaints":-Infinity'),
    "an amount of NaN": ('"fees":"0"', '"fees":"NaN"'),
    "an amount of sNaN": ('"fees":"0"', '"fees":"sNaN"'),
    "an amount without end": ('"fees":"0"', '"fees":"Infinity"'),
    "a figure of NaN": ('"value":3120', '"value":"NaN"'),
    "a figure of sNaN": ('"value":3120', '"value":"-sNaN123"'),
    "a boolean for a count": ('"complaints":null', '"complaints":true'),
    "a boolean for a year": ('"year":2017', '"year":true'),
    "a boolean for a figure": ('"value":3120', '"value":false'),
    "a boolean for the schema": ('"schema":1', '"schema":true'),
    "a schema with a point": ('"schema":1', '"schema":1.0'),
    "a schema of nought": ('"schema":1', '"schema":0'),
    "a key that stands twice": ('"year":2017', '"year":2016,"year":2017'),
    "an inner key that stands twice": ('"value":3120', '"value":3120,"value":3120'),
    "a count of 400 digits": ('"complaints":null', f'"complaints":{_LONG}'),
    "a negative count of 400 digits": ('"complaints":null', f'"complaints":-{_LONG}'),
    "a figure of 400 digits": ('"value":3120', f'"value":{_LONG}'),
    "an amount of 400 digits": ('"fees":"0"', f'"fees":"{_LONG}"'),
    "an amount with 400 zeros": ('"fees":"0"', '"fees":"1E+400"'),
    "an amount of a long nothing": ('"fees":"0"', '"fees":"0E-999999"'),
    "a confidence without end": ('"confidence":1.0', '"confidence":1e999'),
    "a confidence that is a count": ('"confidence":1.0', '"confidence":1'),
    "an unknown key of NaN": ('"year":2017', '"year":2017,"later":NaN'),
}


@pytest.mark.parametrize("name", _EDITS)
def test_what_is_no_figure_is_refused(name: str) -> None:
    old, new = _EDITS[name]
    text = _REPORT.to_json()
    assert old in text
    with pytest.raises(InvalidJson):
        Report.from_json(text.replace(old, new, 1))
    Report.from_json(text)  # the same text without it is read


def test_long_text_is_not_taken_for_a_long_number() -> None:
    report = attrs.evolve(_REPORT, title=_LONG)
    assert Report.from_json(report.to_json()) == report
    assert Report.from_json(report.to_json().encode("utf-16")) == report
