"""Rules chosen on the command line, in a file of settings and by a baseline; rules of the user's own."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from importlib.metadata import EntryPoint
from pathlib import Path

import pytest

from govinfo_reports import Finding, Severity, parse
from govinfo_reports.checks import Choice, UnknownRule, catalogue, check, own, rule
from govinfo_reports.checks.baseline import Baseline, InvalidBaseline
from govinfo_reports.checks.checkable import Checkable
from govinfo_reports.cli import main
from govinfo_reports.cli.config import InvalidSettings, find_settings, read_settings

_SAMPLES = Path(__file__).resolve().parents[1] / "samples"
_WRONG = _SAMPLES / "linjiang_2017.txt"


def finding(rule: str, severity: Severity = Severity.WARNING) -> Finding:
    return Finding(rule=rule, severity=severity, message="m", message_zh="乙")


@pytest.mark.parametrize(
    ("select", "ignore", "kept"),
    [
        ((), (), ["sum:review.total", "suspicious:year", "complete:applications"]),
        (("sum",), (), ["sum:review.total"]),
        (("sum:review.total",), (), ["sum:review.total"]),
        (("sum:review",), (), ["sum:review.total"]),
        ((), ("suspicious", "complete:applications"), ["sum:review.total"]),
        ((), ("*:applications",), ["sum:review.total", "suspicious:year"]),
        (("suspicious", "complete"), ("suspicious:year",), ["complete:applications"]),
        (("suspicious:year",), ("suspicious",), ["suspicious:year"]),
    ],
)
def test_rules_are_kept_and_left_out(
    select: tuple[str, ...], ignore: tuple[str, ...], kept: list[str]
) -> None:
    found = [finding(one) for one in ("sum:review.total", "suspicious:year", "complete:applications")]
    assert [one.rule for one in Choice(select=select, ignore=ignore).apply(found)] == kept


def test_a_beginning_ends_where_a_word_ends() -> None:
    assert not Choice(ignore=("sum:review.total",)).keeps("sum:review.total")
    assert Choice(ignore=("complete:review",)).keeps("complete:reviews")


def test_the_longest_name_gives_the_severity() -> None:
    choice = Choice(severity={"suspicious": "error", "suspicious:year": Severity.INFO})
    weighed = {
        one.rule: one.severity
        for one in choice.apply([finding("suspicious:year"), finding("suspicious:form")])
    }
    assert weighed == {"suspicious:year": Severity.INFO, "suspicious:form": Severity.ERROR}


@pytest.mark.parametrize("name", ["suspicous", "sum:reviw.total", "suspicious:yaer", "nothing"])
def test_a_rule_that_there_is_not_is_an_error(name: str) -> None:
    with pytest.raises(UnknownRule, match="no rule is called") as caught:
        Choice(select=(name,))
    assert "没有名为" in caught.value.reason_zh
    if name != "nothing":
        assert "did you mean" in caught.value.reason


def test_the_command_line_chooses(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--ignore", "sum:review.total", str(_WRONG)]) == 0
    assert capsys.readouterr().out == ""
    assert main(["check", "--severity", "sum:review.total=info", str(_WRONG)]) == 0
    assert ": info sum:review.total " in capsys.readouterr().out
    assert main(["check", "--select", "complete", str(_WRONG)]) == 0
    assert main(["check", "--select", "complet", str(_WRONG)]) == 2
    assert "did you mean complete" in capsys.readouterr().err
    assert main(["check", "--lang", "zh", "--select", "complet", str(_WRONG)]) == 2
    assert "没有名为“complet”的规则" in capsys.readouterr().err
    with pytest.raises(SystemExit) as end:
        main(["check", "--severity", "sum=grave", str(_WRONG)])
    assert end.value.code == 2


def test_rules_may_stand_in_one_list(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--ignore", "complete, sum:review.total", str(_WRONG)]) == 0
    assert capsys.readouterr().out == ""
    assert (
        main(["check", "--select", "complete,sum", "--severity", "sum=info,complete=info", str(_WRONG)]) == 0
    )
    assert ": info sum:review.total " in capsys.readouterr().out
    assert main(["check", "--lang", "zh", "--select", "sum,complet", str(_WRONG)]) == 2
    assert "没有名为“complet”的规则" in capsys.readouterr().err
    with pytest.raises(SystemExit):
        main(["check", "--severity", "sum=info,complete=grave", str(_WRONG)])


def test_what_is_expected_is_told_on_the_command_line(capsys: pytest.CaptureFixture[str]) -> None:
    right = ["--year", "2017", "--organ", "临江区", "--form", "2014", "--ignore", "sum"]
    assert main(["check", *right, str(_WRONG)]) == 0
    wrong = ["--year", "2018", "--organ", "云河市", "--form", "2019", "--select", "expected"]
    assert main(["check", *wrong, str(_WRONG)]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert [line.split(": ")[2].split()[1] for line in lines] == [
        "expected:year",
        "expected:organ",
        "expected:form",
    ]
    main(["check", "--lang", "zh", "--year", "2018", "--select", "expected", str(_WRONG)])
    assert "错误 expected:year 年度应为“2018”，报告为“2017”" in capsys.readouterr().out


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    shutil.copy(_WRONG, tmp_path / "a.txt")
    return tmp_path


def test_settings_stand_in_pyproject_or_in_a_file_of_their_own(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", "a.txt"]) == 1
    (folder / "pyproject.toml").write_text(
        '[tool.govinfo-reports]\nignore = ["sum"]\nlang = "zh"\n', encoding="utf-8"
    )
    capsys.readouterr()
    assert main(["check", "a.txt"]) == 0
    assert "已核对1份" in capsys.readouterr().err
    assert main(["check", "--lang", "en", "a.txt"]) == 0
    assert "1 checked" in capsys.readouterr().err
    assert main(["check", "--no-config", "a.txt"]) == 1
    (folder / "govinfo-reports.toml").write_text(
        'fail-on = "info"\n[severity]\n"sum:review.total" = "info"\n', encoding="utf-8"
    )
    assert main(["check", "a.txt"]) == 1
    assert main(["check", "--fail-on", "warning", "a.txt"]) == 0
    assert main(["check", "--config", str(folder / "pyproject.toml"), "a.txt"]) == 0
    below = folder / "b" / "c"
    below.mkdir(parents=True)
    assert find_settings(below) == folder / "govinfo-reports.toml"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('ignor = ["sum"]', "unknown setting 'ignor'; did you mean ignore"),
        ('ignore = "sum"', "ignore is to be a list of rules"),
        ("ignore = [1]", "ignore is to be a list of rules"),
        ('lang = "fr"', "lang is to be zh or en"),
        ('ignore = ["nonsens"]', "no rule is called 'nonsens'"),
        ("ignore = [", "cannot be read"),
    ],
)
def test_settings_that_cannot_be_are_an_error(
    folder: Path, text: str, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "govinfo-reports.toml").write_text(text, encoding="utf-8")
    assert main(["check", "a.txt"]) == 2
    assert said in capsys.readouterr().err


def test_a_file_without_the_section_holds_no_settings(folder: Path) -> None:
    (folder / "pyproject.toml").write_text("[project]\nname = 'x'\n", encoding="utf-8")
    assert find_settings(folder) != folder / "pyproject.toml"
    with pytest.raises(InvalidSettings, match="no section"):
        read_settings(folder / "pyproject.toml")


def test_a_baseline_leaves_only_what_is_new(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--write-baseline", "known.json", "a.txt"]) == 0
    assert "1 findings written to known.json" in capsys.readouterr().err
    assert main(["check", "--baseline", "known.json", "a.txt"]) == 0
    captured = capsys.readouterr()
    assert (captured.out, "; 1 known" in captured.err) == ("", True)
    text = (folder / "a.txt").read_text(encoding="utf-8")
    (folder / "a.txt").write_text("\n\n" + text, encoding="utf-8")  # lines move, the finding is the same
    assert main(["check", "--baseline", "known.json", "a.txt"]) == 0
    shutil.copy(_WRONG, folder / "b.txt")
    capsys.readouterr()
    assert main(["check", "--baseline", "known.json", "a.txt", "b.txt"]) == 1
    assert capsys.readouterr().out.startswith("b.txt: ")
    assert main(["check", "--baseline", "known.json", "--ignore", "sum", "a.txt"]) == 0
    assert "1 of the baseline no longer there" in capsys.readouterr().err


def test_a_baseline_counts(tmp_path: Path) -> None:
    file = tmp_path / "known.json"
    one = finding("sum:review.total")
    assert Baseline(tmp_path).write(file, {str(tmp_path / "a.txt"): (one,)}) == 1
    known = Baseline.read(file)
    assert known.new(str(tmp_path / "a.txt"), (one, one)) == (one,)
    assert known.left == 0


@pytest.mark.parametrize(
    "text", ["", "[]", '{"version": 2, "findings": []}', '{"version": 1, "findings": [{"source": 1}]}']
)
def test_what_is_no_baseline_is_an_error(folder: Path, text: str, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "known.json").write_text(text, encoding="utf-8")
    with pytest.raises(InvalidBaseline):
        Baseline.read(folder / "known.json")
    assert main(["check", "--baseline", "known.json", "a.txt"]) == 2
    assert "not a baseline" in capsys.readouterr().err


@rule("mine:points", severity="error", wording_en="few reading points", wording_zh="查阅点过少", example="3")
def points(report: Checkable) -> Iterator[Finding]:
    if report.get("capacity.reading_points") is not None:
        yield Finding(rule="mine:points", severity=Severity.ERROR, message="few", message_zh="过少")


def broken(report: Checkable) -> Iterator[Finding]:
    yield finding("own:broken")
    raise ZeroDivisionError("no whole")


@pytest.fixture
def installed(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    points_of_entry = [
        EntryPoint(name="points", value=f"{__name__}:points", group=own.ENTRY_POINTS),
        EntryPoint(name="broken", value=f"{__name__}:broken", group=own.ENTRY_POINTS),
        EntryPoint(name="lost", value="no_such_module:rule", group=own.ENTRY_POINTS),
    ]
    monkeypatch.setattr(own, "entry_points", lambda group: points_of_entry)
    own.own_checks.cache_clear()
    yield
    own.own_checks.cache_clear()


@pytest.mark.usefixtures("installed")
def test_a_rule_of_the_users_own_is_run_chosen_and_listed(capsys: pytest.CaptureFixture[str]) -> None:
    report = parse(_WRONG)
    rules = [one.rule for one in report.findings]
    assert rules[0] == "sum:review.total"
    assert sorted(rules[1:]) == ["mine:points", "own:broken", "own:failed", "own:failed"]
    told = " ".join(one.message for one in report.findings if one.rule == "own:failed")
    assert "ZeroDivisionError: no whole" in told
    assert "no_such_module" in told
    assert [one.rule for one in check(report, [points])] == ["mine:points"]
    assert main(["check", "--select", "mine:points", str(_WRONG)]) == 1
    assert "error mine:points few" in capsys.readouterr().out
    assert "| `mine:points` | error | few reading points | 查阅点过少 | 3 |" in catalogue.catalogue()
    main(["check", "--format", "sarif", "--lang", "zh", "--select", "mine", str(_WRONG)])
    [described] = json.loads(capsys.readouterr().out)["runs"][0]["tool"]["driver"]["rules"]
    assert described["shortDescription"]["text"] == "查阅点过少"
