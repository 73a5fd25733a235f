"""One report in every container: the same figures come back from each, and nothing else."""

from __future__ import annotations

import base64
import gzip
import io
import json
import quopri
import shutil
import subprocess
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from difflib import SequenceMatcher
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path
from random import Random

import pypdfium2
import pytest
from PIL import Image

import writers_sheet as sheets
import writers_text as written
import writers_wrapped as wrapped
import writers_xml as xml
from figures import Figure, clean_figures
from govinfo_reports import Finding, Report, Source, parse, parse_document, read_document
from govinfo_reports.document import Document, Paragraph, Table
from govinfo_reports.indicators import Form
from grids import form_tables, printed, section_four, section_three, section_two
from writers_docx import zip_of
from writers_ofd import OfdStyle, write_ofd
from writers_pdf import PdfStyle, write_pdf

HEAD = (
    "云河市2022年政府信息公开工作年度报告",
    "本报告由云河市人民政府办公室编制，所列数据的统计期限自2022年1月1日起至2022年12月31日止。",
    "一、总体情况",
    "全市各级行政机关认真执行条例，各项工作平稳有序。",
)
Tables = Mapping[str, Sequence[Table]]
OFD_STYLES = {
    "ofd": OfdStyle(repeats=True, scale=3.5278),
    "ofd-characters": OfdStyle(singly=True, template=True, absolute=True),
    "ofd-units": OfdStyle(folded=True, composite=True, shapes=True, pretty=True),
    "ofd-on-its-side": OfdStyle(turned=True, scale=0.3528),
    "ofd-dressed": OfdStyle(dressed=True, namespace="", origin=False),
}
SHAPES = ("tabs", "pipes", "markdown", "cells", "layout")


def as_pdf(tables: Tables) -> bytes:
    """A PDF with ruling lines; the big table goes over page breaks."""
    blocks: list[str | Table] = list(HEAD)
    for heading, pieces in tables.items():
        blocks += [heading, *pieces]
    return write_pdf(blocks, PdfStyle())


def as_ofd(tables: Tables, style: OfdStyle) -> bytes:
    """An OFD with ruling lines; the big table goes over page breaks."""
    blocks: list[str | Table] = list(HEAD)
    for heading, pieces in tables.items():
        blocks += [heading, *pieces]
    return write_ofd(blocks, style)


def as_zip(tables: Tables) -> bytes:
    """A report page with an attachment."""
    guide = "云河市政府信息公开指南\n为方便公众获取政府信息，编制本指南。"
    return zip_of({"2022年年度报告.html": written.as_html(HEAD, tables), "指南.txt": guide.encode()})


def python_mail(content: bytes, kind: str) -> bytes:
    """A mail as Python's own writer makes it: with the page as its body, or with a Word file attached."""
    mail = EmailMessage()
    mail["Subject"] = "云河市2022年政府信息公开工作年度报告"
    mail["From"], mail["To"] = "office@example.cn", "archive@example.cn"
    if kind == "attached":
        mail.set_content("您好，年度报告见附件。")
        mail.add_attachment(
            content,
            maintype="application",
            subtype="vnd.openxmlformats-officedocument.wordprocessingml.document",
            filename="2022年政府信息公开工作年度报告.docx",
        )
    else:
        mail.set_content("请以网页方式阅读。")
        mail.add_alternative(content.decode(), subtype="html")
    return mail.as_bytes(policy=SMTP)


def mail_of_gbk(name: str, content: bytes) -> bytes:
    """A mail of a Chinese mail program: subject and the name of the attachment in GBK, as quoted printable
    words and base64."""
    word = "".join(f"={byte:02X}" for byte in name.encode("gbk"))
    return (
        b"From: a@example.cn\r\nSubject: =?GBK?B?"
        + base64.b64encode("年报".encode("gbk"))
        + b"?=\r\nMIME-Version: 1.0\r\n"
        b'Content-Type: multipart/mixed; boundary="B"\r\n\r\n--B\r\nContent-Type: text/plain; charset=gbk\r\n'
        b"Content-Transfer-Encoding: quoted-printable\r\n\r\n"
        + quopri.encodestring("见附件。".encode("gbk"))
        + b"\r\n--B\r\n"
        b'Content-Type: application/octet-stream\r\nContent-Disposition: attachment; filename="=?GBK?Q?'
        + word.encode()
        + b'?="\r\n'
        b"Content-Transfer-Encoding: base64\r\n\r\n" + base64.encodebytes(content) + b"\r\n--B--\r\n"
    )


def as_bare_lines(tables: Tables) -> bytes:
    """Every cell on a line of its own with nothing between, as the text of a page's elements comes; blank
    cells vanish."""
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
    "xlsx": lambda tables: sheets.as_xlsx(HEAD, tables),
    "xlsx-lines": lambda tables: sheets.as_xlsx(HEAD, tables, lines=True, gaps=False),
    "ods": lambda tables: sheets.as_ods(HEAD, tables),
    "xls": lambda tables: sheets.as_xls(HEAD, tables),
    "pdf": as_pdf,
    "zip": as_zip,
    "zip-in-zip": lambda tables: zip_of({"附件.zip": as_zip(tables)}),
    "docx-in-zip-in-zip": lambda tables: zip_of(
        {"全部.zip": zip_of({"内.zip": zip_of({"年报.docx": written.as_docx(HEAD, tables)})})}
    ),
    "html-gz-in-zip": lambda tables: zip_of(
        {"年报.html.gz": gzip.compress(written.as_html(HEAD, tables), mtime=0)}
    ),
    "flat-opc": lambda tables: xml.flat_opc(written.as_docx(HEAD, tables)),
    "word-2003": lambda tables: xml.as_word_2003(written.as_docx(HEAD, tables)),
    "excel-2003": lambda tables: xml.as_excel_2003(HEAD, tables),
    "odt": lambda tables: xml.odt(xml.odt_blocks(HEAD, tables)),
    "odt-split": lambda tables: xml.odt(xml.odt_blocks(HEAD, tables, split=True), styles=xml.COLUMNS),
    "fodt": lambda tables: xml.fodt(xml.odt_blocks(HEAD, tables)),
    "mail": lambda tables: wrapped.as_mail(written.as_html(HEAD, tables)),
    "mhtml": lambda tables: wrapped.as_mhtml(written.as_html(HEAD, tables)),
    "mhtml-gbk": lambda tables: wrapped.as_mhtml(written.as_html(HEAD, tables), charset="gbk"),
    "json": lambda tables: wrapped.as_json(written.as_html(HEAD, tables)),
    "python-mail": lambda tables: python_mail(written.as_html(HEAD, tables), "related"),
    "python-mail-attached": lambda tables: python_mail(written.as_docx(HEAD, tables), "attached"),
    "json-in-json": lambda tables: json.dumps(
        {"data": json.dumps({"content": written.as_html(HEAD, tables).decode()})}
    ).encode(),
    "json-escaped-twice": lambda tables: wrapped.as_json(written.as_html(HEAD, tables)).replace(
        b"<", b"\\\\u003c"
    ),
    "json-utf-16": lambda tables: wrapped.as_json(written.as_html(HEAD, tables)).decode().encode("utf-16"),
    "jsonp": lambda tables: b"jQuery_1(" + wrapped.as_json(written.as_html(HEAD, tables)) + b");\n",
    "json-script": lambda tables: b"var data = " + wrapped.as_json(written.as_html(HEAD, tables)) + b";",
    "html-utf-16-without-mark": lambda tables: written.as_html(HEAD, tables).decode().encode("utf-16-le"),
    "json-in-zip": lambda tables: zip_of(
        {"1.json": wrapped.as_json(written.as_html(HEAD, tables)), "2.xml": "<a/>"}
    ),
    "word-2003-in-zip": lambda tables: zip_of(
        {"1.xml": xml.as_word_2003(written.as_docx(HEAD, tables)), "2.json": "{}"}
    ),
    "mail-with-sheet": lambda tables: mail_of_gbk(
        "2022年政府信息公开工作年度报告.xlsx", sheets.as_xlsx(HEAD, tables)
    ),
    "gzip": lambda tables: gzip.compress(written.as_html(HEAD, tables)),
    "csv": lambda tables: wrapped.as_separated(HEAD, tables).encode(),
    "csv-gbk-semicolons": lambda tables: wrapped.as_separated(HEAD, tables, separator=";").encode("gbk"),
    "tsv-quoted": lambda tables: wrapped.as_separated(HEAD, tables, separator="\t", quoting=1).encode(
        "utf-16"
    ),
    "bare-lines": as_bare_lines,
    **{name: lambda tables, style=style: as_ofd(tables, style) for name, style in OFD_STYLES.items()},  # type: ignore[misc]
}
FORMS = (Form.F2014, Form.F2019, Form.F2021)


def year_figures(report: Report) -> dict[str, Figure]:
    """The figures of the tables, each path once."""
    figures: dict[str, Figure] = {}
    for fact in report.facts:
        if fact.source is Source.TABLE and fact.scope.value == "year":
            assert figures.setdefault(fact.path, fact.value) == fact.value
    return figures


def doubts(report: Report) -> list[Finding]:
    """The findings above info about what is in the report; these reports have a form that need not be their
    year's, and no prose."""
    expected = {"suspicious:form", "complete:sections"}
    return [one for one in report.findings if one.severity.value != "info" and one.rule not in expected]


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
    assert doubts(report) == []


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
        "三、收到和处理政府信息公开申请情况": [section_three(Form.F2021, texts)],
        "四、政府信息公开行政复议、行政诉讼情况": section_four(texts),
    }
    for container in ("html", "tabs", "docx"):
        report = parse(WRITERS[container](tables))
        assert year_figures(report) == kept
        assert report.form is Form.F2021
        assert not doubts(report)


# Every reader gives the same Document for the same content. What is compared is what was printed: the
# paragraphs and tables in
# their order, and of every table each cell with its row, column, spans and text, without the blanks that
# wrapping brings.
# Not compared, as no two containers have the same: locations, notices and what stands around the article
# (furniture).

Printed = list[str | list[tuple[int, int, int, int, str]]]


def bare(text: str) -> str:
    return "".join(text.split())


def blocks_of(document: Document) -> Printed:
    return [
        bare(block.text)
        if isinstance(block, Paragraph)
        else sorted(
            (cell.row, cell.column, cell.rowspan, cell.colspan, bare(cell.text)) for cell in block.cells
        )
        for block in document.blocks
        if isinstance(block, Table) or bare(block.text)
    ]


def report_tables(form: Form, seed: int = 4) -> Tables:
    return form_tables(form, printed(clean_figures(form, Random(seed))))


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(
    "container",
    [
        "word-html",
        "docx",
        "xlsx",
        "xlsx-lines",
        "ods",
        "xls",
        "pdf",
        "zip",
        "flat-opc",
        "word-2003",
        "excel-2003",
        "odt",
        "odt-split",
        "fodt",
        "mail",
        "mhtml",
        "mhtml-gbk",
        "json",
        "gzip",
    ],
)
def test_same_document_from_every_container_with_cells(container: str, form: Form) -> None:
    tables = report_tables(form)
    document = read_document(WRITERS[container](tables))
    assert blocks_of(document) == blocks_of(read_document(WRITERS["html"](tables)))


@pytest.mark.slow
@pytest.mark.skipif(
    shutil.which("soffice") is None, reason="LibreOffice makes these files and reads two of them"
)
@pytest.mark.parametrize(
    ("kind", "form"),
    [("doc:MS Word 97", Form.F2021), ("rtf", Form.F2019), ("pdf", Form.F2019), ("pdf", Form.F2014)],
)
def test_same_document_from_what_an_office_program_makes(kind: str, form: Form, tmp_path: Path) -> None:
    tables = report_tables(form)
    (tmp_path / "report.docx").write_bytes(WRITERS["docx"](tables))
    command = ["soffice", "--headless", f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"]
    command += ["--convert-to", kind, "--outdir", str(tmp_path), str(tmp_path / "report.docx")]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    document = read_document(tmp_path / f"report.{kind.partition(':')[0]}")
    assert blocks_of(document) == blocks_of(read_document(WRITERS["html"](tables)))


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("shape", ["tabs", "pipes", "markdown"])
def test_same_rows_from_text_with_a_row_a_line(shape: str, form: Form) -> None:
    """Such text has no grid: how many rows and columns a cell spans is not in it. All else is: every printed
    cell in its row."""

    def rows_of(document: Document) -> list[str | list[list[str]]]:
        return [
            bare(block.text)
            if isinstance(block, Paragraph)
            else [[bare(cell.text) for cell in row] for row in block.rows if row]
            for block in document.blocks
        ]

    tables = report_tables(form)
    assert rows_of(read_document(WRITERS[shape](tables))) == rows_of(read_document(WRITERS["html"](tables)))


def texts_of(document: Document) -> list[str]:
    """Every text in reading order, whether of a paragraph or a cell; blanks left out."""
    texts: list[str] = []
    for block in document.blocks:
        cells = (
            [block.text]
            if isinstance(block, Paragraph)
            else [cell.text for row in block.rows for cell in row]
        )
        texts += [text for cell in cells if (text := bare(cell))]
    return texts


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("shape", ["cells", "bare-lines"])
def test_same_texts_from_text_with_a_cell_a_line(shape: str, form: Form) -> None:
    """Such text does not say where a row ends either: the cells are there, in their order."""
    tables = report_tables(form)
    expected = texts_of(read_document(WRITERS["html"](tables)))
    found = texts_of(read_document(WRITERS[shape](tables)))
    assert found[: len(expected)] == expected
    assert len(found) - len(expected) == (2 if shape == "bare-lines" else 0)  # the section after the tables


@pytest.mark.parametrize("form", FORMS)
def test_nothing_is_lost_from_text_that_keeps_a_layout(form: Form) -> None:
    """A label that wraps stands on the lines above and below its figures, beside other labels: only the
    tables' reader, which knows the labels, puts it together. The Document holds every character."""
    tables = report_tables(form)
    found = Counter("".join(texts_of(read_document(WRITERS["layout"](tables)))))
    assert found == Counter("".join(texts_of(read_document(WRITERS["html"](tables)))))


FONT = str(Path(__file__).parent / "report_font.ttf")


def scanned(pdf: bytes, dpi: int, turn: float) -> bytes:
    """The pages of a PDF as pictures, each turned by some degrees."""
    document = pypdfium2.PdfDocument(pdf)
    pictures = [page.render(scale=dpi / 72).to_pil().convert("L") for page in document]
    document.close()
    first, *others = (
        picture.rotate(turn, resample=Image.Resampling.BICUBIC, fillcolor=255) for picture in pictures
    )
    out = io.BytesIO()
    first.save(out, "PDF", resolution=dpi, save_all=True, append_images=others)
    return out.getvalue()


def grids_of(document: Document) -> list[list[tuple[int, int, int, int, str]]]:
    """Of every table its cells and the figures in them; a word only as `word`."""
    return [
        [
            (
                cell.row,
                cell.column,
                cell.rowspan,
                cell.colspan,
                bare(cell.text) if is_figure(cell.text) else "word",
            )
            for cell in table.cells
        ]
        for table in document.tables()
    ]


def is_figure(text: str) -> bool:
    return bare(text).lstrip("-").replace(".", "").isdigit()


@pytest.mark.slow
@pytest.mark.parametrize(
    ("form", "dpi", "turn"),
    [
        pytest.param(Form.F2021, 150, 0.0, marks=pytest.mark.full),
        pytest.param(Form.F2021, 200, 1.0, marks=pytest.mark.full),
        (Form.F2019, 200, 0.0),
        pytest.param(Form.F2019, 150, 1.0, marks=pytest.mark.full),
        pytest.param(Form.F2014, 150, -1.0, marks=pytest.mark.full),
    ],
)
def test_same_tables_from_a_scan(form: Form, dpi: int, turn: float) -> None:
    """Recognised words may be a character off (末 for 未, a half-width bracket) and a line of prose may end
    early, so of words only the likeness is compared; of the tables every cell with its spans, and every
    figure."""
    figures = clean_figures(form, Random(4))
    blocks: list[str | Table] = list(HEAD)
    for heading, pieces in form_tables(form, printed(figures)).items():
        blocks += [heading, *pieces]
    pdf = write_pdf(
        blocks, PdfStyle(font_file=FONT)
    )  # some characters are not in the font: in the PDF and the scan alike
    drawn, document = read_document(pdf), read_document(scanned(pdf, dpi, turn))
    assert grids_of(document) == grids_of(drawn)
    words, expected = ("".join(texts_of(one)) for one in (document, drawn))
    assert SequenceMatcher(None, words, expected, autojunk=False).ratio() > 0.97
    report = parse_document(document)
    assert year_figures(report) == figures
    assert not report.unread


FILES = Path(__file__).parent / "files"


@pytest.mark.parametrize(
    "name", ["libreoffice.odt", "libreoffice-split.odt", "libreoffice.fodt.gz", "chromium.mhtml"]
)
def test_same_document_from_files_of_other_programs(name: str) -> None:
    """Made of our report by LibreOffice 7 and Chromium, and kept, so that these programs need not be
    there."""
    document = read_document(FILES / name)
    assert blocks_of(document) == blocks_of(read_document(WRITERS["html"](report_tables(Form.F2021))))


def test_same_figures_from_values_that_libreoffice_separated() -> None:
    report = parse(FILES / "libreoffice.csv")
    assert year_figures(report) == clean_figures(Form.F2021, Random(4))
    assert not report.unread


def test_same_figures_from_a_file_of_easyofd() -> None:
    """easyofd leaves out all ruling lines. The one head of 行政许可, 行政处罚 and 行政强制 begins where the
    first of three heads above does, and its figures stand in the middle below all three: nothing else is
    printed there."""
    report = parse(FILES / "easyofd.ofd")
    assert year_figures(report) == clean_figures(Form.F2021, Random(4))
    assert not report.unread
