"""Folders of generated reports, for tests of batches and for measuring them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from random import Random

import writers_text as written
from figures import clean_figures
from govinfo_reports.indicators import Form
from grids import form_tables, printed

__all__ = ["generated", "write_reports"]

_PLACES = ("青川县", "云河市", "临江区", "石桥县", "白水市", "南屏区", "松岭县", "东湾市")
_OFFICES = ("", "教育局", "财政局", "水利局", "民政局", "卫生健康局", "交通运输局", "自然资源局")
_YEARS = {Form.F2014: (2014, 2018), Form.F2019: (2019, 2020), Form.F2021: (2021, 2024)}
_SUFFIXES = ("txt", "html", "docx")


def generated(number: int) -> tuple[str, bytes]:
    """The name and the bytes of one report; the same number gives the same ones. One in ten has a figure that does not add
    up, one in seven a blank cell."""
    rng = Random(f"report {number}")
    form = rng.choice(tuple(_YEARS))
    year = rng.randint(*_YEARS[form])
    organ = _PLACES[number % len(_PLACES)] + rng.choice(_OFFICES)
    figures = clean_figures(form, rng)
    if number % 10 == 0:
        path = "applications.received.total"
        figures[path] = int(figures[path] or 0) + 1
    if number % 7 == 0:
        figures[rng.choice(sorted(path for path in figures if path.startswith("proactive.")))] = None
    head = (
        f"{organ}{year}年政府信息公开工作年度报告",
        f"本报告由{organ}编制，编号{number}，所列数据的统计期限自{year}年1月1日起至{year}年12月31日止。",
        "一、总体情况",
        "各项工作平稳有序。",
    )
    tables = form_tables(form, printed(figures))
    suffix = _SUFFIXES[number % len(_SUFFIXES)]
    if suffix == "txt":
        data = written.as_text(head, tables, rng.choice(("tabs", "pipes", "markdown"))).encode()
    elif suffix == "html":
        data = written.as_html(head, tables)
    else:
        data = written.as_docx(head, tables)
    return f"{organ[:3]}/{year}/{number:06}.{suffix}", data


def write_reports(folder: Path, count: int, *, first: int = 0) -> Iterator[Path]:
    """Write `count` reports below a folder, in folders by place and year."""
    for number in range(first, first + count):
        name, data = generated(number)
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        yield path
