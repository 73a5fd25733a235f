"""A quick look before a slow pattern may only pass over what the pattern cannot find."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from itertools import product
from random import Random

import pytest

from govinfo_reports import text as texts
from govinfo_reports.forms import vocabulary
from govinfo_reports.forms.scopes import scopes
from govinfo_reports.prose import corrections, engine, labels, reasons, scope, state
from govinfo_reports.tables.scan import Scanner

_SAY = scopes().patterns
_WORDS = re.compile(r"[一-龥]+|[，；：《》]")
_BESIDE = (
    "2016年",
    "2015",
    "12",
    "9件",
    "3",
    "月",
    "年",
    "，",
    "；",
    "《》",
    "收到",
    "全县",
    "云溪镇",
    "底",
    "至",
)
_LOOKS: dict[str, tuple[re.Pattern[str], Callable[[str], bool]]] = {
    "times in front": (_SAY["times in front"], lambda text: scope._FRONT.search(text) is not None),
    "singled out": (_SAY["singled out"], lambda text: scope._RANKED.search(text) is not None),
    "fillers": (_SAY["fillers"], lambda text: text[-1] in labels._ENDS_OF_FILLERS),
    "corrects": (_SAY["corrects"], lambda text: corrections._MAY_CORRECT.search(text) is not None),
    "the body goes on": (
        _SAY["the body goes on"],
        lambda text: scope._GOES_ON.search(text[-9:]) is not None,
    ),
    "taken back": (reasons._TAKEN_BACK, lambda text: not reasons._NEGATIONS.isdisjoint(text)),
    **{
        f"hint {number}": (hint, lambda text: engine._HINT.search(text) is not None)
        for number, hint in enumerate(engine._HINTS)
    },
}


def _texts(pattern: str) -> list[str]:
    """Texts of words that a pattern has, and of what may stand beside them."""
    random = Random(pattern)
    words = sorted(set(_WORDS.findall(pattern)))
    signs = sorted(set("".join(words)))
    kinds = words, words, signs, _BESIDE
    return [
        "".join(random.choice(random.choice(kinds)) for _ in range(random.randint(1, 8))) for _ in range(6000)
    ]


@pytest.mark.parametrize("name", _LOOKS)
def test_nothing_that_the_pattern_finds_is_passed_over(name: str) -> None:
    pattern, may_have = _LOOKS[name]
    found = [text for text in _texts(pattern.pattern) if pattern.search(text)]
    assert len(found) > 5
    assert [text for text in found if not may_have(text)] == []
    assert not may_have("全县共有乡镇12个人，云溪")  # fillers


def test_every_time_begins_where_one_may_begin() -> None:
    times = _SAY["times"]
    for text in _texts(times.pattern):
        begins = {found.start() for found in scope._TIME_BEGINS.finditer(text)}
        missed = [at for at in range(len(text)) if times.match(text, at) and at not in begins]
        # 上上年 is not 上年, 两年内 is not 年内
        assert [at for at in missed if text[at - 1 : at] not in {"上", "两"}] == [], text


def test_no_character_that_is_folded_is_passed_over() -> None:
    for char in map(chr, range(sys.maxunicode + 1)):
        folded = texts._FOLDED[char]
        assert folded == char or texts._MAY_FOLD.match(char), char
        assert folded == "".join(texts._FOLDED[one] for one in folded), char  # so the order is the same


def test_few_and_many_characters_are_folded_alike() -> None:
    signs = "㈠㈩①⑳它⺁⻳ｗ，：（）％﹣…㎡ﬁ豈１２３ＡＢＣａｂｃ！？"
    for number in range(200):
        random = Random(number)
        kinds = random.sample(signs, random.randint(1, len(signs)))
        printed = "".join(random.choice(random.choice((kinds, "政府信息公开 12"))) for _ in range(80))
        folded = texts._fold(printed)
        assert folded.text == "".join(texts._FOLDED[char] for char in printed)
        assert "".join(texts._FOLDED[printed[at]] for at in dict.fromkeys(folded.at)) == folded.text


def test_no_word_figure_or_dash_of_a_table_is_passed_over() -> None:
    begin = Scanner(vocabulary())._begin
    guard, figure, rest = begin.pattern.partition("(?P<figure>")
    assert guard.endswith("])(?:")
    unguarded = re.compile(figure + rest.removesuffix(")"))
    found = 0
    for text in _texts(begin.pattern):
        printed = f"{text} - + 1,2 / 新增 3 — ↓4 净增5"
        places = [(one.span(), one.lastgroup) for one in unguarded.finditer(printed)]
        assert places == [(one.span(), one.lastgroup) for one in begin.finditer(printed)], printed
        found += len(places)
    assert found > 1000


def test_what_tells_of_the_organ_alone_is_not_passed_over() -> None:
    sayings = [
        *map(
            "".join,
            product(
                "就从以对",
                ("我局", "本机关"),
                ("自身", "本级", ""),
                ("而言，", "来说，", "来看，", "看，", "来讲，"),
            ),
        ),
        *map("".join, product(("我局", "本院"), ("自身", "本身"), ("共", "收到", "，"))),
    ]
    for words in sayings:
        text = f"2016年，{words}申请12件"
        assert _SAY["our own alone"].search(text), text
        assert state._MAY_TELL_ALONE.search(text), text
    assert not state._MAY_TELL_ALONE.search("全县共收到申请12件，我局收到3件，看来不多")
