"""The vocabulary of the forms: what a line of its file stands for, and that every line stands for
something."""

from __future__ import annotations

import csv
from collections import Counter
from importlib import resources

import pytest

from govinfo_reports.forms import official_words, vocabulary, words_of
from govinfo_reports.forms.vocabulary import Vocabulary, expanded, read_words
from govinfo_reports.indicators import leaf_indicators
from govinfo_reports.tables.scan import Scanner
from govinfo_reports.text import fold

_LINES = (resources.files("govinfo_reports.forms") / "words.csv").read_text(encoding="utf-8").splitlines()
_COLUMNS = {
    *("label", "unit", "label_and_unit", "code", "numbering", "remark"),
    *("year", "last_year", "cumulative", "period", "part", "growth"),
}
_PATHS = {"row": ".natural_person", "item": ""}


@pytest.mark.parametrize("row", list(csv.DictReader(_LINES)), ids=lambda row: f"{row['kind']} {row['words']}")
def test_every_line_gives_words_that_the_scanner_finds(row: dict[str, str]) -> None:
    scanner, heads = Scanner(vocabulary()), words_of("column", "column_part").known
    for words in expanded(
        row["words"]
    ):  # a head of the statistics table may begin with a figure: it is looked up whole
        printed = f"（七）{words}" if row["property"] == "numbered" else words
        found = (
            heads.get(words, ()) if row["kind"].startswith("column") else scanner.whole(fold(printed).text)
        )
        assert any((one.kind, one.key) == (row["kind"], row["key"]) for one in found), words


def test_every_path_is_an_indicator_s() -> None:
    for entry in vocabulary().of_kind(*_PATHS):
        assert entry.key + _PATHS[entry.kind] in leaf_indicators(), entry


def test_no_line_stands_twice() -> None:
    lines = Counter((row["kind"], row["key"], row["words"]) for row in csv.DictReader(_LINES))
    assert [line for line, count in lines.items() if count > 1] == []


def test_what_a_column_holds_and_what_a_wording_has_are_known() -> None:
    rows = list(csv.DictReader(_LINES))
    assert {row["key"] for row in rows if row["kind"] == "column"} == _COLUMNS
    assert {one for row in rows for one in (row["property"] or "").split()} == {"whole", "numbered"}
    assert [row for row in rows if None in row or not row["words"]] == [], "fields are parted by commas"


def test_the_first_words_of_a_key_are_official() -> None:
    assert official_words("place") == ("行政复议", "未经复议直接起诉", "复议后起诉")
    assert official_words("litigation") == ("行政诉讼",)


def test_a_word_that_counts_only_when_whole() -> None:
    words = Vocabulary(read_words(["kind,key,words,property", "outcome,upheld,维持,whole"]))
    scanner = Scanner(words)
    assert scanner.whole("1.维持")
    assert not any(part[0] == "WORD" for part in scanner.parts("维持原判"))


@pytest.mark.parametrize(
    "text", ["结 果\n维 持", "“结果维持”", "1.结果维持（件）", "结果维持①", "结果维持[1]", "㈠结果维持"]
)
def test_blanks_marks_ordinals_and_notes_change_no_word(text: str) -> None:
    assert [one.key for one in Scanner(vocabulary()).whole(fold(text).text)] == ["upheld"]


def test_the_folded_text_knows_where_it_comes_from() -> None:
    folded = fold("⻓㈠１２")
    assert folded.text == "长(一)12"
    assert (folded.span(0, 1), folded.span(1, 4), folded.span(4, 6)) == ((0, 1), (1, 2), (2, 4))
