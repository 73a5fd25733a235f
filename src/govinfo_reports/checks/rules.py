"""The rules that are not relations between figures, as data for the catalogue."""

from __future__ import annotations

from attrs import frozen

from ..findings import Severity

__all__ = ["RULES", "Rule"]


@frozen
class Rule:
    """A family of findings. `id` holds the changing part in angle brackets."""

    id: str
    severity: Severity
    wording_en: str
    wording_zh: str
    example: str


_E, _W, _I = Severity.ERROR, Severity.WARNING, Severity.INFO

RULES: tuple[Rule, ...] = (
    Rule(
        "agree:<path>", _W,
        "the same indicator is stated more than once with different values (rough figures: beyond their roughness)",
        "同一指标在报告中多次出现而数值不同（约数以其精度为限）", "38 in the table, 35 in a sentence",
    ),
    Rule(
        "complete:<group>", _W,
        "a table or row that the form requires is not there",
        "缺少该格式规定的表格或行", "no table of section three",
    ),
    Rule(
        "complete:sections", _W,
        "sections that the form of its year prescribes are not there (since 2019)",
        "缺少该年度格式规定的部分（2019年度起）", "no section six",
    ),
    Rule(
        "complete:figures", _W,
        "no figure at all was found in the report",
        "报告中未找到任何数字", "a draft with its headings only",
    ),
    Rule(
        "ambiguous:<path>", _I,
        "a figure has several readings and none was chosen",
        "数字有多种读法，未作取舍", "6 or 62 in 6233440",
    ),
    Rule(
        "doubt:<path>", _W,
        "a relation does not hold, and a recognised figure in it is read differently or unsurely when its picture is read again",
        "关系不成立，且其中识别出的数字在重新识别时不一致或不确定", "4 recognised as 1 in a faint scan",
    ),
    Rule(
        "unread:table", _I,
        "a row or block that looked like data was not understood",
        "疑似数据的行或块未能识别", "a row of an unknown indicator",
    ),
    Rule(
        "parts:sentence", _I,
        "the parts that a sentence names as the whole do not add up",
        "句中所列各项之和与总数不符", "100, of which 60 and 30",
    ),
    Rule(
        "share:sentence", _I,
        "a share stated in a sentence does not fit its numbers",
        "句中所述占比与数字不符", "45% for 60 of 100",
    ),
    Rule(
        "growth:sentence", _I,
        "a change stated in a sentence does not fit its numbers",
        "句中所述增减幅度与数字不符", "20% more for 110 after 100",
    ),
    Rule(
        "not_checked:<id>", _I,
        "a relation of the form could not be tested, with the reason (only when asked for)",
        "某项关系未能核对及其原因（仅在要求时给出）", "not_checked:sum:review.total",
    ),
    Rule(
        "suspicious:one_applicant", _I,
        "many applications, all of one kind and all granted",
        "申请数量较多，且全部来自同一类、全部予以公开", "80 of 80",
    ),
    Rule(
        "suspicious:staff", _I,
        "full-time staff without any dedicated office",
        "有专职人员而专门机构数为0", "12 and 0",
    ),
    Rule(
        "suspicious:fees", _I,
        "a sentence says that no fees were charged, and the report has fees",
        "文中称未收费而报告列有收费", "0.5 and none",
    ),
    Rule(
        "suspicious:period", _W,
        "title and period name different years",
        "标题与统计期限年度不一致", "2021 and 2020",
    ),
    Rule(
        "suspicious:year", _W,
        "the heads of its tables (warning), headings or text (info) name another year than the report's",
        "表头（警告）、正文或小标题（提示）年度与报告年度不一致", "last year's heading",
    ),
    Rule(
        "suspicious:tables", _W,
        "two tables of the same form have different figures, and nothing tells which is the report's: neither is taken",
        "同式两表数字不同，无法确定哪一张是本报告的，均未采用", "a second table without a caption",
    ),
    Rule(
        "suspicious:form", _W,
        "the report follows a form that is not its year's",
        "报告采用的格式与报告年度不符", "the form of 2014 for 2021",
    ),
    Rule(
        "expected:<part>", _E,
        "year, organ or form is not the one that was asked for (a warning where the report names none)",
        "年度、机关或格式与所要求的不符（报告未载明时为警告）", "2023 asked for, 2022 in the title",
    ),
    Rule(
        "suspicious:published", _I,
        "published before the year reported on was over",
        "发布日期早于报告年度结束", "2021-06-01 for 2021",
    ),
    Rule(
        "suspicious:numbering", _I,
        "section numbers jump, repeat or go back",
        "章节编号跳号、重号或倒序", "四 then 七",
    ),
    Rule(
        "items:<path>", _I,
        "series: the number of items a year ago is not that of last year's report with its change",
        "连续年度：上一年项目数量与上年报告不符", "12 after 10 + 1",
    ),
    Rule(
        "last_year:<path>", _I,
        "series: a figure given as last year's is not the one in last year's report",
        "连续年度：文中所称上年数字与上年报告不符", "121 and 112",
    ),
    Rule(
        "cumulative:<path>", _W,
        "a cumulative figure (历年累计) is less than the year's own, or (series) than a year before",
        "历年累计数小于本年度数，或（连续年度）较上年下降", "900 after 1000",
    ),
    Rule(
        "jump:<path>", _I,
        "series: a figure changed out of all proportion",
        "连续年度：数字变化悬殊", "50 to 5000",
    ),
    Rule(
        "series:identical", _I,
        "series: every figure is last year's",
        "连续年度：全部数字与上年相同", "all 200 figures",
    ),
    Rule(
        "series:missing_year", _I,
        "series: no report for a year in between",
        "连续年度：缺少某一年度", "2020, 2022",
    ),
    Rule(
        "series:revised", _I,
        "series: two reports for one year differ",
        "连续年度：同一年度有两份数字不同的报告", "a corrected edition",
    ),
    Rule(
        "series:organ", _I,
        "series: the reports name different organs",
        "连续年度：各报告机关名称不同", "a county turned district",
    ),
    Rule(
        "series:no_year", _I,
        "series: a report without a year was left out",
        "连续年度：报告年度不明，未参与比较", "no year in the title",
    ),
    Rule(
        "series:no_organ", _I,
        "series: a report names no organ, or one that any place has, and is in no series",
        "连续年度：未载明机关或所属地区，未参与比较", "财政局 without its place",
    ),
    Rule(
        "series:alike", _I,
        "series: two names that may be one organ's were kept apart",
        "连续年度：两个名称相近，按不同机关处理", "临江县, 临江区",
    ),
    Rule(
        "rollup:<path>", _W,
        "regions: the organs below make more than the organ above prints",
        "上下级：下属机关合计大于上级数字", "120 > 100",
    ),
    Rule(
        "rollup_rest:<path>", _I,
        "regions: the organs below, all stating it, make less than the organ above prints",
        "上下级：下属机关均已列出，合计小于上级数字", "80 < 100",
    ),
    Rule(
        "rollup:missing", _I,
        "regions: an organ does not state figures that others do",
        "上下级：某机关未列出他方已列的数字", "no table of section two",
    ),
    Rule(
        "rollup:year", _I,
        "regions: an organ's report is of another year and was left out",
        "上下级：年度不同，未计入", "2021 and 2022",
    ),
    Rule(
        "rollup:no_organ", _I,
        "regions: a report was counted, though it is not known whose it is",
        "上下级：机关名称不明，已计入", "no organ in the title",
    ),
    Rule(
        "rollup:own", _I,
        "regions: the report of the organ above itself was left out",
        "上下级：为上级机关本级报告，未计入", "a copy of the parent's report",
    ),
    Rule(
        "rollup:twice", _I,
        "regions: of two reports of one organ for the year only the later edition was counted",
        "上下级：同一机关同一年度有两份报告，只计较新的一份", "a corrected edition",
    ),
    Rule(
        "rollup:within", _I,
        "regions: an organ of a place whose report is given too was left out, for the place's covers it",
        "上下级：所属地区的报告已含该机关，未计入", "临江区财政局 beside 临江区",
    ),
    Rule(
        "own:failed", _W,
        "a rule of the user's own could not be loaded or raised an error",
        "自定义规则无法载入或运行出错", "a function that divides by 0",
    ),
    Rule(
        "unreadable:source", _E,
        "command line: a file could not be read",
        "命令行：文件无法读取", "a page that holds no report",
    ),
)  # fmt: skip
"""The rules besides `RELATIONS`, in the order of the catalogue."""
