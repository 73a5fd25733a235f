"""Whole reports as text whose tables have lost their cell borders, in the ways that such texts are met."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from random import Random

from attrs import frozen

from figures import Figure, clean_figures
from glue import SIZES, random_applications
from govinfo_reports import Report, parse_text
from govinfo_reports.document import Table
from govinfo_reports.indicators import APPLICANTS, Form
from grids import printed, section_four, section_three, section_two, statistics_rows
from writers_text import as_text

__all__ = [
    "LAYOUTS",
    "Style",
    "document_of_lines",
    "glued_report",
    "glued_statistics",
    "random_figures",
    "random_style",
    "said_of_documents",
    "text_of",
    "year_before",
]

LAYOUTS = ("one line", "table a line", "row a line", "cell of a row")
"""All on one line; each table on a line of its own; each row on one; each row a label cell and one cell of
all its figures."""

_BEFORE = (
    "云河市2022年政府信息公开工作年度报告",
    "本报告由云河市人民政府办公室编制，所列数据的统计期限自2022年1月1日起至2022年12月31日止。"
    "联系电话：0930-3255660。",
    "一、总体情况",
    "全市各级行政机关认真执行条例，召开培训会3次，全年发布信息平稳有序。",
)
_AFTER = (
    "五、存在的主要问题及改进情况",
    "公开内容还不够丰富，12个乡镇的栏目更新不及时。下一步将加强培训，完善制度。",
    "六、其他需要报告的事项",
    "本年度没有其他需要报告的事项。",
)


@frozen(kw_only=True)
class Style:
    """How a text is glued: its layout, what stands between a label and its figures, the share of borders
    left as blanks, and of rows that keep all of them, what stands after each row, and which variant of the
    tables is printed."""

    layout: str = "one line"
    gap: str = ""
    kept: float = 0.0
    spaced_rows: float = 0.0
    after_row: str = ""
    subtotal: bool = False
    pieces: bool = False
    three_rows: bool = True


def random_style(rng: Random, form: Form) -> Style:
    """Any of the ways."""
    layout = rng.choice(LAYOUTS)
    return Style(
        layout=layout,
        gap=rng.choice(("", "", " ", "\t" if layout == "row a line" else "")),
        kept=rng.choice((0.0, 0.0, 0.0, 0.1)),
        spaced_rows=rng.choice((0.0, 0.0, 0.1, 0.5)),
        after_row=rng.choice(("", "", " ")),
        subtotal=rng.random() < 0.1,
        pieces=rng.random() < 0.3,
        three_rows=form is Form.F2021 and rng.random() < 0.9,
    )


def random_figures(rng: Random, form: Form, style: Style) -> dict[str, Figure]:
    """The figures of a report of any size, as `style` prints them."""
    figures = clean_figures(form, rng)
    if rng.random() < 0.5:
        for row, values in random_applications(rng, form, rng.choice(sorted(SIZES))).items():
            figures |= {f"{row}.{column}": value for column, value in zip(APPLICANTS, values, strict=True)}
    if form is Form.F2021 and not style.three_rows:
        kept: dict[str, Figure] = {}
        for path, value in figures.items():
            if ".other_handling." in path:
                whole = f"applications.outcomes.other_handling.all.{path.rsplit('.', 1)[1]}"
                kept[whole] = int(value or 0) + int(kept.get(whole) or 0)
            else:
                kept[path] = value
        return kept
    return figures


def _glue(values: Sequence[str], style: Style, rng: Random) -> str:
    """The figures of one row: run together, or with some of their borders, or all."""
    kept = 1.0 if rng.random() < style.spaced_rows else style.kept
    text = values[0]
    for value in values[1:]:
        text += (" " if rng.random() < kept else "") + value
    return text


def _rows(table: Table, style: Style, rng: Random) -> list[tuple[str, str]]:
    """Each row as its label (all its words) and its figures; heads have no figures."""
    rows = []
    for row in table.rows:
        texts = [cell.text for cell in row]
        first = len(texts)
        while first and (not texts[first - 1] or texts[first - 1].lstrip("+-").replace(".", "", 1).isdigit()):
            first -= 1
        rows.append(("".join(texts[:first]), _glue(texts[first:], style, rng) if first < len(texts) else ""))
    return rows


def _lines(table: Table, style: Style, rng: Random) -> list[str]:
    rows = _rows(table, style, rng)
    if style.layout == "cell of a row":
        return [
            f"| {label} | {figures} |" if figures and label else f"| {label or figures} |"
            for label, figures in rows
        ]
    lines = [label + (style.gap if label and figures else "") + figures for label, figures in rows]
    return lines if style.layout == "row a line" else [style.after_row.join(line for line in lines if line)]


def text_of(tables: Mapping[str, Sequence[Table]], style: Style, rng: Random) -> str:
    """A report with these tables by heading."""
    lines = list(_BEFORE)
    for heading, pieces in tables.items():
        lines.append(heading)
        for piece in pieces:
            lines += _lines(piece, style, rng)
    lines += _AFTER
    return ("" if style.layout == "one line" else "\n").join(lines)


def document_of_lines(lines: Sequence[str]) -> str:
    """A report whose section three has these lines."""
    heading = "三、收到和处理政府信息公开申请情况"
    return "\n".join(
        [*_BEFORE, heading, *lines, "四、政府信息公开行政复议、行政诉讼情况", "本年度无此类情况。", *_AFTER]
    )


def glued_report(form: Form, figures: Mapping[str, Figure], style: Style, rng: Random) -> str:
    """The text of a report of the 2019 or 2021 form."""
    texts = printed(figures)
    tables = {
        "二、主动公开政府信息情况": section_two(form, texts, pieces=style.pieces),
        "三、收到和处理政府信息公开申请情况": [section_three(form, texts, subtotal=style.subtotal)],
        "四、政府信息公开行政复议、行政诉讼情况": section_four(texts, pieces=style.pieces and style.subtotal),
    }
    return text_of(tables, style, rng)


def glued_statistics(figures: Mapping[str, Figure], style: Style) -> str:
    """The text of a report of the 2014 form, its statistics table run together: label, unit, figure, label
    ..."""
    texts = printed(figures)
    lines = ["统计指标单位统计数"]
    lines += [f"{label}{style.gap}{unit}{style.gap}{text}" for label, unit, text in statistics_rows(texts)]
    table = style.after_row.join(lines) if style.layout in {"one line", "table a line"} else "\n".join(lines)
    parts = [*_BEFORE, *_AFTER, "附件：政府信息公开情况统计表", table]
    return ("" if style.layout == "one line" else "\n").join(parts)


def said_of_documents(figures: Mapping[str, Figure], rng: Random) -> str:
    """What the sentences of a report may say of section two: how many normative documents were issued,
    repealed and are in force, each half the time."""
    base = "proactive.normative_documents"
    words = {
        "issued": "全市共制发行政规范性文件{}件。",
        "repealed": "废止行政规范性文件{}件。",
        "in_force": "现行有效行政规范性文件{}件。",
    }
    said = [
        text.format(figures[f"{base}.{name}"])
        for name, text in words.items()
        if f"{base}.{name}" in figures and rng.random() < 0.5
    ]
    return "".join(said) or "全年发布信息平稳有序。"


def year_before(form: Form, figures: Mapping[str, Figure]) -> Report:
    """A report of the year before from which section two's stocks and items have come; where no such year
    can be, with others."""
    before: dict[str, Figure] = dict.fromkeys(figures, 0)
    for path, value in figures.items():
        base, _, name = path.rpartition(".")
        if name == "in_force":
            before[path] = max(
                0,
                int(value or 0) - int(figures[f"{base}.issued"] or 0) + int(figures[f"{base}.repealed"] or 0),
            )
        if name == "items_last_year":
            before[path], before[f"{base}.items_change"] = value, 0
    tables = {"二、主动公开政府信息情况": section_two(form, printed(before))}
    return parse_text(as_text(("云河市2021年政府信息公开工作年度报告", *_BEFORE[2:]), tables, "tabs"))
