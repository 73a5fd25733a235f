"""Reports as JSON and back, exactly: Decimals as strings, dates as ISO text, Locations kept; JSON of older
releases is read too."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import Enum
from functools import lru_cache, partial
from operator import eq
from types import MappingProxyType
from typing import Any, Literal, NoReturn, get_args, get_origin

import cattrs
from attrs import fields
from cattrs.errors import BaseValidationError
from cattrs.fns import identity
from cattrs.gen import make_dict_structure_fn, make_dict_unstructure_fn, override

from ..errors import GovInfoError
from ..facts import Fact
from ..findings import Finding, Suspect
from ..language import phrase
from ..model.report import Report

__all__ = ["MIGRATIONS", "SCHEMA_VERSION", "InvalidJson", "Unknown", "dump_report", "load_report", "to_plain"]

SCHEMA_VERSION = 1
"""Grows when a reader of older JSON would misunderstand newer one; keys and values that are added leave it
as it is."""

MIGRATIONS: Mapping[int, Callable[[dict[str, Any]], dict[str, Any]]] = MappingProxyType({})
"""For each older schema the function that makes the next one of it: each gets the whole object without
`schema`, and gives another. `tests/released/` has files of every release, which are read in the tests."""

Unknown = Literal["keep", "ignore", "refuse"]
"""What becomes of keys that this version does not know: kept (they are written again), left out, or an
error."""

_LONGEST = 100
"""More digits than these are no figure, before or behind the point."""
_LONG = re.compile(rf"[0-9]{{{_LONGEST + 1}}}")

_AS_THEY_ARE: tuple[Any, ...] = (int, float, str, bool)
"""Kinds of values that stand in JSON as they are."""


class InvalidJson(GovInfoError, ValueError):
    """The text is not the JSON of a report.

    >>> from govinfo_reports import Report
    >>> try:
    ...     Report.from_json("{")
    ... except InvalidJson:
    ...     print("no report")
    no report
    """


def _number_out(value: int | Decimal | None) -> int | str | None:
    return str(value) if isinstance(value, Decimal) else value


def _number_in(value: Any, _: Any = None) -> int | Decimal | None:
    """JSON numbers are counts, strings exact decimals; anything else is no figure."""
    if value is None or (isinstance(value, int) and not isinstance(value, bool)):
        return value
    if isinstance(value, str):
        return _decimal(value)
    raise ValueError(f"not a figure: {value!r}")


def _decimal(value: Any, _: Any = None) -> Decimal:
    """The exact decimal that a string spells; ValueError for NaN, infinities and what no form has the room
    for."""
    try:
        number = Decimal(value) if isinstance(value, str) and len(value) <= 3 * _LONGEST else None
    except InvalidOperation:
        number = None
    if number is None:
        raise ValueError(f"not a decimal number: {value!r:.80}")
    _, digits, exponent = number.as_tuple()
    if isinstance(exponent, str) or abs(exponent) > _LONGEST or len(digits) > _LONGEST:
        raise ValueError(f"not a figure: {value!r:.80}")
    return number


def _finite(value: Any, _: Any = None) -> float | None:
    """A number with a point; ValueError for others and for those too large for one."""
    if type(value) is not float or not math.isfinite(value):
        raise ValueError(f"expected a number, found {value!r:.80}")
    return value


def _finite_or_none(value: Any, _: Any = None) -> float | None:
    """As `_finite`, None taken as well."""
    return None if value is None else _finite(value)


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
    """The way between objects and what JSON can say. One that `explains` says where in the JSON a fault is,
    and takes longer."""
    converter = cattrs.Converter(unstruct_collection_overrides={tuple: list}, detailed_validation=explains)
    converter.register_unstructure_hook(date, lambda value: value.isoformat())
    converter.register_structure_hook(date, lambda value, _: date.fromisoformat(value))
    converter.register_unstructure_hook(Decimal, str)
    converter.register_structure_hook(Decimal, _decimal)
    converter.register_unstructure_hook_func(partial(eq, frozenset[str]), sorted)
    for kind in _AS_THEY_ARE:
        converter.register_structure_hook(kind, _exactly(kind))
        converter.register_structure_hook_func(partial(eq, kind | None), _exactly_or_none(kind))
        converter.register_unstructure_hook_func(partial(eq, kind | None), identity)
    converter.register_structure_hook(float, _finite)
    converter.register_structure_hook_func(partial(eq, float | None), _finite_or_none)
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
    """The JSON text of a report, the unknown keys it was read with among it."""
    plain = {"schema": SCHEMA_VERSION, **to_plain(report)}
    for pointer, value in report.unknown_keys.items():
        _put(plain, pointer, value)
    return json.dumps(
        plain,
        ensure_ascii=False,
        check_circular=False,
        indent=indent,
        separators=None if indent else (",", ":"),
    )


def load_report(text: str | bytes, *, unknown: Unknown = "keep") -> Report:
    """The report in a JSON text that `dump_report` wrote, in this release or an older one: what that did not
    write has its default.

    Raises InvalidJson for anything else, and ValueError for a wrong `unknown`.
    """
    if unknown not in get_args(Unknown):
        raise ValueError(f"unknown={unknown!r}: must be one of {', '.join(get_args(Unknown))}")
    body = _body(text)
    try:
        report = _report_of(body)
        written = to_plain(report)
        strange: dict[str, Any] = {}
        changed = None
        if body != written:
            _converter(explains=True).structure(body, Report)
            changed = _difference(body, written, strange)
    except (BaseValidationError, ValueError, TypeError, KeyError, RecursionError) as error:
        reason = (
            "; ".join(cattrs.transform_error(error)) if isinstance(error, BaseValidationError) else str(error)
        )
        raise InvalidJson(phrase("not the JSON of a report: {reason}", reason=reason)) from error
    if changed is not None:
        raise InvalidJson(
            phrase("not the JSON of a report: {changed} is not as it is written", changed=changed)
        )
    if strange and unknown == "refuse":
        raise InvalidJson(phrase("not the JSON of a report: unknown keys {strange}", strange=strange))
    if strange and unknown == "keep":
        object.__setattr__(report, "_unknown", strange)  # made here, and seen by nobody yet
    return report


def _body(text: str | bytes) -> dict[str, Any]:
    """The object that a text spells, brought to the schema of today, without its number."""
    try:
        is_long = _LONG.search(text if isinstance(text, str) else text.decode(json.detect_encoding(text)))
        plain = json.loads(
            text,
            object_pairs_hook=_once,
            parse_constant=_no_number,
            parse_int=_short_integer if is_long else None,
        )
    except (ValueError, RecursionError) as error:
        raise InvalidJson(phrase("not JSON: {error}", error=error)) from error
    schema = plain.pop("schema", None) if isinstance(plain, dict) else None
    if type(schema) is not int or schema < min(MIGRATIONS, default=SCHEMA_VERSION):
        raise InvalidJson(
            phrase("not the JSON of a report (schema {schema_version})", schema_version=SCHEMA_VERSION)
        )
    if schema > SCHEMA_VERSION:
        raise InvalidJson(
            phrase(
                "written by a newer version of this library (schema {schema}; this one reads up to "
                "{schema_version})",
                schema=schema,
                schema_version=SCHEMA_VERSION,
            )
        )
    number = schema
    try:
        for number in range(schema, SCHEMA_VERSION):
            plain = MIGRATIONS[number](plain)
    except Exception as error:
        raise InvalidJson(
            phrase(
                "not the JSON of a report of schema {number} ({name}: {error})",
                number=number,
                name=type(error).__name__,
                error=error,
            )
        ) from error
    body: dict[str, Any] = plain
    return body


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object whose keys stand once: of two with one name nobody can say which counts."""
    made = dict(pairs)
    if len(made) != len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise ValueError(f"the key {twice!r} stands twice")
    return made


def _no_number(text: str) -> NoReturn:
    raise ValueError(f"{text} is no number")


def _short_integer(text: str) -> int:
    if len(text) > _LONGEST:
        raise ValueError(f"a number of {len(text)} digits is no figure")
    return int(text)


def _report_of(body: Mapping[str, Any]) -> Report:
    """The report; where the JSON is none, it is read once more in the way that says where the fault is."""
    try:
        return _converter().structure(body, Report)
    except Exception:  # noqa: BLE001 - raised again, with the place
        return _converter(explains=True).structure(body, Report)


def _difference(
    given: Any, written: Any, strange: dict[str, Any], place: str = "$", pointer: str = ""
) -> str | None:
    """Where the JSON given and that written of it differ first (a text for a list); None where nowhere. A
    key that is not given has its default; those that are not written go to `strange`, by their JSON pointers
    (RFC 6901)."""
    pairs: Iterator[tuple[str, str, Any, Any]]
    if isinstance(given, Mapping) and isinstance(written, Mapping):
        strange.update((_below(pointer, key), given[key]) for key in given if key not in written)
        pairs = (
            (f"{place}.{key}", _below(pointer, key), given[key], written[key])
            for key in given
            if key in written
        )
    elif isinstance(given, list) and isinstance(written, list) and len(given) == len(written):
        pairs = (
            (f"{place}[{number}]", f"{pointer}/{number}", one, other)
            for number, (one, other) in enumerate(zip(given, written, strict=True))
        )
    else:
        return None if given == written and not isinstance(given, list | Mapping) else place
    found = None
    for at, here, one, other in pairs:
        found = found or _difference(one, other, strange, at, here)
    return found


def _below(pointer: str, key: str) -> str:
    return f"{pointer}/{key.replace('~', '~0').replace('/', '~1')}"


def _put(plain: Any, pointer: str, value: Any) -> None:
    """Set what a JSON pointer points to, in an object that is there."""
    *steps, last = [step.replace("~1", "/").replace("~0", "~") for step in pointer.split("/")[1:]]
    for step in steps:
        plain = plain[int(step)] if isinstance(plain, list) else plain[step]
    plain[last] = value
