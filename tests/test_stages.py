"""Stages as data: the list that is shown is the list that runs, and no step of it can go."""

from __future__ import annotations

import json

import pytest

from govinfo_reports.cli import main
from govinfo_reports.cli.stages import stages
from govinfo_reports.document import Document
from govinfo_reports.limits import Limits
from govinfo_reports.readers.text import shapes
from govinfo_reports.readers.text.read import text_document
from govinfo_reports.tables import Tables, passes, read_tables

_APPLICANTS = "自然人\t商业企业\t科研机构\t社会公益组织\t法律服务机构\t其他\t总计\n"
_TWO = (
    "二、主动公开政府信息情况\n信息内容\t本年制发件数\t本年废止件数\t现行有效件数\n规章\t1\t2\t3\n五、问题\n"
)
_THREE = f"三、收到和处理政府信息公开申请情况\n申请人情况\t{_APPLICANTS}一、本年新收政府信息公开申请数量\t1\t0\t0\t0\t0\t0\t1\n"
_FOUR = "四、政府信息公开行政复议、行政诉讼情况\n行政复议\n结果维持\t结果纠正\t其他结果\t尚未审结\t总计\n{}\n"
_COLUMN = (
    "三、收到和处理政府信息公开申请情况\n<table>"
    + "".join(
        "<tr>" + "".join(f"<td>{cell}</td>" for cell in row.split()) + "</tr>"
        for row in (
            f"申请人情况 {_APPLICANTS} 上年情况",
            "一、本年新收政府信息公开申请数量 46 5 0 1 2 0 54 71",
            "二、上年结转政府信息公开申请数量 3 0 0 0 0 0 3 72",
            "（一）予以公开 18 2 0 0 1 0 21 73",
            "（七）总计 18 2 0 0 1 0 21 74",
        )
    )
    + "</table>"
)

_TABLES = {
    "grammar": _TWO,
    "foreign columns": _COLUMN,
    "section two": _TWO,
    "section three": _THREE,
    "section four": _FOUR.format("1\t0\t2\t0\t3"),
    "set aside": _COLUMN,
    "taken out": _FOUR.format("1\t0\t2\t0\t3"),
    "by chance": "\n".join((_THREE.replace("\t1\t", "\t1\t1\t1\t") + _FOUR.format("1 0 2 0 4")).split()),
    "page fields": "索引号\t发布机构\t发布日期\n0144\t云河市政府办\t2018-02-28\n",
    "statistics": "统计指标\t单位\t统计数\n主动公开政府信息数\t条\t7\n收到申请数\t件\t5\n",
    "statistics in lines": "统计指标 单位 统计数\n主动公开政府信息数 条 7\n收到申请数 件 5\n",
    "left": "镇名\t甲\t乙\n东镇\t3\t4\n西镇\t5\t6\n",
    "lost forms": "本年新收政府信息公开申请数量 上年结转政府信息公开申请数量 结转下年度继续办理 未经复议直接起诉 复议后起诉 本机关不掌握相关政府信息 没有现成信息需要另行制作 补正后申请内容仍不明确\n",
}


def _document(text: str) -> Document:
    return text_document(text, source=None, limits=Limits())


def _read(text: str) -> Tables:
    return read_tables(_document(text))


def test_every_pass_over_tables_has_a_sample() -> None:
    assert [step.name for step in passes.PASSES] == list(_TABLES)


@pytest.mark.parametrize("name", _TABLES)
def test_no_pass_over_tables_can_go(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    told = _read(_TABLES[name])
    monkeypatch.setattr(
        "govinfo_reports.tables.PASSES", tuple(one for one in passes.PASSES if one.name != name)
    )
    assert _read(_TABLES[name]) != told


def test_the_list_that_is_shown_is_the_list_that_runs(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert stages()["text"][1] is shapes.SHAPES
    assert stages()["tables"][1] is passes.PASSES
    monkeypatch.setattr(shapes, "SHAPES", shapes.SHAPES[::-1])
    assert main(["stages", "--json", "--lang", "en"]) == 0
    shown = {stage["stage"]: stage["steps"] for stage in json.loads(capsys.readouterr().out)}
    assert shown["text"][0] == {"name": "line", "does": "a line of words"}
    assert [step["name"] for step in shown["tables"]] == [step.name for step in passes.PASSES]


@pytest.mark.parametrize(("lang", "said"), [("en", "3 section two"), ("zh", "第二部分的数据")])
def test_stages_are_shown_in_both_languages(lang: str, said: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["stages", "--lang", lang]) == 0
    assert said in capsys.readouterr().out


def test_every_step_has_a_name_of_its_own_and_says_what_it_does_in_both_languages() -> None:
    for does, steps in stages().values():
        assert does.zh != does
        assert len({step.name for step in steps}) == len(steps)
        assert all(step.does.zh and step.does.zh != step.does for step in steps)
