"""Reports as JSON and back, exactly: Decimals as strings, dates as ISO text, Locations kept."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import Enum
from functools import lru_cache, partial
from operator import eq
from typing import Any, get_args, get_origin

import cattrs
from attrs import fields
from cattrs.errors import BaseValidationError
from cattrs.fns import identity
from cattrs.gen import make_dict_structure_fn, make_dict_unstructure_fn, override

from ..errors import GovInfoError
from ..facts import Fact
from ..findings import Finding, Suspect
from ..model.report import Report

__all__ = ["SCHEMA_VERSION", "InvalidJson", "dump_report", "load_report", "to_plain"]

SCHEMA_VERSION = 1
"""Grows when a reader of older JSON would misunderstand newer one."""


_AS_THEY_ARE: tuple[Any, ...] = (int, float, str, bool)
"""Kinds of values that stand in JSON as they are."""


class InvalidJson(GovInfoError, ValueError):
    """The text is not the JSON of a report."""


def _number_out(value: int | Decimal | None) -> int | str | None:
    return str(value) if isinstance(value, Decimal) else value


def _number_in(value: Any, _: Any = None) -> int | Decimal | None:
    """JSON numbers are counts, strings exact decimals; anything else is no figure."""
    if value is None or (isinstance(value, int) and not isinstance(value, bool)):
        return value
    if isinstance(value, str):
        try:
            return Decimal(value)
        except InvalidOperation as error:
            raise ValueError(f"not a decimal number: {value!r}") from error
    raise ValueError(f"not a figure: {value!r}")


def _exactly(kind: type[Any]) -> Any:
    """A structure hook that takes only values of `kind` (cattrs would turn 1 into "1", and True is an int).

    Enumerations of strings come here too, because they are strings: of them it takes their values.
    """

    def structure(value: Any, wanted: Any) -> Any:
        if type(value) is not kind:
            raise ValueError(f"expected {kind.__name__}, found {value!r}")
        return value if wanted is kind else _member(wanted, value)

    return structure


@lru_cache(maxsize=256)
def _member(enumeration: type[Enum], value: str) -> Enum:
    return enumeration(value)


def _exactly_or_none(kind: type[Any]) -> Any:
    """As `_exactly`, None taken as well."""

    def structure(value: Any, _: Any) -> Any:
        if value is not None and type(value) is not kind:
            raise ValueError(f"expected {kind.__name__} or null, found {value!r}")
        return value

    return structure


def _is_tuple(kind: Any) -> bool:
    """Whether a type is a tuple of any number of the same."""
    return get_origin(kind) is tuple and get_args(kind)[1:] == (...,)


@lru_cache(maxsize=2)
def _converter(*, explains: bool = False) -> cattrs.Converter:
    """The way between objects and what JSON can say. One that `explains` says where in the JSON a fault is, and takes longer; the
    other leaves keys too many to the comparison with what is written."""
    converter = cattrs.Converter(
        forbid_extra_keys=explains, unstruct_collection_overrides={tuple: list}, detailed_validation=explains
    )
    converter.register_unstructure_hook(date, lambda value: value.isoformat())
    converter.register_structure_hook(date, lambda value, _: date.fromisoformat(value))
    converter.register_unstructure_hook(Decimal, str)
    converter.register_structure_hook(Decimal, lambda value, _: Decimal(value))
    converter.register_unstructure_hook_func(partial(eq, frozenset[str]), sorted)
    for kind in _AS_THEY_ARE:
        converter.register_structure_hook(kind, _exactly(kind))
        converter.register_structure_hook_func(partial(eq, kind | None), _exactly_or_none(kind))
        converter.register_unstructure_hook_func(partial(eq, kind | None), identity)
    for union in (int | Decimal | None, int | Decimal):
        converter.register_unstructure_hook_func(partial(eq, union), _number_out)
        converter.register_structure_hook_func(partial(eq, union), _number_in)

    def list_of(kind: Any) -> Any:
        item = get_args(kind)[0]
        if item in _AS_THEY_ARE:
            return list
        hook = converter.get_unstructure_hook(item)
        return lambda values: [hook(value) for value in values]

    def tuple_of(kind: Any) -> Any:
        item = get_args(kind)[0]
        hook = converter.get_structure_hook(item)
        return lambda values, _: tuple([hook(value, item) for value in values]) if values != [] else ()

    converter.register_unstructure_hook_factory(_is_tuple, list_of)
    if not explains:
        converter.register_structure_hook_factory(_is_tuple, tuple_of)
    for cls in (Fact, Finding, Suspect):
        converter.register_unstructure_hook(cls, make_dict_unstructure_fn(cls, converter))
        converter.register_structure_hook(
            cls, make_dict_structure_fn(cls, converter, _cattrs_detailed_validation=explains)
        )
    hidden: dict[str, Any] = {
        attribute.name: override(omit=True) for attribute in fields(Report) if not attribute.init
    }
    converter.register_unstructure_hook(Report, make_dict_unstructure_fn(Report, converter, **hidden))
    converter.register_structure_hook(
        Report, make_dict_structure_fn(Report, converter, _cattrs_detailed_validation=explains, **hidden)
    )
    return converter


def to_plain(value: Any) -> Any:
    """An attrs object as dicts, lists, strings and numbers, as they stand in the JSON."""
    return _converter().unstructure(value)


def dump_report(report: Report, *, indent: int | None = None) -> str:
    """The JSON text of a report."""
    plain = {"schema": SCHEMA_VERSION, **to_plain(report)}
    return json.dumps(
        plain,
        ensure_ascii=False,
        check_circular=False,
        indent=indent,
        separators=None if indent else (",", ":"),
    )


def load_report(text: str | bytes) -> Report:
    """The report in a JSON text that `dump_report` wrote. Raises InvalidJson for anything else."""
    try:
        plain = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise InvalidJson(f"not JSON: {error}", reason_zh="不是 JSON") from error
    if not isinstance(plain, Mapping) or plain.get("schema") != SCHEMA_VERSION:
        raise InvalidJson(
            f"not the JSON of a report (schema {SCHEMA_VERSION})", reason_zh="不是本库写出的报告 JSON"
        )
    body = {key: value for key, value in plain.items() if key != "schema"}
    try:
        report = _report_of(body)
        written = to_plain(report)
        changed = None
        if body != written:
            _converter(explains=True).structure(body, Report)
            changed = _difference(body, written)
    except (BaseValidationError, ValueError, TypeError, KeyError, RecursionError) as error:
        reason = (
            "; ".join(cattrs.transform_error(error)) if isinstance(error, BaseValidationError) else str(error)
        )
        raise InvalidJson(f"not the JSON of a report: {reason}", reason_zh="报告 JSON 的内容不符") from error
    if changed is not None:
        raise InvalidJson(
            f"not the JSON of a report: {changed} is not as it is written",
            reason_zh=f"报告 JSON 的内容不符：{changed}",
        )
    return report


def _report_of(body: Mapping[str, Any]) -> Report:
    """The report; where the JSON is none, it is read once more in the way that says where the fault is."""
    try:
        return _converter().structure(body, Report)
    except Exception:  # noqa: BLE001 - raised again, with the place
        return _converter(explains=True).structure(body, Report)


def _difference(given: Any, written: Any, place: str = "$") -> str | None:
    """Where the JSON given and that written of it differ first (a text for a list, an absent key); None where nowhere."""
    if isinstance(given, Mapping) and isinstance(written, Mapping) and given.keys() == written.keys():
        pairs = ((f"{place}.{key}", given[key], written[key]) for key in given)
    elif isinstance(given, list) and isinstance(written, list) and len(given) == len(written):
        pairs = (
            (f"{place}[{number}]", one, other)
            for number, (one, other) in enumerate(zip(given, written, strict=True))
        )
    else:
        return None if given == written and not isinstance(given, list | Mapping) else place
    return next((found for at, one, other in pairs if (found := _difference(one, other, at))), None)
