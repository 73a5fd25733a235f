"""Reports as frames and Arrow tables: exact, tidy, None apart from 0, without copying into Polars and
DuckDB."""

from __future__ import annotations

import csv
import pickle
import sys
import warnings
from datetime import date
from decimal import Decimal
from pathlib import Path
from random import Random
from typing import Any

import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

import writers_text as written
from figures import clean_figures, fact_of, stand_in
from govinfo_reports import (
    APPLICANTS,
    ApplicationStats,
    ByApplicant,
    Container,
    Finding,
    Form,
    How,
    Location,
    Match,
    MissingExtra,
    Period,
    Report,
    Scope,
    Severity,
    Source,
    Suspect,
    Unread,
    check_series,
    indicators,
    parse,
)
from govinfo_reports.batch.many import parse_many
from govinfo_reports.checks.comparison import Comparison
from govinfo_reports.export.arrow import COLUMNS, schema_of, to_arrow
from govinfo_reports.export.frames import applications_frame, frame_of, to_frame
from govinfo_reports.export.labels import applicants_in_english, english_labels
from govinfo_reports.model.failure import Failure
from grids import form_tables, printed

HEAD = ("云河市2022年政府信息公开工作年度报告", "一、总体情况", "各项工作平稳有序。")


def read(form: Form, seed: int = 1) -> Report:
    """A report of the form with generated figures."""
    tables = form_tables(form, printed(clean_figures(form, Random(seed))))
    return parse(written.as_html(HEAD, tables))


@pytest.fixture(scope="module")
def report() -> Report:
    return read(Form.F2021)


MADE = Report.from_facts(
    (
        fact_of("fees", Decimal("96171.6"), location=Location(page=2, table=1, row=3, column=4)),
        fact_of("review.total", 0, raw="无"),
        fact_of("review.upheld", None, raw="—"),
        fact_of("training.participants", 5980, approximate=True, raw="5980多", source=Source.PROSE),
        fact_of("training.participants", 6000, scope=Scope.CUMULATIVE, location=Location(line=7, span=(3, 9))),
        fact_of("complaints", None, candidates=(1, 11), raw="111", decoded_by=("sum:x",)),
        fact_of(
            "extra.走访数", 3, match=Match(label="走访数", how=How.SIMILAR, confidence=0.5, evidence=("one", "two")), recognised=0.9
        ),
        fact_of("extra.大数", 10**30),
        fact_of("extra.细数", Decimal("0.1234567890123456")),
    ),
    title="云河市2022年政府信息公开工作年度报告",
    organ="云河市",
    year=2022,
    form=Form.PROVINCIAL,
    period=Period(date(2022, 1, 1), None, "2022年1月1日起"),
    published=date(2023, 1, 20),
    container=Container.DOCX,
    source="a.docx",
    unread=(Unread(raw="走访 3 次", location=Location(sheet="一", row=3), reason="no label"),),
    notices=("one picture was not read",),
    groups_found=frozenset({"review", "fees"}),
    findings=(
        Finding(
            rule="sum:review.total",
            severity=Severity.ERROR,
            message="does not add up",
            message_zh="合计不符",
            paths=("review.total", "review.upheld"),
            expected=3,
            printed=0,
            locations=(Location(table=1, row=2), Location(table=1, row=3)),
            suspects=(
                Suspect(path="review.total", printed=0, would_fit=3, reason="alone", reason_zh="仅此"),
            ),
        ),
    ),
)  # fmt: skip


def at(frame: pd.DataFrame, row: str, column: str) -> Any:
    """One cell."""
    return frame.loc[row, column]


def rows(of: str) -> list[dict[str, Any]]:
    """The rows of the report made by hand."""
    found: list[dict[str, Any]] = to_arrow(MADE, of).to_pylist()
    return found


def test_facts_hold_everything() -> None:
    fees, zero, blank, rough, cumulative, open_, extra, large, fine = rows("facts")
    assert fees == {
        "report": 0, "file": "a.docx", "organ": "云河市", "year": 2022, "form": "provincial", "indicator": "fees",
        "code": english_labels()["fees"].code, "label_zh": "七、依申请公开信息收取的费用",
        "label_en": "Fees charged for information on application", "value": Decimal("96171.600000000000"), "count": None,
        "value_text": None, "unit": "万元", "raw": "96171.6", "held": True, "scope": "year", "source": "table",
        "approximate": False, "candidates": [], "location": "page 2, table 1, row 3, column 4", "page": 2, "sheet": None,
        "table": 1, "row": 3, "column": 4, "line": None, "printed_label": "七、依申请公开信息收取的费用", "how": "exact",
        "confidence": 1.0, "evidence": [], "decoded_by": [], "recognised": None,
    }  # fmt: skip
    assert (zero["value"], zero["count"], zero["raw"]) == (0, 0, "无")
    assert (blank["value"], blank["count"], blank["value_text"], blank["raw"]) == (None, None, None, "—")
    assert (rough["approximate"], rough["source"], rough["held"]) == (True, "prose", True)
    assert (cumulative["scope"], cumulative["held"], cumulative["location"]) == (
        "cumulative",
        False,
        "line 7, characters 3-9",
    )
    assert (open_["value"], open_["candidates"], open_["decoded_by"]) == (None, ["1", "11"], ["sum:x"])
    assert (extra["indicator"], extra["code"], extra["label_zh"], extra["label_en"]) == (
        "extra.走访数",
        None,
        "走访数",
        None,
    )
    assert (extra["how"], extra["confidence"], extra["evidence"], extra["recognised"]) == (
        "similar",
        0.5,
        ["one", "two"],
        0.9,
    )
    assert (large["value"], large["count"], large["value_text"]) == (None, None, str(10**30))
    assert (fine["value"], fine["value_text"]) == (None, "0.1234567890123456")


def test_an_amount_printed_without_a_fraction_is_no_count() -> None:
    (row,) = to_arrow(Report.from_facts((fact_of("fees", 3),))).to_pylist()
    assert (row["value"], row["count"]) == (3, None)


def test_findings_hold_everything() -> None:
    (row,) = rows("findings")
    assert row == {
        "report": 0, "file": "a.docx", "organ": "云河市", "year": 2022, "form": "provincial", "finding": 0,
        "rule": "sum:review.total", "kind": "sum", "severity": "error", "message": "does not add up", "message_zh": "合计不符",
        "expected": 3, "printed": 0, "indicators": ["review.total", "review.upheld"],
        "locations": ["table 1, row 2", "table 1, row 3"],
        "suspects": [{"indicator": "review.total", "printed": 0, "would_fit": 3, "reason": "alone", "reason_zh": "仅此"}],
    }  # fmt: skip


def test_reports_and_what_was_not_understood() -> None:
    (row,) = rows("reports")
    assert (row["published"], row["period_start"], row["period_end"]) == (
        date(2023, 1, 20),
        date(2022, 1, 1),
        None,
    )
    assert (row["container"], row["facts"], row["errors"], row["warnings"], row["unread"]) == (
        "docx",
        9,
        1,
        0,
        1,
    )
    assert (row["groups_found"], row["notices"]) == (["fees", "review"], ["one picture was not read"])
    (row,) = rows("unread")
    assert (row["raw"], row["reason"], row["sheet"], row["row"]) == ("走访 3 次", "no label", "一", 3)


def test_a_figure_is_held_once(report: Report) -> None:
    frame = to_frame([report, report, MADE])
    held = frame[frame["held"]]
    assert not held.duplicated(["report", "indicator"]).any()
    for row in held[held["report"] == 0].itertuples():
        value: Any = row.value
        assert report.get(str(row.indicator)) == (None if value is pd.NA else value)


@pytest.mark.parametrize("of", COLUMNS)
def test_no_reports_give_an_empty_table_of_the_same_schema(of: str, report: Report) -> None:
    assert to_arrow([], of).schema.equals(to_arrow([report, MADE], of).schema)
    assert to_arrow([], of).schema.equals(schema_of(of))
    assert list(to_frame([], of).columns) == list(COLUMNS[of])


def test_long_lists_of_reports_keep_their_numbers() -> None:
    table = to_arrow((MADE for _ in range(600)), "reports")
    assert table.column("report").to_pylist() == list(range(600))


def test_pandas_keeps_none_apart_from_zero(report: Report) -> None:
    frame = to_frame([report, MADE])
    kinds = {name: str(kind) for name, kind in frame.dtypes.items()}
    assert {
        name: kinds[name] for name in ("report", "year", "count", "held", "organ", "confidence", "value")
    } == {
        "report": "Int64",
        "year": "Int32",
        "count": "Int64",
        "held": "boolean",
        "organ": "string",
        "confidence": "Float64",
        "value": "decimal128(38, 12)[pyarrow]",
    }
    made = frame[frame["report"] == 1].set_index("indicator")
    assert at(made, "review.total", "count") == 0
    assert at(made, "review.upheld", "count") is pd.NA
    assert at(made, "fees", "value") == Decimal("96171.6")
    received = frame.query("held and indicator == 'applications.received.total' and report == 0")
    assert received["count"].tolist() == [report.applications.received.total]
    dated = to_frame(MADE, of="reports")
    assert dated["published"].tolist() == [date(2023, 1, 20)]


@pytest.mark.parametrize("of", COLUMNS)
def test_frames_go_through_parquet_and_back(of: str, report: Report, tmp_path: Path) -> None:
    """With pandas alone: what it writes it can read, and missing is still missing."""
    failure = Failure(source="b.txt", error="NotAReport", reason="no", reason_zh="不是")
    frame = to_frame([MADE, failure] if of == "failures" else [MADE, report], of)
    assert len(frame)
    frame.to_parquet(tmp_path / "a.parquet")
    again = pd.read_parquet(tmp_path / "a.parquet")
    assert list(again.columns) == list(frame.columns)
    for name in frame.columns:
        assert (again[name].isna() == frame[name].isna()).all(), name
    for name in {"count", "organ", "held", "confidence"} & set(frame.columns):
        assert str(again[name].dtype) == str(frame[name].dtype)
        assert again[name].equals(frame[name].astype(again[name].dtype))


def test_equal_texts_are_one_object_in_a_frame_and_in_one_made_of_a_table(report: Report) -> None:
    """A figure has sixteen texts, nearly all of which other figures have too: each for itself they take
    three times the memory."""
    copies = [pickle.loads(pickle.dumps(report)) for _ in range(3)]  # noqa: S301 - made here
    for frame in (to_frame(copies), frame_of(to_arrow(copies))):
        for name in ("indicator", "label_en", "printed_label", "location", "evidence"):
            texts = frame[name].dropna()
            assert len({*map(id, texts)}) == texts.nunique(), name
        assert (frame.dtypes == to_frame(report).dtypes).all()


def test_values_beyond_the_decimal_column_are_told_in_words() -> None:
    large, fine, usual = 10**30, Decimal("0.0000000000001"), Decimal("2.5")
    values = (large, 2**63, fine, usual, -(2**63) - 1, None, 7, Decimal("Infinity"))
    facts = tuple(fact_of("review.total", value) for value in values)
    table = to_arrow(Report(organ="云河市", year=2022, form=Form.F2021, facts=facts))
    columns = table.select(["value", "count", "value_text"]).to_pylist()
    assert [[*row.values()] for row in columns] == [
        [None, None, str(large)],
        [2**63, None, None],
        [None, None, "0.0000000000001"],
        [usual, None, None],
        [-(2**63) - 1, None, None],
        [None, None, None],
        [7, 7, None],
        [None, None, "Infinity"],
    ]


def test_texts_that_no_encoding_holds_are_escaped_once_and_for_all() -> None:
    facts = (fact_of("review.total", 12, raw="12\ud800件"), fact_of("review.upheld", 12, raw="12件"))
    made = Report(organ="云河市", year=2022, form=Form.F2021, facts=facts)
    for frame in (to_frame(made), frame_of(to_arrow(made))):
        assert frame["raw"].tolist() == ["12\\ud800件", "12件"]


def test_lists_are_tuples_that_pandas_can_count_and_spread(report: Report) -> None:
    frame = to_frame([MADE, report])
    assert len(frame.drop_duplicates()) == len(frame)
    assert frame["evidence"].iloc[6] == ("one", "two")
    assert len(frame[frame["report"] == 0].explode("evidence")) == 10
    findings = to_frame(MADE, of="findings")
    assert findings["indicators"].tolist() == [("review.total", "review.upheld")]
    assert [one["would_fit"] for one in findings["suspects"].iloc[0]] == [3]
    assert to_frame([], of="findings")["suspects"].dtype == object


def test_findings_about_several_reports_are_rows_too() -> None:
    years = [
        Report(
            organ="青川县", year=year, form=Form.F2021, source=f"{year}.txt",
            applications=ApplicationStats(carried_in=ByApplicant(total=5), carried_forward=ByApplicant(total=3)),
        )
        for year in (2021, 2022)
    ]  # fmt: skip
    found = check_series(years)
    frame = to_frame(found, of="findings")
    assert frame["rule"].tolist() == [one.rule for one in found]
    assert "carry:applications.total" in set(frame["rule"])
    assert frame["file"].tolist() == ["2022.txt"] * len(found)
    assert frame["report"].isna().all()
    placed = Comparison(
        rule="carry:x", severity=Severity.ERROR, message="m", message_zh="z", source="b.txt",
        sources=("b.txt", None), locations=(Location(line=1), Location(line=2)),
    )  # fmt: skip
    assert to_frame(placed, of="findings")["locations"].tolist() == [("b.txt: line 1", "line 2")]
    with pytest.raises(TypeError, match="Comparison is none"):
        to_frame([placed], of="facts")


@pytest.mark.parametrize(
    "given", ["a.txt", b"bytes", Path("a.txt"), ["a.txt"], [MADE, None], {"a": MADE}, 3, None]
)
def test_what_nobody_has_parsed_is_refused(given: Any) -> None:
    for of in ("facts", "reports", "failures"):
        with pytest.raises(TypeError, match=r"reports are needed, and \w+ is none: parse\(source\)"):
            to_frame(given, of)


def test_the_warning_points_at_the_line_of_the_caller() -> None:
    failure = Failure(source="b.txt", error="NotAReport", reason="no")
    for make in (to_arrow, to_frame):
        with pytest.warns(UserWarning, match="gave no report") as caught:
            make([failure])
        assert [one.filename for one in caught] == [__file__]


def test_forms_may_be_mixed_and_reports_may_be_one_by_one(report: Report) -> None:
    every = [read(form) for form in (Form.F2014, Form.F2019, Form.F2021)]
    frame = to_frame(one for one in [*every, MADE, Report()])
    assert frame.groupby("report")["form"].unique().map(list).to_dict() == {
        0: ["2014"], 1: ["2019"], 2: ["2021"], 3: ["provincial"],
    }  # fmt: skip
    assert to_frame([*every, Report()], of="reports")["year"].isna().tolist() == [False] * 3 + [True]
    assert set(frame["label_en"].dropna()) <= {one.label for one in english_labels().values()}


def test_amounts_add_up_exactly() -> None:
    tenth = Report.from_facts((fact_of("fees", Decimal("0.1")),))
    assert to_frame([tenth] * 30)["value"].sum() == Decimal(3)


def test_failures_are_rows_and_never_passed_over() -> None:
    outcomes = list(parse_many([b"", "云河市2022年政府信息公开工作年度报告\n全市收到申请3件。".encode()]))
    with pytest.warns(UserWarning, match=r"1 source\(s\) gave no report"):
        table = to_arrow(outcomes, "reports")
    assert table.column("report").to_pylist() == [1]
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        (row,) = to_arrow(outcomes, "failures").to_pylist()
    assert row == {
        "report": 0, "file": None, "error": "UnreadableSource", "reason": "the source is empty", "reason_zh": "文件为空",
    }  # fmt: skip
    assert to_arrow(Failure(source="x", error="E", reason="r"), "failures").num_rows == 1


def test_unknown_tables_are_refused() -> None:
    with pytest.raises(ValueError, match="must be one of reports, facts"):
        to_arrow([], "figures")


def test_half_characters_become_escapes() -> None:
    broken = Report.from_facts(
        (fact_of("fees", None, raw="\ud800", match=Match(label="x", evidence=("\udfff",))),), organ="云\ud83d"
    )
    (row,) = to_arrow(broken).to_pylist()
    assert (row["organ"], row["raw"], row["evidence"]) == ("云\\ud83d", "\\ud800", ["\\udfff"])
    finding = Finding(
        rule="x:y", severity=Severity.INFO, message="\ud800", message_zh="",
        suspects=(Suspect(path="fees", printed=None, would_fit=None, reason="\ud800", reason_zh=""),),
    )  # fmt: skip
    (row,) = to_arrow(broken.with_findings((finding,)), "findings").to_pylist()
    assert (row["message"], row["suspects"][0]["reason"]) == ("\\ud800", "\\ud800")


def test_polars_takes_the_table_without_copying(report: Report) -> None:
    table = to_arrow([report]).combine_chunks()
    frame = pl.from_arrow(table)
    assert isinstance(frame, pl.DataFrame)
    assert frame.schema["value"] == pl.Decimal(38, 12)
    assert frame.schema["count"] == pl.Int64
    assert frame.height == table.num_rows
    for name in ("count", "report"):
        ours: Any = table.column(name).chunk(0)
        theirs: Any = frame.get_column(name).to_arrow()
        assert theirs.buffers()[1].address == ours.buffers()[1].address
    total = frame.filter(pl.col("held") & (pl.col("indicator") == "applications.received.total"))[
        "count"
    ].item()
    assert total == report.applications.received.total


def test_duckdb_reads_the_table_where_it_is(report: Report) -> None:
    before = pa.total_allocated_bytes()
    facts = to_arrow([report] * 100)
    size = pa.total_allocated_bytes() - before
    with duckdb.connect() as connection:
        connection.register("facts", facts)
        sql = (
            "select count, typeof(value) from facts where held and indicator = "
            "'applications.received.total' and report = 0"
        )
        assert connection.sql(sql).fetchall() == [(report.applications.received.total, "DECIMAL(38,12)")]
        assert pa.total_allocated_bytes() - before < 1.2 * size
    assert facts.num_rows == 100 * len(report.facts)


def test_applications_as_the_table_looks(report: Report) -> None:
    frame = applications_frame(report.applications)
    assert frame.shape == (25, 7)
    assert list(frame.columns) == list(APPLICANTS.values())
    assert frame.index[0] == "一、本年新收政府信息公开申请数量"
    assert frame.index[-1] == "四、结转下年度继续办理"
    assert set(map(str, frame.dtypes)) == {"Int64"}
    assert at(frame, "（一）予以公开", "商业企业") == report.applications.outcomes.granted.business
    assert not frame.isna().any().any()
    outcomes = frame.iloc[2:-2].sum()
    assert (outcomes == frame.loc["（七）总计"]).all()


def test_applications_in_english_and_by_path(report: Report) -> None:
    chinese = applications_frame(report.applications)
    english = applications_frame(report.applications, labels="en")
    paths = applications_frame(report.applications, labels="path")
    assert at(english, "Granted", "Commercial enterprises") == at(chinese, "（一）予以公开", "商业企业")
    assert at(paths, "applications.outcomes.granted", "business") == at(chinese, "（一）予以公开", "商业企业")
    assert (english.to_numpy() == chinese.to_numpy()).all()
    for frame in (chinese, english, paths):
        assert frame.index.is_unique
        assert frame.columns.is_unique


def test_other_handling_in_one_row() -> None:
    applications = read(Form.F2019).applications
    frame = applications_frame(applications)
    assert frame.shape == (23, 7)
    assert at(frame, "（六）其他处理", "总计") == applications.outcomes.other_handling.all.total


@pytest.mark.parametrize(("form", "rows"), [(Form.F2014, 23), (Form.F2019, 23), (Form.F2021, 25)])
@pytest.mark.parametrize("labels", ["zh", "en", "path"])
def test_every_form_has_its_table_of_applications(form: Form, rows: int, labels: Any) -> None:
    """That of 2014 has the rows of 依申请公开情况 in one column."""
    applications = read(form).applications
    frame = applications.to_frame(labels=labels)
    assert frame.equals(applications_frame(applications, labels))
    columns = 1 if form is Form.F2014 else 7
    assert frame.shape == (rows, columns)
    assert at(frame, str(frame.index[0]), str(frame.columns[-1])) == applications.received.total
    assert int(frame.notna().sum().sum()) == rows * columns


def test_unknown_labels_are_refused() -> None:
    labels: Any = "cn"
    with pytest.raises(ValueError, match="must be 'zh', 'en' or 'path'"):
        Report().applications.to_frame(labels=labels)


def test_applications_that_are_not_stated() -> None:
    frame = applications_frame(Report().applications)
    assert frame.shape == (25, 7)
    assert frame.isna().all().all()


def test_every_indicator_has_its_english_label_and_number() -> None:
    assert list(english_labels()) == list(indicators())
    assert len({one.code for one in english_labels().values()}) == len(indicators())
    labels = [one.label for one in english_labels().values()]
    assert len(set(labels)) == len(labels)
    assert all(label.isascii() and label == label.strip() for label in labels)
    assert list(applicants_in_english()) == list(APPLICANTS)


def test_numbers_of_indicators_stay() -> None:
    """Numbers are part of the interface: a new indicator gets a new one."""
    kept = {
        "proactive": 1,
        "proactive.disclosed": 2,
        "applications.received.total": 22,
        "fees": 65,
        "applications.carried_forward.total": 285,
    }
    assert {path: english_labels()[path].code for path in kept} == kept


def test_without_the_extra(monkeypatch: pytest.MonkeyPatch, report: Report) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    for make in (to_arrow, to_frame):
        with pytest.raises(MissingExtra, match=r"govinfo-reports\[frame\]") as caught:
            make(report)
        assert caught.value.extra == "frame"
    with pytest.raises(MissingExtra):
        applications_frame(report.applications)


def test_labels_are_a_plain_table() -> None:
    from importlib import resources

    text = (resources.files("govinfo_reports") / "data" / "labels_en.csv").read_text(encoding="utf-8")
    assert next(csv.reader(text.splitlines())) == ["code", "path", "label"]


def test_the_applications_of_2014_have_the_rows_of_their_table() -> None:
    figures = clean_figures(Form.F2014, Random(3))
    report = stand_in(Form.F2014, figures)
    frame = Report.from_facts(report.facts, form=Form.F2014).applications.to_frame()
    assert list(frame.columns) == ["统计数"]
    assert frame.loc["（一）收到申请数", "统计数"] == figures["applications.received.total"]
    assert len(frame) == 23
    assert (
        next(iter(Report.from_facts(report.facts).applications.to_frame("path").index))
        == "applications.received.total"
    )


@pytest.mark.parametrize(
    ("form", "label"),
    [(Form.F2014, "（一）收到申请数"), (Form.F2021, "一、本年新收政府信息公开申请数量 × 总计")],
)
def test_labels_are_those_of_the_form(form: Form, label: str) -> None:
    report = Report.from_facts((fact_of("applications.received.total", 3),), form=form)
    assert to_arrow(report, "facts").column("label_zh").to_pylist() == [label]
