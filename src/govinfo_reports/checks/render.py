"""Findings as text, JSON lines and JUnit XML (SARIF: `sarif`)."""

from __future__ import annotations

import html
import json
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from types import MappingProxyType
from typing import Any

from attrs import asdict

from ..findings import Finding, Severity, Suspect
from ..forms.relations import label
from ..indicators import Form
from ..language import Language, Say
from ..patterns import late
from .comparison import Compared, Comparison
from .places import PlaceNames

__all__ = [
    "Findings",
    "Names",
    "clean",
    "named_cell",
    "plain",
    "suspect_text",
    "to_jsonl",
    "to_junit",
    "to_text",
]

Findings = Mapping[str, Iterable[Finding]]
Names = Mapping[str, PlaceNames]
"""For a source, what names its places."""

_PLAIN = late(r"[ -~、。「-】一-鿿（），：；？！“”‘’—…]*")
_DROPPED = frozenset({"Cc", "Cf", "Cs", "Cn"})
_SPACES = frozenset({"Zl", "Zp"})


def clean(text: str) -> str:
    """The text without control, direction and other invisible characters; line ends become blanks.

    >>> clean("a\\x1b[31mb\\nc")
    'a[31mb c'
    """
    if _PLAIN.fullmatch(text):
        return text
    kept: list[str] = []
    for char in text:
        category = unicodedata.category(char)
        if char in "\n\r\t" or category in _SPACES:
            kept.append(" ")
        elif category not in _DROPPED:
            kept.append(char)
    return "".join(kept)


def _place(source: str, finding: Finding, say: Say, names: Names) -> str:
    """The first place in the report that the finding is about."""
    places = finding.locations
    if isinstance(finding, Comparison):
        places = tuple(
            place for place, file in zip(places, finding.sources, strict=True) if file == finding.source
        )
    if not places:
        return "-"
    named = names.get(source)
    return clean(named.named(places[0], say) if named is not None else say.place(places[0]))


def to_text(
    findings_by_source: Findings,
    compared: Iterable[Compared] = (),
    *,
    lang: Language | str = Language.ENGLISH,
    names: Names = MappingProxyType({}),
) -> str:
    """One line a finding: `file: place: severity rule message`, and under it one for each suspect; empty
    where there are none. Before them a line for each of `compared`: which reports were taken together.
    `names` has for a source what names its places.

    >>> finding = Finding(rule="mine:x", severity=Severity.INFO, message="odd", message_zh="可疑")
    >>> to_text({"report.html": (finding,)})
    'report.html: -: info mine:x odd\\n'
    >>> to_text({"report.html": (finding,)}, lang="zh")
    'report.html: -: 提示 mine:x 可疑\\n'
    """
    say = Say(lang)
    lines = [clean(one.text(lang=say.language)) for one in compared]
    for source, findings in findings_by_source.items():
        for finding in findings:
            lines.append(
                f"{clean(source)}: {_place(source, finding, say, names)}: {say(finding.severity.value)} "
                f"{clean(finding.rule)} {clean(say.of(finding.message, finding.message_zh))}"
            )
            lines += [f"    {suspect_text(one, say, _form_of(source, names))}" for one in finding.suspects]
    return "".join(f"{line}\n" for line in lines)


def _form_of(source: str, names: Names) -> Form | None:
    return names[source].form if source in names else None


def suspect_text(suspect: Suspect, say: Say, form: Form | None = None) -> str:
    """A cell that may be the wrong one, in one line, by its label in a form (None: the first that has it)."""
    cell = clean(named_cell(suspect.path, say, form))
    printed, fits = (
        say("blank") if value is None else str(plain(value)) for value in (suspect.printed, suspect.would_fit)
    )
    reason = clean(say.of(suspect.reason, suspect.reason_zh))
    if suspect.would_fit is None:
        return say("perhaps {cell} is wrong: {reason}", cell=cell, reason=reason)
    return say(
        "perhaps {cell} is {fits}, not {printed}: {reason}",
        cell=cell,
        fits=fits,
        printed=printed,
        reason=reason,
    )


def named_cell(path: str, say: Say, form: Form | None = None) -> str:
    """An indicator as a sentence of the language names it: in Chinese by its label alone."""
    return f"“{label(path, form)}”" if say.chinese else f"{path} [{label(path, form)}]"


def plain(value: Any) -> Any:
    """A value as JSON has it: Decimals as strings, exactly; text without invisible characters."""
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, Mapping):
        return {key: plain(item) for key, item in value.items() if item is not None}
    if isinstance(value, tuple | list):
        return [plain(item) for item in value]
    return value


def to_jsonl(findings_by_source: Findings, compared: Iterable[Compared] = ()) -> str:
    """One JSON object a line: `source` and all that the finding holds; amounts are strings. Before them one
    for each of `compared`, under the key `compared`.

    >>> to_jsonl({"report.html": ()})
    ''
    """
    objects: list[dict[str, Any]] = [{"compared": plain(asdict(one))} for one in compared]
    for source, findings in findings_by_source.items():
        for finding in findings:
            held = plain(asdict(finding))
            held.pop("source", None)
            objects.append({"source": clean(source), **held})
    return "".join(
        json.dumps(one, ensure_ascii=False, default=lambda item: item.value) + "\n" for one in objects
    )


def _quoted(text: str) -> str:
    """The text as the value of an XML attribute."""
    return f'"{html.escape(text)}"'


def _cases(source: str, findings: Iterable[Finding], say: Say, names: Names) -> Iterator[tuple[bool, str]]:
    name = _quoted(clean(source))
    for finding in findings:
        head = f"    <testcase classname={name} name={_quoted(clean(finding.rule))}>\n"
        message = clean(say.of(finding.message, finding.message_zh))
        body = "\n".join(
            (
                f"{_place(source, finding, say, names)}: {message}",
                *(suspect_text(one, say, _form_of(source, names)) for one in finding.suspects),
            )
        )
        failed = finding.severity is not Severity.INFO
        if failed:
            inner = (
                f'      <failure type="{finding.severity.value}" message={_quoted(message)}>'
                f"{html.escape(body, quote=False)}</failure>\n"
            )
        else:
            inner = f"      <system-out>{html.escape(body, quote=False)}</system-out>\n"
        yield failed, head + inner + "    </testcase>\n"


def to_junit(
    findings_by_source: Findings,
    compared: Iterable[Compared] = (),
    *,
    lang: Language | str = Language.ENGLISH,
    names: Names = MappingProxyType({}),
) -> str:
    """JUnit XML: a suite for each source, a case for each finding; errors and warnings are failures, info is
    not.

    A source without findings has one case, passed. Each of `compared` is a suite with a passed case for each
    report.

    >>> 'failures="0"' in to_junit({"report.html": ()})
    True
    """
    say = Say(lang)
    suites: list[str] = []
    total = failures = 0
    for together in compared:
        name = _quoted(clean(f"{say(together.kind)} {together.organ}"))
        body = "".join(
            f"    <testcase classname={name} name={_quoted(clean(' '.join((one, source or '-'))))}/>\n"
            for one, source in together.reports
        )
        total += len(together.reports)
        suites.append(
            f'  <testsuite name={name} tests="{len(together.reports)}" failures="0">\n{body}  </testsuite>\n'
        )
    for source, findings in findings_by_source.items():
        name = _quoted(clean(source))
        cases = list(_cases(source, findings, say, names)) or [
            (False, f"    <testcase classname={name} name={_quoted(say('no findings'))}/>\n")
        ]
        failed = sum(one for one, _ in cases)
        total += len(cases)
        failures += failed
        body = "".join(case for _, case in cases)
        suites.append(
            f'  <testsuite name={name} tests="{len(cases)}" failures="{failed}">\n{body}  </testsuite>\n'
        )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<testsuites name="govinfo-reports" tests="{total}" failures="{failures}">\n'
        + "".join(suites)
        + "</testsuites>\n"
    )
