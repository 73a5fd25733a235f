"""Reports in the state that most are in: the form as it is printed, on a site's page, in a Word file, and as
what a browser or an office program prints.

The figures are the tests' own. Where a program is not installed, the tests' own writer prints the PDF.
"""

from __future__ import annotations

import html
import re
import shutil
import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path
from random import Random

from figures import clean_figures
from govinfo_reports import Scope
from govinfo_reports.document import Table
from govinfo_reports.indicators import Form, leaf_indicators
from grids import form_tables, printed
from provincial_tables import LAYOUTS, table_of, values_of
from writers_text import as_docx

__all__ = ["everyday_page", "everyday_pdf", "everyday_report"]

Tables = Mapping[str, list[Table]]

_YEARS = {Form.F2021: (2021, 2022, 2023, 2024), Form.F2019: (2019, 2020), Form.F2014: (2014, 2016, 2018), Form.PROVINCIAL: (2013,)}  # fmt: skip
_ORGANS = ("清溪县人民政府", "临河市交通运输局", "梅岭区发展和改革局", "双桥镇人民政府", "安宁市应急管理局")
_FIRST = (
    "全年通过政府门户网站发布各类信息，及时更新机构职能、规划计划和财政资金等栏目，认真办理群众来信。",
    "健全依申请公开工作制度，规范登记、审核、答复和归档各个环节，依法保障公众的知情权。",
    "落实专人负责政府信息的管理，定期清理失效文件，对外公开的内容均经过保密审查。",
)
_LAST = (
    "存在的主要问题：一是公开内容还不够全面，二是工作人员业务能力有待提高。",
    "改进的办法：加强学习培训，完善工作制度，拓宽公开渠道，提高公开的质量和时效。",
)
_PAGE = """<!DOCTYPE html>
<html><head><meta charset="utf-8"><title>{title}</title>
<style>body{{font-family:'WenQuanYi Micro Hei','Noto Sans CJK SC',sans-serif}}.nav li{{display:inline}}
.art table{{border-collapse:collapse;width:100%}}.art td{{border:1px solid #000;padding:3px 5px;text-align:center;font-size:{size}pt}}
.art p{{text-indent:2em;line-height:1.8}}@media print{{.nav,.top,.foot{{display:none}}}}</style></head><body>
<div class="top"><a href="/">{organ}</a></div><ul class="nav"><li><a href="/">首页</a></li><li><a href="/zw">政务公开</a></li><li><a href="/fw">政务服务</a></li></ul>
<div class="top">当前位置：<a href="/">首页</a> &gt; <a href="/nb">政府信息公开年报</a></div>
<h1>{title}</h1><div class="top">发布时间：{year}-01-20 来源：{organ}</div>
<div class="art">{body}</div>
<div class="foot"><a href="/help">使用帮助</a> | <a href="/us">联系我们</a> | <a href="/map">网站地图</a><p>主办：{organ}</p></div></body></html>"""


def everyday_report(
    form: Form, rng: Random, quirks: Callable[[dict[str, str], Random], dict[str, str]] | None
) -> tuple[list[str], dict[str, list[Table]], dict[str, str | None]]:
    """A report's head, its tables by heading, and the figures printed, None for a blank."""
    year, organ = rng.choice(_YEARS[form]), rng.choice(_ORGANS)
    head = [
        f"{organ}{year}年政府信息公开工作年度报告",
        f"本报告由本机关的公开工作人员编写，所列数据的统计期限自{year}年1月1日起至{year}年12月31日止。",
        "一、总体情况",
        *rng.sample(_FIRST, 2),
    ]
    last: dict[str, list[Table]] = {"五、存在的主要问题及改进情况": [], **{line: [] for line in _LAST}}
    last |= {"六、其他需要报告的事项": [], "无。": []}
    if form is Form.PROVINCIAL:
        layout = rng.choice([one for one in LAYOUTS if not one.grid_only and not one.side_by_side])
        values = values_of(layout, rng)
        made = {path: str(value) for (path, scope), value in values.items() if scope is Scope.YEAR}
        wanted: dict[str, str | None] = {
            path: value for path, value in made.items() if path in leaf_indicators() and path != "fees"
        }
        return head, {"二、附表": [table_of(layout, values, rng)], **last}, wanted
    texts = printed(clean_figures(form, rng))
    shown = quirks(texts, rng) if quirks is not None else texts
    wanted = {path: texts[path] if re.search(r"\d", shown[path]) else None for path in texts}
    tables = form_tables(form, shown)
    return head, {**tables, **last} if form is not Form.F2014 else {**last, **tables}, wanted


def everyday_page(head: list[str], tables: Tables, rng: Random) -> bytes:
    """The report on a site's page, with what stands around it there."""
    style = rng.choice(("plain", "paragraphs", "word"))

    def cell(text: str) -> str:
        shown = html.escape(text) or "&nbsp;"
        if style == "plain":
            return shown
        if style == "paragraphs":
            return f"<p>{shown}</p>"
        runs = (html.escape(run) for run in re.findall(r"[ -~]+|[^ -~]+", text))
        return "<p class=MsoNormal>" + "".join(f"<span>{run}</span>" for run in runs) + "</p>"

    body = [f"<p>{html.escape(line)}</p>" for line in head[1:]]
    for heading, pieces in tables.items():
        body.append(f"<p><strong>{html.escape(heading)}</strong></p>")
        for piece in pieces:
            rows = []
            for row in piece.rows:
                cells = "".join(
                    f'<td rowspan="{one.rowspan}" colspan="{one.colspan}">{cell(one.text)}</td>'
                    for one in row
                )
                rows.append(f"<tr>{cells}</tr>\n")
            body.append(f"<table><tbody>{''.join(rows)}</tbody></table>")
    organ, year = re.split(r"(?=\d{4})", head[0])[0], re.findall(r"\d{4}", head[0])[0]
    return _PAGE.format(
        title=head[0], organ=organ, year=int(year) + 1, body="\n".join(body), size=rng.choice((7.5, 9, 10.5))
    ).encode()


def everyday_pdf(head: list[str], tables: Tables, rng: Random, number: int, folder: Path) -> bytes | None:
    """The report as Chromium prints its page or LibreOffice its Word file, in turn; None where neither is
    its turn or installed."""
    browser = shutil.which("chromium") or shutil.which("google-chrome")
    if number % 3 == 0 and browser:
        source, target = folder / "page.html", folder / "page.pdf"
        source.write_bytes(everyday_page(head, tables, rng))
        command = [
            browser, "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-pdf-header-footer",
            f"--user-data-dir={folder / 'profile'}", f"--print-to-pdf={target}", source.as_uri(),
        ]  # fmt: skip
    elif number % 3 == 1 and shutil.which("soffice"):
        source, target = folder / "report.docx", folder / "report.pdf"
        source.write_bytes(as_docx(head, tables))
        command = [
            "soffice", "--headless", f"-env:UserInstallation={(folder / 'office').as_uri()}", "--convert-to", "pdf",
            "--outdir", str(folder), str(source),
        ]  # fmt: skip
    else:
        return None
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    return target.read_bytes()
