"""One report in every container: the same figures come back from each, and nothing else."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from random import Random

import pytest

import writers_text as written
from figures import Figure, clean_figures
from govinfo_reports import Report, Source, parse, read_document
from govinfo_reports.document import Table
from govinfo_reports.indicators import Form
from grids import form_tables, printed, section_four, section_three, section_two
from writers_pdf import PdfStyle, write_pdf

HEAD = (
    "云河市2022年政府信息公开工作年度报告",
    "本报告由云河市人民政府办公室编制，所列数据的统计期限自2022年1月1日起至2022年12月31日止。",
    "一、总体情况",
    "全市各级行政机关认真执行条例，各项工作平稳有序。",
)
Tables = Mapping[str, Sequence[Table]]
SHAPES = ("tabs", "pipes", "markdown", "cells", "layout")


def as_pdf(tables: Tables) -> bytes:
    """A PDF with ruling lines; the big table goes over page breaks."""
    blocks: list[str | Table] = list(HEAD)
    for heading, pieces in tables.items():
        blocks += [heading, *pieces]
    return write_pdf(blocks, PdfStyle())


def as_bare_lines(tables: Tables) -> bytes:
    """Every cell on a line of its own with nothing between, as the text of a page's elements comes; blank cells vanish."""
    lines = list(HEAD)
    for heading, pieces in tables.items():
        lines.append(heading)
        lines += [
            cell.text.replace("\n", "") for piece in pieces for row in piece.rows for cell in row if cell.text
        ]
    lines += ["五、存在的主要问题及改进情况", "一是公开的主动性有待提高，二是队伍的能力有待加强。"]
    return "\n".join(lines).encode()


WRITERS: dict[str, Callable[[Tables], bytes]] = {
    **{shape: lambda tables, shape=shape: written.as_text(HEAD, tables, shape).encode() for shape in SHAPES},  # type: ignore[misc]
    "html": lambda tables: written.as_html(HEAD, tables),
    "word-html": lambda tables: written.as_word_html(HEAD, tables),
    "docx": lambda tables: written.as_docx(HEAD, tables),
    "xlsx": lambda tables: written.as_xlsx(HEAD, tables),
    "pdf": as_pdf,
    "bare-lines": as_bare_lines,
}
FORMS = (Form.F2014, Form.F2019, Form.F2021)


def year_figures(report: Report) -> dict[str, Figure]:
    """The figures of the tables, each path once."""
    figures: dict[str, Figure] = {}
    for fact in report.facts:
        if fact.source is Source.TABLE and fact.scope.value == "year":
            assert figures.setdefault(fact.path, fact.value) == fact.value
    return figures


def blanked(figures: Mapping[str, Figure], rng: Random) -> dict[str, Figure]:
    """Some cells left empty."""
    return {path: None if rng.random() < 0.15 else value for path, value in figures.items()}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("container", WRITERS)
@pytest.mark.parametrize("seed", range(3))
def test_same_figures_from_every_container(form: Form, container: str, seed: int) -> None:
    figures = clean_figures(form, Random(seed))
    report = parse(WRITERS[container](form_tables(form, printed(figures))))
    assert year_figures(report) == figures
    assert not report.unread
    assert report.form is form
    assert (report.organ, report.year) == ("云河市", 2022)
    assert [finding for finding in report.findings if finding.severity.value != "info"] == []


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(
    "container", [name for name in WRITERS if name not in {"cells", "bare-lines", "layout"}]
)
def test_blank_cells_stay_blank(form: Form, container: str) -> None:
    rng = Random(f"{form}{container}")
    figures = blanked(clean_figures(form, rng), rng)
    found = year_figures(parse(WRITERS[container](form_tables(form, printed(figures)))))
    assert {path: value for path, value in found.items() if value is not None} == {
        path: value for path, value in figures.items() if value is not None
    }


@pytest.mark.parametrize("container", ["cells", "bare-lines", "layout"])
def test_blank_cells_one_a_line_are_never_moved(container: str) -> None:
    for seed in range(12):
        rng = Random(seed)
        figures = blanked(clean_figures(Form.F2021, rng), rng)
        found = year_figures(parse(WRITERS[container](form_tables(Form.F2021, printed(figures)))))
        assert all(value is None or value == figures[path] for path, value in found.items())


@pytest.mark.parametrize("container", ["tabs", "pipes", "cells", "html", "docx", "xlsx"])
@pytest.mark.parametrize("form", [Form.F2019, Form.F2021])
def test_tables_in_pieces_with_a_subtotal_column(form: Form, container: str) -> None:
    figures = clean_figures(form, Random(11))
    texts = printed(figures)
    tables = {
        "二、主动公开政府信息情况": section_two(form, texts, pieces=True),
        "三、收到和处理政府信息公开申请情况": [section_three(form, texts, subtotal=True)],
        "四、政府信息公开行政复议、行政诉讼情况": section_four(texts, pieces=True),
    }
    report = parse(WRITERS[container](tables))
    assert year_figures(report) == figures
    assert not report.unread


def test_other_handling_in_one_row_of_a_2021_report() -> None:
    figures = clean_figures(Form.F2021, Random(3))
    kept: dict[str, Figure] = {}
    for path, value in figures.items():
        name = path.rsplit(".", 1)[1]
        if ".other_handling." in path:
            whole = f"applications.outcomes.other_handling.all.{name}"
            assert isinstance(value, int)
            kept[whole] = value + int(kept.get(whole) or 0)
        else:
            kept[path] = value
    texts = printed(kept)
    tables = {
        "二、主动公开政府信息情况": section_two(Form.F2021, texts),
        "三、收到和处理政府信息公开申请情况": [section_three(Form.F2021, texts, three_rows=False)],
        "四、政府信息公开行政复议、行政诉讼情况": section_four(texts),
    }
    for container in ("html", "tabs", "docx"):
        report = parse(WRITERS[container](tables))
        assert year_figures(report) == kept
        assert report.form is Form.F2021
        assert not [finding for finding in report.findings if finding.severity.value != "info"]


@pytest.mark.parametrize(
    ("container", "form"),
    # In this PDF of the 2019 form a page break goes through the heads of section four; what that does is another test's.
    # A sheet has no tables of its own: a row of one cell above the heads is a paragraph there.
    [
        (name, form)
        for name in ("word-html", "docx", "xlsx", "pdf")
        for form in FORMS
        if (name, form) not in {("pdf", Form.F2019), ("xlsx", Form.F2019), ("xlsx", Form.F2021)}
    ],
)
def test_same_document_from_every_container_with_cells(container: str, form: Form) -> None:
    tables = form_tables(form, printed(clean_figures(form, Random(4))))

    def content(name: str) -> tuple[list[str], list[list[list[str]]]]:
        """The paragraphs, and of each table's rows the cells that cover them, each once."""
        document = read_document(WRITERS[name](tables))
        cells = [
            [
                ["".join(cell.text.split()) for cell in dict.fromkeys(row) if cell is not None]
                for row in table.covering()
            ]
            for table in document.tables()
        ]
        return [
            text for paragraph in document.paragraphs() if (text := "".join(paragraph.text.split()))
        ], cells

    assert content(container) == content("html")
