"""Rows of parts below one label, and captions over a table that is the only one of its form."""

from __future__ import annotations

from itertools import chain

import pytest

from govinfo_reports import Report, Scope, parse, parse_text

TITLE = "云溪县民政局2021年政府信息公开工作年度报告"
FOUR = [
    "四、政府信息公开行政复议、行政诉讼情况",
    "行政复议 行政诉讼",
    "结果维持 结果纠正 其他结果 尚未审结 总计 未经复议直接起诉 复议后起诉",
    " ".join(["结果维持 结果纠正 其他结果 尚未审结 总计"] * 2),
]
ONE = "2 0 0 0 2 1 0 0 0 1 0 0 0 1 1"
OTHER = "3 1 0 0 4 0 0 5 0 5 0 2 0 0 2"
SUM = "5 1 0 0 6 1 0 5 0 6 0 2 0 1 3"
APPLICANTS = ["自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计"]


def text(*lines: str) -> Report:
    return parse_text("\n".join([TITLE, *lines]))


def totals(report: Report) -> list[int]:
    return [
        int(fact.value or 0)
        for fact in report.facts
        if fact.path.endswith(".total") and fact.scope is Scope.YEAR
    ]


@pytest.mark.parametrize(
    "labels", [("局机关", "下属单位"), ("2020年", "2021年"), ("上年", "本年"), ("石桥镇", "柳湾镇")]
)
def test_two_rows_of_section_four_with_one_blank_between_cells(labels: tuple[str, str]) -> None:
    """The first was taken for the report's, and the second lost without a word."""
    report = text(*FOUR, *(f"{label} {row}" for label, row in zip(labels, (ONE, OTHER), strict=True)))
    assert totals(report) == []
    assert sum(row in unread.raw.replace(" | ", " ") for row in (ONE, OTHER) for unread in report.unread) == 2


def test_the_sum_below_rows_of_bodies_with_one_blank_between_cells() -> None:
    report = text(*FOUR, f"局机关 {ONE}", f"下属单位 {OTHER}", f"合计 {SUM}")
    assert totals(report) == [6, 6, 3]
    assert len(report.unread) == 2


def test_a_line_of_words_below_section_four_costs_nothing() -> None:
    assert totals(text(*FOUR, ONE, "其中涉及2021年的案件 3 件")) == [2, 1, 1]


def two(sub: tuple[str, str], separator: str | None) -> Report:
    """Section two with two rows a label: in a grid with merged labels, or in lines."""
    rows = [("规章", ("9", "8")), ("行政规范性文件", ("7", "6"))]
    heads = ["信息内容", "", "本年制发件数"]
    if separator is not None:
        lines = [[label if not at else "", sub[at], figures[at]] for label, figures in rows for at in (0, 1)]
        return text("二、主动公开政府信息情况", *(separator.join(row) for row in (heads, *lines)))
    cells = "".join(
        f"<tr><td rowspan=2>{label}</td><td>{sub[0]}</td><td>{figures[0]}</td></tr>"
        f"<tr><td>{sub[1]}</td><td>{figures[1]}</td></tr>"
        for label, figures in rows
    )
    page = f"<tr><td colspan=2>{heads[0]}</td><td>{heads[2]}</td></tr>{cells}"
    return parse(f"<h1>{TITLE}</h1><h2>二、主动公开政府信息情况</h2><table>{page}</table>".encode())


@pytest.mark.parametrize("separator", [None, "\t"])
@pytest.mark.parametrize(
    ("sub", "issued"),
    [
        (("上年", "本年"), [8, 6]),
        (("本年", "上年"), [9, 7]),
        (("本级", "合计"), [8, 6]),
        (("机关本部", "下属单位"), []),
        (("上年", "合计"), []),
    ],
)
def test_rows_of_parts_in_section_two(sub: tuple[str, str], issued: list[int], separator: str | None) -> None:
    """The row above 本年 or 合计 was the report's; of two parts neither is."""
    report = two(sub, separator)
    assert [fact.value for fact in report.facts if fact.path.endswith("issued")] == issued
    assert report.unread


@pytest.mark.parametrize(("sub", "place"), [(("本级", "合计"), 1), (("合计", "其中：本级"), 0)])
@pytest.mark.parametrize("is_grid", [True, False])
def test_rows_of_parts_in_section_three(sub: tuple[str, str], place: int, is_grid: bool) -> None:
    """合计 below a label was the row （七）总计, and 本级 the report's."""
    labels = [
        "一、本年新收政府信息公开申请数量",
        "二、上年结转政府信息公开申请数量",
        "（一）予以公开",
        "（七）总计",
    ]
    figures = {label: [str(at + 1), str(at + 5)] for at, label in enumerate(labels)}
    rows = [[label, word, *[figures[label][at]] * 7] for label in labels for at, word in enumerate(sub)]
    if is_grid:
        lines = chain.from_iterable(
            (
                f"<tr><td rowspan=2>{first[0]}</td>{''.join(f'<td>{cell}</td>' for cell in first[1:])}</tr>",
                f"<tr>{''.join(f'<td>{cell}</td>' for cell in second[1:])}</tr>",
            )
            for first, second in zip(rows[::2], rows[1::2], strict=True)
        )
        heads = (
            "<tr><td colspan=2>申请人情况</td>" + "".join(f"<td>{name}</td>" for name in APPLICANTS) + "</tr>"
        )
        heading = "<h2>三、收到和处理政府信息公开申请情况</h2>"
        report = parse(f"<h1>{TITLE}</h1>{heading}<table>{heads}{''.join(lines)}</table>".encode())
    else:
        told = [["", *row[1:]] if at % 2 else row for at, row in enumerate(rows)]
        cells = [["申请人情况", "", *APPLICANTS], *told]
        report = text("三、收到和处理政府信息公开申请情况", *("\t".join(row) for row in cells))
    paths = ["received", "carried_in", "outcomes.granted", "outcomes.total"]
    wanted = [int(figures[label][place]) for label in labels]
    assert [report.get(f"applications.{path}.total") for path in paths] == wanted
    assert len(report.unread) == len(labels)


CAPTIONS = [
    "2021年上半年",
    "（2021年上半年）",
    "其中：上半年",
    "2021年上半年收到和处理情况",
    "截至2021年6月30日",
    "上年度",
    "去年情况",
    "自《条例》实施以来累计",
    "填表示例",
    "样表",
]


def captioned(caption: str, separator: str) -> Report:
    heads = separator.join(["指标名称", "单位", "数量"])
    rows = ["主动公开政府信息数", "政府网站公开政府信息数", "收到行政复议申请数", "举报投诉数量"]
    lines = [separator.join([label, "件", str(at + 3)]) for at, label in enumerate(rows)]
    return text("一、统计数据", caption, heads, *lines)


@pytest.mark.parametrize("separator", ["\t", " ", "      "])
@pytest.mark.parametrize("caption", CAPTIONS)
def test_a_caption_over_a_lone_table_says_whose_it_is(caption: str, separator: str) -> None:
    report = captioned(caption, separator)
    assert report.facts
    assert {fact.scope for fact in report.facts} & {Scope.YEAR} == set()


@pytest.mark.parametrize(
    "caption", ["全年情况", "2021年1-12月", "截至2021年12月31日", "2021年度", "示例单位：民政局"]
)
def test_a_caption_of_the_whole_year(caption: str) -> None:
    assert {fact.scope for fact in captioned(caption, "\t").facts} == {Scope.YEAR}


@pytest.mark.parametrize("caption", ["2020年", "2020年全年"])
def test_another_year_right_over_the_only_table_is_said(caption: str) -> None:
    table = "<table><tr><td>信息内容</td><td>本年制发件数</td></tr><tr><td>规章</td><td>4</td></tr></table>"
    page = f"<h1>{TITLE}</h1><h2>二、主动公开政府信息情况</h2>%s<p>{caption}</p>{table}"
    assert "suspicious:year" in {found.rule for found in parse((page % "").encode()).findings}
    choice = "<p>2021年</p>"
    assert "suspicious:year" not in {found.rule for found in parse((page % choice).encode()).findings}


@pytest.mark.parametrize("second", ["2020年度", "附：石桥镇情况"])
def test_section_four_twice_in_text_laid_out_as_on_the_page(second: str) -> None:
    """The second was the year's, and the first lost: both were one table."""
    heads = [
        "行政复议                                          行政诉讼",
        "结果维持      结果纠正  其他结果  尚未审结  总计  未经复议直接起诉                                      复议后起诉",
        " " * 50
        + "结果维持          结果纠正  其他结果  尚未审结  总计  结果维持    结果纠正  其他结果  尚未审结  总计",
    ]
    places = [0, 14, 24, 34, 44, 50, 68, 78, 88, 98, 104, 116, 126, 136, 146]

    def row(figures: str) -> str:
        return "".join(
            figure.ljust(after - at)
            for figure, at, after in zip(figures.split(), places, [*places[1:], 150], strict=True)
        ).rstrip()

    report = text(
        FOUR[0],
        "2021年度",
        *heads,
        row(ONE),
        second,
        *heads,
        row(OTHER),
        "五、存在的主要问题及改进情况",
        "一是公开不够及时。",
    )
    assert totals(report) == [2, 1, 1]


def test_heads_torn_to_single_characters_deny_nothing() -> None:
    """未 of 尚未审结 stood at the end of a line, and was read as a denial."""
    torn = [
        "行政复议               行政诉讼",
        "结  结   其   尚   总   未经复议直接起诉         复议后起诉",
        "果   果    他   未",
        "             结    计   结   其    尚   总    结   结   其    尚   总",
        "维   纠    结   审",
        "             果        果   他    未   计    果   果   他    未   计",
        "持   正    果   结",
        "             维        纠   结    审        维   纠   结    审",
        "             持        正   果    结        持   正   果    结",
        "6    0    3  1        0   21   9   30       1   20   9   30",
    ]
    report = text(FOUR[0], "", *torn, "五、存在的主要问题及改进情况", "一是公开不够及时。")
    assert [fact for fact in report.facts if fact.value is not None] == []


def test_cells_parted_by_one_full_width_blank_each() -> None:
    """Rows that begin with a blank cell were no rows of the table, and had lost its caption."""
    applicants = "　".join(APPLICANTS)
    rows = [
        f"申请人情况　　{applicants}",
        "一、本年新收政府信息公开申请数量　　3　0　0　0　0　0　3",
        "二、上年结转政府信息公开申请数量　　1　0　0　0　0　0　1",
        "三、本年度办理结果　（一）予以公开　2　0　0　0　0　0　2",
        "　（二）部分公开　1　0　0　0　0　0　1",
        "　（七）总计　3　0　0　0　0　0　3",
        "四、结转下年度继续办理　　1　0　0　0　0　0　1",
    ]
    for caption, scope in (("本年度", Scope.YEAR), ("第一季度", Scope.BESIDE)):
        report = text("三、收到和处理政府信息公开申请情况", caption, *rows)
        assert len(report.facts) == 42
        assert {fact.scope for fact in report.facts} == {scope}


def test_two_blocks_side_by_side_parted_by_a_blank_column() -> None:
    rows = [
        "统计指标　单位　统计数　　统计指标　单位　统计数",
        "主动公开政府信息数　条　14　　行政复议数量　件　2",
        "政府网站公开政府信息数　条　9　　行政诉讼数量　件　1",
    ]
    report = parse_text("\n".join(["云溪县民政局2017年政府信息公开工作年度报告", "一、概述", *rows]))
    assert [
        report.get(path) for path in ("proactive.disclosed", "proactive.channels.website", "review.total")
    ] == [14, 9, 2]


def test_indented_lines_of_words_are_no_table() -> None:
    lines = ["　　一是加强领导", "　　二是完善制度", "　　三是收到12件申请"]
    report = text("一、总体情况", *lines)
    assert not report.unread
    assert report.get("applications.received.total") in {12, None}


def test_two_indicators_on_a_line_with_one_blank_between_cells() -> None:
    """The second head of figures was a second column of each, and 63 could be 3."""
    lines = [
        "统计指标 单位 统计数 统计指标 单位 统计数",
        "一、主动公开情况 —— —— （一）主动公开政府信息数 条 63",
        "其中：主动公开规范性文件数 条 21 制发规范性文件总数 件 8",
        "1.政府公报公开政府信息数 条 2 2.政府网站公开政府信息数 条 39",
    ]
    over = [
        "云溪县民政局2017年政府信息公开工作年度报告",
        "一、总体情况",
        "政府信息公开情况统计表",
        "（2017年度）",
    ]
    facts = parse_text("\n".join([*over, *lines])).facts
    assert [fact.value for fact in facts] == [63, 21, 8, 2, 39]


@pytest.mark.parametrize("row", ["3 40 0 43 2 6 1 4 13 9 5 0", "7 80 0 87 2 9 1 6 18 9 8 0"])
def test_figures_of_which_none_is_surely_that_of_a_place_are_said(row: str) -> None:
    report = text(*FOUR, row)
    lost = {fact.path for fact in report.facts if fact.value is None and any(map(str.isdigit, fact.raw))}
    said = {
        finding.rule.partition(":")[2] for finding in report.findings if finding.rule.startswith("ambiguous:")
    }
    assert lost
    assert lost <= said


@pytest.mark.parametrize("is_last", [True, False])
def test_a_number_alone_below_a_blank_cell_is_said(is_last: bool) -> None:
    """It was taken for the number of a page, and dropped."""
    rows = ["信息内容\t本年制发件数\t本年废止件数\t现行有效件数", "规章\t0\t2\t", "4"]
    others = [] if is_last else ["行政规范性文件\t3\t1\t9"]
    report = text("二、主动公开政府信息情况", *rows, *others)
    assert report.get("proactive.regulations.repealed") == 2
    assert report.get("proactive.regulations.in_force") is None
    assert [unread.raw for unread in report.unread] == ["4"]
    whole = text("二、主动公开政府信息情况", rows[0], "规章\t0\t2\t1", "4", *others)
    assert not whole.unread


def test_rows_with_pipes_below_a_line_with_two_blanks_are_a_table_of_their_own() -> None:
    """A caption of two words began a table laid out with blanks, which took the rows and lost their figures
    without a word."""
    lines = [
        "附表1  2020年主要数据（上年，仅供比较）",
        "指标 | 数量 |",
        "收到申请数 | 70 |",
        "申请办结数 | 69 |",
        "行政复议数量 | 2 |",
        "",
        "附表2  政府信息公开情况统计表",
        "（2021年度）",
        "填报单位（盖章）：云溪县人民政府办公室",
        "统计指标 | 单位 | 统计数 |",
        "（一）收到申请数 | 件 | 86 |",
        "申请办结数 | 件 | 84 |",
        "行政复议数量 | 件 | 3 |",
    ]
    report = text("一、附表", *lines)
    assert [report.get(path) for path in ("applications.received.total", "review.total")] == [86, 3]
    assert {fact.value for fact in report.facts if fact.scope is Scope.LAST_YEAR} == {70, 69, 2}


def test_a_total_that_has_run_into_the_next_figure_is_no_figure_of_its_own() -> None:
    """39, 8, 6 and 5 are 58: 5821 is that and the 21 of the next column, which was blank."""
    heads = "".join(
        f"<td>{name}</td>" for name in ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计") * 3
    )
    places = "<tr><td colspan=5>行政复议</td><td colspan=10>行政诉讼</td></tr>"
    kinds = "<tr><td colspan=5></td><td colspan=5>未经复议直接起诉</td><td colspan=5>复议后起诉</td></tr>"
    cells = ["39", "8", "6", "5", "5821", "", *"34937", "12", *"124", "20"]
    row = "".join(f"<td>{cell}</td>" for cell in cells[:15])
    page = f"<table>{places}{kinds}<tr>{heads}</tr><tr>{row}</tr></table>"
    report = parse(f"<h1>{TITLE}</h1><h2>{FOUR[0]}</h2>{page}".encode())
    assert 5821 not in {fact.value for fact in report.facts}


EXAMPLE = "附：填表示例（数字是假设的，供各单位对照格式，不是本局的数据）"


@pytest.mark.parametrize("caption", [EXAMPLE, "附件：石桥镇数据情况表"])
def test_an_annex_is_not_the_report_s_where_its_own_table_is_lost(caption: str) -> None:
    own = ["信息内容\t本年制发件数\t甲\t本年废止件数", "规章\t1 2\t3"]
    annex = ["信息内容\t本年制发件数\t本年废止件数", "规章\t7\t8", "行政规范性文件\t9\t6"]
    report = text(
        "二、主动公开政府信息情况", *own, "六、其他需要报告的事项", "没有其他事项。", caption, *annex
    )
    assert {fact.scope for fact in report.facts if fact.value in {7, 8, 9, 6}} == {Scope.BESIDE}


def test_rows_of_a_line_each_in_text_laid_out_as_on_the_page() -> None:
    """Blank lines between some rows only moved the figures of others to the label below."""
    lines = [
        "     统计指标                              单位  统计数",
        "     一、主动公开情况",
        "",
        "     （一）主动公开政府信息数              条    2310",
        "     其中：主动公开规范性文件数            条    5",
        "",
        "     制发规范性文件总数                    件    6",
        "",
        "",
        "     （二）通过不同渠道和方式公开政府信息的情况",
        "",
        "     1.政府公报公开政府信息数              条    0",
        "",
        "     2.政府网站公开政府信息数              条    2188",
        "     3.政务微博公开政府信息数              条    416",
        "",
        "     4.政务微信公开政府信息数              条    380",
        "     5.其他方式公开政府信息数              条    122",
    ]
    over = ["云溪县民政局2016年政府信息公开工作年度报告", "一、总体情况", "政府信息公开情况统计表"]
    report = parse_text("\n".join([*over, *lines]))
    assert [fact.value for fact in report.facts] == [2310, 5, 6, 0, 2188, 416, 380, 122]


@pytest.mark.parametrize(
    "lines",
    [
        ["上一年度", "下一年度"],
        ["第一季度", "第二季度", "全年"],
        ["上半年情况", "下载"],
        ["样表", "返回首页"],
    ],
)
def test_lines_of_a_page_further_up_do_not_say_whose_a_table_is(lines: list[str]) -> None:
    table = "<tr><td>信息内容</td><td>本年制发件数</td></tr><tr><td>规章</td><td>4</td></tr>"
    over = "".join(f"<p>{line}</p>" for line in lines)
    page = f"<h1>{TITLE}</h1><h2>二、主动公开政府信息情况</h2>{over}<table>{table}</table>"
    assert parse(page.encode()).get("proactive.regulations.issued") == 4
    told = text("二、主动公开政府信息情况", *lines, "信息内容\t本年制发件数", "规章\t4")
    assert told.get("proactive.regulations.issued") == 4
