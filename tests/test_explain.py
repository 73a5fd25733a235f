"""`explain`: why a figure is what it is, why there is none, and what was made of a place."""

from __future__ import annotations

import json
import pickle
import subprocess
import sys

import pytest

from govinfo_reports import (
    Explanation,
    Location,
    UnknownIndicator,
    explain,
    explain_document,
    parse,
    read_document,
)
from govinfo_reports.cli import main
from govinfo_reports.explained.written import lines
from govinfo_reports.export.terminal import plain_text
from govinfo_reports.facts import How
from govinfo_reports.language import Language
from govinfo_reports.prose.reasons import Reason

_SAMPLES = ["samples/yunhe_2022.html", "samples/linjiang_2017.txt"]
_HEADS = "结果维持 结果纠正 其他结果 尚未审结 总计 " * 3
_FRAME = """临江区2022年政府信息公开工作年度报告
一、总体情况
全区近三年收到政府信息公开申请50件，今年受理行政许可申请120件。{said}
四、政府信息公开行政复议、行政诉讼情况
行政复议 未经复议直接起诉 复议后起诉
{heads}
{row}
"""


def _explain(
    row: str, path: str | None = None, at: int | str | Location | None = None, said: str = ""
) -> Explanation:
    return explain(_FRAME.format(heads=_HEADS, row=row, said=said).encode(), path, at)


def _said(explanation: Explanation, lang: str = "en") -> str:
    return plain_text(explanation.lines(lang))


def test_a_row_with_missing_figures_shows_its_readings_and_what_excludes_them() -> None:
    found = _explain("1 2 3 1 1 1 3", "review")
    (row,) = found.rows
    assert row.ways == 6435
    assert row.paths[:5] == tuple(
        f"review.{one}" for one in ("upheld", "corrected", "other", "pending", "total")
    )
    sound = [one for one in row.readings if not one.breaks]
    broken = [one for one in row.readings if one.breaks]
    assert sound
    assert broken[0].values[:5] == (1, 2, 3, 1, 1)
    assert broken[0].breaks == ("sum:review.total",)
    (total,) = [one for one in found.figures if one.fact.path == "review.total"]
    assert total.fact.candidates == (1, 3)
    assert any("several readings are left" in why.text and "1, 3" in why.text for why in total.why)
    missing = {one.path: one.why for one in found.missing}
    assert "several readings" in missing["review.total"][0].text
    assert "多种读法" in missing["review.total"][0].text_zh


def test_digits_run_together_show_their_cuts() -> None:
    found = _explain("123061020300000", "review.total")
    (figure,) = found.figures
    assert figure.fact.match.how is How.DECODED or figure.fact.value == 6
    found = _explain("1023610203000 00 1 2", "review.total")
    assert all(reading.values for row in found.rows for reading in row.readings)


def test_a_whole_row_needs_no_readings() -> None:
    found = explain("samples/yunhe_2022.html", "review.total")
    (figure,) = found.figures
    assert (figure.fact.value, figure.held, found.rows, found.missing) == (6, True, (), ())
    assert figure.why[0].text.startswith("the label is the form's: 行政复议 × ")
    taken = {token.text: token.taken for token in found.tokens}
    assert taken["行政复议"] == "PLACE review"
    assert taken["尚未审结"] == "OUTCOME pending"
    assert {token.kind for token in found.tokens} >= {"WORD", "FIGURE"}


def test_a_sentence_that_is_not_taken_says_why() -> None:
    found = _explain("1 2 3 0 6 0 0 0 0 0 0 0 0 0 0", "applications.received.total")
    reasons = {one.raw: [candidate.reason for candidate in one.candidates] for one in found.sentences}
    assert reasons == {"50件": [Reason.SEVERAL_YEARS], "120件": [Reason.OTHER_WORDS]}
    (missing,) = found.missing
    assert any("50件 is not taken (several years)" in why.text for why in missing.why)
    assert any("多年合计" in why.text_zh for why in missing.why)


@pytest.mark.parametrize(
    ("sentence", "path", "reason"),
    [
        ("我县未收到政府信息公开申请", "applications.received.total", None),
        ("去年未收到政府信息公开申请", "applications.received.total", Reason.OTHER_YEAR),
        ("如未收到政府信息公开申请，应当实行零报告", "applications.received.total", Reason.CONDITION),
        ("各镇均未收到政府信息公开申请", "applications.received.total", Reason.SOME),
        ("除上述行政复议外，未发生其他行政复议", "review.total", Reason.SOME),
    ],
)
def test_a_clause_that_says_there_was_none_says_why(sentence: str, path: str, reason: Reason | None) -> None:
    text = (
        f"云岭县2016年政府信息公开工作年度报告\n一、依申请公开情况\n{sentence}。"
        "\n二、主动公开情况\n主动公开政府信息120条。\n"
    )
    found = explain(text.encode(), path)
    said = {
        candidate.path: candidate.reason
        for one in found.sentences
        if one.value == 0 and not one.unit
        for candidate in one.candidates
    }
    assert said == {path: reason}
    for language, taken, why in (
        (Language.ENGLISH, "taken", reason and reason.value),
        (Language.CHINESE, "采用", reason and reason.zh),
    ):
        written = "".join(span.text for line in lines(found, language) for span in line)
        assert f": {why or taken}" in written


WHY_NONE = [
    ("1\t2\t3\t-\t6\t0\t0\t0\t0\t0\t0\t0\t0\t0\t0", "review.pending", "printed as a blank: '-'"),
    (
        "1\t2\t3\t3至5\t6\t0\t0\t0\t0\t0\t0\t0\t0\t0\t0",
        "review.pending",
        "unread: no figure for review.pending",
    ),
    ("1 2 3 0 6 0 0 0 0 0 0 0 0 0 0", "applications.received.fax", "has no such figure"),
    ("1 2 3 0 6 0 0 0 0 0 0 0 0 0 0", "applications.received.business", "no table was found that holds it"),
    ("第一行", "review.total", "the label stands there, and no figure was found to belong to it: 行政复议"),
]


@pytest.mark.parametrize(("row", "path", "said"), WHY_NONE)
def test_a_figure_that_is_none_says_why(row: str, path: str, said: str) -> None:
    heads = _HEADS.replace(" ", "\t") if "\t" in row else _HEADS
    found = explain(_FRAME.format(heads=heads, row=row, said="").encode(), path)
    (missing,) = found.missing
    assert any(said in why.text for why in missing.why), missing.why
    assert all(any("一" <= char <= "鿿" for char in why.text_zh) for why in missing.why)


@pytest.mark.parametrize("at", [3, "3", "line 3", "第3行", Location(line=3)])
def test_a_place_says_what_was_made_of_it(at: int | str | Location) -> None:
    found = _explain("1 2 3 0 6 0 0 0 0 0 0 0 0 0 0", at=at)
    (place,) = found.places
    assert place.text.startswith("全区近三年")
    said = [why.text for why in place.why]
    assert (
        "50件 could be applications.received.total (收到政府信息公开申请), and is not: several years" in said
    )
    assert [one.raw for one in found.sentences] == ["50件", "120件"]
    assert all(one.fact.location.line == 3 for one in found.figures)


def test_places_of_tables_and_of_nothing() -> None:
    found = explain("samples/yunhe_2022.html", at="表3第4行第5列")
    assert [one.fact.path for one in found.figures] == ["review.total"]
    assert found.at == "table 3, row 4, column 5"
    (place,) = found.places
    assert place.why[0].text == "the figure review.total = 6"
    found = _explain("1 2 3 0 6 0 0 0 0 0 0 0 0 0 0", at=2)
    assert [why.text for why in found.places[0].why] == ["a heading: 总体情况"]
    found = _explain("1 2 3 0 6 0 0 0 0 0 0 0 0 0 0", at=1)
    assert any("title" in why.text for why in found.places[0].why)
    found = _explain("1 2 3 0 6 0 0 0 0 0 0 0 0 0 0", at=99)
    assert (found.places, found.figures) == ((), ())


def test_what_cannot_be_asked() -> None:
    with pytest.raises(UnknownIndicator, match=r"did you mean 'review\.total'"):
        explain("samples/yunhe_2022.html", "review.totl")
    with pytest.raises(ValueError, match="应为行号"):
        explain("samples/yunhe_2022.html", at="somewhere")


@pytest.mark.parametrize("path", _SAMPLES)
def test_everything_of_a_report_is_explained(path: str) -> None:
    document = read_document(path)
    report = parse(path)
    found = explain_document(document)
    assert [one.fact for one in found.figures] == [*report.facts, *report.extra]
    assert sum(one.held for one in found.figures) == len({one.path for one in report.facts + report.extra})
    assert all(one.why for one in found.figures)
    assert all(one.why for one in found.missing)
    assert found.unread == report.unread
    assert json.loads(found.to_json())["figures"][0]["fact"]["path"] == report.facts[0].path
    assert pickle.loads(pickle.dumps(found)) == found  # noqa: S301
    english, chinese = _said(found), _said(found, "zh")
    assert english.startswith("Figures\n")
    assert chinese.startswith("数值\n")
    assert "the label" not in chinese


def test_own_wordings_are_explained_too() -> None:
    own = b"kind,key,words\noutcome,upheld,\xe7\xbb\xb4\xe6\x8c\x81\xe5\x8e\x9f\xe8\xa1\x8c\xe4\xb8\xba\n"
    from govinfo_reports import read_vocabulary

    heads = _HEADS.replace("结果维持", "维持原行为")
    text = _FRAME.format(heads=heads, row="1 2 3 0 6 0 0 0 0 0 0 0 0 0 0", said="").encode()
    assert explain(text, "review.upheld", vocabulary=read_vocabulary(own)).figures[0].fact.value == 1


def test_parse_loads_nothing_of_it() -> None:
    code = (
        "import sys; from govinfo_reports import parse; parse('samples/linjiang_2017.txt'); "
        "print('govinfo_reports.explained' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


def test_the_command(capsys: pytest.CaptureFixture[str]) -> None:
    sample = "samples/yunhe_2022.html"
    assert main(["explain", sample, "--path", "review.total", "--lang", "zh"]) == 0
    out = capsys.readouterr().out
    assert "review.total = 6  表3第4行第5列" in out
    assert "标签与法定表式一致：行政复议 × 总计" in out
    assert main(["explain", sample, "--at", "table 3, row 4", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["at"] == "table 3, row 4"
    for arguments, said in (
        (["--path", "nothing"], "no indicator has the path"),
        (["--at", "there"], "a line (12)"),
    ):
        assert main(["explain", sample, *arguments, "--lang", "en"]) == 2
        assert said in capsys.readouterr().err
    assert main(["explain", "none.html"]) == 2


def test_every_reason_has_chinese() -> None:
    assert all(reason.zh for reason in Reason)


@pytest.mark.parametrize("between", ["\t", " "])
def test_the_tokens_of_a_statistics_table(between: str) -> None:
    """In cells and in lines: what the grammar took each word for, and none twice."""
    rows = (("统计指标", "单位", "统计数"), ("主动公开政府信息数", "条", "12"), ("收到申请数", "件", "5"))
    text = "云河市2015年政府信息公开工作年度报告\n" + "\n".join(between.join(row) for row in rows)
    tokens = explain(text.encode(), "applications.received.total").tokens
    taken = [(one.text, one.taken) for one in tokens]
    assert taken == [
        ("统计指标", "COLUMN_LABEL label"),
        ("单位", "COLUMN unit"),
        ("统计数", "COLUMN year"),
        ("主动公开政府信息数", "ITEM proactive.disclosed"),
        ("条", "UNIT"),
        ("12", "FIGURE"),
        ("收到申请数", "ITEM applications.received.total"),
        ("件", "UNIT"),
        ("5", "FIGURE"),
    ]
