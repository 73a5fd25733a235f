"""Folders of generated reports, for tests of batches and for measuring them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from random import Random

import writers_text as written
from figures import clean_figures
from govinfo_reports.document import Table
from govinfo_reports.indicators import Form
from grids import form_tables, printed
from writers_sheet import as_xlsx
from writers_wrapped import as_json, as_mail

__all__ = ["generated", "mixed", "write_reports"]

_PLACES = ("青川县", "云河市", "临江区", "石桥县", "白水市", "南屏区", "松岭县", "东湾市")
_OFFICES = ("", "教育局", "财政局", "水利局", "民政局", "卫生健康局", "交通运输局", "自然资源局")
_YEARS = {Form.F2014: (2014, 2018), Form.F2019: (2019, 2020), Form.F2021: (2021, 2024)}
_SUFFIXES = ("txt", "html", "docx")


def generated(number: int) -> tuple[str, bytes]:
    """The name and the bytes of one report; the same number gives the same ones. One in ten has a figure
    that does not add up, one in seven a blank cell."""
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


def mixed(number: int) -> tuple[str, bytes]:
    """The same in seven containers; nine in ten are short: a sentence with figures and section four, which
    is quickly read."""
    if number % 10 == 0:
        return generated(number)
    rng = Random(f"short {number}")
    organ = _PLACES[number % len(_PLACES)] + rng.choice(_OFFICES)
    year = rng.randint(2021, 2024)
    figures = clean_figures(Form.F2021, rng)
    tables = form_tables(Form.F2021, printed(figures))
    four = {head: table for head, table in tables.items() if head.startswith("四")}
    head = (
        f"{organ}{year}年政府信息公开工作年度报告",
        "一、总体情况",
        f"{year}年主动公开政府信息{rng.randint(1, 900)}条（编号{number}）。",
    )
    suffix = _MIXED[number % len(_MIXED)]
    data = _MIX[suffix](head, four)
    return f"{organ[:3]}/{year}/{number:06}.{suffix}", data


_MIX: Mapping[str, Callable[[Sequence[str], Mapping[str, Sequence[Table]]], bytes]] = {
    "txt": lambda head, tables: written.as_text(head, tables, "tabs").encode(),
    "md": lambda head, tables: written.as_text(head, tables, "markdown").encode("gb18030"),
    "html": written.as_html,
    "eml": lambda head, tables: as_mail(written.as_html(head, tables)),
    "json": lambda head, tables: as_json(written.as_html(head, tables)),
    "docx": written.as_docx,
    "xlsx": as_xlsx,
}
_MIXED = (*_MIX, "txt", "html", "txt", "html")


def write_reports(
    folder: Path,
    count: int,
    *,
    first: int = 0,
    make: Callable[[int], tuple[str, bytes]] = generated,
) -> Iterator[Path]:
    """Write `count` reports below a folder, in folders by place and year."""
    for number in range(first, first + count):
        name, data = make(number)
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        yield path
