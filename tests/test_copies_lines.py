"""Reports with blank cells as programs print their text: one cell a line, pipes between cells, figures right
below their heads."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from random import Random

import pytest

from figures import clean_figures
from govinfo_reports import Form, Scope, Source, parse, parse_text
from govinfo_reports.document import Table
from grids import form_tables, printed, section_three

HEAD = "云河市2021年政府信息公开工作年度报告\n\n一、总体情况\n\n全年工作平稳有序，各项制度得到落实。\n\n"
TAIL = "\n\n五、存在的主要问题及改进情况\n\n人手不足，明年加强培训。\n"


def with_blanks(form: Form, rng: Random, share: float) -> dict[str, str]:
    """The figures of a report as printed, a share of them blank."""
    return {
        path: "" if rng.random() < share else text for path, text in printed(clean_figures(form, rng)).items()
    }


def cells_in_lines(table: Table, blank: str, end: str) -> str:
    """One cell a line, one more empty line where cells that reach down from above are left out."""
    width = max(cell.column + cell.colspan for cell in table.cells)
    rows = []
    for row in table.rows:
        covered = width - sum(cell.colspan for cell in row)
        rows.append("".join((cell.text or blank) + end for cell in row) + end * (covered > 0))
    return "".join(rows)


def no_break(table: Table) -> str:
    return "".join((cell.text or "\xa0") + "\n" for row in table.rows for cell in row)


def empty(table: Table) -> str:
    return cells_in_lines(table, "", "\n") + "\n"


def double(table: Table) -> str:
    return cells_in_lines(table, "", "\n\n") + "\n\n"


def pipes(table: Table) -> str:
    return "\n" + "".join("| ".join(cell.text for cell in row) + "  \n" for row in table.rows) + "\n"


def left_edges(table: Table) -> str:
    """Columns as wide as their widest text, one blank between them."""
    count = max(cell.column + cell.colspan for cell in table.cells)
    wide = [1] * count
    for cell in sorted(table.cells, key=lambda cell: cell.colspan):
        behind = cell.column + cell.colspan - 1
        have = sum(wide[cell.column : behind + 1]) + cell.colspan - 1
        wide[behind] += max(0, len(cell.text) - have)
    starts = [sum(wide[:column]) + column for column in range(count)]
    lines = []
    for row in table.rows:
        line = ""
        for cell in row:
            if cell.text:
                line = line.ljust(starts[cell.column]) + cell.text
        lines.append(line)
    return "\n".join(lines) + "\n\n"


def left_out(table: Table) -> str:
    """One cell a line, blank ones left out; the number of a page now and then."""
    texts = [cell.text for row in table.rows for cell in row if cell.text]
    return "".join(text + ("\n\n7\n" if at % 40 == 39 else "\n") for at, text in enumerate(texts))


def paged(table: Table) -> str:
    """As `left_out`, each figure after an empty line."""
    return left_out(table).replace("\n", "\n\n")


def compared(texts: Mapping[str, str], form: Form, write: Callable[[Table], str]) -> tuple[float, list[str]]:
    """The share of figures that are read, and those read otherwise than printed."""
    body = "".join(
        f"{heading}\n{''.join(map(write, tables))}" for heading, tables in form_tables(form, texts).items()
    )
    report = parse_text(HEAD + body + TAIL)
    wrong, right = [], 0
    for fact in report.facts:
        if fact.source is not Source.TABLE or fact.value is None or fact.path not in texts:
            continue
        text = texts[fact.path]
        if text and Decimal(str(fact.value)) == Decimal(text.replace(",", "")):
            right += 1
        else:
            wrong.append(f"{fact.path}: printed {text!r}, read {fact.value}")
    return right / sum(map(bool, texts.values())), wrong


@pytest.mark.parametrize("write", [no_break, empty, double, pipes, left_edges])
@pytest.mark.parametrize("share", [0.0, 0.1, 0.3])
@pytest.mark.parametrize("form", [Form.F2019, Form.F2021])
def test_blank_cells_keep_their_columns(form: Form, share: float, write: Callable[[Table], str]) -> None:
    recall, wrong = compared(with_blanks(form, Random(f"{form}{share}"), share), form, write)
    assert not wrong
    assert recall >= (0.93 if share > 0.2 else 0.96)


@pytest.mark.parametrize("write", [left_out, paged])
@pytest.mark.parametrize("seed", range(4))
def test_blank_cells_that_were_left_out_give_no_figure_of_another_column(
    seed: int, write: Callable[[Table], str]
) -> None:
    form = (Form.F2019, Form.F2021)[seed % 2]
    _, wrong = compared(with_blanks(form, Random(seed), 0.05 + 0.05 * seed), form, write)
    assert not wrong


HEADS_OF_ONE_LINE = ("信息内容", "上一年项目数量", "本年增/减", "处理决定数量")


@pytest.mark.parametrize("order", [(0, 1, 3, 2), (0, 3, 1, 2), (0, 2, 1, 3), (0, 2, 3, 1), (0, 3, 2, 1)])
def test_heads_in_another_order_over_lines_of_figures_name_no_column(order: tuple[int, ...]) -> None:
    """pdftotext puts a head of two lines behind one of a single line, and leaves the figures where they are."""
    lines = ["第二十条第（五）项", *(HEADS_OF_ONE_LINE[at] for at in order), "行政许可", "3", "/", "0"]
    lines += ["其他对外管理服务事项", "8", "2", "1"]
    found = {fact.path: fact.value for fact in parse_text(HEAD + "\n".join(lines)).facts}
    assert {value for path, value in found.items() if path.startswith("proactive.")} <= {None}
    lines[1:5] = HEADS_OF_ONE_LINE
    found = {fact.path: fact.value for fact in parse_text(HEAD + "\n".join(lines)).facts}
    assert found["proactive.licensing.items_last_year"] == 3
    assert found["proactive.licensing.decisions"] == 0


@pytest.mark.parametrize(("year", "wanted"), [("2013", 12), ("2012", None)])
@pytest.mark.parametrize("between", ["\n", "\t"])
def test_a_year_over_the_heads_of_its_figures_is_no_column(
    year: str, wanted: int | None, between: str
) -> None:
    """A head merged over 本年数 and 历年累计 stands before them in text; another year than the report's may be a column."""
    rows = [
        ("主动公开文件数", "条", "12", "7465"),
        ("受理依申请公开信息总数", "条", "3", "36010"),
        ("行政复议数", "件", "2", "355"),
        ("行政诉讼数", "件", "7", "340"),
    ]
    heads = between.join(("指标名称", "计量单位", f"{year}年", "本年数", "历年累计"))
    text = "云河市2013年政府信息公开工作年度报告\n一、概述\n全年工作平稳有序。\n二、附表\n" + heads + "\n"
    report = parse_text(text + "\n".join(between.join(row) for row in rows) + "\n")
    found = {fact.path: fact.value for fact in report.facts if fact.scope is Scope.YEAR}
    assert found.get("proactive.disclosed") == wanted
    assert wanted is not None or report.unread
    assert 7465 not in found.values()


def at_places(*pieces: tuple[int, str]) -> str:
    """A line with texts at these columns of the screen."""
    line, width = "", 0
    for place, text in pieces:
        line += " " * (place - width) + text
        width = place + sum(2 if ord(sign) > 255 else 1 for sign in text)
    return line


def test_heads_over_four_lines_name_what_begins_below_them() -> None:
    """w3m puts a head merged over rows between two of them; the blank cells are told by their places."""
    names = ("商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他")
    places = (34, 41, 50, 59, 72, 85, 90)
    heads = [
        at_places((34, "申请人情况")),
        at_places((41, "法人或其他组织")),
        at_places((34, "自然人"), (90, "总计")),
        at_places(*zip(places[1:], names, strict=False)),
    ]
    figures = {
        "一、本年新收政府信息公开申请数量": ("5", "1", "2", "", "", "", "8"),
        "二、上年结转政府信息公开申请数量": ("1", "", "0", "0", "1", "0", "2"),
        "四、结转下年度继续办理": ("0", "0", "0", "0", "0", "0", "0"),
    }
    rows = [
        at_places((0, label), *((place, text) for place, text in zip(places, row, strict=True) if text))
        for label, row in figures.items()
    ]
    text = "\n\n".join(("三、收到和处理政府信息公开申请情况", "\n".join(heads), *rows))
    found = {fact.path: fact.value for fact in parse_text(HEAD + text + TAIL).facts}
    got = {path.removeprefix("applications."): value for path, value in found.items() if value is not None}
    assert got["received.total"] == 8
    assert got["received.research"] == 2
    assert got["carried_in.legal_services"] == 1
    assert not {"received.other_organization", "carried_in.business"} & set(got)


def test_a_unit_one_blank_behind_a_wrapped_label_is_none_of_its_words() -> None:
    """Else the label's second line goes to the row below it, and that row's figure to another label."""
    text = """清溪县人民政府2016年政府信息公开工作年度报告
附件：政府信息公开情况统计表
统计指标           单位           统计数
二、回应解读情况       ——
（一）回应公众关注热点或重 次              92
大舆情数
（二）通过不同渠道和方式回 ——
应解读的情况
1.参加或举办新闻发布会总次 次              91
数
其中：主要负责同志参加新闻 次              53
发布会次数
2.政府网站在线访谈次数   次              14
其中：主要负责同志参加政府 次              11
网站在线访谈次数
3.政策解读稿件发布数    篇              7
4.微博微信回应事件数    次              6
5.其他方式回应事件数    次              5
"""
    found = {fact.path: fact.value for fact in parse_text(text).facts if fact.value is not None}
    names = ["press_conferences", "press_conferences_by_principal", "online_interviews"]
    names += ["online_interviews_by_principal", "policy_interpretations", "social_media", "other"]
    figures = dict(
        zip((f"responses.channels.{name}" for name in names), (91, 53, 14, 11, 7, 6, 5), strict=True)
    )
    assert found == {"responses.hot_topics": 92, **figures}


@pytest.mark.parametrize("head", ["本年增\n/\n减", "本年增\n\n/\n\n减", "本年增/减"])
def test_a_stroke_on_its_own_line_is_no_blank(head: str) -> None:
    """Converters put the stroke of 本年增/减 on a line of its own: a row with one figure lost its other heads."""
    text = f"""云河市2019年政府信息公开工作年度报告
二、主动公开政府信息情况
第二十条第（五）项
信息内容
上一年项目数量
{head}
处理决定数量
行政许可
1
2
3
其他对外管理服务事项
7
第二十条第（六）项
"""
    found = {fact.path: fact.value for fact in parse_text(text).facts if fact.value is not None}
    names = ("items_last_year", "items_change", "decisions")
    assert found == {f"proactive.licensing.{name}": at for at, name in enumerate(names, 1)}


def test_a_stroke_between_words_is_no_blank() -> None:
    text = """云河市2019年政府信息公开工作年度报告
二、主动公开政府信息情况

    第二十条第（五）项
    信息内容        上一年项目数量  本年增 / 减  处理决定数量
    行政许可        1        2        3
    其他对外管理服务事项  7                 5
    第二十条第（六）项
    信息内容        上一年项目数量  本年增 / 减  处理决定数量
    行政处罚        62                164
"""
    found = {fact.path: fact.value for fact in parse_text(text).facts if fact.value is not None}
    assert found == {
        **{
            f"proactive.licensing.{name}": at
            for at, name in enumerate(("items_last_year", "items_change", "decisions"), 1)
        },
        "proactive.other_services.items_last_year": 7,
        "proactive.other_services.decisions": 5,
        "proactive.penalties.items_last_year": 62,
        "proactive.penalties.decisions": 164,
    }


def printed_lines(table: Table) -> str:
    """A row a line, one blank between the cells, a dash for a blank cell."""
    return "".join(" ".join(cell.text or "-" for cell in row) + "\n" for row in table.rows)


@pytest.mark.parametrize("share", [0.1, 0.3])
@pytest.mark.parametrize("form", [Form.F2019, Form.F2021])
def test_a_dash_before_a_figure_is_a_blank_cell(form: Form, share: float) -> None:
    texts = with_blanks(form, Random(f"{form}{share}"), share)
    recall, wrong = compared(texts, form, printed_lines)
    assert not wrong
    assert recall >= 0.97


@pytest.mark.parametrize(
    ("row", "wanted"),
    [
        ("10 - 5 3", (10, -5, 3)),  # else there is a figure too many
        ("10 -5 3", (10, -5, 3)),
        ("- - 5 3", (None, -5, 3)),
        ("- -5 3", (None, -5, 3)),
        ("— 5 3", (None, 5, 3)),
        ("10 5 -", (10, 5, None)),
        ("- 5 3", (None, None, None)),  # -5 behind a blank cell, or 5 behind a dash
        ("10 - 3", (None, None, None)),
        ("- 5", (None, None, None)),
        ("10 5 - 3", (None, None, None)),
    ],
)
def test_a_dash_before_a_change_may_be_its_sign(row: str, wanted: tuple[int | None, ...]) -> None:
    heads = f"二、主动公开政府信息情况\n第二十条第（五）项\n{' '.join(HEADS_OF_ONE_LINE)}\n"
    report = parse_text(HEAD + heads + f"行政许可 {row}\n其他对外管理服务事项 1 2 3\n" + TAIL)
    names = ("items_last_year", "items_change", "decisions")
    found = {fact.path: fact.value for fact in report.facts}
    assert tuple(found.get(f"proactive.licensing.{name}") for name in names) == wanted
    assert bool(report.unread) == (wanted == (None, None, None))


TORN_NOTE = (  # the note beside the heads goes on in the line of their second half
    "申请人情况",
    "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第 自 法人或其他组织",
    "四项之和） 然 {} {} 社会公 法律服 其 总",
    "计",
    "人 {} {} 益组织 务机构 他",
)


@pytest.mark.parametrize("is_exchanged", [False, True])
@pytest.mark.parametrize("form", [Form.F2019, Form.F2021])
def test_a_bracket_that_the_next_line_closes_is_no_sentence(form: Form, is_exchanged: bool) -> None:
    texts = printed(clean_figures(form, Random(8)))
    names = [("商业", "企业"), ("科研", "机构")][:: -1 if is_exchanged else 1]
    words = [name[part] for part in (0, 1) for name in names]
    heads = "\n".join(TORN_NOTE).format(*words)
    table = section_three(form, texts)
    rows = "".join(" ".join(cell.text for cell in row) + "\n" for row in table.rows[3:])
    report = parse_text(f"{HEAD}三、收到和处理政府信息公开申请情况\n{heads}\n{rows}{TAIL}")
    found = {fact.path: str(fact.value) for fact in report.facts if fact.source is Source.TABLE}
    wanted = {path: text for path, text in texts.items() if path.startswith("applications.")}
    assert found == ({} if is_exchanged else wanted)
    assert bool(report.unread) == is_exchanged


def test_a_group_s_label_without_figures_is_no_row_out_of_order() -> None:
    """（六）其他处理 stands between its rows where its label is in the middle of them."""
    texts = printed(clean_figures(Form.F2021, Random(9)))
    rows = ["|".join(cell.text for cell in row) for row in section_three(Form.F2021, texts).rows[3:]]
    at = next(number for number, row in enumerate(rows) if "（六）其他处理|" in row)
    rows[at] = rows[at].replace("（六）其他处理|", "")
    rows.insert(at + 1, "（六）其他处理" + "|" * 7)
    rows = [row.replace("三、本年度办理结果|", "") for row in rows]
    rows = [row.split("|", row.count("|") - 7)[-1] if row.count("|") > 7 else row for row in rows]
    heads = ["自然人|总计|", "商业企业|科研机构|社会公益组织|法律服务机构|其他|"]
    cells = [line.split("|") for line in (*(f"|{head}" for head in heads), *rows)]
    page = "".join(f"<tr>{''.join(f'<td>{text}</td>' for text in line[:8])}</tr>" for line in cells)
    report = parse(f"<h1>{HEAD}</h1><p>三、收到和处理政府信息公开申请情况</p><table>{page}</table>".encode())
    found = {fact.path: str(fact.value) for fact in report.facts if fact.source is Source.TABLE}
    assert found == {path: text for path, text in texts.items() if path.startswith("applications.")}
