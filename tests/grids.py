"""The official forms as printed tables, from figures: used by every writer of test reports."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from figures import Figure
from govinfo_reports.document import Cell, Table
from govinfo_reports.indicators import APPLICANTS, Form, Kind, indicators
from govinfo_reports.location import Location

__all__ = [
    "Row",
    "form_tables",
    "grid",
    "printed",
    "section_four",
    "section_three",
    "section_two",
    "statistics_rows",
]

Row = Sequence[str | tuple[str, int, int]]
"""Cells of one row: a text, or (text, rowspan, colspan)."""

_OUTCOMES = "applications.outcomes"
_GROUPS: tuple[tuple[str, str, tuple[tuple[str, str], ...]], ...] = (
    (
        "（三）不予公开",
        "refused",
        (
            ("1.属于国家秘密", "state_secret"),
            ("2.其他法律行政法规禁止公开", "prohibited_by_law"),
            ("3.危及“三安全一稳定”", "security_and_stability"),
            ("4.保护第三方合法权益", "third_party_rights"),
            ("5.属于三类内部事务信息", "internal_affairs"),
            ("6.属于四类过程性信息", "deliberative_process"),
            ("7.属于行政执法案卷", "enforcement_files"),
            ("8.属于行政查询事项", "administrative_inquiry"),
        ),
    ),
    (
        "（四）无法提供",
        "unable",
        (
            ("1.本机关不掌握相关政府信息", "not_held"),
            ("2.没有现成信息需要另行制作", "needs_creation"),
            ("3.补正后申请内容仍不明确", "still_unclear"),
        ),
    ),
    (
        "（五）不予处理",
        "not_processed",
        (
            ("1.信访举报投诉类申请", "petition"),
            ("2.重复申请", "repeated"),
            ("3.要求提供公开出版物", "publication"),
            ("4.无正当理由大量反复申请", "excessive"),
            ("5.要求行政机关确认或重新出具已获取信息", "confirmation"),
        ),
    ),
)
_OTHER_HANDLING = (
    ("1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请", "not_corrected_in_time"),
    ("2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请", "fee_unpaid"),
    ("3.其他", "other"),
)


def grid(rows: Sequence[Row]) -> Table:
    """The rows as a Table, each cell at the first free place of its row."""
    taken: set[tuple[int, int]] = set()
    cells = []
    for number, row in enumerate(rows):
        column = 0
        for item in row:
            text, rowspan, colspan = item if isinstance(item, tuple) else (item, 1, 1)
            while (number, column) in taken:
                column += 1
            taken |= {(number + down, column + right) for down in range(rowspan) for right in range(colspan)}
            cells.append(
                Cell(
                    text=text,
                    row=number,
                    column=column,
                    rowspan=rowspan,
                    colspan=colspan,
                    location=Location(),
                )
            )
            column += colspan
    return Table(cells=tuple(cells), location=Location())


def printed(figures: Mapping[str, Figure]) -> dict[str, str]:
    """The figures as an organ would print them: amounts in plain decimals, blanks as nothing."""
    return {
        path: "" if value is None else format(value, "f") if isinstance(value, Decimal) else str(value)
        for path, value in figures.items()
    }


def statistics_rows(texts: Mapping[str, str]) -> list[tuple[str, str, str]]:
    """The 2014 form's rows, heads of groups included: label, unit, text."""
    rows = []
    for path, item in indicators().items():
        if Form.F2014 not in item.forms:
            continue
        if item.kind is Kind.GROUP:
            label = "三、依申请公开情况" if path == "applications" else item.label
            rows.append((label, "——", ""))
        elif path in texts:
            rows.append((item.label, item.unit or "", texts[path]))
    return rows


def section_two(form: Form, texts: Mapping[str, str], *, pieces: bool = False) -> list[Table]:
    """Section two in one table, or in a table for each clause."""
    if form is Form.F2021:
        clauses: list[tuple[str, list[tuple[str, str]], list[tuple[str, str]]]] = [
            (
                "第二十条第（一）项",
                [("本年制发件数", "issued"), ("本年废止件数", "repealed"), ("现行有效件数", "in_force")],
                [("规章", "regulations"), ("行政规范性文件", "normative_documents")],
            ),
            ("第二十条第（五）项", [("本年处理决定数量", "decisions")], [("行政许可", "licensing")]),
            (
                "第二十条第（六）项",
                [("本年处理决定数量", "decisions")],
                [("行政处罚", "penalties"), ("行政强制", "coercion")],
            ),
            (
                "第二十条第（八）项",
                [("本年收费金额（单位：万元）", "amount")],
                [("行政事业性收费", "administrative_fees")],
            ),
        ]
    else:
        items = [("上一年项目数量", "items_last_year"), ("本年增/减", "items_change")]
        clauses = [
            (
                "第二十条第（一）项",
                [
                    ("本年新制作数量", "made"),
                    ("本年新公开数量", "newly_disclosed"),
                    ("对外公开总数量", "disclosed_total"),
                ],
                [("规章", "regulations"), ("规范性文件", "normative_documents")],
            ),
            (
                "第二十条第（五）项",
                [*items, ("处理决定数量", "decisions")],
                [("行政许可", "licensing"), ("其他对外管理服务事项", "other_services")],
            ),
            (
                "第二十条第（六）项",
                [*items, ("处理决定数量", "decisions")],
                [("行政处罚", "penalties"), ("行政强制", "coercion")],
            ),
            ("第二十条第（八）项", items, [("行政事业性收费", "administrative_fees")]),
            (
                "第二十条第（九）项",
                [("采购项目数量", "projects"), ("采购总金额", "amount")],
                [("政府集中采购", "procurement")],
            ),
        ]
    spans = {1: (3,), 2: (1, 2), 3: (1, 1, 1)}
    rows: list[list[Row]] = []
    for clause, metrics, subjects in clauses:
        widths = spans[len(metrics)]
        block: list[Row] = [[(clause, 1, 4)]]
        block.append(
            ["信息内容", *((head, 1, width) for (head, _), width in zip(metrics, widths, strict=True))]
        )
        for subject, name in subjects:
            values = [texts[f"proactive.{name}.{metric}"] for _, metric in metrics]
            block.append([subject, *((value, 1, width) for value, width in zip(values, widths, strict=True))])
        rows.append(block)
    return [grid(block) for block in rows] if pieces else [grid([row for block in rows for row in block])]


def section_three(form: Form, texts: Mapping[str, str], *, subtotal: bool = False) -> Table:
    """Section three, with 其他处理 in the rows that the figures have; `subtotal` adds the organisations'
    小计."""
    three_rows = form is Form.F2021 and f"{_OUTCOMES}.other_handling.all.total" not in texts
    organisations = [label for name, label in APPLICANTS.items() if name not in {"natural_person", "total"}]
    organisations += ["小计"] if subtotal else []
    note = "申请人情况"
    rows: list[Row] = [
        [
            ("（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）", 3, 3),
            (note, 1, len(organisations) + 2),
        ],
        [("自然人", 2, 1), ("法人或其他组织", 1, len(organisations)), ("总计", 2, 1)],
        list(organisations),
    ]

    def values(path: str) -> list[str]:
        cells = [texts[f"{path}.{name}"] for name in APPLICANTS]
        if subtotal:
            whole = sum(int(text) for text in cells[1:-1] if text.isdigit())
            cells.insert(-1, str(whole))
        return cells

    rows.append([("一、本年新收政府信息公开申请数量", 1, 3), *values("applications.received")])
    rows.append([("二、上年结转政府信息公开申请数量", 1, 3), *values("applications.carried_in")])
    inner: list[list[str | tuple[str, int, int]]] = [
        [("（一）予以公开", 1, 2), *values(f"{_OUTCOMES}.granted")],
        [
            ("（二）部分公开（区分处理的，只计这一情形，不计其他情形）", 1, 2),
            *values(f"{_OUTCOMES}.partially_granted"),
        ],
    ]
    groups = list(_GROUPS)
    if three_rows:
        groups.append(("（六）其他处理", "other_handling", _OTHER_HANDLING))
    for head, group, members in groups:
        for number, (label, name) in enumerate(members):
            first: list[str | tuple[str, int, int]] = [(head, len(members), 1)] if number == 0 else []
            inner.append([*first, label, *values(f"{_OUTCOMES}.{group}.{name}")])
    if not three_rows:
        inner.append([("（六）其他处理", 1, 2), *values(f"{_OUTCOMES}.other_handling.all")])
    inner.append([("（七）总计", 1, 2), *values(f"{_OUTCOMES}.total")])
    inner[0].insert(0, ("三、本年度办理结果", len(inner), 1))
    rows += inner
    rows.append([("四、结转下年度继续办理", 1, 3), *values("applications.carried_forward")])
    return grid(rows)


def section_four(texts: Mapping[str, str], *, pieces: bool = False) -> list[Table]:
    """Section four in one table of fifteen columns, or in three of five."""
    heads = ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"]
    names = ("upheld", "corrected", "other", "pending", "total")
    groups = (
        ("行政复议", "review"),
        ("未经复议直接起诉", "litigation.direct"),
        ("复议后起诉", "litigation.after_review"),
    )
    values = [[texts[f"{path}.{name}"] for name in names] for _, path in groups]
    if pieces:
        return [grid([[(label, 1, 5)], heads, row]) for (label, _), row in zip(groups, values, strict=True)]
    return [
        grid(
            [
                [("行政复议", 1, 5), ("行政诉讼", 1, 10)],
                [*((head, 2, 1) for head in heads), ("未经复议直接起诉", 1, 5), ("复议后起诉", 1, 5)],
                [*heads, *heads],
                [text for row in values for text in row],
            ]
        )
    ]


def form_tables(form: Form, texts: Mapping[str, str]) -> dict[str, list[Table]]:
    """All tables of a report of the form, by the heading of the section they stand in."""
    if form is Form.F2014:
        rows: list[Row] = [("统计指标", "单位", "统计数"), *statistics_rows(texts)]
        return {"附件：政府信息公开情况统计表": [grid(rows)]}
    return {
        "二、主动公开政府信息情况": section_two(form, texts),
        "三、收到和处理政府信息公开申请情况": [section_three(form, texts)],
        "四、政府信息公开行政复议、行政诉讼情况": section_four(texts),
    }
