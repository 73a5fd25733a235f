"""Views as a notebook shows them: nbconvert's page with JupyterLab's own rules, and what Chromium makes of
it."""

from __future__ import annotations

import re
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
VS_CODE_RULES: tuple[tuple[str, str, str], ...] = (
    ("table, thead, tbody, tr, th, td", "border", "none !important"),
    ("table, thead, tbody, tr, th, td", "border-spacing", "0"),
    ("table", "width", "100%"),
    ("table, th, tr", "text-align", "left !important"),
    ("table, th, tr", "vertical-align", "middle"),
    ("th, td", "padding", "4px 8px"),
    ("thead", "background-color", "rgba(130, 130, 130, .16)"),
    ("tr:nth-child(even)", "background-color", "rgba(130, 130, 130, .08)"),
    ("tbody th", "font-weight", "normal"),
    ("#container > div > div > div", "overflow-x", "auto"),
)
"""What VS Code's notebook view asks of tables in outputs, told from its source: VS Code itself is not at
hand in a test."""
VS_CODE_THEMES = {
    "dark": {"editor-background": "#1e1e1e", "editor-foreground": "#d4d4d4", "descriptionForeground": "#9d9d9d", "errorForeground": "#f48771",
             "list-warningForeground": "#cca700", "textLink-foreground": "#4daafc"},
    "light": {"editor-background": "#ffffff", "editor-foreground": "#3b3b3b", "descriptionForeground": "#3b3b3b", "errorForeground": "#b01011",
              "list-warningForeground": "#855f00", "textLink-foreground": "#005fb8"},
}  # fmt: skip
in_browser = pytest.mark.skipif(missing() is not None, reason=missing() or "")


def as_notebook(view: str) -> str:
    """The page that nbconvert makes of a notebook with this output; without its scripts, which come from
    elsewhere."""
    from nbconvert import HTMLExporter

    output: Any = new_output("execute_result", data={"text/html": view}, execution_count=1)  # type: ignore[no-untyped-call]
    cell = new_code_cell("report", execution_count=1, outputs=[output])  # type: ignore[no-untyped-call]
    notebook = new_notebook(cells=[cell])  # type: ignore[no-untyped-call]
    exporter: Any = HTMLExporter(template_name="lab")  # type: ignore[no-untyped-call]
    text, _ = exporter.from_notebook_node(notebook)
    return str(text).replace("<script", "<template").replace("</script", "</template")


def as_vs_code(view: str, theme: str) -> str:
    """The page of a notebook's output in VS Code: its boxes, rules and colours around the view."""
    colours = "".join(f"--vscode-{name}:{value};" for name, value in VS_CODE_THEMES[theme].items())
    rules = "".join(f"{selector}{{{name}:{value}}}" for selector, name, value in VS_CODE_RULES)
    style = f"html{{{colours}}}body{{background:var(--vscode-editor-background);color:var(--vscode-editor-foreground)}}{rules}"
    boxes = f'<div id="container"><div><div class="output"><div>{view}</div></div></div></div>'
    return (
        f'<!DOCTYPE html><meta charset="utf-8"><style>{style}</style><body '
        f'class="vscode-{theme}">{boxes}</body>'
    )


def luminance(colour: str) -> float:
    """How light a colour is that Chromium names (`rgb(1, 2, 3)`)."""
    parts = [int(one) / 255 for one in re.findall(r"\d+", colour)[:3]]
    red, green, blue = (one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


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
        "code": as_vs_code(view, "dark" if dark else "light"),
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


@pytest.mark.full
@in_browser
@pytest.mark.parametrize("theme", ["dark", "light"])
@pytest.mark.parametrize("system", ["dark", "light"])
def test_vs_code_shows_borders_marks_and_words_in_its_own_theme(
    tmp_path: Path, theme: str, system: str
) -> None:
    """Its theme is not the system's: whichever it is, words can be read, lines stay, and tables are as wide
    as they need."""
    page = tmp_path / "code.html"
    page.write_text(as_vs_code(report_html(parse(SAMPLE)), theme), encoding="utf-8")
    with driven(dark=system == "dark") as driver:
        driver.get(page.as_uri())
        driver.execute_script("document.querySelectorAll('details').forEach((one) => one.open = true)")
        ground = luminance(driver.find_element(By.TAG_NAME, "body").value_of_css_property("background-color"))
        for selector in (".govinfo", ".govinfo .soft", ".govinfo b.error", ".govinfo th", ".govinfo td.n"):
            ink = luminance(driver.find_element(By.CSS_SELECTOR, selector).value_of_css_property("color"))
            assert (max(ink, ground) + 0.05) / (min(ink, ground) + 0.05) >= 4.5, selector
        cells = driver.find_elements(By.CSS_SELECTOR, ".govinfo td")[:20]
        assert {one.value_of_css_property("border-top-style") for one in cells} == {"solid"}
        assert {one.value_of_css_property("padding-top") for one in cells} == {"1px"}
        rows = driver.find_elements(By.CSS_SELECTOR, ".govinfo tr:nth-child(even)")
        assert {one.value_of_css_property("background-color") for one in rows} == {"rgba(0, 0, 0, 0)"}
        widths = (
            "const t = document.querySelectorAll('.govinfo table')[1]; return [t.offsetWidth, "
            "t.parentNode.offsetWidth]"
        )
        table, around = driver.execute_script(widths)
        assert table < around
