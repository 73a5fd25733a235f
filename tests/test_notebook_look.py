"""Views as a notebook shows them: nbconvert's page with JupyterLab's own rules, and what Chromium makes of it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from nbformat.v4 import new_code_cell, new_notebook, new_output

from desk import By, driven, missing
from govinfo_reports import parse
from govinfo_reports.export.markup import STYLE
from govinfo_reports.export.notebook import report_html

SAMPLE = Path(__file__).parent.parent / "samples" / "linjiang_2017.txt"
JUPYTER = ":not(.jp-RenderedMarkdown).jp-RenderedHTMLCommon td"
VS_CODE = "<style>.output td,.output th{text-align:right;padding:8px;border:none}.output tr:nth-child(odd){background:#222}</style>"
in_browser = pytest.mark.skipif(missing() is not None, reason=missing() or "")


def as_notebook(view: str) -> str:
    """The page that nbconvert makes of a notebook with this output; without its scripts, which come from elsewhere."""
    from nbconvert import HTMLExporter

    output: Any = new_output("execute_result", data={"text/html": view}, execution_count=1)  # type: ignore[no-untyped-call]
    cell = new_code_cell("report", execution_count=1, outputs=[output])  # type: ignore[no-untyped-call]
    notebook = new_notebook(cells=[cell])  # type: ignore[no-untyped-call]
    exporter: Any = HTMLExporter(template_name="lab")  # type: ignore[no-untyped-call]
    text, _ = exporter.from_notebook_node(notebook)
    return str(text).replace("<script", "<template").replace("</script", "</template")


def aligned(driver: Any, selector: str) -> set[str]:
    return {
        one.value_of_css_property("text-align") for one in driver.find_elements(By.CSS_SELECTOR, selector)
    }


def test_the_rules_for_cells_are_stronger_than_those_of_jupyterlab() -> None:
    for rule in STYLE.split("}"):
        for selector in rule.partition("{")[0].split(","):
            if selector.strip().split(" ")[-1][:2] in {"td", "th"} and "@" not in selector:
                assert selector.strip().startswith(".govinfo.govinfo.govinfo ")


@pytest.mark.full
@in_browser
@pytest.mark.parametrize("dark", [False, True])
def test_labels_stand_left_and_figures_right(tmp_path: Path, dark: bool) -> None:
    view = report_html(parse(SAMPLE))
    pages = {
        "lab": as_notebook(view),
        "code": f"<!DOCTYPE html><meta charset=utf-8>{VS_CODE}<div class=output>{view}</div>",
    }
    assert JUPYTER in pages["lab"]
    with driven(dark=dark) as driver:
        for name, text in pages.items():
            page = tmp_path / f"{name}.html"
            page.write_text(text, encoding="utf-8")
            driver.get(page.as_uri())
            driver.execute_script("document.querySelectorAll('details').forEach((one) => one.open = true)")
            assert aligned(driver, ".govinfo th") == {"left"}, name
            assert aligned(driver, ".govinfo td:not(.n)") == {"left"}, name
            assert aligned(driver, ".govinfo td.n") == {"right"}, name
            [whole] = driver.find_elements(By.CSS_SELECTOR, ".govinfo td.error.whole")[:1]
            assert whole.value_of_css_property("background-color").startswith("rgba(220, 50, 40")
            assert whole.value_of_css_property("border-top-style") == "solid"
