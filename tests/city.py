"""A city and its ten districts, written for the docs: `python tests/city.py docs/_city` writes the eleven
reports.

Two faults are in them: 桃源区 prints a total of reviews that its parts do not add up to, and 青石区 has told
the city of four applications less than it reports itself.
"""

from __future__ import annotations

import sys
from pathlib import Path
from random import Random
from typing import Any

from figures import clean_figures
from govinfo_reports import Form
from grids import form_tables, printed
from writers_text import as_html

__all__ = ["CITY", "DISTRICTS", "reports", "write"]

CITY = "云河市"
DISTRICTS = (
    "东川区",
    "西岭区",
    "南浦区",
    "北原区",
    "桃源区",
    "青石区",
    "白沙区",
    "长桥区",
    "新港区",
    "古亭区",
)

_LAST = (
    "五、存在的主要问题及改进情况",
    "公开内容与公众需求仍有差距，将加强培训，规范答复。",
    "六、其他需要报告的事项",
    "本年度未收取信息处理费。",
)


def _report(organ: str, figures: dict[str, Any]) -> bytes:
    received = figures["applications.received.total"]
    head = [
        f"{organ}2023年政府信息公开工作年度报告",
        "一、总体情况",
        f"2023年，{organ}共收到政府信息公开申请{received}件。",
    ]
    page = as_html(head, form_tables(Form.F2021, printed(figures)))
    last = "".join(f"<p>{line}</p>" for line in _LAST).encode()
    assert page.count(b"</body>") == 1
    return page.replace(b"</body>", last + b"</body>")


def reports() -> dict[str, bytes]:
    """The reports by the names of their files; the city's is the first."""
    districts = {name: clean_figures(Form.F2021, Random(name)) for name in DISTRICTS}
    whole = {
        path: sum((one[path] or 0 for one in districts.values()), start=type(value or 0)(0))
        for path, value in districts[DISTRICTS[0]].items()
    }
    told = dict(whole)
    districts["桃源区"]["review.total"] = (districts["桃源区"]["review.total"] or 0) + 1
    for path in ("applications.received.natural_person", "applications.received.total",
                 "applications.carried_forward.natural_person", "applications.carried_forward.total"):  # fmt: skip
        districts["青石区"][path] = (districts["青石区"][path] or 0) + 4
    made = {f"{CITY}.html": _report(CITY, told)}
    return made | {f"{name}.html": _report(f"{CITY}{name}", figures) for name, figures in districts.items()}


def write(folder: Path) -> None:
    """Write them: the city's beside the folder of the districts."""
    (folder / "districts").mkdir(parents=True, exist_ok=True)
    for at, (name, data) in enumerate(reports().items()):
        (folder / ("districts" if at else "") / name).write_bytes(data)


if __name__ == "__main__":
    write(Path(sys.argv[1]))
