"""A batch that is killed, or whose disk fails or fills up, at any step: the run says so with an error, and
the next one makes all as if nothing had happened."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from store_faults import FAULTS

_TESTS = Path(__file__).parent
_REPORT = """云河市{year}年政府信息公开工作年度报告
一、总体情况
全市主动公开政府信息{count}条。
二、主动公开政府信息情况
第二十条第（一）项
信息内容\t本年制发件数\t本年废止件数\t现行有效件数
规章\t{count}\t0\t{count}
规范性文件\t1\t2\t3
"""

pytestmark = pytest.mark.skipif(
    sys.platform != "linux", reason="children of this process, and limits of files"
)


def outcomes(folder: Path, every: int, first: int) -> list[dict[str, Any]]:
    """What came of each fault at every so manieth step."""
    source, work = folder / "in", folder / "work"
    source.mkdir()
    work.mkdir()
    for number in range(3):
        text = _REPORT.format(year=2021 + number, count=12 + number)
        (source / f"{number}.txt").write_text(text, encoding="utf-8")
    (source / "empty.txt").touch()
    path = os.pathsep.join([str(_TESTS), *sys.path])
    done = subprocess.run(
        [sys.executable, _TESTS / "store_faults.py", source, work, str(every), str(first)],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONPATH": path},
    )
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def check(found: list[dict[str, Any]]) -> None:
    assert {one["fault"] for one in found if one["status"] != 0} == {*FAULTS}
    for one in found:
        # it ended by the signal, with an error of the system, or got to the end in spite of it
        assert one["status"] in ({-9, 0} if one["fault"] == "killed" else {3, 0}), one
        assert one["again"] == 0, one
        assert one["same"], one


def test_faults_of_the_disk_and_kills_cost_a_run_only(tmp_path: Path) -> None:
    check(outcomes(tmp_path, 90, 17))


@pytest.mark.full
def test_faults_at_many_steps_cost_a_run_only(tmp_path: Path) -> None:
    found = outcomes(tmp_path, 7, 1)
    assert len(found) > 100
    check(found)
