"""Clauses that say there was none, in their place among the figures of their sentence: what speaks against
each, and its zeros."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from attrs import evolve

from ..facts import Fact, How, Match, Scope
from ..indicators import Form, Kind, leaf_indicators
from ..patterns import late
from .around import ABOUT_DISCLOSURE
from .clauses import Sentence
from .labels import FORMS_BEFORE_2019
from .nothing import Nothing, find_nothing
from .passages import Topic
from .reasons import Reason
from .scope import Reach, Times, is_of_a_body, reach_of, subject_of
from .state import LIKELY, Reader

__all__ = ["LAWSUITS", "denial_facts", "find_denials"]

_MARKS = late(r"[，；]")
_OFFICE = late(
    r"(?:[省市县区旗州](?!属))?(?!通过|在|利用|依托)[^，；、\d各]{1,8}(?:局|委|厅|大队|支队|镇|乡|街道)(?:共|累计|全年)*"
)
_ONE_KIND = late(r"复议后|直接|经(?:过)?(?:行政)?复议")
LAWSUITS = ("litigation.direct.total", "litigation.after_review.total")
"""What the forms since 2019 count instead of all lawsuits: none of all is none of either."""
_OF_ALL_TIME = frozenset(("litigation.total", "fees"))
"""What sentences tell of in all the years, though the forms since 2019 have it not."""


def find_denials(reader: Reader, sentence: Sentence, times: Times, limit: int) -> list[Nothing]:
    """What the sentence says there was none of, each with its reason where it is not the organ's year."""
    text = sentence.main.text[:limit]
    disputes = sentence.topic in (Topic.REVIEW, Topic.APPLICATIONS)
    about = disputes or ABOUT_DISCLOSURE.search(sentence.main.text) is not None or "复议" in text
    about = about or reader.applications >= sentence.number - 1
    found: list[Nothing] = []
    form = Form.F2014 if reader.form in FORMS_BEFORE_2019 else reader.form
    for one in find_nothing(
        text,
        sentence.topic,
        reader.wordings,
        about_disclosure=about,
        is_new=form is not Form.F2014,
        organ=reader.organ,
    ):
        made = tuple(path.replace(".issued", ".made") if form is Form.F2019 else path for path in one.paths)
        if form is not Form.F2014 and "litigation.total" in one.paths and not _ONE_KIND.search(one.text):
            made = (*made, *(path for path in LAWSUITS if path not in one.paths))
        paths = tuple(path for path in made if path in _OF_ALL_TIME or form in leaf_indicators()[path].forms)
        reason = one.reason or _against_nothing(reader, text, one, times.at(one.end, one.start))
        if reason is None:
            reader.none.update(paths)
        found.append(evolve(one, paths=paths, reason=reason))
    return found


def _against_nothing(reader: Reader, text: str, nothing: Nothing, scope: Scope | None) -> Reason | None:
    carried = scope is Scope.LAST_YEAR and nothing.paths == ("applications.carried_in.total",)
    # none in all the years so far is none in this one
    if scope not in (Scope.YEAR, Scope.CUMULATIVE) and not carried:
        return Reason.OTHER_YEAR
    return Reason.PART if _is_of_a_part(text[: nothing.end], reader.organ) else None


def _is_of_a_part(text: str, organ: str | None) -> bool:
    """Whether the last clause, or the body that the ones before it tell of (监察大队处罚30件，未强制), is a
    part of the organ."""
    *before, own = _MARKS.split(text)
    reach, _ = reach_of(subject_of(own), organ)
    for clause in reversed((*before, own)):
        if reach is Reach.UNSAID and reach_of(subject_of(clause), organ)[0] is Reach.WHOLE:
            reach = Reach.WHOLE
        elif reach is Reach.UNSAID and (is_of_a_body(clause, organ) or _names_another(clause, organ)):
            reach = Reach.PART
    return reach is Reach.PART


def _names_another(clause: str, organ: str | None) -> bool:
    """Whether the subject of a clause is an office that is not the organ: 县公安局公开信息30条."""
    subject = subject_of(clause)
    return _OFFICE.fullmatch(subject) is not None and reach_of(subject, organ)[0] is Reach.PART


def denial_facts(reader: Reader, sentence: Sentence, nothing: Nothing) -> Iterator[Fact]:
    """The zeros of a clause that says there was none, where nothing speaks against it; the trace has it with
    its reason where something does."""
    at = sentence.main.at
    place = at[nothing.start], at[nothing.end - 1]
    reader.note_none(nothing, sentence.main.text, place)
    for path in nothing.paths if nothing.reason is None else ():
        yield reader.fact(
            path,
            Decimal(0) if leaf_indicators()[path].kind is Kind.AMOUNT else 0,
            place,
            Match(
                label=nothing.text,
                how=How.SENTENCE,
                confidence=LIKELY,
                evidence=("says there was none",),
            ),
        )
