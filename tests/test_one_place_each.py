"""Where a new wording goes: one line in one file each, added to a copy of the package, and read from then
on."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

import govinfo_reports
from govinfo_reports.grammar import grammar_text

HEAD = "云河市{}年政府信息公开工作年度报告\n"
SECTION_FOUR = "四、政府信息公开行政复议、行政诉讼情况\n行政复议\n"

ADDED = {
    "a label of the statistics table": (
        "forms/words.csv",
        "item,applications.received.total,群众来申合计,\n",
        HEAD.format(2015) + "统计指标\t单位\t统计数\n主动公开政府信息数\t条\t7\n群众来申合计\t件\t5\n",
        {"applications.received.total": "5"},
    ),
    "a head of a column": (
        "forms/words.csv",
        "column,year,年内实有,\n",
        HEAD.format(2015)
        + "统计指标\t单位\t上年\t年内实有\n主动公开政府信息数\t条\t3\t7\n收到申请数\t件\t4\t5\n",
        {"proactive.disclosed": "7", "applications.received.total": "5"},
    ),
    "a provincial table": (
        "forms/words.csv",
        "column,label,工作门类,\nitem,proactive.disclosed,亮出来的信息,\nitem,applications.received.total,接到的请求,\n",
        HEAD.format(2012)
        + "工作门类\t单位\t数量\n亮出来的信息\t条\t7\n接到的请求\t件\t5\n另行统计的事项\t件\t2\n",
        {"proactive.disclosed": "7", "applications.received.total": "5", "extra.另行统计的事项": "2"},
    ),
    "a head of section four": (
        "forms/words.csv",
        "outcome,corrected,予以扳正,\n",
        HEAD.format(2022) + SECTION_FOUR + "结果维持\t予以扳正\t其他结果\t尚未审结\t总计\n1\t2\t0\t3\t6\n",
        {"review.corrected": "2", "review.total": "6"},
    ),
    "a sentence": (
        "forms/sentences.txt",
        "\n== applications that knock\npath: applications.received.total\nunits: 件\nwords: "
        "敲门\nsay: 敲门而来#\n= 敲门而来5件 -> 5\n",
        HEAD.format(2022) + "一、总体情况\n全年敲门而来5件。\n",
        {"applications.received.total": "5"},
    ),
}


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, tuple[dict[str, str], dict[str, str]]]:
    """What the package as it is, and a copy with all lines added, read of each text."""
    root = tmp_path_factory.mktemp("copy")
    package = Path(govinfo_reports.__file__).parent
    shutil.copytree(
        package, root / "govinfo_reports", ignore=shutil.ignore_patterns("__pycache__", "fonts", "desk")
    )
    grammars = root / "govinfo_reports" / "grammars"
    grammars.mkdir(exist_ok=True)
    (grammars / "tables.lark").write_text(grammar_text("tables"), encoding="utf-8")
    for file, line, _, _ in ADDED.values():
        path = root / "govinfo_reports" / file
        path.write_text(path.read_text(encoding="utf-8") + line, encoding="utf-8")
    units = root / "govinfo_reports" / "numerals.py"
    units.write_text(
        units.read_text(encoding="utf-8").replace('UNITS = (\n    "', 'UNITS = (\n    "旬|', 1),
        encoding="utf-8",
    )
    texts = {name: text for name, (_, _, text, _) in ADDED.items()} | {"a unit": UNIT}
    return {
        name: (before, after)
        for (name, before), after in zip(
            _facts(package.parent, texts).items(), _facts(root, texts).values(), strict=True
        )
    }


UNIT = HEAD.format(2015) + "统计指标\t单位\t统计数\n主动公开政府信息数\t旬\t7旬\n收到申请数\t件\t5\n"
_SCRIPT = """
import json, sys
from govinfo_reports import NotAReport, parse_text
found = {}
for name, text in json.load(sys.stdin).items():
    try:
        report = parse_text(text)
        facts = (*report.facts, *report.extra)
    except NotAReport:
        facts = ()
    found[name] = {one.path: str(one.value) for one in facts if one.scope.value == "year"}
json.dump(found, sys.stdout)
"""


def _facts(source: Path, texts: Mapping[str, str]) -> dict[str, dict[str, str]]:
    run = subprocess.run(
        [sys.executable, "-c", _SCRIPT],
        input=json.dumps(texts),
        check=False,
        capture_output=True,
        text=True,
        env={"PYTHONPATH": str(source), "PYTHONIOENCODING": "utf-8"},
        timeout=120,
    )
    assert run.returncode == 0, run.stderr
    made: dict[str, dict[str, str]] = json.loads(run.stdout)
    return made


@pytest.mark.parametrize("name", ADDED)
def test_one_line_in_one_file_is_enough(
    name: str, read: Mapping[str, tuple[dict[str, str], dict[str, str]]]
) -> None:
    before, after = read[name]
    wanted = ADDED[name][3]
    assert {path: after.get(path) for path in wanted} == wanted
    assert {path: before.get(path) for path in wanted} != wanted


def test_a_unit(read: Mapping[str, tuple[dict[str, str], dict[str, str]]]) -> None:
    before, after = read["a unit"]
    assert (before.get("proactive.disclosed"), after.get("proactive.disclosed")) == (None, "7")
