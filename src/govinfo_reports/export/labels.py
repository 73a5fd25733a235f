"""English labels and numbers of the indicators, from data in the package."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from functools import lru_cache
from importlib import resources
from types import MappingProxyType

from attrs import frozen

from ..indicators import APPLICANTS

__all__ = ["EnglishLabel", "applicants_in_english", "english_labels", "row_in_english"]


@frozen
class EnglishLabel:
    """`code` is the indicator's number, which keeps its meaning over releases; `label` its English label."""

    code: int
    label: str


@lru_cache(maxsize=1)
def english_labels() -> Mapping[str, EnglishLabel]:
    """The number and the English label of every indicator and group head, by path.

    >>> english_labels()["applications.concluded.on_time"]
    EnglishLabel(code=28, label='Applications concluded on time')
    """
    text = (resources.files("govinfo_reports") / "data" / "labels_en.csv").read_text(encoding="utf-8")
    return MappingProxyType(
        {
            row["path"]: EnglishLabel(int(row["code"]), row["label"])
            for row in csv.DictReader(text.splitlines())
        }
    )


def row_in_english(row: str) -> str:
    """The English label of a row of the table of section three.

    >>> row_in_english("applications.carried_forward")
    'Carried forward to next year'
    """
    return english_labels()[f"{row}.total"].label.rpartition(": ")[0]


def applicants_in_english() -> dict[str, str]:
    """The seven columns of section three, in printed order.

    >>> applicants_in_english()["business"]
    'Commercial enterprises'
    """
    return {
        name: english_labels()[f"applications.carried_in.{name}"].label.rpartition(": ")[2]
        for name in APPLICANTS
    }
