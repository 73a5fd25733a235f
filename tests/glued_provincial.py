"""Made-up reports with a provincial statistics table whose figures have run together, with what else tells
them: the sentences, and the report of the year before."""

from __future__ import annotations

from collections.abc import Mapping
from random import Random

from attrs import evolve, frozen

from govinfo_reports.facts import Scope
from provincial_tables import LAYOUTS, ROWS, Layout, Line, table_of
from writers_text import as_text

__all__ = ["FAMILIES", "GLUED_LAYOUTS", "Place", "glued_provincial", "previous_report", "random_place"]

Values = dict[tuple[str, Scope], int]

GLUED_LAYOUTS: Mapping[str, Layout] = {
    layout.name: layout
    for layout in LAYOUTS
    if layout.name in {"stock", "sums", "months", "two years", "coded", "period", "period and stock"}
}
"""The layouts in which figures can run together with each other or with the code of their row."""

FAMILIES: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "east": {
        "applications.received.total": (
            "applications.received.in_person",
            "applications.received.fax",
            "extra.电子邮件申请数",
            "applications.received.online",
            "applications.received.letter",
            "extra.其他形式申请数",
        ),
        "applications.replies.total": (
            "applications.replies.granted",
            "applications.replies.partially_granted",
            "applications.replies.refused.total",
        ),
        "applications.replies.refused.total": (
            "applications.replies.refused.not_government_information",
            "extra.信息不存在数",
            "extra.非本部门掌握数",
            "extra.申请内容不明确数",
        ),
    },
    "coast": {
        "proactive.disclosed": ("proactive.channels.website", "proactive.channels.gazette"),
        "applications.received.total": (
            "applications.received.in_person",
            "applications.received.online",
            "extra.信函传真申请数",
        ),
        "applications.replies.total": (
            "applications.replies.granted",
            "applications.replies.partially_granted",
            "applications.replies.refused.total",
            "extra.其他类型答复数",
        ),
    },
    "inland": {
        "proactive.disclosed": ("proactive.channels.website", "proactive.channels.gazette"),
        "applications.received.total": (
            "applications.received.in_person",
            "applications.received.online",
            "applications.received.letter",
        ),
        "applications.replies.total": (
            "applications.replies.granted",
            "applications.replies.partially_granted",
            "applications.replies.refused.total",
        ),
    },
    "short": {},
}
"""The totals of each set of rows, and the rows that are listed as their parts."""

_SIZES = {"bureau": (3, 0.05), "county": (300, 3), "city": (4_000, 60), "province": (40_000, 1_500)}
"""What an organ of each kind usually publishes in a year, and the applications that it gets."""

_ELECTRONIC = "extra.全文电子化的主动公开信息数"

_WAYS = {
    "applications.received.in_person": "当面申请",
    "applications.received.fax": "传真申请",
    "applications.received.online": "网上申请",
    "applications.received.letter": "信函申请",
}
_REPLIES = {
    "applications.replies.granted": "同意公开",
    "applications.replies.partially_granted": "同意部分公开",
    "applications.replies.refused.total": "不予公开",
}


@frozen(kw_only=True)
class Place:
    """An organ's figures of one year in one layout (`values`), those of the year before, and whether the
    totals are the sums of their parts and the period column (本期实际) repeats the year's."""

    layout: Layout
    values: Values
    before: Values
    adds_up: bool
    whole_period: bool


def _deal(total: int, into: int, rng: Random) -> list[int]:
    weights = [rng.choice((0, 0, 1, 3, 20)) * rng.random() for _ in range(into)]
    whole = sum(weights)
    if not whole:
        weights, whole = [1.0] + [0.0] * (into - 1), 1.0
    parts = [int(total * weight / whole) for weight in weights]
    parts[weights.index(max(weights))] += total - sum(parts)
    return parts


def _year(lines: tuple[Line, ...], rows: str, size: str, rng: Random, *, adds_up: bool) -> dict[str, int]:
    """The figures of one year."""
    published, asked = _SIZES[size]
    applications = int(rng.lognormvariate(0, 1) * asked + rng.random() * 0.7)
    usual = {
        "proactive.disclosed": int(rng.lognormvariate(0, 0.9) * published) + 1,
        "applications.received.total": applications,
        "applications.replies.total": applications if rng.random() < 0.8 else int(applications * 0.9),
        "review.total": rng.choice((0, 0, int(applications * 0.05))),
        "litigation.total": rng.choice((0, 0, int(applications * 0.03))),
        "fees": rng.choice((0, 0, 0, int(applications * rng.uniform(1, 20)))),
    }
    values: dict[str, int] = {}
    for _, unit, path in lines:
        if not path:
            continue
        many = published * 5 if unit == "人次" else published * 0.1
        values[path] = usual.get(path, rng.choice((0, 0, 0, int(rng.lognormvariate(0, 1.2) * many))))
    for total, parts in FAMILIES[rows].items():
        whole = values[total]
        shares = _deal(whole, len(parts), rng)
        if not adds_up:
            shares = [int(share * rng.uniform(0.3, 1)) for share in shares]
        values |= dict(zip(parts, shares, strict=True))
    if _ELECTRONIC in values:
        values[_ELECTRONIC] = rng.choice(
            (values["proactive.disclosed"], rng.randint(0, values["proactive.disclosed"]))
        )
    return values


def random_place(layout: Layout, rng: Random, *, adds_up: bool | None = None) -> Place:
    """The figures of an organ of any size in any year from 2009 on; `adds_up` None: of four totals three are
    sums."""
    adds_up = rng.random() < 0.75 if adds_up is None else adds_up
    size = rng.choice(sorted(_SIZES))
    lines = ROWS[layout.rows]
    years = [_year(lines, layout.rows, size, rng, adds_up=adds_up) for _ in range(rng.randint(2, 8))]
    values: Values = {}
    before: Values = {}
    for path, number in years[-1].items():
        values[path, Scope.YEAR] = number
        before[path, Scope.YEAR] = years[-2][path]
        if "cumulative" in layout.columns:
            values[path, Scope.CUMULATIVE] = sum(year[path] for year in years)
            before[path, Scope.CUMULATIVE] = sum(year[path] for year in years[:-1])
        if "last_year" in layout.columns:
            values[path, Scope.LAST_YEAR] = years[-2][path]
            before[path, Scope.LAST_YEAR] = years[-3][path] if len(years) > 2 else 0
    return Place(
        layout=layout, values=values, before=before, adds_up=adds_up, whole_period=rng.random() < 0.5
    )


def _listed(words: Mapping[str, str], values: Values) -> str:
    """、-parted: each of the named figures that is not nought."""
    return "、".join(
        f"{word}{number}件" for path, word in words.items() if (number := values.get((path, Scope.YEAR), 0))
    )


def _sentences(place: Place, rng: Random) -> list[str]:
    """What such a report says in its sentences: the total published and the applications nearly always,
    reviews and lawsuits mostly, the ways of applying and the answers often, other rows now and then; and
    figures that are other ones."""
    said: list[str] = []

    def value(path: str) -> int:
        return place.values.get((path, Scope.YEAR), 0)

    def often(share: float) -> bool:
        return rng.random() < share

    disclosed, received, replies = (
        value(path)
        for path in ("proactive.disclosed", "applications.received.total", "applications.replies.total")
    )
    if often(0.97):
        said.append(f"2013年，全市主动公开政府信息{disclosed}条。")
    if often(0.4) and disclosed > 3:
        said.append(
            f"其中各乡镇主动公开政府信息{disclosed // 3}条，市直各部门主动公开政府信息{disclosed // 2}条。"
        )
    if often(0.4) and value("proactive.channels.website"):
        said.append(f"通过政府网站公开政府信息{value('proactive.channels.website')}条。")
    if often(0.97):
        if received:
            ways = _listed(_WAYS, place.values) if often(0.7) else ""
            said.append(f"全市共受理政府信息公开申请{received}件{'，其中' if ways else ''}{ways}。")
        else:
            said.append("全年未收到政府信息公开申请。")
    if often(0.7) and replies:
        kinds = _listed(_REPLIES, place.values)
        said.append(f"全市共答复政府信息公开申请{replies}件{'，其中' if kinds else ''}{kinds}。")
    if often(0.9):
        for path, word in (("review.total", "行政复议"), ("litigation.total", "行政诉讼")):
            number = value(path)
            said.append(
                f"全年因政府信息公开引发的{word}{number}件。"
                if number
                else f"全年未发生因政府信息公开引发的{word}。"
            )
    if often(0.8):
        said.append(f"全年共收取检索费用{fees}元。" if (fees := value("fees")) else "全年未收取任何费用。")
    if often(0.5) and value("complaints"):
        said.append(f"全年受理政府信息公开举报投诉{value('complaints')}件。")
    for _, unit, path in ROWS[place.layout.rows]:
        if path.startswith("extra.") and often(0.5) and value(path):
            stem = path.removeprefix("extra.").removesuffix("数")
            said.append(f"全年{stem}{value(path)}{unit}。")
    if often(0.3):
        said.append(f"与上年的{place.before['proactive.disclosed', Scope.YEAR]}条相比有所变化。")
    return said


def _cells(place: Place, row: int, path: str) -> list[str]:
    cells: list[str] = []
    year = place.values[path, Scope.YEAR]
    for column in place.layout.columns:
        if column == "code":
            cells.append(f"{row:02d}")
        elif column == "partial":
            cells.append(
                str(year if place.whole_period else (year * 7 % 11) * year // 11 or min(year, row % 2))
            )
        elif column in {scope.value for scope in Scope}:
            cells.append(str(place.values[path, Scope(column)]))
    return cells


def glued_provincial(
    place: Place,
    rng: Random,
    *,
    sentences: bool,
    layout: str = "one line",
    gap: str = "",
    spaced: float = 0.0,
) -> str:
    """The report's text. `layout` is "one line", "row a line" or "cell of a row"; `gap` stands between
    label, unit and figures; `spaced` is the share of rows whose figures have kept their borders."""
    lines = [
        "云河市2013年政府信息公开工作年度报告",
        "文中数字为2013年1月1日至2013年12月31日的情况。",
        "一、概述",
        "全市政府信息公开工作有序开展。",
        "二、公开情况",
        "各项工作按照要求推进。",
        *(_sentences(place, rng) if sentences else ()),
        "附表：政府信息公开情况统计表",
        gap.join("".join(str(head).split()) for head in place.layout.heads[0]),
    ]
    rows = []
    for number, (label, unit, path) in enumerate(ROWS[place.layout.rows], 1):
        cells = _cells(place, number, path) if path else []
        border = (gap or " ") if rng.random() < spaced else ""
        rows.append((label, unit, border.join(cells)))
    if layout == "cell of a row":
        lines.pop()
        heads = ["".join(str(head).split()) for head in place.layout.heads[0]]
        lines.append(f"| {heads[0]} | {heads[1]} | {' '.join(heads[2:])} |")
        lines += [f"| {label} | {unit} | {figures} |" for label, unit, figures in rows]
    else:
        lines += [gap.join(part for part in row if part) for row in rows]
    end = "三、存在的问题"
    if layout == "one line":
        at = lines.index("附表：政府信息公开情况统计表") + 1
        lines[at:] = [gap.join(lines[at:])]
    return "\n".join([*lines, end, "公开内容不够丰富。"])


def previous_report(place: Place) -> str:
    """The text of the report of the year before, its table with all borders."""
    heads = tuple(
        tuple(str(head).replace("2012年", "2011年").replace("2013", "2012") for head in row)
        for row in place.layout.heads
    )
    table = table_of(evolve(place.layout, heads=heads), place.before, Random(0))
    head = ("云河市2012年政府信息公开工作年度报告", "一、概述", "全市政府信息公开工作有序开展。")
    return as_text(head, {"附表：政府信息公开情况统计表": [table]}, "tabs")
