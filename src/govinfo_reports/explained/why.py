"""The reasons: why a figure is what it is, why an indicator has no value, what was made of a place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..facts import Fact, How, Scope, Source
from ..indicators import indicators, leaf_indicators
from ..language import Said, Say, halves, phrase
from ..model.report import Report
from ..prose.state import Traced
from .parts import ExplainedReason, Token

__all__ = ["why_missing", "why_so"]

_ZH = Say("zh")
_SCOPES = {
    Scope.CUMULATIVE: ExplainedReason(phrase("of all years so far")),
    Scope.LAST_YEAR: ExplainedReason(phrase("of the year before")),
    Scope.OTHER_YEAR: ExplainedReason(phrase("of another year")),
    Scope.OWN_OFFICE: ExplainedReason(phrase("of the organ's own office alone")),
    Scope.BESIDE: ExplainedReason(phrase("of another organ, of a part of the year, planned or an example")),
    Scope.UNTOLD: ExplainedReason(phrase("of one of two tables, and nothing tells which is the report's")),
}
_HOWS = {
    How.EXACT: ExplainedReason(phrase("the label is the form's")),
    How.ALIAS: ExplainedReason(phrase("the label is a known wording")),
    How.SIMILAR: ExplainedReason(phrase("the label is like a known wording")),
    How.SENTENCE: ExplainedReason(phrase("a wording of a sentence")),
    How.DECODED: ExplainedReason(
        phrase("its borders are lost: the figures of the row stand together, or some are not printed")
    ),
}


def why_so(fact: Fact, held: bool, report: Report) -> Iterator[ExplainedReason]:
    """Why a figure is what it is, and why the report's attributes do not hold it."""
    match = fact.match
    how = _HOWS[match.how]
    yield ExplainedReason(f"{how.text}: {match.label}", f"{how.text_zh}：{match.label}")
    for said in match.evidence:
        yield ExplainedReason(*halves(said))
    if match.confidence < 1:
        yield ExplainedReason(phrase("confidence {confidence:g}", confidence=match.confidence))
    if fact.decoded_by:
        ids = ", ".join(fact.decoded_by)
        yield ExplainedReason(phrase("no other reading agrees with {ids}", ids=ids))
    if fact.candidates:
        values = ", ".join(map(str, fact.candidates)) + (" / -" if len(fact.candidates) == 1 else "")
        yield ExplainedReason(
            phrase("several readings are left, nothing tells which is meant: {values}", values=values)
        )
    elif fact.value is None:
        yield ExplainedReason(phrase("printed as a blank: {raw!r}", raw=fact.raw.strip()))
    if fact.approximate:
        yield ExplainedReason(phrase("a rough figure: {raw}", raw=fact.raw))
    if fact.scope is not Scope.YEAR:
        scope = _SCOPES[fact.scope]
        yield ExplainedReason(phrase("it is {scope}", scope=scope.said))
    elif not held and (other := report.fact(fact.path)) is not None and other is not fact:
        yield ExplainedReason(
            phrase(
                "the report's figure is {value} ({place}): {reason}",
                value=phrase("blank") if other.value is None else other.value,
                place=other.location,
                reason=_preferred(other, fact),
            )
        )


def _preferred(other: Fact, fact: Fact) -> Said:
    if fact.value is None:
        return phrase("it has a value")
    if (other.source, fact.source) == (Source.TABLE, Source.PROSE):
        return phrase("a table goes before a sentence")
    return (
        phrase("it is exact") if fact.approximate and not other.approximate else phrase("it is printed first")
    )


def why_missing(
    path: str, report: Report, tokens: Sequence[Token], sentences: Sequence[Traced]
) -> Iterator[ExplainedReason]:
    """Why an indicator has no value in a report."""
    facts = [fact for fact in report.facts + report.extra if fact.path == path]
    for fact in facts:
        reasons = [one for one in why_so(fact, False, report) if one.text != _HOWS[How.EXACT].text]
        yield ExplainedReason(
            f"{fact.location}: " + "; ".join(one.text for one in reasons),
            f"{_ZH.place(fact.location)}：" + "；".join(one.text_zh for one in reasons),
        )
    words = set(_words(path, report))
    for item in report.unread:
        if path in item.reason or any(word in "".join(item.raw.split()) for word in words):
            said, zh = halves(item.reason)
            yield ExplainedReason(
                phrase("{place}, unread: {why}: {raw}", place=item.location, why=Said(said, zh), raw=item.raw)
            )
    for token in tokens:
        if _may_name(token, path) and not facts:
            yield ExplainedReason(
                phrase(
                    "{place}: the label stands there, and no figure was found to belong to it: {text}",
                    place=token.location,
                    text=token.text,
                )
            )
    for traced in sentences:
        for one in traced.candidates:
            if one.path == path and one.reason is not None:
                yield ExplainedReason(
                    phrase(
                        "{place}: {raw} is not taken ({reason}): {sentence}",
                        place=traced.location,
                        raw=traced.raw,
                        reason=phrase(one.reason.value),
                        sentence=traced.sentence,
                    )
                )
    indicator = leaf_indicators().get(path)
    if facts or indicator is None:
        return
    if report.form not in indicator.forms:
        yield ExplainedReason(phrase("the form {form} has no such figure", form=report.form.value))
    elif (group := path.partition(".")[0]) not in report.groups_found:
        yield ExplainedReason(
            phrase(
                "no table was found that holds it ({group})",
                group=indicators()[group].label if group in indicators() else group,
            )
        )
    else:
        yield ExplainedReason(phrase("its table has no row or column that is read as it"))


def _may_name(token: Token, path: str) -> bool:
    """Whether a token is the label of an indicator, or of the place that holds it."""
    keys = (meaning.partition(" ")[2] for meaning in token.meanings)
    return any(key and f"{path}.".startswith(f"{key}.") for key in keys)


def _words(path: str, report: Report) -> Iterator[str]:
    """The last word of an indicator's label, where it is long enough to tell."""
    item = leaf_indicators().get(path)
    if item is not None:
        words = item.label_in(report.form).split(" × ")[0].split("）")[-1].split("、")[-1]
        if len(words) >= 4:
            yield words
