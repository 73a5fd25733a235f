"""Reports of sections three and four in PDF tables without ruling lines: pages at random, and web pages for
other programs."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from html import escape
from pathlib import Path
from random import Random

from attrs import evolve

from figures import Figure, clean_figures
from govinfo_reports.document import Table
from govinfo_reports.indicators import Form
from grids import printed, section_four, section_three
from writers_pdf import PdfStyle, write_pdf

__all__ = [
    "FIVE",
    "FOUR",
    "PATHS",
    "PROSE",
    "THREE",
    "TITLE",
    "cut",
    "ordinary",
    "page_of",
    "printers",
    "web_page",
]

THREE = "三、收到和处理政府信息公开申请情况"
FOUR = "四、政府信息公开行政复议、行政诉讼情况"
FIVE = "五、存在的主要问题及改进情况"
TITLE = "云河市2022年政府信息公开工作年度报告"
SIDES = ("left", "centre", "right")
PATHS = ("applications.", "review.", "litigation.")
PROSE = "本年度，全市各级行政机关依法办理政府信息公开申请，答复及时、内容准确，未发生因答复不当引起的纠纷。"


def ordinary(rng: Random, columns: int) -> PdfStyle:
    """A page as office programs make it."""
    wide = rng.random() < 0.4
    labels = (rng.uniform(0.8, 1.2), rng.uniform(1.2, 2.0), rng.uniform(2.5, 4.5))
    return PdfStyle(
        rules="none",
        width=842.0 if wide else 595.0,
        height=595.0 if wide else 842.0,
        size=rng.choice([9.0, 10.0, 10.5, 12.0]),
        margin=rng.choice([50.0, 60.0, 72.0]),
        padding=rng.uniform(2.0, 5.4),
        head_rows=rng.choice([0, 3]),
        figures=rng.choice(SIDES),
        heads=rng.choice(SIDES[:2]),
        labels=rng.choice(["left", "left", "left", "centre"]),
        at_top=rng.random() < 0.25,
        page_number=rng.choice(["", "- {} -"]),
        shares=(*labels, *(rng.uniform(1.2, 1.5),) * (columns - 3)),
    )


def cut(rng: Random, columns: int) -> PdfStyle:
    """A page of low quality."""
    return PdfStyle(
        rules="none",
        width=rng.choice([595.0, 842.0]),
        height=rng.uniform(500.0, 1_200.0),
        size=rng.choice([7.5, 9.0, 10.5, 12.0]),
        padding=rng.uniform(1.0, 6.0),
        margin=rng.uniform(40.0, 80.0),
        head_rows=rng.choice([0, 3]),
        cut_rows=rng.random() < 0.6,
        figures=rng.choice(SIDES),
        heads=rng.choice(SIDES[:2]),
        labels=rng.choice(SIDES[:2]),
        at_top=rng.random() < 0.25,
        shares=tuple(rng.uniform(0.8, 2.5) for _ in range(columns)),
    )


def page_of(form: Form, seed: int, kind: str, font_file: str = "") -> tuple[bytes, dict[str, Figure]] | None:
    """A report's PDF, ordinary or cut, and its figures; None where a row does not fit its page. Without a
    font of its own the PDF names one, and shows no words as an image."""
    rng = Random(f"{kind}{form}{seed}")
    figures = clean_figures(form, rng)
    if kind == "cut":
        figures = {path: None if rng.random() < 0.1 else value for path, value in figures.items()}
    subtotal = rng.random() < 0.2
    three = section_three(form, printed(figures), subtotal=subtotal)
    (four,) = section_four(printed(figures))
    style = (cut if kind == "cut" else ordinary)(rng, 11 if subtotal else 10)
    blocks: list[str | Table] = [f"^{TITLE}", *[PROSE] * rng.randrange(8), THREE, three]
    blocks += [*["\f"] * (rng.random() < 0.3), FOUR, four, FIVE, PROSE]
    try:
        return write_pdf(blocks, evolve(style, font_file=font_file)), figures
    except ValueError:
        return None


def web_page(form: Form, seed: int) -> tuple[str, dict[str, Figure]]:
    """The same as a web page without borders, for WeasyPrint and LibreOffice."""
    rng = Random(f"page{form}{seed}")
    figures = clean_figures(form, rng)
    tables = [
        section_three(form, printed(figures), subtotal=rng.random() < 0.2),
        *section_four(printed(figures)),
    ]
    side, size = rng.choice(SIDES).replace("centre", "center"), rng.choice([9, 10.5])
    labels = rng.choice(["left", "left", "center"])
    middle = rng.choice(["middle", "top"])
    parts = [f"<p style='text-align:center'>{TITLE}</p>"]
    for heading, table in zip((THREE, FOUR), tables, strict=True):
        parts.append(f"<p>{heading}</p>" + _web_table(table, labels))
    wide = rng.random() < 0.5
    paper = "29.7cm 21cm" if wide else "21cm 29.7cm"
    css = (
        f"@page{{size:{paper};margin:2cm}} body{{font-family:'WenQuanYi Micro Hei';font-size:{size}pt}}"
        f"table{{width:100%;border-collapse:collapse}} "
        f"td{{padding:{rng.choice([2, 4])}pt;vertical-align:{middle};"
        f"text-align:{side}}}"
    )
    return (
        "<html><head><meta charset='utf-8'>"
        f"<style>{css}</style></head><body>{''.join(parts)}<p>{FIVE}</p><p>{PROSE}</p></body></html>",
        figures,
    )


def _web_table(table: Table, labels: str) -> str:
    rows: list[list[str]] = [[] for _ in table.covering()]
    for cell in sorted(table.cells, key=lambda cell: (cell.row, cell.column)):
        is_value = cell.text.isdigit()
        side = "" if is_value else f' style="text-align:{"center" if cell.row < 3 else labels}"'
        rows[cell.row].append(
            f'<td rowspan="{cell.rowspan}" colspan="{cell.colspan}"{side}>{escape(cell.text)}</td>'
        )
    return "<table border='0'>" + "".join(f"<tr>{''.join(row)}</tr>" for row in rows) + "</table>"


def printers() -> dict[str, Callable[[str, Path], None]]:
    """What makes PDFs of web pages on this machine: takes the page and where the PDF goes."""
    found: dict[str, Callable[[str, Path], None]] = {}
    if shutil.which("weasyprint"):

        def weasy(page: str, path: Path) -> None:
            path.with_suffix(".html").write_text(page, "utf-8")
            subprocess.run(["weasyprint", path.with_suffix(".html"), path], check=True, capture_output=True)

        found["weasyprint"] = weasy
    if shutil.which("soffice"):

        def office(page: str, path: Path) -> None:
            source = path.with_suffix(".html")
            source.write_text(page, "utf-8")
            profile = f"-env:UserInstallation={(path.parent / 'profile').as_uri()}"
            filters = ["--infilter=HTML (StarWriter)", "--convert-to", "pdf:writer_pdf_Export"]
            command = ["soffice", "--headless", profile, *filters, "--outdir", str(path.parent), str(source)]
            subprocess.run(command, check=True, capture_output=True, timeout=120)

        found["soffice"] = office
    return found
