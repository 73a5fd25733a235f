"""Outlines whose figures may be of another year, another organ or another unit, or told twice: none is read,
and lists cost their length."""

from __future__ import annotations

import time
from decimal import Decimal
from random import Random

import pytest

from figures import clean_figures
from govinfo_reports import Form, NotAReport, parse_text
from grids import printed
from model_fragments import Marks, as_fragments
from pace import within

HEAD = (
    "某某市2021年政府信息公开工作年度报告\n\n一、总体情况\n\n全年共收到政府信息公开申请12件。"
    "\n\n二、主动公开政府信息情况\n\n"
)
LIST = "- 规章：本年制发件数 3，现行有效件数 8\n- 行政规范性文件：本年制发件数 5，现行有效件数 9\n"
INNER = "".join(f"  {line}\n" for line in LIST.splitlines())
YAML = "规章:\n  本年制发件数: 3\n  现行有效件数: 8\n"
INNER_YAML = "".join(f"  {line}\n" for line in YAML.splitlines())
JSON = '"规章":{"本年制发件数":3,"现行有效件数":8}'
FEES = '"行政事业性收费":{"本年收费金额":35000}'
LICENSED = '{"本年处理决定数量":3}'


def fenced(kind: str, text: str) -> str:
    return f"```{kind}\n{text.rstrip()}\n```\n"


def found_in(text: str) -> dict[str, object]:
    try:
        report = parse_text(HEAD + text)
    except NotAReport:
        return {}
    return {
        fact.path: fact.value
        for fact in report.facts
        if fact.path.startswith(("proactive.", "review.")) and (fact.value is not None or fact.candidates)
    }


@pytest.mark.parametrize(
    "text",
    [
        fenced("json", f'{{"单位":"元",{FEES}}}'),
        fenced("json", f'{{"金额单位":"元",{FEES}}}'),
        fenced("json", f'{{{FEES},"单位":"元"}}'),
        fenced("json", f'{{"title":"单位：元",{FEES}}}'),
        fenced("yaml", "单位: 元\n行政事业性收费:\n  本年收费金额: 35000\n"),
    ],
)
def test_a_unit_beside_names_is_that_of_their_figures(text: str) -> None:
    assert found_in(text) == {"proactive.administrative_fees.amount": Decimal("3.5")}


@pytest.mark.parametrize(
    "text",
    [
        fenced("json", f'{{"主动公开":{{"单位":"元",{FEES}}}}}'),
        fenced("json", f'{{"计量":"元",{FEES}}}'),
        fenced("json", f'{{"备注":"金额以元计",{FEES}}}'),
        fenced("json", f'{{"单位":"千",{FEES}}}'),
        fenced("json", f"{{{FEES}}}") + "注：单位为元\n",
        fenced("yaml", "# 单位：元\n行政事业性收费:\n  本年收费金额: 35000\n"),
        fenced("yaml", "行政事业性收费:\n  本年收费金额: 35000 # 元\n"),
    ],
)
def test_a_unit_told_otherwise_leaves_doubt(text: str) -> None:
    assert not found_in(text)


@pytest.mark.parametrize(
    "text",
    [
        *(f"- {name}\n{INNER}" for name in ("2020年", "二〇二〇年", "上年情况", "2022年计划", "青山县", "青山局情况")),
        *(f"- {name}\n{LIST}" for name in ("2020年数据", "青山县")),
        *(f"{name}\n\n{LIST}" for name in ("### 2020年", "**上年情况**", "### 青山县", "2020年：", "上年数据如下：")),
        *(f"- {name}\n{INNER}" for name in ("市直部门", "青山管委会", "更正前", "样表", "（作废）", "last year", "2020")),
        *(f"{LIST}{bullet}注：以上为2020年数据\n" for bullet in ("- ", "\n")),
        f"- 注：以下为2020年数据。\n{LIST}",
        LIST.replace("- ", "- 青山集团 / "),
        fenced("json", f'{{"更正前":{{{JSON}}},"更正后":{{{JSON.replace("3", "4")}}}}}'),
        f"### 2020年\n\n总体平稳。\n\n{LIST}",
        LIST.replace("规章：", "规章（2020年）："),
        fenced("yaml", f"2020年:\n{INNER_YAML}"),
        fenced("yaml", f"# 2020年\n{YAML}"),
        fenced("json", f'{{"行政许可":{{"上年":{LICENSED}}}}}'),
        fenced("json", f'{{"行政许可":{{"上年":{LICENSED},"本年":{LICENSED.replace("3", "5")}}}}}'),
        fenced("json", f'{{"计划":{{{JSON}}}}}'),
        fenced("json", '[{"年度":"2020年","项目":"规章","本年制发件数":3,"现行有效件数":8}]'),
        fenced("json", f'{{"年度":2020,{JSON}}}'),
        fenced("json", f'{{"说明":"以下为2020年数据",{JSON}}}'),
        fenced("json", f'{{"填报":"青山县财政局",{JSON}}}'),
    ],
)  # fmt: skip
def test_figures_of_others_are_not_the_report_s(text: str) -> None:
    assert not found_in(text)


@pytest.mark.parametrize("name", ["2021年", "某某市", "主动公开情况"])
def test_the_report_s_own_year_and_organ_are_no_others(name: str) -> None:
    assert len(found_in(f"- {name}\n{INNER}")) == 4
    assert len(found_in(f"### {name}\n\n{LIST}")) == 4


@pytest.mark.parametrize(
    "text",
    [
        "- 规章\n  - 本年制发件数：3\n    - 其中：政府规章 2\n  - 现行有效件数：8\n- "
        "行政规范性文件\n  - 本年制发件数：5\n  - 现行有效件数：9\n",
        "- 规章：本年制发件数 3，本年制发件数 4，现行有效件数 8\n",
        LIST.replace("件数 3", "件数 3万元"),
        fenced("json", '{"规章":{"本年制发件数":3,"本年制发件数":4,"现行有效件数":8}}'),
        fenced("json", f"{{{JSON},{JSON.replace('3', '4')}}}"),
    ],
)
def test_figures_told_twice_or_over_others_or_as_money_are_in_doubt(text: str) -> None:
    assert not found_in(text)


@pytest.mark.parametrize(
    "text",
    [
        f"# a{' ' * 40_000}x\n{LIST}",
        f"- 甲：b 1{' ' * 40_000}x\n",
        f"- 甲：b 1{' ' * 40_000}，c 2\n{LIST}",
        fenced("json", f'{{"甲{" " * 40_000}乙":{{"丙":1}}}}'),
        fenced("yaml", f"甲:{' ' * 40_000}1\n"),
    ],
)
def test_long_runs_of_blanks_cost_their_length(text: str) -> None:
    start = time.process_time()
    found_in(text)
    assert time.process_time() - start < within(2)


@pytest.mark.parametrize("shape", ["json", "yaml"])
@pytest.mark.parametrize("form", [Form.F2021, Form.F2019])
@pytest.mark.parametrize("seed", range(4))
def test_a_block_of_another_year_is_said_as_a_whole(shape: str, form: Form, seed: int) -> None:
    rng = Random(seed)
    text = as_fragments(form, printed(clean_figures(form, rng)), shape, Marks.of(rng))
    old = {
        "json": ("```json\n{", '```json\n{"年度":"2020年",'),
        "yaml": ("```yaml\n", "```yaml\n年度: 2020年\n"),
    }
    report = parse_text(text.replace(*old[shape]))
    assert not [fact for fact in report.facts if fact.value is not None]
    assert report.unread
