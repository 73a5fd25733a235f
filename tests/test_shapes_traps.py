"""Text whose shape is told from signs between its cells: what looks like such a shape and is none gives no figure."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from govinfo_reports import Report, Source, parse
from govinfo_reports.location import Location
from govinfo_reports.readers.common import head_cells
from govinfo_reports.readers.common.head_cells import Band, head_rows
from govinfo_reports.readers.common.label_levels import labels_of
from govinfo_reports.readers.common.pieces import Piece

OVER = "清溪县2017年政府信息公开工作年度报告\n一、概述\n各单位按要求公开信息。\n政府信息公开情况统计表\n"
ROWS = [
    ("（一）主动公开政府信息数", "条", "2140"),
    ("其中：主动公开规范性文件数", "条", "18"),
    ("制发规范性文件总数", "件", "21"),
    ("（一）收到申请数", "件", "43"),
    ("1.当面申请数", "件", "25"),
    ("四、行政复议数量", "件", "3"),
    ("六、举报投诉数量", "件", "8"),
]
FIVE = ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计")
FOUR = (4, 1, 1, 0, 6, 2, 0, 0, 1, 3, 1, 0, 0, 0, 1)


def read(text: str) -> Report:
    return parse(text.encode())


def values(report: Report) -> dict[str, str]:
    return {
        fact.path: str(fact.value)
        for fact in report.facts
        if fact.source is Source.TABLE and fact.value is not None
    }


def drawn(rows: list[tuple[str, ...]], *, ruled: bool) -> str:
    """A drawn table, cells of several lines wrapped; with rules between the rows or below the heads alone."""
    rows = [("统计指标", "单位", "统计数"), *rows]
    wide = [max(2 * len(line) for row in rows for line in row[at].split("\n")) for at in range(3)]
    rule = "+" + "+".join("-" * (width + 2) for width in wide) + "+"
    lines = [rule]
    for number, row in enumerate(rows):
        cells = [cell.split("\n") for cell in row]
        for at in range(max(map(len, cells))):
            texts = [cell[at] if at < len(cell) else "" for cell in cells]
            places = [
                width - sum(2 if ord(sign) > 255 else 1 for sign in text)
                for text, width in zip(texts, wide, strict=True)
            ]
            lines.append(
                "| "
                + " | ".join(text + " " * place for text, place in zip(texts, places, strict=True))
                + " |"
            )
        if ruled or number in {0, len(rows) - 1}:
            lines.append(rule)
    return "\n".join(lines)


@pytest.mark.parametrize("ruled", [True, False])
@pytest.mark.parametrize(
    ("at", "row", "path"),
    [
        (0, ("（一）主动公开政府\n信息数", "条", "21\n40"), "proactive.disclosed"),
        (2, ("制发规范性文\n件总数", "件", "2\n1\n0"), "proactive.normative_documents.issued"),
        (3, ("（一）收到\n申请数", "件", "43\n25\n18"), "applications.received.total"),
    ],
)
def test_figures_over_lines_of_a_drawn_row_are_no_rows(
    at: int, row: tuple[str, ...], path: str, ruled: bool
) -> None:
    report = read(OVER + drawn([*ROWS[:at], row, *ROWS[at + 1 :]], ruled=ruled) + "\n")
    assert path not in values(report)
    if ruled:
        assert values(report)["applications.received.in_person"] == "25"
        assert any(row[2].split("\n")[-1] in item.raw for item in report.unread)


@pytest.mark.parametrize("at", [1, 4, len(ROWS)])
def test_a_figure_in_a_row_without_a_label_is_said(at: int) -> None:
    report = read(OVER + drawn([*ROWS[:at], ("", "", "70"), *ROWS[at:]], ruled=True) + "\n")
    assert len(values(report)) == len(ROWS)
    assert any("70" in item.raw for item in report.unread)


def test_a_remark_over_lines_takes_no_row_from_a_ruled_drawn_table() -> None:
    rows: list[tuple[str, ...]] = [
        (f"{label[:6]}\n{label[6:]}".strip(), unit, figure) for label, unit, figure in ROWS
    ]
    rows[2] = (rows[2][0] + "\n2014\n2015\n2016", *rows[2][1:])
    assert len(values(read(OVER + drawn(rows, ruled=True) + "\n"))) >= len(ROWS) - 1


def test_a_quotation_of_another_report_gives_no_figure_of_this_one() -> None:
    heads = ["四、政府信息公开行政复议、行政诉讼情况", "行政复议 | | | | |", "| " + " | ".join(FIVE) + " |"]
    quoted = [
        *heads,
        "| 95 | 1 | 1 | 2 | 99 |",
        "五、存在的主要问题及改进情况",
        "无。",
        "六、其他需要报告的事项",
        "无。",
    ]
    own = [
        "云河市2022年政府信息公开工作年度报告",
        "四、政府信息公开行政复议、行政诉讼情况",
        "见附件。",
        "",
        "去年的：",
    ]
    text = "\n".join([*own, *(f"> {line}" for line in quoted)])
    assert "99" not in values(read(text)).values()
    mail = "From: a@b.cn\nTo: c@d.cn\nSubject: x\nContent-Type: text/plain; charset=utf-8\n\n"
    assert "99" not in values(read(mail + text)).values()


@pytest.mark.parametrize("before", [[], ["您好，转发如下：", ""]])
def test_a_report_quoted_with_its_title_is_read(before: list[str]) -> None:
    rows = ["| 统计指标 | 单位 | 统计数 |", "|---|---|---|", *(f"| {' | '.join(row)} |" for row in ROWS)]
    lines = [*OVER.split("\n"), *rows]
    report = read("\n".join([*before, *(f"> {line}" for line in lines)]))
    assert len(values(report)) == len(ROWS)


def test_two_figures_in_a_cell_of_a_table_of_years_are_not_put_into_both() -> None:
    rows = [f"| {label} | {unit} | 21 70 | |" for label, unit, _ in ROWS[:3] + ROWS[5:]]
    rows += ["| （一）收到申请数 | 件 | | 70 |"]
    text = "\n".join(["| 统计指标 | 单位 | 2017年 | 2016年 |", "|---|---|---|---|", *rows])
    report = read(OVER + text + "\n")
    assert "applications.received.total" not in values(report)
    assert not {"21", "7", "2170"} & set(values(report).values())


def test_decimals_below_heads_of_two_years_belong_to_no_figure() -> None:
    lines = ["统计指标", "单位", "2017年", "2016年"]
    for label, unit, figure in ROWS:
        lines += [label, unit, figure]
    lines += ["七、依申请公开信息收取的费用", "万元", "2", ".5"]
    assert values(read(OVER + "\n".join(lines) + "\n")).get("fees", "2") == "2"


def test_decimals_in_a_table_of_one_column_belong_to_the_figure_above() -> None:
    lines = ["统计指标", "单位", "统计数", *(text for row in ROWS for text in row)]
    lines += ["七、依申请公开信息收取的费用", "万元", "2", ".5"]
    assert values(read(OVER + "\n".join(lines) + "\n"))["fees"] == "2.5"


def test_groups_of_section_four_that_add_up_stay_beside_a_misprinted_total() -> None:
    lines = ["云河市2022年政府信息公开工作年度报告", "二、主动公开政府信息情况", "第二十条第（一）项"]
    lines += ["信息内容", "本年制发件数", "本年废止件数", "现行有效件数"]
    lines += ["规章", "1", "2", "3", "4", "行政规范性文件", "5", "0", "7"]
    lines += [
        "四、政府信息公开行政复议、行政诉讼情况",
        "行政复议",
        "行政诉讼",
        "未经复议直接起诉",
        "复议后起诉",
    ]
    lines += [*FIVE * 3, *("7" if at == 4 else str(figure) for at, figure in enumerate(FOUR))]
    report = read("\n".join([*lines, "五、存在的主要问题及改进情况", "无。"]))
    found = values(report)
    assert [found.get(f"litigation.direct.{name}") for name in ("upheld", "pending", "total")] == [
        "2",
        "1",
        "3",
    ]
    assert found.get("litigation.after_review.total") == "1"


def test_a_row_with_its_figures_twice_takes_none_from_the_others() -> None:
    rows = ["（一）予以公开", "（二）部分公开", "（四）无法提供", "（五）不予处理", "（七）总计"]
    lines = ["云河市2022年政府信息公开工作年度报告", "三、收到和处理政府信息公开申请情况"]
    lines += ["申请人情况", "自然人 商业企业 科研机构 社会公益组织 法律服务机构 其他 总计"]
    for number, (label, figures) in enumerate(
        [
            ("一、本年新收政府信息公开申请数量", "8 0 0 0 0 0 8"),
            ("二、上年结转政府信息公开申请数量", "2 0 0 0 0 0 2"),
        ]
        + [(label, f"{at} 0 0 0 0 0 {at}") for at, label in enumerate(rows, 1)]
        + [("四、结转下年度继续办理", "1 0 0 0 0 0 1")]
    ):
        lines += [f"{label} {figures}" if number == 3 else label, figures]
    found = values(read("\n".join(lines) + "\n"))
    assert found.get("applications.received.natural_person") == "8"
    assert found.get("applications.carried_forward.total") == "1"


def piece_of(text: str, x0: float, x1: float, y: float) -> Piece:
    return Piece(text, x0, x1, y - 0.5, y + 0.5, 1, Location(line=1))


class Counted(list[float]):
    """A list that counts how often it is gone through."""

    passes = 0

    def __iter__(self):  # type: ignore[no-untyped-def]
        self.passes += 1
        return super().__iter__()


def test_labels_of_long_tables_take_time_in_proportion() -> None:
    def passes(count: int) -> int:
        heights = Counted(float(2 * at) for at in range(count))
        pieces = [piece_of("（一）收到申请数", 0.0, 20.0, 2.0 * at) for at in range(count)]
        pieces += [piece_of("甲", 0.0, 2.0, -3.0), piece_of("乙", 15.0, 17.0, -3.0)]
        labels_of(pieces, heights)
        return heights.passes

    assert passes(80) < 3 * passes(40)


def test_heads_with_blanks_take_time_in_proportion(monkeypatch: pytest.MonkeyPatch) -> None:
    calls = 0
    plain: Callable[..., int] = head_cells.home_of

    def home_of(piece: Piece, bands: list[Band]) -> int:
        nonlocal calls
        calls += 1
        return plain(piece, bands)

    monkeypatch.setattr(head_cells, "home_of", home_of)
    bands = [Band(10.0 * at, 10.0 * at + 4) for at in range(6)]
    heads = [piece_of("甲 乙", band.x0, band.x0 + 14, 2.0 * y) for y in range(20) for band in bands]
    head_rows(heads, bands)
    assert calls < 12 * len(heads)
