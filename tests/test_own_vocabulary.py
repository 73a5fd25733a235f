"""Wordings of a user's own: files, their faults, what is read with them, and what says that they were
used."""

from __future__ import annotations

import pickle
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import pytest

from govinfo_reports import (
    GovInfoError,
    InvalidVocabulary,
    Report,
    parse,
    parse_many,
    parse_text,
    read_vocabulary,
    to_arrow,
)
from govinfo_reports.batch.one import parse_batch
from govinfo_reports.batch.run import run
from govinfo_reports.cli import main
from govinfo_reports.forms import vocabulary

REPORT = """临江区2022年政府信息公开工作年度报告
一、总体情况
来函索取信息12件。
四、政府信息公开行政复议、行政诉讼情况
行政复议案件办理
维持原行为\t改变原行为\t其他结果\t尚未审结\t总计
1\t0\t2\t0\t3
"""
TABLE = """# ours
kind,key,words,property
place,review,行政复议案件办理[情况],
outcome,upheld,{维持|保留}原行为,

outcome,corrected,改变原行为,
"""
SENTENCES = """== applications by letter
path: applications.received.total
units: cases
words: 来函
say: 来函索取信息#
= 全年来函索取信息12件 -> 12
"""


@pytest.fixture
def files(tmp_path: Path) -> list[str]:
    (tmp_path / "labels.csv").write_text(TABLE, encoding="utf-8")
    (tmp_path / "sentences.txt").write_text(SENTENCES, encoding="utf-8")
    return [str(tmp_path / "labels.csv"), str(tmp_path / "sentences.txt")]


def _figures(report: Report) -> tuple[object, ...]:
    review = report.review
    return (review.upheld, review.corrected, review.total, report.applications.received.total)


KNOWN = (1, 0, 3, 12)


def test_without_them_the_figures_are_not_read() -> None:
    report = parse_text(REPORT)
    assert _figures(report) == (None, None, None, None)
    assert report.vocabulary is None


def test_labels_and_sentences_of_ones_own(files: list[str]) -> None:
    report = parse_text(REPORT, vocabulary=files)
    assert _figures(report) == KNOWN
    assert _figures(parse_text(REPORT, vocabulary=files[0])) == (1, 0, 3, None)
    assert _figures(parse_text(REPORT, vocabulary=Path(files[1]))) == (None, None, None, 12)
    assert _figures(parse_text(REPORT)) == (None, None, None, None)  # nothing stays behind


def test_a_report_says_which_were_used(files: list[str]) -> None:
    both, one = read_vocabulary(*files), read_vocabulary(files[0])
    report = parse_text(REPORT, vocabulary=both)
    assert both.sha256 != one.sha256
    assert report.vocabulary == both.sha256
    assert [said for said in report.evidence if "own wordings" in said and "自有词表" in said] == list(
        both.evidence
    )
    assert all(Path(name).name in said for name, said in zip(files, both.evidence, strict=True))
    assert Report.from_json(report.to_json()) == report
    assert to_arrow([report, parse_text(REPORT)], "reports").column("vocabulary").to_pylist() == [
        both.sha256,
        None,
    ]


def test_they_pickle_as_what_was_read(files: list[str]) -> None:
    own = read_vocabulary(*files)
    again = pickle.loads(pickle.dumps(own))  # noqa: S301
    assert again.sha256 == own.sha256
    assert len(pickle.dumps(own)) < 5_000
    assert pickle.loads(pickle.dumps(vocabulary())) is vocabulary()  # noqa: S301


def test_processes_read_with_them(files: list[str]) -> None:
    sources = [REPORT.encode(), b"", REPORT.encode()]
    with ProcessPoolExecutor(1) as pool:
        found = list(parse_many(sources, pool, vocabulary=files))
    assert [isinstance(one, Report) and _figures(one) == KNOWN for one in found] == [True, False, True]
    assert _figures(parse(REPORT.encode(), vocabulary=files, isolated=True)) == KNOWN
    [report] = parse_batch(["a.txt"], [REPORT.encode()], vocabulary=files)["reports"].to_pylist()
    assert report["vocabulary"] == read_vocabulary(*files).sha256


def test_a_batch_reads_again_with_other_wordings(tmp_path: Path, files: list[str]) -> None:
    folder, out = tmp_path / "in", tmp_path / "out"
    folder.mkdir()
    (folder / "a.txt").write_text(REPORT, encoding="utf-8")
    assert run([folder], out).figures == 0
    assert run([folder], out, vocabulary=files[0]).figures == 5
    assert run([folder], out, vocabulary=files).figures == 6


def test_the_command_line(tmp_path: Path, files: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "a.txt"
    path.write_text(REPORT, encoding="utf-8")
    given = ["--vocabulary", files[0], "--vocabulary", files[1]]
    assert main(["show", "--json", *given, str(path)]) == 0
    assert _figures(Report.from_json(capsys.readouterr().out)) == KNOWN
    assert main(["check", "--select", "sum:review.total", *given, str(path)]) == 0
    assert main(["page", *given, str(path)]) == 0
    assert read_vocabulary(*files).own[0].sha256 in capsys.readouterr().out
    (tmp_path / "bad.csv").write_text("kind,key,words\nplace,reviw,行政复议案\n", encoding="utf-8")
    for lang, said in (
        ("en", "line 2: no place has the key 'reviw'; did you mean review?"),
        ("zh", "第 2 行"),
    ):
        for command in ("show", "check", "page"):
            assert main([command, "--lang", lang, "--vocabulary", str(tmp_path / "bad.csv"), str(path)]) == 2
            error = capsys.readouterr().err
            assert "bad.csv: " in error
            assert said in error
    assert main(["batch", str(tmp_path), "-o", str(tmp_path / "out"), "--vocabulary", "none.csv"]) == 2


def test_settings_name_them(
    tmp_path: Path, files: list[str], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "govinfo-reports.toml").write_text('vocabulary = ["labels.csv"]\n', encoding="utf-8")
    (tmp_path / "a.txt").write_text(REPORT.replace("\t3\n", "\t4\n"), encoding="utf-8")
    assert files
    monkeypatch.chdir(tmp_path)
    assert main(["check", "a.txt"]) == 1
    assert "sum:review.total" in capsys.readouterr().out


HEAD = "kind,key,words,property\n"
FAULTY = [
    ("", "holds no wording", None),
    (HEAD, "holds no wording", None),
    ("a,b\n", "line 1: the first line is to be kind,key,words,property", 1),
    (HEAD + "plase,review,行政复议案\n", "line 2: no kind of words 'plase'; did you mean place?", 2),
    (HEAD + "# x\nplace,reviw,行政复议案\n", "line 3: no place has the key 'reviw'; did you mean review?", 3),
    (HEAD + "place,review\n", "line 2: 2 values for 4 columns", 2),
    (HEAD + "place,review,行政,复议,案\n", "line 2: 5 values for 4 columns", 2),
    (HEAD + "place,review,行政复议案,most\n", "line 2: unknown property 'most'", 2),
    (HEAD + "place,review,（一）行政 复议：案,\n", "行政复议案 instead of", 2),
    (HEAD + "place,review,行政复议2案,\n", "digits would swallow figures", 2),
    (HEAD + "place,review,案,\n", "two ideographs at least", 2),
    (HEAD + "place,review,{行政|复议,\n", "brackets that do not close", 2),
    (HEAD + "place,review,[行政{复|议}]案件,\n", "brackets that do not close", 2),
    (HEAD + "place,review,行政<many>复议,\n", "brackets that do not close", 2),
    (HEAD + "place,review," + "{一|二}" * 40 + ",\n", "more than 256 wordings", 2),
    (HEAD + "outcome,other,结果维持,\n", "结果维持 stands for upheld in the library's vocabulary", 2),
    (HEAD + "outcome,other,维持原状,\noutcome,upheld,维持原状,\n", "stands for other in line 2 already", 3),
    (
        "== a\npath: nonsense\nunits: cases\nwords: 申请\nsay: 申请#\n",
        "line 1: entry 'a': 'nonsense' is no indicator",
        1,
    ),
    ("x: y\n== a\n", "line 1: stands before the first entry", 1),
    ("== a\npath: complaints\nunits: cases\nwords: 申请\nsay: (申请#\n", "no pattern", 1),
    ("== a\nnonsense: complaints\n", "line 2: no line of an entry", 2),
]


@pytest.mark.parametrize(("text", "message", "line"), FAULTY)
def test_a_fault_is_named_with_its_file_and_line(
    tmp_path: Path, text: str, message: str, line: int | None
) -> None:
    path = tmp_path / "ours.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InvalidVocabulary) as caught:
        parse_text(REPORT, vocabulary=path)
    error = caught.value
    assert message in error.reason
    assert (error.source, error.line) == (str(path), line)
    assert any("一" <= char <= "鿿" for char in error.reason_zh)
    assert line is None or f"第 {line} 行" in error.reason_zh
    assert str(pickle.loads(pickle.dumps(error))) == str(error)  # noqa: S301
    assert isinstance(error, GovInfoError)


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(InvalidVocabulary, match="cannot be opened"):
        read_vocabulary(tmp_path / "none.csv")
    with pytest.raises(InvalidVocabulary, match="neither UTF-8 nor GB18030"):
        read_vocabulary(b"\xff\xff\xff")
    with pytest.raises(InvalidVocabulary, match="larger than"):
        read_vocabulary(b"#" * 1_000_001)


def test_a_file_as_excel_writes_it() -> None:
    for encoding in ("gb18030", "utf-8-sig"):
        own = read_vocabulary(TABLE.replace("\n", "\r\n").encode(encoding))
        assert [entry.words for entry in own.own_of_kind("outcome")] == [
            "维持原行为",
            "保留原行为",
            "改变原行为",
        ]
    (entry,) = read_vocabulary((HEAD + "place,review,行政復議Ａ案,\n").encode()).own_of_kind()
    assert entry.words == "行政复议A案"  # as printed labels are read: simplified, in half-width forms


PROVINCE = """临江区2016年政府信息公开工作年度报告
政府信息公开情况统计表
统计指标\t单位\t数量
主动公开政府信息数\t条\t120
县政府门户网发布数\t条\t98
政府公报公开政府信息数\t条\t2
"""
_ROWS = [line.split("\t") for line in PROVINCE.splitlines()[2:]]
_CELLS = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in _ROWS)
SHAPES = [
    PROVINCE,
    PROVINCE.replace("\t", " "),
    PROVINCE.replace("\t", "  "),
    f"<h1>{PROVINCE.splitlines()[0]}</h1><table>{_CELLS}</table>",
]


@pytest.mark.parametrize("text", SHAPES)
def test_a_provinces_table_in_every_shape(text: str) -> None:
    own = read_vocabulary(
        (HEAD + "item,proactive.channels.website,{省|市|县}政府门户网发布<count>,\n").encode()
    )
    assert parse_text(text).proactive.channels.website is None
    report = parse_text(text, vocabulary=own)
    assert (report.proactive.channels.website, report.proactive.disclosed, report.extra) == (98, 120, ())
    assert parse_text(text).proactive.channels.website is None


KINDS = """== of the service hall
reason: part of the organ
lead: 阳光小屋[^，；]{0,12}$

== answer, granted
before 2019: applications.replies.granted
labels: 遂愿公开

== by the app
way: online
say: 掌上[政民]通
"""
NARRATIVE = """临江区2016年政府信息公开工作年度报告
一、主动公开情况
主动公开政府信息90条。
二、依申请公开情况
阳光小屋收到政府信息公开申请40件。
共收到政府信息公开申请7件，其中掌上民通申请3件，遂愿公开4件。
"""


def test_reasons_and_kinds_of_ones_own() -> None:
    own = parse_text(NARRATIVE, vocabulary=read_vocabulary(KINDS.encode()))
    plain = parse_text(NARRATIVE)
    assert own.applications.received.total == 7
    assert own.applications.replies.granted == 4
    assert own.applications.received.online == 3
    assert {fact.value for fact in own.facts if fact.path == "applications.received.total"} == {7}
    assert {fact.value for fact in plain.facts if fact.path == "applications.received.total"} == {40, 7}
    assert plain.applications.replies.granted is None
    assert plain.applications.received.online is None


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("== a\nreason: no such reason\nlead: 驿站", "there are"),
        ("== a\nreason: part of the organ", "must stand beside"),
        ("== a\nreason: part of the organ\nlead: (驿站", "no pattern"),
        ("== a\nchannel: none\nsay: 驿站", "no indicator"),
        ("== a\nchannel: website", "names"),
        ("== a\nbefore 2019: applications.none\nlabels: 公开", "no indicator"),
    ],
)
def test_faulty_reasons_and_kinds_are_said(text: str, why: str) -> None:
    with pytest.raises(InvalidVocabulary, match=why) as caught:
        read_vocabulary(text.encode())
    assert caught.value.line == 1
    assert caught.value.reason_zh
