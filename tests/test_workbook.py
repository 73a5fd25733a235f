"""Figures, findings and places as CSV, as a workbook, as frames in the shape of the form, and as a row for
each report."""

from __future__ import annotations

import csv
import io
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from figures import fact_of
from govinfo_reports import Failure, Form, Report, leaf_indicators, parse, to_wide, to_xlsx
from govinfo_reports.cli import main
from govinfo_reports.errors import GovInfoError, LimitExceeded
from govinfo_reports.export.form_tables import form_tables
from govinfo_reports.export.listings import csv_of, listings
from test_hostile_views import ATTACKS, report_of
from test_page import generated

SAMPLES = Path(__file__).parent.parent / "samples"


def book_of(*reports: Any, lang: str = "zh") -> Any:
    """A workbook as another program reads it."""
    return openpyxl.load_workbook(io.BytesIO(to_xlsx(reports, lang=lang)))


@pytest.mark.parametrize("form", [Form.F2019, Form.F2021])
def test_the_workbook_holds_each_figure_in_the_place_of_the_form(form: Form) -> None:
    report = parse(generated(form, "html", review__total=1))
    book = book_of(report)
    assert book.sheetnames == [
        "第二部分",
        "第三部分",
        "第四部分",
        "报告",
        "数值",
        "发现的问题",
        "未能识别的内容",
    ]
    stated = {fact.path for fact in report.facts}
    for table in form_tables(form, stated):
        sheet = book[{"two": "第二部分", "thr": "第三部分", "fou": "第四部分"}[table.key[:3]]]
        [top] = [row for row in range(1, sheet.max_row + 1) if sheet.cell(row, 1).value == table.title]
        width = max(len(row.labels) for row in table.rows)
        for number, row in enumerate(table.rows, top + 1 + len(table.heads)):
            for column, path in enumerate(row.paths, width + 1):
                value = None if path is None else report.get(path)
                assert sheet.cell(number, column).value == (None if value is None else float(value))
    figures = list(book["数值"].values)
    assert figures[0][3:6] == ("指标", "路径", "数值")
    assert len(figures) == 1 + len(report.facts) + len(report.extra)
    values = {row[4]: row[5] for row in figures[1:] if row[8] == "年度"}
    assert values["review.total"] == report.review.total
    [wrong] = [row for row in book["发现的问题"].values if row[4] == "sum:review.total"]
    assert wrong[3] == "错误"
    assert wrong[6] == report.review.total
    assert "行政复议 × 总计" in wrong[8]
    assert "列" in wrong[9]


def test_the_same_reports_give_the_same_bytes_and_a_failure_is_a_line() -> None:
    report = parse(SAMPLES / "linjiang_2017.txt")
    failure = Failure.of(GovInfoError("empty", reason_zh="文件为空"), "b.txt")
    assert to_xlsx([report, failure], lang="zh") == to_xlsx([report, failure], lang="zh")
    book = book_of(report, failure)
    assert book.sheetnames == ["报告", "数值", "发现的问题", "未能识别的内容"]
    assert [row[0] for row in book["报告"].values][2:] == ["b.txt"]
    assert [row[-1] for row in book["报告"].values][2:] == ["GovInfoError: 文件为空"]


@pytest.mark.parametrize("attack", ATTACKS)
def test_no_text_becomes_a_formula(attack: str) -> None:
    report = report_of(attack, "html")
    for sheet in book_of(report):
        for row in sheet.iter_rows():
            assert all(cell.data_type != "f" and cell.hyperlink is None for cell in row)
    for one in listings(report, lang="en"):
        for line in csv.reader(io.StringIO(csv_of(one))):
            assert not any(cell[:1] in "=+@" for cell in line if cell)


def test_large_and_exact_numbers_stay_themselves() -> None:
    facts = (fact_of("fees", Decimal("12.30")), fact_of("complaints", 1_000_000_000_000_001))
    report = Report.from_facts(facts, form=Form.F2014)
    rows = {row[4]: row[5] for row in book_of(report)["数值"].values}
    assert rows == {"路径": "数值", "fees": 12.3, "complaints": "1000000000000001"}
    assert report.tables["statistics"]["统计数"].tolist() == [1_000_000_000_000_001, Decimal("12.30")]
    assert to_wide(report)["complaints"].tolist() == [1_000_000_000_000_001]
    assert to_wide(report)["fees"].tolist() == [Decimal("12.30")]


def test_rows_that_a_sheet_cannot_hold_are_not_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("govinfo_reports.export.workbook._MOST_ROWS", 20)
    with pytest.raises(LimitExceeded, match="20 rows"):
        to_xlsx(parse(SAMPLES / "linjiang_2017.txt"))


@pytest.mark.parametrize("form", [Form.F2019, Form.F2021])
def test_frames_have_the_shape_of_the_form(form: Form) -> None:
    report = parse(generated(form, "html"))
    tables = report.tables
    assert tables["three"].shape[1] == 7
    assert (
        tables["three"].loc["一、本年新收政府信息公开申请数量", "总计"] == report.applications.received.total
    )
    assert (tables["three"].dtypes == "Int64").all()
    assert tables["four"].shape == (1, 15)
    assert tables["four"]["复议后起诉", "总计"].tolist() == [report.litigation.after_review.total]
    if form is Form.F2021:
        assert tables["three"].shape == (25, 7)
        assert tables["two-1"].columns.tolist() == ["本年制发件数", "本年废止件数", "现行有效件数"]
        assert tables["two-4"].iloc[0, 0] == report.proactive.administrative_fees.amount


def test_old_reports_have_one_table_and_none_is_no_table() -> None:
    report = parse(SAMPLES / "linjiang_2017.txt")
    frame = report.tables["statistics"]
    assert set(frame["统计数"].dropna()) >= {3, 38}
    assert len(frame) > 20
    assert Report().tables == {}


def test_a_row_a_report_tells_missing_from_zero() -> None:
    reports = [parse(SAMPLES / "linjiang_2017.txt"), parse(SAMPLES / "yunhe_2022.html")]
    failure = Failure.of(GovInfoError("empty"), "b.txt")
    frame = to_wide([*reports, failure])
    assert frame["year"].tolist()[:2] == [2017, 2022]
    assert frame["failure"].isna().tolist() == [True, True, False]
    for path in leaf_indicators():
        values = [report.get(path) for report in reports]
        if path not in frame:
            assert values == [None, None]
            continue
        assert [None if missing else value for value, missing in zip(frame[path], frame[path].isna(), strict=True)] == [*values, None]  # fmt: skip
    assert set(leaf_indicators()) <= set(to_wide(reports, every=True).columns)
    assert frame["errors"].tolist()[:2] == [sum(one.severity.value == "error" for one in report.findings) for report in reports]  # fmt: skip


def test_the_command_writes_lists_and_the_workbook(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sample = str(SAMPLES / "linjiang_2017.txt")
    assert main(["show", "--lang", "zh", "--csv", "figures", sample]) == 0
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert {row["路径"]: row["数值"] for row in rows}["review.total"] == "3"
    assert main(["show", "--lang", "en", "--csv", "findings", sample]) == 0
    assert "sum:review.total" in capsys.readouterr().out
    out = tmp_path / "out.xlsx"
    assert main(["show", sample, "--xlsx", str(out)]) == 0
    assert "临江区" in str(list(openpyxl.load_workbook(out).worksheets[0].values))
    own = tmp_path / "own.txt"
    own.write_bytes((SAMPLES / "linjiang_2017.txt").read_bytes())
    assert main(["show", str(own), "--xlsx", str(own)]) == 2
    assert "written over" in capsys.readouterr().err
    assert main(["show", sample, "--xlsx", str(tmp_path / "no" / "x.xlsx")]) == 2
