"""The units that the figures of a sentence may have, for what is read without a wording of its own."""

from __future__ import annotations

__all__ = ["CASES", "DOCUMENTS", "MONEY", "TIMES"]

CASES = frozenset(["件", "条", "宗", "起", "例", "份", "次", "个", "项", "人次", "件次", "条次"])
TIMES = frozenset(["次", "场", "期", "场次", "期次", "个", "项", "条", "件"])
DOCUMENTS = frozenset(["件", "个", "份", "部", "条", "项"])
MONEY = frozenset(["元", "千元", "万元", "亿元"])
