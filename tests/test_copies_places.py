"""Copies that keep places: blank cells that leave nothing, columns that move from page to page, and programs
whose blanks are as wide as the word behind them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from random import Random

import pytest

from figures import clean_figures
from govinfo_reports import Form, Source, parse_text
from grids import form_tables, printed

YEARS = {Form.F2019: 2020, Form.F2021: 2022}
HEADS = ("自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计")
QUOTES = "“”"


def rows_of(form: Form, texts: dict[str, str]) -> list[tuple[str, list[str]]]:
    """The label and the figures of each row of section three."""
    table = form_tables(form, texts)["三、收到和处理政府信息公开申请情况"][0]
    return [(row[-8].text, [cell.text for cell in row[-7:]]) for row in table.rows if len(row) >= 8]


def with_blanks(texts: dict[str, str], rng: Random, share: float) -> dict[str, str]:
    return {
        path: "" if path.startswith("applications.") and rng.random() < share else text
        for path, text in texts.items()
    }


def laid_out(rows: Sequence[tuple[str, list[str]]], rng: Random) -> list[str]:
    """Each page with places of its own, which begin in any row and may be those of the next column."""
    lines = []
    cuts = sorted(rng.sample(range(3, len(rows) - 3), rng.choice((0, 1, 2))))
    left, step = 0, 0
    for at, (label, figures) in enumerate(rows):
        if at in {0, *cuts}:
            old, left, step = step, rng.randrange(76, 96), rng.choice((5, 6, 7, 9))
            left = rng.choice((left, left + old))
        line = label
        for place, figure in enumerate(figures):
            if figure:
                line = line.ljust(left + place * step - len(figure) // 2) + figure
        lines.append(line)
    return lines


def by_words(rows: Sequence[tuple[str, list[str]]], rng: Random) -> list[str]:
    """Lines in which the way between two words is given in characters of the second: of a font whose digits
    and quotes have widths of their own, on pages that begin further left or right."""
    digit, quote = rng.choice((0.5, 0.556, 0.6)), rng.choice((1.0, 0.45))
    pitch = [rng.uniform(2.2, 4.5) for _ in HEADS]
    left = rng.uniform(34, 40)
    cut = rng.choice((0, rng.randrange(3, len(rows) - 3)))

    def width(word: str) -> float:
        return sum(digit if sign.isascii() else quote if sign in QUOTES else 1.0 for sign in word)

    lines = []
    for at, (label, figures) in enumerate(rows):
        shift = rng.choice((0.0, 3.0)) if at == cut else 0.0
        left += shift
        start = rng.uniform(0, 2)
        words = [(start, label[:30])] if rng.random() < 0.8 else []
        lines += [] if words else [" " * 3 + label[:30]]
        words += [
            (left + sum(pitch[:place]) - width(figure) / 2, figure)
            for place, figure in enumerate(figures)
            if figure
        ]
        line, end = "", 0.0
        for x, word in words:
            blanks = max(round((x - end) / width(word) * len(word)), 1 if line else 0)
            line, end = line + " " * blanks + word, x + width(word)
        lines += [line, " " * 3 + label[30:]] if label[30:] else [line]
    return lines


def count(form: Form, seed: int, share: float, way: str) -> tuple[int, int, list[str]]:
    """How many figures are read and asked for, and which are read wrong."""
    rng = Random(f"{form}{seed}{share}{way}")
    texts = with_blanks(printed(clean_figures(form, rng)), rng, share)
    lines = (laid_out if way == "page" else by_words)(rows_of(form, texts), rng)
    heads = " " * 80 + "  ".join(HEADS)
    page = [
        f"云河市{YEARS[form]}年政府信息公开工作年度报告",
        "三、收到和处理政府信息公开申请情况",
        heads,
        *lines,
    ]
    report = parse_text("\n".join([*page, "四、政府信息公开行政复议、行政诉讼情况", "无。"]))
    found = {
        fact.path: fact.value
        for fact in report.facts
        if fact.source is Source.TABLE and fact.value is not None and fact.path.startswith("applications.")
    }
    asked = {path: Decimal(text) for path, text in texts.items() if path.startswith("applications.") and text}
    return len(found), len(asked), [path for path, value in found.items() if asked.get(path) != value]


@pytest.mark.parametrize(("share", "least"), [(0.05, 0.99), (0.15, 0.9), (0.3, 0.6)])
def test_blank_cells_are_told_by_the_places_of_all_rows_of_a_page(share: float, least: float) -> None:
    assert _read("page", share, range(100, 112)) >= least


@pytest.mark.parametrize(("share", "least"), [(0.05, 0.9), (0.15, 0.8), (0.3, 0.45)])
def test_blanks_as_wide_as_the_word_behind_them_give_no_figure_of_another_column(
    share: float, least: float
) -> None:
    assert _read("words", share, [*range(8), 107, 114, 117]) >= least


def _read(way: str, share: float, seeds: Iterable[int]) -> float:
    read = asked = 0
    for seed in seeds:
        own, wanted, wrong = count((Form.F2021, Form.F2019)[seed % 2], seed, share, way)
        assert not wrong
        read, asked = read + own, asked + wanted
    return read / asked
