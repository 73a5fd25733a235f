"""Every relation: one report in which it holds, one in which it is broken by one, and those in which it
cannot be checked."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from figures import Figure, StandIn, fact_of, stand_in
from govinfo_reports.checks import RELATIONS, Relation, RelationKind, check, check_series
from govinfo_reports.facts import Source
from govinfo_reports.findings import Finding, Severity
from govinfo_reports.forms.relations import label, relations_of, rows
from govinfo_reports.indicators import APPLICANTS, Form, leaf_indicators

CASES = [
    pytest.param(relation, form, id=f"{relation.id}-{form.value}")
    for relation in RELATIONS
    for form in sorted(relation.forms)
]
OVER_YEARS = (RelationKind.CARRY, RelationKind.STOCK)


def true_figures(relation: Relation) -> dict[str, Figure]:
    """Figures of one report, or of the year itself, that satisfy the relation."""
    parts = [path for path in relation.right if path not in dict(relation.instead)]
    values: dict[str, Figure] = {path: number for number, path in enumerate(parts, 3)}
    if relation.kind is RelationKind.BALANCE:
        return {relation.left[0]: 5, relation.left[1]: 2, relation.right[0]: 3, relation.right[1]: 4}
    if relation.kind is RelationKind.SUBSET:
        return values | {relation.left[0]: 3}
    if relation.kind is RelationKind.BOUNDS:
        return values | {relation.left[0]: 7}
    if relation.kind is RelationKind.ORDER:
        return values | {relation.left[0]: 3}
    if relation.kind is RelationKind.CARRY:
        return {relation.left[0]: 6}
    if relation.kind is RelationKind.STOCK:
        return {relation.left[0]: 9, relation.right[1]: 5, relation.right[2]: 2}
    return values | {relation.left[0]: sum(range(3, 3 + len(parts)))}


def last_year(relation: Relation) -> dict[str, Figure]:
    return {relation.right[0]: 6}


def run(relation: Relation, form: Form, figures: dict[str, Figure]) -> tuple[Finding, ...]:
    now = stand_in(form, figures, year=2022)
    if relation.kind in OVER_YEARS:
        return check_series([now, stand_in(form, last_year(relation), year=2021)])
    return check(now, not_checked=True)


def about(findings: Iterable[Finding], rule: str) -> list[Finding]:
    return [finding for finding in findings if finding.rule == rule]


@pytest.mark.parametrize(("relation", "form"), CASES)
def test_holds(relation: Relation, form: Form) -> None:
    findings = run(relation, form, true_figures(relation))
    assert not about(findings, relation.id)
    assert not about(findings, f"not_checked:{relation.id}")


@pytest.mark.parametrize(("relation", "form"), CASES)
def test_broken_by_one(relation: Relation, form: Form) -> None:
    figures = true_figures(relation)
    whole = relation.left[0]
    inequality = relation.kind in (RelationKind.SUBSET, RelationKind.BOUNDS)
    value = figures[whole]
    assert value is not None
    if relation.kind is RelationKind.ORDER:
        figures[whole] = 4
        figures[relation.right[0]] = 3
    else:
        figures[whole] = (
            max(v for p, v in figures.items() if v is not None and p != whole) if inequality else value
        ) + (-1 if inequality else 1)
    (finding,) = about(run(relation, form, figures), relation.id)
    assert finding.severity is relation.severity
    assert finding.expected is not None
    assert finding.printed is not None
    assert abs(finding.expected - finding.printed) == 1
    assert finding.paths[0] == whole
    assert set(finding.paths) <= set(relation.paths)
    assert len(finding.locations) >= 2
    for text in (finding.message, finding.message_zh):
        assert str(finding.expected) in text
        assert str(finding.printed) in text
        assert label(whole, form) in text or relation.kind is RelationKind.BALANCE


@pytest.mark.parametrize(("relation", "form"), CASES)
def test_silent_without_the_whole(relation: Relation, form: Form) -> None:
    blank = relation.left if relation.kind is RelationKind.BALANCE else relation.left[:1]
    figures = true_figures(relation) | dict.fromkeys(blank)
    if relation.kind is RelationKind.ORDER:
        figures[relation.right[0]] = None
    findings = run(relation, form, figures)
    assert not about(findings, relation.id)
    if relation.kind not in OVER_YEARS:
        (note,) = about(findings, f"not_checked:{relation.id}")
        assert note.severity is Severity.INFO


@pytest.mark.parametrize(("relation", "form"), CASES)
def test_silent_without_the_parts(relation: Relation, form: Form) -> None:
    figures = true_figures(relation) | dict.fromkeys(relation.right)
    findings = run(relation, form, figures)
    assert not about(findings, relation.id)
    if relation.kind not in OVER_YEARS:
        assert about(findings, f"not_checked:{relation.id}")


@pytest.mark.parametrize(("relation", "form"), CASES)
def test_blank_parts_count_as_nothing(relation: Relation, form: Form) -> None:
    if relation.kind not in (RelationKind.SUM, RelationKind.ACROSS):
        return
    figures = true_figures(relation)
    first = next(path for path in relation.right if figures.get(path))
    figures |= dict.fromkeys(path for path in relation.right if path != first and path in figures)
    figures[relation.left[0]] = figures[first]
    assert not about(run(relation, form, figures), relation.id)
    figures[relation.left[0]] = 99
    found = about(run(relation, form, figures), relation.id)
    # Forms that require no rows: a blank part there proves nothing.
    assert bool(found) is (form not in (Form.NARRATIVE, Form.PROVINCIAL))


@pytest.mark.parametrize(("relation", "form"), CASES)
def test_wording_in_both_languages(relation: Relation, form: Form) -> None:
    assert form in Form
    assert relation.wording_en.isascii() or "（七）" in relation.wording_en or "其中" in relation.wording_en
    assert not relation.wording_zh.isascii()
    assert relation.source
    assert relation.example
    assert set(relation.paths) <= set(leaf_indicators())


def test_ids_are_unique_within_a_form() -> None:
    for form in Form:
        ids = [relation.id for relation in relations_of(form)]
        assert len(ids) == len(set(ids))
    assert all(
        relation.id == f"{relation.kind.value}:{relation.id.partition(':')[2]}" for relation in RELATIONS
    )


def test_the_rows_of_section_three() -> None:
    assert len(rows()) == 26
    assert list(rows())[:2] == ["applications.received", "applications.carried_in"]
    assert all(f"{row}.{column}" in leaf_indicators() for row in rows() for column in APPLICANTS)
    assert label("extra.电子邮件申请数") == "电子邮件申请数"


COLUMN = "sum:applications.outcomes.total.business"
HANDLING = "applications.outcomes.other_handling"
GRANTED = "applications.outcomes.granted.business"
TOTAL = "applications.outcomes.total.business"


@pytest.mark.parametrize("form", [Form.F2019, Form.F2021])
@pytest.mark.parametrize(
    ("handled", "total", "broken"),
    [
        ({"all": 4}, 5, False),
        ({"all": 4}, 6, True),
        ({"not_corrected_in_time": 1, "fee_unpaid": 1, "other": 2}, 5, False),
        ({"not_corrected_in_time": 1, "fee_unpaid": 1, "other": 2}, 4, True),
        ({"all": 4, "not_corrected_in_time": 1, "fee_unpaid": 1, "other": 2}, 5, False),
    ],
)
def test_other_handling_as_one_row_or_three(
    form: Form, handled: dict[str, int], total: int, broken: bool
) -> None:
    figures: dict[str, Figure] = {f"{HANDLING}.{name}.business": value for name, value in handled.items()}
    findings = check(by_hand(form, figures | {GRANTED: 1, TOTAL: total}))
    assert bool(about(findings, COLUMN)) is broken


def by_hand(form: Form, figures: dict[str, Figure]) -> StandIn:
    """A report made without facts."""
    return StandIn(form=form, values=figures)


def test_a_row_that_is_not_in_the_table_explains_what_the_total_has_more() -> None:
    figures: dict[str, Figure] = {"litigation.direct.upheld": 1, "litigation.direct.total": 3}
    findings = check(stand_in(Form.F2021, figures), not_checked=True)
    assert not about(findings, "sum:litigation.direct.total")
    (note,) = about(findings, "not_checked:sum:litigation.direct.total")
    assert "not in the table" in note.message
    assert "缺少" in note.message_zh
    figures["litigation.direct.upheld"] = 4
    assert about(check(stand_in(Form.F2021, figures)), "sum:litigation.direct.total")


def test_a_balance_row_that_is_not_in_the_table() -> None:
    column = "natural_person"
    figures: dict[str, Figure] = {
        f"applications.received.{column}": 3,
        f"applications.outcomes.total.{column}": 5,
        f"applications.carried_forward.{column}": 0,
    }
    rule = f"balance:applications.{column}"
    assert not about(check(stand_in(Form.F2021, figures)), rule)
    figures[f"applications.received.{column}"] = 6
    assert about(check(stand_in(Form.F2021, figures)), rule)


def test_sentences_do_not_complete_a_table() -> None:
    """A total in the table and parts in sentences are of different scope: nothing is tested."""
    path, whole = "capacity.staff.full_time", "capacity.staff.total"
    told = fact_of(path, 2, source=Source.PROSE)
    report = stand_in(Form.F2014, {whole: 5, path: None, "capacity.staff.part_time": None}, told)
    assert report.get(path) == 2
    assert not about(check(report), "sum:capacity.staff.total")
    report = stand_in(Form.F2014, {whole: 5, path: 1, "capacity.staff.part_time": 3})
    assert about(check(report), "sum:capacity.staff.total")


def test_a_sum_told_in_sentences_needs_every_part() -> None:
    told = [
        fact_of(path, value, source=Source.PROSE)
        for path, value in (("applications.concluded.total", 5), ("applications.concluded.on_time", 3))
    ]
    late = fact_of("applications.concluded.extended", 1, source=Source.PROSE)
    rule = "sum:applications.concluded.total"
    assert not about(check(stand_in(Form.F2014, {}, *told)), rule)
    assert about(check(stand_in(Form.F2014, {}, *told, late)), rule)


def test_rows_of_the_tables_own_leave_a_provincial_sum_open() -> None:
    figures: dict[str, Figure] = {
        f"applications.received.{name}": 1 for name in ("in_person", "fax", "online", "letter")
    }
    rule = "sum:applications.received.total"
    short = figures | {"applications.received.total": 5}
    assert about(check(stand_in(Form.PROVINCIAL, short)), rule)
    assert about(check(stand_in(Form.PROVINCIAL, short, fact_of("extra.其他", 1))), rule)
    findings = check(stand_in(Form.PROVINCIAL, short, fact_of("extra.电子邮件申请数", 1)), not_checked=True)
    assert not about(findings, rule)
    assert about(findings, f"not_checked:{rule}")


def test_an_ambiguous_figure_is_not_taken_for_nothing() -> None:
    figures: dict[str, Figure] = {"capacity.staff.total": 7, "capacity.staff.part_time": 3}
    unclear = fact_of("capacity.staff.full_time", None, candidates=(4, 44))
    findings = check(stand_in(Form.F2014, figures, unclear), not_checked=True)
    assert not about(findings, "sum:capacity.staff.total")
    assert about(findings, "not_checked:sum:capacity.staff.total")


def test_order_skips_what_is_blank() -> None:
    rule = "order:applications.replies.total"
    replies, received = "applications.replies.total", "applications.received.total"
    (finding,) = about(check(by_hand(Form.F2014, {replies: 4, received: 3})), rule)
    assert (finding.printed, finding.expected) == (4, 3)
    assert not about(check(by_hand(Form.F2014, {replies: 3, received: 3})), rule)


def test_bounds_on_both_sides() -> None:
    rule = "bounds:proactive.disclosed"
    channels: dict[str, Figure] = {"proactive.channels.website": 5, "proactive.channels.weibo": 3}
    for total, broken in ((4, True), (5, False), (8, False), (9, True)):
        found = about(check(by_hand(Form.F2014, channels | {"proactive.disclosed": total})), rule)
        assert bool(found) is broken


def test_zero_parts_under_a_total() -> None:
    zero: dict[str, Figure] = {f"review.{name}": 0 for name in ("upheld", "corrected", "other", "pending")}
    (finding,) = about(check(by_hand(Form.F2021, zero | {"review.total": 2})), "sum:review.total")
    assert "0 or blank" in finding.message
