"""The readable summary: what it shows of a report, lined up."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import attrs
import pytest

from govinfo_reports import (
    Fact,
    Finding,
    Form,
    Location,
    Match,
    Period,
    Report,
    Scope,
    Severity,
    Source,
    Suspect,
    Unread,
    parse,
)
from govinfo_reports.export.summary import summary
from govinfo_reports.export.terminal import cut, flush_left, flush_right, plain_text, width

_SAMPLES = Path(__file__).resolve().parents[1] / "samples"
_PLACE = Location(line=3)


def _fact(path: str, value: int | Decimal | None, **changes: object) -> Fact:
    fact = Fact(
        path=path,
        value=value,
        unit="件",
        raw=str(value),
        source=Source.TABLE,
        location=_PLACE,
        match=Match(label="甲"),
    )
    return attrs.evolve(fact, **changes)  # type: ignore[arg-type]


def _shown(report: Report) -> list[str]:
    return plain_text(summary(report)).splitlines()


def _line(report: Report, start: str) -> str:
    [line] = [line for line in _shown(report) if line.strip().startswith(start)]
    return line


@pytest.mark.parametrize(
    ("text", "columns"),
    [("", 0), ("2017", 4), ("年度", 4), ("２０", 4), ("（一）", 6), ("é", 1), ("e\u0301", 1), ("×…“”", 4)],
)
def test_width(text: str, columns: int) -> None:
    assert width(text) == columns


@pytest.mark.parametrize("columns", range(1, 14))
def test_a_cut_text_fits(columns: int) -> None:
    assert width(cut("政府a信息b公开", columns)) <= columns


def test_filling() -> None:
    assert flush_left("年", 4) + "|" == "年  |"
    assert flush_right("年", 4) == "  年"
    assert flush_left("年度", 1) == "年度"


def test_every_table_figure_of_the_2014_form_is_shown_with_its_place() -> None:
    report = parse(_SAMPLES / "linjiang_2017.txt")
    shown = plain_text(summary(report))
    figures = [fact for fact in report.facts if fact.source is Source.TABLE]
    assert len(figures) == 58
    for fact in figures:
        assert str(fact.location) in shown
    assert (
        "  （一）收到申请数                                38 件    line 49, table 1, row 23, column 3\n"
        in shown
    )
    assert "  六、举报投诉数量  blank 件    line 80," in shown


def test_values_of_a_group_end_in_one_column() -> None:
    lines = _shown(parse(_SAMPLES / "linjiang_2017.txt"))
    start = lines.index("Applications") + 1
    group = lines[start : lines.index("", start)]
    assert len(group) == 23
    assert len({width(line[: line.index(" 件 ")]) for line in group}) == 1


def test_the_table_by_applicant_is_a_table() -> None:
    report = parse(_SAMPLES / "yunhe_2022.html")
    lines = _shown(report)
    assert _line(report, "一、本年新收").split() == [
        "一、本年新收政府信息公开申请数量",
        *["46", "5", "0", "1", "2", "0", "54"],
    ]
    rows = [line for line in lines if line.strip().startswith(("一、", "二、", "四、", "（"))]
    assert len(rows) == 25
    assert len({width(line) for line in rows}) == 1
    assert "  行政复议 × 总计" in plain_text(summary(report))


def test_figures_without_a_table_are_lines() -> None:
    report = Report.from_facts(
        (
            _fact("applications.received.total", 5, source=Source.PROSE),
            _fact("fees", Decimal("1E+1"), unit="万元"),
        ),
        form=Form.F2021,
    )
    assert _line(report, "一、本年新收").endswith(" 5 件    in the text, line 3")
    assert _line(report, "七、依申请").split()[-4:] == ["10", "万元", "line", "3"]


def test_a_table_by_applicant_with_a_cell_that_is_not_there() -> None:
    report = Report.from_facts(
        (
            _fact("applications.received.natural_person", 1234567),
            _fact("applications.received.business", None, raw=""),
            _fact("applications.received.total", None, candidates=(1, 12)),
        ),
        form=Form.F2021,
    )
    assert _line(report, "一、本年新收").split()[1:] == ["1234567", "blank", "1", "|", "12", "?"]


def test_rough_recognised_and_foreign_figures() -> None:
    report = Report.from_facts(
        (
            _fact("proactive.disclosed", 5980, approximate=True),
            _fact("complaints", 2, recognised=0.87),
            _fact("extra.公开栏", 7, match=Match(label="公开栏数")),
            _fact("extra.公开栏", 70, scope=Scope.CUMULATIVE, match=Match(label="公开栏数")),
        )
    )
    assert "≈ 5980 件" in _line(report, "（一）主动公开政府信息数")
    assert _line(report, "六、举报投诉").endswith("line 3, recognised 87%")
    assert "7 件" in _line(report, "公开栏数")
    assert _line(report, "1 more figures")


def test_an_empty_report() -> None:
    lines = _shown(Report())
    assert lines[0] == "(no title)"
    assert f"{'organ':12}-" in lines
    assert lines[-1] == "Findings: 0 errors, 0 warnings, 0 info"


def test_a_period_with_an_unknown_end() -> None:
    assert _line(Report(period=Period(None, None, "为至")), "period").endswith("? – ?")


def test_findings_with_their_suspects_and_places() -> None:
    suspect = Suspect(path="review.total", printed=3, would_fit=2, reason="one digit", reason_zh="一位数字")
    finding = Finding(
        rule="sum:review.total",
        severity=Severity.WARNING,
        message="m",
        message_zh="说明",
        locations=tuple(Location(line=number) for number in range(1, 15)),
        suspects=(suspect, attrs.evolve(suspect, path="review.other", would_fit=None)),
    )
    shown = plain_text(summary(Report(findings=(finding,))))
    assert "Findings: 0 errors, 1 warning, 0 info\n  warning sum:review.total: m\n    at line 1; " in shown
    assert "line 12; and 2 more\n" in shown
    assert "    perhaps review.total [四、行政复议数量] is 2, not 3: one digit\n" in shown
    assert "    perhaps review.other [（三）其他情形数] is wrong: " in shown


def test_what_was_not_understood_is_counted() -> None:
    rows = tuple(
        Unread(raw="某" * 50, location=Location(line=number), reason="why") for number in range(1, 23)
    )
    shown = _shown(Report(unread=rows, notices=("page 3: damaged",)))
    assert "Not understood: 22" in shown
    assert f"  line 20: {'某' * 29}… (why)" in shown
    assert "  and 2 more: see --json" in shown
    assert shown[-2:] == ["Notices", "  page 3: damaged"]
