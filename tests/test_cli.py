"""The command line: what it prints, where, and its exit status."""

from __future__ import annotations

import io
import json
import os
import re
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ET
from collections.abc import Sequence
from pathlib import Path
from zipfile import ZipFile

import attrs
import pytest

import govinfo_reports
from govinfo_reports import Finding, Report, Severity, parse
from govinfo_reports.cli import main, streams
from govinfo_reports.language import Say

_SAMPLES = Path(__file__).resolve().parents[1] / "samples"
_WRONG = str(_SAMPLES / "linjiang_2017.txt")
_FINE = str(_SAMPLES / "yunhe_2022.html")
_ESCAPE = re.compile(r"\x1b\[[0-9;]*m")


class _Terminal(io.StringIO):
    """A stream that a person watches."""

    def isatty(self) -> bool:
        return True


def _run(
    *arguments: str, stdin: bytes = b"", env: dict[str, str] | None = None
) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "govinfo_reports.cli", *arguments],
        input=stdin,
        capture_output=True,
        env={**os.environ, **(env or {})},
        check=False,
        timeout=60,
    )


def _with_findings(
    monkeypatch: pytest.MonkeyPatch, findings: Sequence[Finding], *, title: str = "报告"
) -> None:
    """Let every file be a report with these findings."""
    monkeypatch.setattr(
        streams,
        "read_report",
        lambda path, say, words: Report(title=title, source=path, findings=tuple(findings)),
    )


def _finding(severity: Severity) -> Finding:
    return Finding(rule="sum:review.total", severity=severity, message="three", message_zh="三")


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as end:
        main(["--version"])
    assert end.value.code == 0
    assert capsys.readouterr().out == f"govinfo-reports {govinfo_reports.__version__}\n"


@pytest.mark.parametrize(
    "arguments", [[], ["show"], ["check"], ["mend", "x"], ["check", "--fail-on", "always", "x"]]
)
def test_a_wrong_streams_ends_with_2(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as end:
        main(arguments)
    assert end.value.code == 2
    assert "usage:" in capsys.readouterr().err


def test_show_prints_the_summary(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["show", _WRONG]) == 0
    out = capsys.readouterr().out
    assert out.startswith("临江区2017年政府信息公开工作年度报告\n")
    assert "error sum:review.total: " in out


def test_show_json_prints_the_report(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["show", "--json", _FINE]) == 0
    assert Report.from_json(capsys.readouterr().out) == parse(_FINE)


def test_show_json_escapes_what_a_terminal_may_obey(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    title = "\x1b[31m\x9b31m\u202e\u200b云河市\ufeff"
    _with_findings(monkeypatch, (), title=title)
    assert main(["show", "--json", "x"]) == 0
    out = capsys.readouterr().out
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b\u202e\ufeff]", out)
    assert Report.from_json(out).title == title


def test_show_of_a_file_that_cannot_be_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["show", str(tmp_path / "none.txt")]) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err == f"govinfo-reports: {tmp_path / 'none.txt'}: no such file\n"


def test_check_prints_one_line_a_finding(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", _WRONG, _FINE]) == 1
    captured = capsys.readouterr()
    line, *suspects = captured.out.splitlines()
    assert line.startswith(f"{_WRONG}: line 72, table 1, row “四、行政复议数量”: error sum:review.total ")
    assert suspects
    assert all(one.startswith("    perhaps review.") for one in suspects)
    assert re.search(r"printed as 3\b.* add up to 2\b", line)
    assert captured.err == "2 checked: 1 error, 0 warnings, 0 info; 0 unreadable\n"


def test_check_in_chinese(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--zh", _WRONG]) == 1
    assert "填报为3，各分项之和为2" in capsys.readouterr().out


def test_check_says_what_it_could_not_test(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = Path(_WRONG).read_text(encoding="utf-8")
    (tmp_path / "a.txt").write_text(
        re.sub(r"(（三）从事[^|]*\| 人 \|) \d+ ", r"\1  ", text), encoding="utf-8"
    )
    main(["check", "--not-checked", str(tmp_path)])
    out = capsys.readouterr().out
    assert "info not_checked:sum:capacity.staff.total" in out
    main(["check", str(tmp_path)])
    assert "not_checked:" not in capsys.readouterr().out


def test_check_of_a_report_without_findings(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", _FINE]) == 0
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize("severity", list(Severity))
@pytest.mark.parametrize("fail_on", [None, *Severity])
def test_fail_on(
    severity: Severity,
    fail_on: Severity | None,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    _with_findings(monkeypatch, [_finding(severity)])
    arguments = [] if fail_on is None else ["--fail-on", fail_on.value]
    assert main(["check", "x", *arguments]) == int(severity >= (fail_on or Severity.ERROR))
    assert capsys.readouterr().out == f"x: -: {severity.value} sum:review.total three\n"


def test_all_other_files_are_done_after_one_that_cannot_be_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bad = tmp_path / "bad.txt"
    bad.write_text("菜谱：番茄炒蛋", encoding="utf-8")
    assert main(["check", str(bad), _WRONG]) == 2
    captured = capsys.readouterr()
    assert "sum:review.total" in captured.out
    assert captured.err.startswith(f"govinfo-reports: {bad}: ")
    assert captured.err.endswith("1 checked: 1 error, 0 warnings, 0 info; 1 unreadable\n")


def test_a_folder_is_read_with_what_is_below_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "b" / "c").mkdir(parents=True)
    (tmp_path / ".hidden").mkdir()
    for place in ("z.txt", "b/c/a.txt", ".hidden/x.txt", ".x.txt", "~$z.txt"):
        shutil.copy(_WRONG, tmp_path / place)
    assert main(["check", str(tmp_path), str(tmp_path / "z.txt")]) == 1
    captured = capsys.readouterr()
    names = [line.partition(":")[0] for line in captured.out.splitlines() if not line.startswith(" ")]
    assert names == [str(tmp_path / "z.txt"), str(tmp_path / "b" / "c" / "a.txt")]


def test_patterns_and_addresses_are_read_as_folders_are(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copy(_WRONG, tmp_path / "a.txt")
    shutil.copy(_WRONG, tmp_path / "b.text")
    with ZipFile(tmp_path / "z.zip", "w") as made:
        made.write(_WRONG, "2017/one.txt")
        made.write(_WRONG, "2017/two.txt")
    for place, count in (
        (f"{tmp_path}/*.txt", 1),
        (f"zip://::{tmp_path}/z.zip", 2),
        (f"zip://2017/t*::{tmp_path}/z.zip", 1),
    ):
        assert main(["check", place]) == 1
        assert f"{count} checked: {count} error" in capsys.readouterr().err
    assert main(["check", f"{tmp_path}/*.pdf"]) == 2
    assert "*.pdf: no such file" in capsys.readouterr().err


def test_an_empty_folder_is_not_passed_over(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(tmp_path)]) == 2
    assert f"{tmp_path}: the folder holds no files" in capsys.readouterr().err


def test_a_folder_that_cannot_be_listed_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refuse(path: object) -> object:
        raise PermissionError(13, "denied", str(path))

    monkeypatch.setattr(os, "scandir", refuse)
    assert main(["check", str(tmp_path)]) == 2
    assert f"{tmp_path}: cannot be listed" in capsys.readouterr().err


def test_jsonl(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--format", "jsonl", _WRONG, str(tmp_path / "none")]) == 2
    wrong, unreadable = map(json.loads, capsys.readouterr().out.splitlines())
    assert (wrong["source"], wrong["rule"], wrong["expected"], wrong["printed"]) == (
        _WRONG,
        "sum:review.total",
        2,
        3,
    )
    assert (unreadable["source"], unreadable["rule"]) == (str(tmp_path / "none"), "unreadable:source")
    assert unreadable["message_zh"] == "无法读取：文件不存在"


def test_sarif(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--format", "sarif", _WRONG]) == 1
    log = json.loads(capsys.readouterr().out)
    assert log["version"] == "2.1.0"
    [result] = log["runs"][0]["results"]
    assert result["ruleId"] == "sum:review.total"
    assert result["locations"][0]["physicalLocation"]["region"]["startLine"] == 72


def test_junit_counts_a_file_that_cannot_be_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--format", "junit", _FINE, str(tmp_path / "none")]) == 2
    suites = ET.fromstring(capsys.readouterr().out)  # noqa: S314 - our own output
    assert [(suite.get("name"), suite.get("failures")) for suite in suites] == [
        (_FINE, "0"),
        (str(tmp_path / "none"), "1"),
    ]


def _years(folder: Path, organ: str, numbers: Sequence[int], *, suffix: str = "") -> None:
    """The fine sample as the report of an organ for some years."""
    text = Path(_FINE).read_text(encoding="utf-8")
    for number in numbers:
        after = str(number + 1).join(part.replace("2022", str(number)) for part in text.split("2023"))
        file = folder / f"{organ}{number}{suffix}.html"
        file.write_text(after.replace("云河市", organ), encoding="utf-8")


def test_series_compares_the_years(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _years(tmp_path, "青川县", (2021, 2022))
    first, second = (str(tmp_path / f"青川县{number}.html") for number in (2021, 2022))
    assert main(["check", "--series", second, first]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == f"series 青川县: 2021 {first}, 2022 {second}"
    assert all(line.startswith(f"{second}: ") for line in lines[1:])
    assert any(" series:identical " in line for line in lines)
    assert any(" info stock:proactive.regulations.in_force " in line for line in lines)
    assert main(["check", "--series", "--fail-on", "info", second, first]) == 1
    capsys.readouterr()
    assert main(["check", first, second]) == 0
    assert capsys.readouterr().out == ""


def test_a_folder_of_ten_organs_and_ten_years_is_ten_series(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    organs = [f"{name}{rank}" for name in ("青川", "临江", "石桥", "白塔", "长林") for rank in "县市"]
    for organ in organs:
        _years(tmp_path, organ, range(2012, 2022))
    main(["check", "--series", "--format", "jsonl", str(tmp_path)])
    found = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    series = [one["compared"] for one in found if "compared" in one]
    assert sorted(one["organ"] for one in series) == sorted(organs)
    for one in series:
        assert [name for name, _ in one["reports"]] == [str(number) for number in range(2012, 2022)]
        assert all(Path(source).name.startswith(one["organ"]) for _, source in one["reports"])
    stocks = [one for one in found if one.get("rule") == "stock:proactive.regulations.in_force"]
    assert len(stocks) == 10 * 9
    assert all(len({Path(file).name[:3] for file in (one["source"], *one["sources"])}) == 1 for one in stocks)
    assert all(len({*one["sources"]}) == 2 for one in stocks)
    assert not [one for one in found if one.get("rule") in {"series:revised", "series:organ"}]
    assert len([one for one in found if one.get("rule") == "series:alike"]) == 5


def test_a_report_of_no_organ_is_in_no_series_and_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _years(tmp_path, "青川县", (2021, 2022))
    nameless = tmp_path / "x.txt"
    nameless.write_text("2021年政府信息公开工作年度报告\n一、总体情况\n2021年收到申请2件。", encoding="utf-8")
    main(["check", "--series", str(tmp_path)])
    captured = capsys.readouterr()
    assert f"{nameless}: -: info series:no_organ " in captured.out
    assert captured.err.startswith("3 checked: ")
    main(["check", "--one-organ", str(tmp_path)])
    out = capsys.readouterr().out
    assert "series:no_organ" not in out
    (together,) = (line for line in out.splitlines() if line.startswith("series 青川县: "))
    assert f"2021 {nameless}" in together


def test_rollup_compares_with_the_parent(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = Path(_WRONG).read_text(encoding="utf-8")
    for name, organ in (("parent", "云河市"), ("a", "临江区"), ("b", "青川县")):
        (tmp_path / f"{name}.txt").write_text(text.replace("临江区", organ), encoding="utf-8")
    parent = tmp_path / "parent.txt"
    assert main(["check", "--rollup", str(parent), str(tmp_path)]) == 1
    captured = capsys.readouterr()
    assert (
        f"rollup 云河市 2017: 云河市 {parent}, 临江区 {tmp_path / 'a.txt'}, 青川县 {tmp_path / 'b.txt'}\n"
        in captured.out
    )
    line = next(line for line in captured.out.splitlines() if " rollup:applications.received.total " in line)
    assert line.startswith(f"{parent}: ")
    assert "prints 38, 2 organ(s) below it make 76" in line
    assert captured.err.startswith("3 checked: ")


def test_rollup_over_years_takes_each_year_by_itself(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    above, below = tmp_path / "above", tmp_path / "below"
    above.mkdir()
    below.mkdir()
    _years(above, "云河市", (2021, 2022))
    for organ in ("临江区", "青川县"):
        _years(below, organ, (2020, 2021, 2022))
    _years(below, "临江区", (2022,), suffix="b")
    main(["check", "--rollup", str(above), str(below)])
    lines = capsys.readouterr().out.splitlines()
    together = [line for line in lines if line.startswith("rollup ")]
    assert [line.partition(":")[0] for line in together] == ["rollup 云河市 2021", "rollup 云河市 2022"]
    assert all(line.count("临江区 ") == line.count("青川县 ") == 1 for line in together)
    more = [line for line in lines if " rollup:applications.received.total " in line]
    assert len(more) == 2
    assert all("prints 54, 2 organ(s) below it make 108" in line for line in more)
    other = [line for line in lines if " rollup:year " in line]
    assert len(other) == 2
    assert len([line for line in lines if " rollup:twice " in line]) == 1


def test_a_rollup_whose_parent_cannot_be_read_still_checks_the_rest(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", "--rollup", str(tmp_path / "none"), _WRONG]) == 2
    assert "sum:review.total" in capsys.readouterr().out


def test_standard_input_of_this_process(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with Path(_WRONG).open("rb") as file:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(file))
        assert main(["show", "--json", "-"]) == 0
    assert Report.from_json(capsys.readouterr().out).review.total == 3


def test_standard_input() -> None:
    done = _run("check", "-", stdin=Path(_WRONG).read_bytes())
    assert done.returncode == 1
    assert done.stdout.decode().startswith("<stdin>: line 72, ")
    assert _run("show", "-").returncode == 2


@pytest.mark.parametrize("encoding", ["ascii", "gbk", "latin-1:strict"])
def test_output_is_utf8_whatever_the_terminal_says(encoding: str) -> None:
    done = _run("show", _WRONG, env={"PYTHONIOENCODING": encoding, "PYTHONUTF8": "0", "LC_ALL": "C"})
    assert done.returncode == 0
    assert done.stdout.decode("utf-8").startswith("临江区2017年")


def test_a_name_that_is_no_text_is_printed_all_the_same(tmp_path: Path) -> None:
    name = os.fsdecode(os.fsencode(tmp_path) + b"/\xff.txt")
    done = _run("check", name)
    assert done.returncode == 2
    assert b"no such file" in done.stderr
    assert b"Traceback" not in done.stderr


def test_a_closed_pipe_is_quiet() -> None:
    read, write = os.pipe()
    os.close(read)
    try:
        done = subprocess.run(
            [sys.executable, "-m", "govinfo_reports.cli", "show", "--json", _FINE],
            stdout=write,
            stderr=subprocess.PIPE,
            check=False,
            timeout=60,
        )
    finally:
        os.close(write)
    assert (done.returncode, done.stderr) == (141, b"")


def test_an_interrupt_is_quiet(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def interrupt(path: str, say: Say, words: object) -> Report:
        raise KeyboardInterrupt

    monkeypatch.setattr(streams, "read_report", interrupt)
    assert main(["show", "x"]) == 130
    assert capsys.readouterr() == ("", "")


@pytest.mark.parametrize("arguments", [["show", _WRONG], ["show", _FINE], ["check", _WRONG]])
def test_colours_change_nothing_but_colours(
    arguments: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    main(arguments)
    plain = capsys.readouterr().out
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.delenv("NO_COLOR", raising=False)
    terminal = _Terminal()
    monkeypatch.setattr(sys, "stdout", terminal)
    main(arguments)
    assert "\x1b[1" in terminal.getvalue()
    assert _ESCAPE.sub("", terminal.getvalue()) == plain


def test_a_terminal_without_rich_gets_plain_text(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["show", _WRONG])
    plain = capsys.readouterr().out
    monkeypatch.setattr(streams, "find_spec", lambda name: None)
    terminal = _Terminal()
    monkeypatch.setattr(sys, "stdout", terminal)
    main(["show", _WRONG])
    assert terminal.getvalue() == plain


def test_text_of_the_document_is_no_markup_and_no_escape(monkeypatch: pytest.MonkeyPatch) -> None:
    nasty = "[bold red]云河市[/] \x1b[2J\x9b2J\x07 :smile: \u202eabc"
    _with_findings(monkeypatch, [attrs.evolve(_finding(Severity.ERROR), message=nasty)], title=nasty)
    monkeypatch.setenv("TERM", "xterm-256color")
    for arguments in (["show", "x"], ["check", "x"]):
        terminal = _Terminal()
        monkeypatch.setattr(sys, "stdout", terminal)
        main(arguments)
        shown = _ESCAPE.sub("", terminal.getvalue())
        assert "[bold red]云河市[/] [2J2J :smile: abc" in shown
        assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]", shown)


def test_progress_is_told_only_to_a_person(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", io.StringIO())
    assert streams.progress("scan.pdf", Say("en")) is None
    terminal = _Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    tell = streams.progress("dir/scan\x1b.pdf", Say("en"))
    assert tell is not None
    tell(1, 2)
    assert terminal.getvalue() == "\rscan.pdf: page 1 of 2"
    tell(2, 2)
    assert terminal.getvalue().endswith(" \r")
