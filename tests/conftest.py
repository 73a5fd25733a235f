"""Tests of real reports are collected only where there are any; coverage is measured of the files that
reach something alone."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

os.environ["LANGUAGE"] = (
    "en"  # what is printed is in the language of the environment, where nobody says which
)

collect_ignore = [] if os.environ.get("GOVINFO_CORPUS") else ["test_corpus.py"]

UNMEASURED = frozenset(
    [
        "arithmetic",
        "bare_litigation",
        "batch_docs",
        "blank_rows",
        "checks_alarms",
        "checks_suspects",
        "checks_years",
        "compact",
        "containers",
        "damage",
        "edits",
        "forms",
        "head",
        "hostile_bounds",
        "hostile_text",
        "json",
        "labels",
        "layers",
        "mutations",
        "no_report",
        "odd_cells",
        "one_catalogue",
        "own_words",
        "patterns",
        "product",
        "pumps",
        "reader_pdf_columns",
        "reader_pdf_heads",
        "reference",
        "relations",
        "sentences_of_none",
        "shapes_of_text",
        "statements_not_so",
        "statements_text",
        "table_misread_heads",
        "tables_grammar",
        "text_columns",
        "threads",
        "told_behind",
        "traditional",
        "unseen_sentences",
        "whose_tables",
        "wordings",
        "woven",
    ]
)
"""Files whose tests run without coverage, which more than doubles the time of a test: together they reach
hardly a branch (five in a thousand) that two cases of each other test do not, or they measure time."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.path.parent == Path(__file__).parent and item.path.stem.removeprefix("test_") in UNMEASURED:
            item.add_marker("no_cover")


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "no_cover: coverage is not measured (pytest-cov)")
