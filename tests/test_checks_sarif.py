"""Findings as SARIF: against the whole schema of SARIF 2.1.0, and against what GitHub's code scanning asks
for."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError

import govinfo_reports
from govinfo_reports import parse_text
from govinfo_reports.checks import (
    RELATIONS,
    RULES,
    Comparison,
    check_rollup,
    check_series,
    group_by_organ,
    grouping_findings,
    rollup_of,
    to_sarif,
)
from govinfo_reports.cli import main
from govinfo_reports.findings import Finding, Severity
from govinfo_reports.indicators import Form
from govinfo_reports.location import Location
from test_checks_render import SUM, WARN
from whole_reports import applications, figures_of, report_of

SCHEMA = json.loads((Path(__file__).parent / "sarif-2.1.0.json").read_text(encoding="utf-8"))
SAMPLES = Path(__file__).parent.parent / "samples"
URI = re.compile(r"(?:[A-Za-z][A-Za-z0-9+.-]*:)?(?:[A-Za-z0-9\-._~:/?#\[\]@!$&'()*+,;=]|%[0-9A-F]{2})*")
"""The characters of RFC 3986; a first segment with a colon is a scheme."""

OWN = Finding(rule="mine:own", severity=Severity.INFO, message="a <b> & \x1b[31mc\x00", message_zh="甲\n乙")
ALL = {"报告/云河市 2022.txt": (SUM, OWN, SUM), "empty.txt": (), "C:\\r\\a.docx": (WARN, SUM)}


def assert_schema(log: dict[str, Any]) -> None:
    """The log is SARIF 2.1.0."""
    Draft202012Validator(SCHEMA).validate(json.loads(json.dumps(log, allow_nan=False)))


def assert_github(log: dict[str, Any]) -> None:
    """The log has what GitHub's code scanning takes results by: ids, descriptions, help, places and
    fingerprints.

    https://docs.github.com/en/code-security/reference/code-scanning/sarif-files/sarif-support
    """
    (run,) = log["runs"]
    driver = run["tool"]["driver"]
    assert driver["name"]
    assert driver["semanticVersion"] == govinfo_reports.__version__
    ids = [rule["id"] for rule in driver["rules"]]
    assert len(set(ids)) == len(ids)
    for rule in driver["rules"]:
        assert 0 < len(rule["shortDescription"]["text"]) <= 1024
        assert 0 < len(rule["fullDescription"]["text"]) <= 1024
        assert rule["help"]["text"]
        assert rule["defaultConfiguration"]["level"] in {"note", "warning", "error"}
    prints = set()
    for result in run["results"]:
        assert ids[result["ruleIndex"]] == result["ruleId"]
        assert result["message"]["text"]
        assert len(result["locations"]) == 1
        assert len({place["id"] for place in result.get("relatedLocations", ())}) == len(
            result.get("relatedLocations", ())
        )
        for location in (*result["locations"], *result.get("relatedLocations", ())):
            physical = location["physicalLocation"]
            assert URI.fullmatch(physical["artifactLocation"]["uri"])
            region = physical["region"]
            assert region["startLine"] >= 1
            assert set(region) == {"startLine"} or region["endColumn"] > region["startColumn"] >= 1
        uri = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
        prints.add((uri, result["partialFingerprints"]["primaryLocationLineHash"]))
    assert len(prints) == len(run["results"])


def assert_valid(log: dict[str, Any]) -> dict[str, Any]:
    """Both; gives the only run."""
    assert_schema(log)
    assert_github(log)
    run: dict[str, Any] = log["runs"][0]
    return run


def test_the_schema_is_the_whole_one_and_refuses() -> None:
    assert len(SCHEMA["definitions"]) == 52
    Draft202012Validator.check_schema(SCHEMA)
    spoils: tuple[Callable[[Any], object], ...] = (
        lambda log: log.pop("version"),
        lambda log: log["runs"][0]["results"][0].update(rule="x"),
        lambda log: log["runs"][0]["results"][0].update(level="info"),
        lambda log: log["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["region"].update(
            startLine=0
        ),
        lambda log: log["runs"][0]["tool"]["driver"].pop("name"),
    )
    for spoil in spoils:
        log = to_sarif(ALL)
        spoil(log)
        with pytest.raises(ValidationError):
            assert_schema(log)


def test_findings_of_every_kind() -> None:
    run = assert_valid(to_sarif(ALL))
    rules = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == ["sum:review.total", "mine:own", "agree:fees"]
    assert [result["level"] for result in run["results"]] == ["error", "note", "error", "warning", "error"]
    first, own = run["results"][:2]
    assert first["locations"][0]["physicalLocation"]["region"] == {
        "startLine": 3,
        "startColumn": 4,
        "endColumn": 10,
    }
    related = [place["message"]["text"] for place in first["relatedLocations"]]
    assert related == ["page 2, table 1, row 2, column 1", "line 8"]
    assert first["properties"]["suspects"][0]["path"] == "review.total"
    assert first["properties"]["message_zh"] == "“行政复议”填报为5"
    assert own["locations"][0]["physicalLocation"]["region"] == {"startLine": 1}
    assert "message" not in own["locations"][0]
    assert "\x1b" not in json.dumps(run, ensure_ascii=False)
    assert_valid(to_sarif({}))


def test_the_lines_of_a_location_are_lines_of_text_files_only() -> None:
    run = assert_valid(to_sarif(dict.fromkeys(("a.txt", "b.html", "c.DOCX", "d.pdf", "e"), (SUM,))))
    lines = [r["locations"][0]["physicalLocation"]["region"]["startLine"] for r in run["results"]]
    assert lines == [3, 1, 1, 1, 3]
    assert {r["locations"][0]["message"]["text"] for r in run["results"]} == {"line 3, characters 4-9"}


@pytest.mark.parametrize("rule", [*(relation.id for relation in RELATIONS), *(rule.id for rule in RULES)])
def test_every_rule_describes_itself(rule: str) -> None:
    finding = Finding(
        rule=re.sub("<.*>", "review.total", rule), severity=Severity.INFO, message="x", message_zh="乙"
    )
    run = assert_valid(to_sarif({"a.txt": (finding,)}))
    (described,) = run["tool"]["driver"]["rules"]
    assert described["shortDescription"]["text"] != described["id"]
    assert "Example: " in described["help"]["text"]
    run = assert_valid(to_sarif({"a.txt": (finding,)}, lang="zh"))
    (described,) = run["tool"]["driver"]["rules"]
    assert re.search("[一-鿿]", described["shortDescription"]["text"])
    assert re.search("[一-鿿]", described["fullDescription"]["text"])
    assert "例：" in described["help"]["text"]
    assert run["results"][0]["message"]["text"] == "乙"


def test_a_finding_is_known_again_by_its_fingerprint() -> None:
    def prints(*findings: Finding) -> list[str]:
        run = assert_valid(to_sarif({"a.txt": findings}))
        return [result["partialFingerprints"]["primaryLocationLineHash"] for result in run["results"]]

    (alone,) = prints(SUM)
    moved = Finding(
        **{
            name: getattr(SUM, name)
            for name in ("rule", "severity", "message", "message_zh", "paths", "expected", "printed")
        }
    )
    assert prints(WARN, moved)[1] == alone
    one, other = prints(SUM, SUM)
    assert one == alone
    assert other != alone


@pytest.mark.parametrize(
    ("source", "uri"),
    [
        ("a b/报告.pdf", "a%20b/%E6%8A%A5%E5%91%8A.pdf"),
        ("/srv/报告.pdf", "file:///srv/%E6%8A%A5%E5%91%8A.pdf"),
        ("C:\\r\\a.docx", "file:///C:/r/a.docx"),
        ("\\\\host\\share\\a.docx", "file://host/share/a.docx"),
        ("https://www.example.gov.cn/a?b=1", "https://www.example.gov.cn/a?b=1"),
        ("https://www.example.gov.cn/公开", "https://www.example.gov.cn/%E5%85%AC%E5%BC%80"),
        ("a:b.txt", "a%3Ab.txt"),
        ("<stdin>", "%3Cstdin%3E"),
        ("bad\udcff.txt", "bad%FF.txt"),
    ],
)
def test_sources_become_uris(source: str, uri: str) -> None:
    run = assert_valid(to_sarif({source: (WARN,)}))
    assert run["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == uri


@given(st.text(), st.text(min_size=1), st.text(), st.tuples(st.integers(-5, 5), st.integers(-5, 5)))
def test_any_text_and_any_place_is_valid(source: str, rule: str, message: str, span: tuple[int, int]) -> None:
    place = Location(line=span[0], span=span)
    finding = Finding(
        rule=rule, severity=Severity.WARNING, message=message, message_zh=message, locations=(place, place)
    )
    assert_schema(to_sarif({source: (finding, finding)}))


# Findings of real runs


def year_of(number: int, carried: tuple[int, int], organ: str = "青川县") -> str:
    """A report of the 2021 form with what was carried in and forward, and a row that no form has."""
    came, forward = carried
    figures = applications(
        received=(9,), carried_in=(came,), granted=(9 + came - forward,), forward=(forward,)
    )
    prose = {
        "一、总体情况": [f"{number}年，{organ}做好公开工作。"],
        "二、主动公开政府信息情况": [],
        "三、收到和处理政府信息公开申请情况": [],
        "四、政府信息公开行政复议、行政诉讼情况": [],
        "五、存在的主要问题及改进情况": ["无。"],
    }
    text = report_of(
        Form.F2021, [f"{organ}{number}年政府信息公开工作年度报告"], prose, figures_of(Form.F2021, figures)
    )
    row = "| 四、结转下年度继续办理 "
    return text.replace(row, f"| 五、不明的一行 | 3 | 0 | 0 | 0 | 0 | 0 | 3 |\n{row}")


def written(folder: Path, **texts: str) -> None:
    for name, text in texts.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")


def sarif_of(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    main(["check", "--format", "sarif", *arguments])
    return assert_valid(json.loads(capsys.readouterr().out))


def rule_ids(run: dict[str, Any]) -> list[str]:
    return [result["ruleId"] for result in run["results"]]


def test_the_samples(capsys: pytest.CaptureFixture[str]) -> None:
    run = sarif_of([str(SAMPLES)], capsys)
    (result,) = run["results"]
    assert result["ruleId"] == "sum:review.total"
    physical = result["locations"][0]["physicalLocation"]
    assert physical["artifactLocation"]["uri"].endswith("samples/linjiang_2017.txt")
    assert physical["region"]["startLine"] == 72


def test_unread_rows_and_files_that_cannot_be_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    written(tmp_path, 报告=year_of(2021, (1, 3)), 菜谱="菜谱：番茄炒蛋")
    run = sarif_of([str(tmp_path)], capsys)
    assert "unread:table" in rule_ids(run)
    (refused,) = (one for one in run["results"] if one["ruleId"] == "unreadable:source")
    assert refused["level"] == "error"
    uri = refused["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert uri.endswith("%E8%8F%9C%E8%B0%B1.txt")


def test_a_series_names_the_file_of_each_place(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    written(tmp_path, y2021=year_of(2021, (1, 3)), y2022=year_of(2022, (4, 0)))
    run = sarif_of(["--series", str(tmp_path)], capsys)
    carried = [one for one in run["results"] if one["ruleId"] == "carry:applications.total"]
    (result,) = carried
    files = [
        place["physicalLocation"]["artifactLocation"]["uri"].rpartition("/")[2]
        for place in (*result["locations"], *result["relatedLocations"])
    ]
    assert files == ["y2022.txt", "y2021.txt"]
    (together,) = run["properties"]["compared"]
    assert (together["kind"], together["organ"]) == ("series", "青川县")
    assert [name for name, _ in together["reports"]] == ["2021", "2022"]


def test_a_rollup(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    written(tmp_path, city=year_of(2022, (1, 1), "云河市"))
    below = tmp_path / "below"
    below.mkdir()
    written(below, a=year_of(2022, (1, 1), "临江区"), b=year_of(2022, (2, 0)), c=year_of(2020, (2, 0)))
    run = sarif_of(["--rollup", str(tmp_path / "city.txt"), str(below)], capsys)
    assert {"rollup:applications.received.total", "rollup:year"} <= {*rule_ids(run)}
    (more,) = (one for one in run["results"] if one["ruleId"] == "rollup:applications.received.total")
    files = [
        place["physicalLocation"]["artifactLocation"]["uri"].rpartition("/")[2]
        for place in (*more["locations"], *more["relatedLocations"])
    ]
    assert files == ["city.txt", "a.txt", "b.txt"]


def test_comparisons_of_reports_without_a_source() -> None:
    old, new = parse_text(year_of(2021, (1, 3))), parse_text(year_of(2022, (4, 0)))
    nameless = parse_text(year_of(2021, (1, 3), "财政局"))
    city = parse_text(year_of(2022, (9, 9), "云河市"))
    organs = group_by_organ([old, new, nameless])
    findings: list[Comparison] = [
        *check_series([old, new]),
        *grouping_findings(organs),
        *check_rollup(city, [new]),
    ]
    compared = [organs.series[0].compared, rollup_of(city, [new]).compared]
    run = assert_valid(to_sarif({"-": findings}, compared))
    assert {"carry:applications.total", "series:no_organ"} <= {*rule_ids(run)}
    assert [one["kind"] for one in run["properties"]["compared"]] == ["series", "rollup"]
