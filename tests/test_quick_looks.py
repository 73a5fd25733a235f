"""A quick look before a slow pattern may only pass over what the pattern cannot find."""

from __future__ import annotations

import re
from collections.abc import Callable
from random import Random

import pytest

from govinfo_reports.forms.scopes import scopes
from govinfo_reports.prose import corrections, engine, labels, reasons, scope

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
