"""Tables as crawlers of pages leave them in text: a pipe behind each cell, cells on lines of their own, the
places of merged cells as pipes with nothing between, blank rows."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from decimal import Decimal
from functools import cache
from random import Random

import pytest

from figures import clean_figures
from govinfo_reports import Scope, parse_text
from govinfo_reports.document import Cell
from govinfo_reports.indicators import Form
from grids import form_tables, printed

_HEAD = "清溪县2020年政府信息公开工作年度报告\n所列数字为2020年1月1日至12月31日的情况。\n一、总体情况\n按照要求做好各项工作。\n"  # fmt: skip

Rows = Sequence[Sequence[Cell]]


def _merged(row: Sequence[Cell]) -> str:
    return "|" * (row[-1].colspan - 1)


def _pipes(rows: Rows) -> str:
    return "\n".join(" | ".join(cell.text for cell in row) + " |" + _merged(row) for row in rows)


def _framed(rows: Rows) -> str:
    return "\n".join("| " + line for line in _pipes(rows).splitlines())


def _with_a_blank_row(rows: Rows) -> str:
    return _pipes(rows) + "\n| | | |"


def _with_short_blank_rows(rows: Rows) -> str:
    return _pipes(rows) + "\n| | |\n | | | |"


def _a_cell_a_line(rows: Rows) -> str:
    return "\n".join(f"{cell.text} |".strip() for row in rows for cell in row)


def _opened(rows: Rows) -> str:
    return "\n".join(
        "| \n" + "\n".join(f" {cell.text}  |" for cell in row) + _merged(row) + " " for row in rows
    )


def _opened_not_set_in(rows: Rows) -> str:
    width = max(cell.column + cell.colspan for row in rows for cell in row)
    lines = []
    for row in rows:
        lines += ["|", *(f"{cell.text} |".strip() for cell in row), "|" * (width - len(row))]
    return "\n".join(line for line in lines if line)


def _filled_up(rows: Rows) -> str:
    """Blank cells left out, the row filled up to the width of the table at its end."""
    width = max(cell.column + cell.colspan for row in rows for cell in row)
    shown = [[cell.text for cell in row if cell.text] for row in rows]
    return "\n".join(" | ".join(row) + " | " + "|" * (width - len(row)) for row in shown)


def _filled_up_and_framed(rows: Rows) -> str:
    return "\n".join("| " + line for line in _filled_up(rows).splitlines())


def _filled_up_a_cell_a_line(rows: Rows) -> str:
    return re.sub(r" \| (?=[^|])", " |\n", re.sub(r" \| (?=\|)", " |\n", _filled_up(rows)))


def _filled_up_and_opened(rows: Rows) -> str:
    return "\n".join("|\n" + re.sub(r" \| (?=[^|])", " |\n", line) for line in _filled_up(rows).splitlines())


def _led(rows: Rows) -> str:
    return "\n".join("\n| ".join(cell.text for cell in row) + "\n|" for row in rows)


def _bare(rows: Rows) -> str:
    return "\n\n".join(cell.text for row in rows for cell in row)


def _doubled(rows: Rows) -> str:
    """Blank cells left out, a pipe before and behind each of the others."""
    return "\n".join("".join(f"|{cell.text}|" for cell in row if cell.text) for row in rows)


_SHAPES = [
    _pipes,
    _framed,
    _with_a_blank_row,
    _with_short_blank_rows,
    _a_cell_a_line,
    _opened,
    _opened_not_set_in,
    _led,
    _bare,
]
_LEAVING_OUT = [_filled_up, _filled_up_and_framed, _filled_up_a_cell_a_line, _filled_up_and_opened, _doubled]
_FORMS = [Form.F2019, Form.F2021]


def _text(shape: Callable[[Rows], str], form: Form, figures: dict[str, str]) -> str:
    tables = form_tables(form, figures)
    return _HEAD + "\n".join(
        heading + "\n" + "\n".join(shape(piece.rows) for piece in pieces)
        for heading, pieces in tables.items()
    )


def _figures(form: Form) -> dict[str, str]:
    return printed(clean_figures(form, Random(1)))


@cache
def _whole(form: Form) -> dict[str, Decimal]:
    found = _read(_text(_pipes, form, _figures(form)))
    assert len(found) == len(_figures(form))
    return found


def _with_blanks(form: Form) -> dict[str, str]:
    rng = Random(4)
    return {path: text if rng.random() > 0.1 else "" for path, text in _figures(form).items()}


def _read(text: str) -> dict[str, Decimal]:
    facts = parse_text(text).facts
    return {
        fact.path: Decimal(str(fact.value))
        for fact in facts
        if fact.scope is Scope.YEAR and fact.value is not None
    }


@pytest.mark.parametrize("shape", [*_SHAPES, *_LEAVING_OUT])
@pytest.mark.parametrize("form", _FORMS)
def test_every_figure(form: Form, shape: Callable[[Rows], str]) -> None:
    assert _read(_text(shape, form, _figures(form))) == _whole(form)


@pytest.mark.parametrize("shape", _SHAPES)
@pytest.mark.parametrize("form", _FORMS)
def test_blank_cells_move_nothing(form: Form, shape: Callable[[Rows], str]) -> None:
    shown = _with_blanks(form)
    wanted = {path: value for path, value in _whole(form).items() if shown[path]}
    found = _read(_text(shape, form, shown))
    assert found.items() <= wanted.items()
    assert len(found) >= 0.9 * len(wanted)


@pytest.mark.parametrize("shape", _LEAVING_OUT)
@pytest.mark.parametrize("form", _FORMS)
def test_blank_cells_that_are_left_out_move_nothing(form: Form, shape: Callable[[Rows], str]) -> None:
    """规章 | 3 | ||: the figure may be of any of the three columns."""
    shown = _with_blanks(form)
    wanted = {path: value for path, value in _whole(form).items() if shown[path]}
    found = _read(_text(shape, form, shown))
    assert found.items() <= wanted.items()
    assert 0.35 * len(wanted) < len(found) < len(wanted)


def test_empty_lines_are_counted_from_the_rows_within() -> None:
    """The last row of a section stands hard by the next heading: that says nothing of the others."""
    labels = [
        "一、本年新收政府信息公开申请数量",
        "二、上年结转政府信息公开申请数量",
        "（一）予以公开",
        "1.属于国家秘密",
    ]
    labels += ["2.其他法律行政法规禁止公开", "3.危及“三安全一稳定”", "四、结转下年度继续办理"]
    rows = [f"{label}\n\n" + "\n\n".join("1000001") for label in labels]
    rows[3] = f"{labels[3]}\n\n0\n\n0\n\n0\n\n\n\n0\n\n0\n\n"
    rows[4] = f"{labels[4]}\n\n0\n\n\n\n0\n\n0\n\n0\n\n0\n\n0"
    rows[5] = f"{labels[5]}\n\n0\n\n0\n\n\n\n0\n\n0\n\n0\n\n0"
    rows[6] = f"{labels[6]}\n\n0\n\n0\n\n\n\n0\n\n0\n\n0\n\n0"
    heads = "申请人情况\n\n自然人\n\n法人或其他组织\n\n总计\n\n商业企业\n\n科研机构\n\n社会公益组织\n\n法律服务机构\n\n其他\n\n"
    text = _HEAD + "三、收到和处理政府信息公开申请情况\n\n" + heads + "\n\n".join(rows)
    found = _read(text + "\n四、政府信息公开行政复议、行政诉讼情况\n无。\n")
    assert "applications.outcomes.refused.state_secret.total" not in found
    assert "applications.outcomes.refused.state_secret.public_interest" not in found
    assert found["applications.received.total"] == 1


@pytest.mark.parametrize(
    "note",
    [
        "含以本级名义印发的",
        "含本级政府及其办公室印发的实施意见、管理细则和工作规程，不含人事任免、内部管理、会议纪要、表彰通报、转发上级的文件，也不含只对具体事项作出处理的文件",
    ],
)
def test_a_label_with_a_note(note: str) -> None:
    heads = "第二十条第（一）项 |\n信息内容 | 本年制发件数 | 本年废止件数 | 现行有效件数 |\n"
    found = _read(
        _HEAD
        + f"二、主动公开政府信息情况\n{heads}规章 | 0 | 0 | 0 |\n行政规范性文件（{note}） | 2 | 3 | 19 |\n"
    )
    assert found["proactive.normative_documents.in_force"] == 19


def _glued(rows: Rows) -> str:
    return "\n".join("".join(cell.text for cell in row) for row in rows)


def test_figures_that_blank_cells_let_run_together_are_not_cut() -> None:
    """140 of three columns is 1, 4 and 0 where no cell is blank, and nothing where other rows have blanks."""
    shown = _with_blanks(Form.F2021)
    two = {"issued": "14", "repealed": "0", "in_force": ""}
    regulations = {f"proactive.regulations.{metric}": text for metric, text in two.items()}
    assert not regulations.keys() & _read(_text(_glued, Form.F2021, {**shown, **regulations})).keys()
    assert (
        _read(_text(_glued, Form.F2021, {**_figures(Form.F2021), **regulations})).keys() >= regulations.keys()
    )


def test_figures_that_a_program_packs_to_the_left_move_nothing() -> None:
    """Padded cells, blank ones and merged labels left out: no two rows begin their figures in one column."""

    def packed(rows: Rows) -> str:
        width = max(cell.column + cell.colspan for row in rows for cell in row)
        shown = [[cell.text for cell in row if cell.text] for row in rows]
        return "\n".join("| " + " | ".join([*row, *[" "] * (width - len(row))]) + " |" for row in shown)

    form = Form.F2021
    shown = _with_blanks(form)
    wanted = {path: value for path, value in _whole(form).items() if shown[path]}
    found = _read(_text(packed, form, shown))
    assert found.items() <= wanted.items()
    assert _read(_text(packed, form, _figures(form))) == _whole(form)


def test_blank_cells_behind_the_heads_are_not_the_row_s() -> None:
    """All rows are filled up at their end, and the last figure is blank: the row has one cell less."""
    outcomes = ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"]
    rows = [
        ["行政复议", "行政诉讼"],
        [*outcomes, "未经复议直接起诉", "复议后起诉"],
        [*outcomes, *outcomes],
        ["0", "0", "0", "5", "5", "5", "", "", "0", "", "", "5", "2", "0", ""],
    ]
    filled = "\n".join(" | ".join([*row, *[""] * (15 - len(row))]) for row in rows)
    found = _read(f"{_HEAD}四、政府信息公开行政复议、行政诉讼情况\n{filled}\n五、存在的主要问题\n无。\n")
    wanted = {"review.pending": 5, "review.total": 5, "litigation.direct.upheld": 5, "review.upheld": 0}
    wanted |= {"review.corrected": 0, "review.other": 0, "litigation.direct.pending": 0}
    wanted |= {"litigation.after_review.corrected": 5, "litigation.after_review.other": 2}
    wanted |= {"litigation.after_review.pending": 0}
    assert found.items() <= wanted.items()


_MENUS = [
    "打印 | 关闭 | |||\n",
    "首页 | 政务公开 | 互动交流 | ||\n",
    "索引号 | 0001 | 分类 | 年度报告 |\n发布机构 | 清溪县 | 文号 | ||\n",
    "|||\n",
]


def _not_filled_up(rows: Rows) -> str:
    return "\n".join("| " + " | ".join(cell.text for cell in row) + " |" for row in rows)


def _tight_with_blanks(rows: Rows) -> str:
    return "\n".join("|".join(cell.text or " " for cell in row) + "|" + _merged(row) for row in rows)


@pytest.mark.parametrize("shape", [_not_filled_up, _a_cell_a_line, _tight_with_blanks])
@pytest.mark.parametrize("menu", _MENUS)
@pytest.mark.parametrize("form", _FORMS)
def test_what_a_menu_is_filled_up_with_says_nothing_of_tables(
    form: Form, menu: str, shape: Callable[[Rows], str]
) -> None:
    """All blank cells at the ends of rows are printed."""
    shown = {path: "" if path.endswith(("issued", "made")) else text for path, text in _figures(form).items()}
    shown |= {path: "" for path in shown if path.startswith("applications.") and path.endswith(".total")}
    text = _text(shape, form, shown)
    alone = _read(text)
    assert len(alone) > 0.7 * len(_whole(form))
    assert _read(menu + text) == alone
    assert _read(f"{text}\n五、其他\n{menu}") == alone


def test_a_menu_that_stands_hard_by_a_table_has_its_own_width() -> None:
    rows = [["指标", "单位", "2020年", "2019年"]]
    rows += [["（一）主动公开政府信息数", "条", "868", "28"], ["1.政府公报公开政府信息数", "条", "367", "24"]]
    rows += [
        ["（一）收到申请数", "件", "3", ""],
        ["1.当面申请数", "件", "3", ""],
        ["2.传真申请数", "件", "0", "1"],
    ]
    text = "政府信息公开情况统计表\n" + "\n".join(" | ".join(row) + " |" for row in rows)
    alone = _read(_HEAD + text)
    assert len(alone) == 5
    assert _read(_HEAD + text + "\n打印 | 关闭 | |||\n") == alone


@pytest.mark.parametrize(
    "rows",
    [
        ["| 指标 | 单位 | 数量 | 备注 |", "| 一、人员 | —— | 5 | |", "| 工作人员 | 人 | 3 | |"],
        ["| 指标 | 本年 | 上年 | 备注 |", "| 培训班 | — | 3 | |", "| 工作人员 | 4 | 3 | |"],
    ],
)
def test_a_dash_says_nothing_of_cells_that_were_left_out(rows: list[str]) -> None:
    """A dash in the column of units or beside a figure, and remarks that are blank."""
    figures = _figures(Form.F2021)
    is_total = {path: path.startswith("applications.") and path.endswith(".total") for path in figures}
    alone = _text(
        _not_filled_up, Form.F2021, {path: "" if is_total[path] else text for path, text in figures.items()}
    )
    found = _read(alone + "\n五、其他\n工作情况如下。\n" + "\n".join(rows))
    assert _read(alone).items() <= found.items()
    assert len(found) > 0.7 * len(figures)
