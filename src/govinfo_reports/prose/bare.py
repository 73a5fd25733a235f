"""Sections whose whole text is 无 (收费及减免情况 / 无。): there was none of what the heading names."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from types import MappingProxyType

from ..facts import Fact, How, Match, Source
from ..indicators import leaf_indicators
from .passages import Passage, Topic

__all__ = ["read_bare"]

_NONE = re.compile(
    r"(?:(?:20\d\d年度?|本年度?|全年|目前|我|本|[省市县区镇乡局委办]|街道|机关|单位)*)(?:无|没有|未发生|暂无|零)(?:此|该|上述)?(?:项|相关|类)?(?:情况|内容|事项|数据)?(?:发生)?[。.]?"
)
_PATHS: Mapping[Topic, tuple[str, ...]] = MappingProxyType(
    {
        Topic.APPLICATIONS: ("applications.received.total",),
        Topic.REVIEW: ("review.total", "litigation.total"),
        Topic.FEES: ("fees",),
    }
)
_LONGEST = 30


def read_bare(passages: Sequence[Passage]) -> Iterator[Fact]:
    """The zeros that a section on applications, on reviews and lawsuits, or on fees states by saying only that there was none.

    >>> from govinfo_reports.location import Location
    >>> passage = Passage(text="无。", location=Location(line=3), topic=Topic.FEES)
    >>> [(fact.path, fact.value) for fact in read_bare([passage])]
    [('fees', Decimal('0'))]
    """
    for topic, group in itertools.groupby(passages, key=lambda passage: passage.topic):
        if topic not in _PATHS:
            continue
        section = [passage for passage in group if passage.text.strip()]
        if not all(
            len(one.text) <= _LONGEST and _NONE.fullmatch("".join(one.text.split())) for one in section
        ):
            continue
        for passage, path in itertools.product(section[:1], _PATHS[topic]):
            yield Fact(
                path=path,
                value=Decimal(0) if path == "fees" else 0,
                unit=leaf_indicators()[path].unit,
                raw=passage.text,
                source=Source.PROSE,
                location=passage.location,
                match=Match(
                    label=passage.text.strip(),
                    how=How.SENTENCE,
                    confidence=0.85,
                    evidence=("all that the section says is that there was none",),
                ),
            )
