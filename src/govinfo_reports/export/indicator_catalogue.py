"""The catalogue of all indicators as a page; `python -m govinfo_reports.export.indicator_catalogue` prints
it (`docs/indicators.md`)."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator

from ..indicators import Form, Indicator, Kind, indicators
from ..language import phrase, word
from .figure_tables import GROUPS
from .labels import english_labels

__all__ = ["indicator_catalogue"]

_INTRO = word(
    "Every figure of the official forms. The path is the attribute path in a `Report` and the key "
    "of every fact; path and code\n"
    "keep their meaning over releases. Amounts are in 万元. `of` is the total that a figure is part "
    "of. This page is generated:\n"
    "`python -m govinfo_reports.export.indicator_catalogue > docs/indicators.md`."
)
_HEADS = ("code", "path", "label 官方名称", "English", "unit 单位", "forms 格式", "of 合计", "note 说明")


def _line(cells: Iterable[str]) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def _row(item: Indicator) -> str:
    english = english_labels()[item.path]
    is_group = item.kind is Kind.GROUP
    return _line(
        (
            str(english.code),
            f"`{item.path}`" + (" (group)" if is_group else ""),
            item.label,
            english.label,
            item.unit or "",
            ", ".join(form.value for form in Form if form in item.forms),
            f"`{item.parent}`" if item.parent else "",
            item.note,
        )
    )


def _lines() -> Iterator[str]:
    yield f"# {phrase('Indicators').both}\n"
    intro = phrase(_INTRO)
    yield f"{intro}\n\n{intro.zh}\n"
    for group, name in GROUPS:
        found = [item for path, item in indicators().items() if path.partition(".")[0] == group]
        if found:
            yield f"\n## {name} {phrase(name).zh}\n"
            yield _line(_HEADS)
            yield _line(["---"] * len(_HEADS))
            yield from map(_row, found)


def indicator_catalogue() -> str:
    """The page, made from the registry of indicators and their English labels.

    >>> "`capacity.staff.total`" in indicator_catalogue()
    True
    """
    return "\n".join(_lines()) + "\n"


if __name__ == "__main__":
    sys.stdout.write(indicator_catalogue())
