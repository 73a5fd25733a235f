"""How many figures are read from the PDFs that other programs make of our reports, and whether any is wrong.

    python benchmarks/pdf_programs.py [PATTERN] [-v] [--keep FOLDER]

Reports with known figures of the forms 2014, 2019 and 2021, without blanks and with, are printed by every
program found here (Chromium, LibreOffice, WeasyPrint, xhtml2pdf, Typst, reportlab, fpdf2, MuPDF, pandoc),
each in several ways; and one PDF is written anew in the ways of pikepdf, PDFium and MuPDF, with what only
other programs leave in a file (turned pages, moved boxes, other units, forms within forms, passwords that
let everybody read). Some of these programs are under the GPL or the AGPL; none is needed by the library.
"""

from __future__ import annotations

import argparse
import collections
import fnmatch
import importlib.util
import io
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).parent))
sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from converters import as_pdf, quirky, report_of  # noqa: I001
from writers_text import as_docx, as_html, as_word_html

from govinfo_reports import GovInfoError, Scope, Source, parse
from govinfo_reports.document import Cell, Table
from govinfo_reports.indicators import Form

FONT_FILE = Path(__file__).parents[1] / "tests" / "report_font.ttf"
Tables = Mapping[str, list[Table]]
Make = Callable[[list[str], Tables, Path], bytes]

PROGRAMS: dict[str, Make] = {}

STYLES = {
    "plain": "",
    "collapsed": "table{border-collapse:collapse}td{border:1px solid #000}",
    "hair": "table{border-collapse:collapse}td{border:0.25pt solid #000;padding:1px}",
    "double": "table{border-collapse:collapse}td{border:3px double #000}",
    "dotted": "table{border-collapse:collapse}td{border:1px dotted #000}",
    "dashed": "table{border-collapse:collapse}td{border:1px dashed #444}",
    "coloured": "table{border-collapse:collapse}td{border:1px solid #bcd}tr:nth-child(-n+2) "
    "td{background:#d9e8f7}",
    "zebra": "table{border-collapse:collapse}td{border:1px solid #fff;background:#eee}tr:nth-child(odd) "
    "td{background:#ddd}",
    "landscape": "@page{size:A4 landscape}table{border-collapse:collapse;width:100%}td{border:1px solid "
    "#000;text-align:center}",
    "small": "table{border-collapse:collapse;font-size:6.5pt}td{border:1px solid #000}",
    "narrow": "table{border-collapse:collapse;width:100%;table-layout:fixed}td{border:1px solid "
    "#000;word-break:break-all}",
    "open": "table{border-collapse:collapse}td{border:1px solid "
    "#000}td:first-child{border-left:0}td:last-child{border-right:0}",
    "broken": "@page{size:A4;margin:2cm 2cm 9cm}table{border-collapse:collapse}td{border:1px solid "
    "#000;padding:6px}",
    "footed": "@page{size:A4;margin:2cm;@bottom-center{content:'第 ' counter(page) ' "
    "页'}}table{border-collapse:collapse}td{border:1px solid #000}",
}
"""Ways to print a page of the web."""


def styled(head: list[str], tables: Tables, style: str) -> bytes:
    """The report as a page of the web with a style."""
    css = (
        f"<style>body{{font-family:'Noto Serif CJK SC','WenQuanYi Micro "
        f"Hei',serif;font-size:9pt}}{STYLES[style]}</style>"
    )
    return as_html(head, tables).replace(b"</head>", css.encode() + b"</head>")


def ran(*command: str | Path) -> None:
    subprocess.run(list(map(str, command)), check=True, capture_output=True, timeout=180)


def has(package: str) -> bool:
    return importlib.util.find_spec(package) is not None


def chromium(page: bytes, folder: Path) -> bytes:
    command = shutil.which("chromium") or shutil.which("google-chrome") or ""
    (folder / "page.html").write_bytes(page)
    ran(
        command, "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-pdf-header-footer",
        f"--user-data-dir={folder / 'profile'}", f"--print-to-pdf={folder / 'page.pdf'}", (folder / "page.html").as_uri(),
    )  # fmt: skip
    return (folder / "page.pdf").read_bytes()


def office(data: bytes, suffix: str, folder: Path, options: str = "") -> bytes:
    source = folder / f"report.{suffix}"
    source.write_bytes(data)
    read = ["--infilter=HTML (StarWriter)"] if suffix == "html" else []
    ran(
        "soffice", "--headless", f"-env:UserInstallation={(folder / 'office').as_uri()}", *read, "--convert-to",
        f"pdf:writer_pdf_Export{options}", "--outdir", folder, source,
    )  # fmt: skip
    return source.with_suffix(".pdf").read_bytes()


def weasy(page: bytes) -> bytes:
    import weasyprint

    return bytes(weasyprint.HTML(string=page.decode()).write_pdf())


def xhtml(page: bytes) -> bytes:
    from xhtml2pdf import pisa

    out = io.BytesIO()
    font = FONT_FILE
    css = (
        f"<style>@font-face{{font-family:Report;src:url({font})}}td{{border:0.5pt solid "
        f"black;padding:2pt}}*{{font-family:Report}}</style>"
    )
    pisa.CreatePDF(page.decode().replace("</head>", css + "</head>"), dest=out)
    return out.getvalue()


def typst(head: list[str], tables: Tables, more: str = "") -> bytes:
    import typst as program

    def quoted(text: str) -> str:
        return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'

    def cell(one: Cell) -> str:
        spans = f"rowspan: {one.rowspan}, colspan: {one.colspan}"
        return f"table.cell({spans}, {quoted(one.text)})"

    lines = ['#set text(font: "Noto Serif CJK SC", size: 8pt)', "#set page(margin: 1.6cm)", more]
    lines += [f"#text({quoted(line)})\n" for line in head]
    for heading, pieces in tables.items():
        lines.append(f"#text({quoted(heading)})\n")
        for table in pieces:
            cells = ", ".join(cell(one) for row in table.rows for one in row)
            lines.append(f"#table(columns: {table.n_columns}, {cells})\n")
    return bytes(program.compile("\n".join(lines).encode()))


def platypus(head: list[str], tables: Tables, *style: tuple[object, ...], size: float = 8.0) -> bytes:
    from reportlab.lib.pagesizes import A3
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.platypus import Paragraph, SimpleDocTemplate
    from reportlab.platypus import Table as Drawn

    pdfmetrics.registerFont(TTFont("Report", str(FONT_FILE)))
    text = ParagraphStyle("text", fontName="Report", fontSize=size, leading=1.3 * size, wordWrap="CJK")
    flow: list[object] = [Paragraph(line, text) for line in head]
    for heading, pieces in tables.items():
        flow.append(Paragraph(heading, text))
        for table in pieces:
            cells: list[list[object]] = [[""] * table.n_columns for _ in table.rows]
            spans = []
            for row in table.rows:
                for one in row:
                    cells[one.row][one.column] = Paragraph(one.text, text)
                    last = one.column + one.colspan - 1, one.row + one.rowspan - 1
                    spans.append(("SPAN", (one.column, one.row), last))
            width = (A3[0] - 80) / table.n_columns
            flow.append(Drawn(cells, colWidths=[width] * table.n_columns, style=[*spans, *style]))
    out = io.BytesIO()
    SimpleDocTemplate(out, pagesize=A3, leftMargin=40, rightMargin=40).build(flow)
    return out.getvalue()


def fpdf(head: list[str], tables: Tables) -> bytes:
    from fpdf import FPDF

    pdf = FPDF(format="A3")
    pdf.add_font("Report", fname=str(FONT_FILE))
    pdf.set_font("Report", size=8)
    pdf.add_page()
    for line in head:
        pdf.multi_cell(0, 5, line, new_x="LMARGIN", new_y="NEXT")
    for heading, pieces in tables.items():
        pdf.multi_cell(0, 5, heading, new_x="LMARGIN", new_y="NEXT")
        for table in pieces:
            with pdf.table(first_row_as_headings=False) as drawn:
                for row in table.rows:
                    line = drawn.row()
                    for one in row:
                        line.cell(one.text, colspan=one.colspan, rowspan=one.rowspan)
    return bytes(pdf.output())


def mupdf_story(page: bytes) -> bytes:
    import pymupdf

    out = io.BytesIO()
    writer = pymupdf.DocumentWriter(out)
    story = pymupdf.Story(html=page.decode())
    box, more = pymupdf.paper_rect("a4"), 1
    while more:
        device = writer.begin_page(box)
        more, _ = story.place(pymupdf.Rect(36, 36, box.width - 36, box.height - 36))
        story.draw(device)
        writer.end_page()
    writer.close()
    return out.getvalue()


def base(head: list[str], tables: Tables) -> bytes:
    return as_pdf(head, tables, Random("base"), {})


def pikepdf_edit(edit: Callable[[object], None], **saving: object) -> Make:
    def make(head: list[str], tables: Tables, _folder: Path) -> bytes:
        import pikepdf

        out = io.BytesIO()
        with pikepdf.open(io.BytesIO(base(head, tables))) as pdf:
            edit(pdf)
            pdf.save(out, **saving)
        return out.getvalue()

    return make


def turned(pdf: object) -> None:
    """Content drawn on its side on pages that are turned back."""
    for page in pdf.pages:
        width, height = (float(page.MediaBox[2]), float(page.MediaBox[3]))
        page.contents_add(f"q 0 1 -1 0 {height} 0 cm".encode(), prepend=True)
        page.contents_add(b"Q")
        page.MediaBox = [0, 0, height, width]
        page.Rotate = 90


def upside_down(pdf: object) -> None:
    for page in pdf.pages:
        width, height = (float(page.MediaBox[2]), float(page.MediaBox[3]))
        page.contents_add(f"q -1 0 0 -1 {width} {height} cm".encode(), prepend=True)
        page.contents_add(b"Q")
        page.Rotate = 180


def moved(pdf: object) -> None:
    """Boxes that do not begin at 0."""
    for page in pdf.pages:
        width, height = (float(page.MediaBox[2]), float(page.MediaBox[3]))
        page.contents_add(b"q 1 0 0 1 -300 200 cm", prepend=True)
        page.contents_add(b"Q")
        page.MediaBox = [-400, 100, width - 200, height + 300]
        page.CropBox = [-300, 200, width - 300, height + 200]


def scaled(pdf: object) -> None:
    """Pages twice as large as their content says."""
    for page in pdf.pages:
        page.UserUnit = 2


def shrunk(pdf: object) -> None:
    """Content drawn at half its size within a larger matrix."""
    for page in pdf.pages:
        width, height = (float(page.MediaBox[2]), float(page.MediaBox[3]))
        page.contents_add(b"q 0.5 0 0 0.5 0 0 cm", prepend=True)
        page.contents_add(b"Q")
        page.MediaBox = [0, 0, width / 2, height / 2]


def enlarged(pdf: object) -> None:
    for page in pdf.pages:
        width, height = (float(page.MediaBox[2]), float(page.MediaBox[3]))
        page.contents_add(b"q 3 0 0 3 0 0 cm", prepend=True)
        page.contents_add(b"Q")
        page.MediaBox = [0, 0, width * 3, height * 3]


def as_form(pdf: object, page: object) -> object:
    """What a page shows, as a form. (That of `as_form_xobject` reads the page's content only when the file
    is written.)"""
    import pikepdf

    return pdf.make_stream(
        page.Contents.read_bytes(),
        Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Form, BBox=page.MediaBox, Resources=page.Resources,
    )  # fmt: skip


def flipped(pdf: object) -> None:
    """Content drawn from the top with a mirrored matrix in a mirrored form, as some drivers do."""
    import pikepdf

    for page in pdf.pages:
        height = float(page.MediaBox[3])
        form = as_form(pdf, page)
        page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(F=form))
        page.Contents = pdf.make_stream(
            f"q 1 0 0 -1 0 {height} cm q 1 0 0 -1 0 {height} cm /F Do Q Q".encode()
        )


def nested(pdf: object) -> None:
    """Each page a form in a form."""
    import pikepdf

    for page in pdf.pages:
        inner = as_form(pdf, page)
        outer = pdf.make_stream(
            b"q /I Do Q",
            Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Form, BBox=page.MediaBox,
            Resources=pikepdf.Dictionary(XObject=pikepdf.Dictionary(I=inner)),
        )  # fmt: skip
        page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(F=outer))
        page.Contents = pdf.make_stream(b"/F Do")


def split(pdf: object) -> None:
    """Content in many streams, cut between any two lines."""
    for page in pdf.pages:
        data = page.Contents.read_bytes() if not isinstance(page.Contents, list) else b""
        lines = data.split(b"\n")
        size = max(1, len(lines) // 40)
        page.Contents = pdf.make_indirect(
            [pdf.make_stream(b"\n".join(lines[at : at + size])) for at in range(0, len(lines), size)]
        )


def doubled(pdf: object) -> None:
    """All content printed twice, a little aside: bold print of old drivers."""
    for page in pdf.pages:
        data = page.Contents.read_bytes()
        page.Contents = pdf.make_stream(b"q " + data + b" Q q 1 0 0 1 0.25 0 cm " + data + b" Q")


def side_by_side(pdf: object) -> None:
    """Two pages on a sheet."""
    import pikepdf

    pages = list(pdf.pages)
    width, height = (float(pages[0].MediaBox[2]), float(pages[0].MediaBox[3]))
    forms = [as_form(pdf, page) for page in pages]
    for at in range(0, len(forms), 2):
        names = {f"F{number}": form for number, form in enumerate(forms[at : at + 2])}
        drawn = " ".join(f"q 1 0 0 1 {number * width} 0 cm /F{number} Do Q" for number in range(len(names)))
        pages[at].Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(**names))
        pages[at].Contents = pdf.make_stream(drawn.encode())
        pages[at].MediaBox = [0, 0, 2 * width, height]
    for number in reversed(range(1, len(forms), 2)):
        del pdf.pages[number]


def nothing(_pdf: object) -> None:
    return


def resaved(head: list[str], tables: Tables, _folder: Path) -> bytes:
    import pypdfium2

    out = io.BytesIO()
    pypdfium2.PdfDocument(base(head, tables)).save(out)
    return out.getvalue()


def mupdf_saved(head: list[str], tables: Tables, **options: object) -> bytes:
    import pymupdf

    document = pymupdf.open(stream=base(head, tables), filetype="pdf")
    return bytes(document.tobytes(**options))


def incremental(head: list[str], tables: Tables, folder: Path) -> bytes:
    """A file with a note added behind its end."""
    import pymupdf

    path = folder / "base.pdf"
    path.write_bytes(base(head, tables))
    document = pymupdf.open(path)
    document[0].add_text_annot((20, 20), "12")
    document.saveIncr()
    return path.read_bytes()


def register() -> None:
    """Every program that is here."""
    if shutil.which("chromium") or shutil.which("google-chrome"):
        for style in STYLES:
            PROGRAMS[f"chromium-{style}"] = lambda h, t, f, style=style: chromium(styled(h, t, style), f)
        PROGRAMS["chromium-word"] = lambda h, t, f: chromium(as_word_html(h, t), f)
    if shutil.which("soffice"):
        PROGRAMS["soffice-docx"] = lambda h, t, f: office(as_docx(h, t), "docx", f)
        PROGRAMS["soffice-docx-tagged"] = lambda h, t, f: office(
            as_docx(h, t), "docx", f,
            ':{"SelectPdfVersion":{"type":"long","value":"2"},"UseTaggedPDF":{"type":"boolean","value":"true"}}',
        )  # fmt: skip
        PROGRAMS["soffice-html"] = lambda h, t, f: office(styled(h, t, "collapsed"), "html", f)
        if shutil.which("pandoc"):
            PROGRAMS["pandoc-docx-soffice"] = pandoc_docx
    if has("weasyprint"):
        for style in (
            "plain",
            "hair",
            "double",
            "dotted",
            "coloured",
            "landscape",
            "narrow",
            "footed",
            "open",
        ):
            PROGRAMS[f"weasyprint-{style}"] = lambda h, t, f, style=style: weasy(styled(h, t, style))
    if has("xhtml2pdf"):
        PROGRAMS["xhtml2pdf"] = lambda h, t, f: xhtml(as_html(h, t))
    if has("typst"):
        PROGRAMS["typst"] = lambda h, t, f: typst(h, t)
        PROGRAMS["typst-thin"] = lambda h, t, f: typst(
            h, t, "#set table(stroke: 0.3pt + gray, align: center)"
        )
        PROGRAMS["typst-level"] = lambda h, t, f: typst(
            h, t, "#set table(stroke: (x, y) => (top: 0.5pt, bottom: 0.5pt))"
        )
    everywhere = (0, 0), (-1, -1)
    PROGRAMS["reportlab-grid"] = lambda h, t, f: platypus(h, t, ("GRID", *everywhere, 0.5, "black"))
    PROGRAMS["reportlab-inner"] = lambda h, t, f: platypus(h, t, ("INNERGRID", *everywhere, 0.25, "grey"))
    PROGRAMS["reportlab-below"] = lambda h, t, f: platypus(
        h, t, ("LINEBELOW", *everywhere, 0.5, "black"), ("LINEABOVE", *everywhere, 0.5, "black")
    )
    PROGRAMS["reportlab-large"] = lambda h, t, f: platypus(
        h, t, ("GRID", *everywhere, 1.5, "black"), size=10.5
    )
    if has("fpdf"):
        PROGRAMS["fpdf2"] = lambda h, t, f: fpdf(h, t)
    if has("pymupdf"):
        PROGRAMS["mupdf-story"] = lambda h, t, f: mupdf_story(styled(h, t, "collapsed"))
        PROGRAMS["mupdf-clean"] = lambda h, t, f: mupdf_saved(h, t, garbage=4, clean=True, deflate=True)
        PROGRAMS["mupdf-note"] = incremental
    import pikepdf

    PROGRAMS["pdfium-saved"] = resaved
    for name, edit in {
        "turned": turned, "upside-down": upside_down, "moved": moved, "user-unit": scaled, "shrunk": shrunk,
        "enlarged": enlarged, "flipped": flipped, "nested": nested, "split": split, "doubled": doubled,
        "two-up": side_by_side,
    }.items():  # fmt: skip
        PROGRAMS[f"pikepdf-{name}"] = pikepdf_edit(edit)
    modes = pikepdf.ObjectStreamMode
    PROGRAMS["pikepdf-packed"] = pikepdf_edit(
        nothing, object_stream_mode=modes.generate, recompress_flate=True
    )
    PROGRAMS["pikepdf-linear"] = pikepdf_edit(nothing, linearize=True)
    PROGRAMS["pikepdf-qdf"] = pikepdf_edit(nothing, qdf=True)
    PROGRAMS["pikepdf-locked"] = pikepdf_edit(nothing, encryption=pikepdf.Encryption(owner="o", user="", R=6))
    PROGRAMS["pikepdf-locked-old"] = pikepdf_edit(
        nothing, encryption=pikepdf.Encryption(owner="o", user="", R=3, aes=False, metadata=False)
    )


def pandoc_docx(head: list[str], tables: Tables, folder: Path) -> bytes:
    (folder / "in.html").write_bytes(as_html(head, tables))
    ran("pandoc", folder / "in.html", "-o", folder / "out.docx")
    return office((folder / "out.docx").read_bytes(), "docx", folder)


def compared(data: bytes, wanted: Mapping[str, str | None]) -> tuple[collections.Counter[str], list[str]]:
    """Figures right, wrong, lost; and what was read wrong."""
    counts: collections.Counter[str] = collections.Counter()
    wrong: list[str] = []
    have: dict[str, set[str]] = {}
    try:
        report = parse(data)
    except GovInfoError as error:
        counts["lost"] = sum(value is not None for value in wanted.values())
        return counts, [str(error)]
    for fact in report.facts:
        if fact.source is Source.TABLE and fact.scope is Scope.YEAR and fact.value is not None:
            have.setdefault(fact.path, set()).add(f"{fact.value}")
    for path, value in wanted.items():
        read = have.get(path, set())
        plain = None if value is None else value.replace(",", "").strip()
        if any(plain is None or float(one) != float(plain) for one in read):
            counts["wrong"] += 1
            wrong.append(f"{path}: {plain} read as {sorted(read)}")
        elif plain is not None:
            counts["right" if read else "lost"] += 1
    return counts, wrong


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("pattern", nargs="?", default="*")
    parser.add_argument("-v", action="store_true", dest="is_talkative")
    parser.add_argument("--keep", type=Path)
    args = parser.parse_args()
    register()
    total: collections.Counter[str] = collections.Counter()
    names = [name for name in PROGRAMS if fnmatch.fnmatch(name, args.pattern)]
    for name in names:
        counts: collections.Counter[str] = collections.Counter()
        spent = 0.0
        for form, quirks in (
            (Form.F2014, False),
            (Form.F2019, False),
            (Form.F2021, False),
            (Form.F2021, True),
        ):
            head, tables, wanted = report_of(form, Random(f"{form}{quirks}"), quirky if quirks else None)
            with tempfile.TemporaryDirectory() as folder:
                try:
                    data = PROGRAMS[name](head, tables, Path(folder))
                except Exception as error:  # noqa: BLE001 - a program that fails has made no PDF
                    print(f"{name:24} {form.value} not made: {type(error).__name__} {str(error)[:200]}")
                    continue
            if args.keep:
                args.keep.mkdir(parents=True, exist_ok=True)
                (args.keep / f"{name}-{form.value}{'-blanks' if quirks else ''}.pdf").write_bytes(data)
            started = time.perf_counter()
            found, wrong = compared(data, wanted)
            spent += time.perf_counter() - started
            counts += found
            if args.is_talkative:
                for line in wrong[:8]:
                    print(f"      {name} {form.value} {line}")
                if found["lost"]:
                    print(f"      {name} {form.value}{' blanks' if quirks else ''} lost {found['lost']}")
        total += counts
        print(
            f"{name:24} right {counts['right']:4}  wrong {counts['wrong']:3}  lost "
            f"{counts['lost']:4}  {spent:.1f} s",
            flush=True,
        )
    asked = sum(total.values())
    print(
        f"{len(names)} programs and ways: read {total['right'] / max(1, asked):.3f}, wrong "
        f"{total['wrong']}, lost {total['lost']}"
    )
    return min(1, total["wrong"])


if __name__ == "__main__":
    sys.exit(main())
