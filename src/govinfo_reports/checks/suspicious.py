"""Patterns that are allowed and yet seldom right: things for a person to look at, never above info."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator, Sequence

from ..facts import Source
from ..findings import Finding, Severity
from ..indicators import APPLICANTS, Form
from ..language import phrase
from ..location import Location
from ..model.section import Section, every_section
from ..patterns import late
from .checkable import Checkable
from .wording import named, places, show

__all__ = ["check_suspicious"]

_MANY = 50
"""So many applications are not all of one kind by chance."""
_STAFF = 5
_NO_FEE = late(r"(?:未|没有|无|不|零)[^，。；,;]{0,8}(?:收取|收费|产生)[^，。；,;]{0,12}(?:费|费用)?")
_FEE_WORDS = late(r"信息处理费|检索费|复制费|邮寄费|依申请公开[^，。；]{0,12}费")
_LIKE_A_HEADING = late(r"[一-龥][一-龥、，（）()]{3,28}")
"""A line without a stop or a figure."""
_NUMERALS = {mark: value for value, mark in enumerate("一二三四五六七八九", 1)}


def _info(rule: str, message: str, *, paths: tuple[str, ...] = (), at: tuple[Location, ...] = ()) -> Finding:
    return Finding(
        rule=f"suspicious:{rule}",
        severity=Severity.INFO,
        message=message,
        paths=paths,
        locations=at,
    )


def _one_applicant(report: Checkable) -> Iterator[Finding]:
    if report.form in (Form.F2019, Form.F2021):
        whole, granted = "applications.outcomes.total.total", "applications.outcomes.granted.total"
        parts = [f"applications.received.{name}" for name in APPLICANTS if name != "total"]
    else:
        whole, granted = "applications.replies.total", "applications.replies.granted"
        parts = [f"applications.received.{name}" for name in ("in_person", "fax", "online", "letter")]
    received, answered = report.get("applications.received.total"), report.get(whole)
    if received is None or answered is None or received < _MANY or answered < _MANY:
        return
    sole = next((part for part in parts if report.get(part) == received), None)
    if sole is not None and report.get(granted) == answered:
        paths = ("applications.received.total", sole, granted)
        yield _info(
            "one_applicant",
            phrase(
                "all {received} applications are {name}, and all {answered} are {name_2}",
                received=show(received),
                name=named(sole, report.form),
                answered=show(answered),
                name_2=named(granted, report.form),
            ),
            paths=paths,
            at=places(map(report.fact, paths)),
        )


def _staff(report: Checkable) -> Iterator[Finding]:
    offices, staff = report.get("capacity.dedicated_offices"), report.get("capacity.staff.full_time")
    if offices == 0 and staff is not None and staff >= _STAFF:
        paths = ("capacity.staff.full_time", "capacity.dedicated_offices")
        yield _info(
            "staff",
            phrase(
                "{name} is {staff} while {name_2} is 0",
                name=named(paths[0], report.form),
                staff=show(staff),
                name_2=named(paths[1], report.form),
            ),
            paths=paths,
            at=places(map(report.fact, paths)),
        )


def _fees(report: Checkable) -> Iterator[Finding]:
    fees = report.get("fees")
    if not fees or any(
        fact.path == "fees" and fact.source is Source.PROSE and fact.value == 0 for fact in report.facts
    ):
        return
    for section in every_section(report.sections):
        for sentence in re.split(r"[。；\n]", section.text):
            if _FEE_WORDS.search(sentence) and _NO_FEE.search(sentence):
                yield _info(
                    "fees",
                    phrase(
                        "{name} is {fees}, yet a sentence says that none were charged",
                        name=named("fees", report.form),
                        fees=show(fees),
                    ),
                    paths=("fees",),
                    at=(*places((report.fact("fees"),)), section.location),
                )
                return


def _ordinal(number: str | None) -> int | None:
    """The value of a section's ordinal below one hundred; None for anything else."""
    if not number:
        return None
    if number.isdecimal():
        return int(number) if len(number) <= 2 else None
    tens, ten, ones = number.rpartition("十")
    if any(mark not in _NUMERALS for mark in tens + ones) or len(tens) > 1 or len(ones) > 1:
        return None
    return (10 * _NUMERALS.get(tens, 1) if ten else 0) + _NUMERALS.get(ones, 0) or None


def _may_be_there(first: int, after: int, between: Sequence[Section]) -> bool:
    """Whether the sections `first` up to `after` may be printed under a heading that was not seen to be one:
    in other words, with a slip in it, or without its number."""
    if first > after:
        return False
    if len(between) > 1:
        return True
    text = "\n".join(section.text for section in every_section(between))
    missing = [_printed_ordinal(number) for number in range(first, after)]
    if any(
        re.search(rf"(?:^|[\s。；！？）)]){number}\s?[、.．,，:：\s]?\s?[一-龥]", text, re.M)
        for number in missing
    ):
        return True
    return any(_LIKE_A_HEADING.fullmatch(line.strip()) for line in text.split("\n")[:200])


def _printed_ordinal(value: int) -> str:
    """3 as 三 or 3, for a pattern."""
    tens, ones = divmod(value, 10)
    digits = "".join(sign for sign, number in _NUMERALS.items() if number == ones and ones)
    chinese = f"{'十' if tens else ''}{digits}" if tens < 2 else str(value)
    return f"(?:{re.escape(chinese)}|{value})"


_LAST_BEFORE_AN_ANNEX = 5
"""Behind so many sections 一 begins what is annexed, and is no slip."""


def _numbering(report: Checkable) -> Iterator[Finding]:
    numbered = [
        (value, place, section)
        for place, section in enumerate(report.sections)
        if (value := _ordinal(section.number)) is not None
    ]
    if len(numbered) < 3:
        return
    for (before, start, _), (after, end, section) in itertools.pairwise(numbered):
        begins_again = after == 1 and before >= _LAST_BEFORE_AN_ANNEX
        if after != before + 1 and not (
            begins_again or _may_be_there(before + 1, after, report.sections[start:end])
        ):
            yield _info(
                "numbering",
                phrase(
                    "section {before} is followed by section {after}: {title!r}",
                    before=before,
                    after=after,
                    title=section.title,
                ),
                at=(section.location,),
            )


def check_suspicious(report: Checkable) -> Iterable[Finding]:
    """All patterns of this module: one kind of applicant, staff without an office, fees denied, numbers of
    sections out of step."""
    yield from _one_applicant(report)
    yield from _staff(report)
    yield from _fees(report)
    yield from _numbering(report)
