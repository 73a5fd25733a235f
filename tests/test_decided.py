"""What decided how a figure was read is no evidence that it is right."""

from __future__ import annotations

import pytest

from govinfo_reports import (
    Fact,
    Form,
    How,
    Location,
    Match,
    Report,
    Scope,
    Severity,
    Source,
    check,
    check_series,
    parse_text,
)
from govinfo_reports.checks.evaluate import NotCheckedReason

_TEXT = """临江区2022年政府信息公开工作年度报告
一、总体情况
情况如下。
四、政府信息公开行政复议、行政诉讼情况
行政复议\t未经复议直接起诉\t复议后起诉
{heads}
{row}
"""
_HEADS = "\t".join(["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"] * 3)
_SUMS = ["sum:review.total", "sum:litigation.direct.total", "sum:litigation.after_review.total"]


def _unchecked(report: Report) -> list[str]:
    return [
        finding.rule
        for finding in check(report, not_checked=True)
        if finding.message.endswith(NotCheckedReason.DECIDED.value)
        and finding.message_zh.endswith(NotCheckedReason.DECIDED.zh)
    ]


def test_a_sum_that_cut_a_row_is_no_evidence() -> None:
    glued = parse_text(_TEXT.format(heads=_HEADS.replace("\t", ""), row="12306" + "40105" + "00000"))
    assert glued.review.total == 6
    assert [f"not_checked:{rule}" for rule in _SUMS if rule in glued.fact("review.total").decoded_by] == [  # type: ignore[union-attr]
        "not_checked:sum:review.total"
    ]
    assert _unchecked(glued)[:2] == [f"not_checked:{rule}" for rule in _SUMS[:2]]
    whole = parse_text(_TEXT.format(heads=_HEADS, row="\t".join("123064010500000")))
    assert whole.review.total == 6
    assert _unchecked(whole) == []


def _fact(
    path: str, value: int, *decided: str, source: Source = Source.TABLE, scope: Scope = Scope.YEAR
) -> Fact:
    match = Match(label=path, how=How.DECODED)
    return Fact(
        path=path, value=value, unit="件", raw="x", source=source, location=Location(line=value), match=match,
        scope=scope, decoded_by=decided,
    )  # fmt: skip


@pytest.mark.parametrize("form", [Form.F2021, Form.F2019, Form.F2014])
def test_only_what_decided_is_silent_and_what_is_broken_is_still_said(form: Form) -> None:
    names = ["upheld", "corrected", "other"]

    def made(total: int, *decided: str) -> Report:
        facts = [_fact(f"review.{name}", 1) for name in names]
        return Report.from_facts((*facts, _fact("review.total", total, *decided)), form=form)

    rule = "sum:review.total"
    assert _unchecked(made(3, rule)) == [f"not_checked:{rule}"]
    assert _unchecked(made(3, "balance:review.total")) == []
    assert _unchecked(made(3)) == []
    assert rule in [finding.rule for finding in check(made(2, rule)) if finding.severity is Severity.ERROR]


def test_a_sentence_that_decided_does_not_agree() -> None:
    path = "applications.received.total"
    said = _fact(path, 45, source=Source.PROSE)
    decided = Report.from_facts((_fact(path, 45, f"stated:{path}"), said), form=Form.PROVINCIAL)
    assert _unchecked(decided) == [f"not_checked:agree:{path}"]
    assert _unchecked(Report.from_facts((_fact(path, 45), said), form=Form.PROVINCIAL)) == []
    ordered = (_fact(path, 45, f"order:{path}"), _fact(path, 525, scope=Scope.CUMULATIVE))
    assert _unchecked(Report.from_facts(ordered, form=Form.PROVINCIAL)) == [f"not_checked:cumulative:{path}"]


def test_last_year_that_decided_is_no_evidence_over_the_years() -> None:
    path = "proactive.regulations"

    def made(year: int, stock: int, *decided: str) -> Report:
        facts = (
            _fact(f"{path}.in_force", stock, *decided),
            _fact(f"{path}.issued", 2),
            _fact(f"{path}.repealed", 1),
        )
        return Report.from_facts(facts, form=Form.F2021, year=year, organ="临江区人民政府")

    def said(*decided: str) -> list[str]:
        found = check_series([made(2021, 9), made(2022, 10, *decided)], not_checked=True)
        return [one.rule for one in found if one.message.endswith(NotCheckedReason.DECIDED.value)]

    assert said(f"stock:{path}.in_force") == [f"not_checked:stock:{path}.in_force"]
    assert said() == []
