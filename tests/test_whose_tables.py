"""Two tables of one form in one report: whose and which year each is, by what stands over them.

Each document has the report's own table and a second one: of the year before, of the office itself, of one
organ of many, of another report in the same file; before or after it, with the words that such tables have
over them; and tables with a column for each of several years or organs. The answer says which figures are
the report's: they are read as the year's, all of them, and no other figure is, nor does one fill a blank.
Where nobody can tell, none is held and a finding says so. `tests/ledgers/whose_tables.txt` has what fails
today:

    PYTHONPATH=src python tests/test_whose_tables.py shrink
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cache

import pytest
from attrs import evolve, frozen

from figures import Figure
from govinfo_reports import GovInfoError, Report
from govinfo_reports.document import Table
from govinfo_reports.facts import Scope
from govinfo_reports.findings import Severity
from govinfo_reports.indicators import Form
from grids import form_tables, grid, printed, section_four, section_three, section_two, statistics_rows
from ledgers import HOLDS, Case, Ledger
from shapes import read_in
from test_product import figures, head_of

CONTAINERS = ("html", "document", "pipes", "tabs", "box")

TWO, THREE = "二、主动公开政府信息情况", "三、收到和处理政府信息公开申请情况"
FOUR = "四、政府信息公开行政复议、行政诉讼情况"
STATISTICS = "附件：政府信息公开情况统计表"

LAST_YEAR = (
    "2021年情况：",
    "附：2021年度数据",
    "上年同期情况如下：",
    "去年情况（供对比）",
    "上一年度统计表",
    "（2021年度）",
)
OWN_OFFICE = (
    "其中，市政府办公室情况如下：",
    "市政府办公室（本机关）情况",
    "市本级情况",
    "其中：市自然资源局办理情况",
)
OURS = ("2022年情况：", "2022年度数据", "本年度情况如下：", "全市情况", "全市汇总表")


@frozen
class Document:
    """The first lines, tables by what stands over them, the report's figures, whether it can be told which
    these are, the finding that must be there, and the words of an error that is an answer as well."""

    head: Sequence[str]
    tables: Mapping[str, Sequence[Table]]
    truth: Mapping[str, Figure]
    can_be_told: bool = True
    finding: str = ""
    error: str = ""


def _other(form: str) -> Mapping[str, Figure]:
    """Figures of another table of the form, which add up as well."""
    return figures(form, " of another")


def _table(block: str, texts: Mapping[str, str]) -> Table:
    if block == TWO:
        return section_two(Form.F2021, texts)[0]
    if block == THREE:
        return section_three(Form.F2021, texts)
    if block == FOUR:
        return section_four(texts)[0]
    return grid([("统计指标", "单位", "统计数"), *statistics_rows(texts)])


def _form(block: str) -> str:
    return "2014" if block == STATISTICS else "2021"


def _of(block: str, values: Mapping[str, Figure]) -> dict[str, Figure]:
    prefixes = {TWO: ("proactive.",), THREE: ("applications.",), FOUR: ("review.", "litigation.")}
    return {path: value for path, value in values.items() if path.startswith(prefixes.get(block, ("",)))}


def _pair(block: str, over: str, ours: str, *, first: bool, blanks: bool = False) -> Document:
    """The report's table under `ours` (under the section's heading alone where that is ""), the other under
    `over`."""
    form = _form(block)
    truth = _of(block, figures(form))
    if blanks:
        for path in sorted(truth)[3:40:7]:
            truth[path] = None
    year = 2017 if form == "2014" else 2022
    other = _table(block, printed(_other(form)))
    own = _table(block, {**printed(figures(form)), **printed(truth)})
    over, ours = (text.replace("2021", str(year - 1)).replace("2022", str(year)) for text in (over, ours))
    tables: dict[str, list[Table]]
    if first:
        tables = {block: [], over: [other], ours or "本年度情况如下：": [own]}
    else:
        tables = {block: [], ours: [own], over: [other]} if ours else {block: [own], over: [other]}
    return Document(
        head_of(form), tables, {path: value for path, value in truth.items() if value is not None}
    )


def _columns(heads: Sequence[str], which: int) -> Document:
    """The statistics table with several value columns, of which `which` is the report's; a total is the sum
    of the others."""
    truth, other = figures("2014"), _other("2014")
    is_total = heads[which] in {"合计", "总计"}
    rows: list[Sequence[str]] = [("统计指标", "单位", *heads)]
    for (label, unit, text), (_, _, strange) in zip(
        statistics_rows(printed(truth)), statistics_rows(printed(other)), strict=True
    ):
        values = [text or strange] * len(heads) if is_total else [strange] * len(heads)
        if is_total and text:
            parts = _parts(text, len(heads) - 1)
            values = [*parts[:which], text, *parts[which:]]
        values[which] = text
        rows.append((label, unit, *(value if text else "" for value in values)))
    return Document(head_of("2014"), {STATISTICS: [grid(rows)]}, truth)


def _parts(text: str, count: int) -> list[str]:
    """A printed figure in so many parts."""
    if "." in text:
        return [text, *["0"] * (count - 1)]
    whole = int(text)
    parts = [whole // (number + 2) for number in range(count - 1)]
    parts = parts if sum(parts) <= whole else [0] * (count - 1)
    return [str(part) for part in (*parts, whole - sum(parts))]


def _two_reports(title: str, *, first: bool, known: bool) -> Document:
    """Another whole report in the same file."""
    form = Form.F2021
    ours = form_tables(form, printed(figures("2021")))
    other = form_tables(form, printed(_other("2021")))
    tables: dict[str, Sequence[Table]] = dict(ours)
    tables[title] = []
    tables |= {f" {heading}": pieces for heading, pieces in other.items()}
    if first:
        tables = {title: [], **{f" {heading}": pieces for heading, pieces in other.items()}}
        tables[head_of("2021")[0]] = []
        tables |= ours
        return Document(head_of("2021")[2:], tables, figures("2021"), known, error=title)
    return Document(head_of("2021"), tables, figures("2021"), known, error=title)


def _lone(over: str, block: str) -> Document:
    """A single table, over which another year stands than in title and period: the report's."""
    form = _form(block)
    table = _table(block, printed(figures(form)))
    return Document(
        head_of(form), {block: [], over: [table]}, _of(block, figures(form)), finding="suspicious:year"
    )


def _in_the_head(word: str, other_word: str, *, first: bool) -> Document:
    """Section four twice, whose each table is in a row of its own above its heads."""
    ours, other = (section_four(printed(made))[0] for made in (figures("2021"), _other("2021")))

    def titled(table: Table, text: str) -> Table:
        rows: list[Sequence[str | tuple[str, int, int]]] = [[(text, 1, 15)]]
        rows += [[(cell.text, cell.rowspan, cell.colspan) for cell in row] for row in table.rows]
        return grid(rows)

    pieces = [titled(other, other_word), titled(ours, word)]
    return Document(head_of("2021"), {FOUR: pieces if first else pieces[::-1]}, _of(FOUR, figures("2021")))


def _documents() -> Mapping[str, Document]:
    found: dict[str, Document] = {}
    for block in (TWO, THREE, FOUR, STATISTICS):
        for number, over in enumerate((*LAST_YEAR, *OWN_OFFICE)):
            is_year = over in LAST_YEAR
            ours = (OURS[:3] if is_year else OURS[3:])[number % (3 if is_year else 2)]
            found[f"{block}: {over} | {ours}"] = _pair(block, over, ours, first=True)
            found[f"{block}: (heading) | {over}"] = _pair(block, over, "", first=False)
            if number % 3 == 0:
                found[f"{block}: {ours} | {over}"] = _pair(block, over, ours, first=False)
                found[f"{block} with blanks: (heading) | {over}"] = _pair(
                    block, over, "", first=False, blanks=True
                )
        found[f"{block}: two tables, nothing over them"] = evolve(
            _pair(block, "情况表", "统计情况", first=True), can_be_told=False
        )
        found[f"{block}: 甲组 | 乙组"] = evolve(_pair(block, "甲组", "乙组", first=True), can_be_told=False)
    for heads, which in (
        (("区政府", "部门", "乡镇", "合计"), 3),
        (("合计", "市本级", "县区"), 0),
        (("全市", "市政府办公室"), 0),
        (("市本级", "全市"), 1),
        (("2017年", "2016年"), 0),
        (("2016年", "2017年"), 1),
        (("本年", "上年"), 0),
        (("上年数", "本年数"), 1),
        (("去年同期", "本年度"), 1),
        (("2017年度", "2016年度", "增减"), 0),
        (("街道", "部门", "总计"), 2),
    ):
        found[f"columns: {' | '.join(heads)}"] = _columns(heads, which)
    found["two reports: last year's after"] = _two_reports(
        "云河市2021年政府信息公开工作年度报告", first=False, known=True
    )
    found["two reports: another organ's after"] = _two_reports(
        "云河市财政局2022年政府信息公开工作年度报告", first=False, known=True
    )
    found["two reports: last year's first"] = _two_reports(
        "云河市2021年政府信息公开工作年度报告", first=True, known=False
    )
    for block in (THREE, FOUR, STATISTICS):
        found[f"lone: {block} under another year"] = _lone("2019年统计表", block)
    for word, other in (
        ("2022年", "2021年"),
        ("全市", "市政府办公室"),
        ("2022年度行政复议、行政诉讼情况", "2021年度行政复议、行政诉讼情况"),
        ("本年", "上年"),
    ):
        for first in (True, False):
            order = f"{other} | {word}" if first else f"{word} | {other}"
            found[f"in the table's first row: {order}"] = _in_the_head(word, other, first=first)
    return found


def state_of(report: Report, document: Document) -> str:
    """`wrong`: a figure of the year that is not the report's; `unsaid` and `lost`: a figure of the report's
    not read, and whether anything is said. Where it cannot be told: the model must hold neither, and a
    finding say why."""
    given: dict[str, set[Figure]] = defaultdict(set)
    for fact in report.facts:
        if fact.value is not None and fact.scope is Scope.YEAR:
            given[fact.path].add(fact.value)
    loud = bool(report.unread) or any(finding.severity >= Severity.WARNING for finding in report.findings)
    if not document.can_be_told:
        held = [path for path in document.truth if report.get(path) is not None]
        return "wrong" if held else HOLDS if loud else "unsaid"
    if any(values != {document.truth.get(path)} for path, values in given.items()):
        return "wrong"
    if document.truth.keys() - given.keys():
        return "lost" if loud else "unsaid"
    rules = {finding.rule for finding in report.findings}
    return "unsaid" if document.finding and document.finding not in rules else HOLDS


@cache
def _cases() -> Mapping[Case, Document]:
    documents = _documents()
    return {(name, container): document for name, document in documents.items() for container in CONTAINERS}


def run(keys: Collection[Case] | None) -> Iterator[tuple[Case, str]]:
    """The state of each of these cases, of all where None."""
    every = _cases()
    for key in sorted(every if keys is None else keys):
        document = every[key]
        try:
            yield key, state_of(read_in(key[1], document.head, document.tables), document)
        except GovInfoError as error:
            yield key, HOLDS if document.error and document.error in str(error) else "lost"


@pytest.mark.parametrize("container", CONTAINERS[:1])
def test_whose_tables_they_are(container: str) -> None:
    said = Ledger("whose_tables").judge(dict(run([key for key in _cases() if key[1] == container])))
    assert not said, said


@pytest.mark.full
@pytest.mark.parametrize("container", CONTAINERS[1:])
def test_whose_tables_they_are_in_other_shapes(container: str) -> None:
    said = Ledger("whose_tables").judge(dict(run([key for key in _cases() if key[1] == container])))
    assert not said, said


if __name__ == "__main__":
    sys.exit(Ledger("whose_tables").main(run, _cases()))
