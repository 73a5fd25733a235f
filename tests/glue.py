"""Random tables of sections two to four of the 2019 and 2021 forms, and their texts with the cell borders
gone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from random import Random

from govinfo_reports.indicators import APPLICANTS, Form, indicators
from govinfo_reports.tables.glued import ProblemRow

__all__ = [
    "LITIGATION",
    "SIZES",
    "application_rows",
    "flatten",
    "flatten_rows",
    "glue",
    "random_applications",
    "random_litigation",
    "rows_of",
    "spoil",
]

Table = dict[str, tuple[int, ...]]
"""The seven figures of each row of section three, by the row's path, in printed order."""

SIZES: Mapping[str, tuple[int, int]] = {
    "tiny": (0, 12),
    "county": (10, 300),
    "city": (300, 3_000),
    "province": (3_000, 60_000),
}
"""The least and greatest number of applications received by an organ of each kind."""

LITIGATION = tuple(
    f"{group}.{case}"
    for group in ("review", "litigation.direct", "litigation.after_review")
    for case in ("upheld", "corrected", "other", "pending", "total")
)


def application_rows(form: Form) -> tuple[str, ...]:
    """The paths of the rows of section three in printed order."""
    return tuple(
        path.removesuffix(".natural_person")
        for path, indicator in indicators().items()
        if path.startswith("applications.") and path.endswith(".natural_person") and form in indicator.forms
    )


def _deal(rng: Random, count: int, weights: Sequence[float]) -> list[int]:
    """`count` things dealt over places by weight; large counts are dealt in lots."""
    dealt = [0] * len(weights)
    lot = max(1, count // 300)
    while count > 0:
        some = min(count, rng.randint(1, lot))
        dealt[rng.choices(range(len(weights)), weights)[0]] += some
        count -= some
    return dealt


def random_applications(rng: Random, form: Form, size: str, *, even: bool = False) -> Table:
    """A consistent section three; `even` spreads the applications over all applicants and outcomes alike."""
    rows = application_rows(form)
    outcomes = [row for row in rows if row.startswith("applications.outcomes.") and row != rows[-2]]
    least, most = SIZES[size]
    received = int((least + 1) * ((most + 1) / (least + 1)) ** rng.random()) - 1
    shares = (
        [1.0] * 6
        if even
        else [rng.uniform(4, 60), *(rng.expovariate(2) * rng.randint(0, 2) for _ in range(5))]
    )
    weights = [1.0 if even else rng.expovariate(1) ** 3 * (rng.random() < 0.6) for _ in outcomes]
    weights[0] += 0.5
    table = {row: [0] * 6 for row in rows}
    table["applications.received"] = _deal(rng, received, shares)
    table["applications.carried_in"] = _deal(rng, int(received * rng.choice((0, 0.02, 0.06, 0.2))), shares)
    for column in range(6):
        arrived = table["applications.received"][column] + table["applications.carried_in"][column]
        left = int(arrived * rng.choice((0, 0, 0.03, 0.1)) + rng.random())
        left = min(left, arrived)
        table["applications.carried_forward"][column] = left
        for row, count in zip(outcomes, _deal(rng, arrived - left, weights), strict=True):
            table[row][column] = count
        table["applications.outcomes.total"][column] = arrived - left
    return {row: (*parts, sum(parts)) for row, parts in table.items()}


def random_litigation(rng: Random, received: int) -> tuple[int, ...]:
    """A consistent section four for an organ that received so many applications."""
    figures: list[int] = []
    for share in (0.12, 0.02, 0.03):
        cases = rng.choice((0, int(received * rng.uniform(0, share) + rng.choice((0, 0.5, 2)))))
        parts = _deal(rng, cases, [rng.expovariate(1) + 0.05 for _ in range(4)])
        figures += (*parts, sum(parts))
    return tuple(figures)


def spoil(rng: Random, table: Mapping[str, tuple[int, ...]]) -> Table:
    """The table with one figure wrong, as a clerk may get it wrong."""
    row = rng.choice([row for row, values in table.items() if any(values)] or list(table))
    column = rng.randrange(7)
    value = table[row][column]
    wrong = value
    while wrong == value:
        wrong = rng.choice(
            (0, max(0, value - 1), value + 1, value * 10, value // 10, value + rng.randint(2, 20))
        )
    values = (*table[row][:column], wrong, *table[row][column + 1 :])
    return {**table, row: values}


def glue(values: Iterable[int], rng: Random | None = None, kept: float = 0.0) -> str:
    """The figures run together, with a blank left of each border with the probability `kept`."""
    text = ""
    for value in values:
        text += (" " if text and rng is not None and rng.random() < kept else "") + str(value)
    return text


def rows_of(
    table: Mapping[str, Iterable[int]], rng: Random | None = None, kept: float = 0.0
) -> list[ProblemRow]:
    """The rows of a table as glued texts."""
    return [ProblemRow(key, glue(values, rng, kept)) for key, values in table.items()]


def flatten_rows(table: Mapping[str, Iterable[int]]) -> str:
    """The rows on one line: official labels, a group's label before its first row, and the figures run
    together."""
    text, group = "", ""
    for key, values in table.items():
        label = indicators()[f"{key}.natural_person"].label.rpartition(" × ")[0]
        head, _, rest = label.partition(" ")
        if rest and head == group:
            label = rest
        group = head if rest else ""
        outcome = "三、本年度办理结果" if key == "applications.outcomes.granted" else ""
        text += outcome + label.replace(" ", "") + glue(values)
    return text


def flatten(table: Mapping[str, Iterable[int]], litigation: Iterable[int]) -> str:
    """Sections three and four on one line as page text with all cell borders gone."""
    cases = "结果维持结果纠正其他结果尚未审结总计"
    columns = [*APPLICANTS.values()]
    return (
        "三、收到和处理政府信息公开申请情况（本列数据的勾稽关系为：第一项加第二项之和，"
        "等于第三项加第四项之和）申请人情况"
        f"{columns[0]}法人或其他组织总计{''.join(columns[1:-1])}{flatten_rows(table)}"
        f"四、政府信息公开行政复议、行政诉讼情况行政复议行政诉讼{cases}未经复议直接起诉复议后起诉{cases}{cases}{glue(litigation)}"
    )
