"""Reports as language models write them out in Markdown when asked to copy the page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from random import Random

from attrs import define, evolve, frozen

from govinfo_reports import Form
from govinfo_reports.document import Table
from grids import section_four, section_three, section_two, statistics_rows

HEAD = ("云河市2021年政府信息公开工作年度报告", "一、总体情况", "全年工作平稳有序，各项制度得到落实。")
TAIL = ("五、存在的主要问题及改进情况", "人手不足，明年加强培训。")


@frozen(kw_only=True)
class Habits:
    """How one answer writes tables: merged cells `repeated`, `beside` (only their first row or column
    filled) or `blank`; heads in `rows` or `joined` into one; labels joined into one column or not; clauses
    and places as `bands`, `headings` or `bold` lines."""

    merged: str
    heads: str
    joined_labels: bool
    clauses: str
    emphasis: str
    line_break: str
    blank: str
    commas: bool
    fenced: bool
    ruled: str

    @classmethod
    def of(cls, rng: Random) -> Habits:
        """Habits at random."""
        return cls(
            merged=rng.choice(("repeated", "beside", "blank")),
            heads=rng.choice(("rows", "joined")),
            joined_labels=rng.random() < 0.4,
            clauses=rng.choice(("bands", "headings", "bold")),
            emphasis=rng.choice(("", "", "heads", "labels")),
            line_break=rng.choice(("", "", "<br>")),
            blank=rng.choice(("", "", "-", "—", "/")),
            commas=rng.random() < 0.3,
            fenced=rng.random() < 0.2,
            ruled=rng.choice(("---", ":---:", ":--", "------")),
        )


@define
class _Writer:
    habits: Habits

    def value(self, text: str) -> str:
        if not text:
            return self.habits.blank
        return f"{int(text):,}" if self.habits.commas and text.isdigit() else text

    def words(self, text: str, *, head: bool) -> str:
        """A label or a head, with the line break and the emphasis of the habits."""
        habits = self.habits
        if habits.line_break and len(text) > 8:
            text = text[: len(text) // 2] + habits.line_break + text[len(text) // 2 :]
        bold = text and habits.emphasis == ("heads" if head else "labels")
        return f"**{text}**" if bold else text

    def grid(self, table: Table) -> list[list[str]]:
        """The texts of a table with its merged cells filled as the habits say."""
        rows = len(table.rows)
        width = max(cell.column + cell.colspan for cell in table.cells)
        texts = [[""] * width for _ in range(rows)]
        for cell in table.cells:
            is_word = bool(cell.text) and not cell.text.lstrip("-").replace(".", "").isdigit()
            text = cell.text if is_word else self.value(cell.text)
            for down in range(cell.rowspan):
                for right in range(cell.colspan):
                    shown = (
                        self.habits.merged == "repeated"
                        or (down == 0 and right == 0)
                        or (self.habits.merged == "beside" and down == 0 and not is_word)
                    )
                    texts[cell.row + down][cell.column + right] = text if shown else ""
        return texts

    def table(self, rows: Sequence[Sequence[str]], heads: int) -> list[str]:
        """Markdown of these rows, the first `heads` of which are heads; a rule stands below the first row."""
        lines = []
        for number, row in enumerate(rows):
            cells = [self.words(text, head=number < heads) if _is_word(text) else text for text in row]
            lines.append(f"| {' | '.join(cells)} |")
            if number == 0:
                lines.append(f"|{'|'.join([self.habits.ruled] * len(row))}|")
        return ["", *lines, ""]

    def heading(self, text: str) -> str:
        return f"### {text}" if self.habits.clauses == "headings" else f"**{text}**"


def _is_word(text: str) -> bool:
    return any("\u4e00" <= sign <= "\u9fff" for sign in text)


def _head_path(rows: Sequence[Sequence[str]], column: int) -> str:
    return "-".join(dict.fromkeys(row[column] for row in rows if row[column]))


def as_model(form: Form, texts: Mapping[str, str], habits: Habits) -> str:
    """The report as one answer gives it."""
    writer = _Writer(habits)
    lines = [f"# {HEAD[0]}", "", f"## {HEAD[1]}", "", HEAD[2], ""]
    if form is Form.F2014:
        rows = [["统计指标", "单位", "统计数"]]
        rows += [[label, unit, writer.value(text)] for label, unit, text in statistics_rows(texts)]
        lines += ["## 附件：政府信息公开情况统计表", *writer.table(rows, 1)]
    else:
        lines += ["## 二、主动公开政府信息情况", *_two(form, texts, writer)]
        lines += ["## 三、收到和处理政府信息公开申请情况", *_three(form, texts, writer)]
        lines += ["## 四、政府信息公开行政复议、行政诉讼情况", *_four(texts, writer)]
    lines += [f"## {TAIL[0]}", "", TAIL[1], ""]
    body = "\n".join(lines)
    return f"以下是该报告的文字内容：\n\n```markdown\n{body}```\n" if habits.fenced else body


def _two(form: Form, texts: Mapping[str, str], writer: _Writer) -> list[str]:
    if writer.habits.clauses == "bands":
        (table,) = section_two(form, texts)
        return writer.table(writer.grid(table), 1)
    lines: list[str] = []
    for table in section_two(form, texts, pieces=True):
        clause, *rows = [[cell.text for cell in row] for row in table.rows]
        values = [rows[0], *([row[0], *map(writer.value, row[1:])] for row in rows[1:])]
        lines += ["", writer.heading(clause[0]), *writer.table(values, 1)]
    return lines


def _three(form: Form, texts: Mapping[str, str], writer: _Writer) -> list[str]:
    filled = _Writer(evolve(writer.habits, merged="repeated"))
    rows = writer.grid(section_three(form, texts))
    whole = filled.grid(section_three(form, texts))
    heads = 3
    if writer.habits.heads == "joined":
        joined = [_head_path(whole[1:3], column) for column in range(3, len(whole[0]))]
        rows, whole, heads = [["项目", "", "", *joined], *rows[3:]], [["项目"] * 3 + joined, *whole[3:]], 1
    if writer.habits.joined_labels:
        rows = [[" ".join(dict.fromkeys(row[:3])), *row[3:]] for row in whole]
    return writer.table(rows, heads)


def _four(texts: Mapping[str, str], writer: _Writer) -> list[str]:
    if writer.habits.clauses == "bands":
        (table,) = section_four(texts)
        if writer.habits.heads == "rows":
            return writer.table(writer.grid(table), 3)
        whole = _Writer(evolve(writer.habits, merged="repeated")).grid(table)
        joined = [_head_path(whole[:3], column) for column in range(len(whole[0]))]
        return writer.table([joined, whole[-1]], 1)
    lines: list[str] = []
    for table in section_four(texts, pieces=True):
        place, *rows = [[cell.text for cell in row] for row in table.rows]
        lines += ["", writer.heading(place[0]), *writer.table([rows[0], [*map(writer.value, rows[1])]], 1)]
    return lines
